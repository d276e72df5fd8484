//! `cargo xtask screenshots DIR [PATH ...]`: pictures of pages, for the eyes of a reviewer.
//!
//! The work is done by an example of the `e2e` package, which owns the browser.

use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

pub(crate) fn take(root: &Path, folder: &str, paths: &[&str]) -> Result<bool> {
    let folder = std::path::absolute(folder)?;
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--locked", "--package", "e2e", "--example", "screenshots", "--"])
        .arg(folder)
        .args(paths)
        .current_dir(root)
        .status()
        .context("cargo could not be started")?;
    Ok(status.success())
}
