//! Names in a text as units of a day. Whoever reads a directive hands in the tree of its day; a name that only a closed
//! unit bears finds that unit, with its end, and never another body whose shorter name stands in the same words.

use std::collections::{HashMap, HashSet};

use super::{Class, Level, Network, Place, Tree, UnitNo};
use crate::words::{Day, fold_words};

/// Letters of the shortest name that means a unit: shorter abbreviations stand in too many words.
const SHORTEST: usize = 3;

/// The unit that words name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolved {
    pub unit: UnitNo,
    /// Whether it exists on the tree's day. One that does not is named all the same, and nobody is put in its place.
    pub open: bool,
    /// Other units that the same words could name on that day.
    pub namesakes: Vec<UnitNo>,
}

/// Every name that a unit bore until the tree's day, by its first word: the closed ones too.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    tree: &'a Tree,
    names: HashMap<String, Vec<(Vec<String>, &'a Place)>>,
    /// Words for kinds of territories below provinces, by their first word.
    kinds_below: HashMap<String, Vec<Vec<String>>>,
}

/// A name that stands in the words, from one word up to another.
#[derive(Clone, Copy, Debug)]
struct Match<'a> {
    place: &'a Place,
    first: usize,
    end: usize,
    /// Bytes of the folded name.
    length: usize,
}

impl<'a> Gazetteer<'a> {
    pub fn of(network: &Network, tree: &'a Tree) -> Gazetteer<'a> {
        let mut gazetteer = Gazetteer { tree, names: HashMap::new(), kinds_below: HashMap::new() };
        let mut kinds = HashSet::new();
        for place in tree.places() {
            let Some(version) = network.version_on(place.unit, tree.day(), None) else { continue };
            let aliases = network.unit(place.unit).map_or(&[][..], |unit| unit.aliases.as_slice());
            for name in
                version.name.pairs().map(|(_, name)| name).chain(aliases.iter().map(String::as_str))
            {
                gazetteer.add_name(fold_words(name), place);
            }
            if below_province(place) && kinds.insert(version.kind.as_str()) {
                gazetteer.add_kind(fold_words(&version.kind));
            }
        }
        gazetteer
    }

    fn add_name(&mut self, name: Vec<String>, place: &'a Place) {
        let letters: usize = name.iter().map(String::len).sum();
        let Some(first) = name.first().filter(|_| letters >= SHORTEST) else { return };
        self.names.entry(first.clone()).or_default().push((name, place));
    }

    fn add_kind(&mut self, kind: Vec<String>) {
        if let Some(first) = kind.first() {
            self.kinds_below.entry(first.clone()).or_default().push(kind);
        }
    }

    /// The unit that words name, within a territory where one is given: the longest name that stands in the words; of several
    /// bearers the one inside the territory, and of these one that is open.
    ///
    /// `None` where no unit bore such a name, and where only a body of another province does.
    pub fn resolve(&self, words: &str, territory: Option<UnitNo>) -> Option<Resolved> {
        let told = Told::of(words);
        let mut found = self.matches(&told.words);
        let lower: Vec<Match<'_>> =
            found.iter().filter(|own| below_province(own.place)).copied().collect();
        found.retain(|own| !self.runs_on(own, &told, &lower));
        let within = territory.and_then(|territory| self.tree.place(territory));
        let inside = |place: &Place| {
            within.is_some_and(|outer| outer.first <= place.first && place.last <= outer.last)
        };
        let order = |own: &Match<'_>| {
            (std::cmp::Reverse(own.length), !inside(own.place), !own.place.open, own.place.unit)
        };
        let best = found.iter().min_by_key(|own| order(own))?;
        if territory.is_some() && !inside(best.place) && self.provincial(best.place) {
            return None;
        }
        let mut namesakes: Vec<UnitNo> = found
            .iter()
            .filter(|own| own.length == best.length && own.place.open == best.place.open)
            .map(|own| own.place.unit)
            .filter(|unit| *unit != best.place.unit)
            .collect();
        namesakes.sort();
        namesakes.dedup();
        Some(Resolved { unit: best.place.unit, open: best.place.open, namesakes })
    }

