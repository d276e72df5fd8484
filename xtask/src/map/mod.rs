//! Draws the outlines of the map from boundary data: `cargo xtask map DIR` reads the one `.topo.json` file of a folder, which
//! stays outside the repository, and writes the outlines into `content/vietnam/map/map.toml`. Day, attribution and labels are
//! taken from that file as they are; the places of labels are computed from their longitude and latitude.
//!
//! Every border is simplified once and then used on both sides of it, so that neighbours never part. An islet too small to be
//! drawn keeps a mark: no island leaves the map.

mod draw;
mod topology;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use topology::{Projection, Topology};

/// The file that is drawn again.
const MAP: &str = "content/vietnam/map/map.toml";
/// Width of the drawing, in its own units; the height follows from the land.
const WIDTH: f64 = 520.0;
/// Room below the words of a label.
const BELOW: f64 = 4.0;
/// How far a simplified border may lie from the given one, in the same units.
const TOLERANCE: f64 = 0.6;

/// Draws the map again.
///
/// # Errors
/// When the folder has no topology or several, or a file is of another shape.
pub(crate) fn draw(root: &Path, folder: &str) -> Result<()> {
    let data = only_topology(Path::new(folder))?;
    let text = std::fs::read_to_string(&data).with_context(|| data.display().to_string())?;
    let topology = Topology::read(&text).with_context(|| data.display().to_string())?;
    let path = root.join(MAP);
    let before: toml::Table = std::fs::read_to_string(&path)?.parse()?;
    let after = drawn(&topology, &before)?;
    std::fs::write(&path, &after)?;
    println!("{MAP}: {} outlines, {} bytes", topology.shapes.len(), after.len());
    Ok(())
}

/// The one file of a folder that is a topology.
fn only_topology(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".topo.json"))
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(path), true) => Ok(path),
        (None, _) => bail!("{}: no file ends in .topo.json", folder.display()),
        (Some(_), false) => bail!("{}: several files end in .topo.json", folder.display()),
    }
}

/// The whole file: head and labels of the one before, outlines of the topology.
fn drawn(topology: &Topology, before: &toml::Table) -> Result<String> {
    let projection = Projection::of(topology, WIDTH);
    let arcs = draw::simplified(topology, &projection, TOLERANCE);
    let mut file = String::from(
        "# Drawn by `cargo xtask map` from the boundaries that the attribution names; labels and head are kept as they are.\n",
    );
    for key in ["boundaries_of", "attribution"] {
        let value = before.get(key).with_context(|| format!("{MAP} lacks `{key}`"))?;
        writeln!(file, "{key} = {}", inline(value))?;
    }
    let mut height = projection.height();
    let mut written = String::new();
    let labels = before.get("label").and_then(toml::Value::as_array);
    for label in labels.into_iter().flatten() {
        let field = |name: &str| {
            let value = label.get(name).and_then(toml::Value::as_str);
            value.with_context(|| format!("{MAP}: a label lacks `{name}`"))
        };
        let (longitude, latitude) = (field("longitude")?, field("latitude")?);
        let (x, y) = projection.place(longitude.parse()?, latitude.parse()?);
        height = height.max(y + BELOW);
        writeln!(
            written,
            "\n[[label]]\ntext = {}\nlongitude = \"{longitude}\"\nlatitude = \"{latitude}\"\nx = \"{x:.1}\"\ny = \"{y:.1}\"",
            toml::Value::String(field("text")?.to_owned())
        )?;
    }
    writeln!(file, "view_box = \"0 0 {} {}\"", WIDTH, height.round())?;
    file.push_str(&written);
    for shape in &topology.shapes {
        let path = draw::path(shape, &arcs);
        writeln!(file, "\n[[outline]]\ncode = \"{}\"\npath = \"{path}\"", shape.code)?;
    }
    Ok(file)
}

/// A value on one line.
fn inline(value: &toml::Value) -> String {
    match value.as_table() {
        Some(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{key} = {value}"));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        None => value.to_string(),
    }
}
