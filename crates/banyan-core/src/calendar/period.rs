//! Periods of ISO 8601 and SDMX: a year, half-year, quarter, month, week or day, each with one spelling.
//!
//! Weeks are those of ISO 8601: they begin on Monday, and the first week of a year is the one with its first Thursday. A
//! week is counted in the year of its number, and in no half-year, quarter or month.

use std::fmt;
use std::iter;
use std::str::FromStr;

use crate::words::Day;

/// How long a period is, from the longest to the shortest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Periodicity {
    Year,
    HalfYear,
    Quarter,
    Month,
    Week,
    Day,
}

/// Why a text is no periodicity.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of year, half_year, quarter, month, week, day")]
pub struct PeriodicityError(pub String);

impl Periodicity {
    pub const ALL: [Periodicity; 6] = [
        Periodicity::Year,
        Periodicity::HalfYear,
        Periodicity::Quarter,
        Periodicity::Month,
        Periodicity::Week,
        Periodicity::Day,
    ];

    /// `year`, `half_year`, `quarter`, `month`, `week`, `day`.
    pub fn key(self) -> &'static str {
        match self {
            Periodicity::Year => "year",
            Periodicity::HalfYear => "half_year",
            Periodicity::Quarter => "quarter",
            Periodicity::Month => "month",
            Periodicity::Week => "week",
            Periodicity::Day => "day",
        }
    }

    /// How many months a period has; none for a week and a day.
    pub fn months(self) -> Option<i8> {
        match self {
            Periodicity::Year => Some(12),
            Periodicity::HalfYear => Some(6),
            Periodicity::Quarter => Some(3),
            Periodicity::Month => Some(1),
            Periodicity::Week | Periodicity::Day => None,
        }
    }
}

impl fmt::Display for Periodicity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Periodicity {
    type Err = PeriodicityError;

    fn from_str(key: &str) -> Result<Periodicity, PeriodicityError> {
        Periodicity::ALL
            .into_iter()
            .find(|periodicity| periodicity.key() == key)
            .ok_or_else(|| PeriodicityError(key.to_owned()))
    }
}

/// A period, written `2025`, `2025-S1`, `2025-Q3`, `2025-07`, `2025-W30` or `2025-07-15`.
///
/// In the order of their first days; of those that begin together, the longest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    first: Day,
    periodicity: Periodicity,
}

/// Why a text is no period.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PeriodError {
    #[error("`{0}` is no period; write 2025, 2025-S1, 2025-Q3, 2025-07, 2025-W30 or 2025-07-15")]
    Shape(String),
    #[error("`{0}` is no period that is kept; years run from 1900 to 2200")]
    Year(String),
    #[error("`{written}` is no period; {} run from 1 to {last}", plural(.periodicity))]
    NoSuch { written: String, periodicity: Periodicity, last: i8 },
}

fn plural(periodicity: &Periodicity) -> &'static str {
    match periodicity {
        Periodicity::Year => "years",
        Periodicity::HalfYear => "half-years",
        Periodicity::Quarter => "quarters",
        Periodicity::Month => "months",
        Periodicity::Week => "the weeks of that year",
        Periodicity::Day => "the days of that month",
    }
}

impl Period {
    /// The first year that has periods. It begins on a Monday, so no week of it begins before it.
    pub const YEAR_MIN: i16 = 1900;
    /// The last year that has periods.
    pub const YEAR_MAX: i16 = 2200;

    /// The period of that length in which a day lies; `None` where its year is not kept.
    pub fn containing(day: Day, periodicity: Periodicity) -> Option<Period> {
        let first = match (periodicity, periodicity.months()) {
            (_, Some(months)) => {
                let month = (day.month() - 1) / months * months + 1;
                Day::new(day.year(), month, 1)?
            }
            (Periodicity::Week, None) => {
                day.plus_days(-i32::from(day.weekday().days_since_monday()))
            }
            (_, None) => day,
        };
        let period = Period { first, periodicity };
        (Period::YEAR_MIN..=Period::YEAR_MAX).contains(&period.year()).then_some(period)
    }

