//! The database: one pool for SQLite or PostgreSQL, transactions, and rows that slices read by column number.
//!
//! It knows no table of any slice. SQL is one portable text with `$1` placeholders; the little that differs between
//! the two engines stands in `dialect`. Writing transactions are serializable and run again on a conflict.

mod dialect;
mod keep;
pub mod private;
pub use dialect::{create_database, newest};
pub use keep::{Place, Versions, copy_in};

mod bulk;
pub use bulk::RowMaker;

mod counted;
pub use counted::counting;

mod filed;
pub use filed::{Shelf, Window};

mod listed;
mod packed;
pub use packed::{Packed, PackedRow};

mod removed;
mod tables;
mod value;
pub use value::{Row, Value};

mod versions;

mod writer;
pub use writer::Grouping;
use writer::{Begin, Writer};

#[cfg(test)]
pub(crate) mod tests;

use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Pool, Postgres, Sqlite};

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error("the tables could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
    #[error(
        "the store is of version {store} and this program knows versions up to {program}: run the newer program, or restore a backup made before the upgrade"
    )]
    Newer { store: i64, program: i64 },
    #[error(
        "the store is of version {store} and this program reads version {program}: use the program that wrote it, or upgrade a copy first"
    )]
    Older { store: i64, program: i64 },
    #[error("there are no tables of Banyan")]
    NoStore,
    #[error("`{0}` has tables already; restore into an empty database")]
    NotEmpty(String),
    #[error(
        "the database sorts text by `{0}`, not by bytes; make one with: createdb --template=template0 --locale=C.UTF-8 --encoding=UTF8 NAME"
    )]
    Collation(String),
    #[error("`{0}` is no address of a database; write sqlite:FILE or postgres://USER@HOST/NAME")]
    Address(String),
    #[error("a stored value cannot be read: {0}")]
    Unreadable(String),
    #[error("the same rows were changed at the same time, {0} times in a row")]
    Contended(u32),
    #[error("what was written together could not be kept: {0}")]
    NotKept(Arc<StoreError>),
    /// A second sending of one call that does not say what the first one said.
    #[error("under the id `{0}` something else is recorded already; another act needs another id")]
    OtherContent(String),
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(refusal: sqlx::migrate::MigrateError) -> StoreError {
        match refusal {
            sqlx::migrate::MigrateError::VersionMissing(store) => {
                StoreError::Newer { store, program: dialect::newest() }
            }
            other => StoreError::Migration(other),
        }
    }
}

/// What a write answers with when it is over.
pub type Work<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// A store that is open and whose tables are up to date.
#[derive(Clone, Debug)]
pub struct Store {
    pools: Pools,
}

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { writer: Writer, connection: Pool<Sqlite>, readers: Pool<Sqlite> },
    Postgres { writer: Writer, pool: Pool<Postgres> },
}

/// A transaction on either engine.
#[derive(Debug)]
pub enum Tx {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// The file of an embedded database within its folder.
pub const FILE: &str = "banyan.db";

/// Rows that a reader of SQLite may be ahead of who reads them: with few, the two threads wait for each other at every step.
const ROWS_AHEAD: usize = 1000;
/// How often a write is run again before it gives up. Within one program verbs take turns; conflicts come from other programs
/// on the same database.
const TRIES_MAX: u32 = 12;
/// The pause before the second try at most; it doubles with every try, and is cut short by chance so that two programs do not
/// meet again.
const PAUSE_MAX: Duration = Duration::from_millis(4);

impl Store {
    /// Opens the store of a place, making it when it is missing.
    ///
    /// # Errors
    /// Those of [`Store::open_folder`] and [`Store::open_address`].
    pub async fn open(place: &Place) -> Result<Store, StoreError> {
        match place {
            Place::Folder(folder) => Store::open_folder(folder).await,
            Place::Address(address) => Store::open_address(address).await,
        }
    }

