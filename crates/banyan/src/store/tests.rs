//! The store on both engines: the same SQL, the same answers. PostgreSQL is used where `BANYAN_TEST_PG` names a server;
//! without it the tests say so in one line, and under CI its absence fails.

mod filed;
mod writer;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{Conflict, Grouping, Place, Store, StoreError, Value};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A name that no other test of any run uses.
fn fresh_name() -> String {
    format!("banyan_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A folder of the test's own, which is not there yet.
pub(crate) fn fresh_folder() -> PathBuf {
    std::env::temp_dir().join(fresh_name())
}

/// An empty store on SQLite.
pub(crate) async fn sqlite() -> Store {
    Store::open_folder(&made_folder()).await.unwrap()
}

fn made_folder() -> PathBuf {
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[expect(clippy::disallowed_methods, reason = "the harness finds its server in the environment")]
fn server() -> Option<String> {
    let server = std::env::var("BANYAN_TEST_PG").ok();
    if server.is_none() {
        assert!(
            std::env::var("CI").is_err(),
            "BANYAN_TEST_PG names no PostgreSQL, and CI tests both databases"
        );
    }
    server
}

/// The address of a new, empty database on PostgreSQL; `None` where no server is named.
pub(crate) async fn address() -> Option<String> {
    Some(super::create_database(&server()?, &fresh_name()).await.unwrap())
}

/// A database on PostgreSQL with what a dump says; `None` where no server is named.
pub(crate) async fn address_with(dump: &str) -> Option<String> {
    let address = address().await?;
    let mut own = PgConnection::connect(&address).await.unwrap();
    // Lines that begin so are for the client that reads dumps.
    let lines = dump.lines().filter(|line| !line.starts_with('\\'));
    let text = lines.collect::<Vec<_>>().join("\n");
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut own).await.unwrap();
    own.close().await.unwrap();
    Some(address)
}

/// Runs statements on a folder's database as somebody who owns the file can: nothing of ours looks on.
pub(crate) async fn change_behind(folder: &std::path::Path, statements: &[String]) {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(folder.join("banyan.db"))
        .foreign_keys(false);
    let mut own = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    for statement in statements {
        let done = sqlx::query(AssertSqlSafe(statement.clone())).execute(&mut own).await;
        done.unwrap_or_else(|refusal| panic!("{statement}: {refusal}"));
    }
    own.close().await.unwrap();
}

/// Every engine that is there.
pub(crate) async fn stores() -> Vec<Store> {
    stores_grouping(Grouping::default()).await
}

/// The same, with verbs grouped otherwise than is usual.
async fn stores_grouping(grouping: Grouping) -> Vec<Store> {
    let mut stores = vec![Store::open_folder_grouping(&made_folder(), grouping).await.unwrap()];
    match address().await {
        Some(address) => {
            stores.push(Store::open_address_grouping(&address, grouping).await.unwrap());
        }
        None => left_out(),
    }
    stores
}

/// A store on every engine that is there, with tables as a version of the program makes them; a later version than ours has
/// one migration more.
pub(crate) async fn store_of_version(version: i64) -> Vec<Place> {
    let mut migrator = super::dialect::migrator_until(version);
    if version > super::newest() {
        let sql = sqlx::SqlSafeStr::into_sql_str("select 1");
        let kind = sqlx::migrate::MigrationType::Simple;
        let later = sqlx::migrate::Migration::new(version, "later".into(), kind, sql, false);
        migrator.migrations.to_mut().push(later);
    }
    let folder = made_folder();
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join(super::FILE));
    let mut own =
        sqlx::SqliteConnection::connect_with(&file.create_if_missing(true)).await.unwrap();
    migrator.run(&mut own).await.unwrap();
    own.close().await.unwrap();
    let mut places = vec![Place::Folder(folder)];
    if let Some(address) = address().await {
        let mut own = PgConnection::connect(&address).await.unwrap();
        migrator.run(&mut own).await.unwrap();
        own.close().await.unwrap();
        places.push(Place::Address(address));
    }
    places
}

#[expect(clippy::print_stderr, reason = "one line for the person who runs the tests")]
fn left_out() {
    static SAID: std::sync::Once = std::sync::Once::new();
    SAID.call_once(|| {
        eprintln!("store tests: PostgreSQL left out, BANYAN_TEST_PG names no server")
    });
}

/// The tables of the class fact as the migrations make and widen them, each with its columns.
pub(crate) fn migrated_facts() -> Vec<(String, Vec<String>)> {
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    let (mut fact, mut inside) = (false, false);
    for line in super::dialect::migration_texts().iter().flat_map(|text| text.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let word = words.first().copied().unwrap_or_default();
        if let ["alter", "table", name, "add", "column", column, ..] = words[..]
            && let Some((_, columns)) = tables.iter_mut().find(|(own, _)| own == name)
        {
            columns.push(column.to_owned());
        }
        if let ["drop", "table", name] = words[..] {
            tables.retain(|(own, _)| own != name.trim_end_matches(';'));
        }
        if let ["alter", "table", name, "rename", "to", next] = words[..]
            && let Some((own, _)) = tables.iter_mut().find(|(own, _)| own == name)
        {
            next.trim_end_matches(';').clone_into(own);
        }
        if let Some(class) = line.strip_prefix("-- class:") {
            fact = class.trim() == "fact";
        } else if let Some(rest) = line.strip_prefix("create table ").filter(|_| fact) {
            tables.push((rest.trim_end_matches(" (").to_owned(), Vec::new()));
            inside = true;
        } else if word.starts_with(')') {
            inside = false;
        } else if inside && !word.is_empty() && word != "primary" {
            tables.last_mut().unwrap().1.push(word.to_owned());
        }
    }
    tables
}

const INSERT: &str =
    "insert into draft (id, made_at, source, text, items) values ($1, $2, $3, $4, $5)";

fn draft(id: &str, made_at: i64) -> [Value; 5] {
    [id.into(), made_at.into(), "".into(), "Hòa".into(), "[]".into()]
}

#[tokio::test]
async fn what_is_written_is_read_back() {
    for store in stores().await {
        store
            .write(|tx| Box::pin(async move { tx.execute(INSERT, &draft("a", 7)).await }))
            .await
            .unwrap();
        let mut tx = store.read().await.unwrap();
        let row = tx
            .fetch_first("select id, made_at, text, adopted_as from draft", &[])
            .await
            .unwrap()
            .unwrap();
        assert_eq!((row.text(0).unwrap(), row.whole(1).unwrap()), ("a".to_owned(), 7));
        assert_eq!((row.text(2).unwrap(), row.maybe_text(3).unwrap()), ("Hòa".to_owned(), None));
    }
}

#[tokio::test]
async fn refused_work_leaves_nothing_behind() {
    for store in stores().await {
        let done: Result<(), StoreError> = store
            .write(|tx| {
                Box::pin(async move {
                    tx.execute(INSERT, &draft("a", 1)).await?;
                    Err(StoreError::Unreadable("the verb refuses".to_owned()))
                })
            })
            .await;
        assert!(matches!(done, Err(StoreError::Unreadable(_))));
        let rows = store.read().await.unwrap().fetch("select id from draft", &[]).await.unwrap();
        assert!(rows.is_empty());
    }
}

#[tokio::test]
async fn many_rows_go_in_at_once() {
    for store in stores().await {
        let rows: Vec<Vec<Value>> =
            (0..2500).map(|number| draft(&format!("{number:05}"), number).to_vec()).collect();
        store
            .write(|tx| {
                let rows = rows.clone();
                Box::pin(async move {
                    tx.insert_all("draft", &["id", "made_at", "source", "text", "items"], &rows)
                        .await
                })
            })
            .await
            .unwrap();
        let row = store
            .read()
            .await
            .unwrap()
            .fetch_first("select count(*) from draft", &[])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.whole(0).unwrap(), 2500);
    }
}

