//! Spelling, succession and enclosure of periods.

use proptest::prelude::*;

use super::{any_day, any_period, any_periodicity, day, period};
use crate::calendar::{Period, PeriodError, Periodicity};
use crate::words::Day;

fn check_days(written: &str, periodicity: Periodicity, first: &str, last: &str) {
    let period = period(written);
    assert_eq!(period.to_string(), written);
    assert_eq!(period.periodicity(), periodicity, "{written}");
    assert_eq!((period.first(), period.last()), (day(first), day(last)), "{written}");
}

#[test]
fn periods_have_their_days() {
    check_days("2025", Periodicity::Year, "2025-01-01", "2025-12-31");
    check_days("2025-S1", Periodicity::HalfYear, "2025-01-01", "2025-06-30");
    check_days("2025-S2", Periodicity::HalfYear, "2025-07-01", "2025-12-31");
    check_days("2025-Q3", Periodicity::Quarter, "2025-07-01", "2025-09-30");
    check_days("2024-02", Periodicity::Month, "2024-02-01", "2024-02-29");
    check_days("2025-12", Periodicity::Month, "2025-12-01", "2025-12-31");
    check_days("2025-W30", Periodicity::Week, "2025-07-21", "2025-07-27");
    check_days("2025-W01", Periodicity::Week, "2024-12-30", "2025-01-05");
    check_days("2026-W53", Periodicity::Week, "2026-12-28", "2027-01-03");
    check_days("2027-W01", Periodicity::Week, "2027-01-04", "2027-01-10");
    check_days("2025-07-15", Periodicity::Day, "2025-07-15", "2025-07-15");
    check_days("1900-W01", Periodicity::Week, "1900-01-01", "1900-01-07");
}

fn check_refused(written: &str, expected: &PeriodError) {
    assert_eq!(written.parse::<Period>().as_ref(), Err(expected));
}

#[test]
fn other_spellings_are_refused() {
    for written in [
        "",
        "25",
        "2025-",
        "2025-7",
        "2025-007",
        "2025-s1",
        "2025-S01",
        "2025-W3",
        "2025W30",
        "2025-W030",
        "2025-07-1",
        "2025-07-15-",
        "2025-07-15 ",
        " 2025",
        "+025",
        "20250715",
        "2025/07",
        "2025-W30-1",
        "2025-S",
        "2025-é",
        "٢٠٢٥",
        "12025",
        "2025-+7",
        "2025--7",
    ] {
        check_refused(written, &PeriodError::Shape(written.to_owned()));
    }
}

#[test]
fn periods_that_do_not_exist_are_refused_with_the_last_there_is() {
    let no_such = |written: &str, periodicity, last| {
        check_refused(
            written,
            &PeriodError::NoSuch { written: written.to_owned(), periodicity, last },
        );
    };
    no_such("2025-S0", Periodicity::HalfYear, 2);
    no_such("2025-S3", Periodicity::HalfYear, 2);
    no_such("2025-Q5", Periodicity::Quarter, 4);
    no_such("2025-00", Periodicity::Month, 12);
    no_such("2025-13", Periodicity::Month, 12);
    no_such("2025-99-01", Periodicity::Month, 12);
    no_such("2025-W00", Periodicity::Week, 52);
    no_such("2025-W53", Periodicity::Week, 52);
    no_such("2026-W54", Periodicity::Week, 53);
    no_such("2025-02-29", Periodicity::Day, 28);
    no_such("2024-02-30", Periodicity::Day, 29);
    for written in ["1899", "2201", "0000", "9999-12-31", "1899-W52"] {
        check_refused(written, &PeriodError::Year(written.to_owned()));
    }
    let refusal = "2025-W53".parse::<Period>().unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "`2025-W53` is no period; the weeks of that year run from 1 to 52"
    );
}

