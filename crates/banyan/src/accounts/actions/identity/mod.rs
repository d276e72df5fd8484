//! Signing in with an identity of another provider (OpenID Connect): the way there, the way back, and whose account it is.
//!
//! The browser that begins gets a token of its own. Nonce and verifier (PKCE) are made from it, and only the browser that has it can
//! finish; the database holds hashes. A way back is used once, within ten minutes. Nothing is written before the provider's
//! answer has passed every check, and then all in one transaction.

mod claims;
pub(in crate::accounts) use claims::{Claims, NotOurs};

mod left;
pub(in crate::accounts) use left::left_rows;
use left::was_here;

mod linking;
pub(in crate::accounts) use linking::{end_identity, end_rows};
use linking::{link, owner};

mod provider;
pub(in crate::accounts) use provider::Provider;
use provider::{NewAccount, Rule, Secret, endpoint, plain};

mod settings;
pub use settings::{Identities, IdentityRefused};

mod signed;
pub(in crate::accounts) use signed::NotSigned;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::http::StatusCode;
use banyan_core::access::AccountId;
use banyan_core::words::{Day, Language, Moment};
use serde::Deserialize;

use self::claims::Expected;
use super::super::store::{self, Elsewhere, Shown};
use super::session::{Known, Seat, begin_session};
use super::token::{self, Token};
use crate::client::ClientError;
use crate::ledger::Call;
use crate::store::StoreError;
use crate::units::Networks;
use crate::web::{Actor, Door, Refusal, Site};

/// How long somebody may stay at the provider: ten minutes, in microseconds.
const STAYS: i64 = 600 * 1_000_000;

