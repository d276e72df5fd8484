//! The page of a report: what it is about and how far it is; to fill in for who owes it, to decide for whom it waits for, to read for
//! everybody else who reaches the unit.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use banyan_core::form::{Answers, Problem, Texts};
use banyan_core::report::{Outcome, State as Stage};
use maud::{Markup, html};

use super::super::Regimes;
use super::super::store::Sent;
use super::given::give;
use super::loaded::{Caches, Loaded};
use super::parts::{period_words, standing, unit_cell};
use super::sheet;
use super::values::{Beside, values};
use crate::accounts;
use crate::forms::{Filling, Forms, entries};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, form_id, page};

/// What a form was sent with, and what came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub texts: Texts,
    pub explanations: BTreeMap<String, String>,
    pub problems: Vec<Problem>,
    pub reason: String,
    /// A sentence that stands above the form.
    pub said: Option<String>,
}

pub(in crate::reports) async fn show(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    let shown = async {
        let loaded = Loaded::of(&visit, &site, caches, &name).await?;
        super::fill::note_opened(&visit, &site, &loaded).await?;
        main(&visit, &site, caches, &loaded, None).await
    };
    match shown.await {
        Ok(main) => answer(&visit, main),
        Err(refusal) => refusal.shown(&visit),
    }
}

pub(super) fn answer(visit: &Visit, main: Markup) -> Response {
    page(visit, Some(Section::Reports), &visit.words.text("report"), main).into_response()
}

/// The main part, with what was typed where a form was refused.
pub(super) async fn main(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    loaded: &Loaded,
    typed: Option<&Typed>,
) -> Result<Markup, Refusal> {
    let t = visit.words;
    let owed = &loaded.owed;
    let correcting = visit.asked().iter().any(|(name, _)| name == "correct") || typed.is_some();
    let fills = loaded.fills.is_some() && visit.known_at.is_none();
    let to_fill = fills && (loaded.open() || correcting);
    Ok(html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/reports" { (t.text("room-reports")) } " / " a href={ "/regimes/" (owed.regime) } { (owed.regime) } }
            h1 { (loaded.regime.document().name.words_in(t.language())) }
            (facts(visit, site, caches, loaded))
            @if let Some(said) = typed.and_then(|own| own.said.as_ref()) { p.late id="refusal" role="alert" { (said) } }
            (returned(visit, loaded))
            (super::kept::notes(visit, site, loaded).await?)
            @if to_fill { (filling(visit, loaded, typed)) (sheet::offered(visit, &format!("/reports/{}", owed.id))) }
            @else if let Some(last) = loaded.last() { (reading(visit, caches, loaded, last)?) }
            @else { p.under { (t.text("report-nothing-sent")) } }
            @if fills && !to_fill && owed.progress.state != Stage::Submitted {
                p { a href={ "/reports/" (owed.id) "?correct=1" } { (t.text("report-correct")) } }
            }
            (history(visit, site, loaded).await?)
        }
    })
}

fn facts(visit: &Visit, site: &Site, caches: Caches<'_>, loaded: &Loaded) -> Markup {
    let (t, owed) = (visit.words, &loaded.owed);
    let grace = loaded.regime.grace_hours();
    html! {
        dl.facts {
            div { dt { (t.text("unit")) } " " dd { (unit_cell(visit, caches.networks, &owed.unit)) } }
            @if owed.holder != owed.unit { div { dt { (t.text("report-holder")) } " " dd { (unit_cell(visit, caches.networks, &owed.holder)) } } }
            div { dt { (t.text("period")) } " " dd { (period_words(t, owed)) } }
            div { dt { (t.text("report-closes")) } " " dd { (t.day(owed.closes)) } }
            div { dt { (t.text("due-on")) } " " dd { (t.day(owed.due)) @if grace > 0 { " · " (t.with("report-grace", &[("n", Argument::Count(i64::from(grace)))])) } } }
            div { dt { (t.text("state")) } " " dd { (standing(visit, &site.clock, owed, grace)) } }
            @if let Some(unit) = &owed.waits_for { div { dt { (t.text("report-waits-at")) } " " dd { (unit_cell(visit, caches.networks, unit)) } } }
        }
    }
}

/// Why the last version came back.
fn returned(visit: &Visit, loaded: &Loaded) -> Markup {
    let t = visit.words;
    let last = loaded.steps.last().filter(|own| {
        own.outcome == Outcome::Returned && loaded.owed.progress.state == Stage::Returned
    });
    html! {
        @if let Some(step) = last {
            div.note role="status" {
                p { (t.text("report-returned-because")) }
                ul { @for (at, why) in &step.reasons {
                    li { @if !at.is_empty() { (name_of(visit, loaded, at)) ": " } bdi { (why) } }
                } }
            }
        }
    }
}

/// An entry's label by its address.
fn name_of(visit: &Visit, loaded: &Loaded, at: &str) -> String {
    match at.parse() {
        Ok(at) => crate::forms::label_at(visit.words, &loaded.form, &at),
        Err(_) => at.to_owned(),
    }
}

