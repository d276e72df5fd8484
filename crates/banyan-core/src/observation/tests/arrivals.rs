//! Rates are exact, add up, and are rounded once.

use proptest::prelude::*;

use crate::observation::{Arrivals, ArrivalsError, Rate};

fn check(accepted: u64, expected: u64, decimals: u8, written: &str) {
    let arrivals = Arrivals::new(expected, accepted, 0).unwrap();
    let ratio = Rate::Completeness.of(arrivals).unwrap();
    assert_eq!(ratio.percent(decimals).unwrap().to_string(), written, "{accepted} of {expected}");
}

#[test]
fn percentages_are_rounded_half_away_from_zero() {
    check(97, 100, 1, "97.0");
    check(1, 3, 1, "33.3");
    check(2, 3, 1, "66.7");
    check(1, 8, 1, "12.5");
    check(1, 8, 0, "13");
    check(1, 800, 1, "0.1");
    check(0, 5, 1, "0.0");
    check(3318, 3321, 2, "99.91");
    check(u64::MAX, u64::MAX, 9, "100.000000000");
}

#[test]
fn nothing_expected_has_no_rate() {
    assert_eq!(Rate::Timeliness.of(Arrivals::default()), None);
}

#[test]
fn more_than_expected_is_refused() {
    let refusal = ArrivalsError::MoreThanExpected { counted: 4, expected: 3 };
    assert_eq!(Arrivals::new(3, 4, 0), Err(refusal));
    assert_eq!(Arrivals::new(3, 1, 4), Err(refusal));
}

fn any_arrivals() -> impl Strategy<Value = Arrivals> {
    (1_u64..10_000).prop_flat_map(|expected| {
        (Just(expected), 0..=expected, 0..=expected).prop_map(|(expected, accepted, in_time)| {
            Arrivals::new(expected, accepted, in_time).unwrap()
        })
    })
}

proptest! {
    /// The rate of the whole lies between those of its parts, and order does not matter.
    #[test]
    fn rates_of_the_whole_lie_between_those_of_its_parts(
        one in any_arrivals(),
        two in any_arrivals(),
        rate in proptest::sample::select(&Rate::ALL),
    ) {
        let both = one.with(two).unwrap();
        prop_assert_eq!(both, two.with(one).unwrap());
        let (own, other, whole) =
            (rate.of(one).unwrap(), rate.of(two).unwrap(), rate.of(both).unwrap());
        let (low, high) = if own.compare(other).is_le() { (own, other) } else { (other, own) };
        prop_assert!(low.compare(whole).is_le() && whole.compare(high).is_le());
    }

    /// Ten times as many decimals never differ by more than half a unit of the coarser number.
    #[test]
    fn rounding_errs_by_half_a_unit_at_most(own in any_arrivals()) {
        let ratio = Rate::Completeness.of(own).unwrap();
        let minor = i128::from(ratio.percent(1).unwrap().minor());
        let exact = i128::from(ratio.part()) * 1000;
        let whole = i128::from(ratio.whole());
        prop_assert!((minor * whole - exact).abs() * 2 <= whole);
    }
}
