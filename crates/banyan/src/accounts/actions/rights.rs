//! What the person of a visit may do: the rules of the core, asked with the grants that the request came with.

use std::collections::BTreeSet;

use banyan_core::access::{
    Action, Grant, Key, Permit, Place, Reach, Refusal as Refused, Subject, gives, may,
};
use banyan_core::unit::{Network, Tree, UnitId};
use banyan_core::words::{Day, Moment};

use super::super::store;
use crate::store::{StoreError, Tx};
use crate::units::Networks;
use crate::web::{Refusal, Visit};

/// The permit for an action at a unit, on anything of it. Everybody may read the page that asks, so a refusal says so and does
/// not hide.
///
/// # Errors
/// [`Refusal::SignIn`] for nobody, [`Refusal::NotAllowed`] for everybody else.
pub fn permit(
    visit: &Visit,
    networks: &Networks,
    action: Action,
    unit: &UnitId,
) -> Result<Permit, Refusal> {
    permit_about(visit, networks, action, unit, &Subject::Everything, &[])
}

/// The same on a subject, which the units `owners` lead or have issued.
///
/// # Errors
/// As [`permit`].
pub fn permit_about(
    visit: &Visit,
    networks: &Networks,
    action: Action,
    unit: &UnitId,
    subject: &Subject,
    owners: &[UnitId],
) -> Result<Permit, Refusal> {
    permit_on(visit, networks, action, (unit, subject, owners), visit.today)
}

fn permit_on(
    visit: &Visit,
    networks: &Networks,
    action: Action,
    (unit, subject, owners): (&UnitId, &Subject, &[UnitId]),
    day: Day,
) -> Result<Permit, Refusal> {
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let network = networks.network();
    let tree = networks.tree_on(day, None)?;
    let unit = network.find(unit).ok_or(Refusal::NotAllowed)?;
    let place = Place { unit, subject, owners };
    let actor = visit.actor.of_access();
    may(&actor, action, &place, day, &network, &tree).map_err(|refused| match refused {
        Refused::NotSignedIn => Refusal::SignIn,
        Refused::NotSeen | Refused::NotAllowed => Refusal::NotAllowed,
    })
}

/// The permit to administer a unit: asked today, or where the unit is not there yet, on the day `from` on which a reform makes
/// it.
///
/// # Errors
/// As [`permit`].
pub(in crate::accounts) fn permit_over(
    visit: &Visit,
    networks: &Networks,
    unit: &UnitId,
    from: Day,
) -> Result<Permit, Refusal> {
    let tree = networks.tree_on(visit.today, None)?;
    let there = tree.find(&networks.network(), unit).is_some();
    let day = if there { visit.today } else { from.max(visit.today) };
    let place = (unit, &Subject::Everything, [].as_slice());
    permit_on(visit, networks, Action::Administer, place, day)
}

/// The permit for an action at the root of the tree: for what concerns the whole country.
///
/// # Errors
/// As [`permit`].
pub fn permit_of_country(
    visit: &Visit,
    networks: &Networks,
    action: Action,
) -> Result<Permit, Refusal> {
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let (network, tree) = (networks.network(), networks.tree_on(visit.today, None)?);
    let root = root_of(&network, &tree).ok_or(Refusal::NotAllowed)?;
    permit(visit, networks, action, root)
}

/// The unit at the root of the tree.
pub(in crate::accounts) fn root_of<'n>(network: &'n Network, tree: &Tree) -> Option<&'n UnitId> {
    network.unit(tree.root()?.unit).map(|unit| &unit.id)
}

/// The permit for an action at any unit of the person's grants: for what is not at a unit yet, such as a draft.
///
/// # Errors
/// As [`permit`].
pub fn permit_somewhere(
    visit: &Visit,
    networks: &Networks,
    action: Action,
) -> Result<Permit, Refusal> {
    let Some(person) = visit.actor.person() else { return Err(Refusal::SignIn) };
    let at = |grant: &Grant| {
        let owners = std::slice::from_ref(&grant.unit);
        permit_about(visit, networks, action, &grant.unit, &grant.subject, owners)
    };
    person.grants.iter().find_map(|grant| at(grant).ok()).ok_or(Refusal::NotAllowed)
}

