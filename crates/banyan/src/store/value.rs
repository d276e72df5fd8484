//! What goes into a statement and what comes out of a row: text, whole numbers, yes and no. Nothing else is stored.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Postgres, Row as _, Sqlite};

use super::StoreError;

/// A bound value.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Text(String),
    MaybeText(Option<String>),
    Whole(i64),
    MaybeWhole(Option<i64>),
    Bool(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Value {
        Value::MaybeText(text)
    }
}

impl From<i64> for Value {
    fn from(whole: i64) -> Value {
        Value::Whole(whole)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Value {
        Value::Bool(yes)
    }
}

type SqliteQuery<'q> = Query<'q, Sqlite, SqliteArguments>;
type PostgresQuery<'q> = Query<'q, Postgres, PgArguments>;

pub(super) fn bind_sqlite<'q>(query: SqliteQuery<'q>, value: Value) -> SqliteQuery<'q> {
    match value {
        Value::Text(text) => query.bind(text),
        Value::MaybeText(text) => query.bind(text),
        Value::Whole(whole) => query.bind(whole),
        Value::MaybeWhole(whole) => query.bind(whole),
        Value::Bool(yes) => query.bind(yes),
    }
}

pub(super) fn bind_postgres<'q>(query: PostgresQuery<'q>, value: Value) -> PostgresQuery<'q> {
    match value {
        Value::Text(text) => query.bind(text),
        Value::MaybeText(text) => query.bind(text),
        Value::Whole(whole) => query.bind(whole),
        Value::MaybeWhole(whole) => query.bind(whole),
        Value::Bool(yes) => query.bind(yes),
    }
}

/// A row of either engine. Columns count from 0.
#[derive(Debug)]
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// Reads one column as one type, from whichever engine.
macro_rules! column {
    ($name:ident, $type:ty) => {
        /// # Errors
        /// When the column is not there or holds something else.
        pub fn $name(&self, column: usize) -> Result<$type, StoreError> {
            Ok(match self {
                Row::Sqlite(row) => row.try_get(column)?,
                Row::Postgres(row) => row.try_get(column)?,
            })
        }
    };
}

impl Row {
    column!(text, String);
    column!(maybe_text, Option<String>);
    column!(whole, i64);
    column!(maybe_whole, Option<i64>);
    column!(yes, bool);

    /// A text column as one of our types.
    ///
    /// # Errors
    /// When the text is none of that type's.
    pub fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        column: usize,
    ) -> Result<T, StoreError> {
        self.text(column)?
            .parse()
            .map_err(|refusal: T::Err| StoreError::Unreadable(refusal.to_string()))
    }

    /// The same for a column that may be empty.
    ///
    /// # Errors
    /// When there is a text and it is none of that type's.
    pub fn maybe_parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        column: usize,
    ) -> Result<Option<T>, StoreError> {
        let read = |text: String| {
            text.parse().map_err(|refusal: T::Err| StoreError::Unreadable(refusal.to_string()))
        };
        self.maybe_text(column)?.map(read).transpose()
    }
}
