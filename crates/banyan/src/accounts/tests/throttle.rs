//! The waits as a table, and as laws: no wait is longer than its limit, a charge is either counted or waited for.

use banyan_core::words::Moment;
use proptest::prelude::*;

use super::super::actions::throttle::{ACCOUNT, ADDRESS, PAIR, Rule, network_of};

#[test]
fn waits_double_up_to_a_limit() {
    let check = |rule: Rule, tries: i64, seconds: i64| {
        assert_eq!(rule.wait_seconds(tries), seconds, "{rule:?} after {tries}");
    };
    for (tries, seconds) in [(0, 0), (4, 0), (5, 1), (6, 2), (9, 16), (14, 512), (15, 900)] {
        check(PAIR, tries, seconds);
    }
    check(PAIR, i64::MAX, 900);
    check(ADDRESS, 29, 0);
    check(ADDRESS, 30, 1);
    check(ADDRESS, 100, 300);
    // However often strangers try, the owner waits 16 seconds at most.
    check(ACCOUNT, 1_000_000, 16);
}

#[test]
fn addresses_of_one_network_are_one() {
    let check = |address: &str, expected: &str| {
        assert_eq!(network_of(address.parse().unwrap()), expected);
    };
    check("192.0.2.7", "192.0.2.7");
    check("::ffff:192.0.2.7", "192.0.2.7");
    check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64");
    check("2001:db8:1:2::9", "2001:db8:1:2::/64");
}

fn rules() -> impl Strategy<Value = Rule> {
    prop_oneof![Just(PAIR), Just(ADDRESS), Just(ACCOUNT)]
}

proptest! {
    #[test]
    fn refused_try_is_allowed_after_exactly_its_wait(
        rule in rules(), tries in 1_i64..100, since in 0_i64..2_000_000_000,
    ) {
        let (last, now) = (Moment::from_microseconds(0), Moment::from_microseconds(since));
        match rule.charge(Some((tries, last)), now) {
            Ok(counted) => prop_assert!(counted == tries + 1 || counted == 1),
            Err(seconds) => {
                prop_assert!(seconds > 0 && seconds <= rule.longest_seconds);
                let later = now.plus(seconds * 1_000_000);
                prop_assert!(rule.charge(Some((tries, last)), later).is_ok());
                let sooner = now.plus((seconds - 1) * 1_000_000);
                prop_assert!(rule.charge(Some((tries, last)), sooner).is_err());
            }
        }
    }

    #[test]
    fn clock_that_was_set_back_never_lengthens_a_wait(
        rule in rules(), tries in 1_i64..100, back in 0_i64..10_000_000_000,
    ) {
        let (last, now) = (Moment::from_microseconds(back), Moment::from_microseconds(0));
        if let Err(seconds) = rule.charge(Some((tries, last)), now) {
            prop_assert!(seconds <= rule.longest_seconds);
        }
    }
}
