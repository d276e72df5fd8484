//! SQL on `act`, on whichever fact tables are named to it, and on the log over the acts.

pub(super) mod cosigned;
#[cfg(test)]
pub(super) mod damage;
pub(super) mod derived;
pub(super) mod erased;
pub(super) mod filing;
pub(super) mod lease;
pub(super) mod log;
pub(super) mod reading;
pub(super) mod rewritten;

use banyan_core::words::Moment;
use serde_json::{Map, Value as Json};

use super::{Act, ActId, Bulk, Call, Column, FactTable};
use crate::store::{Packed, Row, StoreError, Tx, Value};

/// The act of an id, if it is recorded.
pub(super) async fn load_act(tx: &mut Tx, id: &ActId) -> Result<Option<Act>, StoreError> {
    const LOAD: &str = "select id, at, actor, verb, subject, content from act where id = $1";
    tx.fetch_first(LOAD, &[id.0.as_str().into()]).await?.as_ref().map(act).transpose()
}

/// Every act, the earliest first.
pub(super) async fn list_acts(tx: &mut Tx) -> Result<Vec<Act>, StoreError> {
    const LIST: &str = "select id, at, actor, verb, subject, content from act order by at";
    tx.fetch(LIST, &[]).await?.iter().map(act).collect()
}

fn act(row: &Row) -> Result<Act, StoreError> {
    Ok(Act {
        id: ActId(row.text(0)?),
        at: Moment::from_microseconds(row.whole(1)?),
        actor: row.text(2)?,
        verb: row.text(3)?,
        subject: row.text(4)?,
        content: row.maybe_text(5)?,
    })
}

/// The act first, then what the table holds beside it.
fn columns(table: &FactTable) -> Vec<&'static str> {
    std::iter::once("act").chain(table.columns.iter().map(|column| column.name())).collect()
}

/// The columns of a table as they stand in a row behind its act.
fn fact(table: &FactTable, row: &Row) -> Result<Json, StoreError> {
    let mut fact = Map::new();
    for (number, column) in table.columns.iter().enumerate() {
        let value = match column {
            Column::Text(_) => row.maybe_text(number + 1)?.into(),
            Column::Whole(_) => row.maybe_whole(number + 1)?.into(),
            Column::Flag(_) => row.yes(number + 1)?.into(),
        };
        fact.insert(column.name().to_owned(), value);
    }
    Ok(Json::Object(fact))
}

/// Rows of a fact table in one value, in no order: the act, then the table's columns. Of acts after one, up to another or to the end.
pub(super) async fn pack_facts(
    tx: &mut Tx,
    table: &FactTable,
    after: &str,
    upto: Option<&str>,
) -> Result<Packed, StoreError> {
    tx.fetch_window_packed(table.name, &columns(table), (after, upto)).await
}

/// What the rows of a fact table under one act hold in the columns that are named.
pub(super) async fn list_facts_of(
    tx: &mut Tx,
    table: &FactTable,
    act: &str,
) -> Result<Vec<Json>, StoreError> {
    let rows = tx.fetch_distinct(table.name, &columns(table), "act", act).await?;
    rows.iter().map(|row| fact(table, row)).collect()
}

/// Writes many rows of a fact table under their act.
pub(super) async fn insert_bulk(
    tx: &mut Tx,
    bulk: Bulk<'_>,
    act: &ActId,
) -> Result<(), StoreError> {
    let mut columns = columns(bulk.table);
    columns.rotate_left(1);
    let row = |number| {
        let mut row = (bulk.row)(number);
        row.push(act.0.as_str().into());
        row
    };
    tx.insert_made(bulk.table.name, &columns, bulk.rows, &row).await
}

/// Writes rows of a fact table under their act; each is an object of its columns.
pub(super) async fn insert_facts(
    tx: &mut Tx,
    table: &FactTable,
    rows: &[Json],
    act: &ActId,
) -> Result<(), StoreError> {
    let columns: Vec<&'static str> =
        table.columns.iter().map(|column| column.name()).chain(["act"]).collect();
    let values = |row: &Json| -> Result<Vec<Value>, StoreError> {
        let own = table.columns.iter().map(|column| value(table, *column, row));
        own.chain([Ok(act.0.as_str().into())]).collect()
    };
    let rows = rows.iter().map(values).collect::<Result<Vec<_>, _>>()?;
    tx.insert_all(table.name, &columns, &rows).await
}

fn value(table: &FactTable, column: Column, row: &Json) -> Result<Value, StoreError> {
    let own = row.get(column.name()).unwrap_or(&Json::Null);
    let value = match column {
        Column::Text(_) if own.is_null() => Some(Value::MaybeText(None)),
        Column::Text(_) => own.as_str().map(Value::from),
        Column::Whole(_) if own.is_null() => Some(Value::MaybeWhole(None)),
        Column::Whole(_) => own.as_i64().map(Value::from),
        Column::Flag(_) => own.as_bool().map(Value::from),
    };
    let (table, column) = (table.name, column.name());
    value.ok_or_else(|| StoreError::Unreadable(format!("`{own}` is no {column} of {table}")))
}

/// The moment of the first act with a verb on a subject.
pub(super) async fn load_moment_of(
    tx: &mut Tx,
    verb: &str,
    subject: &str,
) -> Result<Option<Moment>, StoreError> {
    const FIRST: &str = "select at from act where verb = $1 and subject = $2 order by at limit 1";
    let row = tx.fetch_first(FIRST, &[verb.into(), subject.into()]).await?;
    row.map(|row| Ok(Moment::from_microseconds(row.whole(0)?))).transpose()
}

pub(super) async fn load_last_moment(tx: &mut Tx) -> Result<Option<Moment>, StoreError> {
    const LAST: &str = "select at from act order by at desc limit 1";
    let row = tx.fetch_first(LAST, &[]).await?;
    row.map(|row| Ok(Moment::from_microseconds(row.whole(0)?))).transpose()
}

pub(super) async fn insert_act(
    tx: &mut Tx,
    call: &Call,
    at: Moment,
    verb: &str,
    subject: &str,
    content: &str,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into act (id, at, actor, verb, subject, content, salt)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (id) do nothing";
    let binds = [
        call.id.0.as_str().into(),
        at.microseconds().into(),
        call.actor.key().into(),
        verb.into(),
        subject.into(),
        content.into(),
        call.salt.as_str().into(),
    ];
    // The id was looked up before: who took it in the meantime is another transaction, and this one is run again.
    if tx.execute(INSERT, &binds).await? != 1 {
        return Err(StoreError::OtherContent(call.id.0.clone()));
    }
    tx.execute("insert into act_unsequenced (act) values ($1)", &[call.id.0.as_str().into()])
        .await
        .map(|_| ())
}

#[cfg(test)]
pub(super) async fn count_acts(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = tx.fetch_first("select count(*) from act", &[]).await?;
    row.map_or(Ok(0), |row| row.whole(0))
}

/// What nobody may do to facts, and the verb of the act that no longer fits.
#[cfg(test)]
pub(super) const DAMAGE: [(&str, &str); 4] = [
    ("record_network", "update unit set aliases = 'x' where id = '40.1'"),
    ("give_rule", "update target_rule set reason = 'x' where rule = 'to-communes'"),
    ("meet_by", "delete from met_duty"),
    (
        "move_day",
        "insert into assignment (task, unit, act)
         select 'no-such-task', '40.1', id from act where verb = 'move_day'",
    ),
];
