//! Reports as files: the template to fill in, for one unit or for all that a person fills in, and what comes back in it.

mod many;
pub(in crate::reports) use many::{Mine, take_many, template_of_many};

mod one;
pub(in crate::reports) use one::{take, template};

use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use banyan_core::access::Permit;
use banyan_core::calendar::Period;
use banyan_core::form::{Answers, Form, Notation, ProblemKind, Reading, Severity, Texts, carry};
use banyan_core::unit::UnitId;
use banyan_core::words::Language;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::store::{self, Draft};
use super::loaded::Caches;
use crate::forms;
use crate::sheets::{self, Answered, FileProblem, FileProblemKind, Template};
use crate::units;
use crate::web::{Argument, Refusal, Section, Site, Visit, Words, page};

/// Problems shown at once; the rest is counted.
const SHOWN: usize = 500;

#[derive(Deserialize)]
pub(in crate::reports) struct Wanted {
    /// `csv`, or a workbook.
    #[serde(default)]
    format: String,
}

/// A template to keep.
fn file(template: &Template<'_>, name: &str, wanted: &Wanted) -> Result<Response, Refusal> {
    let csv = wanted.format == "csv";
    let (kind, ending) = match csv {
        true => ("text/csv; charset=utf-8", "csv"),
        false => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let bytes = match csv {
        true => sheets::template_text(template).into_bytes(),
        false => {
            sheets::template(template).map_err(|refusal| Refusal::Failure(refusal.to_string()))?
        }
    };
    let name = format!("attachment; filename=\"{}.{ending}\"", name.replace('/', "-"));
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

fn called(visit: &Visit, caches: Caches<'_>, unit: &UnitId) -> String {
    let network = caches.networks.network();
    let version =
        network.find(unit).and_then(|no| network.version_on(no, visit.today, visit.known_at));
    version.map_or_else(|| unit.0.clone(), |own| units::unit_name(visit.words, own).to_owned())
}

/// A file as it was sent.
async fn sent(mut parts: Multipart) -> Result<(String, Vec<u8>), Refusal> {
    let (status, key) = (StatusCode::UNPROCESSABLE_ENTITY, "sheet-no-file");
    let broken = |_| Refusal::Sentence { status, key, input: String::new() };
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(broken)?;
            if !bytes.is_empty() {
                return Ok((name, bytes.to_vec()));
            }
        }
    }
    Err(Refusal::Sentence { status, key, input: String::new() })
}

/// What a file should be for.
struct Asked<'a> {
    regime: &'a str,
    period: Period,
    form: &'a Form,
}

/// What came of a file: the sentences of all its problems, and its answers where none stands in their way.
struct Taken {
    problems: Vec<String>,
    answers: Vec<(Option<UnitId>, Texts)>,
    blank: usize,
}

/// Reads a file under the form that it was made for. Entries that are still missing stand in nobody's way: the draft is gone on with.
fn taken(
    visit: &Visit,
    caches: Caches<'_>,
    asked: &Asked<'_>,
    (name, bytes): &(String, Vec<u8>),
) -> Taken {
    let t = visit.words;
    let none = |problems: Vec<String>| Taken { problems, answers: Vec::new(), blank: 0 };
    let sentences = |problems: &[FileProblem]| {
        problems.iter().map(|own| own.sentence(t)).collect::<Vec<String>>()
    };
    let filled = match sheets::read(name, bytes) {
        Ok(filled) => filled,
        Err(problems) => return none(sentences(&problems)),
    };
    let identity = filled.identity();
    let other = identity.is_some_and(|own| {
        (!own.regime.is_empty() && own.regime != asked.regime)
            || own.period.is_some_and(|period| period != asked.period)
    });
    if let (true, Some(own)) = (other, identity) {
        let period = own.period.map(|period| period.to_string()).unwrap_or_default();
        let values = [("regime", Argument::from(&own.regime)), ("period", Argument::from(&period))];
        return none(vec![t.with("sheet-for-another", &values)]);
    }
    let version = identity.map_or(asked.form.version(), |own| own.version);
    let made_for = caches.forms.version(asked.form.code(), version);
    let form = made_for.as_deref().unwrap_or(asked.form);
    let language = identity.and_then(|own| own.language).unwrap_or(t.language());
    let Answered { reports, blank, problems } = filled.under(form, notation(language));
    let missing = |problem: &FileProblem| {
        matches!(&problem.kind, FileProblemKind::Entry(ProblemKind::Missing))
    };
    let of_file = problems.iter().any(|own| {
        own.severity() == Severity::Error && !matches!(own.kind, FileProblemKind::Entry(_))
    });
    let of_entries = reports.iter().any(|own| stands_in_the_way(&own.reading));
    if of_file || of_entries {
        let told: Vec<FileProblem> = problems.into_iter().filter(|own| !missing(own)).collect();
        return none(sentences(&told));
    }
    let answers = reports
        .iter()
        .map(|own| (own.unit.clone().map(UnitId), texts(visit, asked.form, &own.reading.answers)));
    Taken { problems: Vec::new(), answers: answers.collect(), blank: blank.len() }
}

