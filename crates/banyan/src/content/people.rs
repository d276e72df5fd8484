//! The people of the demonstration: invented, and said to be. A folder without the file has none.

use banyan_core::access::{Role, Subject};
use banyan_core::words::Language;
use serde::Deserialize;

use super::{ContentError, Source};
use crate::accounts::DemonstrationPerson;

const PATH: &str = "demonstration/people.csv";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    login: String,
    name: String,
    language: String,
    role: String,
    unit: String,
    subject: String,
}

/// The people, in the order in which the page of the demonstration lists them.
///
/// # Errors
/// Every line that cannot be read.
pub fn people(source: &Source) -> Result<Vec<DemonstrationPerson>, ContentError> {
    if !source.has(PATH) {
        return Ok(Vec::new());
    }
    let (mut people, mut wrong) = (Vec::new(), Vec::new());
    for (line, row) in source.csv::<Line>(PATH)? {
        match person(row) {
            Ok(person) => people.push(person),
            Err(reason) => wrong.push(ContentError::Line { path: PATH.to_owned(), line, reason }),
        }
    }
    if wrong.is_empty() { Ok(people) } else { Err(ContentError::Many(wrong)) }
}

fn person(row: Line) -> Result<DemonstrationPerson, String> {
    if !row.login.starts_with("demo.") {
        return Err(format!("the login `{}` does not begin with `demo.`", row.login));
    }
    Ok(DemonstrationPerson {
        login: row.login,
        name: row.name,
        language: row.language.parse::<Language>().map_err(|refusal| refusal.to_string())?,
        role: row.role.parse::<Role>().map_err(|refusal| refusal.to_string())?,
        unit: row.unit,
        subject: row.subject.parse::<Subject>().map_err(|refusal| refusal.to_string())?,
    })
}
