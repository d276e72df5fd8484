//! Tables that are derived from facts: whether they hold what the facts give.

use crate::store::{StoreError, Tx};

/// A table that is derived from facts and decides who gets in; whoever keeps it tells how it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Derived {
    pub name: &'static str,
    /// A query that names the rows which the facts do not give, and those that they give and which are not there.
    pub differing: &'static str,
}

/// The rows of a derived table in which it differs from the facts.
pub(in crate::ledger) async fn list_differing(
    tx: &mut Tx,
    table: &Derived,
) -> Result<Vec<String>, StoreError> {
    tx.fetch(table.differing, &[]).await?.iter().map(|row| row.text(0)).collect()
}
