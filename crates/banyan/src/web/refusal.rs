//! What a person reads when something could not be done: what is wrong, then what to do. One place makes statuses.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::{Argument, Visit, Words, encoded, page};
use crate::store::{Conflict, StoreError};

/// Why a page or a verb refuses.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("there is nothing at this address")]
    NotFound,
    #[error("the network of that day is unknown")]
    UnknownDay { first: Option<banyan_core::words::Day> },
    /// Nobody is signed in, and this asks for somebody.
    #[error("nobody is signed in")]
    SignIn,
    /// The account sees it, and has no role that may do this.
    #[error("this account may not do this")]
    NotAllowed,
    #[error("an earlier day is read only")]
    PastDay,
    #[error("the form came from another site")]
    ForeignForm,
    #[error("the form came without its id")]
    FormWithoutId,
    /// A sentence of the slice's own, by its key, with the reader's input where it has any.
    #[error("{key}: {input}")]
    Sentence { status: StatusCode, key: &'static str, input: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Failure(String),
}

impl Conflict for Refusal {
    fn conflict(&self) -> bool {
        matches!(self, Refusal::Store(refusal) if refusal.conflict())
    }
}

/// What stands above a sentence: that it was not done, where the input is right and something else stands in the way.
fn title_key(status: StatusCode) -> &'static str {
    match status {
        StatusCode::CONFLICT | StatusCode::GONE | StatusCode::TOO_MANY_REQUESTS => {
            "refusal-conflict"
        }
        _ => "refusal-input",
    }
}

impl Refusal {
    /// The sentence that belongs beside the form when it carries no id, or one that stands for something else already; with the
    /// status of the answer. None for every other refusal.
    pub fn of_form_id(&self, t: Words) -> Option<(StatusCode, String)> {
        let (status, key) = self.form_id_key()?;
        Some((status, format!("{} {}", t.text(key), t.text("form-send-again"))))
    }

    fn form_id_key(&self) -> Option<(StatusCode, &'static str)> {
        match self {
            Refusal::FormWithoutId => Some((StatusCode::BAD_REQUEST, "refusal-form-without-id")),
            Refusal::Store(StoreError::OtherContent(_)) => {
                Some((StatusCode::CONFLICT, "refusal-form-sent-before"))
            }
            _ => None,
        }
    }

    /// The page of a refusal, in the reader's language.
    pub fn shown(&self, visit: &Visit) -> Response {
        let t = visit.words;
        if matches!(self, Refusal::SignIn) && !visit.sending {
            let back = encoded(&visit.address);
            return Redirect::to(&format!("/sign-in?back={back}")).into_response();
        }
        if let Some((status, key)) = self.form_id_key() {
            let sentence = format!("{} {}", t.text(key), t.text("form-open-again"));
            return refused(visit, status, &t.text(title_key(status)), &sentence);
        }
        let (status, title, text) = match self {
            Refusal::NotFound => {
                (StatusCode::NOT_FOUND, t.text("refusal-not-found"), t.text("refusal-not-found-do"))
            }
            Refusal::UnknownDay { first } => {
                let text = match first {
                    Some(day) => {
                        t.with("refusal-unknown-day-do", &[("first", Argument::from(*day))])
                    }
                    None => t.text("refusal-nothing-known"),
                };
                (StatusCode::NOT_FOUND, t.text("refusal-unknown-day"), text)
            }
            Refusal::PastDay => {
                (StatusCode::CONFLICT, t.text("refusal-past-day"), t.text("refusal-past-day-do"))
            }
            // What was typed is still in the browser: once signed in, in another tab, the same request is sent again.
            Refusal::SignIn => {
                (StatusCode::UNAUTHORIZED, t.text("refusal-sign-in"), t.text("refusal-sign-in-do"))
            }
            Refusal::NotAllowed => (
                StatusCode::FORBIDDEN,
                t.text("refusal-not-allowed"),
                t.text("refusal-not-allowed-do"),
            ),
            Refusal::ForeignForm => {
                (StatusCode::FORBIDDEN, t.text("refusal-foreign"), t.text("refusal-foreign-do"))
            }
            Refusal::Sentence { status, key, input } => (
                *status,
                t.text(title_key(*status)),
                t.with(key, &[("input", Argument::from(input))]),
            ),
            Refusal::FormWithoutId | Refusal::Store(_) | Refusal::Failure(_) => {
                let number = reference_number();
                tracing::error!(reference = number, "request failed: {self}");
                let text = t.with("refusal-failure-do", &[("number", Argument::from(&number))]);
                (StatusCode::INTERNAL_SERVER_ERROR, t.text("refusal-failure"), text)
            }
        };
        refused(visit, status, &title, &text)
    }
}

fn refused(visit: &Visit, status: StatusCode, title: &str, text: &str) -> Response {
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.mt-2 { (text) }
            @if status == StatusCode::UNAUTHORIZED { p { a href="/sign-in" target="_blank" { (visit.words.text("sign-in")) } } }
            p { a href="/" { (visit.words.text("to-first-page")) } }
        }
    };
    (status, page(visit, None, title, main)).into_response()
}

/// Six letters and digits under which the log has the reason.
fn reference_number() -> String {
    let mut bytes = [0_u8; 3];
    // Without randomness the number is all zeros: still a reference, only not a unique one.
    let _ = getrandom::fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

/// For addresses that no route has.
pub async fn fall_back(visit: Visit, _request: Request) -> Response {
    Refusal::NotFound.shown(&visit)
}
