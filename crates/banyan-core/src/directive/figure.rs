//! Figures: numbers in digits and words, percentages, fractions, ranges, with the unit that stands
//! beside them. Numbers that name something (articles, levels, phases) are told apart from numbers
//! that count something.

use super::lexicon::Tag;
use super::page::Kind;
use super::sheet::{Sheet, within};
use crate::words::{Language, Quantity};

/// What a figure is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of {
    Percent,
    Things,
    Money,
    Measure,
    /// "70th", "7e"
    Ordinal,
    /// days, years of age
    Duration,
    Age,
    /// decrees, laws: never a baseline
    LegalTexts,
    /// "6 pillars"
    Structure,
    /// "article 5", "5G"
    Name,
}

/// A figure on tokens `first..end`; its unit ends at `unit_end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) unit_end: usize,
    pub(super) value: Quantity,
    pub(super) value_max: Option<Quantity>,
    pub(super) of: Of,
    pub(super) in_words: bool,
}

struct Value {
    value: Quantity,
    end: usize,
    in_words: bool,
    percent: bool,
}

pub(super) fn find_figures(sheet: &Sheet<'_>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut taken: Vec<(usize, usize)> =
        sheet.dates.iter().map(|date| (date.core, date.end)).collect();
    taken.extend(sheet.numbers.iter().map(|number| (number.core, number.end)));
    taken.extend(sheet.lines.iter().map(|line| (line.first, line.body)));
    taken.sort_unstable();
    let mut taken = taken.into_iter().peekable();
    let mut at = 0;
    while at < sheet.page.tokens.len() {
        while taken.next_if(|(_, end)| *end <= at).is_some() {}
        if let Some((_, end)) = taken.peek().filter(|(start, _)| *start <= at) {
            at = *end;
            continue;
        }
        match figure_at(sheet, at, figures.last()) {
            Some(figure) => {
                at = figure.unit_end.max(at + 1);
                figures.push(figure);
            }
            None => at += 1,
        }
    }
    figures
}

fn figure_at(sheet: &Sheet<'_>, at: usize, previous: Option<&Figure>) -> Option<Figure> {
    let page = &sheet.page;
    let found = value_at(sheet, at)?;
    let mut figure = Figure {
        first: at,
        end: found.end,
        unit_end: found.end,
        value: found.value,
        value_max: None,
        of: Of::Things,
        in_words: found.in_words,
    };
    if found.percent {
        figure.of = Of::Percent;
        return Some(figure);
    }
    // a range: "25 à 30", "5-10 %", "one or two"
    let joint = matches!(page.kind(figure.end), Kind::Mark('-' | '–' | '—' | '÷'))
        || sheet.mark(figure.end, Tag::RangeTo).is_some()
        || ["or", "ou", "hoac", "hoặc", "او"].contains(&page.key(figure.end));
    let after = percent_end(sheet, figure.end).filter(|_| true).unwrap_or(figure.end);
    let joint_after = after > figure.end
        && (matches!(page.kind(after), Kind::Mark('-' | '–'))
            || ["a", "to", "đến", "الي", "-"].contains(&page.key(after))
                && (sheet.mark_before(at, Tag::RangeFrom).is_none()
                    || page.key(after) == "đến" && !moves(sheet, at)));
    if joint || joint_after {
        let start = if joint_after { after + 1 } else { figure.end + 1 };
        let free = within(&sheet.dates, start, start + 1).is_empty();
        if let Some(upper) = value_at(sheet, start).filter(|upper| {
            free && upper.value.compare(figure.value).is_gt() && linked(sheet, &figure, upper)
        }) {
            figure.value_max = Some(upper.value);
            figure.end = upper.end;
        }
    }
    // "5/8" is five of eight; "24/7" names a time of day
    if page.is_mark(figure.end, '/')
        && page.glued(figure.end)
        && page.kind(figure.end + 1) == Kind::Digits
    {
        figure.end += 2;
        if page.key(figure.end - 1) == "7" || page.key(figure.end - 1) == "24" {
            figure.of = Of::Name;
        }
    }
    figure.unit_end = figure.end;
    if let Some(end) = percent_end(sheet, figure.end) {
        figure.of = Of::Percent;
        (figure.end, figure.unit_end) = (end, end);
        return Some(figure);
    }
    if let Some(percent) = out_of(sheet, &figure) {
        return Some(percent);
    }
    if figure.of != Of::Name {
        (figure.of, figure.unit_end) = of_what(sheet, &figure, previous);
    }
    if durations(sheet, &mut figure) {
        return Some(figure);
    }
    // a number word that counts nothing certain is no figure: "one", "un", "một"
    let small_word = figure.in_words
        && figure.value.compare(Quantity::new(3, 0)?).is_lt()
        && figure.value_max.is_none();
    let compared = sheet.mark_before(at, Tag::AtLeast).is_some()
        || sheet.mark_before(at, Tag::AtMost).is_some();
    (!small_word || compared).then_some(figure)
}

