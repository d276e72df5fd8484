//! The answer to values that another system sent, in the shape in which DHIS2 answers: a web message with an import summary.

use std::collections::BTreeMap;

use serde::Serialize;

/// How many values were taken.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Debug)]
pub struct ImportCount {
    pub imported: usize,
    pub updated: usize,
    pub ignored: usize,
    pub deleted: usize,
}

/// What stood in the way of values.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// What it is about: a code, a period.
    pub object: String,
    /// The same by property: `{"orgUnit": "30199"}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub objects: BTreeMap<String, String>,
    /// The sentence.
    pub value: String,
    /// Of DHIS2 where it has one (`E7610`); empty where not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub error_code: String,
    /// `dataElement`, `period`, `orgUnit` …
    pub property: String,
    /// The values that it concerns, as they stood in the file, from 0.
    pub indexes: Vec<usize>,
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "UPPERCASE")]
pub enum Outcome {
    Success,
    /// Some values were taken.
    Warning,
    /// None was.
    Error,
}

/// What became of a set of values.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    response_type: &'static str,
    pub status: Outcome,
    pub description: String,
    pub import_count: ImportCount,
    pub conflicts: Vec<Conflict>,
    pub rejected_indexes: Vec<usize>,
    /// `false`, or the day on which the report was handed in.
    pub data_set_complete: String,
}

/// The summary as the body of an HTTP answer.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    http_status: &'static str,
    /// 200, or 409 where there are conflicts.
    pub http_status_code: u16,
    status: &'static str,
    message: String,
    pub response: Summary,
}

impl Summary {
    /// From what was taken and what stood in the way. The same conflict of several values is told once; every value that is
    /// named in one is rejected.
    pub fn of(import_count: ImportCount, conflicts: Vec<Conflict>, description: &str) -> Summary {
        let ImportCount { imported, updated, deleted, .. } = import_count;
        let status = match (conflicts.is_empty(), imported, updated, deleted) {
            (true, ..) => Outcome::Success,
            (false, 0, 0, 0) => Outcome::Error,
            (false, ..) => Outcome::Warning,
        };
        let mut told: Vec<Conflict> = Vec::new();
        let mut places: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        let mut rejected_indexes = Vec::new();
        for conflict in conflicts {
            rejected_indexes.extend(conflict.indexes.iter().copied());
            let key = (conflict.property.clone(), conflict.object.clone(), conflict.value.clone());
            let place = *places.entry(key).or_insert(told.len());
            match told.get_mut(place) {
                Some(first) => first.indexes.extend(conflict.indexes),
                None => told.push(conflict),
            }
        }
        rejected_indexes.sort_unstable();
        rejected_indexes.dedup();
        Summary {
            response_type: "ImportSummary",
            status,
            description: description.to_owned(),
            import_count,
            conflicts: told,
            rejected_indexes,
            data_set_complete: "false".to_owned(),
        }
    }

    /// As the body of an answer.
    pub fn message(self) -> Message {
        let (http_status, http_status_code, status) = match self.status {
            Outcome::Success => ("OK", 200, "OK"),
            Outcome::Warning => ("Conflict", 409, "WARNING"),
            Outcome::Error => ("Conflict", 409, "ERROR"),
        };
        let message = self.description.clone();
        Message { http_status, http_status_code, status, message, response: self }
    }
}
