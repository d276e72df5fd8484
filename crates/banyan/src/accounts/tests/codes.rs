//! The second factor: who must have one, and which codes open.

use axum::http::StatusCode;
use banyan_core::access::Role;

use super::{Browser, PASSWORD, code_at, houses, person};
use crate::tests::words_of;

#[tokio::test]
async fn administrator_sets_the_second_factor_up_before_anything_else() {
    for house in houses().await {
        for (login, role) in
            [("ad", Role::Administrator), ("re", Role::Reviewer), ("au", Role::Auditor)]
        {
            person(&house, &format!("{login}.one"), "VN", role).await;
            let mut browser = Browser::of(&house);
            browser.sign_in(&format!("{login}.one"), PASSWORD).await;
            let half = browser.cookies["session"].clone();
            assert_eq!(browser.get("/people").await.location, "/sign-in?back=/people");
            assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
            let page = browser.get("/sign-in/factor").await;
            assert!(page.body.contains("<svg class=\"qr\""), "{}", page.body);
            let wrong = browser.post("/sign-in/factor", "code=000000").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            let secret = super::secret_of(&wrong.body);
            let code = code_at(&house, &secret, 0);
            let codes = browser.post("/sign-in/factor", &format!("code={code}")).await;
            assert_eq!(codes.body.matches("<li><bdi").count(), 10, "{}", codes.body);
            assert_ne!(browser.cookies["session"], half, "a new session at each step");
            assert_eq!(browser.get("/me").await.status, StatusCode::OK);
            browser.cookies.insert("session".to_owned(), half);
            assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
        }
    }
}

#[tokio::test]
async fn code_opens_once_and_only_near_its_time() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        person(&house, "ad.two", "VN", Role::Administrator).await;
        let secret = Browser::of(&house).set_up("ad.one").await;
        let foreign = Browser::of(&house).set_up("ad.two").await;
        let used = code_at(&house, &secret, 0);
        let mut browser = Browser::of(&house);
        assert_eq!(browser.sign_in("ad.one", PASSWORD).await.location, "/sign-in/code");
        let codes = [
            ("replayed", used),
            ("two steps early", code_at(&house, &secret, 60)),
            ("foreign", code_at(&house, &foreign, 30)),
            ("no code", "12345".to_owned()),
        ];
        for (why, code) in codes {
            let answer = browser.post("/sign-in/code", &format!("code={code}")).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{why}");
        }
        // The telephone's clock is half a minute ahead.
        let ahead = code_at(&house, &secret, 30);
        assert_eq!(browser.post("/sign-in/code", &format!("code={ahead}")).await.location, "/");
        // Then its code of that step, which has come by now, is used already.
        house.pass(30);
        let mut again = Browser::of(&house);
        again.sign_in("ad.one", PASSWORD).await;
        let answer = again.post("/sign-in/code", &format!("code={ahead}")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        // And half a minute behind.
        house.pass(60);
        let behind = code_at(&house, &secret, -30);
        assert_eq!(again.post("/sign-in/code", &format!("code={behind}")).await.location, "/");
    }
}

#[tokio::test]
async fn codes_cannot_be_guessed_quickly() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        Browser::of(&house).set_up("ad.one").await;
        let mut browser = Browser::of(&house);
        browser.sign_in("ad.one", PASSWORD).await;
        for _ in 0..5 {
            let answer = browser.post("/sign-in/code", "code=123123").await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        }
        let answer = browser.post("/sign-in/code", "code=123123").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers["retry-after"], "1");
    }
}

