//! Tables of versions, all alike: `code`, `version`, `document`, `ended`, `act`.

use super::{Row, StoreError, Tx, dialect};

impl Tx {
    /// Every version in such a table, the first one of each code first: `code`, `version`, `document`, `ended`, `act`, and the act's
    /// moment.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_versions(&mut self, table: &'static str) -> Result<Vec<Row>, StoreError> {
        self.fetch_text(dialect::versions_statement(table), &[]).await
    }
}
