//! Laws of the way of a report: what is accepted stays, and nothing skips a step.

use proptest::prelude::*;

use crate::report::{NotSent, Outcome, Progress, State};

/// What somebody tries.
#[derive(Clone, Copy, Debug)]
enum Try {
    Send { with_reason: bool },
    Decide { outcome: Outcome, with_reason: bool },
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = prop_oneof![
        any::<bool>().prop_map(|with_reason| Try::Send { with_reason }),
        (any::<bool>(), any::<bool>()).prop_map(|(accepted, with_reason)| Try::Decide {
            outcome: if accepted { Outcome::Accepted } else { Outcome::Returned },
            with_reason,
        }),
    ];
    prop::collection::vec(one, 0..40)
}

proptest! {
    #[test]
    fn nothing_is_accepted_but_by_every_step_in_turn(tries in tries(), steps in 1_usize..4) {
        let mut progress = Progress::OPEN;
        let mut agreed = 0;
        for own in tries {
            let before = progress;
            match own {
                Try::Send { with_reason } => match progress.sent(with_reason) {
                    Ok(next) => { progress = next; agreed = 0; }
                    Err(refusal) => {
                        let decided = before.state == State::Submitted && before.step > 0;
                        prop_assert_eq!(refusal == NotSent::BeingDecided, decided);
                    }
                },
                Try::Decide { outcome, with_reason } => {
                    if let Ok(next) = progress.decided(outcome, with_reason, steps) {
                        prop_assert_eq!(next.version, before.version);
                        agreed = if outcome == Outcome::Accepted { agreed + 1 } else { 0 };
                        progress = next;
                    }
                }
            }
            prop_assert_eq!(progress.state == State::Accepted, agreed == steps);
            if before.state == State::Accepted && progress.state != State::Accepted {
                prop_assert_eq!(progress.version, before.version + 1);
            }
        }
    }
}
