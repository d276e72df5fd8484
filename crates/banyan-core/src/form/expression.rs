//! Expressions over the fields of a form, parsed once and evaluated exactly.
//!
//! ```text
//! comparison = sum ("=" | "!=" | "<" | "<=" | ">" | ">=") sum      also ≠ ≤ ≥
//! sum        = product { ("+" | "-") product }
//! product    = factor { "*" factor }
//! factor     = number | entry | "-" factor | "(" sum ")"
//!            | "sum_cells" "(" field ")"                           all cells without the total
//!            | "sum_rows" "(" entry ")" | "count_rows" "(" group ")"
//! entry      = field [ "." cell ]                                  without a cell the total
//! ```
//!
//! A day counts as its number and yes as 1. An expression that names entries of a group outside `sum_rows` is one about each of
//! its rows. A value that is missing makes the expression missing; a group without rows sums to 0.

use super::answers::Answers;
use super::exact::{Exact, Overflow};
use super::fields::FormField;

mod parse;
pub(super) use parse::{Relation, comparison, expression};

/// Where an expression is wrong and why. Letters count from 1.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("letter {at}: {fault}")]
pub struct ExpressionError {
    pub at: usize,
    pub fault: ExpressionFault,
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ExpressionFault {
    #[error("`{0}` may not stand here")]
    Unexpected(char),
    #[error("something is missing at the end")]
    End,
    #[error("`{0}` names no field of the form")]
    UnknownName(String),
    #[error("`{0}` names no cell of that field")]
    UnknownCell(String),
    #[error("`{0}` is neither a number nor a day nor yes or no")]
    NoNumber(String),
    #[error("`{0}` has no cells to add up")]
    NoCells(String),
    #[error("`{0}` does not repeat; without rows there is nothing to add up or count")]
    NoRows(String),
    #[error("fields of the groups `{0}` and `{1}` stand side by side; add one of them up")]
    OtherGroup(String, String),
    #[error("the number is too long; eighteen digits and nine decimals are kept")]
    NumberTooLong,
    #[error("no comparison stands here; write =, !=, <, <=, > or >=")]
    NoComparison,
    #[error("parentheses or signs stand too deep in each other; 32 are read")]
    TooDeep,
    #[error("the expression is too long; a thousand letters are read")]
    TooLong,
}

/// An entry of a form whatever the row: field and cell.
pub(super) type Slot = (String, String);

/// A sum over the fields of a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Expression {
    pub(super) node: Node,
    /// The group about each of whose rows it is.
    pub(super) group: Option<String>,
    /// Every entry that it names, in the order of their naming; for a counted group its key.
    pub(super) slots: Vec<Slot>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Node {
    Constant(Exact),
    Entry(Entry),
    SumCells(Vec<Entry>),
    SumRows(Entry),
    CountRows(String),
    Sum(Box<Node>, Box<Node>),
    Product(Box<Node>, Box<Node>),
    Negative(Box<Node>),
}

/// A named entry, with the field's decimals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    field: String,
    cell: String,
    group: Option<String>,
    decimals: u8,
}

impl Entry {
    fn of(field: &FormField, cell: &str) -> Entry {
        Entry {
            field: field.code().to_owned(),
            cell: cell.to_owned(),
            group: field.group.clone(),
            decimals: field.number().map_or(0, |number| number.decimals),
        }
    }

    fn slot(&self) -> Slot {
        (self.field.clone(), self.cell.clone())
    }

    fn value(&self, answers: &Answers, row: Option<u32>) -> Option<Exact> {
        let at = super::Address::of(&self.field).cell(&self.cell);
        let at = match &self.group {
            None => at,
            Some(group) => at.row(group, row?),
        };
        answers.get(&at).and_then(Exact::of)
    }
}

impl Expression {
    /// The sum of a field's cells.
    pub(super) fn sum_of_cells(field: &FormField) -> Expression {
        let entries: Vec<Entry> =
            field.cells.iter().map(|cell| Entry::of(field, &cell.code)).collect();
        Expression {
            slots: entries.iter().map(Entry::slot).collect(),
            node: Node::SumCells(entries),
            group: field.group.clone(),
        }
    }

