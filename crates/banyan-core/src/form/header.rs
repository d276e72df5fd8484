//! The columns of a form: the header of its CSV, the columns of its Excel template, and answers as lines beneath them.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::checked::Form;
use super::definition::{Kind, Line, Number};
use super::fields::FormField;
use super::limits;
use crate::words::{Day, Language, Quantity};

/// A column of a file. Its name is `field`, `field.cell`, `group.field` or `group.field.cell`, and stays in every version that
/// has the field.
#[derive(Clone, Debug)]
pub struct Column<'f> {
    pub name: String,
    pub field: &'f FormField,
    /// Empty is the total.
    pub cell: String,
    /// Computed: shown, not entered.
    pub locked: bool,
    /// Needed in what is submitted, in each row that is begun.
    pub required: bool,
}

/// What a sheet allows in the cells of a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Validation {
    /// From least to most, both allowed.
    Whole {
        least: i64,
        most: i64,
    },
    /// From least to most, both allowed, with at most so many decimals.
    Decimal {
        least: Quantity,
        most: Quantity,
        decimals: u8,
    },
    Letters {
        most: u32,
    },
    Days {
        earliest: Option<Day>,
        latest: Option<Day>,
    },
    /// What is chosen from; each of them is read back as its option.
    List(Vec<String>),
    YesNo,
    UnitCode,
    /// Attachments are sent beside the file.
    Attachment,
}

impl Column<'_> {
    /// What stands above the column.
    pub fn label(&self, language: Language) -> String {
        self.field.label(&self.cell, language)
    }

    pub fn validation(&self, language: Language) -> Validation {
        match &self.field.field.kind {
            Kind::Number(number) => validation_of(number),
            Kind::Text { length_max, .. } => Validation::Letters { most: *length_max },
            Kind::Day { earliest, latest } => {
                Validation::Days { earliest: *earliest, latest: *latest }
            }
            Kind::Choice { option } => {
                Validation::List(option.iter().map(|own| own.name.words_in(language)).collect())
            }
            Kind::YesNo {} => Validation::YesNo,
            Kind::Unit {} => Validation::UnitCode,
            Kind::Attachment { .. } => Validation::Attachment,
        }
    }
}

fn validation_of(number: &Number) -> Validation {
    let (least, most) = bounds(number);
    if number.decimals == 0 {
        Validation::Whole { least: least.minor(), most: most.minor() }
    } else {
        Validation::Decimal { least, most, decimals: number.decimals }
    }
}

/// Least and most of a number, with its decimals; where no most is stated fifteen nines.
pub(super) fn bounds(number: &Number) -> (Quantity, Quantity) {
    let kept = |bound: Quantity| bound.with_decimals(number.decimals).unwrap_or(bound);
    let nines = Quantity::new(limits::MINOR, number.decimals).unwrap_or(Quantity::ZERO);
    (kept(number.least()), number.maximum.map_or(nines, kept))
}

impl Form {
    /// All columns in the order of the form; a field before its cells.
    pub fn columns(&self) -> Vec<Column<'_>> {
        let columns = self.fields().iter().flat_map(|field| {
            field.slots().map(move |cell| {
                let locked = field.computed(cell);
                let key = field.group.as_ref().and_then(|group| self.group(group));
                let key = key.is_some_and(|rows| rows.key == field.code());
                Column {
                    name: field.address(cell, Some(1)).column(),
                    field,
                    cell: cell.to_owned(),
                    locked,
                    required: !locked && (field.field.required || key),
                }
            })
        });
        columns.collect()
    }

    /// Answers as lines under the columns, in plain notation, as [`Form::read_lines`] reads them: what does not repeat on the
    /// first line, the rows of every group from the first line on. Blank rows between are left out. A form without answers has
    /// no lines.
    pub fn lines(&self, answers: &Answers) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut met: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
        for (at, value) in answers.iter() {
            let place = at.row.as_ref().map_or(0, |row| {
                // Rows come in the order of their numbers, one behind the other.
                let (number, place) = met.entry(&row.group).or_insert((row.number, 0));
                if *number != row.number {
                    (*number, *place) = (row.number, place.saturating_add(1));
                }
                *place
            });
            if lines.len() <= place {
                lines.resize_with(place.saturating_add(1), Line::new);
            }
            if let Some(line) = lines.get_mut(place) {
                line.insert(at.column(), value.plain());
            }
        }
        lines
    }
}
