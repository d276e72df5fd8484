//! "تتولى وزارة": the body stands after its duty verb.

use super::super::lexicon::Tag;
use super::super::segment::Sentence;
use super::super::sheet::Sheet;
use super::asked::trim_articles;
use super::body_at;
use super::{Found, article};

/// Arabic: the verb, then the body: "تتولى وزارة", "يجب على الوزارات", "على الوزارات أن".
pub(super) fn verb_first(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
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
