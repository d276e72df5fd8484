//! SQL on the tokens with which programs come in.

use banyan_core::access::{AccountId, GrantId};
use banyan_core::words::{Day, Moment};

use crate::store::{Row, StoreError, Tx, Value};

/// A token of a program, without its secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct ProgramToken {
    /// Of the secret, hexadecimal.
    pub(in crate::accounts) hash: String,
    /// By which its owner names it.
    pub(in crate::accounts) mark: String,
    pub(in crate::accounts) account: AccountId,
    pub(in crate::accounts) grant: GrantId,
    pub(in crate::accounts) name: String,
    /// The last day on which it opens.
    pub(in crate::accounts) until: Day,
    pub(in crate::accounts) made_at: Moment,
    pub(in crate::accounts) used_at: Option<Moment>,
}

pub(in crate::accounts) async fn insert_program(
    tx: &mut Tx,
    token: &ProgramToken,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into program_token (hash, mark, account, access_grant, name, until_day, made_at, used_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let binds = [
        token.hash.as_str().into(),
        token.mark.as_str().into(),
        token.account.0.as_str().into(),
        token.grant.0.as_str().into(),
        token.name.as_str().into(),
        token.until.to_string().into(),
        token.made_at.microseconds().into(),
        Value::MaybeWhole(token.used_at.map(Moment::microseconds)),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

/// The token whose secret has this hash.
pub(in crate::accounts) async fn load_program(
    tx: &mut Tx,
    hash: &str,
) -> Result<Option<ProgramToken>, StoreError> {
    const LOAD: &str = "
        select hash, mark, account, access_grant, name, until_day, made_at, used_at
        from program_token
        where hash = $1";
    tx.fetch_first(LOAD, &[hash.into()]).await?.as_ref().map(program).transpose()
}

/// The tokens of an account, the newest first.
pub(in crate::accounts) async fn list_programs(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<ProgramToken>, StoreError> {
    const LIST: &str = "
        select hash, mark, account, access_grant, name, until_day, made_at, used_at
        from program_token
        where account = $1
        order by made_at desc, mark";
    tx.fetch(LIST, &[account.0.as_str().into()]).await?.iter().map(program).collect()
}

pub(in crate::accounts) async fn touch_program(
    tx: &mut Tx,
    hash: &str,
    now: Moment,
) -> Result<(), StoreError> {
    const TOUCH: &str = "update program_token set used_at = $2 where hash = $1";
    tx.execute(TOUCH, &[hash.into(), now.microseconds().into()]).await.map(|_| ())
}

/// Ends a token of an account by its mark; one that is over already is what was asked for.
pub(in crate::accounts) async fn delete_program(
    tx: &mut Tx,
    account: &AccountId,
    mark: &str,
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from program_token where account = $1 and mark = $2";
    tx.execute(DELETE, &[account.0.as_str().into(), mark.into()]).await.map(|_| ())
}

fn program(row: &Row) -> Result<ProgramToken, StoreError> {
    Ok(ProgramToken {
        hash: row.text(0)?,
        mark: row.text(1)?,
        account: AccountId(row.text(2)?),
        grant: GrantId(row.text(3)?),
        name: row.text(4)?,
        until: row.parsed(5)?,
        made_at: Moment::from_microseconds(row.whole(6)?),
        used_at: row.maybe_whole(7)?.map(Moment::from_microseconds),
    })
}
