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
use axum::routing::{get, post};

use crate::ledger::FactTable;
use crate::web::Site;

pub use actions::{
    AdoptedActs, Change, Difference, DirectiveDocument, FieldChange, Indicator, Origin,
    ScopeRecord, Words4, differences, end_directive, record_changes, record_directive,
    standing_directives,
};
pub use pages::{ask_link, cited, level_names, owes, thread};
pub use store::{Catalogue, Entry, Hit, Lost, Tally};

/// A new version of a definition, named otherwise, as a person's verb would write it; for tests of what content leaves alone.
#[cfg(test)]
pub(crate) use store::change_by_hand;
/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &store::FACTS;

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
