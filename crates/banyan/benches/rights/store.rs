//! SQL of the benchmark: a table like that of reports, rows in bulk, and what PostgreSQL says it visited.

use banyan::store::{Row, Shelf, Store, StoreError, Tx, Value, Window};
use banyan_core::access::Key;

/// Rows of one statement's table.
type Bulk = Vec<Vec<Value>>;

/// A table like that of reports: there is none in the product yet, its keys are filed as those of acts are.
pub(super) async fn make_reports(store: &Store) -> Result<(), StoreError> {
    const TABLES: [&str; 2] = [
        "create table bench_report (
            id text primary key, unit text not null, regime text not null, at bigint not null, state text not null)",
        "create table bench_report_key (
            filed_key text not null, at bigint not null, report text not null references bench_report (id),
            primary key (filed_key, at, report))",
    ];
    let work = store.write(|tx| {
        Box::pin(async move {
            for table in TABLES {
                tx.execute(table, &[]).await?;
            }
            Ok(())
        })
    });
    work.await
}

/// Writes acts and reports with the keys of both, in one transaction.
pub(super) async fn fill(
    store: &Store,
    acts: Bulk,
    reports: Bulk,
    act_keys: Bulk,
    report_keys: Bulk,
) -> Result<(), StoreError> {
    let all = [
        ("act", &["id", "at", "actor", "verb", "subject", "content", "salt"][..], acts),
        ("bench_report", &["id", "unit", "regime", "at", "state"], reports),
        ("act_key", &["filed_key", "at", "act"], act_keys),
        ("bench_report_key", &["filed_key", "at", "report"], report_keys),
    ];
    let work = store.write(|tx| {
        let all = all.clone();
        Box::pin(async move {
            for (table, columns, rows) in &all {
                tx.insert_all(table, columns, rows).await?;
            }
            Ok(())
        })
    });
    work.await
}

/// Tells the database how much it holds, as it finds out by itself over time.
pub(super) async fn analyze(store: &Store) -> Result<(), StoreError> {
    store.write(|tx| Box::pin(async move { tx.execute("analyze", &[]).await.map(|_| ()) })).await
}

/// A page of reports that are filed under one of the keys.
pub(super) async fn list_reports(
    tx: &mut Tx,
    keys: &[Key],
    until: i64,
    most: i64,
) -> Result<Vec<Row>, StoreError> {
    const SHELF: Shelf = Shelf { table: "bench_report_key", id: "report", test: "" };
    const FOUND: &str = "
        select bench_report.id, bench_report.unit, bench_report.regime, bench_report.at, bench_report.state
        from found
        cross join bench_report
        where bench_report.id = found.id
        order by found.at desc, found.id desc";
    let keys: Vec<Value> = keys.iter().map(|key| key.as_str().into()).collect();
    let window = Window { from: i64::MIN, until, before: "", most };
    tx.fetch_filed(SHELF, &keys, window, &[], FOUND).await
}

/// The entries of our tables and indexes that PostgreSQL has read and fetched in this transaction, and in those before it on the
/// connection that it has not told the others of yet.
pub(super) async fn visited(tx: &mut Tx) -> Result<i64, StoreError> {
    const VISITED: &str = "
        select coalesce(sum(pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_tuples_fetched(oid)), 0)::bigint
        from pg_class
        where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace";
    tx.fetch_first(VISITED, &[]).await?.map_or(Ok(0), |row| row.whole(0))
}
