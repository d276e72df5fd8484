//! The queue of grants that no rule could move: who administers decides, once, where each goes or that it ends.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use banyan_core::access::{Grant, GrantId, Permit};
use banyan_core::unit::{Network, Reform, ReformId, Tree, UnitId, UnitNo};
use banyan_core::words::{Day, Moment};

use super::super::store;
use super::follow::{file, follow_given, follow_json};
use super::is_last;
use super::people::{allows, end_json, grant_json, refusal};
use crate::ledger::{self, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::web::Refusal;

/// What was decided of a grant that waits.
#[derive(Clone, Debug)]
pub(in crate::accounts) enum Choice {
    /// The same role over this unit, from the day of the reform; the old grant stays on what its unit left.
    Give(UnitId),
    /// It ends with its unit, or today where that is over; sooner than on a day that was planned.
    LetEnd,
}

/// A decision on a grant that waits since a reform.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Decision {
    pub(in crate::accounts) grant: GrantId,
    pub(in crate::accounts) reform: ReformId,
    pub(in crate::accounts) choice: Choice,
}

/// Decides what becomes of a grant that waits, on `today`.
///
/// # Errors
/// [`Refusal::NotAllowed`] without permits for its unit and the chosen one; a sentence when it waits no more, ends by then
/// anyway, or is the last by which anybody administers.
pub(in crate::accounts) async fn decide(
    tx: &mut Tx,
    call: &Call,
    permits: &[Permit],
    decision: &Decision,
    network: &Network,
    today: Day,
) -> Result<Moment, Refusal> {
    let Decision { grant, reform, choice } = decision;
    let given = store::load_grant(tx, grant).await?.ok_or(Refusal::NotFound)?;
    let old = &given.grant;
    let chosen = match choice {
        Choice::Give(unit) => unit,
        Choice::LetEnd => &old.unit,
    };
    if !allows(permits, &old.unit) || !allows(permits, chosen) {
        return Err(Refusal::NotAllowed);
    }
    let reform = network.reforms().iter().find(|own| own.id == *reform).ok_or(Refusal::NotFound)?;
    if let Some(at) = ledger::recorded_before(tx, call, VERB, &old.account.0).await? {
        let same = decided_so(tx, call, decision).await?;
        return if same { Ok(at) } else { Err(StoreError::OtherContent(call.id.0.clone()).into()) };
    }
    let outcomes = store::list_outcomes(tx, grant, &reform.id).await?;
    if outcomes.first().is_none_or(|(outcome, _, _)| outcome != "waits") {
        return Err(refusal(StatusCode::CONFLICT, "grant-not-waiting", ""));
    }
    if outcomes.len() > 1 {
        return Err(refusal(StatusCode::CONFLICT, "grant-decided-already", ""));
    }
    if let Some(until) = old.until.filter(|_| !outlasts(&given, reform, today)) {
        return Err(refusal(StatusCode::CONFLICT, "grant-ended-already", &until.to_string()));
    }
    match choice {
        Choice::Give(unit) => give(tx, call, old, reform, unit, (network, today)).await,
        Choice::LetEnd => let_end(tx, call, old, reform, (today, network)).await,
    }
}

const VERB: &str = "decide_grant";

/// Whether there is still something to decide of a grant: nobody has ended it, or only with a day behind its unit's last one and
/// behind today.
pub(in crate::accounts) fn outlasts(given: &store::Given, reform: &Reform, today: Day) -> bool {
    let until = given.grant.until.filter(|_| given.ended);
    until.is_none_or(|until| last_day(reform, today) < until)
}

/// The day on which a grant ends that is let end.
fn last_day(reform: &Reform, today: Day) -> Day {
    today.max(reform.on.previous())
}

/// Whether the call decided the same when it was made before.
async fn decided_so(tx: &mut Tx, call: &Call, decision: &Decision) -> Result<bool, StoreError> {
    let outcomes = store::list_outcomes(tx, &decision.grant, &decision.reform).await?;
    Ok(outcomes.iter().any(|(outcome, unit, act)| {
        let same = match &decision.choice {
            Choice::Give(chosen) => outcome == "given" && unit.as_ref() == Some(chosen),
            Choice::LetEnd => outcome == "ended",
        };
        same && *act == call.id
    }))
}

