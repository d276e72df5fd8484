//! What is kept in versions, one document each: calendars, forms, rules. A room names its table; how a version is recorded, and that
//! the same document twice is one version, is the same for all.

use banyan_core::access::Action;
use banyan_core::ledger::Hash;
use banyan_core::words::Moment;
use serde_json::json;

use super::{Column, FactTable, Facts, record, recorded_before};
use crate::ledger::Call;
use crate::store::{Row, StoreError, Tx};
use crate::web::{Mandate, Refusal};

/// A room's table of versions, and the verb by which they are recorded.
#[derive(Clone, Copy, Debug)]
pub struct Versioned {
    pub table: &'static FactTable,
    pub verb: &'static str,
}

/// A version as it was recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    pub code: String,
    /// Counted from 1.
    pub version: i64,
    pub document: String,
    /// From here on there is none.
    pub ended: bool,
    pub act: String,
    pub at: Moment,
}

/// The description of a table of versions.
pub const fn version_table(name: &'static str) -> FactTable {
    FactTable {
        name,
        columns: &[
            Column::Text("code"),
            Column::Whole("version"),
            Column::Text("document"),
            Column::Flag("ended"),
        ],
        key: &["code", "version"],
        later: &[],
    }
}

/// Every version in a table, the first one of each code first.
///
/// # Errors
/// What the database says.
pub async fn list_versions(
    tx: &mut Tx,
    table: &'static FactTable,
) -> Result<Vec<Kept>, StoreError> {
    let kept = |row: Row| {
        Ok(Kept {
            code: row.text(0)?,
            version: row.whole(1)?,
            document: row.text(2)?,
            ended: row.yes(3)?,
            act: row.text(4)?,
            at: Moment::from_microseconds(row.whole(5)?),
        })
    };
    tx.fetch_versions(table.name).await?.into_iter().map(kept).collect()
}

/// Records a document as the next version of its code, or without a document its end. What stands already changes nothing and
/// answers `None`.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a mandate to adopt content; what the database says.
pub async fn record_version(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    versioned: Versioned,
    (code, document): (&str, Option<&str>),
    (sources, files): (Option<Facts>, &[(String, Hash)]),
) -> Result<Option<Moment>, Refusal> {
    mandate.allows(&call.actor, Action::AdoptContent, None)?;
    if let Some(at) = recorded_before(tx, call, versioned.verb, code).await? {
        return Ok(Some(at));
    }
    let all = list_versions(tx, versioned.table).await?;
    let last = all.iter().rfind(|own| own.code == code);
    let stands = match (last, document) {
        (None, None) => true,
        (Some(last), None) => last.ended,
        (Some(last), Some(document)) => !last.ended && last.document == document,
        (None, Some(_)) => false,
    };
    if stands {
        return Ok(None);
    }
    let ended = document.is_none();
    let document = document.or(last.map(|last| last.document.as_str())).unwrap_or_default();
    let row = json!({
        "code": code, "version": last.map_or(1, |last| last.version + 1), "document": document, "ended": ended,
    });
    let facts = [Facts { table: versioned.table, rows: vec![row] }];
    let facts = facts.into_iter().chain(sources).collect();
    Ok(Some(record(tx, call, versioned.verb, code, facts, files).await?.at()))
}
