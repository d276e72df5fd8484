//! The state of the ledger, and how to check it oneself: written for an inspector with a computer of her own.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::{IntoResponse, Response};
use banyan_core::ledger::{Tile, TileKind};
use banyan_core::words::Moment;
use maud::{Markup, html};

use super::zoned;
use crate::ledger::{self, LogState};
use crate::web::{Argument, Clock, Refusal, Site, Visit, Words, page};

pub(in crate::acts) async fn state(
    visit: Visit,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Response {
    let log = match ledger::log_state(&site.store).await {
        Ok(log) => log,
        Err(refusal) => return Refusal::Failure(refusal.to_string()).shown(&visit),
    };
    let t = visit.words;
    let title = t.text("ledger-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.sum { (t.text("ledger-under")) }
            (present(&visit, &site, &log))
            section.section {
                h2 { (t.text("ledger-witnesses")) }
                (witnesses(t, &site.clock, &log))
            }
            (how(t, &log, &address(&headers)))
            @if visit.demonstration { p { a href="/ledger/cheat" { (t.text("cheat-title")) } } }
            section.section {
                h2 { (t.text("ledger-limits")) }
                ul { @for key in ["ledger-limit-window", "ledger-limit-truth", "ledger-limit-first", "ledger-limit-erased"] { li { (t.text(key)) } } }
            }
        }
    };
    page(&visit, None, &title, main).into_response()
}

/// The site's own address, as commands name it; only what may stand in one.
fn address(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("ADDRESS");
    let fits = |letter: &char| letter.is_ascii_alphanumeric() || ".-:[]".contains(*letter);
    format!("http://{}", host.chars().filter(fits).collect::<String>())
}

fn present(visit: &Visit, site: &Site, log: &LogState) -> Markup {
    let t = visit.words;
    html! {
        section.section {
            h2 { (t.text("ledger-now")) }
            dl.facts {
                div { dt { (t.text("ledger-size")) } " " dd.num { (t.number(i64::try_from(log.size).unwrap_or(i64::MAX))) } }
                @if let Some(at) = log.at { div { dt { (t.text("ledger-last")) } " " dd { (zoned(t, &site.clock, at)) } } }
                div { dt { (t.text("ledger-waiting")) } " " dd.num { (t.number(log.waiting)) } }
            }
            @match &log.note {
                Some(note) => {
                    h3.mt-3 { (t.text("ledger-checkpoint")) }
                    p.under { (t.text("ledger-checkpoint-under")) " " a href="/ledger/checkpoint" { bdi dir="ltr" { "/ledger/checkpoint" } } }
                    pre dir="ltr" tabindex="0" { (note) }
                }
                None => { p.under { (t.text("ledger-nothing")) } }
            }
            h3.mt-3 { (t.text("ledger-keys")) }
            p.under { (t.text("ledger-keys-under")) }
            @for key in &log.keys { pre dir="ltr" tabindex="0" { (key) } }
            p { a href="/acts" { (t.text("acts-title")) } }
        }
    }
}

/// Who co-signed, up to where, and when by their own clock.
pub(super) fn witnesses(t: Words, clock: &Clock, log: &LogState) -> Markup {
    html! {
        @if log.witnesses.is_empty() { p.under { (t.text("ledger-no-witness")) } } @else {
            div.scroll tabindex="0" { table.tab {
                thead { tr { th scope="col" { (t.text("ledger-witness")) } th.n scope="col" { (t.text("ledger-signed-size")) } th scope="col" { (t.text("ledger-signed-at")) } } }
                tbody { @for witness in &log.witnesses {
                    tr {
                        th scope="row" { bdi { (witness.name) } }
                        td.n { (t.with("ledger-of", &[("signed", Argument::Count(witness.size)), ("size", Argument::Count(i64::try_from(log.size).unwrap_or(i64::MAX)))])) }
                        td { @match witness.seconds { Some(seconds) => { (zoned(t, clock, signed_at(seconds))) } None => { span.late { (t.text("ledger-signature-broken")) } } } }
                    }
                } }
            } }
        }
    }
}

fn signed_at(seconds: u64) -> Moment {
    let seconds = i64::try_from(seconds).unwrap_or_default();
    Moment::from_microseconds(seconds.saturating_mul(1_000_000))
}

/// The commands, with this log's address and key in them.
fn how(t: Words, log: &LogState, address: &str) -> Markup {
    let key = log.keys.last().map_or("KEY", String::as_str);
    let kind = TileKind::Hashes { level: 0 };
    let leaves = Tile { kind, number: 0, width: Tile::width_in(kind, 0, log.size).max(1) };
    let steps = [
        ("ledger-step-act", format!("banyan verify act-ID.proof --key {key}")),
        ("ledger-step-keep", format!("curl --output checkpoint.txt {address}/ledger/checkpoint")),
        ("ledger-step-witness", format!("banyan witness --state DIR --name NAME --log-key {key}")),
        ("ledger-step-others", format!("curl --output leaves {address}/ledger/tile/{leaves}")),
    ];
    html! {
        section.section {
            h2 id="how" { (t.text("ledger-how")) }
            p.under { (t.text("ledger-how-under")) }
            ol { @for (key, command) in &steps {
                li { p.mb-1 { (t.text(key)) } pre dir="ltr" tabindex="0" { (command) } }
            } }
        }
    }
}