#[test]
fn years_end_where_they_are_no_longer_kept() {
    for periodicity in Periodicity::ALL {
        let first = Period::containing(day("1900-01-01"), periodicity).unwrap();
        assert_eq!(first.previous(), None, "{periodicity}");
        assert_eq!(first.first(), day("1900-01-01"), "{periodicity}");
        assert_eq!(Period::containing(day("1899-12-31"), periodicity), None, "{periodicity}");
        let last = Period::enumerate(periodicity, day("2200-12-01"), day("9999-12-31")).last();
        assert_eq!(last.unwrap().next(), None, "{periodicity}");
        let before = Period::enumerate(periodicity, day("1800-01-01"), day("1900-01-01"));
        assert_eq!(before.collect::<Vec<_>>(), [first], "{periodicity}");
    }
}

#[test]
fn week_is_counted_in_the_year_of_its_number_and_in_no_month() {
    let week = period("2025-W01");
    assert_eq!(week.enclosing(Periodicity::Year), Some(period("2025")));
    assert!(!period("2024").encloses(&week));
    for periodicity in [Periodicity::HalfYear, Periodicity::Quarter, Periodicity::Month] {
        assert_eq!(period("2025-W30").enclosing(periodicity), None);
        assert_eq!(
            Period::containing(day("2025-07-21"), periodicity)
                .unwrap()
                .parts(Periodicity::Week)
                .count(),
            0
        );
    }
    assert_eq!(period("2027-01-03").enclosing(Periodicity::Week), Some(period("2026-W53")));
}

#[test]
fn parts_are_listed_in_order() {
    let names = |whole: &str, part| -> Vec<String> {
        period(whole).parts(part).map(|part| part.to_string()).collect()
    };
    assert_eq!(names("2025", Periodicity::HalfYear), ["2025-S1", "2025-S2"]);
    assert_eq!(names("2025-S2", Periodicity::Quarter), ["2025-Q3", "2025-Q4"]);
    assert_eq!(names("2025-Q1", Periodicity::Month), ["2025-01", "2025-02", "2025-03"]);
    assert_eq!(names("2025-Q1", Periodicity::Quarter), ["2025-Q1"]);
    assert_eq!(names("2025-Q1", Periodicity::Year), [""; 0]);
    assert_eq!(names("2024", Periodicity::Day).len(), 366);
    assert_eq!(names("2025", Periodicity::Week).len(), 52);
    assert_eq!(names("2026", Periodicity::Week).len(), 53);
}

#[test]
fn periods_stand_in_the_order_of_their_days_the_longest_first() {
    let mut periods =
        ["2025-01-01", "2025-W02", "2025-01", "2024-12", "2025-Q1", "2025", "2025-S1"].map(period);
    periods.sort();
    let ordered = ["2024-12", "2025", "2025-S1", "2025-Q1", "2025-01", "2025-01-01", "2025-W02"];
    assert_eq!(periods.map(|period| period.to_string()), ordered);
}

#[test]
fn periodicities_are_read_by_their_keys() {
    for periodicity in Periodicity::ALL {
        assert_eq!(periodicity.key().parse(), Ok(periodicity));
    }
    assert!("Month".parse::<Periodicity>().is_err());
}

/// The slow way: the first week of a year is the one with its first Thursday, 1 to 7 January; count on from there.
fn monday_of_week(year: i16, week: i32) -> Day {
    let thursday = (1..=7).filter_map(|date| Day::new(year, 1, date)).find(|thursday| {
        // 1 January 1970 was a Thursday.
        day("1970-01-01").days_until(*thursday).rem_euclid(7) == 0
    });
    thursday.unwrap().plus_days(7 * (week - 1) - 3)
}

