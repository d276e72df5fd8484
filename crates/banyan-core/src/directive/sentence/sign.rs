//! The signs of a sentence that gave nothing.

use super::super::draft::{NotTakenUp, Sign, Span};
use super::super::figure::Of;
use super::super::lexicon::Tag;
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};

/// The signs of a sentence; `None` when it has none.
pub(in crate::directive) fn not_taken_up(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    said_before: bool,
) -> Option<NotTakenUp> {
    let mut reasons = Vec::new();
    if said_before {
        reasons.push(Sign::SaidBefore);
    }
    if !within(&sheet.figures, sentence.first, sentence.end).is_empty() {
        reasons.push(Sign::Figure);
    }
    let dates = within(&sheet.dates, sentence.first, sentence.end);
    if !dates.is_empty() {
        reasons.push(Sign::Day);
    }
    let marks = sheet.marks_in(sentence.first, sentence.end);
    let says = |tag: Tag| marks.iter().any(|mark| mark.tag == tag);
    if dates.iter().any(super::super::date::Date::binding)
        || says(Tag::Within)
            && within(&sheet.figures, sentence.first, sentence.end)
                .iter()
                .any(|figure| figure.of == Of::Duration)
    {
        reasons.push(Sign::DeadlineWord);
    }
    // a duty that comes back is a duty, whatever its verb
    if says(Tag::Duty) || says(Tag::Ask) || says(Tag::Recurrence) {
        reasons.push(Sign::DutyVerb);
    }
    let (start, end) = sheet.page.bytes(sentence.first, sentence.end);
    (!reasons.is_empty()).then_some(NotTakenUp { span: Span { start, end }, reasons })
}
