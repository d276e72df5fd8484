//! What a document says otherwise than the store: new, changed field by field, ended, or kept because people changed it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::super::store::Recorded;
use super::document::DirectiveDocument;
use super::parts::{HEAD, Part, PartKey};
use crate::store::StoreError;

/// What adopting would do with one part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    New,
    Changed,
    Ended,
    /// Left as people made it.
    Kept,
}

impl Change {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Changed => "changed",
            Change::Ended => "ended",
            Change::Kept => "kept",
        }
    }
}

/// One field in two readings; what a reading does not have is `None`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldChange {
    /// `name.vi`, `scope.level` …
    pub field: String,
    pub recorded: Option<String>,
    pub brought: Option<String>,
}

/// One part that a content folder has otherwise than the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// `directive`, `objective`, `indicator`, `target`, `task`, `baseline`.
    pub kind: &'static str,
    pub code: String,
    pub directive: String,
    pub change: Change,
    /// Empty for what is new.
    pub fields: Vec<FieldChange>,
}

/// The acts by which content was adopted. What another act wrote last, people made.
pub type AdoptedActs = BTreeSet<String>;

/// A difference, and the part that adopting it records.
pub(in crate::programmes) struct Planned {
    pub difference: Difference,
    pub part: Part,
}

/// What a document says otherwise than what is recorded of its directive, its head first.
///
/// # Errors
/// When a part cannot be written as JSON.
pub(in crate::programmes) fn compare(
    recorded: &[Recorded],
    document: &DirectiveDocument,
    adopted: &AdoptedActs,
) -> Result<Vec<Planned>, StoreError> {
    let code = document.directive.code.as_str();
    let compared = Compared { latest: latest(recorded), directive: code, adopted };
    let by_hand = recorded
        .iter()
        .find(|row| row.key.kind == HEAD && row.key.code == code)
        .is_some_and(|row| !adopted.contains(&row.act));
    let parts = Part::all_of(document);
    let mut found = Vec::new();
    for part in &parts {
        found.extend(compared.brought(part, by_hand)?);
    }
    if !by_hand {
        let brought: BTreeSet<PartKey> = parts.iter().map(Part::key).collect();
        let codes: BTreeSet<(&str, &str)> =
            brought.iter().map(|key| (key.kind, key.code.as_str())).collect();
        let first = firsts(recorded);
        for (key, row) in &compared.latest {
            // An earlier edition of a definition that the file no longer carries stays as it stands.
            let another = codes.contains(&(key.kind, key.code.as_str()));
            if row.directive == code && !row.ended && !brought.contains(key) && !another {
                let ours = first.get(key).is_some_and(|first| adopted.contains(&first.act));
                found.extend(ours.then(|| compared.missing(row)));
            }
        }
    }
    Ok(found)
}

/// What ends of a directive that its content no longer brings at all.
pub(in crate::programmes) fn withdrawn(
    recorded: &[Recorded],
    directive: &str,
    adopted: &AdoptedActs,
) -> Vec<Planned> {
    let compared = Compared { latest: latest(recorded), directive, adopted };
    let rows = compared.latest.values().filter(|row| row.directive == directive && !row.ended);
    let first = firsts(recorded);
    rows.filter(|row| first.get(&row.key).is_some_and(|first| adopted.contains(&first.act)))
        .map(|row| compared.missing(row))
        .collect()
}

struct Compared<'a> {
    latest: BTreeMap<PartKey, &'a Recorded>,
    directive: &'a str,
    adopted: &'a AdoptedActs,
}

impl Compared<'_> {
    fn brought(&self, part: &Part, by_hand: bool) -> Result<Option<Planned>, StoreError> {
        let key = part.key();
        let planned = |change, fields| {
            let difference = Difference {
                kind: key.kind,
                code: key.code.clone(),
                directive: self.directive.to_owned(),
                change,
                fields,
            };
            Some(Planned { difference, part: part.clone() })
        };
        let Some(row) = self.latest.get(&key) else {
            let change = if by_hand { Change::Kept } else { Change::New };
            return Ok(planned(change, Vec::new()));
        };
        if row.directive == self.directive && !row.ended && row.part == *part {
            return Ok(None);
        }
        let fields = fields(&row.part.json()?, &part.json()?);
        let theirs = row.directive != self.directive || !self.adopted.contains(&row.act);
        Ok(if by_hand || theirs {
            planned(Change::Kept, fields)
        } else if row.ended {
            planned(Change::New, fields)
        } else {
            planned(Change::Changed, fields)
        })
    }

    /// A recorded part that is no longer brought.
    fn missing(&self, row: &Recorded) -> Planned {
        let change = if self.adopted.contains(&row.act) { Change::Ended } else { Change::Kept };
        let difference = Difference {
            kind: row.key.kind,
            code: row.key.code.clone(),
            directive: self.directive.to_owned(),
            change,
            fields: Vec::new(),
        };
        Planned { difference, part: row.part.clone() }
    }
}

/// The last version of each part.
fn latest(recorded: &[Recorded]) -> BTreeMap<PartKey, &Recorded> {
    let mut latest: BTreeMap<PartKey, &Recorded> = BTreeMap::new();
    for row in recorded {
        let known = latest.entry(row.key.clone()).or_insert(row);
        if row.version > known.version {
            *known = row;
        }
    }
    latest
}

/// The first version of each part.
fn firsts(recorded: &[Recorded]) -> BTreeMap<PartKey, &Recorded> {
    let mut first: BTreeMap<PartKey, &Recorded> = BTreeMap::new();
    for row in recorded {
        let known = first.entry(row.key.clone()).or_insert(row);
        if row.version < known.version {
            *known = row;
        }
    }
    first
}

/// The fields in which two documents differ, in the order of their names.
fn fields(recorded: &Json, brought: &Json) -> Vec<FieldChange> {
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    flatten(recorded, String::new(), &mut before);
    flatten(brought, String::new(), &mut after);
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| FieldChange {
            field: name.clone(),
            recorded: before.get(name).cloned(),
            brought: after.get(name).cloned(),
        })
        .collect()
}

/// `name.vi`, `phase.R09-P1.until`: every value that is there under the way to it. What is empty is not there.
fn flatten(value: &Json, path: String, into: &mut BTreeMap<String, String>) {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Json::Null => {}
        Json::String(text) if text.is_empty() => {}
        Json::String(text) => {
            into.insert(path, text.clone());
        }
        Json::Object(object) => {
            for (name, value) in object {
                flatten(value, below(name), into);
            }
        }
        Json::Array(values) if values.iter().any(Json::is_object) => {
            for (number, value) in values.iter().enumerate() {
                let code = value.get("code").and_then(Json::as_str).map(str::to_owned);
                let name = code.unwrap_or_else(|| number.saturating_add(1).to_string());
                flatten(value, below(&name), into);
            }
        }
        Json::Array(values) if values.is_empty() => {}
        Json::Array(values) => {
            let words = values
                .iter()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            into.insert(path, words.collect::<Vec<_>>().join(", "));
        }
        Json::Bool(_) | Json::Number(_) => {
            into.insert(path, value.to_string());
        }
    }
}
