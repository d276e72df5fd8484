//! Names in a text as units of the network, on the directive's day and in its territory, with today's holder beside.

use banyan_core::unit::{Class, Network, Tree, UnitNo};
use banyan_core::words::{Day, fold_words};

/// A name of the text as a unit of the network.
#[derive(Clone, Debug)]
pub struct Resolved {
    pub unit: UnitNo,
    /// Who holds it today: the unit itself, its successors, or its custodian.
    pub today: Vec<UnitNo>,
    pub ended: bool,
    /// Other units that bear the same name on that day.
    pub namesakes: Vec<UnitNo>,
}

/// The unit that words name on a day, within a territory where one is given: the longest name that stands in the words,
/// and of several bearers the one inside the territory.
pub fn resolve(
    network: &Network,
    tree: &Tree,
    words: &str,
    territory: Option<UnitNo>,
    today: Day,
) -> Option<Resolved> {
    let day = tree.day();
    let told = fold_words(words).join(" ");
    let within = territory.and_then(|territory| tree.place(territory));
    let inside = |no: UnitNo| {
        let place = tree.place(no);
        within
            .zip(place)
            .is_some_and(|(outer, inner)| outer.first <= inner.first && inner.last <= outer.last)
    };
    let mut best: Vec<(usize, bool, UnitNo)> = Vec::new();
    for place in tree.places().iter().filter(|place| place.open) {
        let Some(version) = network.version_on(place.unit, day, None) else { continue };
        let names = version.name.pairs().map(|(_, name)| name);
        let aliases = network
            .unit(place.unit)
            .into_iter()
            .flat_map(|unit| unit.aliases.iter().map(String::as_str));
        let longest = names
            .chain(aliases)
            .map(|name| fold_words(name).join(" "))
            .filter(|name| !name.is_empty() && stands_in(&told, name))
            .map(|name| name.len())
            .max();
        // Short abbreviations stand in too many words to mean a body.
        if let Some(length) = longest.filter(|length| *length >= 3) {
            best.push((length, inside(place.unit), place.unit));
        }
    }
    let provincial = |no: UnitNo| {
        tree.place(no).is_some_and(|place| place.class == Class::Body && place.depth > 1)
    };
    best.sort_by_key(|(length, inside, no)| (std::cmp::Reverse(*length), !inside, *no));
    let (length, found_inside, unit) = best.first().copied()?;
    if territory.is_some() && !found_inside && provincial(unit) {
        return None;
    }
    let namesakes = best
        .iter()
        .filter(|(other, _, no)| *other == length && *no != unit)
        .map(|(_, _, no)| *no)
        .collect();
    let ended = !network.open_on(unit, today, None);
    Some(Resolved { unit, today: holders(network, unit, today), ended, namesakes })
}

fn stands_in(told: &str, name: &str) -> bool {
    told == name
        || told.starts_with(&format!("{name} "))
        || told.ends_with(&format!(" {name}"))
        || told.contains(&format!(" {name} "))
}

/// Who holds a unit's place on a later day: itself while it is open, else its successors, else its custodian.
fn holders(network: &Network, unit: UnitNo, day: Day) -> Vec<UnitNo> {
    let (mut held, mut waiting) = (Vec::new(), vec![unit]);
    while let Some(no) = waiting.pop() {
        if network.open_on(no, day, None) {
            if !held.contains(&no) {
                held.push(no);
            }
            continue;
        }
        let successors: Vec<UnitNo> =
            network.successors(no, None).iter().map(|stream| stream.unit).collect();
        let custodian = network
            .end(no, None)
            .and_then(|end| end.custodian.as_ref())
            .and_then(|id| network.find(id));
        if successors.is_empty() { waiting.extend(custodian) } else { waiting.extend(successors) }
    }
    held
}
