//! The command line. Standard output holds the answer only; what goes on beside it goes to standard error.

mod account;
mod background;
mod content;
mod demo;
mod erase;
mod keep;
mod observations;
mod prove;
mod read;
mod serve;
mod units;
mod verify;
mod witness;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use banyan_core::words::Day;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::content::Source;
use crate::store::{self, Place, Store};

/// From a directive's text to figures that can be followed back: one platform from the centre to the last commune.
#[derive(Parser)]
#[command(name = "banyan", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs everything on this computer with real content; nothing else is needed.
    Demo(demo::DemoArgs),
    /// Runs the site for people who sign in.
    Serve(serve::ServeArgs),
    /// Accounts that nobody invites.
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Reads directives into documents, targets, tasks and baselines.
    Read(read::ReadArgs),
    /// The units of a day, or every unit that ever bore a code.
    Units(UnitsArgs),
    /// A content folder: checked, compared with a store, adopted.
    Content {
        #[command(subcommand)]
        command: content::ContentCommand,
    },
    /// Checks every fact, act, checkpoint and signature of a store, or a proof in a file; ends with 0 only when all holds.
    Verify(verify::VerifyArgs),
    /// Writes the proof that an act stands in the log, for those who have no store.
    Prove(prove::ProveArgs),
    /// Erases what an act says of people; that it happened stays proven.
    Erase(erase::EraseArgs),
    /// Care for the log of this store.
    Ledger {
        #[command(subcommand)]
        command: LedgerCommand,
    },
    /// Watches logs on another machine: remembers the last state of each, and co-signs only what grew out of it.
    Witness(witness::WitnessArgs),
    /// Copies a store into a folder while it is in use.
    Backup(keep::BackupArgs),
    /// Restores a backup into a folder without a store, or into an empty database.
    Restore(keep::RestoreArgs),
    /// Brings the tables of a store up to this program.
    Upgrade(keep::UpgradeArgs),
    /// Records a file of observations as one act; every fault of the file is told at once, and with one nothing is recorded.
    Import(observations::ImportArgs),
    /// Writes observations as they were known on a day.
    Export(observations::ExportArgs),
    /// Reforms as data.
    Reform {
        #[command(subcommand)]
        command: ReformCommand,
    },
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Makes an account, such as the first administrator's.
    Create(account::CreateArgs),
}

#[derive(Subcommand)]
enum LedgerCommand {
    /// Makes a new key that signs from now on; the old one stays listed. Stop every node first, and give all the new file.
    ChangeKey(prove::ChangeKeyArgs),
}

#[derive(Subcommand)]
enum ReformCommand {
    /// Lists every inconsistency of a reform folder at once; ends with 0 only when there is none.
    Check {
        /// A folder with `reform.toml` and its CSV files.
        folder: PathBuf,
        #[command(flatten)]
        content: ContentArgs,
    },
}

#[derive(Args)]
struct ContentArgs {
    /// Content folder; without it, the copy of content/vietnam built into the program.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
}

impl ContentArgs {
    fn source(&self) -> Source {
        Source::named(self.content.as_deref())
    }
}

/// Where the store is.
#[derive(Args)]
struct PlaceArgs {
    /// Folder of the embedded database.
    #[arg(long, value_name = "DIR", default_value = "banyan-data")]
    data: PathBuf,
    /// A database instead: postgres://USER@HOST/NAME.
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
}

impl PlaceArgs {
    fn place(&self) -> Place {
        match &self.database {
            Some(address) => Place::Address(address.clone()),
            None => Place::Folder(self.data.clone()),
        }
    }

    /// The same where a store has to be there already; a folder without one is left as it is.
    fn there(&self) -> anyhow::Result<Place> {
        let place = self.place();
        if let Place::Folder(folder) = &place {
            let shown = folder.display();
            anyhow::ensure!(
                folder.join(store::FILE).is_file(),
                "`{shown}` holds no store; name its folder with --data"
            );
        }
        Ok(place)
    }

    /// Opens a store that is there.
    async fn open(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.there()?).await?)
    }

    /// Opens a store that is there, to read it as it is.
    async fn open_reading(&self) -> anyhow::Result<Store> {
        Ok(Store::open_reading(&self.there()?).await?)
    }
}

#[derive(Args)]
struct UnitsArgs {
    /// The day, such as 2025-06-30.
    #[arg(long, value_name = "DAY", required_unless_present = "trace")]
    on: Option<Day>,
    /// Every unit that ever bore this code, what it was made of and what became of it.
    #[arg(long, value_name = "CODE", conflicts_with = "on")]
    trace: Option<String>,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// Bodies too: ministries, committees, departments.
    #[arg(long)]
    bodies: bool,
    /// Folder of an embedded database to read instead of the content.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["content", "database"])]
    data: Option<PathBuf>,
    /// Address of a database to read instead of the content.
    #[arg(long, value_name = "URL", conflicts_with = "content")]
    database: Option<String>,
    #[command(flatten)]
    content: ContentArgs,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// What a command ends with: everything asked was done, or not.
type Done = anyhow::Result<ExitCode>;

/// Runs the command that the arguments name.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Demo(args) => demo::demo(args),
        Command::Serve(args) => serve::serve(args),
        Command::Account { command: AccountCommand::Create(args) } => account::create(args),
        Command::Read(args) => read::read(&args),
        Command::Units(args) => units::units(&args),
        Command::Verify(args) => verify::verify(&args),
        Command::Prove(args) => prove::prove(&args),
        Command::Erase(args) => erase::erase(&args),
        Command::Ledger { command: LedgerCommand::ChangeKey(args) } => prove::change_key(&args),
        Command::Witness(args) => witness::witness(args),
        Command::Content { command } => content::content(command),
        Command::Backup(args) => keep::backup(&args),
        Command::Restore(args) => keep::restore(&args),
        Command::Upgrade(args) => keep::upgrade(&args),
        Command::Import(args) => observations::import_file(&args),
        Command::Export(args) => observations::export(&args),
        Command::Reform { command: ReformCommand::Check { folder, content } } => {
            units::check(&folder, &content)
        }
    };
    done.unwrap_or_else(|refusal| {
        let _ = writeln!(std::io::stderr(), "banyan: {refusal:#}");
        ExitCode::FAILURE
    })
}
