//! What somebody who has come in changes of the own password and second factor. The present password is asked each time, so that
//! a session left open is no way to the account. What is written is read again then: the password may have been changed, the
//! session ended or the account closed while the password was being checked.

use banyan_core::words::Moment;

use super::super::State;
use super::super::store::{self, Credential, Shown};
use super::session::{Known, Seat, begin_session, over};
use super::throttle::{self, Origin};
use super::token::Token;
use super::{factor, password};
use crate::store::{Store, StoreError, Tx};

/// Why a step that asks for the present password was not done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::accounts) enum NotOwn {
    Wrong,
    /// The account has no password: it came by a provider of identities.
    Missing,
    /// The account has no password, and it is too long since its owner came by a provider of identities.
    Late,
    /// Seconds to wait.
    Wait(i64),
    /// The session is over, the account closed, or the password another one meanwhile.
    Over,
}

/// What an account signs in with now, where its session still lives and the account is open.
///
/// # Errors
/// What the database says.
pub(super) async fn load_own(
    tx: &mut Tx,
    known: &Known,
    now: Moment,
) -> Result<Option<Credential>, StoreError> {
    let session = store::load_session(tx, &known.session.token).await?;
    let lives = session.is_some_and(|own| own.account == known.account.id && !over(&own, now));
    let account = store::load_account(tx, &known.account.id).await?;
    if !lives || account.is_none_or(|account| account.state != State::Open) {
        return Ok(None);
    }
    store::load_credential(tx, &known.account.id).await.map(Some)
}

/// The same, where the password is still the one that was checked.
async fn load_checked(
    tx: &mut Tx,
    known: &Known,
    checked: &str,
    now: Moment,
) -> Result<Option<Credential>, StoreError> {
    let own = load_own(tx, known, now).await?;
    Ok(own.filter(|own| own.password.as_deref() == Some(checked)))
}

/// Checks the password of one who is signed in already, and answers with the hash that it fits. Every try counts.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn check_own(
    store: &Store,
    known: &Known,
    typed: &str,
    now: Moment,
) -> Result<Result<String, NotOwn>, StoreError> {
    let login = format!("own:{}", known.account.login);
    let charged = store.write(|tx| {
        let (login, known) = (login.clone(), known.clone());
        Box::pin(async move {
            let Some(own) = load_own(tx, &known, now).await? else { return Ok(Err(NotOwn::Over)) };
            let Some(hash) = own.password else { return Ok(Err(NotOwn::Missing)) };
            let charged = throttle::charge(tx, &Origin::Step("own"), &login, now).await?;
            Ok::<_, StoreError>(charged.map(|charged| (hash, charged)).map_err(NotOwn::Wait))
        })
    });
    let (hash, charged) = match charged.await? {
        Ok(charged) => charged,
        Err(refused) => return Ok(Err(refused)),
    };
    if !password::fits(typed, Some(hash.clone())).await? {
        return Ok(Err(NotOwn::Wrong));
    }
    let forgiven = store.write(|tx| {
        let charged = charged.clone();
        Box::pin(async move { throttle::forgive(tx, &charged).await })
    });
    forgiven.await?;
    Ok(Ok(hash))
}

/// Sets a new password, where `typed` is the present one. Every other session ends, and this one gets a new token; a link that
/// nobody has used opens nothing any more.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn new_password(
    store: &Store,
    known: &Known,
    (typed, next): (&str, &str),
    seat: &Seat,
    now: Moment,
) -> Result<Result<Token, NotOwn>, StoreError> {
    let checked = match check_own(store, known, typed, now).await? {
        Ok(checked) => checked,
        Err(refused) => return Ok(Err(refused)),
    };
    let hash = password::hashed(next).await?;
    let work = store.write(|tx| {
        let (known, seat) = (known.clone(), seat.clone());
        let (checked, hash) = (checked.clone(), hash.clone());
        Box::pin(async move {
            let Some(own) = load_checked(tx, &known, &checked, now).await? else {
                return Ok(Err(NotOwn::Over));
            };
            let id = &known.account.id;
            store::put_credential(tx, id, &own.with_password(hash), now).await?;
            store::delete_unused_invitations(tx, id).await?;
            store::delete_sessions(tx, id, "").await?;
            let shown = Shown { password: true, ..known.session.shown };
            begin_session(tx, id, shown, &seat, now).await.map(Ok)
        })
    });
    work.await
}

/// Takes the present factor away, so that another is set up at once; the password is asked again.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn renew_factor(
    store: &Store,
    known: &Known,
    typed: &str,
    seat: &Seat,
    now: Moment,
) -> Result<Result<Token, NotOwn>, StoreError> {
    let checked = match check_own(store, known, typed, now).await? {
        Ok(checked) => checked,
        Err(refused) => return Ok(Err(refused)),
    };
    let work = store.write(|tx| {
        let (known, seat, checked) = (known.clone(), seat.clone(), checked.clone());
        Box::pin(async move {
            let Some(own) = load_checked(tx, &known, &checked, now).await? else {
                return Ok(Err(NotOwn::Over));
            };
            let id = &known.account.id;
            store::put_credential(tx, id, &own.without_factor(), now).await?;
            store::replace_codes(tx, id, &[]).await?;
            store::delete_sessions(tx, id, "").await?;
            let shown = Shown { password: true, factor: false };
            begin_session(tx, id, shown, &seat, now).await.map(Ok)
        })
    });
    work.await
}

