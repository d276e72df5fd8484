//! Lists by rights over many acts and as many rows like reports, for a commune's focal point, a province's reviewer and the
//! administrator of the country: statements, rows visited, times. The acts are asked as the page of a unit's acts asks them; the reports by all
//! that the reader reaches. On SQLite, and on PostgreSQL where `BANYAN_TEST_PG` names one. `BANYAN_TEST_ACTS` says how many
//! acts; 100,000 without it.
//!
//!     BANYAN_TEST_ACTS=1000000 cargo bench -p banyan --bench rights

mod store;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use banyan::content::{self, Changes, Source};
use banyan::ledger::{self, Wanted};
use banyan::store::{Store, StoreError, Tx, Value, counting, create_database};
use banyan::web::{Clock, Progress, Site};
use banyan_core::access::{AccountId, Filed, Grant, GrantId, Key, Reach, Role, Sharing, Subject};
use banyan_core::unit::{Level, Network, Tree, UnitNo};
use banyan_core::words::{Day, Moment};

const ACTS: usize = 100_000;
/// Acts that are written in one transaction.
const TOGETHER: usize = 1000;
/// Pages of each kind in one run, each at another moment.
const PAGES: usize = 200;
/// An odd number, so that there is one in the middle.
const RUNS: usize = 5;
/// Rows of a page, and one to know whether there are more.
const MOST: usize = 50;

