//! What a figure counts, by the words beside it.

use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::Sheet;
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
        return (Of::Money, mark.end);
    }
    if money_before {
        return (Of::Money, end);
    }
    if ["aged", "âgé", "age", "ages", "agees", "agés"]
        .contains(&page.key(figure.first.saturating_sub(1)))
    {
        return (Of::Age, end);
    }
    if let Some(mark) = sheet.mark(end, Tag::Age) {
        return (Of::Age, mark.end);
    }
    if ["aged", "ages", "âge", "agees", "ages de", "từ", "de"]
        .contains(&page.key(figure.first.saturating_sub(1)))
        && sheet.mark(end, Tag::Duration).is_some()
    {
        return (Of::Age, end + 1);
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
    let glued_before = page.glued(figure.first)
        && figure.first > 0
        && matches!(
            page.kind(figure.first - 1),
            Kind::Word | Kind::Mark('-' | '_' | '/' | '=' | '.' | '#' | '@' | '&')
        );
    if glued_word || glued_before || names(sheet, figure, previous) {
        return (Of::Name, end);
    }
    counted(sheet, end)
}

/// A number that names something, or the whole that a part is told of: "article 5", "8 of 34".
pub(super) fn names(sheet: &Sheet<'_>, figure: &Figure, previous: Option<&Figure>) -> bool {
    let page = &sheet.page;
    let whole = previous.is_some_and(|previous| {
        let near = figure.first <= previous.unit_end + 5 && figure.first > previous.end;
        let of_the = (previous.end..figure.first)
            .any(|at| page.key(at) == "of" && page.key(at + 1) == "the");
        let joint = sheet
            .mark_before(figure.first, Tag::OutOf)
            .is_some_and(|mark| page.key(mark.first) != "in");
        near && (of_the || joint)
    });
    let label = sheet.mark_before(figure.first, Tag::Label).is_some()
        || figure.first > 1
            && page.is_mark(figure.first - 1, '.')
            && sheet.mark_before(figure.first - 1, Tag::Label).is_some();
    let carried = previous
        .is_some_and(|previous| previous.of == Of::Name && figure.first <= previous.end + 1);
    whole || label && !figure.in_words || carried
}

/// Legal texts and parts of a plan are counted apart from things.
fn counted(sheet: &Sheet<'_>, end: usize) -> (Of, usize) {
    let page = &sheet.page;
    let first_unit = end + usize::from(page.is_mark(end, '(') && page.is_mark(end + 2, ')')) * 3;
    // Vietnamese words have several syllables: the second one is no word of its own
    let reach = if sheet.language == Language::Vietnamese { 1 } else { 2 };
    for place in first_unit..first_unit + reach {
        if sheet.mark(place, Tag::LegalText).is_some() {
            return (Of::LegalTexts, place + 1);
        }
        if let Some(mark) = sheet.mark(place, Tag::Structure) {
            return (Of::Structure, mark.end);
        }
        if page.kind(place) != Kind::Word {
            break;
        }
    }
    (Of::Things, end)
}
