//! `banyan import` and `banyan export`: observations from a file into a store, and out of it as they were known on a day.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use banyan_core::form::Notation;
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::{Day, Language, Moment};
use clap::{Args, ValueEnum};

use super::serve::real_site;
use super::{ContentArgs, Done, Format, PlaceArgs};
use crate::jobs::machine_clock;
use crate::ledger::{Call, file_hash};
use crate::observations::{
    Across, Asked, EVERY_PERIOD, Imported, Importing, Line, NotRead, Observation, Page, import,
    list_across, list_of_unit, read_file,
};
use crate::store::{Store, Tx};
use crate::web::{Actor, Argument, Clock, Mandate, Refusal, Words};

#[derive(Args)]
pub(super) struct ImportArgs {
    /// CSV with the columns indicator, cell, unit, period, method, value; cell and method may be left out.
    file: PathBuf,
    /// How its numbers are written.
    #[arg(long, value_enum, default_value = "either")]
    marks: Marks,
    /// Why values that stand already are stated anew.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// The id of the import, a UUID of version 7: the same file again under it is imported once.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Check the file; nothing is recorded.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    content: ContentArgs,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Marks {
    /// A point or a comma before the decimals; what could be read in two ways is refused.
    Either,
    /// A point before the decimals, nothing between thousands, as programs write them.
    Point,
}

#[derive(Args)]
#[group(id = "what", multiple = true, required = true)]
pub(super) struct WhatArgs {
    /// The code of an indicator; may be given several times.
    #[arg(long, value_name = "CODE")]
    indicator: Vec<String>,
    /// The code that a unit bears on the day.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
}

#[derive(Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    what: WhatArgs,
    /// As it was known at the end of this day; without it, as it is known now.
    #[arg(long, value_name = "DAY")]
    on: Option<Day>,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    #[command(flatten)]
    content: ContentArgs,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn import_file(args: &ImportArgs) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(importing(args))
}

async fn importing(args: &ImportArgs) -> Done {
    let shown = args.file.display();
    let bytes = std::fs::read(&args.file).with_context(|| format!("`{shown}` cannot be read"))?;
    let (site, caches) = real_site(args.place.open().await?, &args.content.source()).await?;
    let notation = match args.marks {
        Marks::Either => Notation::Unstated,
        Marks::Point => Notation::Plain,
    };
    let (known, network) = (caches.catalogue.known(None), caches.networks.network());
    let read = read_file(&bytes, &known, &network, (notation, site.clock.today()), |read| {
        progress(read, bytes.len());
    });
    progress_done();
    let (values, subject) = match read {
        Ok(read) => read,
        Err(NotRead::Lines(misread)) => {
            let mut out = std::io::stdout().lock();
            for own in &misread {
                writeln!(out, "line {}: {}", own.line, own.fault)?;
            }
            writeln!(out, "{} faults found; nothing was recorded", misread.len())?;
            return Ok(ExitCode::FAILURE);
        }
        Err(refusal) => anyhow::bail!("`{shown}`: {refusal}; nothing was recorded"),
    };
    let count = values.len();
    if args.dry_run {
        writeln!(std::io::stdout(), "{count} values can be taken; nothing was recorded")?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = args.file.file_name().and_then(|name| name.to_str()).context("the file's name")?;
    let file = Importing {
        name: name.to_owned(),
        hash: file_hash(&bytes),
        reason: args.reason.clone(),
        subject,
        values: Arc::new(values),
    };
    let (actor, now) = (Actor::LocalPlanner, machine_clock());
    let call = match &args.id {
        Some(id) => Call::of_form(actor, now, id),
        None => Call::new(actor, now).map_err(Refusal::from),
    };
    let call = call.map_err(|refusal| anyhow::anyhow!("{}", said(&refusal)))?;
    say(&format!("{count} values are being recorded"));
    let done = recorded(&site.store, &call, &file).await;
    site.store.close().await;
    let done = done.map_err(|refusal| anyhow::anyhow!("{}", said(&refusal)))?;
    let Imported { new, unchanged, .. } = done;
    writeln!(std::io::stdout(), "{new} recorded, {unchanged} stood already; act {}", call.id.0)?;
    Ok(ExitCode::SUCCESS)
}

async fn recorded(store: &Store, call: &Call, file: &Importing) -> Result<Imported, Refusal> {
    let work = store.write(|tx| {
        let (call, file) = (call.clone(), file.clone());
        Box::pin(async move { import(tx, &call, &[Mandate::Program], &file).await })
    });
    work.await
}

/// The sentence of a page, in the command's language.
fn said(refusal: &Refusal) -> String {
    let t = Words::of(Language::English);
    match refusal {
        Refusal::Sentence { key, input, .. } => t.with(key, &[("input", Argument::from(input))]),
        Refusal::FormWithoutId => {
            "the id is no UUID of version 7; leave it out to have one made".to_owned()
        }
        other => other.to_string(),
    }
}

/// A line that is written over while the work goes on, where somebody looks on.
fn progress(read: u64, all: usize) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let all = u64::try_from(all).unwrap_or(u64::MAX).max(1);
        let share = read.saturating_mul(100).checked_div(all).unwrap_or_default();
        // Who cannot be told is not told.
        let _ = write!(out, "\rchecking: {share} %");
    }
}

