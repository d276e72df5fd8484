//! The network explorer: a day, how many units of each level it has, the map, and the provinces as a table.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use banyan_core::unit::{Class, Level, Network, Place, Tree};
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::Networks;
use super::{MapMark, map, unit_link, unit_name};
use crate::web::{Argument, Refusal, Section, Visit, Words, kept_inputs, page};

#[derive(Deserialize)]
pub(in crate::units) struct Asked {
    on: Option<String>,
}

impl Asked {
    /// The day of the address, else the day that the reader looks at.
    pub(super) fn day(&self, visit: &Visit) -> Result<Day, Refusal> {
        let Some(written) = self.on.as_deref().filter(|written| !written.is_empty()) else {
            return Ok(visit.day);
        };
        written.parse().map_err(|_| Refusal::Sentence {
            status: axum::http::StatusCode::BAD_REQUEST,
            key: "refusal-day",
            input: written.to_owned(),
        })
    }
}

pub(in crate::units) async fn explore(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Query(asked): Query<Asked>,
) -> Response {
    let shown = asked.day(&visit).and_then(|day| Ok((day, networks.tree_on(day, visit.known_at)?)));
    match shown {
        Ok((day, tree)) => {
            let title = visit.words.with("network-on", &[("day", Argument::from(day))]);
            page(
                &visit,
                Some(Section::Units),
                &title,
                explored(&visit, &networks, &tree, day, &title),
            )
            .into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

fn explored(visit: &Visit, networks: &Networks, tree: &Tree, day: Day, title: &str) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let reforms = network.reforms();
    html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (counts(t, tree)) }
            (day_picker(visit, "/units", day))
            p.small {
                (t.text("jump-to")) " "
                @for reform in reforms.iter().filter(|reform| network.territories_known_from().is_some_and(|first| reform.on > first)) {
                    a href={ "/units?on=" (reform.on.previous()) } { (t.day(reform.on.previous())) } " · "
                    a href={ "/units?on=" (reform.on) } { (t.day(reform.on)) } " · "
                }
                a href={ "/units?on=" (visit.day) } { (t.day(visit.day)) }
            }
            section.section {
                h2 { (t.text("map-and-provinces")) }
                p.under { (boundaries(visit, networks, day)) }
                div.place {
                    figure { (province_map(visit, networks, tree, day)) }
                    (provinces(visit, &network, tree, day))
                }
                p.small.quiet.mt-2 { (attribution(visit, networks)) }
            }
            section.section {
                h2 { (t.text("reforms")) }
                div.scroll tabindex="0" { table.tab {
                    thead { tr { th scope="col" { (t.text("first-day")) } th scope="col" { (t.text("reform")) } th scope="col" { (t.text("legal-act")) } } }
                    tbody {
                        @for reform in reforms {
                            tr {
                                th.nowrap scope="row" { (t.day(reform.on)) }
                                td { a href={ "/reforms/" (reform.id.0) } { (t.of_text(&reform.name)) } }
                                td { @if let Some(decree) = &reform.decree { bdi lang="vi" { (decree) } } @else { span.quiet { (t.text("not-stated")) } } }
                            }
                        }
                    }
                } }
            }
        }
    }
}

/// "34 provinces · 3,321 communes", with a level that is empty said to be so.
pub(super) fn counts(t: Words, tree: &Tree) -> String {
    let Some(root) = tree.root() else { return String::new() };
    let count = |level: Level| tree.territories(root, level).count();
    let parts = [
        t.with("count-provinces", &[("n", Argument::from(count(Level::Province)))]),
        t.with("count-districts", &[("n", Argument::from(count(Level::District)))]),
        t.with("count-communes", &[("n", Argument::from(count(Level::Commune)))]),
    ];
    parts.join(" · ")
}

pub(super) fn day_picker(visit: &Visit, address: &str, day: Day) -> Markup {
    let t = visit.words;
    html! {
        form.actions.mb-3 action=(address) method="get" {
            (kept_inputs(visit, &["on"]))
            label for="on" { (t.text("day-of-map")) }
            span { input.form-control type="date" id="on" name="on" value=(day) required; }
            button.btn type="submit" { (t.text("show")) }
        }
    }
}

