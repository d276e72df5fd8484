//! Tasks: an action with a responsible body, or with a deadline. The body stands before the duty verb
//! in Vietnamese, French and English, after it in Arabic, after "asks" and "assigns" in all four, or in
//! the heading above.

use super::body::{Found, body_at, lead_of};
use super::clause::{clip, deadline};
use super::date::{Anchor, Date, When};
use super::draft::{
    BodyClass, Doubt, Due, Frequency, Named, Recurrence, Span, TargetDraft, TaskDraft, Unit,
};
use super::lexicon::{Mark, Tag};
use super::measure::{Setting, opens_with_infinitive};
use super::page::Kind;
use super::scope::{Mood, Scope, due_of};
use super::segment::{Line, Sentence, Style};
use super::sheet::{Sheet, within};
use crate::words::Language;

/// Reads the tasks of a sentence: one for each part between semicolons that has a body or a day of its own.
pub(super) fn read_tasks(
    sheet: &Sheet<'_>,
    line: &Line,
    sentence: &Sentence,
    scope: &Scope,
    setting: &Setting,
    targets: &[TargetDraft],
) -> Vec<TaskDraft> {
    let mut tasks: Vec<TaskDraft> = Vec::new();
    let mut first = sentence.first;
    for at in sentence.first..sentence.end {
        let last = at + 1 == sentence.end;
        let semicolon = [';', '؛'].into_iter().any(|mark| sheet.page.is_mark(at, mark));
        let parted = semicolon || at > first + 6 && second_duty(sheet, at + 1, sentence.end);
        if !parted && !last {
            continue;
        }
        let end = if semicolon { at } else { at + 1 };
        let part = Sentence { first, end, line: sentence.line };
        if end > first
            && let Some(task) =
                task_in(sheet, line, &part, scope, setting, targets, first == sentence.first)
        {
            tasks.push(task);
        }
        first = at + 1;
    }
    tasks
}

/// Arabic: "and the Ministry of Y takes charge of" after a comma opens a second task.
fn second_duty(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let joined =
        sheet.page.key(at).starts_with('و') || sheet.page.is_mark(at.saturating_sub(1), '،');
    let duty = sheet
        .mark(at, Tag::Duty)
        .filter(|duty| joined && !sheet.page.key(at).ends_with("علي") && duty.end < end);
    sheet.language == Language::Arabic
        && sheet.mark_before(at, Tag::Indicator).is_none()
        && duty.is_some_and(|duty| sheet.mark(duty.end, Tag::Body).is_some())
}

fn task_in(
    sheet: &Sheet<'_>,
    line: &Line,
    part: &Sentence,
    scope: &Scope,
    setting: &Setting,
    targets: &[TargetDraft],
    opening: bool,
) -> Option<TaskDraft> {
    let (start, stop) = sheet.page.bytes(part.first, part.end);
    let whole = Span { start, end: stop };
    let percent = targets.iter().any(|target| {
        target.span.meets(whole) && matches!(target.unit, Unit::Percent | Unit::Rank)
    });
    let counted = targets.iter().any(|target| target.span.meets(whole));
    let own = own_due(sheet, part, setting);
    let found = lead_of(sheet, part, scope.mood != Some(Mood::Reported))
        .filter(|found| !(past(sheet, part) && found.weak));
    if let Some(found) = found {
        if line.leads_in && part.end.saturating_sub(found.action) <= 5 {
            return None;
        }
        if percent && !found.asked {
            return None;
        }
        return Some(with_lead(
            sheet,
            part,
            &found,
            own.or(scope.due.filter(|_| !found.weak)),
            own,
        ));
    }
    let item = !matches!(line.style, Style::Plain | Style::Capitals);
    let acts = acts(sheet, part);
    if let Some((lead_first, lead_end)) = scope.lead.filter(|_| {
        (acts || item) && opening && !line.heading && !percent && part.end > part.first + 2
    }) {
        let found = Found {
            lead: Some((lead_first, lead_end)),
            first: part.first,
            action: part.first,
            weak: false,
            asked: false,
            from_heading: true,
        };
        return Some(with_lead(sheet, part, &found, own.or(scope.due), own));
    }
    if counted {
        return None;
    }
    alone(sheet, line, part, scope, setting, own)
}

