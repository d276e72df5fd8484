//! The lines of a text as its parts come in: paragraphs one by one, table rows with a tab between cells. Whoever reads
//! a structured format (HTML, DOCX) writes into [`Lines`]; it knows no format.

/// A text under way. Calls that do not match up (a cell without a table) do no harm.
#[derive(Default)]
pub(super) struct Lines {
    done: Vec<String>,
    line: String,
    space_due: bool,
    tables: Vec<Table>,
    /// Tables nested deeper than any page nests them are read as running text.
    tables_too_deep: usize,
}

const TABLE_DEPTH: usize = 32;

/// A table under way: the cells of its row, each with the lines it holds so far.
#[derive(Default)]
struct Table {
    cells: Vec<Vec<String>>,
    /// A table that holds tables lays out a page; its cells are read one after the other.
    layout: bool,
}

impl Lines {
    /// Text as it stands.
    pub(super) fn push_exact(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// Text in which any run of spaces, tabs and line ends counts as one space. No-break spaces stay.
    pub(super) fn push_collapsed(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_ascii_whitespace() {
                self.space_due = true;
            } else {
                if self.space_due && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.space_due = false;
                self.line.push(letter);
            }
        }
    }

    pub(super) fn end_line(&mut self) {
        self.space_due = false;
        let line = self.line.trim_matches(|letter: char| letter.is_ascii_whitespace()).to_owned();
        self.line.clear();
        if !line.is_empty() {
            self.put(line);
        }
    }

    pub(super) fn start_table(&mut self) {
        self.end_line();
        if let Some(outer) = self.tables.last_mut() {
            outer.layout = true;
        }
        if self.tables.len() < TABLE_DEPTH {
            self.tables.push(Table::default());
        } else {
            self.tables_too_deep += 1;
        }
    }

    pub(super) fn start_cell(&mut self) {
        self.end_line();
        if let Some(table) = self.tables.last_mut() {
            table.cells.push(Vec::new());
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else { return };
        let layout = table.layout;
        let mut cells = std::mem::take(&mut table.cells);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        // The letterhead of a Vietnamese document is a table of two cells: the issuer and number, the State and date.
        let letterhead =
            self.done.is_empty() && filled == 2 && cells.iter().any(|cell| cell.len() > 1);
        let depth = self.tables.len();
        if layout || letterhead || filled < 2 {
            for line in cells.into_iter().flatten() {
                self.put_below(depth - 1, line);
            }
        } else {
            while cells.last().is_some_and(Vec::is_empty) {
                cells.pop();
            }
            let row: Vec<String> = cells.into_iter().map(|cell| cell.join(" ")).collect();
            self.put_below(depth - 1, row.join("\t"));
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_row();
        if self.tables_too_deep > 0 {
            self.tables_too_deep -= 1;
        } else {
            self.tables.pop();
        }
    }

    pub(super) fn finish(mut self) -> String {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_line();
        self.done.join("\n")
    }

    fn put(&mut self, line: String) {
        self.put_below(self.tables.len(), line);
    }

    /// Puts a line into the innermost open cell among the outer `depth` tables, or into the text.
    fn put_below(&mut self, depth: usize, line: String) {
        let open =
            self.tables.iter_mut().take(depth).rev().find_map(|table| table.cells.last_mut());
        open.unwrap_or(&mut self.done).push(line);
    }
}

/// The text with `\n` as its only line end.
pub(super) fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n")
}
