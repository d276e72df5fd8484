//! Stores as wholes: which version their tables have, copies out and in on either engine, an upgrade that is only tried. A copy is
//! a SQLite file whatever it was made from. The tables are those that the migrations made in the copy, in that order, so
//! that a row never stands before the one it refers to.

use std::path::{Path, PathBuf};

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, Pool, SqlSafeStr, Sqlite};

use super::{
    Begin, FILE, Grouping, Pools, ROWS_AHEAD, Row, Store, StoreError, Tx, Value, Writer,
    begin_postgres, connect_postgres, dialect, private,
};

/// Where a store is: the folder of an embedded database, or the address of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    Folder(PathBuf),
    Address(String),
}

/// The version of a store's tables, and the migrations that this program would bring, oldest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Versions {
    pub store: i64,
    pub pending: Vec<(i64, String)>,
}

/// Most bytes of a file that are looked at in place, as many as SQLite allows; what lies behind is read.
const MAPPED_BYTES: &str = "2147418112";
/// Connections to a store that is only read: verifying asks two questions at a time.
const READERS: u32 = 4;
/// Rows that are copied at once.
const CHUNK: usize = 1000;

impl Place {
    /// The version of a store that is there, as it is: nothing is migrated.
    ///
    /// # Errors
    /// When it cannot be opened, has no tables of ours, or has newer ones than this program knows.
    pub async fn versions(&self) -> Result<Versions, StoreError> {
        let store = version(&mut self.begin_read().await?).await?;
        let all = dialect::migrator();
        let pending = all.iter().filter(|own| own.version > store);
        let pending = pending.map(|own| (own.version, own.description.to_string())).collect();
        Ok(Versions { store, pending })
    }

    /// Copies a store into a new SQLite file while others go on writing: the copy is the store as it was at one moment. Answers the
    /// version of its tables.
    ///
    /// # Errors
    /// What the databases say; the file is then not to be used.
    pub async fn copy_out(&self, file: &Path) -> Result<i64, StoreError> {
        let mut from = self.begin_read().await?;
        let Place::Folder(folder) = self else { return copy_file(&mut from, file).await };
        let version = version(&mut from).await?;
        drop(from);
        vacuum_into(&folder.join(FILE), file).await?;
        Ok(version)
    }

    /// Tries the pending migrations and takes them back: on a copy of a SQLite file, in a transaction on PostgreSQL.
    ///
    /// # Errors
    /// Why they would fail.
    pub async fn try_upgrade(&self) -> Result<(), StoreError> {
        match self {
            Place::Folder(folder) => {
                let trial = folder.join("banyan.db.trial");
                remove(&trial)?;
                let tried = try_on_copy(&folder.join(FILE), &trial).await;
                remove(&trial)?;
                tried
            }
            Place::Address(address) => {
                let pool = connect_postgres(address).await?;
                begin_postgres(&pool, dialect::POSTGRES_WRITE)
                    .await?
                    .migrate(&dialect::migrator())
                    .await
            }
        }
    }

    /// A snapshot of a store that is there, whatever its version.
    async fn begin_read(&self) -> Result<Tx, StoreError> {
        match self {
            Place::Folder(folder) => {
                Ok(Tx::Sqlite(sqlite(&folder.join(FILE), false).await?.begin().await?))
            }
            Place::Address(address) => {
                begin_postgres(&connect_postgres(address).await?, dialect::POSTGRES_READ).await
            }
        }
    }
}

impl Store {
    /// Opens a store that is there to read it only: nothing is migrated, and writing to it fails.
    ///
    /// # Errors
    /// When it cannot be opened, has no tables of ours, or those of another version than this program's.
    pub async fn open_reading(place: &Place) -> Result<Store, StoreError> {
        let versions = place.versions().await?;
        if !versions.pending.is_empty() {
            let (store, program) = (versions.store, dialect::newest());
            return Err(StoreError::Older { store, program });
        }
        let pools = match place {
            Place::Folder(folder) => {
                let readers = sqlite_readers(&folder.join(FILE)).await?;
                let writer = Writer::over(Begin::Sqlite(readers.clone()), Grouping::default());
                Pools::Sqlite { writer, connection: readers.clone(), readers }
            }
            Place::Address(address) => {
                let pool = connect_postgres(address).await?;
                let writer = Writer::over(Begin::Postgres(pool.clone()), Grouping::default());
                Pools::Postgres { writer, pool }
            }
        };
        Ok(Store { pools })
    }

    /// Copies the open store into a new SQLite file, as it is at one moment.
    ///
    /// # Errors
    /// What the databases say; the file is then not to be used.
    pub async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        if let Pools::Sqlite { readers, .. } = &self.pools {
            return vacuum(readers, file).await;
        }
        copy_file(&mut self.read().await?, file).await.map(|_| ())
    }
}

