//! Verifying: every fact row against its act and back, every content against its commitment, the tree against its nodes,
//! checkpoints and signatures. It reads in windows, changes nothing, and says what does not match.

use std::collections::BTreeMap;

use banyan_core::ledger::{
    Checkpoint, Edge, Hash, NoteKey, SignedNote, TILE_HEIGHT, TreeHead, act_leaf, commitment, hex,
    leaf_hash,
};
use serde_json::{Map, Value as Json};

use super::facts::FactTable;
use super::record::{Facts, content_naming};
use super::sequence::{LogError, header};
use crate::ledger::store::{self, log};
use crate::store::{Store, StoreError, Tx};

/// What was checked, and what did not match.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Verified {
    pub acts: u64,
    pub rows: u64,
    pub checkpoints: u64,
    /// Acts that were recorded and are not in the log yet.
    pub waiting: u64,
    /// In the order in which they were found; at most a hundred.
    pub findings: Vec<Finding>,
    /// How many more there were.
    pub more: u64,
}

/// One thing that does not match.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Finding {
    #[error("act {act}: the rows that carry its id are not those that it names")]
    Rows { act: String },
    #[error("act {act}: its rows are there, the act is not")]
    ActMissing { act: String },
    #[error("act {act}: its content cannot be read")]
    Content { act: String },
    #[error("act {act}: its content or salt was changed after it was committed to")]
    Commitment { act: String },
    #[error("act {act}: content is gone and salt is not, or salt is gone and content is not")]
    HalfErased { act: String },
    #[error("act {act}: its content is gone, and no act says that it was erased")]
    Erased { act: String },
    #[error("act {act} at position {position}: who, when, what or on what was changed")]
    Leaf { act: String, position: u64 },
    #[error("act {act}: neither in the log nor waiting for it")]
    NotSequenced { act: String },
    #[error("position {position}: the log has no act there")]
    Gap { position: u64 },
    #[error("the node at height {height}, place {place} is not the one that its leaves give")]
    Node { height: u32, place: u64 },
    #[error("the checkpoint of {size} acts has another root than the acts give")]
    Root { size: u64 },
    #[error("the checkpoint of {size} acts: {reason}")]
    Signature { size: u64, reason: String },
    #[error(
        "the checkpoint that was brought along ({size} acts) is not one that this log grew out of"
    )]
    Since { size: u64 },
    #[error("the checkpoint that was brought along: {reason}")]
    SinceUnread { reason: String },
    #[error("no checkpoint covers the last acts of the log, {from} to {to}")]
    Uncovered { from: u64, to: u64 },
}

/// Most findings that are told one by one.
pub(super) const FINDINGS_MAX: usize = 100;
/// Acts that are read at once.
const WINDOW: i64 = 2000;

