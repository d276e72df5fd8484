//! The few places where SQLite and PostgreSQL differ: how a transaction begins, how many rows are inserted at once,
//! what a conflict looks like, which collation is refused; and the list of migrations.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Pool, Postgres, SqlSafeStr, SqlStr};

use super::{StoreError, Tx};

pub(super) const SQLITE_WRITE: &str = "begin immediate";
pub(super) const POSTGRES_WRITE: &str = "begin isolation level serializable";
pub(super) const POSTGRES_READ: &str = "begin isolation level repeatable read read only";

/// At most 15 columns a table: 15 × 1,000 binds stay under the 32,766 of SQLite.
pub(super) const ROWS_A_STATEMENT: usize = 1000;

/// A refusal that may be a conflict with another writer, after which a verb is run again.
pub trait Conflict {
    fn conflict(&self) -> bool;
}

impl Conflict for StoreError {
    /// PostgreSQL's serialization failure and deadlock, SQLite's busy.
    fn conflict(&self) -> bool {
        let refusal = match self {
            StoreError::Database(sqlx::Error::Database(refusal)) => refusal,
            StoreError::NotKept(reason) => return reason.conflict(),
            _ => return false,
        };
        matches!(refusal.code().as_deref(), Some("40001" | "40P01" | "5" | "517"))
    }
}

/// Every migration, oldest first. A landed one is never edited.
const MIGRATIONS: [(i64, &str, &str); 22] = [
    (1, "ground", include_str!("../../../../migrations/0001_ground.sql")),
    (2, "programmes", include_str!("../../../../migrations/0002_programmes.sql")),
    (3, "versions", include_str!("../../../../migrations/0003_versions.sql")),
    (4, "rule levels", include_str!("../../../../migrations/0004_rule_levels.sql")),
    (5, "ledger", include_str!("../../../../migrations/0005_ledger.sql")),
    (6, "accounts", include_str!("../../../../migrations/0006_accounts.sql")),
    (7, "act lists", include_str!("../../../../migrations/0007_act_lists.sql")),
    (8, "identities", include_str!("../../../../migrations/0008_identities.sql")),
    (9, "filing", include_str!("../../../../migrations/0009_filing.sql")),
    (10, "grants followed", include_str!("../../../../migrations/0010_grants_followed.sql")),
    (11, "erasure", include_str!("../../../../migrations/0011_erasure.sql")),
    (12, "sooner ends", include_str!("../../../../migrations/0012_sooner_ends.sql")),
    (13, "identities left", include_str!("../../../../migrations/0013_identities_left.sql")),
    (14, "password typed", include_str!("../../../../migrations/0014_password_typed.sql")),
    (15, "filed anew", include_str!("../../../../migrations/0015_filed_anew.sql")),
    (
        16,
        "calendars and forms",
        include_str!("../../../../migrations/0016_calendars_and_forms.sql"),
    ),
    (17, "observations", include_str!("../../../../migrations/0017_observations.sql")),
    (18, "reports", include_str!("../../../../migrations/0018_reports.sql")),
    (19, "withdrawn", include_str!("../../../../migrations/0019_withdrawn.sql")),
    (20, "reminders", include_str!("../../../../migrations/0020_reminders.sql")),
    (21, "offline", include_str!("../../../../migrations/0021_offline.sql")),
    (22, "programs", include_str!("../../../../migrations/0022_programs.sql")),
];

/// The text of every migration.
#[cfg(test)]
pub(super) fn migration_texts() -> [&'static str; MIGRATIONS.len()] {
    MIGRATIONS.map(|(_, _, sql)| sql)
}

pub(super) fn migrator() -> Migrator {
    let migrations = MIGRATIONS.map(|(version, name, sql)| {
        let (name, kind) = (Cow::Borrowed(name), MigrationType::Simple);
        Migration::new(version, name, kind, sql.into_sql_str(), false)
    });
    let mut migrator = Migrator::with_migrations(migrations.to_vec());
    // Not every engine that speaks PostgreSQL has advisory locks.
    migrator.set_locking(false);
    migrator
}

/// The version of the tables that this program makes.
pub fn newest() -> i64 {
    MIGRATIONS.iter().map(|(version, _, _)| *version).max().unwrap_or_default()
}

/// The migrations up to a version: a store as an earlier version of the program left it.
pub(super) fn migrator_until(version: i64) -> Migrator {
    let mut migrator = migrator();
    let earlier = migrator.iter().filter(|own| own.version <= version).cloned().collect();
    migrator.migrations = Cow::Owned(earlier);
    migrator
}

