//! A visit: who reads a page, in which language, and on which day. Choices made by a link are kept in cookies.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use banyan_core::words::{Day, Language, Moment};
use serde::Deserialize;

use super::{Actor, Door, Receipt, Refusal, Site, Words};

/// What a page needs to know of its reader.
#[derive(Clone)]
pub struct Visit {
    pub words: Words,
    pub actor: Actor,
    /// The day that the reader looks at: the business day, or an earlier one.
    pub day: Day,
    /// The business day.
    pub today: Day,
    /// The present moment of the business clock.
    pub now: Moment,
    /// On an earlier day, the last moment of it: later acts do not exist. `None` on the business day.
    pub known_at: Option<Moment>,
    pub progress: Option<(usize, usize)>,
    /// Differences of the content that wait to be adopted.
    pub differences: usize,
    /// Path and query of the page, for links that change one thing about it.
    pub address: String,
    /// Whether the request sends something, and so cannot be asked again by its address alone.
    pub sending: bool,
    /// Whether this is the demonstration.
    pub demonstration: bool,
    /// The act that the form before this page recorded.
    pub receipt: Option<Receipt>,
}

impl Visit {
    /// A write is possible only on the business day; an earlier day is read only.
    ///
    /// # Errors
    /// [`Refusal::PastDay`] on an earlier day.
    pub fn writing(&self) -> Result<(), Refusal> {
        if self.known_at.is_none() { Ok(()) } else { Err(Refusal::PastDay) }
    }
}

impl Visit {
    /// The path of the page, without what was asked of it.
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or("/")
    }

    /// What the address asks, as names and values.
    pub fn asked(&self) -> Vec<(String, String)> {
        let uri = self.address.parse::<Uri>().ok();
        let pairs = uri.and_then(|uri| Query::<Vec<(String, String)>>::try_from_uri(&uri).ok());
        pairs.map(|Query(pairs)| pairs).unwrap_or_default()
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Visit, Infallible> {
        let today = site.clock.today();
        let chosen = cookie(&parts.headers, "day").and_then(|day| day.parse::<Day>().ok());
        let past = chosen.filter(|day| *day < today);
        Ok(Visit {
            words: Words::of(language(&parts.headers)),
            actor: parts.extensions.get::<Actor>().cloned().unwrap_or(Actor::Nobody),
            day: past.unwrap_or(today),
            today,
            now: site.clock.now(),
            known_at: past.map(|day| site.clock.end_of(day)),
            progress: site.progress.shown(),
            differences: site.progress.differences(),
            address: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            sending: !matches!(parts.method, Method::GET | Method::HEAD),
            demonstration: parts.extensions.get::<Door>().is_some_and(|door| door.demonstration),
            receipt: parts.extensions.get::<Receipt>().cloned(),
        })
    }
}

/// The language of the cookie, else the browser's first that we have, else English.
fn language(headers: &HeaderMap) -> Language {
    let kept = cookie(headers, "lang").and_then(|tag| tag.parse().ok());
    let asked = || {
        let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        let mut wanted: Vec<(u32, Language)> = header.split(',').filter_map(wanted).collect();
        wanted.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
        wanted.first().map(|(_, language)| *language)
    };
    kept.or_else(asked).unwrap_or(Language::English)
}

/// One entry of `Accept-Language`: its quality in thousandths, and the language.
fn wanted(entry: &str) -> Option<(u32, Language)> {
    let (tag, quality) = entry.trim().split_once(";q=").unwrap_or((entry.trim(), "1"));
    let language = tag.split('-').next()?.to_ascii_lowercase().parse().ok()?;
    let (whole, part) = quality.split_once('.').unwrap_or((quality, "0"));
    let part: u32 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    let quality = whole.parse::<u32>().ok()?.saturating_mul(1000).saturating_add(part);
    (quality > 0).then_some((quality, language))
}

/// A cookie by its name.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(own, _)| *own == name)
        .map(|(_, value)| value)
}

#[derive(Deserialize)]
struct Choices {
    lang: Option<String>,
    day: Option<String>,
}

/// A link may carry `lang` or `day`: the choice goes into a cookie, and the page is shown again without it.
pub async fn remember_choices(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let Ok(Query(choices)) = Query::<Choices>::try_from_uri(request.uri()) else {
        return next.run(request).await;
    };
    let lang = choices.lang.and_then(|tag| tag.parse::<Language>().ok());
    let day = choices.day.as_deref().and_then(|day| day.parse::<Day>().ok());
    if lang.is_none() && day.is_none() {
        return next.run(request).await;
    }
    let query = request.uri().query().unwrap_or_default();
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.starts_with("lang=") && !pair.starts_with("day="))
        .collect();
    let path = request.uri().path();
    let target =
        if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) };
    // A second slash would make the browser read a host.
    let target = format!("/{}", target.trim_start_matches('/'));
    let mut response = (StatusCode::SEE_OTHER, Redirect::to(&target)).into_response();
    let day = day.filter(|day| *day < site.clock.today());
    let cookies = [
        lang.map(|language| {
            format!("lang={language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
        }),
        choices.day.map(|_| match day {
            Some(day) => format!("day={day}; Path=/; SameSite=Lax; HttpOnly"),
            None => "day=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly".to_owned(),
        }),
    ];
    for cookie in cookies.into_iter().flatten() {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}
