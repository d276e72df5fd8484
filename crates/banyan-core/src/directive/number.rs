//! Numbers of documents: "1690/QĐ-TTg", "n° 2-20-660", "No. 12 of 2023", "(EU) 2016/679",
//! "رقم م/12". Found before days and figures, so that none of their digits is read twice.

use super::draft::DocumentKind;
use super::lexicon::{Mark, Tag};
use super::page::Kind;
use super::sheet::Sheet;
use crate::words::Language;

/// A document's number on tokens `core..end`, with the kind that stands before it from `first`.
#[derive(Clone, Copy, Debug)]
pub(super) struct DocumentNumber {
    pub(super) first: usize,
    pub(super) core: usize,
    pub(super) end: usize,
    pub(super) kind: Option<DocumentKind>,
}

pub(super) fn find_numbers(sheet: &Sheet<'_>) -> Vec<DocumentNumber> {
    let mut numbers: Vec<DocumentNumber> = Vec::new();
    let mut at = 0;
    while at < sheet.page.tokens.len() {
        match number_at(sheet, at) {
            Some(number) => {
                at = number.end;
                numbers.push(number);
            }
            None => at += 1,
        }
    }
    numbers
}

/// The kind whose value stands in the tables of the lexicon.
fn kind_of(value: i64) -> DocumentKind {
    match value {
        1 => DocumentKind::Decision,
        2 => DocumentKind::Directive,
        3 => DocumentKind::Resolution,
        4 => DocumentKind::Plan,
        5 => DocumentKind::Decree,
        6 => DocumentKind::Law,
        7 => DocumentKind::Circular,
        8 => DocumentKind::Notice,
        9 => DocumentKind::Strategy,
        10 => DocumentKind::Programme,
        11 => DocumentKind::Regulation,
        12 => DocumentKind::Order,
        _ => DocumentKind::Other,
    }
}

fn number_at(sheet: &Sheet<'_>, at: usize) -> Option<DocumentNumber> {
    let page = &sheet.page;
    let kind = sheet.mark(at, Tag::DocumentKind);
    let sign = sheet.mark(at, Tag::NumberSign);
    let suffixed = page.kind(at) == Kind::Digits && !page.glued(at)
        || page.kind(at) == Kind::Digits && opened(sheet, at);
    if kind.is_none() && sign.is_none() && !suffixed {
        return None;
    }
    let mut next = kind.map_or(at, |mark| mark.end);
    // "décret exécutif royal n°", "Luật Giao dịch điện tử số": a few words between kind and sign
    let signed = (next..next + if kind.is_some() { 7 } else { 1 })
        .take_while(|place| {
            matches!(page.kind(*place), Kind::Word) || place == &next || page.is_mark(*place, '(')
        })
        .find_map(|place| sheet.mark(place, Tag::NumberSign));
    let signed = signed.filter(|sign| !digital(sheet, sign));
    let between = if signed.is_some() || kind.is_none() { 0 } else { 2 };
    if let Some(sign) = signed {
        next = sign.end;
        while [':', '.', '/'].into_iter().any(|mark| page.is_mark(next, mark)) {
            next += 1;
        }
    } else if kind.is_some()
        && page.is_mark(next, '(')
        && page.is_mark(next + 2, ')')
        && page.capital(next + 1)
    {
        // "Regulation (EU) 2016/679"
        next += 3;
    }
    let core = (next..=next + between).find(|place| {
        matches!(page.kind(*place), Kind::Digits) || page.is_mark(*place, '(') || signed.is_some()
    })?;
    let core = core + usize::from(page.is_mark(core, '('));
    let (end, weight) = run(sheet, core)?;
    let written = Written { at, core, end, next, signed: signed.is_some(), named: kind.is_some() };
    let enough = enough(sheet, written, weight);
    // "4G/5G": a number of a document has a part of digits alone
    let numbered = (core..end)
        .any(|place| page.kind(place) == Kind::Digits && stands_alone(sheet, place, core, end));
    // "Masterplan 2020-2030" names a period
    let period = signed.is_none()
        && weight.capitals == 0
        && page.key(core).len() == 4
        && page.key(end - 1).len() == 4
        && weight.joints == 1
        && !page.is_mark(core + 1, '/');
    if period
        || !numbered && signed.is_none()
        || !enough
        || (kind.is_none() && signed.is_none() && weight.capitals < 2)
    {
        return None;
    }
    let before = (1..=4).find_map(|back| {
        at.checked_sub(back)
            .and_then(|place| sheet.mark(place, Tag::DocumentKind))
            .filter(|mark| mark.end <= at)
    });
    let kind = kind
        .or(before)
        .map(|mark| kind_of(mark.value))
        .or_else(|| kind_of_suffix(page.words(core, end)));
    Some(DocumentNumber { first: before.map_or(at, |mark| mark.first), core, end, kind })
}

