//! What a log sends to a witness (C2SP tlog-witness, `add-checkpoint`): the size that the witness saw last, the proof that
//! the log grew out of it, and the new checkpoint.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Hash, NoteError};

/// A request for a cosignature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CosignRequest {
    pub old_size: u64,
    pub path: Vec<Hash>,
    /// A checkpoint with its signatures.
    pub note: String,
}

/// Most hashes of a path: a tree of 64-bit size has no longer one.
const HASHES_MAX: usize = 63;

impl fmt::Display for CosignRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old_size)?;
        for hash in &self.path {
            writeln!(f, "{}", STANDARD.encode(hash))?;
        }
        write!(f, "\n{}", self.note)
    }
}

impl FromStr for CosignRequest {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<CosignRequest, NoteError> {
        let (head, note) = text.split_once("\n\n").ok_or(NoteError::Shape)?;
        let mut lines = head.split('\n');
        let old_size = lines.next().and_then(|line| line.strip_prefix("old "));
        let old_size: u64 =
            old_size.and_then(|size| size.parse().ok()).ok_or(NoteError::Checkpoint)?;
        let hash = |line: &str| STANDARD.decode(line).ok().and_then(|hash| hash.try_into().ok());
        let path = lines.map(hash).collect::<Option<Vec<Hash>>>().ok_or(NoteError::Shape)?;
        let request = CosignRequest { old_size, path, note: note.to_owned() };
        // One spelling a request: `old 007`, `old +7` and the like are none.
        let fits = request.path.len() <= HASHES_MAX && request.to_string() == text;
        if fits { Ok(request) } else { Err(NoteError::Shape) }
    }
}
