//! Versions of a regime: what makes a timeline, and what it refuses.

use super::regime;
use super::world::day;
use crate::report::{InForce, Timeline, TimelineError};

fn version(version: u32, from: &str) -> InForce {
    InForce { version, regime: regime(&[]), from: day(from), ended: false }
}

#[test]
fn versions_are_one_regime_and_stand_once() {
    assert_eq!(Timeline::new(Vec::new()), Err(TimelineError::Nothing));
    let other = regime(&[("code", "\"other\"")]);
    let other = InForce { regime: other, ..version(2, "2025-02-01") };
    let mixed = Timeline::new(vec![version(1, "2025-01-01"), other]);
    assert!(matches!(mixed, Err(TimelineError::OtherRegime { .. })));
    let twice = Timeline::new(vec![version(1, "2025-01-01"), version(1, "2025-02-01")]);
    assert_eq!(twice, Err(TimelineError::Twice(1)));
}

#[test]
fn version_in_force_from_an_earlier_day_takes_the_place_of_those_behind_it() {
    let versions = vec![
        version(3, "2025-03-01"),
        version(1, "2025-01-01"),
        version(2, "2025-03-01"),
        version(4, "2025-02-01"),
    ];
    let timeline = Timeline::new(versions).unwrap();
    let same_day = vec![version(1, "2025-01-01"), version(2, "2025-01-01")];
    let same_day = Timeline::new(same_day).unwrap();
    assert_eq!(same_day.versions(), [version(2, "2025-01-01")]);
    let numbers: Vec<u32> = timeline.versions().iter().map(|own| own.version).collect();
    assert_eq!(numbers, [1, 4]);
    let on = |written: &str| timeline.on(day(written)).map(|own| own.version);
    assert_eq!([on("2024-12-31"), on("2025-01-31"), on("2025-02-01")], [None, Some(1), Some(4)]);
}

#[test]
fn what_the_network_does_not_have_is_listed() {
    let world = super::world::World::reformed();
    let tree = world.network.tree_on(day("2025-06-30"), None).unwrap();
    let regime = regime(&[
        ("scope", r#"{ levels = ["commune"], kinds = ["commune", "hamlet"], within = "YY" }"#),
        ("ladder", r#"["above", "unit D1", "unit D9"]"#),
    ]);
    let flaws = regime.unknown(&world.network, &tree);
    let found: Vec<(&str, &str)> =
        flaws.iter().map(|flaw| (flaw.place.as_str(), flaw.reason.key())).collect();
    assert_eq!(
        found,
        [
            ("scope.within", "unknown-unit"),
            ("ladder.3", "unknown-unit"),
            ("scope.kinds", "unknown-kind")
        ]
    );
}
