//! What is done to drafts. Drafts are desk: they are no evidence, so these verbs record no act.

mod draft;
pub use draft::{Draft, Item, ItemClass, ItemState, Passage};

mod keys;
pub(super) use keys::{as_of_text, comparator_key, level_key, unit_key};

use super::store;
use crate::store::{Store, StoreError};

/// Keeps a draft, new or changed.
///
/// # Errors
/// What the database says.
pub(super) async fn keep(store: &Store, draft: &Draft) -> Result<(), StoreError> {
    store
        .write(|tx| {
            let draft = draft.clone();
            Box::pin(async move { store::save_draft(tx, &draft).await })
        })
        .await
}
