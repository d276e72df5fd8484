//! The cells of tables as entries of a form: unit by unit, line by line, each with its place.

use std::collections::{BTreeMap, BTreeSet};

use banyan_core::form::{Form, Kind, Line, Notation, Problem, ProblemKind, Reading};

use super::filled::Filled;
use super::grid::Content;
use super::identity::Identity;
use super::place::Place;
use super::problem::{FileProblem, FileProblemKind};
use super::tables::{ENTRY, Table, UNIT, VALUE};

/// The entries of every unit that has any, in the order in which the file names them.
pub(super) struct Entries<'f> {
    pub(super) units: Vec<(Option<String>, UnitEntries<'f>)>,
    places: BTreeMap<Option<String>, usize>,
}

/// The entries of one unit.
#[derive(Default)]
pub(super) struct UnitEntries<'f> {
    /// By line, counted from 1, and column; blanks are not there.
    filled: BTreeMap<(u32, String), (&'f Content, Place)>,
    /// Where each column of a line stands, blank or not.
    places: BTreeMap<(u32, String), Place>,
    /// What was filled in and could not even be handed to the form.
    refused: BTreeSet<(u32, String)>,
}

/// A row of a table, of whom it is and which line of that unit it holds.
struct Row<'t> {
    table: &'t Table,
    row: u32,
    cells: &'t BTreeMap<u32, Content>,
}

impl<'f> Entries<'f> {
    pub(super) fn of(
        file: &'f Filled,
        form: &Form,
        problems: &mut Vec<FileProblem>,
    ) -> Entries<'f> {
        let mut entries = Entries { units: Vec::new(), places: BTreeMap::new() };
        let identity = file.identity();
        for table in &file.tables {
            match (table.column(ENTRY), table.column(VALUE)) {
                (Some(entry), Some(value)) => {
                    entries.by_row(table, (entry, value), identity, problems);
                }
                _ => entries.by_column(table, form, identity, problems),
            }
        }
        for (_, own) in &mut entries.units {
            own.check(form, problems);
        }
        entries.units.retain(|(_, own)| !own.filled.is_empty());
        entries
    }

    /// Units that the file was made for and that have no entries.
    pub(super) fn blank(&self, identity: Option<&Identity>) -> Vec<String> {
        let known = identity.map(|own| own.units.as_slice()).unwrap_or_default();
        let filled = |unit: &String| self.units.iter().any(|(own, _)| own.as_ref() == Some(unit));
        known.iter().filter(|unit| !filled(unit)).cloned().collect()
    }

    fn unit(&mut self, unit: Option<String>) -> Option<&mut UnitEntries<'f>> {
        let next = self.units.len();
        let place = *self.places.entry(unit.clone()).or_insert(next);
        if place == next {
            self.units.push((unit, UnitEntries::default()));
        }
        self.units.get_mut(place).map(|(_, own)| own)
    }

    /// A table with a row for each entry, for the one unit of the file.
    fn by_row(
        &mut self,
        table: &'f Table,
        (entry, value): (u32, u32),
        identity: Option<&Identity>,
        problems: &mut Vec<FileProblem>,
    ) {
        let unit = match identity.map(|own| own.units.as_slice()).unwrap_or_default() {
            [] => None,
            [only] => Some(only.clone()),
            _ => {
                problems.push(FileProblem::at(table.grid.whole(), FileProblemKind::NoUnit));
                return;
            }
        };
        let Some(own) = self.unit(unit) else { return };
        for (row, cells) in table.rows() {
            let code = cells.get(&entry).and_then(Content::text).unwrap_or_default();
            let place = table.grid.cell(row, value);
            if !code.is_empty() {
                own.put(1, code, cells.get(&value), place, problems);
            } else if cells.contains_key(&value) {
                problems.push(FileProblem::at(place, FileProblemKind::NotRead));
            }
        }
    }

    /// A table with a column for each entry and a row for each unit, or row of a group.
    fn by_column(
        &mut self,
        table: &'f Table,
        form: &Form,
        identity: Option<&Identity>,
        problems: &mut Vec<FileProblem>,
    ) {
        let grouped = table.codes().any(|(code, _)| group_of(form, code).is_some());
        let known: BTreeSet<u32> = table.columns.values().copied().collect();
        let mut lines: BTreeMap<Option<String>, (u32, u32)> = BTreeMap::new();
        for (row, cells) in table.rows() {
            let row = Row { table, row, cells };
            row.beside(&known, problems);
            if !row.filled() {
                continue;
            }
            let unit = match row.unit(identity) {
                Ok(unit) => unit,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let (line, first) = lines.entry(unit.clone()).or_insert((0, row.row));
            *line = line.saturating_add(1);
            if *line > 1 && !grouped {
                let first = *first;
                let kind = unit.map_or(FileProblemKind::NoUnit, |unit| {
                    FileProblemKind::UnitTwice { unit, first }
                });
                problems.push(FileProblem::at(table.grid.row(row.row), kind));
                continue;
            }
            let line = *line;
            let Some(own) = self.unit(unit) else { continue };
            for (code, column) in table.codes() {
                let place = table.grid.cell(row.row, column);
                // Below the first line only what repeats is expected.
                if line == 1 || group_of(form, code).is_some() || cells.contains_key(&column) {
                    own.put(line, code, cells.get(&column), place, problems);
                }
            }
        }
    }
}

