//! Whether a report is early or late: computed when it is read, never stored.

use crate::words::Day;

/// Days before the due day from which a report is due soon.
pub const SOON_DAYS: i32 = 5;

/// How a report stands in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The days that it counts are not over.
    Gathering,
    /// Its data close today.
    ClosesToday,
    /// It is due in so many days, more than [`SOON_DAYS`].
    DueIn(i32),
    /// It is due in so many days, 0 for today.
    Soon(i32),
    /// It is late by so many days.
    Late(i32),
    /// It was sent in time.
    InTime,
    /// It was sent so many days late.
    SentLate(i32),
}

impl Standing {
    /// The word under which pages find it.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Gathering => "gathering",
            Standing::ClosesToday => "closes-today",
            Standing::DueIn(_) => "due-in",
            Standing::Soon(0) => "due-today",
            Standing::Soon(_) => "soon",
            Standing::Late(_) => "late",
            Standing::InTime => "in-time",
            Standing::SentLate(_) => "sent-late",
        }
    }

    pub fn days(self) -> i32 {
        match self {
            Standing::DueIn(days)
            | Standing::Soon(days)
            | Standing::Late(days)
            | Standing::SentLate(days) => days,
            Standing::Gathering | Standing::ClosesToday | Standing::InTime => 0,
        }
    }
}

/// How a report stands on `today` whose data close on `closes`: by the day on which it was sent, where it was, else by today.
pub fn standing(closes: Day, due: Day, sent: Option<Day>, today: Day) -> Standing {
    if let Some(sent) = sent {
        let late = due.days_until(sent);
        return if late <= 0 { Standing::InTime } else { Standing::SentLate(late) };
    }
    let left = today.days_until(due);
    match left {
        _ if today < closes => Standing::Gathering,
        _ if today == closes => Standing::ClosesToday,
        left if left < 0 => Standing::Late(-left),
        left if left <= SOON_DAYS => Standing::Soon(left),
        left => Standing::DueIn(left),
    }
}
