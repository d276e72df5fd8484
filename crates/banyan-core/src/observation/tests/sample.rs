//! A sample can be drawn again, and a member more or less hardly changes it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::ledger::{hash, hex};
use crate::observation::sample;

fn population() -> impl Strategy<Value = BTreeSet<String>> {
    proptest::collection::btree_set("[0-9]{1,5}", 0..60)
}

fn drawn(seed: &str, population: &BTreeSet<String>, size: usize) -> BTreeSet<String> {
    sample(seed, population.iter().map(String::as_str), size)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter(
        seed in ".{0,12}",
        members in population(),
        size in 0_usize..70,
    ) {
        let forth: Vec<&str> = members.iter().map(String::as_str).collect();
        let back_twice = forth.iter().rev().chain(&forth).copied();
        let drawn = sample(&seed, forth.iter().copied(), size);
        prop_assert_eq!(&sample(&seed, back_twice, size), &drawn);
        prop_assert_eq!(drawn.len(), size.min(members.len()));
        prop_assert!(drawn.iter().all(|member| members.contains(*member)));
    }

    #[test]
    fn larger_sample_begins_with_the_smaller_one(
        seed in ".{0,12}",
        members in population(),
        size in 0_usize..30,
        more in 0_usize..30,
    ) {
        let all = || members.iter().map(String::as_str);
        let larger = sample(&seed, all(), size + more);
        prop_assert!(larger.starts_with(&sample(&seed, all(), size)));
    }

    #[test]
    fn member_more_changes_one_draw_at_most(
        seed in ".{0,12}",
        members in population(),
        newcomer in "[a-z]{1,5}",
        size in 0_usize..70,
    ) {
        let before = drawn(&seed, &members, size);
        let mut grown = members.clone();
        grown.insert(newcomer.clone());
        let after = drawn(&seed, &grown, size);
        prop_assert!(before.difference(&after).count() <= 1);
        let fresh: Vec<&String> = after.difference(&before).collect();
        prop_assert!(fresh.is_empty() || fresh == [&newcomer]);
    }
}

/// Ranks computed here from the sentence that describes them.
#[test]
fn sample_is_the_one_that_is_written_down() {
    let population: Vec<String> = (1..=40).map(|number| format!("{number:05}.1")).collect();
    let rank = |member: &String| {
        let mut input = vec![0, 0, 0, 0, 0, 0, 0, 9];
        input.extend(b"may-round");
        input.extend(member.bytes());
        hex(&hash(&input))
    };
    let mut ranked = population.clone();
    ranked.sort_by_key(rank);
    let drawn = sample("may-round", population.iter().map(String::as_str), 7);
    assert_eq!(drawn, ranked.iter().take(7).map(String::as_str).collect::<Vec<_>>());
    assert_ne!(drawn, sample("june-round", population.iter().map(String::as_str), 7));
}

/// Each member is drawn about as often as any other: over 2,000 seeds, 500 times ± 5 standard deviations of 19.4.
#[test]
fn no_member_is_favoured() {
    let population = ["a", "b", "c", "d", "e", "f", "g", "h"];
    for member in population {
        let draws =
            (0..2000).filter(|seed| sample(&seed.to_string(), population, 2).contains(&member));
        let count = draws.count();
        assert!((403..=597).contains(&count), "{member} was drawn {count} times");
    }
}
