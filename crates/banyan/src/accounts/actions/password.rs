//! Passwords: argon2id with the parameters that its RFC and OWASP name (19 MiB, two passes, one lane), off the threads
//! that answer requests, two at a time. An unknown login costs the same work as a wrong password.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use banyan_core::words::fold;
use tokio::sync::Semaphore;

use super::token;
use crate::store::StoreError;

/// Fewest letters of a password.
pub(in crate::accounts) const LETTERS_MIN: usize = 12;
/// Most bytes of a password: more is no safer, and costs work.
const BYTES_MAX: usize = 256;
/// Two at a time hold 38 MiB; the rest wait.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Why a password is not taken. Nothing is asked of its composition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::accounts) enum Weak {
    TooShort,
    TooLong,
    OwnName,
    NotTheSame,
}

impl Weak {
    pub(in crate::accounts) fn key(self) -> &'static str {
        match self {
            Weak::TooShort => "password-too-short",
            Weak::TooLong => "password-too-long",
            Weak::OwnName => "password-own-name",
            Weak::NotTheSame => "password-not-the-same",
        }
    }
}

/// # Errors
/// [`Weak`], with the reason.
pub(in crate::accounts) fn check(
    password: &str,
    again: &str,
    login: &str,
    name: &str,
) -> Result<(), Weak> {
    if password.len() > BYTES_MAX {
        return Err(Weak::TooLong);
    }
    if password.chars().count() < LETTERS_MIN {
        return Err(Weak::TooShort);
    }
    let folded = fold(password.trim());
    if folded == fold(login) || folded == fold(name) {
        return Err(Weak::OwnName);
    }
    if password == again { Ok(()) } else { Err(Weak::NotTheSame) }
}

/// The hash of a password in PHC form, with a salt of its own.
///
/// # Errors
/// When the machine has no randomness, or no memory.
pub(in crate::accounts) async fn hashed(password: &str) -> Result<String, StoreError> {
    let (password, salt) = (password.to_owned(), token::random::<16>()?);
    worked(move || {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|refusal| refusal.to_string())
    })
    .await?
    .map_err(StoreError::Unreadable)
}

/// Whether a password is that of a hash; without a hash the same work is done, and the answer is no.
///
/// # Errors
/// When the machine has no randomness, or no memory.
pub(in crate::accounts) async fn fits(
    password: &str,
    stored: Option<String>,
) -> Result<bool, StoreError> {
    static NOBODY: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    let nobody = NOBODY.get_or_try_init(|| hashed("nobody signs in with this")).await?.clone();
    let somebody = stored.is_some();
    // An oversized password is not hashed at all; it can be nobody's.
    let password = if password.len() > BYTES_MAX { String::new() } else { password.to_owned() };
    let stored = stored.unwrap_or(nobody);
    let fits = worked(move || {
        let Ok(hash) = PasswordHash::new(&stored) else { return false };
        Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
    })
    .await?;
    Ok(fits && somebody)
}

async fn worked<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let failed = |refusal: String| StoreError::Unreadable(refusal);
    let _turn = AT_ONCE.acquire().await.map_err(|refusal| failed(refusal.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|refusal| failed(refusal.to_string()))
}
