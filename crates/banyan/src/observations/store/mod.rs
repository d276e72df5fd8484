//! SQL on observations, what they came with, and findings.

pub(super) mod reading;

use std::collections::{BTreeSet, HashMap};

use banyan_core::ledger::from_hex;
use banyan_core::observation::ObservationKey;
use banyan_core::unit::UnitId;
use banyan_core::words::Quantity;

use super::{Source, SourceKind};
use crate::ledger::{Column, FactTable};
use crate::store::{Row, StoreError, Tx, Value};

const fn text(name: &'static str) -> Column {
    Column::Text(name)
}

const fn whole(name: &'static str) -> Column {
    Column::Whole(name)
}

/// The fact tables of this room.
pub(super) const FACTS: [&FactTable; 3] = [&OBSERVATION_SOURCE, &OBSERVATION, &FINDING];

/// The same with the columns by which acts are filed.
pub(super) const FILED: [&FactTable; 3] = [&OBSERVATION_SOURCE, &OBSERVATION_UNITS, &FINDING];

pub(super) const OBSERVATION_SOURCE: FactTable = FactTable {
    name: "observation_source",
    columns: &[text("id"), text("kind"), text("name"), text("hash"), text("reason")],
    key: &["id"],
    later: &[],
};

pub(super) const OBSERVATION: FactTable = FactTable {
    name: "observation",
    columns: &[
        text("unit"),
        text("indicator"),
        text("cell"),
        text("method"),
        text("period"),
        whole("vintage"),
        whole("value"),
        whole("decimals"),
        text("source"),
    ],
    key: &["unit", "indicator", "cell", "method", "period", "vintage"],
    later: &[],
};

const OBSERVATION_UNITS: FactTable =
    FactTable { name: "observation", columns: &[text("unit")], key: &["unit"], later: &[] };

pub(super) const FINDING: FactTable = FactTable {
    name: "finding",
    columns: &[
        text("unit"),
        text("indicator"),
        text("cell"),
        text("method"),
        text("period"),
        whole("vintage"),
        text("standing"),
        text("evidence"),
        text("name"),
        text("words"),
    ],
    key: &["unit", "indicator", "cell", "method", "period", "vintage"],
    later: &[],
};

/// The last vintage of an observation and what it says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    pub(super) number: i64,
    pub(super) value: Quantity,
}

/// What values came with, and how many of them were new; `None` where nothing came so.
pub(super) async fn load_source(
    tx: &mut Tx,
    id: &str,
) -> Result<Option<(Source, i64)>, StoreError> {
    const SOURCE: &str = "
        select origin.id, origin.kind, origin.name, origin.hash, origin.reason,
               (select count(*) from observation own where own.act = origin.act)
        from observation_source origin
        where origin.id = $1";
    let row = tx.fetch_first(SOURCE, &[id.into()]).await?;
    row.map(|row| Ok((source(&row, 0)?, row.whole(5)?))).transpose()
}

/// What values came with, in five columns of a row.
fn source(row: &Row, first: usize) -> Result<Source, StoreError> {
    let hash = row.text(first + 3)?;
    Ok(Source {
        id: row.text(first)?,
        kind: SourceKind::of(&row.text(first + 1)?),
        name: row.text(first + 2)?,
        hash: from_hex(&hash)
            .ok_or_else(|| StoreError::Unreadable(format!("`{hash}` is no hash")))?,
        reason: row.text(first + 4)?,
    })
}

/// Keys that one statement asks for: five values each, under the 30,000 of a statement.
const KEYS_TOGETHER: usize = 5000;
/// Pairs that one statement asks for.
const PAIRS_TOGETHER: usize = 5000;

/// The key of an observation as its columns hold it.
pub(super) fn key_values(key: &ObservationKey) -> Vec<Value> {
    vec![
        key.unit.0.as_str().into(),
        key.indicator.as_str().into(),
        key.cell.as_str().into(),
        key.method.as_str().into(),
        key.period.to_string().into(),
    ]
}

