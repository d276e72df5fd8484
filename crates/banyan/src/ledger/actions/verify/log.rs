//! Verifying the log: entries in order, the tree that they give, its nodes, checkpoints, keys and what witnesses signed.

use std::collections::BTreeMap;
use std::ops::Range;

use banyan_core::ledger::{
    Checkpoint, Edge, Hash, NoteKey, SignedNote, TILE_HEIGHT, TreeHead, from_hex, hex,
};
use banyan_core::words::Moment;
use tokio::task::spawn_blocking;

use super::super::change_key::CHANGE_KEY;
use super::super::finding::{Finding, Verified};
use super::super::sequence::LogError;
use super::{WINDOW, check_count, joined};
use crate::ledger::store::{cosigned, log as rows};
use crate::store::{Packed, PackedRow, Store, StoreError, Tx};

/// Reads a checkpoint that somebody kept.
pub(super) fn read_since(note: &str, verified: &mut Verified) -> Option<(SignedNote, Checkpoint)> {
    let read = || {
        let note: SignedNote = note.parse()?;
        let checkpoint: Checkpoint = note.text().parse()?;
        Ok::<_, banyan_core::ledger::NoteError>((note, checkpoint))
    };
    match read() {
        Ok(earlier) => Some(earlier),
        Err(refusal) => {
            verified.add(Finding::SinceUnread { reason: refusal.to_string() });
            None
        }
    }
}

/// Leaves in order, the tree that they give, its nodes, and each checkpoint at its size. Whether a leaf is that of its act was
/// checked with the acts. One window is taken while the next is read.
pub(super) async fn check_log(
    tx: &mut Tx,
    earlier: Option<&(SignedNote, Checkpoint)>,
    verified: &mut Verified,
) -> Result<(), LogError> {
    let keys = keys(tx, verified).await?;
    let marks = Marks::of(tx, earlier, &keys, verified).await?;
    check_cosignatures(tx, verified).await?;
    let mut walk = Walk::from_the_start(marks);
    let mut leaves = rows::pack_leaves(tx, window(0)).await?;
    let mut from = 0;
    loop {
        let next = if leaves.is_empty() {
            rows::first_position_from(tx, from).await?
        } else {
            Some(from + LEAVES)
        };
        let Some(next) = next else { break };
        // What is left out is found where the next leaf stands; a position whose act is not there leads on, too.
        let next = if next < from + LEAVES { from + LEAVES } else { next };
        let taking = spawn_blocking(move || {
            walk.take(&leaves)?;
            Ok(walk)
        });
        let read = rows::pack_leaves(tx, window(next)).await;
        walk = joined(taking).await?;
        (leaves, from) = (read?, next);
    }
    let there = tx.count_rows("act_sequence").await?;
    verified.take_in(std::mem::take(&mut walk.found));
    check_nodes(tx, walk.nodes, verified).await?;
    walk.marks.close(&walk.edge, verified);
    check_count("act_sequence", there, walk.edge.size(), verified);
    check_count("checkpoint", tx.count_rows("checkpoint").await?, verified.checkpoints, verified);
    Ok(())
}

/// Leaves that are read at once.
const LEAVES: u64 = 20_000;

fn window(from: u64) -> Range<u64> {
    from..from.saturating_add(LEAVES)
}

/// How far the tree has grown.
struct Walk {
    edge: Edge,
    /// The position of the next leaf.
    next: u64,
    /// The latest moment of an act so far.
    latest: Moment,
    marks: Marks,
    /// Nodes that the store must hold: level of tiles, place.
    nodes: BTreeMap<(u32, u64), Hash>,
    found: Verified,
}

impl Walk {
    fn from_the_start(marks: Marks) -> Walk {
        let latest = Moment::from_microseconds(i64::MIN);
        let (edge, nodes, found) = (Edge::default(), BTreeMap::new(), Verified::default());
        let mut walk = Walk { edge, next: 0, latest, marks, nodes, found };
        walk.marks.pass(&walk.edge, walk.latest, &mut walk.found);
        walk
    }

