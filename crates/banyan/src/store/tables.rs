//! Tables for those who walk them without knowing them by name: verifying, copying.

use super::{Row, StoreError, Tx, dialect};

impl Tx {
    /// Every row of a table, in the order of some of its columns.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_table(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        order: &[&'static str],
    ) -> Result<Vec<Row>, StoreError> {
        self.fetch_text(dialect::select_statement(table, columns, order), &[]).await
    }

    /// What the rows of a table that have a text in one column hold in others, each once, in no order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_distinct(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        of: &'static str,
        text: &str,
    ) -> Result<Vec<Row>, StoreError> {
        self.fetch_text(dialect::distinct_statement(table, columns, of), &[text.into()]).await
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// What the database says.
    pub async fn count_rows(&mut self, table: &'static str) -> Result<u64, StoreError> {
        let rows = self.fetch_text(dialect::count_statement(table), &[]).await?;
        let count = rows.first().map_or(Ok(0), |row| row.whole(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}
