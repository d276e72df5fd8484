//! The reading order of a line from its order as seen: a small inverse of the Unicode bidirectional algorithm (UAX 9) for
//! one level of embedding, which is what directives have: Arabic with numbers and Latin names, or the reverse.

use unicode_normalization::UnicodeNormalization;

use super::content::Placed;

/// The line's signs in reading order, and whether the line reads from right to left. Arabic in presentation forms comes
/// out in plain letters; nothing else is changed.
pub(super) fn in_reading_order(mut row: Vec<Placed>) -> (Vec<Placed>, bool) {
    let count = |wanted: fn(char) -> bool| {
        row.iter().flat_map(|placed| placed.letters.chars()).filter(|c| wanted(*c)).count()
    };
    let right_to_left = count(rtl);
    let line_rtl = right_to_left > count(|letter| letter.is_alphabetic() && !rtl(letter));
    if right_to_left > 0 {
        row.iter_mut().for_each(|placed| placed.letters = plain_arabic(&placed.letters));
        row = marks_on_their_letters(row);
    }
    row.sort_by(|one, other| one.start.total_cmp(&other.start));
    row = with_gaps(row, line_rtl);
    if right_to_left == 0 {
        return (row, false);
    }
    let kinds: Vec<Kind> = row.iter().map(|placed| kind(&placed.letters)).collect();
    let mut ordered =
        if line_rtl { reversed_but_runs(row, &kinds) } else { runs_reversed(row, &kinds) };
    if line_rtl {
        turn_brackets(&mut ordered);
    }
    (ordered, line_rtl)
}

/// Letters of the scripts that are written from right to left.
pub(super) fn rtl(letter: char) -> bool {
    letter.is_alphabetic()
        && matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rtl,
    Ltr,
    Digit,
    /// A point, comma, stroke or colon: part of a number where digits stand on both sides.
    Separator,
    /// A per cent or currency sign: part of the number that it touches.
    Unit,
    Neutral,
    /// The gap between two cells of a table: nothing runs across it.
    Gap,
}

fn kind(letters: &str) -> Kind {
    if letters.chars().any(rtl) {
        return Kind::Rtl;
    }
    match letters.chars().next() {
        Some('\t') => Kind::Gap,
        Some(letter) if letter.is_numeric() => Kind::Digit,
        Some(letter) if letter.is_alphabetic() => Kind::Ltr,
        Some('.' | ',' | '/' | ':' | '٫' | '٬' | '\u{a0}') => Kind::Separator,
        Some('%' | '$' | '€' | '°') => Kind::Unit,
        _ => Kind::Neutral,
    }
}

/// The row with a space or, where a cell must lie between, a tab in each gap that holds none.
fn with_gaps(row: Vec<Placed>, line_rtl: bool) -> Vec<Placed> {
    let mut spaced: Vec<Placed> = Vec::with_capacity(row.len());
    for placed in row {
        if let Some(last) = spaced.last() {
            let size = last.size.min(placed.size);
            let gap = placed.start - last.end;
            let blank = |placed: &Placed| placed.letters.chars().all(char::is_whitespace);
            // The narrowest space in use is a fifth of the size, and letters of a word lie closer. Before a closing sign
            // a small gap is loose setting; justified lines hardly reach one and a half sizes.
            let closing = |placed: &Placed| {
                matches!(&*placed.letters, "." | "," | "،" | "؛" | "؟" | ")" | "]")
            };
            let tight = closing(if line_rtl { last } else { &placed });
            let letters = if gap > 1.5 * size && !blank(last) && !blank(&placed) {
                Some("\t")
            } else if gap > 0.2 * size && !tight && !blank(last) && !blank(&placed) {
                Some(" ")
            } else {
                None
            };
            let gap = letters.map(|letters| Placed {
                letters: letters.to_owned(),
                start: last.end,
                end: placed.start,
                ..placed.clone()
            });
            spaced.extend(gap);
        }
        spaced.push(placed);
    }
    spaced
}

/// Right to left, with numbers and foreign words as they are seen.
fn reversed_but_runs(row: Vec<Placed>, kinds: &[Kind]) -> Vec<Placed> {
    let mut runs: Vec<Vec<Placed>> = Vec::new();
    let mut run_end = 0;
    for (at, placed) in row.into_iter().enumerate() {
        match runs.last_mut() {
            Some(run) if at < run_end => run.push(placed),
            _ => {
                runs.push(vec![placed]);
                run_end = ltr_run_end(kinds, at);
            }
        }
    }
    runs.into_iter().rev().flatten().collect()
}

