//! What a unit owes: one row for each regime, unit and period. Computed from regimes, the network and the calendar, never typed.

use std::fmt;
use std::str::FromStr;

use crate::calendar::{Calendar, DueRules, Period, Window, Windows};
use crate::unit::{Network, UnitNo};
use crate::words::Day;

/// What a country says beneath all regimes.
#[derive(Clone, Copy, Debug)]
pub struct Country<'c> {
    /// As it was known at the moment that is asked about; see [`Network::as_known_at`].
    pub network: &'c Network,
    pub windows: &'c Windows,
    pub due: &'c DueRules,
    pub calendar: &'c Calendar,
}

/// Which days of a window a unit owes. Parts differ only where a regime is split at reforms.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// All of them.
    Whole,
    /// Those on which it stood, the first and the last included: it began or ended within the window. Written
    /// `2025-06-15_2025-06-30`.
    Days(Window),
}

/// Why a text is no part.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no part of a window; write `whole`, or its first and last day with _ between")]
pub struct PartError(pub String);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Whole => f.write_str("whole"),
            Part::Days(days) => write!(f, "{}_{}", days.first, days.last),
        }
    }
}

impl FromStr for Part {
    type Err = PartError;

    fn from_str(written: &str) -> Result<Part, PartError> {
        let days = |(first, last): (&str, &str)| {
            Some(Window { first: first.parse().ok()?, last: last.parse().ok()? })
        };
        let part = match written {
            "whole" => Some(Part::Whole),
            other => other
                .split_once('_')
                .and_then(days)
                .filter(|own| own.first <= own.last)
                .map(Part::Days),
        };
        part.ok_or_else(|| PartError(written.to_owned()))
    }
}

/// That a unit owes a report. Known by regime, unit and period; the other columns follow from them.
///
/// Why the due day is not another one says [`super::Regime::due`] of the closing day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Obligation<'r> {
    pub regime: &'r str,
    /// The version of the regime that asks.
    pub version: u32,
    pub unit: UnitNo,
    pub period: Period,
    pub part: Part,
    /// The days whose data are reported: the period's window, or the part of it. The report lies on the tree of the last one.
    pub window: Window,
    /// From this day on it is there: the first of its days, or where that is later the first on which the unit stands or the version
    /// is in force.
    pub opens: Day,
    /// The same for all parts of a window, so never before one of them closed.
    pub due: Day,
    /// The due day rests on days of which the calendar does not know.
    pub assumed: bool,
    /// Who has to send it: the unit itself, or where it has ended its custodian.
    pub holder: UnitNo,
}
