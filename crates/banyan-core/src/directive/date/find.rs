//! Every time of a page, with the words that stand before it.

use super::super::lexicon::Tag;
use super::super::sheet::{Sheet, within};
use super::written::when_at;
use super::{Anchor, Date, Part, When};
use crate::words::Day;

pub(in crate::directive) fn find_dates(sheet: &Sheet<'_>) -> Vec<Date> {
    let mut dates = Vec::new();
    let mut at = 0;
    let mut numbers = sheet.numbers.iter().peekable();
    while at < sheet.page.tokens.len() {
        while numbers.next_if(|number| number.end <= at).is_some() {}
        if let Some(number) = numbers.peek().filter(|number| number.core <= at) {
            at = number.end;
            continue;
        }
        match date_at(sheet, at) {
            Some(date)
                if within(&sheet.numbers, at, date.end)
                    .iter()
                    .all(|number| number.core >= date.end) =>
            {
                at = date.end;
                dates.push(date);
            }
            _ => at += 1,
        }
    }
    carry_years(&mut dates, sheet.lines.first().map_or(0, |title| title.end));
    dates
}

/// A day without a year takes the year of the last calendar day, month or "year" before it. A horizon ("by
/// 2030") is no calendar year.
fn carry_years(dates: &mut [Date], title: usize) {
    let mut last = None;
    let told = dates.iter().find_map(|date| match date.when {
        When::Day(day) if !date.binding() => Some(day),
        _ => None,
    });
    for date in dates {
        let when = match (date.when, last) {
            (When::DayOfMonth { month, day }, Some(year)) => {
                Day::new(year, month, day).map(When::Day)
            }
            (When::MonthOnly(month), Some(year)) => Some(When::Month { year, month }),
            _ => None,
        };
        // "30 juin prochain": the first one after the day of the text
        let next = match (date.when, told) {
            (When::DayOfMonth { month, day }, Some(told)) if date.coming => {
                Day::new(told.year(), month, day)
                    .filter(|day| *day > told)
                    .or_else(|| Day::new(told.year().saturating_add(1), month, day))
                    .map(When::Day)
            }
            _ => None,
        };
        if let Some(when) = next.or(when) {
            (date.when, date.year_carried) = (when, true);
        }
        let horizon = matches!(date.when, When::Years { .. })
            || matches!(date.when, When::Year(_))
                && matches!(date.anchor, Anchor::By | Anchor::Before | Anchor::Vision);
        let loose = matches!(date.when, When::Year(_) | When::Years { .. })
            && (last.is_some() || date.end <= title);
        last = last.max(date.year().filter(|_| !horizon && !loose));
    }
}

/// The words before a time, one after the other, then the time.
fn date_at(sheet: &Sheet<'_>, first: usize) -> Option<Date> {
    const BEFORE: [Tag; 11] = [
        Tag::By,
        Tag::Before,
        Tag::Vision,
        Tag::EndOf,
        Tag::MidOf,
        Tag::StartOf,
        Tag::Since,
        Tag::In,
        Tag::YearWord,
        Tag::MonthWord,
        Tag::DayWord,
    ];
    let (mut at, mut anchor, mut part) = (first, None, Part::Whole);
    for _ in 0..7 {
        if let Some((when, end)) = when_at(sheet, at) {
            let anchor = if of_school(sheet, at) { Some(Anchor::Since) } else { anchor };
            let anchor = anchor.unwrap_or(Anchor::Bare);
            return Some(Date {
                first,
                core: at,
                end,
                when,
                anchor,
                part,
                year_carried: false,
                coming: coming(sheet, end),
            });
        }
        let mut words: Option<super::super::lexicon::Mark> = None;
        for tag in BEFORE {
            if let Some(mark) = sheet
                .mark(at, tag)
                .filter(|mark| words.is_none_or(|longest| mark.end > longest.end))
            {
                words = Some(mark);
            }
        }
        match words {
            Some(mark) => {
                match mark.tag {
                    Tag::By => anchor = Some(Anchor::By),
                    Tag::Before => anchor = Some(Anchor::Before),
                    Tag::Vision => anchor = Some(Anchor::Vision),
                    Tag::Since if anchor.is_none() => anchor = Some(Anchor::Since),
                    Tag::In if anchor.is_none() => anchor = Some(Anchor::In),
                    Tag::EndOf => part = Part::End,
                    Tag::MidOf => part = Part::Middle,
                    _ => {}
                }
                at = mark.end;
            }
            None if at > first && joins(sheet, at) => at += 1,
            // "Deadline: 30 June"
            None if anchor == Some(Anchor::By) && sheet.page.is_mark(at, ':') => at += 1,
            None => return end_of_year(sheet, first, at, anchor),
        }
    }
    None
}

