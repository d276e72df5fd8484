//! What an act must say when these rows stand: its content written again from what the tables hold.

use banyan_core::ledger::{hex, tree_root};
use serde_json::{Map, Value as Json};

use super::super::facts::{Column, FactTable, Later, write_text};
use super::super::record::ROWS_IN_FULL;
use crate::store::{PackedRow, StoreError};

/// A fact table with its columns in the order in which canonical JSON writes them.
pub(super) struct Shape {
    pub(super) table: &'static FactTable,
    /// Each with where it stands in a row; the act stands first.
    columns: Vec<(usize, Column)>,
    /// The columns of the key, in its order.
    key: Vec<(usize, Column)>,
}

/// A part of a row's key, in the order in which acts name rows: numbers by their size, text by its bytes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum KeyPart<'p> {
    Empty,
    Whole(i64),
    Text(&'p str),
}

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    Full,
    /// As acts name them that are older than some columns of their table.
    Before,
}

/// The rows of one table that carry the id of one act.
pub(super) type Standing<'p> = (&'p Shape, &'p [PackedRow<'p>]);

impl Shape {
    pub(super) fn of(table: &'static FactTable) -> Shape {
        let all = || table.columns.iter().enumerate().map(|(number, own)| (number + 1, *own));
        let mut columns: Vec<(usize, Column)> = all().collect();
        columns.sort_by_key(|(_, column)| column.name());
        let key = table.key.iter().filter_map(|name| all().find(|(_, own)| own.name() == *name));
        Shape { table, key: key.collect(), columns }
    }

    /// What rows are ordered by within an act.
    pub(super) fn key<'p>(&self, row: PackedRow<'p>) -> Result<Vec<KeyPart<'p>>, StoreError> {
        let part = |(place, column): &(usize, Column)| {
            Ok(match column {
                Column::Whole(_) => row.maybe_whole(*place)?.map_or(KeyPart::Empty, KeyPart::Whole),
                _ => row.maybe_text(*place).map_or(KeyPart::Empty, KeyPart::Text),
            })
        };
        self.key.iter().map(part).collect()
    }

    fn write(
        &self,
        row: PackedRow<'_>,
        wording: Wording,
        out: &mut Vec<u8>,
    ) -> Result<(), StoreError> {
        out.push(b'{');
        let mut first = true;
        for (place, column) in &self.columns {
            if wording == Wording::Before && self.unsaid(row, *place, *column)? {
                continue;
            }
            if !first {
                out.push(b',');
            }
            first = false;
            write_text(column.name(), out);
            out.push(b':');
            match column {
                Column::Text(_) => match row.maybe_text(*place) {
                    Some(text) => write_text(text, out),
                    None => out.extend(b"null"),
                },
                Column::Whole(_) => match row.maybe_whole(*place)? {
                    Some(whole) => out.extend(whole.to_string().bytes()),
                    None => out.extend(b"null"),
                },
                Column::Flag(_) => out.extend(row.yes(*place)?.to_string().bytes()),
            }
        }
        out.push(b'}');
        Ok(())
    }

    /// Whether a column came later and holds what rows from before hold.
    fn unsaid(&self, row: PackedRow<'_>, place: usize, column: Column) -> Result<bool, StoreError> {
        let later = self.table.later.iter().find(|later| later.column() == column.name());
        Ok(match later {
            Some(Later::Empty(_)) => row.maybe_text(place).is_none(),
            Some(Later::No(_)) => !row.yes(place)?,
            None => false,
        })
    }
}

/// The content of an act, as [`super::super::record::content_naming`] writes it; `standing` in the order of the tables' names.
pub(super) fn content_of(
    standing: &[Standing<'_>],
    files: &Map<String, Json>,
    wording: Wording,
    out: &mut Vec<u8>,
) -> Result<(), StoreError> {
    out.clear();
    out.push(b'{');
    if !files.is_empty() {
        out.extend(b"\"files\":");
        out.extend(Json::Object(files.clone()).to_string().bytes());
        out.push(b',');
    }
    out.extend(b"\"written\":{");
    let all: usize = standing.iter().map(|(_, rows)| rows.len()).sum();
    for (number, (shape, rows)) in standing.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        write_text(shape.table.name, out);
        out.push(b':');
        if all > ROWS_IN_FULL {
            let leaf = |row: &PackedRow<'_>| {
                let mut leaf = Vec::new();
                shape.write(*row, wording, &mut leaf).map(|()| leaf)
            };
            let leaves = rows.iter().map(leaf).collect::<Result<Vec<_>, _>>()?;
            let root = hex(&tree_root(leaves.iter().map(Vec::as_slice)));
            out.extend(format!("{{\"root\":\"{root}\",\"rows\":{}}}", rows.len()).bytes());
            continue;
        }
        out.push(b'[');
        for (number, row) in rows.iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            shape.write(*row, wording, out)?;
        }
        out.push(b']');
    }
    out.extend(b"}}");
    Ok(())
}
