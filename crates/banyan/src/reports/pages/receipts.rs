//! Receipts: what shows that a report arrived, when, and what it said.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use banyan_core::report::Timing;
use maud::html;
use serde::Deserialize;

use super::super::Regimes;
use super::super::store;
use super::loaded::{Caches, Loaded};
use super::parts::{period_words, timing, timing_words, unit_cell};
use crate::forms::Forms;
use crate::ledger;
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, encoded, page};

#[derive(Deserialize)]
pub(in crate::reports) struct Wanted {
    #[serde(default)]
    code: String,
}

/// The page on which a receipt is looked up.
pub(in crate::reports) async fn find_receipt(
    visit: Visit,
    Query(wanted): Query<Wanted>,
) -> Response {
    let t = visit.words;
    let code = wanted.code.trim().to_uppercase();
    if !code.is_empty() {
        return Redirect::to(&format!("/receipts/{}", encoded(&code))).into_response();
    }
    let title = t.text("find-receipt");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.under { (t.text("find-receipt-under")) }
            form.actions action="/receipts" method="get" {
                label for="code" { (t.text("receipt-code")) }
                span { input.form-control id="code" name="code" dir="ltr" autocomplete="off" maxlength="20" required; }
                button.btn type="submit" { (t.text("look")) }
            }
        }
    };
    page(&visit, Some(Section::Reports), &title, main).into_response()
}

pub(in crate::reports) async fn show_receipt(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path(code): Path<String>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    match shown(&visit, &site, caches, &code).await {
        Ok(response) => response,
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn shown(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    code: &str,
) -> Result<Response, Refusal> {
    let t = visit.words;
    let mut tx = site.store.read().await?;
    let sent = store::by_receipt(&mut tx, &code.to_uppercase()).await?.ok_or(Refusal::NotFound)?;
    drop(tx);
    let loaded = Loaded::of(visit, site, caches, &sent.report).await?;
    let state = ledger::log_state(&site.store).await;
    let state = state.map_err(|refusal| Refusal::Failure(refusal.to_string()))?;
    let title = t.text("receipt-title");
    let day = site.clock.day_of(sent.at);
    let standing = timing(&site.clock, &loaded.owed, loaded.regime.grace_hours());
    let late = matches!(standing.timing, Timing::ArrivedLate { .. });
    let grace = loaded.regime.grace_hours();
    let arrived = loaded.owed.sent_at.map_or(day, |at| site.clock.day_of(at));
    let timing = match standing.timing {
        Timing::InTime if arrived > loaded.owed.due => {
            t.with("standing-in-grace", &[("n", Argument::Count(i64::from(grace)))])
        }
        _ => timing_words(t, standing, grace),
    };
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) " " span.num dir="ltr" { (sent.receipt) } }
            dl.facts {
                div { dt { (t.text("report")) } " " dd { a href={ "/reports/" (sent.report) } { (loaded.regime.document().name.words_in(t.language())) } } }
                div { dt { (t.text("unit")) } " " dd { (unit_cell(visit, caches.networks, &sent.unit)) } }
                div { dt { (t.text("period")) } " " dd { (period_words(t, &loaded.owed)) } }
                div { dt { (t.text("version")) } " " dd { (t.number(i64::from(sent.version))) } }
                div { dt { (t.text("receipt-arrived")) } " " dd { (t.day(day)) " · " span.late[late] { (timing) } } }
                @if !sent.device_at.is_empty() { div { dt { (t.text("receipt-device")) } " " dd { bdi.num dir="ltr" { (sent.device_at) } } } }
                div { dt { (t.text("receipt-hash")) } " " dd { code.wrap-anywhere dir="ltr" { (sent.hash) } } }
                div { dt { (t.text("act")) } " " dd { a href={ "/acts/" (sent.act) } { bdi.num dir="ltr" { (sent.act) } } } }
                @if state.size > 0 { div { dt { (t.text("receipt-checkpoint")) } " " dd { a href="/ledger" { (t.with("receipt-acts", &[("n", Argument::Count(i64::try_from(state.size).unwrap_or(i64::MAX)))])) } } } }
            }
            p.under { (t.text("receipt-under")) }
        }
    };
    Ok(page(visit, Some(Section::Reports), &title, main).into_response())
}
