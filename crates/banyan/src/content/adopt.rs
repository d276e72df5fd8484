//! The adoption of a content folder: step by step, in the order in which its parts were recorded. Each step is one act
//! that binds the hash of every file it was read from; a step that is recorded already is left as it is, so the same
//! folder twice changes nothing, and a stop between two steps leaves a whole store.
//!
//! What a newer folder changes comes behind the steps, one act a directive, and only when it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use banyan_core::access::Permit;
use banyan_core::ledger::Hash;
use banyan_core::unit::Rows;
use banyan_core::words::Moment;

use super::brought::{Folder, adopted_acts, compare};
use super::package::Package;
use super::reporting::{self, Brings};
use super::{ContentError, Source};
use crate::ledger::{self, ActId, Call};
use crate::programmes::{self, Change, DirectiveDocument, Origin};
use crate::router::Caches;
use crate::store::StoreError;
use crate::web::{Actor, Mandate, Refusal, Site};
use crate::{accounts, units};

/// Why a content folder was not adopted.
#[derive(Debug, thiserror::Error)]
pub enum AdoptionError {
    #[error(transparent)]
    Content(#[from] ContentError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Refused(Refusal),
    #[error("the folder has changed since its differences were shown")]
    FolderChanged,
}

impl From<Refusal> for AdoptionError {
    fn from(refusal: Refusal) -> AdoptionError {
        match refusal {
            Refusal::Store(refusal) => AdoptionError::Store(refusal),
            other => AdoptionError::Refused(other),
        }
    }
}

/// Who adopts, and by what.
#[derive(Clone, Debug)]
pub(super) struct By {
    pub(super) actor: Actor,
    pub(super) mandate: Mandate,
}

impl By {
    /// The program itself, at its start or by a command of its operator.
    pub(super) fn program() -> By {
        By { actor: Actor::LocalPlanner, mandate: Mandate::Program }
    }
}

/// What an adoption does with parts that are recorded already and that the folder has otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changes {
    /// They stay; every page says how many there are.
    Leave,
    /// New versions are recorded, except of what people made.
    Record,
}

/// One act of the adoption.
pub(super) struct Step {
    pub(super) name: String,
    /// How stores of the first versions name a step of the network: by its place.
    old_name: String,
    at: Moment,
    part: Part,
    files: Arc<Vec<(String, Hash)>>,
}

enum Part {
    Network(Arc<Rows>),
    Directive(Arc<DirectiveDocument>),
    /// A calendar, a form or a regime.
    Document(Arc<Brings>),
}

/// Adopts what is not adopted yet, and renews the caches after every step.
///
/// # Errors
/// When the folder is wrong (nothing is recorded), or the database refuses.
pub async fn adopt(
    source: &Source,
    site: &Site,
    caches: &Caches,
    changes: Changes,
) -> Result<(), AdoptionError> {
    adopt_folder(&Folder::load(source)?, &By::program(), site, caches, changes).await.map(|_| ())
}

/// Adopts a folder and its changes, by a person with a permit to, if it is still the one whose [`super::Brought::digest`] was
/// shown. Answers the last act that it recorded; none where there was nothing left to record.
///
/// # Errors
/// [`AdoptionError::FolderChanged`] when it is another by now; else those of [`adopt`].
pub async fn adopt_shown(
    source: &Source,
    digest: &str,
    (actor, permit): (Actor, Permit),
    site: &Site,
    caches: &Caches,
) -> Result<Option<ActId>, AdoptionError> {
    let folder = Folder::load(source)?;
    if folder.digest() != digest {
        return Err(AdoptionError::FolderChanged);
    }
    let by = By { actor, mandate: Mandate::from(permit) };
    adopt_folder(&folder, &by, site, caches, Changes::Record).await
}

async fn adopt_folder(
    folder: &Folder,
    by: &By,
    site: &Site,
    caches: &Caches,
    changes: Changes,
) -> Result<Option<ActId>, AdoptionError> {
    let mut act = record_steps(&steps(folder), by, &folder.package, site, caches).await?;
    follow_reforms(by, site, caches).await?;
    if changes == Changes::Record {
        act = record_changes(folder, by, site, caches).await?.or(act);
    }
    if let Some(last) = ledger::last_moment(&site.store).await? {
        site.clock.advance(last);
    }
    let brought = compare(folder, &network_names(folder), &mut site.store.read().await?).await?;
    site.progress.state_differences(brought.count());
    Ok(act)
}