    /// The half-year, quarter, month or week of that number in a year, from 1; a year and a day have no number.
    /// `None` where there is no such period.
    pub fn numbered(year: i16, periodicity: Periodicity, number: i8) -> Option<Period> {
        let period = match periodicity {
            Periodicity::Week => {
                // 4 January lies in the first week, whatever its weekday (ISO 8601).
                let weeks = i32::from(number) - 1;
                Period::containing(Day::new(year, 1, 4)?.plus_days(7 * weeks), periodicity)?
            }
            Periodicity::Year | Periodicity::Day => return None,
            _ => {
                let month = i16::from(periodicity.months()?) * (i16::from(number) - 1) + 1;
                let month = i8::try_from(month).ok()?;
                Period::containing(Day::new(year, month, 1)?, periodicity)?
            }
        };
        (period.year() == year && period.number() == number).then_some(period)
    }

    pub fn periodicity(self) -> Periodicity {
        self.periodicity
    }

    pub fn first(self) -> Day {
        self.first
    }

    pub fn last(self) -> Day {
        self.after().previous()
    }

    /// The year in its name; that of a week is the year of its Thursday, so `2025-W01` begins in 2024.
    pub fn year(self) -> i16 {
        match self.periodicity {
            Periodicity::Week => self.first.week().0,
            _ => self.first.year(),
        }
    }

    /// The number in its name: of the half-year, quarter, month or week within the year, of the day within the month; 1 for a year.
    pub fn number(self) -> i8 {
        match (self.periodicity, self.periodicity.months()) {
            (_, Some(months)) => (self.first.month() - 1) / months + 1,
            (Periodicity::Week, None) => self.first.week().1,
            (_, None) => self.first.day_of_month(),
        }
    }

    /// The period of the same length after it; `None` behind the last that is kept.
    pub fn next(self) -> Option<Period> {
        Period::containing(self.after(), self.periodicity)
    }

    /// The period of the same length before it; `None` before the first that is kept.
    pub fn previous(self) -> Option<Period> {
        Period::containing(self.first.previous(), self.periodicity)
    }

    /// The period of that length in which it is counted; itself for its own length, `None` for a shorter one.
    ///
    /// A week is counted in the year of its number, though days of it may lie in the year beside, and in no half-year,
    /// quarter or month.
    pub fn enclosing(self, periodicity: Periodicity) -> Option<Period> {
        match (self.periodicity, periodicity) {
            (own, wanted) if own == wanted => Some(self),
            (own, wanted) if own < wanted => None,
            (Periodicity::Week, Periodicity::Year) => {
                Period::containing(Day::new(self.year(), 1, 1)?, periodicity)
            }
            (Periodicity::Week, _) => None,
            _ => Period::containing(self.first, periodicity),
        }
    }

    /// Whether `part` is counted in it, as [`Period::enclosing`] says; every period encloses itself.
    pub fn encloses(self, part: &Period) -> bool {
        part.enclosing(self.periodicity) == Some(self)
    }

    /// The periods of that length that are counted in it, in their order; none of a longer one, and no weeks of a half-year,
    /// quarter or month.
    pub fn parts(self, periodicity: Periodicity) -> impl Iterator<Item = Period> {
        Period::enumerate(periodicity, self.first, self.last())
            .filter(move |part| self.encloses(part))
    }

    /// The periods of that length that share a day with the days from `first` to `last`, in their order; of years that are
    /// not kept, none.
    pub fn enumerate(
        periodicity: Periodicity,
        first: Day,
        last: Day,
    ) -> impl Iterator<Item = Period> {
        let kept_from = Day::new(Period::YEAR_MIN, 1, 1).map_or(first, |kept| kept.max(first));
        let start = Period::containing(kept_from, periodicity).filter(|_| kept_from <= last);
        iter::successors(start, |period| period.next())
            .take_while(move |period| period.first <= last)
    }

