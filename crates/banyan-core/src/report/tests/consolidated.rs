//! Wholes from parts: by merge rule, with who is missing, and what comes afterwards.

use proptest::prelude::*;

use super::world::World;
use crate::programme::MergeRule;
use crate::report::{Stated, Supplement, TakenUp, WholeError, consolidate};
use crate::unit::UnitNo;
use crate::words::{Moment, Quantity};

fn units() -> Vec<UnitNo> {
    World::reformed().network.numbers().collect()
}

fn stated(unit: UnitNo, value: &str, weight: &str, second: i64) -> Stated {
    let (value, weight) = (value.parse().unwrap(), weight.parse().ok());
    Stated { unit, value, weight, accepted_at: Moment::from_microseconds(second) }
}

fn check(rule: MergeRule, parts: &[(&str, &str)], expected: Option<&str>) {
    let units = units();
    let stated: Vec<Stated> = parts
        .iter()
        .zip(&units)
        .zip(1..)
        .map(|(((value, weight), unit), second)| stated(*unit, value, weight, second))
        .collect();
    let whole = consolidate(rule, 1, &units[..3], &stated).unwrap();
    assert_eq!(whole.value.map(|own| own.to_string()).as_deref(), expected, "{rule:?} {parts:?}");
}

#[test]
fn whole_follows_the_merge_rule() {
    let parts = [("10.5", "1"), ("20", "3"), ("3.1", "0.5")];
    check(MergeRule::Sum, &parts, Some("33.6"));
    check(MergeRule::Max, &parts, Some("20.0"));
    check(MergeRule::Min, &parts, Some("3.1"));
    check(MergeRule::Latest, &parts, Some("3.1"));
    // (10.5 + 60 + 1.55) ÷ 4.5 = 16.0111…
    check(MergeRule::Weighted, &parts, Some("16.0"));
    check(MergeRule::None, &parts, None);
    check(MergeRule::Sum, &[], None);
}

#[test]
fn weighted_mean_is_rounded_once_half_away_from_zero() {
    check(MergeRule::Weighted, &[("0.1", "1"), ("0.2", "1")], Some("0.2"));
    check(MergeRule::Weighted, &[("-0.1", "1"), ("-0.2", "1")], Some("-0.2"));
    check(MergeRule::Weighted, &[("0.1", "2"), ("0.2", "1")], Some("0.1"));
    check(MergeRule::Weighted, &[("5", "0"), ("7", "0")], None);
}

#[test]
fn missing_are_named_and_others_left_out() {
    let units = units();
    let expected = &units[..4];
    let stated = [
        stated(units[2], "5", "1", 1),
        stated(units[0], "3", "", 2),
        stated(units[6], "100", "1", 3),
        stated(units[2], "6", "1", 4),
    ];
    let whole = consolidate(MergeRule::Sum, 0, expected, &stated).unwrap();
    assert_eq!(whole.value, "9".parse().ok(), "of two statements of one unit the later counts");
    assert_eq!(whole.counted, [units[0], units[2]]);
    assert_eq!(whole.missing, [units[1], units[3]]);
    assert_eq!(whole.coverage_percent(), Some(50));
    let weighted = consolidate(MergeRule::Weighted, 0, expected, &stated).unwrap();
    assert_eq!(weighted.missing, [units[0], units[1], units[3]], "who states no weight is missing");
    assert_eq!(consolidate(MergeRule::Sum, 0, &[], &stated).unwrap().coverage_percent(), None);
    let third = consolidate(MergeRule::Sum, 0, &units[..3], &stated).unwrap();
    assert_eq!(third.coverage_percent(), Some(66), "rounded down: only all are 100");
}

#[test]
fn whole_that_cannot_be_kept_is_refused() {
    let units = units();
    let most = i64::MAX.to_string();
    let both = [stated(units[0], &most, "1", 1), stated(units[1], "1", "1", 1)];
    assert_eq!(consolidate(MergeRule::Sum, 0, &units, &both), Err(WholeError::Overflow));
    let fine = [stated(units[0], "1.25", "1", 1)];
    let refusal = WholeError::Decimals { unit: units[0], decimals: 1 };
    assert_eq!(consolidate(MergeRule::Sum, 1, &units, &fine), Err(refusal));
}

#[test]
fn supplement_names_who_came_later_and_who_was_corrected() {
    let units = units();
    let up = |place: usize, version: u32| TakenUp { unit: units[place], version };
    let supplement = Supplement::of(&[up(0, 1), up(1, 2)], &[up(3, 1), up(1, 3), up(0, 1)]);
    assert_eq!((supplement.added, supplement.corrected), (vec![units[3]], vec![units[1]]));
    assert!(Supplement::of(&[up(0, 1)], &[up(0, 1)]).is_empty());
}

proptest! {
    #[test]
    fn sum_of_wholes_is_the_sum_of_all_parts_in_any_order(
        values in proptest::collection::vec(-1_000_000_i64..1_000_000, 2..8),
        cut in 1_usize..7,
        turn in 0_usize..8,
    ) {
        let units = &units()[..values.len()];
        let mut stated: Vec<Stated> = values
            .iter()
            .zip(units)
            .map(|(minor, unit)| Stated {
                unit: *unit,
                value: Quantity::new(*minor, 2).unwrap(),
                weight: None,
                accepted_at: Moment::from_microseconds(0),
            })
            .collect();
        stated.rotate_left(turn % values.len());
        let cut = cut.min(units.len() - 1);
        let sum = |of: &[UnitNo]| {
            consolidate(MergeRule::Sum, 2, of, &stated).unwrap().value.unwrap().minor()
        };
        prop_assert_eq!(sum(units), sum(&units[..cut]) + sum(&units[cut..]));
        prop_assert_eq!(sum(units), values.iter().sum::<i64>());
    }
}
