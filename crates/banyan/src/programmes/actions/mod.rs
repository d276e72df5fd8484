//! The verbs of programmes: record a directive with all that it asks for, adopt a draft, give a rule to a target that lost its
//! holder, meet a duty by a programme that is there.

mod adoption;

mod ground;
pub(super) use ground::Ground;

mod document;
pub use document::DirectiveDocument;
pub use document::Indicator;
pub(super) use document::{Objective, Phase, Target, Task};
pub use document::{ScopeRecord, Words4};

mod parts;
pub(super) use parts::{Part, PartKey};

mod differences;
pub use differences::{AdoptedActs, Change, Difference, FieldChange};

mod versions;
use versions::first_versions;
pub use versions::{Origin, differences, end_directive, record_changes, standing_directives};

use banyan_core::access::{Action, Permit};
use banyan_core::programme::ScopeLevel;
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::{Day, Moment};
use serde_json::{Value as Json, json};

use super::store;
use crate::ledger::{self, Call, Facts, Recorded};
use crate::store::{StoreError, Tx};
use crate::web::{Mandate, Refusal};

/// Records a directive and its definitions, with one assignment for each unit of a class on which a duty is laid. A directive that
/// is recorded already changes nothing and answers `None`.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a mandate to adopt content, or to adopt at the programme's unit; what the database says.
pub async fn record_directive(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    network: &Network,
    document: &DirectiveDocument,
    origin: &Origin,
) -> Result<Option<Moment>, Refusal> {
    let unit = document
        .programme
        .as_ref()
        .and_then(|programme| unit_of(network, document, &programme.unit));
    // A draft is adopted at a unit; where that is unknown only a mandate for the country's content is one for it.
    if mandate.allows(&call.actor, Action::AdoptContent, None).is_err() {
        let unit = unit.as_ref().ok_or(Refusal::NotAllowed)?;
        mandate.allows(&call.actor, Action::Adopt, Some(unit))?;
    }
    let code = document.directive.code.as_str();
    if let Some(at) = recorded_before(tx, call, code).await? {
        return Ok(Some(at));
    }
    if store::directive_recorded(tx, code).await? {
        return Ok(None);
    }
    let assignments = assignments(network, document, origin.day);
    let head = Part::head_of(document).json()?;
    let programmes = document.programme.as_ref().map(|programme| {
        json!({
            "id": programme.code, "directive": code, "unit": unit.map(|unit| unit.0),
            "visibility": programme.visibility,
        })
    });
    let definitions = first_versions(document)?;
    let definitions = definitions.iter().map(|own| own.definition(code, document.programme_code()));
    let assignments = assignments.iter().map(|(task, unit)| assignment(task, unit));
    let facts = [
        Facts {
            table: &store::DIRECTIVE,
            rows: vec![json!({ "id": code, "document": head.to_string() })],
        },
        Facts { table: &store::PROGRAMME, rows: programmes.into_iter().collect() },
        Facts { table: &store::DEFINITION, rows: definitions.collect() },
        Facts { table: &store::ASSIGNMENT, rows: assignments.collect() },
    ];
    let facts = facts.into_iter().chain(origin.sources.clone()).collect();
    let recorded = ledger::record(tx, call, RECORD, code, facts, &origin.files).await?;
    Ok(Some(recorded.at()))
}

const RECORD: &str = "record_directive";

/// When this call recorded the directive, if it did.
///
/// # Errors
/// When the call's id stands for something else; what the database says.
pub(super) async fn recorded_before(
    tx: &mut Tx,
    call: &Call,
    directive: &str,
) -> Result<Option<Moment>, StoreError> {
    ledger::recorded_before(tx, call, RECORD, directive).await
}

/// The row of an assignment.
fn assignment(task: &str, unit: &UnitId) -> Json {
    json!({ "task": task, "unit": unit.0 })
}

/// The unit that bears a code on the directive's day, or on the first known day where that is later.
fn unit_of(network: &Network, document: &DirectiveDocument, code: &str) -> Option<UnitId> {
    let day = document.directive.day().or(network.territories_known_from())?;
    let first = network.territories_known_from()?;
    let no = network.unit_on(code, day, None);
    no.or_else(|| network.unit_on(code, day.max(first), None))
        .and_then(|no| network.unit(no))
        .map(|unit| unit.id.clone())
}

/// One for each named lead, and one for each unit of a class, on the directive's day or the first that is known.
/// A directive without a day is read on the day of its adoption.
fn assignments(
    network: &Network,
    document: &DirectiveDocument,
    adopted_on: Option<Day>,
) -> Vec<(String, UnitId)> {
    let Some(first) = network.territories_known_from() else { return Vec::new() };
    let day = document.directive.day().or(adopted_on).map_or(first, |day| day.max(first));
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

/// Gives a rule to a target that has lost its holder, with a permit at the unit of its programme. The last rule given holds.
///
/// # Errors
/// [`Refusal::NotAllowed`] with a permit for something else; what the database says.
pub(super) async fn give_rule(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    target: &str,
    (rule, reason): (&str, &str),
    levels: &[ScopeLevel],
) -> Result<Recorded, Refusal> {
    Mandate::from(permit.clone()).allows(&call.actor, Action::GiveRule, None)?;
    let levels = levels.iter().map(|level| level.key()).collect::<Vec<_>>().join(" ");
    let row = json!({ "target": target, "rule": rule, "reason": reason, "levels": levels });
    let facts = vec![Facts { table: &store::TARGET_RULE, rows: vec![row] }];
    Ok(ledger::record(tx, call, "give_rule", target, facts, &[]).await?)
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
/// [`Refusal::NotAllowed`] without a permit at the unit of the duty; what the database says.
pub(super) async fn meet_by(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    met: &MetDuty,
) -> Result<Recorded, Refusal> {
    let unit = UnitId(met.unit.clone());
    Mandate::from(permit.clone()).allows(&call.actor, Action::MeetDuty, Some(&unit))?;
    let row = json!({
        "task": met.task, "unit": met.unit, "programme": met.programme, "justification": met.justification,
    });
    let facts = vec![Facts { table: &store::MET_DUTY, rows: vec![row] }];
    Ok(ledger::record(tx, call, "meet_by", &met.task, facts, &[]).await?)
}
