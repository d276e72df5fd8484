//! Tables as plain text: what the words above a column say of the figures in it.

use super::super::clause::in_a_cell;
use super::super::date::Date;
use super::super::figure::Figure;
use super::super::lexicon::Tag;
use super::super::scope::Mood;
use super::super::segment::{Line, Sentence};
use super::super::sheet::{Sheet, within};

/// Rows between a figure and the head of its table.
const ROWS: usize = 60;
/// Tokens of the longest row.
const LONGEST: usize = 300;

fn bars(sheet: &Sheet<'_>, line: &Line) -> usize {
    if line.end - line.first > LONGEST {
        return 0;
    }
    (line.first..line.end).filter(|at| sheet.page.is_mark(*at, '|')).count()
}

/// A row of a table has cells; a table of two columns is one where its lines follow each other.
pub(in crate::directive) fn is_row(sheet: &Sheet<'_>, line: &Line) -> bool {
    let barred = |first: usize| {
        let place = sheet.lines.partition_point(|other| other.first < first);
        [place.checked_sub(1), Some(place + 1)]
            .into_iter()
            .flatten()
            .filter_map(|place| sheet.lines.get(place))
            .any(|other| bars(sheet, other) == 1)
    };
    match bars(sheet, line) {
        0 => false,
        1 => barred(line.first),
        _ => true,
    }
}

/// A figure alone in its cell: the words of its column, or those above the table, say whether they report.
pub(super) fn table_mood(sheet: &Sheet<'_>, sentence: &Sentence, figure: &Figure) -> Option<Mood> {
    if !in_a_cell(sheet, figure) {
        return None;
    }
    if let Some((first, end)) = column(sheet, sentence, figure) {
        let says = |tag: Tag| sheet.has(first, end, tag);
        if says(Tag::Objective) || says(Tag::Future) {
            return Some(Mood::Asked);
        }
        const RESULT: [&str; 9] = [
            "result",
            "actual",
            "outturn",
            "resultat",
            "realise",
            "réalisé",
            "محقق",
            "المحقق",
            "thực",
        ];
        if (first..end).any(|at| RESULT.contains(&sheet.page.key(at))) {
            return Some(Mood::Reported);
        }
        if [Tag::Past, Tag::Present, Tag::Situation, Tag::Compared].into_iter().any(says) {
            return Some(Mood::Reported);
        }
    }
    let lines = sheet.lines.get(..sentence.line)?;
    let above = lines.iter().rev().take(ROWS).find(|line| bars(sheet, line) == 0)?;
    let last = within(&sheet.sentences, above.first, above.end).last()?;
    let says = |tag: Tag| sheet.has(last.first, last.end, tag);
    let aims = says(Tag::Objective) || says(Tag::Future);
    // "Year | Rank", then a row for each year
    let yearly = || {
        let head = head_above(sheet, sentence.line)?;
        let year = sheet.mark(head.body, Tag::YearWord).is_some()
            && !sheet.has(head.first, head.end, Tag::Objective);
        let line = sheet.lines.get(sentence.line)?;
        let opens = !within(&sheet.dates, line.first, line.first + 2).is_empty();
        (year && opens && !aims).then_some(Mood::Reported)
    };
    (says(Tag::Past) && !aims).then_some(Mood::Reported).or_else(yearly)
}

/// What the column of a figure is called: the tokens of its cell in the first row.
pub(super) fn column(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
) -> Option<(usize, usize)> {
    if !in_a_cell(sheet, figure) {
        return None;
    }
    let line = sheet.lines.get(sentence.line)?;
    let head = head_above(sheet, sentence.line)?;
    let place = (line.first..figure.first).filter(|at| sheet.page.is_mark(*at, '|')).count();
    let mut first = head.first;
    for _ in 0..place {
        first = (first..head.end).find(|at| sheet.page.is_mark(*at, '|'))? + 1;
    }
    let end = (first..head.end).find(|at| sheet.page.is_mark(*at, '|')).unwrap_or(head.end);
    (end > first).then_some((first, end))
}

/// The day that stands over a column.
pub(super) fn day_of_column<'s>(
    sheet: &'s Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
) -> Option<&'s Date> {
    let (first, end) = column(sheet, sentence, figure)?;
    within(&sheet.dates, first, end).last()
}

/// The first row of the table that a line stands in, where the line is not that row.
fn head_above<'s>(sheet: &'s Sheet<'_>, line: usize) -> Option<&'s Line> {
    sheet.lines.get(..line)?.iter().rev().take(ROWS).take_while(|line| bars(sheet, line) > 0).last()
}

/// The first row of the table of a line.
pub(in crate::directive) fn head_of<'s>(sheet: &'s Sheet<'_>, line: &Line) -> Option<&'s Line> {
    head_above(sheet, sheet.lines.partition_point(|other| other.first < line.first))
}
