//! Days and months as they are written, in digits and words.

use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::When;
use super::find::joins;
use super::period::{counted_months, half_in_months, ordinal_part, part_first, years};
use crate::words::Day;

/// The time that begins at a token and the token after it.
pub(super) fn when_at(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    let page = &sheet.page;
    if page.kind(at) == Kind::Digits {
        return numeric(sheet, at)
            .or_else(|| day_and_month(sheet, at))
            .or_else(|| counted_months(sheet, at))
            .or_else(|| half_in_months(sheet, at))
            .or_else(|| years(sheet, at))
            .or_else(|| {
                // "2nd quarter of 2030"
                let ordinal = sheet.mark(at, Tag::Ordinal)?;
                ordinal_part(sheet, ordinal.value, ordinal.end)
            });
    }
    if let Some(month) = sheet.mark(at, Tag::Month) {
        return month_first(sheet, month.value, month.end);
    }
    if let Some(ordinal) = sheet.mark(at, Tag::Ordinal) {
        return ordinal_day(sheet, ordinal.value, ordinal.end)
            .or_else(|| ordinal_part(sheet, ordinal.value, ordinal.end));
    }
    part_first(sheet, at).or_else(|| counted_months(sheet, at))
}

/// "الأول من تموز 2025", "the first of July 2025", "premier juillet 2025": the day in words.
fn ordinal_day(sheet: &Sheet<'_>, day: i64, after: usize) -> Option<(When, usize)> {
    let day = i8::try_from(day).ok()?;
    let next = after + usize::from(["من", "of"].contains(&sheet.page.key(after)));
    let next = next + usize::from(sheet.mark(next, Tag::MonthWord).is_some());
    let month = sheet.mark(next, Tag::Month)?;
    let number = i8::try_from(month.value).ok()?;
    match year_after(sheet, month.end) {
        Some((year, end)) => Some((When::Day(Day::new(year, number, day)?), end)),
        None => Some((When::DayOfMonth { month: number, day }, month.end)),
    }
}

pub(super) fn small(sheet: &Sheet<'_>, at: usize, most: i8) -> Option<i8> {
    let key = sheet.page.key(at);
    (sheet.page.kind(at) == Kind::Digits && key.len() <= 2)
        .then(|| key.parse::<i8>().ok())
        .flatten()
        .filter(|value| (1..=most).contains(value))
}

pub(super) fn year_at(sheet: &Sheet<'_>, at: usize) -> Option<i16> {
    let key = sheet.page.key(at);
    (sheet.page.kind(at) == Kind::Digits && key.len() == 4)
        .then(|| key.parse::<i16>().ok())
        .flatten()
        .filter(|year| (1900..=2150).contains(year))
}

/// 30/6/2025, 30.06.2025, 2025-06-30, 6/2025, 30/6.
fn numeric(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    let page = &sheet.page;
    let parted = |mark: usize| {
        ['/', '-', '.', '–'].into_iter().any(|sign| page.is_mark(mark, sign))
            && page.glued(mark)
            && page.glued(mark + 1)
            && page.kind(mark + 1) == Kind::Digits
    };
    if !parted(at + 1) {
        return None;
    }
    if parted(at + 3) && page.kind(at + 4) == Kind::Digits {
        if let (Some(day), Some(month), Some(year)) =
            (small(sheet, at, 31), small(sheet, at + 2, 31), year_at(sheet, at + 4))
        {
            // the day comes first, save where only the other order makes a day
            let found = Day::new(year, month, day).or_else(|| Day::new(year, day, month))?;
            return Some((When::Day(found), at + 5));
        }
        if let (Some(year), Some(month), Some(day)) =
            (year_at(sheet, at), small(sheet, at + 2, 12), small(sheet, at + 4, 31))
        {
            return Some((When::Day(Day::new(year, month, day)?), at + 5));
        }
        return None;
    }
    if let (Some(month), Some(year)) = (small(sheet, at, 12), year_at(sheet, at + 2)) {
        return (page.is_mark(at + 1, '/') || page.is_mark(at + 1, '-'))
            .then_some((When::Month { year, month }, at + 3));
    }
    let day_word = sheet.mark_before(at, Tag::DayWord).is_some()
        || sheet.mark_before(at, Tag::Before).is_some()
        || sheet.mark_before(at, Tag::By).is_some();
    let (day, month) = (small(sheet, at, 31)?, small(sheet, at + 2, 12)?);
    (page.is_mark(at + 1, '/') && day_word && !parted(at + 3))
        .then_some((When::DayOfMonth { month, day }, at + 3))
}

