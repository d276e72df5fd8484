//! The fields of a form in their order, each with its group and its cells. Everything that is derived from a definition
//! starts here.

use std::collections::BTreeMap;

use super::address::Address;
use super::definition::{CategorySet, Field, FormDocument, Kind, Number, Rows, Total};
use super::limits;
use super::problem::ProblemKind;
use crate::words::{Language, Words4};

/// A field where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormField {
    pub field: Field,
    pub section: String,
    /// The section again where it repeats.
    pub group: Option<String>,
    /// Without the total; in the order in which they are shown.
    pub cells: Vec<Cell>,
}

/// A combination of one category of each set that a number is broken down by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The categories with points between, sets in the order of their codes: `under_15.female` whatever order is shown.
    pub code: String,
    /// Names of the categories, in the order in which the field names its sets.
    pub names: Vec<Words4>,
}

impl FormField {
    pub fn code(&self) -> &str {
        &self.field.code
    }

    pub fn number(&self) -> Option<&Number> {
        match &self.field.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The cells that an entry can stand in: the total (empty), then the others.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        std::iter::once("").chain(self.cells.iter().map(|cell| cell.code.as_str()))
    }

    /// Whether the value of a cell is computed and not entered; the total is the empty cell.
    pub fn computed(&self, cell: &str) -> bool {
        let sum = |number: &Number| number.total == Total::Computed && !self.cells.is_empty();
        cell.is_empty()
            && self.number().is_some_and(|number| !number.computed.is_empty() || sum(number))
    }

    /// Where a cell of the field stands; a number of a row for a field of a group.
    pub fn address(&self, cell: &str, row: Option<u32>) -> Address {
        let at = Address::of(self.code()).cell(cell);
        match (&self.group, row) {
            (Some(group), Some(row)) => at.row(group, row),
            _ => at,
        }
    }

    /// What a cell is called: `Women`, `Women: under 15, rural`.
    pub fn label(&self, cell: &str, language: Language) -> String {
        let own = self.field.label.words_in(language);
        match self.cells.iter().find(|known| known.code == cell) {
            None => own,
            Some(cell) => {
                let names: Vec<String> =
                    cell.names.iter().map(|name| name.words_in(language)).collect();
                let comma = if language == Language::Arabic { "، " } else { ", " };
                format!("{own}: {}", names.join(comma))
            }
        }
    }
}

/// All fields by code, and the groups.
#[derive(Clone, Default, Debug)]
pub(super) struct Fields {
    all: Vec<FormField>,
    places: BTreeMap<String, usize>,
    pub(super) groups: BTreeMap<String, Rows>,
}

impl Fields {
    /// Of a document that may be wrong: what stands twice counts once, an unknown category set not at all.
    pub(super) fn of(document: &FormDocument) -> Fields {
        let sets: BTreeMap<&str, &CategorySet> =
            document.category_set.iter().rev().map(|set| (set.code.as_str(), set)).collect();
        let mut fields = Fields::default();
        for section in &document.section {
            if let Some(rows) = &section.rows {
                fields.groups.entry(section.code.clone()).or_insert_with(|| rows.clone());
            }
            for field in &section.field {
                let number = match &field.kind {
                    Kind::Number(number) => number.by.as_slice(),
                    _ => &[],
                };
                let by: Vec<&CategorySet> =
                    number.iter().filter_map(|code| sets.get(code.as_str()).copied()).collect();
                fields.places.entry(field.code.clone()).or_insert(fields.all.len());
                fields.all.push(FormField {
                    field: field.clone(),
                    section: section.code.clone(),
                    group: section.rows.as_ref().map(|_| section.code.clone()),
                    cells: cells(&by),
                });
            }
        }
        fields
    }

    pub(super) fn all(&self) -> &[FormField] {
        &self.all
    }

    pub(super) fn get(&self, code: &str) -> Option<&FormField> {
        self.places.get(code).and_then(|place| self.all.get(*place))
    }

    /// The field of an entry, or why there is none.
    pub(super) fn locate(&self, at: &Address) -> Result<&FormField, ProblemKind> {
        let field = self.get(&at.field).ok_or(ProblemKind::UnknownField)?;
        match (&field.group, &at.row) {
            (None, None) => {}
            (Some(group), Some(row)) if row.group == *group => {}
            (Some(_), None) => return Err(ProblemKind::RowNeeded),
            (Some(_), Some(line)) if line.group.is_empty() => return Err(ProblemKind::RowNeeded),
            _ => return Err(ProblemKind::NotInRows),
        }
        let known = field.slots().any(|cell| cell == at.cell);
        if known { Ok(field) } else { Err(ProblemKind::UnknownCell) }
    }

    /// The place of a field in the form; behind all others where there is none.
    pub(super) fn place(&self, code: &str) -> usize {
        self.places.get(code).copied().unwrap_or(usize::MAX)
    }

    /// How many columns each group has by its code, and the whole form under the empty code.
    pub(super) fn columns_by_group(&self) -> BTreeMap<&str, usize> {
        let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
        for field in &self.all {
            for group in std::iter::once("").chain(field.group.as_deref()) {
                let sum = columns.entry(group).or_default();
                *sum = sum.saturating_add(field.slots().count());
            }
        }
        columns
    }
}

/// How many cells a combination of sets has; `None` over the limit.
pub(super) fn cell_count(sets: &[&CategorySet]) -> Option<usize> {
    let mut count: usize = 1;
    for set in sets {
        count = count.checked_mul(set.category.len()).filter(|count| *count <= limits::CELLS)?;
    }
    Some(if sets.is_empty() { 0 } else { count })
}

/// All combinations, the last set turning fastest. None where there are too many: the check of the definition says so.
fn cells(sets: &[&CategorySet]) -> Vec<Cell> {
    if cell_count(sets).is_none_or(|count| count == 0) {
        return Vec::new();
    }
    let mut combinations: Vec<Vec<(&str, &str, &Words4)>> = vec![Vec::new()];
    for set in sets {
        combinations = combinations
            .iter()
            .flat_map(|combination| {
                set.category.iter().map(|category| {
                    let mut longer = combination.clone();
                    longer.push((set.code.as_str(), category.code.as_str(), &category.name));
                    longer
                })
            })
            .collect();
    }
    let cell = |combination: Vec<(&str, &str, &Words4)>| {
        let names = combination.iter().map(|(_, _, name)| (*name).clone()).collect();
        let mut sorted = combination;
        sorted.sort_by_key(|(set, _, _)| *set);
        let codes: Vec<&str> = sorted.iter().map(|(_, category, _)| *category).collect();
        Cell { code: codes.join("."), names }
    };
    combinations.into_iter().map(cell).collect()
}