impl Verified {
    fn add(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Whether everything matched.
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Checks everything. `tables` are all fact tables; `since` is an earlier checkpoint that somebody kept.
///
/// # Errors
/// What the database says; what does not match is no error but a finding.
pub async fn verify(
    store: &Store,
    tables: &[&'static FactTable],
    since: Option<&str>,
) -> Result<Verified, LogError> {
    let mut verified = Verified::default();
    // One snapshot: what is recorded meanwhile is another question.
    let mut tx = store.read().await?;
    let erased = store::list_erased(&mut tx).await?;
    check_facts(&mut tx, tables, &erased, &mut verified).await?;
    let earlier = since.and_then(|note| read_since(note, &mut verified));
    check_log(&mut tx, earlier.as_ref(), &mut verified).await?;
    Ok(verified)
}

/// Every act with the rows that carry its id, window by window of ids.
async fn check_facts(
    tx: &mut Tx,
    tables: &[&'static FactTable],
    erased: &[String],
    verified: &mut Verified,
) -> Result<(), LogError> {
    let mut after = String::new();
    loop {
        let acts = log::list_acts_by_id(tx, &after, WINDOW).await?;
        // Behind the last act the window is open: rows of an act that is not there stand anywhere.
        let upto =
            (acts.len() == WINDOW as usize).then(|| acts.last().map(|act| act.act.id.clone()));
        let upto = upto.flatten();
        let mut standing: BTreeMap<String, Vec<Facts>> = BTreeMap::new();
        for table in tables {
            for (act, row) in store::list_facts(tx, table, &after, upto.as_deref()).await? {
                verified.rows += 1;
                let own = standing.entry(act).or_default();
                match own.last_mut().filter(|last| last.table.name == table.name) {
                    Some(last) => last.rows.push(row),
                    None => own.push(Facts { table, rows: vec![row] }),
                }
            }
        }
        for own in acts {
            verified.acts += 1;
            let rows = standing.remove(&own.act.id).unwrap_or_default();
            check_act(&own, &rows, erased, verified);
        }
        for act in standing.into_keys() {
            verified.add(Finding::ActMissing { act });
        }
        match upto {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

fn check_act(own: &log::Committed, rows: &[Facts], erased: &[String], verified: &mut Verified) {
    let act = || own.act.id.clone();
    if own.commitment.is_none() {
        verified.waiting += 1;
        if !own.waiting {
            verified.add(Finding::NotSequenced { act: act() });
        }
    }
    let (content, salt) = match (&own.act.content, &own.act.salt) {
        (Some(content), Some(salt)) => (content, salt),
        (None, None) => {
            if !erased.contains(&own.act.id) {
                verified.add(Finding::Erased { act: act() });
            }
            return;
        }
        _ => return verified.add(Finding::HalfErased { act: act() }),
    };
    let committed = commitment(salt.as_bytes(), content.as_bytes());
    if own.commitment.is_some_and(|stands| stands != committed) {
        return verified.add(Finding::Commitment { act: act() });
    }
    let Some(files) = files_of(content) else {
        return verified.add(Finding::Content { act: act() });
    };
    if content_naming(rows, files.clone()) != *content
        && content_naming(&as_before(rows), files) != *content
    {
        verified.add(Finding::Rows { act: act() });
    }
}

/// Rows as an act names them that is older than some columns of their tables.
fn as_before(facts: &[Facts]) -> Vec<Facts> {
    let mut facts = facts.to_vec();
    for own in &mut facts {
        for row in own.rows.iter_mut().filter_map(Json::as_object_mut) {
            own.table.later.iter().for_each(|later| later.take_out(row));
        }
    }
    facts
}

/// The files that an act names.
pub(super) fn files_of(content: &str) -> Option<Map<String, Json>> {
    let content: Json = serde_json::from_str(content).ok()?;
    Some(content.get("files").and_then(Json::as_object).cloned().unwrap_or_default())
}

fn read_since(note: &str, verified: &mut Verified) -> Option<(SignedNote, Checkpoint)> {
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
async fn check_log(
    tx: &mut Tx,
    earlier: Option<&(SignedNote, Checkpoint)>,
    verified: &mut Verified,
) -> Result<(), LogError> {
    let keys = keys(tx, verified).await?;
    let mut marks = Marks::of(tx, earlier, &keys, verified).await?;
    let mut edge = Edge::default();
    let mut nodes: BTreeMap<(u32, u64), Hash> = BTreeMap::new();
    marks.pass(&edge, verified);
    let mut next = 0;
    loop {
        let end = next + WINDOW as u64;
        let entries = log::list_entries(tx, next..end).await?;
        if entries.is_empty() {
            let Some(position) = log::first_position_from(tx, next).await? else { break };
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
            next += 1;
            marks.pass(&edge, verified);
        }
    }
    check_nodes(tx, nodes, verified).await?;
    marks.close(&edge, verified);
    Ok(())
}

/// The stored nodes are those that the leaves give, all of them and no others.
async fn check_nodes(
    tx: &mut Tx,
    mut expected: BTreeMap<(u32, u64), Hash>,
    verified: &mut Verified,
) -> Result<(), StoreError> {
    let mut after = (0, -1);
    loop {
        let stored = log::list_nodes(tx, after, WINDOW).await?;
        let Some((level, place, _)) = stored.last() else { break };
        after = (*level, i64::try_from(*place).unwrap_or(i64::MAX));
        for (level, place, hash) in stored {
            if expected.remove(&(level, place)).map(|hash| hex(&hash)) != Some(hash) {
                verified.add(Finding::Node { height: level * TILE_HEIGHT, place });
            }
        }
    }
    for (level, place) in expected.into_keys() {
        verified.add(Finding::Node { height: level * TILE_HEIGHT, place });
    }
    Ok(())
}

/// The keys of the log with the size from which each signs.
async fn keys(tx: &mut Tx, verified: &mut Verified) -> Result<Vec<(NoteKey, u64)>, StoreError> {
    let mut keys = Vec::new();
    for (key, from_size) in log::list_keys(tx).await? {
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

/// The heads that were signed, smallest first, and how far they were compared.
struct Marks {
    heads: Vec<(TreeHead, bool)>,
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
            let signed = log::list_checkpoints(tx, from, WINDOW).await?;
            let Some(last) = signed.last().map(|last| last.size) else { break };
            for own in &signed {
                verified.checkpoints += 1;
                if let Err(reason) = signed_as_stated(own, keys) {
                    verified.add(Finding::Signature { size: own.size, reason });
                }
                heads.push((TreeHead { size: own.size, root: own.root }, false));
            }
            from = last + 1;
        }
        let last = heads.last().map_or(0, |(head, _)| head.size);
        if let Some((note, checkpoint)) = earlier {
            if let Err(reason) = signed_by_one(note, checkpoint, keys) {
                verified.add(Finding::SinceUnread { reason });
            }
            heads.push((checkpoint.head, true));
            heads.sort_by_key(|(head, _)| head.size);
        }
        Ok(Marks { heads, at: 0, last })
    }

    /// Compares the heads of the edge's size.
    fn pass(&mut self, edge: &Edge, verified: &mut Verified) {
        while let Some((head, brought)) = self.heads.get(self.at) {
            if head.size > edge.size() {
                return;
            }
            if (head.size, head.root) != (edge.size(), edge.root()) {
                verified.add(if *brought {
                    Finding::Since { size: head.size }
                } else {
                    Finding::Root { size: head.size }
                });
            }
            self.at += 1;
        }
    }

    /// Heads of more acts than there are, and acts behind the last head.
    fn close(&self, edge: &Edge, verified: &mut Verified) {
        for (head, brought) in self.heads.iter().skip(self.at) {
            verified.add(if *brought {
                Finding::Since { size: head.size }
            } else {
                Finding::Root { size: head.size }
            });
        }
        if self.last < edge.size() {
            verified.add(Finding::Uncovered { from: self.last, to: edge.size() });
        }
    }
}

/// A checkpoint's row and its note say the same, and the key of its size signed it.
fn signed_as_stated(own: &log::Signed, keys: &[(NoteKey, u64)]) -> Result<(), String> {
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
