//! One line of a draft, as it reads.

use banyan_core::programme::{Scope, ScopeLevel};
use banyan_core::unit::{Class, Gazetteer, Network, Resolved, Tree, UnitNo};
use banyan_core::words::{Day, Quantity};
use maud::{Markup, html};

use super::super::{Draft, Item, ItemClass};
use crate::units;
use crate::web::{Argument, Visit, Words};

/// What a line needs to say of names: the network, the tree of the directive's day, its territory.
pub(super) struct Names<'a> {
    pub network: &'a Network,
    pub tree: Option<&'a Tree>,
    /// The names of that tree.
    pub gazetteer: Option<Gazetteer<'a>>,
    pub territory: Option<UnitNo>,
    pub today: Day,
    pub tree_today: Option<&'a Tree>,
    /// The directive is older than the first known day, on which its names are resolved instead.
    pub older_than_known: bool,
}

pub(super) fn closed(
    visit: &Visit,
    draft: &Draft,
    names: &Names<'_>,
    shown: usize,
    place: usize,
    item: &Item,
) -> Markup {
    let t = visit.words;
    let number = t.size(shown);
    html! {
        li id={ "item-" (place) } {
            span.no { (number) }
            div {
                div { bdi { (item.subject) } @if item.by_hand { " " span.sim { (t.text("by-hand")) } } }
                div.meta { (meta(t, item)) }
                @if item.doubtful() { div.doubt { (doubts(t, item)) } }
                (falls_on(visit, names, item))
                (named(visit, names, item))
            }
            @if draft.adopted_as.is_none() {
                a.small href={ "/drafts/" (draft.id) "?item=" (place) "#item" } aria-label=(t.with("edit-item", &[("number", Argument::from(&number))])) { (t.text("edit")) }
            }
        }
    }
}

/// Class, figure, day, body, in one line.
fn meta(t: Words, item: &Item) -> Markup {
    let class = t.text(class_key(item.class));
    let due = item.due.parse::<Day>().map(|day| t.day(day));
    html! {
        (class)
        @if !item.value.is_empty() { " · " (figure(t, item)) }
        @if item.lacks_value() { " · " span.late { (t.text("no-value")) } }
        @if !item.lead.is_empty() { " · " bdi { (item.lead) } }
        @if !item.laid_on.is_empty() { " · " (t.text(&format!("laid-on-{}", item.laid_on))) }
        @if !item.recurrence.is_empty() { " · " (t.text(&format!("recurrence-{}", item.recurrence))) }
        @match (item.class, due) {
            (ItemClass::Baseline, _) => { @if !item.as_of.is_empty() { " · " span.num { (item.as_of) } } }
            (_, Ok(day)) => { " · " (day) @if !item.due_words.is_empty() { " (" (t.text("from-heading")) " “" bdi { (item.due_words) } "”)" } }
            (_, Err(_)) => { @if item.recurrence.is_empty() { " · " span.late { (t.text("no-due-day")) } } }
        }
        @if item.class == ItemClass::Task && item.lead.is_empty() && item.laid_on.is_empty() { " · " span.late { (t.text("no-owner")) } }
        @if item.class == ItemClass::Target && item.indicator.is_empty() { " · " span.late { (t.text("no-indicator")) } }
        @if !item.indicator.is_empty() { " · " span.num { (item.indicator) } }
    }
}

pub(super) fn class_key(class: ItemClass) -> &'static str {
    match class {
        ItemClass::Target => "mark-target",
        ItemClass::Task => "mark-task",
        ItemClass::Baseline => "mark-baseline",
    }
}

fn figure(t: Words, item: &Item) -> String {
    let shown = |value: &str| match (value.parse::<Quantity>(), item.unit.as_str()) {
        (Ok(value), "%") => t.percent(value),
        (Ok(value), _) => t.quantity(value),
        (Err(_), _) => value.to_owned(),
    };
    let range = if item.value_max.is_empty() {
        shown(&item.value)
    } else {
        format!("{} – {}", shown(&item.value), shown(&item.value_max))
    };
    let key = match item.comparator.as_str() {
        ">=" => "at-least",
        "<=" => "at-most",
        "~" => "about",
        _ => return range,
    };
    t.with(key, &[("value", Argument::from(&range))])
}

pub(super) fn doubts(t: Words, item: &Item) -> String {
    item.doubts.iter().map(|doubt| t.text(&format!("doubt-{doubt}"))).collect::<Vec<_>>().join(" ")
}

