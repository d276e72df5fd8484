//! A provider of identities: what the settings say of it, what it says of itself (OpenID Connect Discovery 1.0), and the calls to it.
//! What it says is kept for an hour; a key that is not known yet makes its keys be read anew.

use std::sync::{Arc, RwLock};

use axum::http::Uri;
use banyan_core::access::Role;
use banyan_core::words::Moment;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::NotIdentified;
use super::claims::{Claims, Expected};
use super::signed::{Key, NotSigned, Unchecked};
use crate::client::{Client, Reply, address_of};
use crate::web::encoded;

/// How long what a provider says of itself is kept: an hour, in microseconds.
const KEPT: i64 = 3_600 * 1_000_000;

/// What the settings say of a provider.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Rule {
    /// Names it in addresses.
    pub(in crate::accounts) key: String,
    /// Names it to people.
    pub(in crate::accounts) name: String,
    pub(in crate::accounts) issuer: String,
    pub(super) client: String,
    pub(super) secret: Option<Secret>,
    pub(super) scopes: Vec<String>,
    /// The claim that is the login of an account.
    pub(super) login: Option<String>,
    /// What people get who have no account; without it they are refused.
    pub(super) account: Option<NewAccount>,
    /// Classes and methods that count as a second factor.
    pub(super) classes: Vec<String>,
    pub(super) methods: Vec<String>,
}

/// The first grant of somebody whom nobody invited: a role in the unit whose code a claim says.
#[derive(Clone, Debug)]
pub(super) struct NewAccount {
    pub(super) role: Role,
    pub(super) unit: String,
}

/// What this site shows to the provider to be recognised.
#[derive(Clone)]
pub(super) struct Secret(pub(super) String);

impl std::fmt::Debug for Secret {
    /// A secret stands in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// A provider, and what it said of itself last.
#[derive(Debug)]
pub(in crate::accounts) struct Provider {
    pub(in crate::accounts) rule: Arc<Rule>,
    client: Client,
    described: RwLock<Option<(Moment, Arc<Description>)>>,
    keys: RwLock<Option<(Moment, Arc<Vec<Key>>)>>,
}

/// What a provider says of itself, as far as it is of use here.
#[derive(Deserialize, Debug)]
struct Said {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// The same, checked.
#[derive(Debug)]
pub(super) struct Description {
    authorize: Uri,
    token: Uri,
    keys: Uri,
    person: Option<Uri>,
    /// Whether the secret stands in the form instead of the header.
    secret_in_form: bool,
    /// Whether its answers name their issuer (RFC 9207).
    pub(super) names_issuer: bool,
}

/// What a provider hands out for a code.
#[derive(Deserialize)]
struct Handed {
    id_token: Option<String>,
    access_token: Option<String>,
    error: Option<String>,
}

impl Provider {
    pub(super) fn new(rule: Rule, client: Client) -> Provider {
        Provider {
            rule: Arc::new(rule),
            client,
            described: RwLock::default(),
            keys: RwLock::default(),
        }
    }

    /// What it says of itself.
    ///
    /// # Errors
    /// When it cannot be reached, or does not say what is needed.
    pub(super) async fn described(&self, now: Moment) -> Result<Arc<Description>, NotIdentified> {
        if let Some(kept) = kept(&self.described, now) {
            return Ok(kept);
        }
        let address = address_of(&self.rule.issuer, "/.well-known/openid-configuration")?;
        let reply = self.client.get(&address, None).await?;
        let said: Said = read(&reply, "its description of itself")?;
        let described = Arc::new(self.check(said)?);
        keep(&self.described, now, &described);
        Ok(described)
    }

    fn check(&self, said: Said) -> Result<Description, NotIdentified> {
        let wrong = |what: &str| NotIdentified::Answer(what.to_owned());
        if said.issuer != self.rule.issuer {
            return Err(wrong("its description of itself names another issuer"));
        }
        let listed = |list: &Option<Vec<String>>, name: &str| {
            list.as_ref().is_none_or(|list| list.iter().any(|own| own == name))
        };
        if !listed(&said.code_challenge_methods_supported, "S256") {
            return Err(wrong("it does not take challenges made with S256"));
        }
        let methods = &said.token_endpoint_auth_methods_supported;
        let place = |text: &str| {
            endpoint(text).ok_or_else(|| wrong("an address in its description cannot be used"))
        };
        Ok(Description {
            authorize: place(&said.authorization_endpoint)?,
            token: place(&said.token_endpoint)?,
            keys: place(&said.jwks_uri)?,
            person: said.userinfo_endpoint.as_deref().map(place).transpose()?,
            // Without a list, the header is what every provider takes.
            secret_in_form: !listed(methods, "client_secret_basic")
                && listed(methods, "client_secret_post"),
            names_issuer: said.authorization_response_iss_parameter_supported,
        })
    }

    /// The address to which a browser is sent.
    pub(super) fn way(&self, described: &Description, fields: &[(&str, &str)]) -> String {
        let scope = ["openid"].into_iter().chain(self.rule.scopes.iter().map(String::as_str));
        let scope = scope.collect::<Vec<_>>().join(" ");
        let classes = self.rule.classes.join(" ");
        let mut all = vec![
            ("response_type", "code"),
            ("client_id", self.rule.client.as_str()),
            ("scope", scope.as_str()),
            // Computers are shared: whoever sits there now is asked, not whoever was asked last.
            ("prompt", "login"),
        ];
        if !classes.is_empty() {
            all.push(("acr_values", &classes));
        }
        all.extend_from_slice(fields);
        let start = described.authorize.to_string();
        let mark = if described.authorize.query().is_some() { '&' } else { '?' };
        format!("{start}{mark}{}", form(&all))
    }

