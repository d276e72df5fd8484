//! What Excel lets people type into a cell: the validations of the columns of a form.

use banyan_core::form::{Column, Validation};
use banyan_core::words::Day;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, Worksheet, XlsxError, utility};

use super::Making;
use super::excel_day;

/// Lists to choose from, each in a column of a hidden sheet: Excel cuts lists within a validation at 255 letters and at commas.
#[derive(Default)]
pub(super) struct Lists(Vec<Vec<String>>);

const SHEET: &str = "lists";

impl Lists {
    /// Where a list stands, for a validation.
    fn place(&mut self, list: Vec<String>) -> Formula {
        let known = self.0.iter().position(|own| *own == list);
        let column = known.unwrap_or(self.0.len());
        let last = list.len().max(1);
        if known.is_none() {
            self.0.push(list);
        }
        let letters = utility::column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX));
        Formula::new(format!("={SHEET}!${letters}$1:${letters}${last}"))
    }

    /// The hidden sheet; `None` without lists.
    pub(super) fn sheet(&self) -> Result<Option<Worksheet>, XlsxError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(SHEET)?.set_hidden(true);
        for (column, list) in (0..).zip(&self.0) {
            for (row, word) in (0..).zip(list) {
                sheet.write_string(row, column, word)?;
            }
        }
        sheet.protect();
        Ok(Some(sheet))
    }
}

impl Making<'_> {
    /// The validation of a column's cells; `None` where there is nothing to say.
    pub(super) fn validation(
        &mut self,
        column: &Column<'_>,
    ) -> Result<Option<DataValidation>, XlsxError> {
        let between = |least: String, most: String| {
            DataValidationRule::Between(Formula::new(least), Formula::new(most))
        };
        let rule = DataValidation::new();
        let (rule, told) = match column.validation(self.template.language) {
            Validation::Whole { least, most } => (
                rule.allow_whole_number_formula(between(least.to_string(), most.to_string())),
                self.told("sheets-type-whole", &least.to_string(), &most.to_string()),
            ),
            Validation::Decimal { least, most, .. } => (
                rule.allow_decimal_number_formula(between(least.to_string(), most.to_string())),
                self.told("sheets-type-decimal", &least.to_string(), &most.to_string()),
            ),
            Validation::Letters { most } => (
                rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(most)),
                self.told("sheets-type-letters", "", &most.to_string()),
            ),
            Validation::UnitCode => (
                rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(40)),
                self.told("sheets-type-letters", "", "40"),
            ),
            Validation::Days { earliest, latest } => {
                let Some(rule) = days(rule, earliest, latest) else { return Ok(None) };
                let mut told = self.told("sheets-type-day", "", "");
                if earliest.is_some() || latest.is_some() {
                    let bound =
                        |day: Option<Day>| day.map_or("…".to_owned(), |day| day.to_string());
                    told.push_str(&format!(" ({} – {})", bound(earliest), bound(latest)));
                }
                (rule, told)
            }
            Validation::List(list) => {
                let list = self.lists.place(list);
                (rule.allow_list_formula(list), self.told("sheets-type-list", "", ""))
            }
            Validation::YesNo => {
                let words = vec![self.words.text("sheets-yes"), self.words.text("sheets-no")];
                let list = self.lists.place(words);
                (rule.allow_list_formula(list), self.told("sheets-type-list", "", ""))
            }
            Validation::Attachment => return Ok(None),
        };
        rule.set_error_message(told).map(Some)
    }

    /// A choice among the units of the template.
    pub(super) fn unit_list(&mut self) -> Result<DataValidation, XlsxError> {
        let units = self.template.units.iter().map(|unit| unit.code.to_owned()).collect();
        let list = self.lists.place(units);
        let told = self.told("sheets-type-list", "", "");
        DataValidation::new().allow_list_formula(list).set_error_message(told)
    }

    /// What Excel says when something else is typed: at most 255 letters.
    fn told(&self, key: &str, least: &str, most: &str) -> String {
        let values = [("least", least.into()), ("most", most.into())];
        self.words.with(key, &values).chars().take(255).collect()
    }
}

/// Between two days; Excel has none before 1900.
fn days(
    rule: DataValidation,
    earliest: Option<Day>,
    latest: Option<Day>,
) -> Option<DataValidation> {
    let first = excel_day(earliest.or_else(|| Day::new(1900, 1, 1))?)?;
    Some(rule.allow_date(match latest.and_then(excel_day) {
        None => DataValidationRule::GreaterThanOrEqualTo(first),
        Some(last) => DataValidationRule::Between(first, last),
    }))
}
