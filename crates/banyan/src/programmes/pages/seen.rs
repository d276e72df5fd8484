//! What of the catalogue a reader sees. Every page asks here: a programme that is not shared with the reader is not there, nor
//! is anything that it asks for.
//!
//! A programme is filed under its unit and all above it as they stand today, and under the units that issued it or lead a task
//! of it; what bears no programme is published with its content.

use std::collections::BTreeSet;

use banyan_core::access::{Filed, Reach, Sharing, Subject};
use banyan_core::unit::{Network, Tree, UnitId, UnitNo};

use super::super::store::{Catalogue, Entry, Known};
use crate::accounts;
use crate::units::Networks;
use crate::web::Visit;

impl Catalogue {
    /// The catalogue as its reader sees it, on the day that the reader looks at and with the grants of today.
    pub fn seen_by(&self, visit: &Visit, networks: &Networks) -> Known {
        let present = self.known(None);
        let mut open =
            present.entries_and_ended().filter(|entry| sharing(entry) != Sharing::Public);
        let hidden = match open.next() {
            None => BTreeSet::new(),
            Some(first) => {
                let reach = accounts::reach(visit, networks);
                let tree = networks.tree_on(visit.today, None).ok();
                let network = networks.network();
                let seen = |entry: &&Entry| {
                    tree.as_ref().is_some_and(|tree| shared(entry, &reach, &network, tree))
                };
                let closed = std::iter::once(first).chain(open).filter(|entry| !seen(entry));
                closed.map(|entry| entry.document.directive.code.clone()).collect()
            }
        };
        self.known(visit.known_at).without(hidden)
    }
}

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

fn bearer(code: &str, network: &Network, tree: &Tree) -> Option<UnitNo> {
    let today = network.unit_on(code, tree.day(), None);
    today.or_else(|| network.bearers(code).last().copied())
}

/// The units that issued a directive or lead a task of it.
fn owners(entry: &Entry, network: &Network, tree: &Tree) -> Vec<UnitId> {
    let document = &entry.document;
    let leads = document.task.iter().flat_map(|task| &task.lead);
    let codes = leads.chain([&document.directive.issuer]).filter(|code| !code.is_empty());
    let units = codes.filter_map(|code| bearer(code, network, tree));
    units.filter_map(|no| network.unit(no)).map(|unit| unit.id.clone()).collect()
}
