//! Verifying the log: entries in order, the tree that they give, its nodes, checkpoints, keys and what witnesses signed.

use std::collections::BTreeMap;

use banyan_core::ledger::{
    Checkpoint, Edge, Hash, NoteKey, SignedNote, TILE_HEIGHT, TreeHead, act_leaf, hex, leaf_hash,
};
use banyan_core::words::Moment;

use super::super::change_key::CHANGE_KEY;
use super::super::finding::{Finding, Verified};
use super::super::sequence::{LogError, header};
use super::{WINDOW, check_count};
use crate::ledger::store::{cosigned, log as rows};
use crate::store::{Store, StoreError, Tx};

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

/// Entries in order, the tree that they give, its nodes, and each checkpoint at its size.
pub(super) async fn check_log(
    tx: &mut Tx,
    earlier: Option<&(SignedNote, Checkpoint)>,
    verified: &mut Verified,
) -> Result<(), LogError> {
    let keys = keys(tx, verified).await?;
    let mut marks = Marks::of(tx, earlier, &keys, verified).await?;
    check_cosignatures(tx, verified).await?;
    let mut edge = Edge::default();
    let mut sequenced = 0;
    let mut latest = Moment::from_microseconds(i64::MIN);
    let mut nodes: BTreeMap<(u32, u64), Hash> = BTreeMap::new();
    marks.pass(&edge, latest, verified);
    let mut next = 0;
    loop {
        let end = next + WINDOW as u64;
        let entries = rows::list_entries(tx, next..end).await?;
        if entries.is_empty() {
            let Some(position) = rows::first_position_from(tx, next).await? else { break };
            // Positions that are left out, or whose act is not there.
            verified.add(Finding::Gap { position: next });
            next = if position < end { end } else { position };
            continue;
        }
        for entry in entries {
            if entry.position != next {
                verified.add(Finding::Gap { position: next });
                next = entry.position;
            }
            let own = leaf_hash(&act_leaf(&header(&entry.act), &entry.commitment));
            if own != entry.leaf {
                let (act, position) = (entry.act.id, entry.position);
                verified.add(Finding::Leaf { act, position });
            }
            edge.push_and_note(entry.leaf, |subtree, hash| {
                if subtree.height > 0 && subtree.height.is_multiple_of(TILE_HEIGHT) {
                    nodes.insert((subtree.height / TILE_HEIGHT, subtree.place), hash);
                }
            });
            (next, sequenced, latest) = (next + 1, sequenced + 1, latest.max(entry.act.at));
            marks.pass(&edge, latest, verified);
        }
    }
    check_nodes(tx, nodes, verified).await?;
    marks.close(&edge, verified);
    check_count(tx, "act_sequence", sequenced, verified).await?;
    check_count(tx, "checkpoint", verified.checkpoints, verified).await?;
    Ok(())
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
    check_count(tx, "tree_node", read, verified).await
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
    check_count(tx, "cosignature", read, verified).await
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
