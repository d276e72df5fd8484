//! What waits for a person: what the units owe that are filled in here, and what waits here for a decision.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::access::{Action, Key};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::Regimes;
use super::super::store::{self, Owed, Waits};
use super::parts::{grace_hours, period_words, regime_name, report_link, standing, unit_cell};
use super::sheet;
use crate::accounts;
use crate::units::Networks;
use crate::web::{Refusal, Section, Site, Visit, page};

/// Rows of each list on a page.
const SHOWN: i64 = 50;

#[derive(Deserialize)]
pub(in crate::reports) struct Asked {
    /// The name of the last row that was shown of what is due.
    #[serde(default)]
    due: String,
    /// The same of what waits for a decision.
    #[serde(default)]
    waiting: String,
}

pub(in crate::reports) async fn list(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(regimes): Extension<Regimes>,
    Query(asked): Query<Asked>,
) -> Response {
    match listed(&visit, &site, &networks, &regimes, &asked).await {
        Ok(main) => page(&visit, Some(Section::Reports), &visit.words.text("reports-title"), main)
            .into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn listed(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    regimes: &Regimes,
    asked: &Asked,
) -> Result<Markup, Refusal> {
    let t = visit.words;
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let (due, waiting) = (
        page_of(visit, site, networks, Waits::Due, &asked.due).await?,
        page_of(visit, site, networks, Waits::Review, &asked.waiting).await?,
    );
    let nothing = due.is_empty() && waiting.is_empty();
    Ok(html! {
        div.wrap {
            h1.mt-4 { (t.text("reports-title")) }
            @if nothing { p.under { (t.text("reports-nothing")) } }
            @if !due.is_empty() {
                section.section {
                    h2 { (t.text("reports-due")) }
                    p.under { (t.text("reports-due-under")) }
                    (table(visit, site, networks, regimes, (Waits::Due, &due)))
                    (more(visit, "due", &due))
                    (in_files(visit, regimes, &due))
                }
            }
            @if !waiting.is_empty() {
                section.section {
                    h2 { (t.text("reports-waiting")) }
                    p.under { (t.text("reports-waiting-under")) }
                    (table(visit, site, networks, regimes, (Waits::Review, &waiting)))
                    (more(visit, "waiting", &waiting))
                    (together(visit, regimes, &waiting))
                }
            }
            p.mt-3 { a href="/regimes" { (t.text("all-regimes")) } " · " a href="/forms" { (t.text("forms-title")) } " · " a href="/calendar" { (t.text("calendar-link")) } " · " a href="/receipts" { (t.text("find-receipt")) } }
        }
    })
}

/// One page of what waits for the person: what the grants give that allow the action.
async fn page_of(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    waits: Waits,
    after: &str,
) -> Result<Vec<Owed>, Refusal> {
    let action = match waits {
        Waits::Due => Action::Report,
        Waits::Review => Action::Review,
    };
    let keys: Vec<Key> = accounts::reach_for(visit, networks, action).keys().cloned().collect();
    let mut tx = site.store.read().await?;
    let after = if after.is_empty() { None } else { store::load_owed(&mut tx, after).await? };
    Ok(store::list_waiting(&mut tx, waits, &keys, after.as_ref(), SHOWN).await?)
}

/// What waits to be filled in by the person, a page of it.
pub(in crate::reports) async fn due(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
) -> Result<Vec<Owed>, Refusal> {
    page_of(visit, site, networks, Waits::Due, "").await
}

fn table(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    regimes: &Regimes,
    (waits, rows): (Waits, &[Owed]),
) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab {
            thead { tr {
                th scope="col" { (t.text("report")) } th scope="col" { (t.text("period")) } th scope="col" { (t.text("unit")) }
                th scope="col" { (t.text(if waits == Waits::Due { "due" } else { "sent" })) }
                th scope="col" { (t.text("state")) }
            } }
            tbody { @for owed in rows { tr {
                th scope="row" { (report_link(visit, regimes, owed)) }
                td.nowrap { (period_words(t, owed)) }
                td { (unit_cell(visit, networks, &owed.unit)) }
                td.nowrap { @if waits == Waits::Due { (t.day(owed.due)) } @else { (t.day(site.clock.day_of(owed.since))) } }
                td { (standing(visit, &site.clock, owed, grace_hours(regimes, owed))) }
            } } }
        } }
    }
}

/// Several rows of one regime and period: its code, its name and the period.
fn several(visit: &Visit, regimes: &Regimes, rows: &[Owed]) -> Vec<(String, String, String)> {
    let mut groups: BTreeMap<(&str, String), Vec<&Owed>> = BTreeMap::new();
    for own in rows {
        groups.entry((&own.regime, own.period.to_string())).or_default().push(own);
    }
    let several = groups.into_iter().filter(|(_, own)| own.len() > 1);
    let named = several.filter_map(|((regime, period), own)| {
        Some((regime.to_owned(), regime_name(visit.words, regimes, own.first()?), period))
    });
    named.collect()
}

/// The ways to fill in one file for all units of the same regime and period.
fn in_files(visit: &Visit, regimes: &Regimes, rows: &[Owed]) -> Markup {
    html! {
        @for (regime, name, period) in several(visit, regimes, rows) {
            h3.mt-3 { (name) ", " (visit.words.code(&period)) }
            (sheet::offered(visit, &format!("/regimes/{regime}/{period}")))
        }
    }
}

/// The ways to decide together what waits of the same regime and period.
fn together(visit: &Visit, regimes: &Regimes, rows: &[Owed]) -> Markup {
    html! {
        @for (regime, name, period) in several(visit, regimes, rows) {
            p.mt-2 { a href={ "/regimes/" (regime) "/" (period) "/decide" } { (visit.words.text("bulk-title")) ": " (name) ", " (visit.words.code(&period)) } }
        }
    }
}

fn more(visit: &Visit, list: &str, rows: &[Owed]) -> Markup {
    let full = i64::try_from(rows.len()).is_ok_and(|shown| shown == SHOWN);
    html! {
        @if let (Some(last), true) = (rows.last(), full) {
            p.mt-2 { a href={ "/reports?" (list) "=" (crate::web::encoded(&last.id)) } { (visit.words.text("more")) } }
        }
    }
}
