//! Overlaps: what two directives ask alike.

use maud::{Markup, html};

use super::super::actions::Task;
use super::super::store::{Entry, Known};
use super::{cited, directive_link, own};
use crate::web::Visit;

/// The same indicator, or near-identical tasks, asked by two directives.
pub(super) fn overlaps(visit: &Visit, known: &Known) -> Markup {
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
