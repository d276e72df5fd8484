//! The first page: paste a directive, one thread, what is there and missing, two days, what is asked.

use axum::Extension;
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::units::Networks;
use crate::web::{Visit, page};

pub(super) async fn start(visit: Visit, Extension(_networks): Extension<Networks>) -> Response {
    let t = visit.words;
    let main = html! { div.wrap { h1.mt-4 { (t.text("start-title")) } } };
    page(&visit, None, &t.text("start-title"), main).into_response()
}
