//! Headers that keep a page from running anything but ours, and the check that a write comes from a page of ours.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use super::{Refusal, Site, Visit};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sets the headers that every answer carries.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether a request only reads.
fn reads(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Refuses a write whose browser says that it comes from another site, or does not say where it comes from.
pub async fn same_origin_only(State(site): State<Site>, request: Request, next: Next) -> Response {
    // A browser sends this header to another site only where that allows it, and this one allows nobody.
    let program =
        request.uri().path().starts_with("/api/") && request.headers().contains_key(AUTHORIZATION);
    if reads(&request) || ours(&request) || program {
        return next.run(request).await;
    }
    let (mut parts, _) = request.into_parts();
    let Ok(visit) = Visit::from_request_parts(&mut parts, &site).await;
    Refusal::ForeignForm.shown(&visit)
}

/// Brings a write to its end even when the browser goes away in the middle of it: whoever commits also renews what the pages
/// read.
pub async fn finish_writes(request: Request, next: Next) -> Response {
    if reads(&request) {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span())
        .await
        .map_err(|end| end.try_into_panic())
    {
        Ok(response) => response,
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        // The program is stopping.
        Err(Err(_)) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

fn ours(request: &Request) -> bool {
    let header =
        |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    match header(HeaderName::from_static("sec-fetch-site")) {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    let Some(origin) = header(ORIGIN) else { return false };
    let host = header(HOST).unwrap_or_default();
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")) == Some(host)
}
