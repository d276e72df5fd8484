//! Numbers of days and hours: left out, save a time that is to be reached.

use super::super::lexicon::Tag;
use super::super::page::Kind;
use super::super::sheet::Sheet;
use super::value::value_at;
use super::{Figure, Of};

/// Numbers of days: the lower end of a change counts them too; a time to be shortened is a measure, and true.
pub(super) fn durations(sheet: &Sheet<'_>, figure: &mut Figure) -> bool {
    if figure.of == Of::Things && opens_duration(sheet, figure) {
        figure.of = Of::Duration;
    }
    let shortened = figure.of == Of::Duration && shortens(sheet, figure);
    if shortened {
        figure.of = Of::Measure;
    }
    shortened
}

/// "from 11 to 3 days": the first number counts days too.
fn opens_duration(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    sheet.mark_before(figure.first, Tag::RangeFrom).is_some()
        && figure.value_max.is_none()
        && sheet.mark(figure.end, Tag::RangeTo).is_some_and(|mark| {
            value_at(sheet, mark.end)
                .is_some_and(|upper| sheet.mark(upper.end, Tag::Duration).is_some())
        })
}

/// "cut the time to register a business to two days": a time that is to be reached.
fn shortens(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const SHORTEN: [&str; 20] = [
        "cut",
        "reduce",
        "reduces",
        "reducing",
        "shorten",
        "shortening",
        "reduire",
        "reduit",
        "ramener",
        "ramene",
        "raccourcir",
        "passer",
        "rút",
        "giảm",
        "خفض",
        "تقليص",
        "تقليل",
        "اختصار",
        "لخفض",
        "لتقليص",
    ];
    const TO: [&str; 7] = ["to", "a", "à", "còn", "xuống", "الي", "dưới"];
    let page = &sheet.page;
    let to = (figure.first.saturating_sub(3)..figure.first).any(|at| TO.contains(&page.key(at)));
    let from = sheet.mark_before(figure.first, Tag::RangeFrom).is_some();
    to && !from
        && (figure.first.saturating_sub(24)..figure.first)
            .rev()
            .take_while(|at| page.kind(*at) != Kind::Break && !page.is_mark(*at, ';'))
            .any(|at| SHORTEN.contains(&page.key(at)))
}
