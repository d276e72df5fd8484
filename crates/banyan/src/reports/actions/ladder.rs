//! At whom a report waits, and under which keys people find it there.

use banyan_core::access::Key;
use banyan_core::report::{Regime, State};
use banyan_core::unit::{Network, Tree, UnitId};

use super::super::store::{self, Owed, Waits};
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
pub(in crate::reports) fn owners_of(regime: &Regime, network: &Network) -> Vec<UnitId> {
    let named = regime.named(network, regime.from().first());
    named.filter_map(|no| network.unit(no)).map(|unit| unit.id.clone()).collect()
}

/// The unit at which a submitted report waits for its step; none for every other.
pub(in crate::reports) fn waits_at(
    regime: &Regime,
    owed: &Owed,
    ground: Ground<'_>,
) -> Option<UnitId> {
    if owed.progress.state != State::Submitted {
        return None;
    }
    let unit = ground.network.find(&owed.unit)?;
    let step = regime.ladder().get(owed.progress.step)?;
    let decides = step.decides(unit, ground.network, ground.tree)?;
    ground.network.unit(decides).map(|unit| unit.id.clone())
}

/// What somebody has to do about it, and the keys under which they find it; none of what is accepted.
pub(in crate::reports) fn waiting(
    owed: &Owed,
    regime: &Regime,
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
