//! SQL for erasing what acts say of people: what an act wrote, whom it is about, and what else is kept of them.

use banyan_core::access::AccountId;
use banyan_core::unit::UnitId;

use super::{Account, account, delete_desk};
use crate::store::{Row, StoreError, Tx, Value};

fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<Value> {
    ids.map(Value::from).collect()
}

fn pair(row: &Row) -> Result<(String, AccountId), StoreError> {
    Ok((row.text(0)?, AccountId(row.text(1)?)))
}

/// For each row that one of these acts wrote, or that is about one of these accounts: its act, and the account.
pub(in crate::accounts) async fn list_written(
    tx: &mut Tx,
    ids: impl Iterator<Item = &str>,
) -> Result<Vec<(String, AccountId)>, StoreError> {
    const WRITTEN: &str = "
        select act, id from account where act in ($list) or id in ($list)
        union all
        select act, account from account_version where act in ($list) or account in ($list)
        union all
        select act, account from access_grant where act in ($list) or account in ($list)
        union all
        select act, account from access_grant_follow where act in ($list) or account in ($list)
        union all
        select act, account from account_identity where act in ($list) or account in ($list)
        union all
        select ended.act, given.account
        from access_grant_end ended
        join access_grant given on given.id = ended.access_grant
        where ended.act in ($list) or given.account in ($list)
        union all
        select ended.act, linked.account
        from account_identity_end ended
        join account_identity linked on linked.id = ended.account_identity
        where ended.act in ($list) or linked.account in ($list)
        order by 1, 2";
    tx.fetch_listed(WRITTEN, &[], &listed(ids)).await?.iter().map(pair).collect()
}

/// What accounts are now.
pub(in crate::accounts) async fn list_now(
    tx: &mut Tx,
    accounts: impl Iterator<Item = &str>,
) -> Result<Vec<Account>, StoreError> {
    const NOW: &str = "
        select account, version, login, name, email, language, state
        from account_now
        where account in ($list)
        order by account";
    tx.fetch_listed(NOW, &[], &listed(accounts)).await?.iter().map(account).collect()
}

/// The number of the version of an account that an act wrote, if it wrote one.
pub(in crate::accounts) async fn load_version_of(
    tx: &mut Tx,
    act: &str,
) -> Result<Option<i64>, StoreError> {
    const VERSION: &str = "select version from account_version where act = $1 order by version";
    tx.fetch_first(VERSION, &[act.into()]).await?.map(|row| row.whole(0)).transpose()
}

/// Every unit at which one of these accounts ever had a grant.
pub(in crate::accounts) async fn list_units_of(
    tx: &mut Tx,
    accounts: impl Iterator<Item = &str>,
) -> Result<Vec<UnitId>, StoreError> {
    const UNITS: &str =
        "select distinct unit from access_grant where account in ($list) order by unit";
    let rows = tx.fetch_listed(UNITS, &[], &listed(accounts)).await?;
    rows.iter().map(|row| Ok(UnitId(row.text(0)?))).collect()
}

/// The identifiers of grants and linked identities of these accounts.
pub(in crate::accounts) async fn list_owned(
    tx: &mut Tx,
    accounts: impl Iterator<Item = &str>,
) -> Result<Vec<String>, StoreError> {
    const OWNED: &str = "
        select id from access_grant where account in ($list)
        union all
        select id from account_identity where account in ($list)";
    let rows = tx.fetch_listed(OWNED, &[], &listed(accounts)).await?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// Every word that is kept of anybody, for tests of what must be gone.
#[cfg(test)]
pub(in crate::accounts) async fn list_all(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    const ALL: &str = "
        select login || ' ' || name || ' ' || coalesce(email, '') from account_version
        union all
        select login || ' ' || name || ' ' || folded || ' ' || coalesce(email, '') from account_now
        union all
        select to_address || ' ' || body from letter";
    tx.fetch(ALL, &[]).await?.iter().map(|row| row.text(0)).collect()
}

/// Takes away what is kept of an account beside its facts, letters to it included.
pub(in crate::accounts) async fn forget_account(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<(), StoreError> {
    const STATEMENTS: [&str; 3] = [
        "delete from letter where to_address in (select email from account_version where account = $1)",
        "delete from account_key where account = $1",
        "delete from account_now where account = $1",
    ];
    delete_desk(tx, account).await?;
    for statement in STATEMENTS {
        tx.execute(statement, &[account.0.as_str().into()]).await?;
    }
    Ok(())
}
