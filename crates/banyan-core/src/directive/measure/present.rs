//! The plain present of prose, and cells that act.

use super::super::clause::Clause;
use super::super::figure::{Figure, Of};
use super::super::segment::Sentence;
use super::super::sheet::Sheet;
use super::super::task::opens_action;
use super::{in_a_cell, is_row};
use crate::words::Language;

/// "is 57 % complete", "1,600 offices are on it", "le réseau relie": a plain present with nothing that asks, in prose.
pub(super) fn stands(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> bool {
    const IS: [&str; 16] = [
        "is",
        "are",
        "has",
        "have",
        "runs",
        "run",
        "est",
        "sont",
        "ont",
        "compte",
        "comptent",
        "relie",
        "relient",
        "utilisent",
        "disposent",
        "couvre",
    ];
    let near = clause.own_first..clause.own_end.min(figure.unit_end + 12);
    let whole = figure.of == Of::Percent && figure.value.reduced().minor() == 100;
    matches!(sheet.language, Language::English | Language::French)
        && !whole
        && near
            .into_iter()
            .any(|at| IS.contains(&sheet.page.key(at)) && sheet.page.key(at + 1) != "to")
}

/// "is", "sont" close after a figure.
pub(super) fn is_after(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> bool {
    (figure.end..clause.own_end.min(figure.end + 5)).any(|at| {
        ["is", "are", "est", "sont"].contains(&sheet.page.key(at)) && sheet.page.key(at + 1) != "to"
    })
}

/// The cell of a table that opens with an action.
pub(super) fn acting_cell(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
) -> bool {
    sheet.lines.get(sentence.line).is_some_and(|line| is_row(sheet, line))
        && !in_a_cell(sheet, figure)
        && opens_action(sheet, clause.first, clause.end)
}
