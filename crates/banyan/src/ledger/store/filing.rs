//! SQL on the keys of acts: how far acts are filed, what comes next, what a table holds of an act.

use banyan_core::words::Moment;

use super::{Act, ActId, act};
use crate::store::{StoreError, Tx, Value};

/// The moment of the last act that is filed.
pub(in crate::ledger) async fn load_filed_upto(tx: &mut Tx) -> Result<Option<Moment>, StoreError> {
    const UPTO: &str = "select at from act_filed where name = 'acts'";
    let row = tx.fetch_first(UPTO, &[]).await?;
    row.map(|row| Ok(Moment::from_microseconds(row.whole(0)?))).transpose()
}

/// The acts after a moment, the earliest first.
pub(in crate::ledger) async fn list_acts_after(
    tx: &mut Tx,
    after: Option<Moment>,
    most: i64,
) -> Result<Vec<Act>, StoreError> {
    const AFTER: &str = "
        select id, at, actor, verb, subject, content
        from act
        where at > $1
        order by at, id
        limit $2";
    let after = after.map_or(i64::MIN, Moment::microseconds);
    tx.fetch(AFTER, &[after.into(), most.into()]).await?.iter().map(act).collect()
}

/// States that acts up to a moment are filed.
pub(in crate::ledger) async fn put_filed_upto(tx: &mut Tx, at: Moment) -> Result<(), StoreError> {
    const PUT: &str = "
        insert into act_filed (name, at)
        values ('acts', $1)
        on conflict (name) do update set at = excluded.at";
    tx.execute(PUT, &[at.microseconds().into()]).await.map(|_| ())
}

/// Files acts under keys; each triple stands once.
pub(in crate::ledger) async fn insert_keys(
    tx: &mut Tx,
    keys: &[(String, Moment, ActId)],
) -> Result<(), StoreError> {
    let row = |(key, at, act): &(String, Moment, ActId)| -> Vec<Value> {
        vec![key.as_str().into(), at.microseconds().into(), act.0.as_str().into()]
    };
    let rows: Vec<Vec<Value>> = keys.iter().map(row).collect();
    tx.insert_all("act_key", &["filed_key", "at", "act"], &rows).await
}

/// Every key with its act, for tests.
#[cfg(test)]
pub(in crate::ledger) async fn list_keys(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    const KEYS: &str = "select filed_key, act from act_key order by filed_key, at, act";
    tx.fetch(KEYS, &[]).await?.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Forgets every key: acts are filed from the start again.
#[cfg(test)]
pub(in crate::ledger) async fn delete_keys(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute("delete from act_key", &[]).await?;
    tx.execute("delete from act_filed", &[]).await.map(|_| ())
}
