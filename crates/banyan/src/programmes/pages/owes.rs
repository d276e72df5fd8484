//! What a unit owes, for its page: targets and tasks that fall on it on a day, the nearest first.

use axum::http::Extensions;
use banyan_core::unit::UnitId;
use banyan_core::words::Day;
use maud::{Markup, html};

use super::super::store::{Catalogue, Entry, due_order};
use super::lens::{Facets, Lens, of_target, of_task};
use super::tasks::{heirs_of, lead_of};
use super::{asked, directive_link, due, own};
use crate::units::Networks;
use crate::web::{Argument, Visit};

/// One duty of a unit.
struct Duty<'a> {
    entry: &'a Entry,
    address: String,
    name: Markup,
    asked: String,
    due: Option<Day>,
    facets: Facets<'a>,
}

/// The panel of a unit's page.
pub fn owes(extensions: &Extensions, visit: &Visit, unit: &UnitId, day: Day) -> Option<Markup> {
    let t = visit.words;
    let (networks, catalogue) = (extensions.get::<Networks>()?, extensions.get::<Catalogue>()?);
    let network = networks.network_at(visit.known_at);
    let (no, tree) = (network.find(unit)?, networks.tree_on(day, visit.known_at).ok()?);
    let known = catalogue.seen_by(visit, networks);
    let mut duties: Vec<Duty<'_>> = Vec::new();
    for entry in known.entries() {
        let named_on = entry.document.directive.day().unwrap_or(day);
        for target in &entry.document.target {
            let holdings = known.holdings(entry, target, &network, &tree);
            if holdings.iter().any(|holding| holding.units.contains(&no)) {
                let name = known.indicator(&target.indicator).map_or_else(
                    || html! { (target.code) },
                    |(_, indicator)| own(t, &indicator.name),
                );
                let asked = asked(t, &known, entry, target);
                duties.push(Duty {
                    entry,
                    address: format!("/targets/{}", target.code),
                    name,
                    asked,
                    due: target.due_day(),
                    facets: of_target(&known, entry, target),
                });
            }
        }
        for task in &entry.document.task {
            let laid = task
                .scope
                .as_ref()
                .is_some_and(|scope| scope.scope(named_on).holds(&network, &tree, no));
            let leads = task.lead.iter().filter_map(|code| lead_of(&network, entry, code));
            let leads = { leads }.any(|lead| {
                lead == no || heirs_of(&network, lead, visit.known_at).any(|heir| heir == no)
            });
            if laid || leads {
                let asked = task.product.as_ref().map_or_else(
                    || t.text("no-product"),
                    |product| t.of_text(&product.text()).to_owned(),
                );
                duties.push(Duty {
                    entry,
                    address: format!("/tasks/{}", task.code),
                    name: own(t, &task.name),
                    asked,
                    due: task.due_day(),
                    facets: of_task(entry, task),
                });
            }
        }
    }
    duties.sort_by_key(|duty| due_order(duty.due));
    let mut directives: Vec<&str> =
        duties.iter().map(|duty| duty.entry.document.directive.code.as_str()).collect();
    directives.sort_unstable();
    directives.dedup();
    Some(panel(visit, &duties, directives.len(), day))
}

fn panel(visit: &Visit, duties: &[Duty<'_>], directives: usize, day: Day) -> Markup {
    let t = visit.words;
    let lens = Lens::of(visit);
    let shown: Vec<&Duty<'_>> = duties.iter().filter(|duty| lens.keeps(duty.facets)).collect();
    html! {
        section.section {
            h2 { (t.text("what-it-owes")) }
            @if duties.is_empty() { p.under { (t.text("owes-nothing")) } } @else {
                p.under { (t.with("owes-count", &[("n", Argument::from(duties.len())), ("directives", Argument::from(directives)), ("day", Argument::from(day))])) }
                (lens.form(visit, duties.iter().map(|duty| duty.facets)))
                @if lens.chosen() { p.quiet { (t.with("duties-shown", &[("n", Argument::from(shown.len())), ("all", Argument::from(duties.len()))])) } }
                div.scroll tabindex="0" { table.tab.dense.lines {
                    thead { tr { th scope="col" { (t.text("what")) } th scope="col" { (t.text("under-directive")) } th scope="col" { (t.text("asked")) } th scope="col" { (t.text("due")) } th.n scope="col" { (t.text("days-left")) } } }
                    tbody { @for duty in shown {
                        tr {
                            th scope="row" { a href=(duty.address) { (duty.name) } }
                            td.nowrap { (directive_link(t, duty.entry)) }
                            td { (duty.asked) }
                            td.nowrap { (due(t, duty.due)) }
                            td.n { @if let Some(left) = duty.due.map(|due| visit.day.days_until(due)) { @if left < 0 { span.late { (t.with("days-late", &[("n", Argument::Count(i64::from(-left)))])) } } @else { (t.number(i64::from(left))) } } }
                        }
                    } }
                } }
            }
        }
    }
}
