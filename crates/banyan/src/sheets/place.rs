//! Where something stands in a file, as the person who opens it sees it.

use crate::web::{Argument, Words};

/// A place in a file. Rows and columns count from 1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Place {
    /// Nowhere in particular.
    #[default]
    File,
    /// A sheet of a workbook.
    Sheet(String),
    /// A row; of a text file without a sheet the line.
    Row {
        sheet: Option<String>,
        row: u32,
    },
    Cell {
        sheet: Option<String>,
        row: u32,
        column: u32,
    },
    /// A line of XML or CSV that somebody else's program wrote.
    Line(usize),
    /// A JSON Pointer (RFC 6901): `/dataValues/3/value`.
    Pointer(String),
}

impl Place {
    /// In words; `None` for the file.
    pub fn words(&self, words: Words) -> Option<String> {
        let text = |key: &str, values: &[(&str, Argument<'_>)]| Some(words.with(key, values));
        match self {
            Place::File => None,
            Place::Sheet(sheet) => text("sheets-place-sheet", &[("sheet", Argument::from(sheet))]),
            Place::Row { sheet, row } => {
                let row = row.to_string();
                match sheet {
                    None => text("sheets-place-line", &[("line", Argument::from(&row))]),
                    Some(sheet) => text(
                        "sheets-place-row",
                        &[("sheet", Argument::from(sheet)), ("row", Argument::from(&row))],
                    ),
                }
            }
            Place::Cell { sheet, row, column } => {
                let (row, letters) = (row.to_string(), letters(*column));
                let here = [("row", Argument::from(&row)), ("column", Argument::from(&letters))];
                match sheet {
                    None => text("sheets-place-line-column", &here),
                    Some(sheet) => {
                        let cell = format!("{letters}{row}");
                        text(
                            "sheets-place-cell",
                            &[("sheet", Argument::from(sheet)), ("cell", Argument::from(&cell))],
                        )
                    }
                }
            }
            Place::Line(line) => {
                let line = line.to_string();
                text("sheets-place-line", &[("line", Argument::from(&line))])
            }
            Place::Pointer(pointer) => {
                text("sheets-place-pointer", &[("pointer", Argument::from(pointer))])
            }
        }
    }

    /// Short and without words, for lists and programs: `Sheet!C12`, `C12`, `12`, `/dataValues/3`.
    pub fn short(&self) -> String {
        let within = |sheet: &Option<String>, rest: String| match sheet {
            Some(sheet) => format!("{sheet}!{rest}"),
            None => rest,
        };
        match self {
            Place::File => String::new(),
            Place::Sheet(sheet) => sheet.clone(),
            Place::Row { sheet, row } => within(sheet, row.to_string()),
            Place::Cell { sheet, row, column } => {
                within(sheet, format!("{}{row}", letters(*column)))
            }
            Place::Line(line) => line.to_string(),
            Place::Pointer(pointer) => pointer.clone(),
        }
    }
}

/// The letters of a column that counts from 1: A, Z, AA. Zero has none.
pub fn letters(column: u32) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while let Some(below) = left.checked_sub(1) {
        let digit = u8::try_from(below % 26).unwrap_or(0);
        letters.push(char::from(b'A'.saturating_add(digit)));
        left = below / 26;
    }
    letters.iter().rev().collect()
}
