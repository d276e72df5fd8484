//! The walk over the sentences of a text: each is measured, searched for tasks, and listed as not taken
//! up where it showed signs and gave nothing.

use super::clause::deadline;
use super::date::{Anchor, When};
use super::document::{read_documents, written_on};
use super::draft::{Clears, Doubt, NotTakenUp, Reading, Sign, Span, TargetDraft, TaskDraft};
use super::figure::Of;
use super::level::level_of_text;
use super::lexicon::Tag;
use super::measure::{Measured, PartOf, Setting, as_of, measure, opens_with_infinitive};
use super::scope::{Mood, Scope, due_of, scopes};
use super::segment::{Line, Sentence, Style};
use super::sheet::{Sheet, within};
use super::task::read_tasks;
use crate::words::{Day, Language, Quantity, fold_words};

/// Reads a text whose language is known. A text without words of that language still gives a reading.
pub(super) fn read_in(text: &str, language: Language) -> Reading {
    let sheet = Sheet::lay_out(text, language);
    let documents = read_documents(&sheet);
    let written = written_on(&sheet, &documents);
    let mut reading = Reading {
        language: Some(language),
        documents,
        clears_asked: clears_asked(&sheet),
        ..Reading::default()
    };
    let scopes = scopes(&sheet);
    let mood = mood_of_text(&sheet, written);
    let level = level_of_text(&sheet);
    let mut setting = Setting {
        written_on: written,
        level,
        mood,
        year: written.map(Day::year),
        carried: None,
        line_mood: None,
        reports: reports(&sheet),
        as_of: None,
    };
    let mut recalled = Vec::new();
    let mut before_item = None;
    for sentence in &sheet.sentences {
        let (Some(line), Some(scope)) = (sheet.lines.get(sentence.line), scopes.get(sentence.line))
        else {
            continue;
        };
        if scope.resets && !line.leads_in {
            setting.carried = None;
        }
        if sentence.first == line.body {
            setting.line_mood = None;
            // an item's own day ends with the item
            let item = matches!(line.style, Style::Dash | Style::Bullet | Style::Plus);
            if let Some(carried) = before_item.take() {
                setting.carried = carried;
            }
            before_item = (item && !line.leads_in).then_some(setting.carried);
        }
        let said =
            read_sentence(&sheet, line, sentence, scope, &setting, &mut reading, &mut recalled);
        setting.line_mood = said.mood.or(setting.line_mood);
        carry(&sheet, line, sentence, scope, said, &mut setting);
        let covered = said.taken || covers(&reading, &sheet, sentence);
        if let Some(listed) =
            (!covered).then(|| not_taken_up(&sheet, sentence, said.before)).flatten()
        {
            reading.not_taken_up.push(listed);
        }
    }
    drop_headline(&sheet, &mut reading, &recalled);
    super::forgotten::list_forgotten(&sheet, &mut reading);
    reading
}

/// A figure of the headline that the text states again, with its day or as the end of a range, is one target.
fn drop_headline(sheet: &Sheet<'_>, reading: &mut Reading, recalled: &[Recalled]) {
    let Some(line) = sheet.lines.first() else { return };
    let end = sheet.page.bytes(line.first, line.end).1;
    let again = |place: usize, head: &TargetDraft| {
        let own = recalled.get(place);
        reading.targets.iter().enumerate().skip(place + 1).any(|(at, later)| {
            let value = |of: Quantity| of.reduced() == head.value.reduced();
            let figure = later.unit == head.unit
                && (value(later.value) || later.value_max.is_some_and(value))
                && later.span.start >= end;
            let due =
                head.due.is_none() || head.due.map(|due| due.day) == later.due.map(|due| due.day);
            let words = own
                .zip(recalled.get(at))
                .is_some_and(|(own, other)| shared(&own.sorted, &other.sorted) >= 2);
            figure && due && (words || head.due.is_none())
        })
    };
    let dropped: Vec<bool> = reading
        .targets
        .iter()
        .enumerate()
        .map(|(place, head)| head.span.end <= end && again(place, head))
        .collect();
    if !dropped.contains(&true) {
        return;
    }
    let mut dropped = dropped.into_iter();
    reading.targets.retain(|_| !dropped.next().unwrap_or(false));
    let heads = sheet.sentences.iter().filter(|sentence| sentence.line == 0);
    let listed: Vec<NotTakenUp> = heads
        .filter(|sentence| !holds(reading, sheet, sentence))
        .filter_map(|sentence| not_taken_up(sheet, sentence, true))
        .filter(|listed| reading.not_taken_up.iter().all(|known| known.span != listed.span))
        .collect();
    reading.not_taken_up.splice(0..0, listed);
}

