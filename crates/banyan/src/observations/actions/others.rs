//! What values an answer is compared with: the unit's own of the last period and before it, and those of its peers.

use std::collections::{BTreeMap, HashMap};

use banyan_core::calendar::Period;
use banyan_core::observation::{ObservationKey, REPORTED};
use banyan_core::unit::UnitId;
use banyan_core::words::Quantity;

use super::super::store;
use super::super::{Asked, Page, list_of_unit};
use crate::store::{StoreError, Tx};

/// Reported figures beside those of a unit and a period, by indicator. History and peers are totals, as checks ask for them
/// (`banyan_core::form::Background`).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Others {
    /// The unit's in the period before, by indicator and cell.
    pub last: BTreeMap<(String, String), Quantity>,
    /// The unit's in all earlier periods of that length, the earliest first.
    pub history: BTreeMap<String, Vec<Quantity>>,
    /// The peers' in the same period, in the order of the peers.
    pub peers: BTreeMap<String, Vec<Quantity>>,
}

/// Observations of a unit that history looks back on at most: 60 months of 300 indicators, and some cells.
const LOOKED_BACK: i64 = 50_000;

/// What others there are beside the figures of a unit in a period, in two statements.
///
/// # Errors
/// What the database says.
pub async fn others(
    tx: &mut Tx,
    (unit, period): (&UnitId, Period),
    indicators: &[&str],
    peers: &[UnitId],
) -> Result<Others, StoreError> {
    let before = period.previous();
    let until = before.unwrap_or(period).to_string();
    let asked = Asked { unit, indicators, periods: ("", &until) };
    let mut others = Others::default();
    for own in list_of_unit(tx, asked, Page::first(LOOKED_BACK)).await? {
        let ObservationKey { indicator, cell, method, period: of, .. } = own.key;
        if method != REPORTED || of.periodicity() != period.periodicity() || of >= period {
            continue;
        }
        if cell.is_empty() {
            others.history.entry(indicator.clone()).or_default().push(own.vintage.value);
        }
        if Some(of) == before {
            others.last.insert((indicator, cell), own.vintage.value);
        }
    }
    let peer = |peer: &UnitId, indicator: &str| ObservationKey {
        unit: peer.clone(),
        indicator: indicator.to_owned(),
        cell: String::new(),
        method: REPORTED.to_owned(),
        period,
    };
    let keys = peers.iter().filter(|own| *own != unit);
    let keys: Vec<ObservationKey> =
        keys.flat_map(|own| indicators.iter().map(|indicator| peer(own, indicator))).collect();
    let known = values(tx, &keys).await?;
    for key in &keys {
        if let Some(value) = known.get(key) {
            others.peers.entry(key.indicator.clone()).or_default().push(*value);
        }
    }
    Ok(others)
}

/// The values of some observations as they are known now; those that nobody stated are left out.
///
/// # Errors
/// What the database says.
pub async fn values(
    tx: &mut Tx,
    keys: &[ObservationKey],
) -> Result<HashMap<ObservationKey, Quantity>, StoreError> {
    let last = store::load_last(tx, keys.iter()).await?;
    Ok(last.into_iter().map(|(key, last)| (key, last.value)).collect())
}
