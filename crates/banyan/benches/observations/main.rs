//! The import of a file of observations beside the database's own loader, on SQLite and, where `BANYAN_TEST_PG` names a server, on
//! PostgreSQL. Both put the same rows into the same table with the same keys and commit them durably. The import also reads the file,
//! checks every line against network and definitions, looks up what stands already, and names the root of the tree over the rows in its
//! act. The rival on SQLite is `.import` of its shell, one prepared statement in one transaction, and on PostgreSQL `COPY`, both from
//! text that is ready. `BANYAN_TEST_ROWS` says how many rows; 100,000 without it.
//!
//!     BANYAN_TEST_ROWS=1000000 cargo bench -p banyan --bench observations

mod store;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use banyan::content::{self, Changes, Source};
use banyan::jobs::machine_clock;
use banyan::ledger::{Call, file_hash};
use banyan::observations::{Imported, Importing, import, read_file};
use banyan::router::Caches;
use banyan::store::{Store, create_database};
use banyan::web::{Actor, Clock, Mandate, Progress, Refusal, Site};
use banyan_core::form::Notation;
use banyan_core::observation::Entered;
use banyan_core::words::Day;
use sqlx::{Connection, Executor};

const ROWS: usize = 100_000;
/// Times that both are measured; the middle one counts.
const ROUNDS: usize = 3;

fn main() -> anyhow::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark is told by the environment")]
    let (rows, server) = (std::env::var("BANYAN_TEST_ROWS"), std::env::var("BANYAN_TEST_PG"));
    let rows = rows.map_or(Ok(ROWS), |rows| rows.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let folder = std::env::temp_dir().join(format!("banyan-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = runtime.block_on(async {
        on_sqlite(&folder, rows).await?;
        match server {
            Ok(server) => on_postgres(&server, rows).await,
            Err(_) => {
                show("PostgreSQL: BANYAN_TEST_PG names no server");
                Ok(())
            }
        }
    });
    std::fs::remove_dir_all(&folder).context("the folder of the benchmark stays")?;
    measured
}

#[expect(clippy::print_stdout, reason = "the answer of the benchmark")]
fn show(line: &str) {
    println!("{line}");
}

/// What is imported, and the site that it is imported into: the built-in content, adopted.
struct Ground {
    store: Store,
    caches: Caches,
    today: Day,
}

async fn ground(store: Store) -> anyhow::Result<Ground> {
    let today = Day::new(2026, 1, 1).context("the day of the benchmark")?;
    let clock = Clock::starting(today, 420);
    let site = Site { store: store.clone(), clock, progress: Progress::default() };
    let caches = content::caches(&Source::BuiltIn)?;
    content::adopt(&Source::BuiltIn, &site, &caches, Changes::Leave).await?;
    Ok(Ground { store, caches, today })
}

impl Ground {
    /// A file of so many lines: communes of today, months from July 2025 on, indicators and cells.
    fn file(&self, rows: usize) -> anyhow::Result<String> {
        let (network, known) = (self.caches.networks.network(), self.caches.catalogue.known(None));
        let tree = self.caches.networks.tree_on(self.today, None)?;
        let units = tree.places().iter().filter(|place| place.open);
        let codes: Vec<&str> = units
            .filter_map(|place| network.version_on(place.unit, self.today, None))
            .map(|version| version.code.as_str())
            .collect();
        let codes: Vec<&str> = codes.into_iter().filter(|code| code.len() == 5).collect();
        let indicators: Vec<&str> = known
            .entries()
            .flat_map(|entry| &entry.document.indicator)
            .map(|own| own.code.as_str())
            .collect();
        let mut text = String::from("indicator,cell,unit,period,method,value\n");
        let mut written = 0;
        for cell in 0.. {
            for month in 7..=12 {
                for indicator in &indicators {
                    for code in &codes {
                        if written == rows {
                            return Ok(text);
                        }
                        let value = written % 90 + 10;
                        writeln!(text, "{indicator},c{cell},{code},2025-{month:02},,{value}")?;
                        written += 1;
                    }
                }
            }
        }
        Ok(text)
    }

    fn read(&self, text: &str) -> anyhow::Result<(Vec<Entered>, String)> {
        let (known, network) = (self.caches.catalogue.known(None), self.caches.networks.network());
        let how = (Notation::Unstated, self.today);
        read_file(text.as_bytes(), &known, &network, how, |_| ()).context("the file")
    }

    /// From the bytes of the file to the commit.
    async fn import(&self, text: &str) -> anyhow::Result<(Duration, Duration)> {
        let started = Instant::now();
        let (values, subject) = self.read(text)?;
        let checked = started.elapsed();
        let file = Importing {
            name: "bench.csv".to_owned(),
            hash: file_hash(text.as_bytes()),
            reason: String::new(),
            subject,
            values: Arc::new(values),
        };
        let call = Call::new(Actor::LocalPlanner, machine_clock())?;
        let work = self.store.write(|tx| {
            let (call, file) = (call.clone(), file.clone());
            Box::pin(async move { import(tx, &call, &[Mandate::Program], &file).await })
        });
        let done: Result<Imported, Refusal> = work.await;
        let done = done?;
        anyhow::ensure!(done.new == file.values.len(), "{} of them were new", done.new);
        Ok((started.elapsed(), checked))
    }
}

