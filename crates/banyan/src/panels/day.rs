//! The day: look at what was known on an earlier one, or move the demonstration forward.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, http::StatusCode};
use banyan_core::words::Day;
use maud::html;
use serde::Deserialize;

use crate::ledger::{self, Call};
use crate::web::{Argument, Refusal, Site, Visit, page};

pub(super) async fn choose(visit: Visit) -> Response {
    let t = visit.words;
    let title = t.text("day-page");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            section.section {
                h2 { (t.text("look-back")) }
                p.under { (t.with("look-back-under", &[("today", Argument::from(visit.today))])) }
                form.actions action="/" method="get" {
                    label for="back" { (t.text("earlier-day")) }
                    span { input.form-control type="date" id="back" name="day" max=(visit.today) value=(visit.day) required; }
                    button.btn type="submit" { (t.text("look")) }
                    @if visit.known_at.is_some() { a href={ "/?day=" (visit.today) } { (t.text("back-to-today")) } }
                }
            }
            section.section {
                h2 { (t.text("move-forward")) }
                p.under { (t.text("move-forward-under")) }
                form.actions action="/day/forward" method="post" {
                    label for="forward" { (t.text("later-day")) }
                    span { input.form-control type="date" id="forward" name="to" min=(visit.today.next()) value=(visit.today.next()) required; }
                    button.btn type="submit" { (t.text("move")) }
                }
            }
        }
    };
    page(&visit, None, &title, main).into_response()
}

#[derive(Deserialize)]
pub(super) struct Forward {
    to: String,
}

pub(super) async fn forward(
    visit: Visit,
    State(site): State<Site>,
    Form(form): Form<Forward>,
) -> Response {
    match moved(&visit, &site, &form.to).await {
        Ok(()) => Redirect::to("/").into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

/// Moving the day is an act of its own; the clock then stands where the act does.
async fn moved(visit: &Visit, site: &Site, to: &str) -> Result<(), Refusal> {
    visit.writing()?;
    let refusal =
        |key| Refusal::Sentence { status: StatusCode::BAD_REQUEST, key, input: to.to_owned() };
    let day: Day = to.parse().map_err(|_| refusal("refusal-day"))?;
    if day <= visit.today {
        return Err(refusal("refusal-day-not-later"));
    }
    let call = Call::new(visit.actor, site.clock.start_of(day))?;
    let at = site
        .store
        .write(|tx| {
            let (call, day) = (call.clone(), day.to_string());
            Box::pin(async move { ledger::record(tx, &call, "move_day", &day, &[], &[]).await })
        })
        .await?;
    site.clock.advance(at);
    Ok(())
}
