//! The ledger's arithmetic: the Merkle tree of RFC 6962. The log itself comes with accounts.

use sha2::{Digest, Sha256};

#[cfg(test)]
mod tests;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The root of the tree over leaves in their order (RFC 6962, section 2.1): leaves are hashed behind a 0 byte, inner
/// nodes behind a 1 byte, and the root of no leaves is the hash of nothing.
pub fn tree_root<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    // One finished subtree a height: the stack of a binary counter, so memory stays logarithmic.
    let mut finished: Vec<(u32, Hash)> = Vec::new();
    for leaf in leaves {
        let mut subtree = (0_u32, hashed(&[&[0], leaf]));
        while let Some((height, earlier)) = finished.pop_if(|(height, _)| *height == subtree.0) {
            subtree = (height.saturating_add(1), hashed(&[&[1], &earlier, &subtree.1]));
        }
        finished.push(subtree);
    }
    let mut later = finished.into_iter().rev().map(|(_, hash)| hash);
    let Some(last) = later.next() else { return hashed(&[]) };
    later.fold(last, |right, left| hashed(&[&[1], &left, &right]))
}

/// SHA-256 of some bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    hashed(&[bytes])
}

/// Lower-case hexadecimal.
pub fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hashed(parts: &[&[u8]]) -> Hash {
    let mut digest = Sha256::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().into()
}
