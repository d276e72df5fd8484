//! Who stands at the door: the middleware that reads the session's cookie, and what handlers of the door need to know of a
//! browser. Cookies hold random tokens only.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::http::header::{SET_COOKIE, USER_AGENT, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::super::Subjects;
use super::super::actions::token::Token;
use super::super::actions::{
    Ground, Identities, Known, LinkMaker, Seat, Shown, Standing, program, shown_token, standing,
    throttle,
};
use crate::web::{Actor, Door, Person, Receipt, Refusal, Site, Visit, cookie};

/// Fills in who acts. What a session is worth is read anew for every request: a grant that ended opens nothing any more.
pub async fn recognise(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.uri.path().starts_with("/api/")
        && let Some(shown) = shown_token(&parts.headers)
    {
        return match program_of(&mut parts, &site, shown).await {
            Ok(()) => next.run(Request::from_parts(parts, body)).await,
            Err(response) => response,
        };
    }
    let mut person = String::new();
    // The door is laid over every route; without it there is nobody.
    if let Some(door) = parts.extensions.get::<Door>().cloned() {
        let token = own_token(&parts.headers, &door, "session");
        let found = standing(&site.store, token.as_ref(), door.now(), site.clock.today()).await;
        match found {
            Ok(standing) => {
                person = "nobody".to_owned();
                if let Standing::In(known) = &standing {
                    person.clone_from(&known.account.id.0);
                    parts.extensions.insert(Actor::Person(Arc::new(Person {
                        account: known.account.id.clone(),
                        name: known.account.name.clone(),
                        grants: known.grants.clone(),
                    })));
                }
                parts.extensions.insert(standing);
            }
            Err(refusal) => {
                let Ok(visit) = Visit::from_request_parts(&mut parts, &site).await;
                return Refusal::Store(refusal).shown(&visit);
            }
        }
    }
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Ok(person) = HeaderValue::from_str(&person) {
        response.headers_mut().insert(HeaderName::from_static(PERSON), person);
    }
    response
}

