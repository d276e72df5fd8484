//! Days, months, quarters, years and periods, in digits and words, with what stands before them: "by",
//! "before", "in", "since". Whether a day is a deadline is decided later, with the sentence around it.

use super::lexicon::Tag;
use super::page::Kind;
use super::sheet::{Sheet, within};
use crate::words::Day;

/// A time as the text states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum When {
    Day(Day),
    /// without a year
    DayOfMonth {
        month: i8,
        day: i8,
    },
    Month {
        year: i16,
        month: i8,
    },
    MonthOnly(i8),
    /// 1 to 4
    Quarter {
        year: i16,
        quarter: i8,
    },
    /// 1 or 2
    Half {
        year: i16,
        half: i8,
    },
    Year(i16),
    Years {
        from: i16,
        to: i16,
    },
}

/// What stands before a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    By,
    Before,
    In,
    Since,
    Vision,
    Bare,
}

/// Which part of a time is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Whole,
    End,
    Middle,
}

/// A time on tokens `first..end`; the time itself begins at `core`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    pub(super) first: usize,
    pub(super) core: usize,
    pub(super) end: usize,
    pub(super) when: When,
    pub(super) anchor: Anchor,
    pub(super) part: Part,
    /// The text gives no year; the last calendar year that it named was taken.
    pub(super) year_carried: bool,
}

impl Date {
    /// The last day that the text leaves; a day without a year takes `year`. `None` where it names no day.
    pub(super) fn due(&self, year: Option<i16>) -> Option<Day> {
        let before = self.anchor == Anchor::Before && self.part == Part::Whole;
        match self.when {
            When::Day(day) => Some(day),
            When::DayOfMonth { month, day } => Day::new(year?, month, day),
            When::Month { year, month } if before => Day::new(year, month, 1).map(Day::previous),
            When::Month { year, month } => Day::last_of_month(year, month),
            When::MonthOnly(month) if before => Day::new(year?, month, 1).map(Day::previous),
            When::MonthOnly(month) => Day::last_of_month(year?, month),
            When::Quarter { year, quarter } if before => {
                Day::new(year, quarter.saturating_mul(3).saturating_sub(2), 1).map(Day::previous)
            }
            When::Quarter { year, quarter } => Day::last_of_month(year, quarter.saturating_mul(3)),
            When::Half { year, half } => Day::last_of_month(year, half.saturating_mul(6)),
            When::Year(year) if before => Day::new(year, 1, 1).map(Day::previous),
            When::Year(year) if self.part == Part::Middle => Day::new(year, 6, 30),
            When::Year(year) | When::Years { to: year, .. } => Day::new(year, 12, 31),
        }
    }

    /// The year that the text states with it.
    pub(super) fn year(&self) -> Option<i16> {
        match self.when {
            When::Day(day) => Some(day.year()),
            When::Month { year, .. }
            | When::Quarter { year, .. }
            | When::Half { year, .. }
            | When::Year(year)
            | When::Years { to: year, .. } => Some(year),
            When::DayOfMonth { .. } | When::MonthOnly(_) => None,
        }
    }

    /// "by", "before", "end of": a deadline whatever the sentence says.
    pub(super) fn binding(&self) -> bool {
        matches!(self.anchor, Anchor::By | Anchor::Before)
            || self.anchor != Anchor::Since
                && self.anchor != Anchor::Vision
                && self.part == Part::End
    }
}

pub(super) fn find_dates(sheet: &Sheet<'_>) -> Vec<Date> {
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
    carry_years(&mut dates);
    dates
}

/// A day without a year takes the year of the last calendar day, month or "year" before it. A horizon ("by
/// 2030") is no calendar year.
fn carry_years(dates: &mut [Date]) {
    let mut last = None;
    for date in dates {
        let when = match (date.when, last) {
            (When::DayOfMonth { month, day }, Some(year)) => {
                Day::new(year, month, day).map(When::Day)
            }
            (When::MonthOnly(month), Some(year)) => Some(When::Month { year, month }),
            _ => None,
        };
        if let Some(when) = when {
            (date.when, date.year_carried) = (when, true);
        }
        let horizon = matches!(date.when, When::Years { .. })
            || matches!(date.when, When::Year(_))
                && matches!(date.anchor, Anchor::By | Anchor::Before | Anchor::Vision);
        let loose = matches!(date.when, When::Year(_) | When::Years { .. }) && last.is_some();
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
            let anchor = anchor.unwrap_or(Anchor::Bare);
            return Some(Date { first, core: at, end, when, anchor, part, year_carried: false });
        }
        let mut words: Option<super::lexicon::Mark> = None;
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
            None => return None,
        }
    }
    None
}

/// Articles and "of" between the words of a date.
fn joins(sheet: &Sheet<'_>, at: usize) -> bool {
    const SMALL: [&str; 15] = [
        "the", "of", "de", "du", "la", "le", "l'", "d'", "من", "يوم", "là", "ngày", "des", "le",
        "mois",
    ];
    SMALL.contains(&sheet.page.key(at))
}

/// The time that begins at a token and the token after it.
fn when_at(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    let page = &sheet.page;
    if page.kind(at) == Kind::Digits {
        return numeric(sheet, at)
            .or_else(|| day_and_month(sheet, at))
            .or_else(|| half_in_months(sheet, at))
            .or_else(|| years(sheet, at));
    }
    if let Some(month) = sheet.mark(at, Tag::Month) {
        return month_first(sheet, month.value, month.end);
    }
    if let Some(ordinal) = sheet.mark(at, Tag::Ordinal) {
        return ordinal_part(sheet, ordinal.value, ordinal.end);
    }
    part_first(sheet, at)
}

fn small(sheet: &Sheet<'_>, at: usize, most: i8) -> Option<i8> {
    let key = sheet.page.key(at);
    (sheet.page.kind(at) == Kind::Digits && key.len() <= 2)
        .then(|| key.parse::<i8>().ok())
        .flatten()
        .filter(|value| (1..=most).contains(value))
}

fn year_at(sheet: &Sheet<'_>, at: usize) -> Option<i16> {
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
fn year_after(sheet: &Sheet<'_>, at: usize) -> Option<(i16, usize)> {
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
            .any(|tag| sheet.mark_before(after.saturating_sub(1), tag).is_some());
    (named && certain).then_some((When::MonthOnly(month), after))
}

/// "third quarter of 2025", "premier semestre 2026", "Q3 2025".
fn ordinal_part(sheet: &Sheet<'_>, ordinal: i64, after: usize) -> Option<(When, usize)> {
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
fn part_first(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
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
fn half_in_months(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
    sheet.mark(at, Tag::Half).and_then(|_| part_first(sheet, at))
}

/// "2025", "2021-2025", "2024/25", "2021 to 2025".
fn years(sheet: &Sheet<'_>, at: usize) -> Option<(When, usize)> {
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
