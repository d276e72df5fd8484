//! SQL on directives, programmes, definitions, assignments and rules.

mod catalogue;
pub use catalogue::{Catalogue, Entry, Hit, Lost, Tally};
pub(super) use catalogue::{Known, due_order, gaps};

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

pub(in crate::programmes) async fn insert_definitions(
    tx: &mut Tx,
    document: &DirectiveDocument,
    definitions: &[(&'static str, String, Json)],
    act: &ActId,
) -> Result<(), StoreError> {
    const COLUMNS: [&str; 7] =
        ["kind", "code", "version", "programme", "directive", "document", "act"];
    let programme = document.programme.as_ref().map(|programme| programme.code.clone());
    let row = |(kind, code, definition): &(&'static str, String, Json)| -> Vec<Value> {
        vec![
            (*kind).into(),
            code.as_str().into(),
            1_i64.into(),
            programme.clone().into(),
            document.directive.code.as_str().into(),
            definition.to_string().into(),
            act.0.as_str().into(),
        ]
    };
    let rows: Vec<_> = definitions.iter().map(row).collect();
    tx.insert_all("definition", &COLUMNS, &rows).await
}

pub(in crate::programmes) async fn insert_assignments(
    tx: &mut Tx,
    assignments: &[(String, UnitId)],
    act: &ActId,
) -> Result<(), StoreError> {
    let row = |(task, unit): &(String, UnitId)| -> Vec<Value> {
        vec![task.as_str().into(), unit.0.as_str().into(), act.0.as_str().into()]
    };
    let rows: Vec<_> = assignments.iter().map(row).collect();
    tx.insert_all("assignment", &["task", "unit", "act"], &rows).await
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

/// Heads of directives in the order in which they were recorded.
pub(in crate::programmes) async fn load_directives(
    tx: &mut Tx,
) -> Result<Vec<(Moment, DirectiveDocument)>, StoreError> {
    const DIRECTIVES: &str = "
        select directive.document, act.at
        from directive
        join act on act.id = directive.act
        order by act.at, directive.id";
    let directive =
        |row: Row| Ok((Moment::from_microseconds(row.whole(1)?), document(&row.text(0)?)?));
    tx.fetch(DIRECTIVES, &[]).await?.into_iter().map(directive).collect()
}

/// Kind, directive and document of every definition, by code.
pub(in crate::programmes) async fn load_definitions(
    tx: &mut Tx,
) -> Result<Vec<(String, String, String)>, StoreError> {
    const DEFINITIONS: &str = "
        select definition.kind, definition.directive, definition.document
        from definition
        order by definition.directive, definition.kind, definition.code";
    let definition = |row: Row| Ok((row.text(0)?, row.text(1)?, row.text(2)?));
    tx.fetch(DEFINITIONS, &[]).await?.into_iter().map(definition).collect()
}

/// The assignments of one task, by unit, from a unit on.
pub(in crate::programmes) async fn list_assignments(
    tx: &mut Tx,
    task: &str,
    after: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    const LIST: &str = "
        select unit
        from assignment
        where task = $1 and unit > $2
        order by unit
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
    const COUNT: &str = "select task, cast(count(*) as bigint) from assignment group by task order by task limit 100000";
    tx.fetch(COUNT, &[]).await?.iter().map(|row| Ok((row.text(0)?, row.whole(1)?))).collect()
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

fn document<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
}

/// A definition as one of our types.
pub(super) fn definition<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    document(text)
}
