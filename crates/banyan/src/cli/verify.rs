//! `banyan verify`: whether the ledger of a store holds.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use banyan_core::ledger::NoteKey;
use clap::Args;

use super::prove::printable;
use super::{Done, PlaceArgs};
use crate::ledger::{self, Finding, LogKey, Verified};
use crate::panels;
use crate::store::Place;

#[derive(Args)]
pub(super) struct VerifyArgs {
    /// A proof, as `banyan prove` writes it; without one, the whole store is verified.
    #[arg(conflicts_with_all = ["data", "database", "since"])]
    file: Option<PathBuf>,
    /// Public keys: of a log or a witness, one of which must have signed the proof; without a proof, all those under which the log
    /// was ever signed, as they were told to you.
    #[arg(long, value_name = "KEY", num_args = 1..)]
    key: Vec<NoteKey>,
    /// An earlier checkpoint that the log must have grown out of.
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn verify(args: &VerifyArgs) -> Done {
    match &args.file {
        Some(file) => super::prove::verify_file(file, &args.key),
        None => tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?
            .block_on(verify_store(args)),
    }
}

async fn verify_store(args: &VerifyArgs) -> Done {
    let since = args.since.as_ref().map(|path| {
        std::fs::read_to_string(path)
            .with_context(|| format!("the checkpoint `{}` cannot be read", path.display()))
    });
    let since = since.transpose()?;
    let store = args.place.open_reading().await?;
    let mut verified = ledger::verify(&store, &panels::fact_tables(), since.as_deref()).await?;
    verified.findings.extend(ledger::check_derived(&store, panels::DERIVED).await?);
    let keys = ledger::log_keys(&store).await?;
    if !args.key.is_empty() {
        verified.findings.extend(ledger::foreign_keys(&store, &args.key).await?);
    }
    if let (Place::Folder(folder), Some(last)) = (args.place.place(), keys.last()) {
        let file = folder.join(ledger::KEY_FILE);
        if file.exists() && LogKey::in_file(&file)?.public() != *last {
            verified.findings.push(Finding::ForeignKey { key: last.clone() });
        }
    }
    store.close().await;
    told(&verified, &keys)?;
    Ok(if verified.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was checked; then everything that does not match, the first of it once more in the last line.
fn told(verified: &Verified, keys: &[String]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} acts, {} rows, {} checkpoints; {} acts wait to be put in order",
        verified.acts, verified.rows, verified.checkpoints, verified.waiting
    )?;
    for key in keys {
        writeln!(out, "signed under {}", printable(key))?;
    }
    let Some(first) = verified.findings.first() else {
        return writeln!(out, "everything holds");
    };
    for finding in &verified.findings {
        writeln!(out, "{}", printable(&finding.to_string()))?;
    }
    if verified.more > 0 {
        writeln!(out, "and {} more", verified.more)?;
    }
    writeln!(out, "does not hold: {}", printable(&first.to_string()))
}
