//! "Asked the ministries to", "giao Bộ", "كلف": the bodies follow the request.

use super::super::lexicon::{Tag, without_article};
use super::super::segment::Sentence;
use super::super::sheet::Sheet;
use super::open::lettered;
use super::{Found, body_at};
use crate::words::Language;

/// "asked the ministries to", "giao Bộ", "كلف رئيس الوزراء الوزراء".
pub(super) fn asked(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    for ask in sheet.marks_in(part.first, part.end).iter().filter(|mark| mark.tag == Tag::Ask) {
        // "giao ban" is a briefing, "giao dịch" a transaction
        const WORDS: [&str; 7] = ["ban", "dịch", "lưu", "thông", "tiếp", "diện", "kết"];
        if sheet.page.key(ask.first) == "giao"
            && ask.end == ask.first + 1
            && WORDS.contains(&sheet.page.key(ask.end))
        {
            continue;
        }
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
        let body = body_at(sheet, at, part.end)
            .or_else(|| lettered(sheet, at, part.end).map(|end| (at, end)));
        let Some((first, end)) = body else { continue };
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
                ["de", "d'", "a", "à", "with", "pour", "que", "until", "jusqu'au"]
                    .contains(&sheet.page.key(place))
                    || super::super::measure::opens_with_infinitive(sheet, place)
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

pub(super) fn trim_articles(sheet: &Sheet<'_>, first: usize, end: usize) -> usize {
    const EMPTY: [&str; 14] =
        ["aux", "au", "a", "à", "cho", "من", "الي", "علي", "les", "le", "la", "l'", "des", "the"];
    (first..end).find(|at| !EMPTY.contains(&sheet.page.key(*at))).unwrap_or(first)
}