    /// Opens `banyan.db` in a folder, making both when they are missing.
    ///
    /// # Errors
    /// When the file cannot be opened or belongs to a newer version.
    pub async fn open_folder(folder: &Path) -> Result<Store, StoreError> {
        Store::open_folder_grouping(folder, Grouping::default()).await
    }

    /// The same, with verbs grouped otherwise than is usual.
    ///
    /// # Errors
    /// When the file cannot be opened or belongs to a newer version.
    pub async fn open_folder_grouping(
        folder: &Path,
        grouping: Grouping,
    ) -> Result<Store, StoreError> {
        let file = folder.join(FILE);
        // What stands beside it gets the permissions of the file itself.
        private::make_file(&file).map_err(sqlx::Error::Io)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        // SQLite has one writer; a second connection would only wait for the first.
        let connection =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.read_only(true).row_buffer_size(ROWS_AHEAD))
            .await?;
        let mut upgrade = Tx::Sqlite(connection.begin_with(dialect::SQLITE_WRITE).await?);
        upgrade.migrate(&dialect::migrator()).await?;
        upgrade.commit().await?;
        let writer = Writer::over(Begin::Sqlite(connection.clone()), grouping);
        Ok(Store { pools: Pools::Sqlite { writer, connection, readers } })
    }

    /// Opens a database by its address: `postgres://…`, or `sqlite:FOLDER`.
    ///
    /// # Errors
    /// When it cannot be reached, sorts text otherwise than by bytes, or belongs to a newer version.
    pub async fn open_address(address: &str) -> Result<Store, StoreError> {
        Store::open_address_grouping(address, Grouping::default()).await
    }

    /// The same, with verbs grouped otherwise than is usual.
    ///
    /// # Errors
    /// When it cannot be reached, sorts text otherwise than by bytes, or belongs to a newer version.
    pub async fn open_address_grouping(
        address: &str,
        grouping: Grouping,
    ) -> Result<Store, StoreError> {
        if let Some(folder) = address.strip_prefix("sqlite:") {
            let folder = Path::new(folder.trim_start_matches("//"));
            return Store::open_folder_grouping(folder, grouping).await;
        }
        let pool = connect_postgres(address).await?;
        let mut upgrade = begin_postgres(&pool, dialect::POSTGRES_WRITE).await?;
        upgrade.migrate(&dialect::migrator()).await?;
        upgrade.commit().await?;
        let writer = Writer::over(Begin::Postgres(pool.clone()), grouping);
        Ok(Store { pools: Pools::Postgres { writer, pool } })
    }

    /// A read-only snapshot: every question in it sees the same moment.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Pools::Postgres { pool, .. } => begin_postgres(pool, dialect::POSTGRES_READ).await?,
        })
    }

    /// Runs `work` in one serializable transaction and answers when that is committed; after a conflict it is run again, whole.
    /// Verbs that wait at the same time share a transaction, each with a savepoint of its own.
    ///
    /// # Errors
    /// What `work` returned, with everything undone; or the store's own failure.
    pub async fn write<T, E>(
        &self,
        mut work: impl for<'t> FnMut(&'t mut Tx) -> Work<'t, T, E> + Send,
    ) -> Result<T, E>
    where
        E: From<StoreError> + dialect::Conflict,
    {
        let (Pools::Sqlite { writer, .. } | Pools::Postgres { writer, .. }) = &self.pools;
        for tries in 0..TRIES_MAX {
            match writer.write(&mut work).await {
                Err(refusal) if refusal.conflict() => {
                    if tries + 1 < TRIES_MAX {
                        tokio::time::sleep(pause(tries)).await;
                    }
                }
                done => return done,
            }
        }
        Err(StoreError::Contended(TRIES_MAX).into())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().await?.fetch("select 1", &[]).await.map(|_| ())
    }

    /// Closes every connection after what they are doing is done.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { connection, readers, .. } => {
                readers.close().await;
                connection.close().await;
            }
            Pools::Postgres { pool, .. } => pool.close().await,
        }
    }
}

