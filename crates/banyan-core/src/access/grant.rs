//! Grants: a role over a unit and all below it, for a subject, on days.

use std::fmt;
use std::str::FromStr;

use super::Role;
use crate::unit::UnitId;
use crate::words::Day;

/// The identity of an account.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AccountId(pub String);

/// The identity of a grant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GrantId(pub String);

/// What a grant is about, or what a thing belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    Everything,
    Programme(String),
    Regime(String),
    Register(String),
    /// What the grant's unit leads or has issued, wherever in the country it stands.
    Own,
}

/// Why a text is no subject.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of everything, own, programme:CODE, regime:CODE, register:CODE")]
pub struct SubjectError(pub String);

/// A role, given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    pub id: GrantId,
    pub account: AccountId,
    pub role: Role,
    pub unit: UnitId,
    pub subject: Subject,
    pub from: Day,
    /// The last day; `None` until it is ended.
    pub until: Option<Day>,
}

impl Grant {
    /// Whether it holds on the day, or will on a later one: not where it was ended before it began.
    pub fn is_open(&self, day: Day) -> bool {
        self.until.is_none_or(|last| day <= last && self.from <= last)
    }

    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Everything => f.write_str("everything"),
            Subject::Own => f.write_str("own"),
            Subject::Programme(code) => write!(f, "programme:{code}"),
            Subject::Regime(code) => write!(f, "regime:{code}"),
            Subject::Register(code) => write!(f, "register:{code}"),
        }
    }
}

impl FromStr for Subject {
    type Err = SubjectError;

    fn from_str(text: &str) -> Result<Subject, SubjectError> {
        let named = |make: fn(String) -> Subject, code: &str| {
            (!code.is_empty()).then(|| make(code.to_owned()))
        };
        let subject = match text.split_once(':') {
            None if text == "everything" => Some(Subject::Everything),
            None if text == "own" => Some(Subject::Own),
            Some(("programme", code)) => named(Subject::Programme, code),
            Some(("regime", code)) => named(Subject::Regime, code),
            Some(("register", code)) => named(Subject::Register, code),
            _ => None,
        };
        subject.ok_or_else(|| SubjectError(text.to_owned()))
    }
}
