//! A line of a draft as a form: the fields of its class, or what was typed into them, each with its fault.

use maud::{Markup, html};

use super::super::actions::{COMPARATORS, ItemWords, LAID_ON, LEVELS, RECURRENCES, UNITS};
use super::super::{Draft, Item, ItemClass};
use super::item::{class_key, doubts};
use super::sent::Sent;
use crate::web::{Fault, Visit, Words, fault, fault_id};

/// One field of a line.
struct Field {
    name: &'static str,
    width: &'static str,
    kind: Kind,
    of: &'static [ItemClass],
}

/// How a field is typed; a choice has its stable words, with or without an empty one.
enum Kind {
    Words,
    Day,
    Choice(&'static [&'static str]),
    Optional(&'static [&'static str]),
}

use ItemClass::{Baseline, Target, Task};

const CLASSES: [&str; 3] = ["target", "task", "baseline"];

const FIELDS: [Field; 16] = [
    Field { name: "subject", width: "w6", kind: Kind::Words, of: &[Target, Task, Baseline] },
    Field {
        name: "class",
        width: "w3",
        kind: Kind::Choice(&CLASSES),
        of: &[Target, Task, Baseline],
    },
    Field { name: "comparator", width: "w2", kind: Kind::Choice(&COMPARATORS), of: &[Target] },
    Field { name: "value", width: "w2", kind: Kind::Words, of: &[Target, Baseline] },
    Field { name: "value_max", width: "w2", kind: Kind::Words, of: &[Target] },
    Field { name: "unit", width: "w2", kind: Kind::Choice(&UNITS), of: &[Target, Baseline] },
    Field { name: "lead", width: "w6", kind: Kind::Words, of: &[Task] },
    Field { name: "laid_on", width: "w3", kind: Kind::Optional(&LAID_ON), of: &[Task] },
    Field { name: "due", width: "w3", kind: Kind::Day, of: &[Target, Task] },
    Field { name: "level", width: "w3", kind: Kind::Optional(&LEVELS), of: &[Target] },
    Field { name: "recurrence", width: "w3", kind: Kind::Optional(&RECURRENCES), of: &[Task] },
    Field { name: "person", width: "w3", kind: Kind::Words, of: &[Task] },
    Field { name: "product", width: "w6", kind: Kind::Words, of: &[Task] },
    Field { name: "authority", width: "w6", kind: Kind::Words, of: &[Task] },
    Field { name: "as_of", width: "w2", kind: Kind::Words, of: &[Baseline] },
    Field { name: "indicator", width: "w6", kind: Kind::Words, of: &[Target] },
];

/// What is typed in a field; `None` where the form has it not.
fn written<'w>(words: &'w ItemWords, name: &str) -> Option<&'w str> {
    let own = match name {
        "class" => return words.class.map(class_word),
        "subject" => return Some(&words.subject),
        "comparator" => &words.comparator,
        "value" => &words.value,
        "value_max" => &words.value_max,
        "unit" => &words.unit,
        "due" => &words.due,
        "level" => &words.level,
        "lead" => &words.lead,
        "laid_on" => &words.laid_on,
        "recurrence" => &words.recurrence,
        "person" => &words.person,
        "product" => &words.product,
        "authority" => &words.authority,
        "as_of" => &words.as_of,
        "indicator" => &words.indicator,
        _ => return None,
    };
    own.as_deref()
}

fn class_word(class: ItemClass) -> &'static str {
    match class {
        Target => "target",
        Task => "task",
        Baseline => "baseline",
    }
}

/// Every field that a form has, by name, as the page shows it: choices in words.
pub(super) fn typed(t: Words, words: &ItemWords) -> Vec<(&'static str, String)> {
    let shown = |field: &Field| {
        let own = written(words, field.name)?;
        Some(match field.kind {
            Kind::Choice(choices) | Kind::Optional(choices) if choices.contains(&own) => {
                (field.name, t.text(&choice_key(field.name, own)))
            }
            _ => (field.name, own.to_owned()),
        })
    };
    FIELDS.iter().filter_map(shown).collect()
}

