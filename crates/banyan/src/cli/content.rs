//! `banyan content`: a content folder checked, laid beside a store, and adopted.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use banyan_core::report::Cost;
use clap::{Args, Subcommand};

use super::demo::prepare;
use super::{ContentArgs, Done, PlaceArgs};
use crate::accounts::{Fates, Outcome};
use crate::content::{self, Brought, Changes, Source};
use crate::programmes::{Change, Difference};

#[derive(Subcommand)]
pub(super) enum ContentCommand {
    /// Lists every fault of a content folder at once; ends with 0 only when there is none.
    Check {
        /// The content folder.
        folder: PathBuf,
    },
    /// Prints what adopting a content folder would change in a store; changes nothing.
    Diff(BesideArgs),
    /// Prints what a content folder changes, and records it as new versions with `--yes`.
    Adopt {
        #[command(flatten)]
        beside: BesideArgs,
        /// Record the changes without asking.
        #[arg(long)]
        yes: bool,
    },
}

/// A content folder and the store beside it.
#[derive(Args)]
pub(super) struct BesideArgs {
    #[command(flatten)]
    content: ContentArgs,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn content(command: ContentCommand) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match command {
        ContentCommand::Check { folder } => check(folder),
        ContentCommand::Diff(beside) => runtime.block_on(diff(&beside)),
        ContentCommand::Adopt { beside, yes } => runtime.block_on(adopt(&beside, yes)),
    }
}

fn check(folder: PathBuf) -> Done {
    anyhow::ensure!(folder.is_dir(), "`{}` is no folder", folder.display());
    let mut out = std::io::stdout().lock();
    let faults = content::check(&Source::Folder(folder));
    for fault in &faults {
        writeln!(out, "{fault}")?;
    }
    if faults.is_empty() {
        writeln!(out, "consistent")?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "{} found", faults.len())?;
    Ok(ExitCode::FAILURE)
}

async fn diff(beside: &BesideArgs) -> Done {
    let store = beside.place.open_reading().await?;
    let brought = content::differences(&beside.content.source(), &store).await?;
    print(&brought)?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn adopt(beside: &BesideArgs, yes: bool) -> Done {
    let store = beside.place.open().await?;
    // What is shown, agreed to and recorded is read once.
    let source = beside.content.source().kept();
    let brought = content::differences(&source, &store).await?;
    print(&brought)?;
    if brought.count() == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    if !yes && !agreed()? {
        anyhow::bail!("nothing was recorded; add --yes to record the changes");
    }
    let (site, caches) = prepare(store, &source).await?;
    content::adopt(&source, &site, &caches, Changes::Record).await?;
    site.store.close().await;
    writeln!(std::io::stdout(), "recorded")?;
    Ok(ExitCode::SUCCESS)
}

/// Asks a person at a terminal; a script has to say `--yes`.
fn agreed() -> std::io::Result<bool> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Ok(false);
    }
    let mut out = std::io::stdout().lock();
    write!(out, "Record these changes? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn print(brought: &Brought) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} {}", brought.package.package, brought.package.version)?;
    for step in &brought.steps {
        writeln!(out, "new      {step}")?;
    }
    for path in &brought.files_changed {
        writeln!(
            out,
            "kept     {path}: the file has changed since it was adopted; units change through a reform only"
        )?;
    }
    for own in &brought.differences {
        part(&mut out, own)?;
    }
    for own in &brought.costs {
        let Cost { entries, periods, units, all, shared, .. } = &own.cost;
        writeln!(
            out,
            "asks     {}: {entries} entries x {periods} periods x {units} units = {} a year; {} of them are entered for another rule already",
            own.code, all.a_year, shared.a_year
        )?;
    }
    for fates in &brought.fates {
        grants(&mut out, fates)?;
    }
    for own in &brought.undecided {
        let (reform, login) = (&own.reform.0, &own.login);
        writeln!(
            out,
            "waits    {reform}: {login}, {} of {}: decide at /people",
            own.grant.role, own.grant.unit
        )?;
    }
    let kept = brought.differences.len() + brought.steps.len() - brought.count();
    writeln!(out, "{} to adopt, {kept} kept because people made them", brought.count())
}

/// What a reform would do to grants, one line each.
fn grants(out: &mut impl Write, fates: &Fates) -> std::io::Result<()> {
    let (reform, on) = (&fates.reform.id.0, fates.reform.on);
    let (stays, going, waiting) = (fates.stays, fates.going(), fates.waiting());
    writeln!(out, "grants   {reform}: on {on}, {stays} stay, {going} go on, {waiting} wait")?;
    for fate in &fates.moved {
        let (login, role, unit) = (&fate.login, fate.grant.role, &fate.grant.unit);
        match &fate.outcome {
            Outcome::Waits => {
                writeln!(out, "           {login}, {role} of {unit}: waits for a decision")?;
            }
            Outcome::Goes(next) => {
                let next: Vec<String> =
                    next.iter().map(|own| format!("{} of {}", own.role, own.unit)).collect();
                writeln!(out, "           {login}, {role} of {unit} -> {}", next.join(", "))?;
            }
        }
    }
    Ok(())
}

fn part(out: &mut impl Write, own: &Difference) -> std::io::Result<()> {
    writeln!(out, "{:<8} {} {}", own.change.key(), own.kind, own.code)?;
    if own.change == Change::Kept && own.fields.is_empty() {
        writeln!(out, "           the whole part; people adopted or changed it here")?;
    }
    for field in &own.fields {
        let value = |value: &Option<String>| {
            value.as_ref().map_or_else(|| "not stated".to_owned(), |value| format!("`{value}`"))
        };
        let (before, after) = (value(&field.recorded), value(&field.brought));
        writeln!(out, "           {}: {before} -> {after}", field.field)?;
    }
    Ok(())
}
