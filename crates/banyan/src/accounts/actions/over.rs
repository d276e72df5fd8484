//! What is over at the door is forgotten: old tries, dead sessions, expired links.

use banyan_core::words::Moment;

use super::super::store;
use crate::store::{Store, StoreError};

const DAY: i64 = 86_400 * 1_000_000;
/// Longer than any session, link or wait lasts.
const KEPT_DAYS: i64 = 31;

/// Forgets what has been over for long at a moment of the machine's clock.
///
/// # Errors
/// What the database says.
pub async fn forget_what_is_over(store: &Store, now: Moment) -> Result<(), StoreError> {
    let before = now.plus(-KEPT_DAYS * DAY);
    let tries = now.plus(-2 * DAY);
    let work = store.write(|tx| Box::pin(async move { store::forget(tx, tries, before).await }));
    work.await
}
