//! Reporting: what a rule of reporting asks, of whom and for when; what a unit therefore owes on a day; and how far a report is.
//!
//! An obligation is computed and never typed: [`obligations`] gives the same list from the same rules and the same map. Which form a
//! report fills is known by its code only.

mod flaw;
pub use flaw::{Flaw, Reason};

mod regime;
pub use regime::{
    Regime, RegimeDocument, ScopeDocument, Step, StepError, Straddle, Version, holder,
};

mod owed;
pub use owed::{Obligation, Part, PartError, Rules, obligations};

mod progress;
pub use progress::{NotDecided, NotSent, Outcome, Progress, State, StateError};

mod standing;
pub use standing::{SOON_DAYS, Standing, standing};

#[cfg(test)]
mod tests;
