//! The tables in the cells of a file. A row of codes says what each column holds; where it stands, and in which order its
//! columns, is left to whoever filled the file in. Rows above it are for people and are not read.

use std::collections::BTreeMap;

use super::grid::{Content, Grid};
use super::identity::Identity;
use super::place::letters;
use super::problem::{FileProblem, FileProblemKind};

/// Above the codes of entries, where each has a row of its own.
pub(super) const ENTRY: &str = "#entry";
/// Above the values of entries that have rows of their own.
pub(super) const VALUE: &str = "#value";
/// Above the codes of units.
pub(super) const UNIT: &str = "#unit";
/// Marks a table without a column for units.
pub(super) const ROW: &str = "#row";
/// In front of the codes of what is shown and not read, such as `#name`.
pub(super) const MARK: char = '#';

/// The codes that make a row the one of codes.
const HEADS: [&str; 3] = [ENTRY, UNIT, ROW];

/// What lines of a text file say of themselves.
const IDENTITY: [&str; 5] = ["form", "version", "regime", "period", "language"];

/// A sheet with its row of codes.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) grid: Grid,
    /// The row of codes.
    pub(super) head: u32,
    /// Columns by code, those with a mark too.
    pub(super) columns: BTreeMap<String, u32>,
}

impl Table {
    /// The table of a sheet; `None` where no row has codes.
    pub(super) fn of_sheet(grid: Grid, problems: &mut Vec<FileProblem>) -> Option<Table> {
        let heads = |row: &BTreeMap<u32, Content>| {
            row.values().any(|cell| cell.text().is_some_and(|text| HEADS.contains(&text)))
        };
        let head = grid.rows.iter().find(|(_, row)| heads(row)).map(|(row, _)| *row)?;
        Some(Table::under(grid, head, problems))
    }

    /// The table of a text file, whose first line has the codes.
    pub(super) fn of_text(grid: Grid, problems: &mut Vec<FileProblem>) -> Option<Table> {
        let head = *grid.rows.keys().next()?;
        let columns = grid.widths.get(&head).copied().unwrap_or(0);
        for (row, cells) in &grid.widths {
            let extra = |row: &BTreeMap<u32, Content>| {
                let last = row.keys().next_back().copied().unwrap_or(0);
                usize::try_from(last).is_ok_and(|last| last > columns)
            };
            let Some(content) = grid.rows.get(row) else { continue };
            if *cells < columns || extra(content) {
                let kind = FileProblemKind::Ragged { cells: *cells, columns };
                problems.push(FileProblem::at(grid.row(*row), kind));
            }
        }
        Some(Table::under(grid, head, problems))
    }

    fn under(grid: Grid, head: u32, problems: &mut Vec<FileProblem>) -> Table {
        let mut columns = BTreeMap::new();
        for (column, cell) in grid.rows.get(&head).into_iter().flatten() {
            let Some(code) = cell.text().filter(|code| !code.is_empty()) else { continue };
            if let Some(first) = columns.get(code) {
                let (code, first) = (code.to_owned(), letters(*first));
                let kind = FileProblemKind::DuplicateColumn { code, first };
                problems.push(FileProblem::at(grid.cell(head, *column), kind));
            } else {
                columns.insert(code.to_owned(), *column);
            }
        }
        let table = Table { grid, head, columns };
        table.merged(problems);
        table
    }

    /// Areas that take several cells of the table for one: only the first has a value left.
    fn merged(&self, problems: &mut Vec<FileProblem>) {
        for area in &self.grid.merged {
            let inside = |column: &&u32| (area.columns.0..=area.columns.1).contains(*column);
            let several =
                area.rows.0 != area.rows.1 || self.columns.values().filter(inside).count() > 1;
            if area.rows.1 >= self.head && several && self.columns.values().any(|own| inside(&own))
            {
                let place = self.grid.cell(area.rows.0, area.columns.0);
                problems
                    .push(FileProblem::at(place, FileProblemKind::Merged { area: area.name() }));
            }
        }
    }

    /// Columns of the form, without what only marks or shows.
    pub(super) fn codes(&self) -> impl Iterator<Item = (&str, u32)> {
        let own = self.columns.iter().filter(|(code, _)| !code.starts_with(MARK));
        own.map(|(code, column)| (code.as_str(), *column))
    }

    /// The rows below the codes in which anything stands.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &BTreeMap<u32, Content>)> {
        let below = self.grid.rows.range(self.head.saturating_add(1)..);
        below.map(|(row, cells)| (*row, cells))
    }

    pub(super) fn column(&self, code: &str) -> Option<u32> {
        self.columns.get(code).copied()
    }

    /// What the lines of a text file are for; `None` where it has no such columns. Lines that say another thing than the
    /// first are problems.
    pub(super) fn identity(&self, problems: &mut Vec<FileProblem>) -> Option<Identity> {
        self.column("#form")?;
        let mut values: BTreeMap<&str, &str> = BTreeMap::new();
        for entry in IDENTITY {
            let Some(column) = self.column(&format!("{MARK}{entry}")) else { continue };
            for (row, cells) in self.rows() {
                let Some(text) = cells.get(&column).and_then(Content::text) else { continue };
                let first = *values.entry(entry).or_insert(text);
                if first != text {
                    let (first, other) = (first.to_owned(), text.to_owned());
                    let kind = FileProblemKind::MixedIdentity { entry, first, other };
                    problems.push(FileProblem::at(self.grid.cell(row, column), kind));
                }
            }
        }
        let read = Identity::read(|name| values.get(name).copied().unwrap_or_default(), Vec::new());
        let place = || self.grid.whole();
        read.map_err(|kinds| {
            problems.extend(kinds.into_iter().map(|kind| FileProblem::at(place(), kind)));
        })
        .ok()
    }
}
