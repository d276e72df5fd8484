//! Rows of tables that the caller knows by description only, taken away or put under another act. An erasure alone does that.

use super::{StoreError, Tx, Value, dialect};

impl Tx {
    /// Takes the row of a key away; answers whether there was one.
    ///
    /// # Errors
    /// What the database says, and that another row still names this one.
    pub async fn delete_row(
        &mut self,
        table: &'static str,
        key: &[&'static str],
        values: &[Value],
    ) -> Result<bool, StoreError> {
        Ok(self.execute_text(dialect::delete_statement(table, key), values).await? > 0)
    }

    /// Puts the rows of one act under another.
    ///
    /// # Errors
    /// What the database says.
    pub async fn give_rows(
        &mut self,
        table: &'static str,
        act: &str,
        other: &str,
    ) -> Result<(), StoreError> {
        let binds = [act.into(), other.into()];
        self.execute_text(dialect::give_statement(table), &binds).await.map(|_| ())
    }
}
