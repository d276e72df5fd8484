//! The first page, the day, and what every request passes.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::words::Language;

use crate::ledger::count_acts;
use crate::tests::{House, words_of};

const PAGES: [&str; 7] =
    ["/", "/units", "/units/VN.1", "/units/40.1", "/reforms/2025-07-01", "/directives", "/day"];

#[tokio::test]
async fn every_page_answers_in_every_language_and_shows_no_raw_key() {
    let house = House::furnished().await;
    for language in Language::ALL {
        for path in PAGES {
            let answer = house.get(path, language).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} {language}");
            assert!(
                answer.body.contains(&format!("<html lang=\"{language}\"")),
                "{path} {language}"
            );
            assert!(!answer.body.contains("style="), "{path} carries a style");
            let words = words_of(&answer.body);
            let raw =
                words.split(' ').find(|word| word.contains('-') && crate::web::tests::is_key(word));
            assert_eq!(raw, None, "{path} {language}");
        }
    }
}

#[tokio::test]
async fn first_page_shows_two_networks() {
    let house = House::furnished().await;
    let page = words_of(&house.get("/", Language::English).await.body);
    assert!(
        page.contains("63 provinces became 34") && page.contains("10,035 communes became 3,321"),
        "{page}"
    );
}

#[tokio::test]
async fn day_moves_forward_only() {
    let house = House::furnished().await;
    assert_eq!(house.post("/day/forward", "to=2025-07-13").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.post("/day/forward", "to=2025-09-02").await.status, StatusCode::SEE_OTHER);
    let page = words_of(&house.get("/", Language::English).await.body);
    assert!(page.contains("Day: 2 September 2025"), "{page}");
}

#[tokio::test]
async fn day_is_moved_once_by_a_form_that_is_sent_twice() {
    let house = House::furnished().await;
    let page = house.get("/day", Language::English).await.body;
    let (_, rest) = page.split_once("name=\"call\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    let before = count_acts(&house.site.store).await.unwrap();
    let form = format!("to=2025-09-02&call={id}");
    for _ in 0..2 {
        let answer = house.send("/day/forward", &form).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/"));
    }
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
    let refused = house.send("/day/forward", &format!("to=2025-09-03&call={id}")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("sent before with other content"));
    assert!(refused.body.contains("value=\"2025-09-03\""), "what was typed stays");
    let without = house.send("/day/forward", "to=2025-09-03").await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
    assert!(words_of(&without.body).contains("without its own number"));
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
}

#[tokio::test]
async fn earlier_day_is_read_only_and_knows_no_later_act() {
    let house = House::furnished().await;
    let request = |path: &str| {
        Request::get(path).header("cookie", "lang=en; day=2025-06-10").body(Body::empty()).unwrap()
    };
    // On 10 June 2025 the reform of 1 July had not been decided.
    let page = words_of(&house.answer(request("/units?on=2025-07-02")).await.body);
    assert!(page.contains("63 provinces") && page.contains("read only"), "{page}");
    let write = Request::post("/directives/samples/vi")
        .header("cookie", "lang=en; day=2025-06-10")
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty())
        .unwrap();
    assert_eq!(house.answer(write).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn language_comes_from_the_browser_and_a_link_changes_it() {
    let house = House::over(crate::store::tests::sqlite().await);
    let asked = |header: &str| {
        Request::get("/day").header("accept-language", header).body(Body::empty()).unwrap()
    };
    assert!(
        house
            .answer(asked("de, ar;q=0.8, en;q=0.5"))
            .await
            .body
            .contains("lang=\"ar\" dir=\"rtl\"")
    );
    assert!(
        house.answer(asked("vi-VN,vi;q=0.9,en;q=0.8")).await.body.contains("<html lang=\"vi\"")
    );
    let answer = house.get("/units?on=2025-07-01&lang=fr", Language::English).await;
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (StatusCode::SEE_OTHER, "/units?on=2025-07-01")
    );
    let elsewhere = house.get("//example.org/?lang=fr", Language::English).await;
    assert!(!elsewhere.location.starts_with("//"), "{}", elsewhere.location);
}

#[tokio::test]
async fn write_from_another_site_is_refused() {
    let house = House::over(crate::store::tests::sqlite().await);
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://example.org"), ("accept", "*/*")]
    {
        let request = Request::post("/day/forward")
            .header(name, value)
            .body(Body::from("to=2026-01-01"))
            .unwrap();
        assert_eq!(house.answer(request).await.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn unknown_address_is_said_to_be_one() {
    let house = House::over(crate::store::tests::sqlite().await);
    let answer = house.get("/nowhere", Language::English).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(words_of(&answer.body).contains("There is nothing at this address"));
}
