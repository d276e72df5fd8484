//! What happens at the door: trying a password, trying a code, setting up a second factor, changing either.

use banyan_core::words::Moment;

use super::super::State;
use super::super::store::{self, Credential};
use super::session::{Known, Seat, begin_session};
use super::throttle::{self, Origin};
use super::token::Token;
use super::{factor, password};
use crate::store::{Store, StoreError};

/// What became of trying a password.
pub(in crate::accounts) enum Tried {
    In(Token),
    /// Unknown login, wrong password, closed account: one answer, after the same work.
    Wrong,
    /// Seconds to wait.
    Wait(i64),
}

/// Tries a login and a password from a browser, whose device token says whether the account knows it.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn try_password(
    store: &Store,
    login: &str,
    typed: &str,
    (address, device): (&str, Option<&Token>),
    seat: &Seat,
    now: Moment,
) -> Result<Tried, StoreError> {
    let login: String = login.trim().to_lowercase().chars().take(256).collect();
    let (address, device) = (address.to_owned(), device.map(Token::stored));
    let charged = store.write(|tx| {
        let (login, address, device) = (login.clone(), address.clone(), device.clone());
        Box::pin(async move {
            let account = store::load_by_login(tx, &login).await?;
            let nobody = banyan_core::access::AccountId(String::new());
            let id = account.as_ref().map_or(&nobody, |account| &account.id);
            // Both are asked for an unknown login too, so that it takes as long.
            let device = device.unwrap_or_default();
            let known = store::device_known(tx, &device, id).await?;
            let credential = store::load_credential(tx, id).await?;
            let origin = Origin { address, known_device: known.then_some(device) };
            let charged = throttle::charge(tx, &origin, &login, now).await?;
            Ok::<_, StoreError>((account, credential, origin, charged))
        })
    });
    let (account, credential, origin, charged) = charged.await?;
    if let Err(seconds) = charged {
        return Ok(Tried::Wait(seconds));
    }
    let open = account.filter(|account| account.state == State::Open);
    let stored = credential.password.clone().filter(|_| open.is_some());
    if !password::fits(typed, stored).await? {
        return Ok(Tried::Wrong);
    }
    let Some(account) = open else { return Ok(Tried::Wrong) };
    let begun = store.write(|tx| {
        let (login, origin, seat) = (login.clone(), origin.clone(), seat.clone());
        let (account, checked) = (account.clone(), credential.password.clone());
        Box::pin(async move {
            // The password may have been changed, or the account closed, while this one was being checked.
            if store::load_credential(tx, &account.id).await?.password != checked {
                return Ok(None);
            }
            throttle::forgive(tx, &origin, &login).await?;
            begin_session(tx, &account.id, false, &seat, now).await.map(Some)
        })
    });
    Ok(begun.await?.map_or(Tried::Wrong, Tried::In))
}

/// What became of trying a code.
pub(in crate::accounts) enum Coded {
    In(Token),
    Wrong,
    Wait(i64),
}

/// Tries a code of the authenticator, or a recovery code, from a session that has half come in.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn try_code(
    store: &Store,
    known: &Known,
    typed: &str,
    address: &str,
    seat: &Seat,
    now: Moment,
) -> Result<Coded, StoreError> {
    let login = format!("code:{}", known.account.login);
    let tried = store.write(|tx| {
        let (login, typed, known) = (login.clone(), typed.to_owned(), known.clone());
        let (seat, address) = (seat.clone(), address.to_owned());
        Box::pin(async move {
            let id = &known.account.id;
            // Who knows the password is no stranger: only this account's own tries are counted, from wherever.
            let origin = Origin { address, known_device: Some("code".to_owned()) };
            if let Err(seconds) = throttle::charge(tx, &origin, &login, now).await? {
                return Ok::<_, StoreError>(Coded::Wait(seconds));
            }
            let credential = store::load_credential(tx, id).await?;
            if !credential.factor_confirmed {
                return Ok(Coded::Wrong);
            }
            match factor::step_of(&credential, &typed, now)? {
                Some(step) => {
                    let next = Credential { factor_step: step, ..credential };
                    store::put_credential(tx, id, &next, now).await?;
                }
                None if store::use_code(tx, id, &factor::stored_code(&typed), now).await? => {}
                None => return Ok(Coded::Wrong),
            }
            throttle::forgive(tx, &origin, &login).await?;
            begin_session(tx, id, true, &seat, now).await.map(Coded::In)
        })
    });
    tried.await
}

/// The secret that a person is setting up, made at the first look at it. `None` where a factor is confirmed already.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn pending_secret(
    store: &Store,
    known: &Known,
    now: Moment,
) -> Result<Option<String>, StoreError> {
    let work = store.write(|tx| {
        let id = known.account.id.clone();
        Box::pin(async move {
            let credential = store::load_credential(tx, &id).await?;
            if credential.factor_confirmed {
                return Ok(None);
            }
            if let Some(secret) = credential.factor_secret {
                return Ok(Some(secret));
            }
            let secret = factor::fresh_secret()?;
            let next = Credential {
                factor_secret: Some(secret.clone()),
                factor_confirmed: false,
                factor_step: 0,
                ..credential
            };
            store::put_credential(tx, &id, &next, now).await?;
            Ok(Some(secret))
        })
    });
    work.await
}

