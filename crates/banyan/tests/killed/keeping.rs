//! Backup, restore and upgrade, killed again and again, each time later: there is the old state or the new one, never less.

use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use banyan::store::{Place, create_database, newest};
use sqlx::{AssertSqlSafe, Connection as _};

use super::{End, Scratch, Stop, history, history_of, kill, server, start};

/// Runs a command of the program and kills it after a while; whether it had ended by itself before.
#[expect(clippy::disallowed_methods, reason = "a kill comes when it comes")]
fn run_and_kill(arguments: &[OsString], after: Duration) -> bool {
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

/// Repeats a command, killed later each time, until what it makes is there.
fn killed_until_done(arguments: &[OsString], there: impl Fn() -> bool) {
    for turn in 0.. {
        let ended = run_and_kill(arguments, Duration::from_millis(turn * 3));
        if there() {
            return;
        }
        assert!(!ended, "it ended and left nothing");
    }
}

/// A command with the place that it works on.
fn at(command: &[&OsStr], place: &Place) -> Vec<OsString> {
    let (option, value) = match place {
        Place::Folder(folder) => ("--data", folder.as_os_str()),
        Place::Address(address) => ("--database", OsStr::new(address)),
    };
    command.iter().copied().chain([OsStr::new(option), value]).map(OsStr::to_owned).collect()
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(work)
}

/// An empty database on the server.
fn database(server: &str, name: &str) -> String {
    wait(create_database(server, &format!("banyan_{name}_{}", std::process::id()))).unwrap()
}

/// The version of the store at a place; none where there is no store.
fn version(place: &Place) -> Option<i64> {
    wait(place.versions()).ok().map(|versions| versions.store)
}

/// A store as the version before the ledger left it: on SQLite, and where there is a server, on that.
fn kept(scratch: &Scratch, name: &str) -> Vec<Place> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores/a");
    let unpacked = |file: &str| {
        let mut bytes = Vec::new();
        let packed = std::fs::File::open(folder.join(file)).unwrap();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
        bytes
    };
    let data = scratch.0.join("kept");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("banyan.db"), unpacked("banyan.db.gz")).unwrap();
    let mut places = vec![Place::Folder(data)];
    if let Some(server) = server() {
        let address = database(&server, name);
        let dump = String::from_utf8(unpacked("banyan.sql.gz")).unwrap();
        // Lines that begin so are for the client that reads dumps.
        let lines = dump.lines().filter(|line| !line.starts_with('\\'));
        let text = lines.collect::<Vec<_>>().join("\n");
        wait(async {
            let mut own = sqlx::PgConnection::connect(&address).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut own).await.unwrap();
            own.close().await.unwrap();
        });
        places.push(Place::Address(address));
    }
    places
}

/// Backs a place up and restores it into an empty one, both killed again and again.
fn backed_up_and_restored(place: &Place, empty: &Place, out: PathBuf) {
    let original = history_of(place);
    let arguments = at(&[OsStr::new("backup"), OsStr::new("--out"), out.as_os_str()], place);
    killed_until_done(&arguments, || out.exists());
    banyan::keeping::check(&out).unwrap();
    let arguments = at(&[OsStr::new("restore"), out.as_os_str()], empty);
    killed_until_done(&arguments, || version(empty).is_some());
    assert_eq!(history_of(empty), original);
}

#[test]
fn backup_and_restore_killed_at_any_moment_are_whole_or_not_there() {
    let scratch = Scratch::new("keeping");
    let data = scratch.0.join("data");
    std::fs::create_dir_all(&data).unwrap();
    while start(&data, 3, Stop::Ask) != End::Stopped {}
    assert!(!history(&data).is_empty());
    let empty = Place::Folder(scratch.0.join("restored"));
    backed_up_and_restored(&Place::Folder(data), &empty, scratch.0.join("backup"));
}

#[test]
fn backup_and_restore_killed_on_a_server_are_whole_or_not_there() {
    let Some(server) = server() else { return };
    let scratch = Scratch::new("keeping-server");
    let place = kept(&scratch, "killed_backup").pop().unwrap();
    let empty = Place::Address(database(&server, "killed_restore"));
    backed_up_and_restored(&place, &empty, scratch.0.join("backup"));
}

#[test]
fn upgrade_killed_at_any_moment_leaves_the_old_version_or_the_new_one() {
    let scratch = Scratch::new("upgrading");
    for place in kept(&scratch, "killed_upgrade") {
        let old = version(&place).unwrap();
        assert!(old < newest());
        killed_until_done(&at(&[OsStr::new("upgrade")], &place), || {
            let now = version(&place).unwrap();
            assert!(now == old || now == newest(), "{place:?} is of version {now}");
            now == newest()
        });
        assert!(!history_of(&place).is_empty());
    }
}
