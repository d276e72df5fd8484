//! Erasing what acts say of people. Of a closed account everything goes, with all acts that wrote of it; of an open one a version
//! that a later one has replaced. What such acts say of others is stated anew, so that nobody else loses anything.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use banyan_core::access::{AccountId, Action};
use banyan_core::ledger::hex;
use banyan_core::unit::UnitId;
use banyan_core::words::Moment;
use serde_json::Value as Json;

use super::super::store;
use super::super::{FACTS, State};
use super::fields::visible;
use super::people::refusal;
use super::rights::permit;
use crate::ledger::{self, ActId, Call, Erasing, FactTable};
use crate::store::Tx;
use crate::units::Networks;
use crate::web::{Mandate, Refusal, Visit};

const REASON_LETTERS_MAX: usize = 300;

/// What goes when an act is erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasable {
    /// The acts whose content goes, the one that was asked for first.
    pub acts: Vec<ActId>,
    /// Those of whom it tells: everybody whose account goes, or the one whose earlier version does.
    pub names: Vec<String>,
    /// Closed accounts, of which everything goes.
    accounts: Vec<AccountId>,
    /// A version that a later one has replaced.
    version: Option<(AccountId, i64)>,
    /// Where whoever erases it has to administer.
    units: Vec<UnitId>,
    /// The name of somebody whose account is open, where nothing may go for that.
    open: Option<String>,
}

impl Erasable {
    /// What goes when this act is erased.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], and a sentence for an act that was erased or is not about people.
    pub async fn of(tx: &mut Tx, act: &str) -> Result<Erasable, Refusal> {
        let written = store::list_written(tx, std::iter::once(act)).await?;
        let about: BTreeSet<&AccountId> = written.iter().map(|(_, account)| account).collect();
        if about.is_empty() {
            return Err(not_about_people(tx, act).await?);
        }
        let now = store::list_now(tx, about.iter().map(|account| account.0.as_str())).await?;
        let (closed, open): (Vec<_>, Vec<_>) =
            now.into_iter().partition(|account| account.state == State::Closed);
        let mut erasable = Erasable {
            acts: vec![ActId(act.to_owned())],
            names: closed.iter().map(|account| account.name.clone()).collect(),
            accounts: closed.iter().map(|account| account.id.clone()).collect(),
            version: None,
            units: Vec::new(),
            open: None,
        };
        if let Some(account) = open.first().filter(|_| closed.is_empty()) {
            let version = store::load_version_of(tx, act).await?;
            erasable.names = vec![account.name.clone()];
            erasable.version = version
                .filter(|version| written.len() == 1 && *version < account.version)
                .map(|version| (account.id.clone(), version));
            erasable.open = Some(account.name.clone()).filter(|_| erasable.version.is_none());
        }
        let others = store::list_written(tx, ids(&erasable.accounts)).await?;
        let others: BTreeSet<String> = others.into_iter().map(|(act, _)| act).collect();
        erasable.acts.extend(others.into_iter().filter(|other| other != act).map(ActId));
        let over = if closed.is_empty() { &open } else { &closed };
        let over = over.iter().map(|account| account.id.0.as_str());
        erasable.units = store::list_units_of(tx, over).await?;
        Ok(erasable)
    }

    /// Refuses what may not go yet.
    ///
    /// # Errors
    /// A sentence that names somebody whose account is open.
    pub fn check(&self) -> Result<(), Refusal> {
        match &self.open {
            Some(name) => Err(refusal(StatusCode::CONFLICT, "erase-open", name)),
            None => Ok(()),
        }
    }

    /// What a form shows, so that nothing else goes than was seen: a hash, in hexadecimal digits.
    pub fn seen(&self) -> String {
        let acts: Vec<&str> = self.acts.iter().map(|act| act.0.as_str()).collect();
        hex(&ledger::file_hash(acts.join(" ").as_bytes()))
    }

    /// The permits by which the person of a visit may erase it.
    ///
    /// # Errors
    /// As [`permit`], for the first unit that the person does not administer.
    pub fn mandates(&self, visit: &Visit, networks: &Networks) -> Result<Vec<Mandate>, Refusal> {
        let own = |unit| permit(visit, networks, Action::Administer, unit).map(Mandate::from);
        self.units.iter().map(own).collect()
    }
}

fn ids(accounts: &[AccountId]) -> impl Iterator<Item = &str> {
    accounts.iter().map(|account| account.0.as_str())
}

async fn not_about_people(tx: &mut Tx, act: &str) -> Result<Refusal, Refusal> {
    let found = ledger::erasable(tx, act, FACTS).await;
    Ok(found.err().unwrap_or_else(|| refusal(StatusCode::CONFLICT, "erase-nothing", act)))
}

/// A reason as it is recorded.
///
/// # Errors
/// The key of a sentence.
pub fn read_reason(typed: &str) -> Result<String, &'static str> {
    let reason = typed.trim();
    if reason.is_empty() {
        Err("erase-reason-empty")
    } else if reason.chars().count() > REASON_LETTERS_MAX || !reason.chars().all(visible) {
        Err("erase-reason-long")
    } else {
        Ok(reason.to_owned())
    }
}

/// Erases what an act says of people, as `seen` showed it. The same call again changes nothing.
///
/// # Errors
/// [`Refusal::NotAllowed`], and sentences: what may not go, what is not as it was shown.
pub async fn erase_act(
    tx: &mut Tx,
    call: &Call,
    restating: &Call,
    by: &[Mandate],
    act: &ActId,
    seen: &str,
    reason: &str,
) -> Result<Moment, Refusal> {
    if let Some(at) = ledger::erased_before(tx, call, act).await? {
        return Ok(at);
    }
    let erasable = Erasable::of(tx, &act.0).await?;
    let allowed = |unit: &UnitId| {
        by.iter().any(|own| own.allows(&call.actor, Action::Administer, Some(unit)).is_ok())
    };
    if by.is_empty() || !erasable.units.iter().all(allowed) {
        return Err(Refusal::NotAllowed);
    }
    erasable.check()?;
    if erasable.seen() != seen {
        return Err(refusal(StatusCode::CONFLICT, "erase-changed", &act.0));
    }
    let owned = store::list_owned(tx, ids(&erasable.accounts)).await?;
    let gone: BTreeSet<&str> =
        owned.iter().map(String::as_str).chain(ids(&erasable.accounts)).collect();
    let goes = |_: &FactTable, row: &Json| {
        let part = |name: &str| row.get(name).and_then(Json::as_str);
        let named = ["id", "account", "access_grant", "account_identity"];
        let of_gone = named.into_iter().filter_map(part).any(|own| gone.contains(own));
        let replaced = erasable.version.as_ref().is_some_and(|(account, version)| {
            part("account") == Some(&account.0)
                && row.get("version").and_then(Json::as_i64) == Some(*version)
        });
        of_gone || replaced
    };
    for account in &erasable.accounts {
        store::forget_account(tx, account).await?;
    }
    let erasing = Erasing { acts: &erasable.acts, reason, tables: FACTS, goes: &goes };
    Ok(ledger::erase(tx, call, restating, erasing).await?.at())
}
