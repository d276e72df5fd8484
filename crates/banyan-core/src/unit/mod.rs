//! Units through time: who exists on a day, under whom, what it was made of and what became of it.
//!
//! Identity is not the code. A rename, a change of kind or of parent keeps it; a merger, a split and a change of
//! territory end it, whatever the code. What was recorded later than `known_at` does not exist for a question.

pub use crate::words::{Level, LevelError};

mod record;
pub use record::{
    Class, End, Extent, Reform, ReformId, Rule, RuleError, Share, ShareError, Transfer, Unit,
    UnitId, Version,
};

mod network;
pub use network::{Network, Rows, Stream, UnitNo};

mod tree;
pub use tree::{Place, Tree, Unknown};

mod named;
pub use named::{Gazetteer, Resolved};

mod draft;
pub use draft::{
    BodyDraft, DraftChange, DraftEnd, DraftTransfer, DraftUnit, NetworkDraft, ReformDraft,
};

mod inconsistency;
pub use inconsistency::Inconsistency;

mod found;
pub use found::found_network;

mod reform;
pub use reform::plan_reform;

mod bodies;
pub use bodies::place_bodies;

#[cfg(test)]
pub(crate) mod tests;
