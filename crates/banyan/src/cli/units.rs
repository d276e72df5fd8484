//! `banyan units` and `banyan reform check`: the network without a store.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use banyan_core::unit::{Class, Network, Place, Tree, UnitNo, Version};
use banyan_core::words::{Day, Language};

use super::{ContentArgs, Done, Format, UnitsArgs};
use crate::content::{self, ContentError, Source};
use crate::store::Store;
use crate::units::Networks;

const UNIT_COLUMNS: [&str; 5] = ["code", "name", "kind", "level", "parent_code"];
const TRACE_COLUMNS: [&str; 9] =
    ["unit", "code", "name", "kind", "level", "from", "until", "made_of", "became"];

pub(super) fn units(args: &UnitsArgs) -> Done {
    let network = network(args)?;
    let (columns, rows) = match (&args.trace, args.on) {
        (Some(code), _) => (&TRACE_COLUMNS[..], trace(&network, code)),
        (None, Some(day)) => {
            (&UNIT_COLUMNS[..], listed(&network, &network.tree_on(day, None)?, args.bodies))
        }
        (None, None) => anyhow::bail!("name a day with --on, or a code with --trace"),
    };
    if rows.is_empty() {
        let code = args.trace.as_deref().unwrap_or_default();
        anyhow::bail!(
            "no unit ever bore the code `{code}`; codes keep their leading zeros, such as 00004"
        );
    }
    print(args.format, columns, &rows)?;
    Ok(ExitCode::SUCCESS)
}

/// The network of a store where one is named, else of the content.
fn network(args: &UnitsArgs) -> anyhow::Result<Arc<Network>> {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build();
    let stored = |store: Store| async move {
        let networks = Networks::default();
        networks.renew(&store).await?;
        anyhow::Ok(networks.network())
    };
    match (&args.data, &args.database) {
        (Some(folder), _) => {
            anyhow::ensure!(
                folder.join("banyan.db").is_file(),
                "`{}` holds no store",
                folder.display()
            );
            runtime()?.block_on(async { stored(Store::open_folder(folder).await?).await })
        }
        (None, Some(address)) => {
            runtime()?.block_on(async { stored(Store::open_address(address).await?).await })
        }
        (None, None) => {
            Ok(Arc::new(Network::new(content::load_network(&args.content.source())?.rows)))
        }
    }
}

/// Open units in tree order, one row each.
fn listed(network: &Network, tree: &Tree, bodies: bool) -> Vec<Vec<String>> {
    let wanted = |place: &&Place| place.open && (bodies || place.class == Class::Territory);
    let row = |place: &Place| {
        let version = network.version_on(place.unit, tree.day(), None)?;
        let parent = place.above.and_then(|above| tree.places().get(above));
        let parent = parent.and_then(|parent| network.version_on(parent.unit, tree.day(), None));
        Some(vec![
            version.code.clone(),
            name(version),
            version.kind.clone(),
            version.level.to_string(),
            parent.map_or_else(String::new, |parent| parent.code.clone()),
        ])
    };
    tree.places().iter().filter(wanted).filter_map(row).collect()
}

fn name(version: &Version) -> String {
    version.name.in_language(Language::Vietnamese).1.to_owned()
}

/// Every version of every bearer of a code, with what stands before and behind it.
fn trace(network: &Network, code: &str) -> Vec<Vec<String>> {
    let rows = network.bearers(code).iter().flat_map(|no| {
        let versions = network.versions(*no);
        versions.iter().enumerate().map(move |(number, version)| {
            let end = network.end(*no, None).map(|end| end.last_day);
            let until = versions.get(number + 1).map(|next| next.from.previous()).or(end);
            vec![
                version.unit.to_string(),
                version.code.clone(),
                name(version),
                version.kind.clone(),
                version.level.to_string(),
                version.from.to_string(),
                until.map_or_else(String::new, |day: Day| day.to_string()),
                named(network, network.predecessors(*no, None).iter().map(|stream| stream.unit)),
                named(network, network.successors(*no, None).iter().map(|stream| stream.unit)),
            ]
        })
    });
    rows.collect()
}

/// `432 Thị xã Hoàng Mai; …`
fn named(network: &Network, units: impl Iterator<Item = UnitNo>) -> String {
    let one =
        |no| network.last_version(no).map(|version| format!("{} {}", version.code, name(version)));
    units.filter_map(one).collect::<Vec<_>>().join("; ")
}

fn print(format: Format, columns: &[&str], rows: &[Vec<String>]) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match format {
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(out);
            writer.write_record(columns)?;
            for row in rows {
                writer.write_record(row)?;
            }
            writer.flush()?;
        }
        Format::Json => {
            let object = |row: &Vec<String>| -> serde_json::Map<String, serde_json::Value> {
                columns
                    .iter()
                    .zip(row)
                    .map(|(column, value)| ((*column).to_owned(), value.clone().into()))
                    .collect()
            };
            serde_json::to_writer_pretty(&mut out, &rows.iter().map(object).collect::<Vec<_>>())?;
            writeln!(out)?;
        }
    }
    Ok(())
}

pub(super) fn check(folder: &Path, content: &ContentArgs) -> Done {
    anyhow::ensure!(folder.is_dir(), "`{}` is no folder", folder.display());
    let mut out = std::io::stdout().lock();
    match content::check_reform(&content.source(), &Source::Folder(folder.to_owned())) {
        Ok(rows) => {
            writeln!(
                out,
                "consistent: {} units begin, {} end, {} change, {} transfers",
                rows.units.len(),
                rows.ends.len(),
                rows.versions.len().saturating_sub(rows.units.len()),
                rows.transfers.len()
            )
            .context("the answer could not be written")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(ContentError::Many(found)) => {
            for finding in &found {
                writeln!(out, "{finding}")?;
            }
            writeln!(out, "{} found", found.len())?;
            Ok(ExitCode::FAILURE)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
