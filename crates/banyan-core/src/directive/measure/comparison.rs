//! What a figure is compared with: "against 45 % today", "from 30 % to 80 %", and the day that belongs to that.

use super::super::date::Date;
use super::super::figure::{Figure, Of};
use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};
use super::WIDE;

/// "against 46.5 % in 2024": the day of what something is compared with, and no day of the figure before it.
pub(in crate::directive) fn of_comparison(sheet: &Sheet<'_>, date: &Date) -> bool {
    if date.binding() {
        return false;
    }
    let from = date.first.saturating_sub(COMPARISON);
    let Some(mark) = sheet
        .marks_in(from, date.first)
        .iter()
        .rev()
        .find(|mark| mark.tag == Tag::Compared && mark.end <= date.first)
    else {
        return false;
    };
    // the comparison ends with its sentence or at a stop within it
    let stops = (mark.end..date.first).any(|at| {
        sheet.page.kind(at) == Kind::Break
            || [';', '.', '؛', ':'].into_iter().any(|stop| sheet.page.is_mark(at, stop))
    });
    !stops && within(&sheet.figures, mark.end, date.first).len() <= 1
}

/// Tokens between "against" and its day: a figure, its unit and a few words.
const COMPARISON: usize = 12;

/// "(2023: 55.6 %)" tells what was.
fn year_told(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    let colon = figure.first > 2 && sheet.page.is_mark(figure.first - 1, ':');
    let year = within(&sheet.dates, figure.first.saturating_sub(4), figure.first).last();
    colon
        && year.is_some_and(|date| {
            date.end + 1 == figure.first
                && date.first > 0
                && sheet.page.is_mark(date.first - 1, '(')
        })
}

/// "against 45 % today", "from 30 % in 2022 to 80 %": the figure that something is compared with.
pub(super) fn compared(sheet: &Sheet<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let from = figure.first.saturating_sub(4).max(sentence.first);
    let against = sheet.marks_in(from, figure.first).iter().any(|mark| {
        mark.tag == Tag::Compared
            && mark.end + 3 > figure.first
            && mark.end <= figure.first
            && within(&sheet.figures, mark.end, figure.first).is_empty()
            && !(mark.end..figure.first).any(|at| sheet.page.is_mark(at, '|'))
    });
    if against || year_told(sheet, figure) {
        return true;
    }
    let opens = sheet.mark_before(figure.first, Tag::RangeFrom).is_some()
        || figure.first > 0
            && sheet.mark_before(figure.first - 1, Tag::RangeFrom).is_some()
            && sheet.mark_before(figure.first, Tag::About).is_some();
    if !opens || figure.value_max.is_some() {
        return false;
    }
    let comma =
        (1..=2).any(|back| figure.first > back && sheet.page.is_mark(figure.first - back - 1, ','));
    let earlier =
        within(&sheet.figures, sentence.first.max(figure.first.saturating_sub(WIDE)), figure.first)
            .iter()
            .any(|other| other.of == figure.of);
    if comma && earlier {
        return true;
    }
    // the other end follows, over "in 2022" or a few words
    let rest = within(&sheet.figures, figure.end, (figure.end + 14).min(sentence.end));
    rest.iter().take(1).any(|upper| {
        let same = upper.of == figure.of || figure.of == Of::Ordinal;
        // "and" joins the ends of "between 5 and 8" only
        const AND: [&str; 6] = ["et", "and", "và", "hoặc", "و", "puis"];
        let joint = (figure.end.max(upper.first.saturating_sub(5))..upper.first)
            .any(|at| sheet.mark(at, Tag::RangeTo).is_some() && !AND.contains(&sheet.page.key(at)));
        same && joint
    })
}
