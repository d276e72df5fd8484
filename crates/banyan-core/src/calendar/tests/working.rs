//! Working days of a small calendar: the rule of each day, moves, counts, faults, days in lieu.

use proptest::prelude::*;

use super::{any_day, day};
use crate::calendar::{
    Calendar, CalendarDraft, CalendarFault, Entry, Kind, Moved, SubstituteRule, Toward, WorkingDays,
};
use crate::words::{Language, Text, Weekday};

fn entry(on: &str, kind: Kind, name: &str) -> Entry {
    let name = Text::in_one(Language::English, name);
    Entry { day: day(on), kind, name, source: "a list".to_owned() }
}

fn substitute_rule() -> SubstituteRule {
    let name = Text::in_one(Language::English, "day in lieu");
    SubstituteRule { name, source: "a law".to_owned() }
}

/// Known for 2025: Wednesday 1 and Saturday 11 January are holidays, Monday 13 is off for the second; Friday 3 is off and
/// Saturday 4 worked for it.
fn draft() -> CalendarDraft {
    CalendarDraft {
        known: (day("2025-01-01"), day("2025-12-31")),
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        entries: vec![
            entry("2025-01-01", Kind::Holiday, "New Year"),
            entry("2025-01-03", Kind::Swap { worked: day("2025-01-04") }, "long weekend"),
            entry("2025-01-11", Kind::Holiday, "Founding"),
            entry("2025-01-13", Kind::Substitute { of: day("2025-01-11") }, "Founding"),
        ],
        substitute_rule: None,
    }
}

pub(super) fn calendar() -> Calendar {
    Calendar::new(draft()).unwrap()
}

/// The days that were passed over, each with the key of its rule.
pub(super) fn rules(moved: &Moved<'_>) -> Vec<String> {
    moved.skipped.iter().map(|(day, rule)| format!("{day} {}", rule.key())).collect()
}

fn check_standing(on: &str, works: bool, rule: &str, named: Option<&str>) {
    let calendar = calendar();
    let standing = calendar.standing(day(on));
    assert_eq!((standing.rule.key(), standing.rule.works()), (rule, works), "{on}");
    let name = standing.rule.entry().map(|entry| entry.name.in_language(Language::English).1);
    assert_eq!(name, named, "{on}");
}

#[test]
fn every_day_names_its_rule() {
    check_standing("2025-01-01", false, "holiday", Some("New Year"));
    check_standing("2025-01-02", true, "weekday", None);
    check_standing("2025-01-03", false, "swapped_off", Some("long weekend"));
    check_standing("2025-01-04", true, "swapped_in", Some("long weekend"));
    check_standing("2025-01-05", false, "weekend", None);
    check_standing("2025-01-11", false, "holiday", Some("Founding"));
    check_standing("2025-01-13", false, "substitute", Some("Founding"));
}

#[test]
fn year_that_is_not_known_is_answered_as_assumed() {
    let calendar = calendar();
    let assumed = |on: &str| calendar.standing(day(on)).assumed;
    assert!(!assumed("2025-01-01") && !assumed("2025-12-31"));
    assert!(assumed("2024-12-31") && assumed("2026-01-01"));
    assert!(!calendar.standing(day("2026-01-03")).rule.works(), "a Saturday is off all the same");
    let over = calendar.working_days_between(day("2025-12-29"), day("2026-01-02"));
    assert_eq!(over, WorkingDays { days: 5, assumed: true });
    // Not known, but stated.
    let mut later = draft();
    later.entries.push(entry("2026-01-01", Kind::Holiday, "New Year"));
    let later = Calendar::new(later).unwrap();
    let stated = later.standing(day("2026-01-01"));
    assert!(!stated.rule.works() && stated.assumed);
}

fn check_shift(from: &str, toward: Toward, to: &str, skipped: &[&str]) {
    let calendar = calendar();
    let moved = calendar.shift(day(from), toward);
    assert_eq!((moved.from, moved.day), (day(from), day(to)), "{from}");
    assert_eq!(rules(&moved), skipped, "{from}");
}

#[test]
fn day_off_is_shifted_with_the_rule_of_each_day_passed_over() {
    check_shift("2025-01-02", Toward::Later, "2025-01-02", &[]);
    check_shift("2025-01-03", Toward::Later, "2025-01-04", &["2025-01-03 swapped_off"]);
    check_shift("2025-01-05", Toward::Earlier, "2025-01-04", &["2025-01-05 weekend"]);
    check_shift(
        "2025-01-11",
        Toward::Later,
        "2025-01-14",
        &["2025-01-11 holiday", "2025-01-12 weekend", "2025-01-13 substitute"],
    );
    check_shift(
        "2025-01-13",
        Toward::Earlier,
        "2025-01-10",
        &["2025-01-13 substitute", "2025-01-12 weekend", "2025-01-11 holiday"],
    );
    let calendar = calendar();
    assert!(calendar.shift(day("2025-01-01"), Toward::Earlier).assumed, "2024 was looked at");
    assert!(!calendar.shift(day("2025-01-01"), Toward::Later).assumed);
}

