//! The entries of a form on a page: each with its label, what was typed, what it was in the last period, and what is wrong with it.
//! Works without scripts; the names of the entries are their addresses.

use std::collections::BTreeMap;

use banyan_core::form::{
    Address, Answers, Form, FormField, Kind, Notation, Problem, ProblemKind, Severity, Texts, Value,
};
use banyan_core::words::{Language, Quantity, Words4};
use maud::{Markup, html};

use crate::web::{Argument, Visit, Words};

/// What stands in the entries and beside them.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    pub form: &'a Form,
    pub texts: &'a Texts,
    /// What is computed from them.
    pub answers: &'a Answers,
    /// Words of explanation by the name of a problem.
    pub explanations: &'a BTreeMap<String, String>,
    /// What is wrong or odd; empty before it was asked for.
    pub problems: &'a [Problem],
    /// The name of the last period, and its answers.
    pub before: Option<(&'a str, &'a Answers)>,
    /// What is entered elsewhere, and used here.
    pub given: &'a [Given],
}

/// A figure that is entered elsewhere.
#[derive(Clone, PartialEq, Debug)]
pub struct Given {
    pub at: Address,
    pub value: Quantity,
    /// What the place is called where it is entered, in four languages.
    pub place: Words4,
    /// Its address.
    pub address: String,
}

/// Where a figure is entered, as a link.
pub fn given_place(t: Words, given: &Given) -> Markup {
    html! { a href=(given.address) { (given.place.words_in(t.language())) } }
}

/// What the names of entries, and of words of explanation, begin with.
const ENTRY: &str = "e.";
const WHY: &str = "why.";

/// How a reader writes numbers and days.
pub fn notation(t: Words) -> Notation {
    Notation::Typed(t.language())
}

/// What was typed and explained in a form that was sent; other fields, and entries that no address names, are left out.
pub fn typed(pairs: &[(String, String)]) -> (Texts, BTreeMap<String, String>) {
    let (mut texts, mut explanations) = (Texts::new(), BTreeMap::new());
    for (name, text) in pairs.iter().filter(|(_, text)| !text.trim().is_empty()) {
        if let Some(at) = name.strip_prefix(ENTRY).and_then(|at| at.parse::<Address>().ok()) {
            texts.insert(at, text.clone());
        } else if let Some(problem) = name.strip_prefix(WHY) {
            explanations.insert(problem.to_owned(), text.trim().to_owned());
        }
    }
    (texts, explanations)
}

