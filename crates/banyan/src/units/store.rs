//! SQL on the tables of units, reforms and transfers.

use banyan_core::unit::{
    Class, End, Extent, Level, Reform, ReformId, Rows, Rule, Share, Transfer, Tree, Unit, UnitId,
    Version,
};
use banyan_core::words::{Language, Moment, Text};

use crate::ledger::{Column, FactTable};
use crate::store::{Row, StoreError, Tx, Value};

const fn text(name: &'static str) -> Column {
    Column::Text(name)
}

/// The fact tables of this room.
pub(super) const FACTS: [&FactTable; 5] = [&UNIT, &UNIT_VERSION, &REFORM, &UNIT_END, &TRANSFER];

pub(super) const UNIT: FactTable = FactTable {
    name: "unit",
    columns: &[text("id"), text("class"), text("aliases")],
    key: &["id"],
    later: &[],
};

pub(super) const UNIT_VERSION: FactTable = FactTable {
    name: "unit_version",
    columns: &[
        text("unit"),
        text("from_day"),
        text("code"),
        text("name_language"),
        text("name_vi"),
        text("name_fr"),
        text("name_ar"),
        text("name_en"),
        text("kind"),
        text("level"),
        text("parent"),
    ],
    key: &["unit", "from_day"],
    later: &[],
};

pub(super) const REFORM: FactTable = FactTable {
    name: "reform",
    columns: &[
        text("id"),
        text("on_day"),
        text("name_language"),
        text("name_vi"),
        text("name_fr"),
        text("name_ar"),
        text("name_en"),
        text("decree"),
        text("divided_rule"),
        text("without_default_rule"),
    ],
    key: &["id"],
    later: &[],
};

pub(super) const UNIT_END: FactTable = FactTable {
    name: "unit_end",
    columns: &[text("unit"), text("last_day"), text("reform"), text("custodian")],
    key: &["unit"],
    later: &[],
};

pub(super) const TRANSFER: FactTable = FactTable {
    name: "transfer",
    columns: &[
        text("reform"),
        text("from_unit"),
        text("to_unit"),
        text("share"),
        text("extent"),
        Column::Flag("default_successor"),
    ],
    key: &["reform", "from_unit", "to_unit"],
    later: &[],
};

/// Every fact row of units, with the moment under which its act stands.
pub(super) async fn load_rows(tx: &mut Tx) -> Result<Rows, StoreError> {
    Ok(Rows {
        units: load_units(tx).await?,
        versions: load_versions(tx).await?,
        ends: load_ends(tx).await?,
        reforms: load_reforms(tx).await?,
        transfers: load_transfers(tx).await?,
    })
}

async fn load_units(tx: &mut Tx) -> Result<Vec<Unit>, StoreError> {
    const UNITS: &str = "
        select unit.id, unit.class, unit.aliases, act.at
        from unit
        join act on act.id = unit.act
        order by act.at, unit.id";
    let unit = |row: Row| {
        Ok(Unit {
            id: UnitId(row.text(0)?),
            class: if row.text(1)? == "territory" { Class::Territory } else { Class::Body },
            aliases: row.text(2)?.lines().map(str::to_owned).collect(),
            recorded_at: moment(&row, 3)?,
        })
    };
    tx.fetch(UNITS, &[]).await?.into_iter().map(unit).collect()
}

async fn load_versions(tx: &mut Tx) -> Result<Vec<Version>, StoreError> {
    const VERSIONS: &str = "
        select version.unit, version.from_day, version.code, version.kind, version.level, version.parent,
               version.name_language, version.name_vi, version.name_fr, version.name_ar, version.name_en, act.at
        from unit_version version
        join act on act.id = version.act
        order by version.unit, version.from_day";
    let version = |row: Row| {
        Ok(Version {
            unit: UnitId(row.text(0)?),
            from: row.parsed(1)?,
            code: row.text(2)?,
            kind: row.text(3)?,
            level: row.parsed::<Level>(4)?,
            parent: row.maybe_text(5)?.map(UnitId),
            name: name(&row, 6)?,
            recorded_at: moment(&row, 11)?,
        })
    };
    tx.fetch(VERSIONS, &[]).await?.into_iter().map(version).collect()
}

async fn load_ends(tx: &mut Tx) -> Result<Vec<End>, StoreError> {
    const ENDS: &str = "
        select ended.unit, ended.last_day, ended.reform, ended.custodian, act.at
        from unit_end ended
        join act on act.id = ended.act
        order by ended.unit";
    let end = |row: Row| {
        Ok(End {
            unit: UnitId(row.text(0)?),
            last_day: row.parsed(1)?,
            reform: row.maybe_text(2)?.map(ReformId),
            custodian: row.maybe_text(3)?.map(UnitId),
            recorded_at: moment(&row, 4)?,
        })
    };
    tx.fetch(ENDS, &[]).await?.into_iter().map(end).collect()
}

