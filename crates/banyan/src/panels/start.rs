//! The first page: paste a directive, one thread, what is there and missing, two days, what is asked.

use axum::Extension;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::days::two_days;
use crate::directives::{self, Samples};
use crate::units::Networks;
use crate::web::{Visit, page};

pub(super) async fn start(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(samples): Extension<Samples>,
) -> Response {
    let t = visit.words;
    let main = html! {
        div.wrap {
            (directives::ask(&visit, &samples, "", None))
            (two_days(&visit, &networks))
        }
    };
    page(&visit, None, &t.text("start-title"), main).into_response()
}
