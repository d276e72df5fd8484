//! Tables for those who walk them without knowing them by name: verifying, copying.

use super::{Row, StoreError, Tx, Value, dialect};

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

    /// The rows of a table whose act lies after one, and not after another where one is named.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_window(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        order: &[&'static str],
        (after, upto): (&str, Option<&str>),
    ) -> Result<Vec<Row>, StoreError> {
        let statement = dialect::window_statement(table, columns, order, upto.is_none());
        let binds: Vec<Value> =
            [Some(after), upto].into_iter().flatten().map(Value::from).collect();
        self.fetch_text(statement, &binds).await
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
