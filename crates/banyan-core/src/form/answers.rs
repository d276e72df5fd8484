//! The answers to a form: typed values by entry, and the canonical JSON that is hashed, sent and stored.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::address::Address;
use super::checked::Form;
use super::value::Value;

/// Values by entry; an entry without an answer is not there.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Answers {
    values: BTreeMap<Address, Value>,
}

impl Answers {
    pub fn new() -> Answers {
        Answers::default()
    }

    pub fn get(&self, at: &Address) -> Option<&Value> {
        self.values.get(at)
    }

    /// Sets an entry, whatever the form: whether it fits says [`Form::judge`]. Returns what stood there.
    pub fn insert(&mut self, at: Address, value: Value) -> Option<Value> {
        self.values.insert(at, value)
    }

    pub fn remove(&mut self, at: &Address) -> Option<Value> {
        self.values.remove(at)
    }

    /// All entries, those outside groups first, then row by row.
    pub fn iter(&self) -> impl Iterator<Item = (&Address, &Value)> {
        self.values.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The numbers of a group's rows in which anything stands.
    pub fn rows(&self, group: &str) -> BTreeSet<u32> {
        let mut rows = BTreeSet::new();
        let mut next = Some(0);
        while let Some(number) = next {
            let behind = self.values.range(Address::default().row(group, number)..).next();
            let row = behind.and_then(|(at, _)| at.row.as_ref()).filter(|row| row.group == group);
            next = row.and_then(|row| row.number.checked_add(1));
            rows.extend(row.map(|row| row.number));
        }
        rows
    }

    /// As JSON: an object of values by field and cell (`women.female`), and an array of such objects for each group. Rows keep
    /// their order; where a row is blank the next one follows. Keys are sorted and numbers whole, so that writing it without
    /// spaces is canonical (RFC 8785).
    pub fn canonical(&self) -> Json {
        let mut values: BTreeMap<String, Json> = BTreeMap::new();
        let mut rows: BTreeMap<(&str, u32), BTreeMap<String, Json>> = BTreeMap::new();
        for (at, value) in &self.values {
            let object = match &at.row {
                None => &mut values,
                Some(row) => rows.entry((row.group.as_str(), row.number)).or_default(),
            };
            object.insert(at.slot(), value.json());
        }
        let mut groups: BTreeMap<String, Vec<Json>> = BTreeMap::new();
        for ((group, _), row) in rows {
            groups
                .entry(group.to_owned())
                .or_default()
                .push(Json::Object(row.into_iter().collect()));
        }
        values.extend(groups.into_iter().map(|(group, rows)| (group, Json::Array(rows))));
        Json::Object(values.into_iter().collect::<Map<String, Json>>())
    }

    /// What is hashed where answers are bound: canonical JSON of form, version and answers.
    pub fn hash_input(&self, form: &Form) -> String {
        let bound = json!({
            "answers": self.canonical(), "form": form.code(), "version": form.version(),
        });
        bound.to_string()
    }
}
