//! What stands above the rooms and knows all of them: the first page, the search, the day; and the lists through which
//! a room on the right adds to a page of a room on its left.

mod cheat;
mod day;
mod days;
mod search;
mod start;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, post};

use crate::accounts::OpenWorks;
use crate::acts::Contents;
use crate::ledger::FactTable;
use crate::units::UnitPanels;
use crate::web::Site;
use crate::{accounts, content, programmes, units};

/// What rooms on the right add to a unit's page, in path order.
pub fn unit_panels() -> UnitPanels {
    UnitPanels(vec![programmes::owes])
}

/// Every fact table but the acts themselves, in path order: what acts are compared with.
pub fn fact_tables() -> Vec<&'static FactTable> {
    [units::FACTS, accounts::FACTS, programmes::FACTS, content::FACTS].concat()
}

/// Who sees what acts wrote, room by room in path order. The network and where content comes from are public.
pub fn contents() -> Contents {
    Contents(vec![
        (units::FACTS, |_, _, _| true),
        (programmes::FACTS, programmes::opens),
        (content::FACTS, |_, _, _| true),
    ])
}

/// What rooms on the right say of work that is open with an account, in path order. No room gives work to a person yet; the
/// first that does (a report in draft, a task with a person) adds its function here.
pub fn open_works() -> OpenWorks {
    OpenWorks(Vec::new())
}

/// The pages above the rooms.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(start::start))
        .route("/search", get(search::search))
        .route("/day", get(day::choose))
        .route("/day/forward", post(day::forward))
        .route("/ledger/cheat", get(cheat::show).post(cheat::cheat))
}
