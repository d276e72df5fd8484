//! Grants in a reform, by the rule of the core: told before the reform is recorded, and made with it. What a reform does to a
//! grant is recorded once; new grants on units whose end is known go the same way at once.

use banyan_core::access::{AccountId, Action, Followed, GivenOn, Grant, GrantId, follow};
use banyan_core::unit::{Network, Reform, ReformId};
use banyan_core::words::{Day, Moment};
use serde_json::{Value as Json, json};

use super::super::store::{self, Standing};
use super::people::{filed, grant_json};
use crate::ledger::{self, ActId, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::units;
use crate::web::{Clock, Mandate, Refusal};

/// What a reform does to the grants that stand on its day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fates {
    pub reform: Reform,
    /// How many stay as they are.
    pub stays: usize,
    pub moved: Vec<Fate>,
}

/// What it does to one of which the unit ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fate {
    pub grant: Grant,
    pub login: String,
    pub outcome: Outcome,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// New grants, the heir's first; the old one stays on what the unit left.
    Goes(Vec<Grant>),
    /// A person has to decide.
    Waits,
}

impl Fates {
    /// How many go on to other units.
    pub fn going(&self) -> usize {
        self.moved.len().saturating_sub(self.waiting())
    }

    /// How many wait for a person to decide.
    pub fn waiting(&self) -> usize {
        self.moved.iter().filter(|fate| fate.outcome == Outcome::Waits).count()
    }
}

/// What reforms do to grants, in the order of their days: what one makes, the next one moves. `id` names the new grants of a
/// reform by number.
fn fates(
    mut grants: Vec<Standing>,
    reforms: &[Reform],
    network: &Network,
    given_on: impl Fn(&Standing, &Reform) -> GivenOn,
    id: impl Fn(&ReformId, usize) -> GrantId,
) -> Vec<Fates> {
    let mut all = Vec::new();
    for reform in reforms {
        let (mut moved, mut made) = (Vec::new(), Vec::new());
        let mut stays = 0_usize;
        for own in grants.iter().filter(|own| own.stands_on(reform.on)) {
            let outcome = match follow(&own.given.grant, given_on(own, reform), reform, network) {
                Followed::Stays => {
                    stays = stays.saturating_add(1);
                    continue;
                }
                Followed::Waits => Outcome::Waits,
                Followed::Goes { to } => {
                    let next = to.into_iter().map(|(unit, role)| {
                        let own = own.next(id(&reform.id, made.len()), unit, role, reform);
                        made.push(own.clone());
                        own.given.grant
                    });
                    Outcome::Goes(next.collect())
                }
            };
            let (grant, login) = (own.given.grant.clone(), own.login.clone());
            moved.push(Fate { grant, login, outcome });
        }
        grants.extend(made);
        all.push(Fates { reform: reform.clone(), stays, moved });
    }
    all
}

impl Standing {
    fn stands_on(&self, day: Day) -> bool {
        self.given.grant.until.is_none_or(|last| day <= last)
    }

    /// The grant that follows from this one in a reform.
    fn next(
        &self,
        id: GrantId,
        unit: banyan_core::unit::UnitId,
        role: banyan_core::access::Role,
        reform: &Reform,
    ) -> Standing {
        let mut next = Standing { by_rule: true, ..self.clone() };
        let from = self.given.grant.from.max(reform.on);
        next.given.grant = Grant { id, unit, role, from, ..self.given.grant.clone() };
        next
    }
}

/// What reforms that are not recorded yet would do to the grants of a store, if they were recorded now.
///
/// # Errors
/// What the database says.
pub async fn foreseen(tx: &mut Tx, network: &Network) -> Result<Vec<Fates>, StoreError> {
    let recorded = units::recorded_reforms(tx).await?;
    let new = |reform: &&Reform| !recorded.contains(&reform.id);
    let reforms: Vec<Reform> = network.reforms().iter().filter(new).cloned().collect();
    let Some(first) = reforms.first() else { return Ok(Vec::new()) };
    let grants = store::list_standing(tx, first.on).await?;
    let id = |reform: &ReformId, number: usize| GrantId(format!("{}.{number}", reform.0));
    Ok(fates(grants, &reforms, network, |_, _| GivenOn::OpenUnit, id))
}

/// Makes what the recorded reforms do to grants, one act a reform, and files accounts under their new units. What is made already
/// is not made again.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a mandate to adopt content; what the database says.
pub async fn follow_reforms(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    at_hand: &Network,
    clock: &Clock,
) -> Result<Option<Moment>, Refusal> {
    mandate.allows(&call.actor, Action::AdoptContent, None)?;
    if !store::has_grants(tx).await? {
        return Ok(None);
    }
    let newer = units::newer_network(tx, at_hand).await?;
    let network = newer.as_ref().unwrap_or(at_hand);
    let Some(earliest) = network.reforms().first().map(|reform| reform.on) else { return Ok(None) };
    let grants = store::list_standing(tx, earliest).await?;
    let done = store::list_followed(tx).await?;
    let given_on = |own: &Standing, reform: &Reform| {
        let begins = clock.start_of(reform.on);
        match (done.contains(&(own.given.grant.id.clone(), reform.id.clone())), own.by_rule) {
            // What was made of it stands beside it.
            (true, _) => GivenOn::ClosedUnit,
            (false, true) => GivenOn::OpenUnit,
            (false, false) => GivenOn::at(own.given_at, reform, begins),
        }
    };
    record(tx, call, grants, network.reforms(), network, given_on).await
}

