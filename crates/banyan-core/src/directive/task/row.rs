//! A row of a table of tasks: "1.1 | To hold seminars | The Ministry Office | 2nd quarter of 2030 |".

use super::super::body::{Found, body_at};
use super::super::date::Anchor;
use super::super::draft::TaskDraft;
use super::super::figure::Of;
use super::super::lexicon::Tag;
use super::super::measure::{head_of, is_row};
use super::super::scope::{Scope, due_of};
use super::super::segment::{Line, Sentence};
use super::super::sheet::{Sheet, within};
use super::{Mood, Setting, acts, with_lead};

/// The column whose head announces measures, in a table where another one has their days.
fn measures_column(sheet: &Sheet<'_>, line: &Line) -> Option<usize> {
    const MEASURES: [&str; 24] = [
        "measure",
        "measures",
        "action",
        "actions",
        "task",
        "tasks",
        "activity",
        "activities",
        "mesure",
        "mesures",
        "tache",
        "taches",
        "activite",
        "activites",
        "chantier",
        "chantiers",
        "nhiệm",
        "việc",
        "الاجراء",
        "الاجراءات",
        "المهمه",
        "المهام",
        "النشاط",
        "الانشطه",
    ];
    const DAYS: [&str; 18] = [
        "deadline",
        "timeline",
        "timeframe",
        "due",
        "date",
        "completion",
        "echeance",
        "delai",
        "calendrier",
        "horizon",
        "hạn",
        "gian",
        "الموعد",
        "الاجل",
        "التاريخ",
        "المهله",
        "schedule",
        "by",
    ];
    let head = head_of(sheet, line).filter(|head| head.first < line.first)?;
    let find =
        |words: &[&str]| (head.first..head.end).find(|at| words.contains(&sheet.page.key(*at)));
    let measures = find(&MEASURES)?;
    find(&DAYS)?;
    Some((head.first..measures).filter(|at| sheet.page.is_mark(*at, '|')).count())
}

/// Cells of one row at most.
const CELLS: usize = 12;

/// The task of a row that has a cell with an action and a cell with a body or a day.
pub(super) fn task_of_row(
    sheet: &Sheet<'_>,
    line: &Line,
    scope: &Scope,
    setting: &Setting,
) -> Option<TaskDraft> {
    if !is_row(sheet, line) || scope.mood == Some(Mood::Reported) {
        return None;
    }
    let mut cells: Vec<(usize, usize)> = Vec::new();
    let mut first = line.first;
    for at in line.first..=line.end {
        if at == line.end || sheet.page.is_mark(at, '|') {
            if at > first && cells.len() < CELLS {
                cells.push((first, at));
            }
            first = at + 1;
        }
    }
    let opens = |first: usize, end: usize| {
        let infinitive = sheet.page.key(first) == "to";
        let start = first + usize::from(infinitive);
        let part = Sentence { first: start, end, line: 0 };
        end >= start + 3
            && (infinitive || acts(sheet, &part) || sheet.mark(start, Tag::Action).is_some())
    };
    // "Updated: 5 May" is a line of the page
    let labelled = |first: usize| (first..first + 4).any(|at| sheet.page.is_mark(at, ':'));
    // "Measure | Deadline": the head says that the first cell is what has to be done
    let column = measures_column(sheet, line);
    let headed = |(first, end): (usize, usize)| {
        let bars = (line.first..first).filter(|at| sheet.page.is_mark(*at, '|')).count();
        let told = end >= first + 2 && within(&sheet.dates, first, end).is_empty();
        told && column == Some(bars)
    };
    let place = cells.iter().position(|cell| headed(*cell)).or_else(|| {
        cells.iter().position(|(first, end)| opens(*first, *end) && !labelled(*first))
    })?;
    let (first, end) = cells.get(place).copied()?;
    // what is counted is a target
    let counted = within(&sheet.figures, first, end)
        .iter()
        .any(|figure| matches!(figure.of, Of::Percent | Of::Things));
    if counted {
        return None;
    }
    let lead = cells.get(place + 1..)?.iter().find_map(|(first, end)| {
        let start = first + usize::from(sheet.page.is_mark(*first, '-'));
        // "The Archives Agency": a name before the head noun
        let named = sheet.page.capital(start) && sheet.has(start, (start + 5).min(*end), Tag::Body);
        (named || body_at(sheet, start, *end).is_some()).then_some((start, *end))
    });
    let day = within(&sheet.dates, line.first, line.end)
        .iter()
        .rfind(|date| date.anchor != Anchor::Since && date.first >= end);
    let due = day.and_then(|date| due_of(sheet, date, setting.year, false)).or(scope.due);
    let part = Sentence { first, end, line: 0 };
    let found =
        Found { lead, first, action: first, weak: false, asked: false, from_heading: false };
    (lead.is_some() || due.is_some()).then(|| with_lead(sheet, &part, &found, due, due))
}
