//! What a figure counts, by the words beside it.

use super::super::date::When;
use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::{Sheet, within};
use super::{Figure, Of};
use crate::words::Language;

/// What a figure counts, and where its unit ends.
pub(super) fn of_what(
    sheet: &Sheet<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
) -> (Of, usize) {
    let page = &sheet.page;
    let end = figure.end;
    let elided = ["d'", "l'"].contains(&page.key(end.saturating_sub(1)));
    let glued_word = page.kind(end) == Kind::Word && page.glued(end) && !elided;
    if glued_word && ["st", "nd", "rd", "th", "e", "eme", "er", "ere", "°"].contains(&page.key(end))
    {
        return (Of::Ordinal, end + 1);
    }
    let money_after = sheet.mark(end, Tag::Money).or_else(|| {
        sheet.mark(end + 1, Tag::Money).filter(|_| ["us", "de", "d'", "f"].contains(&page.key(end)))
    });
    let money_before = figure.first > 0 && sheet.mark_before(figure.first, Tag::Money).is_some();
    if let Some(mark) = money_after {
        return (if threshold(sheet, figure) { Of::Name } else { Of::Money }, mark.end);
    }
    if money_before {
        return (Of::Money, end);
    }
    if let Some(end) = age(sheet, figure) {
        return (Of::Age, end);
    }
    if let Some(mark) = sheet.mark(end, Tag::Measure) {
        // "điểm" is a point of a score, "điểm cầu" a room of a conference
        let longer = sheet.mark(end, Tag::Structure).filter(|other| other.end > mark.end);
        if let Some(other) = longer {
            return (Of::Structure, other.end);
        }
        return (Of::Measure, mark.end);
    }
    // "14 000 in the year 2022" counts no years
    let dated = page.kind(end + 1) == Kind::Digits && page.key(end + 1).len() == 4;
    let hyphened = || page.is_mark(end, '-').then(|| sheet.mark(end + 1, Tag::Duration)).flatten();
    if let Some(mark) = sheet.mark(end, Tag::Duration).or_else(hyphened).filter(|_| !dated) {
        return (Of::Duration, mark.end);
    }
    // Arabic writes "and", "with", "for" as one word with the number
    const PREFIXES: [&str; 7] = ["و", "ف", "ب", "ل", "ك", "ال", "بال"];
    let prefixed = PREFIXES.contains(&page.key(figure.first.saturating_sub(1)));
    // "السنوات الخمس": Arabic may count after the noun
    let counted_before = sheet.language == Language::Arabic
        && figure.in_words
        && sheet.mark_before(figure.first, Tag::Duration).is_some();
    if counted_before {
        return (Of::Duration, end);
    }
    let glued_before = page.glued(figure.first)
        && figure.first > 0
        && !prefixed
        && matches!(
            page.kind(figure.first - 1),
            Kind::Word | Kind::Mark('-' | '_' | '/' | '=' | '.' | '#' | '@' | '&')
        );
    if glued_word || glued_before || names(sheet, figure, previous) {
        return (Of::Name, end);
    }
    if breaks_down(sheet, figure, previous) {
        return (Of::Structure, end);
    }
    counted(sheet, figure)
}

/// "20 targets: 7 on government, 5 on the economy": parts of what was counted before.
fn breaks_down(sheet: &Sheet<'_>, figure: &Figure, previous: Option<&Figure>) -> bool {
    const ON: [&str; 12] =
        ["on", "for", "in", "về", "ở", "sur", "pour", "dans", "في", "حول", "relatifs", "relatives"];
    previous.is_some_and(|previous| {
        previous.of == Of::Structure
            && figure.first < previous.unit_end + 14
            && ON.contains(&sheet.page.key(figure.end))
    })
}

/// Where an age ends: "aged 15", "18 years of age".
fn age(sheet: &Sheet<'_>, figure: &Figure) -> Option<usize> {
    const AGED: [&str; 6] = ["aged", "âgé", "age", "ages", "agees", "agés"];
    const FROM: [&str; 5] = ["aged", "ages", "âge", "từ", "de"];
    let before = sheet.page.key(figure.first.saturating_sub(1));
    if AGED.contains(&before) {
        return Some(figure.end);
    }
    let years = || FROM.contains(&before).then(|| sheet.mark(figure.end, Tag::Duration)).flatten();
    sheet
        .mark(figure.end, Tag::Age)
        .map(|mark| mark.end)
        .or_else(|| years().map(|_| figure.end + 1))
}

