//! SQL on the log: order, nodes, checkpoints, and the lease of the one who sequences.

use std::ops::Range;

use banyan_core::ledger::{Hash, Subtree, TILE_HEIGHT, from_hex, hex, stored_below};
use banyan_core::words::Moment;

use crate::store::{Packed, Row, StoreError, Tx, Value};

/// An act as the log takes it: who, when, what and on what, and its content with salt unless both were erased.
#[derive(Clone, Debug)]
pub(in crate::ledger) struct ActRow {
    pub(in crate::ledger) id: String,
    pub(in crate::ledger) at: Moment,
    pub(in crate::ledger) actor: String,
    pub(in crate::ledger) verb: String,
    pub(in crate::ledger) subject: String,
    pub(in crate::ledger) content: Option<String>,
    pub(in crate::ledger) salt: Option<String>,
}

/// An act's place in the log.
#[derive(Clone, Debug)]
pub(in crate::ledger) struct Entry {
    pub(in crate::ledger) position: u64,
    pub(in crate::ledger) act: ActRow,
    pub(in crate::ledger) commitment: Hash,
    pub(in crate::ledger) leaf: Hash,
}

/// A signed state of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::ledger) struct Signed {
    pub(in crate::ledger) size: u64,
    /// The moment of the last act in it.
    pub(in crate::ledger) at: Moment,
    pub(in crate::ledger) root: Hash,
    pub(in crate::ledger) note: String,
}

/// Whether an act waits to be sequenced.
pub(in crate::ledger) async fn any_unsequenced(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(tx.fetch_first("select act from act_unsequenced limit 1", &[]).await?.is_some())
}

/// Acts that wait, in the order in which they were recorded.
pub(in crate::ledger) async fn list_unsequenced(
    tx: &mut Tx,
    most: i64,
) -> Result<Vec<ActRow>, StoreError> {
    // SQLite walks a cross join in the order in which it is written. Behind the last act of the log nearly all wait: when there
    // are very many, only as many of them are looked at as are taken. When there are few, they are looked up one by one.
    const BEHIND_LAST: &str = "
        select act.id, act.at, act.actor, act.verb, act.subject, act.content, act.salt
        from act
        cross join act_unsequenced waiting
        where waiting.act = act.id and act.at >= $2
              and not exists (select 1 from act_sequence line where line.act = act.id)
        order by act.at, act.id
        limit $1";
    const ALL: &str = "
        select act.id, act.at, act.actor, act.verb, act.subject, act.content, act.salt
        from act_unsequenced waiting
        cross join act
        where act.id = waiting.act
              and not exists (select 1 from act_sequence line where line.act = act.id)
        order by act.at, act.id
        limit $1";
    const LAST: &str = "
        select act.at
        from act_sequence line
        join act on act.id = line.act
        order by line.position desc
        limit 1";
    let last = tx.fetch_first(LAST, &[]).await?.map(|row| row.whole(0)).transpose()?;
    let last = last.unwrap_or(i64::MIN);
    let mut rows = tx.fetch(BEHIND_LAST, &[most.into(), last.into()]).await?;
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) < most {
        rows = tx.fetch(ALL, &[most.into()]).await?;
    }
    rows.iter().map(|row| act(row, 0)).collect()
}

/// Seven columns from `column` on.
fn act(row: &Row, column: usize) -> Result<ActRow, StoreError> {
    Ok(ActRow {
        id: row.text(column)?,
        at: Moment::from_microseconds(row.whole(column + 1)?),
        actor: row.text(column + 2)?,
        verb: row.text(column + 3)?,
        subject: row.text(column + 4)?,
        content: row.maybe_text(column + 5)?,
        salt: row.maybe_text(column + 6)?,
    })
}

fn hash(row: &Row, column: usize) -> Result<Hash, StoreError> {
    let text = row.text(column)?;
    from_hex(&text).ok_or_else(|| StoreError::Unreadable(format!("`{text}` is no hash")))
}

