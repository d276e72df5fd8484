//! The tree of a day: every unit's place, depth first, so that "below" is an interval.

use std::collections::HashMap;

use super::{Class, Level, Network, UnitId, UnitNo, Version};
use crate::words::{Day, Moment};

/// Why there is no tree of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unknown {
    #[error("the network of {day} is unknown: it is known from {first} on")]
    BeforeFirstDay { day: Day, first: Day },
    #[error("no network is known")]
    Nothing,
}

/// A unit's position. Everything below it lies in `first..=last`; `first` is its own position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub unit: UnitNo,
    pub first: usize,
    pub last: usize,
    /// Position of the unit above; `None` for the root.
    pub above: Option<usize>,
    pub depth: usize,
    pub class: Class,
    pub level: Level,
    /// A closed unit keeps a place below its custodian.
    pub open: bool,
}

/// All places of one day, in depth-first order: open territories by code, then bodies, then closed units.
#[derive(Clone, Debug)]
pub struct Tree {
    day: Day,
    places: Vec<Place>,
    position: HashMap<UnitNo, usize>,
}

/// Sorts siblings: open before closed, territories before bodies, then by code.
type Sibling<'a> = (bool, Class, &'a str, UnitNo);

impl Network {
    /// The tree of `day` as it was known at a moment (`None`: as known now).
    ///
    /// # Errors
    /// [`Unknown`] before the first day on which territories are known: a later map never answers.
    pub fn tree_on(&self, day: Day, known_at: Option<Moment>) -> Result<Tree, Unknown> {
        let first = self.territories_known_from().ok_or(Unknown::Nothing)?;
        if day < first {
            return Err(Unknown::BeforeFirstDay { day, first });
        }
        let mut children: HashMap<Option<UnitNo>, Vec<Sibling<'_>>> = HashMap::new();
        for no in self.numbers() {
            let Some(version) = self.version_on(no, day, known_at) else { continue };
            let Some(unit) = self.unit(no) else { continue };
            let open = self.open_on(no, day, known_at);
            let above = self.above(no, version, open, day, known_at);
            children.entry(above).or_default().push((!open, unit.class, version.code.as_str(), no));
        }
        children.values_mut().for_each(|siblings| siblings.sort());
        let mut tree =
            Tree { day, places: Vec::with_capacity(self.len()), position: HashMap::new() };
        if tree.plant(self, &children, known_at) { Ok(tree) } else { Err(Unknown::Nothing) }
    }

    /// The unit under which another has its place: its parent, or its custodian when it is closed.
    fn above(
        &self,
        no: UnitNo,
        version: &Version,
        open: bool,
        day: Day,
        known_at: Option<Moment>,
    ) -> Option<UnitNo> {
        let parent = version.parent.as_ref().and_then(|id| self.find(id));
        if open {
            return parent.and_then(|parent| self.standing(parent, day, known_at));
        }
        let custodian = self
            .end(no, known_at)
            .and_then(|end| end.custodian.as_ref())
            .and_then(|id| self.find(id));
        custodian
            .filter(|custodian| *custodian != no)
            .or(parent)
            .and_then(|above| self.standing(above, day, known_at))
    }

    /// `no` itself where it has begun on the day; what has not begun holds no place.
    fn standing(&self, no: UnitNo, day: Day, known_at: Option<Moment>) -> Option<UnitNo> {
        self.version_on(no, day, known_at).map(|_| no)
    }
}

impl Tree {
    /// Lays out everything below the country; false when there is no single root.
    fn plant(
        &mut self,
        network: &Network,
        children: &HashMap<Option<UnitNo>, Vec<Sibling<'_>>>,
        known_at: Option<Moment>,
    ) -> bool {
        let roots = children.get(&None).map_or(&[][..], Vec::as_slice);
        let is_country =
            |no: UnitNo| network.first_version(no).is_some_and(|version| version.parent.is_none());
        let Some((_, _, _, root)) =
            roots.iter().find(|(closed, _, _, no)| !closed && is_country(*no))
        else {
            return false;
        };
        let mut waiting = vec![(*root, None::<usize>)];
        while let Some((no, above)) = waiting.pop() {
            let Some(version) = network.version_on(no, self.day, known_at) else { continue };
            let Some(unit) = network.unit(no) else { continue };
            if self.position.contains_key(&no) {
                continue;
            }
            let first = self.places.len();
            let depth = above
                .and_then(|above| self.places.get(above))
                .map_or(0, |place| place.depth.saturating_add(1));
            let open = network.open_on(no, self.day, known_at);
            let level = version.level;
            self.places.push(Place {
                unit: no,
                first,
                last: first,
                above,
                depth,
                class: unit.class,
                level,
                open,
            });
            self.position.insert(no, first);
            let below = children.get(&Some(no)).map_or(&[][..], Vec::as_slice);
            waiting.extend(below.iter().rev().map(|(_, _, _, child)| (*child, Some(first))));
        }
        self.close_intervals();
        true
    }

    /// Sets every `last` from the places behind it: a child lies after its parent, so one backward pass is enough.
    fn close_intervals(&mut self) {
        for position in (0..self.places.len()).rev() {
            let Some(place) = self.places.get(position).copied() else { continue };
            if let Some(above) = place.above.and_then(|above| self.places.get_mut(above)) {
                above.last = above.last.max(place.last);
            }
        }
    }

    pub fn day(&self) -> Day {
        self.day
    }

    /// Every place, in tree order.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    pub fn place(&self, no: UnitNo) -> Option<&Place> {
        self.position.get(&no).and_then(|position| self.places.get(*position))
    }

    /// The place itself and all that lies below it, closed ones too.
    pub fn within(&self, place: &Place) -> &[Place] {
        self.places.get(place.first..=place.last).unwrap_or(&[])
    }

    /// The units directly below, closed ones too.
    pub fn children(&self, place: &Place) -> impl Iterator<Item = &Place> {
        let above = place.first;
        self.within(place).iter().filter(move |child| child.above == Some(above))
    }

    /// From the unit above up to the root.
    pub fn ancestors(&self, place: &Place) -> Vec<&Place> {
        let mut found = Vec::new();
        let mut next = place.above;
        while let Some(above) = next.and_then(|position| self.places.get(position)) {
            found.push(above);
            next = above.above;
        }
        found
    }

    /// Open territories of a level at or below a place.
    pub fn territories(&self, place: &Place, level: Level) -> impl Iterator<Item = &Place> {
        let wanted =
            move |at: &&Place| at.open && at.class == Class::Territory && at.level == level;
        self.within(place).iter().filter(wanted)
    }

    /// The same tree read by identity: a place of another day's unit.
    pub fn find(&self, network: &Network, id: &UnitId) -> Option<&Place> {
        self.place(network.find(id)?)
    }

    /// The country's place.
    pub fn root(&self) -> Option<&Place> {
        self.places.first()
    }
}
