//! Laws of programmes: paths, occurrences, clears, what is alike.

use proptest::prelude::*;

use super::{
    Clear, Direction, Path, Recurrence, Scope, ScopeLevel, StatedClears, Trajectory, falls_below,
    missing, near_identical, same_measure,
};
use crate::unit::tests::laws::{after, random};
use crate::unit::{DraftUnit, Level, Network, NetworkDraft, Place, found_network};
use crate::words::{Day, Language, Moment, Quantity, Text};

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn value(written: &str) -> Quantity {
    written.parse().unwrap()
}

fn path(trajectory: Trajectory, from: &str, to: &str) -> Path {
    let (start, due) = (day("2024-01-01"), day("2024-01-11"));
    Path { trajectory, baseline: (start, value(from)), target: (due, value(to)) }
}

fn check_path(trajectory: Trajectory, from: &str, to: &str, on: &str, expected: Option<&str>) {
    assert_eq!(
        path(trajectory, from, to).on(day(on)),
        expected.map(value),
        "{trajectory:?} on {on}"
    );
}

#[test]
fn paths_run_from_baseline_to_target() {
    check_path(Trajectory::Linear, "0", "90", "2024-01-06", Some("45"));
    check_path(Trajectory::Linear, "0", "1", "2024-01-06", Some("1"));
    check_path(Trajectory::Linear, "0", "-1", "2024-01-06", Some("-1"));
    check_path(Trajectory::Linear, "10.0", "90.0", "2023-12-01", Some("10.0"));
    check_path(Trajectory::Linear, "10", "90", "2025-01-01", Some("90"));
    check_path(Trajectory::Step, "10", "90", "2023-12-01", Some("90"));
    check_path(Trajectory::Step, "10", "90", "2024-01-10", Some("90"));
    check_path(Trajectory::Step, "10", "90", "2024-01-11", Some("90"));
    check_path(Trajectory::None, "10", "90", "2024-01-10", None);
    check_path(Trajectory::None, "10", "90", "2024-01-11", Some("90"));
}

fn check_occurrences(
    every: Recurrence,
    on: Option<i8>,
    first: &str,
    last: &str,
    expected: &[&str],
) {
    let expected: Vec<Day> = expected.iter().map(|written| day(written)).collect();
    assert_eq!(every.occurrences(on, day(first), day(last)), expected);
}

#[test]
fn recurring_duties_make_dated_occurrences() {
    check_occurrences(
        Recurrence::Month,
        None,
        "2024-01-15",
        "2024-03-31",
        &["2024-01-31", "2024-02-29", "2024-03-31"],
    );
    check_occurrences(
        Recurrence::Month,
        Some(16),
        "2024-01-17",
        "2024-03-16",
        &["2024-02-16", "2024-03-16"],
    );
    check_occurrences(Recurrence::Month, Some(30), "2025-02-01", "2025-02-28", &["2025-02-28"]);
    check_occurrences(
        Recurrence::Quarter,
        None,
        "2025-02-01",
        "2025-09-30",
        &["2025-03-31", "2025-06-30", "2025-09-30"],
    );
    check_occurrences(
        Recurrence::HalfYear,
        None,
        "2025-01-01",
        "2025-12-31",
        &["2025-06-30", "2025-12-31"],
    );
    check_occurrences(Recurrence::Year, None, "2025-12-31", "2026-12-30", &["2025-12-31"]);
    check_occurrences(
        Recurrence::Week,
        None,
        "2025-07-14",
        "2025-07-27",
        &["2025-07-20", "2025-07-27"],
    );
}

#[test]
fn five_or_six_clears_are_asked() {
    let stated = StatedClears([false, true, true, true, false, false]);
    assert_eq!(missing(stated, false), [Clear::Person, Clear::Product]);
    assert_eq!(missing(stated, true), [Clear::Person, Clear::Product, Clear::Authority]);
    assert_eq!(missing(StatedClears([true; 6]), true), []);
}

#[test]
fn weaker_or_later_target_falls_below() {
    let due = |year: &str| Some(day(&format!("{year}-12-31")));
    let below = |own, above| falls_below(own, above, Direction::Up);
    assert!(below((due("2025"), value("80")), (due("2025"), value("90"))));
    assert!(below((due("2026"), value("90")), (due("2025"), value("90"))));
    assert!(!below((due("2025"), value("95")), (due("2025"), value("90"))));
    assert!(below((due("2026"), value("80")), (due("2025"), value("90"))));
    assert!(falls_below((None, value("30")), (None, value("25")), Direction::Down));
}

