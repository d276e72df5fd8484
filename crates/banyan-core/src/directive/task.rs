//! Tasks: an action with a responsible body, or with a deadline. The body stands before the duty verb
//! in Vietnamese, French and English, after it in Arabic, after "asks" and "assigns" in all four, or in
//! the heading above.

use super::body::{Found, lead_of};
use super::clause::clip;
use super::draft::{Doubt, Due, Named, Span, TargetDraft, TaskDraft, Unit};
use super::lexicon::Tag;
use super::measure::Setting;
use super::scope::{Mood, Scope};
use super::segment::{Line, Sentence, Style};
use super::sheet::{Sheet, within};
use crate::words::Language;

mod row;

mod time;

mod detail;

mod parts;

mod unled;

use detail::action_of;
use detail::class_of;
use detail::co_operating;
use detail::named;
use detail::product;
use detail::recurrence;
use parts::{WHILE, asking, finishing, meanwhile, second_duty};
use row::task_of_row;
use time::after_time;
use time::dates_without_year;
use time::own_due;
use time::past;
use unled::acts;
use unled::alone;
use unled::before_figures;

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
    if let Some(task) = task_of_row(sheet, line, scope, setting) {
        // a row is one task, whatever sentences stand in its cells
        tasks.extend((sentence.first == line.body).then_some(task));
        return tasks;
    }
    let mut first = sentence.first;
    let mut setting = *setting;
    // "(lead: …; deadline: …)" is one part
    let mut depth = 0_usize;
    for at in sentence.first..sentence.end {
        let last = at + 1 == sentence.end;
        depth += usize::from(sheet.page.is_mark(at, '('));
        depth = depth.saturating_sub(usize::from(sheet.page.is_mark(at, ')')));
        let semicolon =
            depth == 0 && [';', '؛'].into_iter().any(|mark| sheet.page.is_mark(at, mark));
        let parted = semicolon
            || at > first + 6
                && (second_duty(sheet, at + 1, sentence.end)
                    || meanwhile(sheet, at, sentence.end)
                    || asking(sheet, at, sentence.end));
        if !parted && !last {
            continue;
        }
        let end = if semicolon { at } else { at + 1 };
        let part = Sentence { first, end, line: sentence.line };
        let last_task = tasks.last_mut();
        if let Some(due) = finishing(sheet, &part, &setting)
            && let Some(task) = last_task.filter(|task| task.due.is_none_or(|due| due.from_heading))
        {
            task.due = Some(due);
        } else if end > first
            && let Some(task) =
                task_in(sheet, line, &part, scope, &setting, targets, first == sentence.first)
        {
            setting.lead = task.lead.as_ref().map(|lead| lead.span).or(setting.lead);
            tasks.push(task);
        } else if semicolon && sheet.language == Language::English {
            // a part that gave a target leaves its body to "; to connect" after it
            let found = lead_of(sheet, &part, false).and_then(|found| found.lead);
            setting.lead = found.map(|(first, end)| named(sheet, first, end).span).or(setting.lead);
        }
        let joint = WHILE.contains(&sheet.page.key(at + 1))
            || ["and", "et"].contains(&sheet.page.key(at + 1));
        first = at + 1 + usize::from(joint && !semicolon);
    }
    tasks
}

/// Whether tokens `first..end` open with an action.
pub(super) fn opens_action(sheet: &Sheet<'_>, first: usize, end: usize) -> bool {
    acts(sheet, &Sentence { first, end, line: usize::MAX })
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
            return before_figures(sheet, line, part, scope, setting, targets, opening);
        }
        if binds_nobody(sheet, line, part, &found, own.is_some()) {
            return None;
        }
        // what somebody was told in the past hangs on no heading's day
        let told = sheet.has(part.first, found.first, Tag::Past);
        let item = !matches!(line.style, Style::Plain | Style::Capitals);
        let above = scope.due.filter(|_| (!found.weak || item) && !told && !scope.after_list);
        // "by the same deadline"
        let same = setting.carried.filter(|_| sheet.has(part.first, part.end, Tag::SameDay));
        let above = above.or(same);
        return Some(with_lead(sheet, part, &found, own.or(above), own));
    }
    if let Some(task) = of_the_same(sheet, part, scope, setting, own).filter(|_| !percent) {
        return Some(task);
    }
    let item = !matches!(line.style, Style::Plain | Style::Capitals);
    let acts = acts(sheet, part) || scope.row;
    if let Some((lead_first, lead_end)) = scope.lead.filter(|_| {
        (acts || item)
            && opening
            && !line.heading
            && !percent
            && !(scope.row && counted)
            && part.end > part.first + 2
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
        return before_figures(sheet, line, part, scope, setting, targets, opening);
    }
    alone(sheet, line, part, scope, setting, own)
}