/// Numbers of days: the lower end of a change counts them too; a time to be shortened is a measure, and true.
fn durations(sheet: &Sheet<'_>, figure: &mut Figure) -> bool {
    if figure.of == Of::Things && opens_duration(sheet, figure) {
        figure.of = Of::Duration;
    }
    let shortened = figure.of == Of::Duration && shortens(sheet, figure);
    if shortened {
        figure.of = Of::Measure;
    }
    shortened
}

/// "from 11 to 3 days": the first number counts days too.
fn opens_duration(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    sheet.mark_before(figure.first, Tag::RangeFrom).is_some()
        && figure.value_max.is_none()
        && sheet.mark(figure.end, Tag::RangeTo).is_some_and(|mark| {
            value_at(sheet, mark.end)
                .is_some_and(|upper| sheet.mark(upper.end, Tag::Duration).is_some())
        })
}

/// "cut the time to register a business to two days": a time that is to be reached.
fn shortens(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const SHORTEN: [&str; 20] = [
        "cut",
        "reduce",
        "reduces",
        "reducing",
        "shorten",
        "shortening",
        "reduire",
        "reduit",
        "ramener",
        "ramene",
        "raccourcir",
        "passer",
        "rút",
        "giảm",
        "خفض",
        "تقليص",
        "تقليل",
        "اختصار",
        "لخفض",
        "لتقليص",
    ];
    const TO: [&str; 7] = ["to", "a", "à", "còn", "xuống", "الي", "dưới"];
    let page = &sheet.page;
    let to = (figure.first.saturating_sub(3)..figure.first).any(|at| TO.contains(&page.key(at)));
    let from = sheet.mark_before(figure.first, Tag::RangeFrom).is_some();
    to && !from
        && (figure.first.saturating_sub(24)..figure.first)
            .rev()
            .take_while(|at| page.kind(*at) != Kind::Break && !page.is_mark(*at, ';'))
            .any(|at| SHORTEN.contains(&page.key(at)))
}

/// Vietnamese "tăng từ … đến", "nâng từ": a change, not a range.
fn moves(sheet: &Sheet<'_>, at: usize) -> bool {
    const VERBS: [&str; 6] = ["tăng", "nâng", "giảm", "đưa", "hạ", "chuyển"];
    (at.saturating_sub(12)..at).any(|place| VERBS.contains(&sheet.page.key(place)))
}

/// "one or two" is a range, "levels 3 and 4" and "de 30 à 50" (two states) are left to the sentence.
fn linked(sheet: &Sheet<'_>, figure: &Figure, upper: &Value) -> bool {
    let key = sheet.page.key(figure.end);
    let and = ["et", "and", "và", "و"].contains(&key);
    let between =
        ["between", "entre", "بين"].contains(&sheet.page.key(figure.first.saturating_sub(1)));
    let same = percent_end(sheet, upper.end).is_some() || percent_end(sheet, figure.end).is_none();
    (!and || between) && same
}

fn percent_end(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let sign = ['%', '٪', '％'].into_iter().any(|mark| sheet.page.is_mark(at, mark));
    if sign {
        return Some(at + 1);
    }
    sheet.mark(at, Tag::Percent).map(|mark| mark.end)
}

