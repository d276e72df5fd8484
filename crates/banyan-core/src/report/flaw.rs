//! What is wrong with a regime. All flaws are listed, never just the first.

use crate::calendar::{Closing, Period, Periodicity};
use crate::programme::ScopeLevel;
use crate::words::Level;

/// One thing that is wrong, and where: `name.fr`, `scope.levels`, `ladder.2`.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Flaw {
    pub place: String,
    pub reason: Reason,
}

impl Flaw {
    pub(super) fn at(place: impl Into<String>, reason: Reason) -> Flaw {
        Flaw { place: place.into(), reason }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Reason {
    #[error("`{0}` is no code; write a small letter, then small letters, digits and _, at most 40")]
    BadCode(String),
    #[error("the name is missing in this language; a regime is named in all four")]
    NoWords,
    #[error("it has more than {0} letters")]
    TooLong(usize),
    #[error("there is nothing in it")]
    Nothing,
    #[error("{count} are more than the {most} that are kept")]
    TooMany { count: usize, most: usize },
    #[error("`{0}` stands more than once")]
    Twice(String),
    #[error("{period} is no {periodicity}, the length that is asked for")]
    OtherLength { period: Period, periodicity: Periodicity },
    #[error("it ends with {until}, before it begins with {from}")]
    Backwards { from: Period, until: Period },
    #[error("a {periodicity} cannot close on `{closing}`")]
    UnfitClosing { periodicity: Periodicity, closing: Closing },
    #[error("nobody of the level {0} reports")]
    LevelOutsideScope(Level),
    #[error("more than {0} hours are no grace")]
    GraceTooLong(u16),
    #[error("`{0}` is no step; write above, `level province` or `unit CODE`")]
    UnknownStep(String),
    #[error("no step stands above a report of the level {0}")]
    NobodyReviews(ScopeLevel),
    #[error("`{0}` names no unit on the day from which the regime is in force")]
    UnknownUnit(String),
    #[error("no unit of the kind `{0}` stands on the day from which the regime is in force")]
    UnknownKind(String),
}

impl Reason {
    /// A stable key, under which pages find the sentence in the reader's language.
    pub fn key(&self) -> &'static str {
        match self {
            Reason::BadCode(_) => "bad-code",
            Reason::NoWords => "no-words",
            Reason::TooLong(_) => "too-long",
            Reason::Nothing => "nothing",
            Reason::TooMany { .. } => "too-many",
            Reason::Twice(_) => "twice",
            Reason::OtherLength { .. } => "other-length",
            Reason::Backwards { .. } => "backwards",
            Reason::UnfitClosing { .. } => "unfit-closing",
            Reason::LevelOutsideScope(_) => "level-outside-scope",
            Reason::GraceTooLong(_) => "grace-too-long",
            Reason::UnknownStep(_) => "unknown-step",
            Reason::NobodyReviews(_) => "nobody-reviews",
            Reason::UnknownUnit(_) => "unknown-unit",
            Reason::UnknownKind(_) => "unknown-kind",
        }
    }
}
