//! What a sentence leaves to the next: a day for the items after it, or its own to the task before.

use super::super::clause::deadline;
use super::super::date::{Anchor, When};
use super::super::draft::{Doubt, Due, Reading, TaskDraft};
use super::super::lexicon::Tag;
use super::super::measure::{Setting, as_of, french_future, opens_with_infinitive};
use super::super::scope::{Mood, Scope, due_of};
use super::super::segment::{Line, Sentence, Style};
use super::super::sheet::{Sheet, within};
use super::Said;

/// A sentence that sets a goal with a day carries that day to the items after it.
pub(super) fn carry(
    sheet: &Sheet<'_>,
    line: &Line,
    sentence: &Sentence,
    scope: &Scope,
    said: Said,
    setting: &mut Setting,
) {
    for date in within(&sheet.dates, sentence.first, sentence.end) {
        if date.anchor != Anchor::Vision {
            setting.year = date.year().or(setting.year);
        }
        if !date.binding()
            && matches!(
                date.when,
                When::Month { .. } | When::Day(_) | When::Quarter { .. } | When::Half { .. }
            )
        {
            setting.as_of = as_of(date, setting.year).or(setting.as_of);
        }
    }
    if line.heading && !line.leads_in {
        return;
    }
    let aims = said.measured
        || sheet
            .marks_in(sentence.first, sentence.end)
            .iter()
            .any(|mark| matches!(mark.tag, Tag::Objective));
    let past = sheet.has(sentence.first, sentence.end, Tag::Past);
    let due = within(&sheet.dates, sentence.first, sentence.end)
        .iter()
        .filter(|date| {
            let year = date.anchor == Anchor::In
                && matches!(date.when, When::Year(_) | When::Years { .. });
            let period =
                matches!(date.when, When::Years { .. }) && date.first <= sentence.first + 1;
            let goal = (year || period)
                && !past
                && sheet.has(sentence.first, sentence.end, Tag::Objective);
            // "announced for the year 2030:"
            let told_for = line.leads_in
                && matches!(date.when, When::Year(_))
                && ["for", "pour", "برسم", "لسنه", "لعام"].contains(&sheet.page.key(date.first));
            deadline(sheet, sentence, date, setting) && (date.binding() || goal || told_for)
        })
        .filter_map(|date| due_of(sheet, date, setting.year, true))
        .filter(|due| setting.written_on.is_none_or(|written| due.day > written))
        .max_by_key(|due| due.day);
    let common = common_day(sheet, sentence, setting);
    let due = common.or(due);
    if (aims || common.is_some() || line.leads_in)
        && scope.mood != Some(Mood::Reported)
        && (scope.due.is_none() || line.leads_in)
        && let Some(due) = due
    {
        setting.carried = Some(due);
    } else if line.leads_in
        || setting.carried.is_some()
            && line.style == Style::Plain
            && !said.measured
            && sheet.has(sentence.first, sentence.end, Tag::Past)
    {
        setting.carried = None;
    }
}

/// "The common deadline is 2030.": a short sentence that names nothing but the day of what follows.
fn common_day(sheet: &Sheet<'_>, sentence: &Sentence, setting: &Setting) -> Option<Due> {
    const DAY: [&str; 16] = [
        "mốc",
        "hạn",
        "deadline",
        "horizon",
        "timeframe",
        "target",
        "echeance",
        "cap",
        "terme",
        "الاجل",
        "الموعد",
        "المهله",
        "الافق",
        "السقف",
        "اجل",
        "موعد",
    ];
    let [date] = within(&sheet.dates, sentence.first, sentence.end) else { return None };
    let told = sheet.has(sentence.first, sentence.end, Tag::Past)
        || sheet.has(sentence.first, sentence.end, Tag::Body)
        || !within(&sheet.figures, sentence.first, sentence.end).is_empty();
    let short = sentence.end - sentence.first <= 12;
    let named = (sentence.first..sentence.first + 5).any(|at| DAY.contains(&sheet.page.key(at)));
    (short && named && !told).then(|| due_of(sheet, date, setting.year, true)).flatten()
}

