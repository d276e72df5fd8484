//! What a country states about single days: public holidays, days off in their stead, days that were swapped. From a
//! content folder or an operator; everything that is wrong with it is listed before a calendar stands.

use std::collections::BTreeSet;

use crate::words::{Day, Text, Weekday};

/// One day off that a country states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub day: Day,
    pub kind: Kind,
    /// The holiday's name; of a day off in its stead, the name of that holiday.
    pub name: Text,
    /// The law, announcement or list that it was taken from.
    pub source: String,
}

/// Why a day is off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Holiday,
    /// In the stead of a holiday that fell on a weekly day off.
    Substitute {
        of: Day,
    },
    /// A weekday off, for which a weekly day off is worked.
    Swap {
        worked: Day,
    },
}

/// The rule by which a holiday on a weekly day off gives the next working day off. It adds only what no entry states.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubstituteRule {
    pub name: Text,
    /// The law that has it; the source of every day off that it adds.
    pub source: String,
}

/// A calendar before it is checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarDraft {
    /// Between these days, both included, every holiday is stated. Outside them what is stated counts too, and answers say
    /// that the rest was assumed.
    pub known: (Day, Day),
    /// The weekly days off.
    pub weekend: Vec<Weekday>,
    pub entries: Vec<Entry>,
    pub substitute_rule: Option<SubstituteRule>,
}

/// One thing that is wrong with a calendar.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CalendarFault {
    #[error("every day of the week is a day off; leave at least one to work")]
    NoWorkday,
    #[error("what is known ends on {last}, before it begins on {first}")]
    KnownBackwards { first: Day, last: Day },
    #[error("{0} is stated more than once")]
    Twice(Day),
    #[error("{day} is off in the stead of {of}, which is no holiday of this calendar")]
    NoHoliday { day: Day, of: Day },
    #[error("{0} is given off, but it is a weekly day off already")]
    OffAlready(Day),
    #[error("{worked} is worked for {day}, but it is no weekly day off")]
    WorkedAlready { worked: Day, day: Day },
}

impl CalendarDraft {
    /// Everything that is wrong, each fault by itself, in the order of the entries.
    pub fn faults(&self) -> Vec<CalendarFault> {
        let mut faults = Vec::new();
        if Weekday::ALL.iter().all(|weekday| self.weekend.contains(weekday)) {
            faults.push(CalendarFault::NoWorkday);
        }
        let (first, last) = self.known;
        if last < first {
            faults.push(CalendarFault::KnownBackwards { first, last });
        }
        let mut stated = BTreeSet::new();
        for entry in &self.entries {
            let day = entry.day;
            let mut days = vec![day];
            let weekly_off = |day: Day| self.weekend.contains(&day.weekday());
            match entry.kind {
                Kind::Holiday => {}
                Kind::Substitute { of } if !self.holiday_on(of) => {
                    faults.push(CalendarFault::NoHoliday { day, of });
                }
                Kind::Substitute { .. } => {}
                Kind::Swap { worked } => {
                    days.push(worked);
                    if !weekly_off(worked) {
                        faults.push(CalendarFault::WorkedAlready { worked, day });
                    }
                }
            }
            if entry.kind != Kind::Holiday && weekly_off(day) {
                faults.push(CalendarFault::OffAlready(day));
            }
            faults.extend(
                days.into_iter().filter(|day| !stated.insert(*day)).map(CalendarFault::Twice),
            );
        }
        faults
    }

    fn holiday_on(&self, day: Day) -> bool {
        self.entries.iter().any(|entry| entry.day == day && entry.kind == Kind::Holiday)
    }
}
