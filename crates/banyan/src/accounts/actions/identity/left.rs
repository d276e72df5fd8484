//! Who has left does not come back by a provider's rule: an identity that was ever linked with an account here makes no new one by
//! itself. Whom an open or a closed account was linked with, its own facts say. Of an erased account a mark stays: a
//! hash of issuer and subject under a key that stands in no act, so that it names nobody to those who read acts.

use banyan_core::access::AccountId;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use serde_json::{Value as Json, json};

use super::super::token::Token;
use crate::accounts::store;
use crate::store::{StoreError, Tx};

/// HMAC-SHA-256 of issuer and subject, in the letters of a token. No issuer has a line break in it.
fn mark(key: &str, issuer: &str, subject: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, format!("{issuer}\n{subject}").as_bytes()))
}

/// Whether an identity was ever linked with an account here, whatever has become of that.
///
/// # Errors
/// What the database says.
pub(super) async fn was_here(tx: &mut Tx, issuer: &str, subject: &str) -> Result<bool, StoreError> {
    if store::was_linked(tx, issuer, subject).await? {
        return Ok(true);
    }
    match store::load_mark_key(tx).await? {
        Some(key) => store::has_mark(tx, &mark(&key, issuer, subject)).await,
        None => Ok(false),
    }
}

/// The rows that keep the identities of an account out, for the act that closes it. They name no account, and so stay when it is
/// erased. The first ones make the key.
///
/// # Errors
/// What the database says, or when the machine has no randomness.
pub(in crate::accounts) async fn left_rows(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<Json>, StoreError> {
    let linked = store::list_linked(tx, account).await?;
    if linked.is_empty() {
        return Ok(Vec::new());
    }
    let key = match store::load_mark_key(tx).await? {
        Some(key) => key,
        None => {
            let fresh = Token::fresh()?;
            store::insert_mark_key(tx, fresh.as_str()).await?;
            fresh.as_str().to_owned()
        }
    };
    let mut rows = Vec::new();
    for (issuer, subject) in linked {
        let mark = mark(&key, &issuer, &subject);
        if !store::has_mark(tx, &mark).await? {
            rows.push(json!({ "mark": mark }));
        }
    }
    Ok(rows)
}
