//! SQL for those who read the log: acts in lists, newest first and paged by key, and the state of the log.

use banyan_core::words::Moment;

use crate::store::{Row, StoreError, Tx, Value};

/// An act as a list shows it; its position is none while it waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    pub id: String,
    pub at: Moment,
    pub actor: String,
    pub verb: String,
    pub subject: String,
    pub position: Option<i64>,
}

/// Which acts a list shows. Empty text stands for any.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Wanted {
    pub actor: String,
    pub subject: String,
    pub verb: String,
    /// Acts of this moment or a later one.
    pub from: Option<Moment>,
    /// Acts before this moment, or of it and before the identifier beside it: the key of the page before.
    pub before: Option<(Moment, String)>,
}

/// Each begins with the filter that has an index of its own; the others are tested along it.
const ANY: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from act
    left join act_sequence line on line.act = act.id
    where act.at >= $1 and act.at <= $2 and (act.at < $2 or act.id < $3)
    order by act.at desc, act.id desc
    limit $4";
const OF_SUBJECT: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from act
    left join act_sequence line on line.act = act.id
    where act.subject = $5 and act.at >= $1 and act.at <= $2 and (act.at < $2 or act.id < $3)
        and (act.actor = $6 or $6 = '') and (act.verb = $7 or $7 = '')
    order by act.at desc, act.id desc
    limit $4";
const OF_ACTOR: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from act
    left join act_sequence line on line.act = act.id
    where act.actor = $5 and act.at >= $1 and act.at <= $2 and (act.at < $2 or act.id < $3)
        and (act.verb = $6 or $6 = '')
    order by act.at desc, act.id desc
    limit $4";
const OF_VERB: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from act
    left join act_sequence line on line.act = act.id
    where act.verb = $5 and act.at >= $1 and act.at <= $2 and (act.at < $2 or act.id < $3)
    order by act.at desc, act.id desc
    limit $4";

/// Acts, newest first.
pub(in crate::ledger) async fn list_acts(
    tx: &mut Tx,
    wanted: &Wanted,
    most: i64,
) -> Result<Vec<Listed>, StoreError> {
    let from = wanted.from.map_or(i64::MIN, Moment::microseconds);
    let (until, id) = match &wanted.before {
        Some((at, id)) => (at.microseconds(), id.as_str()),
        None => (i64::MAX, ""),
    };
    let mut binds: Vec<Value> = vec![from.into(), until.into(), id.into(), most.into()];
    let filters = [&wanted.subject, &wanted.actor, &wanted.verb];
    let first = filters.iter().position(|filter| !filter.is_empty());
    let (sql, first) = match first {
        Some(0) => (OF_SUBJECT, 0),
        Some(1) => (OF_ACTOR, 1),
        Some(_) => (OF_VERB, 2),
        None => (ANY, filters.len()),
    };
    binds.extend(filters.iter().skip(first).map(|filter| Value::from(filter.as_str())));
    tx.fetch(sql, &binds).await?.iter().map(listed).collect()
}

fn listed(row: &Row) -> Result<Listed, StoreError> {
    Ok(Listed {
        id: row.text(0)?,
        at: Moment::from_microseconds(row.whole(1)?),
        actor: row.text(2)?,
        verb: row.text(3)?,
        subject: row.text(4)?,
        position: row.maybe_whole(5)?,
    })
}

/// The act of an identifier, with its content and commitment's source as far as they were not erased.
pub(in crate::ledger) async fn load_act(
    tx: &mut Tx,
    id: &str,
) -> Result<Option<(Listed, Option<String>)>, StoreError> {
    const ACT: &str = "
        select act.id, act.at, act.actor, act.verb, act.subject, line.position, act.content
        from act
        left join act_sequence line on line.act = act.id
        where act.id = $1";
    let row = tx.fetch_first(ACT, &[id.into()]).await?;
    row.map(|row| Ok((listed(&row)?, row.maybe_text(6)?))).transpose()
}

/// Every verb that stands in an act, in the order of bytes.
pub(in crate::ledger) async fn list_verbs(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    // One look into the index a verb, however many acts there are.
    const NEXT: &str = "select verb from act where verb > $1 order by verb limit 1";
    let mut verbs: Vec<String> = Vec::new();
    for _ in 0..200 {
        let after = verbs.last().map_or("", String::as_str);
        let Some(row) = tx.fetch_first(NEXT, &[after.into()]).await? else { break };
        verbs.push(row.text(0)?);
    }
    Ok(verbs)
}

/// For each witness the largest size that it signed, with its line below that checkpoint, at most a hundred.
pub(in crate::ledger) async fn list_witnesses(
    tx: &mut Tx,
) -> Result<Vec<(String, i64, String)>, StoreError> {
    const LIST: &str = "
        select own.witness, own.size, own.line
        from cosignature own
        where own.size = (select max(other.size) from cosignature other where other.witness = own.witness)
        order by own.witness
        limit 100";
    let rows = tx.fetch(LIST, &[]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.whole(1)?, row.text(2)?))).collect()
}

/// The note of a checkpoint.
pub(in crate::ledger) async fn load_note(tx: &mut Tx, size: i64) -> Result<String, StoreError> {
    let row = tx.fetch_first("select note from checkpoint where size = $1", &[size.into()]).await?;
    row.map_or_else(|| Ok(String::new()), |row| row.text(0))
}

/// How many acts wait to be sequenced.
pub(in crate::ledger) async fn count_unsequenced(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = tx.fetch_first("select count(*) from act_unsequenced", &[]).await?;
    row.map_or(Ok(0), |row| row.whole(0))
}
