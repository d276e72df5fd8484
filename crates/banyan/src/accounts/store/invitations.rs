//! SQL on invitations: links that open an account once, stored as hashes.

use banyan_core::access::AccountId;
use banyan_core::words::Moment;

use crate::store::{Row, StoreError, Tx, Value};

/// An invitation as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Invitation {
    pub(in crate::accounts) token: String,
    pub(in crate::accounts) account: AccountId,
    pub(in crate::accounts) made_by: String,
    pub(in crate::accounts) made_at: Moment,
    pub(in crate::accounts) expires_at: Moment,
    pub(in crate::accounts) used: bool,
}

pub(in crate::accounts) async fn load_invitation(
    tx: &mut Tx,
    token: &str,
) -> Result<Option<Invitation>, StoreError> {
    const INVITATION: &str = "
        select token, account, made_by, made_at, expires_at, used_at
        from invitation
        where token = $1";
    tx.fetch_first(INVITATION, &[token.into()]).await?.map(|row| invitation(&row)).transpose()
}

fn invitation(row: &Row) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        token: row.text(0)?,
        account: AccountId(row.text(1)?),
        made_by: row.text(2)?,
        made_at: Moment::from_microseconds(row.whole(3)?),
        expires_at: Moment::from_microseconds(row.whole(4)?),
        used: row.maybe_whole(5)?.is_some(),
    })
}

/// Writes invitations; what the same accounts were sent before opens nothing any more.
pub(in crate::accounts) async fn replace_invitations(
    tx: &mut Tx,
    invitations: &[Invitation],
) -> Result<(), StoreError> {
    const OLD: &str = "
        select token
        from invitation
        where used_at is null
          and account in ($list)";
    const DELETE: &str = "delete from invitation where token = $1";
    const COLUMNS: [&str; 5] = ["token", "account", "made_by", "made_at", "expires_at"];
    let accounts: Vec<Value> =
        invitations.iter().map(|invitation| invitation.account.0.as_str().into()).collect();
    for old in tx.fetch_listed(OLD, &[], &accounts).await? {
        tx.execute(DELETE, &[old.text(0)?.into()]).await?;
    }
    let row = |invitation: &Invitation| -> Vec<Value> {
        vec![
            invitation.token.as_str().into(),
            invitation.account.0.as_str().into(),
            invitation.made_by.as_str().into(),
            invitation.made_at.microseconds().into(),
            invitation.expires_at.microseconds().into(),
        ]
    };
    let rows: Vec<_> = invitations.iter().map(row).collect();
    tx.insert_all("invitation", &COLUMNS, &rows).await
}

/// Deletes the invitations of an account that nobody has used.
pub(in crate::accounts) async fn delete_unused_invitations(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<(), StoreError> {
    const DELETE: &str = "delete from invitation where account = $1 and used_at is null";
    tx.execute(DELETE, &[account.0.as_str().into()]).await.map(|_| ())
}

/// Uses up an invitation; answers whether nobody had.
pub(in crate::accounts) async fn use_invitation(
    tx: &mut Tx,
    token: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    const USE: &str = "update invitation set used_at = $2 where token = $1 and used_at is null";
    Ok(tx.execute(USE, &[token.into(), now.microseconds().into()]).await? == 1)
}
