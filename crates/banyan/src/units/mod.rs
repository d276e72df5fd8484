//! Units: the network through time, as it is stored, searched and shown.
//!
//! This room owns the tables of units, reforms and transfers. It offers to the rooms on its right the network itself
//! ([`Networks`], a cache that follows what is recorded), the verb that records rows of a network, names as people
//! read them, and the links to a unit's page. What a unit owes is put on its page by rooms on the right, through
//! [`UnitPanel`]; this room does not know who they are.

mod actions;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, OnceLock, RwLock};

use axum::Router;
use axum::routing::get;
use banyan_core::unit::{Level, Network, Tree, Unknown, Version};
use banyan_core::words::{Day, Moment, Text};
use maud::Markup;

use crate::ledger::FactTable;
use crate::store::{Store, StoreError};
use crate::web::{Refusal, Site, Visit};

pub use actions::{adopted_steps, newer_network, record_network, recorded_reforms};
pub use pages::{
    Found, MapMark, bare_link, bearer_on, find, inside, kind_name, kind_names, map, province_map,
    unit_link, unit_name,
};

/// A kind of unit in words.
#[derive(Clone, Debug)]
pub struct Kind {
    /// The word of the data, such as `Phường`.
    pub kind: String,
    pub level: Option<Level>,
    pub name: Text,
    pub names: Text,
}

/// Outlines for the map of provinces.
#[derive(Clone, Debug)]
pub struct Outlines {
    /// The day whose boundaries they are.
    pub boundaries_of: Day,
    pub view_box: String,
    /// Codes on that day, with SVG paths.
    pub paths: Vec<(String, String)>,
    /// Names written into the sea: text, x, y.
    pub labels: Vec<(String, String, String)>,
    pub attribution: Text,
}

/// What the content says of units beside the facts: kinds in words, and outlines.
#[derive(Clone, Default, Debug)]
pub struct Gazette {
    pub kinds: Vec<Kind>,
    pub outlines: Option<Outlines>,
}

impl Gazette {
    /// The kind of a unit; the same word may be a kind on two levels.
    pub fn kind(&self, version: &Version) -> Option<&Kind> {
        let fits = |kind: &&Kind| {
            kind.kind == version.kind && kind.level.is_none_or(|level| level == version.level)
        };
        self.kinds.iter().find(fits)
    }
}

/// The network as it stands in the store, as it was known on earlier days, and the trees asked of it; renewed after every
/// recorded change.
#[derive(Clone, Default, Debug)]
pub struct Networks {
    held: Arc<RwLock<Held>>,
    gazette: Arc<Gazette>,
}

#[derive(Default, Debug)]
struct Held {
    now: Arc<Known>,
    /// Every moment at which anything was recorded, the earliest first.
    moments: Vec<Moment>,
    /// What earlier moments knew, by the last moment before them at which anything was recorded.
    past: Vec<(Option<Moment>, Arc<Known>)>,
}

/// The network as a moment knows it, with what is computed from it when it is asked for.
#[derive(Default, Debug)]
struct Known {
    network: Arc<Network>,
    index: OnceLock<Arc<Vec<pages::Indexed>>>,
    trees: Mutex<Vec<(Day, Arc<Tree>)>>,
}

/// Trees that are kept of each; an older one makes room.
const TREES_KEPT: usize = 16;
/// Earlier states of the network that are kept; an older one makes room.
const PASTS_KEPT: usize = 4;

impl Networks {
    /// No network yet, with the words and outlines of the content.
    pub fn with_gazette(gazette: Gazette) -> Networks {
        Networks { held: Arc::default(), gazette: Arc::new(gazette) }
    }

    pub fn gazette(&self) -> Arc<Gazette> {
        self.gazette.clone()
    }

