//! Very many rows of one table at once: on PostgreSQL through its own loader, on SQLite in prepared statements of many rows.

use std::fmt::Write as _;

use super::{StoreError, Tx, Value, dialect};

/// Makes a row by its number, from 0: a value for each column.
pub type RowMaker<'r> = &'r (dyn Fn(usize) -> Vec<Value> + Sync);

/// Bytes that are handed to the loader at once, about.
const PART_BYTES: usize = 1 << 20;

impl Tx {
    /// Inserts so many rows, each made when it is its turn.
    ///
    /// # Errors
    /// What the database says.
    pub async fn insert_made(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        rows: usize,
        row: RowMaker<'_>,
    ) -> Result<(), StoreError> {
        if let Tx::Postgres(tx) = self {
            let mut copy = tx.copy_in_raw(&dialect::copy_statement(table, columns)).await?;
            let mut part = String::with_capacity(PART_BYTES + 4096);
            for number in 0..rows {
                write_line(&row(number), &mut part);
                if part.len() >= PART_BYTES {
                    copy.send(part.as_bytes()).await?;
                    part.clear();
                }
            }
            copy.send(part.as_bytes()).await?;
            copy.finish().await?;
            return Ok(());
        }
        let mut first = 0;
        while first < rows {
            let end = rows.min(first + dialect::ROWS_A_STATEMENT);
            let statement = dialect::insert_statement(self, table, columns, end - first);
            let binds: Vec<Value> = (first..end).flat_map(row).collect();
            self.execute_owned(statement, binds).await?;
            first = end;
        }
        Ok(())
    }
}

/// A row as the loader reads it (PostgreSQL, COPY, text format): tabs between values, `\N` for nothing.
fn write_line(row: &[Value], out: &mut String) {
    for (number, value) in row.iter().enumerate() {
        if number > 0 {
            out.push('\t');
        }
        match value {
            Value::Text(text) | Value::MaybeText(Some(text)) => write_text(text, out),
            Value::Whole(whole) | Value::MaybeWhole(Some(whole)) => {
                // Writing into memory does not fail.
                let _ = write!(out, "{whole}");
            }
            Value::Bool(yes) => out.push(if *yes { 't' } else { 'f' }),
            Value::MaybeText(None) | Value::MaybeWhole(None) => out.push_str("\\N"),
        }
    }
    out.push('\n');
}

fn write_text(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
}
