//! Which package a content folder is, and in which version; every adopted row can be followed back to both.

use banyan_core::ledger::{Hash, hex};
use serde::Deserialize;
use serde_json::json;

use super::{ContentError, Source, store};
use crate::ledger::Facts;

/// Where a folder says which package it is.
pub(super) const PATH: &str = "content.toml";

/// A package of content.
#[derive(Clone, PartialEq, Eq, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub package: String,
    pub version: String,
}

impl Package {
    /// Reads `content.toml`.
    ///
    /// # Errors
    /// When it is missing, of another shape, or leaves one of the two empty.
    pub(super) fn load(source: &Source) -> Result<Package, ContentError> {
        let unreadable = |reason: &str| ContentError::Unreadable {
            path: PATH.to_owned(),
            reason: reason.to_owned(),
        };
        if !source.has(PATH) {
            return Err(unreadable(
                "the file is not there; it says which package this is: package = \"name\" and version = \"2026.1\"",
            ));
        }
        let package: Package = source.toml(PATH)?;
        if package.package.trim().is_empty() || package.version.trim().is_empty() {
            return Err(unreadable("`package` and `version` must both be said"));
        }
        Ok(package)
    }

    /// What an act says of its files: one row each.
    pub(super) fn sources(&self, files: &[(String, Hash)]) -> Facts {
        let row = |(path, hash): &(String, Hash)| {
            json!({
                "path": path, "package": self.package, "package_version": self.version, "sha256": hex(hash),
            })
        };
        Facts { table: &store::SOURCE, rows: files.iter().map(row).collect() }
    }
}
