//! The last look over a reading: a sentence with a sign that no draft touches and no list names is listed. It only
//! adds to what was not taken up, so that nothing with a figure, a day or a duty is ever lost unsaid.

use super::draft::{NotTakenUp, Reading, Span};
use super::sentence::not_taken_up;
use super::sheet::Sheet;

/// Lists every sentence that was forgotten, in the order of the text.
pub(super) fn list_forgotten(sheet: &Sheet<'_>, reading: &mut Reading) {
    let touched = Touched::by(reading);
    let untouched = sheet.sentences.iter().filter(|sentence| {
        let (start, end) = sheet.page.bytes(sentence.first, sentence.end);
        !touched.meets(Span { start, end })
    });
    let forgotten: Vec<NotTakenUp> =
        untouched.filter_map(|sentence| not_taken_up(sheet, sentence, false)).collect();
    if !forgotten.is_empty() {
        reading.not_taken_up.extend(forgotten);
        reading.not_taken_up.sort_by_key(|listed| listed.span);
    }
}

/// Spans by their start, each with the farthest end so far: one search tells whether any of them meets another.
struct Touched(Vec<(usize, usize)>);

impl Touched {
    fn by(reading: &Reading) -> Touched {
        let dues = reading.targets.iter().filter_map(|draft| draft.due);
        let dues =
            dues.chain(reading.tasks.iter().filter_map(|draft| draft.due)).map(|due| due.span);
        let mut spans: Vec<Span> = dues
            .chain(reading.documents.iter().map(|draft| draft.span))
            .chain(reading.targets.iter().map(|draft| draft.span))
            .chain(reading.tasks.iter().map(|draft| draft.span))
            .chain(reading.baselines.iter().map(|draft| draft.span))
            .chain(reading.not_taken_up.iter().map(|listed| listed.span))
            .collect();
        spans.sort();
        let mut farthest = 0;
        let with_ends = spans.into_iter().map(|span| {
            farthest = farthest.max(span.end);
            (span.start, farthest)
        });
        Touched(with_ends.collect())
    }

    fn meets(&self, own: Span) -> bool {
        let before_end = self.0.partition_point(|(start, _)| *start < own.end);
        let last = before_end.checked_sub(1).and_then(|place| self.0.get(place));
        last.is_some_and(|(_, farthest)| *farthest > own.start)
    }
}
