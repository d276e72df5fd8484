//! SQL for those who read the log: acts in lists, newest first and paged by key, and the state of the log.

use banyan_core::access::Key;
use banyan_core::words::Moment;

use crate::store::{Row, Shelf, StoreError, Tx, Value, Window};

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
    /// The keys of a unit; `None` for acts of any unit and of none.
    pub keys: Option<Vec<Key>>,
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

/// Of a thing or a person and a unit: along the index of the thing or the person, each act looked up among the unit's.
const OF_SUBJECT_IN_UNIT: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from act
    left join act_sequence line on line.act = act.id
    where act.subject = $5 and act.at >= $1 and act.at <= $2 and (act.at < $2 or act.id < $3)
        and (act.actor = $6 or $6 = '') and (act.verb = $7 or $7 = '')
        and exists (select 1 from act_key filed where filed.filed_key in ($list) and filed.at = act.at and filed.act = act.id)
    order by act.at desc, act.id desc
    limit $4";
const OF_ACTOR_IN_UNIT: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from act
    left join act_sequence line on line.act = act.id
    where act.actor = $5 and act.at >= $1 and act.at <= $2 and (act.at < $2 or act.id < $3)
        and (act.verb = $6 or $6 = '')
        and exists (select 1 from act_key filed where filed.filed_key in ($list) and filed.at = act.at and filed.act = act.id)
    order by act.at desc, act.id desc
    limit $4";
/// Of a unit alone: along its keys. SQLite takes a cross join in the order in which it stands, and so never walks all acts.
const FOUND: &str = "
    select act.id, act.at, act.actor, act.verb, act.subject, line.position
    from found
    cross join act
    left join act_sequence line on line.act = act.id
    where act.id = found.id
    order by found.at desc, found.id desc";
const OF_UNIT: Shelf = Shelf { table: "act_key", id: "act", test: "" };
const OF_UNIT_AND_VERB: Shelf = Shelf {
    test: "and exists (select 1 from act where act.id = filed.act and act.verb = $5)",
    ..OF_UNIT
};

/// Acts, newest first, in one statement.
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
    let tests = filters.iter().skip(first.unwrap_or(filters.len()));
    let tests: Vec<Value> = tests.map(|filter| Value::from(filter.as_str())).collect();
    let keys = wanted.keys.as_ref();
    let keys: Option<Vec<Value>> =
        keys.map(|keys| keys.iter().map(|key| key.as_str().into()).collect());
    let Some(keys) = keys else {
        let sql = match first {
            Some(0) => OF_SUBJECT,
            Some(1) => OF_ACTOR,
            Some(_) => OF_VERB,
            None => ANY,
        };
        binds.extend(tests);
        return tx.fetch(sql, &binds).await?.iter().map(listed).collect();
    };
    let window = Window { from, until, before: id, most };
    let rows = match first {
        Some(0 | 1) => {
            let sql = if first == Some(0) { OF_SUBJECT_IN_UNIT } else { OF_ACTOR_IN_UNIT };
            binds.extend(tests);
            tx.fetch_listed(sql, &binds, &keys).await?
        }
        Some(_) => tx.fetch_filed(OF_UNIT_AND_VERB, &keys, window, &tests, FOUND).await?,
        None => tx.fetch_filed(OF_UNIT, &keys, window, &[], FOUND).await?,
    };
    rows.iter().map(listed).collect()
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
