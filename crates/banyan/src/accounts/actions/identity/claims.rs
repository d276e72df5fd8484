//! What an identity token must say before it counts (OpenID Connect Core 1.0, section 3.1.3.7), and what is read out of it.

use banyan_core::ledger::hash;
use banyan_core::words::Moment;
use serde_json::{Map, Value as Json};

use super::signed::decoded;

/// How far the clocks of the provider and of this machine may differ, in seconds.
pub(in crate::accounts) const SKEW_SECONDS: i64 = 120;
/// Most bytes of a subject (OpenID Connect Core 1.0, section 2).
const SUBJECT_BYTES_MAX: usize = 255;

/// What this sign-in expects.
pub(super) struct Expected<'e> {
    pub(super) issuer: &'e str,
    pub(super) client: &'e str,
    pub(super) nonce: &'e str,
    /// When this sign-in began here: no token for it was made before.
    pub(super) begun_at: Moment,
    pub(super) now: Moment,
}

/// Why a token that is rightly signed does not count here.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(in crate::accounts) enum NotOurs {
    #[error("its issuer is another one")]
    Issuer,
    #[error("it is made for another client")]
    Audience,
    #[error("it was handed out to another client")]
    Party,
    #[error("its nonce is not that of this sign-in")]
    Nonce,
    #[error("it names nobody")]
    Subject,
    #[error("it is over, or does not say when it is over")]
    Over,
    #[error("it was made before this sign-in, or does not say when it was made")]
    Old,
    #[error("it was made in the future")]
    Future,
    #[error("the access token beside it is another one")]
    AccessToken,
}

impl NotOurs {
    /// Whether the clocks are the likely cause.
    pub(super) fn of_time(&self) -> bool {
        matches!(self, NotOurs::Over | NotOurs::Old | NotOurs::Future)
    }
}

/// The claims of a person, checked.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Claims {
    pub(in crate::accounts) subject: String,
    all: Map<String, Json>,
}

impl Claims {
    /// Checks what a signed token says.
    ///
    /// # Errors
    /// The first thing that is not as expected.
    pub(super) fn checked(
        all: Map<String, Json>,
        expected: &Expected<'_>,
    ) -> Result<Claims, NotOurs> {
        if text(&all, "iss") != Some(expected.issuer) {
            return Err(NotOurs::Issuer);
        }
        let audience = texts(&all, "aud");
        if !audience.contains(&expected.client) {
            return Err(NotOurs::Audience);
        }
        match all.get("azp") {
            Some(party) if party.as_str() == Some(expected.client) => {}
            None if audience.len() == 1 => {}
            _ => return Err(NotOurs::Party),
        }
        check_times(&all, expected)?;
        if text(&all, "nonce") != Some(expected.nonce) {
            return Err(NotOurs::Nonce);
        }
        let subject = text(&all, "sub").unwrap_or_default().to_owned();
        let fits = !subject.is_empty()
            && subject.len() <= SUBJECT_BYTES_MAX
            && subject.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
        if fits { Ok(Claims { subject, all }) } else { Err(NotOurs::Subject) }
    }

    /// Checks that an access token belongs to this one, where this one says so (section 3.1.3.8).
    ///
    /// # Errors
    /// [`NotOurs::AccessToken`].
    pub(super) fn check_access(&self, access_token: &str) -> Result<(), NotOurs> {
        let Some(said) = self.all.get("at_hash") else { return Ok(()) };
        let half = hash(access_token.as_bytes());
        // All algorithms that are taken here hash with SHA-256: the first 128 bits of 256.
        let said = said.as_str().and_then(decoded).unwrap_or_default();
        if half.get(..16) == Some(said.as_slice()) { Ok(()) } else { Err(NotOurs::AccessToken) }
    }

    /// Adds what the provider says of the same person elsewhere; what the signed token says stands.
    pub(super) fn joined(mut self, more: Map<String, Json>) -> Claims {
        for (name, value) in more {
            self.all.entry(name).or_insert(value);
        }
        self
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// A claim as text; a whole number counts as one. An e-mail address counts only when the provider has checked it.
    pub(in crate::accounts) fn said(&self, name: &str) -> Option<String> {
        if name == "email" && self.all.get("email_verified") != Some(&Json::Bool(true)) {
            return None;
        }
        let value = self.all.get(name)?;
        let text = value.as_str().map(str::to_owned);
        text.or_else(|| value.as_i64().map(|number| number.to_string()))
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }

    /// How strongly the provider says that the person was recognised: its class, or one of its methods, is among these.
    pub(in crate::accounts) fn recognised(&self, classes: &[String], methods: &[String]) -> bool {
        let among = |named: &[String], said: &str| named.iter().any(|name| name == said);
        text(&self.all, "acr").is_some_and(|class| among(classes, class))
            || texts(&self.all, "amr").into_iter().any(|method| among(methods, method))
    }
}

fn check_times(all: &Map<String, Json>, expected: &Expected<'_>) -> Result<(), NotOurs> {
    let now = expected.now.microseconds() / 1_000_000;
    let begun = expected.begun_at.microseconds() / 1_000_000;
    let until = seconds(all, "exp").ok_or(NotOurs::Over)?;
    if until.saturating_add(SKEW_SECONDS) <= now {
        return Err(NotOurs::Over);
    }
    let made = seconds(all, "iat").ok_or(NotOurs::Old)?;
    if made.saturating_add(SKEW_SECONDS) < begun {
        return Err(NotOurs::Old);
    }
    let from = if all.contains_key("nbf") {
        seconds(all, "nbf").ok_or(NotOurs::Future)?.max(made)
    } else {
        made
    };
    if from > now.saturating_add(SKEW_SECONDS) { Err(NotOurs::Future) } else { Ok(()) }
}

fn text<'a>(all: &'a Map<String, Json>, name: &str) -> Option<&'a str> {
    all.get(name)?.as_str()
}

/// One text, or a list of them.
fn texts<'a>(all: &'a Map<String, Json>, name: &str) -> Vec<&'a str> {
    match all.get(name) {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(many)) => many.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Seconds since 1970; what is written with a fraction is cut (RFC 7519, section 2).
fn seconds(all: &Map<String, Json>, name: &str) -> Option<i64> {
    let value = all.get(name)?;
    value.as_i64().or_else(|| value.to_string().split_once('.')?.0.parse().ok())
}
