//! What changed between two sets of answers, entry by entry. It is empty exactly when both have the same canonical JSON.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, Row};
use super::answers::Answers;
use super::checked::Form;
use super::value::Value;

/// All that changed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Difference {
    /// Outside groups first, then row by row.
    pub changes: Vec<Change>,
    /// Groups in which rows that both have stand in another order.
    pub reordered: Vec<String>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.reordered.is_empty()
    }
}

/// One changed entry. Rows are told apart by their key, not by their number, so that a row that moves has not changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub field: String,
    pub cell: String,
    pub row: Option<RowName>,
    /// `None` where nothing stood.
    pub from: Option<Value>,
    /// `None` where nothing stands.
    pub to: Option<Value>,
}

/// A row as people tell it: by its key, and by the how-manieth of that key where the key stands twice or is missing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RowName {
    pub group: String,
    /// As files have it; `None` where the row has none.
    pub key: Option<String>,
    /// From 1.
    pub occurrence: u32,
}

type Slot<'a> = (Option<RowName>, &'a str, &'a str);

/// From `before` to `after`; both are answers to the form.
pub fn difference(form: &Form, before: &Answers, after: &Answers) -> Difference {
    let (old_rows, new_rows) = (row_names(form, before), row_names(form, after));
    let (old, new) = (slots(before, &old_rows), slots(after, &new_rows));
    let all: BTreeSet<&Slot<'_>> = old.keys().chain(new.keys()).collect();
    let changed = all.into_iter().filter(|slot| old.get(*slot) != new.get(*slot));
    let changes = changed.map(|slot| Change {
        field: slot.1.to_owned(),
        cell: slot.2.to_owned(),
        row: slot.0.clone(),
        from: old.get(slot).map(|value| (*value).clone()),
        to: new.get(slot).map(|value| (*value).clone()),
    });
    let groups: BTreeSet<&String> = old_rows.keys().map(|row| &row.group).collect();
    let moved =
        |group: &&&String| order(group, &old_rows, &new_rows) != order(group, &new_rows, &old_rows);
    Difference {
        changes: changes.collect(),
        reordered: groups.iter().filter(moved).map(|group| (*group).clone()).collect(),
    }
}

/// The rows of a group that both have, in the order of the first.
fn order<'r>(
    group: &str,
    own: &'r BTreeMap<Row, RowName>,
    other: &BTreeMap<Row, RowName>,
) -> Vec<&'r RowName> {
    let others: BTreeSet<&RowName> = other.values().collect();
    let rows = own.iter().filter(|(row, name)| row.group == group && others.contains(name));
    rows.map(|(_, name)| name).collect()
}

fn slots<'a>(answers: &'a Answers, rows: &BTreeMap<Row, RowName>) -> BTreeMap<Slot<'a>, &'a Value> {
    let slot = |at: &'a Address| {
        let row = at.row.as_ref().and_then(|row| rows.get(row).cloned());
        (row, at.field.as_str(), at.cell.as_str())
    };
    answers.iter().map(|(at, value)| (slot(at), value)).collect()
}

/// Each row with its name.
fn row_names(form: &Form, answers: &Answers) -> BTreeMap<Row, RowName> {
    let rows: BTreeSet<&Row> = answers.iter().filter_map(|(at, _)| at.row.as_ref()).collect();
    let mut met: BTreeMap<(&str, Option<String>), u32> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for row in rows {
        let key = form.group(&row.group).and_then(|group| {
            let at = Address { row: Some(row.clone()), ..Address::of(&group.key) };
            answers.get(&at).map(Value::plain)
        });
        let occurrence = met.entry((row.group.as_str(), key.clone())).or_default();
        *occurrence = occurrence.saturating_add(1);
        let name = RowName { group: row.group.clone(), key, occurrence: *occurrence };
        names.insert(row.clone(), name);
    }
    names
}
