//! Tasks: which clears are stated, which are missing, and the days on which a recurring duty falls due.

use std::str::FromStr;

use super::UnknownWord;
use crate::calendar::{Period, Periodicity};
use crate::words::Day;

/// What must be clear before a task can start. Authority is asked only where a directive asks for six.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Clear {
    Person,
    Work,
    Deadline,
    Responsibility,
    Product,
    Authority,
}

impl Clear {
    pub const ALL: [Clear; 6] = [
        Clear::Person,
        Clear::Work,
        Clear::Deadline,
        Clear::Responsibility,
        Clear::Product,
        Clear::Authority,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Clear::Person => "person",
            Clear::Work => "work",
            Clear::Deadline => "deadline",
            Clear::Responsibility => "responsibility",
            Clear::Product => "product",
            Clear::Authority => "authority",
        }
    }

    /// The clears that a directive asks for: the first five, or all six.
    pub fn asked(six: bool) -> &'static [Clear] {
        const FIVE: &[Clear] =
            &[Clear::Person, Clear::Work, Clear::Deadline, Clear::Responsibility, Clear::Product];
        if six { &Clear::ALL } else { FIVE }
    }
}

/// Which clears a task states, in the order of [`Clear::ALL`].
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct StatedClears(pub [bool; 6]);

/// The asked clears that are not stated, in their order. A task with any of them missing cannot start.
pub fn missing(stated: StatedClears, six: bool) -> Vec<Clear> {
    let pairs = Clear::ALL.into_iter().zip(stated.0);
    pairs
        .filter(|(clear, there)| !there && Clear::asked(six).contains(clear))
        .map(|(clear, _)| clear)
        .collect()
}

/// How often a duty returns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Recurrence {
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl FromStr for Recurrence {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Recurrence, UnknownWord> {
        match word {
            "week" => Ok(Recurrence::Week),
            "month" => Ok(Recurrence::Month),
            "quarter" => Ok(Recurrence::Quarter),
            "half_year" => Ok(Recurrence::HalfYear),
            "year" => Ok(Recurrence::Year),
            _ => Err(UnknownWord {
                word: word.to_owned(),
                known: "week, month, quarter, half_year, year",
            }),
        }
    }
}

/// Most occurrences that are listed at once.
const OCCURRENCES_MAX: usize = 600;

impl Recurrence {
    pub fn key(self) -> &'static str {
        self.periodicity().key()
    }

    /// The days on which the duty falls due, from `first` to `last`, both included: Sundays for a week; else the last day of
    /// each period, or the stated day of its last month where that month has it.
    pub fn occurrences(self, day_of_month: Option<i8>, first: Day, last: Day) -> Vec<Day> {
        let due = |period: Period| {
            let end = period.last();
            let stated = day_of_month
                .filter(|_| self != Recurrence::Week)
                .and_then(|day| Day::new(end.year(), end.month(), day));
            stated.unwrap_or(end)
        };
        Period::enumerate(self.periodicity(), first, last)
            .map(due)
            .filter(|day| (first..=last).contains(day))
            .take(OCCURRENCES_MAX)
            .collect()
    }

    fn periodicity(self) -> Periodicity {
        match self {
            Recurrence::Week => Periodicity::Week,
            Recurrence::Month => Periodicity::Month,
            Recurrence::Quarter => Periodicity::Quarter,
            Recurrence::HalfYear => Periodicity::HalfYear,
            Recurrence::Year => Periodicity::Year,
        }
    }
}
