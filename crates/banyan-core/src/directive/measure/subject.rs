//! The words of a figure: its label, its subject, and the indicator named on a line above.

use super::super::clause::Clause;
use super::super::draft::Span;
use super::super::figure::Figure;
use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::{Sheet, within};

/// "Baseline (2025): 52": the words before the colon name a state.
pub(super) fn reference(sheet: &Sheet<'_>, clause: &Clause) -> bool {
    clause.stem.is_some_and(|(first, end)| {
        end <= first + 7
            && sheet.has(first, end, Tag::Compared)
            && !sheet.has(first, end, Tag::Objective)
    })
}

/// A figure after a label that has no word of its own, and shares the label with no other.
pub(super) fn bare_figure(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> bool {
    let page = &sheet.page;
    let words = (clause.own_first..figure.first)
        .chain(figure.unit_end..clause.own_end)
        .filter(|at| page.kind(*at) == Kind::Word && page.key(*at).len() > 3)
        .count();
    let alone = within(&sheet.figures, clause.first, clause.end).len() == 1;
    clause.stem.is_some() && words == 0 && alone
}

/// "Target (2030): 118" below "Indicator: one-stop centres": the words of the line above.
fn indicator_above<'t>(sheet: &Sheet<'t>, clause: &Clause) -> Option<&'t str> {
    let (first, end) = clause.stem?;
    let label = end <= first + 7
        && [Tag::Objective, Tag::Compared, Tag::Present, Tag::Situation]
            .into_iter()
            .any(|tag| sheet.has(first, end, tag));
    let place = sheet.lines.partition_point(|line| line.end <= first);
    let own = sheet.lines.get(place).filter(|line| label && line.body == first)?;
    let above = sheet.lines.get(place.saturating_sub(4)..place)?;
    let one = within(&sheet.figures, clause.first, clause.end).len() == 1;
    let named = above.iter().rev().find(|line| {
        let short = line.end.saturating_sub(line.body) <= 25;
        let sentence = sheet.page.is_mark(line.end.saturating_sub(1), '.');
        one && short
            && !sentence
            && within(&sheet.figures, line.body, line.end).is_empty()
            && line.end < own.first
    })?;
    Some(sheet.page.words(named.body, named.end))
}

/// The words of the clause without the figure, after the stem that a list shares.
pub(super) fn subject_of(
    sheet: &Sheet<'_>,
    clause: &Clause,
    figure: &Figure,
    span: Span,
) -> String {
    let page = &sheet.page;
    let text = page.text;
    let (start, end) = page.bytes(figure.first, figure.unit_end);
    let before = text.get(span.start..start).unwrap_or_default();
    let after = text.get(end..span.end).unwrap_or_default();
    let stem = clause.stem.map_or("", |(first, stop)| page.words(first, stop));
    // the label may stand in the quote already
    let told = clause.stem.is_some_and(|(first, stop)| span.start <= page.bytes(first, stop).0);
    let stem = indicator_above(sheet, clause).unwrap_or(if told { "" } else { stem });
    let words: Vec<&str> =
        [stem, before, after].into_iter().flat_map(str::split_whitespace).collect();
    words
        .join(" ")
        .trim_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '.' | '،' | '؛')
        })
        .to_owned()
}