fn read_sentence(
    sheet: &Sheet<'_>,
    line: &Line,
    sentence: &Sentence,
    scope: &Scope,
    setting: &Setting,
    reading: &mut Reading,
    recalled: &mut Vec<Recalled>,
) -> Said {
    let from = reading.targets.len();
    let mut said = Said::default();
    let mut mood = None;
    for figure in within(&sheet.figures, sentence.first, sentence.end) {
        if matches!(figure.of, Of::Duration | Of::Age | Of::LegalTexts) {
            continue;
        }
        match measure(sheet, sentence, figure, scope, setting, mood) {
            Some(Measured::Target(draft)) => {
                mood = Some(Mood::Asked);
                said.mood = mood;
                let own = words_of(&draft, sheet.page.text);
                let repeated = told_before(&reading.targets, recalled, &draft, &own);
                said.before |= repeated;
                if !repeated {
                    (said.taken, said.measured) = (true, true);
                    recalled.push(own);
                    reading.targets.push(draft);
                }
            }
            Some(Measured::Baseline(mut draft, part)) => {
                said.taken = true;
                mood = Some(Mood::Reported);
                said.mood = mood;
                draft.part_of =
                    reading.baselines.len().checked_sub(1).filter(|_| part == PartOf::TheOneBefore);
                reading.baselines.push(draft);
            }
            None => {}
        }
    }
    if !said.taken && deadline_of_last(sheet, sentence, setting, &mut reading.tasks) {
        return Said { taken: true, ..said };
    }
    let fresh = reading.targets.get(from..).unwrap_or_default();
    let tasks = read_tasks(sheet, line, sentence, scope, setting, fresh);
    said.taken |= !tasks.is_empty();
    // a day that was set for one body's task holds for nobody else
    said.measured &= tasks.iter().all(|task| task.lead.is_none());
    reading.tasks.extend(tasks);
    said
}

/// What a sentence gave.
#[derive(Clone, Copy, Default)]
struct Said {
    /// an item
    taken: bool,
    /// a target
    measured: bool,
    /// a target that was stated before
    before: bool,
    /// what its last figure was
    mood: Option<Mood>,
}

/// How many targets back a repetition is looked for.
const RECALLED: usize = 60;

/// The words of a target, longer than three letters, as FNV-1a hashes: the first four in their order, and all of
/// them sorted, so that two targets are compared in one walk.
struct Recalled {
    opening: Vec<u64>,
    sorted: Vec<u64>,
}

fn words_of(target: &TargetDraft, text: &str) -> Recalled {
    let hash = |word: &String| {
        word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let words = fold_words(&format!("{} {}", target.span.quote(text), target.subject));
    let mut sorted: Vec<u64> =
        words.iter().filter(|word| word.chars().count() > 3).map(hash).collect();
    let opening = sorted.iter().take(4).copied().collect();
    sorted.sort_unstable();
    sorted.dedup();
    Recalled { opening, sorted }
}

/// The same target stated before, in a headline or a summary: same value, unit and day, and either nearly the same
/// words or the same opening and most of the shorter one's words.
fn told_before(
    targets: &[TargetDraft],
    recalled: &[Recalled],
    draft: &TargetDraft,
    own: &Recalled,
) -> bool {
    targets.iter().zip(recalled).rev().take(RECALLED).any(|(known, theirs)| {
        let same = known.value.reduced() == draft.value.reduced()
            && known.unit == draft.unit
            && known.due.map(|due| due.day) == draft.due.map(|due| due.day)
            && known.value_max == draft.value_max;
        let (ours, others) = (own.sorted.len(), theirs.sorted.len());
        let alike = shared(&own.sorted, &theirs.sorted) * 100;
        same && (alike * 2 >= (ours + others) * 85
            || own.opening == theirs.opening && alike >= ours.min(others) * 60)
    })
}

/// How many entries two sorted lists share.
fn shared(own: &[u64], theirs: &[u64]) -> usize {
    let (mut own, mut theirs) = (own.iter().peekable(), theirs.iter().peekable());
    let mut count = 0;
    while let (Some(left), Some(right)) = (own.peek(), theirs.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => _ = own.next(),
            std::cmp::Ordering::Greater => _ = theirs.next(),
            std::cmp::Ordering::Equal => {
                count += 1;
                _ = (own.next(), theirs.next());
            }
        }
    }
    count
}

/// A sentence that sets a goal with a day carries that day to the items after it.
fn carry(
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
            deadline(sheet, sentence, date, setting) && (date.binding() || goal)
        })
        .filter_map(|date| due_of(sheet, date, setting.year, true))
        .max_by_key(|due| due.day);
    if (aims || line.leads_in)
        && scope.mood != Some(Mood::Reported)
        && (scope.due.is_none() || line.leads_in)
        && let Some(due) = due
    {
        setting.carried = Some(due);
    } else if line.leads_in
        || setting.carried.is_some()
            && line.style == Style::Plain
            && sheet.has(sentence.first, sentence.end, Tag::Past)
    {
        setting.carried = None;
    }
}