/// Records the steps that are not recorded yet, in their order; answers the last act.
pub(super) async fn record_steps(
    steps: &[Step],
    by: &By,
    package: &Package,
    site: &Site,
    caches: &Caches,
) -> Result<Option<ActId>, Refusal> {
    let mut last = None;
    let mut tx = site.store.read().await?;
    let recorded = units::adopted_steps(&mut tx).await?;
    let documents = reporting::recorded(&mut tx).await?;
    drop(tx);
    caches.renew(&site.store).await?;
    for (done, step) in steps.iter().enumerate() {
        site.progress.state(done, steps.len());
        let there = match &step.part {
            Part::Network(_) => recorded.contains(&step.name) || recorded.contains(&step.old_name),
            Part::Directive(document) => {
                caches.catalogue.known(None).entry(&document.directive.code).is_some()
            }
            Part::Document(own) => {
                documents.contains(&(own.versioned.table.name, own.code.clone()))
            }
        };
        if !there {
            last = record_step(step, by, package, site, caches).await?.or(last);
        }
    }
    site.progress.state(steps.len(), steps.len());
    Ok(last)
}

async fn record_step(
    step: &Step,
    by: &By,
    package: &Package,
    site: &Site,
    caches: &Caches,
) -> Result<Option<ActId>, Refusal> {
    tracing::info!(step = step.name, "adopting");
    let call = Call::new(by.actor.clone(), step.at.min(site.clock.now()))?;
    let sources = package.sources(&step.files);
    let network = caches.networks.network();
    let work = site.store.write(|tx| {
        let (call, mandate, name) = (call.clone(), by.mandate.clone(), step.name.clone());
        let (files, network, clock) = (step.files.clone(), network.clone(), site.clock.clone());
        let origin = Origin { files: files.to_vec(), sources: Some(sources.clone()), day: None };
        let part = match &step.part {
            Part::Network(rows) => Part::Network(rows.clone()),
            Part::Directive(document) => Part::Directive(document.clone()),
            Part::Document(own) => Part::Document(own.clone()),
        };
        Box::pin(async move {
            let at = match &part {
                Part::Network(rows) => {
                    let (files, sources) = (&origin.files, origin.sources.as_ref());
                    let at =
                        units::record_network(tx, &call, &mandate, &name, rows, files, sources)
                            .await?;
                    // Nobody may write under a new map with the grants of the old one: both change at once.
                    let followed =
                        accounts::follow_reforms(tx, &call, &mandate, &network, &clock).await?;
                    Some(followed.unwrap_or(at))
                }
                Part::Directive(document) => {
                    let at = programmes::record_directive(
                        tx, &call, &mandate, &network, document, &origin,
                    );
                    at.await?
                }
                Part::Document(own) => {
                    let document = (own.code.as_str(), Some(own.document.as_str()));
                    let origin = (origin.sources.clone(), files.as_slice());
                    ledger::record_version(tx, &call, &mandate, own.versioned, document, origin)
                        .await?
                }
            };
            Ok::<_, Refusal>(at)
        })
    });
    Ok(recorded(&call, work.await?, site, caches).await?)
}

/// Grants of a store that an earlier version of the program left, which recorded reforms and moved none.
async fn follow_reforms(by: &By, site: &Site, caches: &Caches) -> Result<(), Refusal> {
    let call = Call::new(by.actor.clone(), site.clock.now())?;
    let network = caches.networks.network();
    let work = site.store.write(|tx| {
        let (call, mandate) = (call.clone(), by.mandate.clone());
        let (network, clock) = (network.clone(), site.clock.clone());
        Box::pin(
            async move { accounts::follow_reforms(tx, &call, &mandate, &network, &clock).await },
        )
    });
    recorded(&call, work.await?, site, caches).await?;
    Ok(())
}

/// New versions of what the folder has otherwise than the store, and the end of what it no longer brings; answers the last act.
async fn record_changes(
    folder: &Folder,
    by: &By,
    site: &Site,
    caches: &Caches,
) -> Result<Option<ActId>, Refusal> {
    let mut last = None;
    let network = caches.networks.network();
    for own in &folder.directives {
        let call = Call::new(by.actor.clone(), site.clock.now())?;
        let origin = Origin {
            files: own.files.clone(),
            sources: Some(folder.package.sources(&own.files)),
            day: None,
        };
        let work = site.store.write(|tx| {
            let (call, network, origin) = (call.clone(), network.clone(), origin.clone());
            let (document, mandate) = (own.document.clone(), by.mandate.clone());
            Box::pin(async move {
                let adopted = adopted_acts(tx).await?;
                programmes::record_changes(
                    tx, &call, &mandate, &network, &document, &adopted, &origin,
                )
                .await
            })
        });
        last = recorded(&call, work.await?, site, caches).await?.or(last);
    }
    last = record_documents(folder, by, site, caches).await?.or(last);
    let gone = folder.gone(&mut site.store.read().await?).await?;
    for code in gone {
        let call = Call::new(by.actor.clone(), site.clock.now())?;
        let sources = Some(folder.package.sources(&folder.manifest));
        let origin = Origin { files: folder.manifest.clone(), sources, day: None };
        let work = site.store.write(|tx| {
            let (call, code, origin) = (call.clone(), code.clone(), origin.clone());
            let mandate = by.mandate.clone();
            Box::pin(async move {
                let adopted = adopted_acts(tx).await?;
                programmes::end_directive(tx, &call, &mandate, &code, &adopted, &origin).await
            })
        });
        last = recorded(&call, work.await?, site, caches).await?.or(last);
    }
    Ok(last)
}

