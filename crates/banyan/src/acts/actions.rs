//! Who reads what an act wrote. That it happened, when, by whom and on what is open to everyone; its content follows the rights
//! of the rooms whose tables it wrote, and is shown only where every one of them says so.

use std::collections::BTreeSet;

use axum::http::Extensions;
use serde_json::{Map, Value as Json};

use super::Contents;
use crate::accounts;
use crate::ledger::{FactTable, Listed};
use crate::store::{StoreError, Tx};
use crate::units::Networks;
use crate::web::Visit;

/// Whether a reader may see this content of an act. What wrote nothing tells nothing, and is open.
///
/// # Errors
/// What the database says.
pub(super) async fn content_is_open(
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
            let room = contents.0.iter().find(|(tables, _)| among(tables, name));
            room.is_some_and(|(_, opens)| opens(extensions, visit, act))
        };
        if !open {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The accounts that an act names: its subject, and those of its rows. Rows that stand in it as a root name nobody.
fn accounts_in(written: &Map<String, Json>, subject: &str) -> Vec<String> {
    let mut named = BTreeSet::from([subject.to_owned()]);
    for (table, rows) in written {
        let column = if table == "account" { "id" } else { "account" };
        let rows = rows.as_array().into_iter().flatten();
        named.extend(rows.filter_map(|row| row.get(column)?.as_str()).map(str::to_owned));
    }
    named.into_iter().collect()
}
