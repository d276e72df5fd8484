//! SQL on erasures: which acts lost their content, and taking it from them.

use super::{Value, value};
use crate::ledger::{ActId, Column, FactTable};
use crate::store::{StoreError, Tx};

/// Which act was erased, and why; the act of the row says by whom and when.
pub(in crate::ledger) const ERASURE: FactTable = FactTable {
    name: "erasure",
    columns: &[Column::Text("erased"), Column::Text("reason")],
    key: &["erased"],
    later: &[],
};

/// The verb of acts that erase others.
pub(in crate::ledger) const ERASE: &str = "erase_act";

/// Acts that an act of erasure names as erased.
pub(in crate::ledger) async fn list_erased(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    const ERASED: &str = "
        select erasure.erased
        from erasure
        join act on act.id = erasure.act
        where act.verb = $1
        order by erasure.erased";
    tx.fetch(ERASED, &[ERASE.into()]).await?.iter().map(|row| row.text(0)).collect()
}

/// The act that erased another, and its reason.
pub(in crate::ledger) async fn load_erasure(
    tx: &mut Tx,
    erased: &str,
) -> Result<Option<(ActId, String)>, StoreError> {
    const ERASURE: &str = "select act, reason from erasure where erased = $1";
    let row = tx.fetch_first(ERASURE, &[erased.into()]).await?;
    row.map(|row| Ok((ActId(row.text(0)?), row.text(1)?))).transpose()
}

/// Takes a row of a fact table away that an act wrote.
pub(in crate::ledger) async fn delete_fact(
    tx: &mut Tx,
    table: &FactTable,
    row: &serde_json::Value,
    act: &ActId,
) -> Result<(), StoreError> {
    let own = |name: &&str| table.columns.iter().copied().find(|column| column.name() == *name);
    let key = table.key.iter().filter_map(own).map(|column| value(table, column, row));
    let key = key.chain([Ok(act.0.as_str().into())]).collect::<Result<Vec<Value>, _>>()?;
    // Some tables have rows of one key under several acts.
    let columns: Vec<&'static str> = table.key.iter().copied().chain(["act"]).collect();
    if tx.delete_row(table.name, &columns, &key).await? {
        Ok(())
    } else {
        Err(StoreError::Unreadable(format!("{} has no row to erase: {row}", table.name)))
    }
}

/// Takes content and salt from an act.
pub(in crate::ledger) async fn erase_content(tx: &mut Tx, act: &ActId) -> Result<(), StoreError> {
    const ERASE: &str = "update act set content = null, salt = null where id = $1";
    tx.execute(ERASE, &[act.0.as_str().into()]).await.map(|_| ())
}
