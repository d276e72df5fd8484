//! Reporting: regimes as data, what each unit owes under them on a day, how a report goes from a draft to its acceptance, what the
//! level above makes of accepted ones, and what all of it asks of a unit.
//!
//! A [`RegimeDocument`] is what is written and stored; [`Regime::new`] checks it. The versions of a regime stand in a [`Timeline`];
//! from timelines, the network and the calendar, [`obligations_on`] computes what is owed. Obligations are never typed, and
//! whether one is late is computed when it is read ([`Deadline::standing`]).

mod written;

mod document;
pub use document::{DueDocument, RegimeDocument, ScopeDocument, Straddle};

mod flaw;
pub use flaw::{Flaw, Reason};

mod ladder;
pub use ladder::{Ladder, Rung, Step, StepError};

mod regime;
pub use regime::Regime;

mod timeline;
pub use timeline::{InForce, Timeline, TimelineError};

mod obligation;
pub use obligation::{Country, Obligation, Part, PartError};

mod owed;
pub use owed::{holder, next_change, obligations_on, obligations_since, unknown_windows};

mod change;
pub use change::{Change, changes};

mod standing;
pub use standing::{Deadline, Standing, State, StateError, Timing};

mod course;
pub use course::{Accepted, Course, Outcome, Progress, Refusal, Taken};

mod consolidated;
pub use consolidated::{Consolidated, Stated, Supplement, TakenUp, WholeError, consolidate};

mod load;
pub use load::{Asked, Cost, Entries, Load, Overlap, cost, loads, overlaps};

#[cfg(test)]
mod tests;
