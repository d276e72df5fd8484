//! The command line. Standard output holds the answer only; what goes on beside it goes to standard error.

mod content;
mod demo;
mod read;
mod units;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use banyan_core::words::Day;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::content::Source;

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
    /// Reads directives into documents, targets, tasks and baselines.
    Read(read::ReadArgs),
    /// The units of a day, or every unit that ever bore a code.
    Units(UnitsArgs),
    /// A content folder: checked, compared with a store, adopted.
    Content {
        #[command(subcommand)]
        command: content::ContentCommand,
    },
    /// Reforms as data.
    Reform {
        #[command(subcommand)]
        command: ReformCommand,
    },
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
        Command::Read(args) => read::read(&args),
        Command::Units(args) => units::units(&args),
        Command::Content { command } => content::content(command),
        Command::Reform { command: ReformCommand::Check { folder, content } } => {
            units::check(&folder, &content)
        }
    };
    done.unwrap_or_else(|refusal| {
        let _ = writeln!(std::io::stderr(), "banyan: {refusal:#}");
        ExitCode::FAILURE
    })
}
