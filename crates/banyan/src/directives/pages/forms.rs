//! What the forms of a draft do: correct the document, keep or drop or add a line, leave a passage out with a reason. A form
//! that is refused comes back with what was typed and a sentence; nothing typed is lost.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use serde::Deserialize;

use super::super::actions::{
    self, Correction, Decision, DocumentWords, ItemWords, NotCorrected, Reason, Verdict, Wrong,
};
use super::super::{Draft, ItemClass};
use super::draft::{load, shown};
use super::sent::{Sent, changed_key, differing};
use crate::units::Networks;
use crate::web::{Argument, Fault, Refusal, Site, Visit, Words};

/// Corrects the draft, and answers with the page on which it goes on, or with the form as it was sent.
async fn corrected(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    id: &str,
    mut correction: Correction,
) -> Response {
    if let Err(refusal) = visit.writing() {
        return refusal.shown(visit);
    }
    let permit = match load(visit, site, networks, id).await {
        Ok((_, permit)) => permit,
        Err(refusal) => return refusal.shown(visit),
    };
    let t = visit.words;
    let (status, draft, faults, key) =
        match actions::correct(&site.store, &permit, id, visit.today, &correction).await {
            Ok((draft, next)) => {
                return Redirect::to(&address(&draft, &correction, next)).into_response();
            }
            Err(NotCorrected::NotThere) => return Refusal::NotFound.shown(visit),
            Err(NotCorrected::Store(refusal)) => return Refusal::Store(refusal).shown(visit),
            Err(NotCorrected::Wrong(draft, wrong)) => {
                let faults = wrong.iter().map(|wrong| fault(t, wrong)).collect();
                (StatusCode::UNPROCESSABLE_ENTITY, draft, faults, "draft-form-refused")
            }
            Err(NotCorrected::Adopted(draft)) => {
                (StatusCode::CONFLICT, draft, Vec::new(), "draft-adopted-meanwhile")
            }
            Err(NotCorrected::Changed(draft)) => {
                let faults = differing(t, &draft, &correction);
                let key = changed_key(&draft, &correction);
                // The form shows what stands now; sent again, it replaces that.
                correction.see(&draft);
                (StatusCode::CONFLICT, draft, faults, key)
            }
        };
    let sent = Sent { note: t.text(key), correction: Some(correction), faults };
    (status, shown(visit, networks, &draft, None, &sent)).into_response()
}

/// Where the work on a draft goes on.
fn address(draft: &Draft, correction: &Correction, next: Option<usize>) -> String {
    let id = &draft.id;
    match (correction, next) {
        (_, Some(next)) => format!("/drafts/{id}?item={next}#item"),
        (Correction::Document(_) | Correction::Add { .. }, None) => format!("/drafts/{id}"),
        (Correction::Passage { .. }, None) => format!("/drafts/{id}#text-heading"),
        (Correction::Line { words, .. }, None) if words.verdict == Verdict::Drop => {
            format!("/drafts/{id}#draft-heading")
        }
        (Correction::Line { place, .. }, None) => format!("/drafts/{id}#item-{place}"),
    }
}

/// The sentence beside a field: what is wrong, and what is expected.
fn fault(t: Words, wrong: &Wrong) -> Fault {
    use banyan_core::directive::Implausible;
    let (key, days) = match wrong.reason {
        Reason::NoNumber => ("refusal-value", None),
        Reason::Thousands => ("refusal-thousands", None),
        Reason::NoLowerEnd => ("refusal-no-lower-end", None),
        Reason::Implausible(Implausible::Percent) => ("refusal-percent", None),
        Reason::Implausible(Implausible::Change) => ("refusal-change", None),
        Reason::Implausible(Implausible::Count) => ("refusal-count", None),
        Reason::Implausible(Implausible::Rank) => ("refusal-rank", None),
        Reason::RangeTurned => ("refusal-range", None),
        Reason::NoDay => ("refusal-day", None),
        Reason::DueOutside(days) => ("refusal-due-outside", Some(days)),
        Reason::DueUnlikely(days) => ("refusal-due-unlikely", Some(days)),
        Reason::DateOutside(days) => ("refusal-date-outside", Some(days)),
        Reason::NoAsOf(days) => ("refusal-as-of", Some(days)),
        Reason::NoChoice => ("refusal-choice", None),
        Reason::NotInTheText => ("refusal-quote", None),
        Reason::Unreasoned => ("refusal-reason", None),
    };
    // A figure with its sign, or a day, would be turned round in a sentence that runs from the right.
    let digits = |letter: char| letter.is_ascii_digit() || letter == '-';
    let input =
        if wrong.input.starts_with(digits) { t.code(&wrong.input) } else { wrong.input.clone() };
    let mut values = vec![("input", Argument::from(&input))];
    if let Some(days) = days {
        values.extend([("first", Argument::from(days.first)), ("last", Argument::from(days.last))]);
    }
    Fault { field: wrong.field, sentence: t.with(key, &values) }
}

pub(in crate::directives) async fn change_document(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
    Form(words): Form<DocumentWords>,
) -> Response {
    corrected(&visit, &site, &networks, &id, Correction::Document(words)).await
}

#[derive(Deserialize)]
pub(in crate::directives) struct NewItem {
    quote: String,
    class: ItemClass,
}

pub(in crate::directives) async fn add_item(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
    Form(NewItem { quote, class }): Form<NewItem>,
) -> Response {
    corrected(&visit, &site, &networks, &id, Correction::Add { quote, class }).await
}

#[derive(Deserialize)]
pub(in crate::directives) struct PassageForm {
    #[serde(rename = "do")]
    action: String,
    #[serde(default)]
    reason: String,
}

pub(in crate::directives) async fn leave_out(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path((id, number)): Path<(String, usize)>,
    Form(form): Form<PassageForm>,
) -> Response {
    let decision = match form.action.as_str() {
        "target" => Decision::Make(ItemClass::Target),
        "task" => Decision::Make(ItemClass::Task),
        _ => Decision::LeaveOut { reason: form.reason },
    };
    let correction = Correction::Passage { number, decision };
    corrected(&visit, &site, &networks, &id, correction).await
}

pub(in crate::directives) async fn change_item(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path((id, place)): Path<(String, usize)>,
    Form(words): Form<ItemWords>,
) -> Response {
    let correction = Correction::Line { place, words: Box::new(words) };
    corrected(&visit, &site, &networks, &id, correction).await
}
