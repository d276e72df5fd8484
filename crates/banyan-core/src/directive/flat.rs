//! Tables that lost their bars: each cell stands on a line of its own, the action first, then the body and the day,
//! with a label ("Lead: …", "Échéance : …") or without one.

use super::body::body_at;
use super::date::{Anchor, Date};
use super::lexicon::Tag;
use super::page::Kind;
use super::segment::{Line, Style};
use super::sheet::{Sheet, within};

/// What a line is in such a table.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Flat {
    /// no part of a table
    #[default]
    Nothing,
    /// What is to be done, with the body (tokens) and the day (its first token) of the lines below.
    Row { lead: Option<(usize, usize)>, day: Option<usize> },
    /// a body, a day or the number of a row
    Cell,
}

/// Lines below an action that may be its cells.
const CELLS: usize = 4;
/// Tokens of the longest cell that names a body or a day, and of the longest action.
const CELL: usize = 25;
const ACTION: usize = 70;

#[derive(Clone, Copy)]
enum Cell {
    Number,
    Body { first: usize, end: usize, labelled: bool },
    Day { first: usize, labelled: bool },
}

/// What each line is. A table is believed where two actions have days below them, or where labels name its cells.
pub(super) fn flat_rows(sheet: &Sheet<'_>) -> Vec<Flat> {
    let cells: Vec<Option<Cell>> = sheet.lines.iter().map(|line| cell_of(sheet, line)).collect();
    let mut found = Vec::new();
    for (place, line) in sheet.lines.iter().enumerate() {
        let length = line.end.saturating_sub(line.body);
        let open = cells.get(place).is_some_and(Option::is_none) && !line.leads_in;
        if open && (2..=ACTION).contains(&length) {
            found.extend(row_at(sheet, place, &cells));
        }
    }
    let sure = |row: &&Row| row.labelled || row.acts && row.day.is_some();
    let mut flat = vec![Flat::Nothing; sheet.lines.len()];
    let known: Vec<usize> = found.iter().filter(sure).map(|row| row.place).collect();
    let labelled = found.iter().any(|row| row.labelled);
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return flat };
    if known.len() < 2 && !labelled {
        return flat;
    }
    for row in found.iter().filter(|row| (*first..=*last).contains(&row.place)) {
        for at in row.place..row.end {
            if let Some(place) = flat.get_mut(at) {
                *place = Flat::Cell;
            }
        }
        if let Some(place) = flat.get_mut(row.place) {
            *place = Flat::Row { lead: row.lead, day: row.day };
        }
    }
    flat
}

struct Row {
    place: usize,
    end: usize,
    lead: Option<(usize, usize)>,
    day: Option<usize>,
    acts: bool,
    labelled: bool,
}

fn row_at(sheet: &Sheet<'_>, place: usize, cells: &[Option<Cell>]) -> Option<Row> {
    let line = sheet.lines.get(place)?;
    let acts = super::task::opens_action(sheet, line.body, line.end)
        || !within(&sheet.figures, line.body, line.end).is_empty();
    let mut row = Row { place, end: place + 1, lead: None, day: None, acts, labelled: false };
    for at in place + 1..=place + CELLS {
        match cells.get(at).copied().flatten() {
            Some(Cell::Body { first, end, labelled }) if row.lead.is_none() || labelled => {
                row.lead = row.lead.or(Some((first, end)));
                row.labelled |= labelled && acts;
            }
            Some(Cell::Body { .. }) => {}
            Some(Cell::Day { first, labelled }) if row.day.is_none() => {
                row.day = Some(first);
                row.labelled |= labelled && acts;
            }
            _ => break,
        }
        row.end = at + 1;
    }
    (row.end > place + 1).then_some(row)
}

