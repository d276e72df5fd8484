//! From placed letters to paragraphs. Letters make lines by their height, spaces come from gaps, and lines make
//! paragraphs where the next word did not fit or the sentence plainly goes on.
//!
//! Order within a line comes from the places, never from the order in which the file shows the letters: so Arabic comes
//! out in reading order whether the file writes it so or as it is seen. The order of lines is that of the file.

use super::content::Placed;
use super::reading_order::in_reading_order;

/// The paragraphs of the pages so far.
#[derive(Default)]
pub(super) struct Paragraphs {
    text: String,
    last: Option<Line>,
    pages: usize,
    held_numbers: Vec<String>,
}

/// A line of a page. Places run in reading direction: those of a right-to-left line are negated.
struct Line {
    text: String,
    start: f64,
    end: f64,
    height: f64,
    size: f64,
    /// The width of its first word, and the farthest that any line of its page and direction reaches.
    first_word: f64,
    reach: f64,
    rtl: bool,
}

impl Paragraphs {
    /// Adds a page that lies between the heights `low` and `high`.
    pub(super) fn add_page(&mut self, mut letters: Vec<Placed>, low: f64, high: f64) {
        self.pages += 1;
        // Turned text (a stamp in the margin, a landscape table) comes after the text that stands upright.
        letters.sort_by_key(|placed| placed.turn);
        let mut lines: Vec<Line> = lines_of(letters);
        let band = (high - low).abs() * 0.1;
        let number = |line: &Line| {
            (line.height > high - band || line.height < low + band) && page_number(&line.text)
        };
        if lines.first().is_some_and(number) {
            self.held_numbers.push(lines.remove(0).text);
        }
        if lines.len() > 1 && lines.last().is_some_and(number) {
            self.held_numbers.extend(lines.pop().map(|line| line.text));
        }
        for rtl in [false, true] {
            let reach = lines
                .iter()
                .filter(|line| line.rtl == rtl)
                .map(|line| line.end)
                .fold(f64::MIN, f64::max);
            lines.iter_mut().filter(|line| line.rtl == rtl).for_each(|line| line.reach = reach);
        }
        let mut new_page = true;
        for line in lines {
            let glue = match &self.last {
                None => "",
                Some(last) if !goes_on(last, &line, new_page) => "\n",
                Some(last) if last.text.ends_with('\u{ad}') => {
                    self.text.pop();
                    ""
                }
                Some(last) if broken_word(last) => "",
                Some(_) => " ",
            };
            self.text.push_str(glue);
            self.text.push_str(&line.text);
            self.last = Some(line);
            new_page = false;
        }
    }

    pub(super) fn finish(mut self) -> String {
        // A lone number on a lone page is no page number.
        if self.pages == 1 {
            for number in self.held_numbers {
                self.text.push('\n');
                self.text.push_str(&number);
            }
        }
        self.text
    }
}

/// Whether `next` continues the paragraph of `last`.
fn goes_on(last: &Line, next: &Line, new_page: bool) -> bool {
    let cells = last.text.contains('\t') || next.text.contains('\t');
    if cells || last.rtl != next.rtl || ends_sentence(&last.text) || opens_item(&next.text) {
        return false;
    }
    // Another size of letter is a heading or a note.
    if (last.size - next.size).abs() > 0.1 * last.size.max(next.size) {
        return false;
    }
    if next.text.starts_with(char::is_lowercase) || last.text.ends_with('\u{ad}') {
        return true;
    }
    // In type, 1.2 to 1.5 sizes lie between lines; three and more are a gap that someone left.
    let close = new_page || (0.0..3.0 * last.size).contains(&(last.height - next.height));
    let no_indent = new_page || next.start <= last.start + 0.5 * last.size;
    let next_word_had_no_room = last.end + 0.2 * last.size + next.first_word > last.reach;
    close && no_indent && next_word_had_no_room
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '»', '’', ')', ']', ' ', '\u{a0}']);
    text.ends_with(['.', '!', '?', ':', ';', '…', '؟', '؛', '۔'])
}

/// A bullet, or a number or letter with a point or bracket.
fn opens_item(text: &str) -> bool {
    let word = text.split([' ', '\u{a0}', '\t']).next().unwrap_or_default();
    let mark = word.trim_end_matches(['.', ')', '/']);
    let bullet = matches!(word, "-" | "–" | "—" | "•" | "+" | "*" | "●" | "○" | "▪" | "■");
    bullet
        || (mark.len() < word.len()
            && mark.chars().count() <= 4
            && mark.chars().all(char::is_alphanumeric))
        || (mark.len() < word.len()
            && mark.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_numeric)))
}

/// A word cut at the end of the line keeps its hyphen: whether it is its own cannot be told.
fn broken_word(line: &Line) -> bool {
    let mut end = line.text.chars().rev();
    end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic)
}

fn page_number(text: &str) -> bool {
    let digits = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    digits.chars().count() <= 4 && !digits.is_empty() && digits.chars().all(char::is_numeric)
}

/// The widest sheet in the smallest print holds some 2,000 letters on a line.
const LETTERS_PER_LINE: usize = 5_000;

fn lines_of(letters: Vec<Placed>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut row: Vec<Placed> = Vec::new();
    for placed in letters {
        if row.len() >= LETTERS_PER_LINE || row.last().is_some_and(|last| !same_line(last, &placed))
        {
            lines.extend(line_of(std::mem::take(&mut row)));
        }
        row.push(placed);
    }
    lines.extend(line_of(row));
    lines
}

/// Raised and lowered signs stay on their line.
fn same_line(last: &Placed, next: &Placed) -> bool {
    let size = last.size.max(next.size);
    last.turn == next.turn && (last.height - next.height).abs() < 0.5 * size
}

fn line_of(row: Vec<Placed>) -> Option<Line> {
    let spot = row.iter().find(|placed| !placed.letters.trim().is_empty())?;
    let (height, size) = (spot.height, spot.size);
    let (row, rtl) = in_reading_order(row);
    let left = row.iter().map(|placed| placed.start).fold(f64::MAX, f64::min);
    let right = row.iter().map(|placed| placed.end).fold(f64::MIN, f64::max);
    let mut text = String::new();
    let mut first_word = None;
    let mut last: Option<&Placed> = None;
    for placed in &row {
        if first_word.is_none()
            && !text.trim().is_empty()
            && (text.ends_with(is_space) || placed.letters.starts_with(is_space))
        {
            first_word = last.map(|last| if rtl { right - last.start } else { last.end - left });
        }
        // The gap after a bullet is no cell.
        text.push_str(if placed.letters == "\t" && opens_item(&text) {
            " "
        } else {
            &placed.letters
        });
        last = Some(placed);
    }
    let text = text.trim_matches(is_space).to_owned();
    let (start, end) = if rtl { (-right, -left) } else { (left, right) };
    let first_word = first_word.unwrap_or(right - left);
    (!text.is_empty()).then_some(Line {
        text,
        start,
        end,
        height,
        size,
        first_word,
        reach: end,
        rtl,
    })
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace()
}
