//! Pages of programmes, and what other pages show of them.

mod adopt;
pub(super) use adopt::adopt;

mod indicator;
pub(super) use indicator::show_indicator;

mod list;
pub(super) use list::{list, list_tasks};

mod owes;
pub use owes::owes;

mod show;
pub(super) use show::show;

mod target;
pub(super) use target::{give_rule, show_target};

mod task;
pub(super) use task::{meet, show_task};

mod thread;
pub use thread::{ask_link, thread};

use banyan_core::words::{Day, Quantity};
use maud::{Markup, html};

use super::actions::{Target, Words4};
use super::store::{Entry, Known};
use crate::web::{Argument, Words};

/// Words in the reader's language, with the language that they are in where it is another.
pub(super) fn own(t: Words, words: &Words4) -> Markup {
    let text = words.text();
    let (language, words) = text.in_language(t.language());
    html! {
        @if language == t.language() { (words) } @else { bdi lang=(language) { (words) } }
    }
}

/// A figure of a definition: "at least 80 %", "rank 25 to 30".
pub(super) fn figure(
    t: Words,
    comparator: &str,
    value: &str,
    value_max: &str,
    unit: &str,
) -> String {
    let shown = |value: &str| match value.parse::<Quantity>() {
        Ok(quantity) if unit == "percent" => t.percent(quantity),
        Ok(quantity) => t.quantity(quantity),
        Err(_) => value.to_owned(),
    };
    let range = if value_max.is_empty() {
        shown(value)
    } else {
        format!("{} – {}", shown(value), shown(value_max))
    };
    match comparator {
        ">=" => t.with("at-least", &[("value", Argument::from(&range))]),
        "<=" => t.with("at-most", &[("value", Argument::from(&range))]),
        "~" => t.with("about", &[("value", Argument::from(&range))]),
        _ => range,
    }
}

/// What a target asks, with the unit of its indicator under the definition that it was set under.
pub(super) fn asked(t: Words, known: &Known, entry: &Entry, target: &Target) -> String {
    let unit =
        known.measure(entry, target).map_or("", |indicator| indicator.unit_of_measure.as_str());
    figure(t, &target.comparator, &target.value, &target.value_max, unit)
}

/// The line above something that its directive no longer asks for, with the day on which it ended.
pub(super) fn ended_note(t: Words, ended_on: Option<Day>) -> Markup {
    html! { @if let Some(day) = ended_on { div.note { (t.with("ended-version", &[("day", Argument::from(day))])) } } }
}

/// A day, or that there is none.
pub(super) fn due(t: Words, day: Option<Day>) -> Markup {
    html! { @match day { Some(day) => { (t.day(day)) } None => { span.late { (t.text("no-due-day")) } } } }
}

/// How a directive is called in a line: kind and number.
pub fn cited(t: Words, entry: &Entry) -> String {
    let directive = &entry.document.directive;
    let kind = t.text(&format!("document-{}", directive.kind));
    if directive.number.is_empty() { kind } else { format!("{kind} {}", directive.number) }
}

/// A link to the page of a directive and its programme.
pub(super) fn directive_link(t: Words, entry: &Entry) -> Markup {
    html! { a href={ "/programmes/" (entry.document.directive.code) } { bdi { (cited(t, entry)) } } }
}