fn cell_of(sheet: &Sheet<'_>, line: &Line) -> Option<Cell> {
    let page = &sheet.page;
    let first = line.body;
    if line.end <= first + 1 && page.kind(first) == Kind::Digits && page.key(first).len() <= 2 {
        return Some(Cell::Number);
    }
    let last = line.end.saturating_sub(1);
    let closed = page.is_mark(last, '.') || page.is_mark(last, ';') || page.is_mark(last, ',');
    let end = if closed { last } else { line.end };
    if end <= first || end - first > CELL || line.leads_in {
        return None;
    }
    let colon = (first..end.min(first + 7)).find(|at| page.is_mark(*at, ':'));
    let sign = |at: usize| matches!(page.kind(at), Kind::Mark(_));
    if let Some(colon) = colon.filter(|colon| !(first..*colon).any(sign)) {
        let label = sheet.has(first, colon, Tag::Label) || body_at(sheet, first, colon).is_none();
        let body = || whole_body(sheet, colon + 1, end);
        // the label may be a word of the day itself: "Échéance : juin 2031"
        let date = within(&sheet.dates, first, end).last().filter(|date| {
            date.end == end && date.core > colon && (date.first > colon || date.first == first)
        });
        return date
            .filter(|_| label && named_day(sheet, first, colon))
            .map(|date| Cell::Day { first: date.first, labelled: true })
            .or_else(|| {
                let lead = named_lead(sheet, first, colon).then(body).flatten();
                lead.map(|(first, end)| Cell::Body { first, end, labelled: true })
            });
    }
    if colon.is_some() {
        return None;
    }
    let bare = matches!(line.style, Style::Plain | Style::Capitals) && !closed;
    whole_day(sheet, first, end)
        .filter(|_| bare)
        .map(|date| Cell::Day { first: date.first, labelled: false })
        .or_else(|| {
            let (first, end) = whole_body(sheet, first, end).filter(|_| bare)?;
            Some(Cell::Body { first, end, labelled: false })
        })
}

/// "Deadline:", "Échéance :", "Thời hạn:", "الأجل:".
fn named_day(sheet: &Sheet<'_>, first: usize, colon: usize) -> bool {
    const DAYS: [&str; 26] = [
        "deadline",
        "timeline",
        "timeframe",
        "due",
        "date",
        "completion",
        "when",
        "period",
        "echeance",
        "delai",
        "calendrier",
        "horizon",
        "hạn",
        "gian",
        "thời",
        "tiến",
        "الاجل",
        "الموعد",
        "المهله",
        "التاريخ",
        "الاجال",
        "موعد",
        "اجل",
        "تاريخ",
        "quand",
        "schedule",
    ];
    (first..colon).any(|at| DAYS.contains(&sheet.page.key(at)))
}

/// "Lead:", "Responsable :", "Cơ quan chủ trì:", "الجهة المسؤولة:".
pub(super) fn named_lead(sheet: &Sheet<'_>, first: usize, colon: usize) -> bool {
    const LEADS: [&str; 26] = [
        "lead",
        "leader",
        "responsible",
        "responsibility",
        "owner",
        "agency",
        "entity",
        "implementer",
        "who",
        "responsable",
        "responsables",
        "responsabilite",
        "pilote",
        "pilotes",
        "porteur",
        "chef",
        "structure",
        "chủ",
        "trì",
        "المسووله",
        "المسوول",
        "المنفذه",
        "المكلفه",
        "الجهه",
        "المعنيه",
        "القياده",
    ];
    const BESIDE: [&str; 6] = ["support", "appui", "phối", "associes", "المسانده", "الداعمه"];
    let says = |words: &[&str]| (first..colon).any(|at| words.contains(&sheet.page.key(at)));
    colon <= first + 6 && says(&LEADS) && !says(&BESIDE)
}

/// The day that is all that stands on tokens `first..end`.
pub(super) fn whole_day<'s>(sheet: &'s Sheet<'_>, first: usize, end: usize) -> Option<&'s Date> {
    let dates = within(&sheet.dates, first, end);
    let date = dates.last().filter(|_| dates.len() <= 2)?;
    let opens = dates.first().is_some_and(|date| date.first == first);
    (opens && date.end == end && date.anchor != Anchor::Since).then_some(date)
}

/// The bodies that are all that stands on tokens `first..end`.
fn whole_body(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<(usize, usize)> {
    let page = &sheet.page;
    let first = first + usize::from(page.is_mark(first, '-'));
    let acts = [Tag::Action, Tag::Duty, Tag::Ask, Tag::Objective]
        .into_iter()
        .any(|tag| sheet.mark(first, tag).is_some_and(|mark| mark.end < end));
    let figures = !within(&sheet.figures, first, end).is_empty();
    // "The Archives Agency": a name before the head noun
    let named = page.capital(first) && sheet.has(first, (first + 6).min(end), Tag::Body);
    let body = body_at(sheet, first, end).is_some() || named;
    let verbs = sheet.has(first + 1, end, Tag::Duty) || sheet.has(first + 1, end, Tag::Future);
    (end > first && body && !acts && !figures && !verbs).then_some((first, end))
}
