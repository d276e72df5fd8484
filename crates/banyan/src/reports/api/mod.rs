//! Reports for programs, in JSON: what a device sends that was filled in without a line, and the key under which it keeps that.

mod device;
pub(super) use device::unlock;

mod data_values;
pub(super) use data_values::take_values;

mod submit;
pub(super) use submit::submit;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::web::{Argument, Refusal, Visit};

/// A refusal as a program reads it: its sentence in the reader's language.
fn refused(visit: &Visit, refusal: &Refusal) -> Response {
    let t = visit.words;
    let (status, sentence) = match refusal {
        Refusal::NotFound => (StatusCode::NOT_FOUND, t.text("refusal-not-found")),
        Refusal::SignIn => (StatusCode::UNAUTHORIZED, t.text("refusal-sign-in")),
        Refusal::NotAllowed => (StatusCode::FORBIDDEN, t.text("refusal-not-allowed")),
        Refusal::PastDay => (StatusCode::CONFLICT, t.text("refusal-past-day")),
        Refusal::FormWithoutId => (StatusCode::BAD_REQUEST, t.text("offline-without-id")),
        Refusal::Sentence { status, key, input } => {
            (*status, t.with(key, &[("input", Argument::from(input))]))
        }
        _ => {
            tracing::error!("request failed: {refusal}");
            (StatusCode::INTERNAL_SERVER_ERROR, t.text("refusal-failure"))
        }
    };
    (status, Json(json!({ "error": sentence }))).into_response()
}

/// A body that is no JSON, or another one than is asked for.
fn unreadable(visit: &Visit) -> Response {
    let (status, key) = (StatusCode::BAD_REQUEST, "offline-unreadable");
    refused(visit, &Refusal::Sentence { status, key, input: String::new() })
}
