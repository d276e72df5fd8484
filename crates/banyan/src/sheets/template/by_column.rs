//! Sheets with a column for each entry: of many units, a row each, and of a group, as many rows as it takes.

use banyan_core::form::{Column, Form, Kind, Section, Total, Value};
use rust_xlsxwriter::{Worksheet, XlsxError, utility};

use super::by_row::sum_of;
use super::{Making, TemplateUnit, look};
use crate::sheets::tables::{ROW, UNIT};

/// The row of codes, from 0; titles and heads stand above it.
const HEAD: u32 = 4;
/// Rows of a group that a sheet for many units has room for.
const ROWS_MOST: u32 = 20_000;

impl Making<'_> {
    /// The sheet with a row for each unit and a column for each entry outside groups.
    pub(super) fn units(&mut self) -> Result<Worksheet, XlsxError> {
        let form: &Form = self.template.form;
        let title = self.template.title();
        let mut sheet = self.sheet(&title, 0, HEAD)?;
        self.head(&mut sheet, 0, UNIT, &self.words.text("sheets-head-unit-code"), 12.0)?;
        self.head(&mut sheet, 1, "#name", &self.words.text("sheets-head-unit"), 32.0)?;
        sheet.set_freeze_panes(HEAD.saturating_add(1), 2)?;
        let last = row_of(self.template.units.len());
        for (row, unit) in (HEAD.saturating_add(1)..).zip(self.template.units) {
            sheet.write_string_with_format(row, 0, unit.code, &self.look.text)?;
            sheet.write_string(row, 1, unit.name)?;
        }
        let columns = form.columns();
        let own = columns.iter().filter(|column| column.field.group.is_none());
        self.columns(&mut sheet, 2, last, own)?;
        Ok(sheet)
    }

    /// The sheet of a group.
    pub(super) fn group(&mut self, section: &Section) -> Result<Worksheet, XlsxError> {
        let form: &Form = self.template.form;
        let mut sheet = self.sheet(&section.title.words_in(self.template.language), 1, HEAD)?;
        let most = section.rows.as_ref().map_or(0, |rows| rows.maximum);
        let units = u32::try_from(self.template.units.len()).unwrap_or(u32::MAX);
        let last = HEAD.saturating_add(most.saturating_mul(units.max(1)).min(ROWS_MOST));
        if units > 1 {
            let words = self.words.text("sheets-head-unit-code");
            self.head(&mut sheet, 0, UNIT, &words, 12.0)?;
            sheet.set_column_format(0, &self.look.text.clone().set_unlocked())?;
            let rule = self.unit_list()?;
            sheet.add_data_validation(HEAD.saturating_add(1), 0, last, 0, &rule)?;
            let unlocked = self.look.text.clone().set_unlocked();
            for (place, (unit, _)) in (1..).zip(self.known_rows(&section.code)) {
                sheet.write_string_with_format(row_of(place), 0, unit.code, &unlocked)?;
            }
        } else {
            self.head(&mut sheet, 0, ROW, "", 4.0)?;
            sheet.set_column_hidden(0)?;
        }
        let columns = form.columns();
        let own =
            columns.iter().filter(|column| column.field.group.as_ref() == Some(&section.code));
        self.columns(&mut sheet, 1, last, own)?;
        Ok(sheet)
    }

    /// Columns side by side, with what is known in their rows.
    fn columns<'c>(
        &mut self,
        sheet: &mut Worksheet,
        first: u16,
        last: u32,
        columns: impl Iterator<Item = &'c Column<'c>>,
    ) -> Result<(), XlsxError> {
        let attached =
            |column: &&Column<'_>| !matches!(column.field.field.kind, Kind::Attachment { .. });
        for (place, column) in (first..).zip(columns.filter(attached)) {
            let mut label = column.label(self.template.language);
            if let Some(measure) = self.measure(column) {
                label = format!("{label} ({measure})");
            }
            if column.required {
                label.push_str(" *");
            }
            let text = matches!(column.field.field.kind, Kind::Text { .. });
            self.head(sheet, place, &column.name, &label, if text { 32.0 } else { 14.0 })?;
            if column.locked {
                self.sums(sheet, place, last, column)?;
                continue;
            }
            let format = look::input(column.field);
            sheet.set_column_format(place, &format)?;
            if let Some(rule) = self.validation(column)? {
                sheet.add_data_validation(HEAD.saturating_add(1), place, last, place, &rule)?;
            }
            for (row, value) in self.known(column) {
                self.value(sheet, (row, place), value, &format)?;
            }
        }
        Ok(())
    }

    /// What is known for a column, by row of the sheet.
    fn known(&self, column: &Column<'_>) -> Vec<(u32, &Value)> {
        let mut found = Vec::new();
        match &column.field.group {
            None => {
                for (place, unit) in (1..).zip(self.template.units) {
                    found.extend(value_of(unit, column, None).map(|value| (row_of(place), value)));
                }
            }
            Some(group) => {
                for (place, (unit, row)) in (1..).zip(self.known_rows(group)) {
                    found.extend(
                        value_of(unit, column, Some(row)).map(|value| (row_of(place), value)),
                    );
                }
            }
        }
        found
    }

    /// The rows of a group that are known, of one unit after the other.
    fn known_rows(&self, group: &str) -> Vec<(&TemplateUnit<'_>, u32)> {
        let rows = self.template.units.iter().flat_map(|unit| {
            let rows = unit.known.map(|known| known.rows(group)).unwrap_or_default();
            rows.into_iter().map(move |row| (unit, row))
        });
        rows.collect()
    }

    /// The sum of a number's cells in each row, where that is what its total is.
    fn sums(
        &self,
        sheet: &mut Worksheet,
        place: u16,
        last: u32,
        column: &Column<'_>,
    ) -> Result<(), XlsxError> {
        let cells = u16::try_from(column.field.cells.len()).unwrap_or(0);
        let sum = column.field.number().is_some_and(|number| number.total == Total::Computed);
        if cells == 0 || !sum || column.field.group.is_some() {
            return Ok(());
        }
        for row in HEAD.saturating_add(1)..=last {
            let cell = |after: u16| utility::row_col_to_cell(row, place.saturating_add(after));
            let formula = sum_of(&cell(1), &cell(cells), u32::from(cells));
            sheet.write_formula_with_format(row, place, formula, &self.look.locked)?;
        }
        Ok(())
    }

    fn head(
        &self,
        sheet: &mut Worksheet,
        column: u16,
        code: &str,
        words: &str,
        width: f64,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(HEAD, column, code, &self.look.locked)?;
        sheet.write_string_with_format(HEAD.saturating_sub(1), column, words, &self.look.head)?;
        sheet.set_column_width(column, width)?;
        Ok(())
    }

    /// The unit of measure in words where there are any, else its code.
    pub(super) fn measure(&self, column: &Column<'_>) -> Option<String> {
        let code = &column.field.number()?.unit_of_measure;
        let key = format!("sheets-measure-{code}");
        (!code.is_empty())
            .then(|| if self.words.has(&key) { self.words.text(&key) } else { code.clone() })
    }
}

/// What is known of a unit in a column.
fn value_of<'u>(
    unit: &'u TemplateUnit<'_>,
    column: &Column<'_>,
    row: Option<u32>,
) -> Option<&'u Value> {
    unit.known?.get(&column.field.address(&column.cell, row))
}

/// The row of the unit of that number, from 1.
fn row_of(number: usize) -> u32 {
    HEAD.saturating_add(u32::try_from(number).unwrap_or(u32::MAX))
}