fn progress_done() {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let _ = writeln!(out, "\rchecked.       ");
    }
}

fn say(line: &str) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        let _ = writeln!(out, "{line}");
    }
}

pub(super) fn export(args: &ExportArgs) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(exporting(args))
}

/// Observations that are read at once.
const TOGETHER: i64 = 5000;

async fn exporting(args: &ExportArgs) -> Done {
    let (site, caches) =
        real_site(args.place.open_reading().await?, &args.content.source()).await?;
    let known_at = args.on.map(|day| site.clock.end_of(day));
    let (known, network) = (caches.catalogue.known(known_at), caches.networks.network_at(known_at));
    let day = args.on.unwrap_or(site.clock.today());
    let unit = match &args.what.unit {
        None => None,
        Some(code) => {
            let no = network.unit_on(code, day, None);
            let unit = no.and_then(|no| network.unit(no)).map(|unit| unit.id.clone());
            Some(unit.with_context(|| format!("no unit bears the code `{code}` on {day}"))?)
        }
    };
    let all: Vec<&str> = known
        .entries()
        .flat_map(|entry| &entry.document.indicator)
        .map(|own| own.code.as_str())
        .collect();
    let asked: Vec<&str> = args.what.indicator.iter().map(String::as_str).collect();
    let strange = asked.iter().find(|code| !all.contains(code));
    anyhow::ensure!(strange.is_none(), "there is no indicator `{}`", strange.unwrap_or(&""));
    let indicators = if asked.is_empty() { all } else { asked };
    let mut tx = site.store.read().await?;
    let mut out = Output::new(args.format, &network, site.clock.clone())?;
    match &unit {
        Some(unit) => of_unit(&mut tx, unit, &indicators, known_at, &mut out).await?,
        None => across(&mut tx, &indicators, known_at, &mut out).await?,
    }
    out.finish()?;
    drop(tx);
    site.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn of_unit(
    tx: &mut Tx,
    unit: &UnitId,
    indicators: &[&str],
    known_at: Option<Moment>,
    out: &mut Output<'_>,
) -> anyhow::Result<()> {
    let asked = Asked { unit, indicators, periods: EVERY_PERIOD };
    let mut last = None;
    loop {
        let page = Page { known_at, after: last.as_ref(), most: TOGETHER };
        let found = list_of_unit(tx, asked, page).await?;
        let Some(end) = found.last() else { return Ok(()) };
        let end = end.key.clone();
        out.write(&found)?;
        last = Some(end);
    }
}

async fn across(
    tx: &mut Tx,
    indicators: &[&str],
    known_at: Option<Moment>,
    out: &mut Output<'_>,
) -> anyhow::Result<()> {
    for indicator in indicators {
        let across = Across { indicator, periods: EVERY_PERIOD };
        let mut last = None;
        loop {
            let page = Page { known_at, after: last.as_ref(), most: TOGETHER };
            let found = list_across(tx, across, page).await?;
            let Some(end) = found.last() else { break };
            let end = end.key.clone();
            out.write(&found)?;
            last = Some(end);
        }
    }
    Ok(())
}

/// The lines that are written, as they come.
struct Output<'n> {
    lines: Lines,
    network: &'n Network,
    clock: Clock,
}

enum Lines {
    Csv(Box<csv::Writer<std::io::Stdout>>),
    /// Whether there was one already.
    Json(bool),
}

impl<'n> Output<'n> {
    fn new(format: Format, network: &'n Network, clock: Clock) -> std::io::Result<Output<'n>> {
        let lines = match format {
            Format::Csv => Lines::Csv(Box::new(csv::Writer::from_writer(std::io::stdout()))),
            Format::Json => {
                write!(std::io::stdout(), "[")?;
                Lines::Json(false)
            }
        };
        Ok(Output { lines, network, clock })
    }

    fn write(&mut self, found: &[Observation]) -> anyhow::Result<()> {
        for own in found {
            let line = Line::of(own, self.network, &self.clock);
            match &mut self.lines {
                Lines::Csv(writer) => writer.serialize(line)?,
                Lines::Json(begun) => {
                    let mark = if std::mem::replace(begun, true) { ",\n" } else { "\n" };
                    let mut out = std::io::stdout().lock();
                    write!(out, "{mark}{}", serde_json::to_string(&line)?)?;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<()> {
        match self.lines {
            Lines::Csv(mut writer) => writer.flush()?,
            Lines::Json(_) => writeln!(std::io::stdout(), "\n]")?,
        }
        Ok(())
    }
}
