//! SQL on `draft` and on the keys under which drafts are found.

use std::collections::BTreeSet;

use banyan_core::access::Key;
use banyan_core::words::Moment;

use super::Draft;
use crate::store::{Row, Shelf, StoreError, Tx, Value, Window};

const SHELF: Shelf = Shelf { table: "draft_key", id: "draft", test: "" };

/// The latest drafts that are filed under one of the keys, of those that were made up to a moment.
pub(super) async fn list_drafts(
    tx: &mut Tx,
    keys: &[Key],
    until: Option<Moment>,
    most: i64,
) -> Result<Vec<Draft>, StoreError> {
    const FOUND: &str = "
        select draft.id, draft.source, draft.text, draft.items, draft.adopted_as, draft.made_at
        from found
        cross join draft
        where draft.id = found.id
        order by found.at desc, found.id desc";
    let until = until.map_or(i64::MAX, |until| until.microseconds().saturating_add(1));
    let window = Window { from: i64::MIN, until, before: "", most };
    let keys: Vec<Value> = keys.iter().map(|key| key.as_str().into()).collect();
    tx.fetch_filed(SHELF, &keys, window, &[], FOUND).await?.iter().map(draft).collect()
}

/// Drafts that are not filed, the first one first.
pub(super) async fn list_unfiled(tx: &mut Tx, most: i64) -> Result<Vec<Draft>, StoreError> {
    const UNFILED: &str = "
        select id, source, text, items, adopted_as, made_at
        from draft
        where filed = false
        order by made_at
        limit $1";
    tx.fetch(UNFILED, &[most.into()]).await?.iter().map(draft).collect()
}

/// Files a draft under keys.
pub(super) async fn file_draft(
    tx: &mut Tx,
    draft: &Draft,
    keys: &BTreeSet<Key>,
) -> Result<(), StoreError> {
    let id = draft.id.as_str();
    if tx
        .execute("update draft set filed = true where id = $1 and filed = false", &[id.into()])
        .await?
        == 0
    {
        return Ok(());
    }
    let row = |key: &Key| vec![key.as_str().into(), draft.made_at.into(), id.into()];
    let rows: Vec<Vec<Value>> = keys.iter().map(row).collect();
    tx.insert_all("draft_key", &["filed_key", "at", "draft"], &rows).await
}

pub(super) async fn load_draft(tx: &mut Tx, id: &str) -> Result<Option<Draft>, StoreError> {
    const LOAD: &str =
        "select id, source, text, items, adopted_as, made_at from draft where id = $1";
    tx.fetch_first(LOAD, &[id.into()]).await?.as_ref().map(draft).transpose()
}

/// The drafts of a text that are not adopted, the first one first.
pub(super) async fn list_open(tx: &mut Tx, text: &str) -> Result<Vec<Draft>, StoreError> {
    const OPEN: &str = "
        select id, source, text, items, adopted_as, made_at
        from draft
        where text = $1 and adopted_as is null
        order by made_at, id
        limit 500";
    tx.fetch(OPEN, &[text.into()]).await?.iter().map(draft).collect()
}

fn draft(row: &Row) -> Result<Draft, StoreError> {
    let unreadable = |refusal: serde_json::Error| StoreError::Unreadable(refusal.to_string());
    let mut draft: Draft = serde_json::from_str(&row.text(3)?).map_err(unreadable)?;
    draft.id = row.text(0)?;
    draft.source = row.text(1)?;
    draft.text = row.text(2)?;
    draft.adopted_as = row.maybe_text(4)?;
    draft.made_at = row.whole(5)?;
    Ok(draft)
}

/// Keeps a draft, new or changed. One that was adopted stays as it is.
pub(super) async fn save_draft(tx: &mut Tx, draft: &Draft) -> Result<(), StoreError> {
    const SAVE: &str = "
        insert into draft (id, made_at, source, text, items)
        values ($1, $2, $3, $4, $5)
        on conflict (id) do update set items = excluded.items
        where draft.adopted_as is null";
    let items = serde_json::to_string(draft)
        .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    let (id, source, text) = (draft.id.as_str(), draft.source.as_str(), draft.text.as_str());
    let binds = [id.into(), draft.made_at.into(), source.into(), text.into(), items.into()];
    tx.execute(SAVE, &binds).await.map(|_| ())
}

pub(super) async fn mark_adopted(tx: &mut Tx, id: &str, programme: &str) -> Result<(), StoreError> {
    const MARK: &str = "update draft set adopted_as = $2 where id = $1 and adopted_as is null";
    tx.execute(MARK, &[id.into(), programme.into()]).await.map(|_| ())
}
