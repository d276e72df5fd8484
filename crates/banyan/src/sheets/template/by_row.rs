//! The sheet for one unit: a row for each entry, cells of a number beneath it.

use banyan_core::form::{Answers, Column, Form, Kind, Section, Total};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError, utility};

use super::{Making, look};
use crate::sheets::tables::{ENTRY, VALUE};

/// The row of codes, from 0; titles and heads stand above it.
const HEAD: u32 = 4;
const LABEL: u16 = 1;
const MEASURE: u16 = 2;
const BEFORE: u16 = 3;
const INPUT: u16 = 4;
const HELP: u16 = 5;

impl Making<'_> {
    /// The sheet of all entries outside groups.
    pub(super) fn entries(&mut self) -> Result<Worksheet, XlsxError> {
        let form: &Form = self.template.form;
        let title = self.template.title();
        let mut sheet = self.sheet(&title, LABEL, HEAD)?;
        let unit = self.template.units.first();
        let before = unit.and_then(|unit| unit.before);
        self.heads(&mut sheet, before.is_some())?;
        let known = unit.and_then(|unit| unit.known);
        let columns = form.columns();
        let mut row = HEAD;
        for section in form.document().section.iter().filter(|section| section.rows.is_none()) {
            row = row.saturating_add(1);
            self.section(&mut sheet, row, section)?;
            let own = |column: &&Column<'_>| column.field.section == section.code;
            for column in columns.iter().filter(own) {
                if matches!(column.field.field.kind, Kind::Attachment { .. }) {
                    continue;
                }
                row = row.saturating_add(1);
                self.entry(&mut sheet, row, column, (before, known))?;
            }
        }
        Ok(sheet)
    }

    fn heads(&self, sheet: &mut Worksheet, before: bool) -> Result<(), XlsxError> {
        let period = self.template.period.to_string();
        let heads = [
            (0, ENTRY, String::new(), 4.0),
            (LABEL, "#label", self.words.text("sheets-head-entry"), 48.0),
            (MEASURE, "#measure", self.words.text("sheets-head-measure"), 14.0),
            (BEFORE, "#before", self.words.text("sheets-head-before"), 16.0),
            (INPUT, VALUE, period, 24.0),
            (HELP, "#help", self.words.text("sheets-head-help"), 48.0),
        ];
        for (column, code, head, width) in heads {
            sheet.write_string(HEAD, column, code)?;
            sheet.write_string_with_format(
                HEAD.saturating_sub(1),
                column,
                head,
                &self.look.head,
            )?;
            sheet.set_column_width(column, width)?;
        }
        sheet.set_column_hidden(0)?;
        if !before {
            sheet.set_column_hidden(BEFORE)?;
        }
        Ok(())
    }

    fn section(&self, sheet: &mut Worksheet, row: u32, section: &Section) -> Result<(), XlsxError> {
        let language = self.template.language;
        for column in LABEL..=HELP {
            sheet.write_blank(row, column, &self.look.section)?;
        }
        let title = section.title.words_in(language);
        sheet.write_string_with_format(row, LABEL, title, &self.look.section)?;
        if section.help.pairs().next().is_some() {
            let help = section.help.words_in(language);
            sheet.write_string_with_format(row, HELP, help, &self.look.section)?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        column: &Column<'_>,
        (before, known): (Option<&Answers>, Option<&Answers>),
    ) -> Result<(), XlsxError> {
        let field = column.field;
        let language = self.template.language;
        let label = if column.cell.is_empty() { &self.look.label } else { &self.look.cell_label };
        let required = if column.required { " *" } else { "" };
        sheet.write_string(row, 0, &column.name)?;
        sheet.write_string_with_format(row, LABEL, column.label(language) + required, label)?;
        if let Some(measure) = self.measure(column) {
            sheet.write_string_with_format(row, MEASURE, measure, &self.look.plain)?;
        }
        if column.cell.is_empty() && field.field.help.pairs().next().is_some() {
            let help = field.field.help.words_in(language);
            sheet.write_string_with_format(row, HELP, help, &self.look.label)?;
        }
        let at = field.address(&column.cell, None);
        if let Some(value) = before.and_then(|answers| answers.get(&at)) {
            self.value(sheet, (row, BEFORE), value, &look::shown(field))?;
        }
        if column.locked {
            return self.computed(sheet, row, column);
        }
        let format = look::input(field);
        match known.and_then(|answers| answers.get(&at)) {
            Some(value) => self.value(sheet, (row, INPUT), value, &format)?,
            None => {
                sheet.write_blank(row, INPUT, &format)?;
            }
        }
        if matches!(field.field.kind, Kind::Text { many_lines: true, .. }) {
            // Six lines of text.
            sheet.set_row_height(row, 90.0)?;
        }
        if let Some(rule) = self.validation(column)? {
            sheet.add_data_validation(row, INPUT, row, INPUT, &rule)?;
        }
        Ok(())
    }

    /// What is computed: the sum of the cells beneath shows itself, anything else says only that it is computed.
    fn computed(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: &Column<'_>,
    ) -> Result<(), XlsxError> {
        let cells = u32::try_from(column.field.cells.len()).unwrap_or(0);
        let sum = column.field.number().is_some_and(|number| number.total == Total::Computed);
        if !sum || cells == 0 {
            let words = self.words.text("sheets-computed");
            sheet.write_string_with_format(row, HELP, words, &self.look.label)?;
            sheet.write_blank(row, INPUT, &self.look.locked)?;
            return Ok(());
        }
        let cell = |below: u32| utility::row_col_to_cell(row.saturating_add(below), INPUT);
        let formula = sum_of(&cell(1), &cell(cells), cells);
        sheet.write_formula_with_format(row, INPUT, formula, &self.look.locked)?;
        Ok(())
    }
}

/// The sum of an area once all of it is filled in, as the form computes it.
pub(super) fn sum_of(first: &str, last: &str, cells: u32) -> Formula {
    let area = format!("{first}:{last}");
    Formula::new(format!("=IF(COUNT({area})={cells},SUM({area}),\"\")")).set_result("")
}