    /// Reads the network from the store again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let rows = store::load_rows(&mut store.read().await?).await?;
        let network = Network::new(rows);
        let moments = network.recorded_moments();
        let now = Arc::new(Known::of(network));
        if let Ok(mut held) = self.held.write() {
            *held = Held { now, moments, past: Vec::new() };
        }
        Ok(())
    }

    /// The network as it is known now.
    pub fn network(&self) -> Arc<Network> {
        self.known(None).network.clone()
    }

    /// The network as it was known at a moment (`None`: as known now). What was recorded later is not in it, so that a
    /// page of an earlier day cannot show it. Its numbers of units mean nothing in another's.
    pub fn network_at(&self, known_at: Option<Moment>) -> Arc<Network> {
        self.known(known_at).network.clone()
    }

    fn index(&self, known_at: Option<Moment>) -> Arc<Vec<pages::Indexed>> {
        let known = self.known(known_at);
        known.index.get_or_init(|| Arc::new(pages::index(&known.network))).clone()
    }

    fn known(&self, known_at: Option<Moment>) -> Arc<Known> {
        let (now, known_at, last) = {
            let Ok(held) = self.held.read() else { return Arc::default() };
            let Some(known_at) = known_at else { return held.now.clone() };
            let last = held.moments.iter().rev().find(|at| **at <= known_at).copied();
            if let Some((_, known)) = held.past.iter().find(|(own, _)| *own == last) {
                return known.clone();
            }
            (held.now.clone(), known_at, last)
        };
        let past = Arc::new(Known::of(now.network.as_known_at(known_at)));
        if let Ok(mut held) = self.held.write()
            && Arc::ptr_eq(&held.now, &now)
        {
            if held.past.len() >= PASTS_KEPT {
                held.past.remove(0);
            }
            held.past.push((last, past.clone()));
        }
        past
    }

    /// The tree of a day in [`Networks::network_at`]; days of one span share it.
    ///
    /// # Errors
    /// [`Refusal::UnknownDay`] before the first day that is known.
    pub fn tree_on(&self, day: Day, known_at: Option<Moment>) -> Result<Arc<Tree>, Refusal> {
        let known = self.known(known_at);
        let start = known.network.span_start(day, None).unwrap_or(day);
        let kept = |trees: &[(Day, Arc<Tree>)]| {
            trees.iter().find(|(own, _)| *own == start).map(|(_, tree)| tree.clone())
        };
        if let Some(tree) = known.trees.lock().ok().and_then(|trees| kept(&trees)) {
            return Ok(tree);
        }
        let tree = known.network.tree_on(start, None).map_err(|unknown| match unknown {
            Unknown::BeforeFirstDay { first, .. } => Refusal::UnknownDay { first: Some(first) },
            Unknown::Nothing => Refusal::UnknownDay { first: None },
        })?;
        let tree = Arc::new(tree);
        if let Ok(mut trees) = known.trees.lock() {
            if trees.len() >= TREES_KEPT {
                trees.remove(0);
            }
            trees.push((start, tree.clone()));
        }
        Ok(tree)
    }

    /// The outlines, where the day that a reader looks at has them or knows of the reform that drew them.
    pub fn outlines(&self, visit: &Visit) -> Option<&Outlines> {
        let network = self.network_at(visit.known_at);
        self.gazette.outlines.as_ref().filter(|outlines| {
            outlines.boundaries_of <= visit.day
                || network.reforms().iter().any(|reform| reform.on == outlines.boundaries_of)
        })
    }
}

impl Known {
    fn of(network: Network) -> Known {
        Known { network: Arc::new(network), ..Known::default() }
    }
}

/// What a room on the right adds to a unit's page.
pub type UnitPanel =
    fn(&axum::http::Extensions, &Visit, &banyan_core::unit::UnitId, Day) -> Option<Markup>;

/// The panels of a unit's page, in path order.
#[derive(Clone, Default)]
pub struct UnitPanels(pub Vec<UnitPanel>);

/// The columns of the fact tables in which rows name the units that they are about.
pub const NAMING: &[(&str, &str)] = &[
    ("unit", "id"),
    ("unit_version", "unit"),
    ("unit_end", "unit"),
    ("unit_end", "custodian"),
    ("transfer", "from_unit"),
    ("transfer", "to_unit"),
];

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &store::FACTS;

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/units", get(pages::explore))
        .route("/units/{unit}", get(pages::show))
        .route("/reforms/{reform}", get(pages::show_reform))
}

/// A name without the word for its kind: `Nghệ An` of `Tỉnh Nghệ An`.
pub fn short_name(name: &str, kind: &str) -> String {
    name.strip_prefix(kind).map_or(name, str::trim_start).to_owned()
}
