//! What a person's correction of a draft can be at all: figures within the bounds of their unit, days within those of the
//! directive. Whoever checks a form asks here. A figure that the passage itself states is never refused: the text has the word.

use super::draft::{AsOf, Unit};
use super::lexicon::Tag;
use super::sheet::Sheet;
use crate::words::{Day, Language, Quantity};

/// Why a figure cannot be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Implausible {
    #[error(
        "a percentage lies between 0 and 100, unless the passage speaks of a change or states the figure itself"
    )]
    Percent,
    #[error("a change in percent lies between -100 and 10,000")]
    Change,
    #[error("a count is not below 0, unless the passage speaks of a change")]
    Count,
    #[error("a rank is a whole number from 1 on")]
    Rank,
}

/// What a passage states, as far as it bounds a figure that is said to stand in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    figures: Vec<Quantity>,
    /// It speaks of growth, of a fall, or of a comparison.
    change: bool,
}

impl Stated {
    pub fn of(passage: &str, language: Language) -> Stated {
        let sheet = Sheet::lay_out(passage, language);
        let figures =
            sheet.figures.iter().flat_map(|figure| [Some(figure.value), figure.value_max]);
        Stated {
            figures: figures.flatten().collect(),
            change: sheet.has(0, sheet.page.tokens.len(), Tag::Growth),
        }
    }

    /// Whether a figure of this unit can be meant.
    ///
    /// # Errors
    /// [`Implausible`], with the bounds that hold here.
    pub fn check(&self, value: Quantity, unit: Unit) -> Result<(), Implausible> {
        let between = |least: i64, most: i64| {
            let bound = |whole: i64| Quantity::new(whole, 0);
            bound(least).is_some_and(|least| value.compare(least).is_ge())
                && bound(most).is_some_and(|most| value.compare(most).is_le())
        };
        let (fits, refusal) = match unit {
            Unit::Percent if self.change => (between(-100, 10_000), Implausible::Change),
            Unit::Percent => (between(0, 100), Implausible::Percent),
            Unit::Count => (self.change || between(0, i64::MAX), Implausible::Count),
            Unit::Rank => {
                (value.reduced().decimals() == 0 && between(1, i64::MAX), Implausible::Rank)
            }
            Unit::Other => return Ok(()),
        };
        let stated = || self.figures.iter().any(|own| own.compare(value).is_eq());
        if fits || stated() { Ok(()) } else { Err(refusal) }
    }
}

/// Days between which something lies, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    pub first: Day,
    pub last: Day,
}

/// No document of an administration that we read is older.
const FIRST_YEAR: i16 = 1900;
/// Years from its own for which a directive sets a due day at most: visions reach 2050 and 2065.
const YEARS_DUE: i16 = 50;
/// Years after the present one in which a document, or what it reports, may still lie: the reader's day may be an earlier one.
const YEARS_AHEAD: i16 = 5;

impl Days {
    /// The days on which something can be due: from the directive's own day on.
    pub fn of_due(own: Option<Day>, today: Day) -> Days {
        Days {
            first: own.unwrap_or_else(|| first(today)),
            last: ahead(own.unwrap_or(today), YEARS_DUE),
        }
    }

    /// The days of which a document can be, and as of which a baseline can be told.
    pub fn of_document(today: Day) -> Days {
        Days { first: first(today), last: ahead(today, YEARS_AHEAD) }
    }

    pub fn holds(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

fn first(today: Day) -> Day {
    Day::new(FIRST_YEAR, 1, 1).unwrap_or(today)
}

/// The last day of a later year.
fn ahead(day: Day, years: i16) -> Day {
    Day::last_of_month(day.year().saturating_add(years), 12).unwrap_or(day)
}

impl AsOf {
    /// The first day of it: a year's first of January.
    pub fn first_day(self) -> Option<Day> {
        match self {
            AsOf::Day(day) => Some(day),
            AsOf::Month { year, month } => Day::new(year, month, 1),
            AsOf::Year(year) => Day::new(year, 1, 1),
        }
    }
}

/// Why a text is no day, month or year.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no day, month or year; write 2024-04-30, 2024-04 or 2024")]
pub struct AsOfError(pub String);

impl std::str::FromStr for AsOf {
    type Err = AsOfError;

    fn from_str(written: &str) -> Result<AsOf, AsOfError> {
        let refusal = || AsOfError(written.to_owned());
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (year, rest) = written.split_once('-').unwrap_or((written, ""));
        let as_of = match rest.len() {
            _ if !digits(year, 4) => return Err(refusal()),
            0 if written.len() == 4 => AsOf::Year(year.parse().map_err(|_| refusal())?),
            2 if digits(rest, 2) => AsOf::Month {
                year: year.parse().map_err(|_| refusal())?,
                month: rest.parse().map_err(|_| refusal())?,
            },
            _ => AsOf::Day(written.parse().map_err(|_| refusal())?),
        };
        as_of.first_day().map(|_| as_of).ok_or_else(refusal)
    }
}
