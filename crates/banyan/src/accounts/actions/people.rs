//! Verbs on accounts: inviting, changing, closing. Each checks the permit that it is given, and records its act.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use banyan_core::access::{AccountId, Action, Filed, Grant, GrantId, Permit, Sharing};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::{Day, Moment};
use serde_json::{Value as Json, json};

use super::super::store;
use super::super::{Account, State};
use super::session::open_grants;
use super::{Change, NewPerson, follow_given, identity, is_last};
use crate::ledger::{self, Call, Facts, Recorded};
use crate::store::{StoreError, Tx};
use crate::web::Refusal;

/// By what an account is changed.
#[derive(Clone, Debug)]
pub(in crate::accounts) enum Leave {
    /// By who administers every unit of its grants.
    Permits(Vec<Permit>),
    /// By its owner.
    Own,
}

pub(super) fn refusal(status: StatusCode, key: &'static str, input: &str) -> Refusal {
    Refusal::Sentence { status, key, input: input.to_owned() }
}

/// Whether one of the permits allows administering a unit.
pub(super) fn allows(permits: &[Permit], unit: &banyan_core::unit::UnitId) -> bool {
    permits.iter().any(|permit| permit.action() == Action::Administer && permit.unit() == unit)
}

impl Leave {
    /// Whether it reaches every grant that the account still has.
    pub(super) async fn covers(
        &self,
        tx: &mut Tx,
        call: &Call,
        account: &AccountId,
        today: Day,
    ) -> Result<bool, StoreError> {
        match self {
            Leave::Own => Ok(call.actor.key() == account.0),
            Leave::Permits(permits) => {
                let grants = open_grants(tx, account, today).await?;
                Ok(!permits.is_empty() && grants.iter().all(|grant| allows(permits, &grant.unit)))
            }
        }
    }
}

/// Makes accounts with their first grants: one act for all of them. Nobody can sign in yet; a link is made for each.
///
/// # Errors
/// [`Refusal::NotAllowed`] for a unit without a permit, a sentence for a login that is taken; nothing is written then.
pub(in crate::accounts) async fn invite_people(
    tx: &mut Tx,
    call: &Call,
    permits: &[Permit],
    people: &[NewPerson],
    network: &Network,
    tree: &Tree,
) -> Result<(Recorded, Vec<Account>), Refusal> {
    if !people.iter().all(|person| allows(permits, &person.grant.unit)) {
        return Err(Refusal::NotAllowed);
    }
    let today = permits.first().map_or(tree.day(), Permit::day);
    record_people(tx, call, people, network, tree, today).await
}

