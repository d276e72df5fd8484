//! A task's page: its clears, stated or missing; on whom it is laid; when it falls due.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::programme::Clear;
use banyan_core::unit::UnitId;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::Task;
use super::super::store;
use super::super::store::{Catalogue, Entry, Known, gaps};
use super::list::{body, next_days};
use super::{directive_link, due, own};
use crate::units::{self, Networks};
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

#[derive(Deserialize)]
pub(in crate::programmes) struct After {
    #[serde(default)]
    after: String,
}

/// Assignments on one page.
const SHOWN: i64 = 50;

pub(in crate::programmes) async fn show_task(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Response {
    let known = catalogue.known(visit.known_at);
    let Some((entry, task)) = known.task(&code) else { return Refusal::NotFound.shown(&visit) };
    let units = async {
        let mut tx = site.store.read().await?;
        store::list_assignments(&mut tx, &code, &after.after, SHOWN).await
    };
    let units: Vec<String> = match units.await {
        Ok(units) => units,
        Err(refusal) => return Refusal::Store(refusal).shown(&visit),
    };
    let title = visit.words.of_text(&task.name.text()).to_owned();
    let main = main(&visit, &networks, &known, entry, task, &units, &title);
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

fn main(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    task: &Task,
    units: &[String],
    title: &str,
) -> Markup {
    let t = visit.words;
    let missing = gaps(entry, task);
    let network = networks.network();
    let said = |clear: Clear| match clear {
        Clear::Person => html! { @if let Some(person) = &task.person { bdi { (person) } } },
        Clear::Work => own(t, &task.name),
        Clear::Deadline => {
            html! { (due(t, task.due_day())) @if let Some(every) = task.returns() { " · " (t.text(&format!("recurrence-{}", every.key()))) } }
        }
        Clear::Responsibility => body(visit, &network, task),
        Clear::Product => html! { @if let Some(product) = &task.product { (own(t, product)) } },
        Clear::Authority => {
            html! { @if let Some(authority) = &task.authority { (own(t, authority)) } }
        }
    };
    html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/programmes" { (t.text("room-programmes")) } " / " (directive_link(t, entry)) " / " (task.code) }
            h1 { (title) }
            dl.facts {
                div { dt { (t.text("place-in-document-label")) } " " dd { (own(t, &task.place)) } }
                @if !entry.document.directive.publisher.is_empty() { div { dt { (t.text("publisher-label")) } " " dd { bdi { (entry.document.directive.publisher) } } } }
            }
            section.section {
                h2 { (t.text("clears")) }
                @if !missing.is_empty() { p.late { (t.with("cannot-start", &[("n", Argument::from(missing.len()))])) } }
                table.tab { tbody {
                    @for clear in Clear::asked(entry.document.directive.six_clears()) {
                        tr { th scope="row" { (t.text(&format!("clear-{}", clear.key()))) }
                            @if missing.contains(clear) { td.gap { span.late { (t.text("missing")) } } } @else { td { (said(*clear)) } } }
                    }
                } }
            }
            @let days = next_days(task, visit.today);
            @if !days.is_empty() {
                section.section { h2 { (t.text("next-occurrences")) } ul.cols3 { @for day in days.iter().take(12) { li { (t.day(*day)) } } } }
            }
            (assignments(visit, networks, known, entry, task, units))
        }
    }
}

fn assignments(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    task: &Task,
    units: &[String],
) -> Markup {
    let t = visit.words;
    let network = networks.network();
    let all = known.assignments(&task.code);
    let state =
        if gaps(entry, task).is_empty() { "assignment-ready" } else { "assignment-cannot-start" };
    html! {
        section.section {
            h2 { (t.text("assignments")) }
            @if all == 0 { p.under { (t.text("unassigned")) } } @else {
                p.under { (t.with("assignments-count", &[("n", Argument::Count(all))])) }
                div.scroll { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("unit")) } th scope="col" { (t.text("today-held-by-head")) } th scope="col" { (t.text("state")) } } }
                    tbody { @for id in units {
                        @if let Some(no) = network.find(&UnitId(id.clone())) {
                            tr {
                                th scope="row" { (units::unit_link(t, &network, no, visit.day)) }
                                td {
                                    @if network.open_on(no, visit.day, visit.known_at) { (t.text("itself")) }
                                    @else { @for (number, stream) in network.successors(no, visit.known_at).iter().take(3).enumerate() { @if number > 0 { ", " } (units::unit_link(t, &network, stream.unit, visit.day)) }
                                        @if network.successors(no, visit.known_at).is_empty() { @if let Some(custodian) = network.end(no, visit.known_at).and_then(|end| end.custodian.as_ref()).and_then(|id| network.find(id)) { (units::unit_link(t, &network, custodian, visit.day)) } } }
                                }
                                td { (t.text(state)) }
                            }
                        }
                    } }
                } }
                @if let (Some(last), true) = (units.last(), i64::try_from(units.len()).is_ok_and(|shown| shown == SHOWN)) {
                    p.mt-2 { a href={ "/tasks/" (task.code) "?after=" (last) } { (t.text("more")) } }
                }
            }
        }
    }
}