pub use dialect::Conflict;

/// Connects to a database of PostgreSQL that sorts as we do.
async fn connect_postgres(address: &str) -> Result<Pool<Postgres>, StoreError> {
    if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
        return Err(StoreError::Address(address.to_owned()));
    }
    let pool = sqlx::postgres::PgPoolOptions::new().max_connections(8).connect(address).await?;
    dialect::refuse_other_collations(&pool).await?;
    Ok(pool)
}

/// Begins in a task of its own, which ends even when nobody waits any longer: a call that is dropped halfway would give
/// its connection back with the transaction open, and the next one would go on in it.
async fn begin_postgres(pool: &Pool<Postgres>, how: &'static str) -> Result<Tx, StoreError> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(how).await });
    let begun = begun.await.map_err(|failed| StoreError::Unreadable(failed.to_string()))?;
    Ok(Tx::Postgres(begun?))
}

/// How long to wait after so many tries that met a conflict.
fn pause(tries: u32) -> Duration {
    let mut chance = [0_u8];
    // Without randomness the pause is the longest one.
    let part = getrandom::fill(&mut chance).map_or(256, |()| u32::from(chance[0]) + 1);
    PAUSE_MAX * 2_u32.pow(tries) * part / 256
}

impl Tx {
    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// What the database says.
    pub async fn execute(&mut self, sql: &'static str, binds: &[Value]) -> Result<u64, StoreError> {
        self.execute_text(sqlx::SqlSafeStr::into_sql_str(sql), binds).await
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch(
        &mut self,
        sql: &'static str,
        binds: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        self.fetch_text(sqlx::SqlSafeStr::into_sql_str(sql), binds).await
    }

    async fn fetch_text(
        &mut self,
        sql: sqlx::SqlStr,
        binds: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        counted::count();
        Ok(match self {
            Tx::Sqlite(tx) => {
                let query = binds.iter().cloned().fold(sqlx::query(sql), value::bind_sqlite);
                query.fetch_all(&mut **tx).await?.into_iter().map(Row::Sqlite).collect()
            }
            Tx::Postgres(tx) => {
                let query = binds.iter().cloned().fold(sqlx::query(sql), value::bind_postgres);
                query.fetch_all(&mut **tx).await?.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// What the database says.
    pub async fn fetch_first(
        &mut self,
        sql: &'static str,
        binds: &[Value],
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.fetch(sql, binds).await?.into_iter().next())
    }

    /// Inserts rows, many in a statement. Every row has one value a column.
    ///
    /// # Errors
    /// What the database says.
    pub async fn insert_all(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        rows: &[Vec<Value>],
    ) -> Result<(), StoreError> {
        for chunk in rows.chunks(dialect::ROWS_A_STATEMENT) {
            let statement = dialect::insert_statement(self, table, columns, chunk.len());
            let binds: Vec<Value> = chunk.iter().flatten().cloned().collect();
            self.execute_text(statement, &binds).await?;
        }
        Ok(())
    }

    async fn execute_text(
        &mut self,
        sql: sqlx::SqlStr,
        binds: &[Value],
    ) -> Result<u64, StoreError> {
        self.execute_owned(sql, binds.to_vec()).await
    }

    async fn execute_owned(
        &mut self,
        sql: sqlx::SqlStr,
        binds: Vec<Value>,
    ) -> Result<u64, StoreError> {
        counted::count();
        Ok(match self {
            Tx::Sqlite(tx) => {
                let query = binds.into_iter().fold(sqlx::query(sql), value::bind_sqlite);
                query.execute(&mut **tx).await?.rows_affected()
            }
            Tx::Postgres(tx) => {
                let query = binds.into_iter().fold(sqlx::query(sql), value::bind_postgres);
                query.execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    async fn commit(self) -> Result<(), StoreError> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
