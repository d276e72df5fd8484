//! What machines and the command line get of a reading: the JSON of the annotation schema, and a readable table.

use banyan_core::directive::{DocumentKind, Reading, Role};
use serde_json::{Value as Json, json};

use super::actions::{as_of_text, comparator_key, level_key, unit_key};

/// A reading in the shape of the annotated examples: source, language, documents, targets, tasks, baselines.
pub fn reading_json(source: &str, text: &str, reading: &Reading) -> Json {
    let number = |value: banyan_core::words::Quantity| {
        let written = value.reduced().to_string();
        serde_json::from_str::<serde_json::Number>(&written).map_or(Json::Null, Json::Number)
    };
    let due = |due: Option<&banyan_core::directive::Due>| due.map(|due| due.day.to_string());
    let documents = reading.documents.iter().map(|document| {
        json!({
            "kind": document_kind(document.kind),
            "number": document.number,
            "date": document.date.map(|day| day.to_string()),
            "issuer": document.issuer,
            "title": document.title,
            "role": if document.role == Role::Subject { "subject" } else { "cited" },
        })
    });
    let targets = reading.targets.iter().map(|target| {
        json!({
            "quote": target.span.quote(text),
            "subject": target.subject,
            "comparator": comparator_key(target.comparator),
            "value": number(target.value),
            "value_max": target.value_max.map(number),
            "unit": unit_key(target.unit),
            "due": due(target.due.as_ref()),
            "level": target.level.map(level_key),
        })
    });
    let tasks = reading.tasks.iter().map(|task| {
        json!({
            "quote": task.span.quote(text),
            "action": task.action,
            "lead": task.lead.as_ref().map(|lead| &lead.words),
            "due": due(task.due.as_ref()),
        })
    });
    let baselines = reading.baselines.iter().map(|baseline| {
        json!({
            "quote": baseline.span.quote(text),
            "subject": baseline.subject,
            "value": number(baseline.value),
            "unit": unit_key(baseline.unit),
            "as_of": baseline.as_of.map(as_of_text),
        })
    });
    json!({
        "source": source,
        "language": reading.language.map(banyan_core::words::Language::tag),
        "documents": documents.collect::<Vec<_>>(),
        "targets": targets.collect::<Vec<_>>(),
        "tasks": tasks.collect::<Vec<_>>(),
        "baselines": baselines.collect::<Vec<_>>(),
    })
}

/// A line for everything found: what it is, when it is due, how much, in which words.
pub fn reading_table(name: &str, text: &str, reading: &Reading) -> String {
    let language =
        reading.language.map_or("no language recognised", banyan_core::words::Language::tag);
    let mut lines = vec![format!(
        "{name} ({language}): {} documents, {} targets, {} tasks, {} baselines, {} not taken up",
        reading.documents.len(),
        reading.targets.len(),
        reading.tasks.len(),
        reading.baselines.len(),
        reading.not_taken_up.len()
    )];
    let line = |class: &str, due: String, value: String, words: &str| {
        let words: String =
            words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect();
        format!("  {class:<10} {due:<12} {value:<14} {words}")
    };
    let day = |due: Option<&banyan_core::directive::Due>| {
        due.map_or_else(|| "-".to_owned(), |due| due.day.to_string())
    };
    for document in &reading.documents {
        let date = document.date.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let number = document.number.clone().unwrap_or_default();
        lines.push(line("document", date, document_kind(document.kind).to_owned(), &number));
    }
    for target in &reading.targets {
        let upper =
            target.value_max.map_or_else(String::new, |value| format!("..{}", value.reduced()));
        let value = format!(
            "{} {}{upper} {}",
            comparator_key(target.comparator),
            target.value.reduced(),
            unit_key(target.unit)
        );
        lines.push(line("target", day(target.due.as_ref()), value, target.span.quote(text)));
    }
    for task in &reading.tasks {
        let lead: String = task
            .lead
            .as_ref()
            .map_or_else(|| "-".to_owned(), |lead| lead.words.chars().take(14).collect());
        lines.push(line("task", day(task.due.as_ref()), lead, task.span.quote(text)));
    }
    for baseline in &reading.baselines {
        let value = format!("{} {}", baseline.value.reduced(), unit_key(baseline.unit));
        let as_of = baseline.as_of.map_or_else(|| "-".to_owned(), as_of_text);
        lines.push(line("baseline", as_of, value, baseline.span.quote(text)));
    }
    for passage in &reading.not_taken_up {
        lines.push(line("not taken", String::new(), String::new(), passage.span.quote(text)));
    }
    lines.join("\n")
}

pub(super) fn document_kind(kind: DocumentKind) -> &'static str {
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
