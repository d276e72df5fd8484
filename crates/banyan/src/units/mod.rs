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

use std::sync::{Arc, RwLock};

use axum::Router;
use axum::routing::get;
use banyan_core::unit::{Level, Network, Tree, Unknown, Version};
use banyan_core::words::{Day, Moment, Text};
use maud::Markup;

use crate::ledger::FactTable;
use crate::store::{Store, StoreError};
use crate::web::{Refusal, Site, Visit};

pub use actions::{adopted_moments, record_network};
pub use pages::{
    Found, MapMark, find, inside, kind_name, kind_names, map, province_map, unit_link, unit_name,
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

/// The network as it stands in the store, and the trees asked of it; renewed after every recorded change.
#[derive(Clone, Default, Debug)]
pub struct Networks {
    held: Arc<RwLock<Held>>,
    gazette: Arc<Gazette>,
}

#[derive(Default, Debug)]
struct Held {
    network: Arc<Network>,
    index: Arc<Vec<pages::Indexed>>,
    trees: Vec<(Asked, Arc<Tree>)>,
}

/// The day whose tree was asked for, and the moment as known at.
type Asked = (Day, Option<Moment>);

/// Trees that are kept; an older one makes room.
const TREES_KEPT: usize = 16;

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
        let network = Arc::new(Network::new(rows));
        let index = Arc::new(pages::index(&network));
        if let Ok(mut held) = self.held.write() {
            *held = Held { network, index, trees: Vec::new() };
        }
        Ok(())
    }

    /// The network as it is known now.
    pub fn network(&self) -> Arc<Network> {
        self.held.read().map(|held| held.network.clone()).unwrap_or_default()
    }

    fn index(&self) -> Arc<Vec<pages::Indexed>> {
        self.held.read().map(|held| held.index.clone()).unwrap_or_default()
    }

    /// The tree of a day; days of one span share it.
    ///
    /// # Errors
    /// [`Refusal::UnknownDay`] before the first day that is known.
    pub fn tree_on(&self, day: Day, known_at: Option<Moment>) -> Result<Arc<Tree>, Refusal> {
        let network = self.network();
        let key = (network.span_start(day, known_at).unwrap_or(day), known_at);
        let kept = |held: &Held| {
            held.trees.iter().find(|(own, _)| *own == key).map(|(_, tree)| tree.clone())
        };
        if let Some(tree) = self.held.read().ok().and_then(|held| kept(&held)) {
            return Ok(tree);
        }
        let tree = network.tree_on(key.0, known_at).map_err(|unknown| match unknown {
            Unknown::BeforeFirstDay { first, .. } => Refusal::UnknownDay { first: Some(first) },
            Unknown::Nothing => Refusal::UnknownDay { first: None },
        })?;
        let tree = Arc::new(tree);
        if let Ok(mut held) = self.held.write() {
            if held.trees.len() >= TREES_KEPT {
                held.trees.remove(0);
            }
            held.trees.push((key, tree.clone()));
        }
        Ok(tree)
    }
}

/// What a room on the right adds to a unit's page.
pub type UnitPanel =
    fn(&axum::http::Extensions, &Visit, &banyan_core::unit::UnitId, Day) -> Option<Markup>;

/// The panels of a unit's page, in path order.
#[derive(Clone, Default)]
pub struct UnitPanels(pub Vec<UnitPanel>);

/// The fact tables of this room.
pub const FACTS: &[FactTable] = &store::FACTS;

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
