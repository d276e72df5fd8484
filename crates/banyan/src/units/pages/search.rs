//! Finding units by a piece of an old or new name, with or without marks, or by code.

use banyan_core::unit::{Network, UnitNo};
use banyan_core::words::{fold, fold_words};

use super::super::Networks;
use crate::web::Visit;

/// A unit's names, folded.
#[derive(Debug)]
pub(in crate::units) struct Indexed {
    unit: UnitNo,
    codes: Vec<String>,
    /// Each name that it ever bore, with and without its kind, and its aliases.
    names: Vec<String>,
}

/// A unit that a search found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub unit: UnitNo,
    pub open: bool,
}

pub(in crate::units) fn index(network: &Network) -> Vec<Indexed> {
    let indexed = |unit: UnitNo| {
        let (mut codes, mut names) = (Vec::new(), Vec::new());
        for version in network.versions(unit) {
            codes.push(fold(&version.code));
            for (_, name) in version.name.pairs() {
                names.push(fold(name));
                names.push(fold(super::super::short_name(name, &version.kind).as_str()));
            }
        }
        names.extend(
            network
                .unit(unit)
                .into_iter()
                .flat_map(|unit| unit.aliases.iter().map(|alias| fold(alias))),
        );
        names.sort();
        names.dedup();
        Indexed { unit, codes, names }
    };
    network.numbers().map(indexed).collect()
}

/// How well a unit fits: an exact code, an exact name, a name that begins so, words that begin so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Code,
    Exact,
    Begins,
    Words,
}

/// Units that fit and that the reader's day knows, open ones first, then the best, then higher levels: at most `most`
/// behind the first `skip`, and how many there are in all.
pub fn find(
    networks: &Networks,
    query: &str,
    visit: &Visit,
    (skip, most): (usize, usize),
) -> (Vec<Found>, usize) {
    let network = networks.network_at(visit.known_at);
    let (folded, words) = (fold(query.trim()), fold_words(query));
    if words.is_empty() {
        return (Vec::new(), 0);
    }
    let mut fitting: Vec<_> = networks
        .index(visit.known_at)
        .iter()
        .filter_map(|indexed| Some((fit(indexed, &folded, &words)?, indexed.unit)))
        .map(|(fit, unit)| {
            let open = network.open_on(unit, visit.day, None);
            let version = network.last_version(unit);
            let level = version.map(|version| version.level);
            (!open, fit, level, version.map(|version| version.code.clone()), unit)
        })
        .collect();
    fitting.sort();
    let all = fitting.len();
    (
        fitting
            .into_iter()
            .skip(skip)
            .take(most)
            .map(|(closed, _, _, _, unit)| Found { unit, open: !closed })
            .collect(),
        all,
    )
}

fn fit(indexed: &Indexed, folded: &str, words: &[String]) -> Option<Fit> {
    if indexed.codes.iter().any(|code| code == folded) {
        return Some(Fit::Code);
    }
    let best = |name: &String| {
        if name == folded {
            Some(Fit::Exact)
        } else if name.starts_with(folded) {
            Some(Fit::Begins)
        } else {
            let begins = |word: &String| name.split(' ').any(|own| own.starts_with(word.as_str()));
            words.iter().all(begins).then_some(Fit::Words)
        }
    };
    indexed.names.iter().filter_map(best).min()
}
