//! A form to look at: its entries as they will be filled in, its rules and checks with what makes them fire, its columns, its schema.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use banyan_core::form::{Answers, Form, Line, Severity, Texts};
use maud::{Markup, html};

use super::super::Forms;
use super::{Filling, entries};
use crate::web::{Argument, Refusal, Section, Visit, page};

pub(in crate::forms) async fn list(visit: Visit, Extension(forms): Extension<Forms>) -> Response {
    let t = visit.words;
    let title = t.text("forms-title");
    let all = forms.all();
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            @if all.is_empty() { p.under { (t.text("forms-none")) } } @else { div.scroll tabindex="0" { table.tab {
                thead { tr { th scope="col" { (t.text("form")) } th.n scope="col" { (t.text("version")) } th.n scope="col" { (t.text("form-entries")) } th.n scope="col" { (t.text("form-rules")) } } }
                tbody { @for form in &all { tr {
                    th scope="row" { a href={ "/forms/" (form.code()) } { (form.document().title.words_in(t.language())) } }
                    td.n { (t.number(i64::from(form.version()))) }
                    td.n { (t.size(form.entries_asked())) }
                    td.n { (t.size(form.rules().len() + form.checks().len())) }
                } } }
            } } }
        }
    };
    page(&visit, Some(Section::Reports), &title, main).into_response()
}

pub(in crate::forms) async fn show(
    visit: Visit,
    Extension(forms): Extension<Forms>,
    Path(code): Path<String>,
) -> Response {
    let t = visit.words;
    let Some(form) = forms.last(&code) else { return Refusal::NotFound.shown(&visit) };
    let (texts, answers, explanations) = (Texts::new(), Answers::new(), BTreeMap::new());
    let filling = Filling {
        form: &form,
        texts: &texts,
        answers: &answers,
        explanations: &explanations,
        problems: &[],
        before: None,
        given: &[],
    };
    let title = form.document().title.words_in(t.language());
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/forms" { (t.text("forms-title")) } " / " (form.code()) }
            h1 { (title) }
            dl.facts {
                div { dt { (t.text("version")) } " " dd { (t.number(i64::from(form.version()))) } }
                div { dt { (t.text("form-entries")) } " " dd { (t.size(form.entries_asked())) } }
                div { dt { (t.text("form-schema")) } " " dd { a href={ "/forms/" (form.code()) "/schema.json" } { "JSON Schema" } } }
            }
            p.under { (t.text("form-shown-under")) }
            form { (entries(&visit, filling)) }
            (rules(&visit, &form))
            section.section {
                h2 { (t.text("form-columns")) }
                p.under { (t.text("form-columns-under")) }
                pre.scroll dir="ltr" tabindex="0" { (columns(&form)) }
            }
        }
    };
    page(&visit, Some(Section::Reports), &title, main).into_response()
}

/// The header of a file of this form.
fn columns(form: &Form) -> String {
    let codes: Vec<String> = form.columns().iter().map(|column| column.name.clone()).collect();
    codes.join(",")
}

/// What must hold and what is looked at, each with answers that make it fire.
fn rules(visit: &Visit, form: &Form) -> Markup {
    let t = visit.words;
    let severity = |own: Severity| match own {
        Severity::Error => "form-blocks",
        Severity::Warning => "form-warns",
    };
    html! {
        section.section {
            h2 { (t.text("form-rules")) }
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th scope="col" { (t.text("form-rule")) } th scope="col" { (t.text("form-says")) } th scope="col" { (t.text("form-severity")) } th scope="col" { (t.text("form-fires")) } } }
                tbody {
                    @for rule in form.rules() { @let own = rule.document(); tr {
                        th scope="row" { code dir="ltr" { (own.holds) } }
                        td { (own.message.words_in(t.language())) }
                        td { (t.text(severity(own.severity))) }
                        td { (lines(&own.fires)) }
                    } }
                    @for check in form.checks() { @let own = check.document(); tr {
                        th scope="row" { code dir="ltr" { (own.code) } }
                        td { @if own.field.is_empty() { (t.text("form-check-all")) } @else { (t.with("form-check", &[("field", Argument::from(own.field.as_str()))])) } }
                        td { (t.text(severity(own.severity))) }
                        td { (lines(&own.fires.now)) @if !own.fires.before.is_empty() { span.quiet { (t.text("form-after")) " " (lines(&own.fires.before)) } } }
                    } }
                }
            } }
        }
    }
}

fn lines(all: &[Line]) -> Markup {
    html! { @for line in all { code.small dir="ltr" { @for (column, text) in line { (column) "=" (text) " " } } } }
}

/// The JSON Schema of what a program sends.
pub(in crate::forms) async fn schema(
    visit: Visit,
    Extension(forms): Extension<Forms>,
    Path(code): Path<String>,
) -> Response {
    let Some(form) = forms.last(&code) else { return Refusal::NotFound.shown(&visit) };
    let kind = [(CONTENT_TYPE, "application/schema+json")];
    (kind, form.json_schema(visit.words.language()).to_string()).into_response()
}
