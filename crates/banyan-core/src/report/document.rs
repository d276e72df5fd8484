//! A regime as data, as content files have it (TOML) and as it is stored (JSON): one document a version. Nothing here is checked
//! but the types; [`super::Regime::new`] checks the rest. The keys stand in the order in which they are stored: the same regime is the same
//! bytes, so reading and writing it again is no new version.

use serde::{Deserialize, Serialize};

use super::written;
use crate::calendar::{Closing, DueRule, Period, Periodicity};
use crate::programme::ScopeLevel;
use crate::words::{Level, Words4};

/// A version of a regime. Lengths, periods, closings and due rules stand in their own notations: `month`, `2025-07`, `day 14`,
/// `3 working days`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct RegimeDocument {
    pub code: String,
    pub name: Words4,
    /// The text that asks for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The code of the programme for which it is asked; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub programme: String,
    /// The code of the form that is filled.
    pub form: String,
    pub scope: ScopeDocument,
    #[serde(with = "written")]
    pub periodicity: Periodicity,
    /// The first period that this version asks for.
    #[serde(with = "written")]
    pub from: Period,
    /// The last one; without it there is no end.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub until: Option<Period>,
    /// When the data of a period close; without it as the country says.
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub closes: Option<Closing>,
    /// When a report is due; what is not named here is as the country says.
    #[serde(default, skip_serializing_if = "DueDocument::states_nothing")]
    pub due: DueDocument,
    /// How long after the due day's end a report that arrives still counts as in time.
    #[serde(default = "RegimeDocument::grace_hours_default")]
    pub grace_hours: u16,
    #[serde(default)]
    pub straddle: Straddle,
    /// Who accepts, one after the other; see [`super::Step`].
    pub ladder: Vec<String>,
}

/// Who reports: all units of these levels and kinds within a territory. Its code is that of the day from which the version is in
/// force.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct ScopeDocument {
    #[serde(with = "written::list")]
    pub levels: Vec<ScopeLevel>,
    /// In the words of the network (`Phường`); without any, every kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    pub within: String,
}

/// Due rules by the level of who reports, and for every level that is not named.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct DueDocument {
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub central: Option<DueRule>,
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub commune: Option<DueRule>,
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub default: Option<DueRule>,
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub district: Option<DueRule>,
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub province: Option<DueRule>,
    #[serde(default, with = "written::option", skip_serializing_if = "Option::is_none")]
    pub village: Option<DueRule>,
}

/// Who owes a window in the middle of which a reform falls.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Straddle {
    /// Who stands on the window's last day owes all of it.
    #[default]
    Whole,
    /// Each unit owes the days on which it stood: one that ended those up to its last day, one that began those from its first.
    Split,
}

impl RegimeDocument {
    /// A day: reports that were filled in offline may arrive on the next.
    pub fn grace_hours_default() -> u16 {
        24
    }
}

impl DueDocument {
    /// The rule that is stated for one level alone.
    pub fn of_level(&self, level: Level) -> Option<DueRule> {
        match level {
            Level::Central => self.central,
            Level::Province => self.province,
            Level::District => self.district,
            Level::Commune => self.commune,
            Level::Village => self.village,
        }
    }

    fn states_nothing(&self) -> bool {
        *self == DueDocument::default()
    }
}
