//! Who reads what an act wrote. That it happened, when, by whom and on what is open to everyone; its content follows the rights
//! of the rooms whose tables it wrote, and is shown only where every one of them says so.

use std::collections::BTreeSet;

use axum::http::Extensions;
use serde_json::{Map, Value as Json};

use super::super::Contents;
use crate::accounts;
use crate::ledger::{FactTable, Listed};
use crate::store::{StoreError, Tx};
use crate::units::Networks;
use crate::web::Visit;

/// Whether a reader may see this content of an act. What wrote nothing tells nothing, and is open.
///
/// # Errors
/// What the database says.
pub(in crate::acts) async fn content_is_open(
    tx: &mut Tx,
    extensions: &Extensions,
    visit: &Visit,
    act: &Listed,
    content: &str,
) -> Result<bool, StoreError> {
    let content: Json = serde_json::from_str(content).unwrap_or_default();
    let Some(written) = content.get("written").and_then(Json::as_object) else {
        return Ok(false);
    };
    let contents = extensions.get::<Contents>().cloned().unwrap_or_default();
    let networks = extensions.get::<Networks>().cloned().unwrap_or_default();
    let among = |tables: &[&FactTable], name: &str| tables.iter().any(|table| table.name == name);
    for name in written.keys() {
        let open = if among(accounts::FACTS, name) {
            let named = accounts_in(written, &act.subject);
            accounts::reads_acts_on(tx, visit, &networks, &named).await?
        } else {
            let room = contents.0.iter().find(|room| among(room.tables, name));
            room.is_some_and(|room| (room.opens)(extensions, visit, act))
        };
        if !open {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The accounts that an act names: those of its rows, else its subject. Rows that stand in it as a root name nobody.
fn accounts_in(written: &Map<String, Json>, subject: &str) -> Vec<String> {
    let rows = written.iter().flat_map(|(table, rows)| {
        rows.as_array().into_iter().flatten().map(move |row| (table.as_str(), row))
    });
    accounts_of(rows, subject)
}

/// The accounts of rows with the names of their tables; where they name none, the subject of the act.
pub(super) fn accounts_of<'r>(
    rows: impl Iterator<Item = (&'r str, &'r Json)>,
    subject: &str,
) -> Vec<String> {
    let account = |(table, row): (&str, &'r Json)| {
        row.get(if table == "account" { "id" } else { "account" })?.as_str()
    };
    let mut named: BTreeSet<String> = rows.filter_map(account).map(str::to_owned).collect();
    if named.is_empty() {
        named.insert(subject.to_owned());
    }
    named.into_iter().collect()
}
