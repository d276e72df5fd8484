//! Changing the key of the log: under the same name a new key signs from a size on, and the old one stays listed. A kill
//! at any point leaves either key usable, and the same command finishes.

use std::path::Path;

use banyan_core::words::Moment;

use super::record;
use super::sequence::{LogError, LogKey, secret_in_file, write_secret};
use crate::ledger::Call;
use crate::ledger::KEY_FILE;
use crate::ledger::store::log;
use crate::store::{Store, Tx, private};
use crate::web::Actor;

/// The verb by which a key is put in the place of another; the subject is the new one.
pub(super) const CHANGE_KEY: &str = "change_key";

/// What a change of key came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyChanged {
    pub old: String,
    pub new: String,
    /// Acts that the old key answers for.
    pub size: u64,
    /// The file into which the old secret key was put.
    pub put_aside: String,
}

/// Makes a new key in the folder and lists it in the store, with an act of the business moment `now`.
///
/// # Errors
/// [`LogError::OtherKey`] when the folder has not the present key, [`LogError::Unused`] when that has signed nothing yet.
pub async fn change_key(store: &Store, folder: &Path, now: Moment) -> Result<KeyChanged, LogError> {
    let (present_file, next_file) = (folder.join(KEY_FILE), folder.join("ledger.key.next"));
    if !present_file.is_file() {
        let path = present_file.display().to_string();
        return Err(LogError::KeyFile { path, reason: "there is no such file".to_owned() });
    }
    let present = LogKey::in_file(&present_file)?;
    // One that an interrupted change left is taken up.
    let next = secret_in_file(&next_file, || present.successor_signer())?;
    let (old, new) = (present.public(), next.public().to_string());
    let call = Call::new(Actor::LocalPlanner, now)?;
    let size = store
        .write(|tx| {
            let (old, new, call) = (old.clone(), new.clone(), call.clone());
            Box::pin(async move {
                let size = log::load_size(tx).await?;
                match log::list_keys(tx).await?.pop() {
                    Some((last, from)) if last == new => Ok(from),
                    Some((last, from)) if last == old && size > from => {
                        // The act names the key that signs from here on, which is the one that signs for the act.
                        let _at = record(tx, &call, CHANGE_KEY, &new, Vec::new(), &[]).await?.at();
                        log::insert_key(tx, &new, size).await?;
                        Ok(size)
                    }
                    Some((last, _)) if last == old => Err(LogError::Unused),
                    Some((last, _)) => Err(LogError::OtherKey(last)),
                    None => Err(LogError::Unused),
                }
            })
        })
        .await;
    let size = match size {
        Ok(size) => size,
        Err(refusal) => {
            // Nothing was listed: the next try makes a key of its own.
            if matches!(refusal, LogError::Unused | LogError::OtherKey(_)) {
                remove(&next_file)?;
            }
            return Err(refusal);
        }
    };
    let aside = folder.join(format!("{KEY_FILE}.until-{size}"));
    let moved = || {
        write_secret(&aside, &present.signer().secret())?;
        std::fs::rename(&next_file, &present_file)?;
        private::sync_above(&present_file)
    };
    moved().map_err(|failed: std::io::Error| wrong(&present_file, &failed))?;
    Ok(KeyChanged { old, new, size, put_aside: aside.display().to_string() })
}

fn remove(file: &Path) -> Result<(), LogError> {
    std::fs::remove_file(file).map_err(|failed| wrong(file, &failed))
}

fn wrong(file: &Path, failed: &std::io::Error) -> LogError {
    LogError::KeyFile { path: file.display().to_string(), reason: failed.to_string() }
}

/// Refuses a key that is not the present one, where the log has one.
pub(super) async fn check_present(tx: &mut Tx, key: &str) -> Result<(), LogError> {
    match log::list_keys(tx).await?.pop() {
        Some((last, _)) if last != key => Err(LogError::OtherKey(last)),
        _ => Ok(()),
    }
}
