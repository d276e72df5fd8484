//! A scope is a rule, such as "all communes of Nghệ An": a new unit inherits it, an ended one hands over, and a level
//! that has ended leaves it without a holder.

use std::fmt;
use std::str::FromStr;

use crate::unit::{Class, Level, Network, Place, Tree, UnitNo};
use crate::words::Day;

/// The levels that a scope may name. A ministry is a body of the centre, not a level of territories.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ScopeLevel {
    National,
    Ministry,
    Province,
    District,
    Commune,
    Village,
}

/// Why a text names no level of a scope.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of national, ministry, province, district, commune, village")]
pub struct ScopeLevelError(pub String);

impl ScopeLevel {
    pub const ALL: [ScopeLevel; 6] = [
        ScopeLevel::National,
        ScopeLevel::Ministry,
        ScopeLevel::Province,
        ScopeLevel::District,
        ScopeLevel::Commune,
        ScopeLevel::Village,
    ];

    pub fn key(self) -> &'static str {
        match self {
            ScopeLevel::National => "national",
            ScopeLevel::Ministry => "ministry",
            ScopeLevel::Province => "province",
            ScopeLevel::District => "district",
            ScopeLevel::Commune => "commune",
            ScopeLevel::Village => "village",
        }
    }

    /// The level of the units that are meant: a ministry stands at the centre.
    pub fn of_units(self) -> Level {
        self.territory().unwrap_or(Level::Central)
    }

    fn territory(self) -> Option<Level> {
        match self {
            ScopeLevel::National => Some(Level::Central),
            ScopeLevel::Ministry => None,
            ScopeLevel::Province => Some(Level::Province),
            ScopeLevel::District => Some(Level::District),
            ScopeLevel::Commune => Some(Level::Commune),
            ScopeLevel::Village => Some(Level::Village),
        }
    }
}

impl fmt::Display for ScopeLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for ScopeLevel {
    type Err = ScopeLevelError;

    fn from_str(key: &str) -> Result<ScopeLevel, ScopeLevelError> {
        ScopeLevel::ALL
            .into_iter()
            .find(|level| level.key() == key)
            .ok_or_else(|| ScopeLevelError(key.to_owned()))
    }
}

/// "All units of these levels within that territory." The territory's code is valid on the directive's day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    pub levels: Vec<ScopeLevel>,
    /// Narrows the levels to units of these kinds, in the words of the network (`Phường`); empty takes every kind.
    pub kinds: Vec<String>,
    pub within: String,
    /// The directive's own day, on which its codes are read.
    pub named_on: Day,
}

/// Who holds a scope on a day, level by level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holding {
    pub level: ScopeLevel,
    pub units: Vec<UnitNo>,
}

/// Kinds of bodies that "ministry" means.
const MINISTRY_KINDS: [&str; 2] = ["ministry", "ministry_level_agency"];

impl Scope {
    /// Who holds the scope in a tree: open units only, in tree order. A level without any has no holder.
    pub fn holdings(&self, network: &Network, tree: &Tree) -> Vec<Holding> {
        let within = self.territory(network, tree);
        let holding = |level: &ScopeLevel| {
            let units =
                within.map_or_else(Vec::new, |place| self.units(network, tree, place, *level));
            Holding { level: *level, units }
        };
        self.levels.iter().map(holding).collect()
    }

    /// All holders, whatever their level.
    pub fn holders(&self, network: &Network, tree: &Tree) -> Vec<UnitNo> {
        self.holdings(network, tree).into_iter().flat_map(|holding| holding.units).collect()
    }

    /// Whether a unit is among the holders.
    pub fn holds(&self, network: &Network, tree: &Tree, unit: UnitNo) -> bool {
        let (Some(within), Some(place)) = (self.territory(network, tree), tree.place(unit)) else {
            return false;
        };
        let inside = within.first <= place.first && place.last <= within.last;
        inside && self.levels.iter().any(|level| self.fits(network, tree, within, place, *level))
    }

    fn units(
        &self,
        network: &Network,
        tree: &Tree,
        within: &Place,
        level: ScopeLevel,
    ) -> Vec<UnitNo> {
        let places = tree.within(within).iter();
        places
            .filter(|place| self.fits(network, tree, within, place, level))
            .map(|place| place.unit)
            .collect()
    }

    /// Whether an open unit below `within` is of the level, and of one of the kinds where kinds are named.
    fn fits(
        &self,
        network: &Network,
        tree: &Tree,
        within: &Place,
        place: &Place,
        level: ScopeLevel,
    ) -> bool {
        place.open
            && at_level(network, tree, within, place, level)
            && (self.kinds.is_empty()
                || kind_on(network, tree, place.unit)
                    .is_some_and(|kind| self.kinds.iter().any(|wanted| wanted == kind)))
    }

    /// The place of the territory, followed through reforms to who holds it in this tree.
    fn territory<'t>(&self, network: &Network, tree: &'t Tree) -> Option<&'t Place> {
        let named_on = network
            .territories_known_from()
            .map_or(self.named_on, |first| first.max(self.named_on));
        let mut unit = network.unit_on(&self.within, named_on, None)?;
        loop {
            let place = tree.place(unit)?;
            if place.open {
                return Some(place);
            }
            let successor = network.successors(unit, None).first().map(|stream| stream.unit);
            unit = successor.filter(|next| *next != unit)?;
        }
    }
}

fn at_level(
    network: &Network,
    tree: &Tree,
    within: &Place,
    place: &Place,
    level: ScopeLevel,
) -> bool {
    match level.territory() {
        // The country itself; a level of one unit that no province can stand for.
        Some(Level::Central) => {
            place.first == within.first
                && place.class == Class::Territory
                && place.level == Level::Central
        }
        Some(level) => place.class == Class::Territory && place.level == level,
        None => {
            kind_on(network, tree, place.unit).is_some_and(|kind| MINISTRY_KINDS.contains(&kind))
        }
    }
}

fn kind_on<'n>(network: &'n Network, tree: &Tree, unit: UnitNo) -> Option<&'n str> {
    network.version_on(unit, tree.day(), None).map(|version| version.kind.as_str())
}