/// An action with a deadline and no body.
fn alone(
    sheet: &Sheet<'_>,
    line: &Line,
    part: &Sentence,
    scope: &Scope,
    setting: &Setting,
    own: Option<Due>,
) -> Option<TaskDraft> {
    let item = !matches!(line.style, Style::Plain | Style::Capitals);
    let acts = acts(sheet, part);
    if line.heading || scope.mood == Some(Mood::Reported) || past(sheet, part) {
        return None;
    }
    let at_line_start = part.first == line.body;
    let carried = scope.due.or(setting.carried.filter(|_| (item || acts) && at_line_start));
    let wished = sheet
        .marks_in(part.first, part.end)
        .iter()
        .any(|mark| matches!(mark.tag, Tag::Future | Tag::Objective | Tag::Duty));
    let binding = dates(sheet, part, setting).any(Date::binding);
    // "the province concentrates on finishing …, by 30 November 2024"
    let dated = sheet.has(part.first, part.end.min(part.first + 12), Tag::Action)
        && dates(sheet, part, setting)
            .any(|date| date.binding() && matches!(date.when, When::Day(_)));
    let due = match own {
        Some(due) if acts || binding && (wished || dated) => due,
        Some(_) => return None,
        None => carried.filter(|_| acts)?,
    };
    let found = Found {
        lead: None,
        first: part.first,
        action: part.first,
        weak: false,
        asked: false,
        from_heading: false,
    };
    Some(with_lead(sheet, part, &found, Some(due), own))
}

/// The part opens with a verb or a verbal noun of action.
fn acts(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    let opens =
        |at: usize| sheet.mark(at, Tag::Action).is_some() || opens_with_infinitive(sheet, at);
    let past_date = within(&sheet.dates, part.first, part.first + 3)
        .first()
        .map_or(part.first, |date| date.end);
    let after = past_date
        + usize::from(
            sheet.page.is_mark(past_date, ',')
                || sheet.page.is_mark(past_date, '،')
                || sheet.page.is_mark(past_date, ':'),
        );
    opens(part.first)
        || opens(after)
        || opens(part.first + 1)
            && matches!(sheet.page.kind(part.first), Kind::Mark('-' | '+' | '•' | '"' | '«'))
        || opens(part.first + 1)
            && ["l'", "la", "le", "to", "the", "to", "و", "cơ", "tiếp"]
                .contains(&sheet.page.key(part.first))
}

fn past(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    let marks = sheet.marks_in(part.first, part.end);
    let bound =
        marks.iter().any(|mark| matches!(mark.tag, Tag::Future | Tag::Objective | Tag::Duty));
    marks.iter().any(|mark| mark.tag == Tag::Past) && !bound
}

fn dates<'s>(
    sheet: &'s Sheet<'_>,
    part: &'s Sentence,
    setting: &'s Setting,
) -> impl Iterator<Item = &'s Date> {
    within(&sheet.dates, part.first, part.end)
        .iter()
        .filter(move |date| deadline(sheet, part, date, setting))
}

/// The deadline that the part itself states: a binding one first, else a month or day "in" which it is due.
fn own_due(sheet: &Sheet<'_>, part: &Sentence, setting: &Setting) -> Option<Due> {
    // "every six months, before 20 June and 20 December"
    let returns = sheet.has(part.first, part.end, Tag::Recurrence);
    if returns && within(&sheet.dates, part.first, part.end).iter().all(|date| date.year_carried) {
        return None;
    }
    // "every six months, before 20 June and 20 December"
    let stated = within(&sheet.dates, part.first, part.end);
    let returns = sheet.has(part.first, part.end, Tag::Recurrence);
    if returns && stated.iter().all(|date| date.year_carried) {
        return None;
    }
    let binding = dates(sheet, part, setting).filter(|date| date.binding()).last();
    let loose = || {
        dates(sheet, part, setting)
            .filter(|date| !matches!(date.when, When::Half { .. }) && date.anchor != Anchor::Bare)
            .last()
    };
    let bare = || dates(sheet, part, setting).find(|date| date.anchor == Anchor::Bare);
    binding.or_else(loose).or_else(bare).and_then(|date| due_of(sheet, date, setting.year, false))
}

