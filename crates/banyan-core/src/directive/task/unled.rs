//! Actions that name no body: those with a day, and whole kinds of things.

use super::super::body::Found;
use super::super::date::{Anchor, Date, When};
use super::super::draft::{Due, TargetDraft, TaskDraft};
use super::super::lexicon::Tag;
use super::super::measure::{Setting, french_future, opens_with_infinitive};
use super::super::page::Kind;
use super::super::scope::{Mood, Scope, due_of};
use super::super::segment::{Line, Sentence, Style};
use super::super::sheet::{Sheet, within};
use super::task_in;
use super::time::after_time;
use super::time::dates;
use super::time::past;
use super::with_lead;
use crate::words::Language;

/// "All villages must start, with these goals: 100 % of …": the words before a list of figures oblige by themselves.
pub(super) fn before_figures(
    sheet: &Sheet<'_>,
    line: &Line,
    part: &Sentence,
    scope: &Scope,
    setting: &Setting,
    targets: &[TargetDraft],
    opening: bool,
) -> Option<TaskDraft> {
    const JOINTS: [&str; 12] =
        ["and", "with", "of", "et", "avec", "dont", "và", "với", "trong", "وذلك", "مع", "while"];
    let page = &sheet.page;
    let figure = within(&sheet.figures, part.first, part.end).iter().find(|figure| {
        !matches!(
            figure.of,
            super::super::figure::Of::Name
                | super::super::figure::Of::Duration
                | super::super::figure::Of::Age
        )
    })?;
    let ends = |at: usize| {
        page.is_mark(at, ':')
            || (page.is_mark(at, ',') && JOINTS.contains(&page.key(at + 1)))
            || (page.is_mark(at, '،') && page.key(at + 1).starts_with('و'))
    };
    let end = (part.first..figure.first).find(|at| ends(*at))?;
    let own = Sentence { first: part.first, end, line: part.line };
    let start = after_time(sheet, &own);
    let bound =
        (start..end).any(|at| obliges(sheet, at) && at + 2 < end) || universal(sheet, start);
    (bound && end > start + 4)
        .then(|| task_in(sheet, line, &own, scope, setting, targets, opening))
        .flatten()
}

