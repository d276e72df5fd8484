//! `cargo xtask assets`: fetches the front-end parts, cuts them and writes `assets/vendor/`.
//!
//! For maintainers, with npm at hand; a build never runs it. What it writes is committed: the files,
//! their licence texts and `assets/vendor.toml` with a hash of each, which `cargo xtask tidy` checks.

use crate::{css, rust, tidy};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The classes of Tabler that pages may use before `cargo xtask assets` is run again: our forms,
/// and the plain utilities. A page that wants another names it in its Rust source and runs it.
const CLASSES: &str = "btn form-control form-select form-label form-check form-check-input form-check-label \
    visually-hidden visually-hidden-focusable small fw-normal fw-medium fw-bold lh-1 \
    d-none d-block d-inline d-inline-block d-flex d-inline-flex d-grid d-print-none d-print-block \
    flex-wrap flex-column flex-fill flex-grow-1 \
    align-items-start align-items-center align-items-end align-items-baseline \
    justify-content-start justify-content-center justify-content-end justify-content-between \
    text-start text-end text-nowrap text-wrap text-break w-100 mw-100 list-unstyled";

/// Utilities that come in steps of space, 0 to 5.
const STEPPED: &[&str] =
    &["m", "mt", "mb", "ms", "me", "mx", "my", "p", "pt", "pb", "ps", "pe", "px", "py", "gap"];

/// The licence of Tabler, which its package names but does not carry; the names are those in the
/// head of its style sheet.
const TABLER_LICENCE: &str = include_str!("../licences/tabler.txt");

/// A part from outside: its package, what is kept of it, and where its licence text stands.
struct Part {
    name: &'static str,
    package: &'static str,
    version: &'static str,
    licence: &'static str,
    /// Folder under the root of the workspace.
    folder: &'static str,
    files: Vec<String>,
    licence_files: &'static [&'static str],
}

fn parts() -> Vec<Part> {
    let font = |name: &str, scripts: &[&str], weights: &[u16]| {
        let pairs =
            scripts.iter().flat_map(|script| weights.iter().map(move |weight| (script, weight)));
        pairs
            .map(|(script, weight)| format!("files/{name}-{script}-{weight}-normal.woff2"))
            .collect()
    };
    vec![
        Part {
            name: "tabler",
            package: "@tabler/core",
            version: "1.6.1",
            licence: "MIT",
            folder: "assets/vendor",
            files: vec![
                "dist/css/tabler.min.css".to_owned(),
                "dist/css/tabler.rtl.min.css".to_owned(),
            ],
            licence_files: &[],
        },
        Part {
            name: "be-vietnam-pro",
            package: "@fontsource/be-vietnam-pro",
            version: "5.3.0",
            licence: "OFL-1.1",
            folder: "assets/vendor",
            files: font("be-vietnam-pro", &["latin", "latin-ext", "vietnamese"], &[400, 500, 600]),
            licence_files: &["LICENSE"],
        },
        Part {
            name: "noto-sans-arabic",
            package: "@fontsource/noto-sans-arabic",
            version: "5.3.0",
            licence: "OFL-1.1",
            folder: "assets/vendor",
            files: font("noto-sans-arabic", &["arabic"], &[400, 600]),
            licence_files: &["LICENSE"],
        },
        Part {
            name: "axe-core",
            package: "axe-core",
            version: "4.14.1",
            licence: "MPL-2.0",
            folder: "e2e/vendor",
            files: vec!["axe.min.js".to_owned()],
            licence_files: &["LICENSE", "LICENSE-3RD-PARTY.txt"],
        },
    ]
}

/// Fetches, cuts and writes everything, and prints the size of each file.
///
/// # Errors
/// When npm or tar are missing or fail, or a file cannot be written; what was written stays.
pub(crate) fn build(root: &Path) -> Result<()> {
    let classes = classes(root)?;
    let ours = fs::read_to_string(root.join("assets/banyan.css"))?;
    let scratch = env::temp_dir().join(format!("banyan-assets-{}", std::process::id()));
    let mut listed: [(&str, String); 2] = [("assets", String::new()), ("e2e", String::new())];
    for part in parts() {
        let unpacked = fetch(&part, &scratch.join(part.name))?;
        let target = root.join(part.folder).join(part.name);
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        let target = target.join(part.version);
        fs::create_dir_all(&target)?;
        let mut hashes = String::new();
        let mut write = |name: &str, bytes: &[u8]| -> Result<()> {
            fs::write(target.join(name), bytes)?;
            writeln!(hashes, "\"{name}\" = \"{}\"", hash(bytes))?;
            println!("{:>8} {}/{}/{}/{name}", bytes.len(), part.folder, part.name, part.version);
            Ok(())
        };
        for file in part.licence_files {
            write(file, &fs::read(unpacked.join(file))?)?;
        }
        if part.name == "tabler" {
            write("LICENSE", TABLER_LICENCE.as_bytes())?;
        }
        for file in &part.files {
            let bytes = fs::read(unpacked.join(file))
                .with_context(|| format!("{} has no {file}", part.package))?;
            let name = file.rsplit('/').next().unwrap_or(file);
            if part.name == "tabler" {
                let sheet = css::cut(&String::from_utf8(bytes)?, &classes, &ours);
                let head = format!(
                    "/*! Cut from Tabler {}, MIT; see LICENSE beside this file */\n",
                    part.version
                );
                write(name, format!("{head}{sheet}").as_bytes())?;
            } else {
                write(name, &bytes)?;
            }
        }
        let listing = listed.iter_mut().find(|(folder, _)| part.folder.starts_with(folder));
        if let Some((_, text)) = listing {
            write!(
                text,
                "\n[[part]]\nname = \"{}\"\npackage = \"{}\"\nversion = \"{}\"\nlicence = \"{}\"\n[part.sha256]\n{hashes}",
                part.name, part.package, part.version, part.licence
            )?;
        }
    }
    for (folder, text) in listed {
        let head = "# Parts from outside, written by `cargo xtask assets`; `cargo xtask tidy` compares the hashes.\n";
        fs::write(root.join(folder).join("vendor.toml"), format!("{head}{text}"))?;
    }
    fs::remove_dir_all(&scratch)?;
    Ok(())
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The listed classes and those that the Rust sources of the application use.
fn classes(root: &Path) -> Result<BTreeSet<String>> {
    let mut classes: BTreeSet<String> = CLASSES.split_whitespace().map(str::to_owned).collect();
    for utility in STEPPED {
        classes.extend((0..=5).map(|step| format!("{utility}-{step}")));
    }
    for file in tidy::files_below(&root.join("crates/banyan/src"))? {
        if file.extension().is_some_and(|extension| extension == "rs") {
            classes.extend(rust::classes(&rust::read(&fs::read_to_string(&file)?)));
        }
    }
    Ok(classes)
}

/// Unpacks the published package into `folder`; the answer is the folder that holds its files.
fn fetch(part: &Part, folder: &Path) -> Result<std::path::PathBuf> {
    fs::create_dir_all(folder)?;
    let wanted = format!("{}@{}", part.package, part.version);
    run(Command::new("npm").args(["pack", "--silent", &wanted]).current_dir(folder))?;
    let archive = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "tgz"))
        .with_context(|| format!("npm packed nothing for {wanted}"))?;
    run(Command::new("tar").arg("xzf").arg(&archive).arg("-C").arg(folder))?;
    Ok(folder.join("package"))
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(std::process::Stdio::null()).status().with_context(|| {
        format!("{} could not be started; is it installed?", command.get_program().display())
    })?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