    fn take(&mut self, leaves: &Packed) -> Result<(), StoreError> {
        let leaf = |row: PackedRow<'_>| {
            let text = row.text(1)?;
            let leaf = from_hex(text);
            let leaf =
                leaf.ok_or_else(|| StoreError::Unreadable(format!("`{text}` is no hash")))?;
            Ok((row.whole(0)?, leaf, row.whole(2)?))
        };
        let mut leaves = leaves.rows().map(leaf).collect::<Result<Vec<_>, StoreError>>()?;
        leaves.sort_by_key(|(position, ..)| *position);
        for (position, leaf, at) in leaves {
            let position = u64::try_from(position).unwrap_or_default();
            if position != self.next {
                self.found.add(Finding::Gap { position: self.next });
            }
            let nodes = &mut self.nodes;
            self.edge.push_and_note(leaf, |subtree, hash| {
                if subtree.height > 0 && subtree.height.is_multiple_of(TILE_HEIGHT) {
                    nodes.insert((subtree.height / TILE_HEIGHT, subtree.place), hash);
                }
            });
            self.next = position + 1;
            self.latest = self.latest.max(Moment::from_microseconds(at));
            self.marks.pass(&self.edge, self.latest, &mut self.found);
        }
        Ok(())
    }
}

/// The stored nodes are those that the leaves give, all of them and no others.
async fn check_nodes(
    tx: &mut Tx,
    mut expected: BTreeMap<(u32, u64), Hash>,
    verified: &mut Verified,
) -> Result<(), StoreError> {
    let (mut after, mut read) = ((0, -1), 0);
    loop {
        let stored = rows::list_nodes(tx, after, WINDOW).await?;
        let Some((level, place, _)) = stored.last() else { break };
        after = (*level, i64::try_from(*place).unwrap_or(i64::MAX));
        for (level, place, hash) in stored {
            read += 1;
            if expected.remove(&(level, place)).map(|hash| hex(&hash)) != Some(hash) {
                verified.add(Finding::Node { height: level * TILE_HEIGHT, place });
            }
        }
    }
    for (level, place) in expected.into_keys() {
        verified.add(Finding::Node { height: level * TILE_HEIGHT, place });
    }
    check_count("tree_node", tx.count_rows("tree_node").await?, read, verified);
    Ok(())
}

/// What witnesses put below checkpoints is theirs.
async fn check_cosignatures(tx: &mut Tx, verified: &mut Verified) -> Result<(), StoreError> {
    let (mut after, mut read) = ((0, String::new()), 0);
    loop {
        let lines = cosigned::list_from(tx, &after, WINDOW).await?;
        let Some(last) = lines.last() else { break };
        after = (last.size, last.witness.clone());
        read += lines.len() as u64;
        for own in lines {
            let signed = || {
                let key: NoteKey = own.witness.parse().ok()?;
                let note: SignedNote = own.note.parse().ok()?;
                let note: SignedNote = format!("{}\n{}", note.text(), own.line).parse().ok()?;
                note.check(&key).ok()
            };
            if signed().is_none() {
                let (size, witness) = (own.size, own.witness);
                verified.add(Finding::Cosignature { size, witness });
            }
        }
    }
    check_count("cosignature", tx.count_rows("cosignature").await?, read, verified);
    Ok(())
}

/// Keys of the log that are none of those that somebody was told of, for whoever does not trust the store to name them.
///
/// # Errors
/// What the database says.
pub async fn foreign_keys(store: &Store, told: &[NoteKey]) -> Result<Vec<Finding>, StoreError> {
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    let keys = rows::list_keys(&mut store.read().await?).await?.into_iter().map(|(key, _)| key);
    Ok(keys.filter(|key| !told.contains(key)).map(|key| Finding::ForeignKey { key }).collect())
}

/// The keys of the log with the size from which each signs. Each but the first was put in place by an act.
async fn keys(tx: &mut Tx, verified: &mut Verified) -> Result<Vec<(NoteKey, u64)>, StoreError> {
    let mut keys = Vec::new();
    let changed = rows::list_key_changes(tx, CHANGE_KEY).await?;
    for (number, (key, from_size)) in rows::list_keys(tx).await?.into_iter().enumerate() {
        let said = |(own, at): &(String, Option<u64>)| {
            *own == key && at.is_none_or(|position| position >= from_size)
        };
        if number > 0 && !changed.iter().any(said) {
            verified.add(Finding::ForeignKey { key: key.clone() });
        }
        match key.parse() {
            Ok(key) => keys.push((key, from_size)),
            Err(refusal) => {
                let reason = banyan_core::ledger::NoteError::to_string(&refusal);
                verified.add(Finding::Signature { size: from_size, reason });
            }
        }
    }
    Ok(keys)
}

