//! When a report is due: so long after its data closed, or on a day of the month, and otherwise for some levels. Never on the
//! closing day or before it.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use super::window::{read_days, read_month_day};
use super::{Calendar, MonthDay, Moved, Toward};
use crate::words::{Day, Level};

/// When a report is due, written `5 days`, `3 working days` or `day 25`; behind days and a day of the month may stand
/// `, else the next working day` or `, else the working day before`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DueRule {
    /// So many working days after the closing day.
    WorkingDays(NonZeroU8),
    /// A day whether it is worked or not; with a way to look, the nearest working day that way.
    Civil { due: Due, off: Option<Toward> },
}

/// A day behind the closing day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Due {
    /// So many days after the closing day.
    Days(NonZeroU8),
    /// The first such day of a month behind the closing day.
    OfMonth(MonthDay),
}

/// Why a text is no due rule.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "`{0}` is no due rule; write `3 working days`, `5 days` or `day 25` (up to 255 days), and behind the last two, \
     where wanted, `{NEXT}` or `{BEFORE}`"
)]
pub struct DueRuleError(pub String);

const NEXT: &str = ", else the next working day";
const BEFORE: &str = ", else the working day before";

impl DueRule {
    /// The day on which a report is due whose data closed on `closing`: always a later one. Where the working day before
    /// would not be, it is the next one. A civil day that nothing moves asks no calendar, so nothing in it is assumed.
    pub fn due(self, closing: Day, calendar: &Calendar) -> Moved<'_> {
        let (due, off) = match self {
            DueRule::WorkingDays(days) => {
                return calendar.add_working_days(closing, i16::from(days.get()));
            }
            DueRule::Civil { due, off } => (due.after(closing), off),
        };
        let Some(toward) = off else {
            return Moved { from: due, day: due, skipped: Vec::new(), assumed: false };
        };
        let moved = calendar.shift(due, toward);
        if moved.day > closing { moved } else { calendar.shift(due, Toward::Later) }
    }
}

impl Due {
    fn after(self, closing: Day) -> Day {
        match self {
            Due::Days(days) => closing.plus_days(i32::from(days.get())),
            Due::OfMonth(day) => {
                let here = day.in_month_of(closing);
                let next = day.in_month_of(closing.first_of_next_month());
                if here > closing { here } else { next }
            }
        }
    }
}

impl fmt::Display for DueRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (due, off) = match self {
            DueRule::WorkingDays(NonZeroU8::MIN) => return f.write_str("1 working day"),
            DueRule::WorkingDays(days) => return write!(f, "{days} working days"),
            DueRule::Civil { due, off } => (due, off),
        };
        match due {
            Due::Days(NonZeroU8::MIN) => f.write_str("1 day"),
            Due::Days(days) => write!(f, "{days} days"),
            Due::OfMonth(day) => write!(f, "day {}", day.number()),
        }?;
        f.write_str(match off {
            None => "",
            Some(Toward::Later) => NEXT,
            Some(Toward::Earlier) => BEFORE,
        })
    }
}

impl FromStr for DueRule {
    type Err = DueRuleError;

    fn from_str(written: &str) -> Result<DueRule, DueRuleError> {
        read_rule(written).ok_or_else(|| DueRuleError(written.to_owned()))
    }
}

fn read_rule(written: &str) -> Option<DueRule> {
    if let Some(days) = read_days(written, "working day") {
        return Some(DueRule::WorkingDays(days));
    }
    let endings = [(NEXT, Toward::Later), (BEFORE, Toward::Earlier)];
    let ending =
        endings.iter().find_map(|(ending, toward)| Some((written.strip_suffix(ending)?, *toward)));
    let (due, off) = ending.map_or((written, None), |(due, toward)| (due, Some(toward)));
    let due = match due.strip_prefix("day ") {
        Some(day) => Due::OfMonth(read_month_day(day)?),
        None => Due::Days(read_days(due, "day")?),
    };
    Some(DueRule::Civil { due, off })
}

/// When reports are due, level by level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueRules {
    /// For every level that has no rule of its own.
    pub default: DueRule,
    pub by_level: BTreeMap<Level, DueRule>,
}

impl DueRules {
    pub fn rule(&self, level: Level) -> DueRule {
        self.by_level.get(&level).copied().unwrap_or(self.default)
    }

    /// The day on which a unit of a level has to send what closed on `closing`.
    pub fn due<'c>(&self, level: Level, closing: Day, calendar: &'c Calendar) -> Moved<'c> {
        self.rule(level).due(closing, calendar)
    }
}
