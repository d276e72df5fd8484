//! Due days: counted, of the month, moved, by level.

use std::collections::BTreeMap;
use std::num::NonZeroU8;

use proptest::prelude::*;

use super::working::{calendar, rules};
use super::{any_day, day};
use crate::calendar::{Due, DueRule, DueRules, MonthDay, Toward};
use crate::words::Level;

fn check(rule: &str, closing: &str, due: &str, skipped: &[&str]) {
    let rule: DueRule = rule.parse().unwrap();
    let calendar = calendar();
    let moved = rule.due(day(closing), &calendar);
    assert_eq!(moved.day, day(due), "{rule} after {closing}");
    assert_eq!(rules(&moved), skipped, "{rule} after {closing}");
}

// The calendar of the tests: holidays Wednesday 1 and Saturday 11 January 2025 with Monday 13 in its stead; Friday 3 is off and
// Saturday 4 worked for it.
#[test]
fn due_day_is_counted_from_the_closing_day() {
    check("1 day", "2025-01-10", "2025-01-11", &[]);
    check("30 days", "2025-01-31", "2025-03-02", &[]);
    check("1 working day", "2025-01-15", "2025-01-16", &[]);
    check(
        "2 working days",
        "2025-01-09",
        "2025-01-14",
        &["2025-01-11 holiday", "2025-01-12 weekend", "2025-01-13 substitute"],
    );
}

#[test]
fn due_day_of_a_month_is_the_first_behind_the_closing_day() {
    check("day 20", "2025-01-14", "2025-01-20", &[]);
    check("day 5", "2025-01-14", "2025-02-05", &[]);
    check("day 14", "2025-01-14", "2025-02-14", &[]);
    check("day 31", "2025-01-31", "2025-02-28", &[]);
    check("day 31", "2025-02-28", "2025-03-31", &[]);
    check("day 25", "2024-12-31", "2025-01-25", &[]);
}

#[test]
fn due_day_that_is_off_moves_the_way_that_is_named() {
    let three = ["2025-01-11 holiday", "2025-01-12 weekend", "2025-01-13 substitute"];
    check("1 day, else the next working day", "2025-01-10", "2025-01-14", &three);
    check(
        "day 12, else the working day before",
        "2025-01-06",
        "2025-01-10",
        &["2025-01-12 weekend", "2025-01-11 holiday"],
    );
    check("day 16, else the next working day", "2025-01-10", "2025-01-16", &[]);
    // The working day before would be the closing day itself.
    check("1 day, else the working day before", "2025-01-10", "2025-01-14", &three);
}

#[test]
fn level_without_a_rule_of_its_own_takes_that_of_all() {
    let rule = |written: &str| written.parse::<DueRule>().unwrap();
    let rules = DueRules {
        default: rule("1 working day"),
        by_level: BTreeMap::from([(Level::Province, rule("day 25"))]),
    };
    let calendar = calendar();
    let due = |level| rules.due(level, day("2025-01-14"), &calendar).day;
    assert_eq!(due(Level::Commune), day("2025-01-15"));
    assert_eq!(due(Level::Province), day("2025-01-25"));
}

#[test]
fn due_day_beyond_what_is_known_says_so_when_it_asked() {
    let calendar = calendar();
    let assumed = |written: &str| {
        written.parse::<DueRule>().unwrap().due(day("2026-03-10"), &calendar).assumed
    };
    assert!(assumed("1 working day"));
    assert!(assumed("day 25, else the next working day"));
    assert!(!assumed("day 25"));
}

#[test]
fn other_spellings_of_a_due_rule_are_refused() {
    for written in [
        "",
        "0 days",
        "1 days",
        "2 day",
        "5",
        "05 days",
        "256 days",
        "1 working days",
        "3 working day",
        "day 0",
        "day 32",
        "3 working days, else the next working day",
        "5 days, else",
        "5 days , else the next working day",
    ] {
        let refusal = written.parse::<DueRule>().unwrap_err();
        assert!(refusal.to_string().contains("`3 working days`"), "{refusal}");
    }
}

fn any_rule() -> impl Strategy<Value = DueRule> {
    let count = || (1_u8..=255).prop_map(|days| NonZeroU8::new(days).unwrap());
    let of_month = (1_i8..=31).prop_map(|day| Due::OfMonth(MonthDay::new(day).unwrap()));
    let due = prop_oneof![count().prop_map(Due::Days), of_month];
    let off = proptest::sample::select(vec![None, Some(Toward::Earlier), Some(Toward::Later)]);
    let civil = (due, off).prop_map(|(due, off)| DueRule::Civil { due, off });
    prop_oneof![count().prop_map(DueRule::WorkingDays), civil]
}

proptest! {
    #[test]
    fn due_rule_is_read_as_it_is_printed(rule in any_rule()) {
        prop_assert_eq!(rule.to_string().parse(), Ok(rule));
    }

    #[test]
    fn nothing_is_due_before_the_day_after_closing(rule in any_rule(), closing in any_day(), around in 0_i32..60) {
        let calendar = calendar();
        for closing in [closing, day("2024-12-20").plus_days(around)] {
            let moved = rule.due(closing, &calendar);
            prop_assert!(moved.day > closing);
            let civil = matches!(rule, DueRule::Civil { off: None, .. });
            prop_assert!(civil || calendar.standing(moved.day).rule.works());
        }
    }
}