/// "payments that exceed 50 million dinars": which things are meant, not how much is to be reached.
fn threshold(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const WHICH: [&str; 18] = [
        "التي", "الذي", "qui", "that", "which", "dont", "có", "worth", "valued", "d'une", "كل",
        "chaque", "toute", "each", "every", "any", "mỗi", "mọi",
    ];
    let from = figure.first.saturating_sub(7);
    let compared = sheet
        .marks_in(from, figure.first)
        .iter()
        .filter(|mark| matches!(mark.tag, Tag::AtLeast | Tag::AtMost) && mark.end <= figure.first)
        .map(|mark| mark.first)
        .min();
    compared.is_some_and(|at| {
        (at.saturating_sub(4)..at).any(|place| WHICH.contains(&sheet.page.key(place)))
    })
}

/// A number that names something, or the whole that a part is told of: "article 5", "8 of 34".
pub(super) fn names(sheet: &Sheet<'_>, figure: &Figure, previous: Option<&Figure>) -> bool {
    let page = &sheet.page;
    let of = |previous: &Figure| {
        previous.of == Of::Things
            && ["of", "des"].contains(&page.key(previous.end))
            && previous.end + 1 == figure.first
    };
    let whole = previous.is_some_and(|previous| {
        of(previous) || {
            let near = figure.first <= previous.unit_end + 8 && figure.first > previous.end;
            let of_the = (previous.end..figure.first)
                .any(|at| page.key(at) == "of" && page.key(at + 1) == "the");
            let close = figure.first <= previous.unit_end + 5;
            let joint = sheet
                .mark_before(figure.first, Tag::OutOf)
                .is_some_and(|mark| page.key(mark.first) != "in");
            near && (of_the || joint && (close || sheet.language == Language::Arabic))
        }
    });
    let label = sheet.mark_before(figure.first, Tag::Label).is_some()
        || figure.first > 1
            && page.is_mark(figure.first - 1, '.')
            && sheet.mark_before(figure.first - 1, Tag::Label).is_some();
    // "before the 15 of each month"
    let day = sheet.mark_before(figure.first, Tag::DayWord).is_some()
        && (figure.end..figure.end + 4).any(|at| sheet.mark(at, Tag::Recurrence).is_some())
        || sheet.language == Language::Vietnamese
            && page.key(figure.first.saturating_sub(1)) == "ngày";
    // "towns of more than 10,000 inhabitants": which towns are meant
    let sized = inhabitants(sheet, figure.end)
        && sheet.mark_before(figure.first, Tag::AtLeast).is_some_and(|mark| {
            ["de", "of", "with", "à", "a", "có", "employing"]
                .contains(&page.key(mark.first.saturating_sub(1)))
        });
    if day
        || sized
        || first_of_days(sheet, figure.end)
        || attends(sheet, figure.first)
        || came(sheet, figure.end)
    {
        return true;
    }
    let carried = previous
        .is_some_and(|previous| previous.of == Of::Name && figure.first <= previous.end + 1);
    // "cấp 3.215 thẻ": a number in groups names nothing
    let magnified = page.kind(figure.end.saturating_sub(1)) != Kind::Digits
        || figure.end > figure.first + 2 && figure.value.minor() >= 1_000;
    whole || label && !figure.in_words && !magnified || carried
}

/// "on 7 and 8 November": the first number is a day as well.
fn first_of_days(sheet: &Sheet<'_>, at: usize) -> bool {
    const JOINTS: [&str; 8] = ["and", "et", "và", "و", "to", "au", "đến", "الي"];
    let joint = JOINTS.contains(&sheet.page.key(at))
        || matches!(sheet.page.kind(at), Kind::Mark('-' | '–' | ','));
    joint
        && within(&sheet.dates, at + 1, at + 2).first().is_some_and(|date| {
            sheet.page.kind(date.core) == Kind::Digits
                && sheet.page.key(date.core).len() <= 2
                && matches!(date.when, When::Day(_) | When::DayOfMonth { .. })
        })
}

