//! What becomes of grants in a reform. The rule is stated here, and a dry run shows its outcome before the day.
//!
//! A grant on a unit that goes on stays as it is. A grant on a unit that ends stays on what the unit left, to read it. From
//! the day of the reform the account gets the same role over the unit's only successor, or, where it was divided, over
//! its default successor; over each other successor it gets leave to read (observer). A unit that ends without a
//! successor, and a divided one without a default, leave the grant in a queue for a person to decide.

use super::{Grant, Role};
use crate::unit::{Extent, Network, ReformId, UnitId};
use crate::words::{Day, Moment};

/// What becomes of one grant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Followed {
    /// The unit goes on.
    Stays,
    /// New grants from the day of the reform; the old one stays on what the unit left.
    Goes { to: Vec<(UnitId, Role)> },
    /// Nobody can tell without asking.
    Waits,
}

/// What becomes of a grant in a reform that takes effect on `on`.
pub fn follow(
    grant: &Grant,
    reform: &ReformId,
    on: Day,
    network: &Network,
    known_at: Option<Moment>,
) -> Followed {
    let Some(unit) = network.find(&grant.unit) else { return Followed::Waits };
    let ends = network.end(unit, known_at).is_some_and(|end| end.last_day.next() == on);
    if !ends || !grant.holds_on(on) {
        return Followed::Stays;
    }
    let streams: Vec<_> = network
        .successors(unit, known_at)
        .into_iter()
        .filter(|stream| stream.transfer.reform == *reform)
        .collect();
    let alone = streams.len() == 1;
    let heir = streams.iter().position(|stream| {
        stream.transfer.default_successor || (alone && stream.transfer.extent == Extent::Whole)
    });
    if heir.is_none() {
        return Followed::Waits;
    }
    let to = streams.iter().enumerate().filter_map(|(place, stream)| {
        let role = if Some(place) == heir { grant.role } else { Role::Observer };
        Some((network.unit(stream.unit)?.id.clone(), role))
    });
    Followed::Goes { to: to.collect() }
}