    /// Turns a code into the claims of a person.
    ///
    /// # Errors
    /// When the provider cannot be reached or refuses, or what it hands out does not count here.
    pub(super) async fn person(
        &self,
        code: &str,
        verifier: &str,
        back_to: &str,
        expected: &Expected<'_>,
    ) -> Result<Claims, NotIdentified> {
        let described = self.described(expected.now).await?;
        let handed = self.exchange(&described, code, verifier, back_to).await?;
        let token = handed
            .id_token
            .ok_or_else(|| NotIdentified::Answer("it handed out no identity token".to_owned()))?;
        let claims = self.checked(&described, &token, expected).await?;
        if let Some(access_token) = &handed.access_token {
            claims.check_access(access_token)?;
        }
        let lacks = self.rule.claims().any(|name| !claims.has(name));
        match (&described.person, handed.access_token) {
            (Some(address), Some(token)) if lacks => self.more(address, &token, claims).await,
            _ => Ok(claims),
        }
    }

    async fn exchange(
        &self,
        described: &Description,
        code: &str,
        verifier: &str,
        back_to: &str,
    ) -> Result<Handed, NotIdentified> {
        let client = self.rule.client.as_str();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", back_to),
            ("code_verifier", verifier),
        ];
        let mut authorization = None;
        match &self.rule.secret {
            Some(Secret(secret)) if described.secret_in_form => {
                fields.extend([("client_id", client), ("client_secret", secret.as_str())]);
            }
            Some(Secret(secret)) => {
                let both = format!("{}:{}", encoded(client), encoded(secret));
                authorization = Some(format!("Basic {}", STANDARD.encode(both)));
            }
            None => fields.push(("client_id", client)),
        }
        let reply = self.client.post_form(&described.token, form(&fields), authorization).await?;
        if let Ok(Handed { error: Some(error), .. }) = serde_json::from_str(&reply.body) {
            return Err(NotIdentified::CodeRefused(plain(&error)));
        }
        read(&reply, "its answer to the code")
    }

    async fn checked(
        &self,
        described: &Description,
        token: &str,
        expected: &Expected<'_>,
    ) -> Result<Claims, NotIdentified> {
        let token = Unchecked::read(token)?;
        let known = kept(&self.keys, expected.now);
        let mut checked = match &known {
            Some(keys) => token.checked(keys),
            None => Err(NotSigned::NoKey),
        };
        if checked == Err(NotSigned::NoKey) {
            let reply = self.client.get(&described.keys, None).await?;
            let list = Key::list(&reply.body).filter(|_| reply.status == 200);
            let wrong = || NotIdentified::Answer("its keys cannot be read".to_owned());
            let keys = Arc::new(list.ok_or_else(wrong)?);
            keep(&self.keys, expected.now, &keys);
            checked = token.checked(&keys);
        }
        Ok(Claims::checked(checked?, expected)?)
    }

    /// What the provider says of the same person beside the token.
    async fn more(
        &self,
        address: &Uri,
        access_token: &str,
        claims: Claims,
    ) -> Result<Claims, NotIdentified> {
        let reply = self.client.get(address, Some(format!("Bearer {access_token}"))).await?;
        let more: Map<String, Json> = read(&reply, "its words on the person")?;
        // They may be of somebody else (section 5.3.2 of the core specification).
        if more.get("sub").and_then(Json::as_str) != Some(claims.subject.as_str()) {
            return Err(NotIdentified::Answer("its words are on another person".to_owned()));
        }
        Ok(claims.joined(more))
    }
}

impl Rule {
    /// The claims that this rule reads.
    fn claims(&self) -> impl Iterator<Item = &str> {
        let account = self.account.as_ref();
        self.login
            .as_deref()
            .into_iter()
            .chain(account.map(|account| account.unit.as_str()))
            .chain(account.map(|_| "name"))
    }
}

/// An address that secrets may be sent to: over TLS, or within this computer.
pub(super) fn endpoint(text: &str) -> Option<Uri> {
    let address: Uri = text.parse().ok()?;
    let host = address.host()?.trim_start_matches('[').trim_end_matches(']');
    let here = host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    let fits = match address.scheme_str()? {
        "https" => true,
        "http" => here,
        _ => false,
    };
    fits.then_some(address)
}

/// Fields of a form or a query.
fn form(fields: &[(&str, &str)]) -> String {
    let written = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    written.collect::<Vec<_>>().join("&")
}

/// A short word of a provider that people are shown.
pub(super) fn plain(word: &str) -> String {
    word.chars().filter(|letter| letter.is_ascii_graphic()).take(40).collect()
}

fn read<T: serde::de::DeserializeOwned>(reply: &Reply, what: &str) -> Result<T, NotIdentified> {
    if reply.status != 200 {
        return Err(NotIdentified::Answer(format!("{what} came with status {}", reply.status)));
    }
    serde_json::from_str(&reply.body)
        .map_err(|_| NotIdentified::Answer(format!("{what} cannot be read")))
}

fn kept<T>(place: &RwLock<Option<(Moment, Arc<T>)>>, now: Moment) -> Option<Arc<T>> {
    let place = place.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    let (at, kept) = place.as_ref()?;
    let age = now.microseconds().saturating_sub(at.microseconds());
    (0..KEPT).contains(&age).then(|| kept.clone())
}

fn keep<T>(place: &RwLock<Option<(Moment, Arc<T>)>>, now: Moment, new: &Arc<T>) {
    let mut place = place.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    *place = Some((now, new.clone()));
}
