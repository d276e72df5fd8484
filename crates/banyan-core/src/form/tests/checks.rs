//! Statistical checks: their limits on both sides, and a slow second way to the same answer.

use proptest::prelude::*;

use super::super::checks::{copied_figures, jumps, outlier};
use super::{at, coverage, number, read, told};
use crate::form::{
    Against, Background, JumpLimit, Oddity, OutlierLimit, ProblemKind, Severity, Value,
};
use crate::words::Quantity;

fn limit(threshold: &str, spread_least: &str) -> OutlierLimit {
    OutlierLimit {
        against: Against::History,
        threshold: number(threshold),
        others_least: 3,
        spread_least: number(spread_least),
    }
}

fn check_outlier(value: &str, others: &[&str], limit: &OutlierLimit, expected: Option<&str>) {
    let others: Vec<Quantity> = others.iter().map(|own| number(own)).collect();
    let median = outlier(number(value), &others, limit).unwrap();
    assert_eq!(median.as_deref(), expected, "{value} among {others:?}");
}

#[test]
fn outliers_lie_beyond_the_threshold() {
    let usual = limit("3.5", "0.001");
    // Median 10, MAD 1: beyond 3.5 ÷ 0.6745 = 5.189… on either side.
    let others = ["9", "10", "11", "8", "12"];
    check_outlier("15", &others, &usual, None);
    check_outlier("15.18", &others, &usual, None);
    check_outlier("15.19", &others, &usual, Some("10"));
    check_outlier("4.81", &others, &usual, Some("10"));
    check_outlier("4.82", &others, &usual, None);
    // One MAD away the score is 0.6745, and a threshold is not passed by what equals it.
    check_outlier("11", &others, &limit("0.6745", "0"), None);
    check_outlier("11", &others, &limit("0.6744", "0"), Some("10"));
    check_outlier("9", &others, &limit("0.6744", "0"), Some("10"));
    // An even number of figures: median 10.5, distances 0.5 0.5 1.5 1.5, MAD 1.
    check_outlier("16", &["9", "10", "11", "12"], &usual, Some("10.5"));
    check_outlier("15", &["9", "10", "11", "12"], &usual, None);
    check_outlier("100", &["10", "10"], &usual, None);
    // All alike: the least spread stands in.
    check_outlier("15", &["10"; 5], &limit("3.5", "1"), None);
    check_outlier("16", &["10"; 5], &limit("3.5", "1"), Some("10"));
    check_outlier("10", &["10"; 5], &limit("3.5", "0"), None);
    check_outlier("11", &["10"; 5], &limit("3.5", "0"), Some("10"));
    let most = Quantity::new(i64::MAX, 0).unwrap();
    let tiny = Quantity::new(1, 9).unwrap();
    assert!(outlier(most, &[most, tiny, tiny], &limit("0.000000001", "0")).is_err());
}

/// The median by counting, in halves of the smallest decimal.
fn slow_median(figures: &[i128]) -> i128 {
    let mut rest = figures.to_vec();
    while rest.len() > 2 {
        let least = rest.iter().position(|own| own == rest.iter().min().unwrap()).unwrap();
        rest.remove(least);
        let most = rest.iter().position(|own| own == rest.iter().max().unwrap()).unwrap();
        rest.remove(most);
    }
    if rest.len() == 1 { rest[0] * 2 } else { rest[0] + rest[1] }
}

proptest! {
    #[test]
    fn the_slow_way_agrees(
        value in -2000_i64..2000,
        others in prop::collection::vec(-300_i64..300, 3..12),
        threshold in 1_i64..80,
        spread in 0_i64..5,
    ) {
        let limit = OutlierLimit {
            threshold: Quantity::new(threshold, 1).unwrap(),
            spread_least: Quantity::new(spread, 0).unwrap(),
            ..limit("1", "1")
        };
        let figures: Vec<i128> = others.iter().map(|own| i128::from(*own)).collect();
        let median = slow_median(&figures);
        // Distances from the median in halves, and their median in quarters.
        let distances: Vec<i128> = figures.iter().map(|own| (2 * own - median).abs()).collect();
        let mad = slow_median(&distances).max(4 * i128::from(spread));
        // 0.6745 · distance ÷ MAD > threshold, both sides times 40,000 MADs in quarters.
        let distance = (2 * i128::from(value) - median).abs();
        let odd = distance * 2 * 6745 * 10 > i128::from(threshold) * 10_000 * mad;
        let all: Vec<Quantity> = others.iter().map(|own| Quantity::new(*own, 0).unwrap()).collect();
        let value = Quantity::new(value, 0).unwrap();
        prop_assert_eq!(outlier(value, &all, &limit).unwrap().is_some(), odd);
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(outlier(value, &turned, &limit), outlier(value, &all, &limit));
        // Other decimals, same values, same answer.
        let finer: Vec<Quantity> = all.iter().map(|own| own.with_decimals(3).unwrap()).collect();
        prop_assert_eq!(outlier(value, &finer, &limit), outlier(value, &all, &limit));
    }
}

