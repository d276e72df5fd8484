//! Templates of a form: a workbook, or the header of a text file. What they look like is for people; what comes back is known by
//! codes, on a hidden row above the data, and by the hidden sheet that says what the file is for.
//!
//! For one unit each entry has a row; for many units each entry has a column and each unit a row. Groups have a sheet of their
//! own in both. Attachments are sent beside the file and are left out.

mod look;

mod inputs;

mod by_row;

mod by_column;

mod text;
pub use text::template_text;

use banyan_core::calendar::Period;
use banyan_core::form::{Answers, Form, Value};
use banyan_core::words::{Day, Direction, Language};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::inputs::Lists;
use self::look::Look;
use super::identity::Identity;
use crate::web::Words;

/// What a template is made for.
pub struct Template<'a> {
    pub form: &'a Form,
    /// Code of the regime; empty where there is none.
    pub regime: &'a str,
    pub period: Period,
    pub language: Language,
    /// One gives a row for each entry, several a row for each unit, none a blank form that says no unit.
    pub units: &'a [TemplateUnit<'a>],
}

/// A unit that a template is made for.
pub struct TemplateUnit<'a> {
    pub code: &'a str,
    pub name: &'a str,
    /// Shown beside the cells where the template is for this unit alone.
    pub before: Option<&'a Answers>,
    /// What is known already, written into the cells.
    pub known: Option<&'a Answers>,
}

/// Why no workbook was made: the form or its units need more than Excel has.
#[derive(Debug, thiserror::Error)]
#[error("Excel has no room for this template: {0}")]
pub struct TemplateError(#[from] XlsxError);

/// The template as an Excel workbook. The same template gives the same bytes.
///
/// # Errors
/// It does not fit into a workbook.
pub fn template(template: &Template<'_>) -> Result<Vec<u8>, TemplateError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(template.title());
    if let Some(moment) = excel_day(template.period.first()) {
        properties = properties.set_creation_datetime(&moment);
    }
    workbook.set_properties(&properties);
    let mut making = Making {
        template,
        words: Words::of(template.language),
        look: Look::new(),
        lists: Lists::default(),
        names: Vec::new(),
    };
    let mut sheets =
        vec![if template.units.len() > 1 { making.units()? } else { making.entries()? }];
    for section in &template.form.document().section {
        if section.rows.is_some() {
            sheets.push(making.group(section)?);
        }
    }
    sheets.push(making.identity()?);
    sheets.extend(making.lists.sheet()?);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

impl Template<'_> {
    fn title(&self) -> String {
        self.form.document().title.words_in(self.language)
    }

    fn identity(&self) -> Identity {
        Identity {
            form: self.form.code().to_owned(),
            version: self.form.version(),
            regime: self.regime.to_owned(),
            period: Some(self.period),
            units: self.units.iter().map(|unit| unit.code.to_owned()).collect(),
            language: Some(self.language),
        }
    }
}

/// A workbook in the making.
struct Making<'a> {
    template: &'a Template<'a>,
    words: Words,
    look: Look,
    lists: Lists,
    names: Vec<String>,
}

impl Making<'_> {
    /// A sheet with its title, period and what to do above the row of codes, which is number `head` from 0.
    fn sheet(&mut self, title: &str, first: u16, head: u32) -> Result<Worksheet, XlsxError> {
        let template = self.template;
        let mut sheet = Worksheet::new();
        sheet.set_name(self.name(title))?;
        sheet.set_right_to_left(template.language.direction() == Direction::RightToLeft);
        let version = template.form.version().to_string();
        let about = format!(
            "{} · {} {} · {}",
            template.period,
            template.form.code(),
            version,
            match template.units {
                [only] => format!("{} ({})", only.name, only.code),
                _ => template.regime.to_owned(),
            }
        );
        sheet.write_string_with_format(0, first, title, &self.look.title)?;
        sheet.write_string_with_format(
            1,
            first,
            about.trim_end_matches(" · "),
            &self.look.plain,
        )?;
        sheet.write_string_with_format(
            2,
            first,
            self.words.text("sheets-how"),
            &self.look.plain,
        )?;
        sheet.set_row_hidden(head)?;
        sheet.set_freeze_panes(head.saturating_add(1), first.saturating_add(1))?;
        // A4, as wide as the page and as long as it needs, heads on every page.
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, head)?;
        sheet.set_footer(format!(
            "&L{} {version} · {}&R&P / &N",
            template.form.code(),
            template.period
        ));
        sheet.protect_with_options(&look::protection());
        Ok(sheet)
    }

    /// A name that Excel takes: at most 31 letters, none of `[]:*?/\`, no quotation mark at either end, and no other sheet's.
    fn name(&mut self, title: &str) -> String {
        let taken = |letter: char| {
            if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter }
        };
        let short: String = title.chars().map(taken).take(26).collect();
        let short = short.trim();
        let short = if short.is_empty() { "–" } else { short };
        let mut name = short.to_owned();
        let mut count = 1_u32;
        while self.names.iter().any(|own| own.to_lowercase() == name.to_lowercase()) {
            count = count.saturating_add(1);
            name = format!("{short} {count}");
        }
        self.names.push(name.clone());
        name
    }

    /// The hidden sheet that says what the file is for.
    fn identity(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name("banyan")?.set_very_hidden(true);
        for (row, (name, value)) in (0..).zip(self.template.identity().entries()) {
            sheet.write_string(row, 0, name)?;
            sheet.write_string_with_format(row, 1, value, &self.look.text)?;
        }
        sheet.protect();
        Ok(sheet)
    }

    /// What is written into a cell for a value that is known.
    fn value(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        value: &Value,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        match value {
            // Fifteen digits at most, which a double holds.
            Value::Number(number) => match number.to_string().parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, format)?,
                Err(_) => {
                    sheet.write_string_with_format(row, column, number.to_string(), format)?
                }
            },
            Value::Day(day) => match excel_day(*day) {
                Some(day) => sheet.write_datetime_with_format(row, column, &day, format)?,
                None => sheet.write_string_with_format(row, column, day.to_string(), format)?,
            },
            other => {
                let text = self.shown(other);
                sheet.write_string_with_format(row, column, text, format)?
            }
        };
        Ok(())
    }

    /// Words for yes and no; everything else as files have it, cut to what a cell of Excel holds.
    fn shown(&self, value: &Value) -> String {
        match value {
            Value::YesNo(true) => self.words.text("sheets-yes"),
            Value::YesNo(false) => self.words.text("sheets-no"),
            other => other.plain().chars().take(look::CELL_LETTERS).collect(),
        }
    }
}

/// `None` before 1900, where Excel has no days.
fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let part = |number: i8| u8::try_from(number).ok();
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day_of_month())?).ok()
}
