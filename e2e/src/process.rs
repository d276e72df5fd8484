//! Programs that a test starts, waits for and ends.

use anyhow::{Context as _, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

/// How long a program may take until it says that it is ready: a debug build that loads a national
/// network on a busy machine takes tens of seconds.
const PATIENCE: Duration = Duration::from_secs(180);

/// Starts `command`, which dies with the answered child, and waits until `ready` finds what it looks
/// for in a line of either output.
///
/// # Errors
/// When the program cannot be started, ends early or stays silent; with the lines it wrote.
pub(crate) async fn start<Found>(
    command: &mut Command,
    ready: impl Fn(&str) -> Option<Found>,
) -> Result<(Child, Found)> {
    let name = command.as_std().get_program().to_owned();
    let name = Path::new(&name).display();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("{name} could not be started"))?;
    let (sender, mut lines) = mpsc::unbounded_channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);
    let mut said = String::new();
    let waiting = async {
        while let Some(line) = lines.recv().await {
            if let Some(found) = ready(&line) {
                return Some(found);
            }
            said.push_str(&line);
            said.push('\n');
        }
        None
    };
    match tokio::time::timeout(PATIENCE, waiting).await {
        Ok(Some(found)) => Ok((child, found)),
        Ok(None) => bail!("{name} ended before it was ready. It said:\n{said}"),
        Err(_) => bail!("{name} was not ready after {} s. It said:\n{said}", PATIENCE.as_secs()),
    }
}

/// Reads to the end even when nobody listens any more: a full pipe would stop the program.
fn forward(
    output: Option<impl AsyncRead + Unpin + Send + 'static>,
    to: mpsc::UnboundedSender<String>,
) {
    let Some(output) = output else { return };
    tokio::spawn(async move {
        let mut lines = BufReader::new(output).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            let _ = to.send(line);
        }
    });
}

/// The program `name` on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// An empty folder that goes when the value goes.
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("banyan-e2e-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A browser that was killed this moment may still be writing into it: try again a few times.
        let _ = (0..50).find(|_| std::fs::remove_dir_all(&self.0).is_ok() || !self.0.exists());
    }
}
