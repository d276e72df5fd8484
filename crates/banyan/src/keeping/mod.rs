//! Keeping a store: backups made while it is in use, restoring them on either engine, upgrades tried before they are done. Each of
//! them ends with one rename or one commit: killed before it, nothing has changed.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use banyan_core::ledger::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::store::{self, FILE, Place, StoreError, private};

#[cfg(test)]
mod tests;

/// What a backup says of itself, in `backup.toml` beside the store.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the tables.
    pub version: i64,
    /// The program that made it.
    pub program: String,
    /// The hash of `banyan.db`, 64 hexadecimal digits.
    pub sha256: String,
    /// Whether the log's key lies beside it, as `ledger.key`.
    pub key: bool,
}

/// Why a store was not kept, or a backup not restored. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("`{}`: {}", .0.display(), .1)]
    File(PathBuf, io::Error),
    #[error("`{}` is there already; name a folder that is not", .0.display())]
    Exists(PathBuf),
    #[error("`{}` holds a store already; name another folder", .0.display())]
    StoreThere(PathBuf),
    #[error("`{}` is no backup: {}", .0.display(), .1)]
    NoBackup(PathBuf, String),
    #[error("`{}` is not what was backed up: its hash is another; take another copy of the backup", .0.display())]
    Damaged(PathBuf),
    #[error("the backup holds the log's key; say with --key where to put it")]
    KeyWithoutPlace,
}

const MANIFEST: &str = "backup.toml";
/// The log's signing key, in a backup and in the folder of an embedded database.
pub const KEY: &str = "ledger.key";

/// Makes the folder `out` with a copy of a store as it is at one moment; with the log's key, where a file is named.
///
/// # Errors
/// [`KeepError`]; there is no folder `out` then.
pub async fn backup(place: &Place, out: &Path, key: Option<&Path>) -> Result<Manifest, KeepError> {
    if out.exists() {
        return Err(KeepError::Exists(out.to_owned()));
    }
    // Another backup at the same time has a folder of its own.
    let part = beside(out, &format!("{}.part", std::process::id()));
    at(&part, private::make_new_folder(&part))?;
    let made = fill(place, &part, key).await;
    let done = made.and_then(|manifest| {
        at(out, fs::rename(&part, out))?;
        at(out, private::sync_above(out))?;
        Ok(manifest)
    });
    if done.is_err() {
        at(&part, fs::remove_dir_all(&part))?;
    }
    done
}

async fn fill(place: &Place, part: &Path, key: Option<&Path>) -> Result<Manifest, KeepError> {
    let file = part.join(FILE);
    let version = place.copy_out(&file).await?;
    if let Some(key) = key {
        put_key(key, &part.join(KEY))?;
    }
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { version, program, sha256: digest(&file)?, key: key.is_some() };
    let text = toml::to_string(&manifest)
        .map_err(|refusal| KeepError::NoBackup(part.to_owned(), refusal.to_string()))?;
    at(part, fs::write(part.join(MANIFEST), text))?;
    for path in [file, part.join(MANIFEST), part.to_owned()] {
        sync(&path)?;
    }
    Ok(manifest)
}

/// Reads what a backup says of itself and whether that is so.
///
/// # Errors
/// [`KeepError`] when it is no backup, or not what was backed up.
pub fn check(backup: &Path) -> Result<Manifest, KeepError> {
    let wrong = |reason: String| KeepError::NoBackup(backup.to_owned(), reason);
    let text = fs::read_to_string(backup.join(MANIFEST))
        .map_err(|refusal| wrong(format!("{MANIFEST}: {refusal}")))?;
    let manifest: Manifest =
        toml::from_str(&text).map_err(|refusal| wrong(format!("{MANIFEST}: {refusal}")))?;
    if digest(&backup.join(FILE))? != manifest.sha256 {
        return Err(KeepError::Damaged(backup.join(FILE)));
    }
    Ok(manifest)
}

/// Restores a backup into a folder without a store, or into an empty database. The key that it holds goes to `key`; without that,
/// into the folder.
///
/// # Errors
/// [`KeepError`]; there is no store then where there was none.
pub async fn restore(
    backup: &Path,
    place: &Place,
    key: Option<&Path>,
) -> Result<Manifest, KeepError> {
    let manifest = check(backup)?;
    let file = backup.join(FILE);
    let newest = store::newest();
    if manifest.version > newest {
        let (store, program) = (manifest.version, newest);
        return Err(StoreError::Newer { store, program }.into());
    }
    let own = match place {
        Place::Folder(folder) => Some(folder.join(KEY)),
        Place::Address(_) => None,
    };
    let key = key.map(Path::to_owned).or(own).filter(|_| manifest.key);
    if manifest.key && key.is_none() {
        return Err(KeepError::KeyWithoutPlace);
    }
    if let Place::Folder(folder) = place {
        // A log of changes without its store would be taken for one of the store that is put there.
        if [FILE, "banyan.db-wal"].iter().any(|name| folder.join(name).exists()) {
            return Err(KeepError::StoreThere(folder.clone()));
        }
        at(folder, private::make_folder(folder))?;
    }
    // The store comes last: while there is none, nothing is restored.
    if let Some(key) = key {
        put_key(&backup.join(KEY), &key)?;
    }
    match place {
        Place::Folder(folder) => put(&file, &folder.join(FILE))?,
        Place::Address(address) => store::copy_in(&file, address).await?,
    }
    Ok(manifest)
}

/// Puts the key where it belongs; one that lies there already may only be the same.
fn put_key(from: &Path, to: &Path) -> Result<(), KeepError> {
    let key = at(from, fs::read(from))?;
    if !to.exists() {
        return at(to, private::write_file(to, &key));
    }
    let same = key == at(to, fs::read(to))?;
    if same { Ok(()) } else { Err(KeepError::Exists(to.to_owned())) }
}

/// Copies a file so that it is there whole or not at all.
fn put(from: &Path, to: &Path) -> Result<(), KeepError> {
    let part = beside(to, "part");
    // The permissions of the copy are its own: what it was copied from may lie open.
    let mut copied = at(&part, private::open_new(&part))?;
    at(&part, io::copy(&mut at(from, File::open(from))?, &mut copied))?;
    at(&part, copied.sync_all())?;
    at(to, fs::rename(&part, to))?;
    at(to, private::sync_above(to))
}

fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{what}"));
    path.with_file_name(name)
}

fn digest(path: &Path) -> Result<String, KeepError> {
    let mut file = at(path, File::open(path))?;
    let (mut digest, mut block) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = at(path, file.read(&mut block))?;
        let Some(part) = block.get(..read).filter(|part| !part.is_empty()) else { break };
        digest.update(part);
    }
    Ok(hex(&digest.finalize().into()))
}

/// Brings a file, or the entries of a folder, onto the disk.
fn sync(path: &Path) -> Result<(), KeepError> {
    at(path, File::open(path).and_then(|file| file.sync_all()))
}

fn at<T>(path: &Path, done: io::Result<T>) -> Result<T, KeepError> {
    done.map_err(|refusal| KeepError::File(path.to_owned(), refusal))
}
