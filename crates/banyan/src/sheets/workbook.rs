//! The sheets of an Excel workbook as cells. Values that a formula left behind are not taken.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError, XlsxFormulaMetadata,
};

use super::grid::{Area, Content, Grid, Room};
use super::package;
use super::problem::{FileProblem, FileProblemKind};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Every sheet of a workbook, also hidden ones.
///
/// # Errors
/// The first reason why the file cannot be read as a whole.
pub(super) fn grids(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, FileProblem> {
    package::check(name, bytes).map_err(FileProblem::file)?;
    // The crate that reads the file promises not to panic; an upload is no place to take it at its word.
    let broken = || Err(FileProblem::file(FileProblemKind::Broken));
    catch_unwind(AssertUnwindSafe(|| sheets(bytes))).unwrap_or_else(|_| broken())
}

fn sheets(bytes: &[u8]) -> Result<Vec<Grid>, FileProblem> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut room = Room::new();
    sheets.into_iter().map(|sheet| grid(&mut workbook, sheet, &mut room)).collect()
}

fn unreadable(error: XlsxError) -> FileProblem {
    FileProblem::file(match error {
        XlsxError::Password => FileProblemKind::Encrypted,
        _ => FileProblemKind::Broken,
    })
}

fn grid(workbook: &mut Workbook<'_>, sheet: String, room: &mut Room) -> Result<Grid, FileProblem> {
    let mut grid = Grid::new(Some(sheet.clone()));
    let percents = percents(workbook, &sheet)?;
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(unreadable)? {
        let (row, column) = cell.pos;
        let at = (row.saturating_add(1), column.saturating_add(1));
        let content = match cell.formula {
            Some(formula) => Some(constant(&formula).unwrap_or(Content::Formula)),
            None => content(&cell.value, percents.contains(&at)),
        };
        if let Some(content) = content {
            grid.put(room, at, content)?;
        }
    }
    drop(cells);
    let merged = workbook.merge_cells_by_sheet_name(&sheet).map_err(unreadable)?;
    grid.merged = merged
        .iter()
        .map(|area| Area {
            rows: (area.start.0.saturating_add(1), area.end.0.saturating_add(1)),
            columns: (area.start.1.saturating_add(1), area.end.1.saturating_add(1)),
        })
        .collect();
    Ok(grid)
}

/// Two formulas say themselves what they are: LibreOffice writes truth values so in cells of text.
fn constant(formula: &XlsxFormulaMetadata) -> Option<Content> {
    let XlsxFormulaMetadata::Normal { formula } = formula else { return None };
    match formula.as_str() {
        "TRUE()" => Some(Content::YesNo(true)),
        "FALSE()" => Some(Content::YesNo(false)),
        _ => None,
    }
}

/// The cells that are shown as percentages. Excel keeps 38.3 % as 0.383 and says so only in the format.
fn percents(workbook: &mut Workbook<'_>, sheet: &str) -> Result<BTreeSet<(u32, u32)>, FileProblem> {
    let mut found = BTreeSet::new();
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let styles: BTreeSet<usize> = cells
        .styles()
        .iter()
        .enumerate()
        .filter(|(_, style)| {
            let format = style.number_format.as_ref();
            format.is_some_and(|format| shown_as_percent(&format.format_code, format.format_id))
        })
        .map(|(id, _)| id)
        .collect();
    if styles.is_empty() {
        return Ok(found);
    }
    while let Some((row, column, style)) = cells.next_style_id().map_err(unreadable)? {
        if styles.contains(&style) {
            found.insert((row.saturating_add(1), column.saturating_add(1)));
        }
    }
    Ok(found)
}

/// Formats 9 and 10 are `0%` and `0.00%`, whatever the file says (ECMA-376, part 1, 18.8.30). A sign in quotation marks or
/// behind a backslash is only shown.
fn shown_as_percent(code: &str, id: Option<u32>) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for letter in code.chars() {
        match letter {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' if !quoted => escaped = true,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    matches!(id, Some(9 | 10))
}

fn content(value: &DataRef<'_>, percent: bool) -> Option<Content> {
    let text = |text: &str| {
        let blank = text.trim().is_empty();
        (!blank).then(|| Content::Text(text.to_owned()))
    };
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Content::Number(number.to_string())),
        DataRef::Float(number) if percent => decimal(*number).map(Content::Percent),
        DataRef::Float(number) => decimal(*number).map(Content::Number),
        DataRef::String(own) => text(own),
        DataRef::SharedString(own) => text(own),
        DataRef::Bool(yes) => Some(Content::YesNo(*yes)),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(moment) => {
            let own = moment.strip_suffix("T00:00:00").unwrap_or(moment);
            Some(Content::Day(own.to_owned()))
        }
        DataRef::DurationIso(own) => text(own),
        DataRef::Error(fault) => Some(Content::Fault(fault_name(fault))),
    }
}

/// A day, and a time behind it where there is one. A duration is the number that Excel keeps.
fn day(moment: &ExcelDateTime) -> Option<Content> {
    if !moment.is_datetime() {
        return decimal(moment.as_f64()).map(Content::Number);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let midnight = (hour, minute, second, milli) == (0, 0, 0, 0);
    let time = format!(" {hour:02}:{minute:02}:{second:02}");
    Some(Content::Day(if midnight { date } else { date + &time }))
}

/// A number as Excel shows it: fifteen digits, written out. A double has two more, in which 38.3 is no longer 38.3.
pub(super) fn decimal(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let written = format!("{number:.14e}");
    let (mantissa, exponent) = written.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // The point stands behind `exponent + 1` of the digits.
    let whole = exponent.saturating_add(1);
    let Ok(places) = usize::try_from(whole) else {
        let zeros = "0".repeat(usize::try_from(whole.unsigned_abs()).unwrap_or(0));
        return Some(format!("{sign}0.{zeros}{digits}"));
    };
    Some(match digits.split_at_checked(places) {
        None => {
            let zeros = "0".repeat(places.saturating_sub(digits.len()));
            format!("{sign}{digits}{zeros}")
        }
        Some((whole, "")) => format!("{sign}{whole}"),
        Some(("", decimals)) => format!("{sign}0.{decimals}"),
        Some((whole, decimals)) => format!("{sign}{whole}.{decimals}"),
    })
}

fn fault_name(fault: &CellErrorType) -> &'static str {
    match fault {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}
