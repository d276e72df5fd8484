//! Data windows: the dates of the national rule, short months, successive windows.

use std::num::NonZeroU8;

use proptest::prelude::*;

use super::{any_period, day, period};
use crate::calendar::{Closing, MonthDay, Periodicity, Window, Windows, WindowsError};

fn check(closing: &str, of: &str, first: &str, last: &str) {
    let closing: Closing = closing.parse().unwrap();
    let expected = Window { first: day(first), last: day(last) };
    assert_eq!(closing.window(period(of)), Some(expected), "{of} closing on {closing}");
}

#[test]
fn windows_under_the_fourteenth_cross_month_and_year() {
    check("day 14", "2025-07", "2025-06-15", "2025-07-14");
    check("day 14", "2025-01", "2024-12-15", "2025-01-14");
    check("day 14", "2025-Q1", "2024-12-15", "2025-03-14");
    check("day 14", "2025-Q3", "2025-06-15", "2025-09-14");
    check("day 14", "2025-S1", "2024-12-15", "2025-06-14");
    check("day 14", "2025-S2", "2025-06-15", "2025-12-14");
    check("day 14", "2025", "2024-12-15", "2025-12-14");
    check("day 14", "1900", "1899-12-15", "1900-12-14");
}

#[test]
fn plain_windows_are_the_periods() {
    for of in ["2024-02", "2025-Q4", "2025", "2025-W01", "2025-07-15"] {
        let own = period(of);
        check("last day", of, &own.first().to_string(), &own.last().to_string());
    }
    check("day 31", "2025-02", "2025-02-01", "2025-02-28");
    check("day 31", "2025-Q2", "2025-04-01", "2025-06-30");
}

#[test]
fn short_month_closes_on_its_last_day() {
    check("day 30", "2025-02", "2025-01-31", "2025-02-28");
    check("day 30", "2025-03", "2025-03-01", "2025-03-30");
    check("day 29", "2024-02", "2024-01-30", "2024-02-29");
    check("day 29", "2025-03", "2025-03-01", "2025-03-29");
}

#[test]
fn week_may_close_on_thursday() {
    check("3 days before the last", "2025-W01", "2024-12-27", "2025-01-02");
    check("1 day before the last", "2025-07", "2025-06-30", "2025-07-30");
}

#[test]
fn day_of_the_month_and_of_other_windows_are_told_apart() {
    let window = Window { first: day("2025-06-15"), last: day("2025-07-14") };
    assert!(window.contains(day("2025-06-15")) && window.contains(day("2025-07-14")));
    assert!(!window.contains(day("2025-06-14")) && !window.contains(day("2025-07-15")));
}

#[test]
fn closings_that_a_length_cannot_have_are_all_listed() {
    let closing = |written: &str| written.parse::<Closing>().unwrap();
    let unfit =
        |periodicity, written| WindowsError::Unfit { periodicity, closing: closing(written) };
    let found = Windows::new([
        (Periodicity::Week, closing("day 14")),
        (Periodicity::Month, closing("day 14")),
        (Periodicity::Month, closing("27 days before the last")),
        (Periodicity::Day, closing("1 day before the last")),
        (Periodicity::Quarter, closing("90 days before the last")),
    ]);
    assert_eq!(
        found,
        Err(vec![
            unfit(Periodicity::Week, "day 14"),
            WindowsError::Twice(Periodicity::Month),
            unfit(Periodicity::Day, "1 day before the last"),
            unfit(Periodicity::Quarter, "90 days before the last"),
        ])
    );
    assert_eq!(closing("day 14").window(period("2025-W30")), None);
}

#[test]
fn length_without_a_closing_closes_on_its_last_day() {
    let windows = Windows::new([(Periodicity::Month, "day 14".parse().unwrap())]).unwrap();
    assert_eq!(windows.window(period("2025-07")).last, day("2025-07-14"));
    assert_eq!(windows.window(period("2025-W30")).last, day("2025-07-27"));
    assert_eq!(windows.closing(Periodicity::Year), Closing::LastDay);
}

#[test]
fn other_spellings_of_a_closing_are_refused() {
    for written in [
        "",
        "day 0",
        "day 32",
        "day 014",
        "day +4",
        "Day 14",
        "14",
        "day 14 ",
        "last",
        "0 days before the last",
        "1 days before the last",
        "2 day before the last",
        "256 days before the last",
        "3 days before",
    ] {
        assert!(written.parse::<Closing>().is_err(), "{written}");
    }
}

fn any_closing() -> impl Strategy<Value = Closing> {
    let of_month = (1_i8..=31).prop_map(|day| Closing::OfMonth(MonthDay::new(day).unwrap()));
    let before = (1_u8..=255).prop_map(|days| Closing::DaysBefore(NonZeroU8::new(days).unwrap()));
    prop_oneof![Just(Closing::LastDay), of_month, before]
}

proptest! {
    #[test]
    fn closing_is_read_as_it_is_printed(closing in any_closing()) {
        prop_assert_eq!(closing.to_string().parse(), Ok(closing));
    }

    #[test]
    fn windows_of_successive_periods_tile(closing in any_closing(), period in any_period()) {
        let Some(window) = closing.window(period) else {
            prop_assert!(!closing.fits(period.periodicity()));
            return Ok(());
        };
        let next = closing.window(period.next().unwrap()).unwrap();
        prop_assert!(window.first <= window.last);
        prop_assert_eq!(window.last.next(), next.first);
        // Closed within the period, so the window never lies wholly before it.
        prop_assert!(period.first() <= window.last && window.last <= period.last());
    }
}
