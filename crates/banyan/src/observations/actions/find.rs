//! Findings: a named inspection, document or test verifies or contradicts one vintage of an observation.

use axum::http::StatusCode;
use banyan_core::access::{Action, Permit};
use banyan_core::observation::{Evidence, Finding, FindingError, ObservationKey};
use banyan_core::words::{Moment, Standing};
use serde_json::json;

use super::super::store;
use crate::ledger::{self, Call, Facts, Recorded};
use crate::store::Tx;
use crate::web::{Mandate, Refusal};

/// What was found about an observation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    pub key: ObservationKey,
    /// The vintage that was looked at.
    pub vintage: u32,
    pub standing: Standing,
    pub evidence: Evidence,
    /// Which inspection, document or test.
    pub name: String,
    /// What was seen.
    pub words: String,
}

pub(super) const VERIFY: &str = "verify_observation";
pub(super) const CONTRADICT: &str = "contradict_observation";

/// Attaches a finding to a vintage, with a permit at its unit.
///
/// # Errors
/// [`Refusal::NotAllowed`] with a permit for something else; [`Refusal::NotFound`] where there is no such vintage; a sentence where
/// the finding says too little; what the database says.
pub async fn find(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    found: &Found,
) -> Result<Recorded, Refusal> {
    let Found { key, vintage, standing, evidence, name, words } = found;
    Mandate::from(permit.clone()).allows(&call.actor, Action::Find, Some(&key.unit))?;
    let finding =
        Finding::new(*vintage, *standing, (*evidence, name), words, Moment::from_microseconds(0));
    let finding = finding.map_err(|refusal| Refusal::Sentence {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        key: sentence(&refusal),
        input: String::new(),
    })?;
    let there = store::reading::history(tx, key).await?;
    let there = there
        .is_some_and(|(history, _)| history.vintages().iter().any(|own| own.number == *vintage));
    if !there {
        return Err(Refusal::NotFound);
    }
    let verb = match standing {
        Standing::Verified => VERIFY,
        Standing::Declared | Standing::Contradicted => CONTRADICT,
    };
    let row = json!({
        "unit": key.unit.0, "indicator": key.indicator, "cell": key.cell, "method": key.method,
        "period": key.period.to_string(), "vintage": vintage, "standing": standing.key(),
        "evidence": evidence.key(), "name": finding.name(), "words": finding.words(),
    });
    let facts = vec![Facts { table: &store::FINDING, rows: vec![row] }];
    Ok(ledger::record(tx, call, verb, &key.indicator, facts, &[]).await?)
}

fn sentence(refusal: &FindingError) -> &'static str {
    match refusal {
        FindingError::Declares => "finding-declares",
        FindingError::Unnamed => "finding-unnamed",
        FindingError::Wordless => "finding-wordless",
        FindingError::TooLong => "finding-too-long",
    }
}
