//! `banyan backup`, `banyan restore`, `banyan upgrade`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Done, PlaceArgs};
use crate::keeping;
use crate::store::Store;

#[derive(Args)]
pub(super) struct BackupArgs {
    /// The folder to make; it must not be there.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Put the log's key into the backup too. Whoever has it can sign in the log's name: keep such a backup as you keep the key.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Args)]
pub(super) struct RestoreArgs {
    /// A folder that `banyan backup` made.
    backup: PathBuf,
    /// Where to put the log's key, if the backup holds it; without this, into the folder of the store.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Args)]
pub(super) struct UpgradeArgs {
    /// Say what would be done and try it; nothing is kept.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

fn run(work: impl Future<Output = Done>) -> Done {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

pub(super) fn backup(args: &BackupArgs) -> Done {
    run(async {
        let manifest =
            keeping::backup(&args.place.there()?, &args.out, args.key.as_deref()).await?;
        let (out, mut to) = (args.out.display(), std::io::stdout().lock());
        writeln!(to, "{out}: a store of version {}, sha256 {}", manifest.version, manifest.sha256)?;
        if !manifest.key {
            writeln!(to, "The log's key is not in it; keep a copy of the key elsewhere.")?;
        }
        Ok(ExitCode::SUCCESS)
    })
}

pub(super) fn restore(args: &RestoreArgs) -> Done {
    run(async {
        let place = args.place.place();
        let manifest = keeping::restore(&args.backup, &place, args.key.as_deref()).await?;
        let mut to = std::io::stdout().lock();
        writeln!(to, "restored a store of version {}", manifest.version)?;
        Ok(ExitCode::SUCCESS)
    })
}

pub(super) fn upgrade(args: &UpgradeArgs) -> Done {
    run(async {
        let place = args.place.there()?;
        let versions = place.versions().await?;
        let mut to = std::io::stdout().lock();
        writeln!(to, "the store is of version {}", versions.store)?;
        for (version, name) in &versions.pending {
            writeln!(to, "  {version} {name}")?;
        }
        if versions.pending.is_empty() {
            writeln!(to, "nothing to do")?;
        } else if args.dry_run {
            place.try_upgrade().await?;
            writeln!(to, "tried and taken back; nothing has changed")?;
        } else {
            Store::open(&place).await?.close().await;
            writeln!(to, "upgraded")?;
        }
        Ok(ExitCode::SUCCESS)
    })
}
