//! A country's calendar as it is stored, and the same once it is checked.

use std::collections::BTreeMap;

use banyan_core::calendar::{
    Calendar, CalendarDraft, Closing, DueRule, DueRules, Entry, Kind, Periodicity, SubstituteRule,
    Windows,
};
use banyan_core::words::{Day, Level, Weekday, Words4};
use serde::{Deserialize, Serialize};

/// What a country states: its working days, when the data of periods close, and when reports are due. Closings and due rules are
/// written as [`Closing`] and [`DueRule`] read them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct CalendarDocument {
    pub code: String,
    pub known_from: Day,
    pub known_to: Day,
    pub weekend: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<SubstituteDocument>,
    pub holiday: Vec<HolidayDocument>,
    pub day: Vec<DayDocument>,
    /// The text that has the closings and due days.
    pub source: String,
    pub closes: BTreeMap<String, String>,
    pub due: BTreeMap<String, String>,
}

/// The rule by which a holiday on a weekly day off gives another day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct SubstituteDocument {
    pub source: String,
    pub name: Words4,
}

/// The name of a holiday.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct HolidayDocument {
    pub code: String,
    pub name: Words4,
}

/// A day off: `holiday`, `substitute` in the stead of another day, or `swap` for which another day is worked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct DayDocument {
    pub day: Day,
    pub kind: String,
    pub holiday: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Day>,
    pub source: String,
}

/// A country's calendar, checked.
#[derive(Clone, Debug)]
pub struct CountryCalendar {
    pub calendar: Calendar,
    pub windows: Windows,
    pub due: DueRules,
    /// The text that has the closings and due days.
    pub source: String,
}

impl CalendarDocument {
    /// Checks it.
    ///
    /// # Errors
    /// A sentence for everything that is wrong, never just for the first.
    pub fn read(&self) -> Result<CountryCalendar, Vec<String>> {
        let mut wrong = Vec::new();
        let draft = self.draft(&mut wrong);
        let calendar = Calendar::new(draft)
            .map_err(|faults| wrong.extend(faults.iter().map(ToString::to_string)));
        let windows = self.windows(&mut wrong);
        let due = self.due_rules(&mut wrong);
        match (calendar, due, wrong.is_empty()) {
            (Ok(calendar), Some(due), true) => {
                Ok(CountryCalendar { calendar, windows, due, source: self.source.clone() })
            }
            _ => Err(wrong),
        }
    }

    fn draft(&self, wrong: &mut Vec<String>) -> CalendarDraft {
        let names: BTreeMap<&str, &Words4> =
            self.holiday.iter().map(|own| (own.code.as_str(), &own.name)).collect();
        let mut entries = Vec::new();
        for own in &self.day {
            let name = names.get(own.holiday.as_str());
            if name.is_none() {
                wrong.push(format!("{}: `{}` names no holiday", own.day, own.holiday));
            }
            let kind = match (own.kind.as_str(), own.other) {
                ("holiday", None) => Some(Kind::Holiday),
                ("substitute", Some(of)) => Some(Kind::Substitute { of }),
                ("swap", Some(worked)) => Some(Kind::Swap { worked }),
                _ => {
                    wrong.push(format!(
                        "{}: write `holiday` without another day, or `substitute` or `swap` with one",
                        own.day
                    ));
                    None
                }
            };
            let entry = |(kind, name): (Kind, &&Words4)| Entry {
                day: own.day,
                kind,
                name: name.text(),
                source: own.source.clone(),
            };
            entries.extend(kind.zip(name).map(entry));
        }
        let weekend = self.weekend.iter();
        let weekend = weekend.filter_map(|own| read::<Weekday>("weekend", own, wrong)).collect();
        let substitute_rule = self.substitute.as_ref();
        let substitute_rule = substitute_rule
            .map(|own| SubstituteRule { name: own.name.text(), source: own.source.clone() });
        CalendarDraft { known: (self.known_from, self.known_to), weekend, entries, substitute_rule }
    }

    fn windows(&self, wrong: &mut Vec<String>) -> Windows {
        let mut closings = Vec::new();
        for (length, closing) in &self.closes {
            let length: Option<Periodicity> = read("closes", length, wrong);
            let closing: Option<Closing> = read("closes", closing, wrong);
            closings.extend(length.zip(closing));
        }
        Windows::new(closings).unwrap_or_else(|faults| {
            wrong.extend(faults.iter().map(|fault| format!("closes: {fault}")));
            Windows::default()
        })
    }

    fn due_rules(&self, wrong: &mut Vec<String>) -> Option<DueRules> {
        let mut by_level = BTreeMap::new();
        for (level, rule) in self.due.iter().filter(|(level, _)| *level != "default") {
            let level: Option<Level> = read("due", level, wrong);
            by_level.extend(level.zip(read::<DueRule>("due", rule, wrong)));
        }
        let Some(default) = self.due.get("default") else {
            wrong.push("due: there is no `default` for the levels that are not named".to_owned());
            return None;
        };
        Some(DueRules { default: read("due", default, wrong)?, by_level })
    }
}

fn read<T: std::str::FromStr<Err: std::fmt::Display>>(
    place: &str,
    written: &str,
    wrong: &mut Vec<String>,
) -> Option<T> {
    written.parse().map_err(|refusal: T::Err| wrong.push(format!("{place}: {refusal}"))).ok()
}
