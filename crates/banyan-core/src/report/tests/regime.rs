//! Reading a regime: every flaw at once, and the ladder.

use super::{document, of_periods};
use crate::report::{Regime, RegimeDocument, Step, Straddle, holder};
use crate::unit::tests::laws::after;
use crate::unit::tests::{founding, reform};
use crate::words::{Day, Words4};

#[test]
fn every_flaw_is_named_with_its_place() {
    let wrong = RegimeDocument {
        code: "Monthly".to_owned(),
        name: Words4 { en: Some("Report".to_owned()), ..Words4::default() },
        periodicity: "month".to_owned(),
        from: "2025-S1".to_owned(),
        until: Some("2025-13".to_owned()),
        closes: Some("14th".to_owned()),
        due: Some([("commune".to_owned(), "3 days".to_owned())].into()),
        ladder: vec!["above".to_owned(), "below".to_owned(), "above".to_owned()],
        ..document()
    };
    let places: Vec<String> =
        Regime::new(wrong).unwrap_err().into_iter().map(|flaw| flaw.place).collect();
    let expected =
        ["code", "name", "name", "name", "until", "closes", "due", "ladder", "ladder", "from"];
    assert_eq!(places, expected);
}

#[test]
fn a_week_has_no_fourteenth_and_an_end_comes_behind_its_beginning() {
    let week = RegimeDocument {
        periodicity: "week".to_owned(),
        from: "2025-W30".to_owned(),
        until: Some("2025-W20".to_owned()),
        ..document()
    };
    let flaws = Regime::new(week).unwrap_err();
    let places: Vec<&str> = flaws.iter().map(|flaw| flaw.place.as_str()).collect();
    assert_eq!(places, ["until", "closes"]);
}

#[test]
fn steps_are_decided_above_also_of_a_unit_that_has_ended() {
    let network = after(&founding(), &reform()).1;
    let today: Day = "2025-08-01".parse().unwrap();
    let tree = network.tree_on(today, None).unwrap();
    let province = network.unit_on("P", today, None).unwrap();
    let old = network.unit_on("2", "2025-06-01".parse().unwrap(), None).unwrap();
    let new = network.unit_on("1", today, None).unwrap();
    // What an ended commune left is done by the one that took it, and accepted above that.
    assert_eq!(holder(old, &tree), Some(new));
    for unit in [old, new] {
        assert_eq!(Step::Above.decides(unit, &network, &tree), Some(province));
    }
    let root = tree.root().unwrap().unit;
    assert_eq!(Step::Above.decides(root, &network, &tree), Some(root));
    assert_eq!("unit P".parse::<Step>().unwrap().decides(new, &network, &tree), Some(province));
    assert_eq!(Step::Unit("none".to_owned()).decides(new, &network, &tree), None);
}

#[test]
fn a_regime_is_stored_as_it_was_read() {
    let version = of_periods("2025-04", Straddle::Split);
    let json = serde_json::to_string(version.regime.document()).unwrap();
    let again: RegimeDocument = serde_json::from_str(&json).unwrap();
    assert_eq!(Regime::new(again).unwrap(), version.regime);
}
