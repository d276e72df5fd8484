//! Programmes: what directives ask for, made measurable, and on whom it falls on any day.
//!
//! This room owns directives, programmes, definitions, assignments and rules. It offers the catalogue of them (a cache that
//! follows what is recorded), the verb that records a directive, what a unit owes, what a search finds, and what is there and
//! missing.

mod actions;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::http::Extensions;
use axum::routing::{get, post};
use banyan_core::access::Subject;

use crate::ledger::{FactTable, Listed};
use crate::units::Networks;
use crate::web::{Site, Visit};

pub use actions::{
    AdoptedActs, Change, Difference, DirectiveDocument, FieldChange, Indicator, Origin,
    ScopeRecord, Words4, differences, end_directive, record_changes, record_directive,
    standing_directives,
};
pub use pages::{ask_link, cited, level_names, owes, places, thread};
pub use store::{Catalogue, Entry, Falsified, Hit, Known, Lost, Tally, falsify_target};

/// A new version of a definition, named otherwise, as a person's verb would write it; for tests of what content leaves alone.
#[cfg(test)]
pub(crate) use store::change_by_hand;
/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &store::FACTS;

/// Whether a reader may see what an act of this room wrote: who sees the directive, target or task that it was on, and the
/// programme by which it says that a duty is met.
pub fn opens(extensions: &Extensions, visit: &Visit, act: &Listed) -> bool {
    let (Some(networks), Some(catalogue)) =
        (extensions.get::<Networks>(), extensions.get::<Catalogue>())
    else {
        return false;
    };
    let known = catalogue.seen_by(visit, networks);
    let subject = act.subject.as_str();
    let on = known.entry(subject).is_some()
        || known.target(subject).is_some()
        || known.task(subject).is_some();
    on && known.met_at(act.at).is_none_or(|met| known.entry(&met.programme).is_some())
}

/// The programmes that a reader sees, as subjects of grants.
pub fn subjects(extensions: &Extensions, visit: &Visit) -> Vec<(Subject, String)> {
    let (Some(networks), Some(catalogue)) =
        (extensions.get::<Networks>(), extensions.get::<Catalogue>())
    else {
        return Vec::new();
    };
    let known = catalogue.seen_by(visit, networks);
    let subject = |entry: &Entry| {
        let document = &entry.document;
        let name = document.programme.as_ref().map_or(&document.directive.title, |own| &own.name);
        let code = document.directive.code.clone();
        (Subject::Programme(code), name.words_in(visit.words.language()).to_owned())
    };
    known.entries().map(subject).collect()
}

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/programmes", get(pages::list))
        .route("/programmes/{code}", get(pages::show))
        .route("/programmes/adopt/{draft}", post(pages::adopt))
        .route("/indicators", get(pages::list_indicators))
        .route("/indicators/{code}", get(pages::show_indicator))
        .route("/targets", get(pages::list_targets))
        .route("/targets/{code}", get(pages::show_target))
        .route("/targets/{code}/rule", post(pages::give_rule))
        .route("/tasks", get(pages::list_tasks))
        .route("/tasks/{code}", get(pages::show_task))
        .route("/tasks/{code}/met", post(pages::meet))
}