/// New versions of calendar, forms and regimes, and the end of those that the folder no longer brings; answers the last act.
async fn record_documents(
    folder: &Folder,
    by: &By,
    site: &Site,
    caches: &Caches,
) -> Result<Option<ActId>, Refusal> {
    let mut tx = site.store.read().await?;
    let adopted = adopted_acts(&mut tx).await?;
    let differences = reporting::differences(&mut tx, &folder.reporting, &adopted).await?;
    drop(tx);
    let mut last = None;
    for own in differences.iter().filter(|own| own.change != Change::Kept) {
        let Some(versioned) = reporting::versioned(own.kind) else { continue };
        let brings = folder.reporting.iter().find(|brings| brings.is(own));
        let brings = brings.filter(|_| own.change != Change::Ended).cloned();
        let files =
            brings.as_ref().map_or_else(|| folder.manifest.clone(), |own| own.files.clone());
        let sources = folder.package.sources(&files);
        let call = Call::new(by.actor.clone(), site.clock.now())?;
        let work = site.store.write(|tx| {
            let (call, mandate, code) = (call.clone(), by.mandate.clone(), own.code.clone());
            let (brings, files, sources) = (brings.clone(), files.clone(), sources.clone());
            Box::pin(async move {
                let document = brings.as_ref().map(|own| own.document.as_str());
                let (document, origin) = ((code.as_str(), document), (Some(sources), &files[..]));
                ledger::record_version(tx, &call, &mandate, versioned, document, origin).await
            })
        });
        last = recorded(&call, work.await?, site, caches).await?.or(last);
    }
    Ok(last)
}

/// The act of a call that recorded something, once everybody follows it.
async fn recorded(
    call: &Call,
    at: Option<Moment>,
    site: &Site,
    caches: &Caches,
) -> Result<Option<ActId>, StoreError> {
    let Some(at) = at else { return Ok(None) };
    site.clock.advance(at);
    caches.renew(&site.store).await?;
    Ok(Some(call.id.clone()))
}

/// Everything in the order in which it was recorded; what was recorded at the same moment, the network first.
pub(super) fn steps(folder: &Folder) -> Vec<Step> {
    let files = Arc::new(folder.network_files.clone());
    let mut steps = network_steps(folder, &files);
    let Some(first) = steps.first().map(|step| step.at) else { return steps };
    for own in &folder.reporting {
        steps.push(Step {
            name: format!("{}-{}", own.versioned.table.name, own.code),
            old_name: String::new(),
            at: first,
            part: Part::Document(Arc::new(own.clone())),
            files: Arc::new(own.files.clone()),
        });
    }
    for own in &folder.directives {
        steps.push(Step {
            name: format!("directive-{}", own.document.directive.code),
            old_name: String::new(),
            at: folder.recorded_at(&own.document, first),
            part: Part::Directive(Arc::new(own.document.clone())),
            files: Arc::new(own.files.clone()),
        });
    }
    steps.sort_by_key(|step| step.at);
    steps
}

/// The names of the network's steps, each with the one that it bears in stores of the first versions.
pub(super) fn network_names(folder: &Folder) -> Vec<(String, String)> {
    let steps = network_steps(folder, &Arc::default());
    steps.into_iter().map(|step| (step.name, step.old_name)).collect()
}

/// The rows by the moment at which they were recorded, earliest first. A step is named by its package and that moment's day: one
/// that is put between two others takes nobody's name.
fn network_steps(folder: &Folder, files: &Arc<Vec<(String, Hash)>>) -> Vec<Step> {
    let rows = folder.network.rows.clone();
    let (package, offset) = (&folder.package.package, folder.network.utc_offset_minutes);
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
        name: format!("{package}-network-{}", at.day(offset)),
        old_name: format!("network-{}", number + 1),
        at,
        part: Part::Network(Arc::new(rows)),
        files: files.clone(),
    };
    steps.into_iter().enumerate().map(step).collect()
}
