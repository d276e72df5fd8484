//! What an actor reaches, as keys: a row is filed under keys when it is written, and an actor's grants open keys when a
//! list is asked for. A row is seen when one of its keys is open. Lists match keys in SQL, single pages match them here.
//!
//! A row is filed under its unit and all above it on the day when it is written, and stays filed so: facts never move.
//! Grants follow the map instead: a grant opens its unit, and each unit that came to lie below it from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::{Grant, Subject};
use crate::unit::{Network, Place, Tree, UnitId, UnitNo};
use crate::words::{Day, Moment};

/// One key, such as `in:40.1` or `in:40.1|programme:R09`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(String);

impl Key {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everyone's, signed in or not.
    pub fn public() -> Key {
        Key("public".to_owned())
    }

    /// What lies in a unit or below it, of a subject.
    fn within(unit: &UnitId, subject: &Subject) -> Key {
        match subject {
            Subject::Everything => Key(format!("in:{unit}")),
            subject => Key(format!("in:{unit}|{subject}")),
        }
    }

    /// What a unit keeps to itself.
    fn at(unit: &UnitId) -> Key {
        Key(format!("at:{unit}"))
    }

    /// What a unit shares with all below it.
    fn below(unit: &UnitId) -> Key {
        Key(format!("below:{unit}"))
    }

    /// What a unit leads or has issued.
    fn own(unit: &UnitId) -> Key {
        Key(format!("own:{unit}"))
    }

    /// What is public and stands in a unit or below it: everyone's who asks for that unit.
    fn of(unit: &UnitId) -> Key {
        Key(format!("of:{unit}"))
    }

    /// The same key for what is open only to roles that read accounts.
    pub fn of_accounts(&self) -> Key {
        Key(format!("{ACCOUNTS}{self}"))
    }

    /// The unit that the key is about; none of the public one.
    fn unit(&self) -> Option<UnitId> {
        let own = self.0.strip_prefix(ACCOUNTS).unwrap_or(&self.0);
        let (_, about) = own.split_once(':')?;
        let unit = about.split_once('|').map_or(about, |(unit, _)| unit);
        Some(UnitId(unit.to_owned()))
    }
}

/// What the keys begin with that only roles open which read accounts.
const ACCOUNTS: &str = "accounts/";

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// With whom a thing is shared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sharing {
    /// With those who hold a grant on the very unit, and nobody else: not with a unit that it names, either.
    Private,
    /// With the unit and all below it, and with those that lead or issued it.
    Subtree,
    /// With the unit and all above it, and with those that lead or issued it: what is recorded, unless it says otherwise.
    Upward,
    Public,
}

/// Why a text is no sharing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of private, subtree, upward, public")]
pub struct SharingError(pub String);

impl Sharing {
    pub fn key(self) -> &'static str {
        match self {
            Sharing::Private => "private",
            Sharing::Subtree => "subtree",
            Sharing::Upward => "upward",
            Sharing::Public => "public",
        }
    }
}

impl FromStr for Sharing {
    type Err = SharingError;

    fn from_str(key: &str) -> Result<Sharing, SharingError> {
        match key {
            "private" => Ok(Sharing::Private),
            "subtree" => Ok(Sharing::Subtree),
            "upward" => Ok(Sharing::Upward),
            "public" => Ok(Sharing::Public),
            _ => Err(SharingError(key.to_owned())),
        }
    }
}

/// What is to be filed: where a thing stands, what it belongs to, and with whom it is shared.
#[derive(Clone, Copy, Debug)]
pub struct Filed<'a> {
    pub unit: UnitNo,
    pub subject: &'a Subject,
    /// Units that lead it or have issued it.
    pub owners: &'a [UnitId],
    pub sharing: Sharing,
}

impl Filed<'_> {
    /// The keys of a row that is written on the tree's day. A unit without a place has none but the public one: nobody
    /// sees it, until it gets a place.
    pub fn keys(&self, network: &Network, tree: &Tree) -> BTreeSet<Key> {
        let mut keys = BTreeSet::new();
        let id = |no: UnitNo| network.unit(no).map(|unit| &unit.id);
        let own = id(self.unit).filter(|_| tree.place(self.unit).is_some());
        match self.sharing {
            Sharing::Public => {
                keys.insert(Key::public());
            }
            Sharing::Private => keys.extend(own.map(Key::at)),
            Sharing::Subtree => {
                keys.extend(own.into_iter().flat_map(|own| [Key::at(own), Key::below(own)]))
            }
            Sharing::Upward => {
                let above = tree.place(self.unit).map(|place| tree.ancestors(place));
                let above = above.into_iter().flatten().filter_map(|place| id(place.unit));
                for unit in own.into_iter().chain(above) {
                    keys.insert(Key::within(unit, &Subject::Everything));
                    if *self.subject != Subject::Everything {
                        keys.insert(Key::within(unit, self.subject));
                    }
                }
            }
        }
        // Whoever writes a private thing can name any unit as its lead; that must not show it to anybody.
        if self.sharing != Sharing::Private {
            keys.extend(self.owners.iter().map(Key::own));
        }
        keys
    }

    /// The keys under which it is found by who has a grant on its very unit or owns it, and not by who has one above: what waits for
    /// a person there.
    pub fn keys_here(&self, network: &Network) -> BTreeSet<Key> {
        let own = network.unit(self.unit).map(|unit| &unit.id);
        let subjects = [&Subject::Everything, self.subject];
        let here =
            own.into_iter().flat_map(|own| subjects.map(|subject| Key::within(own, subject)));
        here.chain(self.owners.iter().map(Key::own)).collect()
    }

    /// The keys under which it is found by who asks for a unit: those of [`Filed::keys`], and where it is public one for its unit,
    /// for each owner and for all above them. A unit without a place is found by its own.
    pub fn found_under(&self, network: &Network, tree: &Tree) -> BTreeSet<Key> {
        if self.sharing != Sharing::Public {
            return self.keys(network, tree);
        }
        let owners = self.owners.iter().filter_map(|owner| network.find(owner));
        let units = owners.chain([self.unit]).flat_map(|no| {
            let above = tree.place(no).map(|place| tree.ancestors(place)).unwrap_or_default();
            above.into_iter().map(|place| place.unit).chain([no]).collect::<Vec<_>>()
        });
        units.filter_map(|no| network.unit(no)).map(|unit| Key::of(&unit.id)).collect()
    }
}

