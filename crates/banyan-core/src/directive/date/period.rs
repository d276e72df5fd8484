//! Quarters, half years, years and periods.

use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::When;
use super::written::{small, year_after, year_at};

/// "third quarter of 2025", "premier semestre 2026", "Q3 2025".
pub(super) fn ordinal_part(sheet: &Sheet<'_>, ordinal: i64, after: usize) -> Option<(When, usize)> {
    let number = i8::try_from(ordinal).ok()?;
    let first = after.saturating_sub(1);
    let first = first.saturating_sub(usize::from(sheet.page.key(first.saturating_sub(1)) == "the"));
    if let Some(word) = sheet.mark(after, Tag::Quarter).filter(|_| number <= 4) {
        return ended(sheet, first, word.end, When::Quarter { year: 0, quarter: number });
    }
    if let Some(word) = sheet.mark(after, Tag::Half) {
        return ended(sheet, first, word.end, When::Half { year: 0, half: number.min(2) });
    }
    counted_months(sheet, after.checked_sub(1)?)
}

/// "the first four months of 2024", "9 premiers mois de 2025", "sáu tháng đầu năm", "الأشهر الأربعة الأولى من 2024":
/// a period told by its months ends with the last of them.
pub(super) fn counted_months(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    const MONTHS: [&str; 8] =
        ["month", "months", "mois", "tháng", "اشهر", "الاشهر", "شهور", "الشهور"];
    const FIRST: [&str; 8] =
        ["first", "premiers", "đầu", "الاولي", "اولي", "الاول", "initial", "opening"];
    const LAST: [&str; 7] = ["last", "final", "derniers", "cuối", "الاخيره", "اخيره", "remaining"];
    let page = &sheet.page;
    let (mut months, mut named, mut last, mut next) = (None, false, None, at);
    while next < at + 4 {
        let key = page.key(next);
        let number = small(sheet, next, 12).map(|number| (number, next + 1)).or_else(|| {
            let mark = sheet.mark(next, Tag::Number)?;
            i8::try_from(mark.value)
                .ok()
                .filter(|number| (1..=12).contains(number))
                .map(|number| (number, mark.end))
        });
        if MONTHS.contains(&key) && !named {
            (named, next) = (true, next + 1);
        } else if FIRST.contains(&key) && last.is_none() {
            (last, next) = (Some(false), next + 1);
        } else if LAST.contains(&key) && last.is_none() {
            (last, next) = (Some(true), next + 1);
        } else if let Some((number, end)) = number.filter(|_| months.is_none()) {
            (months, next) = (Some(number), end);
        } else {
            break;
        }
    }
    let (months, last) = months.zip(last).filter(|_| named)?;
    let month = if last { 12 } else { months };
    let stated = year_after(sheet, next);
    // "the last three months" before today end in no known month
    let of_year = || {
        let mut end = next;
        while ["of", "the", "de", "l'", "من", "this", "cette"].contains(&page.key(end))
            && end < next + 3
        {
            end += 1;
        }
        let word = sheet.mark(end, Tag::YearWord).map(|word| word.end);
        word.map(|end| {
            end + usize::from(["nay", "الجاري", "الحالي", "en"].contains(&page.key(end)))
        })
    };
    match stated {
        Some((year, end)) if months == 6 => {
            Some((When::Half { year, half: if last { 2 } else { 1 } }, end))
        }
        Some((year, end)) => Some((When::Month { year, month }, end)),
        None => of_year().map(|end| (When::MonthOnly(month), end)),
    }
}

/// "of the year", "this year", "năm nay", "du présent exercice": the year is the one that the text speaks of.
fn this_year(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    const SMALL: [&str; 14] = [
        "of", "the", "this", "current", "de", "l'", "du", "cette", "من", "هذا", "هذه", "present",
        "same", "la",
    ];
    let page = &sheet.page;
    let end = (at..at + 4).find(|place| !SMALL.contains(&page.key(*place)))?;
    let word = sheet.mark(end, Tag::YearWord)?;
    let told = ["nay", "الجاري", "الحالي", "الجاريه", "الحاليه", "في"];
    (end > at || page.key(at) == "năm")
        .then(|| word.end + usize::from(told.contains(&page.key(word.end))))
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
    let part = if half {
        When::Half { year: 0, half: number.min(2) }
    } else {
        When::Quarter { year: 0, quarter: number }
    };
    ended(sheet, at, end, part)
}

/// A quarter or half year with the year after it; without one it is told by its last month.
fn ended(sheet: &Sheet<'_>, first: usize, at: usize, part: When) -> Option<(When, usize)> {
    if let Some((year, end)) = year_after(sheet, at) {
        return Some((
            match part {
                When::Quarter { quarter, .. } => When::Quarter { year, quarter },
                When::Half { half, .. } => When::Half { year, half },
                other => other,
            },
            end,
        ));
    }
    let month = match part {
        When::Quarter { quarter, .. } => quarter.checked_mul(3)?,
        When::Half { half, .. } => half.checked_mul(6)?,
        _ => return None,
    };
    // "trong quý II", "in the third quarter": of the year that the text speaks of
    let led = [Tag::By, Tag::In, Tag::Before, Tag::EndOf]
        .into_iter()
        .any(|tag| sheet.mark_before(first, tag).is_some());
    let closes = sheet.page.kind(at) == Kind::Break || sheet.page.is_mark(at, ':');
    let end = this_year(sheet, at).or((led || closes).then_some(at))?;
    Some((When::MonthOnly(month), end))
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
        && !["mid", "mi", "end", "fin"].contains(&page.key(at.saturating_sub(2)))
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
    let beside = ["و", "và"].contains(&page.key(at + 1));
    if beside && let Some(to) = year_at(sheet, at + 2).filter(|to| *to == from + 1) {
        return Some((When::Years { from, to }, at + 3));
    }
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
    const THAN: [&str; 10] =
        ["من", "than", "least", "عن", "علي", "hơn", "thiểu", "dưới", "de", "d'"];
    let compared = THAN.contains(&page.key(at.saturating_sub(1)));
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
