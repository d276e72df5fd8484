//! Content folders: their faults, and what a newer one changes in a store.

mod check;
mod versions;

use std::path::{Path, PathBuf};

use super::Source;
use crate::store::tests::fresh_folder;

/// A copy of content/vietnam that a test may change.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Copy {
        let folder = fresh_folder();
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/vietnam");
        copy(&original, &folder);
        Copy(folder)
    }

    fn source(&self) -> Source {
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

    fn add(&self, path: &str, tables: &str) -> &Copy {
        let path = self.0.join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}\n{tables}")).unwrap();
        self
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