/// Where the left-to-right run that starts at `at` ends: a number with its separators and units, or words with what
/// stands between them and the numbers that follow them.
fn ltr_run_end(kinds: &[Kind], at: usize) -> usize {
    let kind = |at: usize| kinds.get(at).copied();
    if !matches!(kind(at), Some(Kind::Ltr | Kind::Digit)) {
        return at + 1;
    }
    let mut words = kind(at) == Some(Kind::Ltr);
    let (mut end, mut next) = (at + 1, at + 1);
    loop {
        match kind(next) {
            Some(Kind::Digit) => (end, next) = (next + 1, next + 1),
            Some(Kind::Ltr) => (words, end, next) = (true, next + 1, next + 1),
            Some(Kind::Unit) if end == next => (end, next) = (next + 1, next + 1),
            Some(Kind::Separator) if end == next && kind(next + 1) == Some(Kind::Digit) => {
                next += 1
            }
            Some(Kind::Neutral | Kind::Separator | Kind::Unit) if words => next += 1,
            _ => return end,
        }
    }
}

/// Left to right, with the words of the other direction turned; numbers inside them stay.
fn runs_reversed(row: Vec<Placed>, kinds: &[Kind]) -> Vec<Placed> {
    let mut ordered = Vec::with_capacity(row.len());
    let mut at = 0;
    let mut rest = row.into_iter();
    while at < kinds.len() {
        let mut run_len = 1;
        if kinds.get(at) == Some(&Kind::Rtl) {
            let ends = |kind: &Kind| matches!(kind, Kind::Ltr | Kind::Gap);
            let until = kinds.iter().skip(at).position(ends).map_or(kinds.len(), |len| at + len);
            let run = kinds.get(at..until).unwrap_or_default();
            run_len = run.iter().rposition(|kind| *kind == Kind::Rtl).map_or(1, |last| last + 1);
        }
        let run: Vec<Placed> = rest.by_ref().take(run_len).collect();
        ordered.extend(reversed_but_runs(run, kinds.get(at..at + run_len).unwrap_or_default()));
        at += run_len;
    }
    ordered
}

/// In some files a bracket that is seen turned is named as it is seen. Where the first one closes and the last one opens,
/// all were.
fn turn_brackets(row: &mut [Placed]) {
    const PAIRS: [(&str, &str); 4] = [("(", ")"), ("[", "]"), ("«", "»"), ("{", "}")];
    for (open, close) in PAIRS {
        let side = |placed: &Placed| {
            (placed.letters == open).then_some(open).or((placed.letters == close).then_some(close))
        };
        let first = row.iter().find_map(side);
        let last = row.iter().rev().find_map(side);
        if first == Some(close) && last == Some(open) {
            for placed in row.iter_mut() {
                if placed.letters == open {
                    placed.letters = close.to_owned();
                } else if placed.letters == close {
                    placed.letters = open.to_owned();
                }
            }
        }
    }
}

/// Vowel signs have no width of their own: each goes onto the letter in whose middle it stands nearest.
fn marks_on_their_letters(row: Vec<Placed>) -> Vec<Placed> {
    let mark = |placed: &Placed| {
        !placed.letters.is_empty()
            && placed.letters.chars().all(|letter| matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{610}'..='\u{61a}'))
    };
    let (marks, mut letters): (Vec<Placed>, Vec<Placed>) = row.into_iter().partition(mark);
    for mark in marks {
        let middle = |placed: &Placed| (placed.start + placed.end) / 2.0;
        let at = middle(&mark);
        let nearest = letters
            .iter_mut()
            .filter(|letter| letter.letters.chars().any(rtl))
            .min_by(|one, other| (middle(one) - at).abs().total_cmp(&(middle(other) - at).abs()));
        match nearest {
            Some(letter) => letter.letters.push_str(&mark.letters),
            None => letters.push(mark),
        }
    }
    letters
}

/// Presentation forms are shapes, not letters; each stands for the letters that Unicode gives for it.
fn plain_arabic(letters: &str) -> String {
    let mut plain = String::with_capacity(letters.len());
    for letter in letters.chars() {
        match letter {
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                plain.extend(std::iter::once(letter).nfkc())
            }
            _ => plain.push(letter),
        }
    }
    plain
}
