//! The answers of a report to read: each entry with what it was in the last period and in the version before.

use banyan_core::form::{Address, Answers, Form, FormField, Problem, Value};
use banyan_core::words::Language;
use maud::{Markup, html};

use super::given::same;
use crate::forms::{Given, given_place};
use crate::web::{Argument, Visit, Words};

/// What stands beside the answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside<'a> {
    pub form: &'a Form,
    /// The answers of the last period that is known, with its name.
    pub before: Option<(&'a str, &'a Answers)>,
    /// The version before this one.
    pub version: Option<&'a Answers>,
    /// What is odd.
    pub odd: &'a [Problem],
    /// What another report has stated already.
    pub given: &'a [Given],
    /// A field for a reason at every entry: for who may send the report back.
    pub reasons: bool,
}

/// All answers in the order of the form, section by section.
pub(super) fn values(visit: &Visit, answers: &Answers, beside: Beside<'_>) -> Markup {
    let (t, form) = (visit.words, beside.form);
    html! {
        @for section in &form.document().section {
            section.section {
                h2 { (section.title.text().in_language(t.language()).1) }
                @let fields: Vec<&FormField> =
                    section.field.iter().filter_map(|own| form.field(&own.code)).collect();
                @match &section.rows {
                    None => { (table(visit, &fields, answers, beside, None)) }
                    Some(_) => {
                        @let rows = answers.rows(&section.code);
                        @if rows.is_empty() { p.quiet { (t.text("no-rows")) } }
                        @for row in rows { (table(visit, &fields, answers, beside, Some(row))) }
                    }
                }
            }
        }
    }
}

fn table(
    visit: &Visit,
    fields: &[&FormField],
    answers: &Answers,
    beside: Beside<'_>,
    row: Option<u32>,
) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab {
            thead { tr {
                th scope="col" { (t.text("entry")) } th.n scope="col" { (t.text("value")) }
                @if let Some((period, _)) = beside.before { th.n scope="col" { (t.code(period)) } }
                @if beside.version.is_some() { th.n scope="col" { (t.text("version-before")) } }
                @if beside.reasons { th scope="col" { (t.text("reason-to-return")) } }
            } }
            tbody { @for field in fields { @for cell in field.slots() {
                (line(visit, field, cell, &field.address(cell, row), answers, beside))
            } } }
        } }
    }
}

fn line(
    visit: &Visit,
    field: &FormField,
    cell: &str,
    at: &Address,
    answers: &Answers,
    beside: Beside<'_>,
) -> Markup {
    let t = visit.words;
    let label = field.label(cell, t.language());
    let value = answers.get(at);
    let changed = beside.version.is_some_and(|before| before.get(at) != value);
    html! {
        tr {
            th.sub[!cell.is_empty()] scope="row" { (label)
                @for problem in beside.odd.iter().filter(|own| own.at == *at) {
                    br; span.late.small { (crate::forms::sentence(t, beside.form, problem)) }
                }
                @for given in beside.given.iter().filter(|own| own.at == *at) { br; (stated(t, given, value)) } }
            td.n { @if changed { strong { (shown(t, field, value)) } } @else { (shown(t, field, value)) } }
            @if let Some((_, before)) = beside.before { td.n.quiet { (shown(t, field, before.get(at))) } }
            @if let Some(before) = beside.version { td.n.quiet { (shown(t, field, before.get(at))) } }
            @if beside.reasons {
                td { input.form-control name={ "why." (at) } dir="auto" aria-label=(format!("{}: {label}", t.text("reason-to-return"))); }
            }
        }
    }
}

/// That a figure is entered in another report, and whether it says the same there.
fn stated(t: Words, given: &Given, value: Option<&Value>) -> Markup {
    html! {
        @if same(value, given.value) {
            span.small.quiet { (t.text("form-given")) " " (given_place(t, given)) }
        } @else {
            span.small.late { (t.with("report-given-now", &[("value", Argument::from(t.quantity(given.value).as_str()))])) " " (given_place(t, given)) }
        }
    }
}

/// A value in the reader's language; what is not there as a dash.
pub(super) fn shown(t: Words, field: &FormField, value: Option<&Value>) -> Markup {
    html! {
        @match value {
            None => { span.quiet { "–" } }
            Some(Value::Number(number)) => { (t.quantity(*number)) }
            Some(Value::Text(text)) => { bdi dir="auto" { (text) } }
            Some(Value::Day(day)) => { (t.day(*day)) }
            Some(Value::YesNo(yes)) => { (t.text(if *yes { "form-yes" } else { "form-no" })) }
            Some(Value::Choice(code)) => { (option(field, code, t.language())) }
            Some(Value::Unit(code)) => { bdi { (code) } }
            Some(Value::Attachment(file)) => { bdi { (file.name) } }
        }
    }
}

fn option(field: &FormField, code: &str, language: Language) -> String {
    match &field.field.kind {
        banyan_core::form::Kind::Choice { option } => {
            option.iter().find(|own| own.code == code).map_or_else(
                || code.to_owned(),
                |own| own.name.text().in_language(language).1.to_owned(),
            )
        }
        _ => code.to_owned(),
    }
}
