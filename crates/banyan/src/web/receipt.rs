//! The receipt of a write: the page that follows a form says which act was recorded, and where it stands in the log. The act
//! goes from the answer of the form to that page in a cookie, which the page takes away again.

use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{Argument, Words};

/// An act that was just recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    pub act: String,
    /// Its place in the log and the size of the checkpoint that stands over it; none while it waits.
    pub place: Option<(i64, u64)>,
}

impl Receipt {
    /// The cookie that carries the act.
    pub const COOKIE: &str = "receipt";

    /// Of an act that was recorded in this very request.
    pub fn fresh(act: &str) -> Receipt {
        Receipt { act: act.to_owned(), place: None }
    }

    /// Goes on to the page that shows the receipt.
    pub fn go_on(act: &str, address: &str) -> Response {
        let mut response = Redirect::to(address).into_response();
        let name = Receipt::COOKIE;
        let cookie = format!("{name}={act}; Path=/; Max-Age=60; SameSite=Lax; HttpOnly");
        // The identity of an act is letters, digits and hyphens.
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
        response
    }

    /// Takes the cookie away.
    pub fn shown(response: &mut Response) {
        let cookie = format!("{}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly", Receipt::COOKIE);
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }

    /// The line on the page.
    pub fn line(&self, t: Words) -> Markup {
        let act = html! { a href={ "/acts/" (self.act) } { bdi.num dir="ltr" { (self.act) } } };
        html! {
            div.note role="status" {
                (t.text("receipt")) " " (act) " "
                @match self.place {
                    Some((position, size)) => {
                        @let size = i64::try_from(size).unwrap_or(i64::MAX);
                        (t.with("receipt-stands", &[("position", Argument::Count(position)), ("size", Argument::Count(size))]))
                    }
                    None => { (t.text("receipt-waits")) }
                }
            }
        }
    }
}
