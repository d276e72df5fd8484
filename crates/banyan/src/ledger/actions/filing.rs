//! Filing acts under the keys by which they are found: behind the verbs and in the order of the acts. What the keys are is
//! told by the rooms that own the tables; nothing here knows what they mean.

use std::collections::BTreeSet;

use banyan_core::access::Key;
use banyan_core::words::Moment;
use serde_json::Value as Json;

use super::FactTable;
use crate::ledger::store::{self, filing};
use crate::ledger::{Act, ActId};
use crate::store::{Store, StoreError, Tx};

/// The acts that are filed next, the earliest first, and the moment up to which acts are filed.
///
/// # Errors
/// What the database says.
pub async fn list_unfiled(
    tx: &mut Tx,
    most: i64,
) -> Result<(Option<Moment>, Vec<Act>), StoreError> {
    let upto = filing::load_filed_upto(tx).await?;
    Ok((upto, filing::list_acts_after(tx, upto, most).await?))
}

/// Files acts that follow the moment `after`, the earliest first, each under its keys. Does nothing where somebody else filed
/// them in the meantime.
///
/// # Errors
/// What the database says; nothing is filed then.
pub async fn file_acts(
    store: &Store,
    after: Option<Moment>,
    acts: &[(ActId, Moment, BTreeSet<Key>)],
) -> Result<(), StoreError> {
    let Some((_, last, _)) = acts.last() else { return Ok(()) };
    let keys: Vec<(String, Moment, ActId)> = acts
        .iter()
        .flat_map(|(id, at, keys)| keys.iter().map(|key| (key.to_string(), *at, id.clone())))
        .collect();
    store
        .write(|tx| {
            let (keys, last) = (keys.clone(), *last);
            Box::pin(async move {
                if filing::load_filed_upto(tx).await? != after {
                    return Ok(());
                }
                filing::insert_keys(tx, &keys).await?;
                filing::put_filed_upto(tx, last).await
            })
        })
        .await
}

/// The tables into which an act wrote, each with its rows as they stand in the act, or else in the table: of a table that is named
/// with some of its columns only, what is different in these. An act whose content was erased wrote nothing that anybody may know.
///
/// # Errors
/// What the database says.
pub async fn rows_of(
    tx: &mut Tx,
    act: &Act,
    tables: &[&'static FactTable],
) -> Result<Vec<(&'static FactTable, Vec<Json>)>, StoreError> {
    let content: Json =
        serde_json::from_str(act.content.as_deref().unwrap_or_default()).unwrap_or_default();
    let written = content.get("written").and_then(Json::as_object);
    let mut all = Vec::new();
    for (name, rows) in written.into_iter().flatten() {
        let Some(table) = tables.iter().find(|table| table.name == name) else { continue };
        let rows = match rows.as_array() {
            Some(rows) => rows.clone(),
            None => store::list_facts_of(tx, table, &act.id.0).await?,
        };
        all.push((*table, rows));
    }
    Ok(all)
}

/// Every key with the act that is filed under it; and nothing filed any more.
#[cfg(test)]
pub(crate) async fn take_keys(store: &Store) -> Vec<(String, String)> {
    let keys = filing::list_keys(&mut store.read().await.unwrap()).await.unwrap();
    let emptied = store.write(|tx| Box::pin(async move { filing::delete_keys(tx).await }));
    emptied.await.unwrap();
    keys
}
