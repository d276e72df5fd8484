//! What a country brings: a founding network, bodies, and reforms, as parsed from files and not yet believed.

use super::{Extent, Level, ReformId, Rule, Share};
use crate::words::{Day, Moment, Text};

/// A row of a map: a unit under its code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftUnit {
    pub code: String,
    pub name: Text,
    pub kind: String,
    pub level: Level,
    /// Empty for what stands directly below the country.
    pub parent_code: String,
    /// Line of the file, from 1.
    pub line: usize,
}

/// The territories of a country on the first day on which they are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NetworkDraft {
    pub country_code: String,
    pub country_name: Text,
    pub country_kind: String,
    /// From when the country itself, and its central bodies, are known.
    pub country_from: Day,
    /// From when its territories are known.
    pub known_from: Day,
    pub units: Vec<DraftUnit>,
    pub recorded_at: Moment,
}

/// A body with its own dates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BodyDraft {
    pub code: String,
    pub kind: String,
    pub level: Level,
    pub parent_code: String,
    pub from: Day,
    pub until: Option<Day>,
    /// Who keeps what it left; its parent when nobody is named.
    pub custodian_code: Option<String>,
    pub name: Text,
    pub aliases: Vec<String>,
}

/// A row of a reform's transfers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftTransfer {
    pub old_code: String,
    pub new_code: String,
    pub share: Option<Share>,
    pub extent: Extent,
    pub default_successor: bool,
    pub line: usize,
}

/// A unit that ends without a successor of its own, and who keeps what it leaves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftEnd {
    pub code: String,
    pub custodian_code: String,
    pub line: usize,
}

/// A unit that goes on under another name or kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftChange {
    pub code: String,
    pub name: Text,
    pub kind: String,
    pub line: usize,
}

/// A reform of territories: the new map, and what becomes of the old one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReformDraft {
    pub id: ReformId,
    /// The first day of the new map.
    pub on: Day,
    pub name: Text,
    pub decree: Option<String>,
    pub divided: Option<Rule>,
    pub without_default: Option<Rule>,
    /// Every unit whose identity or parent is new; empty for a reform that only renames.
    pub units: Vec<DraftUnit>,
    pub transfers: Vec<DraftTransfer>,
    pub ends: Vec<DraftEnd>,
    pub changes: Vec<DraftChange>,
    pub recorded_at: Moment,
}
