//! Days, months, quarters, years and periods, in digits and words, with what stands before them: "by",
//! "before", "in", "since". Whether a day is a deadline is decided later, with the sentence around it.

use crate::words::Day;

mod find;

mod written;

mod period;

pub(super) use find::find_dates;

/// A time as the text states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum When {
    Day(Day),
    /// without a year
    DayOfMonth {
        month: i8,
        day: i8,
    },
    Month {
        year: i16,
        month: i8,
    },
    MonthOnly(i8),
    /// 1 to 4
    Quarter {
        year: i16,
        quarter: i8,
    },
    /// 1 or 2
    Half {
        year: i16,
        half: i8,
    },
    Year(i16),
    Years {
        from: i16,
        to: i16,
    },
}

/// What stands before a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    By,
    Before,
    In,
    Since,
    Vision,
    Bare,
}

/// Which part of a time is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Whole,
    End,
    Middle,
}

/// A time on tokens `first..end`; the time itself begins at `core`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    pub(super) first: usize,
    pub(super) core: usize,
    pub(super) end: usize,
    pub(super) when: When,
    pub(super) anchor: Anchor,
    pub(super) part: Part,
    /// The text gives no year; the last calendar year that it named was taken.
    pub(super) year_carried: bool,
    /// "next" stands after it.
    pub(super) coming: bool,
}

impl Date {
    /// The last day that the text leaves; a day without a year takes `year`. `None` where it names no day.
    pub(super) fn due(&self, year: Option<i16>) -> Option<Day> {
        let before = self.anchor == Anchor::Before && self.part == Part::Whole;
        match self.when {
            When::Day(day) => Some(day),
            When::DayOfMonth { month, day } => Day::new(year?, month, day),
            When::Month { year, month } if before => Day::new(year, month, 1).map(Day::previous),
            When::Month { year, month } => Day::last_of_month(year, month),
            When::MonthOnly(month) if before => Day::new(year?, month, 1).map(Day::previous),
            When::MonthOnly(month) => Day::last_of_month(year?, month),
            When::Quarter { year, quarter } if before => {
                Day::new(year, quarter.saturating_mul(3).saturating_sub(2), 1).map(Day::previous)
            }
            When::Quarter { year, quarter } => Day::last_of_month(year, quarter.saturating_mul(3)),
            When::Half { year, half } => Day::last_of_month(year, half.saturating_mul(6)),
            When::Year(year) if before => Day::new(year, 1, 1).map(Day::previous),
            When::Year(year) if self.part == Part::Middle => Day::new(year, 6, 30),
            When::Year(year) | When::Years { to: year, .. } => Day::new(year, 12, 31),
        }
    }

    /// The year that the text states with it.
    pub(super) fn year(&self) -> Option<i16> {
        match self.when {
            When::Day(day) => Some(day.year()),
            When::Month { year, .. }
            | When::Quarter { year, .. }
            | When::Half { year, .. }
            | When::Year(year)
            | When::Years { to: year, .. } => Some(year),
            When::DayOfMonth { .. } | When::MonthOnly(_) => None,
        }
    }

    /// "by", "before", "end of": a deadline whatever the sentence says.
    pub(super) fn binding(&self) -> bool {
        matches!(self.anchor, Anchor::By | Anchor::Before)
            || self.anchor != Anchor::Since
                && self.anchor != Anchor::Vision
                && self.part == Part::End
    }
}
