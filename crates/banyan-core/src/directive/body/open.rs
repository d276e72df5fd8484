//! What no list can hold: verbs told by their form ("will frame", "instruira", "sẽ rà") and bodies told by their
//! letters alone ("the NCSA", "l'ARTP", "the Incubator for Health (i.H)").

use super::super::lexicon::{Mark, Tag};
use super::super::measure::french_future;
use super::super::page::Kind;
use super::super::segment::Sentence;
use super::super::sheet::Sheet;
use super::article;
use crate::words::Language;

/// The duty verbs of a part by their place: those that the lists know, and every future after them.
pub(super) fn duties(sheet: &Sheet<'_>, part: &Sentence) -> Vec<Mark> {
    let listed = |mark: &&Mark| matches!(mark.tag, Tag::Duty | Tag::WeakDuty);
    let mut duties: Vec<Mark> =
        sheet.marks_in(part.first, part.end).iter().filter(listed).copied().collect();
    let known = |at: usize| {
        sheet.marks_at(at).iter().any(|mark| matches!(mark.tag, Tag::Duty | Tag::WeakDuty))
    };
    let futures = (part.first + 1..part.end).filter(|at| future(sheet, *at) && !known(*at));
    duties.extend(futures.map(|at| Mark { tag: Tag::WeakDuty, value: 0, first: at, end: at + 1 }));
    // "are personally accountable for"
    let answers = |at: &usize| {
        let page = &sheet.page;
        sheet.language == Language::English
            && ["accountable", "responsible", "answerable"].contains(&page.key(*at))
            && page.key(at + 1) == "for"
            && page.key(at.saturating_sub(1)).ends_with("ly")
            && ["is", "are", "be"].contains(&page.key(at.saturating_sub(2)))
    };
    duties.extend((part.first + 2..part.end).filter(answers).map(|at| Mark {
        tag: Tag::Duty,
        value: 0,
        first: at - 2,
        end: at + 2,
    }));
    duties.sort_by_key(|mark| mark.first);
    duties
}

/// A future whose verb tells an act, not a state or a result.
fn future(sheet: &Sheet<'_>, at: usize) -> bool {
    const STATES: [&str; 42] = [
        "be", "have", "not", "no", "benefit", "receive", "see", "need", "get", "remain", "come",
        "become", "face", "save", "depend", "attend", "meet", "cost", "know", "find", "enjoy",
        "help", "allow", "go", "mean", "continue", "never", "only", "only", "still", "soon",
        "likely", "là", "có", "được", "giúp", "đạt", "góp", "không", "còn", "tăng", "giảm",
    ];
    let page = &sheet.page;
    let verb = |next: usize| {
        page.kind(next) == Kind::Word && !page.capital(next) && !STATES.contains(&page.key(next))
    };
    match sheet.language {
        Language::English => {
            let also = usize::from(["also", "then", "now"].contains(&page.key(at + 1)));
            page.key(at) == "will" && verb(at + 1 + also)
        }
        Language::Vietnamese => page.key(at) == "sẽ" && verb(at + 1),
        Language::French => {
            french_future(sheet, at)
                && !page.key(at).ends_with("ait")
                && !page.key(at).ends_with("aient")
                && sheet.mark(at, Tag::Future).is_none()
                && ![
                    "verra",
                    "restera",
                    "viendra",
                    "coutera",
                    "aidera",
                    "deviendra",
                    "gagnera",
                    "vaudra",
                ]
                .contains(&page.key(at))
        }
        Language::Arabic => false,
    }
}

/// The body at a token or after its article that is told by its letters alone: its end.
pub(super) fn lettered(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<usize> {
    const NO_BODIES: [&str; 22] = [
        "ict", "tic", "pib", "gdp", "id", "qr", "pdf", "sms", "usb", "covid", "ai", "ia", "it",
        "kpi", "pme", "sme", "nb", "faq", "vna", "usd", "eur", "vnd",
    ];
    if !matches!(sheet.language, Language::English | Language::French) {
        return None;
    }
    let page = &sheet.page;
    let mut at = first;
    while at < end && at < first + 3 && article(sheet, at) {
        at += 1;
    }
    // "e-CIC", "NITA-U": small letters and hyphens stand beside the capitals
    let mut stop = at;
    while stop < end
        && stop < at + 4
        && (stop == at || page.glued(stop))
        && (page.kind(stop) == Kind::Word || page.is_mark(stop, '-') || page.is_mark(stop, '&'))
    {
        stop += 1;
    }
    let written = page.words(at, stop);
    let capitals = written.chars().filter(|letter| letter.is_uppercase()).count();
    let letters = written.chars().filter(|letter| letter.is_alphabetic()).count();
    // a word in capitals among others in capitals is no sign
    let shouting = page.words(stop, (stop + 2).min(end));
    let shouting = shouting.len() > 3 && !shouting.chars().any(char::is_lowercase);
    (capitals >= 3.max(letters.saturating_sub(1))
        && letters <= 9
        && !shouting
        && !NO_BODIES.contains(&page.key(at)))
    .then_some(stop)
}

/// "The Incubator for Health (i.H)": a name in capitals with its letters in brackets, the brackets last.
pub(super) fn abbreviated(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<usize> {
    let page = &sheet.page;
    let open = (first..end).rev().take(8).find(|at| page.is_mark(*at, '('))?;
    let letters = page.words(open + 1, end.saturating_sub(1));
    let capitals = letters.chars().filter(|letter| letter.is_uppercase()).count();
    let start = (first..open).take(3).find(|at| !article(sheet, *at))?;
    let closed = page.is_mark(end.saturating_sub(1), ')');
    let small = letters.chars().count() <= 12 && !letters.contains(' ');
    (closed && small && capitals >= 1 && page.capital(start) && open > start).then_some(first)
}
