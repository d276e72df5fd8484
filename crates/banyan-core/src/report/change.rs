//! What changed between two lists of obligations: what a projection has to write after a reform, an amendment or another calendar.

use std::cmp::Ordering;

use super::obligation::Obligation;
use crate::calendar::Period;
use crate::unit::UnitNo;

/// A row that differs. Rows are told apart by regime, period and unit; a unit never owes two parts of one window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change<'r> {
    Added(Obligation<'r>),
    /// Nobody owes it any more. What was sent or drafted for it is kept.
    Withdrawn(Obligation<'r>),
    /// Another day, part, holder or version.
    Moved {
        before: Obligation<'r>,
        after: Obligation<'r>,
    },
}

/// What becomes of one list to make it another, in the order of regime, period and unit. The units of both are numbered in one
/// network, or in one and the same with rows appended, as the dry run of a reform has it; [`crate::unit::Network::as_known_at`]
/// numbers anew. The order of the lists does not matter.
pub fn changes<'r>(before: &[Obligation<'r>], after: &[Obligation<'r>]) -> Vec<Change<'r>> {
    let (before, after) = (sorted(before), sorted(after));
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    let mut changes = Vec::new();
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return changes,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => key(one).cmp(&key(other)),
        };
        let one = if order.is_le() { before.next() } else { None };
        let other = if order.is_ge() { after.next() } else { None };
        changes.extend(match (one, other) {
            (Some(before), Some(after)) if before != after => {
                Some(Change::Moved { before: **before, after: **after })
            }
            (Some(withdrawn), None) => Some(Change::Withdrawn(**withdrawn)),
            (None, Some(added)) => Some(Change::Added(**added)),
            _ => None,
        });
    }
}

fn sorted<'s, 'r>(list: &'s [Obligation<'r>]) -> Vec<&'s Obligation<'r>> {
    let mut sorted: Vec<&Obligation<'r>> = list.iter().collect();
    sorted.sort_by(|one, other| key(one).cmp(&key(other)));
    sorted
}

fn key<'r>(own: &Obligation<'r>) -> (&'r str, Period, UnitNo) {
    (own.regime, own.period, own.unit)
}
