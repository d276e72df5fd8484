//! Eight writers under load with the sequencer behind them, killed again and again: what was acknowledged is there, once, and the
//! ledger holds. A few kills in every run; `BANYAN_TEST_KILLS` asks for more:
//!
//!     BANYAN_TEST_KILLS=200 cargo test -p banyan --test killed writers

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use banyan::jobs::machine_clock;
use banyan::ledger::{self, Call, Facts, LogKey, Sequencer};
use banyan::panels::fact_tables;
use banyan::store::{Place, Store, StoreError, create_database};
use banyan::web::Actor;
use banyan_core::words::Moment;

use super::{Scratch, server, told};

const WRITERS: usize = 8;
const KILLS: u64 = 6;
/// Names of what the campaign tells the program that it kills: where the store is, and the folder of the log's key.
const PLACE: &str = "BANYAN_TEST_KILLED_PLACE";
const FOLDER: &str = "BANYAN_TEST_KILLED_FOLDER";
/// What stands before the id of an act on the line that acknowledges it.
const ACKNOWLEDGED: &str = "acknowledged ";

fn place_of(address: &str) -> Place {
    match address.strip_prefix("folder:") {
        Some(folder) => Place::Folder(folder.into()),
        None => Place::Address(address.to_owned()),
    }
}

#[test]
fn writers_killed_again_and_again_on_sqlite_lose_nothing_acknowledged() {
    let scratch = Scratch::new("writers-sqlite");
    campaign(&scratch, &format!("folder:{}", scratch.0.display()));
}

#[test]
fn writers_killed_again_and_again_on_postgres_lose_nothing_acknowledged() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new("writers-postgres");
    let name = format!("banyan_killed_{}", std::process::id());
    let address = runtime().block_on(create_database(&server, &name)).unwrap();
    campaign(&scratch, &address);
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}

fn campaign(scratch: &Scratch, address: &str) {
    let kills = told("BANYAN_TEST_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut acknowledged = BTreeSet::new();
    for turn in 0..kills {
        let before = acknowledged.len();
        // From the first act on to deep into the work of writers and sequencer.
        written_until_killed(scratch, address, turn * 7 % 200, &mut acknowledged);
        assert!(acknowledged.len() > before, "nothing was written before the kill");
    }
    runtime().block_on(async {
        let store = Store::open(&place_of(address)).await.unwrap();
        let key = LogKey::in_file(&scratch.0.join(ledger::KEY_FILE)).unwrap();
        let sequencer = Sequencer::new(store.clone(), key).await.unwrap();
        sequencer.finish(machine_clock).await.unwrap();
        let verified = ledger::verify(&store, &fact_tables(), None).await.unwrap();
        assert_eq!((&verified.findings[..], verified.waiting), (&[][..], 0));
        let acts = ledger::acts(&mut store.read().await.unwrap()).await.unwrap();
        let there: BTreeSet<String> = acts.iter().map(|act| act.id.0.clone()).collect();
        assert_eq!(there.len(), acts.len(), "no act twice");
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        store.close().await;
    });
}

/// Starts this test program as a writer, reads what it acknowledges, and kills it so many milliseconds after the first act.
#[expect(clippy::disallowed_methods, reason = "a kill comes when it comes")]
fn written_until_killed(
    scratch: &Scratch,
    address: &str,
    milliseconds: u64,
    acknowledged: &mut BTreeSet<String>,
) {
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args(["writers::writer_that_is_killed", "--exact", "--nocapture"])
        .env(PLACE, address)
        .env(FOLDER, &scratch.0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let act = |line: std::io::Result<String>| {
        let line = line.unwrap();
        line.split_once(ACKNOWLEDGED).map(|(_, act)| act.to_owned())
    };
    let first = lines.by_ref().find_map(act).expect("it writes");
    acknowledged.insert(first);
    std::thread::sleep(Duration::from_millis(milliseconds));
    program.kill().unwrap();
    // A line that the kill cut short names no whole act.
    acknowledged.extend(lines.filter_map(act).filter(|act| act.len() == 36));
    program.wait().unwrap();
}

/// The program that the campaign kills; as a test by itself it has nothing to do.
#[test]
fn writer_that_is_killed() {
    let (Some(place), Some(folder)) = (told(PLACE), told(FOLDER)) else { return };
    runtime().block_on(async {
        let store = Store::open(&place_of(&place)).await.unwrap();
        let key = LogKey::in_file(&std::path::Path::new(&folder).join(ledger::KEY_FILE)).unwrap();
        let sequencer = Sequencer::new(store.clone(), key).await.unwrap();
        tokio::spawn(ledger::run_sequencer(sequencer, machine_clock, std::future::pending()));
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..WRITERS {
            writers.spawn(write_on(store.clone()));
        }
        writers.join_all().await;
    });
}

/// Records one act after the other, each with a fact, and acknowledges it.
async fn write_on(store: Store) {
    let table = fact_tables().into_iter().find(|table| table.name == "target_rule").unwrap();
    loop {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let work = store.write(|tx| {
            let call = call.clone();
            Box::pin(async move {
                let row = serde_json::json!({ "target": call.id.0, "rule": "ended", "reason": "" });
                let facts = Facts { table, rows: vec![row] };
                ledger::record(tx, &call, "test", &call.id.0, vec![facts], &[]).await
            })
        });
        let written: Result<_, StoreError> = work.await;
        assert!(written.unwrap().anew());
        let mut out = std::io::stdout().lock();
        writeln!(out, "{ACKNOWLEDGED}{}", call.id.0).unwrap();
        out.flush().unwrap();
    }
}