/// "kế hoạch chuyển đổi số 2024": "số" is "digital" here, and the year a year.
fn digital(sheet: &Sheet<'_>, sign: &Mark) -> bool {
    const DIGITAL: [&str; 7] = ["đổi", "nghệ", "thuật", "tế", "hội", "quyền", "dân"];
    let page = &sheet.page;
    DIGITAL.contains(&page.key(sign.first.saturating_sub(1)))
        && page.key(sign.end).len() == 4
        && !['/', '-', '.'].into_iter().any(|mark| page.is_mark(sign.end + 1, mark))
}

/// How a number is written: from `core` to `end`, its words from `at`, what could be its number from `next`.
#[derive(Clone, Copy)]
struct Written {
    at: usize,
    core: usize,
    end: usize,
    next: usize,
    /// a sign stands before it
    signed: bool,
    /// a kind stands before it
    named: bool,
}

/// Whether a run weighs enough to name a document, beside the kind or the sign that stands before it.
fn enough(sheet: &Sheet<'_>, written: Written, weight: Weight) -> bool {
    let page = &sheet.page;
    let lettered = weight.capitals >= 2 && weight.joints >= 1;
    match (written.signed, written.named) {
        (true, true) => weight.digits > 0 && !unit_follows(sheet, written.end, weight),
        (true, false) => {
            let dated = weight.year && weight.joints == 1 && weight.digits <= 9;
            lettered || dated && numbers_a_text(sheet, written.at) || initials(sheet, written.at)
        }
        (false, true) => {
            let first = page.kind(written.core) == Kind::Digits;
            let dated = weight.year && weight.joints >= 1 && written.core <= written.next + 1;
            let long = weight.digits >= 5 && weight.joints == 0 && written.core == written.next;
            lettered || dated && first || weight.of_year || long && page.capital(written.at)
        }
        (false, false) => lettered,
    }
}

/// "niveau n° 3 % ": a figure, not a number of a document.
fn unit_follows(sheet: &Sheet<'_>, end: usize, weight: Weight) -> bool {
    weight.joints == 0 && (sheet.page.is_mark(end, '%') || sheet.mark(end, Tag::Percent).is_some())
}

/// Arabic has no capitals: "عدد 14/2026" is told by its year.
fn numbers_a_text(sheet: &Sheet<'_>, sign: usize) -> bool {
    sheet.language == Language::Arabic && sheet.page.kind(sign) == Kind::Word
}

/// "G.O. Ms. No. 17", "S.R.O. No. 4": a kind told by its initials.
fn initials(sheet: &Sheet<'_>, sign: usize) -> bool {
    let page = &sheet.page;
    let letter = |at: usize| {
        page.capital(at)
            && page.words(at, at + 1).chars().count() <= 2
            && page.is_mark(at + 1, '.')
            && page.glued(at + 1)
    };
    (sign.saturating_sub(9)..sign.saturating_sub(3)).any(|at| {
        letter(at)
            && letter(at + 2)
            && page.glued(at + 2)
            && (at + 4..sign).all(|place| {
                page.is_mark(place, '.')
                    || page.is_mark(place, '(')
                    || page.is_mark(place, ')')
                    || page.capital(place) && page.words(place, place + 1).chars().count() <= 5
            })
    })
}

