//! What stands in the cells of a sheet or text file, before anyone knows what it means.

use std::collections::BTreeMap;

use super::place::{Place, letters};
use super::problem::{FileProblem, FileProblemKind};

/// Rows with anything in them, of one sheet. A workbook for 3,321 communes and a form for ten rows each has 33,210.
const ROWS_MOST: usize = 200_000;

/// The columns that a form can have (`form::limits::COLUMNS`), and some of one's own beside them.
const COLUMNS_MOST: u32 = 2_100;

/// Filled cells of one file: 3,321 communes times 300 columns.
const CELLS_MOST: usize = 1_000_000;

/// The content of a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Content {
    Text(String),
    /// Digits with a point before the decimals.
    Number(String),
    /// The same, of a number that is shown a hundred times as large with a percent sign.
    Percent(String),
    /// `2025-07-01`, with a time behind it where there is one.
    Day(String),
    YesNo(bool),
    Formula,
    /// `#REF!` and the like.
    Fault(&'static str),
}

impl Content {
    /// The text of a cell that should hold a code; a formula and a fault have none.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Content::Text(text) | Content::Number(text) | Content::Day(text) => Some(text.trim()),
            _ => None,
        }
    }
}

/// A sheet, or a text file. Rows and columns count from 1; blank cells are not there.
#[derive(Debug)]
pub(super) struct Grid {
    /// `None` for a text file, which has no sheets.
    pub(super) sheet: Option<String>,
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, Content>>,
    /// Areas of cells that were made one.
    pub(super) merged: Vec<Area>,
    /// Whether rows end where the header ends, as those of a text file should.
    pub(super) widths: BTreeMap<u32, usize>,
}

/// First and last row and column of an area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Area {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

impl Area {
    /// `B2:D4`.
    pub(super) fn name(&self) -> String {
        let corner = |row, column| format!("{}{row}", letters(column));
        let (first, last) =
            (corner(self.rows.0, self.columns.0), corner(self.rows.1, self.columns.1));
        format!("{first}:{last}")
    }
}

/// How much room is left for the cells of a file.
pub(super) struct Room {
    cells: usize,
}

impl Room {
    pub(super) fn new() -> Room {
        Room { cells: CELLS_MOST }
    }
}

impl Grid {
    pub(super) fn new(sheet: Option<String>) -> Grid {
        Grid { sheet, rows: BTreeMap::new(), merged: Vec::new(), widths: BTreeMap::new() }
    }

    pub(super) fn row(&self, row: u32) -> Place {
        Place::Row { sheet: self.sheet.clone(), row }
    }

    pub(super) fn cell(&self, row: u32, column: u32) -> Place {
        Place::Cell { sheet: self.sheet.clone(), row, column }
    }

    /// The sheet, or the text file.
    pub(super) fn whole(&self) -> Place {
        self.sheet.clone().map_or(Place::File, Place::Sheet)
    }

    /// Puts a cell where it belongs.
    ///
    /// # Errors
    /// The file has more than is read; nothing of it should be used.
    pub(super) fn put(
        &mut self,
        room: &mut Room,
        (row, column): (u32, u32),
        content: Content,
    ) -> Result<(), FileProblem> {
        let problem = |kind| Err(FileProblem::at(self.whole(), kind));
        if column > COLUMNS_MOST {
            let most = usize::try_from(COLUMNS_MOST).unwrap_or(usize::MAX);
            return problem(FileProblemKind::TooManyColumns { most });
        }
        if room.cells == 0 {
            return problem(FileProblemKind::TooManyCells { most: CELLS_MOST });
        }
        if self.rows.len() >= ROWS_MOST && !self.rows.contains_key(&row) {
            return problem(FileProblemKind::TooManyRows { most: ROWS_MOST });
        }
        room.cells = room.cells.saturating_sub(1);
        self.rows.entry(row).or_default().insert(column, content);
        Ok(())
    }
}
