//! The template as a text file: a header of codes, and a line for each unit with what it is for.

use banyan_core::form::{Answers, Kind, Line};

use super::Template;

/// A text file with commas (RFC 4180), in UTF-8 with the mark by which spreadsheet programs know it. Each unit has the lines of
/// what is known of it, and at least one.
pub fn template_text(template: &Template<'_>) -> String {
    let columns: Vec<String> = template
        .form
        .columns()
        .into_iter()
        .filter(|column| {
            !column.locked && !matches!(column.field.field.kind, Kind::Attachment { .. })
        })
        .map(|column| column.name)
        .collect();
    let heads = ["#form", "#version", "#regime", "#period", "#unit"].map(str::to_owned);
    let mut text = String::from('\u{FEFF}');
    push(&mut text, heads.iter().chain(&columns).map(String::as_str));
    let identity = [
        template.form.code().to_owned(),
        template.form.version().to_string(),
        template.regime.to_owned(),
        template.period.to_string(),
    ];
    for unit in template.units {
        let mut lines = template.form.lines(unit.known.unwrap_or(&Answers::new()));
        if lines.is_empty() {
            lines.push(Line::new());
        }
        for line in &lines {
            let own = columns.iter().map(|column| line.get(column).map_or("", String::as_str));
            let fields = identity.iter().map(String::as_str).chain([unit.code]).chain(own);
            push(&mut text, fields);
        }
    }
    text
}

/// One record. Fields with a separator, a quotation mark or a line end stand in quotation marks.
fn push<'f>(text: &mut String, fields: impl Iterator<Item = &'f str>) {
    for (number, field) in fields.enumerate() {
        if number > 0 {
            text.push(',');
        }
        if field.contains([',', ';', '\t', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(field);
        }
    }
    text.push_str("\r\n");
}
