//! The business day. The demonstration has one of its own, which only moves forward; it is the day of the last act.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use banyan_core::words::{Day, Moment};

/// The site's business clock.
#[derive(Clone, Debug)]
pub struct Clock {
    latest: Arc<AtomicI64>,
    utc_offset_minutes: i32,
    /// The machine's time, where the business day is the real one.
    machine: Option<fn() -> Moment>,
}

impl Clock {
    /// The clock of the real day; an act never stands before the one before it all the same.
    pub fn real(machine: fn() -> Moment, utc_offset_minutes: i32) -> Clock {
        let latest = Arc::new(AtomicI64::new(machine().microseconds()));
        Clock { latest, utc_offset_minutes, machine: Some(machine) }
    }

    /// A clock that begins at a day, in a zone that lies `utc_offset_minutes` east of Greenwich.
    pub fn starting(day: Day, utc_offset_minutes: i32) -> Clock {
        let start = Moment::start_of(day, utc_offset_minutes).microseconds();
        Clock { latest: Arc::new(AtomicI64::new(start)), utc_offset_minutes, machine: None }
    }

    /// The business day.
    pub fn today(&self) -> Day {
        self.now().day(self.utc_offset_minutes)
    }

    /// The present moment of the business clock.
    pub fn now(&self) -> Moment {
        let latest = Moment::from_microseconds(self.latest.load(Ordering::Acquire));
        self.machine.map_or(latest, |machine| machine().max(latest))
    }

    /// Moves on to a moment; an earlier one changes nothing.
    pub fn advance(&self, to: Moment) {
        self.latest.fetch_max(to.microseconds(), Ordering::AcqRel);
    }

    /// The last moment of a day: what was known then.
    pub fn end_of(&self, day: Day) -> Moment {
        Moment::end_of(day, self.utc_offset_minutes)
    }

    /// The first moment of a day.
    pub fn start_of(&self, day: Day) -> Moment {
        Moment::start_of(day, self.utc_offset_minutes)
    }

    /// How far the site's clock is from UTC: `UTC`, `UTC+7`, `UTC−3:30`.
    pub fn zone(&self) -> String {
        let minutes = self.utc_offset_minutes.unsigned_abs();
        let sign = if self.utc_offset_minutes < 0 { '−' } else { '+' };
        match (minutes / 60, minutes % 60) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    /// How far its zone lies east of Greenwich.
    pub fn utc_offset_minutes(&self) -> i32 {
        self.utc_offset_minutes
    }

    /// The day in which a recorded moment lies.
    pub fn day_of(&self, moment: Moment) -> Day {
        moment.day(self.utc_offset_minutes)
    }
}
