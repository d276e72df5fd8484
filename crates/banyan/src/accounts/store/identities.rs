//! SQL on identities at other providers: whose they are, and who is on the way there.

use banyan_core::access::AccountId;
use banyan_core::words::Moment;

use super::text;
use crate::ledger::FactTable;
use crate::store::{Row, StoreError, Tx};

pub(in crate::accounts) const ACCOUNT_IDENTITY: FactTable = FactTable {
    name: "account_identity",
    columns: &[text("id"), text("account"), text("issuer"), text("subject")],
    key: &["id"],
    later: &[],
};

pub(in crate::accounts) const ACCOUNT_IDENTITY_END: FactTable = FactTable {
    name: "account_identity_end",
    columns: &[text("account_identity"), text("reason")],
    key: &["account_identity"],
    later: &[],
};

/// Identities whose account was closed, each as a mark that names nobody.
pub(in crate::accounts) const IDENTITY_LEFT: FactTable =
    FactTable { name: "identity_left", columns: &[text("mark")], key: &["mark"], later: &[] };

/// An identity that lets somebody in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Identity {
    pub(in crate::accounts) id: String,
    pub(in crate::accounts) account: AccountId,
    pub(in crate::accounts) issuer: String,
    /// Who it is, in the issuer's own words.
    pub(in crate::accounts) subject: String,
}

/// Whose identity this is now.
pub(in crate::accounts) async fn load_identity_owner(
    tx: &mut Tx,
    issuer: &str,
    subject: &str,
) -> Result<Option<AccountId>, StoreError> {
    const OWNER: &str = "select account from identity_now where issuer = $1 and subject = $2";
    let row = tx.fetch_first(OWNER, &[issuer.into(), subject.into()]).await?;
    row.map(|row| Ok(AccountId(row.text(0)?))).transpose()
}

/// The identities of an account, one an issuer.
pub(in crate::accounts) async fn list_identities(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<Identity>, StoreError> {
    const IDENTITIES: &str = "
        select account_identity, account, issuer, subject
        from identity_now
        where account = $1
        order by issuer
        limit 100";
    let identity = |row: &Row| -> Result<Identity, StoreError> {
        Ok(Identity {
            id: row.text(0)?,
            account: AccountId(row.text(1)?),
            issuer: row.text(2)?,
            subject: row.text(3)?,
        })
    };
    tx.fetch(IDENTITIES, &[account.0.as_str().into()]).await?.iter().map(identity).collect()
}

/// Whether an identity was ever linked with an account of which anything is left.
pub(in crate::accounts) async fn was_linked(
    tx: &mut Tx,
    issuer: &str,
    subject: &str,
) -> Result<bool, StoreError> {
    const LINKED: &str =
        "select id from account_identity where issuer = $1 and subject = $2 limit 1";
    Ok(tx.fetch_first(LINKED, &[issuer.into(), subject.into()]).await?.is_some())
}

/// Issuer and subject of every identity that an account was ever linked with.
pub(in crate::accounts) async fn list_linked(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<(String, String)>, StoreError> {
    const LINKED: &str = "
        select distinct issuer, subject
        from account_identity
        where account = $1
        order by issuer, subject";
    let rows = tx.fetch(LINKED, &[account.0.as_str().into()]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Whether a mark of an identity that has left stands.
pub(in crate::accounts) async fn has_mark(tx: &mut Tx, mark: &str) -> Result<bool, StoreError> {
    const MARK: &str = "select mark from identity_left where mark = $1";
    Ok(tx.fetch_first(MARK, &[mark.into()]).await?.is_some())
}

/// The key of all marks; none before the first.
pub(in crate::accounts) async fn load_mark_key(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    const KEY: &str = "select secret from identity_mark_key order by secret limit 1";
    tx.fetch_first(KEY, &[]).await?.map(|row| row.text(0)).transpose()
}

pub(in crate::accounts) async fn insert_mark_key(
    tx: &mut Tx,
    secret: &str,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into identity_mark_key (secret) values ($1)";
    tx.execute(INSERT, &[secret.into()]).await.map(|_| ())
}

pub(in crate::accounts) async fn insert_identity_now(
    tx: &mut Tx,
    identity: &Identity,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into identity_now (issuer, subject, account, account_identity)
        values ($1, $2, $3, $4)";
    let binds = [
        identity.issuer.as_str().into(),
        identity.subject.as_str().into(),
        identity.account.0.as_str().into(),
        identity.id.as_str().into(),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

pub(in crate::accounts) async fn delete_identity_now(
    tx: &mut Tx,
    identity: &str,
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from identity_now where account_identity = $1";
    tx.execute(DELETE, &[identity.into()]).await.map(|_| ())
}

/// Somebody on the way to a provider: state and browser as hashes of their tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Elsewhere {
    pub(in crate::accounts) state: String,
    pub(in crate::accounts) browser: String,
    pub(in crate::accounts) provider: String,
    /// Who links an identity; nobody where one signs in.
    pub(in crate::accounts) account: Option<AccountId>,
    pub(in crate::accounts) back: String,
    pub(in crate::accounts) made_at: Moment,
    pub(in crate::accounts) used: bool,
}

pub(in crate::accounts) async fn insert_elsewhere(
    tx: &mut Tx,
    elsewhere: &Elsewhere,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into sign_in_elsewhere (state, browser, provider, account, back, made_at)
        values ($1, $2, $3, $4, $5, $6)";
    let binds = [
        elsewhere.state.as_str().into(),
        elsewhere.browser.as_str().into(),
        elsewhere.provider.as_str().into(),
        elsewhere.account.as_ref().map(|account| account.0.clone()).into(),
        elsewhere.back.as_str().into(),
        elsewhere.made_at.microseconds().into(),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

pub(in crate::accounts) async fn load_elsewhere(
    tx: &mut Tx,
    state: &str,
) -> Result<Option<Elsewhere>, StoreError> {
    const ELSEWHERE: &str = "
        select state, browser, provider, account, back, made_at, used_at
        from sign_in_elsewhere
        where state = $1";
    let elsewhere = |row: Row| -> Result<Elsewhere, StoreError> {
        Ok(Elsewhere {
            state: row.text(0)?,
            browser: row.text(1)?,
            provider: row.text(2)?,
            account: row.maybe_text(3)?.map(AccountId),
            back: row.text(4)?,
            made_at: Moment::from_microseconds(row.whole(5)?),
            used: row.maybe_whole(6)?.is_some(),
        })
    };
    tx.fetch_first(ELSEWHERE, &[state.into()]).await?.map(elsewhere).transpose()
}

/// Uses up a way back; answers whether nobody had.
pub(in crate::accounts) async fn use_elsewhere(
    tx: &mut Tx,
    state: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    const USE: &str =
        "update sign_in_elsewhere set used_at = $2 where state = $1 and used_at is null";
    Ok(tx.execute(USE, &[state.into(), now.microseconds().into()]).await? == 1)
}
