//! "تتولى وزارة": the body stands after its duty verb.

use super::super::lexicon::Tag;
use super::super::page::Kind;
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
        // "لتطور الحكومة": a noun after "for", not a verb
        if key.starts_with('ل') {
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
        let meeting = (duty.end..(duty.end + 24).min(part.end))
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
    imperfect(sheet, part).or_else(|| noun_first(sheet, part))
}

/// "وكشف أن وزارة X تتولى", "أما الهيئة فيقع على عاتقها": the body stands before its verb.
fn noun_first(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    const FALLS: [&str; 4] = ["فيقع", "يقع", "فتقع", "تقع"];
    let page = &sheet.page;
    (part.first..part.end.min(part.first + 40)).find_map(|at| {
        let key = page.key(at).trim_start_matches(['و', 'ف']);
        let opens = at == part.first && !["ان", "اما"].contains(&key);
        let from = if opens { at } else { at + 1 };
        if !opens && !["ان", "اما"].contains(&key) {
            return None;
        }
        let (first, stop) = body_at(sheet, from, part.end)?;
        // the verb may stand inside what the body's name was taken for
        let verb = (first + 1..(stop + 2).min(part.end)).find(|place| {
            let key = page.key(*place);
            let charged = FALLS.contains(&key) && page.key(place + 1) == "علي";
            let known = key.trim_start_matches('ف');
            charged
                || known.starts_with(['ت', 'ي', 'س'])
                    && (sheet.mark(*place, Tag::Duty).is_some()
                        || super::super::measure::arabic_future(sheet, *place))
                    && !TELLING.contains(&known)
                    && page.kind(place + 1) != Kind::Break
                    && !["به", "بها", "فيه", "فيها"].contains(&page.key(place + 1))
        })?;
        Some(Found {
            lead: Some((trim_articles(sheet, first, verb), verb)),
            first,
            action: verb,
            weak: opens,
            asked: false,
            from_heading: false,
        })
    })
}

/// Verbs of saying and being.
const TELLING: [&str; 92] = [
    "تحتوي",
    "يحتوي",
    "تستفيد",
    "يستفيد",
    "تستخدم",
    "يستخدم",
    "تتضمن",
    "يتضمن",
    "تشمل",
    "يشمل",
    "تغطي",
    "يغطي",
    "تتجاوز",
    "يتجاوز",
    "تكمل",
    "يكمل",
    "تتوفر",
    "يتوفر",
    "تتكون",
    "يتكون",
    "تستمع",
    "يستمع",
    "تناقش",
    "يناقش",
    "تجتمع",
    "يجتمع",
    "تعقد",
    "يعقد",
    "تدرس",
    "يدرس",
    "تنظر",
    "ينظر",
    "تشهد",
    "يشهد",
    "تعود",
    "يعود",
    "تاتي",
    "ياتي",
    "تقع",
    "يقع",
    "تفيد",
    "يفيد",
    "تضيف",
    "يضيف",
    "ترحب",
    "يرحب",
    "تواجه",
    "يواجه",
    "توكد",
    "يوكد",
    "تشير",
    "يشير",
    "تقول",
    "يقول",
    "تعتبر",
    "يعتبر",
    "تري",
    "يري",
    "تضم",
    "يضم",
    "تشكل",
    "يشكل",
    "تمثل",
    "يمثل",
    "تحتل",
    "يحتل",
    "تعرف",
    "يعرف",
    "توضح",
    "يوضح",
    "تعلن",
    "يعلن",
    "تذكر",
    "يذكر",
    "تبلغ",
    "يبلغ",
    "تملك",
    "يملك",
    "تمتلك",
    "يمتلك",
    "تعاني",
    "يعاني",
    "تحظي",
    "يحظي",
    "تسعي",
    "يسعي",
    "تطمح",
    "يطمح",
    "تهدف",
    "يهدف",
    "تتوقع",
    "يتوقع",
];

/// "ومن المقرر أن", "ينتظر أن": what follows is the verb.
fn after_expected(sheet: &Sheet<'_>, at: usize) -> usize {
    const EXPECTED: [&str; 14] = [
        "المقرر",
        "المنتظر",
        "المرتقب",
        "المتوقع",
        "المزمع",
        "المفترض",
        "المومل",
        "تقرر",
        "يفترض",
        "ينتظر",
        "يرتقب",
        "الضروري",
        "المبرمج",
        "المطلوب",
    ];
    let page = &sheet.page;
    let joint = (at + 1..at + 4).find(|place| page.key(*place) == "ان");
    joint
        .filter(|joint| {
            (at..*joint)
                .any(|place| EXPECTED.contains(&page.key(place).trim_start_matches(['و', 'ف'])))
        })
        .map_or(at, |joint| joint + 1)
}

/// A verb in the present at the beginning of its part with a body after it, whether the lists know the verb or not:
/// "تقترح لجنة", "يضع البنك". Verbs of saying and being oblige nobody.
fn imperfect(sheet: &Sheet<'_>, part: &Sentence) -> Option<Found> {
    let page = &sheet.page;
    let at = part.first + usize::from(!matches!(page.kind(part.first), Kind::Word));
    // "وفي ما يخص …، ستربط شركة": what the sentence speaks of stands before its verb
    let comma = (at..part.end.min(at + 10)).find(|place| page.is_mark(*place, '،'));
    let topic = comma.filter(|comma| super::super::measure::arabic_future(sheet, comma + 1));
    let at = after_expected(sheet, topic.map_or(at, |comma| comma + 1));
    // "…, إذ تقرر أن توقف المؤسسات": what was decided stands later in the sentence
    let decided = (at..part.end.min(at + 60)).find(|place| {
        ["تقرر", "المقرر"].contains(&page.key(*place).trim_start_matches(['و', 'ف']))
            && page.key(place + 1) == "ان"
    });
    let at = decided.map_or(at, |place| place + 2);
    let key = page.key(at).trim_start_matches(['و', 'ف']);
    let verb = key.strip_prefix('س').unwrap_or(key);
    let letters: Vec<char> = verb.chars().collect();
    let present = letters.len() >= 4 && matches!(letters.first(), Some('ت' | 'ي'));
    // "تطوير", "تنفيذ": a verbal noun of the second form
    let noun = letters.len() >= 5 && letters.first() == Some(&'ت') && letters.get(3) == Some(&'ي');
    let known = TELLING.contains(&verb)
        || decided.is_none()
            && sheet.marks_at(at).iter().any(|mark| {
                matches!(
                    mark.tag,
                    Tag::Objective
                        | Tag::Month
                        | Tag::Action
                        | Tag::Body
                        | Tag::Past
                        | Tag::Growth
                        | Tag::Duty
                )
            });
    if !present || noun || known || sheet.has(at, at + 6, Tag::Past) {
        return None;
    }
    let (first, end) = body_at(sheet, at + 1, part.end)?;
    (end < part.end).then_some(Found {
        lead: Some((trim_articles(sheet, first, end), end)),
        first: at,
        action: end,
        weak: true,
        asked: false,
        from_heading: false,
    })
}
