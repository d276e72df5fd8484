//! What reaches a line from above: the day, mood, level and body of the headings that it stands under.

use super::body::{body_at, lead_of};
use super::date::{Anchor, Date, When};
use super::draft::{Due, Level, Span};
use super::flat::Flat;
use super::lexicon::{Mark, Tag};
use super::segment::{Line, Sentence, Style};
use super::sheet::{Sheet, within};

/// Whether figures are asked for or reported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mood {
    Asked,
    Reported,
}

/// What a line inherits.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Scope {
    /// from a heading
    pub(super) due: Option<Due>,
    /// from the title of the text
    pub(super) title_due: Option<Due>,
    pub(super) mood: Option<Mood>,
    pub(super) level: Option<Level>,
    /// the body that a heading names: tokens
    pub(super) lead: Option<(usize, usize)>,
    /// The line is prose that follows a list.
    pub(super) after_list: bool,
    /// The line is the action of a table whose body and day stand below it.
    pub(super) row: bool,
    /// A heading stands here: what earlier sentences carried ends.
    pub(super) resets: bool,
}

struct Open {
    style: Style,
    leads_in: bool,
    scope: Scope,
}

/// The scope of each line.
pub(super) fn scopes(sheet: &Sheet<'_>) -> Vec<Scope> {
    let mut open: Vec<Open> = Vec::new();
    let mut scopes = Vec::with_capacity(sheet.lines.len());
    let mut title_due = None;
    let mut in_title = true;
    for (place, line) in sheet.lines.iter().enumerate() {
        in_title &= place < 12
            && matches!(line.style, Style::Plain | Style::Capitals)
            && (line.heading || place == 0)
            && !line.leads_in
            && !opens_section(sheet, place, line);
        close(&mut open, line);
        let after_list = end_list(sheet, &mut open, place, line);
        let above = open.last().map(|heading| heading.scope).unwrap_or_default();
        if in_title {
            let told = place == 0 && super::sentence::reports(sheet);
            title_due = title_due.or(heading_due(sheet, line, true)).filter(|_| !told);
        }
        if let Some(row) = of_flat(sheet, place, above) {
            scopes.push(row);
            continue;
        }
        let mut own = Scope { title_due, after_list, resets: line.heading, ..above };
        scopes.push(own);
        if line.heading && !in_title {
            // a paragraph that ends with a colon heads with its last sentence
            let last = within(&sheet.sentences, line.body, line.end).last();
            let last = last.filter(|_| line.leads_in);
            let last = last.map_or(*line, |last| Line { body: last.first, ..*line });
            own.due =
                heading_due(sheet, &last, false).or(heading_due(sheet, line, false)).or(own.due);
            let whole = || heading_mood(sheet, line).filter(|mood| *mood == Mood::Asked);
            own.mood = heading_mood(sheet, &last)
                .or_else(|| if last.body == line.body { None } else { whole() })
                .or(own.mood);
            own.level = level_in(sheet, line.body, line.end)
                .filter(|level| *level > Level::Ministry)
                .or(own.level);
            let above = own.lead.filter(|_| line.leads_in && line.style == Style::Plain);
            own.lead = heading_lead(sheet, &last).or(heading_lead(sheet, line)).or(above);
            open.push(Open { style: line.style, leads_in: line.leads_in, scope: own });
        }
    }
    scopes
}

/// "Key results" above a list: a section, however near to the title it stands.
fn opens_section(sheet: &Sheet<'_>, place: usize, line: &Line) -> bool {
    let next = sheet.lines.get(place + 1).map(|line| line.style);
    let listed = next.is_some_and(|style| !matches!(style, Style::Plain | Style::Capitals));
    let items = next.is_some_and(|style| matches!(style, Style::Dash | Style::Bullet));
    let says = |tag: Tag| sheet.has(line.body, line.end, tag);
    place > 0
        && listed
        && line.end - line.body <= 12
        && (says(Tag::Situation)
            || says(Tag::Objective)
            || items && !within(&sheet.dates, line.body, line.end).is_empty())
        && !(line.body..line.end).any(|at| sheet.mark(at, Tag::DocumentKind).is_some())
}

/// What a line of a flat table inherits: its own body and day, and the mood and level above.
fn of_flat(sheet: &Sheet<'_>, place: usize, above: Scope) -> Option<Scope> {
    match sheet.flat.get(place)? {
        Flat::Nothing => None,
        Flat::Cell => Some(Scope { mood: above.mood, ..Scope::default() }),
        Flat::Row { lead, day } => {
            let date = day.and_then(|first| within(&sheet.dates, first, first + 1).first());
            Some(Scope {
                due: date.and_then(|date| due_of(sheet, date, None, true)).or(above.due),
                lead: lead.or(above.lead),
                mood: above.mood.or(Some(Mood::Asked)),
                level: above.level,
                row: true,
                resets: true,
                ..Scope::default()
            })
        }
    }
}

