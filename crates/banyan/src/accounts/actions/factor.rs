//! The second factor: codes of an authenticator (TOTP, RFC 6238: SHA-1, six digits, 30 seconds), one step of clock skew
//! each way, no code twice; and ten recovery codes, each of which opens once.

use banyan_core::ledger::{hash, hex};
use banyan_core::words::Moment;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::super::store::Credential;
use super::token::{self, Token};
use crate::store::StoreError;

const STEP_SECONDS: i64 = 30;
/// Steps before and after the present one whose codes are taken.
const SKEW_STEPS: i64 = 1;
/// Recovery codes that are handed out at once.
pub(in crate::accounts) const CODES: usize = 10;
/// Letters that cannot be mistaken for one another, 32 of them.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// The secret that a session sets up, 160 bits in base 32. It is made from the session's token, which only the browser has: before it is
/// confirmed it stands nowhere, and whoever came in elsewhere has not seen it.
pub(in crate::accounts) fn pending_secret(session: &Token) -> String {
    let made = hash(session.derived("factor").as_bytes());
    Secret::from(made.into_iter().take(20).collect::<Vec<u8>>()).to_base32()
}

fn totp(secret: &str, login: &str) -> Result<Totp, StoreError> {
    let unreadable = |refusal: String| StoreError::Unreadable(refusal);
    let secret =
        Secret::try_from_base32(secret).map_err(|refusal| unreadable(refusal.to_string()))?;
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(0)
        .with_step_duration(STEP_SECONDS.unsigned_abs())
        .with_secret(secret)
        // A colon parts the issuer from the name in the address.
        .with_account_name(login.replace(':', " "))
        .with_issuer(Some("Banyan"))
        .build()
        .map_err(|refusal| unreadable(refusal.to_string()))
}

/// The address that an authenticator reads from a picture.
///
/// # Errors
/// When the secret is none.
pub(in crate::accounts) fn address(secret: &str, login: &str) -> Result<String, StoreError> {
    totp(secret, login)?.to_url().map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
}

/// The step whose code this is, if it is one of now, of the step before or of the step after, and later than the last
/// one used.
///
/// # Errors
/// When the secret is none.
pub(in crate::accounts) fn step_of(
    credential: &Credential,
    code: &str,
    now: Moment,
) -> Result<Option<i64>, StoreError> {
    let Some(secret) = &credential.factor_secret else { return Ok(None) };
    let code: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let totp = totp(secret, "banyan")?;
    let present = now.microseconds().div_euclid(STEP_SECONDS * 1_000_000);
    let fits = |step: &i64| {
        let seconds = step.saturating_mul(STEP_SECONDS);
        u64::try_from(seconds).is_ok_and(|seconds| totp.check(&code, seconds).is_some())
    };
    Ok((present - SKEW_STEPS..=present + SKEW_STEPS)
        .filter(|step| *step > credential.factor_step)
        .find(fits))
}

/// The code of a moment, as an authenticator shows it.
///
/// # Errors
/// When the secret is none.
#[cfg(test)]
pub(in crate::accounts) fn code_at(secret: &str, now: Moment) -> Result<String, StoreError> {
    let seconds = now.microseconds() / 1_000_000;
    Ok(totp(secret, "banyan")?.generate(seconds.unsigned_abs()).to_string())
}

/// Ten fresh recovery codes, such as `k7mq-x2rp-9wde`: 60 bits each.
///
/// # Errors
/// When the machine has no randomness.
pub(in crate::accounts) fn fresh_codes() -> Result<Vec<String>, StoreError> {
    let code = || {
        let letters = token::random::<12>()?.map(|byte| {
            LETTERS.get(usize::from(byte % 32)).map_or('a', |letter| char::from(*letter))
        });
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        Ok(groups.join("-"))
    };
    (0..CODES).map(|_| code()).collect()
}

/// What is stored of a recovery code. Sixty random bits need no slow hash.
pub(in crate::accounts) fn stored_code(code: &str) -> String {
    let plain: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    hex(&hash(plain.as_bytes()))
}
