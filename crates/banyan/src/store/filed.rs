//! Lists of rows that are filed under keys, newest first, page after page: every list that follows rights or units is asked here.
//! Of each key no more is read than a page holds, so a page costs the same however much is filed under its keys.

use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Row, StoreError, Tx, Value};

/// A table of keys with the columns `filed_key`, `at` and one that names the row, with its primary key in this order.
#[derive(Clone, Copy, Debug)]
pub struct Shelf {
    pub table: &'static str,
    /// The column that names the row.
    pub id: &'static str,
    /// What is asked of each entry besides, such as `and exists (…)`, of `filed`, with its binds from `$5` on; empty for nothing.
    pub test: &'static str,
}

/// A page of a list: rows of a moment or a later one, before another moment or of it and before the name beside it.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    pub from: i64,
    pub until: i64,
    pub before: &'a str,
    pub most: i64,
}

/// Keys in one statement, whose text must stay under a million letters for SQLite.
const KEYS_MAX: usize = 2000;

/// Keys whose questions stand side by side; SQLite takes 500 at most.
const SIDE_BY_SIDE: usize = 100;

impl Tx {
    /// The rows of a page. `show` is a query on `found (at, id)`, which holds the moments and names of the page's rows in no order;
    /// `tests` are the binds of the shelf's test. Without keys there are no rows.
    ///
    /// # Errors
    /// What the database says, and [`StoreError::Unreadable`] for more keys than a statement takes.
    pub async fn fetch_filed(
        &mut self,
        shelf: Shelf,
        keys: &[Value],
        window: Window<'_>,
        tests: &[Value],
        show: &'static str,
    ) -> Result<Vec<Row>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        if keys.len() > KEYS_MAX {
            return Err(StoreError::Unreadable(format!("a list of {} keys", keys.len())));
        }
        let Window { from, until, before, most } = window;
        let first: [Value; 4] = [from.into(), until.into(), before.into(), most.into()];
        let binds: Vec<Value> = first.iter().chain(tests).chain(keys).cloned().collect();
        let text = statement(shelf, tests.len(), keys.len(), show);
        self.fetch_text(AssertSqlSafe(text).into_sql_str(), &binds).await
    }
}

/// Of each key a page at most, read along the index; of all of them the first page. The keys are bound behind `$4` and the tests.
fn statement(shelf: Shelf, tests: usize, keys: usize, show: &str) -> String {
    let Shelf { table, id, test } = shelf;
    let of_key = |number: usize| {
        let key = 4 + tests + number;
        format!(
            "select at, id from (
                select filed.at as at, filed.{id} as id
                from {table} filed
                where filed.filed_key = ${key} and filed.at >= $1 and filed.at <= $2
                    and (filed.at < $2 or filed.{id} < $3) {test}
                order by filed.at desc, filed.{id} desc
                limit $4) of_{number}"
        )
    };
    let every: Vec<String> = (1..=keys).map(of_key).collect();
    let part = |own: &[String]| format!("select at, id from ({}) part", own.join(" union all "));
    let parts: Vec<String> = every.chunks(SIDE_BY_SIDE).map(part).collect();
    format!(
        "
        with found (at, id) as (
            select distinct at, id
            from ({}) every_key
            order by at desc, id desc
            limit $4)
        {show}",
        parts.join(" union all ")
    )
}
