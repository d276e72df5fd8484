//! Verifying: every fact row against its act and back, every content against its commitment, the tree against its nodes,
//! checkpoints and signatures. It reads in windows, changes nothing, and says what does not match.

mod acts;
mod difference;
mod log;
mod shape;
pub use log::foreign_keys;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use tokio::task::{JoinHandle, spawn_blocking};

use self::shape::Shape;
use super::facts::FactTable;
use super::finding::{Finding, Verified};
use super::sequence::LogError;
use crate::ledger::store::log::{self as rows, act_column};
use crate::ledger::store::{self, derived, derived::Derived, erased};
use crate::store::{Packed, PackedRow, Store, StoreError, Tx};

/// Acts that are read at once.
const WINDOW: i64 = 2000;

/// Checks everything. `tables` are all fact tables; `since` is an earlier checkpoint that somebody kept.
///
/// # Errors
/// What the database says; what does not match is no error but a finding.
pub async fn verify(
    store: &Store,
    tables: &[&'static FactTable],
    since: Option<&str>,
) -> Result<Verified, LogError> {
    // Two snapshots, one after the other: what both read of the log is written once and never changed.
    let (mut acts, mut leaves) = (store.read().await?, store.read().await?);
    let rows = async {
        let mut part = Verified::default();
        let checked = check_facts(&mut acts, tables, &mut part).await;
        readable(checked, &mut part).map(|()| part)
    };
    let tree = async {
        let mut part = Verified::default();
        let earlier = since.and_then(|note| log::read_since(note, &mut part));
        let checked = log::check_log(&mut leaves, earlier.as_ref(), &mut part).await;
        readable(checked, &mut part).map(|()| part)
    };
    let (rows, tree) = tokio::join!(rows, tree);
    let mut verified = rows?;
    verified.take_in(tree?);
    Ok(verified)
}

/// Compares tables that are derived from facts with what the facts give.
///
/// # Errors
/// What the database says; what does not match is no error but a finding.
pub async fn check_derived(store: &Store, tables: &[Derived]) -> Result<Vec<Finding>, StoreError> {
    let mut tx = store.read().await?;
    let mut findings = Vec::new();
    for table in tables {
        let rows = derived::list_differing(&mut tx, table).await?;
        let finding = |row| Finding::Derived { table: table.name, row };
        findings.extend(rows.into_iter().map(finding));
    }
    Ok(findings)
}

/// A value that cannot be read is found like everything else that does not match.
fn readable(checked: Result<(), LogError>, verified: &mut Verified) -> Result<(), LogError> {
    match checked {
        Err(LogError::Store(StoreError::Unreadable(value))) => {
            verified.add(Finding::Unreadable { value });
            Ok(())
        }
        done => done,
    }
}

/// Every row of a table was read: none stands under an act that has no name.
fn check_count(table: &'static str, there: u64, read: u64, verified: &mut Verified) {
    if there != read {
        verified.add(Finding::Unread { table, there, read });
    }
}

/// Every act with the rows that carry its id, window by window of ids; one window is checked while the next is read.
async fn check_facts(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    verified: &mut Verified,
) -> Result<(), LogError> {
    let erased: Arc<BTreeSet<String>> =
        Arc::new(erased::list_erased(tx).await?.into_iter().collect());
    let mut shapes = Vec::new();
    let mut unread = BTreeMap::new();
    for table in tables {
        let there = tx.count_rows(table.name).await?;
        unread.insert(table.name, (there, 0));
        if there > 0 {
            shapes.push(Shape::of(table));
        }
    }
    shapes.sort_by_key(|shape| shape.table.name);
    let shapes: Arc<[Shape]> = shapes.into();
    let mut window = Some(read_window(tx, &shapes, "").await?);
    while let Some(own) = window.take() {
        let upto = own.upto.clone();
        let (shapes_here, erased) = (Arc::clone(&shapes), Arc::clone(&erased));
        let checking = spawn_blocking(move || acts::check(&own, &shapes_here, &erased));
        if let Some(after) = upto {
            window = Some(read_window(tx, &shapes, &after).await?);
        }
        let (part, read) = joined(checking).await?;
        verified.take_in(part);
        for (shape, rows) in shapes.iter().zip(read) {
            let count = unread.entry(shape.table.name).or_default();
            count.1 += rows;
            verified.rows += rows;
        }
    }
    for (table, (there, read)) in unread {
        check_count(table, there, read, verified);
    }
    check_count("act", tx.count_rows("act").await?, verified.acts, verified);
    Ok(())
}

/// Acts that are read at once, with all rows up to the last of them that is looked at.
struct Window {
    acts: Packed,
    /// A table each, in the order of the shapes.
    facts: Vec<Packed>,
    /// That last act. None behind the last act of all: rows of an act that is not there stand anywhere.
    upto: Option<String>,
}

/// Bytes of rows that a window holds, about; the rows of one act are always read together. In tests so few that windows end within
/// what is tampered with.
const WINDOW_BYTES: usize = if cfg!(test) { 30_000 } else { 64 << 20 };
/// Bytes of a row, about, of which an act says only that there are so many.
const ROW_BYTES: usize = 200;

/// The last act whose rows are read with those before it; none when all acts were read and their rows are few.
fn last_of(acts: &Packed) -> Option<&str> {
    let full = acts.rows().count() == WINDOW as usize;
    let weighed = |act: PackedRow<'_>| act.maybe_text(act_column::CONTENT).map_or(0, weight);
    let mut own: Vec<_> = acts
        .rows()
        .filter_map(|act| Some((act.maybe_text(act_column::ID)?, weighed(act))))
        .collect();
    own.sort_unstable();
    let mut bytes = 0;
    let cut = own.iter().position(|(_, weight)| {
        bytes += weight;
        bytes > WINDOW_BYTES
    });
    let end = cut.or_else(|| full.then_some(own.len()));
    end.and_then(|end| own.get(end.saturating_sub(1))).map(|(id, _)| *id)
}

/// About how many bytes the rows have that an act names, by what it says.
fn weight(content: &str) -> usize {
    let named = content.match_indices("\"rows\":").filter_map(|(at, key)| {
        let number = content.get(at + key.len()..)?;
        let end = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
        number.get(..end)?.parse::<usize>().ok()
    });
    named.map(|rows| rows.saturating_mul(ROW_BYTES)).fold(content.len(), usize::saturating_add)
}

async fn read_window(tx: &mut Tx, shapes: &[Shape], after: &str) -> Result<Window, StoreError> {
    let acts = rows::pack_acts(tx, after, WINDOW).await?;
    let upto = last_of(&acts).map(ToOwned::to_owned);
    let mut facts = Vec::with_capacity(shapes.len());
    for shape in shapes {
        facts.push(store::pack_facts(tx, shape.table, after, upto.as_deref()).await?);
    }
    Ok(Window { acts, facts, upto })
}

/// What a task on another thread answered.
async fn joined<T>(task: JoinHandle<Result<T, StoreError>>) -> Result<T, StoreError> {
    task.await.map_err(|failed| StoreError::Unreadable(failed.to_string()))?
}

/// What is read of a content before its rows are compared.
#[derive(Deserialize)]
struct Files {
    #[serde(default)]
    files: Map<String, Json>,
}

/// The files that an act names.
pub(super) fn files_of(content: &str) -> Option<Map<String, Json>> {
    serde_json::from_str::<Files>(content).ok().map(|content| content.files)
}
