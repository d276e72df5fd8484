//! SQL on directives, programmes, definitions, assignments and rules.

mod assigned;
pub(super) use assigned::{count_assignments, list_assignments, load_assigned};

mod recorded;
pub(super) use recorded::{Recorded, load_recorded};

#[cfg(test)]
pub(crate) use recorded::change_by_hand;

mod catalogue;
use catalogue::GivenRule;
pub(super) use catalogue::due_order;
pub use catalogue::{Catalogue, Entry, Hit, Known};

mod tally;
pub use tally::{Lost, Tally};

mod falsified;
pub use falsified::{Falsified, falsify_target};

mod snapshots;

use banyan_core::programme::ScopeLevel;
use banyan_core::words::Moment;

use super::actions::MetDuty;
use crate::ledger::{Column, FactTable, Later};
use crate::store::{Row, StoreError, Tx};

const fn text(name: &'static str) -> Column {
    Column::Text(name)
}

const fn whole(name: &'static str) -> Column {
    Column::Whole(name)
}

/// The fact tables of this room.
pub(super) const FACTS: [&FactTable; 9] = [
    &DIRECTIVE,
    &DIRECTIVE_VERSION,
    &PROGRAMME,
    &PROGRAMME_VERSION,
    &DEFINITION,
    &ASSIGNMENT,
    &ASSIGNMENT_VERSION,
    &MET_DUTY,
    &TARGET_RULE,
];

pub(super) const DIRECTIVE: FactTable = FactTable {
    name: "directive",
    columns: &[text("id"), text("document")],
    key: &["id"],
    later: &[],
};

pub(super) const DIRECTIVE_VERSION: FactTable = FactTable {
    name: "directive_version",
    columns: &[text("directive"), whole("version"), text("document"), Column::Flag("ended")],
    key: &["directive", "version"],
    later: &[],
};

pub(super) const PROGRAMME: FactTable = FactTable {
    name: "programme",
    columns: &[text("id"), text("directive"), text("unit"), text("visibility")],
    key: &["id"],
    later: &[],
};

pub(super) const PROGRAMME_VERSION: FactTable = FactTable {
    name: "programme_version",
    columns: &[
        text("directive"),
        whole("version"),
        text("programme"),
        text("unit"),
        text("visibility"),
    ],
    key: &["directive", "version"],
    later: &[],
};

pub(super) const DEFINITION: FactTable = FactTable {
    name: "definition",
    columns: &[
        text("kind"),
        text("code"),
        whole("version"),
        text("programme"),
        text("directive"),
        text("document"),
        Column::Flag("ended"),
    ],
    key: &["kind", "code", "version"],
    later: &[Later::No("ended")],
};

pub(super) const ASSIGNMENT: FactTable = FactTable {
    name: "assignment",
    columns: &[text("task"), text("unit")],
    key: &["task", "unit"],
    later: &[],
};

pub(super) const ASSIGNMENT_VERSION: FactTable = FactTable {
    name: "assignment_version",
    columns: &[text("task"), text("unit"), whole("version"), Column::Flag("assigned")],
    key: &["task", "unit", "version"],
    later: &[],
};

pub(super) const MET_DUTY: FactTable = FactTable {
    name: "met_duty",
    columns: &[text("task"), text("unit"), text("programme"), text("justification")],
    key: &["task", "unit"],
    later: &[],
};

pub(super) const TARGET_RULE: FactTable = FactTable {
    name: "target_rule",
    columns: &[text("target"), text("rule"), text("reason"), text("levels")],
    key: &["target"],
    later: &[Later::Empty("levels")],
};

pub(in crate::programmes) async fn directive_recorded(
    tx: &mut Tx,
    code: &str,
) -> Result<bool, StoreError> {
    Ok(tx.fetch_first("select id from directive where id = $1", &[code.into()]).await?.is_some())
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

/// Every rule given, behind its target, the earliest first.
pub(in crate::programmes) async fn load_rules(
    tx: &mut Tx,
) -> Result<Vec<(String, GivenRule)>, StoreError> {
    const RULES: &str = "
        select
            target_rule.target,
            target_rule.rule,
            target_rule.reason,
            target_rule.levels,
            act.at
        from target_rule
        join act on act.id = target_rule.act
        order by act.at";
    let level = |key: &str| {
        key.parse::<ScopeLevel>().map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
    };
    let rule = |row: Row| {
        let levels = row.maybe_text(3)?;
        let levels = levels.map(|keys| keys.split(' ').map(level).collect()).transpose()?;
        let (rule, reason) = (row.text(1)?, row.text(2)?);
        let given_at = Moment::from_microseconds(row.whole(4)?);
        Ok((row.text(0)?, GivenRule { rule, reason, levels, given_at }))
    };
    tx.fetch(RULES, &[]).await?.into_iter().map(rule).collect()
}
