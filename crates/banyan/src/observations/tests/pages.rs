//! Pages of observations through HTTP: what is shown, to whom, and how a finding is attached.

use axum::http::StatusCode;
use banyan_core::access::{Role, Subject};
use banyan_core::words::Language;

use super::observed;
use crate::ledger::verify;
use crate::panels::fact_tables;
use crate::tests::{House, words_of};

const PAGE: &str = "/observations/R09-08/40.1/2025-06";
const FINDING: &str =
    "vintage=1&standing=contradicted&evidence=inspection&name=Round+of+May&words=Counted+anew";

async fn page(house: &House, path: &str) -> String {
    let answer = house.get(path, Language::English).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    words_of(&answer.body)
}

#[tokio::test]
async fn finding_marks_the_vintage_and_a_correction_is_declared_anew() {
    let house = House::furnished().await;
    house.join(&[("demo.finder", Role::Auditor, "40", Subject::Everything)]).await;
    observed(&house, "R09-08", "40.1", "2025-06", "41").await;
    assert!(page(&house, PAGE).await.contains("Nobody has looked yet"));
    let house = house.signed_in_as("demo.finder").await;
    let answer = house.post(&format!("{PAGE}/findings"), FINDING).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let words = page(&house, PAGE).await;
    assert!(
        words.contains("contradicted") && words.contains("Inspection: Round of May"),
        "{words}"
    );
    assert!(page(&house, "/observations?unit=40").await.contains("contradicted"));
    observed(&house, "R09-08", "40.1", "2025-06", "39").await;
    let words = page(&house, PAGE).await;
    assert!(words.contains("Declared anew: vintage 1 was contradicted"), "{words}");
    assert!(words.contains("Counted again"), "{words}");
    let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
    house.torn_down().await;
}

#[tokio::test]
async fn finding_that_says_too_little_is_refused_beside_the_form() {
    let house = House::furnished().await;
    house.join(&[("demo.finder", Role::Observer, "40", Subject::Everything)]).await;
    observed(&house, "R09-08", "40.1", "2025-06", "41").await;
    let house = house.signed_in_as("demo.finder").await;
    let path = format!("{PAGE}/findings");
    for (form, sentence) in [
        ("vintage=1&standing=verified&evidence=test&name=&words=x", "has no name"),
        ("vintage=1&standing=verified&evidence=test&name=x&words=+", "has no words"),
        ("vintage=1&standing=declared&evidence=test&name=x&words=x", "verifies or contradicts"),
    ] {
        let answer = house.post(&path, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(words_of(&answer.body).contains(sentence), "{form}");
    }
    let none = FINDING.replace("vintage=1", "vintage=2");
    assert_eq!(house.post(&path, &none).await.status, StatusCode::NOT_FOUND);
    house.torn_down().await;
}

/// A programme of the province 40 that is private, with an indicator `X40-01`.
async fn private(house: &House) {
    let mut own = house.bare("R09", "X40");
    let mut indicator = house.caches.catalogue.known(None).indicator("R09-08").unwrap().1.clone();
    "X40-01".clone_into(&mut indicator.code);
    own.indicator.push(indicator);
    let programme = own.programme.as_mut().unwrap();
    "40".clone_into(&mut programme.unit);
    "private".clone_into(&mut programme.visibility);
    house.record(&own).await;
    house.caches.renew(&house.site.store).await.unwrap();
}

#[tokio::test]
async fn lists_and_api_have_what_the_reader_sees_and_nothing_else() {
    let house = House::furnished().await;
    private(&house).await;
    for code in ["R09-08", "X40-01"] {
        observed(&house, code, "40.1", "2025-06", "41").await;
    }
    house.join(&[("demo.own", Role::Observer, "40", Subject::Everything)]).await;
    let house = house.signed_in_as("demo.own").await;
    let both = house.get("/api/observations?unit=40", Language::English).await.body;
    assert!(both.contains("R09-08") && both.contains("X40-01"), "{both}");
    let house = house.signed_in_as("demo.front").await;
    let one = house.get("/api/observations?unit=40", Language::English).await.body;
    assert!(one.contains("R09-08") && !one.contains("X40-01"), "{one}");
    assert!(!house.get("/observations?unit=40", Language::English).await.body.contains("X40-01"));
    let hidden = house.get("/observations/X40-01/40.1/2025-06", Language::English).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let hidden = house.get("/api/observations?indicator=X40-01", Language::English).await.body;
    assert_eq!(hidden, "[]");
    let csv = house.get("/api/observations?indicator=R09-08&format=csv", Language::English).await;
    let first = csv.body.lines().next().unwrap();
    assert_eq!(first, "indicator,cell,unit,period,method,value,vintage,standing,recorded_on,act");
    assert_eq!(csv.body.lines().count(), 2);
    house.torn_down().await;
}

/// How many imports are found under a unit, and whether the page of the first one tells what it wrote.
async fn imports_under(house: &House, unit: &str) -> (usize, bool) {
    let path = format!("/acts?unit={unit}&verb=import_observations");
    let list = house.get(&path, Language::English).await.body;
    let acts: Vec<&str> = list.split("<a href=\"/acts/").skip(1).collect();
    let Some(first) = acts.first() else { return (0, false) };
    let path = format!("/acts/{}", first.split('"').next().unwrap());
    let shown = house.get(&path, Language::English).await.body;
    (acts.len(), !shown.contains("What it wrote is open to those"))
}

#[tokio::test]
async fn act_is_found_where_its_programme_is_shared_and_public_ones_under_their_units() {
    let house = House::furnished().await;
    private(&house).await;
    house.join(&[("demo.own", Role::Observer, "40", Subject::Everything)]).await;
    observed(&house, "R09-08", "42.1", "2025-06", "41").await;
    observed(&house, "X40-01", "42.1", "2025-06", "41").await;
    house.file().await;
    let house = house.signed_in_as("demo.own").await;
    assert_eq!(imports_under(&house, "42").await, (1, true));
    // Both programmes belong to the province 40.
    assert_eq!(imports_under(&house, "40").await, (2, true));
    let house = house.signed_in_as("demo.front").await;
    assert_eq!(imports_under(&house, "42").await, (1, true));
    assert_eq!(imports_under(&house, "40").await, (1, true));
    // The header is open to everybody, what it wrote is not.
    let all = house.get("/acts?verb=import_observations&on=X40", Language::English).await.body;
    let (_, rest) = all.split_once("<a href=\"/acts/").unwrap();
    let path = format!("/acts/{}", rest.split('"').next().unwrap());
    let shown = house.get(&path, Language::English).await.body;
    assert!(shown.contains("What it wrote is open to those"));
    house.torn_down().await;
}
