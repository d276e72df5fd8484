//! Formats of the cells of a template, and what people may do on its sheets.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, ProtectionOptions};

use banyan_core::form::{FormField, Kind};

/// Letters that a cell of Excel holds.
pub(super) const CELL_LETTERS: usize = 32_767;

/// Ink and paper of inputs and heads; a border as well, so that colour says nothing alone.
const INPUT: u32 = 0xFFF9E5;
const HEAD: u32 = 0xE4ECE7;

/// The formats that do not depend on a field.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) plain: Format,
    pub(super) head: Format,
    pub(super) section: Format,
    pub(super) label: Format,
    pub(super) cell_label: Format,
    pub(super) text: Format,
    pub(super) locked: Format,
}

impl Look {
    pub(super) fn new() -> Look {
        let plain = Format::new().set_align(FormatAlign::VerticalCenter);
        let wrapped = plain.clone().set_text_wrap();
        Look {
            title: plain.clone().set_bold().set_font_size(14),
            head: wrapped
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(HEAD))
                .set_border(FormatBorder::Thin),
            section: plain.clone().set_bold().set_background_color(Color::RGB(HEAD)),
            label: wrapped.clone(),
            cell_label: wrapped.set_indent(2),
            text: plain.clone().set_num_format("@"),
            locked: plain.clone().set_border(FormatBorder::Hair),
            plain,
        }
    }
}

/// The format of the cells into which a field is typed.
pub(super) fn input(field: &FormField) -> Format {
    let format = shown(field)
        .set_unlocked()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(INPUT));
    match &field.field.kind {
        Kind::Text { many_lines: true, .. } => format.set_text_wrap().set_align(FormatAlign::Top),
        _ => format.set_align(FormatAlign::VerticalCenter),
    }
}

/// How a value of the field is shown. Texts and codes are cells of text: Excel would take zeros from the front of a code, and
/// make a day of `1/7`.
pub(super) fn shown(field: &FormField) -> Format {
    let code = match &field.field.kind {
        Kind::Number(number) if number.decimals == 0 => "#,##0".to_owned(),
        Kind::Number(number) => format!("#,##0.{}", "0".repeat(usize::from(number.decimals))),
        Kind::Day { .. } => "yyyy-mm-dd".to_owned(),
        _ => "@".to_owned(),
    };
    Format::new().set_num_format(code)
}

/// Everything is locked but the inputs; without a password, because it guards against slips and not against people.
pub(super) fn protection() -> ProtectionOptions {
    ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() }
}