/// Ten new recovery codes; those before them open nothing any more. The password is asked again.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn renew_codes(
    store: &Store,
    known: &Known,
    typed: &str,
    now: Moment,
) -> Result<Result<Vec<String>, NotOwn>, StoreError> {
    let checked = match check_own(store, known, typed, now).await? {
        Ok(checked) => checked,
        Err(refused) => return Ok(Err(refused)),
    };
    let codes = factor::fresh_codes()?;
    let stored: Vec<String> = codes.iter().map(|code| factor::stored_code(code)).collect();
    let work = store.write(|tx| {
        let (known, checked, stored) = (known.clone(), checked.clone(), stored.clone());
        Box::pin(async move {
            if load_checked(tx, &known, &checked, now).await?.is_none() {
                return Ok(Err(NotOwn::Over));
            }
            store::replace_codes(tx, &known.account.id, &stored).await.map(Ok)
        })
    });
    Ok(work.await?.map(|()| codes))
}

/// What is asked of somebody who sets up the first second factor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::accounts) enum Asked {
    Nothing,
    Password,
    /// To come in anew, by the provider.
    Anew,
    /// A link of an administrator, by which a password is set.
    Link,
}

/// How long after coming in nothing more is asked: ten minutes, in microseconds.
const FRESH: i64 = 600 * 1_000_000;

/// The first second factor belongs to who knows the password. It is asked, unless it was typed to begin this very session, which waits
/// for the factor and is fresh: neither the word of a provider nor a session left open stands for it. Where there is no password, a
/// role that asks for the factor has to take the provider's word, while it is fresh.
fn asked(known: &Known, own: &Credential, now: Moment) -> Asked {
    let since = now.microseconds().saturating_sub(known.session.made_at.microseconds());
    let fresh = since < FRESH && !known.wholly_in();
    match own.password {
        Some(_) if fresh && known.session.shown.password => Asked::Nothing,
        Some(_) => Asked::Password,
        None if fresh => Asked::Nothing,
        None if known.wholly_in() => Asked::Link,
        None => Asked::Anew,
    }
}

/// A second factor that is being set up.
pub(in crate::accounts) struct Pending {
    pub(in crate::accounts) secret: String,
    pub(in crate::accounts) asked: Asked,
}

/// The factor that a session is setting up. `None` where one is confirmed already, or the session is over.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn pending(
    store: &Store,
    known: &Known,
    seat: &Seat,
    now: Moment,
) -> Result<Option<Pending>, StoreError> {
    let own = load_own(&mut store.read().await?, known, now).await?;
    let own = own.filter(|own| !own.factor_confirmed);
    Ok(own.zip(seat.before.as_ref()).map(|(own, session)| Pending {
        secret: factor::pending_secret(session),
        asked: asked(known, &own, now),
    }))
}

/// A factor that was confirmed: the new session, and the recovery codes, which are shown this once.
pub(in crate::accounts) struct Passed {
    pub(in crate::accounts) token: Token,
    pub(in crate::accounts) codes: Vec<String>,
}

/// Confirms the factor that is being set up by its first code, and by the present password where that is asked. `None` when
/// the code is not one of now.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn confirm_factor(
    store: &Store,
    known: &Known,
    (typed, code): (&str, &str),
    seat: &Seat,
    now: Moment,
) -> Result<Result<Option<Passed>, NotOwn>, StoreError> {
    let Some(Pending { secret, asked: first }) = pending(store, known, seat, now).await? else {
        return Ok(Err(NotOwn::Over));
    };
    let checked = match first {
        Asked::Nothing => None,
        Asked::Anew => return Ok(Err(NotOwn::Late)),
        Asked::Link => return Ok(Err(NotOwn::Missing)),
        Asked::Password => match check_own(store, known, typed, now).await? {
            Ok(checked) => Some(checked),
            Err(refused) => return Ok(Err(refused)),
        },
    };
    let work = store.write(|tx| {
        let (known, checked, secret) = (known.clone(), checked.clone(), secret.clone());
        let (code, seat) = (code.to_owned(), seat.clone());
        Box::pin(async move {
            let own = match &checked {
                Some(checked) => load_checked(tx, &known, checked, now).await?,
                None => load_own(tx, &known, now).await?,
            };
            let still = |own: &Credential| {
                let asked = asked(&known, own, now);
                !own.factor_confirmed && (checked.is_some() || asked == Asked::Nothing)
            };
            let Some(own) = own.filter(still) else { return Ok(Err(NotOwn::Over)) };
            let own = Credential { factor_secret: Some(secret), ..own };
            let Some(step) = factor::step_of(&own, &code, now)? else { return Ok(Ok(None)) };
            let id = &known.account.id;
            let next = Credential { factor_confirmed: true, factor_step: step, ..own };
            store::put_credential(tx, id, &next, now).await?;
            let codes = factor::fresh_codes()?;
            let stored: Vec<String> = codes.iter().map(|code| factor::stored_code(code)).collect();
            store::replace_codes(tx, id, &stored).await?;
            let password = known.session.shown.password || checked.is_some();
            let shown = Shown { password, factor: true };
            let token = begin_session(tx, id, shown, &seat, now).await?;
            Ok::<_, StoreError>(Ok(Some(Passed { token, codes })))
        })
    });
    work.await
}
