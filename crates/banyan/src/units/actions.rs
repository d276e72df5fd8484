//! The verb of this room: recording rows of a network, with their act, and the places that follow from them.

use banyan_core::ledger::Hash;
use banyan_core::unit::{Network, Rows, Rule};
use banyan_core::words::{Language, Moment, Text};
use serde_json::{Map, Value as Json, json};

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

/// The rows as their act names them: each table in the order of its key, each row as it stands there.
fn written(rows: &Rows) -> Vec<Written> {
    let units = sorted(&rows.units, |unit| &unit.id.0).map(|unit| {
        json!({
            "id": unit.id.0, "class": store::class_key(unit.class), "aliases": unit.aliases.join("\n"),
        })
    });
    let versions = sorted(&rows.versions, |version| (&version.unit.0, version.from));
    let versions = versions.map(|version| {
        let row = json!({
            "unit": version.unit.0, "from_day": version.from.to_string(), "code": version.code, "kind": version.kind,
            "level": version.level.key(), "parent": version.parent.as_ref().map(|unit| &unit.0),
        });
        named(row, &version.name)
    });
    let reforms = sorted(&rows.reforms, |reform| &reform.id.0).map(|reform| {
        let row = json!({
            "id": reform.id.0, "on_day": reform.on.to_string(), "decree": reform.decree,
            "divided_rule": reform.divided.map(Rule::key),
            "without_default_rule": reform.without_default.map(Rule::key),
        });
        named(row, &reform.name)
    });
    let ends = sorted(&rows.ends, |end| &end.unit.0).map(|end| {
        json!({
            "unit": end.unit.0, "last_day": end.last_day.to_string(),
            "reform": end.reform.as_ref().map(|reform| &reform.0), "custodian": end.custodian.as_ref().map(|unit| &unit.0),
        })
    });
    let transfers =
        sorted(&rows.transfers, |own| (&own.reform.0, &own.from.0, &own.to.0)).map(|transfer| {
            json!({
                "reform": transfer.reform.0, "from_unit": transfer.from.0, "to_unit": transfer.to.0,
                "share": transfer.share.map(|share| share.to_string()),
                "extent": store::extent_key(transfer.extent), "default_successor": transfer.default_successor,
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

fn sorted<'r, R, K: Ord>(rows: &'r [R], key: impl Fn(&'r R) -> K) -> impl Iterator<Item = &'r R> {
    let mut sorted: Vec<&R> = rows.iter().collect();
    sorted.sort_by_key(|row| key(row));
    sorted.into_iter()
}

/// A row with the five columns of its name.
fn named(mut row: Json, name: &Text) -> Json {
    let first = name.pairs().next().map_or(Language::English, |(language, _)| language);
    let mut columns = Map::from_iter([("name_language".to_owned(), first.tag().into())]);
    for language in Language::ALL {
        let words = name.pairs().find(|(own, _)| *own == language).map(|(_, words)| words);
        columns.insert(format!("name_{}", language.tag()), words.into());
    }
    if let Some(row) = row.as_object_mut() {
        row.append(&mut columns);
    }
    row
}
