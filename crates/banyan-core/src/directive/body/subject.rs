//! "The Ministry of X shall": the body stands before its duty verb, in Vietnamese, French and English.

use super::super::lexicon::{Mark, Tag};
use super::super::page::Kind;
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};
use super::asked::trim_articles;
use super::extent::coordinated;
use super::open::{abbreviated, duties, lettered};
use super::{Found, LONGEST, article};
use super::{body_at, head_at};
use crate::words::Language;

/// "The Ministry of X shall": the body opens the part or follows a comma, the verb follows it.
pub(super) fn subject_first(
    sheet: &Sheet<'_>,
    part: &Sentence,
    mut weak_allowed: bool,
) -> Option<Found> {
    let mut tried = 0;
    for duty in &duties(sheet, part) {
        let weak = duty.tag == Tag::WeakDuty;
        // "Sở Xây dựng": the verb is a part of the name
        let name = sheet.language == Language::Vietnamese
            && duty.first > part.first
            && sheet.page.capital(duty.first)
            && sheet.page.kind(duty.first - 1) == Kind::Word;
        if weak && name || meets(sheet, duty) {
            continue;
        }
        // "đang phải": what a body puts up with, not what it has to do
        if ["đang", "vẫn"].contains(&sheet.page.key(duty.first.saturating_sub(1))) {
            continue;
        }
        if weak && !weak_allowed || tried > 12 || allows(sheet, part, duty) {
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
        let noun = weak
            && (noun_here(sheet, duty.first)
                || duty.value == 1 && !sheet.page.capital(duty.first.saturating_sub(1)));
        let Some(first) = subject_before(sheet, part, duty).filter(|_| !reflexive && !noun) else {
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

/// "may prescribe", "peut saisir", "présidé": a power or a participle, no duty.
fn allows(sheet: &Sheet<'_>, part: &Sentence, duty: &Mark) -> bool {
    const MAY: [&str; 8] =
        ["may", "might", "can", "could", "peut", "peuvent", "pourra", "pourront"];
    let near = duty.first.saturating_sub(4).max(part.first);
    let power =
        duty.tag == Tag::WeakDuty && (near..duty.first).any(|at| MAY.contains(&sheet.page.key(at)));
    let written = sheet.page.words(duty.first, duty.end);
    let participle = sheet.language == Language::French
        && duty.end == duty.first + 1
        && ["é", "ée", "és", "ées"].iter().any(|end| written.ends_with(end));
    power || participle
}

/// "the support", "of guides": after an article or a preposition the word is a noun.
fn noun_here(sheet: &Sheet<'_>, at: usize) -> bool {
    const BEFORE_NOUNS: [&str; 48] = [
        "the", "a", "an", "of", "for", "in", "on", "with", "by", "this", "that", "its", "their",
        "from", "under", "all", "any", "no", "at", "as", "le", "la", "les", "l'", "du", "des",
        "de", "d'", "un", "une", "au", "aux", "son", "sa", "ses", "leur", "leurs", "ce", "cette",
        "ces", "en", "par", "pour", "sur", "sous", "dans", "chaque", "to",
    ];
    let french_to =
        sheet.language == Language::French && sheet.page.key(at.saturating_sub(1)) == "a";
    sheet.language != Language::Vietnamese
        && at > 0
        && (BEFORE_NOUNS.contains(&sheet.page.key(at - 1)) || french_to)
}

/// "Each county to allocate": the body opens the part, the verb follows bare.
pub(super) fn bare_infinitive(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    let page = &sheet.page;
    let opens = opening(sheet, part);
    let end = (opens + 1..part.end.min(opens + 20)).find(|at| page.key(*at) == "to")?;
    let named = body_start(sheet, opens, end, end).is_some_and(|head| all_name(sheet, head, end));
    let lettered = lettered(sheet, opens, end).is_some_and(|stop| stop == end);
    let first = (named || lettered).then_some(opens)?;
    let verbs = sheet.marks_in(opens, end).iter().any(|mark| {
        matches!(mark.tag, Tag::Ask | Tag::Duty | Tag::Future | Tag::Past | Tag::Objective)
    });
    let commas = (opens..end).any(|at| page.is_mark(at, ',') && !coordinated(sheet, at + 1, end));
    let verb = page.kind(end + 1) == Kind::Word
        && !page.capital(end + 1)
        && !article(sheet, end + 1)
        && !page.key(end + 1).ends_with("ing");
    let acts = sheet.language == Language::English && verb && !verbs && !commas;
    acts.then_some(Found {
        lead: Some((trim_articles(sheet, first, end), end)),
        first,
        action: end + 1,
        weak: true,
        asked: false,
        from_heading: false,
    })
}

/// "chủ trì hội nghị", "chairs the meeting", "préside la réunion": who sits at the head of a table.
fn meets(sheet: &Sheet<'_>, duty: &Mark) -> bool {
    const HEADS: [&str; 5] = ["trì", "chairs", "preside", "presides", "chair"];
    const MEETINGS: [&str; 10] = [
        "họp",
        "nghị",
        "phiên",
        "buổi",
        "meeting",
        "session",
        "reunion",
        "seance",
        "conference",
        "sitting",
    ];
    let page = &sheet.page;
    (duty.first..duty.end).any(|at| HEADS.contains(&page.key(at)))
        && (duty.end..duty.end + 4).any(|at| MEETINGS.contains(&page.key(at)))
}

/// Whether every word after the head of a body belongs to its name: capitals, "of", "and".
fn all_name(sheet: &Sheet<'_>, head: usize, end: usize) -> bool {
    const OF: [&str; 8] = ["of", "for", "the", "and", "in", "on", "all", "&"];
    let after = sheet.mark(head, Tag::Body).map_or(head + 1, |mark| mark.end);
    (after..end).all(|at| {
        sheet.page.capital(at)
            || OF.contains(&sheet.page.key(at))
            || sheet.mark(at, Tag::Body).is_some()
            || matches!(sheet.page.kind(at), Kind::Mark(_))
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
    let bodies = |end: usize| {
        sheet.marks_in(after, end).iter().any(|mark| mark.tag == Tag::Body)
            || lettered(sheet, after, end).is_some()
    };
    let acts = |end: usize| sheet.has(after, end, Tag::Duty);
    let comma = (after..(after + 5).min(part.end)).find(|at| sheet.page.is_mark(*at, ','));
    // "Action: the Treasury to submit …"
    let colon = (after + 1..(after + 4).min(part.end)).find(|at| sheet.page.is_mark(*at, ':'));
    if let Some(colon) = colon.filter(|colon| !bodies(*colon)) {
        return colon + 1;
    }
    match comma {
        Some(comma) if !bodies(comma) && date.is_none() && !acts(comma) => comma + 1,
        _ => after,
    }
}

fn lead_end(sheet: &Sheet<'_>, first: usize, duty: usize) -> usize {
    const ADVERBS: [&str; 17] = [
        "qui", "which", "who", "đều", "also", "and", "then", "hereby", "jointly", "thereby", ",",
        "ne", "se", "s'", "đã", "sẽ", "đang",
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
    if let Some(first) = antecedent(sheet, part, duty) {
        return Some(first);
    }
    let mut found = None;
    for (first, end) in chunks.into_iter().rev() {
        let begin = date_skipped(sheet, first, end);
        let body = body_start(sheet, begin, end, duty.first)
            .or(lettered(sheet, begin, end).filter(|stop| *stop == end))
            .or(abbreviated(sheet, begin, end));
        let verbs = sheet.marks_in(first, end).iter().any(|mark| {
            matches!(mark.tag, Tag::Ask | Tag::Duty | Tag::Future | Tag::Past) && mark.end <= end
        });
        match body {
            Some(_) if !verbs => found = Some(begin),
            // a chunk of names inside the list: "Finance, Planning and Health"
            None if found.is_none()
                && !verbs
                && end - first <= 12
                && (sheet.language != Language::English
                    || end - first <= 4 && end < duty.first
                    || beside(sheet, first)) =>
            {
                // an apposition between the body and its verb may be passed over
                continue;
            }
            _ => break,
        }
    }
    found
}

/// "…, for the ministry of X, which must": the body before the relative pronoun.
fn antecedent(sheet: &Sheet<'_>, part: &Sentence, duty: &Mark) -> Option<usize> {
    let page = &sheet.page;
    let pronoun =
        duty.first.checked_sub(1).filter(|at| ["qui", "which", "who"].contains(&page.key(*at)))?;
    let comma = pronoun.checked_sub(1).filter(|at| page.is_mark(*at, ','))?;
    if duty.tag != Tag::Duty {
        return None;
    }
    (part.first..comma)
        .rev()
        .take(16)
        .take_while(|at| !page.is_mark(*at, ','))
        .filter(|at| head_at(sheet, *at, comma).is_some())
        .last()
}

/// "in coordination with …", "acting through …" between a body and its verb.
pub(super) fn beside(sheet: &Sheet<'_>, first: usize) -> bool {
    sheet.mark(first, Tag::With).is_some()
        || ["with", "acting", "through", "as", "after"].contains(&sheet.page.key(first))
}

fn date_skipped(sheet: &Sheet<'_>, first: usize, end: usize) -> usize {
    within(&sheet.dates, first, (first + 1).min(end))
        .first()
        .map_or(first, |date| date.end.min(end))
}

fn body_start(sheet: &Sheet<'_>, first: usize, end: usize, limit: usize) -> Option<usize> {
    const PASSED: [&str; 15] = [
        "quant",
        "enfin",
        "ainsi",
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
