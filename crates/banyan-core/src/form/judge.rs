//! What typed answers still lack: values within bounds, nothing required missing, rows told apart, totals computed, rules that
//! hold.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, Row};
use super::answers::Answers;
use super::checked::Form;
use super::definition::{Kind, Number};
use super::exact::{Exact, Overflow};
use super::fields::FormField;
use super::limits;
use super::problem::{Problem, ProblemKind};
use super::read::{Entered, Reading, Texts};
use super::value::{Attachment, Value};
use crate::words::Quantity;

/// What was entered and could not be taken: there, but not among the answers.
#[derive(Default)]
pub(super) struct Unread {
    entries: BTreeSet<Address>,
    surplus: BTreeMap<String, usize>,
}

impl Unread {
    pub(super) fn entry(&mut self, at: &Address) {
        self.entries.insert(at.clone());
    }

    /// One more row over the most of its group, that is not looked at.
    pub(super) fn surplus(&mut self, group: &str) {
        let rows = self.surplus.entry(group.to_owned()).or_default();
        *rows = rows.saturating_add(1);
    }
}

impl Form {
    /// Every problem of typed answers, in the order of the form: entries that the form does not have, values outside bounds,
    /// what is missing, rows, computed values that are others, rules that do not hold.
    pub fn judge(&self, answers: &Answers) -> Vec<Problem> {
        let mut entered = Entered::default();
        for (at, value) in answers.iter() {
            match self.fields.locate(at) {
                Err(kind) => entered.stray(at, kind),
                Ok(_) => entered.take(at, Ok(value.clone())),
            }
        }
        self.settle(entered, Texts::new()).problems
    }

    /// Computes what is computed, in place of what stood there. Returns what is too large.
    pub fn complete(&self, answers: &mut Answers) -> Vec<Problem> {
        let mut problems = Vec::new();
        for own in &self.computed {
            let Some(field) = self.field(&own.field) else { continue };
            let settled = own.expression.settled(answers);
            for row in rows_of(field, answers, &BTreeSet::new()) {
                let at = field.address("", row);
                answers.remove(&at);
                let value = match &settled {
                    Ok(Some(expression)) => expression.value(answers, row),
                    Ok(None) => Ok(None),
                    Err(Overflow) => Err(Overflow),
                };
                match value.and_then(|value| value.map(|value| kept(field, value)).transpose()) {
                    Ok(Some(value)) => {
                        answers.insert(at, Value::Number(value));
                    }
                    Ok(None) => {}
                    Err(Overflow) => {
                        problems.push(Problem::error(&at, ProblemKind::ComputedOverflow));
                    }
                }
            }
        }
        problems
    }

    /// From what was entered to a reading: computes, compares and judges.
    pub(super) fn settle(&self, entered: Entered, raw: Texts) -> Reading {
        let Entered { mut answers, mut problems, unread, .. } = entered;
        let stated: Vec<(Address, Value)> = answers
            .iter()
            .filter(|(at, _)| self.field(&at.field).is_some_and(|field| field.computed(&at.cell)))
            .map(|(at, value)| (at.clone(), value.clone()))
            .collect();
        problems.extend(self.complete(&mut answers));
        for (at, value) in stated {
            let computed = match answers.get(&at) {
                Some(Value::Number(computed)) => Some(*computed),
                _ => None,
            };
            if computed.map(Value::Number).as_ref() != Some(&value) {
                problems.push(Problem::error(&at, ProblemKind::Computed { computed }));
            }
        }
        for field in self.fields() {
            for row in rows_of(field, &answers, &unread.entries) {
                self.judge_field(field, row, &answers, &unread, &mut problems);
            }
        }
        for group in self.fields.groups.keys() {
            self.judge_rows(group, &answers, &unread, &mut problems);
        }
        let rules = self.rules.iter();
        problems.extend(rules.flat_map(|rule| rule.problems(&self.fields, &answers)));
        problems.sort_by_cached_key(|problem| self.order(&problem.at));
        Reading { answers, raw, problems }
    }

