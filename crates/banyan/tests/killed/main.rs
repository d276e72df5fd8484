//! The program itself, killed without warning or asked to stop while it fills in its content, and started again.

mod keeping;
mod writers;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use banyan::ledger::{Act, acts, verify};
use banyan::panels::fact_tables;
use banyan::store::{Place, Row, Store};

/// What the environment tells.
#[expect(clippy::disallowed_methods, reason = "the campaign is told by the environment")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A server of PostgreSQL; only outside of CI may there be none.
fn server() -> Option<String> {
    let server = told("BANYAN_TEST_PG");
    assert!(server.is_some() || told("CI").is_none(), "BANYAN_TEST_PG names no PostgreSQL");
    server
}

/// A folder of the test's own, gone when the test is over.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("banyan-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a start of the program came to.
#[derive(PartialEq, Debug)]
enum End {
    Stopped,
    FilledIn,
}

/// How the program is stopped.
#[derive(Clone, Copy)]
enum Stop {
    /// By the signal that no program can catch.
    Kill,
    /// By the signal on which it puts its things in order.
    Ask,
}

/// Starts the demonstration and stops it as soon as its log has said so many times that it adopts something; or ends it when
/// everything is filled in.
fn start(folder: &Path, adoptions: usize, stop: Stop) -> End {
    let mut program = Command::new(env!("CARGO_BIN_EXE_banyan"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(program.stderr.take().unwrap()).lines();
    let mut left = adoptions;
    while let Some(line) = log.next() {
        let line = line.unwrap();
        assert!(!line.contains("failed"), "{line}");
        if line.contains("fill in") && line.contains("done") {
            kill(program);
            return End::FilledIn;
        }
        if line.contains("adopting") {
            if left == 0 {
                match stop {
                    Stop::Kill => kill(program),
                    Stop::Ask => ask(program, log),
                }
                return End::Stopped;
            }
            left -= 1;
        }
    }
    panic!("the program ended by itself: {:?}", program.wait());
}

fn kill(mut program: Child) {
    program.kill().unwrap();
    program.wait().unwrap();
}

/// Reads on to the end: a full pipe would stop the program in another way.
fn ask(mut program: Child, log: impl Iterator<Item = std::io::Result<String>>) {
    let sent = Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let last: Vec<String> = log.map(Result::unwrap).collect();
    assert!(program.wait().unwrap().success(), "{last:?}");
    assert!(last.iter().any(|line| line.contains("stopped")), "{last:?}");
}

/// Every act without its id, which is another one every time, when every fact fits them; none when the ledger is not whole.
fn history(folder: &Path) -> Vec<(i64, String, String, Option<String>)> {
    history_of(&Place::Folder(folder.to_owned()))
}

fn history_of(place: &Place) -> Vec<(i64, String, String, Option<String>)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(place).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(verify(&store, &fact_tables(), None).await.unwrap().findings, []);
        let own = |act: Act| {
            let without = |text: String| text.replace(&act.id.0, "its own id");
            let content = act.content.map(without);
            (act.at.microseconds(), act.verb, without(act.subject), content)
        };
        acts(&mut tx).await.unwrap().into_iter().map(own).collect()
    })
}

/// Every place of every tree: what is derived from the facts.
fn places(folder: &Path) -> Vec<(String, String, i64, i64, bool)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open_folder(folder).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let columns = ["tree_id", "unit_id", "first", "last", "open"];
        let rows = tx.fetch_table("unit_place", &columns, &["tree_id", "unit_id"]).await.unwrap();
        let place = |row: &Row| {
            let (tree, unit) = (row.text(0).unwrap(), row.text(1).unwrap());
            (tree, unit, row.whole(2).unwrap(), row.whole(3).unwrap(), row.yes(4).unwrap())
        };
        rows.iter().map(place).collect()
    })
}

#[cfg(unix)]
#[test]
fn stopped_while_filling_in_it_goes_on_where_it_was() {
    let (whole, killed) = (Scratch::new("whole"), Scratch::new("killed"));
    assert_eq!(start(&whole.0, usize::MAX, Stop::Kill), End::FilledIn);
    let expected = history(&whole.0);
    let mut acts = 0;
    // In the first step, then behind steps that are recorded.
    let (kill, ask) = (Stop::Kill, Stop::Ask);
    for (adoptions, stop) in [(0, kill), (0, kill), (1, kill), (0, ask), (1, kill), (2, kill)] {
        assert_eq!(start(&killed.0, adoptions, stop), End::Stopped);
        let history = history(&killed.0);
        assert_eq!(history, expected[..history.len()], "what is there is whole and in order");
        assert!(history.len() >= acts, "an act that was there is gone");
        acts = history.len();
    }
    assert!(acts > 0 && acts < expected.len(), "it was stopped in the middle: {acts}");
    assert_eq!(start(&killed.0, usize::MAX, Stop::Kill), End::FilledIn);
    assert_eq!(history(&killed.0), expected);
    let expected = places(&whole.0);
    assert!(!expected.is_empty());
    assert_eq!(places(&killed.0), expected);
}