/// Whether digits inside a number are a part of their own, between its joints.
fn stands_alone(sheet: &Sheet<'_>, at: usize, core: usize, end: usize) -> bool {
    let joint = |place: usize| matches!(sheet.page.kind(place), Kind::Mark(_));
    (at == core || joint(at - 1)) && (at + 1 >= end || joint(at + 1) || !sheet.page.glued(at + 1))
}

fn opened(sheet: &Sheet<'_>, at: usize) -> bool {
    at > 0
        && ['(', ':', '"', '«', '“', '°', '.']
            .into_iter()
            .any(|mark| sheet.page.is_mark(at - 1, mark))
}

/// What a run of glued tokens holds.
#[derive(Clone, Copy, Default)]
struct Weight {
    digits: usize,
    capitals: usize,
    joints: usize,
    year: bool,
    of_year: bool,
}

/// The glued run that begins at a token: "47/2020/NĐ-CP", "2.19.452", "m/12", "12 of 2023".
fn run(sheet: &Sheet<'_>, core: usize) -> Option<(usize, Weight)> {
    let page = &sheet.page;
    let mut weight = Weight::default();
    let mut end = core;
    let mut solid = core;
    while end < page.tokens.len() && (end == core || page.glued(end)) && end < core + 16 {
        match page.kind(end) {
            Kind::Digits => {
                weight.digits += page.key(end).len();
                weight.year |= page.key(end).len() == 4;
                solid = end + 1;
            }
            Kind::Word => {
                weight.capitals +=
                    page.words(end, end + 1).chars().filter(|letter| letter.is_uppercase()).count();
                solid = end + 1;
            }
            Kind::Mark('/' | '-' | '.' | '–' | '_') if end > core => {}
            Kind::Mark('(')
                if end > core
                    && page.kind(end + 1) == Kind::Digits
                    && page.is_mark(end + 2, ')')
                    && page.glued(end + 3) =>
            {
                end += 2;
            }
            _ => break,
        }
        end += 1;
    }
    // a joint counts only between two parts
    weight.joints =
        (core..solid).filter(|place| matches!(page.kind(*place), Kind::Mark(_))).count();
    if solid > core
        && ["of", "لسنه", "لعام", "year"].contains(&page.key(solid))
        && page.kind(solid + 1) == Kind::Digits
        && page.key(solid + 1).len() == 4
    {
        weight.of_year = true;
        solid += 2;
    }
    (weight.digits > 0 && solid > core).then_some((solid, weight))
}

/// What the letters of a number say of its kind, where no word does: QĐ, NQ, KH, CT, NĐ, TT, TB.
fn kind_of_suffix(number: &str) -> Option<DocumentKind> {
    const LETTERS: [(&str, DocumentKind); 12] = [
        ("QD", DocumentKind::Decision),
        ("QĐ", DocumentKind::Decision),
        ("NQ", DocumentKind::Resolution),
        ("KH", DocumentKind::Plan),
        ("CT", DocumentKind::Directive),
        ("NĐ", DocumentKind::Decree),
        ("ND", DocumentKind::Decree),
        ("TT", DocumentKind::Circular),
        ("TB", DocumentKind::Notice),
        ("TTr", DocumentKind::Notice),
        ("CĐ", DocumentKind::Notice),
        ("QH", DocumentKind::Law),
    ];
    let parts = number.split(['/', '-']);
    parts.into_iter().find_map(|part| {
        LETTERS.iter().find(|(letters, _)| *letters == part).map(|(_, kind)| *kind)
    })
}
