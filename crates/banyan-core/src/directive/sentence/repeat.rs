//! A target that the text states twice is one target.

use super::super::draft::{BaselineDraft, NotTakenUp, Reading, TargetDraft, Unit};
use super::super::segment::{Line, Style};
use super::super::sheet::Sheet;
use super::holds;
use super::sign::not_taken_up;
use crate::words::{Quantity, fold_words};

/// A figure of the headline that the text states again, with its day or as the end of a range, is one target.
pub(super) fn drop_headline(sheet: &Sheet<'_>, reading: &mut Reading, recalled: &[Recalled]) {
    let heads = head_lines(sheet);
    let Some(line) = heads.checked_sub(1).and_then(|last| sheet.lines.get(last)) else { return };
    let end = sheet.page.bytes(line.first, line.end).1;
    drop_head_baselines(sheet, reading, end);
    let again = |place: usize, head: &TargetDraft| {
        let own = recalled.get(place);
        reading.targets.iter().enumerate().skip(place + 1).any(|(at, later)| {
            let value = |of: Quantity| of.reduced() == head.value.reduced();
            let figure = later.unit == head.unit
                && (value(later.value) || later.value_max.is_some_and(value))
                && later.span.start >= end;
            let due =
                head.due.is_none() || head.due.map(|due| due.day) == later.due.map(|due| due.day);
            let words = own
                .zip(recalled.get(at))
                .is_some_and(|(own, other)| shared(&own.sorted, &other.sorted) >= 2);
            figure && due && (words || head.due.is_none())
        })
    };
    let dropped: Vec<bool> = reading
        .targets
        .iter()
        .enumerate()
        .map(|(place, head)| head.span.end <= end && again(place, head))
        .collect();
    if !dropped.contains(&true) {
        return;
    }
    let mut dropped = dropped.into_iter();
    reading.targets.retain(|_| !dropped.next().unwrap_or(false));
    let lines = sheet.sentences.iter().filter(|sentence| sentence.line < heads);
    let listed: Vec<NotTakenUp> = lines
        .filter(|sentence| !holds(reading, sheet, sentence))
        .filter_map(|sentence| not_taken_up(sheet, sentence, true))
        .filter(|listed| reading.not_taken_up.iter().all(|known| known.span != listed.span))
        .collect();
    reading.not_taken_up.splice(0..0, listed);
}

/// The title and what is printed below it, up to the first line that is a sentence or opens a section.
fn head_lines(sheet: &Sheet<'_>) -> usize {
    const MOST: usize = 8;
    let told = |line: &Line| {
        let full = ['.', '؛', ';', ':']
            .into_iter()
            .any(|mark| sheet.page.is_mark(line.end.saturating_sub(1), mark));
        full || matches!(line.style, Style::Article | Style::Roman | Style::Number(_))
    };
    sheet.lines.iter().take(MOST).position(told).unwrap_or(1).max(1)
}

/// FNV-1a.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A state told in the head and again below is told once; what was a part of it keeps its place.
fn drop_head_baselines(sheet: &Sheet<'_>, reading: &mut Reading, end: usize) {
    let headings: Vec<(usize, usize)> = sheet
        .lines
        .iter()
        .filter(|line| line.heading && !line.leads_in)
        .map(|line| sheet.page.bytes(line.first, line.end))
        .collect();
    let heads = |draft: &BaselineDraft| {
        let next = headings.partition_point(|(start, _)| *start <= draft.span.start);
        let own = next.checked_sub(1).and_then(|place| headings.get(place));
        own.is_some_and(|(_, stop)| draft.span.end <= *stop)
    };
    let told = |value: Quantity, unit: Unit| {
        // what stands below the head is at the end of the list
        let below = reading.targets.iter().rev().take_while(|later| later.span.start >= end);
        below.take(RECALLED * 4).any(|later| {
            later.due.is_some() && later.unit == unit && later.value.reduced() == value
        })
    };
    let again = |place: usize, head: &BaselineDraft| {
        let value = head.value.reduced();
        (head.span.end <= end || heads(head))
            && (told(value, head.unit)
                || reading.baselines.iter().skip(place + 1).take(RECALLED).any(|later| {
                    later.span.start >= end
                        && later.unit == head.unit
                        && later.value.reduced() == value
                }))
    };
    let dropped: Vec<bool> =
        reading.baselines.iter().enumerate().map(|(place, head)| again(place, head)).collect();
    let kept_before = |place: usize| dropped.iter().take(place).filter(|gone| !**gone).count();
    let moved: Vec<Option<usize>> = reading
        .baselines
        .iter()
        .map(|draft| {
            draft.part_of.filter(|whole| dropped.get(*whole) == Some(&false)).map(kept_before)
        })
        .collect();
    for (draft, whole) in reading.baselines.iter_mut().zip(moved) {
        draft.part_of = whole;
    }
    let mut dropped = dropped.into_iter();
    reading.baselines.retain(|_| !dropped.next().unwrap_or(false));
}

/// How many targets back a repetition is looked for.
const RECALLED: usize = 60;

/// The words of a target, longer than three letters, as FNV-1a hashes: the first four in their order, and all of
/// them sorted, so that two targets are compared in one walk.
pub(super) struct Recalled {
    opening: Vec<u64>,
    sorted: Vec<u64>,
}

pub(super) fn words_of(target: &TargetDraft, text: &str) -> Recalled {
    let words = fold_words(&format!("{} {}", target.span.quote(text), target.subject));
    let mut sorted: Vec<u64> =
        words.iter().filter(|word| word.chars().count() > 3).map(|word| hash(word)).collect();
    let opening = sorted.iter().take(4).copied().collect();
    sorted.sort_unstable();
    sorted.dedup();
    Recalled { opening, sorted }
}

/// The same target stated before, in a headline or a summary: same value, unit and day, and either nearly the same
/// words or the same opening and most of the shorter one's words.
pub(super) fn told_before(
    targets: &[TargetDraft],
    recalled: &[Recalled],
    draft: &TargetDraft,
    own: &Recalled,
) -> bool {
    targets.iter().zip(recalled).rev().take(RECALLED).any(|(known, theirs)| {
        let same = known.value.reduced() == draft.value.reduced()
            && known.unit == draft.unit
            && known.due.map(|due| due.day) == draft.due.map(|due| due.day)
            && known.value_max == draft.value_max;
        let (ours, others) = (own.sorted.len(), theirs.sorted.len());
        let alike = shared(&own.sorted, &theirs.sorted) * 100;
        same && (alike * 2 >= (ours + others) * 85
            || own.opening == theirs.opening && alike >= ours.min(others) * 60)
    })
}

/// How many entries two sorted lists share.
fn shared(own: &[u64], theirs: &[u64]) -> usize {
    let (mut own, mut theirs) = (own.iter().peekable(), theirs.iter().peekable());
    let mut count = 0;
    while let (Some(left), Some(right)) = (own.peek(), theirs.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => _ = own.next(),
            std::cmp::Ordering::Greater => _ = theirs.next(),
            std::cmp::Ordering::Equal => {
                count += 1;
                _ = (own.next(), theirs.next());
            }
        }
    }
    count
}
