//! Files that figures come in: templates and what comes back in them, text files, hostile files, the formats of others, and the
//! sentences for all that can be wrong.

use std::io::{Cursor, Write};

use banyan_core::form::{Answers, Form, Kind, Notation, Value};
use banyan_core::words::{Day, Language, Quantity};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Answered, FileProblem, Template, TemplateUnit, read, template};

mod exchange;
mod hostile;
mod others;
mod separated;
mod templates;
mod words;
mod workbooks;

const COVERAGE: &str = include_str!("../../../../banyan-core/src/form/tests/coverage.toml");

fn coverage() -> Form {
    Form::new(toml::from_str(COVERAGE).unwrap()).unwrap()
}

fn unit<'a>(code: &'a str, known: Option<&'a Answers>) -> TemplateUnit<'a> {
    TemplateUnit { code, name: "Xã Mường Thanh", before: None, known }
}

fn template_of(form: &Form, language: Language, units: &[TemplateUnit<'_>]) -> Vec<u8> {
    let period = "2025-07".parse().unwrap();
    template(&Template { form, regime: "monthly", period, language, units }).unwrap()
}

/// The answers in a file, which is made for the coverage form.
fn answered(name: &str, bytes: &[u8]) -> Answered {
    read(name, bytes).unwrap().under(&coverage(), Notation::Typed(Language::Vietnamese))
}

/// Where each problem stands and its key.
fn told(problems: &[FileProblem]) -> Vec<(String, String)> {
    problems.iter().map(|own| (own.place.short(), own.kind.key())).collect()
}

fn keys(problems: &[FileProblem]) -> Vec<String> {
    problems.iter().map(|own| own.kind.key()).collect()
}

/// Why a file is refused.
fn refused(name: &str, bytes: &[u8]) -> Vec<String> {
    keys(&read(name, bytes).unwrap_err())
}

/// What stands under columns of the first unit, in the plain notation.
fn plain(answered: &Answered, place: &str) -> Option<String> {
    let answers = &answered.reports.first()?.reading.answers;
    answers.get(&place.parse().unwrap()).map(Value::plain)
}

/// A workbook with the identity of the coverage form for some units, and one sheet of rows.
fn workbook(units: &[&str], fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("S").unwrap());
    let sheet = workbook.add_worksheet();
    let entries =
        [("banyan:template", "1"), ("form", "coverage"), ("version", "1"), ("period", "2025-07")];
    let units = units.iter().map(|unit| ("unit", *unit));
    for (row, (name, value)) in (0..).zip(entries.into_iter().chain(units)) {
        sheet.write_string(row, 0, name).unwrap();
        sheet.write_string(row, 1, value).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A package with its parts changed; a part that becomes nothing is left out.
fn repacked(bytes: &[u8], change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        if let Some(text) = change(&name, text) {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// Answers of every kind but attachments; some entries and rows are left out.
fn some_answers() -> BoxedStrategy<Answers> {
    let form = coverage();
    let mut entries = Vec::new();
    for field in form.fields() {
        let rows: Vec<Option<u32>> =
            if field.group.is_some() { (1..=3).map(Some).collect() } else { vec![None] };
        for cell in field.slots().filter(|cell| !field.computed(cell)) {
            for row in &rows {
                let key = field.code() == "village";
                let Some(value) = value(&field.field.kind, row.filter(|_| key)) else { continue };
                let place = field.address(cell, *row);
                let entry = value.prop_map(move |value| (place.clone(), value));
                entries.push(if key {
                    entry.prop_map(Some).boxed()
                } else {
                    prop::option::weighted(0.7, entry).boxed()
                });
            }
        }
    }
    entries
        .prop_map(|entries| {
            let mut answers = Answers::new();
            for (place, value) in entries.into_iter().flatten() {
                answers.insert(place, value);
            }
            answers
        })
        .boxed()
}

fn value(kind: &Kind, key: Option<u32>) -> Option<BoxedStrategy<Value>> {
    let strategy = match kind {
        Kind::Number(number) => {
            let decimals = number.decimals;
            let least = number.least().with_decimals(decimals).unwrap().minor();
            let most = number
                .maximum
                .map_or(999_999_999_999_999, |most| most.with_decimals(decimals).unwrap().minor());
            (least..=most)
                .prop_map(move |minor| Value::Number(Quantity::new(minor, decimals).unwrap()))
                .boxed()
        }
        Kind::Text { many_lines, .. } => {
            let row = key.map_or(String::new(), |row| row.to_string());
            let pattern =
                if *many_lines { "[a-zđươ0-9.;,\"=\n]{0,20}" } else { "[A-Zđươ0-9]{0,9}" };
            pattern.prop_map(move |text| Value::Text(format!("x{text}{row}x"))).boxed()
        }
        Kind::Day { .. } => (0..3_000_i32)
            .prop_map(|days| Value::Day(Day::new(2021, 1, 1).unwrap().plus_days(days)))
            .boxed(),
        Kind::Choice { option } => {
            let codes: Vec<String> = option.iter().map(|own| own.code.clone()).collect();
            prop::sample::select(codes).prop_map(Value::Choice).boxed()
        }
        Kind::YesNo {} => any::<bool>().prop_map(Value::YesNo).boxed(),
        Kind::Unit {} => "0[0-9]{4}".prop_map(Value::Unit).boxed(),
        Kind::Attachment { .. } => return None,
    };
    Some(strategy)
}
