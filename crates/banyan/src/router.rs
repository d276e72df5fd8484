//! Every route in one list, and what every request passes on its way to one.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router, middleware};
use metrics_exporter_prometheus::PrometheusHandle;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

use crate::accounts::{self, Identities};
use crate::calendars::Calendars;
use crate::content::{self, Source};
use crate::directives::{self, Samples};
use crate::forms::Forms;
use crate::panels;
use crate::programmes::{self, Catalogue};
use crate::reports::{self, Regimes};
use crate::store::{Store, StoreError};
use crate::units::{self, Networks};
use crate::web::{self, Door, Site};

/// Largest body of a request: a file of 20 MB and the form around it.
const BODY_BYTES_MAX: usize = 21 * 1024 * 1024;
/// Longest time that a request may take.
const SECONDS_MAX: u64 = 60;

/// The caches that pages read, each following what is recorded.
#[derive(Clone, Debug)]
pub struct Caches {
    pub networks: Networks,
    pub samples: Samples,
    pub calendars: Calendars,
    pub forms: Forms,
    pub catalogue: Catalogue,
    pub regimes: Regimes,
    /// The content folder that the site runs with.
    pub source: Source,
}

impl Caches {
    /// Reads everything from the store again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        self.networks.renew(store).await?;
        self.calendars.renew(store).await?;
        self.forms.renew(store).await?;
        self.catalogue.renew(store).await?;
        self.regimes.renew(store).await
    }
}

/// The whole site as a service.
pub fn router(
    site: Site,
    door: Door,
    caches: Caches,
    identities: Identities,
    metrics: Option<PrometheusHandle>,
) -> Router {
    Router::new()
        .merge(panels::routes())
        .merge(crate::ledger::routes())
        .merge(crate::calendars::routes())
        .merge(units::routes())
        .merge(accounts::routes())
        .merge(crate::acts::routes())
        .merge(crate::forms::routes())
        .merge(directives::routes())
        .merge(programmes::routes())
        .merge(crate::observations::routes())
        .merge(reports::routes())
        .merge(content::routes())
        .fallback(web::fall_back)
        .layer(middleware::from_fn_with_state(site.clone(), web::remember_choices))
        .layer(middleware::from_fn_with_state(site.clone(), crate::acts::receipts))
        .layer(middleware::from_fn_with_state(site.clone(), accounts::recognise))
        .layer(Extension(door))
        .layer(Extension(identities))
        .layer(Extension(panels::unit_panels()))
        .layer(Extension(panels::open_works()))
        .layer(Extension(panels::subjects()))
        .layer(Extension(panels::contents()))
        .layer(Extension(caches.networks.clone()))
        .layer(Extension(caches.samples.clone()))
        .layer(Extension(caches.calendars.clone()))
        .layer(Extension(caches.forms.clone()))
        .layer(Extension(caches.catalogue.clone()))
        .layer(Extension(caches.regimes.clone()))
        .layer(Extension(caches.clone()))
        .layer(middleware::from_fn(web::finish_writes))
        .layer(middleware::from_fn_with_state(site.clone(), web::same_origin_only))
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route(
            "/metrics",
            get(move || async move { metrics.map_or_else(String::new, |handle| handle.render()) }),
        )
        .route("/assets/{hash}/{*name}", get(web::asset))
        .route("/worker.js", get(web::worker))
        .layer(middleware::from_fn(web::security_headers))
        .layer(middleware::from_fn(count))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(SECONDS_MAX),
        ))
        .layer(CatchPanicLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(site)
}

/// Whether pages can be answered: the database answers.
async fn ready(State(site): State<Site>) -> Response {
    match site.store.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(refusal) => {
            tracing::error!("not ready: {refusal}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Counts answers by status and measures them, for `/metrics`.
async fn count(request: axum::extract::Request, next: middleware::Next) -> Response {
    let path = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let started = tokio::time::Instant::now();
    let response = next.run(request).await;
    let labels =
        [("path", path.unwrap_or_default()), ("status", response.status().as_u16().to_string())];
    metrics::counter!("banyan_requests_total", &labels).increment(1);
    metrics::histogram!("banyan_request_seconds", &labels).record(started.elapsed().as_secs_f64());
    response
}