/// Copies what a snapshot sees into a new SQLite file.
async fn copy_file(from: &mut Tx, file: &Path) -> Result<i64, StoreError> {
    let version = version(from).await?;
    private::make_file(file).map_err(sqlx::Error::Io)?;
    let pool = sqlite(file, true).await?;
    let mut to = Tx::Sqlite(pool.begin_with(dialect::SQLITE_WRITE).await?);
    to.migrate(&dialect::migrator_until(version)).await?;
    let tables = tables(&mut to).await?;
    copy(&tables, from, &mut to).await?;
    to.commit().await?;
    pool.close().await;
    Ok(version)
}

/// Copies a file of [`Place::copy_out`] into an empty database of PostgreSQL, in one transaction.
///
/// # Errors
/// [`StoreError::NotEmpty`] when there is a table already; what the databases say, with nothing kept.
pub async fn copy_in(file: &Path, address: &str) -> Result<(), StoreError> {
    const TABLES: &str =
        "select count(*) from information_schema.tables where table_schema = current_schema()";
    let mut from = Tx::Sqlite(sqlite(file, false).await?.begin().await?);
    let version = version(&mut from).await?;
    let pool = connect_postgres(address).await?;
    let mut to = begin_postgres(&pool, dialect::POSTGRES_WRITE).await?;
    if to.fetch_first(TABLES, &[]).await?.map_or(Ok(0), |row| row.whole(0))? > 0 {
        return Err(StoreError::NotEmpty(address.to_owned()));
    }
    to.migrate(&dialect::migrator_until(version)).await?;
    // The names are ours and not those of the file, which anybody may have written.
    let tables = tables_of(version).await?;
    copy(&tables, &mut from, &mut to).await?;
    to.commit().await?;
    pool.close().await;
    Ok(())
}

impl Tx {
    /// Brings the tables up to where a migrator goes, all of it in this transaction.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the tables are newer than what the migrator knows; what the database says.
    pub(super) async fn migrate(&mut self, migrator: &Migrator) -> Result<(), StoreError> {
        match self {
            Tx::Sqlite(tx) => migrator.run(&mut **tx).await?,
            Tx::Postgres(tx) => migrator.run(&mut **tx).await?,
        }
        Ok(())
    }

    /// Rows of a statement that was put together here.
    async fn fetch_made(&mut self, sql: String) -> Result<Vec<Row>, StoreError> {
        self.fetch_text(AssertSqlSafe(sql).into_sql_str(), &[]).await
    }
}

/// The last migration that a store has seen.
async fn version(tx: &mut Tx) -> Result<i64, StoreError> {
    const LAST: &str = "select max(version) from _sqlx_migrations where success";
    let last = match tx.fetch_first(LAST, &[]).await {
        Ok(row) => row.map_or(Ok(None), |row| row.maybe_whole(0))?,
        Err(StoreError::Database(sqlx::Error::Database(_))) => None,
        Err(refusal) => return Err(refusal),
    };
    let store = last.ok_or(StoreError::NoStore)?;
    let program = dialect::newest();
    if store > program { Err(StoreError::Newer { store, program }) } else { Ok(store) }
}

/// A pool of one connection to a SQLite file; to one that is there it only reads.
async fn sqlite(file: &Path, make: bool) -> Result<Pool<Sqlite>, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(make);
    let options = options.foreign_keys(true).read_only(!make);
    Ok(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?)
}

/// Connections that only read a SQLite file, from end to end: its pages are looked at where they lie instead of being copied.
async fn sqlite_readers(file: &Path) -> Result<Pool<Sqlite>, StoreError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let options = options.pragma("mmap_size", MAPPED_BYTES).row_buffer_size(ROWS_AHEAD);
    Ok(SqlitePoolOptions::new().max_connections(READERS).connect_with(options).await?)
}

async fn vacuum_into(file: &Path, copy: &Path) -> Result<(), StoreError> {
    let pool = sqlite(file, false).await?;
    vacuum(&pool, copy).await?;
    pool.close().await;
    Ok(())
}

async fn vacuum(pool: &Pool<Sqlite>, copy: &Path) -> Result<(), StoreError> {
    private::make_file(copy).map_err(sqlx::Error::Io)?;
    let copy = copy.to_str().ok_or_else(|| {
        StoreError::Unreadable(format!("the path `{}` is not UTF-8", copy.display()))
    })?;
    sqlx::query("vacuum into $1").bind(copy).execute(pool).await?;
    Ok(())
}

