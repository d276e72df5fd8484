//! Many rows in one value. Whoever walks a large table spends most of the time on handing rows over, one by one, from the
//! database; here a statement's rows come as one text, each value behind its length.

use std::ops::Range;

use super::{StoreError, Tx, Value, dialect};

/// Rows that came in one value, in no order that could be relied on.
#[derive(Debug)]
pub struct Packed {
    text: String,
    /// Where each value stands in the text, row by row; none for an empty one.
    values: Vec<Option<Range<usize>>>,
    columns: usize,
}

/// One of the rows. Columns count from 0.
#[derive(Clone, Copy, Debug)]
pub struct PackedRow<'p> {
    text: &'p str,
    values: &'p [Option<Range<usize>>],
}

impl Tx {
    /// All rows of a query of so many columns, in one value.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_packed(
        &mut self,
        query: &str,
        columns: usize,
        binds: &[Value],
    ) -> Result<Packed, StoreError> {
        let statement = dialect::packed_statement(query, columns);
        let rows = self.fetch_text(statement, binds).await?;
        let text = rows.first().map_or(Ok(None), |row| row.maybe_text(0))?;
        Packed::read(text.unwrap_or_default(), columns)
    }

    /// All rows of a table in one value whose act lies after one, and not after another where one is named.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_window_packed(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        (after, upto): (&str, Option<&str>),
    ) -> Result<Packed, StoreError> {
        let query = dialect::window_query(table, columns, upto.is_none());
        let binds: Vec<Value> =
            [Some(after), upto].into_iter().flatten().map(Value::from).collect();
        self.fetch_packed(&query, columns.len(), &binds).await
    }
}

impl Packed {
    fn read(text: String, columns: usize) -> Result<Packed, StoreError> {
        let (mut values, mut at) = (Vec::new(), 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if rest.starts_with('-') {
                (at, _) = (at + 1, values.push(None));
                continue;
            }
            let length = rest.split_once(':').map(|(length, _)| length);
            let bytes = length.and_then(|length| length.parse::<usize>().ok());
            let (Some(length), Some(bytes)) = (length, bytes) else { return Err(unreadable(rest)) };
            let first = at + length.len() + 1;
            at = first.saturating_add(bytes);
            if text.get(first..at).is_none() {
                return Err(unreadable(rest));
            }
            values.push(Some(first..at));
        }
        Ok(Packed { text, values, columns })
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = PackedRow<'_>> {
        let rows = self.values.chunks_exact(self.columns.max(1));
        rows.map(|values| PackedRow { text: &self.text, values })
    }
}

fn unreadable(text: &str) -> StoreError {
    StoreError::Unreadable(text.chars().take(80).collect())
}

impl<'p> PackedRow<'p> {
    /// A column that may be empty.
    pub fn maybe_text(self, column: usize) -> Option<&'p str> {
        let place = self.values.get(column)?.clone()?;
        self.text.get(place)
    }

    /// # Errors
    /// When the column is empty.
    pub fn text(self, column: usize) -> Result<&'p str, StoreError> {
        self.maybe_text(column).ok_or_else(|| StoreError::Unreadable("an empty value".to_owned()))
    }

    /// # Errors
    /// When the column holds something else than a whole number.
    pub fn maybe_whole(self, column: usize) -> Result<Option<i64>, StoreError> {
        let read = |text: &str| text.parse().map_err(|_| unreadable(text));
        self.maybe_text(column).map(read).transpose()
    }

    /// # Errors
    /// When the column is empty or holds something else than a whole number.
    pub fn whole(self, column: usize) -> Result<i64, StoreError> {
        let text = self.text(column)?;
        text.parse().map_err(|_| unreadable(text))
    }

    /// # Errors
    /// When the column holds neither yes nor no, as SQLite or PostgreSQL writes them.
    pub fn yes(self, column: usize) -> Result<bool, StoreError> {
        match self.text(column)? {
            "1" | "true" => Ok(true),
            "0" | "false" => Ok(false),
            other => Err(unreadable(other)),
        }
    }
}
