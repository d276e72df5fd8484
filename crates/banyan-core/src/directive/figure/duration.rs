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
    let shortened =
        figure.of == Of::Duration && (shortens(sheet, figure) || shortened_from(sheet, figure));
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

/// "cut from 14 days to 3 days": the first time is the one that was.
fn shortened_from(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    let until = figure.unit_end.max(figure.end);
    let opens = sheet.mark_before(figure.first, Tag::RangeFrom).is_some()
        && sheet.mark(until, Tag::RangeTo).is_some_and(|mark| {
            value_at(sheet, mark.end).is_some_and(|upper| {
                sheet.mark(upper.end, Tag::Duration).is_some()
                    && upper.value.compare(figure.value).is_lt()
            })
        });
    opens && shortening(sheet, figure.first)
}

/// A word of shortening in the part before.
fn shortening(sheet: &Sheet<'_>, first: usize) -> bool {
    let page = &sheet.page;
    (first.saturating_sub(24)..first)
        .rev()
        .take_while(|at| page.kind(*at) != Kind::Break && !page.is_mark(*at, ';'))
        .any(|at| SHORTEN.contains(&page.key(at)))
}

const SHORTEN: [&str; 44] = [
    "cut",
    "reduce",
    "reduces",
    "reducing",
    "reduced",
    "shorten",
    "shortens",
    "shortening",
    "shortened",
    "lower",
    "lowered",
    "slash",
    "drop",
    "fall",
    "reduire",
    "reduit",
    "reduits",
    "reduite",
    "reduira",
    "ramener",
    "ramene",
    "ramenes",
    "ramenee",
    "ramenera",
    "raccourcir",
    "abaisser",
    "passer",
    "passera",
    "passeront",
    "descendre",
    "rút",
    "giảm",
    "cắt",
    "خفض",
    "تقليص",
    "تقليل",
    "تخفيض",
    "اختصار",
    "لخفض",
    "لتقليص",
    "لتخفيض",
    "وتقليص",
    "تنخفض",
    "ينخفض",
];

/// "cut the time to register a business to two days": a time that is to be reached.
fn shortens(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const TO: [&str; 7] = ["to", "a", "à", "còn", "xuống", "الي", "dưới"];
    let page = &sheet.page;
    let to = (figure.first.saturating_sub(3)..figure.first).any(|at| TO.contains(&page.key(at)));
    let from = sheet.mark_before(figure.first, Tag::RangeFrom).is_some();
    to && !from && shortening(sheet, figure.first)
}
