//! Observations: what units reported, what was imported, and what was found about it.
//!
//! This room owns observations, what they came with, and findings. It offers the rooms on its right the rows of values that are
//! accepted ([`accept`], for an act of their own), and what was observed: the series of a unit, the figures of one period, and
//! with what an answer is compared ([`others`]). An indicator is seen by whom its programme is shared with, and so are its
//! observations.

mod actions;
mod api;
mod pages;
mod store;

#[cfg(test)]
pub(crate) mod tests;

use axum::Router;
use axum::http::Extensions;
use axum::routing::{get, post};
use banyan_core::ledger::Hash;
use banyan_core::observation::{ObservationKey, Vintage};
use banyan_core::words::{Quantity, Standing};

use crate::ledger::{FactTable, Listed};
use crate::programmes::Catalogue;
use crate::units::Networks;
use crate::web::{Site, Visit};

pub use actions::{
    Found, Imported, Importing, NotRead, Others, accept, find, import, others, places, read_file,
    values,
};
pub use api::Line;
pub use pages::of_unit;
pub use store::reading::{Across, Asked, Page, history, list_across, list_of_unit};

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &store::FACTS;

/// The same as acts are filed by them: of observations only whose they are.
pub const FILED: &[&FactTable] = &store::FILED;

/// What was observed, as it was known at a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observation {
    pub key: ObservationKey,
    pub vintage: Vintage,
    pub standing: Standing,
    /// The act that recorded the vintage.
    pub act: String,
}

/// What values come with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Of a version of a report or of an import, the same for ever.
    pub id: String,
    pub kind: SourceKind,
    /// A file's name; empty for a report, which its id names.
    pub name: String,
    /// Of the file's bytes, or of what was accepted.
    pub hash: Hash,
    /// Why values that stand already are stated anew; empty where none are.
    pub reason: String,
}

/// Whether a report or a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SourceKind {
    Report,
    Import,
}

impl SourceKind {
    /// `report`, `import`.
    pub fn key(self) -> &'static str {
        match self {
            SourceKind::Report => "report",
            SourceKind::Import => "import",
        }
    }

    /// What is not an import is a report.
    fn of(key: &str) -> SourceKind {
        if key == "import" { SourceKind::Import } else { SourceKind::Report }
    }
}

/// A value to be recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    pub key: ObservationKey,
    /// With the decimals of the indicator.
    pub value: Quantity,
}

/// Whether a reader may see what an act of this room wrote: who sees every programme or indicator that it was on. An act in which a
/// room on the right accepts values has rows of that room too, and is opened by it.
pub fn opens(extensions: &Extensions, visit: &Visit, act: &Listed) -> bool {
    if !actions::VERBS.contains(&act.verb.as_str()) {
        return true;
    }
    let (Some(networks), Some(catalogue)) =
        (extensions.get::<Networks>(), extensions.get::<Catalogue>())
    else {
        return false;
    };
    let known = catalogue.seen_by(visit, networks);
    let seen = |code: &str| known.entry(code).is_some() || known.indicator(code).is_some();
    act.subject.split(' ').all(seen)
}

/// The first and the last period as [`Asked`] writes them: all that there are.
pub const EVERY_PERIOD: (&str, &str) = ("", "~");

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/observations", get(pages::list))
        .route("/observations/{indicator}/{unit}/{period}", get(pages::show))
        .route("/observations/{indicator}/{unit}/{period}/findings", post(pages::find))
        .route("/api/observations", get(api::list))
}
