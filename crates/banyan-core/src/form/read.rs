//! From what was typed, or stands in a file, to typed answers. Every problem is reported at once and every text is kept.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::address::Address;
use super::answers::Answers;
use super::checked::Form;
use super::definition::{Category, Kind, Line, Number};
use super::fields::FormField;
use super::flaw::Reason;
use super::judge::Unread;
use super::limits;
use super::number::{Notation, read_day, read_number, western};
use super::problem::{Problem, ProblemKind};
use super::value::Value;
use crate::words::{Quantity, fold};

/// What was typed, entry by entry.
pub type Texts = BTreeMap<Address, String>;

/// What became of what was typed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Reading {
    /// What could be read, and what is computed from it.
    pub answers: Answers,
    /// All that was typed, letter by letter; blanks left out.
    pub raw: Texts,
    /// In the order of the form.
    pub problems: Vec<Problem>,
}

impl Form {
    /// Reads entries as they were typed in a page. A blank text is no answer, and a row of blanks no row.
    pub fn read_texts(&self, texts: &Texts, notation: Notation) -> Reading {
        let raw: Texts = texts
            .iter()
            .filter(|(_, text)| !western(text).is_empty())
            .map(|(at, text)| (at.clone(), text.clone()))
            .collect();
        let mut entered = Entered::default();
        let surplus = self.surplus_rows(raw.keys());
        for (at, text) in &raw {
            match self.fields.locate(at) {
                Err(kind) => entered.stray(at, kind),
                Ok(_) if at.row.as_ref().is_some_and(|row| surplus.contains(row)) => {}
                Ok(field) => entered.take(at, read_value(field, text, notation)),
            }
        }
        for row in surplus {
            entered.unread.surplus(&row.group);
        }
        self.settle(entered, raw)
    }

    /// Reads the lines of a file under the columns of [`Form::columns`]. Line `n` holds row `n` of every group; what does not
    /// repeat stands on the first line, and may be repeated below as it is.
    pub fn read_lines(&self, lines: &[Line], notation: Notation) -> Reading {
        let mut texts = Texts::new();
        for (number, line) in (1_u32..).zip(lines) {
            for (column, text) in line {
                let at = self.entry_of(column, number);
                let first = Address { row: None, ..at.clone() };
                let repeated = at.row.is_some() && texts.get(&first) == Some(text);
                if !repeated {
                    texts.insert(at, text.clone());
                }
            }
        }
        self.read_texts(&texts, notation)
    }

    /// The entry under a column of a line. What belongs to no group and stands on a later line is no entry of the form, and
    /// is kept under that line.
    fn entry_of(&self, column: &str, line: u32) -> Address {
        match column.split_once('.') {
            Some((group, slot)) if self.group(group).is_some() => {
                Address::of_slot(slot).row(group, line)
            }
            _ if line > 1 => Address::of_slot(column).row("", line),
            _ => Address::of_slot(column),
        }
    }

    /// The answers of an example of the definition. What it leaves out is not asked for.
    pub(super) fn example(&self, lines: &[Line]) -> Result<Answers, Reason> {
        let reading = self.read_lines(lines, Notation::Plain);
        let unreadable = reading.problems.iter().find(|problem| problem.kind.unreadable());
        match unreadable {
            None => Ok(reading.answers),
            Some(problem) => Err(Reason::ExampleUnreadable {
                place: problem.at.to_string(),
                kind: problem.kind.clone(),
            }),
        }
    }
}

/// What is read on the way to a [`Reading`].
#[derive(Default)]
pub(super) struct Entered {
    pub(super) answers: Answers,
    pub(super) problems: Vec<Problem>,
    pub(super) unread: Unread,
    strays: BTreeSet<String>,
}

impl Entered {
    pub(super) fn take(&mut self, at: &Address, value: Result<Value, ProblemKind>) {
        match value {
            Ok(value) => {
                self.answers.insert(at.clone(), value);
            }
            Err(kind) => {
                self.problems.push(Problem::error(at, kind));
                self.unread.entry(at);
            }
        }
    }

