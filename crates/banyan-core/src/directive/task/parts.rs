//! Where one sentence holds several tasks, and where a part only sets the day of the one before.

use super::super::body::names_body;
use super::super::draft::Due;
use super::super::lexicon::Tag;
use super::super::measure::Setting;
use super::super::scope::due_of;
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};
use crate::words::Language;

pub(super) const WHILE: [&str; 6] = ["while", "whereas", "tandis", "alors", "còn", "فيما"];

/// "; to be finished before 30 June", "؛ على أن ينتهي قبل": a part that only sets the day of the part before.
pub(super) fn finishing(sheet: &Sheet<'_>, part: &Sentence, setting: &Setting) -> Option<Due> {
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

/// ", asking the ministries to", "، داعيا الجهات إلى": a request that a sentence adds at its end.
pub(super) fn asking(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
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

/// ", while the fund will digitise …": a second body with a duty of its own.
pub(super) fn meanwhile(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
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
pub(super) fn second_duty(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
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
