//! The verb by which a step of the ladder accepts a report or sends it back.

use std::collections::BTreeMap;

use banyan_core::access::{Action, Permit};
use banyan_core::ledger::{from_hex, hash};
use banyan_core::report::{Course, InForce, Ladder, Outcome, Refusal as NotNow, State, Taken};
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::Moment;
use serde_json::json;

use super::super::store::{self, Owed, Sent};
use super::ladder::{Ground, course_of, ladder_of, lead_on, refile, waiting};
use super::send::refused;
use crate::ledger::{self, Call, Facts};
use crate::observations::{self, Source, SourceKind, Stated};
use crate::store::{StoreError, Tx};
use crate::web::{Mandate, Refusal};

const ACCEPT: &str = "accept_report";
const RETURN: &str = "return_report";

/// What is decided, and on what.
#[derive(Clone, Debug)]
pub(in crate::reports) struct Decision<'a> {
    pub report: &'a str,
    pub version: u32,
    /// The step of the ladder, from 0.
    pub step: usize,
    /// What binds the answers that were shown.
    pub hash: &'a str,
    pub outcome: Outcome,
    /// By entry; the whole report under an empty name.
    pub reasons: &'a BTreeMap<String, String>,
    /// What was shown that becomes an observation when the last step accepts it.
    pub values: &'a [Stated],
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub(in crate::reports) enum NotDecided {
    /// What stands now is not what was shown.
    #[error("the report has changed since it was shown")]
    Changed(Box<Owed>),
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<StoreError> for NotDecided {
    fn from(refusal: StoreError) -> NotDecided {
        NotDecided::Refused(refusal.into())
    }
}

impl crate::store::Conflict for NotDecided {
    fn conflict(&self) -> bool {
        matches!(self, NotDecided::Refused(refusal) if refusal.conflict())
    }
}

/// Whether this call accepted the report before.
///
/// # Errors
/// [`StoreError::OtherContent`] where its id stands for something else; what the database says.
pub(in crate::reports) async fn accepted_before(
    tx: &mut Tx,
    call: &Call,
    report: &str,
) -> Result<bool, StoreError> {
    Ok(ledger::recorded_before(tx, call, ACCEPT, report).await?.is_some())
}

/// Accepts a version or sends it back, with a permit at the unit at which it waits. What is decided is what was shown: its version,
/// its step and the hash of its answers.
///
/// # Errors
/// [`NotDecided::Changed`] when it is another by now; [`Refusal::NotAllowed`] with a permit for something else; what the database
/// says.
pub(in crate::reports) async fn decide(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    (regime, ground): (&InForce, Ground<'_>),
    decision: &Decision<'_>,
) -> Result<Moment, NotDecided> {
    let verb = match decision.outcome {
        Outcome::Accepted => ACCEPT,
        Outcome::Returned => RETURN,
    };
    if let Some(at) = ledger::recorded_before(tx, call, verb, decision.report).await? {
        return Ok(at);
    }
    let owed = store::load_owed(tx, decision.report).await?;
    let Some(mut owed) = owed else { return Err(Refusal::NotFound.into()) };
    let Some(waits_for) = owed.waits_for.clone() else {
        return Err(NotDecided::Changed(Box::new(owed)));
    };
    Mandate::from(permit.clone()).allows(&call.actor, Action::Review, Some(&waits_for))?;
    let sent = store::list_versions(tx, &owed.id).await?;
    let steps = store::list_steps(tx, &owed.id).await?;
    let last: Option<&Sent> = sent.last();
    if (owed.progress.version, owed.progress.step) != (decision.version, decision.step) {
        return Err(NotDecided::Changed(Box::new(owed)));
    }
    let course = course_of(&owed, &sent, &steps, ground.network)?;
    let Some(ladder) = ladder_of(regime, &owed, ground) else {
        return Err(Refusal::NotFound.into());
    };
    let course = match taken(&course, &ladder, (&waits_for, ground.network), decision) {
        Ok(taken) => course.after(&taken),
        Err(NotNow::NoReason) => return Err(refused("return-needs-a-reason", &owed).into()),
        Err(_) => return Err(NotDecided::Changed(Box::new(owed))),
    };
    let row = json!({
        "report": owed.id, "version": owed.progress.version, "step": owed.progress.step, "outcome": decision.outcome.key(),
        "unit": waits_for.0, "hash": decision.hash, "reasons": json!(decision.reasons).to_string(),
    });
    let mut facts = vec![Facts { table: &store::REPORT_STEP, rows: vec![row] }];
    if course.state() == State::Accepted && !decision.values.is_empty() {
        let source = Source {
            id: format!("{} {}", owed.id, owed.progress.version),
            kind: SourceKind::Report,
            name: String::new(),
            hash: hash(decision.hash.as_bytes()),
            reason: last.map(|own| own.reason.clone()).unwrap_or_default(),
        };
        facts.extend(observations::accept(tx, &source, decision.values).await?);
    }
    let at = ledger::record(tx, call, verb, &owed.id, facts, &[]).await?.at();
    owed.since = at;
    lead_on(&mut owed, &course, &ladder, ground.network);
    refile(tx, &owed, waiting(&owed, regime, ground.network)).await?;
    Ok(at)
}

/// The step that a decision takes at the unit at which the report waits.
fn taken(
    course: &Course,
    ladder: &Ladder<'_>,
    (unit, network): (&UnitId, &Network),
    decision: &Decision<'_>,
) -> Result<Taken, NotNow> {
    // What is no hash, or comes from a unit that is not known, is nothing that was shown.
    let shown = from_hex(decision.hash).unwrap_or_default();
    let by = network.find(unit).ok_or(NotNow::NobodyReviews)?;
    let reasons: Vec<&str> = decision.reasons.values().map(String::as_str).collect();
    match decision.outcome {
        Outcome::Accepted => course.accept(ladder, by, &shown),
        Outcome::Returned => course.send_back(ladder, by, &shown, &reasons),
    }
}
