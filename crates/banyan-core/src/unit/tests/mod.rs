//! Laws of units: trees are trees, reforms keep and end identities by rule, and nothing is answered with a later map.

use std::collections::BTreeSet;

pub(crate) mod laws;

mod named;

use super::{
    BodyDraft, DraftChange, DraftEnd, DraftTransfer, DraftUnit, Extent, Inconsistency, Level,
    Network, NetworkDraft, ReformDraft, ReformId, Rule, Share, Tree, UnitId, Unknown,
    found_network, place_bodies, plan_reform,
};
use crate::words::{Day, Language, Moment, Text};

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn at(second: i64) -> Moment {
    Moment::from_microseconds(second * 1_000_000)
}

fn text(words: &str) -> Text {
    Text::in_one(Language::English, words)
}

fn unit(code: &str, level: Level, parent: &str) -> DraftUnit {
    let (name, kind) = (text(&format!("Unit {code}")), level.key().to_owned());
    DraftUnit { code: code.into(), name, kind, level, parent_code: parent.into(), line: 2 }
}

/// One province P with districts D1, D2; communes 1 and 2 in D1, 3, 4 and 5 in D2.
pub(crate) fn founding() -> NetworkDraft {
    NetworkDraft {
        country_code: "XX".into(),
        country_name: text("Country"),
        country_kind: "country".into(),
        country_from: day("2000-01-01"),
        known_from: day("2025-03-01"),
        units: vec![
            unit("P", Level::Province, ""),
            unit("D1", Level::District, "P"),
            unit("D2", Level::District, "P"),
            unit("1", Level::Commune, "D1"),
            unit("2", Level::Commune, "D1"),
            unit("3", Level::Commune, "D2"),
            unit("4", Level::Commune, "D2"),
            unit("5", Level::Commune, "D2"),
        ],
        recorded_at: at(1),
    }
}

fn transfer(old: &str, new: &str, extent: Extent, default: bool) -> DraftTransfer {
    let share = (extent == Extent::Whole).then(|| "1".parse().unwrap());
    let (old_code, new_code) = (old.into(), new.into());
    DraftTransfer { old_code, new_code, share, extent, default_successor: default, line: 2 }
}

/// Districts end; 1 and 2 become a new 1; 5 goes on as 8; 4 is divided between 1 and 9, which takes 3.
pub(crate) fn reform() -> ReformDraft {
    ReformDraft {
        id: ReformId("r".into()),
        on: day("2025-07-01"),
        name: text("Reform"),
        decree: None,
        divided: Some(Rule::DefaultSuccessor),
        without_default: Some(Rule::Equal),
        units: vec![
            unit("P", Level::Province, ""),
            unit("1", Level::Commune, "P"),
            unit("9", Level::Commune, "P"),
            unit("8", Level::Commune, "P"),
        ],
        transfers: vec![
            transfer("P", "P", Extent::Whole, true),
            transfer("1", "1", Extent::Whole, true),
            transfer("2", "1", Extent::Whole, true),
            transfer("3", "9", Extent::Whole, true),
            transfer("4", "1", Extent::Part, false),
            transfer("4", "9", Extent::Part, true),
            transfer("5", "8", Extent::Whole, true),
        ],
        ends: vec![
            DraftEnd { code: "D1".into(), custodian_code: "P".into(), line: 2 },
            DraftEnd { code: "D2".into(), custodian_code: "P".into(), line: 3 },
        ],
        changes: Vec::new(),
        recorded_at: at(5),
    }
}

fn founded() -> Network {
    Network::new(found_network(&founding()).unwrap())
}

fn reformed() -> Network {
    let mut rows = found_network(&founding()).unwrap();
    rows.append(plan_reform(&Network::new(rows.clone()), &reform()).unwrap());
    Network::new(rows)
}

fn codes(network: &Network, tree: &Tree, open: bool) -> Vec<String> {
    let places = tree.places().iter().filter(|place| place.open == open);
    places
        .map(|place| network.version_on(place.unit, tree.day(), None).unwrap().code.clone())
        .collect()
}

