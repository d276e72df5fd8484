//! The verbs of programmes: record a directive with all that it asks for, adopt a draft, give a rule to a target that lost its
//! holder, meet a duty by a programme that is there.

mod adoption;
pub(super) use adoption::document_of;

mod document;
pub use document::DirectiveDocument;
pub(super) use document::Words4;
pub(super) use document::{Baseline, Indicator, Objective, Target, Task};

use banyan_core::ledger::Hash;
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::Moment;
use serde_json::{Value as Json, json};

use super::store;
use crate::ledger::{self, Call, Recorded, Written};
use crate::store::{StoreError, Tx};

/// Records a directive and its definitions, with one assignment for each unit of a class on which a duty is laid. A directive that
/// is recorded already changes nothing and answers `None`.
///
/// # Errors
/// What the database says.
pub async fn record_directive(
    tx: &mut Tx,
    call: &Call,
    network: &Network,
    document: &DirectiveDocument,
    files: &[(String, Hash)],
) -> Result<Option<Moment>, StoreError> {
    if store::directive_recorded(tx, &document.directive.code).await? {
        return Ok(None);
    }
    let unit = document
        .programme
        .as_ref()
        .and_then(|programme| unit_of(network, document, &programme.unit));
    let assignments = assignments(network, document);
    let definitions = definitions(document)?;
    let head = head(document)?;
    let written = written(document, &head, unit.as_ref(), &definitions, &assignments);
    let code = document.directive.code.as_str();
    let recorded = ledger::record(tx, call, "record_directive", code, &written, files).await?;
    if recorded.anew() {
        store::insert_directive(tx, document, &head, unit.as_ref(), &call.id).await?;
        store::insert_definitions(tx, document, &definitions, &call.id).await?;
        store::insert_assignments(tx, &assignments, &call.id).await?;
    }
    Ok(Some(recorded.at()))
}

/// The rows of a directive as its act names them.
fn written(
    document: &DirectiveDocument,
    head: &Json,
    unit: Option<&UnitId>,
    definitions: &[(&'static str, String, Json)],
    assignments: &[(String, UnitId)],
) -> [Written; 4] {
    let code = &document.directive.code;
    let programme = document.programme.as_ref();
    let programmes = programme.map(|programme| {
        json!({
            "id": programme.code, "directive": code, "unit": unit.map(|unit| &unit.0),
            "visibility": programme.visibility,
        })
    });
    let definition = |(kind, own, document): &(&'static str, String, Json)| {
        json!({
            "kind": kind, "code": own, "version": 1, "programme": programme.map(|programme| &programme.code),
            "directive": code, "document": document.to_string(),
        })
    };
    let assignment = |(task, unit): &(String, UnitId)| json!({ "task": task, "unit": unit.0 });
    let mut definitions: Vec<_> = definitions.iter().collect();
    definitions.sort_by_key(|(kind, own, _)| (*kind, own));
    [
        Written {
            table: "directive",
            rows: vec![json!({ "id": code, "document": head.to_string() })],
        },
        Written { table: "programme", rows: programmes.into_iter().collect() },
        Written { table: "definition", rows: definitions.into_iter().map(definition).collect() },
        Written { table: "assignment", rows: assignments.iter().map(assignment).collect() },
    ]
}

/// Everything of a directive but its definitions.
fn head(document: &DirectiveDocument) -> Result<Json, StoreError> {
    json_of(&DirectiveDocument {
        objective: Vec::new(),
        indicator: Vec::new(),
        target: Vec::new(),
        task: Vec::new(),
        baseline: Vec::new(),
        ..document.clone()
    })
}

fn json_of(value: &impl serde::Serialize) -> Result<Json, StoreError> {
    serde_json::to_value(value).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
}

/// Kind, code and document of each definition.
fn definitions(
    document: &DirectiveDocument,
) -> Result<Vec<(&'static str, String, Json)>, StoreError> {
    let mut all = Vec::new();
    for objective in &document.objective {
        all.push(("objective", objective.code.clone(), json_of(objective)?));
    }
    for indicator in &document.indicator {
        all.push(("indicator", indicator.code.clone(), json_of(indicator)?));
    }
    for target in &document.target {
        all.push(("target", target.code.clone(), json_of(target)?));
    }
    for task in &document.task {
        all.push(("task", task.code.clone(), json_of(task)?));
    }
    for baseline in &document.baseline {
        all.push(("baseline", baseline.code.clone(), json_of(baseline)?));
    }
    Ok(all)
}

fn unit_of(network: &Network, document: &DirectiveDocument, code: &str) -> Option<UnitId> {
    let day = document.directive.day().or(network.territories_known_from())?;
    let first = network.territories_known_from()?;
    let no =
        network.unit_on(code, day, None).or_else(|| network.unit_on(code, day.max(first), None));
    no.or_else(|| network.bearers(code).first().copied())
        .and_then(|no| network.unit(no))
        .map(|unit| unit.id.clone())
}

/// One for each named lead, and one for each unit of a class, on the directive's day or the first that is known.
fn assignments(network: &Network, document: &DirectiveDocument) -> Vec<(String, UnitId)> {
    let Some(first) = network.territories_known_from() else { return Vec::new() };
    let day = document.directive.day().map_or(first, |day| day.max(first));
    let Ok(tree) = network.tree_on(day, None) else { return Vec::new() };
    let mut all = Vec::new();
    for task in &document.task {
        let named = task.lead.iter().filter_map(|code| unit_of(network, document, code));
        all.extend(named.map(|unit| (task.code.clone(), unit)));
        let class = task
            .scope
            .as_ref()
            .map(|scope| scope.scope(day).holders(network, &tree))
            .unwrap_or_default();
        let units = class.into_iter().filter_map(|no| network.unit(no)).map(|unit| unit.id.clone());
        all.extend(units.map(|unit| (task.code.clone(), unit)));
    }
    all.sort();
    all.dedup();
    all
}

/// What becomes of a target whose level ended.
pub(super) const RULES: [&str; 3] = ["to-province", "to-communes", "ended"];

/// Gives a rule to a target that has lost its holder. The last rule given holds.
///
/// # Errors
/// What the database says.
pub(super) async fn give_rule(
    tx: &mut Tx,
    call: &Call,
    target: &str,
    rule: &str,
    reason: &str,
) -> Result<Recorded, StoreError> {
    let row = json!({ "target": target, "rule": rule, "reason": reason });
    let written = [Written { table: "target_rule", rows: vec![row] }];
    let recorded = ledger::record(tx, call, "give_rule", target, &written, &[]).await?;
    if recorded.anew() {
        store::insert_rule(tx, target, rule, reason, &call.id).await?;
    }
    Ok(recorded)
}

/// A unit's duty that a programme of its own meets already, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MetDuty {
    pub task: String,
    /// The unit's identity.
    pub unit: String,
    /// The code of the programme.
    pub programme: String,
    pub justification: String,
}

/// Says that a unit's duty is met by a programme that is there, with a justification. The last statement holds.
///
/// # Errors
/// What the database says.
pub(super) async fn meet_by(
    tx: &mut Tx,
    call: &Call,
    met: &MetDuty,
) -> Result<Recorded, StoreError> {
    let row = json!({
        "task": met.task, "unit": met.unit, "programme": met.programme, "justification": met.justification,
    });
    let written = [Written { table: "met_duty", rows: vec![row] }];
    let recorded = ledger::record(tx, call, "meet_by", &met.task, &written, &[]).await?;
    if recorded.anew() {
        store::insert_met_duty(tx, met, &call.id).await?;
    }
    Ok(recorded)
}
