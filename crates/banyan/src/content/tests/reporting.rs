//! The calendar, forms and regimes of a folder: faults at once, versions, and what they leave as it was.

use banyan_core::words::Language;

use super::Copy;
use super::versions::brought;
use crate::content::{self, Changes};
use crate::programmes::Change;
use crate::tests::House;

const REGIME: &str = "regimes/commune_month.toml";
const FORM: &str = "forms/commune_month.toml";

#[test]
fn faults_of_calendar_forms_and_regimes_are_listed_at_once() {
    let copy = Copy::new();
    copy.change("calendar/windows.toml", "quarter = \"day 14\"", "quarter = \"the 14th\"")
        .change(FORM, "indicator = \"R09-08\"", "indicator = \"R09-99\"")
        .change(FORM, ", en = \"Difficulties\"", "")
        .change(REGIME, "form = \"commune_month\"", "form = \"commune_week\"")
        .change(REGIME, "[\"above\"]", "[\"above\", \"unit NOBODY\"]");
    let faults: Vec<String> =
        content::check(&copy.source()).iter().map(ToString::to_string).collect();
    for expected in [
        "calendar/calendar.toml: closes: `the 14th` is no closing",
        "forms/commune_month.toml: field.files_share: `R09-99` is no indicator of this folder",
        "forms/commune_month.toml: field.difficulties.label: there are no words in `en`",
        "regimes/commune_month.toml: no unit bears the code `NOBODY`",
        "regimes/commune_month.toml: the form `commune_week` is none of this folder",
    ] {
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}\n{faults:#?}");
    }
}

#[tokio::test]
async fn amended_regime_is_a_version_that_asks_for_the_periods_that_open_later() {
    let copy = Copy::new();
    copy.change(REGIME, "periodicity = \"month\"", "periodicity = \"month\"\ngrace_hours = 48");
    let house = House::furnished_beside(&copy.source()).await;
    let told = brought(&house, &copy.source()).await;
    let told: Vec<_> =
        told.differences.iter().map(|own| (own.kind, own.code.as_str(), own.change)).collect();
    assert_eq!(told, [("regime", "commune_month", Change::Changed)]);
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert!(brought(&house, &copy.source()).await.differences.is_empty());
    let page = house.get("/regimes/commune_month", Language::English).await;
    assert!(page.body.contains("48 hours"), "{}", page.body);
    let regimes = house.caches.regimes.get("commune_month").unwrap();
    let versions = regimes.versions(&house.site.clock);
    assert_eq!(versions.iter().map(|own| own.version).collect::<Vec<_>>(), [1, 2]);
    std::fs::remove_file(copy.0.join(REGIME)).unwrap();
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert!(house.caches.regimes.get("commune_month").unwrap().last().unwrap().1, "it has ended");
}