    /// Every name that stands in the words, wherever it does.
    fn matches(&self, told: &[String]) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        for (first, word) in told.iter().enumerate() {
            let rest = told.get(first..).unwrap_or_default();
            for (name, place) in self.names.get(word).into_iter().flatten() {
                if rest.starts_with(name) {
                    let (end, length) = (first.saturating_add(name.len()), name.join(" ").len());
                    found.push(Match { place, first, end, length });
                }
            }
        }
        found
    }

    /// "People's committee of the district of …": the name of a province's body that runs on into the name, or the kind, of a
    /// territory below the province means another body.
    fn runs_on(&self, own: &Match<'_>, told: &Told, lower: &[Match<'_>]) -> bool {
        if !self.provincial(own.place) {
            return false;
        }
        let parted = told.parted.contains(&own.end);
        let into = |other: &Match<'_>| {
            let begins = own.first..own.end.saturating_add(usize::from(!parted));
            begins.contains(&other.first) && own.end < other.end
        };
        let rest = told.words.get(own.end..).unwrap_or_default();
        let kind = || {
            let kinds = rest.first().and_then(|word| self.kinds_below.get(word));
            !parted && kinds.into_iter().flatten().any(|kind| rest.starts_with(kind))
        };
        lower.iter().any(into) || kind()
    }

    /// A body of a province; every province has one of the same name.
    fn provincial(&self, place: &Place) -> bool {
        let below =
            |above: &&Place| above.class == Class::Territory && above.level == Level::Province;
        place.class == Class::Body && self.tree.ancestors(place).iter().any(below)
    }
}

/// Folded words, and before which of them a sign parts two names.
struct Told {
    words: Vec<String>,
    parted: HashSet<usize>,
}

impl Told {
    fn of(words: &str) -> Told {
        let mut told = Told { words: Vec::new(), parted: HashSet::new() };
        for piece in words.split([',', ';', ':', '(', ')', '\n', '،', '؛']) {
            told.parted.insert(told.words.len());
            told.words.extend(fold_words(piece));
        }
        told
    }
}

fn below_province(place: &Place) -> bool {
    place.class == Class::Territory && matches!(place.level, Level::District | Level::Commune)
}

impl Network {
    /// Who holds a unit's place on a later day: itself while it is open, else its successors, else its custodian.
    pub fn holders_on(&self, unit: UnitNo, day: Day) -> Vec<UnitNo> {
        self.follow(unit, day, |no| {
            let successors: Vec<UnitNo> =
                self.successors(no, None).iter().map(|stream| stream.unit).collect();
            if successors.is_empty() {
                self.custodian(no).into_iter().collect()
            } else {
                successors
            }
        })
    }

    /// The open territories on a later day that took what lay in a territory: itself while it is open, else its successors,
    /// else those of the territories that it had below it when it ended.
    pub fn territory_on(&self, unit: UnitNo, day: Day) -> Vec<UnitNo> {
        let mut found = self.follow(unit, day, |no| {
            let successors: Vec<UnitNo> =
                self.successors(no, None).iter().map(|stream| stream.unit).collect();
            if successors.is_empty() { self.last_below(no) } else { successors }
        });
        found.sort();
        found
    }

    /// What is open on a day, from a unit on along the steps that `next` names; each once.
    fn follow(&self, unit: UnitNo, day: Day, next: impl Fn(UnitNo) -> Vec<UnitNo>) -> Vec<UnitNo> {
        let (mut held, mut seen, mut waiting) = (Vec::new(), HashSet::new(), vec![unit]);
        while let Some(no) = waiting.pop() {
            if !seen.insert(no) {
                continue;
            }
            if self.open_on(no, day, None) {
                held.push(no);
            } else {
                waiting.extend(next(no));
            }
        }
        held
    }

    fn custodian(&self, no: UnitNo) -> Option<UnitNo> {
        self.end(no, None).and_then(|end| end.custodian.as_ref()).and_then(|id| self.find(id))
    }

    /// The territories directly below a unit on its last day.
    fn last_below(&self, no: UnitNo) -> Vec<UnitNo> {
        let (Some(end), Some(own)) = (self.end(no, None), self.unit(no)) else { return Vec::new() };
        let below = |other: &UnitNo| {
            self.unit(*other).is_some_and(|unit| unit.class == Class::Territory)
                && self.open_on(*other, end.last_day, None)
                && self
                    .version_on(*other, end.last_day, None)
                    .is_some_and(|version| version.parent.as_ref() == Some(&own.id))
        };
        self.numbers().filter(below).collect()
    }
}