fn with_lead(
    sheet: &Sheet<'_>,
    part: &Sentence,
    found: &Found,
    due: Option<Due>,
    own: Option<Due>,
) -> TaskDraft {
    let mut doubts = Vec::new();
    let (span, cut) = clip(sheet, found.first, part.end, found.first, found.first);
    if cut {
        doubts.push(Doubt::LongQuote);
    }
    if due.is_some() && own.is_none() {
        doubts.push(Doubt::DueFromHeading);
    }
    if dates_without_year(sheet, part) && own.is_some() {
        doubts.push(Doubt::YearFromContext);
    }
    if found.weak {
        doubts.push(Doubt::WeakVerb);
    }
    if found.from_heading {
        doubts.push(Doubt::LeadFromHeading);
    }
    if due.is_none()
        && within(&sheet.figures, part.first, part.end)
            .iter()
            .any(|figure| figure.of == super::figure::Of::Duration)
        && sheet.has(part.first, part.end, Tag::Within)
    {
        doubts.push(Doubt::RelativeDeadline);
    }
    let lead = found.lead.map(|(first, end)| named(sheet, first, end));
    let generic = found.lead.is_some_and(|(first, end)| {
        sheet.marks_in(first, end).iter().any(|mark| mark.tag == Tag::Body && mark.value == 1)
    });
    if generic {
        doubts.push(Doubt::GenericBody);
    }
    TaskDraft {
        span,
        action: action_of(sheet, found.action, part.end),
        lead,
        co_operating: co_operating(sheet, part),
        class: found.lead.and_then(|(first, end)| class_of(sheet, first, end)),
        due,
        recurrence: recurrence(sheet, part),
        product: product(sheet, part),
        doubts,
    }
}

fn dates_without_year(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    within(&sheet.dates, part.first, part.end)
        .iter()
        .any(|date| date.year_carried || date.year().is_none())
}

pub(super) fn named(sheet: &Sheet<'_>, first: usize, end: usize) -> Named {
    let (start, end) = sheet.page.bytes(first, end);
    Named {
        words: sheet
            .page
            .text
            .get(start..end)
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        span: Span { start, end },
    }
}

fn action_of(sheet: &Sheet<'_>, first: usize, end: usize) -> String {
    let (span, _) = clip(sheet, first.min(end), end, first.min(end), first.min(end));
    span.quote(sheet.page.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bodies after "in co-operation with".
fn co_operating(sheet: &Sheet<'_>, part: &Sentence) -> Vec<Named> {
    let Some(with) = sheet.first_mark(part.first, part.end, Tag::With) else { return Vec::new() };
    let Some((first, end)) = body_at(sheet, with.end, part.end) else { return Vec::new() };
    let mut bodies = Vec::new();
    let mut from = first;
    for at in first..=end {
        let comma = at < end && (sheet.page.is_mark(at, ',') || sheet.page.is_mark(at, '،'));
        if (comma || at == end) && at > from {
            bodies.push(named(sheet, from, at));
            from = at + 1;
        }
    }
    bodies
}

fn class_of(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<BodyClass> {
    let classes: Vec<i64> = sheet
        .marks_in(first, end)
        .iter()
        .filter(|mark| mark.tag == Tag::Class)
        .map(|mark| mark.value)
        .collect();
    let has = |value: i64| classes.contains(&value);
    if has(6) || has(1) && has(2) {
        return Some(BodyClass::MinistriesAndProvinces);
    }
    match classes.first()? {
        1 => Some(BodyClass::Ministries),
        2 => Some(BodyClass::Provinces),
        3 => Some(BodyClass::Districts),
        4 => Some(BodyClass::Communes),
        _ => Some(BodyClass::Agencies),
    }
}

fn recurrence(sheet: &Sheet<'_>, part: &Sentence) -> Option<Recurrence> {
    let mark = sheet.first_mark(part.first, part.end, Tag::Recurrence)?;
    let every = match mark.value {
        52 => Frequency::Weekly,
        12 => Frequency::Monthly,
        4 => Frequency::Quarterly,
        2 => Frequency::HalfYearly,
        _ => Frequency::Yearly,
    };
    Some(Recurrence { every, day: day_of_month(sheet, part, mark) })
}

/// "before the 25th of each month", "trước ngày 25 hằng tháng", "avant le 5 de chaque mois".
fn day_of_month(sheet: &Sheet<'_>, part: &Sentence, mark: Mark) -> Option<i8> {
    let near = mark.first.saturating_sub(6).max(part.first);
    let figure = within(&sheet.figures, near, mark.first).last()?;
    let dayed = sheet.mark_before(figure.first, Tag::DayWord).is_some()
        || sheet.mark_before(figure.first, Tag::Before).is_some();
    let day =
        i8::try_from(figure.value.reduced().minor()).ok().filter(|day| (1..=31).contains(day))?;
    (dayed && figure.value.decimals() == 0 && mark.value == 12).then_some(day)
}

fn product(sheet: &Sheet<'_>, part: &Sentence) -> Option<String> {
    let mark = sheet.first_mark(part.first, part.end, Tag::Product)?;
    let colon =
        sheet.page.is_mark(mark.end, ':') || sheet.page.is_mark(mark.end.saturating_sub(1), ':');
    let first = mark.end + usize::from(sheet.page.is_mark(mark.end, ':'));
    Some(action_of(sheet, first, part.end)).filter(|words| colon && !words.is_empty())
}
