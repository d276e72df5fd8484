//! The calendar of `content/vietnam`: its working days month by month, its days in lieu, its windows and due days.

use std::collections::BTreeMap;

use super::working::rules;
use super::{day, period};
use crate::calendar::{
    Calendar, CalendarDraft, DueRules, Entry, Kind, Period, Periodicity, SubstituteRule, Window,
    Windows, WorkingDays,
};
use crate::words::{Day, Language, Level, Text};

const CALENDAR: &str = include_str!("../../../../../content/vietnam/calendar/calendar.toml");
const DAYS: &str = include_str!("../../../../../content/vietnam/calendar/days.csv");
const WINDOWS: &str = include_str!("../../../../../content/vietnam/calendar/windows.toml");
/// Counted by the Python package `holidays` 0.109 (vacanza/holidays, MIT licence).
const WORKING_DAYS: &str = include_str!("working_days_by_month.csv");

fn string(value: &toml::Value) -> &str {
    value.as_str().unwrap()
}

fn text(table: &toml::Value) -> Text {
    let words = |language: Language| (language, string(&table["name"][language.tag()]).to_owned());
    Text::from_pairs(Language::ALL.map(words)).unwrap()
}

fn draft() -> CalendarDraft {
    let file: toml::Table = CALENDAR.parse().unwrap();
    let names: BTreeMap<&str, Text> = file["holiday"]
        .as_array()
        .unwrap()
        .iter()
        .map(|holiday| (string(&holiday["code"]), text(holiday)))
        .collect();
    let mut lines = csv::Reader::from_reader(DAYS.as_bytes());
    let entries = lines.records().map(|line| {
        let line = line.unwrap();
        let other = || day(&line[3]);
        let kind = match &line[1] {
            "holiday" => Kind::Holiday,
            "substitute" => Kind::Substitute { of: other() },
            "swap" => Kind::Swap { worked: other() },
            unknown => panic!("{unknown}"),
        };
        Entry {
            day: day(&line[0]),
            kind,
            name: names[&line[2]].clone(),
            source: line[4].to_owned(),
        }
    });
    let weekend = file["weekend"].as_array().unwrap();
    CalendarDraft {
        known: (day(string(&file["known_from"])), day(string(&file["known_to"]))),
        weekend: weekend.iter().map(|weekday| string(weekday).parse().unwrap()).collect(),
        entries: entries.collect(),
        substitute_rule: Some(SubstituteRule {
            name: text(&file["substitute"]),
            source: string(&file["substitute"]["source"]).to_owned(),
        }),
    }
}

pub(crate) fn calendar() -> Calendar {
    Calendar::new(draft()).unwrap()
}

pub(crate) fn windows() -> Windows {
    let file: toml::Table = WINDOWS.parse().unwrap();
    let closes = file["closes"].as_table().unwrap().iter();
    let closings =
        closes.map(|(length, closing)| (length.parse().unwrap(), string(closing).parse().unwrap()));
    Windows::new(closings).unwrap()
}

pub(crate) fn due_rules() -> DueRules {
    let file: toml::Table = WINDOWS.parse().unwrap();
    let due = file["due"].as_table().unwrap();
    let levels = due.iter().filter(|(level, _)| *level != "default");
    DueRules {
        default: string(&due["default"]).parse().unwrap(),
        by_level: levels
            .map(|(level, rule)| (level.parse().unwrap(), string(rule).parse().unwrap()))
            .collect(),
    }
}

#[test]
fn working_days_of_every_month_are_those_of_an_independent_count() {
    let calendar = calendar();
    let mut months =
        csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(WORKING_DAYS.as_bytes());
    let mut checked = 0;
    for line in months.records() {
        let line = line.unwrap();
        let (year, month) = (line[0].parse().unwrap(), line[1].parse().unwrap());
        let month = Period::numbered(year, Periodicity::Month, month).unwrap();
        let counted = calendar.working_days_between(month.first(), month.last());
        // 2027 is expected, not announced.
        let expected = WorkingDays { days: line[2].parse().unwrap(), assumed: year == 2027 };
        assert_eq!(counted, expected, "{month}");
        checked += 1;
    }
    assert_eq!(checked, 72);
}

#[test]
fn rule_for_days_in_lieu_gives_every_stated_one_and_no_other() {
    let mut without = draft();
    without.entries.retain(|entry| !matches!(entry.kind, Kind::Substitute { .. }));
    let stated = draft().entries.len();
    assert!(without.entries.len() < stated);
    let days = |calendar: &Calendar| -> Vec<(Day, Kind, Text)> {
        calendar.entries().map(|entry| (entry.day, entry.kind, entry.name.clone())).collect()
    };
    let (calendar, derived) = (calendar(), Calendar::new(without).unwrap());
    assert_eq!(days(&derived), days(&calendar));
    assert_eq!(calendar.entries().count(), stated);
}

#[test]
fn swapped_days_name_each_other() {
    let calendar = calendar();
    for (off, worked) in [
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ] {
        let (off, worked) = (day(off), day(worked));
        assert_eq!(calendar.standing(off).rule.key(), "swapped_off", "{off}");
        let rule = calendar.standing(worked).rule;
        assert_eq!((rule.key(), rule.entry().unwrap().day), ("swapped_in", off), "{worked}");
        assert_eq!(rule.entry().unwrap().kind, Kind::Swap { worked });
    }
}

#[test]
fn national_windows_run_from_the_fifteenth_to_the_fourteenth() {
    let windows = windows();
    let check = |of: &str, first: &str, last: &str| {
        let expected = Window { first: day(first), last: day(last) };
        assert_eq!(windows.window(period(of)), expected, "{of}");
    };
    check("2025-07", "2025-06-15", "2025-07-14");
    check("2025-Q3", "2025-06-15", "2025-09-14");
    check("2025-S1", "2024-12-15", "2025-06-14");
    check("2025-S2", "2025-06-15", "2025-12-14");
    check("2025", "2024-12-15", "2025-12-14");
    check("2025-W30", "2025-07-21", "2025-07-27");
}

fn check_due(of: &str, level: Level, due: &str, skipped: &[&str], assumed: bool) {
    let calendar = calendar();
    let moved = due_rules().due(level, windows().window(period(of)).last, &calendar);
    assert_eq!((moved.day, moved.assumed), (day(due), assumed), "{of}");
    assert_eq!(rules(&moved), skipped, "{of}");
}

#[test]
fn due_days_follow_level_and_holidays() {
    check_due("2025-07", Level::Commune, "2025-07-15", &[], false);
    check_due("2025-07", Level::Province, "2025-07-25", &[], false);
    check_due("2025-Q3", Level::Central, "2025-09-25", &[], false);
    // 25 April 2026 is a Saturday, the 26th the Kings' day, the 27th in its stead.
    check_due(
        "2026-04",
        Level::Province,
        "2026-04-28",
        &["2026-04-25 weekend", "2026-04-26 holiday", "2026-04-27 substitute"],
        false,
    );
    // 14 February 2026 is the Saturday before Lunar New Year.
    let nine = [
        "2026-02-15 weekend",
        "2026-02-16 holiday",
        "2026-02-17 holiday",
        "2026-02-18 holiday",
        "2026-02-19 holiday",
        "2026-02-20 holiday",
        "2026-02-21 weekend",
        "2026-02-22 weekend",
    ];
    check_due("2026-02", Level::Commune, "2026-02-23", &nine, false);
    check_due("2027-03", Level::Commune, "2027-03-15", &[], true);
}
