//! Reading an expression: recursive descent over its letters, names resolved as they are met.

use std::cmp::Ordering;

use super::super::definition::Kind;
use super::super::exact::Exact;
use super::super::fields::{Fields, FormField};
use super::super::limits;
use super::{Entry, Expression, ExpressionError, ExpressionFault, Node, Slot};
use crate::words::{Quantity, QuantityError};

/// Which orders of the two sides a comparison allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) struct Relation {
    less: bool,
    equal: bool,
    greater: bool,
}

impl Relation {
    pub(in super::super) fn allows(self, order: Ordering) -> bool {
        match order {
            Ordering::Less => self.less,
            Ordering::Equal => self.equal,
            Ordering::Greater => self.greater,
        }
    }
}

/// Signs of comparison, longer ones first.
const RELATIONS: [(&str, [bool; 3]); 9] = [
    ("!=", [true, false, true]),
    ("<=", [true, true, false]),
    (">=", [false, true, true]),
    ("≠", [true, false, true]),
    ("≤", [true, true, false]),
    ("≥", [false, true, true]),
    ("=", [false, true, false]),
    ("<", [true, false, false]),
    (">", [false, false, true]),
];

/// A whole expression. Both sides of a comparison share group and entries.
pub(in super::super) fn comparison(
    written: &str,
    fields: &Fields,
) -> Result<(Expression, Relation, Expression), ExpressionError> {
    let mut parser = Parser::over(written, fields)?;
    let left = parser.sum()?;
    let relation = parser.relation()?;
    let right = parser.sum()?;
    parser.finish()?;
    let side =
        |node: Node| Expression { node, group: parser.group.clone(), slots: parser.slots.clone() };
    Ok((side(left), relation, side(right)))
}

/// A sum, without a comparison.
pub(in super::super) fn expression(
    written: &str,
    fields: &Fields,
) -> Result<Expression, ExpressionError> {
    let mut parser = Parser::over(written, fields)?;
    let node = parser.sum()?;
    parser.finish()?;
    Ok(Expression { node, group: parser.group, slots: parser.slots })
}

struct Parser<'f> {
    fields: &'f Fields,
    letters: Vec<char>,
    /// Letters that are read.
    at: usize,
    depth: usize,
    group: Option<String>,
    slots: Vec<Slot>,
}

impl<'f> Parser<'f> {
    fn over(written: &str, fields: &'f Fields) -> Result<Parser<'f>, ExpressionError> {
        let letters: Vec<char> = written.chars().take(limits::EXPRESSION_LETTERS + 1).collect();
        if letters.len() > limits::EXPRESSION_LETTERS {
            let fault = ExpressionFault::TooLong;
            return Err(ExpressionError { at: limits::EXPRESSION_LETTERS + 1, fault });
        }
        let (group, slots) = (None, Vec::new());
        Ok(Parser { fields, letters, at: 0, depth: 0, group, slots })
    }

    fn sum(&mut self) -> Result<Node, ExpressionError> {
        let mut sum = self.product()?;
        loop {
            if self.took('+') {
                sum = Node::Sum(Box::new(sum), Box::new(self.product()?));
            } else if self.took('-') {
                let less = Node::Negative(Box::new(self.product()?));
                sum = Node::Sum(Box::new(sum), Box::new(less));
            } else {
                return Ok(sum);
            }
        }
    }

    fn product(&mut self) -> Result<Node, ExpressionError> {
        let mut product = self.factor()?;
        while self.took('*') {
            product = Node::Product(Box::new(product), Box::new(self.factor()?));
        }
        Ok(product)
    }

    fn factor(&mut self) -> Result<Node, ExpressionError> {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            Some('(' | '-') if self.depth == limits::EXPRESSION_DEPTH => {
                Err(fault_at(start, ExpressionFault::TooDeep))
            }
            Some('(') => {
                self.at += 1;
                self.depth += 1;
                let inner = self.sum()?;
                self.needed(')')?;
                self.depth -= 1;
                Ok(inner)
            }
            Some('-') => {
                self.at += 1;
                self.depth += 1;
                let inner = self.factor()?;
                self.depth -= 1;
                Ok(Node::Negative(Box::new(inner)))
            }
            Some(letter) if letter.is_ascii_digit() => self.number(),
            Some(letter) if letter.is_ascii_lowercase() => self.named(),
            _ => Err(self.unexpected()),
        }
    }

    fn number(&mut self) -> Result<Node, ExpressionError> {
        let start = self.at;
        let written = self.run(|letter| letter.is_ascii_digit() || letter == '.');
        match written.parse::<Quantity>() {
            Ok(number) => Ok(Node::Constant(Exact::from(number))),
            Err(QuantityError::NotANumber(_)) => Err(self.unexpected()),
            Err(QuantityError::OutOfRange(_)) => {
                Err(fault_at(start, ExpressionFault::NumberTooLong))
            }
        }
    }

