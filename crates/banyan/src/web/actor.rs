//! Who acts: a person with the grants that were read for this request, nobody, or the program itself.

use std::sync::Arc;

use banyan_core::access::{self, AccountId, Action, Grant, Permit};
use banyan_core::unit::UnitId;
use banyan_core::words::Day;

use super::Refusal;

/// Who acts. The router fills it in; nothing that a browser sends can.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Actor {
    Nobody,
    /// The program on the computer that it runs on: content at its start, commands of its operator.
    LocalPlanner,
    Person(Arc<Person>),
}

/// A person who is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    pub account: AccountId,
    pub name: String,
    pub grants: Vec<Grant>,
}

impl Actor {
    /// How acts name the actor: by identity, never by name.
    pub fn key(&self) -> &str {
        match self {
            Actor::Nobody => "nobody",
            Actor::LocalPlanner => "local-planner",
            Actor::Person(person) => &person.account.0,
        }
    }

    pub fn person(&self) -> Option<&Person> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::Nobody | Actor::LocalPlanner => None,
        }
    }

    /// Whether a role of the person's may do an action somewhere on a day; where, the rules of access say.
    pub fn has_role_for(&self, action: Action, day: Day) -> bool {
        let grants = self.person().map(|person| person.grants.as_slice()).unwrap_or_default();
        grants.iter().any(|grant| grant.holds_on(day) && grant.role.actions().contains(&action))
    }

    /// The actor as the rules of access know one.
    pub fn of_access(&self) -> access::Actor {
        self.person().map_or_else(access::Actor::nobody, |person| access::Actor {
            account: Some(person.account.clone()),
            grants: person.grants.clone(),
        })
    }
}

/// By what a verb is done. Every verb takes one, or a permit itself, and asks it before it writes: the default is no.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mandate {
    Permit(Permit),
    /// The program's own, on the computer that it runs on: content at its start, commands of its operator.
    Program,
}

impl Mandate {
    /// Whether the actor may do the action by it: at `unit`, or wherever the permit was given where that is `None`.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] when it is of another action, another unit or another actor.
    pub fn allows(
        &self,
        actor: &Actor,
        action: Action,
        unit: Option<&UnitId>,
    ) -> Result<(), Refusal> {
        let allowed = match self {
            Mandate::Program => *actor == Actor::LocalPlanner,
            Mandate::Permit(permit) => {
                permit.action() == action
                    && actor.person().is_some_and(|person| person.account == *permit.account())
                    && unit.is_none_or(|unit| permit.unit() == unit)
            }
        };
        if allowed { Ok(()) } else { Err(Refusal::NotAllowed) }
    }
}

impl From<Permit> for Mandate {
    fn from(permit: Permit) -> Mandate {
        Mandate::Permit(permit)
    }
}