#[test]
fn weeks_of_every_year_are_those_of_iso_8601() {
    for year in Period::YEAR_MIN..Period::YEAR_MAX {
        let weeks: Vec<Period> = period(&year.to_string()).parts(Periodicity::Week).collect();
        let counted = monday_of_week(year, 1).days_until(monday_of_week(year + 1, 1)) / 7;
        assert_eq!(weeks.len(), usize::try_from(counted).unwrap(), "{year}");
        for (number, week) in (1..).zip(weeks) {
            assert_eq!(week.first(), monday_of_week(year, number), "{week}");
            assert_eq!(week.to_string(), format!("{year}-W{number:02}"));
        }
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_itself(period in any_period()) {
        prop_assert_eq!(period.to_string().parse(), Ok(period));
    }

    #[test]
    fn what_is_read_is_printed_as_written(written in "[12][0-9]{3}(-[SQW]?[0-9]{1,2}(-[0-9]{2})?)?|[-0-9SQW]{0,11}") {
        if let Ok(period) = written.parse::<Period>() {
            prop_assert_eq!(period.to_string(), written);
        }
    }

    #[test]
    fn next_and_previous_undo_each_other_and_leave_no_day_out(period in any_period()) {
        let (next, previous) = (period.next().unwrap(), period.previous().unwrap());
        prop_assert_eq!(next.previous(), Some(period));
        prop_assert_eq!(previous.next(), Some(period));
        prop_assert_eq!(period.last().next(), next.first());
        prop_assert!(previous < period && period < next);
        prop_assert!(period.first() <= period.last());
    }

    #[test]
    fn number_and_year_name_the_period(period in any_period()) {
        let named = Period::numbered(period.year(), period.periodicity(), period.number());
        match period.periodicity() {
            Periodicity::Year | Periodicity::Day => prop_assert_eq!(named, None),
            _ => prop_assert_eq!(named, Some(period)),
        }
    }

    #[test]
    fn enumeration_tiles_the_days(first in any_day(), days in 0_i32..800, periodicity in any_periodicity()) {
        let last = first.plus_days(days).min(day("2200-12-28"));
        prop_assume!(first <= last);
        let periods: Vec<Period> = Period::enumerate(periodicity, first, last).collect();
        let (start, end) = (periods.first().unwrap(), periods.last().unwrap());
        prop_assert!(start.first() <= first && first <= start.last());
        prop_assert!(end.first() <= last && last <= end.last());
        for pair in periods.windows(2) {
            prop_assert_eq!(pair[0].last().next(), pair[1].first());
        }
    }

    #[test]
    fn nothing_is_enumerated_backwards(first in any_day(), days in 1_i32..800, periodicity in any_periodicity()) {
        prop_assert_eq!(Period::enumerate(periodicity, first, first.plus_days(-days)).count(), 0);
    }

    #[test]
    fn every_part_is_enclosed_by_its_whole_and_listed_by_it(part in any_period(), periodicity in any_periodicity()) {
        let Some(whole) = part.enclosing(periodicity) else {
            let weekly = part.periodicity() == Periodicity::Week;
            prop_assert!(periodicity > part.periodicity() || (weekly && periodicity > Periodicity::Year));
            return Ok(());
        };
        prop_assert!(whole.encloses(&part));
        prop_assert_eq!(whole.parts(part.periodicity()).filter(|own| *own == part).count(), 1);
        if part.periodicity() != Periodicity::Week {
            prop_assert!(whole.first() <= part.first() && part.last() <= whole.last());
        }
    }

    #[test]
    fn parts_make_the_whole(whole in any_period(), periodicity in any_periodicity()) {
        let parts: Vec<Period> = whole.parts(periodicity).collect();
        prop_assert!(parts.iter().all(|part| part.enclosing(whole.periodicity()) == Some(whole)));
        let weeks = periodicity == Periodicity::Week && whole.periodicity() != Periodicity::Week;
        if periodicity >= whole.periodicity() && !weeks {
            prop_assert_eq!(parts.first().unwrap().first(), whole.first());
            prop_assert_eq!(parts.last().unwrap().last(), whole.last());
            for pair in parts.windows(2) {
                prop_assert_eq!(pair[0].last().next(), pair[1].first());
            }
        }
    }
}
