//! SQL on the tables of accounts: people and grants here, what is kept at the door in `desk` and `letters`.

mod desk;
pub(super) use desk::*;

pub(super) mod derived;

mod erased;
pub(super) use erased::*;

mod identities;
pub(super) use identities::*;

mod invitations;
pub(super) use invitations::*;

mod letters;
pub(super) use letters::*;

mod follow;
pub(super) use follow::*;

mod contacts;
pub use contacts::{Contact, contacts};

mod programs;
pub(super) use programs::*;

mod people;
pub(super) use people::*;

use std::collections::BTreeMap;

use banyan_core::access::{AccountId, Grant, GrantId, Role, Subject};
use banyan_core::unit::{ReformId, UnitId};
use banyan_core::words::{Day, Language, Moment};

use super::{Account, State};
use crate::ledger::{ActId, Column, FactTable};
use crate::store::{Row, StoreError, Tx, Value};

const fn text(name: &'static str) -> Column {
    Column::Text(name)
}

/// The fact tables of this room.
pub(super) const FACTS: [&FactTable; 8] = [
    &ACCOUNT,
    &ACCOUNT_VERSION,
    &ACCESS_GRANT,
    &ACCESS_GRANT_END,
    &ACCESS_GRANT_FOLLOW,
    &ACCOUNT_IDENTITY,
    &ACCOUNT_IDENTITY_END,
    &IDENTITY_LEFT,
];

pub(super) const ACCOUNT: FactTable =
    FactTable { name: "account", columns: &[text("id")], key: &["id"], later: &[] };

pub(super) const ACCOUNT_VERSION: FactTable = FactTable {
    name: "account_version",
    columns: &[
        text("account"),
        Column::Whole("version"),
        text("login"),
        text("name"),
        text("email"),
        text("language"),
        text("state"),
    ],
    key: &["account", "version"],
    later: &[],
};

pub(super) const ACCESS_GRANT: FactTable = FactTable {
    name: "access_grant",
    columns: &[
        text("id"),
        text("account"),
        text("role"),
        text("unit"),
        text("subject"),
        text("from_day"),
        text("until_day"),
    ],
    key: &["id"],
    later: &[],
};

pub(super) const ACCESS_GRANT_END: FactTable = FactTable {
    name: "access_grant_end",
    columns: &[text("access_grant"), text("last_day"), text("reason")],
    key: &["access_grant", "last_day"],
    later: &[],
};

fn account(row: &Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: AccountId(row.text(0)?),
        version: row.whole(1)?,
        login: row.text(2)?,
        name: row.text(3)?,
        email: row.maybe_text(4)?,
        language: row.parsed::<Language>(5)?,
        state: State::of(&row.text(6)?),
    })
}

/// An account by its identity.
pub(super) async fn load_account(
    tx: &mut Tx,
    id: &AccountId,
) -> Result<Option<Account>, StoreError> {
    const ACCOUNT: &str = "
        select account, version, login, name, email, language, state
        from account_now
        where account = $1";
    tx.fetch_first(ACCOUNT, &[id.0.as_str().into()]).await?.map(|row| account(&row)).transpose()
}

/// An account by the name that it signs in with.
pub(super) async fn load_by_login(tx: &mut Tx, login: &str) -> Result<Option<Account>, StoreError> {
    const BY_LOGIN: &str = "
        select account, version, login, name, email, language, state
        from account_now
        where login = $1";
    tx.fetch_first(BY_LOGIN, &[login.into()]).await?.map(|row| account(&row)).transpose()
}

/// Which of these login names are taken.
pub(super) async fn list_taken(tx: &mut Tx, logins: &[String]) -> Result<Vec<String>, StoreError> {
    const TAKEN: &str = "select login from account_now where login in ($list)";
    let list: Vec<Value> = logins.iter().map(|login| login.as_str().into()).collect();
    tx.fetch_listed(TAKEN, &[], &list).await?.iter().map(|row| row.text(0)).collect()
}