/// The last vintages of those of some observations that have one. Most files state what nobody stated before: which pairs of
/// indicator and period are there at all is asked first, and only of these the observations one by one.
pub(super) async fn load_last<'k>(
    tx: &mut Tx,
    keys: impl Iterator<Item = &'k ObservationKey> + Clone,
) -> Result<HashMap<ObservationKey, Last>, StoreError> {
    let pairs: BTreeSet<(&str, String)> =
        keys.clone().map(|key| (key.indicator.as_str(), key.period.to_string())).collect();
    let few = pairs.len().saturating_mul(2) >= keys.clone().count();
    let there = if few { None } else { Some(pairs_there(tx, &pairs).await?) };
    let asked = keys.filter(|key| {
        there
            .as_ref()
            .is_none_or(|there| there.contains(&(key.indicator.clone(), key.period.to_string())))
    });
    let asked: Vec<&ObservationKey> = asked.collect();
    let mut last = HashMap::new();
    for part in asked.chunks(KEYS_TOGETHER) {
        list_vintages(tx, part, &mut last).await?;
    }
    Ok(last)
}

async fn pairs_there(
    tx: &mut Tx,
    pairs: &BTreeSet<(&str, String)>,
) -> Result<BTreeSet<(String, String)>, StoreError> {
    const THERE: &str = "
        with wanted (indicator, period) as (values $wanted)
        select wanted.indicator, wanted.period
        from wanted
        where exists (
            select 1
            from observation own
            where own.indicator = wanted.indicator and own.period = wanted.period)";
    let wanted: Vec<Vec<Value>> = pairs
        .iter()
        .map(|(indicator, period)| vec![(*indicator).into(), period.as_str().into()])
        .collect();
    let mut there = BTreeSet::new();
    for part in wanted.chunks(PAIRS_TOGETHER) {
        for row in tx.fetch_wanted(THERE, part).await? {
            there.insert((row.text(0)?, row.text(1)?));
        }
    }
    Ok(there)
}

async fn list_vintages(
    tx: &mut Tx,
    keys: &[&ObservationKey],
    last: &mut HashMap<ObservationKey, Last>,
) -> Result<(), StoreError> {
    const VINTAGES: &str = "
        with wanted (unit, indicator, cell, method, period) as (values $wanted)
        select own.unit, own.indicator, own.cell, own.method, own.period,
               own.vintage, own.value, own.decimals
        from wanted
        join observation own
            on own.unit = wanted.unit and own.indicator = wanted.indicator
            and own.cell = wanted.cell and own.method = wanted.method and own.period = wanted.period";
    let wanted: Vec<Vec<Value>> = keys.iter().map(|key| key_values(key)).collect();
    for row in tx.fetch_wanted(VINTAGES, &wanted).await? {
        let (number, value) = (row.whole(5)?, quantity(&row, 6)?);
        let known = last.entry(key(&row)?).or_insert(Last { number, value });
        if known.number < number {
            *known = Last { number, value };
        }
    }
    Ok(())
}

/// The key in the first five columns of a row.
fn key(row: &Row) -> Result<ObservationKey, StoreError> {
    Ok(ObservationKey {
        unit: UnitId(row.text(0)?),
        indicator: row.text(1)?,
        cell: row.text(2)?,
        method: row.text(3)?,
        period: row.parsed(4)?,
    })
}

/// The value in a column, with its decimals in the next one.
fn quantity(row: &Row, column: usize) -> Result<Quantity, StoreError> {
    let (minor, decimals) = (row.whole(column)?, row.whole(column + 1)?);
    let decimals_kept = u8::try_from(decimals).ok();
    decimals_kept
        .and_then(|decimals| Quantity::new(minor, decimals))
        .ok_or_else(|| StoreError::Unreadable(format!("{decimals} decimals")))
}
