//! The waits as a table, and as laws: no wait is longer than its limit, a charge is either counted or waited for, nobody is held
//! out from elsewhere, and so many guesses a day remain.

use std::collections::BTreeSet;

use banyan_core::words::Moment;
use proptest::prelude::*;

use super::super::actions::throttle::{
    ACCOUNT, ADDRESS, DEVICE, Origin, PAIR, Rule, Spent, network_of,
};

const DAY: i64 = 86_400;

#[test]
fn waits_double_up_to_a_limit() {
    let check = |rule: Rule, tries: i64, seconds: i64| {
        assert_eq!(rule.wait_seconds(tries), seconds, "{rule:?} after {tries}");
    };
    for (tries, seconds) in [(0, 0), (4, 0), (5, 1), (6, 2), (9, 16), (14, 512), (15, 900)] {
        check(DEVICE, tries, seconds);
    }
    check(DEVICE, i64::MAX, 900);
    check(PAIR, 9, 16);
    check(PAIR, i64::MAX, 30);
    check(ADDRESS, 29, 0);
    check(ADDRESS, 30, 1);
    check(ADDRESS, 100, 300);
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
    prop_oneof![Just(PAIR), Just(DEVICE), Just(ADDRESS), Just(ACCOUNT)]
}

/// The throttle by itself, in seconds: what is counted where.
#[derive(Default)]
struct Counts(Spent);

impl Counts {
    /// Tries, and counts it where it may be tried; else the seconds to wait.
    fn tries(&mut self, origin: &Origin, login: &str, second: i64) -> Result<(), i64> {
        let now = Moment::from_microseconds(second * 1_000_000);
        let charged = origin.charge(login, &self.0, now)?;
        let counted = charged.0.into_iter().map(|(place, _, tries)| (place, (tries, now)));
        self.0.extend(counted);
        Ok(())
    }
}

fn at(address: u32) -> Origin {
    Origin::Door { address: format!("192.0.2.{address}"), known: None }
}

#[test]
fn one_address_guesses_fewer_than_900_times_a_day() {
    // As fast as it may, over ever new accounts; or so many tries, and then a rest until they are forgotten.
    for burst in (30..50).chain([i64::MAX]) {
        let (mut counts, mut guesses, mut second, mut since) = (Counts::default(), 0, 0, 0);
        while second < DAY {
            match counts.tries(&at(1), &format!("account.{guesses}"), second) {
                Ok(()) => {
                    (guesses, since) = (guesses + 1, since + 1);
                    if since >= burst {
                        (second, since) = (second + ADDRESS.forgotten_seconds, 0);
                    }
                }
                Err(seconds) => second += seconds,
            }
        }
        assert!((300..900).contains(&guesses), "{guesses} in bursts of {burst}");
    }
}

#[test]
fn many_addresses_guess_five_times_each_and_take_turns_beyond() {
    let addresses = 24;
    let (mut counts, mut guesses) = (Counts::default(), 0);
    let mut turns: BTreeSet<(i64, u32)> = (0..addresses).map(|own| (0, own)).collect();
    while let Some((second, own)) = turns.pop_first().filter(|(second, _)| *second < DAY) {
        match counts.tries(&at(own), "lan", second) {
            Ok(()) => {
                guesses += 1;
                turns.insert((second, own));
            }
            Err(seconds) => {
                turns.insert((second + seconds, own));
            }
        }
    }
    let beyond = guesses - 5 * i64::from(addresses);
    assert!((5_000..5_420).contains(&beyond), "{beyond}");
}

#[test]
fn known_browser_has_tries_beside_those_of_its_address() {
    let known = Origin::Door { address: "192.0.2.1".to_owned(), known: Some("token".to_owned()) };
    let mut counts = Counts::default();
    // A stranger at the same address never makes it wait.
    while counts.tries(&at(1), "lan", 0).is_ok() {}
    assert!((0..5).all(|_| counts.tries(&known, "lan", 0).is_ok()));
    // Nor somebody at the same computer longer than at the address.
    for second in 0..7_200 {
        let waits = counts.tries(&known, "lan", second).err().unwrap_or_default();
        assert!(waits <= ADDRESS.longest_seconds, "{waits}");
    }
    // A step behind the password has no address to fall back to: a second after a try that was counted, 899 are left.
    let step = Origin::Step("code");
    let waits = (0..7_200).filter_map(|second| counts.tries(&step, "lan", second).err());
    assert_eq!(waits.max(), Some(DEVICE.longest_seconds - 1));
}

/// What others try: at which address, on which account, so many seconds after the last try.
fn others(addresses: std::ops::Range<u32>) -> impl Strategy<Value = Vec<(u32, u8, i64)>> {
    proptest::collection::vec((addresses, 0..4_u8, 0..40_i64), 0..200)
}

/// They try, `lan` and other accounts, and wait for nothing; answers the second of the last try.
fn carried_out(counts: &mut Counts, others: &[(u32, u8, i64)]) -> (i64, usize) {
    let (mut second, mut counted) = (0, 0);
    for (address, account, after) in others {
        second += after;
        let login = if *account == 0 { "lan".to_owned() } else { format!("other.{account}") };
        counted += usize::from(counts.tries(&at(*address), &login, second).is_ok());
    }
    (second, counted)
}

proptest! {
    #[test]
    fn nothing_that_is_tried_elsewhere_makes_an_owner_wait(others in others(2..40)) {
        let mut counts = Counts::default();
        let (second, _) = carried_out(&mut counts, &others);
        let stranger = |own: u32| own % 40 + 2;
        for mistyped in 0..PAIR.free {
            prop_assert_eq!(counts.tries(&at(1), "lan", second), Ok(()), "try {}", mistyped);
            // They go on meanwhile.
            for own in 0..40 {
                let _ = counts.tries(&at(stranger(own)), "lan", second);
            }
        }
    }

    #[test]
    fn whatever_was_tried_at_the_same_address_an_owner_waits_as_told_and_no_longer(
        others in others(1..3),
    ) {
        let mut counts = Counts::default();
        let (second, counted) = carried_out(&mut counts, &others);
        if let Err(seconds) = counts.tries(&at(1), "lan", second) {
            let few = i64::try_from(counted).unwrap() < ADDRESS.free;
            let longest = if few { PAIR.longest_seconds } else { ADDRESS.longest_seconds };
            prop_assert!(seconds <= longest, "{} s", seconds);
            prop_assert_eq!(counts.tries(&at(1), "lan", second + seconds), Ok(()));
        }
    }

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
