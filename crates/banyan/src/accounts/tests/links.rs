//! Invitations: wrong, used, expired, replaced and foreign links; passwords that are not taken.

use axum::http::StatusCode;
use banyan_core::access::Role;

use super::{Browser, PASSWORD, houses, person};
use crate::tests::words_of;

const DAY: i64 = 86_400;
const LAN: &str =
    "login=lan&name=Lan&email=&language=en&role=reporter&unit=17110&subject=&from=&until=";
const CHOSEN: &str = "password=a+sentence+of+lan&again=a+sentence+of+lan";

/// The path of the link that a page shows.
pub(super) fn link_of(page: &str) -> String {
    let rest = page.split("http://127.0.0.1:8080/welcome/").nth(1).unwrap();
    format!("/welcome/{}", rest.split('<').next().unwrap())
}

#[tokio::test]
async fn link_opens_once() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut administrator = Browser::of(&house);
        administrator.set_up("ad.one").await;
        let page = administrator.post("/people/invite", LAN).await;
        assert_eq!(page.status, StatusCode::OK, "{}", words_of(&page.body));
        let link = link_of(&page.body);
        let mut lan = Browser::of(&house);
        assert!(words_of(&lan.get(&link).await.body).contains("Welcome, Lan"));
        assert_eq!(lan.post(&link, CHOSEN).await.location, "/");
        assert!(words_of(&lan.get("/me").await.body).contains("You: Lan"));
        let mut other = Browser::of(&house);
        assert_eq!(other.get(&link).await.status, StatusCode::GONE);
        let form = "password=a+sentence+of+another&again=a+sentence+of+another";
        let again = other.post(&link, form).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert!(words_of(&again.body).contains("This link has been used."));
        assert_eq!(other.sign_in("lan", "a sentence of lan").await.location, "/");
    }
}

#[tokio::test]
async fn wrong_expired_and_replaced_links_open_nothing() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut administrator = Browser::of(&house);
        administrator.set_up("ad.one").await;
        let page = administrator.post("/people/invite", LAN).await.body;
        let (link, account) = (link_of(&page), page.split("href=\"/people/").last().unwrap());
        let account = account.split('"').next().unwrap();
        let mut lan = Browser::of(&house);
        for wrong in ["/welcome/x", &format!("/welcome/{}", "A".repeat(43)), &format!("{link}x")] {
            assert_eq!(lan.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
            assert_eq!(lan.post(wrong, CHOSEN).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        // A link made anew replaces the one before it.
        let renewed = administrator.post(&format!("/people/{account}/link"), "").await;
        let newer = link_of(&renewed.body);
        assert_eq!(lan.get(&link).await.status, StatusCode::NOT_FOUND);
        assert_eq!(lan.get(&newer).await.status, StatusCode::OK);
        house.pass(14 * DAY);
        let expired = lan.post(&newer, CHOSEN).await;
        assert_eq!(expired.status, StatusCode::GONE);
        assert!(words_of(&expired.body).contains("This link has expired."));
        assert_eq!(lan.sign_in("lan", "a sentence of lan").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn link_made_anew_ends_the_sessions_and_leaves_the_password() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut administrator = Browser::of(&house);
        administrator.set_up("ad.one").await;
        let account = super::people::account_of(&mut administrator, "lan").await;
        let mut lan = Browser::of(&house);
        lan.sign_in("lan", PASSWORD).await;
        administrator.post(&format!("/people/{account}/link"), "").await;
        assert_eq!(lan.get("/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(lan.sign_in("lan", PASSWORD).await.location, "/");
    }
}

#[tokio::test]
async fn weak_password_is_refused_with_a_sentence_and_the_link_stays() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut administrator = Browser::of(&house);
        administrator.set_up("ad.one").await;
        let long = "login=nguyen.thi.lan&name=Nguyen+Thi+Lan&language=en&role=reporter&unit=17110";
        let link = link_of(&administrator.post("/people/invite", long).await.body);
        let mut lan = Browser::of(&house);
        let too_long = "x".repeat(257);
        for (password, again, sentence) in [
            ("short", "short", "The password is too short."),
            ("nguyen.thi.lan", "nguyen.thi.lan", "The password is your login or your name."),
            ("NGUYEN+THI+LAN", "NGUYEN+THI+LAN", "The password is your login or your name."),
            (too_long.as_str(), too_long.as_str(), "The password is too long."),
            ("one+good+sentence", "another+sentence", "The two are not the same."),
        ] {
            let answer = lan.post(&link, &format!("password={password}&again={again}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(words_of(&answer.body).contains(sentence), "{sentence}: {}", answer.body);
        }
        assert_eq!(lan.post(&link, CHOSEN).await.location, "/");
    }
}

#[tokio::test]
async fn link_opened_by_somebody_else_ends_their_session_and_not_their_account() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        person(&house, "minh", "18073", Role::Reporter).await;
        let mut administrator = Browser::of(&house);
        administrator.set_up("ad.one").await;
        let link = link_of(&administrator.post("/people/invite", LAN).await.body);
        let mut minh = Browser::of(&house);
        minh.sign_in("minh", PASSWORD).await;
        let before = minh.cookies.clone();
        assert!(words_of(&minh.get(&link).await.body).contains("is signed in as Person minh"));
        minh.post(&link, CHOSEN).await;
        assert!(words_of(&minh.get("/me").await.body).contains("You: Lan"));
        minh.cookies = before;
        assert_eq!(minh.get("/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(minh.sign_in("minh", PASSWORD).await.location, "/");
    }
}
