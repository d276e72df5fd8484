//! What a task says besides its action and its body: co-operating bodies, class, recurrence, product.

use super::super::body::body_at;
use super::super::clause::clip;
use super::super::draft::{BodyClass, Frequency, Named, Recurrence, Span};
use super::super::lexicon::{Mark, Tag};
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};

pub(super) fn named(sheet: &Sheet<'_>, first: usize, end: usize) -> Named {
    let (start, end) = sheet.page.bytes(first, end);
    Named {
        words: sheet
            .page
            .text
            .get(start..end)
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        span: Span { start, end },
    }
}

pub(super) fn action_of(sheet: &Sheet<'_>, first: usize, end: usize) -> String {
    let (span, _) = clip(sheet, first.min(end), end, first.min(end), first.min(end));
    span.quote(sheet.page.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bodies after "in co-operation with".
pub(super) fn co_operating(sheet: &Sheet<'_>, part: &Sentence) -> Vec<Named> {
    let Some(with) = sheet.first_mark(part.first, part.end, Tag::With) else { return Vec::new() };
    let Some((first, end)) = body_at(sheet, with.end, part.end) else { return Vec::new() };
    let mut bodies = Vec::new();
    let mut from = first;
    for at in first..=end {
        let comma = at < end && (sheet.page.is_mark(at, ',') || sheet.page.is_mark(at, '،'));
        if (comma || at == end) && at > from {
            bodies.push(named(sheet, from, at));
            from = at + 1;
        }
    }
    bodies
}

pub(super) fn class_of(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<BodyClass> {
    let classes: Vec<i64> = sheet
        .marks_in(first, end)
        .iter()
        .filter(|mark| mark.tag == Tag::Class)
        .map(|mark| mark.value)
        .collect();
    let has = |value: i64| classes.contains(&value);
    if has(6) || has(1) && has(2) {
        return Some(BodyClass::MinistriesAndProvinces);
    }
    match classes.first()? {
        1 => Some(BodyClass::Ministries),
        2 => Some(BodyClass::Provinces),
        3 => Some(BodyClass::Districts),
        4 => Some(BodyClass::Communes),
        _ => Some(BodyClass::Agencies),
    }
}

pub(super) fn recurrence(sheet: &Sheet<'_>, part: &Sentence) -> Option<Recurrence> {
    let mark = sheet.first_mark(part.first, part.end, Tag::Recurrence)?;
    let every = match mark.value {
        52 => Frequency::Weekly,
        12 => Frequency::Monthly,
        4 => Frequency::Quarterly,
        2 => Frequency::HalfYearly,
        _ => Frequency::Yearly,
    };
    Some(Recurrence { every, day: day_of_month(sheet, part, mark) })
}

/// "before the 25th of each month", "trước ngày 25 hằng tháng", "avant le 5 de chaque mois".
fn day_of_month(sheet: &Sheet<'_>, part: &Sentence, mark: Mark) -> Option<i8> {
    let near = mark.first.saturating_sub(6).max(part.first);
    let figure = within(&sheet.figures, near, mark.first).last()?;
    let dayed = sheet.mark_before(figure.first, Tag::DayWord).is_some()
        || sheet.mark_before(figure.first, Tag::Before).is_some();
    let day =
        i8::try_from(figure.value.reduced().minor()).ok().filter(|day| (1..=31).contains(day))?;
    (dayed && figure.value.decimals() == 0 && mark.value == 12).then_some(day)
}

pub(super) fn product(sheet: &Sheet<'_>, part: &Sentence) -> Option<String> {
    let mark = sheet.first_mark(part.first, part.end, Tag::Product)?;
    let colon =
        sheet.page.is_mark(mark.end, ':') || sheet.page.is_mark(mark.end.saturating_sub(1), ':');
    let first = mark.end + usize::from(sheet.page.is_mark(mark.end, ':'));
    Some(action_of(sheet, first, part.end)).filter(|words| colon && !words.is_empty())
}
