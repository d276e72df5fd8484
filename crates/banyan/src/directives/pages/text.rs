//! The text with its spans marked: a tint and a line for each class, the number of the item behind it.

use maud::{Markup, html};

use super::super::{Draft, ItemClass, ItemState};
use crate::web::Visit;

/// One marked stretch of the text.
struct Mark {
    start: usize,
    end: usize,
    class: &'static str,
    /// What stands behind it: a number or a letter.
    sign: String,
    address: Option<String>,
}

/// The whole text, paragraph by paragraph, with every item and passage marked.
pub(super) fn marked(visit: &Visit, draft: &Draft, selected: Option<usize>) -> Markup {
    let marks = marks(visit, draft, selected);
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in draft.text.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            paragraphs.push((start, end));
        }
        start = end;
    }
    html! {
        div #source-text lang=[draft.language().map(|language| language.tag())] dir="auto" {
            @for (from, to) in paragraphs { p { (paragraph(draft, &marks, from, to)) } }
        }
    }
}

fn marks(visit: &Visit, draft: &Draft, selected: Option<usize>) -> Vec<Mark> {
    let t = visit.words;
    let mut marks: Vec<Mark> = Vec::new();
    for (shown, (place, item)) in draft.in_order().into_iter().enumerate() {
        let class = match (item.class, selected == Some(place)) {
            (ItemClass::Target, false) => "target",
            (ItemClass::Target, true) => "target sel",
            (ItemClass::Task, false) => "task",
            (ItemClass::Task, true) => "task sel",
            (ItemClass::Baseline, false) => "base",
            (ItemClass::Baseline, true) => "base sel",
        };
        let address = Some(format!("/drafts/{}?item={place}#item", draft.id));
        marks.push(Mark {
            start: item.start,
            end: item.end,
            class,
            sign: t.size(shown + 1),
            address,
        });
    }
    for (number, passage) in draft.undecided() {
        let (start, end) = (passage.start, passage.end);
        marks.push(Mark {
            start,
            end,
            class: "not",
            sign: letter(number),
            address: Some(format!("#passage-{number}")),
        });
    }
    for (start, end, _) in &draft.documents {
        marks.push(Mark {
            start: *start,
            end: *end,
            class: "doc",
            sign: String::new(),
            address: None,
        });
    }
    marks.retain(|mark| mark.start < mark.end && draft.text.get(mark.start..mark.end).is_some());
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    marks
}

/// a, b, … z, aa, ab …
pub(super) fn letter(number: usize) -> String {
    let own = char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
    if number < 26 { own.to_string() } else { format!("{}{own}", letter(number / 26 - 1)) }
}

/// One paragraph. Where marks overlap, the earlier one is shown and the rest of a later one after it.
fn paragraph(draft: &Draft, marks: &[Mark], from: usize, to: usize) -> Markup {
    let text = |start: usize, end: usize| draft.text.get(start..end).unwrap_or_default();
    let mut at = from;
    let mut pieces: Vec<(usize, usize, Option<&Mark>)> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.start < to && mark.end > from) {
        let (start, end) = (mark.start.max(at), mark.end.min(to));
        if start >= end {
            continue;
        }
        pieces.push((at, start, None));
        pieces.push((start, end, Some(mark)));
        at = end;
    }
    pieces.push((at, to, None));
    html! {
        @for (start, end, mark) in pieces {
            @match mark {
                None => { (text(start, end)) }
                Some(mark) => {
                    mark class=(mark.class) {
                        (text(start, end).trim_end())
                        @if mark.end <= to && !mark.sign.is_empty() {
                            sup { @if let Some(address) = &mark.address { a href=(address) { (mark.sign) } } @else { (mark.sign) } }
                        }
                    }
                    @if text(start, end).ends_with(char::is_whitespace) { " " }
                }
            }
        }
    }
}

/// What the marks mean.
pub(super) fn key(visit: &Visit) -> Markup {
    let t = visit.words;
    html! {
        ul.key.mb-3 {
            li { mark.target { (t.text("mark-target")) } }
            li { mark.task { (t.text("mark-task")) } }
            li { mark.base { (t.text("mark-baseline")) } }
            li { mark.doc { (t.text("mark-document")) } }
            li { mark.not { (t.text("mark-not-taken-up")) } }
        }
    }
}

/// Whether an item is in.
pub(super) fn is_in(state: ItemState) -> bool {
    state != ItemState::Dropped
}