    /// An entry that the form does not have; of a column it is said once.
    pub(super) fn stray(&mut self, at: &Address, kind: ProblemKind) {
        if self.strays.insert(at.slot()) {
            self.problems.push(Problem::error(at, kind));
        }
    }
}

/// One entry; bounds are judged later.
pub(super) fn read_value(
    field: &FormField,
    text: &str,
    notation: Notation,
) -> Result<Value, ProblemKind> {
    let plain = western(text);
    match &field.field.kind {
        Kind::Number(number) => {
            let sign = plain.strip_suffix(['%', '٪']);
            let percent = sign.filter(|_| number.unit_of_measure == "percent");
            let read = read_number(percent.unwrap_or(&plain).trim_end(), notation)?;
            with_decimals_of(number, read).map(Value::Number)
        }
        Kind::Text { .. } => Ok(Value::Text(text.trim().replace("\r\n", "\n"))),
        Kind::Day { .. } => read_day(text, notation).map(Value::Day),
        Kind::Choice { option } => {
            let typed = same_letters(text);
            let readings = options_read(option);
            let found = readings.into_iter().find(|(reading, _)| *reading == typed);
            found.map(|(_, code)| Value::Choice(code)).ok_or(ProblemKind::NoSuchOption)
        }
        Kind::YesNo {} => match fold(&plain).as_str() {
            "true" | "1" | "yes" | "oui" | "co" | "نعم" => Ok(Value::YesNo(true)),
            "false" | "0" | "no" | "non" | "khong" | "لا" => Ok(Value::YesNo(false)),
            _ => Err(ProblemKind::NotYesNo),
        },
        Kind::Unit {} => Some(plain)
            .filter(|code| is_unit_code(code))
            .map(Value::Unit)
            .ok_or(ProblemKind::NotAUnitCode),
        Kind::Attachment { .. } => {
            text.trim().parse().map(Value::Attachment).map_err(|_| ProblemKind::NotAnAttachment)
        }
    }
}

/// A number as its field keeps it.
pub(super) fn with_decimals_of(number: &Number, read: Quantity) -> Result<Quantity, ProblemKind> {
    if read.reduced().decimals() > number.decimals {
        return Err(ProblemKind::TooManyDecimals { decimals: number.decimals });
    }
    read.with_decimals(number.decimals)
        .filter(|kept| (-limits::MINOR..=limits::MINOR).contains(&kept.minor()))
        .ok_or(ProblemKind::TooLarge)
}

/// A letter or digit, then letters, digits, points, `_` and `-`; at most forty.
pub(super) fn is_unit_code(code: &str) -> bool {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=limits::CODE_LETTERS).contains(&code.len())
        && code.bytes().all(belongs)
        && code.starts_with(|first: char| first.is_ascii_alphanumeric())
}

/// What may be typed for each option: its code and its names in every language, with the code.
pub(super) fn options_read(options: &[Category]) -> Vec<(String, String)> {
    let readings = options.iter().flat_map(|option| {
        let names = option.name.pairs().map(|(_, name)| same_letters(name));
        let readings = std::iter::once(same_letters(&option.code)).chain(names);
        readings.map(|reading| (reading, option.code.clone()))
    });
    readings.collect()
}

/// Two options that one text could mean.
pub(super) fn alike(readings: &[(String, String)]) -> Option<(String, String)> {
    let mut met: BTreeMap<&str, &str> = BTreeMap::new();
    readings.iter().find_map(|(reading, code)| {
        let first = *met.entry(reading).or_insert(code);
        (first != code).then(|| (first.to_owned(), code.clone()))
    })
}

/// Letters whatever their case, composition, spaces and direction; marks stay, because they tell Vietnamese words apart.
fn same_letters(text: &str) -> String {
    let letters: String = western(text).nfc().collect::<String>().to_lowercase();
    letters.split_whitespace().collect::<Vec<&str>>().join(" ")
}
