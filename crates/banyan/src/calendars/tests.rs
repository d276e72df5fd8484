//! What is wrong with a calendar is said all at once; the year is shown with its rules.

use banyan_core::words::Language;

use super::CalendarDocument;
use crate::tests::House;

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

#[tokio::test]
async fn year_of_the_country_names_the_rule_of_each_day_in_every_language() {
    let house = House::furnished().await;
    for (language, words) in [
        (Language::English, ["day off in lieu", "National Day", "Monday"]),
        (Language::Vietnamese, ["nghỉ bù", "Quốc khánh", "Thứ Hai"]),
        (Language::French, ["repos compensateur", "Fête nationale", "lundi"]),
        (Language::Arabic, ["راحة بديلة", "اليوم الوطني", "الاثنين"]),
    ] {
        let page = house.get("/calendar?year=2023", language).await;
        for word in words {
            assert!(page.body.contains(word), "{language} {word}: {}", page.body);
        }
    }
    // A year that nobody announced yet is counted, and marked as assumed.
    assert!(house.get("/calendar?year=2031", Language::English).await.body.contains("*"));
    for wrong in ["0", "99999", "x"] {
        let page = house.get(&format!("/calendar?year={wrong}"), Language::English).await;
        assert!(page.body.contains("Working days 2025"));
    }
}
