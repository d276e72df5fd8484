//! Proofs that stand alone (C2SP tlog-proof): an entry's place in the log, the path to the root, and a signed checkpoint.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Checkpoint, Hash, NoteError, SignedNote, includes, leaf_hash};

/// The first line, by which the format is known.
const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// A proof that an entry stands in a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogProof {
    /// What the log's own reader needs to make the entry again.
    pub extra: Vec<u8>,
    pub index: u64,
    pub path: Vec<Hash>,
    /// A checkpoint with its signatures.
    pub note: String,
}

/// Why a file proves nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ProofError {
    #[error(
        "this is not a proof: `c2sp.org/tlog-proof@v1`, an index, hashes and a checkpoint are expected"
    )]
    Shape,
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("the path does not lead from the entry to the root of the checkpoint")]
    Path,
}

impl LogProof {
    /// The checkpoint under which the entry stands, when the path leads to it. Who signed it is checked on the note.
    ///
    /// # Errors
    /// When the note holds no checkpoint, or the path does not lead to its root.
    pub fn check(&self, entry: &[u8]) -> Result<(Checkpoint, SignedNote), ProofError> {
        let note: SignedNote = self.note.parse()?;
        let checkpoint: Checkpoint = note.text().parse()?;
        let head = checkpoint.head;
        if includes(leaf_hash(entry), self.index, head.size, &self.path, &head.root) {
            Ok((checkpoint, note))
        } else {
            Err(ProofError::Path)
        }
    }
}

impl fmt::Display for LogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        writeln!(f, "extra {}", STANDARD.encode(&self.extra))?;
        writeln!(f, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", STANDARD.encode(hash))?;
        }
        write!(f, "\n{}", self.note)
    }
}

impl FromStr for LogProof {
    type Err = ProofError;

    fn from_str(text: &str) -> Result<LogProof, ProofError> {
        let (head, note) = text.split_once("\n\n").ok_or(ProofError::Shape)?;
        let mut lines = head.lines();
        if lines.next() != Some(FIRST_LINE) {
            return Err(ProofError::Shape);
        }
        let mut line = lines.next().ok_or(ProofError::Shape)?;
        let mut extra = Vec::new();
        if let Some(encoded) = line.strip_prefix("extra ") {
            extra = STANDARD.decode(encoded).map_err(|_| ProofError::Shape)?;
            line = lines.next().ok_or(ProofError::Shape)?;
        }
        let index = line.strip_prefix("index ").and_then(|index| index.parse().ok());
        let hash = |line: &str| STANDARD.decode(line).ok().and_then(|hash| hash.try_into().ok());
        let path = lines.map(hash).collect::<Option<Vec<Hash>>>();
        match (index, path) {
            (Some(index), Some(path)) => Ok(LogProof { extra, index, path, note: note.to_owned() }),
            _ => Err(ProofError::Shape),
        }
    }
}
