//! An indicator's page: its definition, and every target on it with the day by which it is due.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use banyan_core::words::Day;
use maud::{Markup, html};

use super::super::actions::{Indicator, Target};
use super::super::store::{Catalogue, Entry, Known, due_order};
use super::path::{Size, drawing, series};
use super::{asked, directive_link, due, own};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Visit, page};

pub(in crate::programmes) async fn show_indicator(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
) -> Response {
    let known = catalogue.known(visit.known_at);
    let Some((entry, indicator)) = known.indicator(&code) else {
        return Refusal::NotFound.shown(&visit);
    };
    let title = visit.words.of_text(&indicator.name.text()).to_owned();
    let main = main(&visit, &networks, &known, entry, indicator, &title);
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

fn main(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    indicator: &Indicator,
    title: &str,
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
            @if let Some(superseded) = superseded { div.note { (t.text("superseded")) " (" span.num { (superseded.since) } "): " (own(t, &superseded.by)) } }
            section.section {
                h2 { (t.text("target-path")) }
                p.under { (t.text("target-path-under")) }
                @let all = series(&targets);
                (drawing(visit, known, &all, Size::WIDE))
                (drawing(visit, known, &all, Size::NARROW))
                div.scroll tabindex="0" { table.tab {
                    thead { tr { th scope="col" { (t.text("due")) } th.n scope="col" { (t.text("asked")) } th scope="col" { (t.text("trajectory")) } th scope="col" { (t.with("falls-on-day", &[("day", Argument::from(visit.day))])) } th scope="col" { (t.text("directive")) } } }
                    tbody { @for (asking, target) in &targets {
                        tr {
                            td.nowrap { (due(t, target.due_day())) }
                            td.n { a href={ "/targets/" (target.code) } { (asked(t, known, target)) } }
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
