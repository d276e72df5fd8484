//! A list of people as CSV, read whole: either every line is a person, or every problem of every line is told at once.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::Permits;
use super::{Fields, NewPerson, Problem, read_person};
use crate::units::Networks;
use crate::web::Visit;

/// Most people in one list.
pub(in crate::accounts) const ROLL_LINES_MAX: usize = 5000;

/// The columns, in any order; all of them must be there, since an empty cell is an answer and a missing column is a mistake.
const COLUMNS: [&str; 9] =
    ["login", "name", "email", "language", "unit", "role", "subject", "from", "until"];

/// Reads a list; the first line names the columns. Commas or semicolons part the cells.
///
/// # Errors
/// Every problem with its line.
pub(in crate::accounts) fn read_roll(
    text: &str,
    visit: &Visit,
    networks: &Networks,
    permits: &mut Permits,
) -> Result<Vec<NewPerson>, Vec<Problem>> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') && !first.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = header(&mut reader)?;
    let (mut people, mut problems) = (Vec::new(), Vec::new());
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(refusal) => {
                let line = refusal.position().map_or(0, csv::Position::line);
                problems.push(at(line, Problem::new("", "problem-line", &refusal.to_string())));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if people.len() >= ROLL_LINES_MAX {
            problems.push(at(line, Problem::new("", "problem-too-many", "")));
            break;
        }
        match read_person(&fields(&columns, &record), visit, networks, permits) {
            Ok(person) => {
                let own = usize::try_from(line).unwrap_or(usize::MAX);
                if let Some(before) = lines.insert(person.login.clone(), own) {
                    let twice = Problem::new("login", "problem-login-twice", &before.to_string());
                    problems.push(at(line, twice));
                }
                people.push(person);
            }
            Err(found) => problems.extend(found.into_iter().map(|problem| at(line, problem))),
        }
    }
    if people.is_empty() && problems.is_empty() {
        problems.push(at(1, Problem::new("", "problem-no-line", "")));
    }
    if problems.is_empty() { Ok(people) } else { Err(problems) }
}

/// The place of each column; every missing and every unknown one is a problem of the first line.
fn header(reader: &mut csv::Reader<&[u8]>) -> Result<BTreeMap<&'static str, usize>, Vec<Problem>> {
    let header = reader
        .headers()
        .map_err(|refusal| vec![at(1, Problem::new("", "problem-line", &refusal.to_string()))])?;
    let known: BTreeSet<&str> = COLUMNS.into_iter().collect();
    let mut problems: Vec<Problem> = header
        .iter()
        .filter(|name| !known.contains(name))
        .map(|name| at(1, Problem::new("", "problem-column-unknown", name)))
        .collect();
    let mut columns = BTreeMap::new();
    for name in COLUMNS {
        match header.iter().position(|own| own == name) {
            Some(place) => {
                columns.insert(name, place);
            }
            None => problems.push(at(1, Problem::new("", "problem-column-missing", name))),
        }
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

fn fields(columns: &BTreeMap<&'static str, usize>, record: &csv::StringRecord) -> Fields {
    let cell = |name: &str| {
        let place = columns.get(name).copied().unwrap_or(usize::MAX);
        record.get(place).unwrap_or_default().to_owned()
    };
    Fields {
        call: String::new(),
        login: cell("login"),
        name: cell("name"),
        email: cell("email"),
        language: cell("language"),
        unit: cell("unit"),
        role: cell("role"),
        subject: cell("subject"),
        from: cell("from"),
        until: cell("until"),
    }
}

fn at(line: u64, problem: Problem) -> Problem {
    Problem { line: usize::try_from(line).unwrap_or(usize::MAX), ..problem }
}
