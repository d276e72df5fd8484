//! The tables whose rows acts name. The rooms that own them tell them, so nothing here knows what they mean.

/// A table of the class *fact*, as acts name its rows.
#[derive(Clone, Copy, Debug)]
pub struct FactTable {
    pub name: &'static str,
    /// Every column but `act`.
    pub columns: &'static [Column],
    /// The columns of the primary key but `act`: rows are named in their order, text by its bytes.
    pub key: &'static [&'static str],
    /// Columns that came with a later version of the table, each with what it holds where nothing was said: acts from
    /// before do not name them.
    pub later: &'static [Later],
}

/// A column that came later, and what it holds in rows from before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Later {
    Empty(&'static str),
    No(&'static str),
}

impl Later {
    /// What SQL calls the column.
    pub(super) fn column(self) -> &'static str {
        match self {
            Later::Empty(name) | Later::No(name) => name,
        }
    }
}

/// A column with what it holds.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    Text(&'static str),
    Whole(&'static str),
    Flag(&'static str),
}

impl Column {
    /// What SQL calls it.
    pub fn name(self) -> &'static str {
        match self {
            Column::Text(name) | Column::Whole(name) | Column::Flag(name) => name,
        }
    }
}

/// Text as canonical JSON has it.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    // Writing text into memory does not fail.
    let _ = serde_json::to_writer(out, text);
}