/// "in the presence of 30 bodies": who came is no state of anything.
fn attends(sheet: &Sheet<'_>, first: usize) -> bool {
    const COMING: [&str; 13] = [
        "reunis",
        "venus",
        "rassemble",
        "rassembles",
        "بحضور",
        "وبحضور",
        "بمشاركه",
        "وبمشاركه",
        "presence",
        "attendance",
        "attended",
        "dự",
        "gathered",
    ];
    // "شارك فيها 24 مسؤولا", "took part": verbs of coming before their number
    const CAME: [&str; 11] = [
        "مشاركه",
        "شارك",
        "شاركت",
        "يشارك",
        "تشارك",
        "حضر",
        "حضرها",
        "حضرته",
        "حضره",
        "participants",
        "assistaient",
    ];
    (first.saturating_sub(3)..first).any(|at| {
        let key = sheet.page.key(at);
        COMING.contains(&key) || CAME.contains(&key.trim_start_matches(['و', 'ف']))
    })
}

/// "24 officials attended", "60 agents ont participé", "48 cán bộ tham dự": verbs of coming after their number.
fn came(sheet: &Sheet<'_>, end: usize) -> bool {
    const COMING: [&str; 16] = [
        "attended",
        "attend",
        "participated",
        "gathered",
        "participants",
        "delegates",
        "participe",
        "assiste",
        "assistaient",
        "participaient",
        "dự",
        "delegues",
        "شارك",
        "شاركت",
        "شاركوا",
        "حضروا",
    ];
    (end..end + 7)
        .take_while(|at| sheet.page.kind(*at) == Kind::Word)
        .any(|at| COMING.contains(&sheet.page.key(at)))
}

/// Those who make a town or a firm a large one.
fn inhabitants(sheet: &Sheet<'_>, at: usize) -> bool {
    const THOSE: [&str; 14] = [
        "inhabitants",
        "residents",
        "people",
        "employees",
        "staff",
        "workers",
        "beds",
        "habitants",
        "salaries",
        "employes",
        "agents",
        "lits",
        "dân",
        "lao",
    ];
    THOSE.contains(&sheet.page.key(at))
}

/// "still 51 tasks", "so far 7 targets": how far the plan is, not how it is built.
fn left_over(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const LEFT: [&str; 14] = [
        "còn",
        "far",
        "only",
        "still",
        "remaining",
        "remain",
        "restent",
        "reste",
        "encore",
        "seulement",
        "تزال",
        "يزال",
        "بقيت",
        "فقط",
    ];
    LEFT.contains(&sheet.page.key(figure.first.saturating_sub(1)))
        && sheet.mark_before(figure.first, Tag::Present).is_some()
}

/// "16 targets met", "06 chỉ tiêu còn nợ": how far the plan is.
fn met(sheet: &Sheet<'_>, at: usize) -> bool {
    const MET: [&str; 19] = [
        "đã",
        "còn",
        "chưa",
        "không",
        "đạt",
        "vượt",
        "met",
        "achieved",
        "missed",
        "completed",
        "atteints",
        "atteintes",
        "realises",
        "realisees",
        "acheves",
        "achevees",
        "تحققت",
        "انجزت",
        "منجزه",
    ];
    MET.contains(&sheet.page.key(at))
}

/// Legal texts and parts of a plan are counted apart from things.
fn counted(sheet: &Sheet<'_>, figure: &Figure) -> (Of, usize) {
    let (page, end) = (&sheet.page, figure.end);
    let first_unit = end + usize::from(page.is_mark(end, '(') && page.is_mark(end + 2, ')')) * 3;
    // Vietnamese words have several syllables: the second one is no word of its own
    let reach = if sheet.language == Language::Vietnamese { 1 } else { 2 };
    for place in first_unit..first_unit + reach {
        if sheet.mark(place, Tag::LegalText).is_some() {
            return (Of::LegalTexts, place + 1);
        }
        if let Some(mark) = sheet.mark(place, Tag::Structure) {
            // "15.300 trang tài liệu": pages that were scanned, not those of a document
            let sheets = page.key(place) == "trang"
                && ["tài", "hồ", "văn", "giấy", "dữ"].contains(&page.key(mark.end))
                || page.key(place) == "points" && ["d'", "de"].contains(&page.key(mark.end));
            if sheets || left_over(sheet, figure) || met(sheet, mark.end) {
                return (Of::Things, end);
            }
            // "four million pages" are no parts of a plan
            let many = figure.value.reduced().decimals() == 0 && figure.value.minor() >= 1_000;
            return if many { (Of::Things, end) } else { (Of::Structure, mark.end) };
        }
        if page.kind(place) != Kind::Word {
            break;
        }
    }
    (Of::Things, end)
}
