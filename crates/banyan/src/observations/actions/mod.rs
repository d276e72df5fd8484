//! What is done with observations: the rows of what is accepted, the import of a file, findings; and the values that others ask for.

mod file;
pub use file::{NotRead, read_file};

mod filing;
pub use filing::places;

mod find;
pub use find::{Found, find};

mod import;
pub use import::{Imported, Importing, import};

mod others;
pub use others::{Others, others, values};

use std::collections::HashSet;

use banyan_core::ledger::hex;
use banyan_core::observation::ObservationKey;
use banyan_core::words::Quantity;
use serde_json::{Value as Json, json};

use super::store::{self, Last};
use super::{Source, Stated};
use crate::ledger::Facts;
use crate::store::{StoreError, Tx};

/// The verbs of this room.
pub(super) const VERBS: [&str; 3] = [import::IMPORT, find::VERIFY, find::CONTRADICT];

/// The rows of values that are accepted, for the act of the acceptance: what they come with, and of each value that is new the next
/// vintage. A value that stands already is not stated again, so that what was found about it stays.
///
/// # Errors
/// What the database says; [`StoreError::Unreadable`] for two values of one key.
pub async fn accept(
    tx: &mut Tx,
    source: &Source,
    values: &[Stated],
) -> Result<Vec<Facts>, StoreError> {
    let last = store::load_last(tx, values.iter().map(|own| &own.key)).await?;
    let mut stated: HashSet<&ObservationKey> = HashSet::with_capacity(values.len());
    let mut rows = Vec::new();
    for own in values {
        if !stated.insert(&own.key) {
            let key = &own.key;
            return Err(StoreError::Unreadable(format!("{} is stated twice", key.indicator)));
        }
        if let Some(vintage) = next(last.get(&own.key), own.value) {
            rows.push(row(own, vintage, source));
        }
    }
    Ok(vec![source_facts(source), Facts { table: &store::OBSERVATION, rows }])
}

/// The number of the vintage that a value makes; `None` where it says what stands.
fn next(last: Option<&Last>, value: Quantity) -> Option<i64> {
    match last {
        None => Some(1),
        Some(last) if last.value.compare(value).is_eq() => None,
        Some(last) => last.number.checked_add(1),
    }
}

fn source_facts(source: &Source) -> Facts {
    let row = json!({
        "id": source.id, "kind": source.kind.key(), "name": source.name, "hash": hex(&source.hash),
        "reason": source.reason,
    });
    Facts { table: &store::OBSERVATION_SOURCE, rows: vec![row] }
}

fn row(own: &Stated, vintage: i64, source: &Source) -> Json {
    let Stated { key, value } = own;
    json!({
        "unit": key.unit.0, "indicator": key.indicator, "cell": key.cell, "method": key.method,
        "period": key.period.to_string(), "vintage": vintage, "value": value.minor(),
        "decimals": value.decimals(), "source": source.id,
    })
}
