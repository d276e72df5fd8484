//! Figures in a row: "90, 80 and 60 %" is three percentages, "12, 20 and 30 schools" three counts.

use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::{Figure, Of};

/// Most figures of one list.
const MOST: usize = 12;

/// Gives every figure of a list the unit of the last one and its place. Counts make a list only where the words
/// say that they belong one by one to what was named ("respectively").
pub(super) fn join(sheet: &Sheet<'_>, figures: &mut [Figure]) {
    ends_of_changes(sheet, figures);
    let mut last = figures.len();
    while last > 0 {
        last -= 1;
        let Some(unit) = figures.get(last).copied() else { break };
        let mut first = last;
        while first > 0 && last - first < MOST && joined(sheet, figures, first, &unit) {
            first -= 1;
        }
        let named = first < last && respective(sheet, &unit);
        if first < last && (unit.of == Of::Percent || named && unit.of == Of::Things) {
            let length = last - first + 1;
            for (place, figure) in figures.iter_mut().skip(first).take(length).enumerate() {
                figure.of = unit.of;
                figure.listed = named.then_some((place, length));
            }
        }
        last = first;
    }
}

/// "from 9 to 18 %": the lower end of a change has the unit of the upper one.
fn ends_of_changes(sheet: &Sheet<'_>, figures: &mut [Figure]) {
    for place in 1..figures.len() {
        let (Some(lower), Some(upper)) =
            (figures.get(place - 1).copied(), figures.get(place).copied())
        else {
            continue;
        };
        let bare = lower.of == Of::Things && lower.unit_end == lower.end && upper.of == Of::Percent;
        let beside =
            sheet.mark(lower.end, Tag::RangeTo).is_some_and(|mark| mark.end == upper.first);
        let opens = sheet.mark_before(lower.first, Tag::RangeFrom).is_some();
        if bare
            && beside
            && opens
            && lower.value_max.is_none()
            && let Some(figure) = figures.get_mut(place - 1)
        {
            figure.of = Of::Percent;
        }
    }
}

/// Whether the figure before `at` stands beside it with a comma or an "and" between, bare or with the same unit.
fn joined(sheet: &Sheet<'_>, figures: &[Figure], at: usize, unit: &Figure) -> bool {
    const AND: [&str; 6] = ["and", "et", "và", "و", "puis", "then"];
    let Some((before, own)) =
        at.checked_sub(1).and_then(|place| figures.get(place)).zip(figures.get(at))
    else {
        return false;
    };
    let page = &sheet.page;
    let between = before.unit_end..own.first;
    let joint = |at: usize| {
        matches!(page.kind(at), Kind::Mark(',' | '،' | '/' | ';')) || AND.contains(&page.key(at))
    };
    let bare = before.of == Of::Things && before.unit_end == before.end || before.of == unit.of;
    let near = !between.is_empty() && between.len() <= 2;
    bare && near && before.value_max.is_none() && between.into_iter().all(joint)
}

/// "respectively" in the sentence, a few words before or after the list.
pub(super) fn respective(sheet: &Sheet<'_>, last: &Figure) -> bool {
    let end = (last.unit_end..last.unit_end + 24)
        .find(|at| matches!(sheet.page.kind(*at), Kind::Break | Kind::Mark('.' | ';' | '؛')))
        .unwrap_or(last.unit_end + 24);
    let first = (last.first.saturating_sub(60)..last.first)
        .rev()
        .find(|at| matches!(sheet.page.kind(*at), Kind::Break | Kind::Mark('.' | ';' | '؛')))
        .unwrap_or(last.first.saturating_sub(60));
    sheet.has(first, end, Tag::Respectively)
}
