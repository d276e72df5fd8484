//! Documents: what the numbers of a text name, which one the text is about, their days, issuers and
//! titles. A day is given only where the text states day, month and year.

use std::collections::HashMap;

use super::date::{Anchor, When};
use super::draft::{DocumentDraft, DocumentKind, Role, Span};
use super::lexicon::Tag;
use super::number::DocumentNumber;
use super::segment::Style;
use super::sheet::{Sheet, within};
use crate::words::{Day, fold_words};

/// Tokens after a number in which its day and issuer are looked for.
const REACH: usize = 14;
/// Lines of a printed head: body, number, place and day, kind, title.
const HEAD: usize = 14;

pub(super) fn read_documents(sheet: &Sheet<'_>) -> Vec<DocumentDraft> {
    let mut drafts: Vec<DocumentDraft> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let head = sheet
        .lines
        .get(..HEAD.min(sheet.lines.len()))
        .and_then(|lines| lines.last())
        .map_or(0, |line| line.end);
    let mut subject = false;
    for (place, number) in sheet.numbers.iter().enumerate() {
        let written = sheet.page.words(number.core, number.end);
        let key = fold_words(written).join("-");
        let next = sheet.numbers.get(place + 1).map_or(usize::MAX, |next| next.first);
        let mut draft = draft_of(sheet, number, written, next);
        if let Some(known) = places.get(&key).and_then(|place| drafts.get_mut(*place)) {
            known.date = known.date.or(draft.date);
            known.issuer = known.issuer.take().or(draft.issuer);
            known.title = known.title.take().or(draft.title);
            continue;
        }
        if !subject && number.first < head.max(160) && !draft.implemented {
            draft.role = Role::Subject;
            subject = true;
            fill_from_head(sheet, number, head, &mut draft);
        }
        places.insert(key, drafts.len());
        drafts.push(draft);
    }
    drop_short_forms(&mut drafts);
    drafts
}

fn draft_of(
    sheet: &Sheet<'_>,
    number: &DocumentNumber,
    written: &str,
    next: usize,
) -> DocumentDraft {
    let page = &sheet.page;
    let (start, end) = page.bytes(number.first, number.end);
    let sentence =
        within(&sheet.sentences, number.core.saturating_sub(600), number.core + 1).last().copied();
    let stop =
        sentence.map_or(number.end, |sentence| sentence.end).min(number.end + REACH).min(next);
    let date = within(&sheet.dates, number.end, stop).iter().find_map(|date| match date.when {
        When::Day(day) if !matches!(date.anchor, Anchor::By | Anchor::Before) => Some(day),
        _ => None,
    });
    let issuer = sheet
        .first_mark(number.end, stop, Tag::Issuer)
        .map(|mark| page.words(mark.first, mark.end).to_owned());
    let pursuant = sentence.is_some_and(|sentence| {
        let from = number.first.saturating_sub(12).max(sentence.first);
        sheet
            .marks_in(from, number.first)
            .iter()
            .any(|mark| mark.tag == Tag::Pursuant && mark.end <= number.first)
    });
    DocumentDraft {
        span: Span { start, end },
        kind: number.kind.unwrap_or(DocumentKind::Other),
        number: Some(written.to_owned()),
        date,
        issuer,
        title: quoted_title(sheet, number.end, stop.saturating_add(8)),
        role: Role::Cited,
        implemented: pursuant,
    }
}

/// The words between the quotation marks that follow a number.
fn quoted_title(sheet: &Sheet<'_>, first: usize, end: usize) -> Option<String> {
    let page = &sheet.page;
    let open =
        (first..end).find(|at| ['«', '“', '"'].into_iter().any(|mark| page.is_mark(*at, mark)))?;
    let close = (open + 1..open + 80)
        .find(|at| ['»', '”', '"'].into_iter().any(|mark| page.is_mark(*at, mark)))?;
    Some(page.words(open + 1, close).trim().to_owned()).filter(|title| !title.is_empty())
}

/// A printed head gives the issuer above the number, the day below it and the title below the kind.
fn fill_from_head(
    sheet: &Sheet<'_>,
    number: &DocumentNumber,
    head: usize,
    draft: &mut DocumentDraft,
) {
    let page = &sheet.page;
    let Some(own) = sheet
        .lines
        .iter()
        .take(HEAD)
        .position(|line| line.first <= number.core && number.core < line.end)
    else {
        return;
    };
    let printed = sheet.lines.get(own).is_some_and(|line| {
        line.end.saturating_sub(line.first) <= 14
            && sheet.mark(line.body, Tag::NumberSign).is_some()
    });
    if !printed {
        return;
    }
    let day = |date: &super::date::Date| match date.when {
        When::Day(day) if !date.binding() => Some(day),
        _ => None,
    };
    draft.date = draft.date.or_else(|| within(&sheet.dates, number.end, head).iter().find_map(day));
    let above = sheet
        .lines
        .get(..own)
        .into_iter()
        .flatten()
        .rev()
        .find(|line| line.style == Style::Capitals);
    draft.issuer = draft
        .issuer
        .take()
        .or_else(|| above.map(|line| page.words(line.body, line.end).to_owned()));
    let kind = sheet.lines.iter().take(HEAD).skip(own).position(|line| {
        sheet.mark(line.body, Tag::DocumentKind).is_some_and(|mark| mark.end >= line.end)
    });
    if let Some(line) = kind.and_then(|kind| sheet.lines.get(own + kind + 1)) {
        draft.title = Some(page.words(line.body, line.end).to_owned());
    }
}

/// "Plan 02" beside "02-KH/…" is the same plan told shortly.
fn drop_short_forms(drafts: &mut Vec<DocumentDraft>) {
    let long: Vec<String> = drafts
        .iter()
        .filter_map(|draft| draft.number.clone())
        .filter(|number| number.contains(['-', '/']))
        .collect();
    drafts.retain(|draft| {
        let Some(number) = &draft.number else { return true };
        let short = number.chars().all(|letter| letter.is_ascii_digit());
        !short
            || !long.iter().any(|other| {
                other.strip_prefix(number.as_str()).is_some_and(|rest| rest.starts_with(['-', '/']))
            })
    });
    let subject = drafts.iter().any(|draft| draft.role == Role::Subject);
    if let Some(first) = drafts.iter_mut().find(|draft| !draft.implemented).filter(|_| !subject) {
        first.role = Role::Subject;
    }
}

/// The day on which the text was written, as far as its subject or its first lines say.
pub(super) fn written_on(sheet: &Sheet<'_>, documents: &[DocumentDraft]) -> Option<Day> {
    let subject =
        documents.iter().find(|draft| draft.role == Role::Subject).and_then(|draft| draft.date);
    let head = sheet.lines.get(8).or(sheet.lines.last()).map_or(0, |line| line.end);
    // a day inside a duty is that of the duty
    let obliges = |date: &super::date::Date| {
        let sentence =
            within(&sheet.sentences, date.first.saturating_sub(200), date.first + 1).last();
        sentence.is_some_and(|sentence| {
            let item = sheet
                .lines
                .get(sentence.line)
                .is_some_and(|line| !matches!(line.style, Style::Plain | Style::Capitals));
            item && sheet.has(sentence.first, sentence.end, Tag::Duty)
        })
    };
    subject.or_else(|| {
        within(&sheet.dates, 0, head).iter().find_map(|date| match date.when {
            When::Day(day) if !date.binding() && date.anchor != Anchor::Since && !obliges(date) => {
                Some(day)
            }
            _ => None,
        })
    })
}
