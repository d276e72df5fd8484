//! The receipt on the page that follows a form: where the act stands that the form recorded.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::Response;

use crate::ledger::{self, LogError};
use crate::web::{Receipt, Site, cookie};

/// Looks the act up that the browser brings, for the page to show; a page that was shown takes the cookie away.
pub async fn receipts(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let brought = cookie(request.headers(), Receipt::COOKIE).map(str::to_owned);
    let Some(act) = brought.filter(|_| request.method() == Method::GET) else {
        return next.run(request).await;
    };
    match receipt(&site, &act).await {
        Ok(Some(receipt)) => {
            request.extensions_mut().insert(receipt);
        }
        // A cookie of another store, or of nobody's: there is nothing to show.
        Ok(None) => {}
        // The write is done, and its page must not fail for the line above it.
        Err(refusal) => tracing::warn!("no receipt: {refusal}"),
    }
    let mut response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        Receipt::shown(&mut response);
    }
    response
}

async fn receipt(site: &Site, act: &str) -> Result<Option<Receipt>, LogError> {
    if act.is_empty() || !act.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Ok(None);
    }
    let Some((act, _)) = ledger::load_act(&site.store, act).await? else { return Ok(None) };
    let log = ledger::log_state(&site.store).await?;
    let place = act.position.map(|position| (position, log.size));
    Ok(Some(Receipt { act: act.id, place }))
}