/// An action with a deadline and no body.
pub(super) fn alone(
    sheet: &Sheet<'_>,
    line: &Line,
    part: &Sentence,
    scope: &Scope,
    setting: &Setting,
    own: Option<Due>,
) -> Option<TaskDraft> {
    let item = !matches!(line.style, Style::Plain | Style::Capitals);
    let acts = acts(sheet, part) || scope.row;
    // a paragraph that ends with a colon heads only with its last sentence
    let heads = line.heading && !(line.leads_in && part.end < line.end);
    if heads || scope.mood == Some(Mood::Reported) || past(sheet, part) {
        return None;
    }
    let at_line_start = part.first == line.body;
    let whole = universal(sheet, after_time(sheet, part));
    let returns = sheet.has(part.first, part.end, Tag::Recurrence);
    let carried = scope
        .due
        .or(scope.title_due.filter(|_| whole))
        .or(setting.carried.filter(|_| (item || acts) && at_line_start && !returns));
    let wished = wishes(sheet, part);
    let binding = dates(sheet, part, setting).any(Date::binding);
    // "the province concentrates on finishing …, by 30 November 2024"
    let dated = sheet.has(part.first, part.end.min(part.first + 12), Tag::Action)
        && dates(sheet, part, setting)
            .any(|date| date.binding() && matches!(date.when, When::Day(_)));
    let must = wished
        && dates(sheet, part, setting).chain(within(&sheet.dates, part.first, part.first + 1)).any(
            |date| {
                matches!(date.when, When::Day(_) | When::Month { .. })
                    && matches!(date.anchor, Anchor::In | Anchor::Since)
            },
        )
        && (part.first..part.end).any(|at| obliges(sheet, at));
    // "Resolution 9 covers the years up to 2030": a document is told of
    let named = !within(&sheet.numbers, part.first, part.end).is_empty();
    // "Former." names no work yet
    if part.end.saturating_sub(part.first) <= 2 && !scope.row {
        return None;
    }
    if named && !acts && !must {
        return None;
    }
    // "30 June: opening of the register"
    let labelled = dated_label(sheet, line, part, setting);
    let own = own.or(labelled);
    // an item with a day of its own, under a heading that asks
    let asked = item && binding && scope.mood == Some(Mood::Asked) && at_line_start;
    let acts = acts || labelled.is_some() || asked;
    let due = match own {
        Some(due) if must => due,
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

/// Whether a part speaks of what shall be.
fn wishes(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    let marked = sheet.marks_in(part.first, part.end).iter().any(|mark| {
        matches!(mark.tag, Tag::Future | Tag::Objective)
            || mark.tag == Tag::Duty && sheet.language != Language::Arabic
    });
    marked || (part.first..part.end).any(|at| french_future(sheet, at))
}

/// An Arabic verbal noun told by its form, at the head of a line: "تدقيق", "إدراج", "استقبال", "مواكبة".
fn masdar(sheet: &Sheet<'_>, at: usize) -> bool {
    if sheet.language != Language::Arabic {
        return false;
    }
    let letters: Vec<char> = sheet.page.key(at).chars().collect();
    let is = |place: usize, letter: char| letters.get(place) == Some(&letter);
    match letters.len() {
        5 => is(0, 'ت') && is(3, 'ي') || is(0, 'ا') && is(3, 'ا') && !is(1, 'ل'),
        6 => is(0, 'م') && is(2, 'ا') && is(5, 'ه') || is(0, 'ا') && is(2, 'ت') && is(4, 'ا'),
        7 => is(0, 'ا') && is(1, 'س') && is(2, 'ت') && is(5, 'ا'),
        _ => false,
    }
}

/// The day that stands alone before a colon or a dash at the head of a line, with what is to happen then after it.
fn dated_label(sheet: &Sheet<'_>, line: &Line, part: &Sentence, setting: &Setting) -> Option<Due> {
    let page = &sheet.page;
    let date = within(&sheet.dates, part.first, part.first + 1).first()?;
    let colon = [':', '–', '—'].into_iter().any(|mark| page.is_mark(date.end, mark));
    let told = sheet.has(date.end, part.end, Tag::Past)
        || !within(&sheet.figures, date.end, part.end).is_empty();
    let due = due_of(sheet, date, setting.year, false)?;
    let ahead = match setting.written_on {
        Some(written) => due.day > written,
        None => setting.mood == Mood::Asked,
    };
    let room = part.end > date.end + 3 && part.first == line.body;
    (colon && room && !told && ahead && date.anchor != Anchor::Since).then_some(due)
}

/// "All schools hold …", "tous les élèves", "tất cả các thôn", "جميع المدارس": whole kinds without a figure.
fn universal(sheet: &Sheet<'_>, at: usize) -> bool {
    const ALL: [&str; 6] = ["all", "every", "tous", "toutes", "جميع", "كافه"];
    let page = &sheet.page;
    let next = sheet.mark(at + 1, Tag::Number).is_some() || page.kind(at + 1) != Kind::Word;
    !next && (ALL.contains(&page.key(at)) || page.key(at) == "tất" && page.key(at + 1) == "cả")
}

/// "must", "doit", "phải": a word that obliges whoever it speaks of.
pub(super) fn obliges(sheet: &Sheet<'_>, at: usize) -> bool {
    const MUST: [&str; 13] = [
        "must",
        "shall",
        "doit",
        "doivent",
        "devra",
        "devront",
        "phải",
        "يجب",
        "يتعين",
        "ينبغي",
        "will",
        "sẽ",
        "وجب",
    ];
    MUST.contains(&sheet.page.key(at))
}

/// The part opens with a verb or a verbal noun of action; Arabic writes "يتم تعميم": "the spreading is done".
pub(super) fn acts(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    const DONE: [&str; 6] = ["يتم", "تتم", "سيتم", "ستتم", "يجري", "تجري"];
    let done = |at: usize| {
        DONE.contains(&sheet.page.key(at).trim_start_matches('و'))
            && sheet.mark(at + 1, Tag::Action).is_some()
    };
    let opens = |at: usize| {
        sheet.mark(at, Tag::Action).is_some()
            || done(at)
            || opens_with_infinitive(sheet, at)
            || masdar(sheet, at) && sheet.lines.get(part.line).is_some_and(|line| line.body == at)
    };
    let after = after_time(sheet, part);
    // "Infrastructure: building of data centres": the words before the colon name the field
    let named = (part.first + 1..(part.first + 8).min(part.end))
        .find(|at| sheet.page.is_mark(*at, ':'))
        .is_some_and(|colon| {
            sheet.lines.get(part.line).is_some_and(|line| line.body == part.first)
                && opens(colon + 1)
        });
    named
        || opens(part.first)
        || opens(after)
        || universal(sheet, part.first)
        || universal(sheet, after)
        || opens(part.first + 1)
            && matches!(sheet.page.kind(part.first), Kind::Mark('-' | '+' | '•' | '"' | '«'))
        || opens(part.first + 1)
            && ["l'", "la", "le", "to", "the", "to", "و", "cơ", "tiếp"]
                .contains(&sheet.page.key(part.first))
}
