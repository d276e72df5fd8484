//! What two directives ask alike: names that share most of their words, or all of them.

use std::collections::BTreeSet;

use crate::words::fold_words;

/// Whether two names are near-identical: they share at least three words, and two thirds of all their words (Jaccard). Words of
/// one or two letters do not count.
pub fn near_identical(one: &str, other: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        fold_words(name).into_iter().filter(|word| word.chars().count() > 2).collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let all = one.union(&other).count();
    shared >= 3 && shared.saturating_mul(3) >= all.saturating_mul(2)
}

/// Whether two names of measures are the same up to small differences: the same words whatever their marks, case and order, or
/// near-identical ones. A measure's name is short, so even one word tells.
pub fn same_measure(one: &str, other: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> { fold_words(name).into_iter().collect() };
    let (own, others) = (words(one), words(other));
    (!own.is_empty() && own == others) || near_identical(one, other)
}
