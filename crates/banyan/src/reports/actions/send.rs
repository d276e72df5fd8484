//! The verb by which a unit sends its report, and what stands in the way of it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use banyan_core::access::{Action, Permit};
use banyan_core::form::{Answers, Form};
use banyan_core::ledger::{Hash, hash, hex};
use banyan_core::report::{Course, InForce, Refusal as NotSent, State, Taken};
use banyan_core::words::Moment;
use serde_json::{Value as Json, json};

use super::super::store::{self, Owed};
use super::ladder::{Ground, course_of, ladder_of, lead_on, refile, waiting};
use crate::ledger::{self, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::web::{Mandate, Refusal};

pub(super) const SEND: &str = "send_report";

/// Letters of a receipt.
const RECEIPT_LETTERS: usize = 12;

/// What is sent.
#[derive(Clone, Debug)]
pub(in crate::reports) struct Sending<'a> {
    pub regime: &'a InForce,
    pub form: &'a Form,
    pub answers: &'a Answers,
    /// Words of explanation by the name of a problem.
    pub explanations: &'a BTreeMap<String, String>,
    /// Why an accepted version is corrected.
    pub reason: &'a str,
    /// The device's time, as it told it.
    pub device_at: &'a str,
}

/// What was sent, and what shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::reports) struct Receipted {
    pub receipt: String,
    pub at: Moment,
}

/// What binds answers with their form and its version, in hexadecimal digits.
pub(in crate::reports) fn bound(form: &Form, answers: &Answers) -> String {
    hex(&bound_hash(form, answers))
}

fn bound_hash(form: &Form, answers: &Answers) -> Hash {
    hash(answers.hash_input(form).as_bytes())
}

/// A short code for a call: letters and digits that are not mistaken for each other (Crockford's base 32).
fn receipt_of(call: &Call, bound: &str) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digest = hash(format!("{}|{bound}", call.id.0).as_bytes());
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    digest.iter().take(RECEIPT_LETTERS).map(letter).collect()
}

/// Sends a report, with a permit at the unit that fills it in. The same call twice is one report; the same call with other answers
/// is refused.
///
/// # Errors
/// [`Refusal::NotAllowed`] with a permit for something else; a sentence where the report is not to be sent as things stand;
/// [`StoreError::OtherContent`] where the call's id stands for something else; what the database says.
pub(in crate::reports) async fn send(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    (owed, ground): (&str, Ground<'_>),
    sending: &Sending<'_>,
) -> Result<Receipted, Refusal> {
    let bound = bound(sending.form, sending.answers);
    let receipt = receipt_of(call, &bound);
    if let Some(at) = ledger::recorded_before(tx, call, SEND, owed).await? {
        // The id is kept with what it stood for: other answers under it are another report.
        if store::by_receipt(tx, &receipt).await?.is_none() {
            return Err(StoreError::OtherContent(call.id.0.clone()).into());
        }
        return Ok(Receipted { receipt, at });
    }
    let Some(mut owed) = store::load_owed(tx, owed).await? else { return Err(Refusal::NotFound) };
    Mandate::from(permit.clone()).allows(&call.actor, Action::Report, Some(&owed.holder))?;
    if owed.withdrawn {
        return Err(refused("report-owed-no-more", &owed));
    }
    let course = course(tx, &owed, ground).await?;
    let taken = taken(&course, sending);
    let course = course.after(&taken.map_err(|refusal| refused(sentence(&refusal), &owed))?);
    let ladder = ladder_of(sending.regime, &owed, ground).ok_or(Refusal::NotFound)?;
    lead_on(&mut owed, &course, &ladder, ground.network);
    let row = row(&owed, sending, &bound, &receipt);
    let facts = vec![Facts { table: &store::REPORT_VERSION, rows: vec![row] }];
    let at = ledger::record(tx, call, SEND, &owed.id, facts, &[]).await?.at();
    owed.since = at;
    owed.sent_at = owed.sent_at.or(Some(at));
    refile(tx, &owed, waiting(&owed, sending.regime, ground.network)).await?;
    store::forget_draft(tx, &owed.id).await?;
    Ok(Receipted { receipt, at })
}

/// Why a version cannot be sent as the report stands, where it cannot.
///
/// # Errors
/// What the database says.
pub(super) async fn not_sent(
    tx: &mut Tx,
    owed: &Owed,
    ground: Ground<'_>,
    sending: &Sending<'_>,
) -> Result<Option<NotSent>, StoreError> {
    Ok(taken(&course(tx, owed, ground).await?, sending).err())
}

/// The step that sending is on the course of a report.
fn taken(course: &Course, sending: &Sending<'_>) -> Result<Taken, NotSent> {
    let content = bound_hash(sending.form, sending.answers);
    match course.state() {
        State::Accepted => course.correct(content, sending.reason),
        State::Open | State::Submitted | State::Returned => course.submit(content),
    }
}

/// The course of a report so far; before the first version nothing has to be read for it.
async fn course(tx: &mut Tx, owed: &Owed, ground: Ground<'_>) -> Result<Course, StoreError> {
    if owed.progress.version == 0 {
        return Ok(Course::default());
    }
    let sent = store::list_versions(tx, &owed.id).await?;
    let steps = store::list_steps(tx, &owed.id).await?;
    course_of(owed, &sent, &steps, ground.network)
}

/// The sentence that says why a version cannot be sent.
fn sentence(refusal: &NotSent) -> &'static str {
    match refusal {
        NotSent::NoReason => "report-needs-a-reason",
        NotSent::NothingChanged { .. } => "report-says-the-same",
        _ => "report-is-being-decided",
    }
}

fn row(owed: &Owed, sending: &Sending<'_>, bound: &str, receipt: &str) -> Json {
    json!({
        "report": owed.id, "version": owed.progress.version, "regime": owed.regime,
        "regime_version": owed.regime_version, "form_version": sending.form.version(),
        "period": owed.period.to_string(), "part": owed.part.to_string(), "unit": owed.unit.0, "sent_by": owed.holder.0,
        "answers": sending.answers.canonical().to_string(), "hash": bound,
        "explanations": json!(sending.explanations).to_string(), "reason": sending.reason.trim(),
        "device_at": sending.device_at, "receipt": receipt,
    })
}

pub(super) fn refused(key: &'static str, owed: &Owed) -> Refusal {
    Refusal::Sentence { status: StatusCode::CONFLICT, key, input: owed.id.clone() }
}