/// A line closes the headings of its own style and all that stand under them.
fn close(open: &mut Vec<Open>, line: &Line) {
    let same = |heading: &Open| match (line.style, heading.style) {
        (Style::Number(parts), Style::Number(others)) => others >= parts,
        (Style::Plain, Style::Plain) => line.heading && heading.leads_in == line.leads_in,
        (own, other) => own == other,
    };
    let mut cut = open.iter().position(same);
    if matches!(line.style, Style::Article | Style::Roman) && line.heading {
        cut = open.iter().position(|heading| {
            same(heading)
                || matches!(
                    heading.style,
                    Style::Number(_)
                        | Style::Letter
                        | Style::Dash
                        | Style::Plus
                        | Style::Bullet
                        | Style::Plain
                )
        });
    }
    if line.heading && !line.leads_in && line.style == Style::Plain {
        cut = cut.or(open.iter().position(|heading| {
            matches!(heading.style, Style::Dash | Style::Plus | Style::Bullet) || heading.leads_in
        }));
    }
    if let Some(cut) = cut {
        open.truncate(cut);
    }
}

/// Prose after a list: the line that opened the list reaches no further.
fn end_list(sheet: &Sheet<'_>, open: &mut Vec<Open>, place: usize, line: &Line) -> bool {
    let above = place.checked_sub(1).and_then(|place| sheet.lines.get(place));
    let prose = line.style == Style::Plain && !line.heading && !line.leads_in;
    let listed = above.is_some_and(|above| {
        let arabic = sheet.language == crate::words::Language::Arabic;
        let full = ['.', '؛', ';'].into_iter().any(|mark| {
            above.end > above.first && sheet.page.is_mark(above.end - 1, mark)
                || above.end > above.first + 1 && sheet.page.is_mark(above.end - 2, mark)
        });
        let fresh = if arabic { full } else { sheet.page.capital(line.first) };
        !matches!(above.style, Style::Plain | Style::Capitals) && fresh
    });
    if !prose || !listed {
        return false;
    }
    if let Some(cut) =
        open.iter().rposition(|heading| heading.leads_in && heading.style == Style::Plain)
    {
        open.truncate(cut);
    }
    true
}

/// The one day that a heading names; none where it names two, or where a title names a vision beside it.
fn heading_due(sheet: &Sheet<'_>, line: &Line, title: bool) -> Option<Due> {
    let dates = within(&sheet.dates, line.body, line.end);
    if title && dates.iter().any(|date| date.anchor == Anchor::Vision) {
        return None;
    }
    let named = !within(&sheet.numbers, line.first, line.end).is_empty();
    const TASKS: [&str; 9] = [
        "nhiệm",
        "tasks",
        "taches",
        "missions",
        "المهام",
        "priorites",
        "priorities",
        "اولويات",
        "programme",
    ];
    let tasks = (line.body..line.end).any(|at| TASKS.contains(&sheet.page.key(at)));
    let aims = (tasks || sheet.has(line.body, line.end, Tag::Objective))
        && !sheet.has(line.body, line.end, Tag::Situation);
    let mut due: Option<Due> = None;
    for date in dates {
        let day = matches!(date.when, When::Day(_) | When::DayOfMonth { .. } | When::Month { .. });
        let loose = date.anchor == Anchor::Bare && (named || day && !aims);
        // "2. With a vision to 2030" opens a section of its own
        let opens = !title && date.anchor == Anchor::Vision && date.first <= line.body + 1;
        if date.anchor == Anchor::Since
            || date.anchor == Anchor::Vision && !opens
            || loose
            || day && !date.binding() && !(aims && matches!(date.anchor, Anchor::In | Anchor::Bare))
        {
            continue;
        }
        let found = due_of(sheet, date, None, true)?;
        if due.is_some_and(|known| known.day != found.day) {
            return None;
        }
        due = due.or(Some(found));
    }
    due
}

/// A date of the page as a due day.
pub(super) fn due_of(
    sheet: &Sheet<'_>,
    date: &Date,
    year: Option<i16>,
    from_heading: bool,
) -> Option<Due> {
    let (start, end) = sheet.page.bytes(date.first, date.end);
    date.due(year).map(|day| Due { day, span: Span { start, end }, from_heading })
}

