//! Invitations: a link that opens once, within 14 days. The newest link of an account is the only one that opens.

use axum::http::StatusCode;
use banyan_core::words::Moment;

use super::super::store::{self, Credential, Invitation};
use super::super::{Account, State};
use super::people::refusal;
use super::session::{Seat, begin_session};
use super::token::Token;
use crate::store::{StoreError, Tx};
use crate::web::Refusal;

const EXPIRES_AFTER: i64 = 14 * 86_400 * 1_000_000;

/// A fresh link of a person. It is shown or sent once, and stored as a hash.
#[derive(Clone)]
pub(in crate::accounts) struct Link {
    pub(in crate::accounts) account: Account,
    /// The whole address.
    pub(in crate::accounts) address: String,
    pub(in crate::accounts) expires_at: Moment,
}

/// Makes a link for each of these accounts; links that they had open nothing any more.
///
/// # Errors
/// What the database says, or when the machine has no randomness.
pub(in crate::accounts) async fn fresh_links(
    tx: &mut Tx,
    accounts: &[Account],
    by: &str,
    site: &str,
    now: Moment,
) -> Result<Vec<Link>, StoreError> {
    let (mut links, mut invitations) = (Vec::new(), Vec::new());
    for account in accounts {
        let token = Token::fresh()?;
        let expires_at = now.plus(EXPIRES_AFTER);
        invitations.push(Invitation {
            token: token.stored(),
            account: account.id.clone(),
            made_by: by.to_owned(),
            made_at: now,
            expires_at,
            used: false,
        });
        let address = format!("{site}/welcome/{}", token.as_str());
        links.push(Link { account: account.clone(), address, expires_at });
    }
    store::replace_invitations(tx, &invitations).await?;
    Ok(links)
}

/// The account that a link opens, at a moment of the machine's clock.
///
/// # Errors
/// A sentence: no such link (or one that a newer one replaced), used, or expired.
pub(in crate::accounts) async fn open_invitation(
    tx: &mut Tx,
    token: Option<&Token>,
    now: Moment,
) -> Result<Account, Refusal> {
    let unknown = || refusal(StatusCode::NOT_FOUND, "link-unknown", "");
    let token = token.ok_or_else(unknown)?;
    let invitation = store::load_invitation(tx, &token.stored()).await?.ok_or_else(unknown)?;
    if invitation.used {
        return Err(refusal(StatusCode::GONE, "link-used", ""));
    }
    if invitation.expires_at <= now {
        return Err(refusal(StatusCode::GONE, "link-expired", ""));
    }
    let account = store::load_account(tx, &invitation.account).await?.ok_or_else(unknown)?;
    if account.state == State::Closed {
        return Err(unknown());
    }
    Ok(account)
}

/// Uses a link up: sets the password, ends every session, and begins one. A second factor that is set up stays.
///
/// # Errors
/// As [`open_invitation`].
pub(in crate::accounts) async fn accept_invitation(
    tx: &mut Tx,
    token: &Token,
    password_hash: &str,
    seat: &Seat,
    now: Moment,
) -> Result<(Account, Token), Refusal> {
    let account = open_invitation(tx, Some(token), now).await?;
    if !store::use_invitation(tx, &token.stored(), now).await? {
        return Err(refusal(StatusCode::GONE, "link-used", ""));
    }
    let before = store::load_credential(tx, &account.id).await?;
    let credential = Credential { password: Some(password_hash.to_owned()), ..before };
    store::put_credential(tx, &account.id, &credential, now).await?;
    store::delete_sessions(tx, &account.id, "").await?;
    let session = begin_session(tx, &account.id, false, seat, now).await?;
    Ok((account, session))
}