/// Why nobody came in from a provider. The text is for the log; people are shown [`NotIdentified::sentence`].
#[derive(Debug, thiserror::Error)]
pub(in crate::accounts) enum NotIdentified {
    #[error("this browser did not begin this sign-in")]
    NotBegun,
    #[error("this way back was used before")]
    Used,
    #[error("it took too long")]
    Late,
    #[error("the answer came from another issuer")]
    OtherIssuer,
    #[error("the provider answers with the error `{0}`")]
    Denied(String),
    #[error("the provider refuses the code: `{0}`")]
    CodeRefused(String),
    #[error("the provider does not answer: {0}")]
    Away(#[from] ClientError),
    #[error("the provider does not answer as expected: {0}")]
    Answer(String),
    #[error("the identity token is not the provider's: {0}")]
    NotSigned(#[from] NotSigned),
    #[error("the identity token is not for this sign-in: {0}")]
    NotOurs(#[from] NotOurs),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<StoreError> for NotIdentified {
    fn from(refusal: StoreError) -> NotIdentified {
        NotIdentified::Refused(refusal.into())
    }
}

impl NotIdentified {
    /// What the person is told, about a provider of this name.
    pub(in crate::accounts) fn sentence(self, provider: &str) -> Refusal {
        let (status, key) = match &self {
            NotIdentified::NotBegun => (StatusCode::BAD_REQUEST, "identity-not-begun"),
            NotIdentified::Used => (StatusCode::CONFLICT, "identity-used"),
            NotIdentified::Late => (StatusCode::GONE, "identity-late"),
            NotIdentified::Denied(_) | NotIdentified::CodeRefused(_) => {
                (StatusCode::FORBIDDEN, "identity-denied")
            }
            NotIdentified::Away(_) => (StatusCode::BAD_GATEWAY, "identity-away"),
            NotIdentified::Answer(_) => (StatusCode::BAD_GATEWAY, "identity-answer"),
            NotIdentified::NotSigned(_) => (StatusCode::BAD_GATEWAY, "identity-forged"),
            NotIdentified::NotOurs(reason) if reason.of_time() => {
                (StatusCode::BAD_GATEWAY, "identity-time")
            }
            NotIdentified::NotOurs(_) | NotIdentified::OtherIssuer => {
                (StatusCode::BAD_GATEWAY, "identity-foreign")
            }
            NotIdentified::Refused(_) => (StatusCode::INTERNAL_SERVER_ERROR, ""),
        };
        match self {
            NotIdentified::Refused(refusal) => refusal,
            NotIdentified::Denied(word) | NotIdentified::CodeRefused(word) => {
                let input = format!("{provider}: {word}");
                Refusal::Sentence { status, key, input }
            }
            _ => Refusal::Sentence { status, key, input: provider.to_owned() },
        }
    }
}

/// A way to a provider that has just begun.
pub(in crate::accounts) struct Begun {
    /// Where the browser goes.
    pub(in crate::accounts) address: String,
    /// What it shows when it comes back.
    pub(in crate::accounts) browser: Token,
}

/// Where a provider sends browsers back to.
fn back_to(door: &Door, provider: &Provider) -> String {
    format!("{}/sign-in/from/{}", door.address, provider.rule.key)
}

/// Begins: to sign in, or where an account is named to link an identity with it.
///
/// # Errors
/// When the provider is not there; nothing is written then.
pub(in crate::accounts) async fn begin(
    site: &Site,
    door: &Door,
    provider: &Provider,
    (account, back): (Option<&AccountId>, &str),
    language: Language,
) -> Result<Begun, NotIdentified> {
    let now = door.now();
    let described = provider.described(now).await?;
    let (state, browser) = (Token::fresh()?, Token::fresh()?);
    let elsewhere = Elsewhere {
        state: state.stored(),
        browser: browser.stored(),
        provider: provider.rule.key.clone(),
        account: account.cloned(),
        back: back.to_owned(),
        made_at: now,
        used: false,
    };
    let kept = site.store.write(|tx| {
        let elsewhere = elsewhere.clone();
        Box::pin(async move { store::insert_elsewhere(tx, &elsewhere).await })
    });
    kept.await?;
    let challenge = token::digest(&browser.derived("verifier"));
    let fields = [
        ("redirect_uri", back_to(door, provider).as_str()),
        ("state", state.as_str()),
        ("nonce", browser.derived("nonce").as_str()),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("ui_locales", language.tag()),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    Ok(Begun { address: provider.way(&described, &fields), browser })
}

/// What a browser brings back from a provider.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::accounts) struct Brought {
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

impl std::fmt::Debug for Brought {
    /// A code stands in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Brought")
    }
}

/// What became of somebody who came back.
pub(in crate::accounts) enum Arrived {
    /// Signed in, and going back to where the way began.
    In(Token, String),
    /// The identity is linked with the account of whoever is signed in.
    Linked,
}

/// Who comes back, and where.
pub(in crate::accounts) struct Arrival<'a> {
    pub(in crate::accounts) brought: Brought,
    pub(in crate::accounts) browser: Option<&'a Token>,
    /// Whoever is signed in in this browser.
    pub(in crate::accounts) present: Option<&'a Known>,
    pub(in crate::accounts) seat: Seat,
    /// Who acts, and in which language, on which business day.
    pub(in crate::accounts) actor: Actor,
    pub(in crate::accounts) language: Language,
    pub(in crate::accounts) today: Day,
}

/// Finishes what [`begin`] began.
///
/// # Errors
/// Whatever is not as it has to be; nothing is written then, but that the way back is used.
pub(in crate::accounts) async fn finish(
    site: &Site,
    networks: &Networks,
    door: &Door,
    provider: &Provider,
    arrival: Arrival<'_>,
) -> Result<Arrived, NotIdentified> {
    let now = door.now();
    let (browser, elsewhere) = taken(site, provider, &arrival, now).await?;
    let present = arrival.present.map(|known| &known.account.id);
    if elsewhere.account.is_some() && elsewhere.account.as_ref() != present {
        return Err(NotIdentified::NotBegun);
    }
    let code = code_of(provider, &arrival.brought, now).await?;
    let expected = Expected {
        issuer: &provider.rule.issuer,
        client: &provider.rule.client,
        nonce: &browser.derived("nonce"),
        begun_at: elsewhere.made_at,
        now,
    };
    let back_to = back_to(door, provider);
    let verifier = browser.derived("verifier");
    let claims = provider.person(&code, &verifier, &back_to, &expected).await?;
    match elsewhere.account {
        Some(account) => linked(site, provider, &arrival, &account, &claims).await,
        None => {
            let token = admitted(site, networks, provider, &arrival, &claims, now).await?;
            Ok(Arrived::In(token, elsewhere.back))
        }
    }
}

/// Uses up the way back that the browser shows, if it is one of its own.
async fn taken<'a>(
    site: &Site,
    provider: &Provider,
    arrival: &Arrival<'a>,
    now: Moment,
) -> Result<(&'a Token, Elsewhere), NotIdentified> {
    let state = Token::given(&arrival.brought.state).ok_or(NotIdentified::NotBegun)?.stored();
    let browser = arrival.browser.ok_or(NotIdentified::NotBegun)?;
    let work = site.store.write(|tx| {
        let (state, shown, key) = (state.clone(), browser.stored(), provider.rule.key.clone());
        Box::pin(async move {
            let found = store::load_elsewhere(tx, &state).await?;
            let own = found.filter(|found| found.browser == shown && found.provider == key);
            // A browser that is not the one that began does not end the way of the one that did.
            let fresh = own.is_some() && store::use_elsewhere(tx, &state, now).await?;
            Ok::<_, StoreError>((own, fresh))
        })
    });
    let (own, fresh) = work.await?;
    let own = own.ok_or(NotIdentified::NotBegun)?;
    if own.used || !fresh {
        return Err(NotIdentified::Used);
    }
    if own.made_at.plus(STAYS) <= now {
        return Err(NotIdentified::Late);
    }
    Ok((browser, own))
}

/// The code of an answer that comes from this provider and is no refusal.
async fn code_of(
    provider: &Provider,
    brought: &Brought,
    now: Moment,
) -> Result<String, NotIdentified> {
    let named = provider.described(now).await?.names_issuer;
    if brought.iss.is_none() && named
        || brought.iss.as_ref().is_some_and(|issuer| *issuer != provider.rule.issuer)
    {
        return Err(NotIdentified::OtherIssuer);
    }
    if let Some(error) = &brought.error {
        return Err(NotIdentified::Denied(plain(error)));
    }
    let none = || NotIdentified::Answer("the browser brought no code".to_owned());
    brought.code.clone().filter(|code| !code.is_empty()).ok_or_else(none)
}

/// Links the identity with the account that asked for it.
async fn linked(
    site: &Site,
    provider: &Provider,
    arrival: &Arrival<'_>,
    account: &AccountId,
    claims: &Claims,
) -> Result<Arrived, NotIdentified> {
    let call = Call::new(arrival.actor.clone(), site.clock.now())?;
    let done = site.store.write(|tx| {
        let (call, account) = (call.clone(), account.clone());
        let (issuer, subject) = (provider.rule.issuer.clone(), claims.subject.clone());
        Box::pin(async move {
            let account = store::load_account(tx, &account).await?.ok_or(Refusal::NotFound)?;
            link(tx, &call, &account, &issuer, &subject).await
        })
    });
    if let Some(at) = done.await? {
        site.clock.advance(at);
    }
    Ok(Arrived::Linked)
}

/// Begins a session of the account that the identity belongs to, by the rule of the settings.
async fn admitted(
    site: &Site,
    networks: &Networks,
    provider: &Provider,
    arrival: &Arrival<'_>,
    claims: &Claims,
    now: Moment,
) -> Result<Token, NotIdentified> {
    let rule = &provider.rule;
    let claims = Arc::new(claims.clone());
    let factor = claims.recognised(&rule.classes, &rule.methods);
    let shown = Shown { password: false, factor };
    let (network, tree) = (networks.network(), networks.tree_on(arrival.today, None)?);
    let business = site.clock.now();
    // Nobody is signed in yet: the program acts, by the rule that its operator has set.
    let calls =
        [Call::new(Actor::LocalPlanner, business)?, Call::new(Actor::LocalPlanner, business)?];
    let done = site.store.write(|tx| {
        let (calls, network, tree) = (calls.clone(), network.clone(), tree.clone());
        let (seat, today, language) = (arrival.seat.clone(), arrival.today, arrival.language);
        let (rule, claims) = (rule.clone(), claims.clone());
        Box::pin(async move {
            let (account, at) =
                owner(tx, &calls, &rule, &claims, (&network, &tree, today), language).await?;
            let token = begin_session(tx, &account.id, shown, &seat, now).await?;
            Ok::<_, Refusal>((token, at))
        })
    });
    let (token, at) = done.await?;
    if let Some(at) = at {
        site.clock.advance(at);
    }
    Ok(token)
}
