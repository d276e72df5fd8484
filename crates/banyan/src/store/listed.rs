//! Questions about values whose number nobody knows before: a list, `in ($list)`, or rows, `values $wanted`.

use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Pools, Row, Store, StoreError, Tx, Value};

/// Values in one list; with the other binds it stays under the 32,766 of SQLite.
const LISTED_MAX: usize = 30_000;

impl Store {
    /// Whether the store was closed: a job that repeats itself ends then.
    pub fn closed(&self) -> bool {
        match &self.pools {
            Pools::Sqlite { readers, .. } => readers.is_closed(),
            Pools::Postgres { pool, .. } => pool.is_closed(),
        }
    }
}

impl Tx {
    /// All rows of a query in which `$list` stands for the values of `list`; they are bound behind `binds`. An empty
    /// list has no rows.
    ///
    /// # Errors
    /// What the database says, and [`StoreError::Unreadable`] for a list that is too long for a statement.
    pub async fn fetch_listed(
        &mut self,
        sql: &'static str,
        binds: &[Value],
        list: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        if list.is_empty() {
            return Ok(Vec::new());
        }
        if list.len() > LISTED_MAX {
            return Err(StoreError::Unreadable(format!("a list of {} values", list.len())));
        }
        let marks: Vec<String> =
            (1..=list.len()).map(|number| format!("${}", binds.len() + number)).collect();
        let text = AssertSqlSafe(sql.replace("$list", &marks.join(", "))).into_sql_str();
        let all: Vec<Value> = binds.iter().chain(list).cloned().collect();
        self.fetch_text(text, &all).await
    }

    /// All rows of a query in which `$wanted` stands for `(…), (…)`, a row of values each, as after `values`. They are bound from
    /// `$1` on; all have the same number of values. Without a row there are no rows.
    ///
    /// # Errors
    /// What the database says, and [`StoreError::Unreadable`] for more values than a statement takes.
    pub async fn fetch_wanted(
        &mut self,
        sql: &'static str,
        wanted: &[Vec<Value>],
    ) -> Result<Vec<Row>, StoreError> {
        let Some(columns) = wanted.first().map(Vec::len) else { return Ok(Vec::new()) };
        if wanted.len().saturating_mul(columns) > LISTED_MAX {
            return Err(StoreError::Unreadable(format!("a list of {} rows", wanted.len())));
        }
        let row = |number: usize| {
            let first = number * columns;
            let marks: Vec<String> =
                (1..=columns).map(|column| format!("${}", first + column)).collect();
            format!("({})", marks.join(", "))
        };
        let rows: Vec<String> = (0..wanted.len()).map(row).collect();
        let text = AssertSqlSafe(sql.replace("$wanted", &rows.join(", "))).into_sql_str();
        let binds: Vec<Value> = wanted.iter().flatten().cloned().collect();
        self.fetch_text(text, &binds).await
    }
}
