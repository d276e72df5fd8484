//! A content folder beside a store: everything that adopting would change, and what it would leave as people made it.

use std::collections::BTreeSet;
use std::sync::Arc;

use banyan_core::ledger::{Hash, hex};
use banyan_core::unit::Network;
use banyan_core::words::Moment;

use super::costs::{RegimeCost, costs};
use super::network::{self, NetworkContent};
use super::package::{self, Package};
use super::reporting::{self, Brings};
use super::{ContentError, Source, programmes, store};
use crate::accounts::{self, Fates, Undecided};
use crate::ledger;
use crate::programmes::{self as room, AdoptedActs, Change, Difference, DirectiveDocument};
use crate::store::{Store, StoreError, Tx};
use crate::units;

/// A whole folder, read and checked.
pub(super) struct Folder {
    pub(super) package: Package,
    /// `content.toml` with its hash: what is bound by the end of a directive that no file brings any more.
    pub(super) manifest: Vec<(String, Hash)>,
    pub(super) network: NetworkContent,
    /// The network that its rows make.
    pub(super) known: Arc<Network>,
    pub(super) network_files: Vec<(String, Hash)>,
    pub(super) directives: Vec<FolderDirective>,
    /// Calendar, forms and regimes.
    pub(super) reporting: Vec<Brings>,
}

/// One directive of a folder.
pub(super) struct FolderDirective {
    pub(super) document: DirectiveDocument,
    pub(super) files: Vec<(String, Hash)>,
}

impl Folder {
    /// Reads everything.
    ///
    /// # Errors
    /// Everything that is wrong with the folder, at once.
    pub(super) fn load(source: &Source) -> Result<Folder, ContentError> {
        let source = &source.kept();
        let mut wrong = Vec::new();
        let package = Package::load(source).map_err(|refusal| wrong.push(refusal)).ok();
        let network = network::load(source).map_err(|refusal| wrong.push(refusal)).ok();
        let known = network.as_ref().map(|own| Arc::new(Network::new(own.rows.clone())));
        let (documents, faults) = programmes::load(source, known.as_deref());
        wrong.extend(faults);
        let reporting =
            reporting::load(source, known.as_deref(), &programmes::decimals(&documents));
        let reporting = reporting.map_err(|faults| wrong.extend(faults)).unwrap_or_default();
        let mut directives = Vec::new();
        for (path, document) in documents {
            let files = hashes(source, &[path])?;
            directives.push(FolderDirective { document, files });
        }
        match (package, network.zip(known), wrong.is_empty()) {
            (Some(package), Some((network, known)), true) => {
                let manifest = hashes(source, &[package::PATH.to_owned()])?;
                let network_files = hashes(source, &network.files)?;
                Ok(Folder {
                    package,
                    manifest,
                    network,
                    known,
                    network_files,
                    directives,
                    reporting,
                })
            }
            _ => Err(ContentError::Many(wrong)),
        }
    }

    /// One hash over every file that adopting would bind, 64 hexadecimal digits: who adopts says with it which folder they saw.
    pub(super) fn digest(&self) -> String {
        let own = self.directives.iter().flat_map(|own| &own.files);
        let own = own.chain(self.reporting.iter().flat_map(|own| &own.files));
        let files = self.manifest.iter().chain(&self.network_files).chain(own);
        let lines: String = files.map(|(path, hash)| format!("{} {path}\n", hex(hash))).collect();
        hex(&ledger::file_hash(lines.as_bytes()))
    }

    /// When a directive was recorded: on its own day, or with the first map.
    pub(super) fn recorded_at(&self, document: &DirectiveDocument, first: Moment) -> Moment {
        let offset = self.network.utc_offset_minutes;
        let issued = document.directive.day().map(|day| Moment::start_of(day, offset));
        issued.map_or(first, |issued| issued.max(first))
    }

