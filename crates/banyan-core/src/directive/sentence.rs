//! The walk over the sentences of a text: each is measured, searched for tasks, and listed as not taken
//! up where it showed signs and gave nothing.

use super::body::lead_of;
use super::document::{read_documents, written_on};
use super::draft::{Clears, Reading, Span};
use super::figure::Of;
use super::flat::Flat;
use super::level::level_of_text;
use super::lexicon::Tag;
use super::measure::{Measured, PartOf, Setting, measure};
use super::scope::{Mood, Scope, scopes};
use super::segment::{Line, Sentence, Style};
use super::sheet::{Sheet, within};
use super::task::read_tasks;
use crate::words::{Day, Language};

mod repeat;

mod carry;

mod sign;

use carry::{carry, completed_by, deadline_of_last};
use repeat::{Recalled, drop_headline, told_before, words_of};
pub(super) use sign::not_taken_up;

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
        before: None,
        reports: reports(&sheet),
        lead: None,
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
            setting.lead = None;
            setting.before = None;
        }
        if furniture(&sheet, line) || sheet.flat.get(sentence.line) == Some(&Flat::Cell) {
            continue;
        }
        let tasks = reading.tasks.len();
        if sentence.first == line.body {
            setting.line_mood = None;
            // an item's own day ends with the item
            let item =
                matches!(line.style, Style::Dash | Style::Bullet | Style::Plus | Style::Letter);
            if let Some(carried) = before_item.take() {
                setting.carried = carried;
            }
            before_item = (item && !line.leads_in).then_some(setting.carried);
        }
        let said =
            read_sentence(&sheet, line, sentence, scope, &setting, &mut reading, &mut recalled);
        setting.line_mood = said.mood.or(setting.line_mood);
        setting.before = said.mood.or(setting.before);
        setting.lead = lead_after(&sheet, sentence, &reading, tasks).or(setting.lead);
        carry(&sheet, line, sentence, scope, said, &mut setting);
        let covered = said.taken || covers(&reading, &sheet, sentence);
        if let Some(listed) =
            (!covered).then(|| not_taken_up(&sheet, sentence, said.before)).flatten()
        {
            reading.not_taken_up.push(listed);
        }
    }
    drop_headline(&sheet, &mut reading, &recalled);
    // an item of nothing but marks holds no work
    reading.tasks.retain(|task| task.span.start < task.span.end);
    super::forgotten::list_forgotten(&sheet, &mut reading);
    reading
}

/// "Read also: …": links of a page around the text.
fn furniture(sheet: &Sheet<'_>, line: &Line) -> bool {
    const LINKS: [(&str, &str); 19] = [
        ("truy", "cập"),
        ("lượt", "truy"),
        ("lượt", "xem"),
        ("read", "also"),
        ("read", "more"),
        ("see", "also"),
        ("lire", "aussi"),
        ("a", "lire"),
        ("voir", "aussi"),
        ("related", "news"),
        ("more", "in"),
        ("xem", "thêm"),
        ("đọc", "thêm"),
        ("tin", "liên"),
        ("từ", "khóa"),
        ("اقرا", "ايضا"),
        ("اقرا", "المزيد"),
        ("mots", "cles"),
        ("tags", ""),
    ];
    let (one, two) = (sheet.page.key(line.body), sheet.page.key(line.body + 1));
    LINKS.iter().any(|(first, second)| *first == one && (*second == two || second.is_empty()))
}

/// The body that a sentence leaves to a "they" after it: that of its last task, or the one of its target.
fn lead_after(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    reading: &Reading,
    tasks: usize,
) -> Option<Span> {
    let fresh = reading.tasks.get(tasks..).unwrap_or_default();
    if let Some(task) = fresh.last() {
        return task.lead.as_ref().map(|lead| lead.span);
    }
    let figures = !within(&sheet.figures, sentence.first, sentence.end).is_empty();
    // only English and French go on with "it" and "ils"
    let pronouns = matches!(sheet.language, Language::English | Language::French);
    let found = (figures && pronouns).then(|| lead_of(sheet, sentence, false)).flatten()?;
    found.lead.map(|(first, end)| {
        let (start, end) = sheet.page.bytes(first, end);
        Span { start, end }
    })
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
    let (from, known) = (reading.targets.len(), reading.baselines.len());
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
    if !said.taken && completed_by(sheet, sentence, setting, reading) {
        return Said { taken: true, ..said };
    }
    if !said.taken && deadline_of_last(sheet, sentence, setting, &mut reading.tasks) {
        return Said { taken: true, ..said };
    }
    let fresh = reading.targets.get(from..).unwrap_or_default();
    let mut tasks = read_tasks(sheet, line, sentence, scope, setting, fresh);
    // "by the end of 2030, 16 targets were met" asks nobody
    let told = reading.baselines.get(known..).unwrap_or_default();
    tasks.retain(|task| {
        task.lead.is_some() || !told.iter().any(|draft| draft.span.meets(task.span))
    });
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
    // "Annual report 2031", "تقرير الإنجاز": the kind of the text says it
    const REPORTS: [&str; 8] =
        ["scorecard", "report", "rapport", "تقرير", "التقرير", "barometre", "حصيله", "factsheet"];
    let report = (0..end.min(14)).any(|at| {
        REPORTS.contains(&sheet.page.key(at)) && sheet.page.key(at.saturating_sub(1)) != "to"
    });
    (results || report) && !says(Tag::Objective) && !says(Tag::Future) && !says(Tag::Ask)
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
