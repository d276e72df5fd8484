//! The forms as they stand in the store.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use banyan_core::form::{Flaw, Form, FormDocument};

use crate::ledger::{self, FactTable};
use crate::store::{Store, StoreError};

pub(super) const VERSION: FactTable = ledger::version_table("form_version");

type Held = BTreeMap<(String, u32), Arc<Form>>;

/// Every version of every form as it stands in the store; renewed after every recorded change.
#[derive(Clone, Default, Debug)]
pub struct Forms(Arc<RwLock<Arc<Held>>>);

/// A form from its definition, under the version with which it was recorded.
///
/// # Errors
/// When the definition cannot be read.
pub fn read(code: &str, version: i64, definition: &str) -> Result<Form, StoreError> {
    let unreadable =
        |reason: String| StoreError::Unreadable(format!("form {code} version {version}: {reason}"));
    let mut document: FormDocument =
        serde_json::from_str(definition).map_err(|refusal| unreadable(refusal.to_string()))?;
    document.version = u32::try_from(version).unwrap_or(u32::MAX);
    let flaws = |flaws: Vec<Flaw>| {
        unreadable(flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    };
    Form::new(document).map_err(flaws)
}

impl Forms {
    /// Reads the forms from the store again. A form's version is the one under which it was recorded.
    ///
    /// # Errors
    /// What the database says, and a definition that cannot be read.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let mut held = Held::new();
        for own in ledger::list_versions(&mut store.read().await?, &VERSION).await? {
            let form = read(&own.code, own.version, &own.document)?;
            held.insert((own.code, form.version()), Arc::new(form));
        }
        if let Ok(mut own) = self.0.write() {
            *own = Arc::new(held);
        }
        Ok(())
    }

    fn held(&self) -> Arc<Held> {
        self.0.read().map(|held| held.clone()).unwrap_or_default()
    }

    pub fn version(&self, code: &str, version: u32) -> Option<Arc<Form>> {
        self.held().get(&(code.to_owned(), version)).cloned()
    }

    /// The last version of each form, by code.
    pub fn all(&self) -> Vec<Arc<Form>> {
        let held = self.held();
        let last: BTreeMap<&str, &Arc<Form>> =
            held.iter().map(|((code, _), form)| (code.as_str(), form)).collect();
        last.into_values().cloned().collect()
    }

    /// The last version of a form.
    pub fn last(&self, code: &str) -> Option<Arc<Form>> {
        let held = self.held();
        let versions = held.range((code.to_owned(), 0)..=(code.to_owned(), u32::MAX));
        versions.last().map(|(_, form)| form.clone())
    }
}
