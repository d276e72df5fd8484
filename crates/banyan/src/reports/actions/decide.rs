//! The verb by which a step of the ladder accepts a report or sends it back.

use std::collections::BTreeMap;

use banyan_core::access::{Action, Permit};
use banyan_core::ledger::hash;
use banyan_core::report::{NotDecided as NotNow, Outcome, Regime, State};
use banyan_core::words::Moment;
use serde_json::json;

use super::super::store::{self, Owed, Sent};
use super::ladder::Ground;
use super::ladder::{refile, waiting, waits_at};
use super::send::refused;
use crate::ledger::{self, Call, Facts};
use crate::observations::{self, Source, SourceKind, Stated};
use crate::store::Tx;
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

impl From<crate::store::StoreError> for NotDecided {
    fn from(refusal: crate::store::StoreError) -> NotDecided {
        NotDecided::Refused(refusal.into())
    }
}

impl crate::store::Conflict for NotDecided {
    fn conflict(&self) -> bool {
        matches!(self, NotDecided::Refused(refusal) if refusal.conflict())
    }
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
    (regime, ground): (&Regime, Ground<'_>),
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
    let last: Option<&Sent> = sent.last();
    let shown = owed.progress.version == decision.version
        && owed.progress.step == decision.step
        && last.is_some_and(|last| last.hash == decision.hash);
    if !shown {
        return Err(NotDecided::Changed(Box::new(owed)));
    }
    let (with_reason, steps) = (!decision.reasons.is_empty(), regime.ladder().len());
    let decided = match owed.progress.decided(decision.outcome, with_reason, steps) {
        Ok(decided) => decided,
        Err(NotNow::NotWaiting) => return Err(NotDecided::Changed(Box::new(owed))),
        Err(NotNow::NeedsReason) => return Err(refused("return-needs-a-reason", &owed).into()),
    };
    let row = json!({
        "report": owed.id, "version": owed.progress.version, "step": owed.progress.step, "outcome": decision.outcome.key(),
        "unit": waits_for.0, "hash": decision.hash, "reasons": json!(decision.reasons).to_string(),
    });
    let mut facts = vec![Facts { table: &store::REPORT_STEP, rows: vec![row] }];
    if decided.state == State::Accepted && !decision.values.is_empty() {
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
    owed.progress = decided;
    owed.since = at;
    owed.waits_for = waits_at(regime, &owed, ground);
    refile(tx, &owed, waiting(&owed, regime, ground.network)).await?;
    Ok(at)
}
