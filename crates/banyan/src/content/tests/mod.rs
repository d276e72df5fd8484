//! Content folders: their faults, and what a newer one changes in a store.

mod check;
mod grants;
mod reporting;
mod shown;
mod versions;

pub(crate) use check::target;

use std::path::{Path, PathBuf};

use super::Source;
use crate::store::tests::fresh_folder;

/// A copy of content/vietnam that a test may change.
pub(crate) struct Copy(PathBuf);

impl Copy {
    pub(crate) fn new() -> Copy {
        let folder = fresh_folder();
        copy(&original(), &folder);
        Copy(folder)
    }

    pub(crate) fn source(&self) -> Source {
        Source::Folder(self.0.clone())
    }

    /// Replaces words that stand in a file exactly once.
    fn change(&self, path: &str, from: &str, to: &str) -> &Copy {
        let path = self.0.join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from} in {}", path.display());
        std::fs::write(&path, text.replace(from, to)).unwrap();
        self
    }

    /// Takes out the table `[[…]]` that has a code.
    fn take_out(&self, path: &str, table: &str, code: &str) -> &Copy {
        let path = self.0.join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        let begin = text.find(&format!("[[{table}]]\ncode = \"{code}\"")).unwrap();
        let rest = &text[begin + 2..];
        let end = rest.find("\n[[").map_or(text.len(), |at| begin + 2 + at + 1);
        std::fs::write(&path, format!("{}{}", &text[..begin], &text[end..])).unwrap();
        self
    }

    /// Writes a file of its own.
    pub(crate) fn write(&self, path: &str, text: &str) -> &Copy {
        std::fs::write(self.0.join(path), text).unwrap();
        self
    }

    pub(crate) fn add(&self, path: &str, tables: &str) -> &Copy {
        let path = self.0.join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}\n{tables}")).unwrap();
        self
    }
}

fn original() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/vietnam")
}

/// Every file under a folder, by its path from there.
fn walk(folder: &Path, under: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder.join(under)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{under}/{name}");
        if folder.join(&path).is_dir() {
            walk(folder, &path, files);
        } else {
            files.push(path);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
