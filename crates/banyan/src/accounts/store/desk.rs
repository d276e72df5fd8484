//! SQL on what is kept at the door: passwords, second factors, sessions, devices, throttles. Tokens and
//! codes are stored as hashes only.

use banyan_core::access::AccountId;
use banyan_core::words::Moment;

use crate::store::{Row, StoreError, Tx, Value};

/// What an account signs in with.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Credential {
    /// In PHC form.
    pub(in crate::accounts) password: Option<String>,
    /// In base 32; it counts once it is confirmed.
    pub(in crate::accounts) factor_secret: Option<String>,
    pub(in crate::accounts) factor_confirmed: bool,
    /// The last time step whose code was used: it and those before it are refused.
    pub(in crate::accounts) factor_step: i64,
}

impl Credential {
    pub(in crate::accounts) fn with_password(self, hash: String) -> Credential {
        Credential { password: Some(hash), ..self }
    }

    /// With no second factor.
    pub(in crate::accounts) fn without_factor(self) -> Credential {
        Credential { password: self.password, ..Credential::default() }
    }
}

pub(in crate::accounts) async fn load_credential(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Credential, StoreError> {
    const CREDENTIAL: &str = "
        select password, factor_secret, factor_confirmed, factor_step
        from credential
        where account = $1";
    let row = tx.fetch_first(CREDENTIAL, &[account.0.as_str().into()]).await?;
    let Some(row) = row else { return Ok(Credential::default()) };
    Ok(Credential {
        password: row.maybe_text(0)?,
        factor_secret: row.maybe_text(1)?,
        factor_confirmed: row.yes(2)?,
        factor_step: row.whole(3)?,
    })
}

pub(in crate::accounts) async fn put_credential(
    tx: &mut Tx,
    account: &AccountId,
    credential: &Credential,
    now: Moment,
) -> Result<(), StoreError> {
    const PUT: &str = "
        insert into credential (account, password, changed_at, factor_secret, factor_confirmed, factor_step)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (account) do update
        set password = excluded.password, changed_at = excluded.changed_at, factor_secret = excluded.factor_secret,
            factor_confirmed = excluded.factor_confirmed, factor_step = excluded.factor_step";
    let binds = [
        account.0.as_str().into(),
        credential.password.clone().into(),
        now.microseconds().into(),
        credential.factor_secret.clone().into(),
        credential.factor_confirmed.into(),
        credential.factor_step.into(),
    ];
    tx.execute(PUT, &binds).await.map(|_| ())
}

/// Replaces the recovery codes of an account by these hashes.
pub(in crate::accounts) async fn replace_codes(
    tx: &mut Tx,
    account: &AccountId,
    hashes: &[String],
) -> Result<(), StoreError> {
    const OLD: &str = "delete from recovery_code where account = $1";
    tx.execute(OLD, &[account.0.as_str().into()]).await?;
    let rows: Vec<Vec<Value>> =
        hashes.iter().map(|hash| vec![account.0.as_str().into(), hash.as_str().into()]).collect();
    tx.insert_all("recovery_code", &["account", "code"], &rows).await
}

/// Uses up a recovery code; answers whether there was such a code that nobody had used.
pub(in crate::accounts) async fn use_code(
    tx: &mut Tx,
    account: &AccountId,
    hash: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    const USE: &str = "
        update recovery_code
        set used_at = $3
        where account = $1
          and code = $2
          and used_at is null";
    let binds = [account.0.as_str().into(), hash.into(), now.microseconds().into()];
    Ok(tx.execute(USE, &binds).await? == 1)
}

/// How many recovery codes are left.
pub(in crate::accounts) async fn count_codes(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<usize, StoreError> {
    const LEFT: &str = "select code from recovery_code where account = $1 and used_at is null";
    Ok(tx.fetch(LEFT, &[account.0.as_str().into()]).await?.len())
}

/// What somebody has shown by the time a session began.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Shown {
    /// The password, or a link that set one.
    pub(in crate::accounts) password: bool,
    /// The second factor, or what counts as one.
    pub(in crate::accounts) factor: bool,
}

/// A session as it is stored: never its token, only the hash of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Session {
    pub(in crate::accounts) token: String,
    /// By which its owner names it.
    pub(in crate::accounts) mark: String,
    pub(in crate::accounts) account: AccountId,
    pub(in crate::accounts) made_at: Moment,
    pub(in crate::accounts) seen_at: Moment,
    pub(in crate::accounts) shown: Shown,
    pub(in crate::accounts) device: String,
    pub(in crate::accounts) address: String,
}