/// The sentence of a choice.
fn choice_key(field: &str, choice: &str) -> String {
    match (field, choice) {
        ("class", own) => format!("mark-{own}"),
        ("comparator", "=") => "equal-to".to_owned(),
        ("comparator", ">=") => "comparator-at-least".to_owned(),
        ("comparator", "<=") => "comparator-at-most".to_owned(),
        ("comparator", _) => "comparator-about".to_owned(),
        ("unit", "%") => "unit-percent".to_owned(),
        ("level", "") => "level-none".to_owned(),
        ("laid_on", "") => "laid-on-nobody".to_owned(),
        ("recurrence", "") => "recurrence-none".to_owned(),
        ("laid_on", own) => format!("laid-on-{own}"),
        (field, own) => format!("{field}-{own}"),
    }
}

/// How a field of a class is called.
pub(super) fn label(t: Words, class: ItemClass, name: &str) -> String {
    match (name, class) {
        ("subject", Task) => t.text("field-work"),
        ("subject", _) => t.text("field-what-is-measured"),
        ("as_of", _) => t.text("field-as-of"),
        (name, _) => t.text(&format!("field-{name}")),
    }
}

/// The line as a form, as it stands or as it was sent.
pub(super) fn open(
    visit: &Visit,
    draft: &Draft,
    shown: usize,
    place: usize,
    item: &Item,
    sent: &Sent,
) -> Markup {
    let t = visit.words;
    let stands = ItemWords::of(item);
    let (words, faults) = match sent.line(place) {
        Some(words) => (words, &sent.faults[..]),
        None => (&stands, &[][..]),
    };
    let was_sent = sent.line(place).is_some();
    // What was typed into a field that the line has no more is shown all the same.
    let asked = |field: &&Field| {
        let own =
            field.of.contains(&item.class) && (field.name != "authority" || draft.clears == 6);
        own || (was_sent && written(words, field.name).is_some_and(|own| !own.is_empty()))
    };
    // A field that the sent form had not, of a class that the line has become, shows what stands.
    let said = |field: &Field| {
        written(words, field.name).or_else(|| written(&stands, field.name)).unwrap_or_default()
    };
    html! {
        li.open id="item" {
            form action={ "/drafts/" (draft.id) "/items/" (place) } method="post" {
                input type="hidden" name="revision" value=(words.revision) autocomplete="off";
                div { span.no { (t.size(shown)) } " " span.strong { (t.text(class_key(item.class))) } }
                @if item.doubtful() { div.doubt.mt-1 { (doubts(t, item)) } }
                p.small.quiet.mt-1 dir="auto" { "“" bdi { (draft.quote(item.start, item.end)) } "”" }
                div.fields { @for field in FIELDS.iter().filter(asked) { (input(t, item.class, field, said(field), faults)) } }
                @if !item.due_words.is_empty() { p.small.quiet { (t.text("due-from-heading")) " “" bdi { (item.due_words) } "”" } }
                div.actions {
                    button.btn.main.lite type="submit" name="do" value="keep" { (t.text("keep")) }
                    button.btn.lite type="submit" name="do" value="drop" { (t.text("drop")) }
                    a.small href={ "/drafts/" (draft.id) "#item-" (place) } { (t.text("close")) }
                }
                p.small.quiet.mt-2.mb-0 { (t.text("keys-hint")) }
            }
        }
    }
}

fn input(t: Words, class: ItemClass, field: &Field, value: &str, faults: &[Fault]) -> Markup {
    let name = field.name;
    let id = format!("f-{name}");
    let described = fault_id(faults, name);
    let select = |empty: &[&'static str], choices: &[&'static str]| {
        html! {
            select.form-select id=(id) name=(name) aria-describedby=[described.as_deref()] {
                @for choice in empty.iter().chain(choices) { option value=(choice) selected[*choice == value] { (t.text(&choice_key(name, choice))) } }
            }
        }
    };
    html! {
        div class=(field.width) {
            label.small for=(id) { (label(t, class, name)) }
            @match field.kind {
                Kind::Words => { input.form-control id=(id) name=(name) value=(value) dir="auto" aria-describedby=[described.as_deref()]; }
                Kind::Day => { input.form-control type="date" id=(id) name=(name) value=(value) aria-describedby=[described.as_deref()]; }
                Kind::Choice(choices) => { (select(&[], choices)) }
                Kind::Optional(choices) => { (select(&[""], choices)) }
            }
            (fault(faults, name))
        }
    }
}
