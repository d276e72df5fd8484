//! The days of a task: those that its own words set, and those that only tell.

use super::super::body::lead_of;
use super::super::clause::deadline;
use super::super::date::{Anchor, Date, When};
use super::super::draft::Due;
use super::super::lexicon::Tag;
use super::super::measure::{Setting, arabic_future, french_future};
use super::super::scope::due_of;
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};
use super::unled::obliges;
use crate::words::Language;

/// After the day and its comma with which a part opens.
pub(super) fn after_time(sheet: &Sheet<'_>, part: &Sentence) -> usize {
    let end = within(&sheet.dates, part.first, part.first + 3)
        .first()
        .map_or(part.first, |date| date.end);
    end + usize::from([',', '،', ':'].into_iter().any(|mark| sheet.page.is_mark(end, mark)))
}

pub(super) fn past(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    let marks = sheet.marks_in(part.first, part.end);
    let bound = marks.iter().any(|mark| {
        matches!(mark.tag, Tag::Future | Tag::Objective)
            || mark.tag == Tag::Duty && sheet.language != Language::Arabic
    });
    marks.iter().any(|mark| mark.tag == Tag::Past) && !bound
}

pub(super) fn dates<'s>(
    sheet: &'s Sheet<'_>,
    part: &'s Sentence,
    setting: &'s Setting,
) -> impl Iterator<Item = &'s Date> {
    within(&sheet.dates, part.first, part.end)
        .iter()
        .filter(move |date| deadline(sheet, part, date, setting))
}

/// The deadline that the part itself states: a binding one first, else a month or day "in" which it is due.
pub(super) fn own_due(sheet: &Sheet<'_>, part: &Sentence, setting: &Setting) -> Option<Due> {
    // "every six months, before 20 June and 20 December"
    let stated = within(&sheet.dates, part.first, part.end);
    let returns = sheet.has(part.first, part.end, Tag::Recurrence);
    if returns && stated.iter().all(|date| date.year_carried) {
        return None;
    }
    let binding = dates(sheet, part, setting).filter(|date| date.binding()).last();
    // "the budget for the financial year 2025": a year of reference
    let reference = |date: &&Date| {
        ["for", "pour", "برسم", "exercice"].contains(&sheet.page.key(date.first))
            && matches!(date.when, When::Year(_) | When::Years { .. })
    };
    let loose = || {
        dates(sheet, part, setting)
            .filter(|date| date.anchor != Anchor::Bare)
            .filter(|date| {
                let ahead = || {
                    let day = date.due(None);
                    setting.written_on.zip(day).is_some_and(|(written, day)| day > written)
                };
                let acts = || {
                    (part.first..date.first).any(|at| {
                        arabic_future(sheet, at)
                            || french_future(sheet, at)
                            || sheet.page.key(at) == "will"
                    })
                };
                !matches!(date.when, When::Half { .. }) || ahead() && acts()
            })
            .filter(|date| !reference(date))
            .last()
    };
    let bare = || dates(sheet, part, setting).find(|date| date.anchor == Anchor::Bare);
    // "from 1 July 2030 all offices must"
    let from = || {
        let must = (part.first..part.end).any(|at| obliges(sheet, at))
            || lead_of(sheet, part, true).is_some()
            || super::opens_action(sheet, part.first, part.end);
        let coming = |date: &&Date| {
            date.anchor == Anchor::Since
                && matches!(date.when, When::Day(_) | When::Month { .. })
                && date
                    .due(None)
                    .is_some_and(|day| setting.written_on.is_none_or(|written| day > written))
        };
        within(&sheet.dates, part.first, part.end).iter().find(coming).filter(|_| must)
    };
    binding
        .or_else(loose)
        .or_else(bare)
        .or_else(from)
        .and_then(|date| due_of(sheet, date, setting.year, false))
}

pub(super) fn dates_without_year(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    within(&sheet.dates, part.first, part.end)
        .iter()
        .any(|date| date.year_carried || date.year().is_none())
}
