//! A witness over HTTP (C2SP tlog-witness): one call, whose answer is a signature line or a status that says why not.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use banyan_core::words::Moment;

use crate::ledger::actions::{NotCosigned, WitnessDesk};

/// Larger than any checkpoint with 63 hashes and some hundred signatures.
const BODY_BYTES_MAX: usize = 64 * 1024;

#[derive(Clone)]
struct Served {
    desk: Arc<WitnessDesk>,
    clock: fn() -> Moment,
}

/// The routes of a witness; `clock` is the machine's.
pub fn witness_routes(desk: Arc<WitnessDesk>, clock: fn() -> Moment) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(Served { desk, clock })
}

async fn add_checkpoint(State(served): State<Served>, body: Bytes) -> Response {
    let Ok(request) = String::from_utf8(body.to_vec()) else {
        return (StatusCode::BAD_REQUEST, "the request is not UTF-8\n").into_response();
    };
    let seconds = u64::try_from((served.clock)().microseconds() / 1_000_000).unwrap_or_default();
    // Files are written: not on a thread that serves others. The work goes on when the asker leaves.
    let signing = tokio::task::spawn_blocking(move || served.desk.cosign(&request, seconds));
    match signing.await {
        Ok(Ok(line)) => ([(CONTENT_TYPE, "text/plain; charset=utf-8")], line).into_response(),
        Ok(Err(refusal)) => refused(&refusal),
        Err(failed) => {
            tracing::error!("a request was not answered: {failed}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn refused(refusal: &NotCosigned) -> Response {
    let status = match refusal {
        NotCosigned::Malformed(_) | NotCosigned::Shrinking => StatusCode::BAD_REQUEST,
        NotCosigned::UnknownLog => StatusCode::NOT_FOUND,
        NotCosigned::Unsigned => StatusCode::FORBIDDEN,
        NotCosigned::OtherSize(size) => return conflict(*size),
        NotCosigned::Forked(size) => {
            tracing::error!("a checkpoint was not signed: {refusal}");
            return conflict(*size);
        }
        NotCosigned::NotGrown => {
            tracing::error!("a checkpoint was not signed: {refusal}");
            StatusCode::UNPROCESSABLE_ENTITY
        }
        NotCosigned::State(_) => {
            tracing::error!("a checkpoint was not signed: {refusal}");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    (status, format!("{refusal}\n")).into_response()
}

fn conflict(size: u64) -> Response {
    (StatusCode::CONFLICT, [(CONTENT_TYPE, "text/x.tlog.size")], format!("{size}\n"))
        .into_response()
}
