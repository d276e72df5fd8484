//! The verb of this room: recording rows of a network, with their act, and the places that follow from them.

use banyan_core::access::Action;
use banyan_core::ledger::Hash;
use banyan_core::unit::{Network, ReformId, Rows, Rule};
use banyan_core::words::{Language, Moment, Text};
use serde_json::{Map, Value as Json, json};

use super::store;
use crate::ledger::{self, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::web::{Mandate, Refusal};

/// Records rows that the core planned. `step` names them: the same step is recorded once. `sources` say
/// from which files of which package they come.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a mandate to adopt content; what the database says.
pub async fn record_network(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    step: &str,
    rows: &Rows,
    files: &[(String, Hash)],
    sources: Option<&Facts>,
) -> Result<Moment, Refusal> {
    mandate.allows(&call.actor, Action::AdoptContent, None)?;
    if let Some(at) = ledger::recorded_at(tx, "record_network", step).await? {
        return Ok(at);
    }
    let facts = facts(rows).into_iter().chain(sources.cloned()).collect();
    let recorded = ledger::record(tx, call, "record_network", step, facts, files).await?;
    if recorded.anew() {
        project_places(tx, rows).await?;
    }
    Ok(recorded.at())
}

/// The steps that are recorded already.
///
/// # Errors
/// What the database says.
pub async fn adopted_steps(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    store::load_recorded_steps(tx).await
}

/// The reforms that are recorded, by their days.
///
/// # Errors
/// What the database says.
pub async fn recorded_reforms(tx: &mut Tx) -> Result<Vec<ReformId>, StoreError> {
    store::list_reforms(tx).await
}

/// The network as a transaction finds it, where it knows a reform that the one at hand does not.
///
/// # Errors
/// What the database says.
pub async fn newer_network(tx: &mut Tx, at_hand: &Network) -> Result<Option<Network>, StoreError> {
    if store::list_reforms(tx).await?.len() == at_hand.reforms().len() {
        return Ok(None);
    }
    Ok(Some(Network::new(store::load_rows(tx).await?)))
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

/// The rows as they stand in their tables.
fn facts(rows: &Rows) -> [Facts; 5] {
    let units = rows.units.iter().map(|unit| {
        json!({
            "id": unit.id.0, "class": store::class_key(unit.class), "aliases": unit.aliases.join("\n"),
        })
    });
    let versions = rows.versions.iter().map(|version| {
        let row = json!({
            "unit": version.unit.0, "from_day": version.from.to_string(), "code": version.code, "kind": version.kind,
            "level": version.level.key(), "parent": version.parent.as_ref().map(|unit| &unit.0),
        });
        named(row, &version.name)
    });
    let reforms = rows.reforms.iter().map(|reform| {
        let row = json!({
            "id": reform.id.0, "on_day": reform.on.to_string(), "decree": reform.decree,
            "divided_rule": reform.divided.map(Rule::key),
            "without_default_rule": reform.without_default.map(Rule::key),
        });
        named(row, &reform.name)
    });
    let ends = rows.ends.iter().map(|end| {
        json!({
            "unit": end.unit.0, "last_day": end.last_day.to_string(),
            "reform": end.reform.as_ref().map(|reform| &reform.0), "custodian": end.custodian.as_ref().map(|unit| &unit.0),
        })
    });
    let transfers =
        rows.transfers.iter().map(|transfer| {
            json!({
                "reform": transfer.reform.0, "from_unit": transfer.from.0, "to_unit": transfer.to.0,
                "share": transfer.share.map(|share| share.to_string()),
                "extent": store::extent_key(transfer.extent), "default_successor": transfer.default_successor,
            })
        });
    [
        Facts { table: &store::UNIT, rows: units.collect() },
        Facts { table: &store::UNIT_VERSION, rows: versions.collect() },
        Facts { table: &store::REFORM, rows: reforms.collect() },
        Facts { table: &store::UNIT_END, rows: ends.collect() },
        Facts { table: &store::TRANSFER, rows: transfers.collect() },
    ]
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
