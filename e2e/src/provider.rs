//! A provider of identities that others wrote (`oidc-provider`), installed from its registry into a scratch folder.

use crate::process::{self, Scratch};
use anyhow::{Context as _, Result, bail};
use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use tokio::process::{Child, Command};

/// What is copied into the scratch folder; the lock names every package with its hash.
const FILES: [(&str, &str); 3] = [
    ("package.json", include_str!("../provider/package.json")),
    ("package-lock.json", include_str!("../provider/package-lock.json")),
    ("provider.mjs", include_str!("../provider/provider.mjs")),
];

/// The secret by which the provider knows a site; it stands in `provider.mjs` too.
pub const SECRET: &str = "a secret: %/+";

/// A running provider; it ends, and its folder goes, with the value.
#[derive(Debug)]
pub struct Provider {
    issuer: String,
    _child: Child,
    _folder: Scratch,
}

impl Provider {
    /// Installs and starts it for a site that people come back to at `back_to`. None where `node` or `npm` is missing or the
    /// packages cannot be had, which is said in a line; under `CI=true` that is an error.
    ///
    /// # Errors
    /// When the provider is there and does not start.
    pub async fn start(back_to: &str) -> Result<Option<Self>> {
        let (Some(node), Some(npm)) = (process::find("node"), process::find("npm")) else {
            return left_out("node and npm are not installed");
        };
        let folder = Scratch::new()?;
        for (name, text) in FILES {
            std::fs::write(folder.path().join(name), text)?;
        }
        if !install(&npm, folder.path()).await? {
            return left_out("npm could not install oidc-provider");
        }
        let mut command = Command::new(node);
        command.args(["provider.mjs", "0", back_to]).current_dir(folder.path());
        let issuer = |line: &str| line.strip_prefix("provider at ").map(str::to_owned);
        let (child, issuer) = process::start(&mut command, issuer).await?;
        Ok(Some(Self { issuer, _child: child, _folder: folder }))
    }

    /// Its name for itself.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }
}

async fn install(npm: &Path, folder: &Path) -> Result<bool> {
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]);
    let done = command.current_dir(folder).output().await.context("npm could not be started")?;
    if !done.status.success() {
        let _ = io::stderr().write_all(&done.stderr);
    }
    Ok(done.status.success())
}

fn left_out(why: &str) -> Result<Option<Provider>> {
    let missing = format!("e2e: the journey through another provider is left out, {why}");
    if env::var_os("CI").is_some_and(|ci| ci == "true") {
        bail!(missing);
    }
    // Written past the test harness, which keeps the words of a test that passes to itself.
    let _ = writeln!(io::stderr(), "{missing}");
    Ok(None)
}
