//! The Merkle tree of RFC 6962: roots, and proofs that a leaf is in a tree and that a tree grew out of an earlier one.
//!
//! Proofs are named before they are computed: a path is a list of spans of leaves, so that whoever stores the nodes can
//! load just those. Checking follows RFC 9162, sections 2.1.3.2 and 2.1.4.2.

use super::{Hash, hashed};

/// The hash of a leaf: the leaf behind a 0 byte.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    hashed(&[&[0], leaf])
}

/// The hash of an inner node: both children behind a 1 byte.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    hashed(&[&[1], left, right])
}

/// The right edge of a growing tree: one finished subtree a height, so memory stays logarithmic.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Edge {
    size: u64,
    finished: Vec<(u32, Hash)>,
}

impl Edge {
    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The edge of a tree of `size` leaves again, from the roots of its complete subtrees, the largest first (those that
    /// [`Span::subtrees`] names); none when there are more or fewer of them.
    pub fn resume(size: u64, roots: &[Hash]) -> Option<Edge> {
        let subtrees = Span { first: 0, end: size }.subtrees();
        let fits = subtrees.len() == roots.len();
        let finished = subtrees.iter().zip(roots).map(|(subtree, hash)| (subtree.height, *hash));
        fits.then(|| Edge { size, finished: finished.collect() })
    }

    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        self.push_and_note(leaf, |_, _| ());
    }

    /// Adds a leaf and names each subtree that it completes, the leaf itself first.
    pub fn push_and_note(&mut self, leaf: Hash, mut completed: impl FnMut(Subtree, Hash)) {
        let mut subtree = (0_u32, leaf);
        let place = |height: u32| self.size.checked_shr(height).unwrap_or(0);
        completed(Subtree { height: 0, place: place(0) }, leaf);
        // The stack of a binary counter: two subtrees of one height make one of the next.
        while let Some((height, earlier)) = self.finished.pop_if(|(height, _)| *height == subtree.0)
        {
            subtree = (height.saturating_add(1), node_hash(&earlier, &subtree.1));
            completed(Subtree { height: subtree.0, place: place(subtree.0) }, subtree.1);
        }
        self.finished.push(subtree);
        self.size = self.size.saturating_add(1);
    }

    /// The root; of no leaves, the hash of nothing.
    pub fn root(&self) -> Hash {
        let mut later = self.finished.iter().rev().map(|(_, hash)| *hash);
        let Some(last) = later.next() else { return hashed(&[]) };
        later.fold(last, |right, left| node_hash(&left, &right))
    }
}

/// The root of the tree over leaves in their order (RFC 6962, section 2.1).
pub fn tree_root<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut edge = Edge::default();
    leaves.into_iter().for_each(|leaf| edge.push(leaf_hash(leaf)));
    edge.root()
}

/// The leaves from `first` up to, and without, `end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    pub first: u64,
    pub end: u64,
}

/// A complete subtree: the leaves from `place << height` on, `1 << height` of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Subtree {
    pub height: u32,
    pub place: u64,
}

impl Span {
    fn leaves(self) -> u64 {
        self.end.saturating_sub(self.first)
    }

    /// The largest complete subtrees that make up the span, from its first leaf to its last. A span of a proof starts
    /// where a subtree of its size would, so the root of the parts, folded from the right, is the root of the span.
    pub fn subtrees(self) -> Vec<Subtree> {
        let (mut subtrees, mut first) = (Vec::new(), self.first);
        while first < self.end {
            let left = self.end.saturating_sub(first);
            let height = left.ilog2().min(first.trailing_zeros());
            subtrees.push(Subtree { height, place: first.checked_shr(height).unwrap_or(0) });
            first = first.saturating_add(1_u64.checked_shl(height).unwrap_or(0));
        }
        subtrees
    }
}

/// The root over subtrees that stand side by side, the largest first; none for no subtrees.
pub fn fold_subtrees(hashes: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
    hashes.rev().reduce(|right, left| node_hash(&left, &right))
}

/// The largest power of two below `leaves`, which is at least 2.
fn split(leaves: u64) -> u64 {
    1_u64.checked_shl(leaves.saturating_sub(1).checked_ilog2().unwrap_or(0)).unwrap_or(0)
}

/// The spans whose roots prove that the leaf at `position` is in the tree of `size` leaves, the lowest first (RFC 6962,
/// section 2.1.1); none when it is not in it.
pub fn inclusion_path(position: u64, size: u64) -> Option<Vec<Span>> {
    if position >= size {
        return None;
    }
    let (mut path, mut span) = (Vec::new(), Span { first: 0, end: size });
    while span.leaves() > 1 {
        let middle = span.first.saturating_add(split(span.leaves()));
        let (left, right) = (Span { end: middle, ..span }, Span { first: middle, ..span });
        let (inside, beside) = if position < middle { (left, right) } else { (right, left) };
        path.push(beside);
        span = inside;
    }
    path.reverse();
    Some(path)
}

/// The spans whose roots prove that the tree of `size` leaves begins with that of `old_size` (RFC 6962, section 2.1.2);
/// none when it is not larger or the old one is empty.
pub fn consistency_path(old_size: u64, size: u64) -> Option<Vec<Span>> {
    if old_size == 0 || old_size > size {
        return None;
    }
    let (mut path, mut span, mut whole) = (Vec::new(), Span { first: 0, end: size }, true);
    while old_size < span.end {
        let middle = span.first.saturating_add(split(span.leaves()));
        let (left, right) = (Span { end: middle, ..span }, Span { first: middle, ..span });
        let (inside, beside) = if old_size <= middle { (left, right) } else { (right, left) };
        whole &= inside == left;
        path.push(beside);
        span = inside;
    }
    if !whole {
        path.push(span);
    }
    path.reverse();
    Some(path)
}

/// Whether `path` proves that the leaf with this hash stands at `position` in the tree of `size` leaves with this root.
pub fn includes(leaf: Hash, position: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if position >= size {
        return false;
    }
    let (mut place, mut last, mut reached) = (position, size.saturating_sub(1), leaf);
    for beside in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            reached = node_hash(beside, &reached);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            reached = node_hash(&reached, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    last == 0 && reached == *root
}

/// A tree as a checkpoint states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TreeHead {
    pub size: u64,
    pub root: Hash,
}

/// Whether `path` proves that the later tree begins with the earlier one. Every tree begins with the empty one, and with
/// itself; both need no path.
pub fn extends(later: &TreeHead, earlier: &TreeHead, path: &[Hash]) -> bool {
    if earlier.size > later.size {
        return false;
    }
    if earlier.size == 0 {
        return path.is_empty() && earlier.root == hashed(&[]);
    }
    if earlier.size == later.size {
        return path.is_empty() && earlier.root == later.root;
    }
    let mut beside = path.iter();
    let (mut place, mut last) = (earlier.size.saturating_sub(1), later.size.saturating_sub(1));
    while place & 1 == 1 {
        (place, last) = (place >> 1, last >> 1);
    }
    let start = if place == 0 { Some(&earlier.root) } else { beside.next() };
    let Some(start) = start else { return false };
    let (mut old, mut new) = (*start, *start);
    for hash in beside {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            (old, new) = (node_hash(hash, &old), node_hash(hash, &new));
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            new = node_hash(&new, hash);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    last == 0 && old == earlier.root && new == later.root
}
