//! Tokens that nobody can guess, and what is stored of them: the hash only.

use banyan_core::ledger::{hash, hex};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::store::StoreError;

/// Bytes of a token: 256 bits.
const TOKEN_BYTES: usize = 32;
/// Letters of a token in base 64: ⌈256 / 6⌉.
const TOKEN_LETTERS: usize = 43;

/// A fresh secret. It is shown or sent once, and never stored.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::accounts) struct Token(String);

impl std::fmt::Debug for Token {
    /// A secret stands in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// # Errors
    /// When the machine has no randomness.
    pub(in crate::accounts) fn fresh() -> Result<Token, StoreError> {
        Ok(Token(URL_SAFE_NO_PAD.encode(random::<TOKEN_BYTES>()?)))
    }

    /// A token as it came in; `None` where it cannot be one.
    pub(in crate::accounts) fn given(text: &str) -> Option<Token> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let fits = text.len() == TOKEN_LETTERS && text.bytes().all(plain);
        fits.then(|| Token(text.to_owned()))
    }

    pub(in crate::accounts) fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored. The token has all its randomness itself: no salt is needed, and the hash can be looked up.
    pub(in crate::accounts) fn stored(&self) -> String {
        hex(&hash(self.0.as_bytes()))
    }

    /// Another secret that only whoever has the token can make, by what it is for.
    pub(in crate::accounts) fn derived(&self, purpose: &str) -> String {
        digest(&format!("{purpose}\n{}", self.0))
    }
}

/// SHA-256 of a text, in the letters of a token.
pub(in crate::accounts) fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(hash(text.as_bytes()))
}

/// An identifier that is no secret, and that nobody meets twice.
///
/// # Errors
/// When the machine has no randomness.
pub(in crate::accounts) fn mark() -> Result<String, StoreError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<12>()?))
}

/// # Errors
/// When the machine has no randomness.
pub(in crate::accounts) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    Ok(bytes)
}
