//! What is over at the door is forgotten: old tries, dead sessions, expired links, devices that have not come back.

use banyan_core::words::Moment;

use super::super::store;
use crate::store::{Store, StoreError};

const DAY: i64 = 86_400 * 1_000_000;
/// Longer than any session, link or wait lasts.
const KEPT_DAYS: i64 = 31;
/// The cookie that makes a device known stays a year after the last sign-in.
const DEVICE_DAYS: i64 = 366;

/// Forgets what has been over for long at a moment of the machine's clock.
///
/// # Errors
/// What the database says.
pub async fn forget_what_is_over(store: &Store, now: Moment) -> Result<(), StoreError> {
    let before = now.plus(-KEPT_DAYS * DAY);
    let (tries, devices) = (now.plus(-2 * DAY), now.plus(-DEVICE_DAYS * DAY));
    let work =
        store.write(|tx| Box::pin(async move { store::forget(tx, tries, before, devices).await }));
    work.await
}
