//! Pages of programmes, and what other pages show of them.

mod adopt;
pub(super) use adopt::adopt;

mod definitions;
pub(super) use definitions::{list_indicators, list_targets};

mod indicator;
pub(super) use indicator::show_indicator;

mod lens;

mod list;
pub(super) use list::list;

mod overlaps;

mod owes;
pub use owes::owes;

mod path;

mod seen;
pub use seen::places;

mod show;
pub(super) use show::show;

mod target;
pub(super) use target::{give_rule, show_target};

mod task;
pub(super) use task::{meet, show_task};

mod tasks;
pub(super) use tasks::list_tasks;

mod thread;
pub use thread::{ask_link, thread};

use banyan_core::access::{Action, Permit, Subject};
use banyan_core::programme::ScopeLevel;
use banyan_core::words::{Day, Quantity};
use maud::{Markup, html};

use super::actions::{Target, Words4};
use super::store::{Entry, Known, Lost};
use crate::accounts;
use crate::units::Networks;
use crate::web::{Argument, Refusal, Visit, Words};

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
    if value.is_empty() {
        return t.text("no-value");
    }
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

/// Levels in words, joined: "district level, commune level".
pub fn level_names(t: Words, levels: impl IntoIterator<Item = ScopeLevel>) -> String {
    let names = levels.into_iter().map(|level| t.text(&format!("level-{}", level.key())));
    names.collect::<Vec<_>>().join(&t.text("list-comma"))
}

/// How many targets have no holder, wholly or on one level, and which levels nobody holds.
pub(super) fn lost_words(t: Words, lost: &Lost) -> Markup {
    let levels = level_names(t, lost.levels.iter().copied());
    let values = |n: usize| [("n", Argument::from(n)), ("levels", Argument::Text(levels.as_str()))];
    html! {
        @if lost.wholly > 0 { p.late { (t.with("targets-without-holder", &values(lost.wholly))) } }
        @if lost.partly > 0 { p.late { (t.with("targets-without-a-level", &values(lost.partly))) } }
        @if !levels.is_empty() { p.late { (t.with("levels-without-holder", &values(lost.levels.len()))) } }
    }
}

/// The name of what a target measures.
pub(super) fn indicator_name(t: Words, known: &Known, target: &Target) -> Markup {
    html! {
        @match known.indicator(&target.indicator) {
            Some((_, indicator)) => { (own(t, &indicator.name)) }
            None => { (target.code) }
        }
    }
}

/// The key of a word of a definition.
pub(super) fn word_key(sort: &str, word: &str) -> String {
    match sort {
        "sector" => format!("sector-{word}"),
        "pillar" => format!("pillar-{word}"),
        _ => format!("trajectory-{word}"),
    }
}

/// A word of a definition, such as a pillar, in the reader's language; as it stands where the content brings its own.
pub(super) fn word(t: Words, sort: &str, word: &str) -> Markup {
    let key = word_key(sort, word);
    html! {
        @if word.is_empty() { span.quiet { (t.text("not-stated")) } }
        @else if t.has(&key) { (t.text(&key)) }
        @else { (word) }
    }
}

/// How a target is approached, in words.
pub(super) fn trajectory(t: Words, target: &Target) -> Markup {
    html! {
        @if target.trajectory.is_empty() { (t.text("trajectory-none")) }
        @else { (word(t, "trajectory", &target.trajectory)) }
    }
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
    if directive.number.is_empty() { kind } else { format!("{kind} {}", t.code(&directive.number)) }
}

/// A link to the page of a directive and its programme.
pub(super) fn directive_link(t: Words, entry: &Entry) -> Markup {
    html! { a href={ "/programmes/" (entry.document.directive.code) } { bdi { (cited(t, entry)) } } }
}

/// The permit for an action on a programme, at the unit that it belongs to; what belongs to no unit is the country's.
///
/// # Errors
/// As [`accounts::permit_about`].
fn permit_on(
    visit: &Visit,
    networks: &Networks,
    entry: &Entry,
    action: Action,
) -> Result<Permit, Refusal> {
    let network = networks.network();
    let tree = networks.tree_on(visit.today, None)?;
    let unit = seen::unit_of(entry, &network, &tree).and_then(|no| network.unit(no));
    let unit = unit.ok_or(Refusal::NotAllowed)?;
    let subject = Subject::Programme(entry.document.directive.code.clone());
    accounts::permit_about(visit, networks, action, &unit.id, &subject, &[])
}
