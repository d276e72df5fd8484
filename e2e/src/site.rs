//! A running demonstration of the product, with data of its own.

use crate::process::{self, Scratch};
use anyhow::{Context as _, Result, bail};
use std::env;
use std::path::PathBuf;
use tokio::process::{Child, Command};

/// A server under test; it ends, and its data goes, with the value.
#[derive(Debug)]
pub struct Site {
    base: String,
    _child: Option<Child>,
    _data: Option<Scratch>,
}

impl Site {
    /// Builds the application as this test was built, and starts its demonstration on a free port.
    ///
    /// # Errors
    /// When the build fails or the program ends before it says where it listens.
    pub async fn demo() -> Result<Self> {
        let program = build().await?;
        let data = Scratch::new()?;
        let mut command = Command::new(program);
        command.args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(data.path());
        let (child, base) = process::start(&mut command, address).await?;
        Ok(Self { base, _child: Some(child), _data: Some(data) })
    }

    /// Builds the application, makes these people (login, name, unit, role) and serves on `port` with these settings, as it does
    /// for people who sign in.
    ///
    /// # Errors
    /// When the build fails, a person cannot be made, or the program ends before it says where it listens.
    pub async fn serve(port: u16, settings: &str, people: &[[&str; 4]]) -> Result<Self> {
        let program = build().await?;
        let data = Scratch::new()?;
        for [login, name, unit, role] in people {
            let mut command = Command::new(&program);
            command.args(["account", "create", "--login", login, "--name", name]);
            command.args(["--unit", unit, "--role", role, "--data"]).arg(data.path());
            let made = command.output().await?;
            if !made.status.success() {
                bail!("{login} was not made: {}", String::from_utf8_lossy(&made.stderr));
            }
        }
        let file = data.path().join("settings.toml");
        std::fs::write(&file, settings)?;
        let mut command = Command::new(program);
        command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"]);
        command.arg(data.path()).arg("--config").arg(file);
        let (child, base) = process::start(&mut command, address).await?;
        Ok(Self { base, _child: Some(child), _data: Some(data) })
    }

    /// A server that somebody else started, `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn at(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned(), _child: None, _data: None }
    }

    /// The address without a slash at its end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// A port that nobody listens on at this moment, for a site whose address has to be known before it starts.
///
/// # Errors
/// When the system has none.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// `http://127.0.0.1:PORT` out of a line that names it.
pub(crate) fn address(line: &str) -> Option<String> {
    const START: &str = "http://127.0.0.1:";
    let (_, rest) = line.split_once(START)?;
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!port.is_empty()).then(|| format!("{START}{port}"))
}

/// Builds `banyan` beside this test and answers where it stands. Cargo builds no program of another
/// package for a test, so the test asks it to: a moment when it is fresh.
async fn build() -> Result<PathBuf> {
    let test = env::current_exe()?;
    // TARGET/PROFILE/deps/this-test, or TARGET/PROFILE/examples/this-example
    let profile = test.ancestors().nth(2).context("the test stands in no target folder")?;
    let target = profile.parent().context("the test stands in no target folder")?;
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args([
            "build",
            "--locked",
            "--quiet",
            "--package",
            "banyan",
            "--bin",
            "banyan",
            "--target-dir",
        ])
        .arg(target)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    if profile.ends_with("release") {
        command.arg("--release");
    }
    if !command.status().await.context("cargo could not be started")?.success() {
        bail!("the application does not build");
    }
    Ok(profile.join("banyan").with_extension(env::consts::EXE_EXTENSION))
}