async fn try_on_copy(file: &Path, trial: &Path) -> Result<(), StoreError> {
    vacuum_into(file, trial).await?;
    let pool = sqlite(trial, true).await?;
    let mut tx = Tx::Sqlite(pool.begin_with(dialect::SQLITE_WRITE).await?);
    let tried = tx.migrate(&dialect::migrator()).await;
    drop(tx);
    pool.close().await;
    tried
}

fn remove(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(refusal) if refusal.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::Database(sqlx::Error::Io(refusal)))
        }
        _ => Ok(()),
    }
}

/// A table of ours, with what its columns hold.
struct Table {
    name: String,
    columns: Vec<(String, Holds)>,
}

#[derive(Clone, Copy)]
enum Holds {
    Text,
    Whole,
    Flag,
}

/// The tables of a version.
async fn tables_of(version: i64) -> Result<Vec<Table>, StoreError> {
    let pool = sqlite(Path::new(":memory:"), true).await?;
    let mut tx = Tx::Sqlite(pool.begin().await?);
    tx.migrate(&dialect::migrator_until(version)).await?;
    tables(&mut tx).await
}

/// The tables of a SQLite file, in the order in which they were made.
async fn tables(tx: &mut Tx) -> Result<Vec<Table>, StoreError> {
    const TABLES: &str = "
        select name
        from sqlite_master
        where type = 'table' and name not like 'sqlite~_%' escape '~' and name <> '_sqlx_migrations'
        order by rowid";
    const COLUMNS: &str = "select name, type from pragma_table_info($1) order by cid";
    let mut tables = Vec::new();
    for row in tx.fetch(TABLES, &[]).await? {
        let name = row.text(0)?;
        let rows = tx.fetch(COLUMNS, &[name.as_str().into()]).await?;
        let columns = rows.iter().map(|row| Ok((row.text(0)?, holds(&row.text(1)?)?)));
        let columns = columns.collect::<Result<_, StoreError>>()?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

fn holds(kind: &str) -> Result<Holds, StoreError> {
    match kind.to_ascii_lowercase().as_str() {
        "text" => Ok(Holds::Text),
        "bigint" => Ok(Holds::Whole),
        "boolean" => Ok(Holds::Flag),
        other => Err(StoreError::Unreadable(format!("a column of type {other}"))),
    }
}

async fn copy(tables: &[Table], from: &mut Tx, to: &mut Tx) -> Result<(), StoreError> {
    for table in tables.iter().rev() {
        // Migrations may have brought rows of their own; the copy has those of the original.
        to.execute_text(AssertSqlSafe(format!("delete from {}", table.name)).into_sql_str(), &[])
            .await?;
    }
    for table in tables {
        table.copy(from, to).await?;
    }
    Ok(())
}

impl Table {
    async fn copy(&self, from: &mut Tx, to: &mut Tx) -> Result<(), StoreError> {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let select = format!("select {} from {}", columns.join(", "), self.name);
        if let Tx::Postgres(_) = from {
            // A cursor of its own name: what a statement answers is remembered by its text.
            let cursor = format!("declare copied_{} no scroll cursor for {select}", self.name);
            from.execute_text(AssertSqlSafe(cursor).into_sql_str(), &[]).await?;
        }
        let mut after = 0;
        loop {
            let rows = match from {
                Tx::Postgres(_) => {
                    from.fetch_made(format!("fetch {CHUNK} from copied_{}", self.name)).await?
                }
                Tx::Sqlite(_) => {
                    let part = format!(
                        "select {}, rowid from {} where rowid > {after} order by rowid limit {CHUNK}",
                        columns.join(", "),
                        self.name
                    );
                    let rows = from.fetch_made(part).await?;
                    after = rows.last().map_or(Ok(after), |row| row.whole(columns.len()))?;
                    rows
                }
            };
            if rows.is_empty() {
                break;
            }
            let values: Vec<Vec<Value>> =
                rows.iter().map(|row| self.values(row)).collect::<Result<_, _>>()?;
            let statement = dialect::insert_statement(to, &self.name, &columns, values.len());
            let binds: Vec<Value> = values.into_iter().flatten().collect();
            to.execute_text(statement, &binds).await?;
        }
        if let Tx::Postgres(_) = from {
            let close = format!("close copied_{}", self.name);
            from.execute_text(AssertSqlSafe(close).into_sql_str(), &[]).await?;
        }
        Ok(())
    }

    fn values(&self, row: &Row) -> Result<Vec<Value>, StoreError> {
        let value = |(place, (_, holds)): (usize, &(String, Holds))| {
            Ok(match holds {
                Holds::Text => Value::MaybeText(row.maybe_text(place)?),
                Holds::Whole => Value::MaybeWhole(row.maybe_whole(place)?),
                Holds::Flag => Value::Bool(row.yes(place)?),
            })
        };
        self.columns.iter().enumerate().map(value).collect()
    }
}