#[test]
fn jumps_are_large_in_percent_and_in_number() {
    let limit = JumpLimit { percent: 50, least: number("5") };
    let check = |now: &str, before: &str, expected: bool| {
        assert_eq!(jumps(number(now), number(before), &limit), Ok(expected), "{now} from {before}");
    };
    check("15", "10", false);
    check("15.1", "10", true);
    check("5", "10", false);
    check("4.9", "10", true);
    // A small number may double.
    check("4", "2", false);
    check("5", "0", true);
    check("4", "0", false);
    check("-10", "-20", false);
    check("-9", "-20", true);
    check("10", "10.00", false);
}

#[test]
fn the_checks_of_a_form_say_what_they_found() {
    let form = coverage();
    let now = read(
        &form,
        &[
            ("found", "90"),
            ("covered", "4"),
            ("left", "3"),
            ("staff", "5"),
            ("staff.female", "2"),
            ("staff.male", "2"),
            ("villages#1.village", "A"),
            ("villages#1.online", "1"),
            ("villages#2.village", "B"),
            ("villages#2.online", "2"),
        ],
    )
    .answers;
    let figures =
        |written: &[&str]| -> Vec<Quantity> { written.iter().map(|own| number(own)).collect() };
    let usual = figures(&["9", "10", "11", "8", "12"]);
    let mut background = Background::default();
    // Without anything to compare with only the sums are looked at.
    let alone = form.oddities(&now, &background);
    assert_eq!(
        told(&alone),
        [("staff".to_owned(), "whole-differs"), ("covered".to_owned(), "whole-differs")]
    );
    assert_eq!(
        alone.iter().map(|own| own.severity).collect::<Vec<_>>(),
        [Severity::Error, Severity::Warning]
    );
    let sum = |check: &str, sum: &str| ProblemKind::Odd {
        check: check.to_owned(),
        oddity: Oddity::Whole { sum: number(sum) },
    };
    assert_eq!(alone[0].kind, sum("staff_whole", "4"));
    assert_eq!(alone[1].kind, sum("covered_whole", "3"));
    background.history.insert("found".to_owned(), usual.clone());
    background.peers.insert("found".to_owned(), usual);
    let mut before = now.clone();
    before.insert(at("found"), Value::Number(number("30")));
    background.before = Some(before);
    let keys: Vec<&str> =
        form.oddities(&now, &background).iter().map(|own| own.kind.key()).collect();
    assert_eq!(
        keys,
        ["outlier-history", "outlier-peers", "jump", "whole-differs", "whole-differs"]
    );
    background.before = Some(now.clone());
    let keys: Vec<&str> =
        form.oddities(&now, &background).iter().map(|own| own.kind.key()).collect();
    assert_eq!(
        keys,
        ["outlier-history", "outlier-peers", "copy", "whole-differs", "whole-differs"]
    );
}

#[test]
fn a_copy_is_equal_in_every_entered_number() {
    let form = coverage();
    let entries = [("found", "3"), ("covered", "0"), ("left", "3"), ("obstacles", "rain")];
    let now = read(&form, &entries).answers;
    assert_eq!(copied_figures(&form, &now, &now), Some(2));
    let mut words = now.clone();
    words.insert(at("obstacles"), Value::Text("snow".to_owned()));
    assert_eq!(copied_figures(&form, &words, &now), Some(2));
    let mut one = now.clone();
    one.insert(at("covered"), Value::Number(number("1")));
    assert_eq!(copied_figures(&form, &one, &now), None);
    let mut fewer = now.clone();
    fewer.remove(&at("covered"));
    assert_eq!(copied_figures(&form, &fewer, &now), None);
    // What is computed follows, and is not looked at.
    let mut computed = now.clone();
    computed.insert(at("balance"), Value::Number(number("9.00")));
    assert_eq!(copied_figures(&form, &computed, &now), Some(2));
}