    /// Directives that were adopted from this package and that it no longer brings.
    pub(super) async fn gone(&self, tx: &mut Tx) -> Result<Vec<String>, StoreError> {
        let adopted = store::load_adopted(tx).await?;
        let brought: BTreeSet<&str> =
            self.directives.iter().map(|own| own.document.directive.code.as_str()).collect();
        let ours = |act: &String| adopted.get(act) == Some(&self.package.package);
        let standing = room::standing_directives(tx).await?;
        Ok(standing
            .into_iter()
            .filter(|(code, act)| ours(act) && !brought.contains(code.as_str()))
            .map(|(code, _)| code)
            .collect())
    }
}

/// The acts by which content was adopted.
pub(super) async fn adopted_acts(tx: &mut Tx) -> Result<AdoptedActs, StoreError> {
    Ok(store::load_adopted(tx).await?.into_keys().collect())
}

/// What a folder would change in a store.
#[derive(Clone, Debug)]
pub struct Brought {
    pub package: Package,
    /// Which folder this is told of, as [`super::adopt_shown`] asks for it.
    pub digest: String,
    pub differences: Vec<Difference>,
    /// Steps of the network that are not recorded yet.
    pub steps: Vec<String>,
    /// Files of the network that are otherwise than when they were adopted, though every step is recorded: units change
    /// through a reform only.
    pub files_changed: Vec<String>,
    /// What its new reforms would do to grants, and the network in which they do it.
    pub fates: Vec<Fates>,
    pub network: Arc<Network>,
    /// What new and changed rules of reporting would ask for.
    pub costs: Vec<RegimeCost>,
    /// Grants that wait for a decision since a reform that is recorded.
    pub undecided: Vec<Undecided>,
}

impl Brought {
    /// How many of the differences adopting would record.
    pub fn count(&self) -> usize {
        let adopted = self.differences.iter().filter(|own| own.change != Change::Kept);
        adopted.count().saturating_add(self.steps.len())
    }
}

/// Everything that adopting a folder would change in a store.
///
/// # Errors
/// When the folder is wrong, or the database refuses.
pub async fn differences(source: &Source, store: &Store) -> Result<Brought, super::AdoptionError> {
    let folder = Folder::load(source)?;
    let steps = super::adopt::network_names(&folder);
    Ok(compare(&folder, &steps, &mut store.read().await?).await?)
}

pub(super) async fn compare(
    folder: &Folder,
    steps: &[(String, String)],
    tx: &mut Tx,
) -> Result<Brought, StoreError> {
    let adopted = adopted_acts(tx).await?;
    let gone = folder.gone(tx).await?;
    let documents: Vec<&DirectiveDocument> =
        folder.directives.iter().map(|own| &own.document).collect();
    let mut differences = room::differences(tx, &documents, &gone, &adopted).await?;
    differences.extend(reporting::differences(tx, &folder.reporting, &adopted).await?);
    let costs = costs(tx, &folder.reporting, &differences, &folder.known).await?;
    let recorded = units::adopted_steps(tx).await?;
    let steps: Vec<String> = steps
        .iter()
        .filter(|(name, old)| !recorded.contains(name) && !recorded.contains(old))
        .map(|(name, _)| name.clone())
        .collect();
    let hashes = store::load_hashes(tx, &folder.package.package).await?;
    let changed = |(path, hash): &&(String, Hash)| {
        hashes.get(path).is_some_and(|known| !known.contains(&hex(hash)))
    };
    let files = folder.network_files.iter().filter(changed);
    let files_changed = files.map(|(path, _)| path.clone()).collect();
    Ok(Brought {
        package: folder.package.clone(),
        digest: folder.digest(),
        differences,
        steps,
        files_changed,
        fates: accounts::foreseen(tx, &folder.known).await?,
        network: folder.known.clone(),
        costs,
        undecided: accounts::undecided(tx).await?,
    })
}

pub(super) fn hashes(
    source: &Source,
    files: &[String],
) -> Result<Vec<(String, Hash)>, ContentError> {
    let hash = |path: &String| Ok((path.clone(), ledger::file_hash(&source.bytes(path)?)));
    files.iter().map(hash).collect()
}
