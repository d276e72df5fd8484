//! Figures: numbers in digits and words, percentages, fractions, ranges, with the unit that stands
//! beside them. Numbers that name something (articles, levels, phases) are told apart from numbers
//! that count something.

use super::lexicon::Tag;
use super::page::Kind;
use super::sheet::{Sheet, within};
use crate::words::Quantity;

mod value;

mod duration;

mod counted;

mod list;

use counted::of_what;
use duration::durations;
use value::{Value, value_at};

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
    /// Its place in a list of figures with nothing between them, and how many they are: "90, 80 and 60 %".
    pub(super) listed: Option<(usize, usize)>,
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
        match placed(sheet, at).or_else(|| figure_at(sheet, at, figures.last())) {
            Some(figure) => {
                at = figure.unit_end.max(at + 1);
                figures.push(figure);
            }
            None => at += 1,
        }
    }
    list::join(sheet, &mut figures);
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
        listed: None,
    };
    if found.percent {
        figure.of = Of::Percent;
        return Some(figure);
    }
    if clock(sheet, at) {
        figure.of = Of::Name;
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
            let moved = sheet.mark_before(at, Tag::RangeFrom).is_some() && moves(sheet, at);
            free && !moved
                && upper.value.compare(figure.value).is_gt()
                && linked(sheet, &figure, upper)
        }) {
            figure.value_max = Some(upper.value);
            figure.end = upper.end;
        }
    }
    slashed(sheet, &mut figure);
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

/// "the fifth place", "المرتبة الخامسة": a rank in words.
fn placed(sheet: &Sheet<'_>, at: usize) -> Option<Figure> {
    const PLACES: [&str; 8] =
        ["place", "rank", "position", "rang", "مرتبه", "المرتبه", "المركز", "مركز"];
    let ordinal = sheet.mark(at, Tag::Ordinal).filter(|mark| mark.value <= 10)?;
    let before = PLACES.contains(&sheet.page.key(at.saturating_sub(1)));
    let after = PLACES.contains(&sheet.page.key(ordinal.end));
    let word = sheet.page.kind(at) == Kind::Word && ordinal.end == at + 1;
    let end = ordinal.end + usize::from(after && !before);
    (word && (before || after)).then(|| {
        Quantity::new(ordinal.value, 0).map(|value| Figure {
            first: at,
            end,
            unit_end: end,
            value,
            value_max: None,
            of: Of::Ordinal,
            in_words: true,
            listed: None,
        })
    })?
}

/// "5/8" is five of eight; "24/7" names a time of day, "4,8/5" a mark of readers.
fn slashed(sheet: &Sheet<'_>, figure: &mut Figure) {
    let page = &sheet.page;
    if page.is_mark(figure.end, '/')
        && page.glued(figure.end)
        && page.kind(figure.end + 1) == Kind::Digits
    {
        figure.end += 2;
        let rated = figure.value.reduced().decimals() > 0;
        if rated || page.key(figure.end - 1) == "7" || page.key(figure.end - 1) == "24" {
            figure.of = Of::Name;
        }
    }
}

/// "19:05" tells the time of day.
fn clock(sheet: &Sheet<'_>, at: usize) -> bool {
    let page = &sheet.page;
    let joined = |mark: usize| page.is_mark(mark, ':') && page.glued(mark) && page.glued(mark + 1);
    let before = at > 1 && joined(at - 1) && page.kind(at - 2) == Kind::Digits;
    before && page.key(at).len() == 2 || joined(at + 1) && page.key(at + 2).len() == 2
}

/// Vietnamese "tăng từ … đến", "nâng từ": a change, not a range.
fn moves(sheet: &Sheet<'_>, at: usize) -> bool {
    const VERBS: [&str; 42] = [
        "tăng",
        "nâng",
        "giảm",
        "đưa",
        "hạ",
        "chuyển",
        "passer",
        "passera",
        "passe",
        "passeront",
        "porter",
        "portera",
        "ramener",
        "reduire",
        "relever",
        "augmenter",
        "grimper",
        "rise",
        "rises",
        "raise",
        "increase",
        "increases",
        "grow",
        "grows",
        "go",
        "move",
        "cut",
        "climb",
        "fall",
        "reduce",
        "رفع",
        "لرفع",
        "خفض",
        "زياده",
        "الانتقال",
        "تنتقل",
        "ينتقل",
        "سترتفع",
        "سيرتفع",
        "ترتفع",
        "يرتفع",
        "تقليص",
    ];
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
    let near = figure.end + if figure.in_words { 3 } else { 5 };
    let named = |at: usize| {
        sheet.page.kind(at) == Kind::Word && !sheet.page.capital(at)
            || sheet.page.is_mark(at, '-') && sheet.page.glued(at)
    };
    let joint =
        (figure.end..near).take_while(|at| named(*at)).find_map(|at| sheet.mark(at, Tag::OutOf))?;
    let whole = value_at(sheet, joint.end)?;
    let parts = figure.value.reduced().minor().checked_mul(100)?;
    let base = whole.value.reduced();
    let round = base.decimals() == 0
        && [2, 4, 5, 10, 20, 100].contains(&base.minor())
        && figure.value.reduced().decimals() == 0;
    // "9 towns in 10": only of ten or a hundred where a noun stands between
    let round = round
        && (joint.first <= figure.end + 1 || figure.in_words || [10, 100].contains(&base.minor()));
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
