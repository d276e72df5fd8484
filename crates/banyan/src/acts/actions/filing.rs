//! Under which units an act is found. It is filed, behind the verb, under every unit at which something stands that it wrote, and
//! under all above that unit as the map was known then. The filter by unit follows the rights of what was written: what is public is found
//! by everyone, a programme by whom it is shared with, and what was recorded on an account by who may read that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::http::Extensions;
use banyan_core::access::{Filed, Key, Reach, Sharing};
use banyan_core::unit::{Network, Tree, UnitId, UnitNo};
use banyan_core::words::{Day, Moment};

use super::super::{Contents, Rows, RowsOf, Stands};
use super::opening::accounts_of;
use crate::accounts;
use crate::ledger::{self, Act, FactTable};
use crate::store::{Store, StoreError, Tx};
use crate::units::Networks;
use crate::web::{Clock, Visit};

/// Acts that are filed in one transaction.
const TOGETHER: i64 = 200;

/// Acts that are filed next, with the rows that they wrote.
#[derive(Debug)]
pub struct Unfiled {
    /// The moment up to which acts are filed.
    after: Option<Moment>,
    acts: Vec<(Act, Vec<RowsOf>)>,
}

impl Unfiled {
    /// The acts that come next; none when all are filed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(store: &Store, contents: &Contents) -> Result<Option<Unfiled>, StoreError> {
        let mut tables: Vec<&'static FactTable> = accounts::FACTS.to_vec();
        tables.extend(contents.0.iter().flat_map(|room| room.tables));
        let mut tx = store.read().await?;
        let (after, unfiled) = ledger::list_unfiled(&mut tx, TOGETHER).await?;
        let mut acts = Vec::new();
        for act in unfiled {
            let rows = ledger::rows_of(&mut tx, &act, &tables).await?;
            acts.push((act, rows));
        }
        Ok(Some(Unfiled { after, acts }).filter(|unfiled| !unfiled.acts.is_empty()))
    }

    /// Whether any of the acts wrote into one of these tables.
    pub fn wrote(&self, tables: &[&FactTable]) -> bool {
        self.acts.iter().any(|(_, rows)| rows.iter().any(|(table, _)| among(tables, table)))
    }

    /// Files the acts. The extensions hold the network and whatever else the rooms' places ask, up to these acts at least.
    ///
    /// # Errors
    /// What the database says; nothing is filed then.
    pub async fn file(
        self,
        store: &Store,
        clock: &Clock,
        extensions: &Extensions,
    ) -> Result<(), StoreError> {
        let contents = extensions.get::<Contents>().cloned().unwrap_or_default();
        let networks = extensions.get::<Networks>().cloned().unwrap_or_default();
        let mut tx = store.read().await?;
        let mut filed = Vec::new();
        let mut before = None;
        for (act, rows) in self.acts {
            let mut map = Map::of(&networks, clock, act.at, before.take());
            let mut keys = BTreeSet::new();
            for room in &contents.0 {
                let own = rows.iter().filter(|(table, _)| among(room.tables, table));
                let own: Vec<_> = own.cloned().collect();
                if !own.is_empty() {
                    let stands = (room.places)(extensions, &act, map.day, &own);
                    for stands in &stands {
                        keys.extend(map.keys(stands));
                    }
                }
            }
            if rows.iter().any(|(table, _)| among(accounts::FACTS, table)) {
                keys.extend(account_keys(&mut tx, &mut map, &act, &rows).await?);
            }
            filed.push((act.id, act.at, keys));
            before = Some(map);
        }
        drop(tx);
        ledger::file_acts(store, self.after, &filed).await
    }
}

fn among(tables: &[&FactTable], table: &FactTable) -> bool {
    tables.iter().any(|own| own.name == table.name)
}

/// The keys of what an act wrote on accounts: the units of the grants that these had got by then.
async fn account_keys(
    tx: &mut Tx,
    map: &mut Map<'_>,
    act: &Act,
    rows: &Rows,
) -> Result<BTreeSet<Key>, StoreError> {
    let named = rows.iter().flat_map(|(table, rows)| rows.iter().map(|row| (table.name, row)));
    let accounts = accounts_of(named, &act.subject);
    let mut keys = BTreeSet::new();
    for (unit, subject) in accounts::granted_by(tx, &accounts, act.at).await? {
        let stands = Stands { unit, subject, owners: Vec::new(), sharing: Sharing::Upward };
        keys.extend(map.keys(&stands).iter().map(Key::of_accounts));
    }
    Ok(keys)
}

/// The network as it was known when an act was recorded.
struct Map<'n> {
    networks: &'n Networks,
    network: Arc<Network>,
    known_at: Moment,
    day: Day,
    /// Trees that were asked for, by their days: the act's, and the first ones of units that have no place on it.
    trees: BTreeMap<Day, Option<Arc<Tree>>>,
}

impl<'n> Map<'n> {
    /// The map of a moment; the one of the act before, where nothing was recorded of the network in between and the day is the same.
    fn of(networks: &'n Networks, clock: &Clock, at: Moment, before: Option<Map<'n>>) -> Map<'n> {
        let (network, day) = (networks.network_at(Some(at)), clock.day_of(at));
        match before {
            Some(before) if before.day == day && Arc::ptr_eq(&before.network, &network) => before,
            _ => Map { networks, network, known_at: at, day, trees: BTreeMap::new() },
        }
    }

    fn keys(&mut self, stands: &Stands) -> BTreeSet<Key> {
        let unit = self.network.find(&stands.unit);
        let Some((unit, tree)) = unit.and_then(|unit| Some((unit, self.tree_with(unit)?))) else {
            return BTreeSet::new();
        };
        let Stands { subject, owners, sharing, .. } = stands;
        let filed = Filed { unit, subject, owners, sharing: *sharing };
        filed.found_under(&self.network, &tree)
    }

    /// The tree of the day; of the first day of a unit that has no place on it yet.
    fn tree_with(&mut self, unit: UnitNo) -> Option<Arc<Tree>> {
        let today = self.tree_on(self.day);
        if today.as_ref().is_some_and(|tree| tree.place(unit).is_some()) {
            return today;
        }
        let first = self.network.first_version(unit)?.from;
        self.tree_on(first).or(today)
    }

    fn tree_on(&mut self, day: Day) -> Option<Arc<Tree>> {
        let (networks, known_at) = (self.networks, self.known_at);
        let tree = || networks.tree_on(day, Some(known_at)).ok();
        self.trees.entry(day).or_insert_with(tree).clone()
    }
}

/// The keys by which a reader finds the acts of a unit and of all below it; none for a unit that is not there.
pub(in crate::acts) fn keys_within(visit: &Visit, networks: &Networks, unit: &UnitId) -> Vec<Key> {
    let network = networks.network();
    let (Some(unit), Ok(tree)) = (network.find(unit), networks.tree_on(visit.today, None)) else {
        return Vec::new();
    };
    let grants = visit.actor.person().map(|person| person.grants.as_slice()).unwrap_or_default();
    let reach = Reach::within(unit, grants, visit.today, &network, &tree, None);
    reach.keys().cloned().collect()
}
