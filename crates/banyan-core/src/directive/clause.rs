//! The clause around a figure: where its words begin and end, the stem that a list shares ("Records
//! handled online: 90 % at province level, 80 % at district level"), and the day that holds for it.

use super::date::{Anchor, Date, When};
use super::draft::{Due, Span};
use super::figure::{Figure, Of};
use super::lexicon::Tag;
use super::measure::{Setting, bracketed, is_row, of_comparison};
use super::page::Kind;
use super::scope::due_of;
use super::segment::Sentence;
use super::sheet::{Sheet, within};

/// Bytes of the longest quote; characters are fewer.
pub(super) const QUOTE: usize = 500;

/// The clause `first..end`, parted by semicolons, and the figure's own part of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) sentence_first: usize,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) own_first: usize,
    pub(super) own_end: usize,
    /// words before a colon that the figures after it share
    pub(super) stem: Option<(usize, usize)>,
}

/// Tokens looked at on each side of a figure.
const REACH: usize = 160;

fn parts(sheet: &Sheet<'_>, at: usize) -> bool {
    [';', '؛', '|'].into_iter().any(|mark| sheet.page.is_mark(at, mark))
}

/// A figure alone in its cell of a table: the words are those of the row.
pub(super) fn in_a_cell(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    let page = &sheet.page;
    // "| at least 10 % |": the comparator stands in the cell too
    let comparator = [Tag::AtLeast, Tag::AtMost, Tag::About]
        .into_iter()
        .filter_map(|tag| sheet.mark_before(figure.first, tag))
        .map(|mark| mark.first)
        .min()
        .unwrap_or(figure.first);
    let opens = |at: usize| at > 0 && page.is_mark(at - 1, '|');
    let opens = opens(figure.first) || opens(comparator);
    let closes = page.is_mark(figure.unit_end, '|') || page.kind(figure.unit_end) == Kind::Break;
    opens && closes
}

/// "3 | …": the number of a row.
pub(super) fn numbers_row(sheet: &Sheet<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let opens = figure.first <= sentence.first + 1
        && (figure.first == sentence.first || sheet.page.is_mark(sentence.first, '|'));
    opens && sheet.page.is_mark(figure.end, '|')
}

pub(super) fn clause_of(sheet: &Sheet<'_>, sentence: &Sentence, figure: &Figure) -> Clause {
    let page = &sheet.page;
    let floor = sentence.first.max(figure.first.saturating_sub(REACH));
    let ceiling = sentence.end.min(figure.unit_end + REACH);
    let cell = in_a_cell(sheet, figure);
    let bounds = |at: &usize| parts(sheet, *at) && !(cell && page.is_mark(*at, '|'));
    let first = (floor..figure.first).rev().find(bounds).map_or(floor, |at| at + 1);
    let end = (figure.unit_end..ceiling).find(bounds).unwrap_or(ceiling);
    let figures = within(&sheet.figures, first, end);
    let measures = |other: &&Figure| {
        matches!(other.of, Of::Percent | Of::Things | Of::Money | Of::Measure)
            && other.first != figure.first
            && !(cell && numbers_row(sheet, sentence, other))
    };
    let previous = figures.iter().rev().filter(measures).find(|other| other.first < figure.first);
    let next = figures.iter().filter(measures).find(|other| other.first > figure.first);
    let colon = (first..figure.first).rev().find(|at| {
        page.is_mark(*at, ':')
            && !(page.kind(at + 1) == Kind::Digits
                && page.glued(at + 1)
                && page.kind(at.saturating_sub(1)) == Kind::Digits)
    });
    let stem = colon.map(|colon| (first, colon));
    let mut own_first = match previous {
        Some(previous) => {
            let joint = after_joint(sheet, previous.unit_end, figure.first);
            colon.filter(|colon| *colon >= previous.unit_end).map_or(joint, |colon| {
                if joint >= figure.first { colon + 1 } else { joint.max(colon + 1) }
            })
        }
        None if aim_after_comma(sheet, first, figure.first).is_some() => {
            aim_after_comma(sheet, first, figure.first).unwrap_or(first)
        }
        None => after_date(sheet, colon.map_or(first, |colon| colon + 1), figure.first),
    };
    // an "and" between two statements, each with its figure
    own_first = own_first.min(figure.first);
    let own_end = match next {
        Some(next) => {
            let joint = after_joint(sheet, figure.unit_end, next.first);
            joint.max(figure.unit_end)
        }
        None => end,
    };
    Clause { sentence_first: sentence.first, first, end, own_first, own_end, stem }
}