/// A head that was signed, and the moment that its row states; none for one that was brought along.
struct Head {
    tree: TreeHead,
    at: Option<Moment>,
}

impl Head {
    /// What is found when the acts give another tree.
    fn wrong(&self) -> Finding {
        let size = self.tree.size;
        if self.at.is_some() { Finding::Root { size } } else { Finding::Since { size } }
    }
}

/// The heads that were signed, smallest first, and how far they were compared.
struct Marks {
    heads: Vec<Head>,
    at: usize,
    last: u64,
}

impl Marks {
    async fn of(
        tx: &mut Tx,
        earlier: Option<&(SignedNote, Checkpoint)>,
        keys: &[(NoteKey, u64)],
        verified: &mut Verified,
    ) -> Result<Marks, StoreError> {
        let mut heads = Vec::new();
        let mut from = 0;
        loop {
            let signed = rows::list_checkpoints(tx, from, WINDOW).await?;
            let Some(last) = signed.last().map(|last| last.size) else { break };
            for own in &signed {
                verified.checkpoints += 1;
                if let Err(reason) = signed_as_stated(own, keys) {
                    verified.add(Finding::Signature { size: own.size, reason });
                }
                let tree = TreeHead { size: own.size, root: own.root };
                heads.push(Head { tree, at: Some(own.at) });
            }
            from = last + 1;
        }
        let last = heads.last().map_or(0, |head| head.tree.size);
        if let Some((note, checkpoint)) = earlier {
            if let Err(reason) = signed_by_one(note, checkpoint, keys) {
                verified.add(Finding::SinceUnread { reason });
            }
            heads.push(Head { tree: checkpoint.head, at: None });
            heads.sort_by_key(|head| head.tree.size);
        }
        Ok(Marks { heads, at: 0, last })
    }

    /// Compares the heads of the edge's size; `latest` is the moment of the latest act in it.
    fn pass(&mut self, edge: &Edge, latest: Moment, verified: &mut Verified) {
        while let Some(head) = self.heads.get(self.at) {
            if head.tree.size > edge.size() {
                return;
            }
            if head.tree != (TreeHead { size: edge.size(), root: edge.root() }) {
                verified.add(head.wrong());
            } else if head.at.is_some_and(|at| at != latest) {
                verified.add(Finding::CheckpointMoment { size: head.tree.size });
            }
            self.at += 1;
        }
    }

    /// Heads of more acts than there are, and acts behind the last head.
    fn close(&self, edge: &Edge, verified: &mut Verified) {
        self.heads.iter().skip(self.at).for_each(|head| verified.add(head.wrong()));
        if self.last < edge.size() {
            verified.add(Finding::Uncovered { from: self.last, to: edge.size() });
        }
    }
}

/// A checkpoint's row and its note say the same, and the key of its size signed it.
fn signed_as_stated(own: &rows::Signed, keys: &[(NoteKey, u64)]) -> Result<(), String> {
    let note: SignedNote =
        own.note.parse().map_err(|refusal: banyan_core::ledger::NoteError| refusal.to_string())?;
    let checkpoint: Checkpoint = note
        .text()
        .parse()
        .map_err(|refusal: banyan_core::ledger::NoteError| refusal.to_string())?;
    if checkpoint.head != (TreeHead { size: own.size, root: own.root }) {
        return Err("its note states another tree than its row".to_owned());
    }
    let key = keys.iter().rev().find(|(_, from_size)| *from_size < own.size.max(1));
    let Some((key, _)) = key else { return Err("no key of the log is known".to_owned()) };
    if checkpoint.origin != key.name() {
        return Err(format!("it is of the log `{}`", checkpoint.origin));
    }
    note.check(key).map(|_| ()).map_err(|refusal| refusal.to_string())
}

fn signed_by_one(
    note: &SignedNote,
    checkpoint: &Checkpoint,
    keys: &[(NoteKey, u64)],
) -> Result<(), String> {
    let own =
        keys.iter().any(|(key, _)| key.name() == checkpoint.origin && note.check(key).is_ok());
    if own {
        Ok(())
    } else {
        Err(format!("no key of this log signed it (`{}`)", checkpoint.origin))
    }
}
