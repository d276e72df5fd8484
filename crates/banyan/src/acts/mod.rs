//! The pages of the ledger: acts in lists and one by one, each with its place in the log and its proof; and the state of
//! the log, with how to check it oneself.
//!
//! This room has no tables and writes nothing: it asks `ledger`. What an act was about is shown as it was recorded;
//! rooms on the right are not known here.

mod actions;
mod pages;

pub use pages::receipts;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::http::Extensions;
use axum::routing::get;

use crate::ledger::{FactTable, Listed};
use crate::web::{Site, Visit};

/// Whether a reader may see what an act wrote into the tables of one room.
pub type Opens = fn(&Extensions, &Visit, &Listed) -> bool;

/// The tables of the rooms on the right and of units, with who sees what acts wrote into them. Filled in `panels`; what
/// stands in no list is nobody's to read.
#[derive(Clone, Default)]
pub struct Contents(pub Vec<(&'static [&'static FactTable], Opens)>);

/// The pages of acts and of the ledger.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/acts", get(pages::list))
        .route("/acts/{id}", get(pages::show))
        .route("/acts/{id}/proof", get(pages::proof))
        .route("/ledger", get(pages::state))
}
