//! `cargo xtask keep-store NAME PROGRAM SERVER`: a store as a version of the program writes it, kept for the tests that open it with
//! every later one. PROGRAM is a built `banyan` of that version, SERVER an address of PostgreSQL.
//!
//! The program adopts the small country beside the stores and does what people do: it reads, adopts, gives a rule, meets a duty,
//! moves the day; then the content changes. Nothing here knows the tables.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

const STORES: &str = "crates/banyan/tests/stores";

pub(crate) fn keep(root: &Path, name: &str, program: &str, server: &str) -> Result<()> {
    let stores = root.join(STORES);
    let (folder, content) = (stores.join(name), stores.join("content"));
    ensure!(!folder.exists(), "{} is there already; a kept store never changes", folder.display());
    let scratch = std::env::temp_dir().join(format!("keep-store-{}", std::process::id()));
    fs::create_dir_all(&scratch)?;
    let done = embedded(&content, program, &scratch, &folder)
        .and_then(|()| on_server(&content, program, &scratch, server, &folder));
    fs::remove_dir_all(&scratch)?;
    done
}

fn embedded(content: &Path, program: &str, scratch: &Path, folder: &Path) -> Result<()> {
    let data = scratch.join("data");
    live(content, program, scratch, ["--data", &text(&data)?])?;
    let wal = data.join("banyan.db-wal");
    ensure!(!wal.exists(), "{} is left: the store was not closed", wal.display());
    fs::create_dir_all(folder)?;
    fs::copy(data.join("banyan.db"), folder.join("banyan.db"))?;
    let key = data.join("ledger.key");
    if key.is_file() {
        fs::copy(&key, folder.join("ledger.key"))?;
        // The database on the server gets the same one.
        let elsewhere = scratch.join("banyan-data");
        fs::create_dir_all(&elsewhere)?;
        fs::copy(key, elsewhere.join("ledger.key"))?;
    }
    run(Command::new("gzip").arg("-9n").arg(folder.join("banyan.db")))
}

fn on_server(
    content: &Path,
    program: &str,
    scratch: &Path,
    server: &str,
    folder: &Path,
) -> Result<()> {
    let (base, _) = server.rsplit_once('/').context("SERVER names no database")?;
    let name = format!("keep_store_{}", std::process::id());
    let say = |statement: String| run(Command::new("psql").args(["-qc", &statement, server]));
    say(format!("create database {name} template template0 encoding 'UTF8' locale 'C.UTF-8'"))?;
    let address = format!("{base}/{name}");
    let dump = folder.join("banyan.sql");
    let done = live(content, program, scratch, ["--database", &address]).and_then(|()| {
        let how = ["--no-owner", "--no-privileges", "--rows-per-insert=200", "--file"];
        run(Command::new("pg_dump").args(how).arg(&dump).arg(&address))?;
        run(Command::new("gzip").arg("-9n").arg(&dump))
    });
    say(format!("drop database {name} with (force)"))?;
    done
}

/// What people do in a store, then a content folder that has changed.
fn live(content: &Path, program: &str, scratch: &Path, place: [&str; 2]) -> Result<()> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let folder = text(content)?;
    let mut site = Command::new(program)
        .args(["demo", "--content", &folder, "--listen", &format!("127.0.0.1:{port}")])
        .args(place)
        // The log's key of a database lies in a folder of its own.
        .current_dir(scratch)
        .spawn()
        .with_context(|| format!("`{program}` could not be started"))?;
    let done = Browser { port, cookie: String::new(), calls: 0 }.live();
    stop(&mut site)?;
    done?;
    let changed = scratch.join("changed");
    run(Command::new("cp").arg("-r").arg(content).arg(&changed))?;
    rewrite(&changed.join("content.toml"), "version = \"1\"", "version = \"2\"")?;
    let programme = changed.join("programmes/resolution-09.toml");
    rewrite(&programme, "value = \"80\"", "value = \"85\"")?;
    let adopt = ["content", "adopt", "--content", &text(&changed)?, "--yes"].map(str::to_owned);
    run(Command::new(program).args(adopt).args(place).current_dir(scratch))?;
    fs::remove_dir_all(changed).context("the changed content")
}

fn stop(site: &mut Child) -> Result<()> {
    run(Command::new("kill").arg(site.id().to_string()))?;
    site.wait()?;
    Ok(())
}

fn rewrite(file: &Path, old: &str, new: &str) -> Result<()> {
    let before = fs::read_to_string(file)?;
    ensure!(before.contains(old), "{} says nowhere: {old}", file.display());
    Ok(fs::write(file, before.replacen(old, new, 1))?)
}

fn text(path: &Path) -> Result<String> {
    path.to_str().map(str::to_owned).context("a path that is no text")
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(())
}

/// A person who sends forms.
struct Browser {
    port: u16,
    cookie: String,
    calls: u32,
}

/// Status, where it leads, the cookie that was set.
type Answer = (u16, String, String);

impl Browser {
    fn live(&mut self) -> Result<()> {
        self.wait_for("/targets/R09-T09")?;
        let (status, _, session) = self.ask("POST", "/sign-in/as/demo.central", "")?;
        // Before there were accounts, everybody was let in.
        ensure!(matches!(status, 303 | 404), "signing in: {status}");
        self.cookie = session;
        let draft = self.post("/directives/samples/en", "")?;
        let draft = draft.strip_prefix("/drafts/").context("the sample became no draft")?;
        let adopted = self.post(&format!("/programmes/adopt/{draft}"), "visibility=upward")?;
        let code = adopted.strip_prefix("/programmes/").context("the draft became no programme")?;
        self.post("/targets/R09-T09/rule", "rule=to-communes&reason=they+took+the+work")?;
        let met = format!("unit=40&programme={code}&justification=covers+it");
        self.post("/tasks/R09-K06/met", &met)?;
        self.post("/directives/samples/en", "")?;
        self.post("/day/forward", "to=2025-09-02").map(|_| ())
    }

    #[expect(clippy::disallowed_methods, reason = "another program is starting")]
    fn wait_for(&self, path: &str) -> Result<()> {
        for _ in 0..600 {
            sleep(Duration::from_millis(100));
            if matches!(self.ask("GET", path, ""), Ok((200, _, _))) {
                return Ok(());
            }
        }
        bail!("{path} does not come")
    }

    /// Sends a form and answers where it leads.
    fn post(&mut self, path: &str, form: &str) -> Result<String> {
        self.calls += 1;
        // A UUID of version 7 that no other form of this store has.
        let call = format!("0197f000-0000-7000-8000-{:012x}", self.calls);
        let (status, location, _) = self.ask("POST", path, &format!("{form}&call={call}"))?;
        ensure!(status == 303, "{path}: {status}");
        Ok(location)
    }

    fn ask(&self, method: &str, path: &str, form: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\ncookie: {}\r\n\
             sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{form}",
            self.port,
            self.cookie,
            form.len(),
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, _) = answer.split_once("\r\n\r\n").context("no answer")?;
        let status = head.split(' ').nth(1).context("no status")?.parse()?;
        let field = |name: &str| {
            let value = head.lines().find_map(|line| line.strip_prefix(name));
            value.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_owned()
        };
        Ok((status, field("location:"), field("set-cookie:")))
    }
}
