//! Sequencing: acts that were committed get their positions, the tree grows, and a checkpoint is signed, all in one
//! transaction by whoever holds the lease. Verbs never wait for it; a stop at any point leaves acts waiting, none lost
//! and none twice.

use std::path::Path;
use std::sync::Arc;

use banyan_core::ledger::{
    Checkpoint, Edge, Hash, KeyKind, NoteSigner, Span, TILE_HEIGHT, TreeHead, act_leaf, commitment,
    fold_subtrees, leaf_hash,
};
use banyan_core::words::Moment;
use serde::Serialize;

use super::change_key::check_present;
use crate::ledger::store::lease;
use crate::ledger::store::log::{self, ActRow, Entry, Signed};
use crate::store::{Conflict, Store, StoreError, Tx, private};

/// Why the log was not continued.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(
        "the log in the store was signed with the key `{0}`, which is not in this folder; put the file of that key there as `ledger.key`"
    )]
    OtherKey(String),
    #[error(
        "the nodes of the log do not give the root of its last checkpoint, {0} acts; run `banyan verify`"
    )]
    Broken(u64),
    #[error("the key in `{path}` cannot be used: {reason}")]
    KeyFile { path: String, reason: String },
    #[error("the present key has signed nothing yet: there is nothing to change")]
    Unused,
    #[error("this machine gives no randomness: {0}")]
    Randomness(String),
}

impl Conflict for LogError {
    fn conflict(&self) -> bool {
        matches!(self, LogError::Store(refusal) if refusal.conflict())
    }
}

/// The key of the log, kept in a file beside the database and never in it.
#[derive(Clone, Debug)]
pub struct LogKey(Arc<NoteSigner>);

impl LogKey {
    /// The key in a file; a new one, readable by its owner only, when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read or written, or holds something else.
    pub fn in_file(path: &Path) -> Result<LogKey, LogError> {
        let signer = secret_in_file(path, || LogKey::fresh_signer(None))?;
        Ok(LogKey(Arc::new(signer)))
    }

    /// A new key under a name that no other log has.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn fresh() -> Result<LogKey, LogError> {
        LogKey::fresh_signer(None).map(|signer| LogKey(Arc::new(signer)))
    }

    /// A new key under the name that the log has already, to sign what comes after a size.
    pub(super) fn successor_signer(&self) -> Result<NoteSigner, LogError> {
        LogKey::fresh_signer(Some(self.0.public().name()))
    }

    fn fresh_signer(name: Option<&str>) -> Result<NoteSigner, LogError> {
        let mut seed = [0_u8; 32];
        let mut number = [0_u8; 6];
        for bytes in [&mut seed[..], &mut number[..]] {
            getrandom::fill(bytes).map_err(|failed| LogError::Randomness(failed.to_string()))?;
        }
        let number: String = number.iter().map(|byte| format!("{byte:02x}")).collect();
        let name = name.map_or_else(|| format!("banyan-{number}"), str::to_owned);
        NoteSigner::new(&name, KeyKind::Log, &seed)
            .ok_or_else(|| LogError::Randomness("no key came of it".to_owned()))
    }

    /// The public key, as others name it.
    pub fn public(&self) -> String {
        self.0.public().to_string()
    }

    pub(in crate::ledger) fn signer(&self) -> &NoteSigner {
        &self.0
    }
}

/// The secret key in a file; a new one, readable by its owner only, when there is no file.
pub(super) fn secret_in_file(
    path: &Path,
    fresh: impl FnOnce() -> Result<NoteSigner, LogError>,
) -> Result<NoteSigner, LogError> {
    let refusal = |reason: String| LogError::KeyFile { path: path.display().to_string(), reason };
    match std::fs::read_to_string(path) {
        Ok(text) => NoteSigner::from_secret(&text).map_err(|wrong| refusal(wrong.to_string())),
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
            let signer = fresh()?;
            write_secret(path, &signer.secret()).map_err(|failed| refusal(failed.to_string()))?;
            Ok(signer)
        }
        Err(failed) => Err(refusal(failed.to_string())),
    }
}

/// Writes a secret key with a line's end, for its owner alone.
pub(super) fn write_secret(path: &Path, secret: &str) -> std::io::Result<()> {
    private::write_file(path, format!("{secret}\n").as_bytes())
}

/// Makes the key that of the log when it has none yet.
///
/// # Errors
/// [`LogError::OtherKey`] when the log was last signed with another one.
pub async fn adopt_key(store: &Store, key: &LogKey) -> Result<(), LogError> {
    store
        .write(|tx| {
            let key = key.public();
            Box::pin(async move {
                match log::list_keys(tx).await?.pop() {
                    None => Ok(log::insert_key(tx, &key, 0).await?),
                    Some((last, _)) if last == key => Ok(()),
                    Some((last, _)) => Err(LogError::OtherKey(last)),
                }
            })
        })
        .await
}

/// Most acts that one transaction sequences.
const ACTS_A_BATCH: i64 = 4000;
/// How long a lease lasts, in microseconds: eight looks. After a node was killed another one goes on within a second.
/// A longer batch loses nothing: whoever commits second is undone by the database.
const LEASE: i64 = 800_000;

