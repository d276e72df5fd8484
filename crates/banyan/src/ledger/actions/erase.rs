//! Erasing what acts say: content and salt go, and the rows that they describe. Header, leaf and tree stay, so that every proof still
//! holds; an act of its own names each erased act and the reason. Which rows may go, the room says that owns them.

use axum::http::StatusCode;
use serde_json::{Map, Value as Json, json};

use super::facts::FactTable;
use super::record::{Facts, Recorded, record, restate};
use crate::ledger::store::{self, erased, log};
use crate::ledger::{ActId, Call};
use crate::store::{Store, StoreError, Tx};
use crate::web::Refusal;

/// What an erasure takes.
#[derive(Clone, Copy)]
pub struct Erasing<'a> {
    /// The acts whose content goes; the first is the one that was asked for.
    pub acts: &'a [ActId],
    pub reason: &'a str,
    /// The tables of the room that owns the rows, those that name others behind these.
    pub tables: &'a [&'static FactTable],
    /// Whether a row goes. Those that stay are stated anew, by an act that says nothing else.
    pub goes: &'a (dyn Fn(&FactTable, &Json) -> bool + Sync),
}

/// Erases, under `call`; what stays is stated anew under `restating`. The same call again changes nothing.
///
/// # Errors
/// A sentence when one of the acts waits for its place, is an erasure, or wrote into tables of other rooms.
pub async fn erase(
    tx: &mut Tx,
    call: &Call,
    restating: &Call,
    erasing: Erasing<'_>,
) -> Result<Recorded, Refusal> {
    let Some(named) = erasing.acts.first() else { return Err(Refusal::NotFound) };
    if let Some(at) = erased_before(tx, call, named).await? {
        return Ok(Recorded::Before(at));
    }
    for act in erasing.acts {
        erasable(tx, &act.0, erasing.tables).await?;
    }
    let row = |act: &ActId| json!({ "erased": act.0, "reason": erasing.reason });
    let rows = erasing.acts.iter().map(row).collect();
    let facts = vec![Facts { table: &erased::ERASURE, rows }];
    let recorded = record(tx, call, erased::ERASE, &named.0, facts, &[]).await?;
    let stays = take_rows(tx, erasing).await?;
    if stays.iter().any(|own| !own.rows.is_empty()) {
        restate(tx, restating, &named.0, stays, erasing.acts).await?;
    }
    for act in erasing.acts {
        erased::erase_content(tx, act).await?;
    }
    Ok(recorded)
}

/// When the same call has erased already.
///
/// # Errors
/// When the call's id stands for something else; what the database says.
pub async fn erased_before(
    tx: &mut Tx,
    call: &Call,
    act: &ActId,
) -> Result<Option<banyan_core::words::Moment>, StoreError> {
    super::recorded_before(tx, call, erased::ERASE, &act.0).await
}

/// Whether an act can be erased that wrote into these tables only.
///
/// # Errors
/// [`Refusal::NotFound`], and a sentence when it waits for its place, is an erasure, was erased, or wrote into other tables.
pub async fn erasable(
    tx: &mut Tx,
    act: &str,
    tables: &[&'static FactTable],
) -> Result<(), Refusal> {
    let refused = |key: &'static str| {
        Err(Refusal::Sentence { status: StatusCode::CONFLICT, key, input: act.to_owned() })
    };
    if store::load_act(tx, &ActId(act.to_owned())).await?.is_none() {
        return Err(Refusal::NotFound);
    }
    // Its leaf is made of its content, so it has to stand in the log first.
    let Some(entry) = log::load_entry(tx, act).await? else { return refused("act-waits") };
    if entry.act.verb == erased::ERASE {
        return refused("erase-no-erasure");
    }
    let Some(content) = entry.act.content else { return refused("erase-again") };
    let content: Json = serde_json::from_str(&content).unwrap_or_default();
    let written = content.get("written").and_then(Json::as_object);
    let own = |name: &String| tables.iter().any(|table| table.name == name);
    if written.is_some_and(|written: &Map<String, Json>| written.keys().all(own)) {
        Ok(())
    } else {
        refused("erase-others")
    }
}

/// Takes the rows away that go, and answers those that stay.
async fn take_rows(tx: &mut Tx, erasing: Erasing<'_>) -> Result<Vec<Facts>, StoreError> {
    let mut stays = Vec::new();
    // A row goes before the row that it names.
    for table in erasing.tables.iter().copied().rev() {
        let mut rows = Vec::new();
        for act in erasing.acts {
            for row in store::list_facts_of(tx, table, &act.0).await? {
                if (erasing.goes)(table, &row) {
                    erased::delete_fact(tx, table, &row, act).await?;
                } else {
                    rows.push(row);
                }
            }
        }
        stays.push(Facts { table, rows });
    }
    Ok(stays)
}

/// The act that erased another, and its reason; none for an act that was not erased.
///
/// # Errors
/// What the database says.
pub async fn erasure_of(store: &Store, act: &str) -> Result<Option<(ActId, String)>, StoreError> {
    erased::load_erasure(&mut store.read().await?, act).await
}