/// "30 June 2025", "1er juillet 2025", "30 tháng 6 năm 2025", "30 of June".
fn day_and_month(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    const AFTER: [&str; 8] = ["st", "nd", "rd", "th", "er", "e", "of", "de"];
    let day = small(sheet, at, 31)?;
    let mut next = at + 1;
    while AFTER.contains(&sheet.page.key(next)) && next < at + 3 {
        next += 1;
    }
    if let Some(word) =
        sheet.mark(next, Tag::MonthWord).filter(|word| sheet.mark(word.end, Tag::Month).is_some())
    {
        next = word.end;
    }
    let month = sheet.mark(next, Tag::Month).or_else(|| {
        // "16 من شهر يوليو"
        (sheet.page.key(next) == "من").then(|| sheet.mark(next + 1, Tag::Month)).flatten()
    })?;
    let number = i8::try_from(month.value).ok()?;
    match year_after(sheet, month.end) {
        Some((year, end)) => Some((When::Day(Day::new(year, number, day)?), end)),
        None => Some((When::DayOfMonth { month: number, day }, month.end)),
    }
}

/// A year after a month: "June 2025", "tháng 6 năm 2025", "juin de l'année 2025", "June, 2025", "4/2025".
pub(super) fn year_after(sheet: &Sheet<'_>, at: usize) -> Option<(i16, usize)> {
    let mut next = at;
    for _ in 0..4 {
        if let Some(year) = year_at(sheet, next) {
            // "10 May 2000 households": a unit follows
            return Some((year, next + 1));
        }
        let sign = [',', '/', '-', '.', '،'].into_iter().any(|mark| sheet.page.is_mark(next, mark));
        match sheet.mark(next, Tag::YearWord) {
            Some(word) => next = word.end,
            None if sign || joins(sheet, next) => next += 1,
            None => return None,
        }
    }
    None
}

/// "June 15, 2021", "June 2021", "tháng 6/2025"; a month alone only where a day or a word shows it is one.
fn month_first(sheet: &Sheet<'_>, month: i64, after: usize) -> Option<(When, usize)> {
    let month = i8::try_from(month).ok()?;
    if let Some(day) = small(sheet, after, 31) {
        let next =
            after + 1 + usize::from(["st", "nd", "rd", "th"].contains(&sheet.page.key(after + 1)));
        let comma = sheet.page.is_mark(next, ',');
        if let Some(year) = year_at(sheet, next + usize::from(comma)) {
            return Some((When::Day(Day::new(year, month, day)?), next + usize::from(comma) + 1));
        }
        if sheet.language == crate::words::Language::English
            && sheet.page.capital(after.saturating_sub(1))
        {
            return Some((When::DayOfMonth { month, day }, next));
        }
    }
    if let Some((year, end)) = year_after(sheet, after) {
        return Some((When::Month { year, month }, end));
    }
    let named = sheet.language != crate::words::Language::English
        || sheet.page.capital(after.saturating_sub(1)) && month != 5 && month != 3;
    let certain = sheet.language == crate::words::Language::Vietnamese
        || [Tag::MonthWord, Tag::EndOf, Tag::By, Tag::Before]
            .into_iter()
            .any(|tag| sheet.mark_before(after.saturating_sub(1), tag).is_some())
        || sheet.page.is_mark(after, ':')
            && sheet.page.kind(after.saturating_sub(2)) != super::super::page::Kind::Word;
    (named && certain).then_some((When::MonthOnly(month), after))
}
