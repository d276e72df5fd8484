//! The pages of the ledger: acts in lists and one by one, each with its place in the log and its proof; and the state of
//! the log, with how to check it oneself.
//!
//! This room has no tables. It asks `ledger`, and tells it under which units acts are found; the one thing that it lets people do,
//! erasing what acts say of them, is a verb of `accounts`. What an act was about is shown as it was recorded; rooms on the right
//! are not known here.

mod actions;
mod pages;

pub use actions::Unfiled;
pub use pages::{of_unit, receipts};

#[cfg(test)]
mod tests;

use axum::Router;
use axum::http::Extensions;
use axum::routing::get;
use banyan_core::access::{Sharing, Subject};
use banyan_core::unit::UnitId;
use banyan_core::words::Day;
use serde_json::Value as Json;

use crate::ledger::{Act, FactTable, Listed};
use crate::web::{Site, Visit};

/// Whether a reader may see what an act wrote into the tables of one room.
pub type Opens = fn(&Extensions, &Visit, &Listed) -> bool;

/// Where something stands that an act wrote: at a unit, on a subject, led or issued by units, and shared.
#[derive(Clone, Debug)]
pub struct Stands {
    pub unit: UnitId,
    pub subject: Subject,
    pub owners: Vec<UnitId>,
    pub sharing: Sharing,
}

impl Stands {
    /// Something that everybody may read.
    pub fn open(unit: UnitId) -> Stands {
        Stands { unit, subject: Subject::Everything, owners: Vec::new(), sharing: Sharing::Public }
    }
}

/// The rows that an act wrote, table by table.
pub type Rows = [RowsOf];

/// A table with rows of it.
type RowsOf = (&'static FactTable, Vec<Json>);

/// Where things stand that an act wrote into the tables of one room, as they stood on the day on which it was recorded.
pub type Places = fn(&Extensions, &Act, Day, &Rows) -> Vec<Stands>;

/// What a room tells of the acts that wrote into its tables.
#[derive(Clone, Copy)]
pub struct Room {
    pub tables: &'static [&'static FactTable],
    pub opens: Opens,
    pub places: Places,
}

/// The rooms on the right and units, with who sees what acts wrote into their tables and where it stands. Filled in `panels`; what
/// stands in no list is nobody's to read and is found under no unit.
#[derive(Clone, Default)]
pub struct Contents(pub Vec<Room>);

/// The units that rows name in columns, each a table's name with the column's.
pub fn named_in(rows: &Rows, columns: &[(&str, &str)]) -> Vec<UnitId> {
    let named = |(table, rows): &(&FactTable, Vec<Json>)| {
        let own: Vec<&str> =
            columns.iter().filter(|(name, _)| *name == table.name).map(|(_, own)| *own).collect();
        let values =
            rows.iter().flat_map(|row| own.iter().filter_map(|own| row.get(own)?.as_str()));
        values.map(|unit| UnitId(unit.to_owned())).collect::<Vec<_>>()
    };
    let mut units: Vec<UnitId> = rows.iter().flat_map(named).collect();
    units.sort();
    units.dedup();
    units
}

/// The pages of acts and of the ledger.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/acts", get(pages::list))
        .route("/acts/{id}", get(pages::show))
        .route("/acts/{id}/proof", get(pages::proof))
        .route("/acts/{id}/erase", get(pages::erasing).post(pages::erase))
        .route("/ledger", get(pages::state))
}
