//! A list of people as CSV, read whole: every problem of every line and column is told at once.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::read_login;
use super::{Fields, Ground, NewPerson, Problem, read_person};
use crate::units::Networks;
use crate::web::Visit;

/// Most people in one list.
pub(in crate::accounts) const ROLL_LINES_MAX: usize = 5000;

/// The columns, in any order; all of them must be there, since an empty cell is an answer and a missing column is a mistake.
const COLUMNS: [&str; 9] =
    ["login", "name", "email", "language", "unit", "role", "subject", "from", "until"];

/// A list as it was read.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::accounts) struct Roll {
    /// Everybody whose line has no problem.
    pub(in crate::accounts) people: Vec<NewPerson>,
    /// Every login that can be read, with its line, whatever else is wrong with that.
    pub(in crate::accounts) logins: Vec<(usize, String)>,
    pub(in crate::accounts) problems: Vec<Problem>,
}

/// Reads a list; the first line names the columns. Commas or semicolons part the cells. Problems of columns do not hide those of
/// lines; what stands in a column that is missing is not asked for line by line.
pub(in crate::accounts) fn read_roll(
    text: &str,
    visit: &Visit,
    networks: &Networks,
    ground: &mut Ground,
) -> Roll {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') && !first.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut roll = Roll::default();
    let columns = header(&mut reader, &mut roll.problems);
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for (number, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(refusal) => {
                let line = refusal.position().map_or(0, csv::Position::line);
                let problem = match refusal.kind() {
                    csv::ErrorKind::UnequalLengths { len, .. } => {
                        Problem::new("", "problem-line-cells", &len.to_string())
                    }
                    _ => Problem::new("", "problem-line", &refusal.to_string()),
                };
                roll.problems.push(at(line, problem));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if number >= ROLL_LINES_MAX {
            roll.problems.push(at(line, Problem::new("", "problem-too-many", "")));
            break;
        }
        let fields = fields(&columns, &record);
        if let Ok(login) = read_login(&fields.login) {
            let own = usize::try_from(line).unwrap_or(usize::MAX);
            let first = *lines.entry(login.clone()).or_insert(own);
            if first != own {
                let twice = Problem::new("login", "problem-login-twice", &first.to_string());
                roll.problems.push(at(line, twice));
            }
            roll.logins.push((own, login));
        }
        match read_person(&fields, visit, networks, ground) {
            Ok(person) => roll.people.push(person),
            Err(found) => {
                let told = found.into_iter().filter(|own| columns.contains_key(own.field));
                roll.problems.extend(told.map(|problem| at(line, problem)));
            }
        }
    }
    if roll.people.is_empty() && roll.problems.is_empty() {
        roll.problems.push(at(1, Problem::new("", "problem-no-line", "")));
    }
    roll
}

/// The place of each column; every missing and every unknown one is a problem of the first line.
fn header(
    reader: &mut csv::Reader<&[u8]>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<&'static str, usize> {
    let header = match reader.headers() {
        Ok(header) => header,
        Err(refusal) => {
            problems.push(at(1, Problem::new("", "problem-line", &refusal.to_string())));
            return BTreeMap::new();
        }
    };
    let known: BTreeSet<&str> = COLUMNS.into_iter().collect();
    let unknown = header.iter().filter(|name| !known.contains(name));
    problems.extend(unknown.map(|name| at(1, Problem::new("", "problem-column-unknown", name))));
    let mut columns = BTreeMap::new();
    for name in COLUMNS {
        match header.iter().position(|own| own == name) {
            Some(place) => {
                columns.insert(name, place);
            }
            None => problems.push(at(1, Problem::new("", "problem-column-missing", name))),
        }
    }
    columns
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
