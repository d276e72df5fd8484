//! What is wrong with a calendar is said all at once.

use super::CalendarDocument;

#[test]
fn every_fault_of_a_calendar_is_named() {
    let document: CalendarDocument = serde_json::from_value(serde_json::json!({
        "code": "x", "known_from": "2025-01-01", "known_to": "2024-01-01", "weekend": ["sunday", "someday"],
        "holiday": [], "source": "",
        "day": [{"day": "2025-01-01", "kind": "holiday", "holiday": "none", "source": ""},
            {"day": "2025-01-02", "kind": "swap", "holiday": "none", "source": ""}],
        "closes": {"week": "day 14"}, "due": {"commune": "tomorrow"},
    }))
    .unwrap();
    let faults = document.read().unwrap_err();
    for part in [
        "someday",
        "names no holiday",
        "`swap`",
        "before it begins",
        "closes",
        "tomorrow",
        "default",
    ] {
        assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:?}");
    }
}
