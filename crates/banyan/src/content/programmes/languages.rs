//! Content says everything in four languages. Drafts go another way and have the language of their text only.

use super::Check;
use crate::programmes::{DirectiveDocument, Words4};

/// Names have to be there in four languages; other texts may be left out, but then in all four.
pub(super) fn check(document: &DirectiveDocument, check: &mut Check) {
    let head = &document.directive;
    needed(check, "directive", &head.code, "title", &head.title);
    optional(check, "directive", &head.code, "issuer_name", &head.issuer_name);
    if let Some(own) = &document.programme {
        needed(check, "programme", &own.code, "name", &own.name);
    }
    for own in &document.phase {
        needed(check, "phase", &own.code, "name", &own.name);
    }
    for own in &document.objective {
        needed(check, "objective", &own.code, "name", &own.name);
    }
    for own in &document.indicator {
        needed(check, "indicator", &own.code, "name", &own.name);
        optional(check, "indicator", &own.code, "definition", &own.definition);
        if let Some(superseded) = &own.superseded {
            needed(check, "indicator", &own.code, "superseded.by", &superseded.by);
        }
    }
    for own in &document.target {
        optional(check, "target", &own.code, "place", &own.place);
    }
    for own in &document.task {
        needed(check, "task", &own.code, "name", &own.name);
        optional(check, "task", &own.code, "place", &own.place);
        let stated = [
            ("lead_words", &own.lead_words),
            ("product", &own.product),
            ("authority", &own.authority),
        ];
        for (field, words) in stated {
            if let Some(words) = words {
                needed(check, "task", &own.code, field, words);
            }
        }
    }
    for own in &document.baseline {
        needed(check, "baseline", &own.code, "name", &own.name);
        optional(check, "baseline", &own.code, "place", &own.place);
    }
    for own in &document.session_item {
        needed(check, "session_item", &own.code, "what", &own.what);
        optional(check, "session_item", &own.code, "place", &own.place);
    }
    for (number, own) in document.ask.iter().enumerate() {
        let number = number.saturating_add(1).to_string();
        needed(check, "ask", &number, "what", &own.what);
        if let Some(room) = &own.not_yet {
            needed(check, "ask", &number, "not_yet", room);
        }
    }
}

fn needed(check: &mut Check, kind: &str, code: &str, field: &str, words: &Words4) {
    let missing = missing(words);
    if !missing.is_empty() {
        check.say(kind, code, format!("`{field}` is missing in {}", missing.join(", ")));
    }
}

fn optional(check: &mut Check, kind: &str, code: &str, field: &str, words: &Words4) {
    if missing(words).len() < 4 {
        needed(check, kind, code, field, words);
    }
}

/// The languages in which a text has no words.
fn missing(words: &Words4) -> Vec<&'static str> {
    let all = [("vi", &words.vi), ("fr", &words.fr), ("ar", &words.ar), ("en", &words.en)];
    let empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    all.into_iter().filter(|(_, text)| empty(text)).map(|(language, _)| language).collect()
}