async fn give(
    tx: &mut Tx,
    call: &Call,
    old: &Grant,
    reform: &Reform,
    unit: &UnitId,
    (network, today): (&Network, Day),
) -> Result<Moment, Refusal> {
    let day = today.max(reform.on);
    if !network.find(unit).is_some_and(|unit| network.open_on(unit, day, None)) {
        return Err(refusal(StatusCode::UNPROCESSABLE_ENTITY, "problem-unit", &unit.0));
    }
    let id = GrantId(call.id.0.clone());
    let from = old.from.max(reform.on);
    let next = Grant { id, unit: unit.clone(), from, ..old.clone() };
    let row = follow_json(old, &reform.id, 1, "given", Some(&next.id));
    let facts = vec![
        Facts { table: &store::ACCESS_GRANT, rows: vec![grant_json(&next)] },
        Facts { table: &store::ACCESS_GRANT_FOLLOW, rows: vec![row] },
    ];
    let at = ledger::record(tx, call, VERB, &old.account.0, facts, &[]).await?.at();
    file(tx, std::slice::from_ref(&next), network, day).await?;
    let login = store::load_account(tx, &old.account).await?.map(|own| own.login);
    let given = vec![(next, login.unwrap_or_default())];
    Ok(follow_given(tx, call, given, network, day).await?.unwrap_or(at))
}

async fn let_end(
    tx: &mut Tx,
    call: &Call,
    old: &Grant,
    reform: &Reform,
    (today, network): (Day, &Network),
) -> Result<Moment, Refusal> {
    let last = last_day(reform, today);
    let given_up = std::slice::from_ref(old);
    if is_last(tx, given_up, (last.next(), network), &old.id.0).await? {
        return Err(refusal(StatusCode::CONFLICT, "last-administrator", ""));
    }
    let facts = vec![
        Facts {
            table: &store::ACCESS_GRANT_END,
            rows: vec![end_json("reform")(&(old.id.clone(), last))],
        },
        Facts {
            table: &store::ACCESS_GRANT_FOLLOW,
            rows: vec![follow_json(old, &reform.id, 1, "ended", None)],
        },
    ];
    Ok(ledger::record(tx, call, VERB, &old.account.0, facts, &[]).await?.at())
}

/// A grant that waits for a decision, as the operator is told of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undecided {
    pub reform: ReformId,
    pub login: String,
    pub grant: Grant,
}

/// Every grant that waits, in the order of reforms and names; the first thousand.
///
/// # Errors
/// What the database says.
pub async fn undecided(tx: &mut Tx) -> Result<Vec<Undecided>, StoreError> {
    let queued = store::list_all_queued(tx, UNDECIDED_TOLD).await?.into_iter();
    let told = |own: store::Queued| Undecided {
        reform: own.reform,
        login: own.login,
        grant: own.given.grant,
    };
    Ok(queued.map(told).collect())
}

const UNDECIDED_TOLD: i64 = 1000;

/// Units that a grant which waits may go on to: the successors of its unit; where there are none, what became of the units that
/// lay below it on the `eve`; and who keeps what it left. Those that are open on the day of the reform, each once.
pub(in crate::accounts) fn suggested(
    network: &Network,
    eve: Option<&Tree>,
    unit: &UnitId,
    reform: &Reform,
) -> Vec<UnitNo> {
    let Some(no) = network.find(unit) else { return Vec::new() };
    let heirs = |no: UnitNo| network.successors(no, None).into_iter().map(|stream| stream.unit);
    let mut all: BTreeSet<UnitNo> = heirs(no).collect();
    if all.is_empty()
        && let Some((eve, place)) = eve.and_then(|eve| Some((eve, eve.place(no)?)))
    {
        let below = eve.within(place).iter().filter(|below| below.open && below.unit != no);
        all.extend(below.flat_map(|below| heirs(below.unit)));
    }
    let custodian = network.end(no, None).and_then(|end| end.custodian.as_ref());
    all.extend(custodian.and_then(|custodian| network.find(custodian)));
    all.retain(|unit| network.open_on(*unit, reform.on, None));
    all.into_iter().collect()
}