/// "Deadline: 30 June." after a task, in its own sentence, belongs to the task.
pub(super) fn deadline_of_last(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    setting: &Setting,
    tasks: &mut [TaskDraft],
) -> bool {
    let (line, length) = (sheet.lines.get(sentence.line), sentence.end - sentence.first);
    let Some(line) = line.filter(|line| length <= 24 && sentence.first > line.body) else {
        return false;
    };
    let bodies = sheet.has(sentence.first, sentence.end, Tag::Body);
    let bodies = bodies || sheet.has(sentence.first, sentence.end, Tag::Objective);
    let acts = sheet.mark(sentence.first, Tag::Action).is_some()
        || opens_with_infinitive(sheet, sentence.first);
    // "They submit the list by 30 June" is a task of its own
    const THEY: [&str; 9] = ["vous", "it", "they", "he", "she", "il", "elle", "ils", "elles"];
    let future = (sentence.first..sentence.end).any(|at| french_future(sheet, at));
    if bodies || acts || future || THEY.contains(&sheet.page.key(sentence.first)) {
        return false;
    }
    let start = sheet.page.bytes(line.first, line.end).0;
    let open = |task: &&mut TaskDraft| task.due.is_none() && task.span.start >= start;
    let Some(task) = tasks.iter_mut().rev().take(3).find(open) else { return false };
    let dates = within(&sheet.dates, sentence.first, sentence.end);
    let date = dates.iter().find(|date| date.binding() && deadline(sheet, sentence, date, setting));
    let Some(due) = date.and_then(|date| due_of(sheet, date, setting.year, false)) else {
        return false;
    };
    task.due = Some(due);
    task.doubts.push(Doubt::DueFromHeading);
    true
}

/// Words that say that something is finished.
const DONE: [&str; 22] = [
    "completed",
    "complete",
    "finished",
    "done",
    "achieved",
    "acheve",
    "acheves",
    "achevee",
    "achevees",
    "termine",
    "termines",
    "terminee",
    "terminees",
    "finalise",
    "finalises",
    "finalisees",
    "xong",
    "الانتهاء",
    "انجاز",
    "تستكمل",
    "يستكمل",
    "الانجاز",
];

/// Words that point back to what was said.
const BACK: [&str; 23] = [
    "both",
    "all",
    "these",
    "this",
    "they",
    "it",
    "everything",
    "ces",
    "cela",
    "tous",
    "toutes",
    "le",
    "ils",
    "elles",
    "ce",
    "هذه",
    "ذلك",
    "وذلك",
    "هذا",
    "جميعها",
    "hoàn",
    "xong",
    "tất",
];

/// "Both are to be completed in September 2030.", "Hoàn thành trong quý II/2030.": the day of what the same
/// paragraph asked for before.
pub(super) fn completed_by(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    setting: &Setting,
    reading: &mut Reading,
) -> bool {
    let page = &sheet.page;
    let length = sentence.end - sentence.first;
    let Some(line) =
        sheet.lines.get(sentence.line).filter(|line| length <= 22 && sentence.first > line.body)
    else {
        return false;
    };
    let done = (sentence.first..sentence.end).any(|at| {
        DONE.contains(&page.key(at)) || page.key(at) == "hoàn" && page.key(at + 1) == "thành"
    });
    let told = sheet.has(sentence.first, sentence.end, Tag::Body)
        || sheet.has(sentence.first, sentence.end, Tag::Present)
        || !within(&sheet.figures, sentence.first, sentence.end).is_empty();
    // "Both", "ces travaux", "كل ذلك" point back; a bare participle does too
    if !done || told || !BACK.contains(&page.key(sentence.first)) {
        return false;
    }
    let dates = within(&sheet.dates, sentence.first, sentence.end);
    let date = dates.iter().find(|date| deadline(sheet, sentence, date, setting));
    let Some(due) = date.and_then(|date| due_of(sheet, date, setting.year, false)) else {
        return false;
    };
    let start = page.bytes(line.first, line.end).0;
    let mut found = false;
    for task in reading.tasks.iter_mut().rev().take(12).take_while(|task| task.span.start >= start)
    {
        if task.due.is_none() {
            task.due = Some(due);
            task.doubts.push(Doubt::DueFromHeading);
            found = true;
        }
    }
    for target in
        reading.targets.iter_mut().rev().take(12).take_while(|target| target.span.start >= start)
    {
        if target.due.is_none() {
            target.due = Some(due);
            target.doubts.push(Doubt::DueFromHeading);
            found = true;
        }
    }
    found
}