pub(super) fn whole(number: u64) -> Value {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

pub(super) fn count(row: &Row, column: usize) -> Result<u64, StoreError> {
    let number = row.whole(column)?;
    u64::try_from(number).map_err(|_| StoreError::Unreadable(format!("{number} is no position")))
}

/// How many acts stand in the log.
pub(in crate::ledger) async fn load_size(tx: &mut Tx) -> Result<u64, StoreError> {
    const LAST: &str = "select position from act_sequence order by position desc limit 1";
    let last = tx.fetch_first(LAST, &[]).await?;
    last.map_or(Ok(0), |row| Ok(count(&row, 0)? + 1))
}

/// Hashes of a level of tiles, in order; those that are not there are left out.
pub(in crate::ledger) async fn list_hashes(
    tx: &mut Tx,
    level: u32,
    places: Range<u64>,
) -> Result<Vec<Hash>, StoreError> {
    const LEAVES: &str = "
        select leaf
        from act_sequence
        where position >= $1 and position < $2
        order by position";
    const NODES: &str = "
        select hash
        from tree_node
        where place >= $1 and place < $2 and level = $3
        order by place";
    let bounds = [whole(places.start), whole(places.end)];
    let rows = if level == 0 {
        tx.fetch(LEAVES, &bounds).await?
    } else {
        let [first, end] = bounds;
        tx.fetch(NODES, &[first, end, whole(level.into())]).await?
    };
    rows.iter().map(|row| hash(row, 0)).collect()
}

/// Hashes from which the root of a complete subtree is folded.
pub(in crate::ledger) async fn list_below(
    tx: &mut Tx,
    subtree: Subtree,
) -> Result<Vec<Hash>, StoreError> {
    let (level, places) = stored_below(subtree);
    let wanted = places.end - places.start;
    let hashes = list_hashes(tx, level, places).await?;
    if hashes.len() as u64 == wanted {
        Ok(hashes)
    } else {
        Err(StoreError::Unreadable(format!(
            "the log lacks nodes at height {}, place {}",
            level * TILE_HEIGHT,
            subtree.place
        )))
    }
}

/// Entries of the log, in order, without what their acts say.
pub(in crate::ledger) async fn list_entries(
    tx: &mut Tx,
    places: Range<u64>,
) -> Result<Vec<Entry>, StoreError> {
    const ENTRIES: &str = "
        select line.position, line.commitment, line.leaf,
               act.id, act.at, act.actor, act.verb, act.subject, cast(null as text), cast(null as text)
        from act_sequence line
        join act on act.id = line.act
        where line.position >= $1 and line.position < $2
        order by line.position";
    let bounds = [whole(places.start), whole(places.end)];
    let rows = tx.fetch(ENTRIES, &bounds).await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        position: count(row, 0)?,
        commitment: hash(row, 1)?,
        leaf: hash(row, 2)?,
        act: act(row, 3)?,
    })
}

/// An act's entry; none when there is no such act, or it waits.
pub(in crate::ledger) async fn load_entry(
    tx: &mut Tx,
    act: &str,
) -> Result<Option<Entry>, StoreError> {
    const ENTRY: &str = "
        select line.position, line.commitment, line.leaf,
               act.id, act.at, act.actor, act.verb, act.subject, act.content, act.salt
        from act_sequence line
        join act on act.id = line.act
        where line.act = $1";
    tx.fetch_first(ENTRY, &[act.into()]).await?.as_ref().map(entry).transpose()
}