/// Fills in a program's person, with the one grant of its token; a cookie beside it counts for nothing. A token that opens nothing is
/// refused, and never taken for nobody's.
async fn program_of(
    parts: &mut Parts,
    site: &Site,
    shown: Result<Shown, ()>,
) -> Result<(), Response> {
    let now = parts.extensions.get::<Door>().map(Door::now);
    let found = match shown.ok().zip(now) {
        Some((shown, now)) => program(&site.store, &shown, now, site.clock.today()).await,
        None => Ok(None),
    };
    let status = match found {
        Ok(Some((account, grant))) => {
            parts.extensions.insert(Actor::Person(Arc::new(Person {
                account: account.id,
                name: account.name,
                grants: vec![grant],
            })));
            return Ok(());
        }
        Ok(None) => StatusCode::UNAUTHORIZED,
        Err(refusal) => {
            tracing::error!("request failed: {refusal}");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    let Ok(visit) = Visit::from_request_parts(parts, site).await;
    let key = match status {
        StatusCode::UNAUTHORIZED => "program-token-wrong",
        _ => "refusal-failure",
    };
    let answer = serde_json::json!({ "error": visit.words.text(key) });
    Err((status, [(WWW_AUTHENTICATE, "Bearer")], axum::Json(answer)).into_response())
}

/// For whom an answer is: an account, or `nobody`. What a device keeps of a person it opens for that person only, and an answer without
/// this header is not ours.
const PERSON: &str = "banyan-person";

/// A browser at the door.
pub(in crate::accounts) struct Visitor {
    pub(super) standing: Standing,
    pub(super) door: Door,
    /// As the throttle sees it.
    pub(super) address: String,
    /// The token by which accounts know this browser.
    pub(super) device: Option<Token>,
    /// The token of a way to a provider of identities that this browser began.
    pub(super) elsewhere: Option<Token>,
    session: Option<Token>,
    /// What it calls itself, roughly.
    agent: String,
    /// Where else people can sign in.
    pub(super) identities: Identities,
}

impl FromRequestParts<Site> for Ground {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Ground, Infallible> {
        let Ok(visit) = Visit::from_request_parts(parts, site).await;
        let subjects = parts.extensions.get::<Subjects>();
        let there = subjects.map(|subjects| subjects.there(&parts.extensions, &visit));
        Ok(Ground::new(there.unwrap_or_default()))
    }
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Visitor, Response> {
        let Some(door) = parts.extensions.get::<Door>().cloned() else {
            let Ok(visit) = Visit::from_request_parts(parts, site).await;
            return Err(Refusal::Failure("the router has no door".to_owned()).shown(&visit));
        };
        let standing = parts.extensions.get::<Standing>().cloned().unwrap_or(Standing::Nobody);
        Ok(Visitor {
            standing,
            address: address(parts, &door),
            device: own_token(&parts.headers, &door, "device"),
            elsewhere: own_token(&parts.headers, &door, ELSEWHERE),
            session: own_token(&parts.headers, &door, "session"),
            agent: agent(&parts.headers),
            identities: parts.extensions.get::<Identities>().cloned().unwrap_or_default(),
            door,
        })
    }
}

impl Visitor {
    /// Where a session that begins now sits; the one that this browser had ends.
    pub(super) fn seat(&self) -> Seat {
        Seat {
            device: self.agent.clone(),
            address: self.address.clone(),
            before: self.session.clone(),
        }
    }

    /// Makes links for others, in this session.
    pub(super) fn link_maker(&self, visit: &Visit) -> LinkMaker {
        LinkMaker {
            by: visit.actor.key().to_owned(),
            site: self.door.address.clone(),
            session: self.session.clone(),
        }
    }

    /// The person who is signed in.
    ///
    /// # Errors
    /// [`Refusal::SignIn`] for everybody else.
    pub(super) fn known(&self) -> Result<&Known, Refusal> {
        match &self.standing {
            Standing::In(known) => Ok(known),
            Standing::Half(_) | Standing::Nobody => Err(Refusal::SignIn),
        }
    }
}

/// The address of the reader: of the connection, or as the proxy before us tells it.
fn address(parts: &Parts, door: &Door) -> String {
    let told = || {
        let header = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        header.rsplit(',').next()?.trim().parse().ok()
    };
    let own = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = if door.forwarded { told().or(own) } else { own };
    address.map_or_else(String::new, throttle::network_of)
}

/// Browser and system, as their own names; the rest of the header tells too much and helps nobody.
fn agent(headers: &HeaderMap) -> String {
    let header = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| header.contains(sign)).map(|(_, name)| *name)
    };
    let browser = named(&[
        ("Edg/", "Edge"),
        ("coc_coc", "Cốc Cốc"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = named(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Over TLS the name itself makes the browser refuse a cookie that another host or path has set.
fn cookie_name(door: &Door, name: &str) -> String {
    if door.secure { format!("__Host-{name}") } else { name.to_owned() }
}

fn own_token(headers: &HeaderMap, door: &Door, name: &str) -> Option<Token> {
    cookie(headers, &cookie_name(door, name)).and_then(Token::given)
}

/// The cookie of a way to a provider of identities.
pub(super) const ELSEWHERE: &str = "elsewhere";

/// The line that sets a cookie: until the browser ends, or for so many seconds.
pub(super) fn cookie_line(door: &Door, name: &str, value: &str, seconds: Option<i64>) -> String {
    let secure = if door.secure { "; Secure" } else { "" };
    let age = seconds.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
    format!("{}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}", cookie_name(door, name))
}

/// Sets the session's cookie, which ends with the browser, and where given the device's, which stays a year.
pub(super) fn with_cookies(
    mut response: Response,
    door: &Door,
    session: &Token,
    device: Option<&Token>,
) -> Response {
    let cookies = [
        Some(cookie_line(door, "session", session.as_str(), None)),
        device.map(|device| cookie_line(door, "device", device.as_str(), Some(31_536_000))),
    ];
    for cookie in cookies.into_iter().flatten() {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

/// Leaves nothing behind on a shared computer that anybody could read: no session, no choice, no page in the cache. What a device keeps for
/// work without a line is encrypted, and its key goes with the session; storage is not cleared, because reports may wait in it that were
/// not sent yet ([decision 12](docs/decisions/0013-without-a-line.md)). The device's cookie stays: it names nobody, opens nothing without a password, and saves the next one who signs
/// in here from waiting for strangers. So the browser is not told to clear all cookies; each of ours is ended by name.
pub(super) fn no_cookies(mut response: Response, door: &Door) -> Response {
    for name in ["session", ELSEWHERE] {
        if let Ok(value) = HeaderValue::from_str(&cookie_line(door, name, "", Some(0))) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    for name in ["day", "lang", Receipt::COOKIE] {
        if let Ok(value) = HeaderValue::from_str(&format!("{name}=; Path=/; Max-Age=0")) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
    response
}