#[test]
fn target_of_an_earlier_day_is_a_step_towards_a_higher_one() {
    let due = |year: &str| Some(day(&format!("{year}-12-31")));
    let below = |own, above| falls_below(own, above, Direction::Up);
    assert!(!below((due("2025"), value("90")), (due("2030"), value("100"))));
    assert!(!falls_below((due("2025"), value("30")), (due("2030"), value("25")), Direction::Down));
}

#[test]
fn names_of_the_same_duty_are_near_identical() {
    assert!(near_identical(
        "Connect shared databases of the province",
        "Connect the shared databases of the province"
    ));
    assert!(!near_identical("Connect shared databases", "Train civil servants each year"));
    assert!(!near_identical("Report monthly", "Report monthly"), "two words are too few to tell");
}

#[test]
fn names_of_the_same_measure_differ_in_marks_case_and_order_only() {
    assert!(same_measure("Thanh toán điện tử", "thanh toan dien tu"));
    assert!(same_measure("Data centres, shared", "Shared data centres"));
    assert!(!same_measure("Data centres", "Data centres shared"));
    assert!(same_measure(
        "Work files processed online at the province",
        "Work files of the province processed online"
    ));
    assert!(!same_measure("", ""));
}

#[test]
fn levels_are_read_back_from_their_keys() {
    for level in ScopeLevel::ALL {
        assert_eq!(level.key().parse(), Ok(level));
    }
    assert!("state".parse::<ScopeLevel>().is_err());
}

/// One province 40 with a ward and two communes.
fn network() -> Network {
    let unit = |code: &str, kind: &str, level, parent: &str| DraftUnit {
        code: code.into(),
        name: Text::in_one(Language::English, code.to_owned()),
        kind: kind.into(),
        level,
        parent_code: parent.into(),
        line: 2,
    };
    let draft = NetworkDraft {
        country_code: "XX".into(),
        country_name: Text::in_one(Language::English, "Country".to_owned()),
        country_kind: "country".into(),
        country_from: day("2000-01-01"),
        known_from: day("2025-03-01"),
        units: vec![
            unit("40", "province", Level::Province, ""),
            unit("1", "ward", Level::Commune, "40"),
            unit("2", "commune", Level::Commune, "40"),
            unit("3", "commune", Level::Commune, "40"),
        ],
        recorded_at: Moment::from_microseconds(1),
    };
    Network::new(found_network(&draft).unwrap())
}

fn check_scope(levels: &[ScopeLevel], kinds: &[&str], within: &str, expected: &[&str]) {
    let network = network();
    let tree = network.tree_on(day("2025-03-01"), None).unwrap();
    let scope = Scope {
        levels: levels.to_vec(),
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        within: within.into(),
        named_on: day("2025-03-01"),
    };
    let held = scope.holders(&network, &tree);
    let codes: Vec<&str> =
        held.iter().map(|no| network.last_version(*no).unwrap().code.as_str()).collect();
    assert_eq!(codes, expected, "{levels:?} {kinds:?} within {within}");
    let alone: Vec<_> = network.numbers().filter(|no| scope.holds(&network, &tree, *no)).collect();
    assert_eq!(alone.len(), held.len(), "one unit is asked as the list is");
}

#[test]
fn kinds_narrow_a_scope() {
    check_scope(&[ScopeLevel::Commune], &[], "40", &["1", "2", "3"]);
    check_scope(&[ScopeLevel::Commune], &["commune"], "40", &["2", "3"]);
    check_scope(&[ScopeLevel::Commune], &["ward"], "XX", &["1"]);
    check_scope(
        &[ScopeLevel::Province, ScopeLevel::Commune],
        &["ward", "province"],
        "XX",
        &["40", "1"],
    );
    check_scope(&[ScopeLevel::Commune], &["town"], "40", &[]);
}

#[test]
fn national_scope_is_held_by_the_country_only() {
    check_scope(&[ScopeLevel::National], &[], "XX", &["XX"]);
    check_scope(&[ScopeLevel::National], &[], "40", &[]);
}

