//! Every version of directives and their definitions, as they were recorded.

use banyan_core::words::Moment;

use super::super::actions::{Part, PartKey};
use crate::store::{Row, StoreError, Tx};

/// One version of a part.
#[derive(Clone, Debug)]
pub(in crate::programmes) struct Recorded {
    pub key: PartKey,
    /// Counts the rows of a kind and code, from 1.
    pub version: i64,
    pub directive: String,
    pub part: Part,
    pub ended: bool,
    pub act: String,
    pub at: Moment,
}

/// Every version of every part, in the order in which they were recorded.
pub(in crate::programmes) async fn load_recorded(tx: &mut Tx) -> Result<Vec<Recorded>, StoreError> {
    const HEADS: &str = "
        select directive.id, directive.document, directive.act, act.at
        from directive
        join act on act.id = directive.act
        order by act.at, directive.id";
    const LATER_HEADS: &str = "
        select
            directive_version.directive,
            directive_version.document,
            directive_version.act,
            act.at,
            directive_version.version,
            directive_version.ended
        from directive_version
        join act on act.id = directive_version.act
        order by directive_version.directive, directive_version.version";
    const DEFINITIONS: &str = "
        select
            definition.directive,
            definition.document,
            definition.act,
            act.at,
            definition.version,
            definition.ended,
            definition.kind
        from definition
        join act on act.id = definition.act
        order by definition.directive, definition.kind, definition.code, definition.version";
    let mut recorded = Vec::new();
    for row in tx.fetch(HEADS, &[]).await? {
        recorded.push(one(&row, "directive", 1, false)?);
    }
    for row in tx.fetch(LATER_HEADS, &[]).await? {
        recorded.push(one(&row, "directive", row.whole(4)?, row.yes(5)?)?);
    }
    for row in tx.fetch(DEFINITIONS, &[]).await? {
        recorded.push(one(&row, &row.text(6)?, row.whole(4)?, row.yes(5)?)?);
    }
    // A stable sort: within one act the order of the questions stays, heads first.
    recorded.sort_by_key(|row| row.at);
    Ok(recorded)
}

fn one(row: &Row, kind: &str, version: i64, ended: bool) -> Result<Recorded, StoreError> {
    let part = Part::read(kind, &row.text(1)?)?;
    Ok(Recorded {
        key: part.key(),
        version,
        directive: row.text(0)?,
        part,
        ended,
        act: row.text(2)?,
        at: Moment::from_microseconds(row.whole(3)?),
    })
}

#[cfg(test)]
pub(crate) async fn change_by_hand(
    tx: &mut Tx,
    call: &crate::ledger::Call,
    kind: &'static str,
    code: &str,
    name: &str,
) -> Result<(), StoreError> {
    let recorded = load_recorded(tx).await?;
    let own = recorded.iter().filter(|row| row.key.kind == kind && row.key.code == code);
    let last = own.max_by_key(|row| row.version).unwrap();
    let mut document = last.part.json()?;
    document["name"]["en"] = name.into();
    let row = serde_json::json!({
        "kind": kind, "code": code, "version": last.version + 1, "directive": last.directive,
        "document": document.to_string(), "ended": false,
    });
    let facts = crate::ledger::Facts { table: &super::DEFINITION, rows: vec![row] };
    crate::ledger::record(tx, call, "change_definition", code, vec![facts], &[]).await.map(|_| ())
}
