//! Every page of this room in every language: no raw key, no style, the language that was asked for.

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::tests::{House, words_of};

async fn in_order(house: &House, path: &str) {
    for language in Language::ALL {
        let answer = house.get(path, language).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {language}");
        assert!(answer.body.contains(&format!("<html lang=\"{language}\"")), "{path} {language}");
        assert!(!answer.body.contains("style="), "{path} carries a style");
        let words = words_of(&answer.body);
        let raw =
            words.split(' ').find(|word| word.contains('-') && crate::web::tests::is_key(word));
        assert_eq!(raw, None, "{path} {language}");
    }
}

#[tokio::test]
async fn every_page_of_people_answers_in_every_language_and_shows_no_raw_key() {
    let mut house = House::furnished().await.signed_in_as("demo.administrator").await;
    let list = house.get("/people", Language::English).await.body;
    let person = list.split("<a href=\"/people/").nth(1).unwrap().split('"').next().unwrap();
    let (shown, closing) = (format!("/people/{person}"), format!("/people/{person}/close"));
    let paths = ["/me", "/people", "/people?q=lan", "/people/invite", "/people/roll"];
    for path in paths.into_iter().chain([shown.as_str(), closing.as_str()]) {
        in_order(&house, path).await;
    }
    house.cookies = String::new();
    in_order(&house, "/sign-in").await;
}
