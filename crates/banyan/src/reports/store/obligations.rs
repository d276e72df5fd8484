//! SQL on what units owe, and on the keys under which it is found while somebody has to do something.

use banyan_core::access::Key;
use banyan_core::calendar::Period;
use banyan_core::report::{Part, Progress};
use banyan_core::unit::UnitId;
use banyan_core::words::{Day, Moment};

use crate::store::{Row, Shelf, StoreError, Tx, Value, Window};

/// What a unit owes for a period, and how far that is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::reports) struct Owed {
    /// Names the report: regime, period, unit and part.
    pub id: String,
    pub regime: String,
    pub regime_version: i64,
    pub period: Period,
    pub part: Part,
    pub unit: UnitId,
    /// The unit whose people fill it in.
    pub holder: UnitId,
    pub opens: Day,
    pub closes: Day,
    pub due: Day,
    pub progress: Progress,
    /// The unit at which it waits for a step of the ladder.
    pub waits_for: Option<UnitId>,
    /// Since when it has been in this state.
    pub since: Moment,
    /// When its first version arrived.
    pub sent_at: Option<Moment>,
    /// It is owed no more, and stands because a draft of it does.
    pub withdrawn: bool,
}

/// How far the obligations are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::reports) struct Known {
    pub day: Day,
    /// The moment of the last act that was taken into account.
    pub at: Moment,
}

/// By whom something that waits is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::reports) enum Waits {
    /// Still to be sent, or to be sent again: by those who fill it in.
    Due,
    /// For a step of the ladder: by those who decide it.
    Review,
}

const COLUMNS: [&str; 17] = [
    "id",
    "regime",
    "regime_version",
    "period",
    "part",
    "unit",
    "holder",
    "opens",
    "closes",
    "due",
    "state",
    "version",
    "step",
    "waits_for",
    "since",
    "sent_at",
    "withdrawn",
];

impl Waits {
    fn shelf(self) -> Shelf {
        let table = match self {
            Waits::Due => "obligation_key",
            Waits::Review => "waiting_key",
        };
        Shelf { table, id: "obligation", test: "" }
    }

    /// Where it stands in its list; the greatest number first.
    fn place(self, owed: &Owed) -> i64 {
        -match self {
            Waits::Due => Moment::start_of(owed.due, 0).microseconds(),
            Waits::Review => owed.since.microseconds(),
        }
    }
}

/// The moment of the last act by which the network, the calendar or a regime was recorded.
pub(in crate::reports) async fn ruled_at(tx: &mut Tx) -> Result<Moment, StoreError> {
    const RULED: &str = "
        select coalesce(max(at), 0)
        from act
        where verb in ('record_network', 'record_calendar', 'record_regime')";
    let row = tx.fetch_first(RULED, &[]).await?;
    Ok(Moment::from_microseconds(row.map_or(Ok(0), |row| row.whole(0))?))
}

/// What the projection runs up to.
const PROJECTED: &str = "known";

pub(in crate::reports) async fn known(tx: &mut Tx) -> Result<Option<Known>, StoreError> {
    known_of(tx, PROJECTED).await
}

pub(in crate::reports) async fn save_known(tx: &mut Tx, known: Known) -> Result<(), StoreError> {
    save_known_of(tx, PROJECTED, known).await
}

/// Up to where something that is done once a day was done.
pub(super) async fn known_of(tx: &mut Tx, what: &str) -> Result<Option<Known>, StoreError> {
    const KNOWN: &str = "select day, at from obligation_known where name = $1";
    let known =
        |row: Row| Ok(Known { day: row.parsed(0)?, at: Moment::from_microseconds(row.whole(1)?) });
    tx.fetch_first(KNOWN, &[what.into()]).await?.map(known).transpose()
}

pub(super) async fn save_known_of(tx: &mut Tx, what: &str, known: Known) -> Result<(), StoreError> {
    const SAVE: &str = "
        insert into obligation_known (name, day, at)
        values ($1, $2, $3)
        on conflict (name) do update set day = excluded.day, at = excluded.at";
    let binds = [what.into(), known.day.to_string().into(), known.at.microseconds().into()];
    tx.execute(SAVE, &binds).await.map(|_| ())
}

