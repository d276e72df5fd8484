//! Forms: definitions and their flaws, reading, rules, checks, the derived shapes, versions; and the answers that the laws are
//! tried with.

use proptest::prelude::*;

use super::{
    Address, Answers, Attachment, Form, FormDocument, FormField, Kind, Notation, Problem,
    ProblemKind, Reading, Texts, Value,
};
use crate::words::{Day, Quantity};

mod checks;
mod definition;
mod difference;
mod header;
mod number;
mod reading;
mod rules;
mod schema;
mod version;

const COVERAGE: &str = include_str!("coverage.toml");

fn document() -> FormDocument {
    toml::from_str(COVERAGE).unwrap()
}

fn coverage() -> Form {
    Form::new(document()).unwrap()
}

/// The form of a text in which a piece stands once, and another takes its place.
fn changed(piece: &str, instead: &str) -> FormDocument {
    assert_eq!(COVERAGE.matches(piece).count(), 1, "{piece} stands once");
    toml::from_str(&COVERAGE.replace(piece, instead)).unwrap()
}

fn at(written: &str) -> Address {
    written.parse().unwrap()
}

fn number(written: &str) -> Quantity {
    written.parse().unwrap()
}

fn texts(pairs: &[(&str, &str)]) -> Texts {
    pairs.iter().map(|(place, text)| (at(place), (*text).to_owned())).collect()
}

fn read(form: &Form, pairs: &[(&str, &str)]) -> Reading {
    form.read_texts(&texts(pairs), Notation::Plain)
}

/// Where each problem stands and its key.
fn told(problems: &[Problem]) -> Vec<(String, &'static str)> {
    problems.iter().map(|problem| (problem.at.to_string(), problem.kind.key())).collect()
}

fn found(problems: &[Problem], place: &str) -> Vec<ProblemKind> {
    let here = problems.iter().filter(|problem| problem.at == at(place));
    here.map(|problem| problem.kind.clone()).collect()
}

/// A value that a field takes.
fn value(field: &FormField) -> BoxedStrategy<Value> {
    match &field.field.kind {
        Kind::Number(own) => {
            let decimals = own.decimals;
            let least = own.least().with_decimals(decimals).unwrap().minor();
            let most = own
                .maximum
                .map_or(least + 20, |most| most.with_decimals(decimals).unwrap().minor());
            (least..=most)
                .prop_map(move |minor| Value::Number(Quantity::new(minor, decimals).unwrap()))
                .boxed()
        }
        Kind::Text { many_lines, .. } => {
            let pattern = if *many_lines { "[a-z\"',;=\n]{1,20}" } else { "[A-Cé\u{2019}]{1,3}" };
            let written = pattern.prop_map(|words| Value::Text(format!("x{words}x")));
            written.boxed()
        }
        Kind::Day { .. } => (0..2000_i32)
            .prop_map(|days| Value::Day(Day::new(2021, 1, 1).unwrap().plus_days(days)))
            .boxed(),
        Kind::Choice { option } => {
            let codes: Vec<String> = option.iter().map(|own| own.code.clone()).collect();
            prop::sample::select(codes).prop_map(Value::Choice).boxed()
        }
        Kind::YesNo {} => any::<bool>().prop_map(Value::YesNo).boxed(),
        Kind::Unit {} => "[0-9]{5}".prop_map(Value::Unit).boxed(),
        Kind::Attachment { types, bytes_max } => {
            let files = (
                "[0-9a-f]{64}",
                1..=*bytes_max,
                prop::sample::select(types.clone()),
                "[a-z é]{1,9}",
            );
            files
                .prop_map(|(sha256, bytes, media_type, name)| {
                    let name = format!("a{name}.jpg");
                    Value::Attachment(Attachment { sha256, bytes, media_type, name })
                })
                .boxed()
        }
    }
}

/// Answers of the right types within bounds, some missing, computed where they are computed. In every row at least the
/// households stand; keys are few, so that some stand twice.
fn some_answers(form: &Form) -> BoxedStrategy<Answers> {
    let mut entries: Vec<BoxedStrategy<Option<(Address, Value)>>> = Vec::new();
    for field in form.fields() {
        let most = field.group.as_ref().and_then(|group| form.group(group)).map(|own| own.maximum);
        let rows: Vec<Option<u32>> =
            most.map_or_else(|| vec![None], |most| (1..=most).map(Some).collect());
        for cell in field.slots() {
            for row in &rows {
                let place = field.address(cell, *row);
                let always = place.field == "households" && cell.is_empty();
                let answer = prop::option::weighted(0.6, value(field)).boxed();
                let answer = if always { value(field).prop_map(Some).boxed() } else { answer };
                entries.push(answer.prop_map(move |own| Some((place.clone(), own?))).boxed());
            }
        }
    }
    let form = form.clone();
    (entries, 0..=6_u32)
        .prop_map(move |(entries, rows)| {
            let mut answers = Answers::new();
            for (place, value) in entries.into_iter().flatten() {
                if place.row.as_ref().is_none_or(|row| row.number <= rows) {
                    answers.insert(place, value);
                }
            }
            form.complete(&mut answers);
            answers
        })
        .boxed()
}
