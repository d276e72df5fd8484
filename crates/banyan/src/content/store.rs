//! SQL on `content_source`: which files of which package an act of adoption read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::ledger::{Column, FactTable};
use crate::store::{Row, StoreError, Tx};

/// Which files of which package an act read.
pub(super) const SOURCE: FactTable = FactTable {
    name: "content_source",
    columns: &[
        Column::Text("path"),
        Column::Text("package"),
        Column::Text("package_version"),
        Column::Text("sha256"),
    ],
    key: &["path"],
    later: &[],
};

/// Every act that adopted content, with its package. Acts from before packages had names have an empty one; they are told
/// by the files that they bind.
pub(super) async fn load_adopted(tx: &mut Tx) -> Result<BTreeMap<String, String>, StoreError> {
    const NAMED: &str = "
        select act, min(package)
        from content_source
        group by act
        order by act";
    const UNNAMED: &str = "
        select act.id, act.content
        from act
        where act.verb = 'record_directive' and not exists (
            select 1
            from content_source
            where content_source.act = act.id
        )
        order by act.id";
    let pair = |row: Row| Ok((row.text(0)?, row.text(1)?));
    let mut adopted: BTreeMap<String, String> =
        tx.fetch(NAMED, &[]).await?.into_iter().map(pair).collect::<Result<_, StoreError>>()?;
    for row in tx.fetch(UNNAMED, &[]).await? {
        // Content that was erased by a retention rule tells nothing; then the rows count as people's and are kept.
        let content = row.maybe_text(1)?.unwrap_or_default();
        let binds_files = serde_json::from_str::<Json>(&content)
            .is_ok_and(|content| content.get("files").is_some());
        if binds_files {
            adopted.insert(row.text(0)?, String::new());
        }
    }
    Ok(adopted)
}

/// Every hash under which a file of a package was adopted, by path.
pub(super) async fn load_hashes(
    tx: &mut Tx,
    package: &str,
) -> Result<BTreeMap<String, BTreeSet<String>>, StoreError> {
    const HASHES: &str = "
        select distinct path, sha256
        from content_source
        where package = $1
        order by path, sha256";
    let mut hashes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in tx.fetch(HASHES, &[package.into()]).await? {
        hashes.entry(row.text(0)?).or_default().insert(row.text(1)?);
    }
    Ok(hashes)
}

/// Takes the names of packages away, as in a store that an earlier version wrote.
#[cfg(test)]
pub(super) async fn forget_sources(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute("delete from content_source", &[]).await.map(|_| ())
}
