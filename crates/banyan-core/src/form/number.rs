//! Numbers and days as people write them.
//!
//! The rule of marks, for a number with `.` or `,` in it:
//!
//! * both marks: the last one stands before the decimals, the other between thousands (`1.234,5`, `1,234.5`);
//! * one of them several times: it stands between thousands (`1.234.567`);
//! * one of them once: it stands before the decimals (`38,3`, `0.125`, `1234.567`), unless one to three digits before it and
//!   exactly three behind could also be thousands (`1.234`). Then the language decides: `.` groups and `,` is decimal in
//!   Vietnamese, the other way round in English, `,` is decimal in French. French `1.234`, Arabic, and an entry without a
//!   language are refused with both readings.
//!
//! Spaces of every kind and `٬` stand between thousands, `٫` before decimals. Groups have three digits, the first one to three.

use super::problem::ProblemKind;
use crate::words::{Day, Language, Quantity};

/// How an entry is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notation {
    /// By a program: a point before the decimals, nothing between thousands, ISO days.
    Plain,
    /// By a person who reads this language.
    Typed(Language),
    /// By nobody knows whom.
    Unstated,
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Thousands,
    Decimals,
}

const ARABIC_DECIMAL: char = '\u{066B}';
const ARABIC_THOUSANDS: char = '\u{066C}';

/// A number with the decimals that are written, zeros at the end left out.
///
/// # Errors
/// [`ProblemKind::NotANumber`], `Ambiguous`, `TooManyDecimals` or `TooLarge`, by the rule of marks of this file.
pub fn read_number(written: &str, notation: Notation) -> Result<Quantity, ProblemKind> {
    let plain = western(written);
    let (sign, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", plain.as_str()),
    };
    let mut groups = vec![String::new()];
    let mut marks: Vec<char> = Vec::new();
    for letter in unsigned.chars() {
        match letter {
            digit if digit.is_ascii_digit() => {
                groups.iter_mut().last().into_iter().for_each(|group| group.push(digit))
            }
            mark => {
                marks.push(if mark.is_whitespace() { ' ' } else { mark });
                groups.push(String::new());
            }
        }
    }
    if groups.iter().any(String::is_empty) {
        return Err(ProblemKind::NotANumber);
    }
    let decimals = match role_of_last(&marks, &groups, notation)? {
        Some(Role::Decimals) => groups.pop(),
        _ => None,
    };
    if groups.len() > 1 && !thousands(&groups) {
        return Err(ProblemKind::NotANumber);
    }
    quantity(sign, &groups.concat(), decimals.as_deref().unwrap_or(""))
}

/// Whether the last mark stands before the decimals; all before it must be one mark between thousands.
fn role_of_last(
    marks: &[char],
    groups: &[String],
    notation: Notation,
) -> Result<Option<Role>, ProblemKind> {
    let Some((last, before)) = marks.split_last() else { return Ok(None) };
    let first = before.first();
    if before.iter().any(|mark| Some(mark) != first || *mark == ARABIC_DECIMAL) {
        return Err(ProblemKind::NotANumber);
    }
    let known = matches!(*last, '.' | ',' | ' ' | ARABIC_THOUSANDS | ARABIC_DECIMAL)
        && first.is_none_or(|mark| matches!(*mark, '.' | ',' | ' ' | ARABIC_THOUSANDS));
    if !known || notation == Notation::Plain && (*last != '.' || first.is_some()) {
        return Err(ProblemKind::NotANumber);
    }
    let groups_only = matches!(*last, ' ' | ARABIC_THOUSANDS);
    match first {
        _ if *last == ARABIC_DECIMAL => Ok(Some(Role::Decimals)),
        Some(first) if first == last => Ok(Some(Role::Thousands)),
        Some(_) if groups_only => Err(ProblemKind::NotANumber),
        Some(_) => Ok(Some(Role::Decimals)),
        None if groups_only => Ok(Some(Role::Thousands)),
        None => role_of_only(*last, groups, notation).map(Some),
    }
}

