//! What stands above the rooms and knows all of them: the first page, the search, the day; and the lists through which
//! a room on the right adds to a page of a room on its left.

mod day;
mod days;
mod search;
mod start;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};

use crate::ledger::FactTable;
use crate::units::UnitPanels;
use crate::web::Site;
use crate::{content, programmes, units};

/// What rooms on the right add to a unit's page, in path order.
pub fn unit_panels() -> UnitPanels {
    UnitPanels(vec![programmes::owes])
}

/// Every fact table but the acts themselves, in path order: what acts are compared with.
pub fn fact_tables() -> Vec<&'static FactTable> {
    [units::FACTS, programmes::FACTS, content::FACTS].concat()
}

/// The pages above the rooms.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(start::start))
        .route("/search", get(search::search))
        .route("/day", get(day::choose))
        .route("/day/forward", post(day::forward))
}
