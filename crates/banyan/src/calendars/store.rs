//! The calendar as it stands in the store.

use std::sync::{Arc, RwLock};

use super::{CalendarDocument, CountryCalendar};
use crate::ledger::{self, FactTable};
use crate::store::{Store, StoreError};

pub(super) const VERSION: FactTable = ledger::version_table("calendar_version");

/// The calendar as it stands in the store; renewed after every recorded change.
#[derive(Clone, Default, Debug)]
pub struct Calendars(Arc<RwLock<Option<Arc<CountryCalendar>>>>);

impl Calendars {
    /// Reads the calendar from the store again.
    ///
    /// # Errors
    /// What the database says, and a document that cannot be read.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let kept = ledger::list_versions(&mut store.read().await?, &VERSION).await?;
        let last = kept.into_iter().rfind(|own| !own.ended);
        let read = |document: &str| {
            let unreadable = |refusal: String| StoreError::Unreadable(refusal);
            let document: CalendarDocument =
                serde_json::from_str(document).map_err(|own| unreadable(own.to_string()))?;
            document.read().map_err(|faults| unreadable(faults.join("; ")))
        };
        let calendar = last.map(|own| read(&own.document)).transpose()?.map(Arc::new);
        if let Ok(mut held) = self.0.write() {
            *held = calendar;
        }
        Ok(())
    }

    /// What the country states; none before its content was adopted.
    pub fn now(&self) -> Option<Arc<CountryCalendar>> {
        self.0.read().ok()?.clone()
    }
}
