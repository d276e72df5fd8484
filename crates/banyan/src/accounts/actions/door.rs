//! What happens at the door: trying a password, trying a code.

use banyan_core::words::Moment;

use super::super::State;
use super::super::store::{self, Credential, Shown};
use super::own::load_own;
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
            let known = store::device_known(tx, &device, id).await?.then_some(device);
            let credential = store::load_credential(tx, id).await?;
            let origin = Origin::Door { address, known };
            let charged = throttle::charge(tx, &origin, &login, now).await?;
            Ok::<_, StoreError>((account, credential, charged))
        })
    });
    let (account, credential, charged) = charged.await?;
    let charged = match charged {
        Ok(charged) => charged,
        Err(seconds) => return Ok(Tried::Wait(seconds)),
    };
    let open = account.filter(|account| account.state == State::Open);
    let stored = credential.password.clone().filter(|_| open.is_some());
    if !password::fits(typed, stored).await? {
        return Ok(Tried::Wrong);
    }
    let Some(account) = open else { return Ok(Tried::Wrong) };
    let begun = store.write(|tx| {
        let (charged, seat) = (charged.clone(), seat.clone());
        let (account, checked) = (account.clone(), credential.password.clone());
        Box::pin(async move {
            // The password may have been changed, or the account closed, while this one was being checked.
            if store::load_credential(tx, &account.id).await?.password != checked {
                return Ok(None);
            }
            throttle::forgive(tx, &charged).await?;
            let shown = Shown { password: true, factor: false };
            begin_session(tx, &account.id, shown, &seat, now).await.map(Some)
        })
    });
    Ok(begun.await?.map_or(Tried::Wrong, Tried::In))
}

/// What became of trying a code.
pub(in crate::accounts) enum Coded {
    In(Token),
    Wrong,
    Wait(i64),
    /// The session that had half come in is over.
    Over,
}

/// Tries a code of the authenticator, or a recovery code, from a session that has half come in. All tries of the account count
/// together, from wherever they come.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn try_code(
    store: &Store,
    known: &Known,
    typed: &str,
    seat: &Seat,
    now: Moment,
) -> Result<Coded, StoreError> {
    let login = format!("code:{}", known.account.login);
    let tried = store.write(|tx| {
        let (login, typed, known) = (login.clone(), typed.to_owned(), known.clone());
        let seat = seat.clone();
        Box::pin(async move {
            let id = &known.account.id;
            let charged = match throttle::charge(tx, &Origin::Step("code"), &login, now).await? {
                Ok(charged) => charged,
                Err(seconds) => return Ok::<_, StoreError>(Coded::Wait(seconds)),
            };
            let Some(credential) = load_own(tx, &known, now).await? else {
                return Ok(Coded::Over);
            };
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
            throttle::forgive(tx, &charged).await?;
            let shown = Shown { factor: true, ..known.session.shown };
            begin_session(tx, id, shown, &seat, now).await.map(Coded::In)
        })
    });
    tried.await
}
