//! Acts beside the facts that stand: each act must name exactly the rows that carry its id. The tables are told by the
//! rooms that own them, so nothing here knows what they mean.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::record::{Facts, content_naming};
use crate::ledger::{ActId, store};
use crate::store::{StoreError, Tx};

/// A table of the class *fact*, as acts name its rows.
#[derive(Clone, Copy, Debug)]
pub struct FactTable {
    pub name: &'static str,
    /// Every column but `act`.
    pub columns: &'static [Column],
    /// The columns of the primary key but `act`: rows are named in their order, text by its bytes.
    pub key: &'static [&'static str],
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

/// Every act whose content names other rows than those that carry its id, and every id of an act that is not there. `tables`
/// are all fact tables. An act whose content was erased names nothing and is passed over.
///
/// # Errors
/// What the database says, or content that is no JSON.
pub async fn mismatches(
    tx: &mut Tx,
    tables: &[&'static FactTable],
) -> Result<Vec<ActId>, StoreError> {
    let mut standing: BTreeMap<String, Vec<Facts>> = BTreeMap::new();
    for table in tables {
        for (act, row) in store::load_facts(tx, table).await? {
            let of_act = standing.entry(act).or_default();
            match of_act.last_mut().filter(|last| last.table.name == table.name) {
                Some(last) => last.rows.push(row),
                None => of_act.push(Facts { table, rows: vec![row] }),
            }
        }
    }
    let mut wrong = Vec::new();
    for act in store::list_acts(tx).await? {
        let rows = standing.remove(&act.id.0).unwrap_or_default();
        let Some(content) = act.content else { continue };
        if content_naming(&rows, files_of(&content)?) != content {
            wrong.push(act.id);
        }
    }
    wrong.extend(standing.into_keys().map(ActId));
    Ok(wrong)
}

/// The files that an act names.
fn files_of(content: &str) -> Result<Map<String, Json>, StoreError> {
    let content: Json = serde_json::from_str(content)
        .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    Ok(content.get("files").and_then(Json::as_object).cloned().unwrap_or_default())
}