#[tokio::test]
async fn readers_see_one_moment() {
    for store in stores().await {
        let mut reader = store.read().await.unwrap();
        assert!(reader.fetch("select id from draft", &[]).await.unwrap().is_empty());
        store
            .write(|tx| Box::pin(async move { tx.execute(INSERT, &draft("a", 1)).await }))
            .await
            .unwrap();
        assert!(
            reader.fetch("select id from draft", &[]).await.unwrap().is_empty(),
            "the snapshot moved"
        );
    }
}

#[tokio::test]
async fn call_that_is_dropped_halfway_leaves_no_transaction_open() {
    for store in stores().await {
        for turns in 0..30 {
            let turns = async {
                for _ in 0..turns {
                    tokio::task::yield_now().await;
                }
            };
            let reading = async { store.read().await?.fetch("select id from draft", &[]).await };
            tokio::select! { biased; read = reading => { read.unwrap(); } () = turns => {} }
            let id = format!("after {}", fresh_name());
            let write = store.write(|tx| {
                let id = id.clone();
                Box::pin(async move { tx.execute(INSERT, &draft(&id, 1)).await })
            });
            let written: Result<u64, StoreError> = write.await;
            assert_eq!(written.unwrap(), 1);
        }
    }
}

#[tokio::test]
async fn text_is_ordered_by_its_bytes() {
    for store in stores().await {
        for id in ["b", "B", "đ", "a"] {
            store
                .write(|tx| Box::pin(async move { tx.execute(INSERT, &draft(id, 1)).await }))
                .await
                .unwrap();
        }
        let rows = store
            .read()
            .await
            .unwrap()
            .fetch("select id from draft order by id", &[])
            .await
            .unwrap();
        let ids: Vec<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(ids, ["B", "a", "b", "đ"]);
    }
}

#[tokio::test]
async fn address_of_another_kind_is_refused() {
    let refusal = Store::open_address("mysql://here").await.unwrap_err();
    assert!(refusal.to_string().contains("mysql://here"));
    assert!(!refusal.conflict());
}

#[tokio::test]
async fn store_of_an_earlier_version_opens_and_keeps_its_rows() {
    const ROWS: [&str; 3] = [
        "insert into act (id, at, actor, verb, subject) values ('a', 1, 'p', 'record_directive', 'D')",
        "insert into directive (id, document, act) values ('D', '{}', 'a')",
        "insert into definition (kind, code, version, directive, document, act)
         values ('task', 'D-K01', 1, 'D', '{}', 'a')",
    ];
    let places = store_of_version(2).await;
    let Place::Folder(folder) = &places[0] else { panic!("a folder comes first") };
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join(super::FILE));
    let mut own = sqlx::SqliteConnection::connect_with(&file).await.unwrap();
    for row in ROWS {
        sqlx::query(row).execute(&mut own).await.unwrap();
    }
    own.close().await.unwrap();
    let store = Store::open_folder(folder).await.unwrap();
    let mut tx = store.read().await.unwrap();
    let rows = tx.fetch("select code, ended from definition order by code", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].text(0).unwrap().as_str(), rows[0].yes(1).unwrap()), ("D-K01", false));
}
