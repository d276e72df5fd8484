//! At whom a report waits, and under which keys people find it there; and its course so far, from what was recorded.

use banyan_core::access::Key;
use banyan_core::ledger::{Hash, from_hex};
use banyan_core::report::{Course, InForce, Ladder, Outcome, Rung, State, Taken};
use banyan_core::unit::{Network, Tree, UnitId};

use super::super::store::{self, Owed, Sent, Step, Waits};
use super::keys::keys_at;
use crate::store::{StoreError, Tx};

/// The map on which a verb is done.
#[derive(Clone, Copy, Debug)]
pub(in crate::reports) struct Ground<'a> {
    pub network: &'a Network,
    /// The tree of the business day.
    pub tree: &'a Tree,
}

/// The bodies that a regime's ladder names: they own its reports, wherever those stand.
pub(in crate::reports) fn owners_of(regime: &InForce, network: &Network) -> Vec<UnitId> {
    let named = regime.named(network);
    named.filter_map(|no| network.unit(no)).map(|unit| unit.id.clone()).collect()
}

/// The ladder of a report on the map of the business day; `None` where its unit is not known.
pub(in crate::reports) fn ladder_of<'a>(
    regime: &'a InForce,
    owed: &Owed,
    ground: Ground<'a>,
) -> Option<Ladder<'a>> {
    let reporting = ground.network.find(&owed.unit)?;
    Some(Ladder { version: regime, network: ground.network, tree: ground.tree, reporting })
}

/// The course of a report by what was sent and decided. Whether the last acceptance of the last version was that of the last step is told
/// by how far the report is; an earlier version was replaced only when it had been accepted to the end or sent back.
///
/// # Errors
/// When a stored hash or unit is none.
pub(in crate::reports) fn course_of(
    owed: &Owed,
    sent: &[Sent],
    steps: &[Step],
    network: &Network,
) -> Result<Course, StoreError> {
    let mut taken = Vec::new();
    for version in sent {
        let content = bound(&version.hash)?;
        taken.push(Taken::Submitted { version: version.version, content });
        let mut own = steps.iter().filter(|step| step.version == version.version).peekable();
        while let Some(step) = own.next() {
            let done = own.peek().is_none()
                && (version.version < owed.progress.version
                    || owed.progress.state == State::Accepted);
            let (rung, content) = (rung_of(step.step, &step.unit, network)?, bound(&step.hash)?);
            taken.push(match step.outcome {
                Outcome::Returned => Taken::Returned { rung, content },
                Outcome::Accepted if done => Taken::Accepted { rung, content },
                Outcome::Accepted => Taken::Passed { rung, content },
            });
        }
    }
    Ok(Course::of(&taken))
}

/// What binds answers, from its hexadecimal digits.
pub(in crate::reports) fn bound(hash: &str) -> Result<Hash, StoreError> {
    from_hex(hash).ok_or_else(|| StoreError::Unreadable(format!("`{hash}` is no hash")))
}

/// The step of a ladder that a unit took.
pub(in crate::reports) fn rung_of(
    step: i64,
    unit: &UnitId,
    network: &Network,
) -> Result<Rung, StoreError> {
    let unit = network
        .find(unit)
        .ok_or_else(|| StoreError::Unreadable(format!("the unit {unit} is not known")))?;
    Ok(Rung { step: usize::try_from(step).unwrap_or_default(), unit })
}

/// Puts a report where its course leads: how far it is, and the unit at which it waits.
pub(in crate::reports) fn lead_on(
    owed: &mut Owed,
    course: &Course,
    ladder: &Ladder<'_>,
    network: &Network,
) {
    let waits = course.state() == State::Submitted;
    let next = waits.then(|| ladder.next(course.passed())).flatten();
    owed.progress = course.progress(next);
    owed.waits_for = next.and_then(|rung| network.unit(rung.unit)).map(|unit| unit.id.clone());
}

/// What somebody has to do about it, and the keys under which they find it; none of what is accepted.
pub(in crate::reports) fn waiting(
    owed: &Owed,
    regime: &InForce,
    network: &Network,
) -> Option<(Waits, Vec<Key>)> {
    let owners = owners_of(regime, network);
    match owed.progress.state {
        State::Open | State::Returned => {
            Some((Waits::Due, keys_at(network, &owed.holder, &owed.regime, &owners)))
        }
        State::Submitted => {
            let unit = owed.waits_for.as_ref()?;
            Some((Waits::Review, keys_at(network, unit, &owed.regime, &owners)))
        }
        State::Accepted => None,
    }
}

/// Stores an obligation as it stands now, and files it under who has to do something about it.
pub(in crate::reports) async fn refile(
    tx: &mut Tx,
    owed: &Owed,
    waiting: Option<(Waits, Vec<Key>)>,
) -> Result<(), StoreError> {
    store::unfile(tx, &owed.id).await?;
    store::set_owed(tx, owed).await?;
    if let Some((waits, keys)) = waiting {
        store::file(tx, waits, &[(owed.clone(), keys)]).await?;
    }
    Ok(())
}
