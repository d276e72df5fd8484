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

use banyan_core::access::{Action, Permit};
use banyan_core::words::Day;

use super::store;
use crate::store::{Conflict, Store, StoreError};
use crate::web::Refusal;

/// Keeps a new draft at the permit's unit, or answers with the one that is there of the same text, not adopted yet.
///
/// # Errors
/// [`Refusal::NotAllowed`] with a permit for something else; what the database says.
pub(super) async fn keep(
    store: &Store,
    permit: &Permit,
    draft: &Draft,
) -> Result<Option<Draft>, Refusal> {
    if permit.action() != Action::Adopt || permit.unit().0 != draft.unit {
        return Err(Refusal::NotAllowed);
    }
    store
        .write(|tx| {
            let draft = draft.clone();
            Box::pin(async move {
                let same = store::list_open(tx, &draft.text).await?;
                let same = same.into_iter().find(|other| other.unit == draft.unit);
                if same.is_none() {
                    store::save_draft(tx, &draft).await?;
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
