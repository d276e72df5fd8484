//! The number itself: its digits and groups, its words and magnitudes.

use super::super::lexicon::{Mark, Tag};
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::percent_end;
use crate::words::{Language, Quantity};

pub(super) struct Value {
    pub(super) value: Quantity,
    pub(super) end: usize,
    pub(super) in_words: bool,
    pub(super) percent: bool,
}

/// A fraction in words; "half-yearly", "نصف سنوي" tell how often, not how much.
fn fraction_at(sheet: &Sheet<'_>, at: usize) -> Option<Mark> {
    let recurs = sheet.mark(at, Tag::Recurrence);
    sheet.mark(at, Tag::Fraction).filter(|mark| recurs.is_none_or(|recurs| recurs.end <= mark.end))
}

/// A number in digits or words with its magnitudes.
pub(super) fn value_at(sheet: &Sheet<'_>, at: usize) -> Option<Value> {
    let page = &sheet.page;
    if page.kind(at) == Kind::Digits {
        let (digits, decimals, end) = digits_at(sheet, at);
        let minor = digits.parse::<i64>().ok()?;
        let value = Quantity::new(minor, decimals)?;
        let (value, end) = rest(sheet, magnified(sheet, value, end));
        return Some(Value { value, end, in_words: false, percent: false });
    }
    if let Some(mark) = fraction_at(sheet, at) {
        let number = sheet.mark(at, Tag::Number).is_some_and(|number| number.end >= mark.end);
        let (part, whole) = (mark.value / 100, mark.value % 100);
        let joint = ["a", "de"].contains(&page.key(mark.end)) || page.is_mark(mark.end, '-');
        let large = mark.end + usize::from(joint);
        if let Some(magnitude) = sheet.mark(large, Tag::Magnitude).filter(|_| whole > 0) {
            // "half a million"
            let product = magnitude.value.checked_mul(part)?;
            let value = Quantity::new(product.checked_div(whole)?, 0)?;
            let exact = product.checked_rem(whole)? == 0;
            let end = magnitude.end;
            return exact.then_some(Value { value, end, in_words: true, percent: false });
        }
        // "nửa", "demi" alone are half of something that is not told
        let alone = page.key(mark.end.saturating_sub(1)) == "demi" || page.key(at) == "nửa";
        if !number && whole > 0 && !alone {
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

/// "22 ألفا و600": the hundreds after the thousands.
fn rest(sheet: &Sheet<'_>, (value, end): (Quantity, usize)) -> (Quantity, usize) {
    let page = &sheet.page;
    let magnitude = end.checked_sub(1).and_then(|at| sheet.mark(at, Tag::Magnitude));
    let joined = page.key(end) == "و" && page.kind(end + 1) == Kind::Digits && page.glued(end + 1);
    let Some(magnitude) = magnitude.filter(|_| joined && value.decimals() == 0) else {
        return (value, end);
    };
    let (digits, decimals, after) = digits_at(sheet, end + 1);
    let small = digits.parse::<i64>().ok().filter(|part| *part < magnitude.value && decimals == 0);
    let sum = small.and_then(|part| value.minor().checked_add(part));
    let free = percent_end(sheet, after).is_none()
        && sheet.mark(after, Tag::Month).is_none()
        && sheet.mark(after, Tag::Magnitude).is_none();
    match sum.filter(|_| free).and_then(|sum| Quantity::new(sum, 0)) {
        Some(sum) => (sum, after),
        None => (value, end),
    }
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
