//! The rules of reporting, held in memory and renewed after every recorded change.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use banyan_core::report::{Flaw, Regime, RegimeDocument, Version};
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::Moment;

use super::super::actions::owners_of;
use super::REGIME_VERSION;
use crate::ledger;
use crate::store::{Store, StoreError};
use crate::web::Clock;

/// Every version of one regime, the first one first.
#[derive(Clone, Debug)]
pub struct RegimeVersions {
    pub code: String,
    recorded: Vec<Recorded>,
}

#[derive(Clone, Debug)]
struct Recorded {
    number: u32,
    regime: Regime,
    ended: bool,
    at: Moment,
}

impl RegimeVersions {
    /// A version by its number.
    pub fn regime(&self, number: i64) -> Option<&Regime> {
        let found = self.recorded.iter().find(|own| i64::from(own.number) == number);
        found.map(|own| &own.regime)
    }

    /// The version that was recorded last, and whether the regime ended with it.
    pub fn last(&self) -> Option<(&Regime, bool)> {
        self.recorded.last().map(|own| (&own.regime, own.ended))
    }

    /// Every version with the day on which it was recorded.
    pub fn versions(&self, clock: &Clock) -> Vec<Version> {
        let version = |own: &Recorded| Version {
            number: own.number,
            regime: own.regime.clone(),
            since: clock.day_of(own.at),
            ended: own.ended,
        };
        self.recorded.iter().map(version).collect()
    }
}

/// Regimes by code.
type Held = BTreeMap<String, Arc<RegimeVersions>>;

/// The regimes as they stand in the store.
#[derive(Clone, Default, Debug)]
pub struct Regimes(Arc<RwLock<Arc<Held>>>);

impl Regimes {
    /// Reads the regimes from the store again.
    ///
    /// # Errors
    /// What the database says, and a document that cannot be read.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let mut held: BTreeMap<String, RegimeVersions> = BTreeMap::new();
        let kept = ledger::list_versions(&mut store.read().await?, &REGIME_VERSION).await?;
        for own in kept {
            let unreadable = |reason: String| {
                StoreError::Unreadable(format!(
                    "regime {} version {}: {reason}",
                    own.code, own.version
                ))
            };
            let document: RegimeDocument = serde_json::from_str(&own.document)
                .map_err(|refusal| unreadable(refusal.to_string()))?;
            let flaws = |flaws: Vec<Flaw>| {
                unreadable(flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
            };
            let recorded = Recorded {
                number: u32::try_from(own.version).unwrap_or(u32::MAX),
                regime: Regime::new(document).map_err(flaws)?,
                ended: own.ended,
                at: own.at,
            };
            let versions = held.entry(own.code.clone());
            let versions = versions
                .or_insert_with(|| RegimeVersions { code: own.code.clone(), recorded: Vec::new() });
            versions.recorded.push(recorded);
        }
        let held = held.into_iter().map(|(code, own)| (code, Arc::new(own))).collect();
        if let Ok(mut own) = self.0.write() {
            *own = Arc::new(held);
        }
        Ok(())
    }

    /// Every regime, by code.
    pub fn all(&self) -> Vec<Arc<RegimeVersions>> {
        self.0.read().map(|held| held.values().cloned().collect()).unwrap_or_default()
    }

    pub fn get(&self, code: &str) -> Option<Arc<RegimeVersions>> {
        self.0.read().ok()?.get(code).cloned()
    }

    /// The bodies that the ladder of a regime names.
    pub fn owners(&self, code: &str, network: &Network) -> Vec<UnitId> {
        let regime = self.get(code);
        let last = regime.as_ref().and_then(|own| own.last());
        last.map(|(regime, _)| owners_of(regime, network)).unwrap_or_default()
    }
}
