//! Asking witnesses: after a new checkpoint each one gets it with the proof that the log only grew since it was asked
//! last. What it answers is checked under its key before it is kept. Sequencing never waits for a witness.

use std::time::Duration;

use axum::http::Uri;
use banyan_core::ledger::{CosignRequest, KeyKind, NoteError, NoteKey, SignedNote};
use banyan_core::words::Moment;

use super::prove::prove_growth;
use super::sequence::LogError;
use crate::client::{Client, ClientError, Reply, address_of};
use crate::ledger::store::cosigned;
use crate::ledger::store::log::{self, Signed};
use crate::store::{Store, StoreError};

/// Between two questions to the same witness, in microseconds: ten seconds.
const BETWEEN: i64 = 10_000_000;
/// Between two looks for a new checkpoint.
const PAUSE: Duration = Duration::from_secs(1);

/// A witness of this log: where it answers, and its public key.
#[derive(Clone, Debug)]
pub struct Witness {
    pub address: Uri,
    pub key: NoteKey,
}

impl Witness {
    /// A witness as the settings name it.
    ///
    /// # Errors
    /// When the address is none, or the key is no witness's.
    pub fn new(base: &str, key: &str) -> Result<Witness, NotWitnessed> {
        let key: NoteKey = key.parse()?;
        if key.kind() != KeyKind::Witness {
            return Err(NoteError::Key.into());
        }
        Ok(Witness { address: address_of(base, "/add-checkpoint")?, key })
    }
}

/// Why a witness did not sign.
#[derive(Debug, thiserror::Error)]
pub enum NotWitnessed {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error(
        "it has seen {seen} acts of this log, which has {size}: this store is an older copy, or the log was rewritten; run `banyan verify`"
    )]
    Ahead { seen: u64, size: u64 },
    #[error("it says that the log was rewritten (status {0}); run `banyan verify`")]
    Rewritten(u16),
    #[error("it answers with status {0}: {1}")]
    Refused(u16, String),
}

impl From<StoreError> for NotWitnessed {
    fn from(refusal: StoreError) -> NotWitnessed {
        NotWitnessed::Log(refusal.into())
    }
}

/// What came of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ledger) enum Accepted {
    /// The signature is kept.
    Signed,
    /// The witness saw another size last; the question is to start there.
    From(u64),
}

/// The question to a witness about the last checkpoint; none when there is no checkpoint, or it is signed already.
/// Without `seen` it starts at the last checkpoint that the witness signed here.
pub(in crate::ledger) async fn request(
    store: &Store,
    witness: &Witness,
    seen: Option<u64>,
) -> Result<Option<(Signed, CosignRequest)>, NotWitnessed> {
    let mut tx = store.read().await?;
    let Some(last) = log::load_last_checkpoint(&mut tx).await? else { return Ok(None) };
    let signed = cosigned::load_last_cosigned(&mut tx, &witness.key.to_string()).await?;
    drop(tx);
    if signed == Some(last.size) {
        return Ok(None);
    }
    let old_size = seen.or(signed).unwrap_or(0);
    if old_size > last.size {
        return Err(NotWitnessed::Ahead { seen: old_size, size: last.size });
    }
    let path = prove_growth(store, old_size, last.size).await?;
    let request = CosignRequest { old_size, path, note: last.note.clone() };
    Ok(Some((last, request)))
}

/// Takes a witness's answer: its own signature is checked and kept, whatever else it sent is left.
pub(in crate::ledger) async fn accept(
    store: &Store,
    witness: &Witness,
    (last, asked): (&Signed, &CosignRequest),
    reply: &Reply,
) -> Result<Accepted, NotWitnessed> {
    match reply.status {
        200 => {}
        409 => {
            let seen = reply.body.trim().parse().ok().filter(|_| reply.content_type == SIZE);
            return match seen {
                Some(seen) if seen > last.size => {
                    Err(NotWitnessed::Ahead { seen, size: last.size })
                }
                Some(seen) if seen != asked.old_size => Ok(Accepted::From(seen)),
                _ => Err(NotWitnessed::Rewritten(409)),
            };
        }
        422 => return Err(NotWitnessed::Rewritten(422)),
        status => {
            let words = reply.body.chars().filter(|letter| !letter.is_control()).take(200);
            return Err(NotWitnessed::Refused(status, words.collect()));
        }
    }
    let signed: SignedNote = last.note.parse()?;
    let own = |line: &str| {
        let note: SignedNote = format!("{}\n{line}\n", signed.text()).parse().ok()?;
        let signed = note.check(&witness.key).ok()?;
        signed.is_none_or(|seconds| seconds < SECONDS_MAX).then(|| format!("{line}\n"))
    };
    let line = reply.body.lines().find_map(own);
    let line = line.ok_or_else(|| NoteError::Forged(witness.key.name().to_owned()))?;
    let key = witness.key.to_string();
    store
        .write(|tx| {
            let (key, line, size) = (key.clone(), line.clone(), last.size);
            Box::pin(async move { cosigned::insert_cosignature(tx, size, &key, &line).await })
        })
        .await
        .map_err(|refusal: StoreError| NotWitnessed::from(refusal))?;
    Ok(Accepted::Signed)
}

/// The first second of the year 10000: a witness that says more counts something else.
const SECONDS_MAX: u64 = 253_402_300_800;

/// The content type under which a witness names the size that it saw last.
const SIZE: &str = "text/x.tlog.size";

/// A witness of a log, and when it is asked next.
#[derive(Debug)]
pub struct Cosigning {
    store: Store,
    client: Client,
    witness: Witness,
    next_at: Moment,
    complaint: Option<String>,
}

impl Cosigning {
    pub fn new(store: Store, client: Client, witness: Witness) -> Cosigning {
        let next_at = Moment::from_microseconds(i64::MIN);
        Cosigning { store, client, witness, next_at, complaint: None }
    }

    /// Asks about the last checkpoint when the time has come. A complaint is logged once.
    pub async fn step(&mut self, now: Moment) {
        if now < self.next_at {
            return;
        }
        match ask(&self.store, &self.client, &self.witness).await {
            Ok(false) => return,
            Ok(true) => self.complaint = None,
            Err(refusal) => {
                let (name, reason) = (self.witness.key.name(), refusal.to_string());
                if self.complaint.as_ref() != Some(&reason) {
                    tracing::error!("the witness {name} did not sign: {reason}");
                }
                self.complaint = Some(reason);
            }
        }
        self.next_at = now.plus(BETWEEN);
    }
}

/// Asks a witness, a second time when it saw another size than we thought; false when there was nothing to ask.
async fn ask(store: &Store, client: &Client, witness: &Witness) -> Result<bool, NotWitnessed> {
    let mut seen = None;
    for _ in 0..2 {
        let Some((last, asked)) = request(store, witness, seen).await? else { return Ok(false) };
        let reply = client.post(&witness.address, asked.to_string()).await?;
        match accept(store, witness, (&last, &asked), &reply).await? {
            Accepted::Signed => return Ok(true),
            Accepted::From(size) => seen = Some(size),
        }
    }
    // Another node of the same log was faster: it asks for all of them.
    Ok(true)
}

/// Asks a witness for as long as the program runs.
pub async fn run_cosigning(mut cosigning: Cosigning, clock: impl Fn() -> Moment) {
    loop {
        cosigning.step(clock()).await;
        tokio::time::sleep(PAUSE).await;
    }
}
