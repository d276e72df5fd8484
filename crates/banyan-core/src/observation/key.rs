//! What an observation is of.

use crate::calendar::Period;
use crate::unit::UnitId;

/// What an observation is of. Ordered as its rows are kept: everything of a unit together, and of that each series in the order of
/// its periods as they are written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ObservationKey {
    pub unit: UnitId,
    pub indicator: String,
    /// The categories of a disaggregation; empty is the total.
    pub cell: String,
    /// How it was measured: series of two methods are rivals and never one.
    pub method: String,
    pub period: Period,
}

/// The method of what units state in their reports.
pub const REPORTED: &str = "reported";

/// Letters of a code of a cell or method: two codes of a form, joined.
const CODE_LETTERS: usize = 120;

/// Why a text names no cell and no method.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no code; write small letters, digits, `_`, `-` and `.`, at most 120 of them")]
pub struct CodeError(pub String);

/// Whether a text can name a cell or a method.
///
/// # Errors
/// [`CodeError`] for other letters than small ones, digits, `_`, `-`, `.`, and for too many.
pub fn check_code(code: &str) -> Result<(), CodeError> {
    let belongs = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.')
    };
    let fits = code.len() <= CODE_LETTERS && code.bytes().all(belongs);
    if fits { Ok(()) } else { Err(CodeError(code.to_owned())) }
}

impl ObservationKey {
    /// Texts in the order of which keys are kept, the period as it is written.
    fn series(&self) -> (&UnitId, &str, &str, &str) {
        (&self.unit, &self.indicator, &self.cell, &self.method)
    }
}

impl Ord for ObservationKey {
    fn cmp(&self, other: &ObservationKey) -> std::cmp::Ordering {
        let by_period = || {
            // Of one length the texts are in the order of the days, and need not be written to be compared.
            if self.period.periodicity() == other.period.periodicity() {
                self.period.cmp(&other.period)
            } else {
                self.period.to_string().cmp(&other.period.to_string())
            }
        };
        self.series().cmp(&other.series()).then_with(by_period)
    }
}

impl PartialOrd for ObservationKey {
    fn partial_cmp(&self, other: &ObservationKey) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
