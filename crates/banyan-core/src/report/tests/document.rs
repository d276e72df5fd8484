//! Documents of regimes: how they are written, and every flaw that they can have.

use super::{document, regime};
use crate::report::{Regime, RegimeDocument, Step, Straddle};

const FULL: &str = r#"
code = "commune_month"
source = "09/2019/NĐ-CP"
name = { vi = "Báo cáo", fr = "Rapport", ar = "تقرير", en = "Report" }
programme = "KH02"
form = "commune_month"
periodicity = "month"
from = "2025-07"
until = "2026-12"
closes = "day 14"
grace_hours = 0
straddle = "split"
ladder = ["above", "level central", "unit BKHCN"]
scope = { levels = ["commune", "province"], kinds = ["Xã"], within = "VN" }
due = { default = "3 working days", province = "day 25, else the next working day" }
"#;

#[test]
fn document_reads_as_it_is_stored() {
    let full: RegimeDocument = toml::from_str(FULL).unwrap();
    let stored = serde_json::to_value(&full).unwrap();
    let expected: serde_json::Value = toml::from_str(FULL).unwrap();
    assert_eq!(stored, expected);
    assert_eq!(serde_json::from_value::<RegimeDocument>(stored).unwrap(), full);
}

/// A document as the first version of the program stored it, byte by byte.
const STORED: &str = r#"{"code":"commune_month","name":{"vi":"Báo cáo","fr":"Rapport","ar":"تقرير","en":"Report"},"source":"09/2019/NĐ-CP","programme":"R09","form":"commune_month","scope":{"levels":["commune"],"kinds":["Xã"],"within":"40"},"periodicity":"month","from":"2025-06","until":"2026-12","closes":"day 14","due":{"commune":"3 working days","default":"5 days","province":"day 25, else the next working day"},"grace_hours":900,"straddle":"whole","ladder":["above","unit BKHCN","unit A B"]}"#;

#[test]
fn what_was_stored_is_read_for_ever_and_is_the_same_bytes_again() {
    let document: RegimeDocument = serde_json::from_str(STORED).unwrap();
    assert_eq!(serde_json::to_string(&document).unwrap(), STORED);
    // It would not be accepted now: nobody of a province reports, and 900 hours are no grace.
    assert!(Regime::new(document.clone()).is_err());
    let regime = Regime::recorded(document);
    assert_eq!((regime.code(), regime.grace_hours()), ("commune_month", 900));
    assert_eq!(regime.ladder(), [Step::Above, Step::Unit("BKHCN".to_owned())]);
}

#[test]
fn what_is_left_out_has_its_default() {
    let regime = regime(&[]);
    assert_eq!(regime.grace_hours(), 24);
    assert_eq!(regime.straddle(), Straddle::Whole);
    let stored = serde_json::to_value(regime.document()).unwrap();
    assert!(
        ["due", "until", "closes", "programme", "source"]
            .iter()
            .all(|key| stored.get(key).is_none())
    );
}

#[test]
fn unknown_keys_and_spellings_are_refused() {
    for wrong in [
        FULL.replace("grace_hours", "grace"),
        FULL.replace("within", "under"),
        FULL.replace("2025-07", "2025-7"),
        FULL.replace("day 14", "the 14th"),
        FULL.replace("3 working days", "three days"),
        FULL.replace("\"month\"", "\"monthly\""),
        FULL.replace("\"province\"", "\"state\""),
        FULL.replace("split", "half"),
    ] {
        assert!(toml::from_str::<RegimeDocument>(&wrong).is_err(), "{wrong}");
    }
}

fn check(changes: &[(&str, &str)], expected: &[(&str, &str)]) {
    let flaws = Regime::new(document(changes)).unwrap_err();
    let found: Vec<(&str, &str)> =
        flaws.iter().map(|flaw| (flaw.place.as_str(), flaw.reason.key())).collect();
    assert_eq!(found, expected, "{changes:?}");
    // A sentence, without the words of the code.
    assert!(flaws.iter().all(|flaw| !flaw.to_string().contains("::")), "{flaws:?}");
}

#[test]
fn every_flaw_has_an_example() {
    check(&[("code", r#""Monthly report""#)], &[("code", "bad-code")]);
    check(&[("form", r#""""#)], &[("form", "bad-code")]);
    check(
        &[("name", r#"{ vi = "Báo cáo", fr = " ", en = "Report" }"#)],
        &[("name.fr", "no-words"), ("name.ar", "no-words")],
    );
    let long = format!(r#"{{ vi = "a", fr = "a", ar = "a", en = "{}" }}"#, "a".repeat(301));
    check(&[("name", &long)], &[("name.en", "too-long")]);
    check(&[("scope", r#"{ levels = [], within = "XX" }"#)], &[("scope.levels", "nothing")]);
    check(
        &[(
            "scope",
            r#"{ levels = ["commune", "commune"], kinds = ["a", "", "a"], within = " " }"#,
        )],
        &[
            ("scope.levels", "twice"),
            ("scope.kinds", "twice"),
            ("scope.kinds", "nothing"),
            ("scope.within", "nothing"),
        ],
    );
    check(&[("from", r#""2025""#)], &[("from", "other-length")]);
    check(&[("until", r#""2024-12""#)], &[("until", "backwards")]);
    check(
        &[("periodicity", r#""week""#), ("from", r#""2025-W01""#), ("closes", r#""day 14""#)],
        &[("closes", "unfit-closing")],
    );
    check(&[("due", r#"{ province = "1 day" }"#)], &[("due.province", "level-outside-scope")]);
    check(&[("grace_hours", "745")], &[("grace_hours", "grace-too-long")]);
    check(&[("ladder", "[]")], &[("ladder", "nothing")]);
    check(&[("ladder", r#"["above", "level county"]"#)], &[("ladder.2", "unknown-step")]);
    check(&[("ladder", r#"["unit A B"]"#)], &[("ladder.1", "unknown-step")]);
    check(&[("ladder", r#"["above", "unit A", "above"]"#)], &[("ladder.3", "twice")]);
    let nine =
        r#"["above","unit A","unit B","unit C","unit D","unit E","unit F","unit G","unit H"]"#;
    check(&[("ladder", nine)], &[("ladder", "too-many")]);
    check(&[("ladder", r#"["level commune"]"#)], &[("ladder", "nobody-reviews")]);
    check(
        &[("scope", r#"{ levels = ["national"], within = "XX" }"#)],
        &[("ladder", "nobody-reviews")],
    );
}

#[test]
fn all_flaws_are_listed_at_once() {
    check(
        &[
            ("until", r#""2024-01""#),
            ("closes", r#""40 days before the last""#),
            ("grace_hours", "2000"),
            ("ladder", r#"["below"]"#),
        ],
        &[
            ("until", "backwards"),
            ("closes", "unfit-closing"),
            ("grace_hours", "grace-too-long"),
            ("ladder.1", "unknown-step"),
        ],
    );
}

#[test]
fn ministries_report_to_the_centre() {
    let scope = r#"{ levels = ["ministry"], within = "XX" }"#;
    assert_eq!(
        regime(&[("scope", scope), ("ladder", r#"["level central"]"#)]).ladder(),
        [Step::Level(crate::words::Level::Central)]
    );
    check(
        &[("scope", scope), ("ladder", r#"["level province"]"#)],
        &[("ladder", "nobody-reviews")],
    );
}
