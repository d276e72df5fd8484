//! A figure that describes what is or was, with the time at which it was true.

use super::super::clause::{Clause, clip, in_a_cell, tells_state};
use super::super::date::{Date, When};
use super::super::draft::{AsOf, BaselineDraft, Unit};
use super::super::figure::{Figure, Of};
use super::super::lexicon::Tag;
use super::super::scope::{Mood, Scope};
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};
use super::french::{french_imperfect, french_perfect};
use super::{Setting, WIDE, bare_figure, reference, subject_of};
use crate::words::Day;

pub(super) fn baseline(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
    unit: Unit,
    scope: &Scope,
    setting: &Setting,
) -> Option<BaselineDraft> {
    let unit = if unit == Unit::Rank { Unit::Other } else { unit };
    // a distance in a story is no state of anything
    let dated = !within(&sheet.dates, sentence.first, sentence.end).is_empty();
    let stated = [Tag::Indicator, Tag::Present]
        .into_iter()
        .any(|tag| sheet.has(clause.first, clause.end, tag));
    if figure.of == Of::Measure && !dated && !stated {
        return None;
    }
    // a price in a story is no state of anything
    let told = [Tag::Present, Tag::Past, Tag::PartOf, Tag::Indicator]
        .into_iter()
        .any(|tag| sheet.has(clause.first, clause.end, tag));
    if figure.of == Of::Money && !told {
        return None;
    }
    let grown =
        sheet.marks_in(clause.first, figure.first).iter().any(|mark| mark.tag == Tag::Growth);
    if unit == Unit::Count {
        const SMALL: [&str; 10] =
            ["that", "which", "and", "who", "qui", "que", "et", "và", "as", "or"];
        let counted = sheet.page.kind(figure.end) == super::super::page::Kind::Word
            && !SMALL.contains(&sheet.page.key(figure.end));
        let state = state_told(sheet, clause, figure, scope);
        let legal = sheet.has(figure.end, figure.end + 3, Tag::LegalText);
        // a change in a count is no state, and small numbers in words count rhetoric
        let cell = in_a_cell(sheet, figure) && scope.mood == Some(Mood::Reported);
        let against = against(sheet, sentence, figure) || reference(sheet, clause);
        if !(counted || cell || against)
            || !(state || setting.reports || cell || against)
            || legal
            || grown
            || figure.in_words && figure.value.minor() < 1000 && !only(sheet, figure)
        {
            return None;
        }
    }
    let (first, last) = match figure.listed {
        Some(_) => (clause.first, clause.end),
        None if in_a_cell(sheet, figure) => (clause.first, figure.unit_end),
        None if bare_figure(sheet, clause, figure) => (clause.first, clause.own_end),
        None => (clause.own_first, clause.own_end),
    };
    let (span, _) = clip(sheet, first, last, figure.first, figure.unit_end);
    let as_of = as_of_in(sheet, sentence, figure, setting)
        .or(setting.as_of)
        .or(setting.written_on.map(|day| AsOf::Month { year: day.year(), month: day.month() }));
    Some(BaselineDraft {
        span,
        subject: subject_of(sheet, clause, figure, span),
        value: figure.value,
        unit,
        as_of,
        part_of: None,
    })
}

/// Whether the words around a count, or the heading above it, tell a state.
fn state_told(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure, scope: &Scope) -> bool {
    let first = clause.first.min(clause.own_first.saturating_sub(3));
    let marks = [Tag::Present, Tag::Past, Tag::PartOf];
    let told = marks.into_iter().any(|tag| sheet.has(first, clause.end, tag));
    let french = (clause.first..clause.end)
        .any(|at| french_imperfect(sheet, at) || french_perfect(sheet, at));
    // "580 hotspots are in service", "212 sont accessibles"
    let stands = (figure.end..clause.own_end.min(figure.end + 6))
        .any(|at| ["is", "are", "est", "sont"].contains(&sheet.page.key(at)));
    told || french || stands || scope.mood == Some(Mood::Reported)
}

/// "against 2.1 million now", "baseline 2030: 12,500": what it counts was said before.
fn against(sheet: &Sheet<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    sheet
        .marks_in(figure.first.saturating_sub(4).max(sentence.first), figure.first)
        .iter()
        .any(|mark| mark.tag == Tag::Compared && mark.end <= figure.first)
}

/// "only three towns": a small number in words that is told as a lack.
fn only(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    sheet.mark_before(figure.first, Tag::Present).is_some() && figure.value.minor() >= 3
}

/// The time nearest before the figure, else the first after it.
fn as_of_in(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
    setting: &Setting,
) -> Option<AsOf> {
    let from = sentence.first.max(figure.first.saturating_sub(WIDE));
    let dates = within(&sheet.dates, from, sentence.end.min(figure.end + WIDE));
    let open = |date: &&Date| !date.binding() || tells_state(sheet, date);
    let before = dates.iter().rev().filter(open).find(|date| date.first < figure.first);
    let chosen = before.or(dates.iter().find(open));
    // "against 20 % today", beside the day of the goal
    let now = sheet.has(figure.unit_end, figure.unit_end + 3, Tag::Present);
    let loose = || dates.iter().rev().find(|date| date.first < figure.first).or(dates.first());
    if now && chosen.is_none() && setting.written_on.is_some() {
        return None;
    }
    chosen.or_else(loose).and_then(|date| as_of(date, setting.year))
}

/// A time as a state's time.
pub(in crate::directive) fn as_of(date: &Date, year: Option<i16>) -> Option<AsOf> {
    Some(match date.when {
        When::Day(day) => AsOf::Day(day),
        When::Month { year, month } => AsOf::Month { year, month },
        When::MonthOnly(month) => AsOf::Month { year: year?, month },
        When::DayOfMonth { month, day } => AsOf::Day(Day::new(year?, month, day)?),
        When::Quarter { year, quarter } => AsOf::Month { year, month: quarter.saturating_mul(3) },
        When::Half { year, half } => AsOf::Month { year, month: half.saturating_mul(6) },
        When::Year(year) | When::Years { to: year, .. } => AsOf::Year(year),
    })
}
