//! What of the catalogue a reader sees. Every page asks here: a programme that is not shared with the reader is not there, nor
//! is anything that it asks for.
//!
//! A programme is filed under its unit and all above it as they stand today, and, unless it is private, under the units that issued
//! it or lead a task of it; what bears no programme is published with its content.

use std::collections::BTreeSet;

use axum::http::Extensions;
use banyan_core::access::{Filed, Reach, Sharing, Subject};
use banyan_core::unit::{Network, Tree, UnitId, UnitNo};
use banyan_core::words::Day;

use super::super::store::{Catalogue, Entry, Known};
use super::tasks::{heirs_of, lead_of};
use crate::accounts;
use crate::acts::{self, Rows, Stands};
use crate::ledger::Act;
use crate::units::Networks;
use crate::web::Visit;

impl Catalogue {
    /// The catalogue as its reader sees it, on the day that the reader looks at and with the grants of today.
    pub fn seen_by(&self, visit: &Visit, networks: &Networks) -> Known {
        let present = self.known(None);
        let hidden = hidden(&present, visit, networks);
        // Of the same catalogue: what is renewed meanwhile was not asked about.
        present.at(visit.known_at).without(hidden)
    }
}

/// Codes of the directives whose programmes are not shared with the reader.
fn hidden(present: &Known, visit: &Visit, networks: &Networks) -> BTreeSet<String> {
    let mut open = present.entries_and_ended().filter(|entry| sharing(entry) != Sharing::Public);
    let Some(first) = open.next() else { return BTreeSet::new() };
    let reach = accounts::reach(visit, networks);
    let tree = networks.tree_on(visit.today, None).ok();
    let network = networks.network();
    let seen =
        |entry: &&Entry| tree.as_ref().is_some_and(|tree| shared(entry, &reach, &network, tree));
    let closed = std::iter::once(first).chain(open).filter(|entry| !seen(entry));
    closed.map(|entry| entry.document.directive.code.clone()).collect()
}

/// Where an act of this room is found: at the unit of the directive that it was on, and where that was public, at the units on
/// whom its rows laid something. As the catalogue was known then.
pub fn places(extensions: &Extensions, act: &Act, day: Day, rows: &Rows) -> Vec<Stands> {
    let (Some(networks), Some(catalogue)) =
        (extensions.get::<Networks>(), extensions.get::<Catalogue>())
    else {
        return Vec::new();
    };
    let known = catalogue.known(Some(act.at));
    let subject = act.subject.as_str();
    let target = || known.target(subject).map(|(entry, _)| entry);
    let task = || known.task(subject).map(|(entry, _)| entry);
    let Some(entry) = known.entry(subject).or_else(target).or_else(task) else { return Vec::new() };
    let network = networks.network_at(Some(act.at));
    let Ok(tree) = networks.tree_on(day, Some(act.at)) else { return Vec::new() };
    let sharing = sharing(entry);
    let mut stands = Vec::new();
    if let Some(unit) = unit_of(entry, &network, &tree).and_then(|no| network.unit(no)) {
        stands.push(Stands {
            unit: unit.id.clone(),
            subject: Subject::Programme(entry.document.directive.code.clone()),
            owners: owners(entry, &network, &tree),
            sharing,
        });
    }
    if sharing == Sharing::Public {
        stands.extend(acts::named_in(rows, NAMING).into_iter().map(Stands::open));
    }
    stands
}

/// The columns in which rows of this room name the units on whom they lay something.
const NAMING: &[(&str, &str)] =
    &[("assignment", "unit"), ("assignment_version", "unit"), ("met_duty", "unit")];

/// With whom a directive's programme is shared; with nobody but its unit where that cannot be read.
fn sharing(entry: &Entry) -> Sharing {
    match &entry.document.programme {
        Some(programme) => programme.visibility.parse().unwrap_or(Sharing::Private),
        None => Sharing::Public,
    }
}

fn shared(entry: &Entry, reach: &Reach, network: &Network, tree: &Tree) -> bool {
    let subject = Subject::Programme(entry.document.directive.code.clone());
    let Some(unit) = unit_of(entry, network, tree) else { return false };
    let owners = owners(entry, network, tree);
    let filed = Filed { unit, subject: &subject, owners: &owners, sharing: sharing(entry) };
    reach.sees(&filed.keys(network, tree))
}

/// The unit that a programme belongs to; what belongs to no unit is the country's.
pub(super) fn unit_of(entry: &Entry, network: &Network, tree: &Tree) -> Option<UnitNo> {
    let code = entry.document.programme.as_ref().map_or("", |programme| &programme.unit);
    let bearer = bearer(code, network, tree);
    bearer.or_else(|| tree.root().map(|root| root.unit))
}

/// The unit that bears a code on the tree's day, else the last one that did.
pub(super) fn bearer(code: &str, network: &Network, tree: &Tree) -> Option<UnitNo> {
    let today = network.unit_on(code, tree.day(), None);
    today.or_else(|| network.bearers(code).last().copied())
}

/// The units that issued a directive or lead a task of it, by the names of its own day, and those that took the place of one that ended:
/// not another that bears its code now.
fn owners(entry: &Entry, network: &Network, tree: &Tree) -> Vec<UnitId> {
    let document = &entry.document;
    let leads = document.task.iter().flat_map(|task| &task.lead);
    let codes = leads.chain([&document.directive.issuer]).filter(|code| !code.is_empty());
    let named = |code: &String| lead_of(network, entry, code).or(bearer(code, network, tree));
    let mut next: Vec<UnitNo> = codes.filter_map(named).collect();
    let mut units = BTreeSet::new();
    while let Some(no) = next.pop() {
        if tree.place(no).is_some() && units.insert(no) {
            next.extend(heirs_of(network, no, None));
        }
    }
    units.into_iter().filter_map(|no| network.unit(no)).map(|unit| unit.id.clone()).collect()
}
