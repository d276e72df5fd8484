//! A file that came back, read under its form: answers by unit, and every problem with the cell in which it stands.

use std::collections::BTreeSet;

use banyan_core::form::{Form, Kind, Notation, Reading};

use super::entries::Entries;
use super::format::{self, Format};
use super::identity::Identity;
use super::place::Place;
use super::problem::{FileProblem, FileProblemKind};
use super::separated::separated;
use super::tables::{ENTRY, Table};
use super::workbook;

/// Problems that are listed; of those behind them the number is said.
pub(super) const PROBLEMS_MOST: usize = 5_000;

/// A file that was taken apart: what it is for, and its tables. Under which form it is read, its caller finds by
/// [`Filled::identity`].
#[derive(Debug)]
pub struct Filled {
    identity: Option<Identity>,
    pub(super) tables: Vec<Table>,
    format: Format,
}

/// A file read under its form.
#[derive(Debug)]
pub struct Answered {
    /// Units that have any answers, in the order of the file.
    pub reports: Vec<UnitAnswers>,
    /// Units of the file for which nothing was filled in.
    pub blank: Vec<String>,
    /// Everything that is wrong, and what was left alone; in the order of places.
    pub problems: Vec<FileProblem>,
}

/// The answers of a unit.
#[derive(Debug)]
pub struct UnitAnswers {
    /// The unit's code; `None` where the file names none.
    pub unit: Option<String>,
    /// As [`Form::read_lines`] gives it: `raw` is what stood in the cells, `problems` the form's own.
    pub reading: Reading,
}

/// Takes a file apart, by its content first and its name second.
///
/// # Errors
/// All reasons why nothing of it can be read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Filled, Vec<FileProblem>> {
    let mut problems = Vec::new();
    let format = format::of(name, bytes).map_err(|kind| vec![FileProblem::file(kind)])?;
    let (identity, tables) = if format == Format::Workbook {
        let grids = workbook::grids(name, bytes).map_err(|problem| vec![problem])?;
        let mut identity: Option<Identity> = None;
        let mut tables = Vec::new();
        for grid in grids {
            match Identity::of_sheet(&grid) {
                Some(Ok(own)) => match &identity {
                    Some(first) if *first != own => {
                        let (first, other) = (first.form.clone(), own.form);
                        let kind = FileProblemKind::MixedIdentity { entry: "form", first, other };
                        problems.push(FileProblem::at(grid.whole(), kind));
                    }
                    _ => identity = Some(own),
                },
                Some(Err(own)) => problems.extend(own),
                None => tables.extend(Table::of_sheet(grid, &mut problems)),
            }
        }
        if identity.is_none() && problems.is_empty() {
            problems.push(FileProblem::file(FileProblemKind::NoIdentity));
        }
        (identity, tables)
    } else {
        let grid =
            separated(bytes).and_then(|text| text.grid()).map_err(|problem| vec![problem])?;
        let table = Table::of_text(grid, &mut problems);
        let identity = table.as_ref().and_then(|table| table.identity(&mut problems));
        (identity, Vec::from_iter(table))
    };
    if tables.is_empty() && problems.is_empty() {
        problems.push(FileProblem::file(FileProblemKind::NoTable));
    }
    if problems.is_empty() { Ok(Filled { identity, tables, format }) } else { Err(problems) }
}

impl Filled {
    /// What the file says it is for. A text file need not say it.
    pub fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// A note where the file was made for an older version of its form than the one in force. It is read under the version
    /// that it was made for; `form::carry` takes its answers over.
    pub fn older_than(&self, now: u32) -> Option<FileProblem> {
        let file = self.identity.as_ref()?.version;
        (file < now).then(|| FileProblem::file(FileProblemKind::OlderVersion { file, now }))
    }

    /// Reads the tables under the form and version that the file was made for. `notation` is how its texts are written;
    /// what Excel keeps as numbers and days is known exactly.
    pub fn under(&self, form: &Form, notation: Notation) -> Answered {
        let mut problems = self.other_form(form);
        if !problems.is_empty() {
            return Answered { reports: Vec::new(), blank: Vec::new(), problems };
        }
        let entries = Entries::of(self, form, &mut problems);
        let missing = self.missing_columns(form, &mut problems);
        let blank = entries.blank(self.identity.as_ref());
        let mut reports = Vec::new();
        for (unit, own) in entries.units {
            let reading = own.read(form, notation);
            for problem in &reading.problems {
                if !missing.contains(&problem.at.column()) && !own.refused(problem) {
                    let kind = FileProblemKind::Entry(problem.kind.clone());
                    problems.push(FileProblem::at(own.place_of(problem, self), kind));
                }
            }
            reports.push(UnitAnswers { unit, reading });
        }
        if reports.is_empty() && problems.is_empty() {
            problems.push(FileProblem::file(FileProblemKind::NothingFilled));
        }
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        let left = problems.len().saturating_sub(PROBLEMS_MOST);
        if left > 0 {
            problems.truncate(PROBLEMS_MOST);
            problems.push(FileProblem::file(FileProblemKind::More { left }));
        }
        Answered { reports, blank, problems }
    }

    fn other_form(&self, form: &Form) -> Vec<FileProblem> {
        let Some(identity) = &self.identity else { return Vec::new() };
        let kind = if identity.form != form.code() {
            let (file, asked) = (identity.form.clone(), form.code().to_owned());
            FileProblemKind::WrongForm { file, asked }
        } else if identity.version != form.version() {
            FileProblemKind::OtherVersion { file: identity.version, asked: form.version() }
        } else {
            return Vec::new();
        };
        vec![FileProblem::file(kind)]
    }

    /// Columns, or rows of entries, that were taken out. A text file may leave out what nobody must fill in. Returns those that
    /// were said to be missing.
    fn missing_columns(&self, form: &Form, problems: &mut Vec<FileProblem>) -> Vec<String> {
        let mut there: BTreeSet<&str> = BTreeSet::new();
        for table in &self.tables {
            there.extend(table.codes().map(|(code, _)| code));
            if let Some(column) = table.column(ENTRY) {
                there.extend(table.rows().filter_map(|(_, cells)| cells.get(&column)?.text()));
            }
        }
        let workbook = self.format == Format::Workbook;
        let asked = form.columns().into_iter().filter(|column| {
            let attached = matches!(column.field.field.kind, Kind::Attachment { .. });
            !column.locked && !attached && (workbook || column.required)
        });
        let groups_left_out = |code: &str| {
            // A text file without a group's columns has no rows of it.
            let group = code.split_once('.').filter(|(group, _)| form.group(group).is_some());
            let own = |group: &str| there.iter().any(|code| code.starts_with(&format!("{group}.")));
            !workbook && group.is_some_and(|(group, _)| !own(group))
        };
        let missing: Vec<String> = asked
            .map(|column| column.name)
            .filter(|code| !there.contains(code.as_str()) && !groups_left_out(code))
            .collect();
        problems.extend(missing.iter().map(|code| {
            FileProblem::at(Place::File, FileProblemKind::MissingColumn { code: code.clone() })
        }));
        missing
    }
}
