//! The ledger's arithmetic and formats: the Merkle tree of RFC 6962, tiles, checkpoints and signed notes of C2SP.
//!
//! Bytes in, bytes out: where acts are kept, who appends them and where a key lies is not known here.

mod note;
mod proof;
mod request;
mod tile;
mod tree;

#[cfg(test)]
mod tests;

use sha2::{Digest, Sha256};

pub use note::{Checkpoint, KeyKind, NoteError, NoteKey, NoteSigner, SignedNote};
pub use proof::{LogProof, ProofError};
pub use request::CosignRequest;
pub use tile::{TILE_HEIGHT, TILE_WIDTH, Tile, TileKind, stored_below};
pub use tree::{
    Edge, Span, Subtree, TreeHead, consistency_path, extends, fold_subtrees, includes,
    inclusion_path, leaf_hash, node_hash, tree_root,
};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// SHA-256 of some bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    hashed(&[bytes])
}

/// Lower-case hexadecimal.
pub fn hex(hash: &Hash) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| DIGITS.get(usize::from(digit))).collect()
}

/// A hash from its hexadecimal form; none when it is not one.
pub fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let [high, low] = *pair else { return None };
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(hash)
}

/// What the tree takes of an act: its header, and the commitment to its salt and content, `SHA-256(salt ‖ content)`.
///
/// The header stands open in every copy of the log, so it holds identifiers and never names. Salt and content may be
/// erased together: the commitment stays, and says nothing about them.
pub fn act_leaf(header: &[u8], commitment: &Hash) -> Vec<u8> {
    [header, commitment].concat()
}

/// The commitment to an act's salt and content.
pub fn commitment(salt: &[u8], content: &[u8]) -> Hash {
    hashed(&[salt, content])
}

fn hashed(parts: &[&[u8]]) -> Hash {
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().into()
}