fn session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        token: row.text(0)?,
        mark: row.text(1)?,
        account: AccountId(row.text(2)?),
        made_at: Moment::from_microseconds(row.whole(3)?),
        seen_at: Moment::from_microseconds(row.whole(4)?),
        shown: Shown { factor: row.yes(5)?, password: row.yes(6)? },
        device: row.text(7)?,
        address: row.text(8)?,
    })
}

pub(in crate::accounts) async fn load_session(
    tx: &mut Tx,
    token: &str,
) -> Result<Option<Session>, StoreError> {
    const SESSION: &str = "
        select token, mark, account, made_at, seen_at, factor_passed, password_typed, device, address
        from sign_in
        where token = $1";
    tx.fetch_first(SESSION, &[token.into()]).await?.map(|row| session(&row)).transpose()
}

/// The sessions of an account, the one seen last first.
pub(in crate::accounts) async fn list_sessions(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<Session>, StoreError> {
    const SESSIONS: &str = "
        select token, mark, account, made_at, seen_at, factor_passed, password_typed, device, address
        from sign_in
        where account = $1
        order by seen_at desc
        limit 200";
    tx.fetch(SESSIONS, &[account.0.as_str().into()]).await?.iter().map(session).collect()
}

pub(in crate::accounts) async fn insert_session(
    tx: &mut Tx,
    session: &Session,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into sign_in (token, mark, account, made_at, seen_at, factor_passed, password_typed, device, address)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let binds = [
        session.token.as_str().into(),
        session.mark.as_str().into(),
        session.account.0.as_str().into(),
        session.made_at.microseconds().into(),
        session.seen_at.microseconds().into(),
        session.shown.factor.into(),
        session.shown.password.into(),
        session.device.as_str().into(),
        session.address.as_str().into(),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

/// Notes that a session is in use.
pub(in crate::accounts) async fn touch_session(
    tx: &mut Tx,
    token: &str,
    now: Moment,
) -> Result<(), StoreError> {
    const TOUCH: &str = "update sign_in set seen_at = $2 where token = $1";
    tx.execute(TOUCH, &[token.into(), now.microseconds().into()]).await.map(|_| ())
}

pub(in crate::accounts) async fn delete_session(
    tx: &mut Tx,
    token: &str,
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from sign_in where token = $1";
    tx.execute(DELETE, &[token.into()]).await.map(|_| ())
}

/// Ends one session of an account by its mark; answers whether there was one.
pub(in crate::accounts) async fn delete_marked(
    tx: &mut Tx,
    account: &AccountId,
    mark: &str,
) -> Result<bool, StoreError> {
    const DELETE: &str = "delete from sign_in where account = $1 and mark = $2";
    Ok(tx.execute(DELETE, &[account.0.as_str().into(), mark.into()]).await? == 1)
}

/// Ends every session of an account but the one under `kept`.
pub(in crate::accounts) async fn delete_sessions(
    tx: &mut Tx,
    account: &AccountId,
    kept: &str,
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from sign_in where account = $1 and token <> $2";
    tx.execute(DELETE, &[account.0.as_str().into(), kept.into()]).await.map(|_| ())
}

/// Removes what a closed account signed in with, identities at other providers too.
pub(in crate::accounts) async fn delete_desk(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<(), StoreError> {
    const STATEMENTS: [&str; 8] = [
        "delete from program_token where account = $1",
        "delete from identity_now where account = $1",
        "delete from sign_in_elsewhere where account = $1",
        "delete from sign_in where account = $1",
        "delete from known_device where account = $1",
        "delete from recovery_code where account = $1",
        "delete from invitation where account = $1",
        "delete from credential where account = $1",
    ];
    for statement in STATEMENTS {
        tx.execute(statement, &[account.0.as_str().into()]).await?;
    }
    Ok(())
}

/// Keeps a device as known to an account, from its last sign-in on.
pub(in crate::accounts) async fn insert_device(
    tx: &mut Tx,
    token: &str,
    account: &AccountId,
    now: Moment,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into known_device (token, account, made_at)
        values ($1, $2, $3)
        on conflict (token, account) do update set made_at = excluded.made_at";
    let binds = [token.into(), account.0.as_str().into(), now.microseconds().into()];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

/// Whether a device's token is known to an account.
pub(in crate::accounts) async fn device_known(
    tx: &mut Tx,
    token: &str,
    account: &AccountId,
) -> Result<bool, StoreError> {
    const KNOWN: &str = "select account from known_device where token = $1 and account = $2";
    let binds = [token.into(), account.0.as_str().into()];
    Ok(tx.fetch_first(KNOWN, &binds).await?.is_some())
}

/// Whether a device's token is known to any account: one that somebody made up is never taken over.
pub(in crate::accounts) async fn device_there(
    tx: &mut Tx,
    token: &str,
) -> Result<bool, StoreError> {
    const THERE: &str = "select account from known_device where token = $1 limit 1";
    Ok(tx.fetch_first(THERE, &[token.into()]).await?.is_some())
}

/// Tries at a place of the throttle, and when the last one was.
pub(in crate::accounts) async fn load_tries(
    tx: &mut Tx,
    place: &str,
) -> Result<Option<(i64, Moment)>, StoreError> {
    const TRIES: &str = "select tries, last_at from throttle where place = $1";
    let row = tx.fetch_first(TRIES, &[place.into()]).await?;
    row.map(|row| Ok((row.whole(0)?, Moment::from_microseconds(row.whole(1)?)))).transpose()
}

pub(in crate::accounts) async fn put_tries(
    tx: &mut Tx,
    place: &str,
    tries: i64,
    last_at: Moment,
) -> Result<(), StoreError> {
    const PUT: &str = "
        insert into throttle (place, tries, last_at)
        values ($1, $2, $3)
        on conflict (place) do update
        set tries = excluded.tries, last_at = excluded.last_at";
    let binds = [place.into(), tries.into(), last_at.microseconds().into()];
    tx.execute(PUT, &binds).await.map(|_| ())
}

pub(in crate::accounts) async fn delete_tries(tx: &mut Tx, place: &str) -> Result<(), StoreError> {
    const DELETE: &str = "delete from throttle where place = $1";
    tx.execute(DELETE, &[place.into()]).await.map(|_| ())
}

/// Forgets what is over: tries, ways to providers, sessions, invitations and devices whose time has passed.
pub(in crate::accounts) async fn forget(
    tx: &mut Tx,
    tries_before: Moment,
    sessions_before: Moment,
    devices_before: Moment,
) -> Result<(), StoreError> {
    const DEVICES: &str = "delete from known_device where made_at < $1";
    const ELSEWHERE: &str = "delete from sign_in_elsewhere where made_at < $1";
    const TRIES: &str = "delete from throttle where last_at < $1";
    const SESSIONS: &str = "delete from sign_in where made_at < $1";
    const INVITATIONS: &str = "delete from invitation where expires_at < $1";
    tx.execute(DEVICES, &[devices_before.microseconds().into()]).await?;
    tx.execute(TRIES, &[tries_before.microseconds().into()]).await?;
    tx.execute(ELSEWHERE, &[tries_before.microseconds().into()]).await?;
    tx.execute(SESSIONS, &[sessions_before.microseconds().into()]).await?;
    tx.execute(INVITATIONS, &[sessions_before.microseconds().into()]).await.map(|_| ())
}
