//! A civil day. It has no hour and no zone, and it never reads the clock.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{self, Date};
use serde::{Deserialize, Serialize};

use super::Weekday;

/// A day of the civil calendar, written `2025-07-01` (ISO 8601), in documents too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Debug)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// Why a text is no day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no day; write year-month-day, such as 2025-07-01")]
pub struct DayError(pub String);

impl Day {
    /// The day of a year, month (1 to 12) and day of the month; `None` when the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// The last day of a month; `None` when there is no such month.
    pub fn last_of_month(year: i16, month: i8) -> Option<Day> {
        Date::new(year, month, 1).ok().map(|first| Day(first.last_of_month()))
    }

    /// 1 January 1970.
    pub(crate) fn epoch() -> Day {
        Day(jiff::civil::date(1970, 1, 1))
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            civil::Weekday::Monday => Weekday::Monday,
            civil::Weekday::Tuesday => Weekday::Tuesday,
            civil::Weekday::Wednesday => Weekday::Wednesday,
            civil::Weekday::Thursday => Weekday::Thursday,
            civil::Weekday::Friday => Weekday::Friday,
            civil::Weekday::Saturday => Weekday::Saturday,
            civil::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// The year and number of its week by ISO 8601: weeks begin on Monday, and the first of a year is the one with its first
    /// Thursday. 1 January 2027 lies in week 53 of 2026.
    pub fn week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }

    /// The day after; the last day that can be written stays itself.
    pub fn next(self) -> Day {
        Day(self.0.saturating_add(1.day()))
    }

    /// The day before; the first day that can be written stays itself.
    pub fn previous(self) -> Day {
        Day(self.0.saturating_sub(1.day()))
    }

    /// Days from `self` to `later`, negative when `later` lies before.
    pub fn days_until(self, later: Day) -> i32 {
        self.0.until(later.0).map_or(0, |span| span.get_days())
    }

    /// `self` moved by a number of days; stays inside what can be written.
    pub fn plus_days(self, days: i32) -> Day {
        // More days than there are cannot even be said.
        let most = Date::MIN.until(Date::MAX).map_or(0, |span| span.get_days());
        Day(self.0.saturating_add(i64::from(days.clamp(-most, most)).days()))
    }

    /// The first day of the following month.
    pub fn first_of_next_month(self) -> Day {
        Day(self.0.last_of_month()).next()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(written: String) -> Result<Day, DayError> {
        written.parse()
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(written: &str) -> Result<Day, DayError> {
        let refusal = || DayError(written.to_owned());
        if written.len() != 10 {
            return Err(refusal());
        }
        written.parse::<Date>().map(Day).map_err(|_| refusal())
    }
}
