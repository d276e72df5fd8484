//! Data windows: on which days what a period counts was done, and on which day its data close.
//!
//! A rule says only when a period closes; its window opens on the day after the one before it closed. So windows of
//! successive periods have neither gap nor overlap, whatever the rule and however short the month.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use super::{Period, Periodicity};
use crate::words::Day;

/// The days whose data a period counts, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Window {
    pub first: Day,
    /// The closing day.
    pub last: Day,
}

impl Window {
    pub fn contains(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// A day of the month, 1 to 31; in a month that is shorter, its last day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MonthDay(i8);

impl MonthDay {
    /// `None` when no month has such a day.
    pub fn new(day: i8) -> Option<MonthDay> {
        (1..=31).contains(&day).then_some(MonthDay(day))
    }

    /// 1 to 31.
    pub fn number(self) -> i8 {
        self.0
    }

    /// That day in the month in which `day` lies.
    pub fn in_month_of(self, day: Day) -> Day {
        let last = day.first_of_next_month().previous();
        Day::new(last.year(), last.month(), self.0).unwrap_or(last)
    }
}

/// On which day the data of a period close, written `last day`, `day 14` or `3 days before the last`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Closing {
    /// The period's own last day: the window is the period.
    LastDay,
    /// A day of the period's last month. Under the 14th, January runs from 15 December to 14 January, and so does a year
    /// from 15 December to 14 December.
    OfMonth(MonthDay),
    /// So many days before the period's last day: 3 for a week that closes on Thursday.
    DaysBefore(NonZeroU8),
}

/// Why a text is no closing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "`{0}` is no closing; write `last day`, `day 14` (1 to 31) or `3 days before the last` (1 to 255)"
)]
pub struct ClosingError(pub String);

impl Closing {
    /// The window of a period; `None` where periods of its length cannot close so: a week has no 14th, and what closes
    /// before it begins has no window.
    pub fn window(self, period: Period) -> Option<Window> {
        self.fits(period.periodicity()).then(|| Window {
            first: self.closes_on(period.first().previous()).next(),
            last: self.closes_on(period.last()),
        })
    }

    /// Whether every period of that length can close so.
    pub fn fits(self, periodicity: Periodicity) -> bool {
        match self {
            Closing::LastDay => true,
            Closing::OfMonth(_) => periodicity.months().is_some(),
            Closing::DaysBefore(days) => u16::from(days.get()) < shortest_days(periodicity),
        }
    }

    /// When a period closes of which `last` is the last day.
    fn closes_on(self, last: Day) -> Day {
        match self {
            Closing::LastDay => last,
            Closing::OfMonth(day) => day.in_month_of(last),
            Closing::DaysBefore(days) => last.plus_days(-i32::from(days.get())),
        }
    }
}

/// The days of the shortest period of a length.
fn shortest_days(periodicity: Periodicity) -> u16 {
    match periodicity {
        Periodicity::Year => 365,
        Periodicity::HalfYear => 181,
        Periodicity::Quarter => 90,
        Periodicity::Month => 28,
        Periodicity::Week => 7,
        Periodicity::Day => 1,
    }
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Closing::LastDay => f.write_str("last day"),
            Closing::OfMonth(day) => write!(f, "day {}", day.number()),
            Closing::DaysBefore(NonZeroU8::MIN) => f.write_str("1 day before the last"),
            Closing::DaysBefore(days) => write!(f, "{days} days before the last"),
        }
    }
}

impl FromStr for Closing {
    type Err = ClosingError;

    fn from_str(written: &str) -> Result<Closing, ClosingError> {
        read_closing(written).ok_or_else(|| ClosingError(written.to_owned()))
    }
}

fn read_closing(written: &str) -> Option<Closing> {
    if written == "last day" {
        return Some(Closing::LastDay);
    }
    if let Some(day) = written.strip_prefix("day ") {
        return read_month_day(day).map(Closing::OfMonth);
    }
    read_days(written.strip_suffix(" before the last")?, "day").map(Closing::DaysBefore)
}

/// `14`, without zeros in front.
pub(super) fn read_month_day(written: &str) -> Option<MonthDay> {
    i8::try_from(read_number(written)?.get()).ok().and_then(MonthDay::new)
}

/// `1 day` or `5 days`, up to 255, with that word for the thing that is counted.
pub(super) fn read_days(written: &str, one: &str) -> Option<NonZeroU8> {
    let (number, what) = written.split_once(' ')?;
    let number = read_number(number)?;
    let counts_one = number == NonZeroU8::MIN;
    match what.strip_prefix(one)? {
        "" => counts_one.then_some(number),
        "s" => (!counts_one).then_some(number),
        _ => None,
    }
}

/// Digits alone, without zeros in front.
fn read_number(written: &str) -> Option<NonZeroU8> {
    let plain = written.bytes().all(|byte| byte.is_ascii_digit()) && !written.starts_with('0');
    plain.then(|| written.parse().ok())?
}

/// The closings of a country or a regime; a length that is not named closes on its last day.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Windows(BTreeMap<Periodicity, Closing>);

/// What is wrong with a list of closings.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WindowsError {
    #[error("a {periodicity} cannot close on `{closing}`")]
    Unfit { periodicity: Periodicity, closing: Closing },
    #[error("the closing of a {0} stands more than once")]
    Twice(Periodicity),
}

impl Windows {
    /// # Errors
    /// Every closing that does not fit its length, and every length that has two.
    pub fn new(
        closings: impl IntoIterator<Item = (Periodicity, Closing)>,
    ) -> Result<Windows, Vec<WindowsError>> {
        let (mut kept, mut wrong) = (BTreeMap::new(), Vec::new());
        for (periodicity, closing) in closings {
            if !closing.fits(periodicity) {
                wrong.push(WindowsError::Unfit { periodicity, closing });
            }
            if kept.insert(periodicity, closing).is_some() {
                wrong.push(WindowsError::Twice(periodicity));
            }
        }
        if wrong.is_empty() { Ok(Windows(kept)) } else { Err(wrong) }
    }

    pub fn closing(&self, periodicity: Periodicity) -> Closing {
        self.0.get(&periodicity).copied().unwrap_or(Closing::LastDay)
    }

    /// The window of a period.
    pub fn window(&self, period: Period) -> Window {
        let plain = Window { first: period.first(), last: period.last() };
        self.closing(period.periodicity()).window(period).unwrap_or(plain)
    }
}
