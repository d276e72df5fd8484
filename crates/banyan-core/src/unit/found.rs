//! The founding of a network: the first map that is known.

use std::collections::{BTreeSet, HashMap};

use super::{Class, DraftUnit, Inconsistency, Level, NetworkDraft, Rows, Unit, UnitId, Version};
use crate::words::{Day, Moment};

/// The rows of a founding network: the country and its territories.
///
/// # Errors
/// Every inconsistency: codes that stand twice, parents that are not there, units below themselves.
pub fn found_network(draft: &NetworkDraft) -> Result<Rows, Vec<Inconsistency>> {
    let mut found = Vec::new();
    let mut rows = Rows::default();
    let country = UnitId::numbered(&draft.country_code, 1);
    rows.units.push(unit(country.clone(), Class::Territory, Vec::new(), draft.recorded_at));
    rows.versions.push(Version {
        unit: country,
        from: draft.country_from,
        code: draft.country_code.clone(),
        name: draft.country_name.clone(),
        kind: draft.country_kind.clone(),
        level: Level::Central,
        parent: None,
        recorded_at: draft.recorded_at,
    });
    check_map(&draft.units, &draft.country_code, draft.known_from, &mut found, |_| false);
    for row in &draft.units {
        let id = UnitId::numbered(&row.code, 1);
        let parent_code =
            if row.parent_code.is_empty() { &draft.country_code } else { &row.parent_code };
        rows.units.push(unit(id.clone(), Class::Territory, Vec::new(), draft.recorded_at));
        let parent = UnitId::numbered(parent_code, 1);
        rows.versions.push(version(row, id, parent, draft.known_from, draft.recorded_at));
    }
    if found.is_empty() { Ok(rows) } else { Err(sorted(found)) }
}

pub(super) fn sorted(mut found: Vec<Inconsistency>) -> Vec<Inconsistency> {
    found.sort();
    found.dedup();
    found
}

pub(super) fn unit(id: UnitId, class: Class, aliases: Vec<String>, recorded_at: Moment) -> Unit {
    Unit { id, class, aliases, recorded_at }
}

pub(super) fn version(
    row: &DraftUnit,
    id: UnitId,
    parent: UnitId,
    from: Day,
    recorded_at: Moment,
) -> Version {
    Version {
        unit: id,
        from,
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        level: row.level,
        parent: Some(parent),
        recorded_at,
    }
}

/// Duplicates, parents that are nowhere, and units below themselves, in one map.
pub(super) fn check_map(
    units: &[DraftUnit],
    country_code: &str,
    day: Day,
    found: &mut Vec<Inconsistency>,
    stands_already: impl Fn(&str) -> bool,
) {
    let mut parents: HashMap<&str, &str> = HashMap::new();
    for row in units {
        if parents.insert(&row.code, &row.parent_code).is_some() {
            found.push(Inconsistency::Duplicate { code: row.code.clone(), line: row.line });
        }
    }
    for row in units {
        let parent = row.parent_code.as_str();
        let known = parent.is_empty() || parent == country_code || parents.contains_key(parent);
        if !known && !stands_already(parent) {
            let (code, parent) = (row.code.clone(), row.parent_code.clone());
            found.push(Inconsistency::DanglingParent { code, parent, day, line: row.line });
        }
        let mut seen = BTreeSet::from([row.code.as_str()]);
        let mut above = parent;
        while let Some(next) = parents.get(above) {
            if !seen.insert(above) {
                if above == row.code {
                    found.push(Inconsistency::Cycle { code: row.code.clone(), line: row.line });
                }
                break;
            }
            above = next;
        }
    }
}
