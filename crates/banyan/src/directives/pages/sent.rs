//! A form of a draft that was refused: what was typed, why, and where on the page it stands now.

use maud::{Markup, html};

use super::super::actions::{Correction, Decision, DocumentWords, ItemWords, Verdict};
use super::super::{Draft, ItemClass, ItemState};
use super::open::{label, typed};
use crate::web::{Fault, Visit, Words};

/// Nothing, or a form that was refused.
#[derive(Default)]
pub(super) struct Sent {
    pub correction: Option<Correction>,
    /// Beside the fields of that form.
    pub faults: Vec<Fault>,
    /// A sentence above the draft.
    pub note: String,
}

impl Sent {
    /// The document's form, if that was sent.
    pub(super) fn document(&self) -> Option<&DocumentWords> {
        match &self.correction {
            Some(Correction::Document(words)) => Some(words),
            _ => None,
        }
    }

    /// The form of a line, if that was sent.
    pub(super) fn line(&self, own: usize) -> Option<&ItemWords> {
        match &self.correction {
            Some(Correction::Line { place, words }) if *place == own => Some(words),
            _ => None,
        }
    }

    /// The place of the line whose form was sent.
    pub(super) fn place(&self) -> Option<usize> {
        match &self.correction {
            Some(Correction::Line { place, .. }) => Some(*place),
            _ => None,
        }
    }

    /// The passage that was to become a line.
    pub(super) fn quote(&self) -> Option<&str> {
        match &self.correction {
            Some(Correction::Add { quote, .. }) => Some(quote),
            _ => None,
        }
    }

    /// The reason for leaving a passage out.
    pub(super) fn reason(&self, own: usize) -> Option<&str> {
        match &self.correction {
            Some(Correction::Passage { number, decision: Decision::LeaveOut { reason } })
                if *number == own =>
            {
                Some(reason)
            }
            _ => None,
        }
    }

    /// The sentence above the draft, with a way to the form; or with what was typed, where no form holds it any more.
    pub(super) fn above(&self, visit: &Visit, draft: &Draft) -> Markup {
        let t = visit.words;
        let form = self.correction.as_ref().and_then(|own| form_of(draft, own));
        let lost = match (&self.correction, &form) {
            (Some(own), None) => said(t, draft, own),
            _ => Vec::new(),
        };
        html! {
            @if !self.note.is_empty() {
                div class=(if self.correction.is_some() { "late" } else { "strong" }) role="alert" id="note" {
                    p.mb-2 { (self.note) @if let Some(form) = &form { " " a href=(form) { (t.text("to-the-form")) } } }
                    @if !lost.is_empty() {
                        p.mb-0 { (t.text("what-was-typed")) }
                        dl.facts { @for (name, words) in lost { div { dt { (name) (t.text("colon")) } " " dd { bdi { (words) } } } } }
                    }
                }
            }
        }
    }
}

/// Where on the page the form of a correction stands; nowhere when the draft is adopted or the passage is decided.
fn form_of(draft: &Draft, correction: &Correction) -> Option<String> {
    let open = |number: usize| draft.undecided().any(|(own, _)| own == number);
    match correction {
        _ if draft.adopted_as.is_some() => None,
        Correction::Document(_) => Some("#document".to_owned()),
        Correction::Line { .. } => Some("#item".to_owned()),
        Correction::Add { .. } => Some("#add".to_owned()),
        Correction::Passage { number, .. } => open(*number).then(|| format!("#passage-{number}")),
    }
}

/// What a form said, field by field, without the empty ones.
fn said(t: Words, draft: &Draft, correction: &Correction) -> Vec<(String, String)> {
    let all = match correction {
        Correction::Document(words) => {
            let name = |field: &str| t.text(&format!("document-field-{field}"));
            document(words).into_iter().map(|(field, own)| (name(field), own)).collect()
        }
        Correction::Line { place, words } => {
            let class = draft.items.get(*place).map_or(ItemClass::Task, |item| item.class);
            typed(t, words).into_iter().map(|(field, own)| (label(t, class, field), own)).collect()
        }
        Correction::Add { quote, .. } => vec![(t.text("passage"), quote.clone())],
        Correction::Passage { decision: Decision::LeaveOut { reason }, .. } => {
            vec![(t.text("reason"), reason.clone())]
        }
        Correction::Passage { decision: Decision::Make(_), .. } => Vec::new(),
    };
    let filled = |(_, own): &(String, String)| !own.trim().is_empty();
    all.into_iter().filter(filled).collect()
}

/// The fields of the document's form, by name.
pub(super) fn document(words: &DocumentWords) -> Vec<(&'static str, String)> {
    vec![
        ("number", words.number.clone()),
        ("issuer", words.issuer.clone()),
        ("title", words.title.clone()),
        ("date", words.date.clone()),
    ]
}

/// Beside each field that was typed otherwise: what stands in it now.
pub(super) fn differing(t: Words, draft: &Draft, correction: &Correction) -> Vec<Fault> {
    let (own, now) = match correction {
        Correction::Document(words) => (document(words), document(&DocumentWords::of(draft))),
        Correction::Line { place, words } => match draft.items.get(*place) {
            Some(item) => (typed(t, words), typed(t, &ItemWords::of(item))),
            None => return Vec::new(),
        },
        Correction::Add { .. } | Correction::Passage { .. } => return Vec::new(),
    };
    let stands = |(field, own): &(&'static str, String)| {
        let (_, now) = now.iter().find(|(name, _)| name == field)?;
        let key = if now.is_empty() { "now-stands-nothing" } else { "now-stands" };
        let sentence = t.with(key, &[("now", now.into())]);
        (own.trim() != now).then_some(Fault { field, sentence })
    };
    own.iter().filter_map(stands).collect()
}

/// The sentence for something that was changed since its form was shown.
pub(super) fn changed_key(draft: &Draft, correction: &Correction) -> &'static str {
    match correction {
        Correction::Document(_) => "draft-document-changed",
        Correction::Passage { .. } => "draft-passage-decided",
        Correction::Add { .. } => "draft-line-changed",
        Correction::Line { words, .. } if words.verdict == Verdict::Drop => {
            "draft-line-changed-before-drop"
        }
        Correction::Line { place, .. } => {
            let dropped = |place: usize| {
                draft.items.get(place).is_some_and(|item| item.state == ItemState::Dropped)
            };
            if dropped(*place) { "draft-line-dropped" } else { "draft-line-changed" }
        }
    }
}