    fn named(&mut self) -> Result<Node, ExpressionError> {
        let start = self.at;
        let name = self.run(part_of_name);
        match name.as_str() {
            "sum_cells" => {
                let (at, name) = self.argument()?;
                let field = self.field(at, &name)?;
                self.beside(at, field)?;
                if field.cells.is_empty() {
                    return Err(fault_at(at, ExpressionFault::NoCells(name)));
                }
                let sum = Expression::sum_of_cells(field);
                sum.slots.into_iter().for_each(|slot| self.name(slot));
                Ok(sum.node)
            }
            "sum_rows" => {
                let (at, name) = self.argument()?;
                let entry = self.entry(at, &name)?;
                if entry.group.is_none() {
                    return Err(fault_at(at, ExpressionFault::NoRows(name)));
                }
                Ok(Node::SumRows(entry))
            }
            "count_rows" => {
                let (at, name) = self.argument()?;
                let Some(rows) = self.fields.groups.get(&name) else {
                    return Err(fault_at(at, ExpressionFault::NoRows(name)));
                };
                self.name((rows.key.clone(), String::new()));
                Ok(Node::CountRows(name))
            }
            _ => {
                let entry = self.entry(start, &name)?;
                let field = self.field(start, &entry.field)?;
                self.beside(start, field)?;
                Ok(Node::Entry(entry))
            }
        }
    }

    /// What stands in the parentheses of a function.
    fn argument(&mut self) -> Result<(usize, String), ExpressionError> {
        self.needed('(')?;
        self.skip_space();
        let at = self.at;
        let name = self.run(part_of_name);
        if name.is_empty() {
            return Err(self.unexpected());
        }
        self.needed(')')?;
        Ok((at, name))
    }

    fn entry(&mut self, at: usize, name: &str) -> Result<Entry, ExpressionError> {
        let (code, cell) = name.split_once('.').unwrap_or((name, ""));
        let field = self.field(at, code)?;
        if cell.is_empty() && name.contains('.') || !field.slots().any(|known| known == cell) {
            let at = at + code.len() + 1;
            return Err(fault_at(at, ExpressionFault::UnknownCell(cell.to_owned())));
        }
        let entry = Entry::of(field, cell);
        self.name(entry.slot());
        Ok(entry)
    }

    fn name(&mut self, slot: Slot) {
        if !self.slots.contains(&slot) {
            self.slots.push(slot);
        }
    }

    fn field(&self, at: usize, code: &str) -> Result<&'f FormField, ExpressionError> {
        let unknown = || fault_at(at, ExpressionFault::UnknownName(code.to_owned()));
        let field = self.fields.get(code).ok_or_else(unknown)?;
        match field.field.kind {
            Kind::Number(_) | Kind::Day { .. } | Kind::YesNo {} => Ok(field),
            _ => Err(fault_at(at, ExpressionFault::NoNumber(code.to_owned()))),
        }
    }

    /// Entries that stand side by side are of one row.
    fn beside(&mut self, at: usize, field: &FormField) -> Result<(), ExpressionError> {
        match (&self.group, &field.group) {
            (Some(one), Some(other)) if one != other => {
                let fault = ExpressionFault::OtherGroup(one.clone(), other.clone());
                Err(fault_at(at, fault))
            }
            (None, Some(group)) => {
                self.group = Some(group.clone());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn relation(&mut self) -> Result<Relation, ExpressionError> {
        self.skip_space();
        let rest = self.letters.get(self.at..).unwrap_or_default();
        let found = RELATIONS.into_iter().find(|(sign, _)| {
            rest.len() >= sign.chars().count()
                && rest.iter().zip(sign.chars()).all(|(a, b)| *a == b)
        });
        let (sign, [less, equal, greater]) =
            found.ok_or_else(|| fault_at(self.at, ExpressionFault::NoComparison))?;
        self.at += sign.chars().count();
        Ok(Relation { less, equal, greater })
    }

    fn finish(&mut self) -> Result<(), ExpressionError> {
        self.skip_space();
        if self.at < self.letters.len() { Err(self.unexpected()) } else { Ok(()) }
    }

    fn took(&mut self, sign: char) -> bool {
        self.skip_space();
        let there = self.peek() == Some(sign);
        self.at += usize::from(there);
        there
    }

    fn needed(&mut self, sign: char) -> Result<(), ExpressionError> {
        if self.took(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> ExpressionError {
        let fault = self.peek().map_or(ExpressionFault::End, ExpressionFault::Unexpected);
        fault_at(self.at, fault)
    }

    fn run(&mut self, belongs: fn(char) -> bool) -> String {
        let rest = self.letters.get(self.at..).unwrap_or_default();
        let run: String = rest.iter().copied().take_while(|letter| belongs(*letter)).collect();
        // Only ASCII letters belong, one byte each.
        self.at += run.len();
        run
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }
}

fn part_of_name(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '.')
}

/// `read` letters stand before the fault.
fn fault_at(read: usize, fault: ExpressionFault) -> ExpressionError {
    ExpressionError { at: read + 1, fault }
}
