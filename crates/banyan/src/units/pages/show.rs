//! A unit's page: where it stands, its life line, what it owes, its children and bodies, what is not known.

use axum::Extension;
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use banyan_core::unit::{Class, Level, Network, Place, Tree, UnitId, UnitNo, Version};
use banyan_core::words::{Day, fold};
use maud::{Markup, html};

use super::super::{Networks, UnitPanels};
use super::explore::{Asked, day_picker};
use super::{kind_name, lifeline, unit_link, unit_name};
use crate::web::{Argument, Refusal, Section, Visit, page};

pub(in crate::units) async fn show(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(panels): Extension<UnitPanels>,
    Path(named): Path<String>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let day = match asked.day(&visit) {
        Ok(day) => day,
        Err(refusal) => return refusal.shown(&visit),
    };
    let network = networks.network_at(visit.known_at);
    let Some(no) = network.find(&UnitId(named.clone())) else {
        return match bearer_on(&network, &named, day) {
            Some(id) => Redirect::to(&format!("/units/{id}?on={day}")).into_response(),
            None => Refusal::NotFound.shown(&visit),
        };
    };
    let Some(version) =
        network.version_on(no, day, visit.known_at).or_else(|| network.first_version(no))
    else {
        return Refusal::NotFound.shown(&visit);
    };
    let tree = match networks.tree_on(day, visit.known_at) {
        Ok(tree) => tree,
        Err(refusal) => return refusal.shown(&visit),
    };
    let view = View {
        visit: &visit,
        networks: &networks,
        network: &network,
        tree: &tree,
        day,
        no,
        version,
    };
    let owed =
        panels.0.iter().filter_map(|panel| panel(request.extensions(), &visit, &version.unit, day));
    let title = unit_name(visit.words, version).to_owned();
    page(&visit, Some(Section::Units), &title, view.main(owed)).into_response()
}

/// A code names a unit only together with a day; where nobody bears it then, the last one who did.
pub fn bearer_on(network: &Network, code: &str, day: Day) -> Option<UnitId> {
    let bearer =
        network.unit_on(code, day, None).or_else(|| network.bearers(code).last().copied())?;
    network.unit(bearer).map(|unit| unit.id.clone())
}

struct View<'a> {
    visit: &'a Visit,
    networks: &'a Networks,
    network: &'a Network,
    tree: &'a Tree,
    day: Day,
    no: UnitNo,
    version: &'a Version,
}

