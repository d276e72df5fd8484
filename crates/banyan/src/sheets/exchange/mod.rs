//! Values as other systems exchange them, as one list whatever the format.
//!
//! Sources: DHIS2 developer guide, "Data values" (docs.dhis2.org, using the API, data, `webapi_data_values`), for
//! `dataValueSets` as JSON and CSV and for the answer to them; IHE Quality, Research and Public Health, "Aggregate Data
//! Exchange" (ADX), namespace `urn:ihe:qrph:adx:2015`. What codes mean, which units exist and who may write, is not known here.

mod period;
pub use period::{adx_period, dhis2_period, read_adx_period, read_dhis2_period};

mod scheme;
pub use scheme::{Scheme, SchemeError, Schemes};

mod json;

mod lines;

mod adx;

mod summary;
pub use summary::{Conflict, ImportCount, Message, Outcome, Summary};

use std::collections::{BTreeMap, HashMap};

use banyan_core::calendar::Period;

use super::filled::PROBLEMS_MOST;
use super::format;
use super::place::Place;
use super::problem::{FileProblem, FileProblemKind};
use super::separated::separated;
use crate::documents::letters_of;

/// Values of one file.
const VALUES_MOST: usize = 1_000_000;
/// Letters of an identifier; a name in DHIS2 has at most 230.
const NAME_LETTERS: usize = 255;
/// Letters of a value or comment, as in DHIS2.
const TEXT_LETTERS: usize = 50_000;

/// The format that values came in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExchangeFormat {
    Json,
    Csv,
    Adx,
}

/// Values that another system sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exchange {
    pub format: ExchangeFormat,
    /// How the file names things; what it leaves open, the request says, and after it [`Schemes::of`] the format.
    pub schemes: Schemes,
    pub values: Vec<ExchangeValue>,
}

/// One value. Identifiers stand as they were sent; what is not given is empty.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ExchangeValue {
    pub data_set: String,
    pub data_element: String,
    pub period: Option<Period>,
    pub org_unit: String,
    pub category_option_combo: String,
    pub attribute_option_combo: String,
    /// Cells in ADX: option by category.
    pub categories: BTreeMap<String, String>,
    /// Categories of the whole group in ADX.
    pub attributes: BTreeMap<String, String>,
    /// As it was written; a number with a point. Empty where it is taken back.
    pub value: String,
    pub stored_by: String,
    pub comment: String,
    /// The value is to be taken back.
    pub deleted: bool,
    /// Its number in the file, from 0, by which conflicts name it.
    pub index: usize,
    pub at: Place,
}

/// Reads what another system sent: JSON, CSV or ADX, by how it begins.
///
/// # Errors
/// Every problem, each with its line or pointer; nothing is taken from a file that has one.
pub fn read_exchange(bytes: &[u8]) -> Result<Exchange, Vec<FileProblem>> {
    let refuse = |kind| Err(vec![FileProblem::file(kind)]);
    if let Err(kind) = format::size(bytes) {
        return refuse(kind);
    }
    let Ok(text) = letters_of(bytes) else { return refuse(FileProblemKind::WrongEncoding) };
    let mut found = Found::default();
    let (format, schemes) = match text.trim_start().chars().next() {
        None => return refuse(FileProblemKind::Empty),
        Some('{' | '[') => (ExchangeFormat::Json, json::read(&text, &mut found)),
        Some('<') => (ExchangeFormat::Adx, adx::read(&text, &mut found)),
        Some(_) => {
            let read = separated(bytes).and_then(|text| lines::read(&text, &mut found));
            (ExchangeFormat::Csv, read.map(|()| Schemes::default()))
        }
    };
    match schemes {
        Err(problem) => found.note(problem),
        Ok(schemes) => {
            found.twice();
            if found.problems.is_empty() {
                return Ok(Exchange { format, schemes, values: found.values });
            }
        }
    }
    if found.left > 0 {
        found.problems.push(FileProblem::file(FileProblemKind::More { left: found.left }));
    }
    Err(found.problems)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    values: Vec<ExchangeValue>,
    problems: Vec<FileProblem>,
    /// Problems that are not listed any more.
    left: usize,
}

/// A value whose period is still a text.
struct Raw {
    value: ExchangeValue,
    /// As it was written, and how it is read.
    period: String,
    read_period: fn(&str) -> Option<Period>,
}

impl Found {
    /// Lists a problem, or counts it where there are many.
    fn note(&mut self, problem: FileProblem) {
        if self.problems.len() < PROBLEMS_MOST {
            self.problems.push(problem);
        } else {
            self.left = self.left.saturating_add(1);
        }
    }

    /// Takes a value, or notes what is wrong with it.
    ///
    /// # Errors
    /// There are more values than are read.
    fn take(&mut self, raw: Raw) -> Result<(), FileProblem> {
        let Raw { mut value, period, read_period } = raw;
        if self.values.len() >= VALUES_MOST {
            let kind = FileProblemKind::TooManyValues { most: VALUES_MOST };
            return Err(FileProblem::at(value.at, kind));
        }
        let mut whole = true;
        let mut wrong = |kind| {
            whole = false;
            self.note(FileProblem::at(value.at.clone(), kind));
        };
        let named = [
            ("dataElement", &value.data_element, NAME_LETTERS, true),
            ("orgUnit", &value.org_unit, NAME_LETTERS, true),
            ("period", &period, NAME_LETTERS, true),
            ("value", &value.value, TEXT_LETTERS, !value.deleted),
            ("categoryOptionCombo", &value.category_option_combo, NAME_LETTERS, false),
            ("attributeOptionCombo", &value.attribute_option_combo, NAME_LETTERS, false),
            ("dataSet", &value.data_set, NAME_LETTERS, false),
            ("storedBy", &value.stored_by, NAME_LETTERS, false),
            ("comment", &value.comment, TEXT_LETTERS, false),
        ];
        for (name, text, most, needed) in named {
            if needed && text.trim().is_empty() {
                wrong(FileProblemKind::Missing { name });
            } else if text.chars().count() > most {
                wrong(FileProblemKind::TooLong { name, most });
            }
        }
        let read = read_period(&period);
        if read.is_none() && !period.trim().is_empty() {
            wrong(FileProblemKind::BadPeriod { period });
        }
        if whole {
            value.period = read;
            self.values.push(value);
        }
        Ok(())
    }

    /// Values that stand twice for the same thing.
    fn twice(&mut self) {
        let mut met = HashMap::new();
        let mut problems = Vec::new();
        for value in &self.values {
            let names = (&value.data_element, value.period, &value.org_unit);
            let cells = (&value.category_option_combo, &value.attribute_option_combo);
            let key = (names, cells, &value.categories, &value.attributes);
            let first = *met.entry(key).or_insert(value);
            if first.index != value.index {
                let kind = FileProblemKind::ValueTwice { first: first.at.clone() };
                problems.push(FileProblem::at(value.at.clone(), kind));
            }
        }
        problems.into_iter().for_each(|problem| self.note(problem));
    }
}