/// The keys that are open to an actor on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach(BTreeSet<Key>);

impl Reach {
    /// What is open to those who are not signed in.
    pub fn of_nobody() -> Reach {
        Reach(BTreeSet::from([Key::public()]))
    }

    /// What these grants open on `day`, a day of the tree's span. Grants that do not hold on it, or whose unit has no place,
    /// open nothing.
    pub fn of(
        grants: &[Grant],
        day: Day,
        network: &Network,
        tree: &Tree,
        known_at: Option<Moment>,
    ) -> Reach {
        let mut keys = Reach::of_nobody().0;
        let mut lines: BTreeMap<UnitNo, Vec<UnitId>> = BTreeMap::new();
        for grant in grants.iter().filter(|grant| grant.holds_on(day)) {
            let Some(place) = tree.find(network, &grant.unit) else { continue };
            if grant.subject == Subject::Own {
                keys.insert(Key::own(&grant.unit));
                continue;
            }
            let line = lines
                .entry(place.unit)
                .or_insert_with(|| roots_within(network, tree, place, known_at));
            keys.extend(line.iter().map(|unit| Key::within(unit, &grant.subject)));
            if grant.subject == Subject::Everything {
                keys.extend([Key::at(&grant.unit), Key::own(&grant.unit)]);
                let above = tree.ancestors(place).into_iter().chain([place]);
                let above = above.filter_map(|above| network.unit(above.unit));
                keys.extend(above.map(|unit| Key::below(&unit.id)));
            }
        }
        Reach(keys)
    }

    /// What of a unit and of all below it these grants open on `day`: the public part is everyone's, the rest is what the grants
    /// open there. What lies above the unit or beside it is left out; so is what was filed here below a unit that the grants are on
    /// and that no longer holds this one: that is found by asking for the held unit.
    pub fn within(
        unit: UnitNo,
        grants: &[Grant],
        day: Day,
        network: &Network,
        tree: &Tree,
        known_at: Option<Moment>,
    ) -> Reach {
        let own = network.unit(unit).map(|unit| &unit.id);
        let Some(place) = tree.place(unit) else {
            return Reach(own.map(Key::of).into_iter().collect());
        };
        let roots = roots_within(network, tree, place, known_at);
        let mut keys: BTreeSet<Key> = roots.iter().map(Key::of).collect();
        for grant in grants.iter().filter(|grant| grant.holds_on(day)) {
            let held = tree.find(network, &grant.unit);
            let covers = held.is_some_and(|held| (held.first..=held.last).contains(&place.first));
            let own = Reach::of(std::slice::from_ref(grant), day, network, tree, known_at).0;
            let inside = |key: &Key| {
                let about = key.unit().and_then(|unit| tree.find(network, &unit));
                about.is_some_and(|about| (place.first..=place.last).contains(&about.first))
            };
            let mut opened: Vec<Key> = own.into_iter().filter(inside).collect();
            if covers && grant.subject != Subject::Own {
                opened.extend(roots.iter().map(|root| Key::within(root, &grant.subject)));
            }
            if grant.role.reads_accounts() && grant.subject == Subject::Everything {
                keys.extend(opened.iter().map(Key::of_accounts));
            }
            keys.extend(opened);
        }
        Reach(keys)
    }

    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }

    /// Whether a row that is filed under these keys is seen.
    pub fn sees<'k>(&self, filed: impl IntoIterator<Item = &'k Key>) -> bool {
        filed.into_iter().any(|key| self.0.contains(key))
    }
}

/// The place's unit, and each unit below it that has ever been recorded under a unit outside: what was filed there was
/// not filed under the place.
fn roots_within(
    network: &Network,
    tree: &Tree,
    place: &Place,
    known_at: Option<Moment>,
) -> Vec<UnitId> {
    let inside = |id: &UnitId| {
        let other = tree.find(network, id);
        other.is_some_and(|other| (place.first..=place.last).contains(&other.first))
    };
    let came = |no: UnitNo| {
        let known = network
            .versions(no)
            .iter()
            .filter(|version| known_at.is_none_or(|limit| version.recorded_at <= limit));
        known.filter_map(|version| version.parent.as_ref()).any(|parent| !inside(parent))
    };
    // Nothing comes to the country from elsewhere: what was ever filed was filed under it.
    let whole = tree.root().is_some_and(|root| root.unit == place.unit);
    let below = if whole { std::slice::from_ref(place) } else { tree.within(place) };
    below
        .iter()
        .filter(|below| below.unit == place.unit || came(below.unit))
        .filter_map(|below| network.unit(below.unit))
        .map(|unit| unit.id.clone())
        .collect()
}
