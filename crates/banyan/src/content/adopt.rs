//! The adoption of a content folder: step by step, in the order in which its parts were recorded. Each step is one act
//! that binds the hash of every file it was read from; a step that is recorded already is left as it is, so the same
//! folder twice changes nothing, and a stop between two steps leaves a whole store.

use std::collections::BTreeMap;
use std::sync::Arc;

use banyan_core::ledger::Hash;
use banyan_core::unit::Rows;
use banyan_core::words::Moment;

use super::{ContentError, Source, network};
use crate::ledger::{self, Call};
use crate::router::Caches;
use crate::store::StoreError;
use crate::units;
use crate::web::{Actor, Site};

/// Why a content folder was not adopted.
#[derive(Debug, thiserror::Error)]
pub enum AdoptionError {
    #[error(transparent)]
    Content(#[from] ContentError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One act of the adoption.
struct Step {
    name: String,
    at: Moment,
    rows: Rows,
}

/// Adopts what is not adopted yet, and renews the caches after every step.
///
/// # Errors
/// When the folder is wrong (nothing of the wrong part is recorded), or the database refuses.
pub async fn adopt(source: &Source, site: &Site, caches: &Caches) -> Result<(), AdoptionError> {
    let content = network::load(source)?;
    let files = Arc::new(hashes(source, &content.files)?);
    let recorded = units::adopted_moments(&mut site.store.read().await?).await?;
    let steps = network_steps(content.rows);
    let all = steps.len();
    for (done, step) in steps.into_iter().enumerate() {
        site.progress.state(done, all);
        if recorded.contains(&step.name) {
            continue;
        }
        tracing::info!(step = step.name, units = step.rows.units.len(), "adopting content");
        let step = Arc::new(step);
        let call = Call::new(Actor::LocalPlanner, step.at.min(site.clock.now()))?;
        let at = site
            .store
            .write(|tx| {
                let (call, step, files) = (call.clone(), step.clone(), files.clone());
                Box::pin(async move {
                    units::record_network(tx, &call, &step.name, &step.rows, &files).await
                })
            })
            .await?;
        site.clock.advance(at);
        caches.networks.renew(&site.store).await?;
    }
    caches.networks.renew(&site.store).await?;
    if let Some(last) = ledger::last_moment(&site.store).await? {
        site.clock.advance(last);
    }
    site.progress.state(all, all);
    Ok(())
}

/// The rows by the moment at which they were recorded, earliest first.
fn network_steps(rows: Rows) -> Vec<Step> {
    let mut steps: BTreeMap<Moment, Rows> = BTreeMap::new();
    for unit in rows.units {
        steps.entry(unit.recorded_at).or_default().units.push(unit);
    }
    for version in rows.versions {
        steps.entry(version.recorded_at).or_default().versions.push(version);
    }
    for end in rows.ends {
        steps.entry(end.recorded_at).or_default().ends.push(end);
    }
    for reform in rows.reforms {
        steps.entry(reform.recorded_at).or_default().reforms.push(reform);
    }
    for transfer in rows.transfers {
        steps.entry(transfer.recorded_at).or_default().transfers.push(transfer);
    }
    let step = |(number, (at, rows)): (usize, (Moment, Rows))| Step {
        name: format!("network-{}", number + 1),
        at,
        rows,
    };
    steps.into_iter().enumerate().map(step).collect()
}

fn hashes(source: &Source, files: &[String]) -> Result<Vec<(String, Hash)>, ContentError> {
    let hash = |path: &String| Ok((path.clone(), ledger::file_hash(&source.bytes(path)?)));
    files.iter().map(hash).collect()
}
