//! Verbs on grants: giving one, ending one. A grant is never changed; of two people who change the same one at once, the
//! second is told what the first did.

use axum::http::StatusCode;
use banyan_core::access::{AccountId, Grant, GrantId, Permit};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::{Day, Moment};

use super::super::State;
use super::super::store;
use super::NewGrant;
use super::people::{allows, end_json, filed, grant_json, refusal};
use crate::ledger::{self, Call, Facts};
use crate::store::Tx;
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
    let at = ledger::record(tx, call, "give_grant", &account.0, facts, &[]).await?.at();
    let there = store::list_keys(tx, account).await?;
    let mut keys = filed(&grant, network, tree);
    keys.retain(|key| !there.contains(key));
    let keys: Vec<_> = keys.into_iter().map(|key| (account.clone(), key)).collect();
    store::insert_keys(tx, &keys).await?;
    Ok(at)
}

/// Ends a grant with a last day, which is today or later.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a permit for its unit; a sentence when it has ended already, or is the last by which
/// anybody administers.
pub(in crate::accounts) async fn end_grant(
    tx: &mut Tx,
    call: &Call,
    permit: &Permit,
    grant: &GrantId,
    (last, today): (Day, Day),
    reason: &str,
) -> Result<Moment, Refusal> {
    let given = store::load_grant(tx, grant).await?.ok_or(Refusal::NotFound)?;
    if !allows(std::slice::from_ref(permit), &given.grant.unit) {
        return Err(Refusal::NotAllowed);
    }
    let owner = given.grant.account.0.as_str();
    let before = ledger::recorded_before(tx, call, "end_grant", owner).await?.is_some();
    if !before && given.ended {
        let on = given.grant.until.map_or_else(String::new, |day| day.to_string());
        return Err(refusal(StatusCode::CONFLICT, "grant-ended-already", &on));
    }
    if !before && last < today {
        return Err(refusal(StatusCode::UNPROCESSABLE_ENTITY, "problem-past", &last.to_string()));
    }
    let administers = given.grant.role == banyan_core::access::Role::Administrator;
    if administers
        && !before
        && store::list_administrators(tx, last.next(), &grant.0).await?.is_empty()
    {
        return Err(refusal(StatusCode::CONFLICT, "last-administrator", ""));
    }
    let rows = vec![end_json(reason)(&(grant.clone(), last))];
    let facts = vec![Facts { table: &store::ACCESS_GRANT_END, rows }];
    Ok(ledger::record(tx, call, "end_grant", owner, facts, &[]).await?.at())
}
