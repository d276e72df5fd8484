//! Reads every text of a folder and writes what was found beside each other in a second folder, one
//! JSON file a text, in the schema of the annotated examples, so that their scorer can compare.
//!
//!     cargo run --release -p banyan-core --example read_directives -- TEXTS PREDICTIONS
#![allow(clippy::print_stdout, reason = "a tool at the command line")]

use std::fmt::Write as _;
use std::path::Path;

use banyan_core::directive::{AsOf, Comparator, DocumentKind, Level, Reading, Role, Unit, read};

fn main() -> std::io::Result<()> {
    let mut folders = std::env::args().skip(1);
    let (Some(texts), Some(predictions)) = (folders.next(), folders.next()) else {
        println!(
            "read_directives TEXTS PREDICTIONS: name the folder of texts and the folder to write to"
        );
        return Ok(());
    };
    std::fs::create_dir_all(&predictions)?;
    for entry in std::fs::read_dir(texts)? {
        let path = entry?.path();
        let text = path.extension().is_some_and(|extension| extension == "txt");
        if let Some(name) = path.file_stem().and_then(|name| name.to_str()).filter(|_| text) {
            let content = std::fs::read_to_string(&path)?;
            let json = written(name, &content, &read(&content));
            std::fs::write(Path::new(&predictions).join(format!("{name}.json")), json)?;
        }
    }
    Ok(())
}

fn written(name: &str, text: &str, reading: &Reading) -> String {
    let documents = reading.documents.iter().map(|draft| {
        let role = if draft.role == Role::Subject { "subject" } else { "cited" };
        let fields = [
            ("kind", string(kind(draft.kind))),
            ("number", optional(draft.number.as_deref())),
            ("date", optional(draft.date.map(|day| day.to_string()).as_deref())),
            ("issuer", optional(draft.issuer.as_deref())),
            ("title", optional(draft.title.as_deref())),
            ("role", string(role)),
        ];
        object(&fields)
    });
    let targets = reading.targets.iter().map(|draft| {
        let fields = [
            ("quote", string(draft.span.quote(text))),
            ("subject", string(&draft.subject)),
            ("comparator", string(comparator(draft.comparator))),
            ("value", draft.value.to_string()),
            ("value_max", draft.value_max.map_or("null".to_owned(), |value| value.to_string())),
            ("unit", string(unit(draft.unit))),
            ("due", optional(draft.due.map(|due| due.day.to_string()).as_deref())),
            ("level", optional(draft.level.map(level))),
        ];
        object(&fields)
    });
    let tasks = reading.tasks.iter().map(|draft| {
        let fields = [
            ("quote", string(draft.span.quote(text))),
            ("action", string(&draft.action)),
            ("lead", optional(draft.lead.as_ref().map(|lead| lead.words.as_str()))),
            ("due", optional(draft.due.map(|due| due.day.to_string()).as_deref())),
        ];
        object(&fields)
    });
    let baselines = reading.baselines.iter().map(|draft| {
        let fields = [
            ("quote", string(draft.span.quote(text))),
            ("subject", string(&draft.subject)),
            ("value", draft.value.to_string()),
            ("unit", string(unit(draft.unit))),
            ("as_of", optional(draft.as_of.map(as_of).as_deref())),
        ];
        object(&fields)
    });
    let passed = reading.not_taken_up.iter().map(|listed| string(listed.span.quote(text)));
    let fields = [
        ("source", string(name)),
        ("language", optional(reading.language.map(|language| language.tag()))),
        ("documents", list(documents)),
        ("targets", list(targets)),
        ("tasks", list(tasks)),
        ("baselines", list(baselines)),
        ("not_taken_up", list(passed)),
    ];
    object(&fields)
}

fn object(fields: &[(&str, String)]) -> String {
    let written: Vec<String> =
        fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{{}}}", written.join(", "))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[\n{}\n]", items.collect::<Vec<_>>().join(",\n"))
}

fn optional(words: Option<&str>) -> String {
    words.map_or("null".to_owned(), string)
}

fn string(words: &str) -> String {
    let mut written = String::from("\"");
    for letter in words.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            control if u32::from(control) < 0x20 => {
                _ = write!(written, "\\u{:04x}", u32::from(control))
            }
            other => written.push(other),
        }
    }
    written.push('"');
    written
}

fn kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Decision => "decision",
        DocumentKind::Directive => "directive",
        DocumentKind::Resolution => "resolution",
        DocumentKind::Plan => "plan",
        DocumentKind::Decree => "decree",
        DocumentKind::Law => "law",
        DocumentKind::Circular => "circular",
        DocumentKind::Notice => "notice",
        DocumentKind::Strategy => "strategy",
        DocumentKind::Programme => "programme",
        DocumentKind::Regulation => "regulation",
        DocumentKind::Order => "order",
        DocumentKind::Other => "other",
    }
}

fn comparator(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "=",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::About => "~",
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "%",
        Unit::Count => "count",
        Unit::Rank => "rank",
        Unit::Other => "other",
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Central => "national",
        Level::Ministry => "ministry",
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
        Level::Village => "village",
    }
}

fn as_of(as_of: AsOf) -> String {
    match as_of {
        AsOf::Day(day) => day.to_string(),
        AsOf::Month { year, month } => format!("{year:04}-{month:02}"),
        AsOf::Year(year) => format!("{year:04}"),
    }
}