/// A body that is named without having to do anything: in a title, among those addressed, as one who signs.
fn binds_nobody(
    sheet: &Sheet<'_>,
    line: &Line,
    part: &Sentence,
    found: &Found,
    dated: bool,
) -> bool {
    // firms and citizens are bound by a day, not by being named
    let addressed = found.lead.is_some_and(|(first, end)| {
        sheet
            .marks_in(first, end)
            .iter()
            .find(|mark| mark.tag == Tag::Body)
            .is_some_and(|mark| mark.value == 2)
    });
    let title = line.heading && !line.leads_in;
    // "ký văn bản", "signe un arrêté": what was signed is no task
    let signs = ["ký", "signe", "signs", "يوقع", "وقع"].contains(&sheet.page.key(found.action));
    // "thông báo để các đơn vị biết": the closing words of a notice
    let closes = sheet.page.key(found.action) == "thông"
        && (found.action..part.end).any(|at| sheet.page.key(at) == "biết");
    // "extends its condolences": courtesy
    const COURTESY: [&str; 10] = [
        "condolences",
        "congratulations",
        "congratulates",
        "gratitude",
        "appreciation",
        "condoleances",
        "felicitations",
        "remerciements",
        "تعازيها",
        "تهانيها",
    ];
    let courtesy = (found.action..part.end.min(found.action + 6))
        .any(|at| COURTESY.contains(&sheet.page.key(at)));
    closes
        || courtesy
        || (addressed || title) && !dated
        || found.weak && (title || signs || spends(sheet, part))
}

/// "It also guides", "Ils transmettent", "; to connect": the body is that of the words before.
fn of_the_same(
    sheet: &Sheet<'_>,
    part: &Sentence,
    scope: &Scope,
    setting: &Setting,
    own: Option<Due>,
) -> Option<TaskDraft> {
    const THEY: [&str; 10] =
        ["it", "they", "he", "she", "il", "elle", "ils", "elles", "celui", "celle"];
    const ADVERBS: [&str; 9] =
        ["also", "further", "then", "egalement", "aussi", "ensuite", "en", "outre", "ci"];
    let page = &sheet.page;
    let lead = setting.lead?;
    let start = after_time(sheet, part);
    let infinitive = page.key(start) == "to" && sheet.mark(start + 1, Tag::Action).is_some();
    let verb = (start + 1..start + 4).find(|at| !ADVERBS.contains(&page.key(*at)))?;
    let acts = THEY.contains(&page.key(start))
        && (sheet.mark(verb, Tag::Duty).is_some() || sheet.mark(verb, Tag::WeakDuty).is_some());
    if !(acts || infinitive) || past(sheet, part) || scope.mood == Some(Mood::Reported) {
        return None;
    }
    let action = if infinitive { start } else { verb };
    let found = Found {
        lead: None,
        first: start,
        action,
        weak: !infinitive,
        asked: false,
        from_heading: true,
    };
    let mut task = with_lead(sheet, part, &found, own, own);
    let words = lead.quote(page.text).split_whitespace().collect::<Vec<_>>().join(" ");
    task.lead = Some(Named { words, span: lead });
    Some(task)
}

/// A sum of money that a body spends is a budget.
fn spends(sheet: &Sheet<'_>, part: &Sentence) -> bool {
    sheet.has(part.first, part.end, Tag::Budget)
        && within(&sheet.figures, part.first, part.end)
            .iter()
            .any(|figure| figure.of == super::figure::Of::Money)
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
