//! The thread of the first page: from a directive's sentence to who holds it, on two days; and the pages behind what is asked.

use banyan_core::unit::{Network, Tree, UnitNo};
use maud::{Markup, html};

use super::super::actions::Target;
use super::super::store::{Entry, Known};
use super::target::some_named;
use super::{asked, cited, due, own};
use crate::units::Networks;
use crate::web::{Argument, Visit};

/// The indicator, of those with targets on several levels, whose targets lost a holder between two days.
fn telling<'a>(
    known: &'a Known,
    network: &Network,
    trees: (&Tree, &Tree),
) -> Option<(&'a Entry, Vec<&'a Target>)> {
    for entry in known.entries() {
        let document = &entry.document;
        for indicator in &document.indicator {
            let mut targets: Vec<&Target> = document
                .target
                .iter()
                .filter(|target| target.indicator == indicator.code)
                .collect();
            targets.sort_by_key(|target| target.due_day());
            let first_due = targets.first().and_then(|target| target.due_day());
            targets.retain(|target| target.due_day() == first_due);
            let lost = |target: &&Target| {
                let on = |tree: &Tree| {
                    // By its own scope: a rule that was given since tells nothing about the level.
                    let day = document.directive.day().unwrap_or(tree.day());
                    target.scope.scope(day).holders(network, tree).len()
                };
                on(trees.0) > 0 && on(trees.1) == 0
            };
            if targets.len() > 1 && targets.iter().any(lost) {
                targets.sort_by_key(|target| target.scope.levels());
                return Some((entry, targets));
            }
        }
    }
    None
}

/// One thread, all links, live from the store.
pub fn thread(visit: &Visit, networks: &Networks, known: &Known) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let Some(reform) = network.reforms().iter().find(|reform| {
        reform.divided.is_some() && reform.decree.is_some() && reform.without_default.is_some()
    }) else {
        return html! {};
    };
    let (eve, on) = (reform.on.previous(), reform.on);
    let (Ok(before), Ok(after)) =
        (networks.tree_on(eve, visit.known_at), networks.tree_on(on, visit.known_at))
    else {
        return html! {};
    };
    let Some((entry, targets)) = telling(known, &network, (&before, &after)) else {
        return html! {};
    };
    let indicator = targets
        .first()
        .and_then(|target| known.indicator(&target.indicator))
        .map(|(_, indicator)| indicator);
    let lost: Vec<&&Target> = targets
        .iter()
        .filter(|target| known.without_holder(entry, target, &network, &after))
        .collect();
    html! {
        section.section {
            h2 { (t.text("one-thread")) }
            p.under { (t.text("one-thread-under")) }
            ol.thread {
                li { div.what { (t.text("directive")) } p { a href={ "/programmes/" (entry.document.directive.code) } { bdi { (cited(t, entry)) } } ", " (own(t, &entry.document.directive.issuer_name)) ", " (due(t, entry.document.directive.day())) } }
                li {
                    div.what { (t.text("page-target")) }
                    @if let Some(indicator) = indicator { p { a href={ "/indicators/" (indicator.code) } { (own(t, &indicator.name)) } ", " (due(t, targets.first().and_then(|target| target.due_day()))) } }
                    div.scroll tabindex="0" { table.tab {
                        caption { (t.text("who-must-reach-it")) }
                        thead { tr { th scope="col" { (t.text("field-level")) } th.n scope="col" { (t.text("page-target")) } th scope="col" { (t.with("on-falls-on", &[("day", Argument::from(eve))])) } th scope="col" { (t.with("on-falls-on", &[("day", Argument::from(on))])) } } }
                        tbody { @for target in &targets {
                            tr {
                                th scope="row" { @for (number, level) in target.scope.levels().iter().enumerate() { @if number > 0 { (t.text("list-comma")) } (t.text(&format!("level-{}", level.key()))) } }
                                td.n { a href={ "/targets/" (target.code) } { (asked(t, known, entry, target)) } }
                                (super::target::falls_on(visit, known, &network, &before, entry, target))
                                (super::target::falls_on(visit, known, &network, &after, entry, target))
                            }
                        } }
                    } }
                }
                li { div.what { (t.text("network")) } p { a href={ "/reforms/" (reform.id.0) } { (t.with("reform-of", &[("day", Argument::from(on))])) } ": " (t.of_text(&reform.name)) } }
                @for target in lost {
                    li.stop {
                        div.what { @if visit.day >= on { (t.with("open-since", &[("day", Argument::from(on)), ("n", Argument::Count(i64::from(on.days_until(visit.day))))])) } @else { (t.with("from-day", &[("day", Argument::from(on))])) } }
                        p { a.late href={ "/targets/" (target.code) "#rule" } { (t.with("target-has-no-holder", &[("value", Argument::from(&asked(t, known, entry, target)))])) } " " (t.text("give-a-rule")) }
                        @let held: Vec<UnitNo> = known.holdings(entry, target, &network, &before).into_iter().flat_map(|holding| holding.units).collect();
                        p.small.quiet { (t.with("it-fell-on", &[("day", Argument::from(eve))])) " " (some_named(visit, &network, &held, eve)) " …" }
                    }
                }
            }
        }
    }
}

/// The address and the words of a page that `ask.page` names, such as `target:R09-T08`.
pub fn ask_link(visit: &Visit, page: &str) -> Option<Markup> {
    let t = visit.words;
    let (kind, code) = page.split_once(':')?;
    let address = match kind {
        "programme" => format!("/programmes/{code}"),
        "indicator" => format!("/indicators/{code}"),
        "target" => format!("/targets/{code}"),
        "task" => format!("/tasks/{code}"),
        "tasks-by-due" => format!("/tasks?of={code}"),
        "unit" => format!("/units/{code}"),
        "baseline" => format!("/programmes/{}#{code}", code.split('-').next().unwrap_or(code)),
        _ => return None,
    };
    Some(html! { a href=(address) { (t.text(&format!("page-{kind}"))) " " span.num { (code) } } })
}