/// The part of [`invite_people`] that the operator's own command shares: the program needs no permit on its own computer. Who
/// stands in the list a second time gets another grant.
pub(super) async fn record_people(
    tx: &mut Tx,
    call: &Call,
    people: &[NewPerson],
    network: &Network,
    tree: &Tree,
    today: Day,
) -> Result<(Recorded, Vec<Account>), Refusal> {
    let logins: Vec<String> = people.iter().map(|person| person.login.clone()).collect();
    if !invited_before(tx, call).await?
        && let Some(taken) = store::list_taken(tx, &logins).await?.first()
    {
        return Err(refusal(StatusCode::CONFLICT, "problem-login-taken", taken));
    }
    let (mut accounts, mut grants, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for (number, person) in people.iter().enumerate() {
        let same = |account: &&Account| account.login == person.login;
        let there = accounts.iter().find(same).cloned();
        let account = there.clone().unwrap_or_else(|| Account {
            id: account_id(call, number),
            version: 1,
            login: person.login.clone(),
            name: person.details.name.clone(),
            email: person.details.email.clone(),
            language: person.details.language,
            state: State::Open,
        });
        let grant = Grant {
            id: GrantId(format!("{}.{number}", call.id.0)),
            account: account.id.clone(),
            role: person.grant.role,
            unit: person.grant.unit.clone(),
            subject: person.grant.subject.clone(),
            from: person.grant.from,
            until: person.grant.until,
        };
        keys.extend(filed(&grant, network, tree).into_iter().map(|key| (account.id.clone(), key)));
        if there.is_none() {
            accounts.push(account);
        }
        grants.push(grant);
    }
    let facts = vec![
        Facts {
            table: &store::ACCOUNT,
            rows: accounts.iter().map(|account| json!({ "id": account.id.0 })).collect(),
        },
        Facts { table: &store::ACCOUNT_VERSION, rows: accounts.iter().map(version_json).collect() },
        Facts { table: &store::ACCESS_GRANT, rows: grants.iter().map(grant_json).collect() },
    ];
    let subject = accounts.first().map_or("", |account| &account.id.0);
    let recorded = ledger::record(tx, call, INVITE, subject, facts, &[]).await?;
    if recorded.anew() {
        store::insert_now(tx, &accounts).await?;
        keys.sort();
        keys.dedup();
        store::insert_keys(tx, &keys).await?;
        let named = |grant: Grant| {
            let own = accounts.iter().find(|account| account.id == grant.account);
            (grant, own.map_or_else(String::new, |own| own.login.clone()))
        };
        let given = grants.into_iter().map(named).collect();
        if let Some(at) = follow_given(tx, call, given, network, today).await? {
            return Ok((Recorded::Now(at), accounts));
        }
    }
    Ok((recorded, accounts))
}

const INVITE: &str = "invite";

/// Whether this call has invited its people already.
///
/// # Errors
/// When the call's id stands for something else; what the database says.
pub(in crate::accounts) async fn invited_before(
    tx: &mut Tx,
    call: &Call,
) -> Result<bool, StoreError> {
    let first = account_id(call, 0);
    Ok(ledger::recorded_before(tx, call, INVITE, &first.0).await?.is_some())
}

/// The account of the person of that number among those whom a call invites.
fn account_id(call: &Call, number: usize) -> AccountId {
    AccountId(format!("{}.{number}", call.id.0))
}

/// The keys under which an account is found through a grant: its unit and all above it, on the day of the act.
pub(super) fn filed(grant: &Grant, network: &Network, tree: &Tree) -> BTreeSet<String> {
    let Some(unit) = network.find(&grant.unit) else { return BTreeSet::new() };
    let filed = Filed { unit, subject: &grant.subject, owners: &[], sharing: Sharing::Upward };
    filed.keys(network, tree).iter().map(ToString::to_string).collect()
}

fn version_json(account: &Account) -> Json {
    json!({
        "account": account.id.0, "version": account.version, "login": account.login, "name": account.name,
        "email": account.email, "language": account.language.tag(), "state": account.state.key(),
    })
}

pub(super) fn grant_json(grant: &Grant) -> Json {
    json!({
        "id": grant.id.0, "account": grant.account.0, "role": grant.role.key(), "unit": grant.unit.0,
        "subject": grant.subject.to_string(), "from_day": grant.from.to_string(),
        "until_day": grant.until.map(|day| day.to_string()),
    })
}

/// Loads an account that is open and still in the version that its changer saw. A call that was made before is answered as then, whatever has become of the account since.
async fn load_seen(
    tx: &mut Tx,
    id: &AccountId,
    seen: i64,
    before: bool,
) -> Result<Account, Refusal> {
    let account = store::load_account(tx, id).await?.ok_or(Refusal::NotFound)?;
    if before {
        return Ok(account);
    }
    if account.state == State::Closed {
        return Err(refusal(StatusCode::CONFLICT, "account-is-closed", &account.name));
    }
    if account.version != seen {
        return Err(refusal(StatusCode::CONFLICT, "account-changed-meanwhile", &account.name));
    }
    Ok(account)
}

/// Changes name, e-mail and language, from the version that was seen.
///
/// # Errors
/// [`Refusal::NotAllowed`], or a sentence where somebody else was faster.
pub(in crate::accounts) async fn change_account(
    tx: &mut Tx,
    call: &Call,
    leave: &Leave,
    id: &AccountId,
    seen: i64,
    change: &Change,
    today: Day,
) -> Result<Moment, Refusal> {
    if !leave.covers(tx, call, id, today).await? {
        return Err(Refusal::NotAllowed);
    }
    let before = ledger::recorded_before(tx, call, "change_account", &id.0).await?.is_some();
    let account = load_seen(tx, id, seen, before).await?;
    let next = Account {
        version: seen.saturating_add(1),
        name: change.name.clone(),
        email: change.email.clone(),
        language: change.language,
        ..account
    };
    let facts = vec![Facts { table: &store::ACCOUNT_VERSION, rows: vec![version_json(&next)] }];
    let recorded = ledger::record(tx, call, "change_account", &id.0, facts, &[]).await?;
    if recorded.anew() {
        store::update_now(tx, &next).await?;
    }
    Ok(recorded.at())
}

/// Closes an account: its grants end today, its sessions, links, identities, password and second factor are
/// gone at once.
///
/// # Errors
/// [`Refusal::NotAllowed`], or a sentence where somebody was faster or nobody would be left to administer.
pub(in crate::accounts) async fn close_account(
    tx: &mut Tx,
    call: &Call,
    leave: &Leave,
    id: &AccountId,
    seen: i64,
    (today, network): (Day, &Network),
) -> Result<Moment, Refusal> {
    if !leave.covers(tx, call, id, today).await? {
        return Err(Refusal::NotAllowed);
    }
    if let Some(at) = ledger::recorded_before(tx, call, "close_account", &id.0).await? {
        return Ok(at);
    }
    let account = load_seen(tx, id, seen, false).await?;
    let given_up = open_grants(tx, id, today.next()).await?;
    if is_last(tx, &given_up, (today.next(), network), &id.0).await? {
        return Err(refusal(StatusCode::CONFLICT, "last-administrator", &account.name));
    }
    let ends: Vec<_> = given_up.into_iter().map(|grant| (grant.id, today)).collect();
    let next = Account { version: account.version + 1, state: State::Closed, ..account };
    let facts = vec![
        Facts { table: &store::ACCOUNT_VERSION, rows: vec![version_json(&next)] },
        Facts {
            table: &store::ACCESS_GRANT_END,
            rows: ends.iter().map(end_json("closed")).collect(),
        },
        Facts { table: &store::ACCOUNT_IDENTITY_END, rows: identity::end_rows(tx, id).await? },
        Facts { table: &store::IDENTITY_LEFT, rows: identity::left_rows(tx, id).await? },
    ];
    let at = ledger::record(tx, call, "close_account", &id.0, facts, &[]).await?.at();
    store::update_now(tx, &next).await?;
    store::delete_desk(tx, id).await?;
    Ok(at)
}

pub(super) fn end_json(reason: &str) -> impl Fn(&(GrantId, Day)) -> Json {
    move |(grant, last)| json!({ "access_grant": grant.0, "last_day": last.to_string(), "reason": reason })
}

/// Lets a person in anew: records who did so, ends the sessions, and takes the second factor away where that is asked.
/// The link itself is made by [`super::links_of_call`] and stands in no act.
///
/// # Errors
/// [`Refusal::NotAllowed`], or a sentence for a closed account.
pub(in crate::accounts) async fn link_again(
    tx: &mut Tx,
    call: &Call,
    leave: &Leave,
    id: &AccountId,
    without_factor: bool,
    today: Day,
    now: Moment,
) -> Result<(Recorded, Account), Refusal> {
    if !leave.covers(tx, call, id, today).await? {
        return Err(Refusal::NotAllowed);
    }
    let account = store::load_account(tx, id).await?.ok_or(Refusal::NotFound)?;
    if account.state == State::Closed {
        return Err(refusal(StatusCode::CONFLICT, "account-is-closed", &account.name));
    }
    let verb = if without_factor { "renew_link_and_factor" } else { "renew_link" };
    let recorded = ledger::record(tx, call, verb, &id.0, Vec::new(), &[]).await?;
    if recorded.anew() {
        store::delete_sessions(tx, id, "").await?;
    }
    if without_factor && recorded.anew() {
        let credential = store::load_credential(tx, id).await?;
        store::put_credential(tx, id, &credential.without_factor(), now).await?;
        store::replace_codes(tx, id, &[]).await?;
    }
    Ok((recorded, account))
}