/// The body that the words name, on the directive's day; who holds it today; what else bears the name.
fn named(visit: &Visit, names: &Names<'_>, item: &Item) -> Markup {
    let t = visit.words;
    let words = if item.lead.is_empty() && item.class == ItemClass::Task {
        &item.subject
    } else {
        &item.lead
    };
    let (Some(tree), Some(gazetteer)) = (names.tree, &names.gazetteer) else { return html! {} };
    // A duty that is laid on a class names nobody.
    if words.is_empty() || !item.laid_on.is_empty() {
        return html! {};
    }
    let Some(found) = gazetteer.resolve(words, names.territory) else {
        return html! { @if !item.lead.is_empty() { div.doubt { (t.text("body-not-found")) } } };
    };
    let day = tree.day();
    let version = names.network.version_on(found.unit, day, None);
    if version.is_some_and(|version| version.parent.is_none()) {
        return html! {};
    }
    let code = version.map_or("", |version| version.code.as_str());
    html! {
        div.meta {
            (units::bare_link(t, names.network, found.unit, day)) " " span.num { (code) }
            @for other in found.namesakes.iter().filter(|other| territory(names, **other)).take(3) {
                ", " (t.text("not-this")) " " (units::unit_link(visit, names.network, *other, day)) " " span.num { (names.network.version_on(*other, day, None).map_or("", |version| version.code.as_str())) }
            }
            @if names.older_than_known { " (" (t.with("resolved-on-first-day", &[("day", Argument::from(day))])) ")" }
            "."
        }
        @if !names.network.open_on(found.unit, names.today, None) { (ended(visit, names, &found)) }
    }
}

/// Named at the end of a sentence, before the others are counted.
const NAMED: usize = 12;

/// When a unit ended, where its territory lies today and who keeps what it left. Where it had ended by the directive's day,
/// it is said that nobody is put in its place.
fn ended(visit: &Visit, names: &Names<'_>, found: &Resolved) -> Markup {
    let t = visit.words;
    let network = names.network;
    let holders = network.holders_on(found.unit, names.today);
    let territory = network.territory_on(found.unit, names.today);
    let listed = |units: &[UnitNo]| {
        html! {
            @for (number, no) in units.iter().take(NAMED).enumerate() {
                @if number > 0 { (t.text("list-comma")) }
                (units::unit_link(visit, network, *no, names.today))
            }
            @if units.len() > NAMED { " " (t.with("and-more-units", &[("n", Argument::from(units.len() - NAMED))])) }
            ". "
        }
    };
    let key = if found.open { "body-ended" } else { "body-ended-before" };
    html! {
        div.doubt {
            @if let Some(end) = network.end(found.unit, None) { (t.with(key, &[("day", Argument::from(end.last_day))])) " " }
            @if territory.iter().any(|no| !holders.contains(no)) {
                (t.text("territory-today")) " " (listed(&territory)) (t.text("custodian-label")) " " (listed(&holders))
            } @else { (t.text("today-held-by")) " " (listed(&holders)) }
        }
    }
}

/// On how many units a target of a level falls, on the directive's day and today; a level that ended is said to be one.
fn falls_on(visit: &Visit, names: &Names<'_>, item: &Item) -> Markup {
    let t = visit.words;
    let (Ok(level), Some(tree), Some(today)) =
        (item.level.parse::<ScopeLevel>(), names.tree, names.tree_today)
    else {
        return html! {};
    };
    let within = names.territory.or(tree.root().map(|root| root.unit));
    let code = within.and_then(|unit| names.network.version_on(unit, tree.day(), None));
    let Some(code) =
        code.filter(|_| item.class == ItemClass::Target).map(|version| version.code.clone())
    else {
        return html! {};
    };
    let scope =
        Scope { levels: vec![level], kinds: Vec::new(), within: code, named_on: tree.day() };
    let count = |tree: &Tree| scope.holders(names.network, tree).len();
    let (then, now) = (count(tree), count(today));
    let shown =
        |count: usize| t.with(&format!("holders-{}", level.key()), &[("n", Argument::from(count))]);
    let class = if then > 0 && now == 0 { "doubt" } else { "meta" };
    html! {
        div class=(class) {
            (t.with("falls-then-and-today", &[("day", Argument::from(tree.day())), ("then", Argument::from(&shown(then))), ("now", Argument::from(&shown(now)))]))
        }
    }
}

/// Only places are mistaken for each other; departments of one name stand in every province.
fn territory(names: &Names<'_>, unit: UnitNo) -> bool {
    names.network.unit(unit).is_some_and(|unit| unit.class == Class::Territory)
}
