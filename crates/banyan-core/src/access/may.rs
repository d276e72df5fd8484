//! What an actor may do at a place on a day. The answer is a value: verbs take the permit, and only this file makes one.
//!
//! A unit that has ended has nobody who acts for it: who held a role there reads what it left, and who holds one at its
//! custodian, or above that, does there what the role gives.

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

/// Whether a grant gives an action as its unit stands in the tree: all that its role may do while the unit is open, and only
/// [`Action::See`] once it has ended. On a unit without a place it gives nothing. Lists of what somebody may act on ask here, too.
pub fn gives(grant: &Grant, action: Action, network: &Network, tree: &Tree) -> bool {
    let place = tree.find(network, &grant.unit);
    let fits = |open: bool| open || action == Action::See;
    place.is_some_and(|place| fits(place.open)) && grant.role.actions().contains(&action)
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
        let Some(line) = tree.find(network, &grant.unit) else { return false };
        let below = (line.first..=line.last).contains(&position.first);
        match &grant.subject {
            Subject::Everything => below,
            Subject::Own => place.owners.contains(&grant.unit),
            subject => below && subject == place.subject,
        }
    };
    let holding = || {
        let grants = actor.grants.iter();
        grants.filter(|grant| grant.account == *account && grant.holds_on(day)).filter(covers)
    };
    if let Some(grant) = holding().find(|grant| gives(grant, action, network, tree)) {
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