/// "nine out of ten" is 90 %.
fn out_of(sheet: &Sheet<'_>, figure: &Figure) -> Option<Figure> {
    // "nine services out of ten"
    let near = figure.end + if figure.in_words { 3 } else { 1 };
    let joint = (figure.end..near)
        .take_while(|at| sheet.page.kind(*at) == Kind::Word)
        .find_map(|at| sheet.mark(at, Tag::OutOf))?;
    let whole = value_at(sheet, joint.end)?;
    let parts = figure.value.reduced().minor().checked_mul(100)?;
    let base = whole.value.reduced();
    let round = base.decimals() == 0
        && [2, 4, 5, 10, 20, 100].contains(&base.minor())
        && figure.value.reduced().decimals() == 0;
    if !round
        || figure.value.compare(whole.value).is_gt()
        || sheet.mark(whole.end, Tag::Magnitude).is_some()
        || sheet.mark(whole.end, Tag::Month).is_some()
    {
        return None;
    }
    let value = Quantity::new(parts.checked_div(base.minor())?, 0)?;
    Some(Figure {
        end: whole.end,
        unit_end: whole.end,
        value,
        of: Of::Percent,
        in_words: figure.in_words || whole.in_words,
        ..*figure
    })
}

/// A number in digits or words with its magnitudes.
fn value_at(sheet: &Sheet<'_>, at: usize) -> Option<Value> {
    let page = &sheet.page;
    if page.kind(at) == Kind::Digits {
        let (digits, decimals, end) = digits_at(sheet, at);
        let minor = digits.parse::<i64>().ok()?;
        let value = Quantity::new(minor, decimals)?;
        let (value, end) = magnified(sheet, value, end);
        return Some(Value { value, end, in_words: false, percent: false });
    }
    if let Some(mark) = sheet.mark(at, Tag::Fraction) {
        let number = sheet.mark(at, Tag::Number).is_some_and(|number| number.end >= mark.end);
        let (part, whole) = (mark.value / 100, mark.value % 100);
        if !number && whole > 0 {
            let percent = part.checked_mul(100)?.checked_div(whole)?;
            let exact = percent.checked_mul(whole)? == part.checked_mul(100)?;
            return exact.then(|| Quantity::new(percent, 0)).flatten().map(|value| Value {
                value,
                end: mark.end,
                in_words: true,
                percent: true,
            });
        }
    }
    let mut mark = sheet.mark(at, Tag::Number)?;
    let mut total = mark.value;
    // "ninety five", "خمسة وعشرين": tens and units stand side by side
    for _ in 0..3 {
        let next = mark.end
            + usize::from(
                page.is_mark(mark.end, '-') || ["et", "and"].contains(&page.key(mark.end)),
            );
        let Some(more) = sheet.mark(next, Tag::Number) else { break };
        let tens_then_units =
            mark.value >= 20 && more.value < 10 || mark.value >= 100 && more.value < mark.value;
        let units_then_tens = sheet.language == Language::Arabic
            && mark.value < 10
            && more.value >= 20
            && more.value < 100
            && page.key(next).starts_with('و');
        if !tens_then_units && !units_then_tens {
            break;
        }
        total = total.checked_add(more.value)?;
        mark = more;
    }
    let (mut value, mut end) = magnified(sheet, Quantity::new(total, 0)?, mark.end);
    // "three thousand five hundred": each part smaller than the one before
    for _ in 0..3 {
        let next = end + usize::from(["et", "and"].contains(&page.key(end)));
        let Some(more) = sheet.mark(next, Tag::Number).filter(|_| end > mark.end) else { break };
        let (part, part_end) = magnified(sheet, Quantity::new(more.value, 0)?, more.end);
        if part.minor() >= value.minor() {
            break;
        }
        (value, end) = (Quantity::new(value.minor().checked_add(part.minor())?, 0)?, part_end);
    }
    Some(Value { value, end, in_words: true, percent: false })
}

fn magnified(sheet: &Sheet<'_>, value: Quantity, end: usize) -> (Quantity, usize) {
    let (mut value, mut end) = (value, end);
    for _ in 0..2 {
        let Some(mark) = sheet.mark(end, Tag::Magnitude) else { break };
        // "5 m" counts metres, "5m" millions; a magnitude of one letter is glued
        let letter = sheet.page.key(end).len() == 1 && mark.end == end + 1;
        if letter && !sheet.page.glued(end) {
            break;
        }
        let Some(larger) = value
            .minor()
            .checked_mul(mark.value)
            .and_then(|minor| Quantity::new(minor, value.decimals()))
        else {
            break;
        };
        (value, end) = (larger.reduced(), mark.end);
    }
    (value, end)
}

