//! The reader against short directives of our own wording, and its laws.

use super::read;
use super::{Comparator, Reading, Unit};

mod arabic;
mod classes;
mod english;
mod forms;
mod french;
mod grammar;
mod laws;
mod lists;
mod pages;
mod plausible;
mod press;
mod summaries;
mod vietnamese;

/// What a reading holds, one line an item: "document NUMBER", "target >= 80 % 2030-12-31",
/// "task 2026-06-30 LEAD", "baseline 38.3 %"; a dash where the text says nothing.
fn told(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for draft in &reading.documents {
        lines.push(format!("document {}", draft.number.as_deref().unwrap_or("-")));
    }
    for draft in &reading.targets {
        let comparator = match draft.comparator {
            Comparator::Equal => "=",
            Comparator::AtLeast => ">=",
            Comparator::AtMost => "<=",
            Comparator::About => "~",
        };
        let value = draft
            .value_max
            .map_or(draft.value.to_string(), |upper| format!("{}..{upper}", draft.value));
        let due = draft.due.map_or("-".to_owned(), |due| due.day.to_string());
        lines.push(format!("target {comparator} {value} {} {due}", unit(draft.unit)));
    }
    for draft in &reading.tasks {
        let due = draft.due.map_or("-".to_owned(), |due| due.day.to_string());
        lines.push(format!(
            "task {due} {}",
            draft.lead.as_ref().map_or("-", |lead| lead.words.as_str())
        ));
    }
    for draft in &reading.baselines {
        lines.push(format!("baseline {} {}", draft.value, unit(draft.unit)));
    }
    lines
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "%",
        Unit::Count => "count",
        Unit::Rank => "rank",
        Unit::Other => "other",
    }
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let reading = read(text);
    assert_eq!(
        told(&reading),
        expected,
        "\nin: {text}\nnot taken up: {:?}",
        reading.not_taken_up.iter().map(|listed| listed.span.quote(text)).collect::<Vec<_>>()
    );
}
