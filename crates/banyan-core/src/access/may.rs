//! What an actor may do at a place on a day. The answer is a value: verbs take the permit, and only this file makes one.

use super::{AccountId, Action, Grant, GrantId, Subject};
use crate::unit::{Network, Tree, UnitId, UnitNo};
use crate::words::Day;

/// Who asks: an account with its grants, or nobody who is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    pub account: Option<AccountId>,
    pub grants: Vec<Grant>,
}

impl Actor {
    pub fn nobody() -> Actor {
        Actor { account: None, grants: Vec::new() }
    }
}

/// Where something is done: at a unit, on a subject, with the units that lead or issued it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub unit: UnitNo,
    pub subject: &'a Subject,
    pub owners: &'a [UnitId],
}

/// The proof that an account may do an action at a unit on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permit {
    account: AccountId,
    action: Action,
    unit: UnitId,
    day: Day,
    /// By which grant.
    grant: GrantId,
}

impl Permit {
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    pub fn action(&self) -> Action {
        self.action
    }

    pub fn unit(&self) -> &UnitId {
        &self.unit
    }

    pub fn day(&self) -> Day {
        self.day
    }

    pub fn grant(&self) -> &GrantId {
        &self.grant
    }
}

/// Why it is not permitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    #[error("nobody is signed in")]
    NotSignedIn,
    /// What one may not see is not there: pages answer as if there were nothing.
    #[error("there is no such thing for this account")]
    NotSeen,
    #[error("this account sees it, and has no role that may do this")]
    NotAllowed,
}

/// Whether `actor` may do `action` there on `day`, a day of the tree's span. The default is no.
///
/// # Errors
/// [`Refusal`], the mildest that is true: who may not even see learns nothing more.
pub fn may(
    actor: &Actor,
    action: Action,
    place: &Place<'_>,
    day: Day,
    network: &Network,
    tree: &Tree,
) -> Result<Permit, Refusal> {
    let Some(account) = &actor.account else { return Err(Refusal::NotSignedIn) };
    let (Some(position), Some(unit)) = (tree.place(place.unit), network.unit(place.unit)) else {
        return Err(Refusal::NotSeen);
    };
    let covers = |grant: &&Grant| {
        let about = match &grant.subject {
            Subject::Everything => true,
            Subject::Own => return place.owners.contains(&grant.unit),
            subject => subject == place.subject,
        };
        let line = tree.find(network, &grant.unit);
        about && line.is_some_and(|line| (line.first..=line.last).contains(&position.first))
    };
    let holding = || {
        let grants = actor.grants.iter();
        grants.filter(|grant| grant.account == *account && grant.holds_on(day)).filter(covers)
    };
    if let Some(grant) = holding().find(|grant| grant.role.actions().contains(&action)) {
        return Ok(Permit {
            account: account.clone(),
            action,
            unit: unit.id.clone(),
            day,
            grant: grant.id.clone(),
        });
    }
    Err(if holding().next().is_some() { Refusal::NotAllowed } else { Refusal::NotSeen })
}