/// As if nothing were known yet: the next run looks at everything.
#[cfg(test)]
pub(in crate::reports) async fn forget_known(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute("delete from obligation_known where name = $1", &[PROJECTED.into()])
        .await
        .map(|_| ())
}

/// Every obligation of a regime.
pub(in crate::reports) async fn list_owed(
    tx: &mut Tx,
    regime: &str,
) -> Result<Vec<Owed>, StoreError> {
    const ALL: &str = "
        select
            id, regime, regime_version, period, part, unit, holder, opens, closes, due, state, version, step,
            waits_for, since, sent_at, withdrawn
        from obligation
        where regime = $1
        order by period, unit, part";
    tx.fetch(ALL, &[regime.into()]).await?.iter().map(owed).collect()
}

/// Every obligation of a regime for a period, by unit.
pub(in crate::reports) async fn list_owed_of_period(
    tx: &mut Tx,
    regime: &str,
    period: Period,
) -> Result<Vec<Owed>, StoreError> {
    const OF_PERIOD: &str = "
        select
            id, regime, regime_version, period, part, unit, holder, opens, closes, due, state, version, step,
            waits_for, since, sent_at, withdrawn
        from obligation
        where regime = $1 and period = $2
        order by unit, part";
    let rows = tx.fetch(OF_PERIOD, &[regime.into(), period.to_string().into()]).await?;
    rows.iter().map(owed).collect()
}

pub(in crate::reports) async fn load_owed(
    tx: &mut Tx,
    id: &str,
) -> Result<Option<Owed>, StoreError> {
    const LOAD: &str = "
        select
            id, regime, regime_version, period, part, unit, holder, opens, closes, due, state, version, step,
            waits_for, since, sent_at, withdrawn
        from obligation
        where id = $1";
    tx.fetch_first(LOAD, &[id.into()]).await?.as_ref().map(owed).transpose()
}

/// A page of what waits and is filed under one of the keys, behind one that was shown last.
pub(in crate::reports) async fn list_waiting(
    tx: &mut Tx,
    waits: Waits,
    keys: &[Key],
    after: Option<&Owed>,
    most: i64,
) -> Result<Vec<Owed>, StoreError> {
    const FOUND: &str = "
        select
            own.id, own.regime, own.regime_version, own.period, own.part, own.unit, own.holder, own.opens, own.closes,
            own.due, own.state, own.version, own.step, own.waits_for, own.since, own.sent_at, own.withdrawn
        from found
        cross join obligation own
        where own.id = found.id
        order by found.at desc, found.id desc";
    let until = after.map_or(i64::MAX, |last| waits.place(last));
    let before = after.map_or("", |last| last.id.as_str());
    let window = Window { from: i64::MIN, until, before, most };
    let keys: Vec<Value> = keys.iter().map(|key| key.as_str().into()).collect();
    tx.fetch_filed(waits.shelf(), &keys, window, &[], FOUND).await?.iter().map(owed).collect()
}

/// Writes new obligations, each with the keys under which it is found while it waits.
pub(in crate::reports) async fn write_owed(
    tx: &mut Tx,
    all: &[(Owed, Vec<Key>)],
    waits: Waits,
) -> Result<(), StoreError> {
    let rows: Vec<Vec<Value>> = all.iter().map(|(owed, _)| values(owed)).collect();
    tx.insert_all("obligation", &COLUMNS, &rows).await?;
    file(tx, waits, all).await
}

/// Files what waits under keys.
pub(in crate::reports) async fn file(
    tx: &mut Tx,
    waits: Waits,
    all: &[(Owed, Vec<Key>)],
) -> Result<(), StoreError> {
    let row = |owed: &Owed, key: &Key| -> Vec<Value> {
        vec![key.as_str().into(), waits.place(owed).into(), owed.id.as_str().into()]
    };
    let rows: Vec<Vec<Value>> =
        all.iter().flat_map(|(owed, keys)| keys.iter().map(|key| row(owed, key))).collect();
    tx.insert_all(waits.shelf().table, &["filed_key", "at", "obligation"], &rows).await
}