fn heading_mood(sheet: &Sheet<'_>, line: &Line) -> Option<Mood> {
    let marks = sheet.marks_in(line.body, line.end);
    let says = |tag: Tag| marks.iter().any(|mark| mark.tag == tag);
    if says(Tag::Ask) || says(Tag::Duty) && line.leads_in {
        return Some(Mood::Asked);
    }
    const DECIDED: [&str; 19] = [
        "recommandations",
        "recommendations",
        "kiến",
        "التوصيات",
        "توصيات",
        "actions",
        "decided",
        "decisions",
        "steps",
        "decide",
        "mesures",
        "etapes",
        "measures",
        "quyết",
        "القرارات",
        "قرارات",
        "اجراءات",
        "الاجراءات",
        "الخطوات",
    ];
    // "What was decided:", "Étapes de 2031": what has to be done now
    let decided = (line.body..line.end).any(|at| DECIDED.contains(&sheet.page.key(at)));
    let asked = says(Tag::Objective)
        || decided && line.end - line.body <= 12
        || within(&sheet.dates, line.body, line.end).iter().any(Date::binding)
        || says(Tag::Duty);
    match (says(Tag::Situation), asked) {
        (true, false) => Some(Mood::Reported),
        (false, true) => Some(Mood::Asked),
        (true, true) => says(Tag::Past).then_some(Mood::Reported),
        (false, false) if line.leads_in && says(Tag::Past) => Some(Mood::Reported),
        (false, false) => {
            matches!(line.style, Style::Roman | Style::Article).then_some(Mood::Asked)
        }
    }
}

/// "3. The Ministry of Finance:" gives its body to the items below.
fn heading_lead(sheet: &Sheet<'_>, line: &Line) -> Option<(usize, usize)> {
    let end = line.end - usize::from(line.leads_in);
    let found = body_at(sheet, line.body, end).or_else(|| {
        let part = Sentence { first: line.body, end: line.end, line: 0 };
        line.leads_in.then(|| lead_of(sheet, &part, true)).flatten().and_then(|found| found.lead)
    });
    // "À cette fin, les agences :"
    let found = found.or_else(|| {
        let comma = (line.body..end).rev().find(|at| sheet.page.is_mark(*at, ','))?;
        let short = line.leads_in && end.saturating_sub(line.body) <= 20;
        body_at(sheet, comma + 1, end).filter(|(_, last)| short && *last == end)
    });
    let (first, last) = found?;
    if first > line.body {
        return Some((first, last));
    }
    let words = end.saturating_sub(first);
    if line.style == Style::Plain && !line.leads_in {
        return None;
    }
    // "Digital government" is a topic
    const TOPICS: [&str; 5] = ["gouvernement", "government", "chính", "حكومه", "الحكومه"];
    if (first..end.min(first + 3)).any(|at| TOPICS.contains(&sheet.page.key(at))) {
        return None;
    }
    let sentence = sheet.has(line.body, end, Tag::Future) && words > 25;
    (words <= 40 && !sentence && !sheet.has(line.body, end, Tag::Situation)).then_some(())?;
    let stop = sheet
        .marks_in(first, end)
        .iter()
        .find(|mark| matches!(mark.tag, Tag::Duty | Tag::WeakDuty))
        .map_or(end, |mark| mark.first);
    (stop > first).then_some((first, stop))
}

/// The level whose value stands in the tables of the lexicon.
pub(super) fn level_of(value: i64) -> Option<Level> {
    match value {
        0 => Some(Level::Central),
        1 => Some(Level::Ministry),
        2 => Some(Level::Province),
        3 => Some(Level::District),
        4 => Some(Level::Commune),
        5 => Some(Level::Village),
        _ => None,
    }
}

/// The highest level that tokens `first..end` name.
pub(super) fn level_in(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<Level> {
    levels(sheet, first, end).filter_map(|mark| level_of(mark.value)).min()
}

/// The words of level on tokens `first..end`: "xã" is a commune, "xã hội" is society.
pub(super) fn levels<'s>(
    sheet: &'s Sheet<'_>,
    first: usize,
    end: usize,
) -> impl Iterator<Item = &'s Mark> {
    sheet.marks_in(first, end).iter().filter(move |mark| {
        let inside = || {
            sheet.marks_in(mark.first.saturating_sub(6), mark.first).iter().any(|other| {
                other.tag == Tag::Level && other.end >= mark.end && other.first < mark.first
            })
        };
        mark.tag == Tag::Level && mark.end <= end && sheet.page.key(mark.end) != "hội" && !inside()
    })
}
