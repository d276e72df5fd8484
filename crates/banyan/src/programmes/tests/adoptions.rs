//! Directives of the same number: each unit has its own, the same one is compared, and what is kept private neither stands in
//! anybody's way nor shows itself.

use axum::http::StatusCode;
use banyan_core::access::{Role, Subject};
use banyan_core::words::Language;

use super::super::Words4;
use super::page;
use crate::ledger::count_acts;
use crate::tests::{Answer, House, words_of};

/// The sample of Nghệ An, or the same as another province would have written it.
fn plan(house: &House, of: Option<(&str, &str)>) -> String {
    let sample = house.caches.samples.0.iter().find(|sample| sample.name == "vi").unwrap();
    match of {
        None => sample.text.clone(),
        Some((name, capitals)) => sample.text.replace("Nghệ An", name).replace("NGHỆ AN", capitals),
    }
}

async fn adopt(house: &House, text: &str, form: &str) -> Answer {
    let draft = house.upload("", b"", text).await.location;
    let draft = draft.trim_start_matches("/drafts/").trim_end_matches("?again=true");
    house.post(&format!("/programmes/adopt/{draft}"), form).await
}

#[tokio::test]
async fn two_provinces_adopt_plans_of_the_same_number() {
    let house = House::furnished().await;
    house.join(&[("demo.neighbour", Role::Planner, "42", Subject::Everything)]).await;
    let house = house.signed_in_as("demo.planner").await;
    let own = adopt(&house, &plan(&house, None), "").await;
    assert_eq!(own.location, "/programmes/118-KH-UBND.40", "{}", words_of(&own.body));
    let house = house.signed_in_as("demo.neighbour").await;
    let text = plan(&house, Some(("Hà Tĩnh", "HÀ TĨNH")));
    let other = adopt(&house, &text, "visibility=public").await;
    assert_eq!(other.location, "/programmes/118-KH-UBND.42", "{}", words_of(&other.body));
    // Each with parts of its own, and each implements what was written for its own province.
    let shown = house.get(&other.location, Language::English).await.body;
    assert!(words_of(&shown).contains("Ha Tinh") && shown.contains("/targets/118-KH-UBND.42-T01"));
    assert!(!shown.contains("href=\"/programmes/R09\""), "a resolution of another province");
    let list = house.get("/programmes", Language::English).await.body;
    assert!(list.contains("118-KH-UBND.42") && !list.contains("118-KH-UBND.40"), "{list}");
    let hidden = house.get(&own.location, Language::English).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let house = house.signed_in_as("demo.planner").await;
    let shown = house.get(&own.location, Language::English).await.body;
    assert!(shown.contains("href=\"/programmes/R09\""), "{shown}");
}

#[tokio::test]
async fn same_plan_is_compared_whoever_of_its_unit_adopts_it_again() {
    let house = House::furnished().await.signed_in_as("demo.planner").await;
    let text = plan(&house, None);
    let own = adopt(&house, &text, "").await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
    let before = count_acts(&house.site.store).await.unwrap();
    let again = adopt(&house, &text, "visibility=private").await;
    let house = house.signed_in_as("demo.central").await;
    for refused in [again, adopt(&house, &text, "").await] {
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(words_of(&refused.body).contains("This directive is adopted already"));
        assert!(refused.body.contains(&format!("href=\"{}\"", own.location)));
    }
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before);
    // The plan of another year is another plan.
    let earlier = text.replace("tháng 3 năm 2025", "tháng 3 năm 2024");
    let earlier = adopt(&house, &earlier, "").await;
    assert_eq!(earlier.location, "/programmes/118-KH-UBND.40.2024", "{}", words_of(&earlier.body));
}

#[tokio::test]
async fn plans_of_two_communes_of_a_province_are_two() {
    let house = House::furnished().await.signed_in_as("demo.planner").await;
    let text = plan(&house, None);
    let mut locations = Vec::new();
    for (issuer, status) in [
        ("UBND xã Diễn Kỷ", StatusCode::SEE_OTHER),
        ("UBND xã Diễn Trường", StatusCode::SEE_OTHER),
        ("Ủy ban nhân dân xã Diễn Trường", StatusCode::CONFLICT),
    ] {
        let draft = house.upload("", b"", &format!("{text}\n{issuer}")).await.location;
        let form = "number=118%2FKH-UBND&title=y&date=2025-03-12&clears=5&revision=0";
        let form = format!("{form}&issuer={}", issuer.replace(' ', "+"));
        let changed = house.post(&format!("{draft}/document"), &form).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", words_of(&changed.body));
        let adopt = draft.replace("/drafts/", "/programmes/adopt/");
        let adopted = house.post(&adopt, "").await;
        assert_eq!(adopted.status, status, "{issuer}: {}", words_of(&adopted.body));
        locations.push(adopted.location);
    }
    assert_eq!(locations, ["/programmes/118-KH-UBND.40", "/programmes/118-KH-UBND.40.2025", ""]);
}

#[tokio::test]
async fn plan_recorded_under_its_bare_number_keeps_its_address_and_is_the_same() {
    let house = House::furnished().await;
    let mut bare = house.bare("R09", "118-KH-UBND");
    "118/KH-UBND".clone_into(&mut bare.directive.number);
    "2025-03-12".clone_into(&mut bare.directive.issued_on);
    // A draft's document has its issuer in words.
    bare.directive.issuer = String::new();
    let issuer = "Ủy ban nhân dân tỉnh Nghệ An";
    bare.directive.issuer_name = Words4::in_one(Language::Vietnamese, issuer);
    house.record(&bare).await;
    house.caches.catalogue.renew(&house.site.store).await.unwrap();
    let refused = adopt(&house, &plan(&house, None), "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("href=\"/programmes/118-KH-UBND\""), "{}", refused.body);
    assert!(page(&house, "/programmes/118-KH-UBND").await.contains("118/KH-UBND"));
}

#[tokio::test]
async fn private_plan_neither_blocks_another_adoption_nor_shows_itself() {
    let mut answers = Vec::new();
    for kept in [None, Some("private"), Some("subtree")] {
        let house = House::furnished().await.signed_in_as("demo.planner").await;
        let text = plan(&house, None);
        let mut hidden = None;
        if let Some(visibility) = kept {
            let own = adopt(&house, &text, &format!("visibility={visibility}")).await;
            assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", words_of(&own.body));
            assert!(page(&house, &own.location).await.contains("118/KH-UBND"));
            hidden = Some(own.location);
        }
        // The country may adopt for the province, and does not see what the province keeps.
        let house = house.signed_in_as("demo.central").await;
        for path in ["/programmes", "/acts", "/search?q=118"].iter().chain(&["/acts?unit=40.1"]) {
            let shown = house.get(path, Language::English).await.body;
            assert!(!shown.contains("118-KH-UBND") && !shown.contains("118/KH-UBND"), "{path}");
        }
        if let Some(hidden) = &hidden {
            let answer = house.get(hidden, Language::English).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
        let adopted = adopt(&house, &text, "").await;
        answers.push((adopted.status, adopted.location.clone(), words_of(&adopted.body)));
        assert!(page(&house, &adopted.location).await.contains("118/KH-UBND"));
        // Who sees both is shown the one that was there first.
        let house = house.signed_in_as("demo.planner").await;
        let again = adopt(&house, &text, "visibility=public").await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let first = hidden.unwrap_or(adopted.location);
        assert!(again.body.contains(&format!("href=\"{first}\"")), "{}", again.body);
    }
    assert_eq!(answers[0].1, "/programmes/118-KH-UBND.40");
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}
