//! A small provider of identities that does as it is told, wrongly too. It speaks HTTP on the loopback address and signs tokens
//! with keys of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use banyan_core::ledger::hash;
use serde_json::{Value as Json, json};

use super::signer::{Signer, written};
use crate::config::{IdentitySetting, NewAccountSetting};
use crate::tests::House;

/// The secret that a site shares with it: one file for all tests, written before anybody reads it.
static SECRET: LazyLock<PathBuf> = LazyLock::new(|| {
    let file = std::env::temp_dir().join(format!("banyan-secret-{}", std::process::id()));
    std::fs::write(&file, "s: %/ét\n").unwrap();
    file
});

/// What is done to header and claims before they are signed.
type Change = Box<dyn Fn(&mut Json, &mut Json) + Send>;

/// What the provider does next; changed by tests as they go.
pub(super) struct Conduct {
    pub(super) signer: Signer,
    pub(super) kid: String,
    /// The keys that it lists.
    pub(super) keys: Vec<Json>,
    /// What it says of the person, in the token.
    pub(super) person: Json,
    /// What it says elsewhere.
    pub(super) more: Json,
    pub(super) change: Option<Change>,
    /// Instead of its answer to a code.
    pub(super) instead: Option<(StatusCode, String)>,
    /// What it says of itself, besides the usual.
    pub(super) describes: Json,
    /// How often its keys were read.
    pub(super) keys_read: usize,
    now: i64,
    codes: BTreeMap<String, Asked>,
}

/// What a browser was sent with.
#[derive(Clone)]
pub(super) struct Asked(BTreeMap<String, String>);

impl Asked {
    /// The fields of an address.
    pub(super) fn of(address: &str) -> Asked {
        let query = address.split_once('?').unwrap().1;
        Asked(fields(query))
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

fn fields(form: &str) -> BTreeMap<String, String> {
    let uri = format!("/?{form}").parse().unwrap();
    axum::extract::Query::<BTreeMap<String, String>>::try_from_uri(&uri).unwrap().0
}

type Shared = Arc<Mutex<Conduct>>;

/// The provider; it stops with the value.
pub(super) struct Provider {
    pub(super) issuer: String,
    conduct: Shared,
    running: tokio::task::JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Provider {
    pub(super) async fn start() -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realm", listener.local_addr().unwrap());
        let signer = Signer::es256();
        let conduct = Arc::new(Mutex::new(Conduct {
            keys: vec![signer.listed("one")],
            kid: "one".to_owned(),
            signer,
            person: json!({ "sub": "person-1", "preferred_username": "lan" }),
            more: json!({ "sub": "person-1" }),
            change: None,
            instead: None,
            describes: json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/authorize?realm=1"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
                "userinfo_endpoint": format!("{issuer}/person"),
            }),
            keys_read: 0,
            now: 0,
            codes: BTreeMap::new(),
        }));
        let service = Router::new()
            .route(
                "/realm/.well-known/openid-configuration",
                get(|State(conduct): State<Shared>| async move {
                    conduct.lock().unwrap().describes.to_string()
                }),
            )
            .route("/realm/keys", get(keys))
            .route("/realm/token", post(token))
            .route("/realm/person", get(person))
            .with_state(conduct.clone());
        let running = tokio::spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        Provider { issuer, conduct, running }
    }

    /// Changes what it does.
    pub(super) fn set(&self, change: impl FnOnce(&mut Conduct)) {
        change(&mut self.conduct.lock().unwrap());
    }

    pub(super) fn keys_read(&self) -> usize {
        self.conduct.lock().unwrap().keys_read
    }

    /// Nobody answers any more where it was.
    pub(super) fn stop(&self) {
        self.running.abort();
    }

    /// The settings by which a site knows it.
    pub(super) fn setting(&self) -> IdentitySetting {
        IdentitySetting {
            key: "national".to_owned(),
            name: "National Identity".to_owned(),
            issuer: self.issuer.clone(),
            client_id: "banyan".to_owned(),
            client_secret: Some(SECRET.clone()),
            scopes: vec!["profile".to_owned()],
            login: Some("preferred_username".to_owned()),
            account: None,
            second_factor_acr: vec!["high".to_owned()],
            second_factor_amr: vec!["hwk".to_owned()],
        }
    }

    /// The same, and people who have no account get one.
    pub(super) fn opening(&self) -> IdentitySetting {
        let account = NewAccountSetting { role: "reporter".to_owned(), unit: "commune".to_owned() };
        IdentitySetting { account: Some(account), ..self.setting() }
    }

    /// The person agrees: a code for what a browser was sent with.
    pub(super) fn agree(&self, house: &House, asked: &Asked) -> String {
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "banyan"),
            ("scope", "openid profile"),
            ("code_challenge_method", "S256"),
            ("prompt", "login"),
            ("realm", "1"),
            ("acr_values", "high"),
        ] {
            assert_eq!(asked.get(name), value, "{name}");
        }
        assert!(asked.get("redirect_uri").ends_with("/sign-in/from/national"));
        let mut conduct = self.conduct.lock().unwrap();
        conduct.now = house.machine().microseconds() / 1_000_000;
        let code = format!("code-{}+/=", conduct.codes.len());
        conduct.codes.insert(code.clone(), asked.clone());
        code
    }
}

async fn keys(State(conduct): State<Shared>) -> String {
    let mut conduct = conduct.lock().unwrap();
    conduct.keys_read += 1;
    json!({ "keys": conduct.keys }).to_string()
}

async fn person(State(conduct): State<Shared>, headers: HeaderMap) -> (StatusCode, String) {
    assert_eq!(headers["authorization"], "Bearer access");
    (StatusCode::OK, conduct.lock().unwrap().more.to_string())
}

async fn token(
    State(conduct): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let mut conduct = conduct.lock().unwrap();
    if let Some(instead) = conduct.instead.clone() {
        return instead;
    }
    let sent = fields(std::str::from_utf8(&body).unwrap());
    // `banyan` and the secret, each as a form writes it (RFC 6749, section 2.3.1).
    let shown = "Basic YmFueWFuOnMlM0ElMjAlMjUvJUMzJUE5dA==";
    let Some(asked) = conduct.codes.remove(&sent["code"]) else {
        return (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" }).to_string());
    };
    let challenge = written(hash(sent["code_verifier"].as_bytes()));
    let fits = headers.get("authorization").is_some_and(|own| own == shown)
        && sent["grant_type"] == "authorization_code"
        && sent["redirect_uri"] == asked.get("redirect_uri")
        && challenge == asked.get("code_challenge");
    if !fits {
        return (StatusCode::UNAUTHORIZED, json!({ "error": "invalid_client" }).to_string());
    }
    let mut header = json!({ "alg": conduct.signer.algorithm(), "kid": conduct.kid });
    let mut claims = conduct.person.clone();
    let issuer = conduct.describes["issuer"].clone();
    for (name, value) in [
        ("iss", issuer),
        ("aud", json!("banyan")),
        ("nonce", json!(asked.get("nonce"))),
        ("iat", json!(conduct.now)),
        ("exp", json!(conduct.now + 300)),
    ] {
        claims[name] = value;
    }
    if let Some(change) = &conduct.change {
        change(&mut header, &mut claims);
    }
    let token = conduct.signer.token(&header, &claims);
    let handed = json!({ "id_token": token, "access_token": "access", "token_type": "Bearer" });
    (StatusCode::OK, handed.to_string())
}