/// Gives positions to acts that wait, at most some thousand, and signs what is reached. Answers how many; none when
/// nothing waits or another node sequences. `now` is the machine's clock: leases are no business of the demonstration's day.
///
/// # Errors
/// What the database says; [`LogError::Broken`] when the stored tree is not the one that was signed.
pub async fn sequence(
    store: &Store,
    key: &LogKey,
    holder: &str,
    now: Moment,
) -> Result<usize, LogError> {
    if !log::any_unsequenced(&mut store.read().await?).await? {
        return Ok(0);
    }
    store
        .write(|tx| {
            let (key, holder) = (key.clone(), holder.to_owned());
            Box::pin(async move {
                if !lease::hold_lease(tx, "sequencer", &holder, now, now.plus(LEASE)).await? {
                    return Ok(0);
                }
                append_waiting(tx, &key).await
            })
        })
        .await
}

/// Sequences until nothing waits; what is left at a graceful stop goes in so.
///
/// # Errors
/// As [`sequence`].
pub async fn sequence_all(
    store: &Store,
    key: &LogKey,
    holder: &str,
    now: impl Fn() -> Moment,
) -> Result<usize, LogError> {
    let mut all = 0;
    loop {
        let done = sequence(store, key, holder, now()).await?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}

async fn append_waiting(tx: &mut Tx, key: &LogKey) -> Result<usize, LogError> {
    let waiting = log::list_unsequenced(tx, ACTS_A_BATCH).await?;
    let Some(last) = waiting.last() else { return Ok(0) };
    check_present(tx, &key.public()).await?;
    let mut at = last.at;
    let mut edge = resume(tx).await?;
    if let Some(signed) = log::load_last_checkpoint(tx).await? {
        if (signed.size, signed.root) != (edge.size(), edge.root()) {
            return Err(LogError::Broken(signed.size));
        }
        at = at.max(signed.at);
    }
    let (mut entries, mut nodes) = (Vec::with_capacity(waiting.len()), Vec::new());
    for act in waiting {
        let (position, own) = (edge.size(), committed(&act));
        let leaf = leaf_hash(&act_leaf(&header(&act), &own));
        edge.push_and_note(leaf, |subtree, hash| {
            if subtree.height > 0 && subtree.height % TILE_HEIGHT == 0 {
                nodes.push((subtree.height / TILE_HEIGHT, subtree.place, hash));
            }
        });
        entries.push(Entry { position, act, commitment: own, leaf });
    }
    log::append(tx, &entries, &nodes).await?;
    let head = TreeHead { size: edge.size(), root: edge.root() };
    let origin = key.signer().public().name().to_owned();
    let note = Checkpoint { origin, head }.signed(key.signer());
    let signed = Signed { size: head.size, at, root: head.root, note };
    log::insert_checkpoint(tx, &signed).await?;
    Ok(entries.len())
}

/// The right edge of the stored tree.
async fn resume(tx: &mut Tx) -> Result<Edge, LogError> {
    let size = log::load_size(tx).await?;
    let mut roots = Vec::new();
    for subtree in (Span { first: 0, end: size }).subtrees() {
        let below = log::list_below(tx, subtree).await?;
        roots.push(perfect_root(&below).ok_or(LogError::Broken(size))?);
    }
    Edge::resume(size, &roots).ok_or(LogError::Broken(size))
}

/// The root over hashes whose number is a power of two.
pub(in crate::ledger) fn perfect_root(hashes: &[Hash]) -> Option<Hash> {
    let mut edge = Edge::default();
    hashes.iter().for_each(|hash| edge.push(*hash));
    (!hashes.is_empty()).then(|| edge.root())
}

/// The root over a span of leaves, from the stored nodes.
pub(in crate::ledger) async fn span_root(tx: &mut Tx, span: Span) -> Result<Hash, LogError> {
    let mut roots = Vec::new();
    for subtree in span.subtrees() {
        let below = log::list_below(tx, subtree).await?;
        roots.push(perfect_root(&below).ok_or(LogError::Broken(span.end))?);
    }
    fold_subtrees(roots.into_iter()).ok_or(LogError::Broken(span.end))
}

/// What stands open in every copy of the log: canonical JSON of identifiers, the moment and the verb. The fields stand in the
/// order of their bytes.
#[derive(Serialize)]
pub(in crate::ledger) struct Header<'a> {
    pub(in crate::ledger) act: &'a str,
    pub(in crate::ledger) actor: &'a str,
    /// Microseconds since 1970.
    pub(in crate::ledger) at: i64,
    pub(in crate::ledger) subject: &'a str,
    pub(in crate::ledger) verb: &'a str,
}

impl Header<'_> {
    pub(in crate::ledger) fn bytes(&self) -> Vec<u8> {
        // Text and a number: there is nothing that could not be written.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

pub(in crate::ledger) fn header(act: &ActRow) -> Vec<u8> {
    let ActRow { id, actor, subject, verb, at, .. } = act;
    Header { act: id, actor, at: at.microseconds(), subject, verb }.bytes()
}

/// The commitment to an act's salt and content, while both are there.
fn committed(act: &ActRow) -> Hash {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    commitment(part(&act.salt).as_bytes(), part(&act.content).as_bytes())
}
