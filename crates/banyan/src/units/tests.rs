//! Units through HTTP, over the real network.

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::store::tests::stores;
use crate::tests::{House, words_of};

#[tokio::test]
async fn same_content_gives_the_same_network_on_either_database_and_twice_changes_nothing() {
    let mut seen = Vec::new();
    for store in stores().await {
        let house = House::over(store);
        house.adopt().await;
        let acts = acts(&house).await;
        house.adopt().await;
        assert_eq!(acts, self::acts(&house).await, "the same folder twice records nothing");
        let network = house.caches.networks.network();
        let tree = network.tree_on("2025-07-01".parse().unwrap(), None).unwrap();
        let places: Vec<(String, usize, usize, bool)> = tree
            .places()
            .iter()
            .map(|place| {
                (
                    network.unit(place.unit).unwrap().id.0.clone(),
                    place.first,
                    place.last,
                    place.open,
                )
            })
            .collect();
        assert_eq!(stored_places(&house).await, places.len());
        seen.push((acts, places));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

async fn acts(house: &House) -> i64 {
    crate::ledger::count_acts(&house.site.store).await.unwrap()
}

async fn stored_places(house: &House) -> usize {
    super::store::count_places(&mut house.site.store.read().await.unwrap(), "2025-07-01")
        .await
        .unwrap()
}

#[tokio::test]
async fn explorer_counts_each_day_by_its_own_map() {
    let house = House::furnished().await;
    let before = words_of(&house.get("/units?on=2025-06-30", Language::English).await.body);
    assert!(before.contains("63 provinces · 696 districts · 10,035 communes"), "{before}");
    assert!(before.contains("those of 30 June 2025 are not in the data"));
    let after = words_of(&house.get("/units?on=2025-07-01", Language::English).await.body);
    assert!(after.contains("34 provinces · 0 districts · 3,321 communes"), "{after}");
}

#[tokio::test]
async fn day_before_the_first_is_said_to_be_unknown() {
    let house = House::furnished().await;
    let answer = house.get("/units?on=2025-02-28", Language::English).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(words_of(&answer.body).contains("The network is known from 1 March 2025"));
}

#[tokio::test]
async fn day_that_is_none_is_quoted_back() {
    let house = House::furnished().await;
    let answer = house.get("/units?on=yesterday", Language::English).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(words_of(&answer.body).contains("“yesterday” is no day"));
}

#[tokio::test]
async fn code_opens_the_unit_that_bears_it_on_the_day() {
    let house = House::furnished().await;
    let old = house.get("/units/17110?on=2025-06-30", Language::English).await.location;
    let new = house.get("/units/17110?on=2025-07-01", Language::English).await.location;
    assert_eq!(
        (old.as_str(), new.as_str()),
        ("/units/17110.1?on=2025-06-30", "/units/17110.2?on=2025-07-01")
    );
    let page = words_of(&house.get(&new, Language::English).await.body);
    assert!(page.contains("Phường Hoàng Mai") && page.contains("Xã Quỳnh Vinh"), "{page}");
    assert!(page.contains("A code names a unit only together with a day"));
    assert_eq!(house.get("/units/99999", Language::English).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn life_line_runs_with_the_script() {
    let house = House::furnished().await;
    let flows = |page: &str, from: &str| page.contains(&format!("class=\"flow\" d=\"M{from} "));
    let english = house.get("/units/40.1", Language::English).await.body;
    let own = house.get("/units/17110.2", Language::English).await.body;
    assert!(flows(&own, "400") || flows(&english, "400"), "{own}");
    let arabic = house.get("/units/17110.2", Language::Arabic).await.body;
    assert!(flows(&arabic, "700") && arabic.contains("direction=\"rtl\""), "{arabic}");
}

#[tokio::test]
async fn search_finds_with_and_without_marks_by_old_name_and_by_code() {
    let house = House::furnished().await;
    for (query, expected) in [
        ("hoa", "Hòa"),
        ("Ho%C3%A0+B%C3%ACnh", "17 Hoa Binh Province"),
        ("hoang+mai", "Quận Hoàng Mai"),
        ("00004", "Phường Trúc Bạch"),
        ("bo+thong+tin+va+truyen+thong", "Ministry of Information and Communications"),
    ] {
        let page =
            words_of(&house.get(&format!("/search?q={query}"), Language::English).await.body);
        assert!(page.contains(expected), "{query}: {page}");
    }
    let first = house.get("/search?q=hoa", Language::English).await.body;
    assert!(first.contains("name=\"from\" value=\"40\""), "what is left is a button away");
    let second = house.get("/search?q=hoa&from=40", Language::English).await.body;
    let rows =
        |page: &str| page.split("scope=\"row\"").skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert!(
        !rows(&second).is_empty() && rows(&second).iter().all(|row| !rows(&first).contains(row))
    );
    let none = words_of(&house.get("/search?q=qqqq", Language::English).await.body);
    assert!(none.contains("No unit matches “qqqq”"));
}

#[tokio::test]
async fn city_and_its_wards_stand_in_for_the_province_from_their_day() {
    let house = House::furnished().await;
    let kind = |on: &'static str| {
        let house = &house;
        async move {
            words_of(&house.get(&format!("/units/75?on={on}"), Language::Vietnamese).await.location)
        }
    };
    assert_eq!(kind("2026-04-29").await, "/units/75.2?on=2026-04-29");
    let page = words_of(&house.get("/units/75.2?on=2026-04-30", Language::Vietnamese).await.body);
    assert!(page.contains("Thành phố Đồng Nai") && page.contains("Phường Trảng Bom"), "{page}");
}