/// "The first courses began, with the aim of training 2,000": the aim opens a part of its own.
fn aim_after_comma(sheet: &Sheet<'_>, first: usize, figure: usize) -> Option<usize> {
    let comma = (first..figure)
        .rev()
        .find(|at| sheet.page.is_mark(*at, ',') || sheet.page.is_mark(*at, '،'))?;
    sheet.has(comma + 1, (comma + 5).min(figure), Tag::Objective).then_some(comma + 1)
}

/// After the last comma or "and" between two figures; at the second one's comparator where there is none.
fn after_joint(sheet: &Sheet<'_>, from: usize, figure: usize) -> usize {
    const AND: [&str; 6] = ["et", "and", "và", "و", "puis", "while"];
    let comma = (from..figure).rev().find(|at| {
        sheet.page.is_mark(*at, ',')
            || sheet.page.is_mark(*at, '،')
            || AND.contains(&sheet.page.key(*at))
    });
    let arabic_and = (from..figure).rev().find(|at| {
        sheet.page.key(*at).starts_with('و')
            && sheet.page.key(*at).chars().count() > 2
            && sheet.page.kind(*at) == Kind::Word
    });
    match (comma, arabic_and) {
        (Some(comma), _) => comma + 1,
        (None, Some(word)) => word,
        (None, None) => figure.saturating_sub(usize::from(
            figure > from && sheet.mark_before(figure, Tag::AtLeast).is_some(),
        )),
    }
}

/// "By 2025, 100 % of…": the clause begins after the day and its comma.
fn after_date(sheet: &Sheet<'_>, first: usize, figure: usize) -> usize {
    let date = within(&sheet.dates, first, figure.min(first + 4)).first();
    match date {
        Some(date)
            if date.end < figure
                && (sheet.page.is_mark(date.end, ',')
                    || sheet.page.is_mark(date.end, '،')
                    || sheet.page.is_mark(date.end, ':')) =>
        {
            date.end + 1
        }
        _ => first,
    }
}

/// The span of tokens `first..end`, without marks at its ends, at most [`QUOTE`] characters and always around
/// the tokens `core..core_end`; the flag says that it was cut.
pub(super) fn clip(
    sheet: &Sheet<'_>,
    first: usize,
    end: usize,
    core: usize,
    core_end: usize,
) -> (Span, bool) {
    let page = &sheet.page;
    let loose = |at: usize| {
        matches!(
            page.kind(at),
            Kind::Mark(',' | ';' | ':' | '.' | '،' | '؛' | '-' | '–' | '|' | '!' | '…' | '•' | '+')
                | Kind::Break
        )
    };
    let (mut first, mut end) = (first.min(core), end.max(core_end));
    while first < core && loose(first) {
        first += 1;
    }
    // "(target 2031: 60)": a bracket that was opened before
    let closes =
        |at: usize| page.is_mark(at, ')') && !(first..at).any(|open| page.is_mark(open, '('));
    while end > core_end && (loose(end - 1) || closes(end - 1)) {
        end -= 1;
    }
    let length = |first: usize, end: usize| page.words(first, end).chars().take(QUOTE + 1).count();
    let whole = (first, end);
    if length(first, end) > QUOTE && core_end > core {
        // half of the room is kept for what follows the figure
        while first < core && length(first, core_end) > QUOTE / 2 {
            first += 1;
        }
        while end > core_end && length(first, end) > QUOTE {
            end -= 1;
        }
    }
    let (start, mut stop) = page.bytes(first, end);
    let quote = page.text.get(start..stop).unwrap_or_default();
    if let Some((over, _)) = quote.char_indices().nth(QUOTE) {
        stop = start + over;
    }
    (Span { start, end: stop }, whole != (first, end))
}

