//! The recorded facts about units: identity, versions, ends, reforms and their transfers.

use std::fmt;
use std::str::FromStr;

use super::Level;
use crate::words::{Day, Moment, Quantity, Text};

/// The identity of a unit: its first code and which bearer of that code it is, such as `00004.2`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitId(pub String);

impl UnitId {
    /// The `ordinal`-th unit, from 1, whose first code is `code`.
    pub fn numbered(code: &str, ordinal: usize) -> UnitId {
        UnitId(format!("{code}.{ordinal}"))
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A piece of the country, or one who acts in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    Territory,
    Body,
}

/// A unit, without anything that changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    pub id: UnitId,
    pub class: Class,
    /// Other names under which texts call it.
    pub aliases: Vec<String>,
    pub recorded_at: Moment,
}

/// What a unit is called and under whom it stands, from a day on, until the next version or its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    pub unit: UnitId,
    pub from: Day,
    pub code: String,
    pub name: Text,
    /// A word of the country's own, such as `Phường` or `ministry`.
    pub kind: String,
    pub level: Level,
    /// `None` only for the country.
    pub parent: Option<UnitId>,
    pub recorded_at: Moment,
}

/// A unit's last day, the reform that ended it, and who keeps what it left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct End {
    pub unit: UnitId,
    pub last_day: Day,
    pub reform: Option<ReformId>,
    pub custodian: Option<UnitId>,
    pub recorded_at: Moment,
}

/// The code of a reform, such as `2025-07-01`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ReformId(pub String);

/// How figures of a divided unit are given to its successors when no share is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The shares that the transfers state.
    GivenShare,
    /// Everything to the successor that the transfers mark as default.
    DefaultSuccessor,
    /// The same part to each successor.
    Equal,
    /// Kept as a visible row at the lowest common ancestor.
    Unassigned,
}

/// Why a text is no rule.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of given_share, default_successor, equal, unassigned")]
pub struct RuleError(pub String);

impl Rule {
    const ALL: [Rule; 4] =
        [Rule::GivenShare, Rule::DefaultSuccessor, Rule::Equal, Rule::Unassigned];

    pub fn key(self) -> &'static str {
        match self {
            Rule::GivenShare => "given_share",
            Rule::DefaultSuccessor => "default_successor",
            Rule::Equal => "equal",
            Rule::Unassigned => "unassigned",
        }
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(key: &str) -> Result<Rule, RuleError> {
        Rule::ALL
            .into_iter()
            .find(|rule| rule.key() == key)
            .ok_or_else(|| RuleError(key.to_owned()))
    }
}

/// A dated event that changes the network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reform {
    pub id: ReformId,
    /// The first day of the new map.
    pub on: Day,
    pub name: Text,
    /// The legal act, as it is cited.
    pub decree: Option<String>,
    /// For divided units with a default successor.
    pub divided: Option<Rule>,
    /// For divided units without one.
    pub without_default: Option<Rule>,
    pub recorded_at: Moment,
}

/// Whether a unit goes to a successor whole or in part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    Whole,
    Part,
}

/// The part of a unit that a successor takes: over 0, at most 1, at most nine decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share(Quantity);

/// Why a text is no share.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no share; write a number over 0 and at most 1, such as 0.25")]
pub struct ShareError(pub String);

impl Share {
    /// In thousand-millionths, so that shares add up exactly: 0.25 is 250,000,000.
    pub fn billionths(self) -> i64 {
        let missing = u32::from(Quantity::DECIMALS_MAX.saturating_sub(self.0.decimals()));
        self.0.minor().saturating_mul(10_i64.saturating_pow(missing))
    }

    /// One, in thousand-millionths.
    pub const WHOLE_BILLIONTHS: i64 = 1_000_000_000;
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(written: &str) -> Result<Share, ShareError> {
        let refusal = || ShareError(written.to_owned());
        let share = Share(written.parse().map_err(|_| refusal())?);
        let inside = share.0.minor() > 0 && share.billionths() <= Share::WHOLE_BILLIONTHS;
        if inside { Ok(share) } else { Err(refusal()) }
    }
}

/// What of one unit goes to which other in a reform.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    pub reform: ReformId,
    pub from: UnitId,
    pub to: UnitId,
    /// `None`: no source gives it.
    pub share: Option<Share>,
    pub extent: Extent,
    pub default_successor: bool,
    pub recorded_at: Moment,
}
