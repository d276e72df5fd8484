//! `banyan read`: what a directive's text asks for, without a store.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use banyan_core::directive;
use clap::Args;

use super::{ContentArgs, Done};
use crate::directives::{reading_json, reading_table};
use crate::documents;

#[derive(Args)]
pub(super) struct ReadArgs {
    /// Texts: .txt, .html, .docx or .pdf.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write DIR/NAME.json for each file instead of printing a table.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    _content: ContentArgs,
}

/// Reads every file; one that cannot be read is said at the end, and the others are read all the same.
pub(super) fn read(args: &ReadArgs) -> Done {
    if let Some(folder) = &args.out {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder `{}` cannot be made", folder.display()))?;
    }
    let mut unread = Vec::new();
    for file in &args.files {
        if let Err(refusal) = read_one(file, args.out.as_deref()) {
            unread.push(format!("{}: {refusal:#}", file.display()));
        }
    }
    anyhow::ensure!(unread.is_empty(), "{}", unread.join("\n"));
    Ok(ExitCode::SUCCESS)
}

fn read_one(file: &Path, out: Option<&Path>) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).context("the file cannot be read")?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = documents::text_of(&name, &bytes)?.text;
    let reading = directive::read(&text);
    match out {
        Some(folder) => {
            let json = serde_json::to_string_pretty(&reading_json(&name, &text, &reading))?;
            let path = folder.join(Path::new(&name).with_extension("json"));
            std::fs::write(&path, json + "\n")
                .with_context(|| format!("`{}` cannot be written", path.display()))?;
        }
        None => writeln!(std::io::stdout().lock(), "{}", reading_table(&name, &text, &reading))?,
    }
    Ok(())
}
