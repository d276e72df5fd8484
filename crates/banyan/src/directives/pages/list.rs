//! Pasting a text, choosing a file or a sample; and the drafts that were made so far.

use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use banyan_core::access::{Action, Key, Permit};
use banyan_core::words::Language;
use maud::{Markup, html};

use super::super::{Draft, ItemClass, Samples, actions, store};
use crate::accounts;
use crate::documents::{self, DocumentError};
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

/// Drafts on the page.
const SHOWN: i64 = 50;

pub(in crate::directives) async fn list(
    visit: Visit,
    State(site): State<Site>,
    Extension(samples): Extension<Samples>,
    Extension(networks): Extension<Networks>,
) -> Response {
    match listed(&visit, &site, &samples, &networks).await {
        Ok(main) => {
            page(&visit, Some(Section::Directives), &visit.words.text("directives-title"), main)
                .into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn listed(
    visit: &Visit,
    site: &Site,
    samples: &Samples,
    networks: &Networks,
) -> Result<Markup, Refusal> {
    let t = visit.words;
    let reach = accounts::reach_for(visit, networks, Action::Adopt);
    let keys: Vec<Key> = reach.keys().cloned().collect();
    let mut tx = site.store.read().await?;
    let drafts = store::list_drafts(&mut tx, &keys, visit.known_at, SHOWN).await?;
    Ok(html! {
        div.wrap {
            (ask(visit, samples, "", None))
            section.section {
                h2 { (t.text("drafts")) }
                @if drafts.is_empty() { p.under { (t.text("no-drafts")) } } @else {
                    p.under { (t.text("drafts-under")) }
                    div.scroll tabindex="0" { table.tab {
                        thead { tr {
                            th scope="col" { (t.text("document")) } th scope="col" { (t.text("source")) }
                            th.n scope="col" { (t.text("targets")) } th.n scope="col" { (t.text("tasks")) } th.n scope="col" { (t.text("baselines")) }
                            th.n scope="col" { (t.text("undecided")) } th scope="col" { (t.text("state")) }
                        } }
                        tbody { @for draft in &drafts { (row(visit, draft)) } }
                    } }
                }
            }
            section.section {
                h2 { (t.text("adopted-directives")) }
                p.under { a href="/programmes" { (t.text("adopted-directives-under")) } }
            }
        }
    })
}

/// Whether a draft was there on the day that the reader looks at.
pub(super) fn made_by(visit: &Visit, draft: &Draft) -> bool {
    visit.known_at.is_none_or(|limit| draft.made_at <= limit.microseconds())
}

fn row(visit: &Visit, draft: &Draft) -> Markup {
    let t = visit.words;
    html! {
        tr {
            th scope="row" { a href={ "/drafts/" (draft.id) } { bdi { (heading(visit, draft)) } } }
            td { @if draft.source.is_empty() { span.quiet { (t.text("pasted")) } } @else { bdi { (draft.source) } } }
            td.n { (t.size(draft.count(ItemClass::Target))) }
            td.n { (t.size(draft.count(ItemClass::Task))) }
            td.n { (t.size(draft.count(ItemClass::Baseline))) }
            td.n { (t.size(draft.undecided().count())) }
            td {
                @if let (Some(programme), None) = (&draft.adopted_as, visit.known_at) { a href={ "/programmes/" (programme) } { (t.text("adopted")) } }
                @else { (t.text("draft-state")) }
            }
        }
    }
}

/// How a draft is called: kind and number where the text states them.
pub(super) fn heading(visit: &Visit, draft: &Draft) -> String {
    let t = visit.words;
    let kind = if draft.kind.is_empty() {
        t.text("text-without-number")
    } else {
        t.text(&format!("document-{}", draft.kind))
    };
    [kind, t.code(&draft.number)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The form that asks for a text. `typed` stays in it after a refusal, which stands above in words.
pub fn ask(visit: &Visit, samples: &Samples, typed: &str, refusal: Option<&str>) -> Markup {
    let t = visit.words;
    html! {
        section.ask {
            div.head { h1 { (t.text("paste-a-directive")) } p { (t.text("paste-under")) } }
            form action="/directives/read" method="post" enctype="multipart/form-data" {
                label for="text" { (t.text("text-label")) }
                @if let Some(refusal) = refusal { p.late id="refusal" role="alert" { (refusal) } }
                textarea.form-control id="text" name="text" dir="auto" placeholder=(t.text("text-placeholder")) aria-describedby=[refusal.map(|_| "refusal")] { (typed) }
                div.actions {
                    button.btn.main type="submit" { (t.text("read-the-text")) }
                    span {
                        label.small for="file" { (t.text("or-a-file")) }
                        input.form-control type="file" id="file" name="file" accept=".txt,.html,.htm,.docx,.pdf";
                    }
                    span.small.quiet { (t.text("file-kinds")) }
                }
            }
            div {
                h2.label { (t.text("or-a-sample")) }
                ul.samples {
                    @for sample in samples.0.iter() {
                        li {
                            form action={ "/directives/samples/" (sample.name) } method="post" {
                                button.link type="submit" lang=(sample.language) { bdi { (sample.title.in_language(sample.language).1) } }
                            }
                            span { (t.text(language_key(sample.language))) " · " (t.text(&format!("document-{}", sample.kind))) }
                        }
                    }
                }
                p.small.quiet.mt-2 { (t.text("samples-written-for-this")) }
            }
        }
    }
}

pub(super) fn language_key(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "language-vi",
        Language::French => "language-fr",
        Language::Arabic => "language-ar",
        Language::English => "language-en",
    }
}

pub(in crate::directives) async fn read(
    visit: Visit,
    State(site): State<Site>,
    Extension(samples): Extension<Samples>,
    Extension(networks): Extension<Networks>,
    mut form: Multipart,
) -> Response {
    let permit = match drafting(&visit, &networks) {
        Ok(permit) => permit,
        Err(refusal) => return refusal.shown(&visit),
    };
    let (mut typed, mut file) = (String::new(), None);
    loop {
        match form.next_field().await {
            Ok(Some(field)) => {
                let (name, file_name) = (
                    field.name().unwrap_or_default().to_owned(),
                    field.file_name().map(str::to_owned),
                );
                let Ok(bytes) = field.bytes().await else {
                    return refused(&visit, &samples, &typed, "file-too-large", "");
                };
                match (name.as_str(), file_name) {
                    ("text", _) => typed = String::from_utf8_lossy(&bytes).replace("\r\n", "\n"),
                    ("file", Some(file_name)) if !bytes.is_empty() => {
                        file = Some((file_name, bytes))
                    }
                    _ => {}
                }
            }
            Ok(None) => break,
            Err(_) => return refused(&visit, &samples, &typed, "file-too-large", ""),
        }
    }
    let (source, text) = match file {
        None if typed.trim().is_empty() => {
            return refused(&visit, &samples, &typed, "file-empty-text", "");
        }
        None => (String::new(), typed),
        Some((name, bytes)) => match documents::text_of(&name, &bytes) {
            // One of both is meant, and only the person knows which.
            Ok(_) if !typed.trim().is_empty() => {
                return refused(&visit, &samples, &typed, "file-and-text", &name);
            }
            Ok(extracted) => (name, extracted.text),
            Err(refusal) => {
                return refused(&visit, &samples, &typed, file_refusal(&refusal), &name);
            }
        },
    };
    kept(&visit, &site, &networks, &permit, source, text).await
}

/// The sentence for a file that could not be read.
fn file_refusal(refusal: &DocumentError) -> &'static str {
    match refusal {
        DocumentError::TooLarge { .. } | DocumentError::TooLargeUnpacked { .. } => "file-too-large",
        DocumentError::Empty => "file-empty",
        DocumentError::ScannedPdf { .. } => "file-scanned",
        DocumentError::EncryptedPdf => "file-encrypted",
        DocumentError::UnmappedPdf => "file-unmapped",
        DocumentError::BrokenFile(_) => "file-broken",
        DocumentError::WrongEncoding => "file-encoding",
        DocumentError::UnknownFormat { .. } => "file-unknown",
    }
}

fn refused(visit: &Visit, samples: &Samples, typed: &str, key: &str, name: &str) -> Response {
    let t = visit.words;
    let refusal = t.with(key, &[("name", Argument::from(name))]);
    let main = html! { div.wrap { (ask(visit, samples, typed, Some(&refusal))) } };
    let whole = page(visit, Some(Section::Directives), &t.text("directives-title"), main);
    (StatusCode::UNPROCESSABLE_ENTITY, whole).into_response()
}

pub(in crate::directives) async fn read_sample(
    visit: Visit,
    State(site): State<Site>,
    Extension(samples): Extension<Samples>,
    Extension(networks): Extension<Networks>,
    Path(name): Path<String>,
) -> Response {
    let permit = match drafting(&visit, &networks) {
        Ok(permit) => permit,
        Err(refusal) => return refusal.shown(&visit),
    };
    match samples.0.iter().find(|sample| sample.name == name) {
        Some(sample) => {
            let (source, text) = (sample.name.clone(), sample.text.clone());
            kept(&visit, &site, &networks, &permit, source, text).await
        }
        None => Refusal::NotFound.shown(&visit),
    }
}

/// Who reads a text must be able to adopt it somewhere: a draft is the unit's at which that is.
fn drafting(visit: &Visit, networks: &Networks) -> Result<Permit, Refusal> {
    visit.writing()?;
    accounts::permit_somewhere(visit, networks, Action::Adopt)
}

/// Reads a text and keeps the draft. The same text again opens the draft that is there, and the page says so.
async fn kept(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    permit: &Permit,
    source: String,
    text: String,
) -> Response {
    let done = async {
        let id = Call::new(visit.actor.clone(), site.clock.now())?.id.0;
        let draft =
            Draft::of(id, source, text, site.clock.now(), (visit.actor.key(), &permit.unit().0));
        Ok::<String, Refusal>(match actions::keep(&site.store, permit, &draft, networks).await? {
            Some(same) => format!("{}?again=true", same.id),
            None => draft.id,
        })
    };
    match done.await {
        Ok(id) => Redirect::to(&format!("/drafts/{id}")).into_response(),
        Err(refusal) => refusal.shown(visit),
    }
}
