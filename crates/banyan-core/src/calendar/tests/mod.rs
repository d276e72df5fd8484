//! Laws of periods, windows, due days and working days, and of the calendar that `content/vietnam` brings.

pub(crate) mod content;
mod due;
mod periods;
mod windows;
mod working;

use proptest::prelude::*;

use super::{Period, Periodicity};
use crate::words::Day;

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn period(written: &str) -> Period {
    written.parse().unwrap()
}

/// A day of the years that have periods.
fn any_day() -> impl Strategy<Value = Day> {
    let first = day("1900-01-01");
    (0..first.days_until(day("2200-12-31"))).prop_map(move |days| first.plus_days(days))
}

fn any_periodicity() -> impl Strategy<Value = Periodicity> {
    proptest::sample::select(&Periodicity::ALL)
}

/// A period that has one before it and one behind it.
fn any_period() -> impl Strategy<Value = Period> {
    let inner = (any_day(), any_periodicity());
    inner.prop_filter_map("the first or the last", |(day, periodicity)| {
        let period = Period::containing(day, periodicity)?;
        period.previous().and(period.next()).map(|_| period)
    })
}