    fn judge_field(
        &self,
        field: &FormField,
        row: Option<u32>,
        answers: &Answers,
        unread: &Unread,
        problems: &mut Vec<Problem>,
    ) {
        let there = |at: &Address| answers.get(at).is_some() || unread.entries.contains(at);
        let key = field.group.as_ref().and_then(|group| self.group(group)).map(|rows| &rows.key);
        // A sum that is begun needs all its parts.
        let begun = || {
            field.computed("")
                && field.cells.iter().any(|cell| there(&field.address(&cell.code, row)))
        };
        let needed = field.field.required || key == Some(&field.field.code) || begun();
        for cell in field.slots() {
            let at = field.address(cell, row);
            match answers.get(&at) {
                Some(value) => {
                    let unfit = fits(field, value).err();
                    problems.extend(unfit.map(|kind| Problem::error(&at, kind)));
                }
                None if needed && !field.computed(cell) && !unread.entries.contains(&at) => {
                    problems.push(Problem::error(&at, ProblemKind::Missing));
                }
                None => {}
            }
        }
    }

    fn judge_rows(
        &self,
        group: &str,
        answers: &Answers,
        unread: &Unread,
        problems: &mut Vec<Problem>,
    ) {
        let Some(rows) = self.group(group) else { return };
        let at = Address::of(group);
        let numbers = row_numbers(group, answers, &unread.entries);
        let surplus = unread.surplus.get(group).copied().unwrap_or(0);
        let count = numbers.len().saturating_add(surplus);
        let bound = |bound: u32| usize::try_from(bound).unwrap_or(usize::MAX);
        if count < bound(rows.minimum) {
            let kind = ProblemKind::TooFewRows { rows: count, minimum: rows.minimum };
            problems.push(Problem::error(&at, kind));
        }
        if count > bound(rows.maximum) {
            let kind = ProblemKind::TooManyRows { rows: count, maximum: rows.maximum };
            problems.push(Problem::error(&at, kind));
        }
        let mut keys: BTreeMap<String, u32> = BTreeMap::new();
        for number in numbers {
            let at = Address::of(&rows.key).row(group, number);
            let Some(key) = answers.get(&at).map(Value::plain) else { continue };
            if let Some(first) = keys.get(&key) {
                let kind = ProblemKind::DuplicateRow { first: *first };
                problems.push(Problem::error(&at, kind));
            } else {
                keys.insert(key, number);
            }
        }
    }

    /// Rows over the most of their group, counted along their numbers. They are not read.
    pub(super) fn surplus_rows<'a>(
        &self,
        entries: impl Iterator<Item = &'a Address>,
    ) -> BTreeSet<Row> {
        let rows: BTreeSet<&Row> = entries.filter_map(|at| at.row.as_ref()).collect();
        let mut met: BTreeMap<&str, u32> = BTreeMap::new();
        let mut surplus = BTreeSet::new();
        for row in rows {
            let count = met.entry(row.group.as_str()).or_default();
            *count = count.saturating_add(1);
            if self.group(&row.group).is_some_and(|group| *count > group.maximum) {
                surplus.insert(row.clone());
            }
        }
        surplus
    }

    /// Sections in their order, in them row by row, in a row field by field.
    fn order(&self, at: &Address) -> (usize, u32, usize) {
        let field = self.fields.place(&at.field);
        let row = at.row.as_ref().map_or(0, |row| row.number);
        let section = match self.field(&at.field) {
            Some(field) => field.section.as_str(),
            None => at.field.as_str(),
        };
        let sections = &self.document().section;
        let place = sections.iter().position(|own| own.code == section);
        (place.unwrap_or(usize::MAX), row, field)
    }
}

/// A computed value as its field keeps it; fifteen digits at most.
fn kept(field: &FormField, value: Exact) -> Result<Quantity, Overflow> {
    let decimals = field.number().map_or(0, |number| number.decimals);
    let most = limits::MINOR.unsigned_abs();
    let kept = value.quantity(decimals).filter(|kept| kept.minor().unsigned_abs() <= most);
    kept.ok_or(Overflow)
}

