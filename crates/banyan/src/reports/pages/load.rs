//! The load of reporting: what is asked of units each month, and what two rules ask alike.

use std::collections::{BTreeMap, BTreeSet};

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use banyan_core::report::{Asked, Entries, Load, Overlap, loads, overlaps};
use banyan_core::unit::Network;
use maud::{Markup, html};

use super::super::Regimes;
use super::super::actions::Asking;
use crate::calendars::Calendars;
use crate::forms::Forms;
use crate::units::{self, Networks};
use crate::web::{Section, Site, Visit, page};

/// Units that are named of those with the same load.
const NAMED: usize = 3;

pub(in crate::reports) async fn show_load(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(regimes): Extension<Regimes>,
    Extension(forms): Extension<Forms>,
    Extension(calendars): Extension<Calendars>,
) -> Response {
    let t = visit.words;
    let title = t.text("load-title");
    let tree = match networks.tree_on(visit.day, None) {
        Ok(tree) => tree,
        Err(refusal) => return refusal.shown(&visit),
    };
    let network = networks.network();
    let asking = Asking::of(&regimes, &forms, &site.clock);
    let asked = asking.on(&network, &tree);
    let alike = calendars.now().map(|country| overlaps(&asked, &country.windows));
    let loads = loads(&asked);
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/reports" { (t.text("room-reports")) } " / " a href="/regimes" { (t.text("regimes-title")) } }
            h1 { (title) }
            p.quiet.mt-2 { (t.text("load-under")) }
            @if loads.is_empty() { p.under { (t.text("load-none")) } } @else { (table(&visit, &network, &asked, &loads)) }
            section.section {
                h2 { (t.text("load-overlaps")) }
                p.under { (t.text("load-overlaps-under")) }
                @let alike = alike.unwrap_or_default();
                @if alike.is_empty() { p { (t.text("load-no-overlaps")) } } @else { (both(&visit, &alike)) }
            }
        }
    };
    page(&visit, Some(Section::Reports), &title, main).into_response()
}

/// Units that are asked for the same, in one row for each programme; the heaviest load first.
fn table(visit: &Visit, network: &Network, asked: &[Asked<'_>], loads: &[Load<'_>]) -> Markup {
    let t = visit.words;
    let names: BTreeMap<&str, String> = asked
        .iter()
        .map(|own| (own.regime.code(), own.regime.name().words_in(t.language())))
        .collect();
    let month = |entries: Entries| html! { td.n { (t.quantity(entries.a_month())) } };
    html! {
        div.scroll tabindex="0" { table.tab {
            thead { tr { th scope="col" { (t.text("load-units")) } th scope="col" { (t.text("regimes-title")) } th scope="col" { (t.text("programme")) } th.n scope="col" { (t.text("load-a-month")) } } }
            tbody { @for load in loads {
                @let rows = load.by_programme.len().saturating_add(2);
                @for (number, (programme, entries)) in load.by_programme.iter().enumerate() { tr {
                    @if number == 0 {
                        th scope="row" rowspan=(rows) { (t.size(load.units.len())) ": " (named(visit, network, load)) }
                        td rowspan=(rows) { @for (number, code) in load.regimes.iter().enumerate() { @if number > 0 { (t.text("list-comma")) } a href={ "/regimes/" (code) } { (names.get(code).map_or(*code, String::as_str)) } } }
                    }
                    td { @if programme.is_empty() { span.quiet { (t.text("load-no-programme")) } } @else { bdi { (programme) } } }
                    (month(*entries))
                } }
                tr { td { (t.text("load-shared")) } (month(load.shared)) }
                tr { td { strong { (t.text("load-entered")) } } (month(load.entered())) }
            } }
        } }
    }
}

fn named(visit: &Visit, network: &Network, load: &Load<'_>) -> Markup {
    html! {
        @for (number, unit) in load.units.iter().take(NAMED).enumerate() { @if number > 0 { (visit.words.text("list-comma")) } (units::unit_link(visit, network, *unit, visit.day)) }
        @if load.units.len() > NAMED { " …" }
    }
}

/// Indicator, the two regimes, how many units both ask, and whether of the same days.
type Alike<'a> = (&'a str, (&'a str, &'a str), usize, bool);

/// What two regimes ask alike; the cells of an indicator in one row.
fn both(visit: &Visit, alike: &[Overlap<'_>]) -> Markup {
    let t = visit.words;
    let mut rows: BTreeMap<Alike<'_>, BTreeSet<&str>> = BTreeMap::new();
    for own in alike {
        let key = (own.indicator, own.regimes, own.units, own.same_days);
        rows.entry(key).or_default().insert(own.cell);
    }
    html! {
        div.scroll tabindex="0" { table.tab {
            thead { tr { th scope="col" { (t.text("load-indicator")) } th scope="col" { (t.text("regimes-title")) } th.n scope="col" { (t.text("load-both")) } th scope="col" { (t.text("load-days")) } } }
            tbody { @for ((indicator, (one, other), units, same_days), cells) in &rows { tr {
                th scope="row" { a href={ "/indicators/" (indicator) } { bdi { (indicator) } }
                    @let cells: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
                    @if !cells.is_empty() { " " span.quiet { bdi { (cells.join(", ")) } } } }
                td { a href={ "/regimes/" (one) } { bdi { (one) } } (t.text("list-comma")) a href={ "/regimes/" (other) } { bdi { (other) } } }
                td.n { (t.size(*units)) }
                td { (t.text(if *same_days { "load-same-days" } else { "load-other-days" })) }
            } } }
        } }
    }
}
