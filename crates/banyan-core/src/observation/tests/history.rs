//! What is known of an observation at a moment, beside a slow reading of the same words.

use proptest::prelude::*;

use crate::observation::{Evidence, Finding, FindingError, History, HistoryError, Vintage};
use crate::words::{Moment, Quantity, Standing};

fn at(second: i64) -> Moment {
    Moment::from_microseconds(second)
}

fn vintage(number: u32, value: i64, second: i64) -> Vintage {
    let value = Quantity::new(value, 0).unwrap();
    Vintage { number, value, source: format!("report {number}"), recorded_at: at(second) }
}

fn finding(vintage: u32, standing: Standing, second: i64) -> Finding {
    let by = (Evidence::Inspection, "Round of May");
    Finding::new(vintage, standing, by, "Counted again on the spot", at(second)).unwrap()
}

#[test]
fn correction_is_declared_again_and_says_what_was_found_before() {
    let vintages = vec![vintage(1, 40, 10), vintage(2, 38, 30)];
    let history = History::new(vintages, vec![finding(1, Standing::Contradicted, 20)]).unwrap();
    let seen = |second| {
        let observed = history.known_at(second).unwrap();
        let earlier = observed.earlier.map(|own| (own.vintage(), own.standing()));
        (observed.vintage.value.minor(), observed.standing, earlier)
    };
    assert_eq!(history.known_at(Some(at(9))), None);
    assert_eq!(seen(Some(at(19))), (40, Standing::Declared, None));
    assert_eq!(seen(Some(at(20))), (40, Standing::Contradicted, None));
    assert_eq!(seen(Some(at(29))), (40, Standing::Contradicted, None));
    assert_eq!(seen(None), (38, Standing::Declared, Some((1, Standing::Contradicted))));
}

#[test]
fn finding_on_an_old_vintage_says_nothing_of_the_new_one() {
    let vintages = vec![vintage(1, 40, 10), vintage(2, 38, 30)];
    let history = History::new(vintages, vec![finding(1, Standing::Verified, 40)]).unwrap();
    let observed = history.known_at(None).unwrap();
    assert_eq!(observed.standing, Standing::Declared);
    assert_eq!(observed.earlier.map(Finding::vintage), Some(1));
}

#[test]
fn last_finding_on_a_vintage_speaks() {
    let findings = vec![finding(1, Standing::Contradicted, 30), finding(1, Standing::Verified, 20)];
    let history = History::new(vec![vintage(1, 40, 10)], findings).unwrap();
    assert_eq!(history.known_at(Some(at(25))).unwrap().standing, Standing::Verified);
    assert_eq!(history.known_at(None).unwrap().standing, Standing::Contradicted);
}

#[test]
fn finding_says_by_what_and_what_was_seen() {
    let check = |standing, name: &str, words: &str, expected: FindingError| {
        let made = Finding::new(1, standing, (Evidence::Test, name), words, at(1));
        assert_eq!(made, Err(expected));
    };
    check(Standing::Declared, "Test 4", "All went through", FindingError::Declares);
    check(Standing::Verified, " ", "All went through", FindingError::Unnamed);
    check(Standing::Verified, "Test 4", "\n", FindingError::Wordless);
    check(Standing::Verified, "Test 4", &"x".repeat(4001), FindingError::TooLong);
    check(Standing::Verified, &"x".repeat(301), "Seen", FindingError::TooLong);
}

#[test]
fn broken_histories_are_refused() {
    let check = |vintages: Vec<Vintage>, findings, expected: HistoryError| {
        assert_eq!(History::new(vintages, findings), Err(expected));
    };
    let gap = HistoryError::Gap { expected: 2, found: 3 };
    check(vec![vintage(1, 4, 10), vintage(3, 5, 20)], vec![], gap);
    let backwards = vec![vintage(1, 4, 10), vintage(2, 5, 10)];
    check(backwards, vec![], HistoryError::OutOfOrder(2));
    let early = vec![finding(1, Standing::Verified, 9)];
    check(vec![vintage(1, 4, 10)], early, HistoryError::FindingOnNothing(1));
    let none = vec![finding(2, Standing::Verified, 11)];
    check(vec![vintage(1, 4, 10)], none, HistoryError::FindingOnNothing(2));
}

#[derive(Clone, Debug)]
enum Step {
    Correct,
    Find(u8, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        Just(Step::Correct),
        (any::<u8>(), any::<bool>()).prop_map(|(which, holds)| Step::Find(which, holds)),
    ];
    proptest::collection::vec(step, 0..24)
}

/// The steps as rows, each recorded at its own second.
fn rows(steps: &[Step]) -> (Vec<Vintage>, Vec<Finding>) {
    let (mut vintages, mut findings) = (vec![vintage(1, 0, 0)], Vec::new());
    for (second, step) in (1_i64..).zip(steps) {
        let count = u32::try_from(vintages.len()).unwrap();
        match step {
            Step::Correct => vintages.push(vintage(count + 1, second, second)),
            Step::Find(which, holds) => {
                let own = u32::from(*which) % count + 1;
                let standing = if *holds { Standing::Verified } else { Standing::Contradicted };
                findings.push(finding(own, standing, second));
            }
        }
    }
    (vintages, findings)
}

proptest! {
    /// Whatever is recorded later, the answer for a moment stays; and it is what one who reads the steps in their order knows.
    #[test]
    fn what_was_known_is_never_changed_by_what_comes_later(steps in steps()) {
        let (vintages, findings) = rows(&steps);
        let whole = History::new(vintages, findings).unwrap();
        for second in 0..=steps.len() {
            let (vintages, findings) = rows(steps.get(..second).unwrap());
            let then = History::new(vintages.clone(), findings.clone()).unwrap();
            let moment = at(i64::try_from(second).unwrap());
            let known = whole.known_at(Some(moment));
            prop_assert_eq!(&known, &then.known_at(None));
            let known = known.unwrap();
            let last = vintages.last().unwrap();
            prop_assert_eq!(known.vintage, last);
            let own = findings.iter().rfind(|own| own.vintage() == last.number);
            prop_assert_eq!(known.standing, own.map_or(Standing::Declared, Finding::standing));
        }
    }

    /// The order in which findings are handed over does not matter.
    #[test]
    fn findings_come_in_any_order(steps in steps()) {
        let (vintages, mut findings) = rows(&steps);
        let forth = History::new(vintages.clone(), findings.clone()).unwrap();
        findings.reverse();
        prop_assert_eq!(History::new(vintages, findings).unwrap(), forth);
    }
}
