//! What the pages of the ledger ask: acts in lists, one act, the state of the log.

use banyan_core::ledger::{NoteKey, SignedNote};
use banyan_core::words::Moment;

use super::prove::checkpoint_in;
use super::sequence::LogError;
use crate::ledger::store::{log, reading};
use crate::ledger::{Listed, Wanted};
use crate::store::{Store, StoreError, Tx};

/// A page of acts, newest first, and whether there are more.
///
/// # Errors
/// What the database says.
pub async fn list_acts(
    tx: &mut Tx,
    wanted: &Wanted,
    most: usize,
) -> Result<(Vec<Listed>, bool), StoreError> {
    let one_more = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let mut acts = reading::list_acts(tx, wanted, one_more).await?;
    let more = acts.len() > most;
    acts.truncate(most);
    Ok((acts, more))
}

/// An act and its content, unless that was erased; none when there is no such act.
///
/// # Errors
/// What the database says.
pub async fn load_act(
    store: &Store,
    id: &str,
) -> Result<Option<(Listed, Option<String>)>, StoreError> {
    reading::load_act(&mut store.read().await?, id).await
}

/// The state of the log, for one who wants to check it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogState {
    /// The last checkpoint with all signatures below it, as it is served.
    pub note: Option<String>,
    /// Acts in it, and the moment of the last one.
    pub size: u64,
    pub at: Option<Moment>,
    /// Acts that wait to be sequenced.
    pub waiting: i64,
    /// Public keys, the present one last.
    pub keys: Vec<String>,
    pub witnesses: Vec<Witnessed>,
}

/// What a witness signed last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witnessed {
    pub name: String,
    pub key: String,
    pub size: i64,
    /// When, in seconds since 1970 by its own clock; none when its stored line does not hold.
    pub seconds: Option<u64>,
}

/// The state of the log.
///
/// # Errors
/// What the database says.
pub async fn log_state(store: &Store) -> Result<LogState, LogError> {
    let mut tx = store.read().await?;
    let last = log::load_last_checkpoint(&mut tx).await?;
    let mut witnesses = Vec::new();
    for (key, size, line) in reading::list_witnesses(&mut tx).await? {
        let note = reading::load_note(&mut tx, size).await?;
        witnesses.push(witnessed(key, size, &format!("{note}{line}")));
    }
    Ok(LogState {
        note: checkpoint_in(&mut tx).await?,
        size: last.as_ref().map_or(0, |last| last.size),
        at: last.map(|last| last.at),
        waiting: reading::count_unsequenced(&mut tx).await?,
        keys: log::list_keys(&mut tx).await?.into_iter().map(|(key, _)| key).collect(),
        witnesses,
    })
}

fn witnessed(key: String, size: i64, note: &str) -> Witnessed {
    let public: Option<NoteKey> = key.parse().ok();
    let note: Option<SignedNote> = note.parse().ok();
    let signed = note.zip(public.as_ref()).and_then(|(note, key)| note.check(key).ok().flatten());
    let name = public.map_or_else(String::new, |key| key.name().to_owned());
    Witnessed { name, key, size, seconds: signed }
}
