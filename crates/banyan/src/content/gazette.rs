//! Kinds in words, and outlines for the map.

use std::collections::BTreeMap;

use banyan_core::unit::Level;
use banyan_core::words::{Day, Language, Text};
use serde::Deserialize;

use super::network::{FourTexts, maybe_parsed, parsed};
use super::{ContentError, Source};
use crate::units::{Gazette, Kind, Outlines};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    kind: Vec<KindEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    kind: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    level: Option<Level>,
    #[serde(rename = "class")]
    _class: String,
    name: FourTexts,
    names: FourTexts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MapFile {
    #[serde(deserialize_with = "parsed")]
    boundaries_of: Day,
    view_box: String,
    attribution: FourTexts,
    #[serde(default)]
    label: Vec<BTreeMap<String, String>>,
    outline: Vec<BTreeMap<String, String>>,
}

/// Reads `network/kinds.toml` and, where there is one, `map/map.toml`.
///
/// # Errors
/// When a file is of another shape.
pub(super) fn load(source: &Source) -> Result<Gazette, ContentError> {
    let kinds: KindsFile = source.toml("network/kinds.toml")?;
    let kind = |entry: KindEntry| {
        let own = || Text::in_one(Language::English, entry.kind.clone());
        Kind {
            name: entry.name.clone().text().unwrap_or_else(own),
            names: entry.names.clone().text().unwrap_or_else(own),
            level: entry.level,
            kind: entry.kind.clone(),
        }
    };
    let kinds = kinds.kind.into_iter().map(kind).collect();
    let outlines = if source.has("map/map.toml") {
        Some(outlines(source.toml("map/map.toml")?))
    } else {
        None
    };
    Ok(Gazette { kinds, outlines })
}

fn outlines(file: MapFile) -> Outlines {
    let field =
        |entry: &BTreeMap<String, String>, name: &str| entry.get(name).cloned().unwrap_or_default();
    Outlines {
        boundaries_of: file.boundaries_of,
        view_box: file.view_box,
        paths: file
            .outline
            .iter()
            .map(|entry| (field(entry, "code"), field(entry, "path")))
            .collect(),
        labels: file
            .label
            .iter()
            .map(|entry| (field(entry, "text"), field(entry, "x"), field(entry, "y")))
            .collect(),
        attribution: file
            .attribution
            .text()
            .unwrap_or_else(|| Text::in_one(Language::English, String::new())),
    }
}
