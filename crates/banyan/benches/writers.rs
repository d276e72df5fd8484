//! 64 writers on the embedded database, in groups and with a transaction for each verb, in turns within one run: the verbs
//! a second of both, and their ratio.
//!
//!     cargo bench -p banyan --bench writers

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use banyan::ledger::{self, Call};
use banyan::store::{Grouping, Store, StoreError};
use banyan::web::Actor;
use banyan_core::words::Moment;

const WRITERS: usize = 64;
const VERBS_A_WRITER: usize = 32;
/// An odd number, so that there is one in the middle.
const ROUNDS: usize = 7;

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let folder = std::env::temp_dir().join(format!("banyan-bench-{}", std::process::id()));
    let figures = runtime.block_on(measure(&folder));
    std::fs::remove_dir_all(&folder).context("the folder of the benchmark stays")?;
    let (mut alone, mut grouped) = figures?;
    let (alone, grouped) = (middle(&mut alone)?, middle(&mut grouped)?);
    show(&format!("a transaction a verb: {alone:.0} verbs/s"));
    show(&format!("in groups:            {grouped:.0} verbs/s"));
    show(&format!("ratio:                {:.1}", grouped / alone));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer of the benchmark")]
fn show(line: &str) {
    println!("{line}");
}

/// Verbs a second of each round: alone, and in groups.
async fn measure(folder: &Path) -> anyhow::Result<(Vec<f64>, Vec<f64>)> {
    let (mut alone, mut grouped) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        for (name, grouping, figures) in
            [("alone", Grouping::ALONE, &mut alone), ("grouped", Grouping::default(), &mut grouped)]
        {
            let own = folder.join(format!("{name}-{round}"));
            std::fs::create_dir_all(&own)?;
            let store = Store::open_folder_grouping(&own, grouping).await?;
            let took = all_at_once(&store).await?;
            store.close().await;
            #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
            figures.push((WRITERS * VERBS_A_WRITER) as f64 / took.as_secs_f64());
        }
    }
    Ok((alone, grouped))
}

/// Every writer sends its next verb when the one before it is acknowledged.
async fn all_at_once(store: &Store) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        let store = store.clone();
        writers.push(tokio::spawn(async move {
            for _ in 0..VERBS_A_WRITER {
                verb(&store).await?;
            }
            Ok::<(), StoreError>(())
        }));
    }
    for writer in writers {
        writer.await??;
    }
    Ok(started.elapsed())
}

/// An act, as every verb records one.
async fn verb(store: &Store) -> Result<(), StoreError> {
    let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1))?;
    let work = store.write(|tx| {
        let call = call.clone();
        Box::pin(
            async move { ledger::record(tx, &call, "bench", "subject", Vec::new(), &[]).await },
        )
    });
    work.await.map(|_| ())
}

fn middle(figures: &mut [f64]) -> anyhow::Result<f64> {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().context("no round was measured")
}