    /// The first day behind it.
    fn after(self) -> Day {
        match (self.periodicity, self.periodicity.months()) {
            (_, Some(months)) => (0..months).fold(self.first, |day, _| day.first_of_next_month()),
            (Periodicity::Week, None) => self.first.plus_days(7),
            (_, None) => self.first.next(),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = (self.year(), self.number());
        match self.periodicity {
            Periodicity::Year => write!(f, "{year}"),
            Periodicity::HalfYear => write!(f, "{year}-S{number}"),
            Periodicity::Quarter => write!(f, "{year}-Q{number}"),
            Periodicity::Month => write!(f, "{year}-{number:02}"),
            Periodicity::Week => write!(f, "{year}-W{number:02}"),
            Periodicity::Day => write!(f, "{}", self.first),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Only the spelling that is printed: four digits of the year, two of a month, week or day, capital letters.
    fn from_str(written: &str) -> Result<Period, PeriodError> {
        let (year, tail) = shape(written).ok_or_else(|| PeriodError::Shape(written.to_owned()))?;
        let new_year = Day::new(year, 1, 1)
            .filter(|_| (Period::YEAR_MIN..=Period::YEAR_MAX).contains(&year))
            .ok_or_else(|| PeriodError::Year(written.to_owned()))?;
        let no_such = |periodicity, last| PeriodError::NoSuch {
            written: written.to_owned(),
            periodicity,
            last,
        };
        let numbered = |periodicity, number| {
            Period::numbered(year, periodicity, number)
                .ok_or_else(|| no_such(periodicity, last_number(year, periodicity)))
        };
        match tail {
            Tail::Year => Ok(Period { first: new_year, periodicity: Periodicity::Year }),
            Tail::Numbered(periodicity, number) => numbered(periodicity, number),
            Tail::Day(month, day) => {
                let days = numbered(Periodicity::Month, month)?.last().day_of_month();
                let first = Day::new(year, month, day);
                first
                    .map(|first| Period { first, periodicity: Periodicity::Day })
                    .ok_or_else(|| no_such(Periodicity::Day, days))
            }
        }
    }
}

/// How many periods of a length a year has.
fn last_number(year: i16, periodicity: Periodicity) -> i8 {
    match periodicity.months() {
        Some(months) => 12 / months,
        None if Period::numbered(year, periodicity, 53).is_some() => 53,
        None => 52,
    }
}

/// What stands behind the year.
enum Tail {
    Year,
    Numbered(Periodicity, i8),
    Day(i8, i8),
}

/// The numbers of a text that is shaped like a period, whether there is one or not.
fn shape(written: &str) -> Option<(i16, Tail)> {
    let (year, tail) = written.split_at_checked(4)?;
    let year = digits(year, 4)?;
    let Some(tail) = tail.strip_prefix('-') else {
        return tail.is_empty().then_some((year, Tail::Year));
    };
    let lettered = [
        ('S', Periodicity::HalfYear, 1),
        ('Q', Periodicity::Quarter, 1),
        ('W', Periodicity::Week, 2),
    ];
    for (letter, periodicity, count) in lettered {
        if let Some(number) = tail.strip_prefix(letter) {
            return Some((year, Tail::Numbered(periodicity, digits(number, count)?)));
        }
    }
    match tail.split_once('-') {
        Some((month, day)) => Some((year, Tail::Day(digits(month, 2)?, digits(day, 2)?))),
        None => Some((year, Tail::Numbered(Periodicity::Month, digits(tail, 2)?))),
    }
}

/// A number of exactly so many digits.
fn digits<N: FromStr>(written: &str, count: usize) -> Option<N> {
    let exact = written.len() == count && written.bytes().all(|byte| byte.is_ascii_digit());
    exact.then(|| written.parse().ok())?
}