impl View<'_> {
    fn main(&self, panels: impl Iterator<Item = Markup>) -> Markup {
        let t = self.visit.words;
        let place = self.tree.place(self.no);
        html! {
            div.wrap {
                (self.crumbs(place))
                h1 { bdi { (unit_name(t, self.version)) } }
                (self.facts())
                (self.namesakes())
                (day_picker(self.visit, &format!("/units/{}", self.version.unit), self.day))
                (lifeline::section(self.visit, self.network, self.no, self.day))
                @for panel in panels { (panel) }
                @if let Some(place) = place {
                    (self.children(place))
                    (self.bodies(place))
                }
                (self.unknown())
            }
        }
    }

    fn crumbs(&self, place: Option<&Place>) -> Markup {
        let t = self.visit.words;
        let mut above = place.map(|place| self.tree.ancestors(place)).unwrap_or_default();
        above.reverse();
        html! {
            nav.crumbs aria-label=(t.text("place")) {
                @for place in above { (unit_link(self.visit, self.network, place.unit, self.day)) " / " }
                bdi { (unit_name(t, self.version)) }
            }
        }
    }

    fn facts(&self) -> Markup {
        let t = self.visit.words;
        let gazette = self.networks.gazette();
        let open = self.network.open_on(self.no, self.day, self.visit.known_at);
        let end = self.network.end(self.no, self.visit.known_at);
        html! {
            dl.facts {
                div { dt { (t.text("kind-label")) } " " dd { (kind_name(t, &gazette, self.version)) ", " (t.text(level_key(self.version))) } }
                div { dt { (t.text("code-label")) } " " dd.num { (self.version.code) } }
                div { dt { (t.text("known-from-label")) } " " dd { (t.day(self.network.first_version(self.no).map_or(self.day, |version| version.from))) } }
                div { dt { (t.text("state-label")) } " " dd {
                    @if open { (t.with("open-on", &[("day", Argument::from(self.day))])) }
                    @else if let Some(end) = end { span.late { (t.with("ended-on", &[("day", Argument::from(end.last_day))])) } }
                    @else { (t.text("not-yet-begun")) }
                } }
                @if let Some(custodian) = end.and_then(|end| end.custodian.as_ref()).and_then(|id| self.network.find(id)) {
                    div { dt { (t.text("custodian-label")) } " " dd { (unit_link(self.visit, self.network, custodian, self.visit.day)) } }
                }
            }
        }
    }

    /// Units of other provinces or times that bear the same name without its kind.
    fn namesakes(&self) -> Markup {
        let t = self.visit.words;
        let short = |version: &Version| {
            fold(&super::super::short_name(unit_name(t, version), &version.kind))
        };
        let own = short(self.version);
        let mut others: Vec<(UnitNo, &Version)> = Vec::new();
        if self.network.unit(self.no).is_some_and(|unit| unit.class == Class::Territory)
            && self.version.level != Level::Central
        {
            let territories = self.network.numbers().filter(|no| *no != self.no);
            others.extend(territories.filter_map(|no| {
                let territory = self.network.unit(no)?.class == Class::Territory;
                let version = self
                    .network
                    .last_version(no)
                    .filter(|version| territory && short(version) == own)?;
                Some((no, version))
            }));
        }
        let shown = 4;
        html! {
            @if !others.is_empty() {
                p.quiet.small.mt-2 {
                    (t.text("not-to-be-confused")) " "
                    @for (number, (no, version)) in others.iter().take(shown).enumerate() {
                        @if number > 0 { "; " }
                        (unit_link(self.visit, self.network, *no, self.day)) " " span.num { (version.code) }
                    }
                    @if others.len() > shown { " " a href={ "/search?q=" (own) } { (t.with("and-more", &[("n", Argument::from(others.len() - shown))])) } }
                    "."
                }
            }
        }
    }

    fn children(&self, place: &Place) -> Markup {
        let t = self.visit.words;
        let gazette = self.networks.gazette();
        let children: Vec<&Place> = self
            .tree
            .children(place)
            .filter(|child| child.open && child.class == Class::Territory)
            .collect();
        html! {
            @if !children.is_empty() {
                section.section {
                    h2 { (t.text("directly-below")) }
                    p.under { (t.with("below-on", &[("n", Argument::from(children.len())), ("day", Argument::from(self.day))])) }
                    div.scroll tabindex="0" {
                        table.tab.dense {
                            thead { tr { th scope="col" { (t.text("code")) } th scope="col" { (t.text("name")) } th scope="col" { (t.text("kind")) } th.n scope="col" { (t.text("communes")) } } }
                            tbody {
                                @for child in children {
                                    @if let Some(version) = self.network.version_on(child.unit, self.day, None) {
                                        tr {
                                            td.num { (version.code) }
                                            th scope="row" { a href={ "/units/" (version.unit) "?on=" (self.day) } { bdi { (unit_name(t, version)) } } }
                                            td { (kind_name(t, &gazette, version)) }
                                            td.n { @if child.level < Level::Commune { (t.size(self.tree.territories(child, Level::Commune).count())) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn bodies(&self, place: &Place) -> Markup {
        let t = self.visit.words;
        let gazette = self.networks.gazette();
        let bodies: Vec<&Place> = self
            .tree
            .children(place)
            .filter(|child| child.open && child.class == Class::Body)
            .collect();
        html! {
            section.section {
                h2 { (t.text("bodies-here")) }
                @if bodies.is_empty() {
                    p.under { (t.text("no-bodies")) }
                } @else {
                    p.under { (t.with("bodies-count", &[("n", Argument::from(bodies.len()))])) }
                    div.scroll tabindex="0" {
                        table.tab.dense {
                            thead { tr { th scope="col" { (t.text("code")) } th scope="col" { (t.text("name")) } th scope="col" { (t.text("kind")) } } }
                            tbody {
                                @for body in bodies {
                                    @if let Some(version) = self.network.version_on(body.unit, self.day, None) {
                                        tr {
                                            td.num { (version.code) }
                                            th scope="row" { a href={ "/units/" (version.unit) } { bdi { (unit_name(t, version)) } } }
                                            td { (kind_name(t, &gazette, version)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn unknown(&self) -> Markup {
        let t = self.visit.words;
        html! {
            section.section {
                h2 { (t.text("not-known")) }
                table.tab {
                    tbody {
                        @if let Some(first) = self.network.territories_known_from() {
                            tr { th scope="row" { (t.with("before-day", &[("day", Argument::from(first))])) } td { (t.text("before-first-day")) } }
                        }
                        @if self.version.level > Level::Province {
                            tr { th scope="row" { (t.text("boundaries")) } td { (t.text("boundaries-provinces-only")) } }
                        }
                        tr { th scope="row" { (t.text("focal-point")) } td { span.late { (t.text("no-person-named")) } } }
                    }
                }
            }
        }
    }
}

fn level_key(version: &Version) -> &'static str {
    match version.level {
        Level::Central => "level-central",
        Level::Province => "level-province",
        Level::District => "level-district",
        Level::Commune => "level-commune",
        Level::Village => "level-village",
    }
}