#[tokio::test]
async fn recovery_code_opens_once() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        let form = format!("password={}", PASSWORD.replace(' ', "+"));
        let page = browser.post("/me/codes", &form).await;
        let first = page.body.split("<li><bdi class=\"num\" dir=\"ltr\">").nth(1).unwrap();
        let code = first.split('<').next().unwrap().to_owned();
        let mut other = Browser::of(&house);
        other.sign_in("ad.one", PASSWORD).await;
        let typed = code.to_uppercase().replace('-', "+");
        assert_eq!(other.post("/sign-in/code", &format!("code={typed}")).await.location, "/");
        assert!(words_of(&other.get("/me").await.body).contains("Recovery codes left: 9."));
        let mut third = Browser::of(&house);
        third.sign_in("ad.one", PASSWORD).await;
        let answer = third.post("/sign-in/code", &format!("code={code}")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn session_left_open_sets_no_factor_up() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut lan = Browser::of(&house);
        lan.sign_in("lan", PASSWORD).await;
        let shown = lan.get("/sign-in/factor").await.body;
        assert!(words_of(&shown).contains("Present password"), "{shown}");
        let code = code_at(&house, &super::secret_of(&shown), 0);
        for password in ["", "not+the+password+at+all"] {
            let form = format!("code={code}&password={password}");
            let refused = lan.post("/sign-in/factor", &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(words_of(&refused.body).contains("The present password is wrong."));
        }
        let form = format!("code={code}&password={}", PASSWORD.replace(' ', "+"));
        let done = lan.post("/sign-in/factor", &form).await;
        assert_eq!(done.body.matches("<li><bdi").count(), 10, "{}", done.body);
    }
}

#[tokio::test]
async fn password_is_asked_again_when_the_set_up_was_left_open_and_no_other_session_saw_the_secret()
{
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let (mut here, mut there) = (Browser::of(&house), Browser::of(&house));
        here.sign_in("ad.one", PASSWORD).await;
        there.sign_in("ad.one", PASSWORD).await;
        let shown = here.get("/sign-in/factor").await.body;
        assert!(!words_of(&shown).contains("Present password"), "typed just now");
        let secret = super::secret_of(&shown);
        assert_ne!(super::secret_of(&there.get("/sign-in/factor").await.body), secret);
        house.pass(600);
        let shown = here.get("/sign-in/factor").await.body;
        assert!(words_of(&shown).contains("Present password"), "{shown}");
        assert_eq!(super::secret_of(&shown), secret);
        let code = code_at(&house, &secret, 0);
        let bare = here.post("/sign-in/factor", &format!("code={code}")).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("code={code}&password={}", PASSWORD.replace(' ', "+"));
        let done = here.post("/sign-in/factor", &form).await;
        assert_eq!(done.body.matches("<li><bdi").count(), 10, "{}", done.body);
        // The other session is asked for a code of that telephone now.
        assert_eq!(there.get("/sign-in/factor").await.location, "/sign-in");
        assert_eq!(there.get("/sign-in").await.location, "/sign-in/code");
    }
}

#[tokio::test]
async fn new_password_makes_the_shown_secret_new_and_unused_links_open_nothing() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut administrator = Browser::of(&house);
        administrator.set_up("ad.one").await;
        let account = super::people::account_of(&mut administrator, "lan").await;
        let renewed = administrator.post(&format!("/people/{account}/link"), "").await;
        let link = super::links::link_of(&renewed.body);
        let mut lan = Browser::of(&house);
        lan.sign_in("lan", PASSWORD).await;
        let before = super::secret_of(&lan.get("/sign-in/factor").await.body);
        assert_eq!(super::secret_of(&lan.get("/sign-in/factor").await.body), before);
        assert_eq!(lan.get(&link).await.status, StatusCode::OK);
        let form = format!(
            "password={}&next=another+sentence&again=another+sentence",
            PASSWORD.replace(' ', "+")
        );
        assert_eq!(lan.post("/me/password", &form).await.location, "/me");
        assert_ne!(super::secret_of(&lan.get("/sign-in/factor").await.body), before);
        assert_eq!(lan.get(&link).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn factor_that_is_set_up_stays_when_the_password_changes() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        let form = format!(
            "password={}&next=another+sentence&again=another+sentence",
            PASSWORD.replace(' ', "+")
        );
        assert_eq!(browser.post("/me/password", &form).await.location, "/me");
        let mut again = Browser::of(&house);
        let answer = again.sign_in("ad.one", "another sentence").await;
        assert_eq!(answer.location, "/sign-in/code");
    }
}