/// A factor that was confirmed: the new session, and the recovery codes, which are shown this once.
pub(in crate::accounts) struct Passed {
    pub(in crate::accounts) token: Token,
    pub(in crate::accounts) codes: Vec<String>,
}

/// Confirms the factor that is being set up by its first code. `None` when the code is not one of now.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn confirm_factor(
    store: &Store,
    known: &Known,
    typed: &str,
    seat: &Seat,
    now: Moment,
) -> Result<Option<Passed>, StoreError> {
    let work = store.write(|tx| {
        let (id, typed, seat) = (known.account.id.clone(), typed.to_owned(), seat.clone());
        Box::pin(async move {
            let credential = store::load_credential(tx, &id).await?;
            if credential.factor_confirmed {
                return Ok(None);
            }
            let Some(step) = factor::step_of(&credential, &typed, now)? else { return Ok(None) };
            let next = Credential { factor_confirmed: true, factor_step: step, ..credential };
            store::put_credential(tx, &id, &next, now).await?;
            let codes = factor::fresh_codes()?;
            let stored: Vec<String> = codes.iter().map(|code| factor::stored_code(code)).collect();
            store::replace_codes(tx, &id, &stored).await?;
            let token = begin_session(tx, &id, true, &seat, now).await?;
            Ok::<_, StoreError>(Some(Passed { token, codes }))
        })
    });
    work.await
}

/// Sets a new password, where `typed` is the present one. Every other session ends, and this one gets a new token.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn new_password(
    store: &Store,
    known: &Known,
    (typed, next): (&str, &str),
    seat: &Seat,
    now: Moment,
) -> Result<Tried, StoreError> {
    let credential = match own_password(store, known, typed, now).await? {
        Ok(credential) => credential,
        Err(refused) => return Ok(refused),
    };
    let hash = password::hashed(next).await?;
    let work = store.write(|tx| {
        let (id, seat, passed) =
            (known.account.id.clone(), seat.clone(), known.session.factor_passed);
        let next = Credential { password: Some(hash.clone()), ..credential.clone() };
        Box::pin(async move {
            store::put_credential(tx, &id, &next, now).await?;
            store::delete_sessions(tx, &id, "").await?;
            begin_session(tx, &id, passed, &seat, now).await
        })
    });
    Ok(Tried::In(work.await?))
}

/// Checks the password of one who is signed in already: every try counts, so that a session left open is no way to it.
async fn own_password(
    store: &Store,
    known: &Known,
    typed: &str,
    now: Moment,
) -> Result<Result<Credential, Tried>, StoreError> {
    let login = format!("own:{}", known.account.login);
    let origin = Origin { address: String::new(), known_device: Some("own".to_owned()) };
    let charged = store.write(|tx| {
        let (login, origin, id) = (login.clone(), origin.clone(), known.account.id.clone());
        Box::pin(async move {
            let charged = throttle::charge(tx, &origin, &login, now).await?;
            Ok::<_, StoreError>((charged, store::load_credential(tx, &id).await?))
        })
    });
    let (charged, credential) = charged.await?;
    if let Err(seconds) = charged {
        return Ok(Err(Tried::Wait(seconds)));
    }
    if !password::fits(typed, credential.password.clone()).await? {
        return Ok(Err(Tried::Wrong));
    }
    let forgiven = store.write(|tx| {
        let (login, origin) = (login.clone(), origin.clone());
        Box::pin(async move { throttle::forgive(tx, &origin, &login).await })
    });
    forgiven.await?;
    Ok(Ok(credential))
}

/// Takes the present factor away, so that another is set up at once; the password is asked again. Answers `None` when that was
/// done.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn renew_factor(
    store: &Store,
    known: &Known,
    typed: &str,
    seat: &Seat,
    now: Moment,
) -> Result<Tried, StoreError> {
    let credential = match own_password(store, known, typed, now).await? {
        Ok(credential) => credential,
        Err(refused) => return Ok(refused),
    };
    let work = store.write(|tx| {
        let (id, seat) = (known.account.id.clone(), seat.clone());
        let bare = Credential {
            factor_secret: None,
            factor_confirmed: false,
            factor_step: 0,
            ..credential.clone()
        };
        Box::pin(async move {
            store::put_credential(tx, &id, &bare, now).await?;
            store::replace_codes(tx, &id, &[]).await?;
            store::delete_sessions(tx, &id, "").await?;
            begin_session(tx, &id, false, &seat, now).await
        })
    });
    Ok(Tried::In(work.await?))
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
) -> Result<Result<Vec<String>, Tried>, StoreError> {
    if let Err(refused) = own_password(store, known, typed, now).await? {
        return Ok(Err(refused));
    }
    let codes = factor::fresh_codes()?;
    let stored: Vec<String> = codes.iter().map(|code| factor::stored_code(code)).collect();
    let work = store.write(|tx| {
        let (id, stored) = (known.account.id.clone(), stored.clone());
        Box::pin(async move { store::replace_codes(tx, &id, &stored).await })
    });
    work.await?;
    Ok(Ok(codes))
}