/// The day that the sentence sets for a figure: the one after it where each figure has its own or none stands
/// before, else the last one before it.
pub(super) fn due_in(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
    setting: &Setting,
) -> Option<Due> {
    let floor = sentence.first.max(figure.first.saturating_sub(REACH));
    let ceiling = sentence.end.min(figure.unit_end + REACH);
    // "80 and 100 % by 2027 and 2030 respectively": one day for each
    if let Some((place, length)) = figure.listed {
        let days = within(&sheet.dates, floor, ceiling);
        if let Some(date) = days.get(place).filter(|_| days.len() == length) {
            return due_of(sheet, date, setting.year, false);
        }
        // "by 2027 and 2030"
        if let (Some(date), 2) = (days.first(), length)
            && let (When::Years { from, .. }, true) = (date.when, days.len() == 1 && place == 0)
        {
            return due_of(sheet, &Date { when: When::Year(from), ..*date }, None, false);
        }
    }
    let next_figure = within(&sheet.figures, figure.unit_end, ceiling)
        .iter()
        .find(|next| next.of == figure.of)
        .map_or(ceiling, |next| next.first);
    let after = within(&sheet.dates, figure.unit_end, next_figure).iter().find(|date| {
        deadline(sheet, sentence, date, setting) && !bracketed(sheet, date, figure.unit_end)
    });
    let before = within(&sheet.dates, floor, figure.first)
        .iter()
        .rev()
        .find(|date| deadline(sheet, sentence, date, setting));
    let chosen = match (before, after) {
        (Some(before), Some(after)) => {
            // the day after belongs to the next figure where it opens the next part: "…; by 2030, 100 %"
            let opens_next = next_figure < ceiling
                && (figure.unit_end..after.first).rev().take(2).any(|at| {
                    sheet.page.is_mark(at, ',')
                        || sheet.page.is_mark(at, '،')
                        || parts(sheet, at)
                        || ["and", "et", "và", "و"].contains(&sheet.page.key(at))
                })
                && after.first > figure.unit_end;
            Some(if opens_next || (figure.unit_end..after.first).any(|at| parts(sheet, at)) {
                before
            } else {
                after
            })
        }
        (None, Some(after))
            if (figure.unit_end..after.first).any(|at| parts(sheet, at))
                && next_figure < ceiling =>
        {
            None
        }
        (None, None) => within(&sheet.dates, next_figure, ceiling)
            .iter()
            .take_while(|date| !(figure.unit_end..date.first).any(|at| parts(sheet, at)))
            .find(|date| deadline(sheet, sentence, date, setting)),
        (before, after) => before.or(after),
    };
    let row = || {
        let line = sheet.lines.get(sentence.line).filter(|line| is_row(sheet, line))?;
        within(&sheet.dates, line.first, line.end)
            .last()
            .filter(|date| date.anchor != Anchor::Since)
    };
    chosen.or_else(row).and_then(|date| due_of(sheet, date, setting.year, false))
}

