//! Laws of trees and reforms, over random networks.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{codes, day, founding, reform, transfer, unit};
use crate::unit::{
    Class, Extent, Level, Network, NetworkDraft, ReformDraft, Rows, Tree, found_network,
    plan_reform,
};

/// A network of some provinces with communes, and a random reform of them: every commune goes whole to one of the new
/// communes or is divided between two.
pub(crate) fn random() -> impl Strategy<Value = (NetworkDraft, ReformDraft)> {
    (
        2_usize..5,
        2_usize..7,
        1_usize..4,
        proptest::collection::vec((0_usize..64, 0_usize..64, any::<bool>()), 32),
    )
        .prop_map(|(provinces, communes, merged, choices)| {
            random_reform(provinces, communes, merged, &choices)
        })
}

fn random_reform(
    provinces: usize,
    communes: usize,
    merged: usize,
    choices: &[(usize, usize, bool)],
) -> (NetworkDraft, ReformDraft) {
    let mut founding = founding();
    founding.units.clear();
    let mut draft = reform();
    (draft.units, draft.transfers, draft.ends) = Default::default();
    let new_provinces = merged.min(provinces);
    for number in 0..provinces {
        let code = format!("P{number}");
        founding.units.push(unit(&code, Level::Province, ""));
        draft.transfers.push(transfer(
            &code,
            &format!("P{}", number % new_provinces),
            Extent::Whole,
            true,
        ));
        for commune in 0..communes {
            founding.units.push(unit(&format!("{number}-{commune}"), Level::Commune, &code));
        }
    }
    draft
        .units
        .extend((0..new_provinces).map(|number| unit(&format!("P{number}"), Level::Province, "")));
    let old: Vec<String> = founding
        .units
        .iter()
        .filter(|unit| unit.level == Level::Commune)
        .map(|unit| unit.code.clone())
        .collect();
    let new = (old.len() / 2).max(2);
    let mut used = BTreeSet::new();
    for (number, code) in old.iter().enumerate() {
        let (first, second, divided) = choices[number % choices.len()];
        let (first, second) = (if number < new { number } else { first % new }, second % new);
        used.insert(first);
        if divided && first != second {
            used.insert(second);
            draft.transfers.push(transfer(code, &old[first], Extent::Part, true));
            draft.transfers.push(transfer(code, &old[second], Extent::Part, false));
        } else {
            draft.transfers.push(transfer(code, &old[first], Extent::Whole, true));
        }
    }
    let placed = used
        .iter()
        .map(|number| unit(&old[*number], Level::Commune, &format!("P{}", number % new_provinces)));
    draft.units.extend(placed);
    (founding, draft)
}

/// The slow, obvious way to ask what lies below a unit: walk up from everything.
fn below_slowly(tree: &Tree, position: usize) -> BTreeSet<usize> {
    let places = tree.places();
    (0..places.len())
        .filter(|start| {
            let mut at = Some(*start);
            while let Some(here) = at {
                if here == position {
                    return true;
                }
                at = places[here].above;
            }
            false
        })
        .collect()
}

pub(crate) fn after(founding: &NetworkDraft, draft: &ReformDraft) -> (Rows, Network) {
    let mut rows = found_network(founding).unwrap();
    rows.append(plan_reform(&Network::new(rows.clone()), draft).unwrap());
    (rows.clone(), Network::new(rows))
}

proptest! {
    #[test]
    fn places_are_intervals_that_hold_exactly_what_lies_below((founding, draft) in random()) {
        let (_, network) = after(&founding, &draft);
        for on in ["2025-06-30", "2025-07-01"] {
            let tree = network.tree_on(day(on), None).unwrap();
            for (position, place) in tree.places().iter().enumerate() {
                prop_assert_eq!(place.first, position);
                let interval: BTreeSet<usize> = (place.first..=place.last).collect();
                prop_assert_eq!(interval, below_slowly(&tree, position));
            }
        }
    }

    #[test]
    fn every_unit_that_began_has_a_place_and_every_closed_one_a_custodian((founding, draft) in random()) {
        let (_, network) = after(&founding, &draft);
        let tree = network.tree_on(draft.on, None).unwrap();
        for no in network.numbers() {
            prop_assert!(tree.place(no).is_some());
            let open = network.open_on(no, draft.on, None);
            prop_assert_eq!(tree.place(no).unwrap().open, open);
            if !open {
                prop_assert!(network.end(no, None).unwrap().custodian.is_some());
                prop_assert!(!network.successors(no, None).is_empty());
            }
        }
    }

    #[test]
    fn open_units_of_the_new_map_are_exactly_those_of_the_draft((founding, draft) in random()) {
        let (_, network) = after(&founding, &draft);
        let tree = network.tree_on(draft.on, None).unwrap();
        let open: BTreeSet<String> = codes(&network, &tree, true).into_iter().collect();
        let asked: BTreeSet<String> = draft.units.iter().map(|unit| unit.code.clone()).chain(["XX".to_owned()]).collect();
        prop_assert_eq!(open, asked);
    }

    #[test]
    fn identity_outlives_a_reform_only_whole_and_alone((founding, draft) in random()) {
        let (_, network) = after(&founding, &draft);
        for no in network.numbers().filter(|no| network.unit(*no).unwrap().class == Class::Territory) {
            let Some(version) = network.version_on(no, draft.on.previous(), None) else { continue };
            let goes: Vec<_> = draft.transfers.iter().filter(|transfer| transfer.old_code == version.code).collect();
            let [only] = goes.as_slice() else { continue };
            let alone = draft.transfers.iter().filter(|transfer| transfer.new_code == only.new_code).count() == 1;
            prop_assert_eq!(network.open_on(no, draft.on, None), alone && only.extent == Extent::Whole);
        }
    }

    #[test]
    fn order_of_rows_does_not_matter((founding, draft) in random(), seed in any::<u64>()) {
        let (rows, network) = after(&founding, &draft);
        let mut shuffled = rows;
        let rotate = |length: usize| if length == 0 { 0 } else { usize::try_from(seed % 1000).unwrap() % length };
        let by = rotate(shuffled.versions.len());
        shuffled.versions.rotate_left(by);
        let by = rotate(shuffled.transfers.len());
        shuffled.transfers.rotate_left(by);
        let other = Network::new(shuffled);
        for on in ["2025-06-30", "2025-07-01"] {
            let (tree, same) = (network.tree_on(day(on), None).unwrap(), other.tree_on(day(on), None).unwrap());
            prop_assert_eq!(codes(&network, &tree, true), codes(&other, &same, true));
        }
    }
}
