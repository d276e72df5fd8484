//! The adoption of a content folder: step by step, in the order in which its parts were recorded. Each step is one act
//! that binds the hash of every file it was read from; a step that is recorded already is left as it is, so the same
//! folder twice changes nothing, and a stop between two steps leaves a whole store.

use std::collections::BTreeMap;
use std::sync::Arc;

use banyan_core::ledger::Hash;
use banyan_core::unit::Rows;
use banyan_core::words::Moment;

use super::programmes::load as programmes_of;
use super::{ContentError, Source, network};
use crate::ledger::{self, Call};
use crate::programmes::{self, DirectiveDocument};
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
    part: Part,
}

enum Part {
    Network { rows: Arc<Rows>, files: Arc<Vec<(String, Hash)>> },
    Directive { document: Arc<DirectiveDocument>, files: Arc<Vec<(String, Hash)>> },
}

/// Adopts what is not adopted yet, and renews the caches after every step.
///
/// # Errors
/// When the folder is wrong (nothing of the wrong part is recorded), or the database refuses.
pub async fn adopt(source: &Source, site: &Site, caches: &Caches) -> Result<(), AdoptionError> {
    let steps = steps(source)?;
    let recorded = units::adopted_moments(&mut site.store.read().await?).await?;
    caches.renew(&site.store).await?;
    let all = steps.len();
    for (done, step) in steps.into_iter().enumerate() {
        site.progress.state(done, all);
        let call = Call::new(Actor::LocalPlanner, step.at.min(site.clock.now()))?;
        let at = match &step.part {
            Part::Network { .. } if recorded.contains(&step.name) => None,
            Part::Network { rows, files } => {
                tracing::info!(step = step.name, units = rows.units.len(), "adopting the network");
                let work = site.store.write(|tx| {
                    let (call, name) = (call.clone(), step.name.clone());
                    let (rows, files) = (rows.clone(), files.clone());
                    Box::pin(
                        async move { units::record_network(tx, &call, &name, &rows, &files).await },
                    )
                });
                Some(work.await?)
            }
            Part::Directive { document, .. }
                if caches.catalogue.known(None).entry(&document.directive.code).is_some() =>
            {
                None
            }
            Part::Directive { document, files } => {
                tracing::info!(step = step.name, "adopting a directive");
                let network = caches.networks.network();
                let work = site.store.write(|tx| {
                    let (call, network) = (call.clone(), network.clone());
                    let (document, files) = (document.clone(), files.clone());
                    Box::pin(async move {
                        programmes::record_directive(tx, &call, &network, &document, &files).await
                    })
                });
                work.await?
            }
        };
        if let Some(at) = at {
            site.clock.advance(at);
            caches.renew(&site.store).await?;
        }
    }
    if let Some(last) = ledger::last_moment(&site.store).await? {
        site.clock.advance(last);
    }
    site.progress.state(all, all);
    Ok(())
}

/// Everything in the order in which it was recorded; what was recorded at the same moment, the network first.
fn steps(source: &Source) -> Result<Vec<Step>, ContentError> {
    let content = network::load(source)?;
    let files = Arc::new(hashes(source, &content.files)?);
    let offset = content.utc_offset_minutes;
    let mut steps = network_steps(content.rows, &files);
    let first = steps.first().map(|step| step.at);
    for (path, document) in programmes_of(source)? {
        let issued = document.directive.day().map(|day| Moment::start_of(day, offset));
        let Some(at) = first.map(|first| issued.map_or(first, |issued| issued.max(first))) else {
            continue;
        };
        let files = Arc::new(hashes(source, &[path])?);
        let name = format!("directive-{}", document.directive.code);
        steps.push(Step {
            name,
            at,
            part: Part::Directive { document: Arc::new(document), files },
        });
    }
    steps.sort_by_key(|step| step.at);
    Ok(steps)
}

/// The rows by the moment at which they were recorded, earliest first.
fn network_steps(rows: Rows, files: &Arc<Vec<(String, Hash)>>) -> Vec<Step> {
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
    let step = |(number, (at, rows)): (usize, (Moment, Rows))| {
        let part = Part::Network { rows: Arc::new(rows), files: files.clone() };
        Step { name: format!("network-{}", number + 1), at, part }
    };
    steps.into_iter().enumerate().map(step).collect()
}

fn hashes(source: &Source, files: &[String]) -> Result<Vec<(String, Hash)>, ContentError> {
    let hash = |path: &String| Ok((path.clone(), ledger::file_hash(&source.bytes(path)?)));
    files.iter().map(hash).collect()
}
