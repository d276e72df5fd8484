//! A witness: it remembers the last state of each log that it knows, and signs a later one only when that grew out of it.
//! It runs on another machine than the log, without a database. What it answers with is on its disk before.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use banyan_core::ledger::{
    Checkpoint, CosignRequest, KeyKind, NoteError, NoteKey, NoteSigner, SignedNote, TreeHead,
    extends, hash, hex,
};

use super::sequence::{LogError, secret_in_file};
use crate::store::private;

/// A witness over a folder that is its own.
#[derive(Debug)]
pub struct WitnessDesk {
    folder: PathBuf,
    signer: NoteSigner,
    logs: Vec<NoteKey>,
    /// Checking a state and keeping the next one is one step, or an older state could come after a newer one.
    step: Mutex<()>,
    /// Locked while this program lives, so that no second one works in the folder.
    _lock: File,
}

/// Why a witness does not sign.
#[derive(Debug, thiserror::Error)]
pub enum NotCosigned {
    #[error("this is no request for a cosignature: {0}")]
    Malformed(#[from] NoteError),
    #[error("the old size is larger than that of the checkpoint")]
    Shrinking,
    #[error("this log is not known here")]
    UnknownLog,
    #[error("no key that is known here signed the checkpoint")]
    Unsigned,
    #[error("the last checkpoint seen here has {0} acts")]
    OtherSize(u64),
    #[error("another root was seen here for {0} acts: the log was rewritten")]
    Forked(u64),
    #[error("the checkpoint does not continue the last one seen here: the log was rewritten")]
    NotGrown,
    #[error("the state of the witness cannot be read or kept: {0}")]
    State(String),
}

impl WitnessDesk {
    /// Opens the folder, making it and a key of that name when they are missing; `logs` are the keys of the logs known.
    ///
    /// # Errors
    /// When the folder cannot be used, another witness works in it, or a key is no log's.
    pub fn open(folder: &Path, name: &str, logs: Vec<NoteKey>) -> Result<WitnessDesk, LogError> {
        let key_file = folder.join("witness.key");
        let refusal = |reason: String| LogError::KeyFile {
            path: folder.join("witness.key").display().to_string(),
            reason,
        };
        let locked = || {
            private::make_folder(folder)?;
            let lock = File::create(folder.join("witness.lock"))?;
            lock.try_lock()?;
            Ok(lock)
        };
        let lock = locked().map_err(|failed: std::io::Error| {
            refusal(format!("its folder cannot be used, or another witness works in it ({failed})"))
        })?;
        if let Some(other) = logs.iter().find(|key| key.kind() != KeyKind::Log) {
            return Err(refusal(format!("`{other}` is the key of a witness, not of a log")));
        }
        let signer = secret_in_file(&key_file, || fresh_signer(name))?;
        if signer.public().kind() != KeyKind::Witness {
            return Err(refusal("it is the key of a log, not of a witness".to_owned()));
        }
        let folder = folder.to_owned();
        Ok(WitnessDesk { folder, signer, logs, step: Mutex::new(()), _lock: lock })
    }

    /// The public key, as logs and readers name it.
    pub fn public(&self) -> String {
        self.signer.public().to_string()
    }

    /// Checks a request against the state that was signed last, keeps the new one on disk, and answers the signature.
    /// It reads and writes files: not for a thread that serves others.
    ///
    /// # Errors
    /// The first thing that does not fit; nothing was kept then.
    pub fn cosign(&self, request: &str, seconds: u64) -> Result<String, NotCosigned> {
        let request: CosignRequest = request.parse()?;
        let note: SignedNote = request.note.parse()?;
        let checkpoint: Checkpoint = note.text().parse()?;
        self.check_signed(&checkpoint.origin, &note)?;
        let head = checkpoint.head;
        if request.old_size > head.size {
            return Err(NotCosigned::Shrinking);
        }
        let _step = self.step.lock().map_err(|failed| NotCosigned::State(failed.to_string()))?;
        let path = self.state_path(&checkpoint.origin);
        let last = self.load(&path, &checkpoint.origin)?;
        if request.old_size != last.size {
            return Err(NotCosigned::OtherSize(last.size));
        }
        if head.size == last.size && head.root != last.root {
            return Err(NotCosigned::Forked(last.size));
        }
        if !extends(&head, &last, &request.path) {
            return Err(NotCosigned::NotGrown);
        }
        let line = self.signer.cosign(note.text(), seconds);
        // Only our own line: whatever else stands below the checkpoint was not checked.
        private::write_file(&path, format!("{}\n{line}", note.text()).as_bytes())
            .map_err(|failed| NotCosigned::State(failed.to_string()))?;
        Ok(line)
    }

    fn check_signed(&self, origin: &str, note: &SignedNote) -> Result<(), NotCosigned> {
        let mut known = self.logs.iter().filter(|key| key.name() == origin).peekable();
        if known.peek().is_none() {
            return Err(NotCosigned::UnknownLog);
        }
        if known.any(|key| note.check(key).is_ok()) { Ok(()) } else { Err(NotCosigned::Unsigned) }
    }

    /// A file a log, under a name that any origin can have.
    fn state_path(&self, origin: &str) -> PathBuf {
        self.folder.join(format!("{}.checkpoint", hex(&hash(origin.as_bytes()))))
    }

    /// The state signed last; the empty log when there is none. A file that does not carry our own signature is refused:
    /// starting anew would let a rewritten log pass.
    fn load(&self, path: &Path, origin: &str) -> Result<TreeHead, NotCosigned> {
        let wrong = |reason: String| NotCosigned::State(format!("{}: {reason}", path.display()));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
                return Ok(TreeHead { size: 0, root: hash(&[]) });
            }
            Err(failed) => return Err(wrong(failed.to_string())),
        };
        let kept = || {
            let note: SignedNote = text.parse()?;
            note.check(self.signer.public())?;
            note.text().parse::<Checkpoint>()
        };
        let checkpoint = kept().map_err(|refusal| wrong(refusal.to_string()))?;
        if checkpoint.origin == origin {
            Ok(checkpoint.head)
        } else {
            Err(wrong("it holds another log".to_owned()))
        }
    }
}

fn fresh_signer(name: &str) -> Result<NoteSigner, LogError> {
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed).map_err(|failed| LogError::Randomness(failed.to_string()))?;
    NoteSigner::new(name, KeyKind::Witness, &seed).ok_or_else(|| LogError::KeyFile {
        path: name.to_owned(),
        reason: "a name without spaces and `+` is expected".to_owned(),
    })
}