#[test]
fn days_before_the_first_are_unknown_and_never_answered_with_a_later_map() {
    let (day, first) = (day("2025-02-28"), day("2025-03-01"));
    assert_eq!(founded().tree_on(day, None).unwrap_err(), Unknown::BeforeFirstDay { day, first });
    assert_eq!(Network::default().tree_on(day, None).unwrap_err(), Unknown::Nothing);
}

#[test]
fn map_changes_on_the_day_of_the_reform_and_not_a_day_before() {
    let network = reformed();
    let open = |on: &str| codes(&network, &network.tree_on(day(on), None).unwrap(), true);
    assert_eq!(open("2025-06-30"), ["XX", "P", "D1", "1", "2", "D2", "3", "4", "5"]);
    assert_eq!(open("2025-07-01"), ["XX", "P", "1", "8", "9"]);
}

#[test]
fn what_was_recorded_later_does_not_exist_for_an_earlier_moment() {
    let network = reformed();
    let tree = network.tree_on(day("2025-07-01"), Some(at(4))).unwrap();
    assert_eq!(codes(&network, &tree, true).len(), 9);
    assert!(network.tree_on(day("2025-07-01"), Some(at(0))).is_err());
}

#[test]
fn merger_ends_identity_and_whole_transfer_alone_keeps_it() {
    let network = reformed();
    let on = |code: &str, on: &str| {
        network.unit_on(code, day(on), None).map(|no| network.unit(no).unwrap().id.0.clone())
    };
    assert_ne!(
        on("1", "2025-06-30"),
        on("1", "2025-07-01"),
        "a merger under the same code is another unit"
    );
    assert_eq!(on("5", "2025-06-30"), on("8", "2025-07-01"), "only the code changed");
    assert_eq!(on("8", "2025-06-30"), None);
    assert_eq!(on("P", "2025-06-30"), on("P", "2025-07-01"));
}

#[test]
fn unit_that_takes_a_part_besides_is_a_new_one() {
    let mut draft = reform();
    draft.transfers.retain(|transfer| transfer.old_code != "2");
    draft.ends.push(DraftEnd { code: "2".into(), custodian_code: "P".into(), line: 4 });
    let rows = plan_reform(&founded(), &draft).unwrap();
    // 9 takes all of 3 and a part of 4: its territory changed.
    assert!(rows.units.iter().any(|unit| unit.id == UnitId::numbered("9", 1)));
    assert!(rows.ends.iter().any(|end| end.unit == UnitId::numbered("3", 1)));
}

#[test]
fn closed_units_keep_a_place_below_their_custodian() {
    let network = reformed();
    let tree = network.tree_on(day("2025-07-01"), None).unwrap();
    let closed = tree.place(network.find(&UnitId("D1.1".into())).unwrap()).unwrap();
    let above = tree.places()[closed.above.unwrap()];
    assert!(!closed.open && above.open);
    assert_eq!(network.version_on(above.unit, tree.day(), None).unwrap().code, "P");
    assert_eq!(codes(&network, &tree, false).len(), 6);
}

fn check(change: impl FnOnce(&mut ReformDraft), expected: &[&str]) {
    let mut draft = reform();
    change(&mut draft);
    let found = plan_reform(&founded(), &draft).unwrap_err();
    let keys: BTreeSet<&str> = found.iter().map(Inconsistency::key).collect();
    assert!(
        expected.iter().all(|key| keys.contains(key)),
        "{expected:?} is not in {keys:?}: {found:?}"
    );
}

