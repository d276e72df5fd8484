//! `cargo xtask tidy`: the rules of the house that the compiler does not know.
//!
//! Every check is a function from the tracked files to findings; all run, all findings are printed in
//! path order, and any finding fails the command. A new rule is a new function with an example that
//! must fire in `tests.rs`.

mod locales;
mod rooms;
mod sizes;
mod sql;
#[cfg(test)]
mod tests;
mod text;
mod vendor;

use crate::rust::{self, Source};
use anyhow::{Context, Result, bail};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One place that breaks one rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    /// What is wrong and what to do instead, as a sentence.
    message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// A tracked file. Text is empty where the bytes are not UTF-8.
#[derive(Debug)]
struct File {
    path: String,
    bytes: Vec<u8>,
    text: String,
    /// For `.rs` files.
    rust: Option<Source>,
}

impl File {
    fn new(path: &str, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes.clone()).unwrap_or_default();
        let rust = path.ends_with(".rs").then(|| rust::read(&text));
        Self { path: path.to_owned(), bytes, text, rust }
    }

    fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, message: message.into() }
    }

    /// A finding at byte `at` of the text.
    fn finding_at(&self, at: usize, message: impl Into<String>) -> Finding {
        self.finding(rust::line_of(&self.text, at), message)
    }

    /// The file's name without folders.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether the whole file is a test, or byte `at` of it stands in one.
    fn tests_at(&self, at: usize) -> bool {
        let name = self.name();
        name == "tests.rs"
            || self.path.split('/').any(|folder| matches!(folder, "tests" | "benches"))
            || self.path.starts_with("e2e/")
            || self.rust.as_ref().is_some_and(|source| {
                rust::test_spans(&source.code).iter().any(|(from, to)| (*from..=*to).contains(&at))
            })
    }

    /// Files that others wrote: no rule of ours reads them.
    fn foreign(&self) -> bool {
        self.path.split('/').any(|folder| folder == "vendor")
    }
}

/// From all tracked files to what breaks one rule.
type Check = fn(&[File]) -> Vec<Finding>;

const CHECKS: &[Check] = &[
    text::opening,
    text::trailing_space,
    text::too_large,
    text::machine_paths,
    text::file_names,
    text::banned_code,
    text::left_and_right,
    text::inline_style,
    sizes::check,
    rooms::application,
    rooms::core,
    rooms::files,
    sql::places,
    sql::assertions,
    sql::migrations,
    locales::check,
    vendor::check,
];

/// Prints what breaks a rule; `true` when nothing does.
///
/// # Errors
/// When git cannot list the files or one cannot be read.
pub(crate) fn check(root: &Path) -> Result<bool> {
    let files = tracked(root)?;
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(&files)).collect();
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => println!("tidy: {} files, nothing to find", files.len()),
        number => println!("tidy: {} files, {number} to mend", files.len()),
    }
    Ok(findings.is_empty())
}

/// Writes the sizes of the files and functions that are allowed to be long, where they have shrunk.
///
/// # Errors
/// As [`check`], and when the list cannot be written.
pub(crate) fn record(root: &Path) -> Result<bool> {
    let files = tracked(root)?;
    fs::write(root.join(sizes::LIST), sizes::shrunk(&files))
        .context("cannot write the list of sizes")?;
    check(root)
}

/// The files that git tracks or would track, read once.
fn tracked(root: &Path) -> Result<Vec<File>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git could not be started")?;
    if !output.status.success() {
        bail!("git could not list the files: {}", String::from_utf8_lossy(&output.stderr));
    }
    let listed = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        let whole = root.join(path);
        // A file that is deleted but not yet committed is listed and not there.
        if whole.is_file() {
            files.push(File::new(
                path,
                fs::read(&whole).with_context(|| format!("cannot read {path}"))?,
            ));
        }
    }
    Ok(files)
}

/// Every file below `folder`, in path order.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