fn main() -> anyhow::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark is told by the environment")]
    let (acts, server) = (std::env::var("BANYAN_TEST_ACTS"), std::env::var("BANYAN_TEST_PG"));
    let acts = acts.map_or(Ok(ACTS), |acts| acts.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let folder = std::env::temp_dir().join(format!("banyan-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = runtime.block_on(on_both(&folder, server.ok().as_deref(), acts));
    std::fs::remove_dir_all(&folder).context("the folder of the benchmark stays")?;
    measured
}

#[expect(clippy::print_stdout, reason = "the answer of the benchmark")]
fn show(line: &str) {
    println!("{line}");
}

async fn on_both(folder: &Path, server: Option<&str>, acts: usize) -> anyhow::Result<()> {
    measure("SQLite", Store::open_folder(folder).await?, acts).await?;
    if let Some(server) = server {
        let name = format!("banyan_bench_{}", std::process::id());
        let address = create_database(server, &name).await?;
        measure("PostgreSQL", Store::open_address(&address).await?, acts).await?;
        show(&format!("the database {name} stays; drop it when it is not needed"));
    }
    Ok(())
}

/// A reader, the unit whose acts it lists, and the grants.
struct Reader {
    name: &'static str,
    unit: UnitNo,
    grants: Vec<Grant>,
}

/// The network as it stands on the day of the benchmark.
struct Map {
    network: Arc<Network>,
    tree: Arc<Tree>,
    today: Day,
    communes: Vec<UnitNo>,
}

impl Map {
    async fn adopted(store: &Store) -> anyhow::Result<Map> {
        let today = Day::new(2025, 7, 14).context("a day")?;
        let clock = Clock::starting(today, 420);
        let site = Site { store: store.clone(), clock, progress: Progress::default() };
        let caches = content::caches(&Source::BuiltIn)?;
        content::adopt(&Source::BuiltIn, &site, &caches, Changes::Leave).await?;
        let tree = caches.networks.tree_on(today, None);
        let tree = tree.map_err(|_| anyhow::anyhow!("the network of {today} is unknown"))?;
        let root = tree.root().context("a country")?;
        let communes = tree.territories(root, Level::Commune).map(|place| place.unit).collect();
        Ok(Map { network: caches.networks.network(), tree, today, communes })
    }

    fn reader(&self, name: &'static str, role: Role, unit: UnitNo) -> anyhow::Result<Reader> {
        let id = self.network.unit(unit).context("a unit")?.id.clone();
        let (account, grant) = (AccountId("a".to_owned()), GrantId("g".to_owned()));
        let (from, subject) = (self.today, Subject::Everything);
        let grant = Grant { id: grant, account, role, unit: id, subject, from, until: None };
        Ok(Reader { name, unit, grants: vec![grant] })
    }

    fn readers(&self) -> anyhow::Result<Vec<Reader>> {
        let on =
            |code| self.network.unit_on(code, self.today, None).context("a unit of the content");
        Ok(vec![
            self.reader("commune focal point", Role::Reporter, on("17110")?)?,
            self.reader("province reviewer", Role::Reviewer, on("40")?)?,
            self.reader("administrator", Role::Administrator, on("VN")?)?,
        ])
    }

    fn keys(&self, reader: &Reader, list: List) -> Vec<Key> {
        let (network, tree) = (&self.network, &self.tree);
        let reach = match list {
            List::Acts => {
                Reach::within(reader.unit, &reader.grants, self.today, network, tree, None)
            }
            List::Reports => Reach::of(&reader.grants, self.today, network, tree, None),
        };
        reach.keys().cloned().collect()
    }
}

#[derive(Clone, Copy)]
enum List {
    Acts,
    Reports,
}

impl List {
    fn name(self) -> &'static str {
        match self {
            List::Acts => "acts of the own unit",
            List::Reports => "reports",
        }
    }

    /// A page before a moment; answers how many rows it has.
    async fn page(self, tx: &mut Tx, keys: &[Key], until: i64) -> Result<usize, StoreError> {
        match self {
            List::Acts => {
                let before = Some((Moment::from_microseconds(until), String::new()));
                let wanted = Wanted { keys: Some(keys.to_vec()), before, ..Wanted::default() };
                Ok(ledger::list_acts(tx, &wanted, MOST).await?.0.len())
            }
            List::Reports => {
                let most = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
                Ok(store::list_reports(tx, keys, until, most).await?.len().min(MOST))
            }
        }
    }
}

async fn measure(engine: &str, store: Store, acts: usize) -> anyhow::Result<()> {
    let map = Map::adopted(&store).await?;
    let first = ledger::last_moment(&store).await?.context("the content has acts")?.microseconds();
    store::make_reports(&store).await?;
    let started = Instant::now();
    for done in (0..acts).step_by(TOGETHER) {
        fill(&store, &map, done..(done + TOGETHER).min(acts), first).await?;
    }
    store::analyze(&store).await?;
    let took = started.elapsed().as_secs_f64();
    show(&format!(
        "{engine}: {acts} acts and {acts} reports over {} communes, filled in {took:.0} s",
        map.communes.len()
    ));
    show(
        "aims: one number of statements, at most 30,000 rows visited, medians within 2 x, p99 under 50 ms (median of five runs)",
    );
    for list in [List::Acts, List::Reports] {
        show(&format!("{}:", list.name()));
        let mut medians = Vec::new();
        for reader in map.readers()? {
            medians.push(ask(&store, &map, &reader, list, (first, acts)).await?);
        }
        let most = medians.iter().max().context("a median")?.as_secs_f64();
        let least = medians.iter().min().context("a median")?.as_secs_f64();
        show(&format!("  medians within {:.2} x (aim: 2)", most / least));
    }
    store.close().await;
    Ok(())
}

/// One reader's pages; answers the median time of a page, its keys included.
async fn ask(
    store: &Store,
    map: &Map,
    reader: &Reader,
    list: List,
    (first, acts): (i64, usize),
) -> anyhow::Result<Duration> {
    let acts = i64::try_from(acts)?;
    // Pages all over the later half, so that every reader has a full page before each moment.
    let until = |page: usize| {
        let page = i64::try_from(page).unwrap_or_default();
        first + acts - page * 7919 % (acts / 2)
    };
    let keys = map.keys(reader, list);
    let (rows, statements) = {
        let mut tx = store.read().await?;
        let (rows, statements) = counting(list.page(&mut tx, &keys, until(0))).await;
        (rows?, statements)
    };
    let visited = visited(store, list, &keys, until(0)).await?;
    let (mut medians, mut lasts) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut times = Vec::new();
        for page in 0..PAGES {
            let started = Instant::now();
            let keys = map.keys(reader, list);
            let mut tx = store.read().await?;
            list.page(&mut tx, &keys, until(page)).await?;
            drop(tx);
            times.push(started.elapsed());
        }
        times.sort();
        medians.push(times.get(PAGES / 2).copied().context("no page")?);
        lasts.push(times.get(PAGES * 99 / 100).copied().context("no page")?);
    }
    medians.sort();
    lasts.sort();
    let (median, p99) = (medians.get(RUNS / 2).copied(), lasts.get(RUNS / 2).copied());
    let (median, p99) = (median.context("no run")?, p99.context("no run")?);
    show(&format!(
        "  {}: {} keys, {rows} rows, {statements} statement(s), {visited}, median {:.2} ms, p99 {:.2} ms",
        reader.name,
        keys.len(),
        median.as_secs_f64() * 1000.0,
        p99.as_secs_f64() * 1000.0,
    ));
    Ok(median)
}

