//! SQL on assignments: the first ones, and what later versions of a task gave and took back.

use banyan_core::unit::UnitId;

use crate::store::{StoreError, Tx};

/// Task and unit of every assignment that stands, of the tasks of one directive.
pub(in crate::programmes) async fn load_assigned(
    tx: &mut Tx,
    directive: &str,
) -> Result<Vec<(String, UnitId)>, StoreError> {
    const ASSIGNED: &str = "
        select held.task, held.unit
        from (
            select first.task as task, first.unit as unit
            from assignment as first
            where not exists (
                select 1
                from assignment_version as later
                where later.task = first.task and later.unit = first.unit
            )
            union all
            select own.task as task, own.unit as unit
            from assignment_version as own
            where own.assigned and not exists (
                select 1
                from assignment_version as later
                where later.task = own.task and later.unit = own.unit and later.version > own.version
            )
        ) as held
        join definition on definition.code = held.task
        where definition.kind = 'task' and definition.version = 1 and definition.directive = $1
        order by held.task, held.unit";
    let pair = |row: crate::store::Row| Ok((row.text(0)?, UnitId(row.text(1)?)));
    tx.fetch(ASSIGNED, &[directive.into()]).await?.into_iter().map(pair).collect()
}

/// The assignments of one task, by unit, from a unit on.
pub(in crate::programmes) async fn list_assignments(
    tx: &mut Tx,
    task: &str,
    after: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    const LIST: &str = "
        select held.unit
        from (
            select first.unit as unit
            from assignment as first
            where first.task = $1 and first.unit > $2 and not exists (
                select 1
                from assignment_version as later
                where later.task = first.task and later.unit = first.unit
            )
            union all
            select own.unit as unit
            from assignment_version as own
            where own.task = $1 and own.unit > $2 and own.assigned and not exists (
                select 1
                from assignment_version as later
                where later.task = own.task and later.unit = own.unit and later.version > own.version
            )
        ) as held
        order by held.unit
        limit $3";
    tx.fetch(LIST, &[task.into(), after.into(), most.into()])
        .await?
        .iter()
        .map(|row| row.text(0))
        .collect()
}

/// How many assignments each task has.
pub(in crate::programmes) async fn count_assignments(
    tx: &mut Tx,
) -> Result<Vec<(String, i64)>, StoreError> {
    const COUNT: &str = "
        select held.task, cast(count(*) as bigint)
        from (
            select first.task as task
            from assignment as first
            where not exists (
                select 1
                from assignment_version as later
                where later.task = first.task and later.unit = first.unit
            )
            union all
            select own.task as task
            from assignment_version as own
            where own.assigned and not exists (
                select 1
                from assignment_version as later
                where later.task = own.task and later.unit = own.unit and later.version > own.version
            )
        ) as held
        group by held.task
        order by held.task
        limit 100000";
    tx.fetch(COUNT, &[]).await?.iter().map(|row| Ok((row.text(0)?, row.whole(1)?))).collect()
}
