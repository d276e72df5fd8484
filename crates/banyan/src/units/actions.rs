//! The verb of this room: recording rows of a network, with their act, and the places that follow from them.

use banyan_core::ledger::Hash;
use banyan_core::unit::{Network, Rows};
use banyan_core::words::Moment;
use serde_json::{Value as Json, json};

use super::store;
use crate::ledger::{self, Call, Written};
use crate::store::{StoreError, Tx};

/// Records rows that the core planned. `step` names them: the same step is recorded once. `sources` are rows of
/// `content_source`, which the caller inserts in the same transaction.
///
/// # Errors
/// What the database says.
pub async fn record_network(
    tx: &mut Tx,
    call: &Call,
    step: &str,
    rows: &Rows,
    files: &[(String, Hash)],
    sources: &[Json],
) -> Result<Moment, StoreError> {
    let mut written = written(rows);
    written.push(Written { table: "content_source", rows: sources.to_vec() });
    let at = ledger::record(tx, call, "record_network", step, &written, files).await?;
    store::insert_rows(tx, rows, &call.id).await?;
    project_places(tx, rows).await?;
    Ok(at)
}

/// The steps that are recorded already.
///
/// # Errors
/// What the database says.
pub async fn adopted_moments(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    store::load_recorded_moments(tx).await
}

/// The tree of every day on which the new rows change somebody's place.
async fn project_places(tx: &mut Tx, rows: &Rows) -> Result<(), StoreError> {
    let network = Network::new(store::load_rows(tx).await?);
    let mut days: Vec<_> = rows
        .reforms
        .iter()
        .map(|reform| reform.on)
        .chain(network.territories_known_from())
        .collect();
    days.sort();
    days.dedup();
    for day in days {
        // A day before anything is known has no tree, and so no places.
        let Ok(tree) = network.tree_on(day, None) else { continue };
        let id_of = |position: usize| {
            let place = tree.places().get(position)?;
            network.unit(place.unit).map(|unit| unit.id.0.clone())
        };
        store::replace_places(tx, &tree, id_of).await?;
    }
    Ok(())
}

/// The rows as an act binds them, in key order.
fn written(rows: &Rows) -> Vec<Written> {
    let units = rows.units.iter().map(|unit| {
        json!({ "id": unit.id.0, "class": store::class_key(unit.class), "aliases": unit.aliases })
    });
    let versions = rows.versions.iter().map(|version| {
        let name: serde_json::Map<_, _> =
            version.name.pairs().map(|(language, words)| (language.tag().to_owned(), words.into())).collect();
        json!({
            "unit": version.unit.0, "from": version.from.to_string(), "code": version.code, "name": name,
            "kind": version.kind, "level": version.level.key(), "parent": version.parent.as_ref().map(|unit| &unit.0),
        })
    });
    let ends = rows.ends.iter().map(|end| {
        json!({
            "unit": end.unit.0, "last_day": end.last_day.to_string(),
            "reform": end.reform.as_ref().map(|reform| &reform.0), "custodian": end.custodian.as_ref().map(|unit| &unit.0),
        })
    });
    let reforms = rows.reforms.iter().map(
        |reform| json!({ "id": reform.id.0, "on": reform.on.to_string(), "decree": reform.decree }),
    );
    let transfers = rows.transfers.iter().map(|transfer| {
        json!({
            "reform": transfer.reform.0, "from": transfer.from.0, "to": transfer.to.0,
            "share": transfer.share.map(|share| share.to_string()),
            "default_successor": transfer.default_successor,
        })
    });
    vec![
        Written { table: "unit", rows: units.collect() },
        Written { table: "unit_version", rows: versions.collect() },
        Written { table: "unit_end", rows: ends.collect() },
        Written { table: "reform", rows: reforms.collect() },
        Written { table: "transfer", rows: transfers.collect() },
    ]
}
