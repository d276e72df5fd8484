//! Tasks: an action with a responsible body, or with a deadline. The body stands before the duty verb
//! in Vietnamese, French and English, after it in Arabic, after "asks" and "assigns" in all four, or in
//! the heading above.

use super::body::{Found, lead_of, names_body};
use super::clause::clip;
use super::draft::{Doubt, Due, Named, Span, TargetDraft, TaskDraft, Unit};
use super::lexicon::Tag;
use super::measure::Setting;
use super::scope::{Mood, Scope, due_of};
use super::segment::{Line, Sentence, Style};
use super::sheet::{Sheet, within};
use crate::words::Language;

mod row;

mod time;

mod detail;

mod unled;

use detail::action_of;
use detail::class_of;
use detail::co_operating;
use detail::named;
use detail::product;
use detail::recurrence;
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

/// ", asking the ministries to", "، داعيا الجهات إلى": a request that a sentence adds at its end.
fn asking(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    const ASKING: [&str; 24] = [
        "asking",
        "urging",
        "directing",
        "calling",
        "instructing",
        "requiring",
        "tasking",
        "ordering",
        "demandant",
        "invitant",
        "chargeant",
        "appelant",
        "instruisant",
        "exhortant",
        "داعيا",
        "مطالبا",
        "موجها",
        "مكلفا",
        "حاثا",
        "داعيه",
        "مطالبه",
        "موجهه",
        "مشددا",
        "طالبا",
    ];
    let opens = sheet.page.is_mark(at, ',') || sheet.page.is_mark(at, '،');
    opens
        && ASKING.contains(&sheet.page.key(at + 1))
        && sheet.has(at + 2, (at + 8).min(end), Tag::Body)
}

/// "; to be finished before 30 June", "؛ على أن ينتهي قبل": a part that only sets the day of the part before.
fn finishing(sheet: &Sheet<'_>, part: &Sentence, setting: &Setting) -> Option<Due> {
    const DONE: [&str; 17] = [
        "completed",
        "complete",
        "finished",
        "done",
        "achever",
        "acheve",
        "terminer",
        "termine",
        "realiser",
        "thành",
        "xong",
        "الانتهاء",
        "ينتهي",
        "تنتهي",
        "الانجاز",
        "وذلك",
        "completion",
    ];
    let short = part.end.saturating_sub(part.first) <= 14;
    let date = within(&sheet.dates, part.first, part.end).last().filter(|_| short)?;
    let before = date.first.saturating_sub(part.first);
    let plain = before <= 5
        && date.binding()
        && date.end + 2 >= part.end
        && !sheet.has(part.first, part.end, Tag::Body)
        && within(&sheet.figures, part.first, part.end).is_empty();
    let ends = before == 0 || (part.first..date.core).any(|at| DONE.contains(&sheet.page.key(at)));
    (plain && ends).then(|| due_of(sheet, date, setting.year, false)).flatten()
}

const WHILE: [&str; 6] = ["while", "whereas", "tandis", "alors", "còn", "فيما"];

/// ", while the fund will digitise …": a second body with a duty of its own.
fn meanwhile(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let opens = sheet.page.is_mark(at, ',') || sheet.page.is_mark(at, '،');
    let stop = (at + 12).min(end);
    // ", and the operator shall guarantee": a second body with its own duty
    let second = opens
        && ["and", "et"].contains(&sheet.page.key(at + 1))
        && names_body(sheet, at + 2, end)
            .is_some_and(|stop| sheet.mark(stop, Tag::Duty).is_some() && stop + 2 < end);
    // ", and told the registrars to"
    let told = opens
        && ["and", "et"].contains(&sheet.page.key(at + 1))
        && sheet
            .mark(at + 2, Tag::Ask)
            .is_some_and(|ask| names_body(sheet, ask.end, end).is_some());
    second
        || told
        || opens
            && WHILE.contains(&sheet.page.key(at + 1))
            && sheet.has(at + 2, stop, Tag::Body)
            && sheet.has(at + 2, stop, Tag::Duty)
}

/// Arabic: "and the Ministry of Y takes charge of" after a comma opens a second task.
fn second_duty(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let joined =
        sheet.page.key(at).starts_with('و') || sheet.page.is_mark(at.saturating_sub(1), '،');
    let joined = joined || sheet.page.key(at.saturating_sub(1)) == "كما";
    let at = at + usize::from(sheet.page.key(at) == "كما");
    let duty = sheet
        .mark(at, Tag::Duty)
        .filter(|duty| joined && !sheet.page.key(at).ends_with("علي") && duty.end < end);
    sheet.language == Language::Arabic
        && sheet.mark_before(at, Tag::Indicator).is_none()
        && duty.is_some_and(|duty| sheet.mark(duty.end, Tag::Body).is_some())
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
