//! One search for everything: units, programmes, indicators, tasks.

use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::programmes::Catalogue;
use crate::units::{self, Networks};
use crate::web::{Argument, Visit, page};

/// Hits of each sort on a page.
const SHOWN: usize = 40;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    /// Units before those that are shown.
    #[serde(default)]
    from: usize,
}

pub(super) async fn search(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Query(asked): Query<Asked>,
) -> Response {
    let title = visit.words.with("search-for", &[("query", Argument::from(&asked.q))]);
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            @if asked.from == 0 { (found_definitions(&visit, &networks, &catalogue, &asked.q)) }
            (found_units(&visit, &networks, &asked))
        }
    };
    page(&visit, None, &title, main).into_response()
}

/// Programmes, indicators and tasks; nothing is shown where none is found, since most searches are for units.
fn found_definitions(
    visit: &Visit,
    networks: &Networks,
    catalogue: &Catalogue,
    query: &str,
) -> Markup {
    let t = visit.words;
    let hits = catalogue.seen_by(visit, networks).find(query, SHOWN);
    html! {
        @if !hits.is_empty() {
            section.section {
                h2 { (t.text("found-definitions")) }
                div.scroll tabindex="0" { table.tab.dense.lines {
                    thead { tr { th scope="col" { (t.text("code")) } th scope="col" { (t.text("name")) } th scope="col" { (t.text("kind")) } } }
                    tbody { @for hit in &hits {
                        tr {
                            td.num { (hit.code) }
                            th scope="row" { a href=(hit.address) { bdi { (t.of_text(&hit.name.text())) } } }
                            td { (t.text(&format!("page-{}", hit.kind))) }
                        }
                    } }
                } }
            }
        }
    }
}

fn found_units(visit: &Visit, networks: &Networks, asked: &Asked) -> Markup {
    let t = visit.words;
    let query = asked.q.as_str();
    let network = networks.network_at(visit.known_at);
    let gazette = networks.gazette();
    let (found, all) = units::find(networks, query, visit, (asked.from, SHOWN));
    let next = asked.from.saturating_add(found.len());
    html! {
        section.section {
            h2 { (t.text("room-units")) }
            @if all == 0 {
                p.under { (t.with("found-no-unit", &[("query", Argument::from(query))])) }
            } @else {
                p.under { (t.with("found-units", &[("n", Argument::from(all)), ("shown", Argument::from(found.len()))])) }
                div.scroll tabindex="0" { table.tab.dense.lines {
                    thead { tr {
                        th scope="col" { (t.text("code")) } th scope="col" { (t.text("name")) } th scope="col" { (t.text("kind")) }
                        th scope="col" { (t.text("place")) } th scope="col" { (t.text("state")) }
                    } }
                    tbody {
                        @for hit in &found {
                            @if let Some(version) = network.version_on(hit.unit, visit.day, visit.known_at).or_else(|| network.last_version(hit.unit)) {
                                tr {
                                    td.num { (version.code) }
                                    th scope="row" { (units::bare_link(t, &network, hit.unit, visit.day)) }
                                    td { (units::kind_name(t, &gazette, version)) }
                                    td { @if let Some(parent) = version.parent.as_ref().and_then(|id| network.find(id)) { (units::unit_link(visit, &network, parent, visit.day)) } }
                                    td {
                                        @if hit.open { (t.text("open")) }
                                        @else if let Some(end) = network.end(hit.unit, None) { span.late { (t.with("ended-on", &[("day", Argument::from(end.last_day))])) } }
                                        @else { (t.text("not-yet-begun")) }
                                    }
                                }
                            }
                        }
                    }
                } }
                @if next < all {
                    form.actions.mt-2 action="/search" method="get" {
                        input type="hidden" name="q" value=(query);
                        input type="hidden" name="from" value=(next);
                        button.btn type="submit" { (t.text("more")) }
                    }
                }
            }
        }
    }
}