/// A single `.` or `,`.
fn role_of_only(mark: char, groups: &[String], notation: Notation) -> Result<Role, ProblemKind> {
    if notation == Notation::Plain || !thousands(groups) {
        return Ok(Role::Decimals);
    }
    match (notation, mark) {
        (Notation::Typed(Language::Vietnamese), '.')
        | (Notation::Typed(Language::English), ',') => Ok(Role::Thousands),
        (Notation::Typed(Language::Vietnamese | Language::French), ',')
        | (Notation::Typed(Language::English), '.') => Ok(Role::Decimals),
        _ => Err(ProblemKind::Ambiguous { one: groups.concat(), other: groups.join(".") }),
    }
}

/// Whether digits between marks could be groups of thousands.
fn thousands(groups: &[String]) -> bool {
    groups.split_first().is_some_and(|(first, rest)| {
        first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3)
    })
}

fn quantity(sign: &str, whole: &str, decimals: &str) -> Result<Quantity, ProblemKind> {
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > usize::from(Quantity::DECIMALS_MAX) {
        return Err(ProblemKind::TooManyDecimals { decimals: Quantity::DECIMALS_MAX });
    }
    let point = if decimals.is_empty() { "" } else { "." };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    format!("{sign}{whole}{point}{decimals}").parse().map_err(|_| ProblemKind::TooLarge)
}

/// A day: `2025-07-01` in every notation. Otherwise year, month, day or day, month, year with `/`, `-` or `.` between. What is
/// typed in English, or by nobody knows whom, may put the month first; where both orders give a day, it is refused.
pub(super) fn read_day(written: &str, notation: Notation) -> Result<Day, ProblemKind> {
    let plain = western(written);
    if iso(&plain) {
        return plain.parse().map_err(|_| ProblemKind::NotADay);
    }
    let mark = plain.chars().find(|letter| !letter.is_ascii_digit());
    let mark = mark.filter(|mark| matches!(mark, '/' | '-' | '.') && notation != Notation::Plain);
    let parts: Vec<&str> = plain.split(mark.ok_or(ProblemKind::NotADay)?).collect();
    let number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>().ok().filter(|_| digits && part.len() <= 4)
    };
    let [one, two, three] = *parts.as_slice() else { return Err(ProblemKind::NotADay) };
    let day = |year: &str, month: &str, day: &str| {
        let small = |part: &str| i8::try_from(number(part)?).ok();
        Day::new(number(year).filter(|_| year.len() == 4)?, small(month)?, small(day)?)
    };
    if one.len() == 4 {
        return day(one, two, three).ok_or(ProblemKind::NotADay);
    }
    let day_first = day(three, two, one);
    let month_first = match notation {
        Notation::Typed(Language::English) | Notation::Unstated => day(three, one, two),
        _ => None,
    };
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => {
            Err(ProblemKind::Ambiguous { one: one.to_string(), other: other.to_string() })
        }
        (one, other) => one.or(other).ok_or(ProblemKind::NotADay),
    }
}

/// Whether a text has the form of an ISO day, whatever the calendar.
pub(super) fn iso(written: &str) -> bool {
    written.len() == 10
        && written.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Without marks of direction and space around, digits from 0 to 9, every minus as `-`.
pub(super) fn western(written: &str) -> String {
    let digit = |letter: char, zero: u32| {
        char::from_digit(u32::from(letter).saturating_sub(zero), 10).unwrap_or(letter)
    };
    let letters = written.chars().filter_map(|letter| match letter {
        '\u{200E}'
        | '\u{200F}'
        | '\u{061C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' => None,
        '\u{0660}'..='\u{0669}' => Some(digit(letter, 0x0660)),
        '\u{06F0}'..='\u{06F9}' => Some(digit(letter, 0x06F0)),
        '\u{2212}' | '\u{2010}' | '\u{2011}' => Some('-'),
        other => Some(other),
    });
    letters.collect::<String>().trim().to_owned()
}
