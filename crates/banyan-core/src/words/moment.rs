//! A recorded minute: when an act happened by the clock of the one who recorded it.

use super::Day;

/// Microseconds since 1970-01-01T00:00:00Z. Orders acts until the ledger gives them positions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment(i64);

const MICROSECONDS_A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

impl Moment {
    pub fn from_microseconds(microseconds: i64) -> Moment {
        Moment(microseconds)
    }

    pub fn microseconds(self) -> i64 {
        self.0
    }

    /// The first moment of a day in a zone that lies `offset_minutes` east of Greenwich.
    pub fn start_of(day: Day, offset_minutes: i32) -> Moment {
        let days = i64::from(Day::epoch().days_until(day));
        let offset = i64::from(offset_minutes).saturating_mul(60_000_000);
        Moment(days.saturating_mul(MICROSECONDS_A_DAY).saturating_sub(offset))
    }

    /// The last moment of a day in that zone.
    pub fn end_of(day: Day, offset_minutes: i32) -> Moment {
        Moment(Moment::start_of(day.next(), offset_minutes).0.saturating_sub(1))
    }

    /// The day in which the moment lies, in that zone.
    pub fn day(self, offset_minutes: i32) -> Day {
        let local = self.0.saturating_add(i64::from(offset_minutes).saturating_mul(60_000_000));
        let days = local.div_euclid(MICROSECONDS_A_DAY);
        Day::epoch().plus_days(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// `self` moved on by a number of microseconds.
    pub fn plus(self, microseconds: i64) -> Moment {
        Moment(self.0.saturating_add(microseconds))
    }
}
