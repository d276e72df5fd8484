//! Where a report stands, and what that means at a moment: due, soon, late. Only the state is stored; the rest is computed
//! whenever it is read.

use std::fmt;
use std::str::FromStr;

use crate::calendar::Window;
use crate::words::{Day, Moment};

/// What became of an obligation. A draft is not there yet: who owes a report has submitted none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub enum State {
    /// Nothing was sent.
    #[default]
    Open,
    Submitted,
    /// Sent back to the reporting unit.
    Returned,
    Accepted,
}

/// Why a text is no state.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of open, submitted, returned, accepted")]
pub struct StateError(pub String);

impl State {
    pub const ALL: [State; 4] = [State::Open, State::Submitted, State::Returned, State::Accepted];

    /// `open`, `submitted`, `returned`, `accepted`.
    pub fn key(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Submitted => "submitted",
            State::Returned => "returned",
            State::Accepted => "accepted",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for State {
    type Err = StateError;

    fn from_str(key: &str) -> Result<State, StateError> {
        State::ALL
            .into_iter()
            .find(|state| state.key() == key)
            .ok_or_else(|| StateError(key.to_owned()))
    }
}

/// The days of an obligation, in a country's zone, with the grace of its regime.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deadline {
    pub window: Window,
    pub due: Day,
    pub grace_hours: u16,
    /// East of Greenwich.
    pub offset_minutes: i32,
    /// From so many days before the due day on it is due soon.
    pub soon_days: u16,
}

/// Where an obligation stands at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    pub state: State,
    pub timing: Timing,
    /// How many days until its data close: 0 on the closing day, none behind it.
    pub closes_in_days: Option<u32>,
}

/// How an obligation lies in time. Days are those of the country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Timing {
    /// Its window has not opened.
    Ahead,
    /// Due in so many days, not soon.
    Due { days: u32 },
    /// Due in so many days, soon; 0 on the due day.
    Soon { days: u32 },
    /// The due day is over, but what arrives by that moment still counts as in time.
    Grace { until: Moment },
    /// So many days behind the due day, and nothing has arrived.
    Late { days: u32 },
    /// It arrived in time.
    InTime,
    /// It arrived so many days behind the due day.
    ArrivedLate { days: u32 },
}

impl Timing {
    /// `ahead`, `due`, `soon`, `grace`, `late`, `in_time`, `arrived_late`.
    pub fn key(self) -> &'static str {
        match self {
            Timing::Ahead => "ahead",
            Timing::Due { .. } => "due",
            Timing::Soon { .. } => "soon",
            Timing::Grace { .. } => "grace",
            Timing::Late { .. } => "late",
            Timing::InTime => "in_time",
            Timing::ArrivedLate { .. } => "arrived_late",
        }
    }
}

const MICROSECONDS_AN_HOUR: i64 = 60 * 60 * 1_000_000;

impl Deadline {
    /// The last moment at which a report arrives in time: the end of the due day and the grace behind it. What the sender's own
    /// clock says does not count.
    pub fn last_moment(&self) -> Moment {
        let grace = i64::from(self.grace_hours).saturating_mul(MICROSECONDS_AN_HOUR);
        Moment::end_of(self.due, self.offset_minutes).plus(grace)
    }

    /// By how many days a report that arrived then is late: from the due day, grace or not; 0 in time.
    pub fn late_days(&self, arrived: Moment) -> u32 {
        if arrived <= self.last_moment() { 0 } else { self.days_behind(arrived) }
    }

    /// Where an obligation stands. `arrived` is the moment at which its first version arrived: one that is sent back and sent
    /// again was in time if it was so at first.
    pub fn standing(&self, state: State, arrived: Option<Moment>, now: Moment) -> Standing {
        let today = now.day(self.offset_minutes);
        let closes_in_days = u32::try_from(today.days_until(self.window.last)).ok();
        Standing { state, timing: self.timing(arrived, now, today), closes_in_days }
    }

    fn timing(&self, arrived: Option<Moment>, now: Moment, today: Day) -> Timing {
        if let Some(arrived) = arrived {
            return match self.late_days(arrived) {
                0 => Timing::InTime,
                days => Timing::ArrivedLate { days },
            };
        }
        if today < self.window.first {
            return Timing::Ahead;
        }
        match u32::try_from(today.days_until(self.due)) {
            Ok(days) if days <= u32::from(self.soon_days) => Timing::Soon { days },
            Ok(days) => Timing::Due { days },
            Err(_) if now <= self.last_moment() => Timing::Grace { until: self.last_moment() },
            Err(_) => Timing::Late { days: self.days_behind(now) },
        }
    }

    fn days_behind(&self, moment: Moment) -> u32 {
        u32::try_from(self.due.days_until(moment.day(self.offset_minutes))).unwrap_or(0)
    }
}