async fn on_sqlite(folder: &Path, rows: usize) -> anyhow::Result<()> {
    let ground = ground(Store::open_folder(folder).await?).await?;
    let text = ground.file(rows)?;
    let (database, ready) = (folder.join("banyan.db"), folder.join("ready.tsv"));
    std::fs::write(&ready, ready_rows(&ground.read(&text)?.0)?)?;
    shell(&database, &[store::ONE_ACT])?;
    let load = store::load(&ready);
    let mut timings = Timings::default();
    for _ in 0..ROUNDS {
        let started = Instant::now();
        shell(&database, &["pragma foreign_keys = on", ".mode tabs", &load])?;
        timings.rival.push(started.elapsed());
        let count = shell(&database, &[store::COUNT])?;
        anyhow::ensure!(count.trim() == rows.to_string(), "the rival wrote {count}");
        shell(&database, &[store::EMPTY])?;
        timings.add(ground.import(&text).await?);
        shell(&database, &[store::EMPTY])?;
    }
    ground.store.close().await;
    timings.show("SQLite", rows)
}

/// What the shell of SQLite answers.
fn shell(database: &Path, commands: &[&str]) -> anyhow::Result<String> {
    let mut shell = std::process::Command::new("sqlite3");
    let done = shell.arg("-bail").arg(database).args(commands).output();
    let done = done.context("the rival is the shell of SQLite, `sqlite3`")?;
    let said = String::from_utf8_lossy(&done.stderr);
    anyhow::ensure!(done.status.success(), "sqlite3: {said}");
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// The rows as both loaders read them, in the order of the table's columns.
fn ready_rows(values: &[Entered]) -> anyhow::Result<String> {
    let mut ready = String::new();
    for own in values {
        let (key, value) = (&own.key, own.value);
        writeln!(
            ready,
            "{}\t{}\t{}\t{}\t{}\t1\t{}\t{}\trival\trival",
            key.unit,
            key.indicator,
            key.cell,
            key.method,
            key.period,
            value.minor(),
            value.decimals()
        )?;
    }
    Ok(ready)
}

async fn on_postgres(server: &str, rows: usize) -> anyhow::Result<()> {
    let name = format!("banyan_bench_{}", std::process::id());
    let address = create_database(server, &name).await?;
    let ground = ground(Store::open_address(&address).await?).await?;
    let text = ground.file(rows)?;
    let ready = ready_rows(&ground.read(&text)?.0)?;
    let mut timings = Timings::default();
    let mut rival = sqlx::PgConnection::connect(&address).await?;
    rival.execute(store::ONE_ACT).await?;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let mut tx = rival.begin().await?;
        let mut copy = tx.copy_in_raw(store::COPY).await?;
        for part in ready.as_bytes().chunks(1 << 20) {
            copy.send(part).await?;
        }
        copy.finish().await?;
        tx.commit().await?;
        timings.rival.push(started.elapsed());
        rival.execute(store::TRUNCATE).await?;
        timings.add(ground.import(&text).await?);
        rival.execute(store::TRUNCATE).await?;
    }
    ground.store.close().await;
    rival.close().await?;
    let mut admin = sqlx::PgConnection::connect(server).await?;
    admin.execute(sqlx::AssertSqlSafe(store::drop_database(&name))).await?;
    timings.show("PostgreSQL", rows)
}

#[derive(Default)]
struct Timings {
    rival: Vec<Duration>,
    import: Vec<Duration>,
    /// Of the import, until every line was read and checked.
    checked: Vec<Duration>,
}

impl Timings {
    fn add(&mut self, (import, checked): (Duration, Duration)) {
        self.import.push(import);
        self.checked.push(checked);
    }

    fn show(mut self, database: &str, rows: usize) -> anyhow::Result<()> {
        let (rival, import) = (middle(&mut self.rival)?, middle(&mut self.import)?);
        let checked = middle(&mut self.checked)?;
        show(&format!("{database}, {rows} rows"));
        show(&format!("  its own loader: {:.2} s", rival.as_secs_f64()));
        show(&format!(
            "  import: {:.2} s, {:.2} s of it reading and checking",
            import.as_secs_f64(),
            checked.as_secs_f64()
        ));
        show(&format!("  ratio: {:.2}", import.as_secs_f64() / rival.as_secs_f64()));
        Ok(())
    }
}

fn middle(figures: &mut [Duration]) -> anyhow::Result<Duration> {
    figures.sort();
    figures.get(figures.len() / 2).copied().context("nothing was measured")
}
