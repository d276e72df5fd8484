//! Proving: an act with its place in the log, the path to the root and the last checkpoint, in one file that is checked
//! without the database.

use banyan_core::ledger::{
    Hash, KeyKind, LogProof, NoteError, NoteKey, ProofError, SignedNote, act_leaf, commitment,
    consistency_path, from_hex, hex, inclusion_path,
};
use serde_json::{Value as Json, json};

use super::sequence::{LogError, header, span_root};
use crate::ledger::store::cosigned;
use crate::ledger::store::log::{self, Entry};
use crate::store::{Store, Tx};

/// The last checkpoint with all signatures under it; none before the first act was sequenced.
///
/// # Errors
/// What the database says.
pub async fn checkpoint(store: &Store) -> Result<Option<String>, LogError> {
    checkpoint_in(&mut store.read().await?).await
}

pub(super) async fn checkpoint_in(tx: &mut Tx) -> Result<Option<String>, LogError> {
    let Some(last) = log::load_last_checkpoint(tx).await? else { return Ok(None) };
    Ok(Some(last.note + &cosigned::list_cosignatures(tx, last.size).await?.concat()))
}

/// The proof of an act, with its content where the asker may read it; none while the act waits to be sequenced, or when
/// there is no such act.
///
/// # Errors
/// What the database says.
pub async fn prove(
    store: &Store,
    act: &str,
    content: Content,
) -> Result<Option<LogProof>, LogError> {
    let mut tx = store.read().await?;
    let Some(entry) = log::load_entry(&mut tx, act).await? else { return Ok(None) };
    let (Some(note), Some(last)) =
        (checkpoint_in(&mut tx).await?, log::load_last_checkpoint(&mut tx).await?)
    else {
        return Ok(None);
    };
    let Some(spans) = inclusion_path(entry.position, last.size) else { return Ok(None) };
    let mut path = Vec::with_capacity(spans.len());
    for span in spans {
        path.push(span_root(&mut tx, span).await?);
    }
    let extra = extra(&entry, content).to_string().into_bytes();
    Ok(Some(LogProof { extra, index: entry.position, path, note }))
}

/// Whether a proof carries what the act did, or only that it happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Content {
    Shown,
    Withheld,
}

fn extra(entry: &Entry, content: Content) -> Json {
    let header = String::from_utf8_lossy(&header(&entry.act)).into_owned();
    let mut extra = json!({ "header": header, "commitment": hex(&entry.commitment) });
    if let (Content::Shown, Some(content), Some(salt), Some(fields)) =
        (content, &entry.act.content, &entry.act.salt, extra.as_object_mut())
    {
        fields.insert("content".to_owned(), content.as_str().into());
        fields.insert("salt".to_owned(), salt.as_str().into());
    }
    extra
}

/// The hashes that prove that the log of `size` acts begins with that of `old_size`.
///
/// # Errors
/// What the database says; [`LogError::Broken`] when the log has not that many acts.
pub async fn prove_growth(store: &Store, old_size: u64, size: u64) -> Result<Vec<Hash>, LogError> {
    let mut tx = store.read().await?;
    let mut path = Vec::new();
    for span in consistency_path(old_size, size).unwrap_or_default() {
        path.push(span_root(&mut tx, span).await?);
    }
    Ok(path)
}

/// What a proof says once it is checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proven {
    /// Who, when, what and on what, as canonical JSON.
    pub header: String,
    /// What the act did; none where it was withheld or erased.
    pub content: Option<String>,
    pub log: String,
    pub position: u64,
    pub size: u64,
    /// Whether the log itself signed, under one of the keys that the reader trusts. False only when none was given.
    pub signed: bool,
    /// Names of the witnesses asked for, and the seconds since 1970 at which each signed.
    pub witnesses: Vec<(String, u64)>,
    /// Names under which the checkpoint was signed too, by keys that the reader did not give.
    pub unchecked: Vec<String>,
}

/// Why a proof was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    #[error(transparent)]
    Proof(#[from] ProofError),
    #[error("the proof does not carry an act's header and commitment")]
    NoAct,
    #[error("the content does not fit the commitment: it was changed")]
    Content,
    #[error("{0}")]
    Signature(#[from] NoteError),
}

/// Checks a proof, without any database, under the public keys that the reader trusts. Of the log's keys (it may have
/// changed them) one must have signed; of witnesses, each that is given.
///
/// # Errors
/// The first thing that does not fit.
pub fn check_proof(text: &str, keys: &[NoteKey]) -> Result<Proven, Unproven> {
    let proof: LogProof = text.parse()?;
    let extra: Json = serde_json::from_slice(&proof.extra).map_err(|_| Unproven::NoAct)?;
    let field = |name: &str| extra.get(name).and_then(Json::as_str);
    let (Some(header), Some(own)) = (field("header"), field("commitment").and_then(from_hex))
    else {
        return Err(Unproven::NoAct);
    };
    let (checkpoint, note) = proof.check(&act_leaf(header.as_bytes(), &own))?;
    let content = field("content").map(str::to_owned);
    if let Some(content) = &content {
        let salt = field("salt").ok_or(Unproven::Content)?;
        if commitment(salt.as_bytes(), content.as_bytes()) != own {
            return Err(Unproven::Content);
        }
    }
    let signed = signed_by_log(&note, &checkpoint.origin, keys)?;
    let mut witnesses = Vec::new();
    for key in keys.iter().filter(|key| key.kind() == KeyKind::Witness) {
        if let Some(seconds) = note.check(key)? {
            witnesses.push((key.name().to_owned(), seconds));
        }
    }
    let given = |name: &str| keys.iter().any(|key| key.name() == name);
    let unchecked = note.signers().filter(|name| !given(name)).map(str::to_owned).collect();
    Ok(Proven {
        header: header.to_owned(),
        content,
        log: checkpoint.origin,
        position: proof.index,
        size: checkpoint.head.size,
        signed,
        witnesses,
        unchecked,
    })
}

/// Whether one of the given keys of the log signed; false when there is none among the keys.
fn signed_by_log(note: &SignedNote, origin: &str, keys: &[NoteKey]) -> Result<bool, NoteError> {
    let mut wrong = None;
    for key in keys.iter().filter(|key| key.kind() == KeyKind::Log) {
        // Another log's key says nothing about this one.
        let checked = if key.name() == origin {
            note.check(key).map(|_| ())
        } else {
            Err(NoteError::Unsigned(key.name().to_owned()))
        };
        match checked {
            Ok(()) => return Ok(true),
            Err(refusal) => wrong = wrong.or(Some(refusal)),
        }
    }
    wrong.map_or(Ok(false), Err)
}

/// The public keys under which the log was signed, the present one last.
///
/// # Errors
/// What the database says.
pub async fn log_keys(store: &Store) -> Result<Vec<String>, LogError> {
    let keys = log::list_keys(&mut store.read().await?).await?;
    Ok(keys.into_iter().map(|(key, _)| key).collect())
}
