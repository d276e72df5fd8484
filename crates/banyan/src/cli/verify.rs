//! `banyan verify`: whether the ledger of a store holds.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use banyan_core::ledger::NoteKey;
use clap::Args;

use super::{Done, PlaceArgs};
use crate::ledger::{self, Verified};
use crate::panels;

#[derive(Args)]
pub(super) struct VerifyArgs {
    /// A proof, as `banyan prove` writes it; without one, the whole store is verified.
    #[arg(conflicts_with_all = ["data", "database", "since"])]
    file: Option<PathBuf>,
    /// Public key of a log or a witness that must have signed the proof; may be given several times.
    #[arg(long, value_name = "KEY", requires = "file")]
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
    let store = args.place.open().await?;
    let verified = ledger::verify(&store, &panels::fact_tables(), since.as_deref()).await?;
    store.close().await;
    told(&verified)?;
    Ok(if verified.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was checked; then everything that does not match, the first of it once more in the last line.
fn told(verified: &Verified) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{} acts, {} rows, {} checkpoints; {} acts wait to be put in order",
        verified.acts, verified.rows, verified.checkpoints, verified.waiting
    )?;
    let Some(first) = verified.findings.first() else {
        return writeln!(out, "everything holds");
    };
    for finding in &verified.findings {
        writeln!(out, "{finding}")?;
    }
    if verified.more > 0 {
        writeln!(out, "and {} more", verified.more)?;
    }
    writeln!(out, "does not hold: {first}")
}