impl Row<'_> {
    fn filled(&self) -> bool {
        self.table.codes().any(|(_, column)| self.cells.contains_key(&column))
    }

    /// Cells of the row in columns that have no code.
    fn beside(&self, known: &BTreeSet<u32>, problems: &mut Vec<FileProblem>) {
        let strange = self.cells.keys().filter(|column| !known.contains(column));
        problems.extend(strange.map(|column| {
            FileProblem::at(self.table.grid.cell(self.row, *column), FileProblemKind::NotRead)
        }));
    }

    /// The unit that the row speaks of.
    fn unit(&self, identity: Option<&Identity>) -> Result<Option<String>, FileProblem> {
        let known = identity.map(|own| own.units.as_slice()).unwrap_or_default();
        let problem = |place, kind| Err(FileProblem::at(place, kind));
        let Some(column) = self.table.column(UNIT) else {
            return match known {
                [] => Ok(None),
                [only] => Ok(Some(only.clone())),
                _ => problem(self.table.grid.row(self.row), FileProblemKind::NoUnit),
            };
        };
        let place = self.table.grid.cell(self.row, column);
        let cell = self.cells.get(&column);
        let written = cell.and_then(Content::text).unwrap_or_default();
        match cell {
            Some(Content::Formula) => problem(place, FileProblemKind::Formula),
            _ if written.is_empty() => problem(place, FileProblemKind::NoUnit),
            // Excel takes zeros away in front of a code that looks like a number; among known units it can be told.
            Some(Content::Number(number)) => {
                let mut alike = known.iter().filter(|unit| unit.trim_start_matches('0') == number);
                match (alike.next(), alike.next()) {
                    (Some(unit), None) => Ok(Some(unit.clone())),
                    _ => {
                        let number = number.clone();
                        problem(place, FileProblemKind::NumberForCode { number })
                    }
                }
            }
            _ if !known.is_empty() && !known.iter().any(|unit| unit == written) => {
                problem(place, FileProblemKind::UnknownUnit { unit: written.to_owned() })
            }
            _ => Ok(Some(written.to_owned())),
        }
    }
}

impl<'f> UnitEntries<'f> {
    fn put(
        &mut self,
        line: u32,
        code: &str,
        content: Option<&'f Content>,
        place: Place,
        problems: &mut Vec<FileProblem>,
    ) {
        let key = (line, code.to_owned());
        if let Some(first) = self.places.get(&key) {
            let (code, first) = (code.to_owned(), first.short());
            problems.push(FileProblem::at(place, FileProblemKind::EntryTwice { code, first }));
            return;
        }
        self.places.insert(key.clone(), place.clone());
        if let Some(content) = content {
            self.filled.insert(key, (content, place));
        }
    }

    /// Takes out what is not even a text of the entry's kind, with the problem of each.
    fn check(&mut self, form: &Form, problems: &mut Vec<FileProblem>) {
        let refused = &mut self.refused;
        self.filled.retain(|(line, code), (content, place)| {
            let (field, cell) = slot_of(form, code);
            let field = form.field(field);
            if matches!(content, Content::Formula | Content::Fault(_))
                && field.is_some_and(|field| field.computed(cell))
            {
                // The template itself adds up there; the sum is made anew.
                return false;
            }
            let kind = field.map(|field| &field.field.kind);
            let problem = match (content, kind) {
                (Content::Formula, _) => FileProblemKind::Formula,
                (Content::Fault(fault), _) => FileProblemKind::Fault { fault: (*fault).to_owned() },
                (Content::Day(day), Some(Kind::Number(_))) => {
                    FileProblemKind::DayForNumber { day: day.clone() }
                }
                (Content::Number(number), Some(Kind::Unit {})) => {
                    FileProblemKind::NumberForCode { number: number.clone() }
                }
                _ => return true,
            };
            problems.push(FileProblem::at(place.clone(), problem));
            refused.insert((*line, code.clone()));
            false
        });
    }