async fn load_reforms(tx: &mut Tx) -> Result<Vec<Reform>, StoreError> {
    const REFORMS: &str = "
        select reform.id, reform.on_day, reform.decree, reform.divided_rule, reform.without_default_rule,
               reform.name_language, reform.name_vi, reform.name_fr, reform.name_ar, reform.name_en, act.at
        from reform
        join act on act.id = reform.act
        order by reform.on_day";
    let reform = |row: Row| {
        Ok(Reform {
            id: ReformId(row.text(0)?),
            on: row.parsed(1)?,
            decree: row.maybe_text(2)?,
            divided: row.maybe_parsed::<Rule>(3)?,
            without_default: row.maybe_parsed::<Rule>(4)?,
            name: name(&row, 5)?,
            recorded_at: moment(&row, 10)?,
        })
    };
    tx.fetch(REFORMS, &[]).await?.into_iter().map(reform).collect()
}

async fn load_transfers(tx: &mut Tx) -> Result<Vec<Transfer>, StoreError> {
    const TRANSFERS: &str = "
        select transfer.reform, transfer.from_unit, transfer.to_unit, transfer.share, transfer.extent,
               transfer.default_successor, act.at
        from transfer
        join act on act.id = transfer.act
        order by transfer.reform, transfer.from_unit, transfer.to_unit";
    let transfer = |row: Row| {
        Ok(Transfer {
            reform: ReformId(row.text(0)?),
            from: UnitId(row.text(1)?),
            to: UnitId(row.text(2)?),
            share: row.maybe_parsed::<Share>(3)?,
            extent: if row.text(4)? == "whole" { Extent::Whole } else { Extent::Part },
            default_successor: row.yes(5)?,
            recorded_at: moment(&row, 6)?,
        })
    };
    tx.fetch(TRANSFERS, &[]).await?.into_iter().map(transfer).collect()
}

fn moment(row: &Row, column: usize) -> Result<Moment, StoreError> {
    Ok(Moment::from_microseconds(row.whole(column)?))
}

/// Five columns: the language that the text was first given in, then the words in vi, fr, ar, en.
fn name(row: &Row, column: usize) -> Result<Text, StoreError> {
    let first: Language = row.parsed(column)?;
    let mut pairs = Vec::new();
    for (offset, language) in Language::ALL.into_iter().enumerate() {
        if let Some(words) = row.maybe_text(column + 1 + offset)? {
            pairs.push((language, words));
        }
    }
    pairs.sort_by_key(|(language, _)| *language != first);
    Text::from_pairs(pairs).ok_or_else(|| StoreError::Unreadable("a name without words".to_owned()))
}

pub(super) fn class_key(class: Class) -> &'static str {
    match class {
        Class::Territory => "territory",
        Class::Body => "body",
    }
}

pub(super) fn extent_key(extent: Extent) -> &'static str {
    match extent {
        Extent::Whole => "whole",
        Extent::Part => "part",
    }
}

/// Writes the places of a tree anew.
pub(super) async fn replace_places(
    tx: &mut Tx,
    tree: &Tree,
    id_of: impl Fn(usize) -> Option<String>,
) -> Result<(), StoreError> {
    let tree_id = tree.day().to_string();
    tx.execute("delete from unit_place where tree_id = $1", &[tree_id.as_str().into()]).await?;
    let position = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
    let rows: Vec<Vec<Value>> = tree
        .places()
        .iter()
        .enumerate()
        .filter_map(|(number, place)| {
            let unit = id_of(number)?;
            let (first, last) = (position(place.first), position(place.last));
            Some(vec![
                tree_id.as_str().into(),
                unit.into(),
                first.into(),
                last.into(),
                place.open.into(),
            ])
        })
        .collect();
    tx.insert_all("unit_place", &["tree_id", "unit_id", "first", "last", "open"], &rows).await
}

/// The moments of the acts under which networks were recorded.
pub(super) async fn load_recorded_steps(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    const SUBJECTS: &str = "select subject from act where verb = 'record_network' order by at";
    tx.fetch(SUBJECTS, &[]).await?.iter().map(|row| row.text(0)).collect()
}

/// The reforms that are recorded.
pub(super) async fn list_reforms(tx: &mut Tx) -> Result<Vec<ReformId>, StoreError> {
    const REFORMS: &str = "select id from reform order by on_day, id";
    tx.fetch(REFORMS, &[]).await?.iter().map(|row| Ok(ReformId(row.text(0)?))).collect()
}

/// How many places a tree has.
#[cfg(test)]
pub(super) async fn count_places(tx: &mut Tx, tree_id: &str) -> Result<usize, StoreError> {
    const PLACES: &str = "select unit_id from unit_place where tree_id = $1";
    Ok(tx.fetch(PLACES, &[tree_id.into()]).await?.len())
}