/// A value as the reader would type it.
pub fn as_typed(t: Words, value: &Value) -> String {
    match value {
        Value::Number(number) => match t.language() {
            Language::English => number.to_string(),
            Language::Vietnamese | Language::French => number.to_string().replace('.', ","),
            Language::Arabic => number.to_string().replace('.', "\u{066B}"),
        },
        Value::Text(text) | Value::Choice(text) | Value::Unit(text) => text.clone(),
        Value::Day(day) => day.to_string(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Attachment(file) => file.to_string(),
    }
}

/// All sections of the form, each with its entries; above them what is wrong, with links to where it is.
pub fn entries(visit: &Visit, filling: Filling<'_>) -> Markup {
    let t = visit.words;
    html! {
        (summary(t, filling))
        @for section in &filling.form.document().section {
            fieldset.section {
                legend { h2 { (own(t, &section.title)) } }
                @if section.help.pairs().next().is_some() { p.under { (own(t, &section.help)) } }
                @let fields: Vec<&FormField> =
                    section.field.iter().filter_map(|own| filling.form.field(&own.code)).collect();
                @match &section.rows {
                    None => { div.entries { @for field in &fields { (entry(t, filling, field, None)) } } }
                    Some(rows) => {
                        (wrong(t, filling, &Address::of(&section.code)))
                        @for row in rows_shown(filling, &section.code, rows.maximum) {
                            div.section role="group" aria-label=(t.with("form-row", &[("n", Argument::Count(i64::from(row)))])) {
                                h3 { (t.with("form-row", &[("n", Argument::Count(i64::from(row)))])) }
                                div.entries { @for field in &fields { (entry(t, filling, field, Some(row))) } }
                            }
                        }
                        p.under { (t.text("form-rows-under")) }
                    }
                }
            }
        }
    }
}

/// The rows in which anything stands, and one more to fill in; rows are numbered from 1.
fn rows_shown(filling: Filling<'_>, group: &str, maximum: u32) -> Vec<u32> {
    let own = |at: &Address| at.row.as_ref().filter(|row| row.group == group).map(|row| row.number);
    let mut rows: Vec<u32> = filling.texts.keys().filter_map(own).collect();
    rows.sort_unstable();
    rows.dedup();
    let next = rows.last().map_or(1, |last| last.saturating_add(1));
    if u32::try_from(rows.len()).is_ok_and(|count| count < maximum) {
        rows.push(next);
    }
    rows
}

fn summary(t: Words, filling: Filling<'_>) -> Markup {
    let errors = filling.problems.iter().filter(|own| own.severity == Severity::Error).count();
    let warnings = filling.problems.len() - errors;
    html! {
        @if !filling.problems.is_empty() {
            div.note role="alert" id="problems" tabindex="-1" {
                p { (t.with("form-problems", &[("errors", Argument::from(errors)), ("warnings", Argument::from(warnings))])) }
                ul { @for problem in filling.problems {
                    li { a href={ "#" (id(&problem.at)) } { (label_at(t, filling.form, &problem.at)) } ": " (sentence(t, filling.form, problem)) }
                } }
            }
        }
    }
}

fn entry(t: Words, filling: Filling<'_>, field: &FormField, row: Option<u32>) -> Markup {
    let total = field.address("", row);
    if field.cells.is_empty() {
        let full = matches!(field.field.kind, Kind::Text { .. });
        return html! {
            div.entry.full[full] {
                label for=(id(&total)) { (field.label("", t.language())) (required(t, field)) }
                (help(t, field))
                (wrong(t, filling, &total))
                (control(t, filling, field, &total, ""))
                (beside(t, filling, field, &total))
            }
        };
    }
    html! {
        div.entry.full {
            div.label id={ "l-" (id(&total)) } { (field.label("", t.language())) (required(t, field)) }
            (help(t, field))
            div.scroll tabindex="0" { table.tab.dense aria-labelledby={ "l-" (id(&total)) } { tbody {
                @for cell in field.slots() {
                    @let at = field.address(cell, row);
                    tr {
                        th scope="row" { label for=(id(&at)) { (cell_name(t, field, cell)) } (wrong(t, filling, &at)) }
                        td { (control(t, filling, field, &at, cell)) }
                        td.quiet { (beside(t, filling, field, &at)) }
                    }
                }
            } } }
        }
    }
}

fn cell_name(t: Words, field: &FormField, cell: &str) -> String {
    let names = field.cells.iter().find(|own| own.code == cell).map(|own| {
        let names = own.names.iter().map(|name| name.words_in(t.language()));
        names.collect::<Vec<_>>().join(&t.text("list-comma"))
    });
    names.unwrap_or_else(|| t.text("form-total"))
}

fn required(t: Words, field: &FormField) -> Markup {
    html! { @if field.field.required { " " span.quiet.small { "(" (t.text("form-required")) ")" } } }
}

fn help(t: Words, field: &FormField) -> Markup {
    html! { @if field.field.help.pairs().next().is_some() { p.small.quiet { (own(t, &field.field.help)) } } }
}

/// What is wrong with an entry, in words beside it; what is odd with a field for a word of explanation.
fn wrong(t: Words, filling: Filling<'_>, at: &Address) -> Markup {
    let here: Vec<&Problem> = filling.problems.iter().filter(|own| own.at == *at).collect();
    html! {
        @if !here.is_empty() {
            div.late id={ "p-" (id(at)) } {
                @for problem in here {
                    p { (sentence(t, filling.form, problem)) }
                    @if problem.severity == Severity::Warning {
                        @let name = problem.name();
                        @let said = filling.explanations.get(&name).map(String::as_str).unwrap_or_default();
                        label.small { (t.text("form-explain")) " "
                            input.form-control name={ (WHY) (name) } value=(said) dir="auto" maxlength="500"; }
                    }
                }
            }
        }
    }
}

fn control(t: Words, filling: Filling<'_>, field: &FormField, at: &Address, cell: &str) -> Markup {
    let name = format!("{ENTRY}{at}");
    let id = id(at);
    let text = filling.texts.get(at).map(String::as_str).unwrap_or_default();
    let bad = filling.problems.iter().any(|own| own.at == *at);
    let told = bad.then(|| format!("p-{id}"));
    if field.computed(cell) {
        return html! {
            output.num id=(id) { @match filling.answers.get(at) {
                Some(Value::Number(number)) => { (t.quantity(*number)) } _ => { span.quiet { (t.text("form-computed")) } }
            } }
        };
    }
    if let Some(given) = filling.given.iter().find(|own| own.at == *at) {
        return html! {
            input type="hidden" name=(name) value=(as_typed(t, &Value::Number(given.value)));
            output.num id=(id) { (t.quantity(given.value)) } " "
            span.small.quiet { (t.text("form-given")) " " (given_place(t, given)) }
        };
    }
    html! {
        @match &field.field.kind {
            Kind::Number(number) => {
                input.form-control.num id=(id) name=(name) value=(text) inputmode="decimal" autocomplete="off" dir="ltr" aria-invalid=[bad.then_some("true")] aria-describedby=[told];
                @let unit = format!("measure-{}", number.unit_of_measure);
                @if !number.unit_of_measure.is_empty() && t.has(&unit) { " " span.small.quiet { (t.text(&unit)) } }
            }
            Kind::Text { many_lines: true, length_max } => { textarea.form-control id=(id) name=(name) rows="5" dir="auto" maxlength=(length_max) aria-describedby=[told] { (text) } }
            Kind::Text { length_max, .. } => { input.form-control id=(id) name=(name) value=(text) dir="auto" maxlength=(length_max) aria-describedby=[told]; }
            Kind::Day { earliest, latest } => { input.form-control type="date" id=(id) name=(name) value=(text) min=[earliest] max=[latest] aria-describedby=[told]; }
            Kind::Choice { option } => {
                select.form-select id=(id) name=(name) aria-describedby=[told] {
                    option value="" { "–" }
                    @for own_option in option { option value=(own_option.code) selected[own_option.code == text] { (own(t, &own_option.name)) } }
                }
            }
            Kind::YesNo {} => {
                select.form-select id=(id) name=(name) aria-describedby=[told] {
                    option value="" { "–" }
                    @for (value, key) in [("yes", "form-yes"), ("no", "form-no")] { option value=(value) selected[value == text] { (t.text(key)) } }
                }
            }
            Kind::Unit {} => { input.form-control id=(id) name=(name) value=(text) dir="ltr" autocomplete="off" aria-describedby=[told]; }
            Kind::Attachment { .. } => { span.quiet id=(id) { (t.text("form-no-attachments")) } }
        }
    }
}

/// What the entry was in the last period.
fn beside(t: Words, filling: Filling<'_>, field: &FormField, at: &Address) -> Markup {
    let before = filling.before.filter(|_| field.group.is_none());
    let before = before.and_then(|(period, answers)| match answers.get(at)? {
        Value::Number(number) => Some((period, *number)),
        _ => None,
    });
    html! {
        @if let Some((period, number)) = before {
            span.small.quiet { (t.with("form-before", &[("period", Argument::from(period)), ("value", Argument::from(t.quantity(number).as_str()))])) }
        }
    }
}

/// What a problem is called in the reader's language, with what to do. A rule of the form speaks for itself.
pub fn sentence(t: Words, form: &Form, problem: &Problem) -> String {
    if let ProblemKind::Rule { code, .. } = &problem.kind
        && let Some(rule) = form.rules().iter().find(|rule| rule.document().code == *code)
    {
        return own(t, &rule.document().message);
    }
    let arguments = problem.kind.arguments();
    let values: Vec<(&str, Argument<'_>)> =
        arguments.iter().map(|(name, value)| (*name, Argument::from(value.as_str()))).collect();
    t.with(&format!("problem-{}", problem.kind.key()), &values)
}

/// What an entry is called; a group by its title, what no form has by its address.
pub fn label_at(t: Words, form: &Form, at: &Address) -> String {
    let section = || {
        let sections = form.document().section.iter();
        sections
            .clone()
            .find(|own| own.code == at.field)
            .map(|own_section| own(t, &own_section.title))
    };
    let row = at.row.as_ref().map(|row| {
        let number = t.with("form-row", &[("n", Argument::Count(i64::from(row.number)))]);
        format!("{number}, ")
    });
    let label = form.field(&at.field).map(|field| field.label(&at.cell, t.language()));
    let label = label.or_else(section).unwrap_or_else(|| at.to_string());
    format!("{}{label}", row.unwrap_or_default())
}

/// The identity of an entry's control on the page.
fn id(at: &Address) -> String {
    let letters =
        |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' };
    format!("e-{}", at.to_string().chars().map(letters).collect::<String>())
}

fn own(t: Words, words: &Words4) -> String {
    words.words_in(t.language())
}