/// Takes an obligation out of both lists.
pub(in crate::reports) async fn unfile(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    tx.execute("delete from obligation_key where obligation = $1", &[id.into()]).await?;
    tx.execute("delete from waiting_key where obligation = $1", &[id.into()]).await.map(|_| ())
}

/// Takes an obligation away that is owed no more, unless something was sent meanwhile. Where somebody has begun to fill it in it stays,
/// marked, with its draft.
pub(in crate::reports) async fn withdraw_owed(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    const MARK: &str = "
        update obligation set withdrawn = true
        where id = $1 and version = 0 and exists (select 1 from report_draft where report = $1)";
    const WITHDRAW: &str = "delete from obligation where id = $1 and version = 0";
    if tx.execute(MARK, &[id.into()]).await? == 0 && tx.execute(WITHDRAW, &[id.into()]).await? > 0 {
        unfile(tx, id).await?;
    }
    Ok(())
}

/// Puts an obligation as it stands now in place of how it stood, without its keys.
pub(in crate::reports) async fn set_owed(tx: &mut Tx, owed: &Owed) -> Result<(), StoreError> {
    const SET: &str = "
        update obligation set
            regime_version = $2, holder = $3, opens = $4, closes = $5, due = $6, state = $7, version = $8, step = $9,
            waits_for = $10, since = $11, sent_at = $12, withdrawn = $13
        where id = $1";
    let binds = [
        owed.id.as_str().into(),
        owed.regime_version.into(),
        owed.holder.0.as_str().into(),
        owed.opens.to_string().into(),
        owed.closes.to_string().into(),
        owed.due.to_string().into(),
        owed.progress.state.key().into(),
        i64::from(owed.progress.version).into(),
        step(owed).into(),
        owed.waits_for.as_ref().map(|unit| unit.0.clone()).into(),
        owed.since.microseconds().into(),
        Value::MaybeWhole(owed.sent_at.map(Moment::microseconds)),
        owed.withdrawn.into(),
    ];
    tx.execute(SET, &binds).await.map(|_| ())
}

fn values(owed: &Owed) -> Vec<Value> {
    vec![
        owed.id.as_str().into(),
        owed.regime.as_str().into(),
        owed.regime_version.into(),
        owed.period.to_string().into(),
        owed.part.to_string().into(),
        owed.unit.0.as_str().into(),
        owed.holder.0.as_str().into(),
        owed.opens.to_string().into(),
        owed.closes.to_string().into(),
        owed.due.to_string().into(),
        owed.progress.state.key().into(),
        i64::from(owed.progress.version).into(),
        step(owed).into(),
        owed.waits_for.as_ref().map(|unit| unit.0.clone()).into(),
        owed.since.microseconds().into(),
        Value::MaybeWhole(owed.sent_at.map(Moment::microseconds)),
        owed.withdrawn.into(),
    ]
}

fn step(owed: &Owed) -> i64 {
    i64::try_from(owed.progress.step).unwrap_or(i64::MAX)
}

pub(super) fn owed(row: &Row) -> Result<Owed, StoreError> {
    Ok(Owed {
        id: row.text(0)?,
        regime: row.text(1)?,
        regime_version: row.whole(2)?,
        period: row.parsed(3)?,
        part: row.parsed(4)?,
        unit: UnitId(row.text(5)?),
        holder: UnitId(row.text(6)?),
        opens: row.parsed(7)?,
        closes: row.parsed(8)?,
        due: row.parsed(9)?,
        progress: Progress {
            state: row.parsed(10)?,
            version: u32::try_from(row.whole(11)?).unwrap_or_default(),
            step: usize::try_from(row.whole(12)?).unwrap_or_default(),
        },
        waits_for: row.maybe_text(13)?.map(UnitId),
        since: Moment::from_microseconds(row.whole(14)?),
        sent_at: row.maybe_whole(15)?.map(Moment::from_microseconds),
        withdrawn: row.yes(16)?,
    })
}