/// Whether a time of the sentence is a deadline for what is asked in it.
pub(super) fn deadline(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    date: &Date,
    setting: &Setting,
) -> bool {
    // "With a vision to 2030: 95 % of…" opens a sentence of its own
    let opens = date.anchor == Anchor::Vision
        && date.first <= sentence.first + 1
        && [',', ':', '،'].into_iter().any(|mark| sheet.page.is_mark(date.end, mark));
    if opens {
        return true;
    }
    if matches!(date.anchor, Anchor::Since | Anchor::Vision)
        || in_title(sheet, sentence, date)
        || of_comparison(sheet, date)
    {
        return false;
    }
    let returns = (date.end..date.end + 3).any(|at| {
        sheet.mark(at, Tag::Recurrence).is_some()
            || sheet.page.key(at) == "كل"
            || sheet.page.key(at) == "each"
    });
    if tells_state(sheet, date)
        || returns && !matches!(date.when, When::Year(_)) && date.year_carried
    {
        return false;
    }
    let old =
        setting.written_on.zip(date.due(setting.year)).is_some_and(|(written, day)| day <= written);
    let dated = matches!(date.when, When::Day(_))
        && !date.binding()
        && within(&sheet.numbers, date.first.saturating_sub(16).max(sentence.first), date.first)
            .iter()
            .any(|number| number.end + 14 > date.first);
    // "will be ready by April", told afterwards, keeps its day
    let near = sentence.first.max(date.first.saturating_sub(REACH));
    let promised = || date.binding() && sheet.has(near, date.first, Tag::Future);
    if old && !promised() || dated {
        return false;
    }
    date.binding()
        || goal_year(sheet, date)
        || date.anchor == Anchor::In
        || matches!(date.when, When::Years { .. })
        || date.anchor == Anchor::Bare
            && matches!(date.when, When::Year(_) | When::Month { .. } | When::Quarter { .. })
            && date.first > 0
            && sheet.page.is_mark(date.first - 1, '(')
            && !sheet.page.is_mark(date.end, ':')
}

/// "the target for 2030", "chỉ tiêu năm 2030": a year that belongs to the goal's own word.
pub(super) fn goal_year(sheet: &Sheet<'_>, date: &Date) -> bool {
    date.anchor == Anchor::Bare
        && matches!(date.when, When::Year(_))
        && sheet
            .marks_in(date.first.saturating_sub(3), date.first)
            .iter()
            .any(|mark| mark.tag == Tag::Objective && mark.end <= date.first)
}

/// "tính đến ngày", "as of": the words before the day belong to a report.
pub(super) fn tells_state(sheet: &Sheet<'_>, date: &Date) -> bool {
    let from = date.first.saturating_sub(3);
    sheet.marks_in(from, date.core).iter().any(|mark| {
        let until = ["jusqu'", "d'ici"].contains(&sheet.page.key(mark.first.saturating_sub(1)));
        !until
            && matches!(mark.tag, Tag::Past | Tag::Present)
            && mark.end > date.first
            && mark.end <= date.core + 1
    })
}

/// A year inside the title of a plan or strategy, or between quotation marks, binds nothing here.
fn in_title(sheet: &Sheet<'_>, sentence: &Sentence, date: &Date) -> bool {
    let page = &sheet.page;
    let year = matches!(date.when, When::Year(_) | When::Years { .. });
    if !year {
        return false;
    }
    let vision = within(&sheet.dates, date.end, date.end + 9)
        .iter()
        .any(|next| next.anchor == Anchor::Vision);
    let floor = sentence.first.max(date.first.saturating_sub(60));
    let quote = (floor..date.first)
        .rev()
        .find(|at| ['«', '»', '“', '”'].into_iter().any(|mark| page.is_mark(*at, mark)));
    let quoted = quote.is_some_and(|at| page.is_mark(at, '«') || page.is_mark(at, '“'));
    if vision || quoted {
        return true;
    }
    let near = date.first.saturating_sub(14).max(sentence.first);
    let kind = sheet
        .marks_in(near, date.first)
        .iter()
        .rev()
        .find(|mark| mark.tag == Tag::DocumentKind && matches!(mark.value, 4 | 9 | 10));
    kind.is_some_and(|kind| {
        let between = sheet.marks_in(kind.end, date.first);
        let acts = between.iter().any(|mark| {
            matches!(mark.tag, Tag::Objective | Tag::Future | Tag::Duty | Tag::Past | Tag::Ask)
                && mark.end <= date.first
        });
        let figures = !within(&sheet.figures, kind.end, date.first).is_empty();
        let comma = (kind.end..date.first)
            .any(|at| matches!(page.kind(at), Kind::Mark(_)) && !page.is_mark(at, '-'));
        let named = page.capital(kind.first) && kind.first > sentence.first
            || matches!(date.when, When::Years { .. })
            || date.anchor == Anchor::Bare;
        named
            && !acts
            && !figures
            && !comma
            && date.anchor != Anchor::Before
            && date.first > kind.end
    })
}