/// Digits with their grouping and decimals: the digits without signs, how many are decimals, the token after.
fn digits_at(sheet: &Sheet<'_>, at: usize) -> (String, u8, usize) {
    let page = &sheet.page;
    let mut digits = page.key(at).to_owned();
    let mut end = at + 1;
    let head = page.key(at).len() <= 3 && !page.key(at).starts_with('0');
    // groups parted by one space: "1 077", "2 500 000"
    while head
        && page.kind(end) == Kind::Digits
        && !page.glued(end)
        && page.key(end).len() == 3
        && one_space(sheet, end)
    {
        digits.push_str(page.key(end));
        end += 1;
    }
    // Indian groups: "1,43,000", "2,50,00,000"
    let pair = |place: usize, length: usize| {
        page.is_mark(place, ',')
            && page.glued(place)
            && page.glued(place + 1)
            && page.key(place + 1).len() == length
    };
    if sheet.language == Language::English && page.key(at).len() <= 2 && pair(end, 2) {
        let mut next = end;
        while pair(next, 2) {
            next += 2;
        }
        if pair(next, 3) {
            for place in (end + 1..=next + 1).step_by(2) {
                digits.push_str(page.key(place));
            }
            return (digits, 0, next + 2);
        }
    }
    let spaced = end > at + 1;
    // groups parted by a sign
    let mut group: Option<char> = None;
    while let Kind::Mark(sign) = page.kind(end) {
        let tail = page.kind(end + 1) == Kind::Digits
            && page.glued(end)
            && page.glued(end + 1)
            && page.key(end + 1).len() == 3;
        let repeats = head && !spaced && group.is_none_or(|known| known == sign);
        if !tail || !repeats || !(groups(sheet, sign, end) || group == Some(sign)) {
            break;
        }
        group = Some(sign);
        digits.push_str(page.key(end + 1));
        end += 2;
    }
    // decimals
    if let Kind::Mark(sign @ ('.' | ',' | '٫')) = page.kind(end) {
        let tail = page.kind(end + 1) == Kind::Digits && page.glued(end) && page.glued(end + 1);
        let length = page.key(end + 1).len();
        if tail && group != Some(sign) && length <= usize::from(Quantity::DECIMALS_MAX) {
            digits.push_str(page.key(end + 1));
            return (digits, u8::try_from(length).unwrap_or(0), end + 2);
        }
    }
    (digits, 0, end)
}

fn one_space(sheet: &Sheet<'_>, at: usize) -> bool {
    let gap = sheet.page.tokens.get(at.saturating_sub(1)).zip(sheet.page.tokens.get(at));
    gap.is_some_and(|(before, after)| {
        sheet.page.text.get(before.end..after.start).is_some_and(|space| space.chars().count() == 1)
    })
}

/// Whether a sign before three digits groups: a point in Vietnamese and French, a comma in English, either in
/// Arabic; a comma before three digits is decimal in Vietnamese and French only with a percentage.
fn groups(sheet: &Sheet<'_>, sign: char, at: usize) -> bool {
    let percent = percent_end(sheet, at + 2).is_some();
    match sign {
        '٬' | '\'' | '’' => true,
        '.' => sheet.language != Language::English && !percent,
        ',' | '،' => sheet.language == Language::English || !percent,
        _ => false,
    }
}

