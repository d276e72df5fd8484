//! The sheet on which the rules work: a page with every phrase, line, sentence, number, day and figure
//! that was found on it, each list in the order of the text so that a range of it is found by halving.

use super::date::{Date, find_dates};
use super::figure::{Figure, find_figures};
use super::flat::{Flat, flat_rows};
use super::lexicon::{Mark, Tag, lexicon};
use super::number::{DocumentNumber, find_numbers};
use super::page::Page;
use super::segment::{Line, Sentence, cut_lines, cut_sentences};
use crate::words::Language;

/// Something that stands on tokens `first..end`.
pub(super) trait Placed {
    fn first(&self) -> usize;
}

impl Placed for Mark {
    fn first(&self) -> usize {
        self.first
    }
}

impl Placed for Date {
    fn first(&self) -> usize {
        self.first
    }
}

impl Placed for Figure {
    fn first(&self) -> usize {
        self.first
    }
}

impl Placed for DocumentNumber {
    fn first(&self) -> usize {
        self.first
    }
}

impl Placed for Sentence {
    fn first(&self) -> usize {
        self.first
    }
}

/// The items of a list, sorted by first token, that begin on tokens `first..end`.
pub(super) fn within<T: Placed>(list: &[T], first: usize, end: usize) -> &[T] {
    let from = list.partition_point(|item| item.first() < first);
    let to = list.partition_point(|item| item.first() < end);
    list.get(from..to.max(from)).unwrap_or_default()
}

/// A page with all that was found on it.
pub(super) struct Sheet<'t> {
    pub(super) page: Page<'t>,
    pub(super) language: Language,
    marks: Vec<Mark>,
    /// For each token, how many marks begin before it.
    starts: Vec<usize>,
    pub(super) lines: Vec<Line>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) numbers: Vec<DocumentNumber>,
    pub(super) dates: Vec<Date>,
    pub(super) figures: Vec<Figure>,
    /// For each line, what it is in a table whose cells stand on lines of their own.
    pub(super) flat: Vec<Flat>,
}

/// "thực hiện" (to carry out) holds the syllable for "now", and so do "phát hiện" and "thể hiện".
fn inside_a_word(page: &Page<'_>, mark: &Mark) -> bool {
    const BEFORE: [&str; 6] = ["thực", "phát", "thể", "xuất", "biểu", "tái"];
    mark.tag == Tag::Present
        && mark.end == mark.first + 1
        && page.key(mark.first) == "hiện"
        && mark.first > 0
        && BEFORE.contains(&page.key(mark.first - 1))
}

impl<'t> Sheet<'t> {
    pub(super) fn lay_out(text: &'t str, language: Language) -> Sheet<'t> {
        let page = Page::cut(text, language);
        let mut marks = lexicon(language).find(&page);
        marks.retain(|mark| !inside_a_word(&page, mark));
        let mut starts = Vec::with_capacity(page.tokens.len() + 1);
        let mut passed = 0;
        for at in 0..=page.tokens.len() {
            while marks.get(passed).is_some_and(|mark| mark.first < at) {
                passed += 1;
            }
            starts.push(passed);
        }
        let (lines, sentences) = (Vec::new(), Vec::new());
        let (numbers, dates, figures) = (Vec::new(), Vec::new(), Vec::new());
        let flat = Vec::new();
        let mut sheet = Sheet {
            page,
            language,
            marks,
            starts,
            lines,
            sentences,
            numbers,
            dates,
            figures,
            flat,
        };
        sheet.lines = cut_lines(&sheet);
        sheet.sentences = cut_sentences(&sheet);
        sheet.numbers = find_numbers(&sheet);
        sheet.dates = find_dates(&sheet);
        sheet.figures = find_figures(&sheet);
        sheet.flat = flat_rows(&sheet);
        for (line, flat) in sheet.lines.iter_mut().zip(&sheet.flat) {
            line.heading &= *flat == Flat::Nothing;
        }
        sheet
    }

    /// The marks that begin at a token.
    pub(super) fn marks_at(&self, at: usize) -> &[Mark] {
        self.marks_in(at, at + 1)
    }

    /// The marks that begin on tokens `first..end`.
    pub(super) fn marks_in(&self, first: usize, end: usize) -> &[Mark] {
        let last = self.marks.len();
        let from = self.starts.get(first).copied().unwrap_or(last);
        let to = self.starts.get(end).copied().unwrap_or(last);
        self.marks.get(from..to.max(from)).unwrap_or_default()
    }

    /// The mark with this tag that begins at a token.
    pub(super) fn mark(&self, at: usize, tag: Tag) -> Option<Mark> {
        self.marks_at(at).iter().find(|mark| mark.tag == tag).copied()
    }

    /// The first mark with this tag that lies whole on tokens `first..end`.
    pub(super) fn first_mark(&self, first: usize, end: usize, tag: Tag) -> Option<Mark> {
        self.marks_in(first, end).iter().find(|mark| mark.tag == tag && mark.end <= end).copied()
    }

    pub(super) fn has(&self, first: usize, end: usize, tag: Tag) -> bool {
        self.first_mark(first, end, tag).is_some()
    }

    /// The mark with this tag that ends where a token begins; phrases of up to six words are seen.
    pub(super) fn mark_before(&self, at: usize, tag: Tag) -> Option<Mark> {
        let marks = self.marks_in(at.saturating_sub(6), at);
        marks.iter().find(|mark| mark.tag == tag && mark.end == at).copied()
    }
}
