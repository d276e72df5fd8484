//! What becomes of grants in a reform. The rule is stated here, and a dry run shows its outcome before the day.
//!
//! A grant on a unit that goes on stays as it is. A grant on a unit that ends stays on what the unit left, to read it. From
//! the day of the reform the account gets the same role over the unit's only successor, or, where it was divided, over
//! its default successor; over each other successor it gets leave to read (observer). A unit that ends without a
//! successor, and a divided one without a default, leave the grant in a queue for a person to decide. What was given on a
//! unit that was known to have ended was given on what the unit left, and goes nowhere.

use super::{Grant, Role};
use crate::unit::{Extent, Network, Reform, Stream, UnitId};
use crate::words::Moment;

/// What becomes of one grant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Followed {
    /// The unit goes on, or was known to have ended when the grant was given.
    Stays,
    /// New grants from the day of the reform, the heir's first; the old one stays on what the unit left.
    Goes { to: Vec<(UnitId, Role)> },
    /// Nobody can tell without asking.
    Waits,
}

/// Whether a unit was open when a grant on it was given, for all that was known then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GivenOn {
    OpenUnit,
    ClosedUnit,
}

impl GivenOn {
    /// Of a grant given at a moment, on a unit that ends in a reform whose day begins at `begins`. A reform that was recorded
    /// behind its day was not known before it was recorded.
    pub fn at(given: Moment, reform: &Reform, begins: Moment) -> GivenOn {
        if given < reform.recorded_at.max(begins) { GivenOn::OpenUnit } else { GivenOn::ClosedUnit }
    }
}

/// What becomes of a grant in a reform.
pub fn follow(grant: &Grant, given_on: GivenOn, reform: &Reform, network: &Network) -> Followed {
    let over = grant.until.is_some_and(|last| last < reform.on);
    if over || given_on == GivenOn::ClosedUnit {
        return Followed::Stays;
    }
    let Some(unit) = network.find(&grant.unit) else { return Followed::Waits };
    let Some(end) = network.end(unit, None).filter(|end| end.last_day.next() == reform.on) else {
        return Followed::Stays;
    };
    let (own, others): (Vec<Stream<'_>>, Vec<Stream<'_>>) = network
        .successors(unit, None)
        .into_iter()
        .partition(|stream| stream.transfer.reform == reform.id);
    if own.is_empty() {
        // Of two reforms on one day, the one that says where the unit goes moves its grants; else the one that ended it.
        let elsewhere =
            others.iter().any(|stream| stream.reform.is_some_and(|by| by.on == reform.on));
        let ours = end.reform.as_ref() == Some(&reform.id);
        return if ours && !elsewhere { Followed::Waits } else { Followed::Stays };
    }
    let alone = own.len() == 1;
    let heir = own.iter().position(|stream| {
        stream.transfer.default_successor || (alone && stream.transfer.extent == Extent::Whole)
    });
    if heir.is_none() {
        return Followed::Waits;
    }
    let to = own.iter().enumerate().filter_map(|(place, stream)| {
        let role = if Some(place) == heir { grant.role } else { Role::Observer };
        Some((network.unit(stream.unit)?.id.clone(), role))
    });
    Followed::Goes { to: to.collect() }
}
