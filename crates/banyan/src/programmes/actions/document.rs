//! What a directive asks for, as content files have it and as it is stored: one document a definition.

use banyan_core::programme::{Recurrence, Scope, ScopeLevel, StatedClears};
pub use banyan_core::words::Words4;
use banyan_core::words::{Day, Quantity};
use serde::{Deserialize, Serialize};

/// The directive itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct DirectiveRecord {
    pub code: String,
    pub kind: String,
    pub number: String,
    #[serde(default)]
    pub issued_on: String,
    #[serde(default)]
    pub issuer: String,
    pub territory: String,
    #[serde(default)]
    pub publisher: String,
    pub title: Words4,
    #[serde(default)]
    pub issuer_name: Words4,
    #[serde(default)]
    pub clears: Option<u8>,
    #[serde(default)]
    pub implements: Vec<Implemented>,
}

impl DirectiveRecord {
    pub fn six_clears(&self) -> bool {
        self.clears == Some(6)
    }

    /// Its own day, where it is stated.
    pub fn day(&self) -> Option<Day> {
        self.issued_on.parse().ok()
    }
}

/// A document that the directive implements.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Implemented {
    pub kind: String,
    pub number: String,
    #[serde(default)]
    pub issued_on: String,
    /// The passage, as it is cited.
    #[serde(default)]
    pub place: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeRecord {
    pub code: String,
    pub unit: String,
    pub visibility: String,
    pub name: Words4,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    pub code: String,
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub until: String,
    pub name: Words4,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    pub code: String,
    #[serde(default)]
    pub pillar: String,
    #[serde(default)]
    pub phase: String,
    pub name: Words4,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Superseded {
    pub since: String,
    pub by: Words4,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub code: String,
    pub name: Words4,
    #[serde(default)]
    pub definition: Words4,
    pub unit_of_measure: String,
    #[serde(default)]
    pub decimals: u8,
    pub direction: String,
    #[serde(default)]
    pub periodicity: String,
    #[serde(default)]
    pub grain: String,
    pub source: String,
    #[serde(default)]
    pub formula: String,
    pub merge_rule: String,
    #[serde(default)]
    pub weight: String,
    #[serde(default)]
    pub sector: String,
    #[serde(default)]
    pub pillar: String,
    #[serde(default)]
    pub definition_version: u32,
    #[serde(default)]
    pub superseded: Option<Superseded>,
}

impl Indicator {
    /// Which edition of its definition this is, from 1.
    pub fn edition(&self) -> u32 {
        self.definition_version.max(1)
    }
}

/// A scope as it is written: one level or several, within a territory; of some kinds only, where kinds are named.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct ScopeRecord {
    #[serde(default)]
    pub level: Option<String>,
    #[serde(default)]
    pub levels: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    pub within: String,
}

impl ScopeRecord {
    /// The levels in their order. Content is checked before it is recorded, so none is lost.
    pub fn levels(&self) -> Vec<ScopeLevel> {
        self.level.iter().chain(&self.levels).filter_map(|level| level.parse().ok()).collect()
    }

    /// As a rule over the network; codes are read on the directive's day.
    pub fn scope(&self, named_on: Day) -> Scope {
        Scope {
            levels: self.levels(),
            kinds: self.kinds.clone(),
            within: self.within.clone(),
            named_on,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn nought(version: &u32) -> bool {
    *version == 0
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct StatedBaseline {
    pub value: String,
    pub as_of: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub code: String,
    pub indicator: String,
    /// The definition of the indicator under which it is set, where that is said; 0 is not said.
    #[serde(default, skip_serializing_if = "nought")]
    pub definition_version: u32,
    #[serde(default)]
    pub objective: String,
    pub scope: ScopeRecord,
    pub comparator: String,
    pub value: String,
    #[serde(default)]
    pub value_max: String,
    #[serde(default)]
    pub due: String,
    #[serde(default)]
    pub trajectory: String,
    #[serde(default)]
    pub baseline: Option<StatedBaseline>,
    #[serde(default)]
    pub place: Words4,
}

impl Target {
    pub fn due_day(&self) -> Option<Day> {
        self.due.parse().ok()
    }

    pub fn quantity(&self) -> Option<Quantity> {
        self.value.parse().ok()
    }
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Task {
    pub code: String,
    #[serde(default)]
    pub objective: String,
    #[serde(default)]
    pub pillar: String,
    #[serde(default)]
    pub sector: String,
    pub name: Words4,
    #[serde(default)]
    pub due: String,
    #[serde(default)]
    pub recurrence: String,
    #[serde(default)]
    pub recurrence_day: Option<i8>,
    #[serde(default)]
    pub lead: Vec<String>,
    #[serde(default)]
    pub scope: Option<ScopeRecord>,
    #[serde(default)]
    pub lead_words: Option<Words4>,
    /// The words name a body that no unit bore on the directive's day: they are shown, and responsibility is missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lead_unresolved: bool,
    #[serde(default)]
    pub co_operating: Vec<String>,
    #[serde(default)]
    pub person: Option<String>,
    #[serde(default)]
    pub product: Option<Words4>,
    #[serde(default)]
    pub authority: Option<Words4>,
    #[serde(default)]
    pub place: Words4,
}

impl Task {
    pub fn due_day(&self) -> Option<Day> {
        self.due.parse().ok()
    }

    pub fn returns(&self) -> Option<Recurrence> {
        self.recurrence.parse().ok()
    }

    /// Whether a responsible body is named, by unit, by class or in words that stand for somebody.
    pub fn has_body(&self) -> bool {
        !self.lead.is_empty()
            || self.scope.is_some()
            || (self.lead_words.is_some() && !self.lead_unresolved)
    }

    /// Which clears the directive states for it; whether the body that it names is somebody, the network says.
    pub fn stated(&self, has_body: bool) -> StatedClears {
        StatedClears([
            self.person.is_some(),
            true,
            !self.due.is_empty() || !self.recurrence.is_empty(),
            has_body,
            self.product.is_some(),
            self.authority.is_some(),
        ])
    }
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    pub code: String,
    pub name: Words4,
    pub value: String,
    pub unit_of_measure: String,
    #[serde(default)]
    pub as_of: String,
    #[serde(default)]
    pub part_of: String,
    #[serde(default)]
    pub level: String,
    #[serde(default)]
    pub territory: String,
    #[serde(default)]
    pub place: Words4,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct SessionItem {
    pub code: String,
    pub what: Words4,
    #[serde(default)]
    pub place: Words4,
}

/// A passage of what a directive asks, and the page that does it, or what is not there yet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub what: Words4,
    /// `target:R09-T08`, `programme:CT34` …
    #[serde(default)]
    pub page: String,
    #[serde(default)]
    pub not_yet: Option<Words4>,
}

/// A directive with all that it asks for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct DirectiveDocument {
    pub directive: DirectiveRecord,
    #[serde(default)]
    pub programme: Option<ProgrammeRecord>,
    #[serde(default)]
    pub phase: Vec<Phase>,
    #[serde(default)]
    pub objective: Vec<Objective>,
    #[serde(default)]
    pub indicator: Vec<Indicator>,
    #[serde(default)]
    pub target: Vec<Target>,
    #[serde(default)]
    pub task: Vec<Task>,
    #[serde(default)]
    pub baseline: Vec<Baseline>,
    #[serde(default)]
    pub session_item: Vec<SessionItem>,
    #[serde(default)]
    pub ask: Vec<Ask>,
}

impl DirectiveDocument {
    pub fn programme_code(&self) -> Option<&str> {
        self.programme.as_ref().map(|programme| programme.code.as_str())
    }
}
