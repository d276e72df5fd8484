//! SQL on directives, programmes, definitions, assignments and rules.

mod assigned;
pub(super) use assigned::{
    AssignmentChange, count_assignments, insert_assignment_changes, insert_assignments,
    list_assignments, load_assigned,
};

mod recorded;
pub(super) use recorded::{
    NewVersion, ProgrammeVersion, Recorded, insert_definitions, insert_head_version,
    insert_programme_version, load_recorded,
};

#[cfg(test)]
pub(crate) use recorded::change_by_hand;

mod catalogue;
pub use catalogue::{Catalogue, Entry, Hit};
pub(super) use catalogue::{Known, due_order};

mod tally;
pub use tally::{Lost, Tally};

mod snapshots;

use banyan_core::unit::UnitId;
use banyan_core::words::Moment;
use serde_json::Value as Json;

use super::DirectiveDocument;
use super::actions::MetDuty;
use crate::ledger::{ActId, Column, FactTable};
use crate::store::{Row, StoreError, Tx, Value};

const fn text(name: &'static str) -> Column {
    Column::Text(name)
}

/// The fact tables of this room.
pub(super) const FACTS: [FactTable; 6] = [
    FactTable { name: "directive", columns: &[text("id"), text("document")], key: &["id"] },
    FactTable {
        name: "programme",
        columns: &[text("id"), text("directive"), text("unit"), text("visibility")],
        key: &["id"],
    },
    FactTable {
        name: "definition",
        columns: &[
            text("kind"),
            text("code"),
            Column::Whole("version"),
            text("programme"),
            text("directive"),
            text("document"),
        ],
        key: &["kind", "code", "version"],
    },
    FactTable {
        name: "assignment",
        columns: &[text("task"), text("unit")],
        key: &["task", "unit"],
    },
    FactTable {
        name: "met_duty",
        columns: &[text("task"), text("unit"), text("programme"), text("justification")],
        key: &["task", "unit"],
    },
    FactTable {
        name: "target_rule",
        columns: &[text("target"), text("rule"), text("reason")],
        key: &["target"],
    },
];

pub(in crate::programmes) async fn directive_recorded(
    tx: &mut Tx,
    code: &str,
) -> Result<bool, StoreError> {
    Ok(tx.fetch_first("select id from directive where id = $1", &[code.into()]).await?.is_some())
}

pub(in crate::programmes) async fn insert_directive(
    tx: &mut Tx,
    document: &DirectiveDocument,
    head: &Json,
    unit: Option<&UnitId>,
    act: &ActId,
) -> Result<(), StoreError> {
    const DIRECTIVE: &str = "insert into directive (id, document, act) values ($1, $2, $3)";
    const PROGRAMME: &str = "
        insert into programme (id, directive, unit, visibility, act)
        values ($1, $2, $3, $4, $5)";
    let code = document.directive.code.as_str();
    tx.execute(DIRECTIVE, &[code.into(), head.to_string().into(), act.0.as_str().into()]).await?;
    if let Some(programme) = &document.programme {
        let unit = unit.map(|unit| unit.0.clone());
        let visibility = programme.visibility.as_str();
        let binds = [
            programme.code.as_str().into(),
            code.into(),
            unit.into(),
            visibility.into(),
            act.0.as_str().into(),
        ];
        tx.execute(PROGRAMME, &binds).await?;
    }
    Ok(())
}

pub(in crate::programmes) async fn insert_rule(
    tx: &mut Tx,
    target: &str,
    rule: &str,
    reason: &str,
    act: &ActId,
) -> Result<(), StoreError> {
    const INSERT: &str =
        "insert into target_rule (target, rule, reason, act) values ($1, $2, $3, $4)";
    tx.execute(INSERT, &[target.into(), rule.into(), reason.into(), act.0.as_str().into()])
        .await
        .map(|_| ())
}

pub(in crate::programmes) async fn insert_met_duty(
    tx: &mut Tx,
    met: &MetDuty,
    act: &ActId,
) -> Result<(), StoreError> {
    const INSERT: &str = "insert into met_duty (task, unit, programme, justification, act) values ($1, $2, $3, $4, $5)";
    let own = |text: &String| Value::from(text.as_str());
    let binds =
        [own(&met.task), own(&met.unit), own(&met.programme), own(&met.justification), own(&act.0)];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

/// Every duty that was said to be met, the earliest first.
pub(in crate::programmes) async fn load_met_duties(
    tx: &mut Tx,
) -> Result<Vec<(MetDuty, Moment)>, StoreError> {
    const MET: &str = "
        select met_duty.task, met_duty.unit, met_duty.programme, met_duty.justification, act.at
        from met_duty
        join act on act.id = met_duty.act
        order by act.at";
    let met = |row: Row| {
        let met = MetDuty {
            task: row.text(0)?,
            unit: row.text(1)?,
            programme: row.text(2)?,
            justification: row.text(3)?,
        };
        Ok((met, Moment::from_microseconds(row.whole(4)?)))
    };
    tx.fetch(MET, &[]).await?.into_iter().map(met).collect()
}

/// Target, rule, reason and moment of every rule given, the earliest first.
pub(in crate::programmes) async fn load_rules(
    tx: &mut Tx,
) -> Result<Vec<(String, String, String, Moment)>, StoreError> {
    const RULES: &str = "
        select target_rule.target, target_rule.rule, target_rule.reason, act.at
        from target_rule
        join act on act.id = target_rule.act
        order by act.at";
    let rule = |row: Row| {
        Ok((row.text(0)?, row.text(1)?, row.text(2)?, Moment::from_microseconds(row.whole(3)?)))
    };
    tx.fetch(RULES, &[]).await?.into_iter().map(rule).collect()
}
