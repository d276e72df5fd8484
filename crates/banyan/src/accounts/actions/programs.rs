//! Programs of a person's own: tokens, each limited to one grant of that person, with which they come in through `/api`.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use banyan_core::access::{AccountId, Grant, GrantId};
use banyan_core::words::{Day, Moment};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::super::store::{self, ProgramToken};
use super::super::{Account, State};
use super::people::refusal;
use super::session::open_grants;
use super::token::{Token, mark};
use crate::store::{Store, StoreError, Tx};
use crate::web::Refusal;

/// Days for which a token opens at most.
pub(in crate::accounts) const DAYS_MAX: i32 = 366;
/// Tokens of one account.
const TOKENS_MAX: usize = 20;
const NAME_LETTERS_MAX: usize = 80;
/// How often the last use is noted: once in a minute.
const NOTED: i64 = 60_000_000;

/// What a program shows: the token, and the login beside it where it came as a password.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Shown {
    token: Token,
    login: Option<String>,
}

/// What the header `Authorization` shows: `Bearer TOKEN`, `ApiToken TOKEN`, or a login with the token as its password. `None` where
/// there is no such header; an error where it is of another shape.
pub(in crate::accounts) fn shown(headers: &HeaderMap) -> Option<Result<Shown, ()>> {
    let header = headers.get(AUTHORIZATION)?;
    let read = || {
        let (scheme, rest) = header.to_str().ok()?.split_once(' ')?;
        match scheme.to_ascii_lowercase().as_str() {
            "bearer" | "apitoken" => Some(Shown { token: Token::given(rest.trim())?, login: None }),
            "basic" => {
                let pair = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
                let (login, token) = pair.split_once(':')?;
                Some(Shown { token: Token::given(token)?, login: Some(login.to_lowercase()) })
            }
            _ => None,
        }
    };
    Some(read().ok_or(()))
}

/// Whose program it is, and the one grant by which it acts. `None` where the token opens nothing: it is unknown or over, its account
/// is closed, or its grant does not hold.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn program(
    store: &Store,
    shown: &Shown,
    now: Moment,
    today: Day,
) -> Result<Option<(Account, Grant)>, StoreError> {
    let mut tx = store.read().await?;
    let Some(token) = store::load_program(&mut tx, &shown.token.stored()).await? else {
        return Ok(None);
    };
    let account = store::load_account(&mut tx, &token.account).await?;
    let login_fits =
        |account: &Account| shown.login.as_ref().is_none_or(|own| *own == account.login);
    let account = account.filter(|account| account.state == State::Open && login_fits(account));
    let grants = open_grants(&mut tx, &token.account, today).await?;
    drop(tx);
    let grant = grants.into_iter().find(|own| own.id == token.grant && own.holds_on(today));
    let Some((account, grant)) = account.zip(grant).filter(|_| today <= token.until) else {
        return Ok(None);
    };
    let noted = token.used_at.map_or(0, Moment::microseconds);
    if now.microseconds().saturating_sub(noted) > NOTED {
        let hash = token.hash;
        let work = store.write(|tx| {
            let hash = hash.clone();
            Box::pin(async move { store::touch_program(tx, &hash, now).await })
        });
        work.await?;
    }
    Ok(Some((account, grant)))
}

/// What is asked for a token.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct NewProgram {
    pub(in crate::accounts) name: String,
    pub(in crate::accounts) grant: GrantId,
    pub(in crate::accounts) until: Day,
}

/// Makes a token for one of the account's own grants; the secret is answered once and kept nowhere.
///
/// # Errors
/// A sentence: the grant is none of the account's, the name or the day does not fit, or there are too many.
pub(in crate::accounts) async fn make_program(
    tx: &mut Tx,
    account: &AccountId,
    new: &NewProgram,
    now: Moment,
    today: Day,
) -> Result<Token, Refusal> {
    let refused = |key, input: &str| refusal(StatusCode::UNPROCESSABLE_ENTITY, key, input);
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(refused("program-name-wrong", name));
    }
    if new.until < today || today.plus_days(DAYS_MAX) < new.until {
        return Err(refused("program-until-wrong", &new.until.to_string()));
    }
    let grants = open_grants(tx, account, today).await?;
    if !grants.iter().any(|own| own.id == new.grant) {
        return Err(refused("program-grant-wrong", ""));
    }
    if store::list_programs(tx, account).await?.len() >= TOKENS_MAX {
        return Err(refusal(StatusCode::CONFLICT, "program-too-many", &TOKENS_MAX.to_string()));
    }
    let token = Token::fresh()?;
    let row = ProgramToken {
        hash: token.stored(),
        mark: mark()?,
        account: account.clone(),
        grant: new.grant.clone(),
        name: name.to_owned(),
        until: new.until,
        made_at: now,
        used_at: None,
    };
    store::insert_program(tx, &row).await?;
    Ok(token)
}