/// `?` on SQLite, where many numbered parameters are slow; `$n` on PostgreSQL.
pub(super) fn insert_statement(tx: &Tx, table: &str, columns: &[&str], rows: usize) -> SqlStr {
    let row = |number: usize| {
        let marks = (1..=columns.len()).map(|column| match tx {
            Tx::Sqlite(_) => "?".to_owned(),
            Tx::Postgres(_) => format!("${}", number * columns.len() + column),
        });
        format!("({})", marks.collect::<Vec<_>>().join(", "))
    };
    let values = (0..rows).map(row).collect::<Vec<_>>().join(", ");
    AssertSqlSafe(format!("insert into {table} ({}) values {values}", columns.join(", ")))
        .into_sql_str()
}

/// The loader of PostgreSQL.
pub(super) fn copy_statement(table: &str, columns: &[&str]) -> String {
    format!("copy {table} ({}) from stdin", columns.join(", "))
}

/// How many rows a table has.
pub(super) fn count_statement(table: &str) -> SqlStr {
    AssertSqlSafe(format!("select count(*) from {table}")).into_sql_str()
}

/// Whole tables, for those who walk tables that they do not know by name.
pub(super) fn select_statement(table: &str, columns: &[&str], order: &[&str]) -> SqlStr {
    let (columns, order) = (columns.join(", "), order.join(", "));
    AssertSqlSafe(format!("select {columns} from {table} order by {order}")).into_sql_str()
}

/// What the rows of one value of a column hold in others.
pub(super) fn distinct_statement(table: &str, columns: &[&str], of: &str) -> SqlStr {
    let columns = columns.join(", ");
    AssertSqlSafe(format!("select distinct {columns} from {table} where {of} = $1")).into_sql_str()
}

/// The rows of a window of acts as part of another statement, in no order.
pub(super) fn window_query(table: &str, columns: &[&str], open: bool) -> String {
    let upto = if open { "" } else { "and act <= $2" };
    format!("select {} from {table} where act > $1 {upto}", columns.join(", "))
}

/// The rows of a query of so many columns as one text: each value behind its length in bytes, `-` for an empty one.
pub(super) fn packed_statement(query: &str, columns: usize) -> SqlStr {
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let value = |name: &String| {
        format!("coalesce(octet_length(cast({name} as text)) || ':' || cast({name} as text), '-')")
    };
    let values = names.iter().map(value).collect::<Vec<_>>().join(" || ");
    let names = names.join(", ");
    AssertSqlSafe(format!(
        "with line({names}) as ({query}) select string_agg({values}, '') from line"
    ))
    .into_sql_str()
}

/// Takes the row of a key away, for those who walk tables that they do not know by name.
pub(super) fn delete_statement(table: &str, key: &[&str]) -> SqlStr {
    let own = key.iter().enumerate().map(|(number, column)| format!("{column} = ${}", number + 1));
    let own = own.collect::<Vec<_>>().join(" and ");
    AssertSqlSafe(format!("delete from {table} where {own}")).into_sql_str()
}

/// Puts the rows of one act under another.
pub(super) fn give_statement(table: &str) -> SqlStr {
    AssertSqlSafe(format!("update {table} set act = $2 where act = $1")).into_sql_str()
}

/// Makes an empty database beside another one on its server; answers its address.
///
/// # Errors
/// What the server says, and an address that names no database.
pub async fn create_database(beside: &str, name: &str) -> Result<String, StoreError> {
    let (server, _) =
        beside.rsplit_once('/').ok_or_else(|| StoreError::Address(beside.to_owned()))?;
    let mut admin = PgConnection::connect(beside).await?;
    let create =
        format!("create database {name} template template0 encoding 'UTF8' locale 'C.UTF-8'");
    sqlx::query(AssertSqlSafe(create)).execute(&mut admin).await?;
    admin.close().await?;
    Ok(format!("{server}/{name}"))
}

/// Text must be compared as bytes, or the same list comes in another order on another server.
pub(super) async fn refuse_other_collations(pool: &Pool<Postgres>) -> Result<(), StoreError> {
    const COLLATION: &str =
        "select datcollate::text from pg_database where datname = current_database()";
    let (collation,): (String,) = sqlx::query_as(COLLATION).fetch_one(pool).await?;
    match collation.as_str() {
        "C" | "C.UTF-8" | "C.utf8" | "POSIX" => Ok(()),
        other => Err(StoreError::Collation(other.to_owned())),
    }
}

/// Every version in a table of versions, with its act.
pub(super) fn versions_statement(table: &str) -> SqlStr {
    AssertSqlSafe(format!(
        "
        select own.code, own.version, own.document, own.ended, own.act, act.at
        from {table} own
        join act on act.id = own.act
        order by own.code, own.version"
    ))
    .into_sql_str()
}
