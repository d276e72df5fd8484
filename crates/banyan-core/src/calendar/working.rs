//! The working days of a country. Every answer names the rule that made it, and the holiday where there is one; an answer
//! that rests on a day of which the calendar does not know says so.

use std::collections::{BTreeMap, BTreeSet};

use super::{CalendarDraft, CalendarFault, Entry, Kind, SubstituteRule};
use crate::words::{Day, Weekday};

/// Which days are worked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    known: (Day, Day),
    weekend: BTreeSet<Weekday>,
    entries: BTreeMap<Day, Entry>,
    /// The weekly days off that are worked, with the day that is off for each.
    worked: BTreeMap<Day, Day>,
    substitute_rule: Option<SubstituteRule>,
}

/// The rule that makes a day one to work, or one off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule<'c> {
    Weekday,
    Weekend,
    /// A public holiday, on a weekly day off too.
    Holiday(&'c Entry),
    /// Off in the stead of a holiday that fell on a weekly day off.
    Substitute(&'c Entry),
    /// A weekday off, for which another day is worked.
    SwappedOff(&'c Entry),
    /// A weekly day off that is worked for the entry's day.
    SwappedIn(&'c Entry),
}

impl<'c> Rule<'c> {
    pub fn works(self) -> bool {
        matches!(self, Rule::Weekday | Rule::SwappedIn(_))
    }

    /// `weekday`, `weekend`, `holiday`, `substitute`, `swapped_off`, `swapped_in`.
    pub fn key(self) -> &'static str {
        match self {
            Rule::Weekday => "weekday",
            Rule::Weekend => "weekend",
            Rule::Holiday(_) => "holiday",
            Rule::Substitute(_) => "substitute",
            Rule::SwappedOff(_) => "swapped_off",
            Rule::SwappedIn(_) => "swapped_in",
        }
    }

    /// What the country states about the day; none where only the week decides.
    pub fn entry(self) -> Option<&'c Entry> {
        match self {
            Rule::Weekday | Rule::Weekend => None,
            Rule::Holiday(entry)
            | Rule::Substitute(entry)
            | Rule::SwappedOff(entry)
            | Rule::SwappedIn(entry) => Some(entry),
        }
    }
}

/// What a calendar says of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing<'c> {
    pub rule: Rule<'c>,
    /// The calendar does not know this year: the day may be off by a holiday that is not stated.
    pub assumed: bool,
}

/// Which way to look for a working day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Toward {
    Earlier,
    Later,
}

impl Toward {
    fn step(self, day: Day) -> Day {
        match self {
            Toward::Earlier => day.previous(),
            Toward::Later => day.next(),
        }
    }
}

/// A day that was found from another, and why it is not that one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved<'c> {
    /// The day that was started from.
    pub from: Day,
    pub day: Day,
    /// The days off that were passed over, in the order in which they were met, each with its rule.
    pub skipped: Vec<(Day, Rule<'c>)>,
    /// A day that was looked at lies where the calendar does not know.
    pub assumed: bool,
}

/// A number of working days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WorkingDays {
    pub days: u32,
    /// A day that was counted lies where the calendar does not know.
    pub assumed: bool,
}

impl Calendar {
    /// The calendar of a draft; where the draft has a substitute rule, with the days off that it adds.
    ///
    /// # Errors
    /// Everything that is wrong with the draft.
    pub fn new(draft: CalendarDraft) -> Result<Calendar, Vec<CalendarFault>> {
        let faults = draft.faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        let worked = draft.entries.iter().filter_map(|entry| match entry.kind {
            Kind::Swap { worked } => Some((worked, entry.day)),
            Kind::Holiday | Kind::Substitute { .. } => None,
        });
        let mut calendar = Calendar {
            known: draft.known,
            weekend: draft.weekend.iter().copied().collect(),
            worked: worked.collect(),
            entries: draft.entries.into_iter().map(|entry| (entry.day, entry)).collect(),
            substitute_rule: draft.substitute_rule,
        };
        calendar.add_substitutes();
        Ok(calendar)
    }

    /// The first and last day between which every holiday is stated.
    pub fn known(&self) -> (Day, Day) {
        self.known
    }

