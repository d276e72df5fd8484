//! An indicator's page: its definition, and every target on it with the day by which it is due.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use banyan_core::words::Day;
use maud::{Markup, html};

use super::super::actions::{Indicator, Target};
use super::super::store::{Catalogue, Entry, Known, due_order};
use super::path::{Size, drawing, series};
use super::{asked, directive_link, due, ended_note, own};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

pub(in crate::programmes) async fn show_indicator(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
) -> Response {
    let known = catalogue.seen_by(&visit, &networks);
    let Some((entry, indicator)) = known.indicator(&code) else {
        return Refusal::NotFound.shown(&visit);
    };
    let title = visit.words.of_text(&indicator.name.text()).to_owned();
    let ended_on = entry.ended("indicator", &code).map(|at| site.clock.day_of(at));
    let rest = html! { (ended_note(visit.words, ended_on)) (definitions(&visit, &site, &known, indicator)) };
    let main = main(&visit, &networks, &known, entry, indicator, &title, rest);
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

fn main(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    indicator: &Indicator,
    title: &str,
    definitions: Markup,
) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let tree = networks.tree_on(visit.day, visit.known_at).ok();
    let mut targets: Vec<(&Entry, &Target)> = known.targets_on(&indicator.code).collect();
    targets.sort_by_key(|(_, target)| (due_order(target.due_day()), target.code.clone()));
    // A later definition does not exist yet on an earlier day.
    let superseded = indicator
        .superseded
        .as_ref()
        .filter(|superseded| superseded.since.parse().is_ok_and(|since: Day| since <= visit.day));
    let word = |word: &str, key: String| {
        html! {
            @if word.is_empty() { span.quiet { (t.text("not-stated")) } }
            @else if t.has(&key) { (t.text(&key)) }
            @else { (word) }
        }
    };
    html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/programmes" { (t.text("room-programmes")) } " / " (directive_link(t, entry)) " / " (indicator.code) }
            h1 { (title) }
            p.sum.mt-2 { (own(t, &indicator.definition)) }
            dl.facts {
                div { dt { (t.text("unit-of-measure-label")) } " " dd { (word(&indicator.unit_of_measure, format!("unit-{}", indicator.unit_of_measure))) } }
                div { dt { (t.text("decimals-label")) } " " dd { (t.number(i64::from(indicator.decimals))) } }
                div { dt { (t.text("direction-label")) } " " dd { (word(&indicator.direction, format!("direction-{}", indicator.direction))) } }
                div { dt { (t.text("grain-label")) } " " dd { (word(&indicator.grain, format!("level-{}", indicator.grain))) } }
                div { dt { (t.text("merge-rule-label")) } " " dd { (word(&indicator.merge_rule, format!("merge-{}", indicator.merge_rule))) } }
                div { dt { (t.text("source-label")) } " " dd { (word(&indicator.source, format!("source-{}", indicator.source))) } }
                div { dt { (t.text("periodicity-label")) } " " dd { (word(&indicator.periodicity, format!("recurrence-{}", indicator.periodicity))) } }
                div { dt { (t.text("pillar-label")) } " " dd { (word(&indicator.pillar, format!("pillar-{}", indicator.pillar))) } }
                div { dt { (t.text("definition-version-label")) } " " dd { (t.number(i64::from(indicator.definition_version))) } }
                @if !indicator.formula.is_empty() { div { dt { (t.text("formula-label")) } " " dd { code dir="ltr" { (indicator.formula) } } } }
            }
            (definitions)
            @if let Some(superseded) = superseded { div.note { (t.text("superseded")) " (" span.num { (superseded.since) } "): " (own(t, &superseded.by)) } }
            section.section {
                h2 { (t.text("target-path")) }
                p.under { (t.text("target-path-under")) }
                @let all = series(&targets);
                (drawing(visit, known, &all, Size::WIDE))
                (drawing(visit, known, &all, Size::NARROW))
                div.scroll tabindex="0" { table.tab.lines {
                    thead { tr { th scope="col" { (t.text("due")) } th.n scope="col" { (t.text("asked")) } th scope="col" { (t.text("trajectory")) } th scope="col" { (t.with("falls-on-day", &[("day", Argument::from(visit.day))])) } th scope="col" { (t.text("directive")) } } }
                    tbody { @for (asking, target) in &targets {
                        tr {
                            td.nowrap { (due(t, target.due_day())) }
                            td.n { a href={ "/targets/" (target.code) } { (asked(t, known, asking, target)) } }
                            td { (super::trajectory(t, target)) }
                            @match &tree { Some(tree) => { (super::target::falls_on(visit, known, &network, tree, asking, target)) } None => { td {} } }
                            td.nowrap { (directive_link(t, asking)) }
                        }
                    } }
                } }
            }
        }
    }
}

/// Every definition that the indicator has had, with the day on which it was recorded and since when it is superseded; the
/// targets that were set under each keep it.
fn definitions(visit: &Visit, site: &Site, known: &Known, indicator: &Indicator) -> Markup {
    let t = visit.words;
    let editions = known.editions(&indicator.code);
    if editions.is_empty() {
        return html! {};
    }
    let set_under = |edition: u32| {
        let targets = known.targets_on(&indicator.code);
        let own = |(asking, target): &(&Entry, &Target)| {
            known.measure(asking, target).is_some_and(|own| own.edition() == edition)
        };
        targets.filter(own).count()
    };
    html! {
        section.section {
            h2 { (t.text("definitions")) }
            div.scroll tabindex="0" { table.tab {
                thead { tr { th.n scope="col" { (t.text("definition-version")) } th scope="col" { (t.text("definition")) } th scope="col" { (t.text("recorded")) } th scope="col" { (t.text("superseded-since")) } th.n scope="col" { (t.text("targets-set-under")) } } }
                tbody { @for own in &editions {
                    tr aria-current=[(own.indicator.edition() == indicator.edition()).then_some("true")] {
                        th.n scope="row" { (t.number(i64::from(own.indicator.edition()))) }
                        td { (super::own(t, &own.indicator.definition)) }
                        td.nowrap { (t.day(site.clock.day_of(own.recorded_at))) }
                        td { @match &own.indicator.superseded { Some(by) => { span.num { (by.since) } ": " (super::own(t, &by.by)) } None => { span.quiet { (t.text("in-use")) } } } }
                        td.n { (t.size(set_under(own.indicator.edition()))) }
                    }
                } }
            } }
        }
    }
}