/// "before the end of the year", "d'ici la fin de l'année", "hết năm nay", "قبل نهاية العام الجاري": the year is the one that
/// the text speaks of.
fn end_of_year(sheet: &Sheet<'_>, first: usize, at: usize, anchor: Option<Anchor>) -> Option<Date> {
    const ENDS: [&str; 10] =
        ["end", "fin", "year-end", "cuối", "hết", "نهايه", "متم", "موفي", "ختام", "اواخر"];
    const OTHERS: [&str; 22] = [
        "scolaire",
        "universitaire",
        "prochaine",
        "derniere",
        "passee",
        "precedente",
        "suivante",
        "budgetaire",
        "học",
        "ngoái",
        "trước",
        "sau",
        "tới",
        "qua",
        "الماضي",
        "الماضيه",
        "المقبل",
        "القادم",
        "الدراسي",
        "الدراسيه",
        "المقبله",
        "القادمه",
    ];
    const THIS: [&str; 8] =
        ["nay", "en", "الجاري", "الحالي", "الجاريه", "الحاليه", "courante", "هذه"];
    let page = &sheet.page;
    let key = |at: usize| page.key(at).trim_start_matches(['ب', 'ل']);
    const MIDDLES: [&str; 5] = ["منتصف", "اواسط", "mid", "giữa", "milieu"];
    let middle = (first..at).any(|at| MIDDLES.contains(&key(at)));
    let ends =
        middle || (first..at).any(|at| ENDS.contains(&page.key(at)) || ENDS.contains(&key(at)));
    let year = page.key(at.saturating_sub(1));
    let closes =
        ["annee", "l'annee", "an", "year", "year-end", "năm", "العام", "السنه", "عام", "سنه"]
            .contains(&year)
            || sheet.mark_before(at, Tag::YearWord).is_some();
    let ordinal = sheet.mark(at, Tag::Ordinal).is_some() || page.key(at) == "thứ";
    let other = OTHERS.contains(&page.key(at)) || page.kind(at) == super::super::page::Kind::Digits;
    if !ends || !closes || ordinal || other || first == at {
        return None;
    }
    let end = at + usize::from(THIS.contains(&page.key(at)));
    let end = end + usize::from(page.key(at) == "en" && page.key(end) == "cours");
    Some(Date {
        first,
        core: at - 1,
        end,
        when: When::MonthOnly(if middle { 6 } else { 12 }),
        anchor: anchor.unwrap_or(Anchor::Bare),
        part: Part::End,
        year_carried: false,
        coming: false,
    })
}

/// "năm học 2031-2032", "année scolaire": a school year ends on no known day.
fn of_school(sheet: &Sheet<'_>, at: usize) -> bool {
    const SCHOOL: [&str; 8] = [
        "học",
        "scolaire",
        "universitaire",
        "academic",
        "school",
        "الدراسي",
        "الدراسيه",
        "الجامعيه",
    ];
    (at.saturating_sub(2)..at).any(|at| SCHOOL.contains(&sheet.page.key(at)))
}

/// "next", "prochain", "المقبل" after a day.
fn coming(sheet: &Sheet<'_>, end: usize) -> bool {
    ["next", "prochain", "المقبل", "القادم", "tới"].contains(&sheet.page.key(end))
}

/// Articles and "of" between the words of a date.
pub(super) fn joins(sheet: &Sheet<'_>, at: usize) -> bool {
    const SMALL: [&str; 18] = [
        "this", "current", "cette", "the", "of", "de", "du", "la", "le", "l'", "d'", "من", "يوم",
        "là", "ngày", "des", "le", "mois",
    ];
    SMALL.contains(&sheet.page.key(at))
}
