//! Observations: what was measured or stated, in vintages, and how far it is to be believed.
//!
//! An observation is (indicator, cell, unit, period, method) → quantity. Its *cell* is a disaggregation, empty for the total. Its
//! *method* tells rival series apart. A correction never replaces a value: it is a later *vintage*, recorded under another act, and
//! what was known at any moment can be asked again. Each vintage is declared until a finding speaks of it.
//!
//! Reports, the share of them that arrived, and samples for inspection are counted here too. What a figure means for a target is
//! not known here, nor how units add up.

mod key;
pub use key::{CodeError, ObservationKey, REPORTED, check_code};

mod history;
pub use history::{
    Evidence, EvidenceError, Finding, FindingError, History, HistoryError, Observed, Vintage,
};

mod arrivals;
pub use arrivals::{Arrivals, ArrivalsError, Rate, Ratio};

mod sample;
pub use sample::sample;

mod entry;
pub use entry::{Entered, Entry, Fault, Measure, Misread, Reader};

#[cfg(test)]
mod tests;
