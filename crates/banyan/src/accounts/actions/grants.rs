//! Verbs on grants: giving one, ending one. A grant is never changed; of two people who change the same one at once, the
//! second is told what the first did.

use axum::http::StatusCode;
use banyan_core::access::{AccountId, Grant, GrantId, Permit, Role, Subject};
use banyan_core::unit::{Network, Tree, UnitId};
use banyan_core::words::{Day, Moment};

use super::super::State;
use super::super::store;
use super::people::{allows, end_json, filed, grant_json, refusal};
use super::{NewGrant, follow_given, new_grant_ends, root_of};
use crate::ledger::{self, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::web::Refusal;

/// Gives a grant to an open account.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a permit for its unit; a sentence when the account is closed or has it already.
pub(in crate::accounts) async fn give_grant(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    account: &AccountId,
    new: &NewGrant,
    network: &Network,
    tree: &Tree,
) -> Result<Moment, Refusal> {
    if !allows(std::slice::from_ref(permit), &new.unit) {
        return Err(Refusal::NotAllowed);
    }
    let owner = store::load_account(tx, account).await?.ok_or(Refusal::NotFound)?;
    let before = ledger::recorded_before(tx, call, "give_grant", &account.0).await?.is_some();
    if !before && owner.state == State::Closed {
        return Err(refusal(StatusCode::CONFLICT, "account-is-closed", &owner.name));
    }
    let same = |given: &store::Given| {
        let old = &given.grant;
        let meet = old.until.is_none_or(|last| new.from <= last)
            && new.until.is_none_or(|last| old.from <= last);
        old.role == new.role && old.unit == new.unit && old.subject == new.subject && meet
    };
    if !before && store::list_grants(tx, account).await?.iter().any(same) {
        return Err(refusal(StatusCode::CONFLICT, "grant-there-already", &owner.name));
    }
    let grant = Grant {
        id: GrantId(call.id.0.clone()),
        account: account.clone(),
        role: new.role,
        unit: new.unit.clone(),
        subject: new.subject.clone(),
        from: new.from,
        until: new.until,
    };
    let facts = vec![Facts { table: &store::ACCESS_GRANT, rows: vec![grant_json(&grant)] }];
    let recorded = ledger::record(tx, call, "give_grant", &account.0, facts, &[]).await?;
    let there = store::list_keys(tx, account).await?;
    let mut keys = filed(&grant, network, tree);
    keys.retain(|key| !there.contains(key));
    let keys: Vec<_> = keys.into_iter().map(|key| (account.clone(), key)).collect();
    store::insert_keys(tx, &keys).await?;
    if !recorded.anew() {
        return Ok(recorded.at());
    }
    let given = vec![(grant, owner.login)];
    let followed = follow_given(tx, call, given, network, permit.day()).await?;
    Ok(followed.unwrap_or(recorded.at()))
}

/// Whether grants, given up from a day on, are the last by which anybody administers: anything, or, where they are grants on
/// the root of the country, the whole of it. `without` names what does not count any more: a grant, or an account.
///
/// # Errors
/// What the database says.
pub(super) async fn is_last(
    tx: &mut Tx,
    given_up: &[Grant],
    (day, network): (Day, &Network),
    without: &str,
) -> Result<bool, StoreError> {
    let administers = |grant: &&Grant| {
        grant.role == Role::Administrator && grant.until.is_none_or(|last| day <= last)
    };
    let mut given_up = given_up.iter().filter(administers).peekable();
    if given_up.peek().is_none() {
        return Ok(false);
    }
    let tree = network.tree_on(day, None).ok();
    let root = tree.as_ref().and_then(|tree| root_of(network, tree));
    let whole = |grant: &Grant| grant.subject == Subject::Everything && Some(&grant.unit) == root;
    let unit = root.filter(|_| given_up.any(whole));
    Ok(!is_administered(tx, (day, network), unit, without).await?)
}

/// Whether an open account administers everything on a day: at the unit, or where none is named at one that is open. The grant
/// or the account `without` does not count.
///
/// # Errors
/// What the database says.
pub(super) async fn is_administered(
    tx: &mut Tx,
    (day, network): (Day, &Network),
    unit: Option<&UnitId>,
    without: &str,
) -> Result<bool, StoreError> {
    let open = |id: &UnitId| network.find(id).is_some_and(|no| network.open_on(no, day, None));
    let counts = |id: &UnitId| unit.is_none_or(|unit| unit == id) && open(id);
    Ok(store::list_administered(tx, day, without).await?.iter().any(counts))
}

/// Ends a grant with a last day, which is today or later and sooner than one that was planned; what a reform is to make of it
/// behind that day ends with it.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a permit for its unit; a sentence when it ends by that day anyway, or is the last by
/// which anybody administers.
pub(in crate::accounts) async fn end_grant(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    grant: &GrantId,
    (last, today): (Day, Day),
    network: &Network,
) -> Result<Moment, Refusal> {
    let given = store::load_grant(tx, grant).await?.ok_or(Refusal::NotFound)?;
    if !allows(std::slice::from_ref(permit), &given.grant.unit) {
        return Err(Refusal::NotAllowed);
    }
    let owner = given.grant.account.0.as_str();
    let before = ledger::recorded_before(tx, call, "end_grant", owner).await?.is_some();
    if !before && let Some(until) = given.grant.until.filter(|until| *until <= last) {
        return Err(refusal(StatusCode::CONFLICT, "grant-ended-already", &until.to_string()));
    }
    if !before && last < today {
        return Err(refusal(StatusCode::UNPROCESSABLE_ENTITY, "problem-past", &last.to_string()));
    }
    let given_up = std::slice::from_ref(&given.grant);
    if !before && is_last(tx, given_up, (last.next(), network), &grant.0).await? {
        return Err(refusal(StatusCode::CONFLICT, "last-administrator", ""));
    }
    let mut ends = new_grant_ends(tx, grant, last, &call.id).await?;
    ends.push((grant.clone(), last));
    let rows = ends.iter().map(end_json("ended")).collect();
    let facts = vec![Facts { table: &store::ACCESS_GRANT_END, rows }];
    Ok(ledger::record(tx, call, "end_grant", owner, facts, &[]).await?.at())
}