fn filling(visit: &Visit, loaded: &Loaded, typed: Option<&Typed>) -> Markup {
    let (t, owed) = (visit.words, &loaded.owed);
    let mut shown = typed.cloned().unwrap_or_else(|| Typed::of(visit, loaded));
    give(t, (&loaded.form, &loaded.given), &mut shown.texts);
    let typed = &shown;
    let reading = loaded.form.read_texts(&typed.texts, crate::forms::notation(t));
    let filling = Filling {
        form: &loaded.form,
        texts: &typed.texts,
        answers: &reading.answers,
        explanations: &typed.explanations,
        problems: &typed.problems,
        before: loaded.before.as_ref().map(|(period, answers)| (period.as_str(), answers)),
        given: &loaded.given,
    };
    let revision = loaded.draft.as_ref().map_or(0, |draft| draft.revision);
    html! {
        form action={ "/reports/" (owed.id) "/send" } method="post" data-report=(owed.id) {
            (form_id(visit))
            (super::kept::marks(visit, loaded))
            input type="hidden" name="revision" value=(revision);
            (entries(visit, filling))
            @if owed.progress.state == Stage::Accepted {
                label for="reason" { (t.text("report-correction-reason")) }
                input.form-control id="reason" name="reason" value=(typed.reason) dir="auto" maxlength="500" required;
            }
            div.actions.mt-3 {
                button.btn.main type="submit" { (t.text("report-send")) }
                button.btn type="submit" formaction={ "/reports/" (owed.id) "/draft" } formnovalidate { (t.text("report-save")) }
            }
        }
    }
}

impl Typed {
    /// What is kept: the draft, else the version that came back or is corrected.
    pub(super) fn of(visit: &Visit, loaded: &Loaded) -> Typed {
        if let Some(draft) = &loaded.draft {
            return Typed {
                texts: draft.texts.clone(),
                explanations: draft.explanations.clone(),
                ..Typed::default()
            };
        }
        let Some(last) = loaded.last() else { return Typed::default() };
        let answers: Answers = loaded.form.read_json(&last.answers).answers;
        let texts = answers.iter().filter(|(at, _)| {
            loaded.form.field(&at.field).is_some_and(|field| !field.computed(&at.cell))
        });
        Typed {
            texts: texts
                .map(|(at, value)| (at.clone(), crate::forms::as_typed(visit.words, value)))
                .collect(),
            explanations: last.explanations.clone(),
            ..Typed::default()
        }
    }
}

/// The version that stands, to read; with the buttons that decide for whom it waits for.
fn reading(
    visit: &Visit,
    caches: Caches<'_>,
    loaded: &Loaded,
    last: &Sent,
) -> Result<Markup, Refusal> {
    let (t, owed) = (visit.words, &loaded.owed);
    let (form, answers) = loaded.answers(caches.forms, last)?;
    let odd = loaded.odd(&form, &answers);
    let earlier = loaded.sent.iter().rev().nth(1);
    let earlier = earlier.map(|own| loaded.answers(caches.forms, own)).transpose()?;
    let decides = loaded.decides.is_some() && visit.known_at.is_none();
    let beside = Beside {
        form: &form,
        before: loaded.before.as_ref().map(|(period, answers)| (period.as_str(), answers)),
        version: earlier.as_ref().map(|(_, answers)| answers),
        odd: &odd,
        given: &loaded.given,
        reasons: decides,
    };
    let table = values(visit, &answers, beside);
    let explained = html! {
        @if !last.explanations.is_empty() {
            section.section { h2 { (t.text("report-explanations")) } ul { @for (name, words) in &last.explanations {
                @let at = name.split(':').next().unwrap_or_default();
                li { (name_of(visit, loaded, at)) ": " bdi { (words) } }
            } } }
        }
    };
    Ok(html! {
        @if !decides { (table) (explained) } @else {
            form action={ "/reports/" (owed.id) "/decide" } method="post" {
                (form_id(visit))
                input type="hidden" name="version" value=(last.version);
                input type="hidden" name="step" value=(owed.progress.step);
                input type="hidden" name="seen" value=(last.hash);
                (table) (explained)
                label for="why-all" { (t.text("report-reason-all")) }
                input.form-control id="why-all" name="why." dir="auto" maxlength="500";
                div.actions.mt-3 {
                    button.btn.main type="submit" name="outcome" value="accepted" { (t.text("report-accept")) }
                    button.btn type="submit" name="outcome" value="returned" { (t.text("report-return")) }
                }
                p.under { (t.text("report-accept-under")) }
            }
        }
    })
}

/// Every version with what was decided on it.
async fn history(visit: &Visit, site: &Site, loaded: &Loaded) -> Result<Markup, Refusal> {
    let t = visit.words;
    let sent = loaded.sent.iter().map(|own| own.actor.as_str());
    let actors: Vec<&str> = sent.chain(loaded.steps.iter().map(|own| own.actor.as_str())).collect();
    let mut tx = site.store.read().await?;
    let names = accounts::names_of(&mut tx, t, &actors).await?;
    let called = |actor: &str| names.get(actor).cloned().unwrap_or_else(|| actor.to_owned());
    Ok(html! {
        @if !loaded.sent.is_empty() {
            section.section {
                h2 { (t.text("report-history")) }
                div.scroll tabindex="0" { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("version")) } th scope="col" { (t.text("day-label")) } th scope="col" { (t.text("report-by")) } th scope="col" { (t.text("report-what")) } th scope="col" { (t.text("receipt")) } } }
                    tbody { @for own in &loaded.sent {
                        tr { th scope="row" { (t.number(i64::from(own.version))) } td.nowrap { (t.day(site.clock.day_of(own.at))) } td { bdi { (called(&own.actor)) } }
                            td { (t.text("report-sent")) @if !own.reason.is_empty() { ": " bdi { (own.reason) } } }
                            td { a.num dir="ltr" href={ "/receipts/" (own.receipt) } { (own.receipt) } } }
                        @for step in loaded.steps.iter().filter(|step| step.version == own.version) {
                            tr { td {} td.nowrap { (t.day(site.clock.day_of(step.at))) } td { bdi { (called(&step.actor)) } }
                                td { (t.with(&format!("report-step-{}", step.outcome.key()), &[("n", Argument::Count(step.step + 1))])) }
                                td { a href={ "/acts/" (step.act) } { (t.text("act")) } } }
                        }
                    } }
                } }
            }
        }
    })
}
