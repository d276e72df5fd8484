//! Overlaps: what two directives ask alike. Nothing is joined by itself: a person decides.

use banyan_core::programme::{near_identical, same_measure};
use banyan_core::words::Text;
use maud::{Markup, html};

use super::super::store::{Entry, Known};
use super::{cited, directive_link};
use crate::web::Visit;

/// Something that a directive asks for, by its name.
struct Named<'a> {
    entry: &'a Entry,
    room: &'static str,
    code: &'a str,
    name: Text,
}

/// Pairs of different directives whose names are alike in a language that both have.
fn alike<'a, 'b>(
    all: &'b [Named<'a>],
    fits: fn(&str, &str) -> bool,
) -> Vec<(&'b Named<'a>, &'b Named<'a>)> {
    let mut found = Vec::new();
    for (number, one) in all.iter().enumerate() {
        for other in all.iter().skip(number + 1) {
            let two = one.entry.document.directive.code != other.entry.document.directive.code;
            let names_fit = || {
                one.name.pairs().any(|(language, words)| {
                    let (own, others) = other.name.in_language(language);
                    own == language && fits(words, others)
                })
            };
            if two && one.code != other.code && names_fit() {
                found.push((one, other));
            }
        }
    }
    found
}

/// The same indicator, indicators of the same name, or near-identical tasks, asked by two directives.
pub(super) fn overlaps(visit: &Visit, known: &Known) -> Markup {
    let t = visit.words;
    let named =
        |entry, room, code, name: &super::Words4| Named { entry, room, code, name: name.text() };
    let (mut indicators, mut tasks) = (Vec::new(), Vec::new());
    for entry in known.entries() {
        let document = &entry.document;
        let own = document.indicator.iter();
        indicators.extend(own.map(|own| named(entry, "indicators", own.code.as_str(), &own.name)));
        tasks.extend(
            document.task.iter().map(|own| named(entry, "tasks", own.code.as_str(), &own.name)),
        );
    }
    let measures = alike(&indicators, same_measure);
    let duties = alike(&tasks, near_identical);
    let shared: Vec<(&Named<'_>, Vec<&Entry>)> = indicators
        .iter()
        .filter_map(|indicator| {
            let mut asking: Vec<&Entry> =
                known.targets_on(indicator.code).map(|(entry, _)| entry).collect();
            asking.dedup_by_key(|entry| entry.document.directive.code.clone());
            (asking.len() > 1).then_some((indicator, asking))
        })
        .collect();
    let link = |named: &Named<'_>| {
        let (language, words) = named.name.in_language(t.language());
        html! {
            a href={ "/" (named.room) "/" (named.code) } { bdi lang=[(language != t.language()).then_some(language)] { (words) } }
            " (" bdi { (cited(t, named.entry)) } ")"
        }
    };
    let list = |key: &str, pairs: &[(&Named<'_>, &Named<'_>)]| {
        html! {
            @if !pairs.is_empty() {
                h3.group { (t.text(key)) }
                ul.mt-2 { @for (one, other) in pairs { li { (link(one)) " · " (link(other)) } } }
            }
        }
    };
    html! {
        section.section {
            h2 { (t.text("overlaps")) }
            @if measures.is_empty() && duties.is_empty() && shared.is_empty() { p.under { (t.text("no-overlaps")) } } @else {
                p.under { (t.text("overlaps-under")) }
                @if !shared.is_empty() {
                    h3.group { (t.text("overlap-shared")) }
                    ul.mt-2 { @for (indicator, asking) in &shared {
                        li { (link(indicator)) ": " @for (number, entry) in asking.iter().enumerate() { @if number > 0 { (t.text("list-comma")) } (directive_link(t, entry)) } }
                    } }
                }
                (list("overlap-indicators", &measures))
                (list("overlap-tasks", &duties))
            }
        }
    }
}
