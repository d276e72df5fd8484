//! Invitations: a link that opens once, within 14 days. The newest link of an account is the only one that opens.

use axum::http::StatusCode;
use banyan_core::access::AccountId;
use banyan_core::words::Moment;

use super::super::store::{self, Invitation, Shown};
use super::super::{Account, State};
use super::people::refusal;
use super::session::{Seat, begin_session};
use super::token::Token;
use crate::ledger::{ActId, Recorded};
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

/// Who makes links. A browser's come from its session and the form that it sends, so that the same form, sent again in the same
/// session, shows the same links; nobody else can make them, and they are kept nowhere.
#[derive(Clone)]
pub(in crate::accounts) struct LinkMaker {
    /// The identity of who makes them.
    pub(in crate::accounts) by: String,
    /// The address of the site.
    pub(in crate::accounts) site: String,
    pub(in crate::accounts) session: Option<Token>,
}

impl LinkMaker {
    /// The token of an account's link, made by a call.
    fn token(&self, call: &ActId, account: &AccountId) -> Result<Token, StoreError> {
        let purpose = format!("invitation {} {}", call.0, account.0);
        let derived = self.session.as_ref().and_then(|own| Token::given(&own.derived(&purpose)));
        derived.map_or_else(Token::fresh, Ok)
    }

    fn link(&self, account: &Account, token: &Token, expires_at: Moment) -> Link {
        let address = format!("{}/welcome/{}", self.site, token.as_str());
        Link { account: account.clone(), address, expires_at }
    }
}

/// The links that a call shows: each made anew, or, where the call was made before, those of its accounts that still open.
///
/// # Errors
/// What the database says, or when the machine has no randomness.
pub(in crate::accounts) async fn links_of_call(
    tx: &mut Tx,
    call: &ActId,
    recorded: Recorded,
    accounts: &[Account],
    maker: &LinkMaker,
    now: Moment,
) -> Result<Vec<Link>, StoreError> {
    if recorded.anew() {
        return fresh_links(tx, call, accounts, maker, now).await;
    }
    let mut links = Vec::new();
    for account in accounts {
        let token = maker.token(call, &account.id)?;
        let stands = store::load_invitation(tx, &token.stored()).await?;
        if let Some(own) = stands.filter(|own| !own.used && now < own.expires_at) {
            links.push(maker.link(account, &token, own.expires_at));
        }
    }
    Ok(links)
}

/// Makes a link for each of these accounts; links that they had open nothing any more.
///
/// # Errors
/// What the database says, or when the machine has no randomness.
pub(super) async fn fresh_links(
    tx: &mut Tx,
    call: &ActId,
    accounts: &[Account],
    maker: &LinkMaker,
    now: Moment,
) -> Result<Vec<Link>, StoreError> {
    let (mut links, mut invitations) = (Vec::new(), Vec::new());
    for account in accounts {
        let token = maker.token(call, &account.id)?;
        let expires_at = now.plus(EXPIRES_AFTER);
        invitations.push(Invitation {
            token: token.stored(),
            account: account.id.clone(),
            made_by: maker.by.clone(),
            made_at: now,
            expires_at,
            used: false,
        });
        links.push(maker.link(account, &token, expires_at));
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
    let credential = before.with_password(password_hash.to_owned());
    store::put_credential(tx, &account.id, &credential, now).await?;
    store::delete_sessions(tx, &account.id, "").await?;
    let shown = Shown { password: true, factor: false };
    let session = begin_session(tx, &account.id, shown, seat, now).await?;
    Ok((account, session))
}
