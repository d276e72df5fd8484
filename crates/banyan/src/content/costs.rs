//! What the rules of reporting of a folder would ask for, before they are adopted.

use std::collections::{BTreeMap, BTreeSet};

use banyan_core::form::Form;
use banyan_core::report::{Asked, Cost, InForce, Regime, cost};
use banyan_core::unit::Network;
use banyan_core::words::Day;

use super::reporting::Brings;
use crate::ledger::list_versions;
use crate::programmes::{Change, Difference};
use crate::store::{StoreError, Tx};
use crate::{forms, reports};

/// What a new rule of reporting, or a changed one, would ask for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegimeCost {
    pub code: String,
    pub cost: Cost,
}

/// The costs of the regimes that adopting would record, each beside all others: those of the folder, and those that stand in the
/// store. Units are counted on the newest map of the folder.
///
/// # Errors
/// What the database says, and a stored definition that cannot be read.
pub(super) async fn costs(
    tx: &mut Tx,
    brings: &[Brings],
    differences: &[Difference],
    network: &Network,
) -> Result<Vec<RegimeCost>, StoreError> {
    // Before the end of time the newest map is the one that holds.
    let newest = Day::new(9999, 12, 31).and_then(|last| network.span_start(last, None));
    let Some((newest, tree)) = newest.and_then(|day| Some((day, network.tree_on(day, None).ok()?)))
    else {
        return Ok(Vec::new());
    };
    let mut all: BTreeMap<String, Form> = BTreeMap::new();
    for own in list_versions(tx, forms::VERSIONED.table).await? {
        all.insert(own.code.clone(), forms::read(&own.code, own.version, &own.document)?);
    }
    let mut standing: BTreeMap<String, Regime> = BTreeMap::new();
    for own in list_versions(tx, reports::VERSIONED.table).await? {
        match own.ended {
            true => standing.remove(&own.code),
            false => standing
                .insert(own.code.clone(), reports::read(&own.code, own.version, &own.document)?),
        };
    }
    let mut new = BTreeSet::new();
    for own in brings.iter().filter(|own| differences.iter().any(|told| adopts(own, told))) {
        if own.versioned.table.name == forms::VERSIONED.table.name {
            all.insert(own.code.clone(), forms::read(&own.code, 1, &own.document)?);
        } else if own.versioned.table.name == reports::VERSIONED.table.name {
            standing.insert(own.code.clone(), reports::read(&own.code, 1, &own.document)?);
            new.insert(own.code.as_str());
        }
    }
    let in_force = |regime: Regime| InForce { version: 1, regime, from: newest, ended: false };
    let standing: Vec<InForce> = standing.into_values().map(in_force).collect();
    let asked = standing.iter().filter_map(|own| {
        let form = all.get(own.form())?;
        Some(Asked::on(own, form, network, &tree))
    });
    let asked: Vec<Asked<'_>> = asked.collect();
    let of_new = asked.iter().filter(|own| new.contains(own.regime.code()));
    Ok(of_new
        .map(|own| RegimeCost { code: own.regime.code().to_owned(), cost: cost(own, &asked) })
        .collect())
}

/// Whether a difference says that adopting records this document.
fn adopts(own: &Brings, told: &Difference) -> bool {
    own.is(told) && matches!(told.change, Change::New | Change::Changed)
}