#[test]
fn every_inconsistency_has_an_example_that_fires() {
    check(|draft| draft.transfers[1].old_code = "77".into(), &["dangling-old"]);
    check(|draft| draft.transfers[1].new_code = "77".into(), &["dangling-new"]);
    check(|draft| draft.units[1].parent_code = "77".into(), &["dangling-parent"]);
    check(|draft| draft.ends[0].custodian_code = "77".into(), &["dangling-custodian"]);
    check(|draft| draft.units.push(unit("9", Level::Commune, "P")), &["duplicate"]);
    check(
        |draft| draft.transfers.push(transfer("3", "9", Extent::Whole, true)),
        &["duplicate-transfer"],
    );
    check(|draft| draft.units[1].parent_code = "1".into(), &["cycle"]);
    check(|draft| draft.transfers[4].share = "0.3".parse().ok(), &["shares-not-one"]);
    check(
        |draft| draft.transfers.push(transfer("1", "9", Extent::Part, false)),
        &["whole-and-more"],
    );
    check(|draft| draft.transfers[4].default_successor = true, &["many-defaults"]);
    check(|draft| draft.divided = None, &["divided-without-rule"]);
    check(|draft| draft.ends[0].custodian_code.clear(), &["closed-without-custodian"]);
    check(|draft| draft.units.push(unit("7", Level::Commune, "P")), &["without-origin"]);
    check(
        |draft| draft.transfers.push(transfer("D1", "1", Extent::Whole, true)),
        &["ends-and-goes-on"],
    );
}

#[test]
fn all_inconsistencies_are_listed_at_once() {
    check(
        |draft| {
            draft.divided = None;
            draft.transfers[1].old_code = "77".into();
            draft.ends[0].custodian_code = "88".into();
        },
        &["divided-without-rule", "dangling-old", "dangling-custodian"],
    );
}

#[test]
fn second_reform_of_the_same_units_on_an_earlier_day_overlaps() {
    let network = reformed();
    let mut earlier = reform();
    earlier.id = ReformId("earlier".into());
    earlier.on = day("2025-05-01");
    let found = plan_reform(&network, &earlier).unwrap_err();
    assert!(found.iter().any(|finding| finding.key() == "overlapping-days"), "{found:?}");
}

#[test]
fn rename_keeps_identity_and_the_old_name_stays_on_its_days() {
    let mut rows = found_network(&founding()).unwrap();
    let change = DraftChange { code: "P".into(), name: text("City"), kind: "city".into(), line: 2 };
    let draft = ReformDraft {
        id: ReformId("rename".into()),
        on: day("2026-04-30"),
        units: Vec::new(),
        transfers: Vec::new(),
        ends: Vec::new(),
        changes: vec![change],
        ..reform()
    };
    rows.append(plan_reform(&Network::new(rows.clone()), &draft).unwrap());
    let network = Network::new(rows);
    let kind = |on: &str| {
        let no = network.unit_on("P", day(on), None).unwrap();
        (no, network.version_on(no, day(on), None).unwrap().kind.clone())
    };
    let (before, after) = (kind("2026-04-29"), kind("2026-04-30"));
    assert_eq!((before.0, before.1.as_str(), after.1.as_str()), (after.0, "province", "city"));
}

#[test]
fn body_that_follows_another_under_its_code_is_another_unit() {
    let network = founded();
    let body = |from: &str, until: Option<&str>| BodyDraft {
        code: "M".into(),
        kind: "ministry".into(),
        level: Level::Central,
        parent_code: "XX".into(),
        from: day(from),
        until: until.map(day),
        custodian_code: Some("M".into()),
        name: text("Ministry"),
        aliases: Vec::new(),
    };
    let bodies = [body("2020-01-01", Some("2025-02-28")), body("2025-03-01", None)];
    let mut rows = found_network(&founding()).unwrap();
    rows.append(place_bodies(&network, &bodies, at(1)).unwrap());
    let network = Network::new(rows);
    assert_eq!(network.bearers("M").len(), 2);
    let on = |on: &str| network.unit_on("M", day(on), None);
    assert!(on("2025-02-28").is_some() && on("2025-02-28") != on("2025-03-01"));
    let overlapping = [body("2020-01-01", None), body("2025-03-01", None)];
    let found = place_bodies(&founded(), &overlapping, at(1)).unwrap_err();
    assert_eq!(found[0].key(), "overlapping-days");
}

#[test]
fn shares_are_over_nothing_and_at_most_one() {
    for wrong in ["0", "1.01", "-0.5", "half", "0.1234567891"] {
        assert!(wrong.parse::<Share>().is_err(), "{wrong}");
    }
    assert_eq!("0.25".parse::<Share>().unwrap().billionths(), 250_000_000);
}
