//! Bodies by the grammar of their head nouns ("ministry of", "heads of", "cơ quan"), never by a list of
//! names, and the duty verb or request that makes a body responsible.

use super::lexicon::{Mark, Tag, without_article};
use super::page::Kind;
use super::segment::Sentence;
use super::sheet::{Sheet, within};
use crate::words::Language;

/// Tokens of the longest body: "the ministries, agencies of ministerial level, …".
const LONGEST: usize = 60;

/// A responsible body and where its sentence and action begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) lead: Option<(usize, usize)>,
    pub(super) first: usize,
    pub(super) action: usize,
    /// the verb describes as often as it obliges
    pub(super) weak: bool,
    /// "asked", "assigned"
    pub(super) asked: bool,
    pub(super) from_heading: bool,
}

/// The body that begins at a token or after its article: tokens of the whole, coordinated bodies included.
pub(super) fn body_at(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<(usize, usize)> {
    for head in at..at + 4 {
        if head_at(sheet, head, end).is_some() {
            return Some((at, body_end(sheet, head, end)));
        }
        if !article(sheet, head) || head + 1 >= end {
            return None;
        }
    }
    None
}

/// Articles, quantifiers and adverbs before a head noun.
fn article(sheet: &Sheet<'_>, at: usize) -> bool {
    const SMALL: [&str; 62] = [
        "the",
        "each",
        "every",
        "all",
        "relevant",
        "competent",
        "le",
        "la",
        "les",
        "l'",
        "aux",
        "au",
        "des",
        "du",
        "de",
        "d'",
        "chaque",
        "tous",
        "toutes",
        "a",
        "ces",
        "ce",
        "cette",
        "các",
        "mỗi",
        "từng",
        "toàn",
        "thể",
        "những",
        "cho",
        "tất",
        "cả",
        "كل",
        "جميع",
        "كافه",
        "من",
        "الي",
        "علي",
        "السيد",
        "الساده",
        "سائر",
        "an",
        "said",
        "concerned",
        "line",
        "both",
        "national",
        "provincial",
        "local",
        "district",
        "county",
        "federal",
        "state",
        "principal",
        "deputy",
        "vice",
        "cabinet",
        "chief",
        "public",
        "implementing",
        "lead",
        "federal",
    ];
    SMALL.contains(&sheet.page.key(at))
}

fn body_end(sheet: &Sheet<'_>, head: usize, end: usize) -> usize {
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
            && super::measure::opens_with_infinitive(sheet, at + 1);
        let stop = STOPS.contains(&page.key(at)) && !["de", "d'", "for"].contains(&page.key(at))
            || page.key(at) == "for" && at > head + 6;
        if infinitive || stop || super::measure::opens_with_infinitive(sheet, at) {
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
fn coordinated(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
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

/// The body that a part of a sentence makes responsible.
pub(super) fn lead_of(sheet: &Sheet<'_>, part: &Sentence, weak_allowed: bool) -> Option<Found> {
    let asked = asked(sheet, part);
    if sheet.language == Language::Arabic {
        let duty = verb_first(sheet, part)
            .filter(|duty| asked.is_none_or(|asked| duty.first < asked.first));
        return duty.or(asked);
    }
    asked
        .or_else(|| subject_first(sheet, part, weak_allowed))
        .or_else(|| bare_infinitive(sheet, part))
}

/// "asked the ministries to", "giao Bộ", "كلف رئيس الوزراء الوزراء".
fn asked(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    for ask in sheet.marks_in(part.first, part.end).iter().filter(|mark| mark.tag == Tag::Ask) {
        let mut at = ask.end;
        if sheet.language == Language::Arabic {
            // the one who asks stands between verb and body
            let named = ["من", "الي"].contains(&sheet.page.key(at.saturating_sub(1)));
            let ministry = sheet.page.key(at).ends_with("وزاره");
            if let Some(issuer) = sheet.mark(at, Tag::Issuer).filter(|_| !named && !ministry) {
                at = issuer.end;
            }
            // "أوصى المجلس الوزارات": two bodies side by side, the second is asked
            let next = sheet.mark(at, Tag::Body).map_or(at, |body| body.end);
            let beside = without_article(sheet.page.key(at)).is_some()
                && without_article(sheet.page.key(next)).is_some()
                && !sheet.page.key(next).starts_with('و');
            if !named && next > at && beside && sheet.mark(next, Tag::Body).is_some() {
                at = next;
            }
        }
        let Some((first, end)) = body_at(sheet, at, part.end) else { continue };
        let vietnamese = sheet.language == Language::Vietnamese;
        // "the decision requires ministries' approval" and "được giao" ask nobody
        let passive = ask.first > part.first
            && ["được", "was", "were", "been", "do", "by", "par", "bị", "علي"]
                .contains(&sheet.page.key(ask.first - 1));
        let opens = ask.first <= part.first + 40 && end < part.end;
        let verb = vietnamese
            || sheet.page.key(end) == "to"
            || sheet.language == Language::Arabic
            || (end..(end + 4).min(part.end)).any(|place| {
                ["de", "d'", "a", "à", "with", "pour", "que"].contains(&sheet.page.key(place))
                    || super::measure::opens_with_infinitive(sheet, place)
            })
            || sheet.page.is_mark(end, ':');
        if !passive && opens && verb {
            return Some(Found {
                lead: Some((trim_articles(sheet, first, end), end)),
                first: ask.first,
                action: end,
                weak: false,
                asked: true,
                from_heading: false,
            });
        }
    }
    None
}

fn trim_articles(sheet: &Sheet<'_>, first: usize, end: usize) -> usize {
    const EMPTY: [&str; 14] =
        ["aux", "au", "a", "à", "cho", "من", "الي", "علي", "les", "le", "la", "l'", "des", "the"];
    (first..end).find(|at| !EMPTY.contains(&sheet.page.key(*at))).unwrap_or(first)
}

/// "The Ministry of X shall": the body opens the part or follows a comma, the verb follows it.
fn subject_first(sheet: &Sheet<'_>, part: &Sentence, mut weak_allowed: bool) -> Option<Found> {
    let mut tried = 0;
    for duty in sheet
        .marks_in(part.first, part.end)
        .iter()
        .filter(|mark| matches!(mark.tag, Tag::Duty | Tag::WeakDuty))
    {
        let weak = duty.tag == Tag::WeakDuty;
        if weak && !weak_allowed || tried > 12 {
            continue;
        }
        tried += 1;
        let ending = sheet.page.key(duty.end.saturating_sub(1));
        if let Some((first, end)) = ["a", "au", "aux"]
            .contains(&ending)
            .then(|| body_at(sheet, duty.end, part.end))
            .flatten()
        {
            return Some(Found {
                lead: Some((first, end)),
                first: duty.first,
                action: end,
                weak: false,
                asked: true,
                from_heading: false,
            });
        }
        let reflexive = duty.first > 0 && ["s'", "se"].contains(&sheet.page.key(duty.first - 1));
        let Some(first) = subject_before(sheet, part, duty).filter(|_| !reflexive) else {
            continue;
        };
        // a weak verb obliges only the body that opens its sentence
        let opens = first <= opening(sheet, part) + 1;
        if weak && (!opens || past_before(sheet, part, duty) || names_itself(sheet, duty)) {
            weak_allowed = false;
            continue;
        }
        return Some(Found {
            lead: Some((
                trim_articles(sheet, first, duty.first),
                lead_end(sheet, first, duty.first),
            )),
            first,
            action: duty.first,
            weak,
            asked: false,
            from_heading: false,
        });
    }
    None
}

/// "Each county to allocate": the body opens the part, the verb follows bare.
fn bare_infinitive(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    let (first, end) = body_at(sheet, opening(sheet, part), part.end)?;
    let acts = sheet.language == Language::English
        && sheet.page.key(end) == "to"
        && sheet.mark(end + 1, Tag::Action).is_some();
    acts.then_some(Found {
        lead: Some((trim_articles(sheet, first, end), end)),
        first,
        action: end + 1,
        weak: true,
        asked: false,
        from_heading: false,
    })
}

/// "builds this plan": a document speaks of itself.
fn names_itself(sheet: &Sheet<'_>, duty: &Mark) -> bool {
    const THIS: [&str; 6] = ["này", "this", "present", "presente", "هذا", "هذه"];
    let this = |at: usize| THIS.contains(&sheet.page.key(at));
    (duty.end..duty.end + 3).any(|at| {
        sheet.mark(at, Tag::DocumentKind).is_some_and(|mark| {
            this(mark.end)
                || sheet.mark(mark.end, Tag::NumberSign).is_some()
                || this(at.saturating_sub(1))
        })
    })
}

/// A head noun, unless a longer verb begins with the same word: "ban hành" is no "ban".
fn head_at(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<Mark> {
    let head = sheet.mark(at, Tag::Body).filter(|mark| mark.end <= end)?;
    let verb = [Tag::Action, Tag::WeakDuty]
        .into_iter()
        .filter_map(|tag| sheet.mark(at, tag))
        .any(|verb| verb.end > head.end);
    (!verb).then_some(head)
}

fn past_before(sheet: &Sheet<'_>, part: &Sentence, duty: &Mark) -> bool {
    sheet.has(part.first, (duty.end + 3).min(part.end), Tag::Past)
        || sheet.has(part.first, duty.first, Tag::Present)
}

/// Where the words of a part begin: after a bullet and a day with its comma.
fn opening(sheet: &Sheet<'_>, part: &Sentence) -> usize {
    let date = within(&sheet.dates, part.first, part.first + 2).first();
    let after = date.map_or(part.first, |date| date.end);
    let after = after + usize::from(matches!(sheet.page.kind(after), Kind::Mark(_)));
    // "In particular, …", "En outre, …"
    let bodies = |end: usize| sheet.marks_in(after, end).iter().any(|mark| mark.tag == Tag::Body);
    let comma = (after..(after + 5).min(part.end)).find(|at| sheet.page.is_mark(*at, ','));
    match comma {
        Some(comma) if !bodies(comma) && date.is_none() => comma + 1,
        _ => after,
    }
}

fn lead_end(sheet: &Sheet<'_>, first: usize, duty: usize) -> usize {
    const ADVERBS: [&str; 13] = [
        "also", "and", "then", "hereby", "jointly", "thereby", ",", "ne", "se", "s'", "đã", "sẽ",
        "đang",
    ];
    let with = sheet.first_mark(first + 1, duty, Tag::With).map_or(duty, |with| with.first);
    let mut end = with;
    while end > first + 1
        && (ADVERBS.contains(&sheet.page.key(end - 1))
            || matches!(sheet.page.kind(end - 1), Kind::Mark(',' | '–' | '-' | ':' | '"')))
    {
        end -= 1;
    }
    end
}

/// The first token of the coordinated bodies whose last one stands just before a verb.
fn subject_before(sheet: &Sheet<'_>, part: &Sentence, duty: &Mark) -> Option<usize> {
    let page = &sheet.page;
    let floor = part.first.max(duty.first.saturating_sub(LONGEST));
    let mut chunks: Vec<(usize, usize)> = Vec::new();
    let mut from = if floor == part.first { opening(sheet, part).min(duty.first) } else { floor };
    let opens = from;
    for at in opens..=duty.first {
        let parted = at < duty.first && (matches!(page.kind(at), Kind::Mark(',' | ':')));
        if parted || at == duty.first {
            if at > from {
                chunks.push((from, at));
            }
            from = at + 1;
        }
    }
    let mut found = None;
    for (first, end) in chunks.into_iter().rev() {
        let begin = date_skipped(sheet, first, end);
        let body = body_start(sheet, begin, end, duty.first).or(acronym(sheet, begin, end));
        let verbs = sheet.marks_in(first, end).iter().any(|mark| {
            matches!(mark.tag, Tag::Ask | Tag::Duty | Tag::Future | Tag::Past) && mark.end <= end
        });
        match body {
            Some(_) if !verbs => found = Some(begin),
            // a chunk of names inside the list: "Finance, Planning and Health"
            None if found.is_none()
                && !verbs
                && end - first <= 12
                && (sheet.language != Language::English || beside(sheet, first)) =>
            {
                // an apposition between the body and its verb may be passed over
                continue;
            }
            _ => break,
        }
    }
    found
}

/// "in coordination with …", "acting through …" between a body and its verb.
fn beside(sheet: &Sheet<'_>, first: usize) -> bool {
    sheet.mark(first, Tag::With).is_some()
        || ["with", "acting", "through", "as", "after"].contains(&sheet.page.key(first))
}

/// A body told by its letters alone: "NITA operates".
fn acronym(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<usize> {
    let written = sheet.page.words(first, end);
    let letters = written.chars().count();
    (end == first + 1 && (4..=9).contains(&letters) && written.chars().all(char::is_uppercase))
        .then_some(first)
}

fn date_skipped(sheet: &Sheet<'_>, first: usize, end: usize) -> usize {
    within(&sheet.dates, first, (first + 1).min(end))
        .first()
        .map_or(first, |date| date.end.min(end))
}

fn body_start(sheet: &Sheet<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    const PASSED: [&str; 12] = [
        "and",
        "et",
        "và",
        "in",
        "particulier",
        "en",
        "accordingly",
        "to",
        "this",
        "end",
        "toutefois",
        "or",
    ];
    for at in first..(first + 5).min(end) {
        if head_at(sheet, at, limit).is_some() {
            return Some(at);
        }
        // "Provincial and city committees": one adjective before the head
        let english = sheet.language == Language::English;
        let joint = ["of", "for", "in", "by", "that", "and", "to"].contains(&sheet.page.key(at));
        let after_article =
            at > first && ["the", "a", "an", "each", "every"].contains(&sheet.page.key(first));
        let adjective = english && !joint && (sheet.page.capital(at) || after_article);
        let passed = article(sheet, at) || PASSED.contains(&sheet.page.key(at)) || adjective;
        if !passed {
            return None;
        }
    }
    None
}

/// Arabic: the verb, then the body: "تتولى وزارة", "يجب على الوزارات", "على الوزارات أن".
fn verb_first(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    for duty in sheet.marks_in(part.first, part.end).iter().filter(|mark| mark.tag == Tag::Duty) {
        let key = sheet.page.key(duty.first);
        // "the index of the development of government": a noun
        if sheet.mark_before(duty.first, Tag::Indicator).is_some() {
            continue;
        }
        let Some((first, end)) = body_at(sheet, duty.end, part.end) else { continue };
        let close = sheet.mark(duty.end, Tag::Body).is_some()
            || article(sheet, duty.end)
            || ["يجب", "يتعين", "ينبغي"].contains(&key);
        let alone = duty.end == duty.first + 1 && matches!(key, "علي" | "وعلي" | "فعلي");
        if alone {
            let after = duty.first == part.first
                || ["ان", "انه", "،"].contains(&sheet.page.key(duty.first.saturating_sub(1)));
            let obliges = (end..(end + 6).min(part.end)).any(|at| sheet.page.key(at) == "ان");
            if !(after && obliges || duty.first == part.first) {
                continue;
            }
        }
        let meeting = (duty.end..(duty.end + 9).min(part.end))
            .any(|at| ["اجتماع", "جلسه", "اجتماعا", "مجلسا", "لقاء"].contains(&sheet.page.key(at)));
        if meeting && key.trim_start_matches('و') == "تراس" {
            continue;
        }
        let states =
            matches!(key.trim_start_matches('و'), "يكون" | "تكون") && duty.end == duty.first + 1;
        let responsible = (end..(end + 12).min(part.end)).any(|at| {
            sheet.page.key(at).starts_with("مسوول") || sheet.page.key(at).starts_with("مسؤول")
        });
        if !close || states && !responsible {
            continue;
        }
        return Some(Found {
            lead: Some((trim_articles(sheet, first, end), end)),
            first: duty.first,
            action: end,
            weak: false,
            asked: false,
            from_heading: false,
        });
    }
    None
}
