//! All programmes; and all tasks by due day, through the lenses of sector and pillar.

use std::collections::BTreeSet;

use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use banyan_core::unit::Network;
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::Task;
use super::super::store::{Catalogue, Entry, Known, due_order};
use super::{cited, directive_link, due, own};
use crate::units::{self, Networks};
use crate::web::{Argument, Section, Visit, page};

pub(in crate::programmes) async fn list(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
) -> Response {
    let t = visit.words;
    let known = catalogue.known(visit.known_at);
    let network = networks.network();
    let tree = networks.tree_on(visit.day, visit.known_at).ok();
    let lost = |entry: &Entry| {
        let Some(tree) = tree.as_ref() else { return 0 };
        entry
            .document
            .target
            .iter()
            .filter(|target| known.without_holder(entry, target, &network, tree))
            .count()
    };
    let title = t.text("programmes-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.text("programmes-under")) }
            div.scroll tabindex="0" { table.tab {
                thead { tr {
                    th scope="col" { (t.text("directive")) } th scope="col" { (t.text("programme")) } th scope="col" { (t.text("issued")) }
                    th.n scope="col" { (t.text("targets")) } th.n scope="col" { (t.text("tasks")) } th.n scope="col" { (t.text("baselines")) }
                    th.n scope="col" { (t.text("without-holder")) } th.n scope="col" { (t.text("tasks-cannot-start")) }
                } }
                tbody {
                    @for entry in known.entries() {
                        @let document = &entry.document;
                        @let stuck = document.task.iter().filter(|task| !known.gaps(entry, task).is_empty()).count();
                        tr {
                            th.nowrap scope="row" { (directive_link(t, entry)) }
                            td { (own(t, document.programme.as_ref().map_or(&document.directive.title, |programme| &programme.name)))
                                @if document.programme.is_none() { " " span.sim { (t.text("session-record")) } } }
                            td.nowrap { (due(t, document.directive.day())) }
                            td.n { (t.size(document.target.len())) } td.n { (t.size(document.task.len())) } td.n { (t.size(document.baseline.len())) }
                            td.n { @if lost(entry) > 0 { span.late { (t.size(lost(entry))) } } @else { (t.size(0)) } }
                            td.n { @if stuck > 0 { span.late { (t.size(stuck)) } } @else { (t.size(0)) } }
                        }
                    }
                }
            } }
            p.mt-3 { a href="/tasks" { (t.text("all-tasks-by-due")) } }
            (overlaps(&visit, &known))
        }
    };
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

/// The same indicator, or near-identical tasks, asked by two directives.
fn overlaps(visit: &Visit, known: &Known) -> Markup {
    let t = visit.words;
    let mut found: Vec<(&Entry, &Task, &Entry, &Task)> = Vec::new();
    let all: Vec<(&Entry, &Task)> = known
        .entries()
        .flat_map(|entry| entry.document.task.iter().map(move |task| (entry, task)))
        .collect();
    for (number, (entry, task)) in all.iter().enumerate() {
        for (other_entry, other) in all.iter().skip(number + 1) {
            let two = entry.document.directive.code != other_entry.document.directive.code;
            let alike = || {
                let (one, two) = (task.name.text(), other.name.text());
                one.pairs().any(|(language, words)| {
                    let (own, other) = two.in_language(language);
                    own == language && banyan_core::programme::near_identical(words, other)
                })
            };
            if two && alike() {
                found.push((entry, task, other_entry, other));
            }
        }
    }
    let shared: Vec<(String, Vec<&Entry>)> = known
        .entries()
        .flat_map(|entry| entry.document.indicator.iter().map(|indicator| &indicator.code))
        .filter_map(|code| {
            let mut asking: Vec<&Entry> = known.targets_on(code).map(|(entry, _)| entry).collect();
            asking.dedup_by_key(|entry| entry.document.directive.code.clone());
            (asking.len() > 1).then(|| (code.clone(), asking))
        })
        .collect();
    html! {
        section.section {
            h2 { (t.text("overlaps")) }
            @if found.is_empty() && shared.is_empty() { p.under { (t.text("no-overlaps")) } } @else {
                p.under { (t.text("overlaps-under")) }
                ul {
                    @for (code, asking) in &shared { li { a href={ "/indicators/" (code) } { (code) } ": " @for (number, entry) in asking.iter().enumerate() { @if number > 0 { ", " } (directive_link(t, entry)) } } }
                    @for (entry, task, other_entry, other) in &found {
                        li { a href={ "/tasks/" (task.code) } { (own(t, &task.name)) } " (" (cited(t, entry)) ") · " a href={ "/tasks/" (other.code) } { (own(t, &other.name)) } " (" (cited(t, other_entry)) ")" }
                    }
                }
            }
        }
    }
}

#[derive(Deserialize)]
pub(in crate::programmes) struct Lens {
    sector: Option<String>,
    pillar: Option<String>,
    of: Option<String>,
    missing: Option<String>,
}