/// Whose boundaries the map shows: its own day's, or another's, which it says.
fn boundaries(visit: &Visit, networks: &Networks, day: Day) -> String {
    let t = visit.words;
    match networks.outlines(visit) {
        None if networks.gazette().outlines.is_some() => {
            t.with("boundaries-not-known", &[("day", Argument::from(day))])
        }
        None => t.text("no-outlines"),
        Some(outlines) if day >= outlines.boundaries_of => {
            t.with("boundaries-of", &[("day", Argument::from(outlines.boundaries_of))])
        }
        Some(outlines) => t.with(
            "boundaries-of-another-day",
            &[("day", Argument::from(outlines.boundaries_of)), ("asked", Argument::from(day))],
        ),
    }
}

fn attribution(visit: &Visit, networks: &Networks) -> String {
    networks
        .outlines(visit)
        .map_or_else(String::new, |outlines| visit.words.of_text(&outlines.attribution).to_owned())
}

/// The map of a day. Before the day of its boundaries every outline names the provinces that lay inside it.
pub fn province_map(visit: &Visit, networks: &Networks, tree: &Tree, day: Day) -> Markup {
    let t = visit.words;
    let Some(outlines) = networks.outlines(visit) else { return html! {} };
    let network = networks.network_at(visit.known_at);
    let marks: Vec<MapMark> = if day >= outlines.boundaries_of {
        let provinces =
            tree.root().into_iter().flat_map(|root| tree.territories(root, Level::Province));
        let mark = |place: &Place| {
            let version = network.version_on(place.unit, day, None)?;
            let address = format!("/units/{}?on={day}", version.unit);
            Some(MapMark {
                code: version.code.clone(),
                label: unit_name(t, version).to_owned(),
                address,
                class: "",
            })
        };
        provinces.filter_map(mark).collect()
    } else {
        inside(&network, outlines.boundaries_of, day)
            .into_iter()
            .map(|(code, units)| {
                let names: Vec<&str> = units
                    .iter()
                    .filter_map(|no| {
                        network.version_on(*no, day, None).map(|version| unit_name(t, version))
                    })
                    .collect();
                let class = match names.len() {
                    0 | 1 => "",
                    2 => "k2",
                    _ => "k3",
                };
                let address = format!("/units/{code}?on={}", outlines.boundaries_of);
                MapMark { label: names.join(", "), code, address, class }
            })
            .collect()
    };
    map(outlines, &marks, &t.text("map-label"))
}

/// For every province of a later day, the provinces of an earlier one that went into it.
pub fn inside(
    network: &Network,
    later: Day,
    earlier: Day,
) -> BTreeMap<String, Vec<banyan_core::unit::UnitNo>> {
    let mut inside: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for no in network.numbers() {
        let territory = network.unit(no).is_some_and(|unit| unit.class == Class::Territory);
        let Some(version) = network.version_on(no, earlier, None).filter(|_| territory) else {
            continue;
        };
        if version.level != Level::Province || !network.open_on(no, earlier, None) {
            continue;
        }
        let mut heir = no;
        while !network.open_on(heir, later, None) {
            let Some(next) = network.successors(heir, None).first().map(|stream| stream.unit)
            else {
                break;
            };
            heir = next;
        }
        if let Some(version) = network.version_on(heir, later, None) {
            inside.entry(version.code.clone()).or_default().push(no);
        }
    }
    inside
}

fn provinces(visit: &Visit, network: &Network, tree: &Tree, day: Day) -> Markup {
    let t = visit.words;
    let Some(root) = tree.root() else { return html! {} };
    let with_districts = tree.territories(root, Level::District).next().is_some();
    html! {
        div.scroll tabindex="0" {
            table.tab.dense {
                caption { (t.with("provinces-on", &[("day", Argument::from(day))])) }
                thead { tr {
                    th scope="col" { (t.text("code")) } th scope="col" { (t.text("name")) }
                    @if with_districts { th.n scope="col" { (t.text("districts")) } }
                    th.n scope="col" { (t.text("communes")) }
                } }
                tbody {
                    @for place in tree.territories(root, Level::Province) {
                        @let code = network.version_on(place.unit, day, None).map_or("", |version| version.code.as_str());
                        tr {
                            td.num { (code) }
                            th scope="row" { (unit_link(visit, network, place.unit, day)) }
                            @if with_districts { td.n { (t.size(tree.territories(place, Level::District).count())) } }
                            td.n { (t.size(tree.territories(place, Level::Commune).count())) }
                        }
                    }
                }
            }
        }
    }
}
