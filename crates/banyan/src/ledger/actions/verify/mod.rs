//! Verifying: every fact row against its act and back, every content against its commitment, the tree against its nodes,
//! checkpoints and signatures. It reads in windows, changes nothing, and says what does not match.

mod log;
pub use log::foreign_keys;

use std::collections::{BTreeMap, BTreeSet};

use banyan_core::ledger::{commitment, hex};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::facts::FactTable;
use super::finding::{Finding, Verified};
use super::record::{Facts, content_naming};
use super::sequence::LogError;
use crate::ledger::store::{self, erased, log as rows};
use crate::store::{Store, StoreError, Tx};

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
    let mut verified = Verified::default();
    // One snapshot: what is recorded meanwhile is another question.
    let mut tx = store.read().await?;
    let facts = check_facts(&mut tx, tables, &mut verified).await;
    readable(facts, &mut verified)?;
    let earlier = since.and_then(|note| log::read_since(note, &mut verified));
    let log = log::check_log(&mut tx, earlier.as_ref(), &mut verified).await;
    readable(log, &mut verified)?;
    Ok(verified)
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
async fn check_count(
    tx: &mut Tx,
    table: &'static str,
    read: u64,
    verified: &mut Verified,
) -> Result<(), StoreError> {
    let there = tx.count_rows(table).await?;
    if there != read {
        verified.add(Finding::Unread { table, there, read });
    }
    Ok(())
}

/// Every act with the rows that carry its id, window by window of ids.
async fn check_facts(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    verified: &mut Verified,
) -> Result<(), LogError> {
    let erased = erased::list_erased(tx).await?.into_iter().collect();
    let mut counts = vec![0; tables.len()];
    let mut after = String::new();
    loop {
        let acts = rows::list_acts_by_id(tx, &after, WINDOW).await?;
        // Behind the last act the window is open: rows of an act that is not there stand anywhere.
        let upto =
            (acts.len() == WINDOW as usize).then(|| acts.last().map(|act| act.act.id.clone()));
        let upto = upto.flatten();
        let mut standing: BTreeMap<String, Vec<Facts>> = BTreeMap::new();
        for (table, count) in tables.iter().zip(&mut counts) {
            for (act, row) in store::list_facts(tx, table, &after, upto.as_deref()).await? {
                *count += 1;
                verified.rows += 1;
                let own = standing.entry(act).or_default();
                match own.last_mut().filter(|last| last.table.name == table.name) {
                    Some(last) => last.rows.push(row),
                    None => own.push(Facts { table, rows: vec![row] }),
                }
            }
        }
        for own in acts {
            verified.acts += 1;
            let rows = standing.remove(&own.act.id).unwrap_or_default();
            check_act(&own, &rows, &erased, verified);
        }
        for act in standing.into_keys() {
            verified.add(Finding::ActMissing { act });
        }
        match upto {
            Some(last) => after = last,
            None => break,
        }
    }
    for (table, count) in tables.iter().zip(counts) {
        check_count(tx, table.name, count, verified).await?;
    }
    check_count(tx, "act", verified.acts, verified).await?;
    Ok(())
}

fn check_act(
    own: &rows::Committed,
    rows: &[Facts],
    erased: &BTreeSet<String>,
    verified: &mut Verified,
) {
    let act = || own.act.id.clone();
    match (own.position, own.waiting) {
        (None, true) => verified.waiting += 1,
        (Some(position), false) if position >= 0 => {}
        (Some(_), true) => verified.add(Finding::Twice { act: act() }),
        _ => verified.add(Finding::NotSequenced { act: act() }),
    }
    let (content, salt) = match (&own.act.content, &own.act.salt) {
        (Some(content), Some(salt)) => (content, salt),
        (None, None) => {
            return check_erased(own, rows, erased, verified);
        }
        _ => return verified.add(Finding::HalfErased { act: act() }),
    };
    if erased.contains(&own.act.id) {
        verified.add(Finding::NotErased { act: act() });
    }
    let committed = commitment(salt.as_bytes(), content.as_bytes());
    if own.commitment.as_ref().is_some_and(|stands| *stands != hex(&committed)) {
        return verified.add(Finding::Commitment { act: act() });
    }
    let Some(files) = files_of(content) else {
        return verified.add(Finding::Content { act: act() });
    };
    if content_naming(rows, &files) != *content
        && content_naming(&as_before(rows), &files) != *content
    {
        verified.add(Finding::Rows { act: act() });
    }
}

/// An act without content: another says so, nothing of it is left, and it is not one of those that say so.
fn check_erased(
    own: &rows::Committed,
    rows: &[Facts],
    erased: &BTreeSet<String>,
    verified: &mut Verified,
) {
    let act = || own.act.id.clone();
    if own.act.verb == erased::ERASE {
        verified.add(Finding::ErasedErasure { act: act() });
    } else if !erased.contains(&own.act.id) {
        verified.add(Finding::Erased { act: act() });
    }
    if !rows.is_empty() {
        verified.add(Finding::ErasedRows { act: act() });
    }
}

/// Rows as an act names them that is older than some columns of their tables.
fn as_before(facts: &[Facts]) -> Vec<Facts> {
    let mut facts = facts.to_vec();
    for own in &mut facts {
        for row in own.rows.iter_mut().filter_map(Json::as_object_mut) {
            own.table.later.iter().for_each(|later| later.take_out(row));
        }
    }
    facts
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