#[test]
fn days_end_with_what_can_be_written() {
    let last = day("9999-12-31");
    let mut draft = draft();
    let calendar = calendar();
    assert_eq!(calendar.add_working_days(last, 3).day, last);
    assert_eq!(calendar.working_days_between(last, last).days, 1);
    draft.entries.push(entry("9999-12-31", Kind::Holiday, "the last"));
    assert_eq!(Calendar::new(draft).unwrap().shift(last, Toward::Later).day, last);
}

#[test]
fn everything_wrong_is_listed() {
    let mut draft = draft();
    draft.known = (day("2025-12-31"), day("2025-01-01"));
    draft.entries = vec![
        entry("2025-01-01", Kind::Holiday, "New Year"),
        entry("2025-01-01", Kind::Holiday, "New Year"),
        entry("2025-01-06", Kind::Substitute { of: day("2025-01-05") }, "nothing"),
        entry("2025-01-11", Kind::Swap { worked: day("2025-01-10") }, "both wrong"),
        entry("2025-01-07", Kind::Swap { worked: day("2025-01-11") }, "worked twice"),
    ];
    assert_eq!(
        Calendar::new(draft.clone()),
        Err(vec![
            CalendarFault::KnownBackwards { first: day("2025-12-31"), last: day("2025-01-01") },
            CalendarFault::Twice(day("2025-01-01")),
            CalendarFault::NoHoliday { day: day("2025-01-06"), of: day("2025-01-05") },
            CalendarFault::WorkedAlready { worked: day("2025-01-10"), day: day("2025-01-11") },
            CalendarFault::OffAlready(day("2025-01-11")),
            CalendarFault::Twice(day("2025-01-11")),
        ])
    );
    draft.weekend = Weekday::ALL.to_vec();
    assert!(draft.faults().contains(&CalendarFault::NoWorkday));
}

#[test]
fn holiday_on_a_weekly_day_off_gives_the_next_working_day_off() {
    let mut draft = draft();
    draft.substitute_rule = Some(substitute_rule());
    assert_eq!(
        Calendar::new(draft.clone()).unwrap().entries().count(),
        4,
        "the day in lieu is stated already"
    );
    draft.entries = vec![
        entry("2025-01-04", Kind::Holiday, "Saturday"),
        entry("2025-01-05", Kind::Holiday, "Sunday"),
        entry("2025-01-06", Kind::Holiday, "Monday"),
        entry("2025-01-08", Kind::Swap { worked: day("2025-01-11") }, "long weekend"),
        entry("2025-01-12", Kind::Holiday, "another Sunday"),
    ];
    let calendar = Calendar::new(draft.clone()).unwrap();
    let given: Vec<&Entry> = calendar.entries().filter(|entry| entry.source == "a law").collect();
    let days: Vec<String> = given.iter().map(|entry| entry.day.to_string()).collect();
    assert_eq!(days, ["2025-01-07", "2025-01-09", "2025-01-13"]);
    assert_eq!(given[1].kind, Kind::Substitute { of: day("2025-01-05") });
    assert_eq!(given[1].name.in_language(Language::English).1, "Sunday");
    draft.substitute_rule = None;
    assert!(Calendar::new(draft).unwrap().standing(day("2025-01-07")).rule.works());
}

#[test]
fn day_that_is_worked_for_another_is_not_given_off_again() {
    let mut draft = draft();
    draft.substitute_rule = Some(substitute_rule());
    draft.weekend = vec![Weekday::Friday, Weekday::Saturday];
    draft.entries = vec![
        entry("2025-01-10", Kind::Holiday, "Friday"),
        entry("2025-01-08", Kind::Swap { worked: day("2025-01-11") }, "long weekend"),
    ];
    let calendar = Calendar::new(draft).unwrap();
    assert_eq!(calendar.standing(day("2025-01-11")).rule.key(), "swapped_in");
    assert_eq!(calendar.standing(day("2025-01-12")).rule.key(), "substitute");
}

proptest! {
    #[test]
    fn added_working_days_are_those_that_are_counted(start in any_day(), around in 0_i32..40, days in 1_i16..60) {
        let calendar = calendar();
        for from in [start, day("2024-12-20").plus_days(around)] {
            let later = calendar.add_working_days(from, days).day;
            prop_assert!(calendar.standing(later).rule.works());
            let counted = calendar.working_days_between(from.next(), later).days;
            prop_assert_eq!(counted, u32::try_from(days).unwrap());
            let earlier = calendar.add_working_days(from, -days).day;
            prop_assert!(calendar.standing(earlier).rule.works());
            let counted = calendar.working_days_between(earlier, from.previous()).days;
            prop_assert_eq!(counted, u32::try_from(days).unwrap());
        }
        prop_assert_eq!(calendar.add_working_days(start, 0).day, start);
    }

    #[test]
    fn moved_day_is_the_nearest_that_is_worked(around in 0_i32..40) {
        let (calendar, from) = (calendar(), day("2024-12-20").plus_days(around));
        let moved = calendar.shift(from, Toward::Later);
        prop_assert!(calendar.standing(moved.day).rule.works());
        prop_assert!(moved.skipped.iter().all(|(_, rule)| !rule.works()));
        let passed = (0..from.days_until(moved.day)).map(|days| from.plus_days(days));
        prop_assert!(passed.eq(moved.skipped.iter().map(|(day, _)| *day)));
    }
}
