//! The calendar of the country: which days are worked, when the data of a period close and when reports are due. One engine counts
//! everything that falls due ([`banyan_core::calendar`]); this room keeps what a country states about it, version by version.

mod actions;
pub use actions::{
    CalendarDocument, CountryCalendar, DayDocument, HolidayDocument, SubstituteDocument,
};

mod pages;

mod store;
pub use store::Calendars;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use crate::ledger::{FactTable, Versioned};
use crate::web::Site;

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &[&store::VERSION];

/// How versions of a calendar are recorded.
pub const VERSIONED: Versioned = Versioned { table: &store::VERSION, verb: "record_calendar" };

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new().route("/calendar", get(pages::show))
}
