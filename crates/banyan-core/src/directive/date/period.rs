//! Quarters, half years, years and periods.

use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::When;
use super::written::{small, year_after, year_at};

/// "third quarter of 2025", "premier semestre 2026", "Q3 2025".
pub(super) fn ordinal_part(sheet: &Sheet<'_>, ordinal: i64, after: usize) -> Option<(When, usize)> {
    let number = i8::try_from(ordinal).ok()?;
    if let Some(word) = sheet.mark(after, Tag::Quarter) {
        let (year, end) = year_after(sheet, word.end)?;
        return Some((When::Quarter { year, quarter: number }, end));
    }
    if let Some(word) = sheet.mark(after, Tag::Half) {
        let (year, end) = year_after(sheet, word.end)?;
        return Some((When::Half { year, half: number.min(2) }, end));
    }
    None
}

/// "quý III/2025", "الربع الثالث من عام 2025", "Q 3 2025", "T3 2025", "6 tháng đầu năm 2025".
pub(super) fn part_first(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    let page = &sheet.page;
    let letter = ["q", "t"].contains(&page.key(at)) && page.capital(at) && page.glued(at + 1);
    let (word_end, half) = match (sheet.mark(at, Tag::Quarter), sheet.mark(at, Tag::Half)) {
        (Some(word), _) => (word.end, false),
        (None, Some(word)) => (word.end, true),
        (None, None) if letter => (at + 1, false),
        _ => (at, page.key(at) == "h" && page.capital(at) && page.glued(at + 1)),
    };
    let word_end = if word_end == at && half { at + 1 } else { word_end };
    if word_end == at {
        return None;
    }
    let (number, end) = match sheet.mark(word_end, Tag::Ordinal) {
        Some(ordinal) => (i8::try_from(ordinal.value).ok()?, ordinal.end),
        None => (small(sheet, word_end, 4)?, word_end + 1),
    };
    let (year, end) = year_after(sheet, end)?;
    let when = if half {
        When::Half { year, half: number.min(2) }
    } else {
        When::Quarter { year, quarter: number }
    };
    Some((when, end))
}

/// "6 tháng đầu năm 2025": a half year told in months.
pub(super) fn half_in_months(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    sheet.mark(at, Tag::Half).and_then(|_| part_first(sheet, at))
}

/// "2025", "2021-2025", "2024/25", "2021 to 2025".
pub(super) fn years(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    let page = &sheet.page;
    let from = year_at(sheet, at)?;
    if page.glued(at)
        && matches!(page.kind(at.saturating_sub(1)), Kind::Mark('.' | '/' | '-' | '°' | '_' | '='))
        && at > 0
        && page.glued(at - 1)
        && page.kind(at.saturating_sub(2)) != Kind::Break
    {
        return None;
    }
    let era = page.key(at + 1) == "م";
    if page.glued(at + 1) && matches!(page.kind(at + 1), Kind::Word) && !era {
        return None;
    }
    let sign = ['-', '–', '—', '/', '−'].into_iter().any(|mark| page.is_mark(at + 1, mark));
    let word =
        ["to", "a", "à", "đến", "الي", "et", "and", "until", "حتي"].contains(&page.key(at + 1));
    if sign || word {
        if let Some(to) = year_at(sheet, at + 2).filter(|to| *to > from && *to < from + 40) {
            return Some((When::Years { from, to }, at + 3));
        }
        let short = small(sheet, at + 2, 99).map(i16::from).filter(|_| sign && page.glued(at + 2));
        if let Some(to) = short.map(|short| from - from % 100 + short).filter(|to| *to == from + 1)
        {
            return Some((When::Years { from, to }, at + 3));
        }
    }
    let compared = ["من", "than"].contains(&page.key(at.saturating_sub(1)))
        || page.key(at.saturating_sub(1)) == "least";
    let number = compared
        && (sheet.mark_before(at, Tag::AtLeast).is_some()
            || sheet.mark_before(at, Tag::AtMost).is_some());
    let counted = number
        || page.is_mark(at + 1, '%')
        || sheet.mark(at + 1, Tag::Percent).is_some()
        || sheet.mark(at + 1, Tag::Magnitude).is_some();
    let decimal = (page.is_mark(at + 1, '.') || page.is_mark(at + 1, ','))
        && page.glued(at + 1)
        && page.glued(at + 2)
        && page.kind(at + 2) == Kind::Digits;
    (!counted && !decimal && from >= 1950).then_some((When::Year(from), at + 1))
}
