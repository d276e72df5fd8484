//! Due, soon, late: what a deadline says at a moment.

use super::world::day;
use crate::calendar::Window;
use crate::report::{Deadline, Part, Standing, State, Timing};
use crate::words::Moment;

const HOUR: i64 = 60 * 60 * 1_000_000;
/// Hà Nội.
const OFFSET: i32 = 420;

fn deadline(grace_hours: u16) -> Deadline {
    let window = Window { first: day("2025-06-15"), last: day("2025-07-14") };
    let due = day("2025-07-17");
    Deadline { window, due, grace_hours, offset_minutes: OFFSET, soon_days: 3 }
}

/// A moment of a day by the clock in Hà Nội.
fn at(written: &str, hour: i64) -> Moment {
    Moment::start_of(day(written), OFFSET).plus(hour * HOUR)
}

fn waiting(now: Moment) -> Standing {
    deadline(24).standing(State::Open, None, now)
}

#[test]
fn both_days_are_counted_down() {
    let check = |on: &str, closes: Option<u32>, timing: Timing| {
        let standing = waiting(at(on, 12));
        assert_eq!((standing.closes_in_days, standing.timing), (closes, timing), "{on}");
    };
    check("2025-06-14", Some(30), Timing::Ahead);
    check("2025-06-15", Some(29), Timing::Due { days: 32 });
    check("2025-07-13", Some(1), Timing::Due { days: 4 });
    // Closes today, and is due soon.
    check("2025-07-14", Some(0), Timing::Soon { days: 3 });
    check("2025-07-15", None, Timing::Soon { days: 2 });
    check("2025-07-17", None, Timing::Soon { days: 0 });
    check("2025-07-20", None, Timing::Late { days: 3 });
}

#[test]
fn grace_runs_from_the_end_of_the_due_day_in_the_country() {
    let until = at("2025-07-18", 24).plus(-1);
    assert_eq!(waiting(at("2025-07-17", 24).plus(-1)).timing, Timing::Soon { days: 0 });
    assert_eq!(waiting(at("2025-07-17", 24)).timing, Timing::Grace { until });
    assert_eq!(waiting(until).timing, Timing::Grace { until });
    assert_eq!(waiting(at("2025-07-18", 24)).timing, Timing::Late { days: 2 });
    let strict = deadline(0).standing(State::Open, None, at("2025-07-17", 24));
    assert_eq!(strict.timing, Timing::Late { days: 1 });
}

#[test]
fn arrival_decides_and_what_came_back_keeps_its_first() {
    let now = at("2025-09-01", 0);
    let of =
        |state: State, arrived: Moment| deadline(24).standing(state, Some(arrived), now).timing;
    for state in [State::Submitted, State::Returned, State::Accepted] {
        assert_eq!(of(state, at("2025-07-02", 9)), Timing::InTime);
        assert_eq!(of(state, at("2025-07-18", 23)), Timing::InTime, "within the grace");
        assert_eq!(of(state, at("2025-07-18", 24)), Timing::ArrivedLate { days: 2 });
    }
    assert_eq!(deadline(24).late_days(at("2025-07-18", 24).plus(-1)), 0, "to the last moment");
    assert_eq!(deadline(0).late_days(at("2025-07-18", 1)), 1);
}

#[test]
fn words_are_read_as_they_are_printed() {
    for state in State::ALL {
        assert_eq!(state.to_string().parse(), Ok(state));
    }
    let days = Window { first: day("2025-06-15"), last: day("2025-06-30") };
    for (part, written) in [(Part::Whole, "whole"), (Part::Days(days), "2025-06-15_2025-06-30")] {
        assert_eq!((part.to_string().as_str(), written.parse()), (written, Ok(part)));
    }
    assert!("draft".parse::<State>().is_err() && "half".parse::<Part>().is_err());
    assert!("2025-06-30_2025-06-15".parse::<Part>().is_err());
}
