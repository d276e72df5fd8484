//! SQL on the letters that are still to be sent. A letter that was sent is removed: it may carry a link that opens.

use banyan_core::words::Moment;

use crate::store::{Row, StoreError, Tx, Value};

/// A letter that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Letter {
    pub(in crate::accounts) id: String,
    pub(in crate::accounts) to: String,
    pub(in crate::accounts) subject: String,
    pub(in crate::accounts) body: String,
    pub(in crate::accounts) tries: i64,
}

pub(in crate::accounts) async fn insert_letters(
    tx: &mut Tx,
    letters: &[Letter],
    now: Moment,
) -> Result<(), StoreError> {
    const COLUMNS: [&str; 7] =
        ["id", "made_at", "to_address", "subject", "body", "tries", "next_at"];
    let row = |letter: &Letter| -> Vec<Value> {
        vec![
            letter.id.as_str().into(),
            now.microseconds().into(),
            letter.to.as_str().into(),
            letter.subject.as_str().into(),
            letter.body.as_str().into(),
            letter.tries.into(),
            now.microseconds().into(),
        ]
    };
    let rows: Vec<_> = letters.iter().map(row).collect();
    tx.insert_all("letter", &COLUMNS, &rows).await
}

/// Letters whose time has come, the oldest first.
pub(in crate::accounts) async fn list_letters(
    tx: &mut Tx,
    now: Moment,
    most: i64,
) -> Result<Vec<Letter>, StoreError> {
    const WAITING: &str = "
        select id, to_address, subject, body, tries
        from letter
        where next_at <= $1
        order by next_at, id
        limit $2";
    let letter = |row: &Row| {
        Ok(Letter {
            id: row.text(0)?,
            to: row.text(1)?,
            subject: row.text(2)?,
            body: row.text(3)?,
            tries: row.whole(4)?,
        })
    };
    tx.fetch(WAITING, &[now.microseconds().into(), most.into()]).await?.iter().map(letter).collect()
}

/// Takes a letter for sending until `until`: another node, or another run, leaves it alone. Answers whether it was free.
pub(in crate::accounts) async fn claim_letter(
    tx: &mut Tx,
    letter: &Letter,
    until: Moment,
) -> Result<bool, StoreError> {
    const CLAIM: &str = "
        update letter
        set tries = $2, next_at = $3
        where id = $1
          and tries = $4";
    let binds = [
        letter.id.as_str().into(),
        (letter.tries + 1).into(),
        until.microseconds().into(),
        letter.tries.into(),
    ];
    Ok(tx.execute(CLAIM, &binds).await? == 1)
}

pub(in crate::accounts) async fn delete_letter(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    const SENT: &str = "delete from letter where id = $1";
    tx.execute(SENT, &[id.into()]).await.map(|_| ())
}