    /// What is stated and what the substitute rule added, by day.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    pub fn substitute_rule(&self) -> Option<&SubstituteRule> {
        self.substitute_rule.as_ref()
    }

    /// Whether a day is worked, by which rule, and whether the calendar knows.
    pub fn standing(&self, day: Day) -> Standing<'_> {
        let (first, last) = self.known;
        Standing { rule: self.rule(day), assumed: !(first..=last).contains(&day) }
    }

    fn rule(&self, day: Day) -> Rule<'_> {
        let swapped = self.worked.get(&day).and_then(|off| self.entries.get(off));
        if let Some(entry) = swapped {
            return Rule::SwappedIn(entry);
        }
        match self.entries.get(&day) {
            Some(entry) => match entry.kind {
                Kind::Holiday => Rule::Holiday(entry),
                Kind::Substitute { .. } => Rule::Substitute(entry),
                Kind::Swap { .. } => Rule::SwappedOff(entry),
            },
            None if self.weekend.contains(&day.weekday()) => Rule::Weekend,
            None => Rule::Weekday,
        }
    }

    /// The day itself where it is worked, else the nearest working day that way.
    pub fn shift(&self, day: Day, toward: Toward) -> Moved<'_> {
        let mut moved = Moved { from: day, day, skipped: Vec::new(), assumed: false };
        self.settle(&mut moved, toward);
        moved
    }

    /// The so many-th working day after a day, which is not counted itself; before it where the number is negative. For 0 the
    /// day itself, worked or not.
    pub fn add_working_days(&self, day: Day, days: i16) -> Moved<'_> {
        let toward = if days < 0 { Toward::Earlier } else { Toward::Later };
        let mut moved = Moved { from: day, day, skipped: Vec::new(), assumed: false };
        for _ in 0..days.unsigned_abs() {
            moved.day = toward.step(moved.day);
            self.settle(&mut moved, toward);
        }
        moved
    }

    /// How many days are worked from `first` to `last`, both included; none where `last` lies before.
    pub fn working_days_between(&self, first: Day, last: Day) -> WorkingDays {
        let mut counted = WorkingDays { days: 0, assumed: false };
        for offset in 0..=first.days_until(last) {
            let standing = self.standing(first.plus_days(offset));
            counted.days += u32::from(standing.rule.works());
            counted.assumed |= standing.assumed;
        }
        counted
    }

    /// Goes on over days off until one that is worked, or the end of what can be written.
    fn settle<'c>(&'c self, moved: &mut Moved<'c>, toward: Toward) {
        loop {
            let standing = self.standing(moved.day);
            moved.assumed |= standing.assumed;
            let next = toward.step(moved.day);
            if standing.rule.works() || next == moved.day {
                return;
            }
            moved.skipped.push((moved.day, standing.rule));
            moved.day = next;
        }
    }

    /// Each holiday on a weekly day off for which no day off is stated gives the next working day off, in the order of the
    /// holidays.
    fn add_substitutes(&mut self) {
        let Some(source) = self.substitute_rule.as_ref().map(|rule| rule.source.clone()) else {
            return;
        };
        let stated: BTreeSet<Day> = self
            .entries()
            .filter_map(|entry| match entry.kind {
                Kind::Substitute { of } => Some(of),
                Kind::Holiday | Kind::Swap { .. } => None,
            })
            .collect();
        let open: Vec<Entry> = self
            .entries()
            .filter(|entry| entry.kind == Kind::Holiday && !stated.contains(&entry.day))
            .filter(|entry| self.weekend.contains(&entry.day.weekday()))
            .cloned()
            .collect();
        for holiday in open {
            let mut day = self.shift(holiday.day, Toward::Later).day;
            // A weekly day off that is worked for another cannot be given off again.
            while self.worked.contains_key(&day) {
                day = self.shift(day.next(), Toward::Later).day;
            }
            let kind = Kind::Substitute { of: holiday.day };
            let entry = Entry { day, kind, name: holiday.name, source: source.clone() };
            self.entries.entry(day).or_insert(entry);
        }
    }
}