fn notation(language: Language) -> Notation {
    forms::notation(Words::of(language))
}

/// Whether an entry cannot be taken as it stands; one that is not there yet can be filled in later.
fn stands_in_the_way(reading: &Reading) -> bool {
    let wrong = reading.problems.iter();
    wrong.clone().any(|own| own.severity == Severity::Error && own.kind != ProblemKind::Missing)
}

/// Answers as somebody would have typed them into the form of now.
pub(in crate::reports) fn texts(visit: &Visit, form: &Form, answers: &Answers) -> Texts {
    let carried = carry(form, answers).answers;
    let typed = carried
        .iter()
        .filter(|(at, _)| form.field(&at.field).is_some_and(|field| !field.computed(&at.cell)));
    typed.map(|(at, value)| (at.clone(), forms::as_typed(visit.words, value))).collect()
}

/// Puts what a file says over what was typed so far.
fn over(draft: Option<Draft>, texts: Texts, form: &Form, (permit, now): (&Permit, i64)) -> Draft {
    let mut draft = draft.unwrap_or_default();
    // Rows of a group are those of the file.
    let groups: Vec<&str> =
        texts.keys().filter_map(|at| Some(at.row.as_ref()?.group.as_str())).collect();
    draft
        .texts
        .retain(|at, _| at.row.as_ref().is_none_or(|row| !groups.contains(&row.group.as_str())));
    draft.texts.extend(texts.clone());
    Draft {
        form_version: form.version(),
        revision: draft.revision + 1,
        changed_at: now,
        changed_by: permit.account().0.clone(),
        ..draft
    }
}

/// Keeps all drafts of a file, or none.
pub(in crate::reports) async fn keep(
    site: &Site,
    form: &Form,
    drafts: &[(String, Permit, Texts)],
) -> Result<(), Refusal> {
    let now = site.clock.now().microseconds();
    let work = site.store.write(|tx| {
        let (drafts, form) = (drafts.to_vec(), form.clone());
        Box::pin(async move {
            for (report, permit, texts) in drafts {
                let stands = store::load_draft(tx, &report).await?;
                let draft = over(stands, texts, &form, (&permit, now));
                store::save_draft(tx, &report, &draft).await?;
            }
            Ok::<_, Refusal>(())
        })
    });
    work.await
}

/// Every problem of a file; nothing of it is kept.
fn refused(visit: &Visit, problems: &[String], back: &str) -> Response {
    let t = visit.words;
    let title = t.text("sheet-refused");
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href=(back) { (t.text("sheet-back")) } }
            h1 { (title) }
            p.under { (t.with("sheet-refused-under", &[("n", Argument::from(problems.len()))])) }
            ul role="alert" { @for problem in problems.iter().take(SHOWN) { li { (problem) } } }
            @if problems.len() > SHOWN { p.quiet { (t.with("sheet-more", &[("n", Argument::from(problems.len() - SHOWN))])) } }
            (uploading(visit, &format!("{back}/sheet")))
        }
    };
    (StatusCode::UNPROCESSABLE_ENTITY, page(visit, Some(Section::Reports), &title, main))
        .into_response()
}

fn uploading(visit: &Visit, action: &str) -> Markup {
    let t = visit.words;
    let id = action.replace('/', "-");
    html! {
        form.mt-2 action=(action) method="post" enctype="multipart/form-data" {
            label for=(id) { (t.text("sheet-file")) }
            input.form-control id=(id) name="file" type="file" accept=".xlsx,.csv,text/csv" required;
            div.actions.mt-2 { button.btn type="submit" { (t.text("sheet-take")) } }
        }
    }
}

/// The ways to work on a report in a spreadsheet.
pub(super) fn offered(visit: &Visit, address: &str) -> Markup {
    let t = visit.words;
    html! {
        details.mt-4 {
            summary { (t.text("sheet-title")) }
            p.under { (t.text("sheet-offer-under")) }
            p { a href={ (address) "/template" } download { (t.text("sheet-excel")) } " · " a href={ (address) "/template?format=csv" } download { "CSV" } }
            (uploading(visit, &format!("{address}/sheet")))
        }
    }
}