/// What the database visits for a page. PostgreSQL counts the entries of tables and indexes that it reads; SQLite counts the steps of its
/// machine, each of which visits one row at most, so that there are fewer rows than steps.
async fn visited(store: &Store, list: List, keys: &[Key], until: i64) -> anyhow::Result<String> {
    let mut tx = store.read().await?;
    let steps = Arc::new(AtomicI64::new(0));
    if let Tx::Sqlite(own) = &mut tx {
        let counted = steps.clone();
        own.lock_handle().await?.set_progress_handler(1, move || {
            counted.fetch_add(1, Ordering::Relaxed);
            true
        });
    }
    // PostgreSQL has not told yet what pages before this one visited on the same connection.
    let before = match &mut tx {
        Tx::Sqlite(_) => 0,
        Tx::Postgres(_) => store::visited(&mut tx).await?,
    };
    list.page(&mut tx, keys, until).await?;
    Ok(match &mut tx {
        Tx::Sqlite(own) => {
            own.lock_handle().await?.remove_progress_handler();
            format!("fewer than {} rows visited", steps.load(Ordering::Relaxed))
        }
        Tx::Postgres(_) => format!("{} rows visited", store::visited(&mut tx).await? - before),
    })
}

/// Acts and reports of communes in turn, each with its keys; a third of the acts is open to everyone.
async fn fill(
    store: &Store,
    map: &Map,
    numbers: std::ops::Range<usize>,
    first: i64,
) -> anyhow::Result<()> {
    let regime = Subject::Regime("M1".to_owned());
    let (mut acts, mut reports, mut act_keys, mut report_keys) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for number in numbers {
        // A prime apart, so that neighbours in time are no neighbours on the map.
        let unit =
            map.communes.get(number * 7919 % map.communes.len()).copied().context("a commune")?;
        let at = first + 1 + i64::try_from(number)?;
        let id = format!("0197f000-0000-7000-8000-{number:012}");
        let code = &map.network.unit(unit).context("a unit")?.id.0;
        let sharing = if number % 3 == 0 { Sharing::Public } else { Sharing::Upward };
        let everything = Subject::Everything;
        let filed = Filed { unit, subject: &everything, owners: &[], sharing };
        let key =
            |key: &Key| -> Vec<Value> { vec![key.as_str().into(), at.into(), id.as_str().into()] };
        act_keys.extend(filed.found_under(&map.network, &map.tree).iter().map(key));
        let filed = Filed { unit, subject: &regime, owners: &[], sharing: Sharing::Upward };
        report_keys.extend(filed.keys(&map.network, &map.tree).iter().map(key));
        let content = format!("{{\"written\":{{\"bench_report\":[{{\"unit\":\"{code}\"}}]}}}}");
        let (actor, verb) = ("local-planner", if number % 7 == 0 { "give_rule" } else { "submit" });
        acts.push(vec![
            id.as_str().into(),
            at.into(),
            actor.into(),
            verb.into(),
            id.as_str().into(),
            content.into(),
            "00".into(),
        ]);
        reports.push(vec![
            id.as_str().into(),
            code.as_str().into(),
            "M1".into(),
            at.into(),
            "submitted".into(),
        ]);
    }
    Ok(store::fill(store, acts, reports, act_keys, report_keys).await?)
}