proptest! {
    #[test]
    fn path_stays_between_its_ends_and_never_turns(from in -1000_i64..1000, to in -1000_i64..1000, length in 1_i32..900) {
        let start = day("2024-01-01");
        let quantity = |minor| Quantity::new(minor, 1).unwrap();
        let path = Path {
            trajectory: Trajectory::Linear,
            baseline: (start, quantity(from)),
            target: (start.plus_days(length), quantity(to)),
        };
        let values: Vec<i64> = (-2..length + 2).map(|days| path.on(start.plus_days(days)).unwrap().minor()).collect();
        prop_assert!(values.iter().all(|value| (from.min(to)..=from.max(to)).contains(value)));
        prop_assert!(values.windows(2).all(|pair| (pair[1] - pair[0]).signum() * (to - from).signum() >= 0));
        prop_assert_eq!((values.first(), values.last()), (Some(&from), Some(&to)));
    }

    #[test]
    fn every_path_asks_for_the_target_from_the_due_day_on(from in -1000_i64..1000, to in -1000_i64..1000, length in 1_i32..900, after in 0_i32..900) {
        let start = day("2024-01-01");
        let quantity = |minor| Quantity::new(minor, 1).unwrap();
        for trajectory in [Trajectory::Linear, Trajectory::Step, Trajectory::None] {
            let due = start.plus_days(length);
            let path = Path { trajectory, baseline: (start, quantity(from)), target: (due, quantity(to)) };
            prop_assert_eq!(path.on(due.plus_days(after)), Some(quantity(to)));
            let before = path.on(due.plus_days(-1 - after));
            match trajectory {
                Trajectory::Step => prop_assert_eq!(before, Some(quantity(to))),
                Trajectory::None => prop_assert_eq!(before, None),
                Trajectory::Linear => prop_assert!(before.is_some()),
            }
        }
    }

    #[test]
    fn occurrences_lie_inside_in_order(first in 0_i32..3000, length in 0_i32..1500, on in proptest::option::of(1_i8..=31)) {
        let first = day("2020-01-01").plus_days(first);
        let last = first.plus_days(length);
        for every in [Recurrence::Week, Recurrence::Month, Recurrence::Quarter, Recurrence::HalfYear, Recurrence::Year] {
            let found = every.occurrences(on, first, last);
            prop_assert!(found.iter().all(|day| (first..=last).contains(day)));
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn every_period_inside_has_one_day_its_last_or_the_stated_one(
        year in 2020_i16..2032, months in 1_usize..40, on in proptest::option::of(1_i8..=31), of in 0_usize..4,
    ) {
        let (every, length) = [
            (Recurrence::Month, 1), (Recurrence::Quarter, 3), (Recurrence::HalfYear, 6), (Recurrence::Year, 12),
        ][of];
        let first = Day::new(year, 1, 1).unwrap();
        let ends: Vec<Day> = std::iter::successors(Some(first), |from| {
            Some(Day::last_of_month(from.year(), from.month()).unwrap().next())
        })
        .map(|from| Day::last_of_month(from.year(), from.month()).unwrap())
        .take(months)
        .collect();
        let stated = |end: &Day| {
            on.and_then(|day| Day::new(end.year(), end.month(), day)).unwrap_or(*end)
        };
        let expected: Vec<Day> = ends.iter().skip(length - 1).step_by(length).map(stated).collect();
        prop_assert_eq!(every.occurrences(on, first, *ends.last().unwrap()), expected);
    }

    #[test]
    fn holders_are_exactly_the_open_territories_of_the_level_within(
        (founding, draft) in random(), at in any::<prop::sample::Index>(),
        level in prop::sample::select(vec![ScopeLevel::Province, ScopeLevel::Commune]),
    ) {
        let (_, network) = after(&founding, &draft);
        for on in [draft.on.previous(), draft.on] {
            let tree = network.tree_on(on, None).unwrap();
            let open: Vec<_> = tree.places().iter().filter(|place| place.open).collect();
            let within = open[at.index(open.len())];
            let code = |place: &Place| network.version_on(place.unit, on, None).unwrap().code.clone();
            let scope = Scope { levels: vec![level], kinds: Vec::new(), within: code(within), named_on: on };
            let (own, inside) = (level.key(), within.first..=within.last);
            let expected: Vec<_> = open
                .iter()
                .filter(|place| inside.contains(&place.first) && place.level.key() == own)
                .map(|place| place.unit)
                .collect();
            prop_assert_eq!(scope.holders(&network, &tree), expected.clone());
            for place in tree.places() {
                prop_assert_eq!(scope.holds(&network, &tree, place.unit), expected.contains(&place.unit));
            }
        }
    }
}
