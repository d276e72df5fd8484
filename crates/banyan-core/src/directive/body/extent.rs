//! Where the words of a body end.

use super::super::lexicon::{Tag, without_article};
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::{LONGEST, article};
use crate::words::Language;

pub(super) fn body_end(sheet: &Sheet<'_>, head: usize, end: usize) -> usize {
    if sheet.language == Language::Arabic {
        arabic_end(sheet, head, end)
    } else {
        latin_end(sheet, head, end)
    }
}

/// A body runs up to a verb, a full mark, or a comma that no further body follows.
fn latin_end(sheet: &Sheet<'_>, head: usize, end: usize) -> usize {
    const STOPS: [&str; 34] = [
        "to", "that", "which", "who", "qui", "que", "pour", "afin", "for", "by", "de", "d'", "is",
        "are", "will", "must", "shall", "should", "may", "can", "để", "nhằm", "khẩn", "tập",
        "trước", "avant", "before", "sont", "est", "ont", "has", "have", "do", "does",
    ];
    let page = &sheet.page;
    let ceiling = end.min(head + LONGEST);
    let mut at = head + 1;
    while at < ceiling {
        let verb = sheet.marks_at(at).iter().any(|mark| {
            matches!(
                mark.tag,
                Tag::Duty | Tag::Ask | Tag::With | Tag::Future | Tag::By | Tag::Before
            )
        }) || sheet.language == Language::Vietnamese
            && sheet
                .marks_at(at)
                .iter()
                .any(|mark| matches!(mark.tag, Tag::WeakDuty | Tag::Action))
            && !page.capital(at);
        if verb || matches!(page.kind(at), Kind::Mark('.' | ':' | ';' | '?' | '!') | Kind::Break) {
            break;
        }
        if page.is_mark(at, ',') && !coordinated(sheet, at + 1, ceiling) {
            break;
        }
        // "d'agir", "de mettre": an infinitive closes the body
        let infinitive = ["de", "d'", "à", "a"].contains(&page.key(at))
            && super::super::measure::opens_with_infinitive(sheet, at + 1);
        let stop = STOPS.contains(&page.key(at)) && !["de", "d'", "for"].contains(&page.key(at))
            || page.key(at) == "for" && at > head + 6;
        if infinitive || stop || super::super::measure::opens_with_infinitive(sheet, at) {
            break;
        }
        at += 1;
    }
    while at > head + 1
        && (matches!(page.kind(at - 1), Kind::Mark(',' | '-' | '–' | '"' | '“'))
            || ["and", "et", "và", "also"].contains(&page.key(at - 1)))
    {
        at -= 1;
    }
    at
}

/// Whether another body, or a name in capitals that a list goes on with, follows a comma.
pub(super) fn coordinated(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let near = (at..end.min(at + 5)).find(|place| {
        sheet.mark(*place, Tag::Body).is_some()
            || !article(sheet, *place) && !["and", "et", "và"].contains(&sheet.page.key(*place))
    });
    near.is_some_and(|place| {
        sheet.mark(place, Tag::Body).is_some()
            || sheet.page.capital(place) && sheet.language != Language::Vietnamese && place == at
            || sheet.language == Language::Vietnamese && sheet.mark(place, Tag::Level).is_some()
    })
}

/// Words over which an Arabic body goes on.
const ON: [&str; 20] = [
    "في",
    "علي",
    "مستوي",
    "ذات",
    "ذوي",
    "لدي",
    "من",
    "غير",
    "كل",
    "و",
    "او",
    "بين",
    "قطاع",
    "شوون",
    "التابعه",
    "رييس",
    "العامه",
    "نايب",
    "بما",
    "بـ",
];

/// The duty itself as a definite noun: "على الجهات الالتزام ب".
const DUTIES: [&str; 9] =
    ["الالتزام", "التقيد", "العمل", "الحرص", "الانتقال", "السعي", "الاسراع", "المبادره", "الشروع"];

/// Head nouns, definite nouns, "of" words and "and" go on; the first indefinite word after a definite one ends it.
fn arabic_end(sheet: &Sheet<'_>, head: usize, end: usize) -> usize {
    let page = &sheet.page;
    let ceiling = end.min(head + LONGEST);
    let each =
        [head, head.saturating_sub(1)].into_iter().any(|at| matches!(page.key(at), "كل" | "اي"));
    let mut at = sheet.mark(head, Tag::Body).map_or(head + 1, |mark| mark.end).min(ceiling);
    let mut definite = each || (head..at).any(|place| without_article(page.key(place)).is_some());
    while at < ceiling {
        let key = page.key(at);
        if page.kind(at) != Kind::Word {
            if page.is_mark(at, '،') && sheet.mark(at + 1, Tag::Body).is_some() {
                definite = false;
                at += 1;
                continue;
            }
            break;
        }
        let body = sheet.mark(at, Tag::Body).is_some();
        let own = without_article(key).is_some();
        let verb = sheet.mark(at, Tag::Duty).is_some() && !ON.contains(&key)
            || matches!(
                key,
                "ان" | "بان"
                    | "التي"
                    | "الذي"
                    | "الذين"
                    | "مسوولين"
                    | "مسوولون"
                    | "مسووله"
                    | "مسوول"
                    | "بشكل"
            );
        if verb || DUTIES.contains(&key) || !own && !body && definite && !ON.contains(&key) {
            break;
        }
        definite = own || definite && !body;
        at += 1;
    }
    while at > head + 1 && ON.contains(&page.key(at - 1)) {
        at -= 1;
    }
    at
}