/// Outside groups one pass; in a group one for each row in which anything stands.
fn rows_of(field: &FormField, answers: &Answers, unread: &BTreeSet<Address>) -> Vec<Option<u32>> {
    match &field.group {
        None => vec![None],
        Some(group) => row_numbers(group, answers, unread).into_iter().map(Some).collect(),
    }
}

fn row_numbers(group: &str, answers: &Answers, unread: &BTreeSet<Address>) -> BTreeSet<u32> {
    let unread = unread.iter().filter_map(|at| at.row.as_ref());
    let unread = unread.filter(|row| row.group == group).map(|row| row.number);
    answers.rows(group).into_iter().chain(unread).collect()
}

/// Whether a value is one that the field takes.
pub(super) fn fits(field: &FormField, value: &Value) -> Result<(), ProblemKind> {
    match (&field.field.kind, value) {
        (Kind::Number(own), Value::Number(number)) => number_fits(own, *number),
        (Kind::Text { length_max, many_lines }, Value::Text(words)) => {
            text_fits(words, *length_max, *many_lines)
        }
        (Kind::Day { earliest, latest }, Value::Day(day)) => match (earliest, latest) {
            (Some(earliest), _) if day < earliest => {
                Err(ProblemKind::BeforeEarliest { earliest: *earliest })
            }
            (_, Some(latest)) if day > latest => Err(ProblemKind::AfterLatest { latest: *latest }),
            _ => Ok(()),
        },
        (Kind::Choice { option }, Value::Choice(code)) => {
            let known = option.iter().any(|own| own.code == *code);
            known.then_some(()).ok_or(ProblemKind::NoSuchOption)
        }
        (Kind::YesNo {}, Value::YesNo(_)) => Ok(()),
        (Kind::Unit {}, Value::Unit(code)) => {
            super::read::is_unit_code(code).then_some(()).ok_or(ProblemKind::NotAUnitCode)
        }
        (Kind::Attachment { types, bytes_max }, Value::Attachment(file)) => {
            attachment_fits(file, types, *bytes_max)
        }
        _ => Err(ProblemKind::WrongType),
    }
}

fn number_fits(own: &Number, number: Quantity) -> Result<(), ProblemKind> {
    let kept = super::read::with_decimals_of(own, number)?;
    if kept != number {
        return Err(ProblemKind::WrongType);
    }
    match (own.minimum, own.maximum) {
        (None, _) if number.minor() < 0 => Err(ProblemKind::Negative),
        (Some(minimum), _) if number.compare(minimum).is_lt() => {
            let nought = minimum.minor() == 0 && number.minor() < 0;
            Err(if nought { ProblemKind::Negative } else { ProblemKind::BelowMinimum { minimum } })
        }
        (_, Some(maximum)) if number.compare(maximum).is_gt() => {
            Err(ProblemKind::AboveMaximum { maximum })
        }
        _ => Ok(()),
    }
}

fn text_fits(words: &str, length_max: u32, many_lines: bool) -> Result<(), ProblemKind> {
    let letters = words.chars().count();
    let control = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
    if words.trim().is_empty() {
        Err(ProblemKind::Missing)
    } else if u32::try_from(letters).map_or(true, |letters| letters > length_max) {
        Err(ProblemKind::TooLong { letters, length_max })
    } else if words.contains('\n') && !many_lines {
        Err(ProblemKind::LineBreak)
    } else if words.contains(control) {
        Err(ProblemKind::ControlCharacter)
    } else {
        Ok(())
    }
}

fn attachment_fits(file: &Attachment, types: &[String], bytes_max: u64) -> Result<(), ProblemKind> {
    if !file.whole() {
        Err(ProblemKind::NotAnAttachment)
    } else if !types.contains(&file.media_type) {
        Err(ProblemKind::WrongMediaType { types: types.to_vec() })
    } else if file.bytes > bytes_max {
        Err(ProblemKind::TooManyBytes { bytes_max })
    } else {
        Ok(())
    }
}
