//! Sessions: an opaque cookie of 256 bits, stored as its hash. It dies eight hours after its last use and 30 days after it was
//! made, and is a new one after each step of signing in.

use std::collections::BTreeMap;

use banyan_core::access::{AccountId, Grant};
use banyan_core::words::{Day, Moment};

use super::super::store::{self, Session, Shown};
use super::super::{Account, State};
use super::token::{self, Token};
use crate::store::{Store, StoreError, Tx};

const SECOND: i64 = 1_000_000;
/// How long a session lives without being used.
pub const IDLE_SECONDS: i64 = 8 * 3_600;
const IDLE: i64 = IDLE_SECONDS * SECOND;
const ABSOLUTE: i64 = 30 * 86_400 * SECOND;
/// A use is noted when the last note is older than this, so that reading pages does not write.
const NOTED: i64 = 300 * SECOND;

/// Whoever a session belongs to.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Known {
    pub(in crate::accounts) session: Session,
    pub(in crate::accounts) account: Account,
    /// Grants that have not ended by the business day.
    pub(in crate::accounts) grants: Vec<Grant>,
    /// Whether a second factor is set up.
    pub(in crate::accounts) factor: bool,
    /// Whether a role asks for one.
    pub(in crate::accounts) factor_asked: bool,
}

impl Known {
    /// Whether nothing is missing any more.
    pub(in crate::accounts) fn wholly_in(&self) -> bool {
        self.session.shown.factor || !(self.factor_asked || self.factor)
    }
}

/// How far somebody has come through the door.
#[derive(Clone, Debug)]
pub(in crate::accounts) enum Standing {
    Nobody,
    /// The password or the provider's word was right, and a second factor is still to be given or to be set up.
    Half(Known),
    In(Known),
}

/// Who a cookie stands for at a moment of the machine's clock.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn standing(
    store: &Store,
    token: Option<&Token>,
    now: Moment,
    today: Day,
) -> Result<Standing, StoreError> {
    let Some(token) = token else { return Ok(Standing::Nobody) };
    let mut tx = store.read().await?;
    let Some(session) = store::load_session(&mut tx, &token.stored()).await? else {
        return Ok(Standing::Nobody);
    };
    if over(&session, now) {
        return Ok(Standing::Nobody);
    }
    let account = store::load_account(&mut tx, &session.account).await?;
    let Some(account) = account.filter(|account| account.state == State::Open) else {
        return Ok(Standing::Nobody);
    };
    let credential = store::load_credential(&mut tx, &account.id).await?;
    let grants = open_grants(&mut tx, &account.id, today).await?;
    drop(tx);
    if now.microseconds().saturating_sub(session.seen_at.microseconds()) > NOTED {
        let hash = session.token.clone();
        let noted = store.write(|tx| {
            let hash = hash.clone();
            Box::pin(async move { store::touch_session(tx, &hash, now).await })
        });
        noted.await?;
    }
    let asked = grants.iter().any(|grant| grant.holds_on(today) && grant.role.second_factor());
    let factor = credential.factor_confirmed;
    let known = Known { session, account, grants, factor, factor_asked: asked };
    Ok(if known.wholly_in() { Standing::In(known) } else { Standing::Half(known) })
}

/// Whether a session has died. A clock that was set back kills none.
pub(in crate::accounts) fn over(session: &Session, now: Moment) -> bool {
    let since = |then: Moment| now.microseconds().saturating_sub(then.microseconds());
    since(session.seen_at) >= IDLE || since(session.made_at) >= ABSOLUTE
}

/// Grants of an account that have not ended before a day.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn open_grants(
    tx: &mut Tx,
    account: &AccountId,
    today: Day,
) -> Result<Vec<Grant>, StoreError> {
    let grants = store::list_grants(tx, account).await?.into_iter().map(|given| given.grant);
    Ok(grants.filter(|grant| grant.is_open(today)).collect())
}

/// The same of several accounts at once; whoever has none is not in it.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn open_grants_of<'a>(
    tx: &mut Tx,
    accounts: impl IntoIterator<Item = &'a Account>,
    today: Day,
) -> Result<BTreeMap<AccountId, Vec<Grant>>, StoreError> {
    let mut own: BTreeMap<AccountId, Vec<Grant>> = BTreeMap::new();
    let ids: Vec<&str> = accounts.into_iter().map(|account| account.id.0.as_str()).collect();
    for given in store::list_grants_of(tx, &ids).await? {
        if given.grant.is_open(today) {
            own.entry(given.grant.account.clone()).or_default().push(given.grant);
        }
    }
    Ok(own)
}

/// Where a session is begun: what its owner will recognise it by.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Seat {
    pub(in crate::accounts) device: String,
    pub(in crate::accounts) address: String,
    /// The session that this browser had: it ends.
    pub(in crate::accounts) before: Option<Token>,
}

/// Begins a session under a token that nobody has seen; the one before it ends.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn begin_session(
    tx: &mut Tx,
    account: &AccountId,
    shown: Shown,
    seat: &Seat,
    now: Moment,
) -> Result<Token, StoreError> {
    if let Some(before) = &seat.before {
        store::delete_session(tx, &before.stored()).await?;
    }
    let token = Token::fresh()?;
    let session = Session {
        token: token.stored(),
        mark: token::mark()?,
        account: account.clone(),
        made_at: now,
        seen_at: now,
        shown,
        device: seat.device.clone(),
        address: seat.address.clone(),
    };
    store::insert_session(tx, &session).await?;
    Ok(token)
}
