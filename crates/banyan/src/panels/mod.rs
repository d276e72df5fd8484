//! What stands above the rooms and knows all of them: the first page, the search, the day; and the lists through which
//! a room on the right adds to a page of a room on its left.

mod cheat;
mod day;
mod days;
mod filing;
pub use filing::Filing;

mod search;
mod start;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::http::Extensions;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use banyan_core::words::Day;

use crate::accounts::{OpenWorks, Subjects};
use crate::acts::{Contents, Room, Rows, Stands};
use crate::ledger::{Act, Derived, FactTable};
use crate::units::UnitPanels;
use crate::web::Site;
use crate::{
    accounts, acts, calendars, content, forms, ledger, observations, programmes, reports, units,
};

/// What rooms on the right add to a unit's page, in path order.
pub fn unit_panels() -> UnitPanels {
    UnitPanels(vec![acts::of_unit, programmes::owes, observations::of_unit])
}

/// Every fact table but the acts themselves, in path order: what acts are compared with.
pub fn fact_tables() -> Vec<&'static FactTable> {
    [
        ledger::FACTS,
        calendars::FACTS,
        units::FACTS,
        accounts::FACTS,
        forms::FACTS,
        programmes::FACTS,
        observations::FACTS,
        reports::FACTS,
        content::FACTS,
    ]
    .concat()
}

/// Tables that are derived from facts and decide who gets in.
pub const DERIVED: &[Derived] = accounts::DERIVED;

/// Who sees what acts wrote, and where it stands, room by room in path order. Erasures, the network and where content comes from
/// are public.
pub fn contents() -> Contents {
    let network = |_: &Extensions, _: &Act, _: Day, rows: &Rows| -> Vec<Stands> {
        acts::named_in(rows, units::NAMING).into_iter().map(Stands::open).collect()
    };
    Contents(vec![
        Room { tables: ledger::FACTS, opens: |_, _, _| true, places: |_, _, _, _| Vec::new() },
        Room { tables: calendars::FACTS, opens: |_, _, _| true, places: |_, _, _, _| Vec::new() },
        Room { tables: forms::FACTS, opens: |_, _, _| true, places: |_, _, _, _| Vec::new() },
        Room { tables: units::FACTS, opens: |_, _, _| true, places: network },
        Room { tables: programmes::FACTS, opens: programmes::opens, places: programmes::places },
        Room {
            tables: observations::FILED,
            opens: observations::opens,
            places: observations::places,
        },
        Room { tables: reports::FACTS, opens: reports::opens, places: reports::places },
        Room { tables: content::FACTS, opens: |_, _, _| true, places: |_, _, _, _| Vec::new() },
    ])
}

/// What rooms on the right say of work that is open with an account, in path order. No room gives work to a person yet; the
/// first that does (a report in draft, a task with a person) adds its function here.
pub fn open_works() -> OpenWorks {
    OpenWorks(Vec::new())
}

/// What grants can be about, room by room in path order.
pub fn subjects() -> Subjects {
    Subjects(vec![programmes::subjects, reports::subjects])
}

/// What programs can ask of all rooms (OpenAPI 3.1).
async fn describe() -> Response {
    ([(CONTENT_TYPE, "application/json")], include_str!("openapi.json")).into_response()
}

/// The pages above the rooms.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(start::start))
        .route("/api/openapi.json", get(describe))
        .route("/search", get(search::search))
        .route("/day", get(day::choose))
        .route("/day/forward", post(day::forward))
        .route("/ledger/cheat", get(cheat::show).post(cheat::cheat))
}