/// The same for grants that were given in this very transaction, on `today`: those on a unit of which the end is known.
pub(super) async fn follow_given(
    tx: &mut Tx,
    call: &Call,
    given: Vec<(Grant, String)>,
    at_hand: &Network,
    today: Day,
) -> Result<Option<Moment>, Refusal> {
    let newer = units::newer_network(tx, at_hand).await?;
    let network = newer.as_ref().unwrap_or(at_hand);
    let coming = network.reforms().iter().filter(|reform| today < reform.on).cloned();
    let coming: Vec<Reform> = coming.collect();
    if coming.is_empty() {
        return Ok(None);
    }
    let standing = |(grant, login): (Grant, String)| Standing {
        given: store::Given { grant, ended: false, act: call.id.clone(), reform: None },
        given_at: call.now,
        by_rule: false,
        login,
    };
    let grants = given.into_iter().map(standing).collect();
    record(tx, call, grants, &coming, network, |_, _| GivenOn::OpenUnit).await
}

async fn record(
    tx: &mut Tx,
    call: &Call,
    grants: Vec<Standing>,
    reforms: &[Reform],
    network: &Network,
    given_on: impl Fn(&Standing, &Reform) -> GivenOn,
) -> Result<Option<Moment>, Refusal> {
    let mut calls = Vec::new();
    for reform in reforms {
        calls.push((reform.id.clone(), call.beside(&reform.id.0)?));
    }
    let id = |reform: &ReformId, number: usize| {
        let call = calls.iter().find(|(own, _)| own == reform);
        GrantId(format!("{}.{number}", call.map_or("", |(_, call)| &call.id.0)))
    };
    let mut last = None;
    for own in fates(grants, reforms, network, given_on, id) {
        let call = calls.iter().find(|(reform, _)| *reform == own.reform.id);
        if let Some((_, call)) = call.filter(|_| !own.moved.is_empty()) {
            last = Some(record_fates(tx, call, &own, network).await?);
        }
    }
    Ok(last)
}

async fn record_fates(
    tx: &mut Tx,
    call: &Call,
    own: &Fates,
    network: &Network,
) -> Result<Moment, Refusal> {
    let (mut next, mut rows) = (Vec::new(), Vec::new());
    for fate in &own.moved {
        match &fate.outcome {
            Outcome::Waits => rows.push(follow_json(&fate.grant, &own.reform.id, 0, "waits", None)),
            Outcome::Goes(to) => {
                for (number, grant) in to.iter().enumerate() {
                    let made = Some(&grant.id);
                    rows.push(follow_json(&fate.grant, &own.reform.id, number, "goes", made));
                    next.push(grant.clone());
                }
            }
        }
    }
    let facts = vec![
        Facts { table: &store::ACCESS_GRANT, rows: next.iter().map(grant_json).collect() },
        Facts { table: &store::ACCESS_GRANT_FOLLOW, rows },
    ];
    let reform = &own.reform;
    let at = ledger::record(tx, call, "follow_reform", &reform.id.0, facts, &[]).await?.at();
    file(tx, &next, network, reform.on).await?;
    Ok(at)
}

/// A row of what a reform did to a grant.
pub(super) fn follow_json(
    grant: &Grant,
    reform: &ReformId,
    number: usize,
    outcome: &str,
    next: Option<&GrantId>,
) -> Json {
    json!({
        "access_grant": grant.id.0, "reform": reform.0, "number": number, "account": grant.account.0,
        "outcome": outcome, "next_grant": next.map(|next| &next.0),
    })
}

/// Files the accounts of grants under their units and all above them, as these lie on a day.
pub(super) async fn file(
    tx: &mut Tx,
    grants: &[Grant],
    network: &Network,
    day: Day,
) -> Result<(), StoreError> {
    let Ok(tree) = network.tree_on(day, None) else { return Ok(()) };
    let mut accounts: Vec<String> = grants.iter().map(|own| own.account.0.clone()).collect();
    accounts.sort();
    accounts.dedup();
    let mut keys: Vec<(String, String)> = grants
        .iter()
        .flat_map(|own| {
            filed(own, network, &tree).into_iter().map(|key| (own.account.0.clone(), key))
        })
        .collect();
    keys.sort();
    keys.dedup();
    for some in accounts.chunks(ACCOUNTS_ASKED) {
        let there = store::list_keys_of(tx, some).await?;
        let there: std::collections::BTreeSet<_> = there.into_iter().collect();
        keys.retain(|key| !there.contains(key));
    }
    let keys: Vec<_> = keys.into_iter().map(|(account, key)| (AccountId(account), key)).collect();
    store::insert_keys(tx, &keys).await
}

/// Accounts in one question.
const ACCOUNTS_ASKED: usize = 10_000;

/// The ends that a grant's end brings for what reforms have made of it and does not hold yet: nobody gets back on the day of a
/// reform what was ended before it. Ends of the same call are among them.
pub(super) async fn new_grant_ends(
    tx: &mut Tx,
    grant: &GrantId,
    last: Day,
    call: &ActId,
) -> Result<Vec<(GrantId, Day)>, StoreError> {
    let (mut ends, mut asked) = (Vec::new(), vec![grant.clone()]);
    while let Some(one) = asked.pop() {
        for (next, ended_by) in store::list_next(tx, &one).await? {
            let stands = next.grant.until.is_none_or(|until| next.grant.from <= until);
            let coming = last < next.grant.from;
            if coming && (stands || ended_by.as_ref() == Some(call)) {
                ends.push((next.grant.id.clone(), last));
                asked.push(next.grant.id);
            }
        }
    }
    Ok(ends)
}