/// What the person of a visit reaches today; nobody reaches what is public.
pub fn reach(visit: &Visit, networks: &Networks) -> Reach {
    reach_for(visit, networks, Action::See)
}

/// What the person reaches through the grants that give an action.
pub fn reach_for(visit: &Visit, networks: &Networks, action: Action) -> Reach {
    let (Some(person), Ok(tree)) = (visit.actor.person(), networks.tree_on(visit.today, None))
    else {
        return Reach::of_nobody();
    };
    let network = networks.network();
    let may = |grant: &&Grant| gives(grant, action, &network, &tree);
    let grants: Vec<Grant> = person.grants.iter().filter(may).cloned().collect();
    Reach::of(&grants, visit.today, &network, &tree, None)
}

/// Whether a person may read what was recorded on these accounts: the owner of all of them, and who administers or audits where
/// each of them is filed.
///
/// # Errors
/// What the database says.
pub async fn reads_acts_on(
    tx: &mut Tx,
    visit: &Visit,
    networks: &Networks,
    accounts: &[String],
) -> Result<bool, StoreError> {
    let Some(person) = visit.actor.person() else { return Ok(false) };
    let reads =
        |grant: &&Grant| grant.role.reads_accounts() && grant.subject == Subject::Everything;
    let grants: Vec<Grant> = person.grants.iter().filter(reads).cloned().collect();
    let Ok(tree) = networks.tree_on(visit.today, None) else { return Ok(false) };
    let reach = Reach::of(&grants, visit.today, &networks.network(), &tree, None);
    let open: BTreeSet<&str> = reach.keys().map(Key::as_str).collect();
    let filed = store::list_keys_of(tx, accounts).await?;
    let seen = |account: &String| {
        let opens = |(own, key): &(String, String)| own == account && open.contains(key.as_str());
        person.account.0 == *account || filed.iter().any(opens)
    };
    Ok(accounts.iter().all(seen))
}

/// The units of every grant that these accounts had got by a moment, ended ones too, each with what the grant is about.
///
/// # Errors
/// What the database says.
pub async fn granted_by(
    tx: &mut Tx,
    accounts: &[String],
    at: Moment,
) -> Result<Vec<(UnitId, Subject)>, StoreError> {
    store::list_granted(tx, accounts, at).await
}

/// The grants by which the person administers, on the business day.
pub(in crate::accounts) fn administered(visit: &Visit, networks: &Networks) -> Vec<Grant> {
    let grants = visit.actor.person().map(|person| person.grants.as_slice()).unwrap_or_default();
    let Ok(tree) = networks.tree_on(visit.today, None) else { return Vec::new() };
    let network = networks.network();
    let administers = |grant: &&Grant| {
        grant.holds_on(visit.today)
            && grant.subject == Subject::Everything
            && gives(grant, Action::Administer, &network, &tree)
    };
    grants.iter().filter(administers).cloned().collect()
}

/// A permit to administer at the unit of each of these grants: who changes an account or lets somebody into it must
/// administer everything that the account can reach.
///
/// # Errors
/// As [`permit`], for the first unit that the person does not administer.
pub(in crate::accounts) fn permits_over<'g>(
    visit: &Visit,
    networks: &Networks,
    grants: impl Iterator<Item = &'g Grant>,
) -> Result<Vec<Permit>, Refusal> {
    let mut units: Vec<(&UnitId, Day)> = grants.map(|grant| (&grant.unit, grant.from)).collect();
    units.sort();
    units.dedup_by_key(|(unit, _)| *unit);
    units.into_iter().map(|(unit, from)| permit_over(visit, networks, unit, from)).collect()
}
