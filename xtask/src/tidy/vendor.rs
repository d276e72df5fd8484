//! Parts from outside are what their maintainers published: every file has a known hash and a licence.

use super::{File, Finding};
use crate::assets;
use std::collections::BTreeSet;

pub(super) fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known = BTreeSet::new();
    for list in files.iter().filter(|file| file.name() == "vendor.toml") {
        let folder = format!("{}/vendor", list.path.trim_end_matches("/vendor.toml"));
        let table: toml::Table = match list.text.parse() {
            Ok(table) => table,
            Err(error) => {
                findings.push(list.finding(1, format!("{error}")));
                continue;
            }
        };
        for part in table.get("part").and_then(toml::Value::as_array).into_iter().flatten() {
            let said =
                |field: &str| part.get(field).and_then(toml::Value::as_str).unwrap_or_default();
            let hashes = part.get("sha256").and_then(toml::Value::as_table);
            if said("licence").is_empty()
                || !hashes
                    .is_some_and(|hashes| hashes.keys().any(|name| name.starts_with("LICENSE")))
            {
                findings.push(
                    list.finding(1, format!("`{}` needs a licence and its text", said("name"))),
                );
            }
            for (name, hash) in hashes.into_iter().flatten() {
                let path = format!("{folder}/{}/{}/{name}", said("name"), said("version"));
                match files.iter().find(|file| file.path == path) {
                    None => {
                        findings.push(list.finding(1, format!("`{path}` is listed and not there")))
                    }
                    Some(file) if Some(assets::hash(&file.bytes).as_str()) != hash.as_str() => {
                        findings.push(file.finding(
                            1,
                            "the file is not what was fetched: run `cargo xtask assets`",
                        ));
                    }
                    Some(_) => {}
                }
                known.insert(path);
            }
        }
    }
    for file in files.iter().filter(|file| file.foreign() && !known.contains(&file.path)) {
        findings.push(file.finding(1, "no vendor.toml lists this file: say where it is from, under which licence, with which hash"));
    }
    findings
}
