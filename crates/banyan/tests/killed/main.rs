//! The program itself, killed without warning or asked to stop while it fills in its content, and started again.

mod writers;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use banyan::ledger::{Act, acts, verify};
use banyan::panels::fact_tables;
use banyan::store::{Row, Store};

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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open_folder(folder).await.unwrap();
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

/// Runs a command of the program and kills it after a while; whether it had ended by itself before.
#[expect(clippy::disallowed_methods, reason = "a kill comes when it comes")]
fn run_and_kill(arguments: &[&std::ffi::OsStr], after: std::time::Duration) -> bool {
    let mut program = Command::new(env!("CARGO_BIN_EXE_banyan"))
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    let ended = program.try_wait().unwrap();
    if let Some(status) = ended {
        assert!(status.success());
        return true;
    }
    kill(program);
    false
}

/// Repeats a command, killed later each time, until what it makes is there; then that is `whole`.
fn killed_until_done(arguments: &[&std::ffi::OsStr], there: &Path, whole: impl Fn()) {
    for turn in 0.. {
        let ended = run_and_kill(arguments, std::time::Duration::from_millis(turn * 3));
        if there.exists() {
            whole();
            return;
        }
        assert!(!ended, "it ended and left nothing");
    }
}

#[test]
fn backup_and_restore_killed_at_any_moment_are_whole_or_not_there() {
    let scratch = Scratch::new("keeping");
    let (data, out) = (scratch.0.join("data"), scratch.0.join("backup"));
    std::fs::create_dir_all(&data).unwrap();
    while start(&data, 3, Stop::Ask) != End::Stopped {}
    let original = history(&data);
    let text = std::ffi::OsStr::new;
    let arguments =
        [text("backup"), text("--data"), data.as_os_str(), text("--out"), out.as_os_str()];
    killed_until_done(&arguments, &out, || {
        banyan::keeping::check(&out).unwrap();
    });
    let restored = scratch.0.join("restored");
    let arguments = [text("restore"), out.as_os_str(), text("--data"), restored.as_os_str()];
    killed_until_done(&arguments, &restored.join("banyan.db"), || {
        assert_eq!(history(&restored), original);
    });
}
