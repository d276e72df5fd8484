//! All tasks by due day, through the lenses of sector and pillar; and the table of tasks that other pages show.

use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use banyan_core::unit::{Network, UnitNo};
use banyan_core::words::{Day, Moment};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::Task;
use super::super::store::{Catalogue, Entry, Known, due_order};
use super::lens::{Lens, of_task};
use super::{directive_link, due, own};
use crate::units::{self, Networks};
use crate::web::{Argument, Section, Visit, page};

#[derive(Deserialize)]
pub(in crate::programmes) struct Wanted {
    of: Option<String>,
    missing: Option<String>,
}

pub(in crate::programmes) async fn list_tasks(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let t = visit.words;
    let known = catalogue.seen_by(&visit, &networks);
    let all: Vec<(&Entry, &Task)> = known
        .entries()
        .flat_map(|entry| entry.document.task.iter().map(move |task| (entry, task)))
        .collect();
    let of = wanted.of.as_deref().filter(|of| !of.is_empty());
    let lens = Lens::of(&visit);
    let mut shown: Vec<(&Entry, &Task)> = all
        .iter()
        .copied()
        .filter(|(entry, task)| {
            lens.keeps(of_task(entry, task))
                && of.is_none_or(|of| of == entry.document.directive.code)
                && lacks(&known, entry, task, wanted.missing.as_deref())
        })
        .collect();
    shown.sort_by_key(|(_, task)| (due_order(task.due_day()), task.code.clone()));
    let title = t.text("all-tasks-by-due");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.with("tasks-shown", &[("n", Argument::from(shown.len())), ("all", Argument::from(all.len()))])) }
            (lens.form(&visit, all.iter().map(|(entry, task)| of_task(entry, task))))
            (task_table(&visit, &known, &networks.network_at(visit.known_at), &shown))
        }
    };
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

fn lacks(known: &Known, entry: &Entry, task: &Task, what: Option<&str>) -> bool {
    match what {
        Some("due") => task.due.is_empty(),
        Some("body") => !known.has_body(task),
        Some(clear) if !clear.is_empty() => {
            known.gaps(entry, task).iter().any(|gap| gap.key() == clear)
        }
        _ => true,
    }
}

/// Tasks with the days on which they fall due, their bodies and their gaps.
pub(super) fn task_table(
    visit: &Visit,
    known: &Known,
    network: &Network,
    tasks: &[(&Entry, &Task)],
) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab.dense.lines {
            thead { tr { th scope="col" { (t.text("due")) } th scope="col" { (t.text("task")) } th scope="col" { (t.text("responsible")) } th scope="col" { (t.text("directive")) } th scope="col" { (t.text("missing-clears")) } } }
            tbody {
                @for (entry, task) in tasks {
                    tr {
                        td.nowrap { @match task.returns() { Some(every) => { (t.text(&format!("recurrence-{}", every.key()))) } None => { (due(t, task.due_day())) } } }
                        th scope="row" { a href={ "/tasks/" (task.code) } { (own(t, &task.name)) } }
                        td { (body(visit, network, entry, task)) }
                        td.nowrap { (directive_link(t, entry)) }
                        td.late data-label=(t.text("missing-clears")) { @for (number, clear) in known.gaps(entry, task).iter().enumerate() { @if number > 0 { (t.text("list-comma")) } (t.text(&format!("clear-{}", clear.key()))) } }
                    }
                }
            }
        } }
    }
}

/// Who is responsible, as the directive names them; in words where they stand for no unit.
pub(super) fn body(visit: &Visit, network: &Network, entry: &Entry, task: &Task) -> Markup {
    let t = visit.words;
    html! {
        @if let Some(words) = &task.lead_words { (own(t, words)) }
        @else if let Some(scope) = &task.scope { @for (number, level) in scope.levels().iter().enumerate() { @if number > 0 { (t.text("list-comma")) } (t.text(&format!("each-{}", level.key()))) } }
        @else if !task.lead.is_empty() {
            @for (number, code) in task.lead.iter().enumerate() {
                @if number > 0 { (t.text("list-comma")) }
                @match lead_of(network, entry, code) {
                    Some(no) => { (units::unit_link(visit, network, no, visit.day)) }
                    None => { span.num { (code) } " " span.quiet { "(" (t.text("unit-not-known")) ")" } }
                }
            }
        }
        @else { span.late { (t.text("no-owner")) } }
    }
}

/// The unit that bore a lead's code on the directive's day, or on the first known day where that is later.
pub(super) fn lead_of(network: &Network, entry: &Entry, code: &str) -> Option<UnitNo> {
    let first = network.territories_known_from()?;
    let day = entry.document.directive.day().unwrap_or(first);
    network.unit_on(code, day, None).or_else(|| network.unit_on(code, day.max(first), None))
}

/// The unit that took over whole what a lead was, or is its default successor.
pub(super) fn heirs_of(
    network: &Network,
    lead: UnitNo,
    known_at: Option<Moment>,
) -> impl Iterator<Item = UnitNo> {
    let streams = network.successors(lead, known_at);
    let alone = streams.len() == 1;
    let heirs = streams.into_iter().filter(move |own| alone || own.transfer.default_successor);
    heirs.map(|own| own.unit)
}

/// The next days on which a recurring duty falls due.
pub(super) fn next_days(task: &Task, from: Day) -> Vec<Day> {
    let last = task.due_day().unwrap_or(from.plus_days(370));
    task.returns()
        .map(|every| every.occurrences(task.recurrence_day, from, last))
        .unwrap_or_default()
}