/// The names of accounts, by identity.
pub(super) async fn list_names(
    tx: &mut Tx,
    accounts: &[&str],
) -> Result<BTreeMap<String, String>, StoreError> {
    const NAMES: &str = "select account, name from account_now where account in ($list)";
    let list: Vec<Value> = accounts.iter().map(|account| (*account).into()).collect();
    let rows = tx.fetch_listed(NAMES, &[], &list).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Accounts with their names, once for each key under which they are filed.
pub(super) async fn list_filed_names(
    tx: &mut Tx,
    accounts: &[&str],
) -> Result<Vec<(String, String, String)>, StoreError> {
    const NAMES: &str = "
        select now.account, now.name, filed.filed_key
        from account_now now
        join account_key filed on filed.account = now.account
        where now.account in ($list)
        order by now.account, filed.filed_key";
    let list: Vec<Value> = accounts.iter().map(|account| (*account).into()).collect();
    let rows = tx.fetch_listed(NAMES, &[], &list).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?, row.text(2)?))).collect()
}

/// The people of the demonstration, in the order in which the content names them.
pub(super) async fn list_demonstration(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    const PEOPLE: &str = "
        select account, version, login, name, email, language, state
        from account_now
        where login like 'demo.%'
        order by account
        limit 20";
    tx.fetch(PEOPLE, &[]).await?.iter().map(account).collect()
}

/// The keys under which an account is filed.
pub(super) async fn list_keys(tx: &mut Tx, id: &AccountId) -> Result<Vec<String>, StoreError> {
    const KEYS: &str = "select filed_key from account_key where account = $1 order by filed_key";
    tx.fetch(KEYS, &[id.0.as_str().into()]).await?.iter().map(|row| row.text(0)).collect()
}

/// The keys under which accounts are filed, each with its account.
pub(super) async fn list_keys_of(
    tx: &mut Tx,
    accounts: &[String],
) -> Result<Vec<(String, String)>, StoreError> {
    const KEYS: &str = "select account, filed_key from account_key where account in ($list)";
    let list: Vec<Value> = accounts.iter().map(|account| account.as_str().into()).collect();
    let rows = tx.fetch_listed(KEYS, &[], &list).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Every version of an account with its act, the first one first.
pub(super) async fn list_versions(
    tx: &mut Tx,
    id: &AccountId,
) -> Result<Vec<(Account, ActId)>, StoreError> {
    const VERSIONS: &str = "
        select account, version, login, name, email, language, state, act
        from account_version
        where account = $1
        order by version
        limit 200";
    let rows = tx.fetch(VERSIONS, &[id.0.as_str().into()]).await?;
    rows.iter().map(|row| Ok((account(row)?, ActId(row.text(7)?)))).collect()
}

/// A grant as it is recorded: the days that were given, and the act.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// `until` is the earlier of the day that was given and the day on which it was ended.
    pub(super) grant: Grant,
    /// Whether anybody ended it, perhaps with a last day to come.
    pub(super) ended: bool,
    pub(super) act: ActId,
    /// The reform through which it came from another grant.
    pub(super) reform: Option<ReformId>,
}

/// Every grant that an account ever had, the latest first.
pub(super) async fn list_grants(tx: &mut Tx, id: &AccountId) -> Result<Vec<Given>, StoreError> {
    list_grants_of(tx, &[id.0.as_str()]).await
}

/// The same of several accounts.
pub(super) async fn list_grants_of(
    tx: &mut Tx,
    accounts: &[&str],
) -> Result<Vec<Given>, StoreError> {
    const GRANTS: &str = "
        select given.id, given.account, given.role, given.unit, given.subject, given.from_day, given.until_day,
               given.act, ended.last_day, led.reform
        from access_grant given
        left join access_grant_ended ended on ended.access_grant = given.id
        left join access_grant_follow led on led.next_grant = given.id
        where given.account in ($list)
        order by given.from_day desc, given.id";
    let list: Vec<Value> = accounts.iter().map(|account| (*account).into()).collect();
    tx.fetch_listed(GRANTS, &[], &list).await?.iter().map(given).collect()
}

/// Units and subjects of the grants that accounts had got by a moment.
pub(super) async fn list_granted(
    tx: &mut Tx,
    accounts: &[String],
    at: Moment,
) -> Result<Vec<(UnitId, Subject)>, StoreError> {
    const GRANTED: &str = "
        select distinct given.unit, given.subject
        from access_grant given
        join act on act.id = given.act
        where act.at <= $1 and given.account in ($list)
        order by given.unit, given.subject";
    let list: Vec<Value> = accounts.iter().map(|account| account.as_str().into()).collect();
    let rows = tx.fetch_listed(GRANTED, &[at.microseconds().into()], &list).await?;
    rows.iter().map(|row| Ok((UnitId(row.text(0)?), row.parsed::<Subject>(1)?))).collect()
}

