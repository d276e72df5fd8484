//! SQL on `act`.

use banyan_core::words::Moment;

use super::Call;
use crate::store::{StoreError, Tx};

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
        values ($1, $2, $3, $4, $5, $6, $7)";
    let binds = [
        call.id.0.as_str().into(),
        at.microseconds().into(),
        call.actor.key().into(),
        verb.into(),
        subject.into(),
        content.into(),
        call.salt.as_str().into(),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

#[cfg(test)]
pub(super) async fn count_acts(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = tx.fetch_first("select count(*) from act", &[]).await?;
    row.map_or(Ok(0), |row| row.whole(0))
}