    /// The sum of a field, or of one of its cells, over the rows of its group; `None` where there is nothing to add up.
    pub(super) fn sum_of_rows(field: &FormField, cell: &str) -> Option<Expression> {
        let known = field.group.is_some() && field.number().is_some();
        let entry = Some(Entry::of(field, cell)).filter(|_| known);
        let entry = entry.filter(|_| field.slots().any(|own| own == cell))?;
        Some(Expression { slots: vec![entry.slot()], node: Node::SumRows(entry), group: None })
    }

    /// The value for a row, or outside groups; `None` while a part is missing.
    pub(super) fn value(
        &self,
        answers: &Answers,
        row: Option<u32>,
    ) -> Result<Option<Exact>, Overflow> {
        self.node.value(answers, row)
    }

    /// The same for these answers, with what is alike in every row worked out once; `None` where some of that is missing.
    pub(super) fn settled(&self, answers: &Answers) -> Result<Option<Expression>, Overflow> {
        Ok(self.node.settled(answers)?.map(|node| Expression { node, ..self.clone() }))
    }

    /// Decimals that the value can need at most.
    pub(super) fn decimals(&self) -> u32 {
        self.node.decimals()
    }
}

impl Node {
    fn value(&self, answers: &Answers, row: Option<u32>) -> Result<Option<Exact>, Overflow> {
        let both = |one: &Node, two: &Node| -> Result<Option<(Exact, Exact)>, Overflow> {
            let one = one.value(answers, row)?;
            Ok(one.zip(two.value(answers, row)?))
        };
        match self {
            Node::Constant(exact) => Ok(Some(*exact)),
            Node::Entry(entry) => Ok(entry.value(answers, row)),
            Node::SumCells(cells) => total(cells.iter().map(|cell| cell.value(answers, row))),
            Node::SumRows(entry) => {
                let rows = entry.group.iter().flat_map(|group| answers.rows(group));
                total(rows.map(|row| entry.value(answers, Some(row))))
            }
            Node::CountRows(group) => {
                let rows = i128::try_from(answers.rows(group).len()).map_err(|_| Overflow)?;
                Ok(Some(Exact { minor: rows, decimals: 0 }))
            }
            Node::Sum(one, two) => both(one, two)?.map(|(one, two)| one.plus(two)).transpose(),
            Node::Product(one, two) => both(one, two)?.map(|(one, two)| one.times(two)).transpose(),
            Node::Negative(one) => one.value(answers, row)?.map(Exact::negative).transpose(),
        }
    }

    fn settled(&self, answers: &Answers) -> Result<Option<Node>, Overflow> {
        let boxed = |node: &Node| Ok(node.settled(answers)?.map(Box::new));
        match self {
            Node::SumRows(_) | Node::CountRows(_) => {
                Ok(self.value(answers, None)?.map(Node::Constant))
            }
            Node::Sum(one, two) => {
                Ok(boxed(one)?.zip(boxed(two)?).map(|(one, two)| Node::Sum(one, two)))
            }
            Node::Product(one, two) => {
                Ok(boxed(one)?.zip(boxed(two)?).map(|(one, two)| Node::Product(one, two)))
            }
            Node::Negative(one) => Ok(boxed(one)?.map(Node::Negative)),
            own => Ok(Some(own.clone())),
        }
    }

    fn decimals(&self) -> u32 {
        match self {
            Node::Constant(exact) => exact.decimals,
            Node::Entry(entry) | Node::SumRows(entry) => u32::from(entry.decimals),
            Node::SumCells(cells) => {
                cells.iter().map(|cell| u32::from(cell.decimals)).max().unwrap_or(0)
            }
            Node::CountRows(_) => 0,
            Node::Sum(one, two) => one.decimals().max(two.decimals()),
            Node::Product(one, two) => one.decimals().saturating_add(two.decimals()),
            Node::Negative(one) => one.decimals(),
        }
    }
}

/// The sum of what is all there.
fn total(parts: impl Iterator<Item = Option<Exact>>) -> Result<Option<Exact>, Overflow> {
    let mut sum = Exact::zero();
    for part in parts {
        let Some(part) = part else { return Ok(None) };
        sum = sum.plus(part)?;
    }
    Ok(Some(sum))
}