/// Puts entries at the end of the log, with the nodes that they complete, and takes them out of those that wait.
pub(in crate::ledger) async fn append(
    tx: &mut Tx,
    entries: &[Entry],
    nodes: &[(u32, u64, Hash)],
) -> Result<(), StoreError> {
    const DONE: &str = "
        delete from act_unsequenced
        where act in (select line.act from act_sequence line where line.position >= $1)";
    let Some(first) = entries.first() else { return Ok(()) };
    let row = |entry: &Entry| -> Vec<Value> {
        vec![
            whole(entry.position),
            entry.act.id.as_str().into(),
            hex(&entry.commitment).into(),
            hex(&entry.leaf).into(),
        ]
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    tx.insert_all("act_sequence", &["position", "act", "commitment", "leaf"], &rows).await?;
    let row = |(level, place, hash): &(u32, u64, Hash)| -> Vec<Value> {
        vec![whole((*level).into()), whole(*place), hex(hash).into()]
    };
    let rows: Vec<_> = nodes.iter().map(row).collect();
    tx.insert_all("tree_node", &["level", "place", "hash"], &rows).await?;
    tx.execute(DONE, &[whole(first.position)]).await.map(|_| ())
}

pub(in crate::ledger) async fn insert_checkpoint(
    tx: &mut Tx,
    signed: &Signed,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into checkpoint (size, at, root, note) values ($1, $2, $3, $4)";
    let binds = [
        whole(signed.size),
        signed.at.microseconds().into(),
        hex(&signed.root).into(),
        signed.note.as_str().into(),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

fn signed(row: &Row) -> Result<Signed, StoreError> {
    Ok(Signed {
        size: count(row, 0)?,
        at: Moment::from_microseconds(row.whole(1)?),
        root: hash(row, 2)?,
        note: row.text(3)?,
    })
}

/// The last checkpoint, if there is one.
pub(in crate::ledger) async fn load_last_checkpoint(
    tx: &mut Tx,
) -> Result<Option<Signed>, StoreError> {
    const LAST: &str = "select size, at, root, note from checkpoint order by size desc limit 1";
    tx.fetch_first(LAST, &[]).await?.as_ref().map(signed).transpose()
}

/// Checkpoints from a size on, the smallest first.
pub(in crate::ledger) async fn list_checkpoints(
    tx: &mut Tx,
    from_size: u64,
    most: i64,
) -> Result<Vec<Signed>, StoreError> {
    const LIST: &str = "
        select size, at, root, note
        from checkpoint
        where size >= $1
        order by size
        limit $2";
    tx.fetch(LIST, &[whole(from_size), most.into()]).await?.iter().map(signed).collect()
}

/// The public keys under which the log was signed, the first one first, each with the size from which on.
pub(in crate::ledger) async fn list_keys(tx: &mut Tx) -> Result<Vec<(String, u64)>, StoreError> {
    const KEYS: &str = "select key, from_size from log_key order by from_size, key limit 100";
    tx.fetch(KEYS, &[]).await?.iter().map(|row| Ok((row.text(0)?, count(row, 1)?))).collect()
}

/// The keys that acts of this verb put in place, each with the position of its act; none while that waits.
pub(in crate::ledger) async fn list_key_changes(
    tx: &mut Tx,
    verb: &'static str,
) -> Result<Vec<(String, Option<u64>)>, StoreError> {
    const CHANGES: &str = "
        select act.subject, line.position
        from act
        left join act_sequence line on line.act = act.id
        where act.verb = $1
        order by act.at, act.id
        limit 1000";
    let change = |row: &Row| {
        let position = row.maybe_whole(1)?.map(|position| u64::try_from(position).unwrap_or(0));
        Ok((row.text(0)?, position))
    };
    tx.fetch(CHANGES, &[verb.into()]).await?.iter().map(change).collect()
}

pub(in crate::ledger) async fn insert_key(
    tx: &mut Tx,
    key: &str,
    from_size: u64,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into log_key (key, from_size) values ($1, $2)";
    tx.execute(INSERT, &[key.into(), whole(from_size)]).await.map(|_| ())
}

/// Columns of [`pack_acts`].
pub(in crate::ledger) mod act_column {
    pub(in crate::ledger) const ID: usize = 0;
    pub(in crate::ledger) const AT: usize = 1;
    pub(in crate::ledger) const ACTOR: usize = 2;
    pub(in crate::ledger) const VERB: usize = 3;
    pub(in crate::ledger) const SUBJECT: usize = 4;
    pub(in crate::ledger) const CONTENT: usize = 5;
    pub(in crate::ledger) const SALT: usize = 6;
    /// Hexadecimal, as it stands; empty while the act waits, like the next two.
    pub(in crate::ledger) const COMMITMENT: usize = 7;
    pub(in crate::ledger) const LEAF: usize = 8;
    pub(in crate::ledger) const POSITION: usize = 9;
    /// Empty when the act does not wait.
    pub(in crate::ledger) const WAITING: usize = 10;
}

/// Acts by their ids, behind one, with their entries.
pub(in crate::ledger) async fn pack_acts(
    tx: &mut Tx,
    after: &str,
    most: i64,
) -> Result<Packed, StoreError> {
    const LIST: &str = "
        select act.id, act.at, act.actor, act.verb, act.subject, act.content, act.salt,
               line.commitment, line.leaf, line.position, waiting.act
        from act
        left join act_sequence line on line.act = act.id
        left join act_unsequenced waiting on waiting.act = act.id
        where act.id > $1
        order by act.id
        limit $2";
    tx.fetch_packed(LIST, 11, &[after.into(), most.into()]).await
}

/// Leaves of the log whose acts are there: position, leaf in hexadecimal, and the moment of the act.
pub(in crate::ledger) async fn pack_leaves(
    tx: &mut Tx,
    places: Range<u64>,
) -> Result<Packed, StoreError> {
    const LEAVES: &str = "
        select line.position, line.leaf, act.at
        from act_sequence line
        join act on act.id = line.act
        where line.position >= $1 and line.position < $2";
    tx.fetch_packed(LEAVES, 3, &[whole(places.start), whole(places.end)]).await
}

/// The first position from one on, whether its act is there or not.
pub(in crate::ledger) async fn first_position_from(
    tx: &mut Tx,
    position: u64,
) -> Result<Option<u64>, StoreError> {
    const FIRST: &str = "
        select position
        from act_sequence
        where position >= $1
        order by position
        limit 1";
    tx.fetch_first(FIRST, &[whole(position)]).await?.map(|row| count(&row, 0)).transpose()
}

/// All stored nodes of a level, in order, from a place on.
pub(in crate::ledger) async fn list_nodes(
    tx: &mut Tx,
    after: (u32, i64),
    most: i64,
) -> Result<Vec<(u32, u64, String)>, StoreError> {
    const LIST: &str = "
        select level, place, hash
        from tree_node
        where (level, place) > ($1, $2)
        order by level, place
        limit $3";
    let node = |row: &Row| {
        let level = u32::try_from(count(row, 0)?).unwrap_or(u32::MAX);
        Ok((level, count(row, 1)?, row.text(2)?))
    };
    let binds = [whole(after.0.into()), after.1.into(), most.into()];
    tx.fetch(LIST, &binds).await?.iter().map(node).collect()
}