pub(in crate::programmes) async fn list_tasks(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Query(lens): Query<Lens>,
) -> Response {
    let t = visit.words;
    let known = catalogue.known(visit.known_at);
    let all: Vec<(&Entry, &Task)> = known
        .entries()
        .flat_map(|entry| entry.document.task.iter().map(move |task| (entry, task)))
        .collect();
    let wanted = |choice: &Option<String>, own: &str| {
        choice.as_ref().is_none_or(|choice| choice.is_empty() || choice == own)
    };
    let mut shown: Vec<(&Entry, &Task)> = all
        .iter()
        .copied()
        .filter(|(entry, task)| {
            wanted(&lens.sector, &task.sector)
                && wanted(&lens.pillar, &task.pillar)
                && wanted(&lens.of, &entry.document.directive.code)
        })
        .filter(|(entry, task)| lacks(&known, entry, task, lens.missing.as_deref()))
        .collect();
    shown.sort_by_key(|(_, task)| (due_order(task.due_day()), task.code.clone()));
    let title = t.text("all-tasks-by-due");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.with("tasks-shown", &[("n", Argument::from(shown.len())), ("all", Argument::from(all.len()))])) }
            (lenses(&visit, &all, &lens))
            (task_table(&visit, &known, &networks.network(), &shown))
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

fn lenses(visit: &Visit, all: &[(&Entry, &Task)], lens: &Lens) -> Markup {
    let t = visit.words;
    let sectors: BTreeSet<&str> = all
        .iter()
        .map(|(_, task)| task.sector.as_str())
        .filter(|sector| !sector.is_empty())
        .collect();
    let pillars: BTreeSet<&str> = all
        .iter()
        .map(|(_, task)| task.pillar.as_str())
        .filter(|pillar| !pillar.is_empty())
        .collect();
    let choice = |name: &str,
                  key: &str,
                  label_of: fn(&str) -> String,
                  choices: &BTreeSet<&str>,
                  chosen: &Option<String>| {
        html! {
            label for={ "l-" (name) } { (t.text(key)) }
            span { select.form-select id={ "l-" (name) } name=(name) {
                option value="" { (t.text("all-of-them")) }
                @for value in choices {
                    @let label = label_of(value);
                    option value=(value) selected[chosen.as_deref() == Some(value)] { @if t.has(&label) { (t.text(&label)) } @else { (value) } }
                }
            } }
        }
    };
    html! {
        form.actions.mb-3 action="/tasks" method="get" {
            (choice("sector", "sector", |sector| format!("sector-{sector}"), &sectors, &lens.sector))
            (choice("pillar", "pillar", |pillar| format!("pillar-{pillar}"), &pillars, &lens.pillar))
            button.btn type="submit" { (t.text("show")) }
        }
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
        div.scroll tabindex="0" { table.tab.dense {
            thead { tr { th scope="col" { (t.text("due")) } th scope="col" { (t.text("task")) } th scope="col" { (t.text("responsible")) } th scope="col" { (t.text("directive")) } th scope="col" { (t.text("missing-clears")) } } }
            tbody {
                @for (entry, task) in tasks {
                    tr {
                        td.nowrap { @match task.returns() { Some(every) => { (t.text(&format!("recurrence-{}", every.key()))) } None => { (due(t, task.due_day())) } } }
                        th scope="row" { a href={ "/tasks/" (task.code) } { (own(t, &task.name)) } }
                        td { (body(visit, network, task)) }
                        td.nowrap { (directive_link(t, entry)) }
                        td.late { @for (number, clear) in known.gaps(entry, task).iter().enumerate() { @if number > 0 { ", " } (t.text(&format!("clear-{}", clear.key()))) } }
                    }
                }
            }
        } }
    }
}

/// Who is responsible, as the directive names them; in words where they stand for no unit.
pub(super) fn body(visit: &Visit, network: &Network, task: &Task) -> Markup {
    let t = visit.words;
    html! {
        @if let Some(words) = &task.lead_words { (own(t, words)) }
        @else if let Some(scope) = &task.scope { @for (number, level) in scope.levels().iter().enumerate() { @if number > 0 { ", " } (t.text(&format!("each-{}", level.key()))) } }
        @else if !task.lead.is_empty() {
            @for (number, code) in task.lead.iter().enumerate() {
                @if number > 0 { ", " }
                @match network.unit_on(code, visit.day, None).or_else(|| network.bearers(code).first().copied()) {
                    Some(no) => { (units::unit_link(t, network, no, visit.day)) }
                    None => { (code) }
                }
            }
        }
        @else { span.late { (t.text("no-owner")) } }
    }
}

/// The next days on which a recurring duty falls due.
pub(super) fn next_days(task: &Task, from: Day) -> Vec<Day> {
    let last = task.due_day().unwrap_or(from.plus_days(370));
    task.returns()
        .map(|every| every.occurrences(task.recurrence_day, from, last))
        .unwrap_or_default()
}
