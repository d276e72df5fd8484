//! What is done to drafts. Drafts are desk: they are no evidence, so these verbs record no act.

mod draft;
pub use draft::{Draft, Item, ItemClass, ItemState, Passage};

mod keys;
pub(super) use keys::{
    COMPARATORS, LAID_ON, LEVELS, RECURRENCES, UNITS, as_of_text, comparator_key, level_key,
    unit_key,
};

mod correction;
pub(super) use correction::{Correction, Decision, DocumentWords, ItemWords, Unfit, Verdict};

mod wrong;
pub(super) use wrong::{Reason, Wrong};

use std::collections::BTreeSet;

use banyan_core::access::{Action, Filed, Key, Permit, Sharing, Subject};
use banyan_core::unit::{Network, Tree, UnitId};
use banyan_core::words::Day;

use super::store;
use crate::store::{Conflict, Store, StoreError};
use crate::units::Networks;
use crate::web::Refusal;

/// Drafts that are filed in one transaction.
const TOGETHER: i64 = 100;

/// The keys under which a draft is found: its unit and all above it on a day; the country's where it names no unit.
fn keys_of(draft: &Draft, network: &Network, tree: &Tree) -> BTreeSet<Key> {
    let unit = match draft.unit.as_str() {
        "" => tree.root().map(|root| root.unit),
        unit => network.find(&UnitId(unit.to_owned())),
    };
    let Some(unit) = unit else { return BTreeSet::new() };
    let subject = &Subject::Everything;
    Filed { unit, subject, owners: &[], sharing: Sharing::Upward }.keys(network, tree)
}

/// Whether there are drafts that no list finds yet: those from before drafts were filed.
///
/// # Errors
/// What the database says.
pub async fn any_unfiled(store: &Store) -> Result<bool, StoreError> {
    Ok(!store::list_unfiled(&mut store.read().await?, 1).await?.is_empty())
}

/// Files drafts that are not filed yet, once the network of the day is known.
///
/// # Errors
/// What the database says.
pub async fn file_drafts(store: &Store, networks: &Networks, day: Day) -> Result<(), StoreError> {
    let Ok(tree) = networks.tree_on(day, None) else { return Ok(()) };
    let network = networks.network();
    loop {
        let filed = store.write(|tx| {
            let (network, tree) = (network.clone(), tree.clone());
            Box::pin(async move {
                let drafts = store::list_unfiled(tx, TOGETHER).await?;
                for draft in &drafts {
                    store::file_draft(tx, draft, &keys_of(draft, &network, &tree)).await?;
                }
                Ok::<_, StoreError>(drafts.len())
            })
        });
        if filed.await? == 0 {
            return Ok(());
        }
    }
}

/// Keeps a new draft at the permit's unit, or answers with the one that is there of the same text, not adopted yet.
///
/// # Errors
/// [`Refusal::NotAllowed`] with a permit for something else; what the database says.
pub(super) async fn keep(
    store: &Store,
    permit: &Permit,
    draft: &Draft,
    networks: &Networks,
) -> Result<Option<Draft>, Refusal> {
    if permit.action() != Action::Adopt || permit.unit().0 != draft.unit {
        return Err(Refusal::NotAllowed);
    }
    let keys = keys_of(draft, &networks.network(), &*networks.tree_on(permit.day(), None)?);
    store
        .write(|tx| {
            let (draft, keys) = (draft.clone(), keys.clone());
            Box::pin(async move {
                let same = store::list_open(tx, &draft.text).await?;
                let same = same.into_iter().find(|other| other.unit == draft.unit);
                if same.is_none() {
                    store::save_draft(tx, &draft).await?;
                    store::file_draft(tx, &draft, &keys).await?;
                }
                Ok::<_, Refusal>(same)
            })
        })
        .await
}

/// Why a draft was not corrected.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotCorrected {
    #[error("there is no such draft, line or passage")]
    NotThere,
    /// With the draft as it stands.
    #[error("the draft is adopted")]
    Adopted(Box<Draft>),
    #[error("what is corrected was changed since it was shown")]
    Changed(Box<Draft>),
    #[error("a field cannot be meant")]
    Wrong(Box<Draft>, Vec<Wrong>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Conflict for NotCorrected {
    fn conflict(&self) -> bool {
        matches!(self, NotCorrected::Store(refusal) if refusal.conflict())
    }
}

/// Corrects a draft as it is stored, in one transaction, with a permit at its unit; answers with it and with the line that is to be looked at next.
///
/// # Errors
/// [`NotCorrected`]; nothing is changed then.
pub(super) async fn correct(
    store: &Store,
    permit: &Permit,
    id: &str,
    today: Day,
    correction: &Correction,
) -> Result<(Draft, Option<usize>), NotCorrected> {
    store
        .write(|tx| {
            let (id, correction, permit) = (id.to_owned(), correction.clone(), permit.clone());
            Box::pin(async move {
                let stood = store::load_draft(tx, &id).await?.ok_or(NotCorrected::NotThere)?;
                let at_unit = stood.unit.is_empty() || stood.unit == permit.unit().0;
                if permit.action() != Action::Adopt || !at_unit {
                    return Err(NotCorrected::NotThere);
                }
                if stood.adopted_as.is_some() {
                    return Err(NotCorrected::Adopted(Box::new(stood)));
                }
                let mut draft = stood.clone();
                match correction.apply(&mut draft, today) {
                    Ok(next) => {
                        store::save_draft(tx, &draft).await?;
                        Ok((draft, next))
                    }
                    Err(Unfit::NotThere) => Err(NotCorrected::NotThere),
                    Err(Unfit::Changed) => Err(NotCorrected::Changed(Box::new(stood))),
                    Err(Unfit::Wrong(wrong)) => Err(NotCorrected::Wrong(Box::new(stood), wrong)),
                }
            })
        })
        .await
}