/// "Deadline: 30 June." after a task, in its own sentence, belongs to the task.
fn deadline_of_last(
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
    let acts = sheet.mark(sentence.first, Tag::Action).is_some()
        || opens_with_infinitive(sheet, sentence.first);
    if bodies || acts {
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

/// Whether any item of the reading stands on the sentence.
fn holds(reading: &Reading, sheet: &Sheet<'_>, sentence: &Sentence) -> bool {
    let (start, end) = sheet.page.bytes(sentence.first, sentence.end);
    let own = Span { start, end };
    reading.targets.iter().any(|draft| draft.span.meets(own))
        || reading.tasks.iter().any(|draft| draft.span.meets(own))
        || reading.baselines.iter().any(|draft| draft.span.meets(own))
}

/// Whether any of the last items stands on the sentence.
fn covers(reading: &Reading, sheet: &Sheet<'_>, sentence: &Sentence) -> bool {
    let (start, end) = sheet.page.bytes(sentence.first, sentence.end);
    let own = Span { start, end };
    let near = |span: Span| span.meets(own);
    reading
        .targets
        .iter()
        .rev()
        .take(8)
        .any(|draft| near(draft.span) || draft.due.is_some_and(|due| near(due.span)))
        || reading
            .tasks
            .iter()
            .rev()
            .take(8)
            .any(|draft| near(draft.span) || draft.due.is_some_and(|due| near(due.span)))
        || reading.baselines.iter().rev().take(8).any(|draft| near(draft.span))
}

/// The signs of a sentence; `None` when it has none.
pub(super) fn not_taken_up(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    said_before: bool,
) -> Option<NotTakenUp> {
    let mut reasons = Vec::new();
    if said_before {
        reasons.push(Sign::SaidBefore);
    }
    if !within(&sheet.figures, sentence.first, sentence.end).is_empty() {
        reasons.push(Sign::Figure);
    }
    let dates = within(&sheet.dates, sentence.first, sentence.end);
    if !dates.is_empty() {
        reasons.push(Sign::Day);
    }
    let marks = sheet.marks_in(sentence.first, sentence.end);
    let says = |tag: Tag| marks.iter().any(|mark| mark.tag == tag);
    if dates.iter().any(super::date::Date::binding)
        || says(Tag::Within)
            && within(&sheet.figures, sentence.first, sentence.end)
                .iter()
                .any(|figure| figure.of == Of::Duration)
    {
        reasons.push(Sign::DeadlineWord);
    }
    if says(Tag::Duty) || says(Tag::Ask) {
        reasons.push(Sign::DutyVerb);
    }
    let (start, end) = sheet.page.bytes(sentence.first, sentence.end);
    (!reasons.is_empty()).then_some(NotTakenUp { span: Span { start, end }, reasons })
}

/// Whether the title announces results and no goal.
pub(super) fn reports(sheet: &Sheet<'_>) -> bool {
    const RESULTS: [&str; 12] = [
        "kết",
        "bilan",
        "resultats",
        "results",
        "achievements",
        "progress",
        "realisations",
        "حصيله",
        "نتائج",
        "النتائج",
        "tình",
        "thực",
    ];
    let end = sheet.lines.first().map_or(0, |line| line.end);
    let marks = sheet.marks_in(0, end);
    let says = |tag: Tag| marks.iter().any(|mark| mark.tag == tag);
    let results = marks
        .iter()
        .any(|mark| mark.tag == Tag::Situation && RESULTS.contains(&sheet.page.key(mark.first)));
    results && !says(Tag::Objective) && !says(Tag::Future)
}

/// Asked for, where a goal or a deadline stands anywhere in the first lines; else reported.
fn mood_of_text(sheet: &Sheet<'_>, written: Option<Day>) -> Mood {
    let end = sheet.lines.get(12).or(sheet.lines.last()).map_or(0, |line| line.end).min(600);
    let aims = sheet.has(0, end, Tag::Objective);
    let ahead = within(&sheet.dates, 0, end).iter().any(|date| {
        date.binding()
            && written.is_none_or(|written| date.due(None).is_some_and(|day| day > written))
    });
    if aims || ahead { Mood::Asked } else { Mood::Reported }
}

fn clears_asked(sheet: &Sheet<'_>) -> Option<Clears> {
    let marks = sheet.marks_in(0, sheet.page.tokens.len());
    let most = marks.iter().filter(|mark| mark.tag == Tag::Clears).map(|mark| mark.value).max()?;
    Some(if most >= 6 { Clears::Six } else { Clears::Five })
}
