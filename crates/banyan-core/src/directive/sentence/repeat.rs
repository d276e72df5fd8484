//! A target that the text states twice is one target.

use super::super::draft::{NotTakenUp, Reading, TargetDraft};
use super::super::sheet::Sheet;
use super::holds;
use super::sign::not_taken_up;
use crate::words::{Quantity, fold_words};

/// A figure of the headline that the text states again, with its day or as the end of a range, is one target.
pub(super) fn drop_headline(sheet: &Sheet<'_>, reading: &mut Reading, recalled: &[Recalled]) {
    let Some(line) = sheet.lines.first() else { return };
    let end = sheet.page.bytes(line.first, line.end).1;
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
    let heads = sheet.sentences.iter().filter(|sentence| sentence.line == 0);
    let listed: Vec<NotTakenUp> = heads
        .filter(|sentence| !holds(reading, sheet, sentence))
        .filter_map(|sentence| not_taken_up(sheet, sentence, true))
        .filter(|listed| reading.not_taken_up.iter().all(|known| known.span != listed.span))
        .collect();
    reading.not_taken_up.splice(0..0, listed);
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
    let hash = |word: &String| {
        word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let words = fold_words(&format!("{} {}", target.span.quote(text), target.subject));
    let mut sorted: Vec<u64> =
        words.iter().filter(|word| word.chars().count() > 3).map(hash).collect();
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
