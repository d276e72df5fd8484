//! SQL on assignments: the first ones, and what later versions of a task gave and took back.

use banyan_core::unit::UnitId;
use banyan_core::words::Moment;

use crate::store::{Row, StoreError, Tx};

/// Task and unit of every assignment that stands, of the tasks of one directive. Each row that gave one counts one, each that took
/// it back takes one away.
pub(in crate::programmes) async fn load_assigned(
    tx: &mut Tx,
    directive: &str,
) -> Result<Vec<(String, UnitId)>, StoreError> {
    const ASSIGNED: &str = "
        select given.task, given.unit
        from (
            select task, unit, 1 as step
            from assignment
            union all
            select task, unit, case when assigned then 1 else -1 end as step
            from assignment_version
        ) as given
        join definition on definition.code = given.task
        where definition.kind = 'task' and definition.version = 1 and definition.directive = $1
        group by given.task, given.unit
        having sum(given.step) > 0
        order by given.task, given.unit";
    let pair = |row: Row| Ok((row.text(0)?, UnitId(row.text(1)?)));
    tx.fetch(ASSIGNED, &[directive.into()]).await?.into_iter().map(pair).collect()
}

/// The assignments of one task as they stood at a moment, by unit, from a unit on.
pub(in crate::programmes) async fn list_assignments(
    tx: &mut Tx,
    task: &str,
    known_at: Option<Moment>,
    after: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    const LIST: &str = "
        select given.unit
        from (
            select unit, act, 1 as step
            from assignment
            where task = $1 and unit > $2
            union all
            select unit, act, case when assigned then 1 else -1 end as step
            from assignment_version
            where task = $1 and unit > $2
        ) as given
        join act on act.id = given.act
        where act.at <= $3
        group by given.unit
        having sum(given.step) > 0
        order by given.unit
        limit $4";
    let limit = known_at.map_or(i64::MAX, Moment::microseconds);
    tx.fetch(LIST, &[task.into(), after.into(), limit.into(), most.into()])
        .await?
        .iter()
        .map(|row| row.text(0))
        .collect()
}

/// By how many the assignments of each task grew or shrank, and when.
pub(in crate::programmes) async fn count_assignments(
    tx: &mut Tx,
) -> Result<Vec<(String, Moment, i64)>, StoreError> {
    const COUNT: &str = "
        select given.task, act.at, cast(sum(given.step) as bigint)
        from (
            select task, act, 1 as step
            from assignment
            union all
            select task, act, case when assigned then 1 else -1 end as step
            from assignment_version
        ) as given
        join act on act.id = given.act
        group by given.task, act.at
        order by given.task, act.at";
    let grown =
        |row: &Row| Ok((row.text(0)?, Moment::from_microseconds(row.whole(1)?), row.whole(2)?));
    tx.fetch(COUNT, &[]).await?.iter().map(grown).collect()
}
