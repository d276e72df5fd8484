//! The rules of reporting, held in memory and renewed after every recorded change.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use banyan_core::report::{InForce, Regime, RegimeDocument, Timeline};
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::{Day, Moment};

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

    /// Every version, in force from the day on which it was recorded.
    pub fn versions(&self, clock: &Clock) -> Vec<InForce> {
        self.recorded.iter().map(|own| own.in_force(clock.day_of(own.at))).collect()
    }

    /// The versions in their order, and which of them asks when; `None` where there is none.
    pub fn timeline(&self, clock: &Clock) -> Option<Timeline> {
        Timeline::new(self.versions(clock)).ok()
    }

    /// A version by its number, in force from the day on which it was recorded.
    pub fn in_force(&self, number: i64, clock: &Clock) -> Option<InForce> {
        let found = self.recorded.iter().find(|own| i64::from(own.number) == number);
        found.map(|own| own.in_force(clock.day_of(own.at)))
    }
}

impl Recorded {
    fn in_force(&self, from: Day) -> InForce {
        InForce { version: self.number, regime: self.regime.clone(), from, ended: self.ended }
    }
}

/// Regimes by code.
type Held = BTreeMap<String, Arc<RegimeVersions>>;

/// The regimes as they stand in the store.
#[derive(Clone, Default, Debug)]
pub struct Regimes(Arc<RwLock<Arc<Held>>>);

/// A regime from its definition, as it was recorded.
///
/// # Errors
/// When the definition cannot be read.
pub fn read(code: &str, version: i64, definition: &str) -> Result<Regime, StoreError> {
    let document: RegimeDocument = serde_json::from_str(definition).map_err(|refusal| {
        StoreError::Unreadable(format!("regime {code} version {version}: {refusal}"))
    })?;
    Ok(Regime::recorded(document))
}

impl Regimes {
    /// Reads the regimes from the store again.
    ///
    /// # Errors
    /// What the database says, and a document that cannot be read.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let mut held: BTreeMap<String, RegimeVersions> = BTreeMap::new();
        let kept = ledger::list_versions(&mut store.read().await?, &REGIME_VERSION).await?;
        for own in kept {
            let recorded = Recorded {
                number: u32::try_from(own.version).unwrap_or(u32::MAX),
                regime: read(&own.code, own.version, &own.document)?,
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

    /// The bodies that the ladder of a regime names. The few hours between its day here and at Greenwich make no other body.
    pub fn owners(&self, code: &str, network: &Network) -> Vec<UnitId> {
        let versions = self.get(code);
        let last = versions.as_ref().and_then(|own| own.recorded.last());
        last.map(|own| owners_of(&own.in_force(own.at.day(0)), network)).unwrap_or_default()
    }
}