    /// The answers. What Excel keeps as a number is handed on with a mark that every notation reads as the one before
    /// decimals, and shown as it was.
    pub(super) fn read(&self, form: &Form, notation: Notation) -> Reading {
        let last = self.filled.keys().map(|(line, _)| *line).max().unwrap_or(0);
        let mut lines = vec![Line::new(); usize::try_from(last).unwrap_or(0)];
        for ((line, code), (content, _)) in &self.filled {
            let number = form
                .field(slot_of(form, code).0)
                .is_some_and(|field| matches!(field.field.kind, Kind::Number(_)));
            let place = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
            if let Some(line) = lines.get_mut(place) {
                line.insert(code.clone(), written(content, number, notation));
            }
        }
        let mut reading = form.read_lines(&lines, notation);
        for text in reading.raw.values_mut().filter(|text| text.contains(MARK)) {
            *text = text.replace(MARK, ".");
        }
        reading
    }

    /// Whether the form misses an entry that is there, and refused already.
    pub(super) fn refused(&self, problem: &Problem) -> bool {
        problem.kind == ProblemKind::Missing && self.refused.contains(&slot_in_file(problem))
    }

    /// Where a problem of the form stands in the file.
    pub(super) fn place_of(&self, problem: &Problem, file: &Filled) -> Place {
        let (line, code) = slot_in_file(problem);
        if let Some(place) = self.places.get(&(line, code.clone())) {
            return place.clone();
        }
        if let Some(row) = &problem.at.row {
            let group = format!("{}.", row.group);
            let beside = self.places.range((line, group.clone())..).next();
            let beside = beside.filter(|((own, code), _)| *own == line && code.starts_with(&group));
            if let Some((_, Place::Cell { sheet, row, .. })) = beside {
                return Place::Row { sheet: sheet.clone(), row: *row };
            }
        }
        // Of a group as a whole: the sheet that has its columns.
        let own = format!("{code}.");
        let table =
            file.tables.iter().find(|table| table.codes().any(|(code, _)| code.starts_with(&own)));
        table.map_or(Place::File, |table| table.grid.whole())
    }
}

/// Line and column of what a problem of the form is about.
fn slot_in_file(problem: &Problem) -> (u32, String) {
    match &problem.at.row {
        None => (1, problem.at.column()),
        // What repeats nowhere, on a later line.
        Some(row) if row.group.is_empty() => (row.number, problem.at.slot()),
        Some(row) => (row.number, problem.at.column()),
    }
}

/// Arabic's own mark before decimals.
const MARK: char = '\u{066B}';

fn written(content: &Content, number: bool, notation: Notation) -> String {
    let exact = |plain: &str| match notation {
        Notation::Plain => plain.to_owned(),
        _ => plain.replace('.', &MARK.to_string()),
    };
    match content {
        Content::Number(plain) if number => exact(plain),
        Content::Percent(plain) => format!("{}%", exact(&hundredfold(plain))),
        Content::Text(text) | Content::Number(text) | Content::Day(text) => text.clone(),
        Content::YesNo(yes) => yes.to_string(),
        Content::Formula | Content::Fault(_) => String::new(),
    }
}

/// A plain number with its point two places further on.
fn hundredfold(plain: &str) -> String {
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let padded = format!("{decimals:0<2}");
    let (moved, rest) = padded.split_at_checked(2).unwrap_or((&padded, ""));
    let whole = format!("{whole}{moved}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        own => own,
    };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// The group of a column.
fn group_of<'c>(form: &Form, code: &'c str) -> Option<&'c str> {
    code.split_once('.').map(|(group, _)| group).filter(|group| form.group(group).is_some())
}

/// Field and cell of a column.
fn slot_of<'c>(form: &Form, code: &'c str) -> (&'c str, &'c str) {
    let slot = match group_of(form, code) {
        Some(group) => code.get(group.len().saturating_add(1)..).unwrap_or_default(),
        None => code,
    };
    slot.split_once('.').unwrap_or((slot, ""))
}
