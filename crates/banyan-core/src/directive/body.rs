//! Bodies by the grammar of their head nouns ("ministry of", "heads of", "cơ quan"), never by a list of
//! names, and the duty verb or request that makes a body responsible.

use super::lexicon::{Mark, Tag};
use super::segment::Sentence;
use super::sheet::Sheet;
use crate::words::Language;

mod extent;

mod open;

mod asked;

mod subject;

mod arabic;

use arabic::verb_first;
use asked::asked;
use extent::body_end;
use subject::{bare_infinitive, subject_first};

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
        if !(article(sheet, head) || adjective(sheet, at, head)) || head + 1 >= end {
            return None;
        }
    }
    None
}

/// Where the body ends that begins at a token, told by its head noun or by its letters.
pub(super) fn names_body(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<usize> {
    body_at(sheet, at, end).map(|(_, stop)| stop).or_else(|| open::lettered(sheet, at, end))
}

/// "the postal corporation", "its digital unit": a small word between the article and the head noun.
fn adjective(sheet: &Sheet<'_>, first: usize, at: usize) -> bool {
    const ARTICLES: [&str; 6] = ["the", "its", "their", "each", "every", "his"];
    const JOINTS: [&str; 12] =
        ["of", "to", "for", "in", "by", "and", "that", "on", "with", "from", "as", "or"];
    let page = &sheet.page;
    sheet.language == Language::English
        && at > first
        && at <= first + 2
        && ARTICLES.contains(&page.key(first))
        && page.kind(at) == super::page::Kind::Word
        && !JOINTS.contains(&page.key(at))
        && ![Tag::Duty, Tag::Ask, Tag::Future, Tag::Past, Tag::Objective, Tag::DocumentKind]
            .into_iter()
            .any(|tag| sheet.mark(at, tag).is_some())
}

/// Articles, quantifiers and adverbs before a head noun.
fn article(sheet: &Sheet<'_>, at: usize) -> bool {
    const SMALL: [&str; 64] = [
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
        "un",
        "une",
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

/// The body that a part of a sentence makes responsible.
pub(super) fn lead_of(sheet: &Sheet<'_>, part: &Sentence, weak_allowed: bool) -> Option<Found> {
    let asked = asked(sheet, part);
    if sheet.language == Language::Arabic {
        let duty = verb_first(sheet, part)
            .filter(|duty| asked.is_none_or(|asked| duty.first < asked.first));
        return duty.or(asked).or_else(|| labelled(sheet, part)).or_else(|| tagged(sheet, part));
    }
    asked
        .or_else(|| subject_first(sheet, part, weak_allowed))
        .or_else(|| bare_infinitive(sheet, part))
        .or_else(|| labelled(sheet, part))
        .or_else(|| tagged(sheet, part))
}

/// "Opening of the register (lead: Ministry of X; deadline: May)": the body behind a label after the action.
fn tagged(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    let page = &sheet.page;
    let colon = (part.first + 3..part.end).find(|at| {
        page.is_mark(*at, ':') && super::flat::named_lead(sheet, at.saturating_sub(3), *at)
    })?;
    let closes =
        |at: &usize| [';', ')', '؛', '–', '.', ','].into_iter().any(|mark| page.is_mark(*at, mark));
    let first = colon + 1;
    let end = (first..part.end).find(closes).unwrap_or(part.end).min(first + 14);
    (end > first).then_some(())?;
    let acts = super::task::opens_action(sheet, part.first, colon);
    acts.then_some(Found {
        lead: Some((first, end)),
        first: part.first,
        action: part.first,
        weak: false,
        asked: false,
        from_heading: false,
    })
}

/// "Ministry of X: adoption of the plan": the body, a colon and what it has to do, at the head of a line.
fn labelled(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    let page = &sheet.page;
    let heads = sheet.lines.get(part.line).is_some_and(|line| line.body == part.first);
    let (first, _) = body_at(sheet, part.first, part.end).filter(|_| heads)?;
    let colon = (first + 1..part.end.min(first + LONGEST)).find(|at| page.is_mark(*at, ':'))?;
    let acts = sheet.mark(colon + 1, Tag::Action).is_some()
        || super::measure::opens_with_infinitive(sheet, colon + 1);
    (acts && colon + 3 < part.end).then_some(Found {
        lead: Some((asked::trim_articles(sheet, first, colon), colon)),
        first,
        action: colon + 1,
        weak: false,
        asked: false,
        from_heading: false,
    })
}

/// A head noun, unless a longer verb begins with the same word: "ban hành" is no "ban".
fn head_at(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<Mark> {
    let head = sheet.mark(at, Tag::Body).filter(|mark| mark.end <= end)?;
    let verb = [Tag::Action, Tag::WeakDuty]
        .into_iter()
        .filter_map(|tag| sheet.mark(at, tag))
        .any(|verb| verb.end > head.end);
    (!verb && !another_word(sheet, head)).then_some(head)
}

/// Vietnamese words of two syllables whose first one would be a body: "hội nghị" is a meeting, "tổ chức" to hold.
fn another_word(sheet: &Sheet<'_>, head: Mark) -> bool {
    const WORDS: [(&str, &[&str]); 9] = [
        (
            "hội",
            &["nghị", "thảo", "chợ", "họp", "trường", "nhập", "viên", "tụ", "đàm", "thi", "thao"],
        ),
        ("tổ", &["chức", "dân", "quốc"]),
        ("phòng", &["chống", "ngừa", "họp", "cháy", "học", "vệ"]),
        ("đội", &["ngũ"]),
        ("bộ", &["máy", "tiêu", "chỉ", "dữ", "luật", "công", "thủ", "sản", "nhận", "câu", "lọc"]),
        ("trường", &["hợp"]),
        ("viện", &["dẫn", "trợ", "phí"]),
        ("quỹ", &["đất"]),
        ("thuế", &["suất", "giá", "thu"]),
    ];
    let (word, next) = (sheet.page.key(head.first), sheet.page.key(head.end));
    sheet.language == Language::Vietnamese
        && head.end == head.first + 1
        && (!sheet.page.capital(head.end) || ["nghị", "thảo"].contains(&next))
        && WORDS.iter().any(|(first, after)| *first == word && after.contains(&next))
}