/// A grant by its identity.
pub(super) async fn load_grant(tx: &mut Tx, id: &GrantId) -> Result<Option<Given>, StoreError> {
    const GRANT: &str = "
        select given.id, given.account, given.role, given.unit, given.subject, given.from_day, given.until_day,
               given.act, ended.last_day, led.reform
        from access_grant given
        left join access_grant_ended ended on ended.access_grant = given.id
        left join access_grant_follow led on led.next_grant = given.id
        where given.id = $1";
    tx.fetch_first(GRANT, &[id.0.as_str().into()]).await?.map(|row| given(&row)).transpose()
}

fn given(row: &Row) -> Result<Given, StoreError> {
    let asked: Option<Day> = row.maybe_parsed(6)?;
    let ended: Option<Day> = row.maybe_parsed(8)?;
    let until = match (asked, ended) {
        (Some(asked), Some(ended)) => Some(asked.min(ended)),
        (asked, ended) => asked.or(ended),
    };
    Ok(Given {
        grant: Grant {
            id: GrantId(row.text(0)?),
            account: AccountId(row.text(1)?),
            role: row.parsed::<Role>(2)?,
            unit: UnitId(row.text(3)?),
            subject: row.parsed::<Subject>(4)?,
            from: row.parsed(5)?,
            until,
        },
        ended: ended.is_some(),
        act: ActId(row.text(7)?),
        reform: row.maybe_text(9)?.map(ReformId),
    })
}

/// The units over which open accounts hold the administrator's role on a day, for everything there. The grant or the account `without`
/// does not count.
pub(super) async fn list_administered(
    tx: &mut Tx,
    day: Day,
    without: &str,
) -> Result<Vec<UnitId>, StoreError> {
    const ADMINISTERED: &str = "
        select distinct given.unit
        from access_grant given
        join account_now now on now.account = given.account
        left join access_grant_ended ended on ended.access_grant = given.id
        where given.role = 'administrator'
          and given.subject = 'everything'
          and now.state = 'open'
          and given.from_day <= $1
          and given.id <> $2
          and given.account <> $2
          and (given.until_day is null or given.until_day >= $1)
          and (ended.last_day is null or ended.last_day >= $1)
        order by given.unit";
    let binds = [day.to_string().into(), without.into()];
    tx.fetch(ADMINISTERED, &binds).await?.iter().map(|row| Ok(UnitId(row.text(0)?))).collect()
}

/// Writes what new accounts are now.
pub(super) async fn insert_now(tx: &mut Tx, accounts: &[Account]) -> Result<(), StoreError> {
    let now: Vec<Vec<Value>> = accounts.iter().map(now_values).collect();
    tx.insert_all("account_now", &NOW, &now).await
}

const NOW: [&str; 8] =
    ["account", "version", "login", "name", "folded", "email", "language", "state"];

fn now_values(account: &Account) -> Vec<Value> {
    vec![
        account.id.0.as_str().into(),
        account.version.into(),
        account.login.as_str().into(),
        account.name.as_str().into(),
        account.folded().into(),
        account.email.clone().into(),
        account.language.tag().into(),
        account.state.key().into(),
    ]
}

/// Writes what an account is now.
pub(super) async fn update_now(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    const NOW: &str = "
        update account_now
        set version = $2, name = $3, folded = $4, email = $5, language = $6, state = $7
        where account = $1";
    let binds = [
        account.id.0.as_str().into(),
        account.version.into(),
        account.name.as_str().into(),
        account.folded().into(),
        account.email.clone().into(),
        account.language.tag().into(),
        account.state.key().into(),
    ];
    tx.execute(NOW, &binds).await.map(|_| ())
}

/// Files accounts under keys that they are not filed under yet. Each pair stands once.
pub(super) async fn insert_keys(
    tx: &mut Tx,
    keys: &[(AccountId, String)],
) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = keys
        .iter()
        .map(|(account, key)| vec![account.0.as_str().into(), key.as_str().into()])
        .collect();
    tx.insert_all("account_key", &["account", "filed_key"], &rows).await
}
