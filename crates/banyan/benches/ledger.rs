//! The log over many acts: acts put in order a second, and how verifying a whole store compares with hashing the same bytes, in
//! one run. `BANYAN_TEST_ACTS` says how many acts; 100,000 without it.
//!
//!     BANYAN_TEST_ACTS=1000000 cargo bench -p banyan --bench ledger

use std::ops::Range;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use banyan::jobs::machine_clock;
use banyan::ledger::{self, Call, FactTable, Facts, LogKey, Sequencer};
use banyan::panels::fact_tables;
use banyan::store::{Place, Store, StoreError};
use banyan::web::Actor;
use banyan_core::words::Moment;

const ACTS: usize = 100_000;
/// Acts that are recorded in one transaction.
const TOGETHER: usize = 1000;
/// The moment of the first act, in microseconds since 1970.
const FIRST_AT: i64 = 1_750_000_000_000_000;
/// Times that hashing and verifying are measured; the middle one counts.
const ROUNDS: usize = 3;

fn main() -> anyhow::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the benchmark is told by the environment")]
    let acts = std::env::var("BANYAN_TEST_ACTS");
    let acts = acts.map_or(Ok(ACTS), |acts| acts.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let folder = std::env::temp_dir().join(format!("banyan-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = runtime.block_on(measure(&folder, acts));
    std::fs::remove_dir_all(&folder).context("the folder of the benchmark stays")?;
    measured
}

#[expect(clippy::print_stdout, reason = "the answer of the benchmark")]
fn show(line: &str) {
    println!("{line}");
}

async fn measure(folder: &Path, acts: usize) -> anyhow::Result<()> {
    let store = Store::open_folder(folder).await?;
    for done in (0..acts).step_by(TOGETHER) {
        record(&store, done..acts.min(done + TOGETHER)).await?;
    }
    let sequencer = Sequencer::new(store.clone(), LogKey::fresh()?).await?;
    let started = Instant::now();
    let sequenced = sequencer.catch_up(machine_clock).await?;
    let took = started.elapsed();
    anyhow::ensure!(sequenced == acts, "{sequenced} of {acts} acts were put in order");
    show(&format!("put in order: {acts} acts, {:.0} a second", per_second(acts, took)));
    let bytes = bytes(&store).await?;
    // As `banyan verify` opens it.
    let store = Store::open_reading(&Place::Folder(folder.to_owned())).await?;
    let (mut hashing, mut verifying) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let hashes: usize = bytes.iter().map(|own| usize::from(ledger::file_hash(own)[0])).sum();
        hashing.push(started.elapsed());
        anyhow::ensure!(hashes > 0, "nothing was hashed");
        let started = Instant::now();
        let verified = ledger::verify(&store, &fact_tables(), None).await?;
        verifying.push(started.elapsed());
        anyhow::ensure!(verified.holds(), "{:?}", verified.findings);
    }
    let (hashing, verifying) = (middle(&mut hashing)?, middle(&mut verifying)?);
    let all: usize = bytes.iter().map(Vec::len).sum();
    show(&format!("hashing the same {all} bytes: {:.2} s", hashing.as_secs_f64()));
    show(&format!("verifying: {:.2} s", verifying.as_secs_f64()));
    show(&format!("ratio: {:.1}", verifying.as_secs_f64() / hashing.as_secs_f64()));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a few million")]
fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

fn middle(figures: &mut [Duration]) -> anyhow::Result<Duration> {
    figures.sort();
    figures.get(figures.len() / 2).copied().context("nothing was measured")
}

/// What verifying has to hash at least: of every act its content and the header that the log holds.
async fn bytes(store: &Store) -> anyhow::Result<Vec<Vec<u8>>> {
    let acts = ledger::acts(&mut store.read().await?).await?;
    let bytes = |act: ledger::Act| {
        let header =
            [act.id.0, act.actor, act.verb, act.subject, act.at.microseconds().to_string()];
        [header.concat().into_bytes(), act.content.unwrap_or_default().into_bytes()]
    };
    Ok(acts.into_iter().flat_map(bytes).collect())
}

fn rules() -> anyhow::Result<&'static FactTable> {
    let mut tables = fact_tables().into_iter();
    tables.find(|table| table.name == "target_rule").context("the table of rules")
}

/// Acts with a fact each, as a verb records them: an act each millisecond.
async fn record(store: &Store, acts: Range<usize>) -> anyhow::Result<()> {
    let table = rules()?;
    let at = |number: usize| Moment::from_microseconds(FIRST_AT + number as i64 * 1000);
    let calls = acts
        .map(|number| Call::new(Actor::LocalPlanner, at(number)))
        .collect::<Result<Vec<_>, _>>()?;
    let work = store.write(|tx| {
        let calls = calls.clone();
        Box::pin(async move {
            for call in &calls {
                let reason = "the work went to the communes of the province, and with it the target";
                let row = serde_json::json!({ "target": call.id.0, "rule": "to-communes", "reason": reason });
                let facts = vec![Facts { table, rows: vec![row] }];
                let recorded = ledger::record(tx, call, "give_rule", &call.id.0, facts, &[]).await?;
                if !recorded.anew() {
                    return Err(StoreError::Unreadable("an act stood there already".to_owned()));
                }
            }
            Ok(())
        })
    });
    work.await?;
    Ok(())
}
