//! Where content comes from: a folder, or the copy of `content/vietnam` that is built into the program.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../content/vietnam"]
struct BuiltIn;

/// A content folder.
#[derive(Clone, Debug)]
pub enum Source {
    BuiltIn,
    Folder(PathBuf),
    /// A folder of which every file is read once.
    Kept(Arc<Kept>),
}

/// What was read of a folder, by path: whatever changes on the disk afterwards, it is answered again.
#[derive(Debug)]
pub struct Kept {
    folder: Box<Source>,
    files: Mutex<BTreeMap<String, Option<Vec<u8>>>>,
    lists: Mutex<BTreeMap<String, Vec<String>>>,
}

impl Kept {
    /// The answer of the first time; a lock that a panic left behind still guards whole answers.
    fn once<T: Clone>(
        answers: &Mutex<BTreeMap<String, T>>,
        path: &str,
        ask: impl FnOnce() -> T,
    ) -> T {
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.entry(path.to_owned()).or_insert_with(ask).clone()
    }
}

/// What is wrong with a file of the content folder.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    #[error("{path}: the file is not there")]
    Missing { path: String },
    #[error("{path}: {reason}")]
    Unreadable { path: String, reason: String },
    #[error("{path}, line {line}: {reason}")]
    Line { path: String, line: usize, reason: String },
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Many(Vec<ContentError>),
    #[error("{path}: {finding}")]
    Inconsistent { path: String, finding: banyan_core::unit::Inconsistency },
}

impl ContentError {
    /// Each fault by itself.
    pub fn apart(self) -> Vec<ContentError> {
        match self {
            ContentError::Many(faults) => {
                faults.into_iter().flat_map(ContentError::apart).collect()
            }
            own => vec![own],
        }
    }
}

impl Source {
    /// The folder, or the built-in copy when none is named.
    pub fn named(folder: Option<&Path>) -> Source {
        folder.map_or(Source::BuiltIn, |folder| Source::Folder(folder.to_owned()))
    }

    /// The same content with every file read once, when it is first asked for: what is checked, hashed, shown and recorded
    /// is then the same.
    #[must_use]
    pub fn kept(&self) -> Source {
        match self {
            Source::Folder(_) => Source::Kept(Arc::new(Kept {
                folder: Box::new(self.clone()),
                files: Mutex::default(),
                lists: Mutex::default(),
            })),
            Source::BuiltIn | Source::Kept(_) => self.clone(),
        }
    }

    /// A file's bytes; `path` is relative, with `/` between folders.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn bytes(&self, path: &str) -> Result<Cow<'static, [u8]>, ContentError> {
        let missing = || ContentError::Missing { path: path.to_owned() };
        match self {
            Source::BuiltIn => BuiltIn::get(path).map(|file| file.data).ok_or_else(missing),
            Source::Folder(folder) => {
                std::fs::read(folder.join(path)).map(Cow::Owned).map_err(|_| missing())
            }
            Source::Kept(kept) => {
                let read = || kept.folder.bytes(path).ok().map(Cow::into_owned);
                Kept::once(&kept.files, path, read).map(Cow::Owned).ok_or_else(missing)
            }
        }
    }

    /// Whether a file is there.
    pub fn has(&self, path: &str) -> bool {
        self.bytes(path).is_ok()
    }

    /// A file's text.
    ///
    /// # Errors
    /// When there is no such file, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<String, ContentError> {
        String::from_utf8(self.bytes(path)?.into_owned()).map_err(|_| ContentError::Unreadable {
            path: path.to_owned(),
            reason: "the text is not UTF-8; save it as UTF-8".to_owned(),
        })
    }

    /// A TOML file as a type; keys that the type does not know are refused.
    ///
    /// # Errors
    /// When the file is missing or of another shape.
    pub fn toml<T: DeserializeOwned>(&self, path: &str) -> Result<T, ContentError> {
        let unreadable = |refusal: toml::de::Error| ContentError::Unreadable {
            path: path.to_owned(),
            reason: refusal.to_string(),
        };
        toml::from_str(&self.text(path)?).map_err(unreadable)
    }

    /// The rows of a CSV file with a header, each with its line number. All unreadable rows are reported at once.
    ///
    /// # Errors
    /// When the file is missing, or rows are of another shape.
    pub fn csv<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<(usize, T)>, ContentError> {
        let text = self.text(path)?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let (mut rows, mut wrong) = (Vec::new(), Vec::new());
        let mut records = reader.deserialize();
        loop {
            let line =
                usize::try_from(records.reader().position().line()).unwrap_or(usize::MAX).max(2);
            match records.next() {
                None => break,
                Some(Ok(row)) => rows.push((line, row)),
                Some(Err(refusal)) => {
                    let (path, reason) = (path.to_owned(), refusal.to_string());
                    wrong.push(ContentError::Line { path, line, reason });
                }
            }
        }
        if wrong.is_empty() { Ok(rows) } else { Err(ContentError::Many(wrong)) }
    }

    /// The names of files in a folder, sorted.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        let mut names: Vec<String> = match self {
            Source::BuiltIn => BuiltIn::iter()
                .filter_map(|path| path.strip_prefix(&prefix).map(str::to_owned))
                .collect(),
            Source::Folder(root) => std::fs::read_dir(root.join(folder))
                .map(|entries| {
                    entries
                        .flatten()
                        .filter_map(|entry| entry.file_name().into_string().ok())
                        .collect()
                })
                .unwrap_or_default(),
            Source::Kept(kept) => Kept::once(&kept.lists, folder, || kept.folder.list(folder)),
        };
        names.retain(|name| !name.contains('/'));
        names.sort();
        names
    }
}
