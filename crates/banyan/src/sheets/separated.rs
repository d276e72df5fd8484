//! Text files with separators (CSV, RFC 4180) as cells: in any encoding and with any separator that spreadsheet programs
//! write.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::Encoding;

use super::grid::{Content, Grid, Room};
use super::place::Place;
use super::problem::{FileProblem, FileProblemKind};
use crate::documents::letters_of;

/// A text with the separator that its first line shows.
pub(super) struct Separated {
    text: String,
    separator: u8,
    /// Lines before the header: one where Excel's `sep=;` stands above.
    skipped: usize,
}

/// Makes letters of the bytes and finds the separator.
///
/// # Errors
/// It is no text, or in no encoding that is known.
pub(super) fn separated(bytes: &[u8]) -> Result<Separated, FileProblem> {
    if Encoding::for_bom(bytes).is_none() && bytes.contains(&0) {
        return Err(FileProblem::file(FileProblemKind::Zeros));
    }
    let text = letters_of(bytes).map_err(|_| FileProblem::file(FileProblemKind::WrongEncoding))?;
    if text.trim().is_empty() {
        return Err(FileProblem::file(FileProblemKind::Empty));
    }
    let first = text.lines().next().unwrap_or_default();
    let stated = first.strip_prefix("sep=").and_then(|rest| rest.trim_end().bytes().next());
    if let Some(separator) = stated.filter(u8::is_ascii_punctuation) {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest).to_owned();
        return Ok(Separated { text: rest, separator, skipped: 1 });
    }
    let separator = separator_of(&text);
    Ok(Separated { text, separator, skipped: 0 })
}

/// The mark that stands most often in the first line that has anything in it, outside quotation marks; the comma if none does.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (mark, count) in &mut counts {
            if !quoted && *mark == byte {
                *count = count.saturating_add(1);
            }
        }
    }
    // The first of equals, as the comma is what the standard says.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

impl Separated {
    /// Goes through the records with the line on which each begins, until one is refused.
    ///
    /// # Errors
    /// What the visitor says, or that a quotation mark never closes.
    pub(super) fn each<E: From<FileProblem>>(
        &self,
        mut visit: impl FnMut(usize, &StringRecord) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes());
        let mut record = StringRecord::new();
        let mut last = 0;
        loop {
            let more = reader.read_record(&mut record);
            match more {
                Ok(true) => {
                    last = record.position().map_or(0, |position| self.line(position));
                    visit(last, &record)?;
                }
                Ok(false) => break,
                Err(_) => return Err(FileProblem::file(FileProblemKind::Broken).into()),
            }
        }
        if self.open_at_end() {
            return Err(FileProblem::at(Place::Line(last), FileProblemKind::OpenQuote).into());
        }
        Ok(())
    }

    /// The line on which a record begins. Its position still lies before blank lines, and before the second half of `\r\n`.
    fn line(&self, position: &csv::Position) -> usize {
        let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let passed = ends.filter(|byte| **byte == b'\n').count();
        let line = usize::try_from(position.line()).unwrap_or(usize::MAX);
        line.saturating_add(passed).saturating_add(self.skipped)
    }

    /// Whether the text ends within quotation marks. A mark in the middle of a field that does not begin with one is a letter.
    fn open_at_end(&self) -> bool {
        // Within quotation marks, behind the first letter of a field, and right behind a mark that closed.
        let (mut quoted, mut begun, mut closed) = (false, false, false);
        for byte in self.text.bytes() {
            match byte {
                b'"' if quoted => (quoted, closed) = (false, true),
                // The second of two marks within a quoted field is a letter of it.
                b'"' if closed || !begun => (quoted, begun, closed) = (true, true, false),
                _ if quoted => {}
                b'\n' | b'\r' => (begun, closed) = (false, false),
                mark if mark == self.separator => (begun, closed) = (false, false),
                _ => (begun, closed) = (true, false),
            }
        }
        quoted
    }

    /// All of it as cells.
    ///
    /// # Errors
    /// The first reason why the file cannot be read as a whole.
    pub(super) fn grid(&self) -> Result<Grid, FileProblem> {
        let mut grid = Grid::new(None);
        let mut room = Room::new();
        self.each(|line, record| {
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            grid.widths.insert(row, record.len());
            for (column, text) in (1_u32..).zip(record) {
                let trimmed = text.trim();
                if trimmed.is_empty() {
                    continue;
                }
                // A spreadsheet program that opens the file would compute it.
                let formula = trimmed.starts_with('=');
                let content =
                    if formula { Content::Formula } else { Content::Text(text.to_owned()) };
                grid.put(&mut room, (row, column), content)?;
            }
            Ok::<(), FileProblem>(())
        })?;
        Ok(grid)
    }
}
