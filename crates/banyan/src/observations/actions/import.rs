//! The import of a file of observations: checked before, and recorded as one act.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use banyan_core::access::Action;
use banyan_core::ledger::Hash;
use banyan_core::observation::Entered;
use banyan_core::unit::UnitId;
use banyan_core::words::Moment;

use super::super::store;
use super::super::{Source, SourceKind};
use super::{next, source_facts};
use crate::ledger::{self, Bulk, Call, Recorded};
use crate::store::{StoreError, Tx, Value};
use crate::web::{Mandate, Refusal};

/// A file that was read, and what is said of it.
#[derive(Clone, Debug)]
pub struct Importing {
    /// The file's name.
    pub name: String,
    /// Of its bytes.
    pub hash: Hash,
    /// Why values that stand already are stated anew.
    pub reason: String,
    /// The codes of the programmes whose indicators it states, with a space between.
    pub subject: String,
    /// In the order of their keys, as [`super::read_file`] gives them.
    pub values: Arc<Vec<Entered>>,
}

/// What an import did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Imported {
    pub at: Moment,
    /// Values that nobody had stated so.
    pub new: usize,
    /// Values that stand already.
    pub unchanged: usize,
}

pub(super) const IMPORT: &str = "import_observations";

/// Records what a file states; what stands already is left as it is. The same call again writes nothing and gets the first answer.
///
/// # Errors
/// [`Refusal::NotAllowed`] where no mandate covers a unit; a sentence where values change and no reason is said;
/// [`StoreError::OtherContent`] where the id of the call stands for another file; what the database says.
pub async fn import(
    tx: &mut Tx,
    call: &Call,
    by: &[Mandate],
    importing: &Importing,
) -> Result<Imported, Refusal> {
    let values = &importing.values;
    allowed(by, call, values.iter().map(|own| &own.key.unit))?;
    let source = Source {
        id: call.id.0.clone(),
        kind: SourceKind::Import,
        name: importing.name.clone(),
        hash: importing.hash,
        reason: importing.reason.trim().to_owned(),
    };
    if let Some(at) = ledger::recorded_before(tx, call, IMPORT, &importing.subject).await? {
        return Ok(before(tx, &source, values.len(), at).await?);
    }
    let last = store::load_last(tx, values.iter().map(|own| &own.key)).await?;
    let vintages = values
        .iter()
        .enumerate()
        .filter_map(|(place, own)| Some((place, next(last.get(&own.key), own.value)?)));
    let vintages: Vec<(usize, i64)> = vintages.collect();
    let corrected = vintages.iter().filter(|(_, vintage)| *vintage > 1).count();
    if corrected > 0 && source.reason.is_empty() {
        let (status, key) = (StatusCode::UNPROCESSABLE_ENTITY, "observation-import-reason");
        return Err(Refusal::Sentence { status, key, input: corrected.to_string() });
    }
    let row = |number: usize| -> Vec<Value> {
        vintages
            .get(number)
            .and_then(|(place, vintage)| Some(columns(values.get(*place)?, *vintage, &source.id)))
            .unwrap_or_default()
    };
    let bulk = Bulk { table: &store::OBSERVATION, rows: vintages.len(), row: &row };
    let files = [(source.name.clone(), source.hash)];
    let facts = vec![source_facts(&source)];
    let verb = (IMPORT, importing.subject.as_str());
    let recorded = ledger::record_bulk(tx, call, verb, facts, bulk, &files).await?;
    let new = vintages.len();
    Ok(Imported { at: Recorded::at(recorded), new, unchanged: values.len().saturating_sub(new) })
}

/// Whether each unit is covered by a mandate; the program's own covers all.
fn allowed<'u>(
    by: &[Mandate],
    call: &Call,
    mut units: impl Iterator<Item = &'u UnitId>,
) -> Result<(), Refusal> {
    let mut open = BTreeSet::new();
    for mandate in by {
        mandate.allows(&call.actor, Action::Import, None)?;
        match mandate {
            Mandate::Program => return Ok(()),
            Mandate::Permit(permit) => open.insert(permit.unit()),
        };
    }
    if units.all(|unit| open.contains(unit)) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// The first answer, where the same file was sent.
async fn before(
    tx: &mut Tx,
    source: &Source,
    values: usize,
    at: Moment,
) -> Result<Imported, StoreError> {
    let (_, new) = store::load_source(tx, &source.id)
        .await?
        .filter(|(stands, _)| stands == source)
        .ok_or_else(|| StoreError::OtherContent(source.id.clone()))?;
    let new = usize::try_from(new).unwrap_or_default();
    Ok(Imported { at, new, unchanged: values.saturating_sub(new) })
}

/// A row in the order of the columns of the table.
fn columns(own: &Entered, vintage: i64, source: &str) -> Vec<Value> {
    let mut row = store::key_values(&own.key);
    row.extend([
        vintage.into(),
        own.value.minor().into(),
        i64::from(own.value.decimals()).into(),
        source.into(),
    ]);
    row
}
