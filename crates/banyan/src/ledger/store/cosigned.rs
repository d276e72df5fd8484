//! SQL on `cosignature`: what witnesses put below checkpoints.

use super::log::{count, whole};
use crate::store::{Row, StoreError, Tx};

/// Lines that witnesses put below the checkpoint of a size, by witness.
pub(in crate::ledger) async fn list_cosignatures(
    tx: &mut Tx,
    size: u64,
) -> Result<Vec<String>, StoreError> {
    const LIST: &str = "select line from cosignature where size = $1 order by witness limit 100";
    tx.fetch(LIST, &[whole(size)]).await?.iter().map(|row| row.text(0)).collect()
}

/// A witness's line with the note below which it stands.
#[derive(Clone, Debug)]
pub(in crate::ledger) struct Cosigned {
    pub(in crate::ledger) size: u64,
    pub(in crate::ledger) witness: String,
    pub(in crate::ledger) line: String,
    pub(in crate::ledger) note: String,
}

/// All lines of witnesses behind a size and witness, in that order.
pub(in crate::ledger) async fn list_from(
    tx: &mut Tx,
    (size, witness): &(u64, String),
    most: i64,
) -> Result<Vec<Cosigned>, StoreError> {
    const LIST: &str = "
        select line.size, line.witness, line.line, checkpoint.note
        from cosignature line
        join checkpoint on checkpoint.size = line.size
        where (line.size, line.witness) > ($1, $2)
        order by line.size, line.witness
        limit $3";
    let own = |row: &Row| {
        let size = count(row, 0)?;
        Ok(Cosigned { size, witness: row.text(1)?, line: row.text(2)?, note: row.text(3)? })
    };
    let binds = [whole(*size), witness.as_str().into(), most.into()];
    tx.fetch(LIST, &binds).await?.iter().map(own).collect()
}

/// The size of the last checkpoint that a witness signed, if it signed one.
pub(in crate::ledger) async fn load_last_cosigned(
    tx: &mut Tx,
    witness: &str,
) -> Result<Option<u64>, StoreError> {
    const LAST: &str = "
        select size
        from cosignature
        where witness = $1
        order by size desc
        limit 1";
    tx.fetch_first(LAST, &[witness.into()]).await?.map(|row| count(&row, 0)).transpose()
}

/// Keeps a witness's line; the same witness twice changes nothing. False when there is no checkpoint of that size.
pub(in crate::ledger) async fn insert_cosignature(
    tx: &mut Tx,
    size: u64,
    witness: &str,
    line: &str,
) -> Result<bool, StoreError> {
    const INSERT: &str = "
        insert into cosignature (size, witness, line)
        select checkpoint.size, $2, $3
        from checkpoint
        where checkpoint.size = $1
        on conflict (size, witness) do update
        set line = excluded.line";
    Ok(tx.execute(INSERT, &[whole(size), witness.into(), line.into()]).await? == 1)
}
