//! A reform's page: its day, its rule, and what it made of the network, province by province.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use banyan_core::unit::{Level, Network, Reform, Rule};
use maud::{Markup, html};

use super::super::Networks;
use super::explore::{counts, inside};
use super::{bare_link, unit_link};
use crate::web::{Argument, Refusal, Section, Visit, page};

pub(in crate::units) async fn show_reform(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
) -> Response {
    let network = networks.network_at(visit.known_at);
    let Some(reform) = network.reforms().iter().find(|reform| reform.id.0 == id) else {
        return Refusal::NotFound.shown(&visit);
    };
    let title = visit.words.of_text(&reform.name).to_owned();
    page(&visit, Some(Section::Units), &title, main(&visit, &networks, &network, reform, &title))
        .into_response()
}

fn main(
    visit: &Visit,
    networks: &Networks,
    network: &Network,
    reform: &Reform,
    title: &str,
) -> Markup {
    let t = visit.words;
    let eve = reform.on.previous();
    let trees = (
        networks.tree_on(eve, visit.known_at).ok(),
        networks.tree_on(reform.on, visit.known_at).ok(),
    );
    html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/units" { (t.text("room-units")) } " / " (t.text("reform")) }
            h1 { (title) }
            dl.facts {
                div { dt { (t.text("first-day-label")) } " " dd { (t.day(reform.on)) } }
                @if let Some(decree) = &reform.decree { div { dt { (t.text("legal-act-label")) } " " dd { bdi lang="vi" { (decree) } } } }
                @if let Some(rule) = reform.divided { div { dt { (t.text("divided-rule-label")) } " " dd { (t.text(rule_key(rule))) } } }
                @if let Some(rule) = reform.without_default { div { dt { (t.text("without-default-label")) } " " dd { (t.text(rule_key(rule))) } } }
            }
            @if let (Some(before), Some(after)) = trees {
                section.section {
                    h2 { (t.text("before-and-after")) }
                    table.tab {
                        thead { tr { th scope="col" { (t.text("day")) } th scope="col" { (t.text("network")) } } }
                        tbody {
                            tr { th scope="row" { a href={ "/units?on=" (eve) } { (t.day(eve)) } } td { (counts(t, &before)) } }
                            tr { th scope="row" { a href={ "/units?on=" (reform.on) } { (t.day(reform.on)) } } td { (counts(t, &after)) } }
                        }
                    }
                }
                section.section {
                    h2 { (t.text("provinces-before-after")) }
                    div.scroll tabindex="0" { table.tab.dense {
                        thead { tr { th scope="col" { (t.with("from-day", &[("day", Argument::from(reform.on))])) } th scope="col" { (t.with("until", &[("day", Argument::from(eve))])) } th.n scope="col" { (t.text("communes")) } } }
                        tbody {
                            @for (code, made_of) in inside(network, reform.on, eve) {
                                @if let Some(heir) = network.unit_on(&code, reform.on, None) {
                                    tr {
                                        th scope="row" { (unit_link(visit, network, heir, reform.on)) " " span.num.quiet { (code) } }
                                        td { @for (number, no) in made_of.iter().enumerate() {
                                            @if number > 0 { (t.text("list-comma")) }
                                            @if *no == heir { span.quiet { (t.text("as-before")) } } @else { (bare_link(t, network, *no, eve)) }
                                        } }
                                        td.n { @if let Some(place) = after.place(heir) { (t.size(after.territories(place, Level::Commune).count())) } }
                                    }
                                }
                            }
                        }
                    } }
                }
            }
        }
    }
}

fn rule_key(rule: Rule) -> &'static str {
    match rule {
        Rule::GivenShare => "rule-given-share",
        Rule::DefaultSuccessor => "rule-default-successor",
        Rule::Equal => "rule-equal",
        Rule::Unassigned => "rule-unassigned",
    }
}
