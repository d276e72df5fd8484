//! Recording an act with very many rows of one table: what it says is the same as if each had been a fact of its own, and they are
//! never all held as JSON.

use std::cmp::Ordering;

use banyan_core::ledger::{Edge, Hash, hex, leaf_hash};
use serde_json::{Map, Value as Json};

use super::facts::{Column, FactTable, write_text};
use super::record::{Facts, ROWS_IN_FULL, Recorded, Written, content_with, record, record_content};
use crate::ledger::{Call, store};
use crate::store::{RowMaker, StoreError, Tx, Value};

/// Many rows of one table, in the order of its key.
#[derive(Clone, Copy)]
pub struct Bulk<'r> {
    pub table: &'static FactTable,
    pub rows: usize,
    /// Makes a row by its number, from 0: its values in the order of the table's columns.
    pub row: RowMaker<'r>,
}

/// Records an act that writes these facts and many rows more, as [`record`] does.
///
/// # Errors
/// As [`record`]; [`StoreError::Unreadable`] for rows that are out of order or do not fit the columns.
pub async fn record_bulk(
    tx: &mut Tx,
    call: &Call,
    (verb, subject): (&'static str, &str),
    facts: Vec<Facts>,
    bulk: Bulk<'_>,
    files: &[(String, Hash)],
) -> Result<Recorded, StoreError> {
    let all = facts.iter().map(|own| own.rows.len()).sum::<usize>().saturating_add(bulk.rows);
    if all <= ROWS_IN_FULL {
        let rows = (0..bulk.rows).map(|number| bulk.json(number)).collect::<Result<_, _>>()?;
        let facts = facts.into_iter().chain([Facts { table: bulk.table, rows }]).collect();
        return record(tx, call, verb, subject, facts, files).await;
    }
    let facts: Vec<Facts> = facts.into_iter().map(Facts::in_order).collect();
    let more = (bulk.table.name, Written::Named { root: bulk.root()?, rows: bulk.rows });
    let content = content_with(&facts, Some(more), files);
    let recorded = record_content(tx, call, verb, subject, &content).await?;
    if recorded.anew() {
        for own in &facts {
            store::insert_facts(tx, own.table, &own.rows, &call.id).await?;
        }
        store::insert_bulk(tx, bulk, &call.id).await?;
    }
    Ok(recorded)
}

impl Bulk<'_> {
    /// The root of the tree over the canonical JSON of the rows (RFC 6962), in hexadecimal.
    fn root(&self) -> Result<String, StoreError> {
        let mut columns: Vec<(usize, Column)> =
            self.table.columns.iter().copied().enumerate().collect();
        columns.sort_by_key(|(_, column)| column.name());
        let key = self.key()?;
        let (mut edge, mut leaf) = (Edge::default(), Vec::new());
        let mut before: Option<Vec<Value>> = None;
        for number in 0..self.rows {
            let row = (self.row)(number);
            if before.is_some_and(|before| !behind(&before, &row, &key)) {
                return Err(unfit(self.table, "rows out of order"));
            }
            leaf.clear();
            self.write(&row, &columns, &mut leaf)?;
            edge.push(leaf_hash(&leaf));
            before = Some(row);
        }
        Ok(hex(&edge.root()))
    }

    fn key(&self) -> Result<Vec<usize>, StoreError> {
        let place = |name: &&str| {
            let found = self.table.columns.iter().position(|own| own.name() == *name);
            found.ok_or_else(|| unfit(self.table, name))
        };
        self.table.key.iter().map(place).collect()
    }

    fn write(
        &self,
        row: &[Value],
        columns: &[(usize, Column)],
        out: &mut Vec<u8>,
    ) -> Result<(), StoreError> {
        for (number, (place, column)) in columns.iter().enumerate() {
            out.push(if number == 0 { b'{' } else { b',' });
            write_text(column.name(), out);
            out.push(b':');
            match (column, row.get(*place)) {
                (Column::Text(_), Some(Value::Text(text) | Value::MaybeText(Some(text)))) => {
                    write_text(text, out);
                }
                (Column::Whole(_), Some(Value::Whole(own) | Value::MaybeWhole(Some(own)))) => {
                    out.extend(own.to_string().bytes());
                }
                (Column::Flag(_), Some(Value::Bool(own))) => out.extend(own.to_string().bytes()),
                (Column::Text(_), Some(Value::MaybeText(None)))
                | (Column::Whole(_), Some(Value::MaybeWhole(None))) => out.extend(b"null"),
                _ => return Err(unfit(self.table, column.name())),
            }
        }
        out.push(b'}');
        Ok(())
    }

    fn json(&self, number: usize) -> Result<Json, StoreError> {
        let row = (self.row)(number);
        let pair = |(place, column): (usize, &Column)| {
            let value = match row.get(place) {
                Some(Value::Text(text)) => text.as_str().into(),
                Some(Value::MaybeText(text)) => text.as_deref().into(),
                Some(Value::Whole(whole)) => (*whole).into(),
                Some(Value::MaybeWhole(whole)) => (*whole).into(),
                Some(Value::Bool(yes)) => (*yes).into(),
                None => return Err(unfit(self.table, column.name())),
            };
            Ok((column.name().to_owned(), value))
        };
        let pairs = self.table.columns.iter().enumerate().map(pair);
        Ok(Json::Object(pairs.collect::<Result<Map<_, _>, StoreError>>()?))
    }
}

/// Whether a row stands behind another by its key: numbers by their size, text by its bytes.
fn behind(before: &[Value], row: &[Value], key: &[usize]) -> bool {
    let order = key.iter().map(|place| match (before.get(*place), row.get(*place)) {
        (Some(Value::Text(one)), Some(Value::Text(other))) => one.cmp(other),
        (Some(Value::Whole(one)), Some(Value::Whole(other))) => one.cmp(other),
        _ => Ordering::Greater,
    });
    order.fold(Ordering::Equal, Ordering::then).is_lt()
}

fn unfit(table: &FactTable, what: &str) -> StoreError {
    StoreError::Unreadable(format!("{}: {what}", table.name))
}