/// What a figure counts, and where its unit ends.
fn of_what(sheet: &Sheet<'_>, figure: &Figure, previous: Option<&Figure>) -> (Of, usize) {
    let page = &sheet.page;
    let end = figure.end;
    let elided = ["d'", "l'"].contains(&page.key(end.saturating_sub(1)));
    let glued_word = page.kind(end) == Kind::Word && page.glued(end) && !elided;
    if glued_word && ["st", "nd", "rd", "th", "e", "eme", "er", "ere", "°"].contains(&page.key(end))
    {
        return (Of::Ordinal, end + 1);
    }
    let money_after = sheet.mark(end, Tag::Money).or_else(|| {
        sheet.mark(end + 1, Tag::Money).filter(|_| ["us", "de", "d'", "f"].contains(&page.key(end)))
    });
    let money_before = figure.first > 0 && sheet.mark_before(figure.first, Tag::Money).is_some();
    if let Some(mark) = money_after {
        return (Of::Money, mark.end);
    }
    if money_before {
        return (Of::Money, end);
    }
    if ["aged", "âgé", "age", "ages", "agees", "agés"]
        .contains(&page.key(figure.first.saturating_sub(1)))
    {
        return (Of::Age, end);
    }
    if let Some(mark) = sheet.mark(end, Tag::Age) {
        return (Of::Age, mark.end);
    }
    if ["aged", "ages", "âge", "agees", "ages de", "từ", "de"]
        .contains(&page.key(figure.first.saturating_sub(1)))
        && sheet.mark(end, Tag::Duration).is_some()
    {
        return (Of::Age, end + 1);
    }
    if let Some(mark) = sheet.mark(end, Tag::Measure) {
        // "điểm" is a point of a score, "điểm cầu" a room of a conference
        let longer = sheet.mark(end, Tag::Structure).filter(|other| other.end > mark.end);
        if let Some(other) = longer {
            return (Of::Structure, other.end);
        }
        return (Of::Measure, mark.end);
    }
    // "14 000 in the year 2022" counts no years
    let dated = page.kind(end + 1) == Kind::Digits && page.key(end + 1).len() == 4;
    let hyphened = || page.is_mark(end, '-').then(|| sheet.mark(end + 1, Tag::Duration)).flatten();
    if let Some(mark) = sheet.mark(end, Tag::Duration).or_else(hyphened).filter(|_| !dated) {
        return (Of::Duration, mark.end);
    }
    let glued_before = page.glued(figure.first)
        && figure.first > 0
        && matches!(
            page.kind(figure.first - 1),
            Kind::Word | Kind::Mark('-' | '_' | '/' | '=' | '.' | '#' | '@' | '&')
        );
    if glued_word || glued_before || names(sheet, figure, previous) {
        return (Of::Name, end);
    }
    counted(sheet, end)
}

/// A number that names something, or the whole that a part is told of: "article 5", "8 of 34".
fn names(sheet: &Sheet<'_>, figure: &Figure, previous: Option<&Figure>) -> bool {
    let page = &sheet.page;
    let whole = previous.is_some_and(|previous| {
        let near = figure.first <= previous.unit_end + 5 && figure.first > previous.end;
        let of_the = (previous.end..figure.first)
            .any(|at| page.key(at) == "of" && page.key(at + 1) == "the");
        let joint = sheet
            .mark_before(figure.first, Tag::OutOf)
            .is_some_and(|mark| page.key(mark.first) != "in");
        near && (of_the || joint)
    });
    let label = sheet.mark_before(figure.first, Tag::Label).is_some()
        || figure.first > 1
            && page.is_mark(figure.first - 1, '.')
            && sheet.mark_before(figure.first - 1, Tag::Label).is_some();
    let carried = previous
        .is_some_and(|previous| previous.of == Of::Name && figure.first <= previous.end + 1);
    whole || label && !figure.in_words || carried
}

/// Legal texts and parts of a plan are counted apart from things.
fn counted(sheet: &Sheet<'_>, end: usize) -> (Of, usize) {
    let page = &sheet.page;
    let first_unit = end + usize::from(page.is_mark(end, '(') && page.is_mark(end + 2, ')')) * 3;
    // Vietnamese words have several syllables: the second one is no word of its own
    let reach = if sheet.language == Language::Vietnamese { 1 } else { 2 };
    for place in first_unit..first_unit + reach {
        if sheet.mark(place, Tag::LegalText).is_some() {
            return (Of::LegalTexts, place + 1);
        }
        if let Some(mark) = sheet.mark(place, Tag::Structure) {
            return (Of::Structure, mark.end);
        }
        if page.kind(place) != Kind::Word {
            break;
        }
    }
    (Of::Things, end)
}
