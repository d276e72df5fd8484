//! Signing in and out, sessions, and what a stranger can and cannot do at the door.

use axum::http::StatusCode;
use banyan_core::access::{AccountId, Role};
use banyan_core::words::Moment;

use super::super::forget_what_is_over;
use super::super::store::{device_there, insert_device};
use super::people::account_of;
use super::{Browser, PASSWORD, houses, person, populate};
use crate::tests::words_of;

const HOUR: i64 = 3_600;

#[tokio::test]
async fn unknown_login_and_wrong_password_get_the_same_answer() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut browser = Browser::of(&house);
        let wrong = browser.sign_in("lan", "not the password at all").await;
        let unknown = browser.sign_in("nobody", "not the password at all").await;
        assert_eq!((wrong.status, unknown.status), (StatusCode::UNAUTHORIZED, unknown.status));
        let without = |page: &str, login: &str| page.replace(&format!("value=\"{login}\""), "");
        assert_eq!(without(&wrong.body, "lan"), without(&unknown.body, "nobody"));
        assert!(browser.cookies.is_empty());
    }
}

#[tokio::test]
async fn session_begins_with_the_password_and_signing_out_leaves_nothing() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut browser = Browser::of(&house);
        // A session that somebody planted is not the one that is signed in.
        browser.cookies.insert("session".to_owned(), "A".repeat(43));
        let answer = browser
            .post(
                "/sign-in",
                &format!("login=LAN&password={}&back=%2Funits", PASSWORD.replace(' ', "+")),
            )
            .await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/units"));
        assert_ne!(browser.cookies["session"], "A".repeat(43));
        let mut set = answer.headers.get_all("set-cookie").iter().map(|set| set.to_str().unwrap());
        let set = set.find(|set| set.starts_with("session=")).unwrap();
        assert!(set.contains("HttpOnly; SameSite=Lax") && !set.contains("Secure"), "{set}");
        let page = browser.get("/me").await;
        assert!(words_of(&page.body).contains("You: Person lan"), "{}", page.body);
        assert_eq!(page.headers["cache-control"], "no-store");
        let before = browser.cookies.clone();
        let out = browser.post("/sign-out", "").await;
        assert_eq!(out.headers["clear-site-data"], "\"cache\"");
        let left: Vec<&str> = browser.cookies.keys().map(String::as_str).collect();
        assert_eq!(left, ["device"], "a random token that names nobody");
        let door = browser.get("/sign-in").await.body;
        assert!(!door.contains("lan\"") && !door.contains("Person lan"), "{door}");
        // The cookie again, by whoever kept it.
        browser.cookies = before;
        assert_eq!(browser.get("/me").await.location, "/sign-in?back=/me");
    }
}

#[tokio::test]
async fn forged_cookies_are_nobody() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        for forged in ["", "x", "../..", "%00", "' or '1'='1", &"A".repeat(43), &"A".repeat(9000)] {
            let mut browser = Browser::of(&house);
            browser.cookies.insert("session".to_owned(), forged.to_owned());
            browser.cookies.insert("device".to_owned(), forged.to_owned());
            let answer = browser.get("/me").await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{forged}");
            assert_eq!(browser.sign_in("lan", PASSWORD).await.location, "/", "{forged}");
        }
    }
}

#[tokio::test]
async fn device_is_known_for_a_year_after_the_last_sign_in() {
    let day = |number: i64| Moment::from_microseconds(number * 24 * HOUR * 1_000_000);
    for house in houses().await {
        let store = &house.site.store;
        person(&house, "lan", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("lan").await;
        let lan = AccountId(account_of(&mut browser, "lan").await);
        for signed_in in [1, 300] {
            let work = store.write(|tx| {
                let lan = lan.clone();
                Box::pin(async move { insert_device(tx, "a browser", &lan, day(signed_in)).await })
            });
            work.await.unwrap();
        }
        for (today, known) in [(300 + 366, true), (300 + 367, false)] {
            forget_what_is_over(store, day(today)).await.unwrap();
            let there = device_there(&mut store.read().await.unwrap(), "a browser").await.unwrap();
            assert_eq!(there, known, "day {today}");
        }
    }
}

#[tokio::test]
async fn session_dies_of_idleness_and_of_age() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut browser = Browser::of(&house);
        browser.sign_in("lan", PASSWORD).await;
        house.pass(8 * HOUR - 1);
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        house.pass(8 * HOUR);
        assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
        browser.sign_in("lan", PASSWORD).await;
        // Used every few hours for 30 days.
        for _ in 0..(30 * 24 / 6 - 1) {
            house.pass(6 * HOUR);
            assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        }
        house.pass(6 * HOUR);
        assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
        // A clock that is set back for a while throws nobody out.
        browser.sign_in("lan", PASSWORD).await;
        house.pass(-2 * HOUR);
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let (mut here, mut there) = (Browser::of(&house), Browser::of(&house));
        here.sign_in("lan", PASSWORD).await;
        there.sign_in("lan", PASSWORD).await;
        let form = "password=wrong+wrong+wrong&next=another+sentence&again=another+sentence";
        assert_eq!(here.post("/me/password", form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(there.get("/me").await.status, StatusCode::OK);
        let before = here.cookies["session"].clone();
        let form = format!(
            "password={}&next=another+sentence&again=another+sentence",
            PASSWORD.replace(' ', "+")
        );
        assert_eq!(here.post("/me/password", &form).await.location, "/me");
        assert_ne!(here.cookies["session"], before);
        assert_eq!(here.get("/me").await.status, StatusCode::OK);
        assert_eq!(there.get("/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(there.sign_in("lan", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(there.sign_in("lan", "another sentence").await.location, "/");
    }
}

#[tokio::test]
async fn stranger_slows_down_but_locks_nobody_out() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut owner = Browser::of(&house);
        owner.sign_in("lan", PASSWORD).await;
        owner.post("/sign-out", "").await;
        assert!(owner.get("/me").await.location.starts_with("/sign-in"));
        let mut strangers = ["198.51.100.1:1", "198.51.100.2:1", "198.51.100.3:1"]
            .map(|at| Browser::at(&house, at));
        for stranger in &mut strangers {
            for _ in 0..5 {
                let answer = stranger.sign_in("lan", "guess after guess").await;
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            }
        }
        let waits = strangers[0].sign_in("lan", PASSWORD).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "even with the right password");
        assert!(words_of(&waits.body).contains("Wait 1 s"), "{}", waits.body);
        // They go on for long, so that the account's turns are always taken.
        for _ in 0..12 {
            house.pass(30);
            for stranger in &mut strangers {
                stranger.sign_in("lan", "guess after guess").await;
            }
        }
        let taken = strangers[2].sign_in("lan", PASSWORD).await;
        assert_eq!(taken.status, StatusCode::TOO_MANY_REQUESTS);
        // The owner gets in at once: by a known browser, and from an address of the own, with a slip of the finger too.
        assert_eq!(owner.sign_in("lan", PASSWORD).await.location, "/");
        let mut fresh = Browser::at(&house, "203.0.113.4:1");
        let slip = fresh.sign_in("lan", "a short sentence of mien").await;
        assert_eq!(slip.status, StatusCode::UNAUTHORIZED);
        assert_eq!(fresh.sign_in("lan", PASSWORD).await.location, "/");
        // Behind a stranger's own address, half a minute after the last try.
        let mut beside = Browser::at(&house, "198.51.100.1:2");
        assert_eq!(beside.sign_in("lan", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        house.pass(30);
        assert_eq!(beside.sign_in("lan", PASSWORD).await.location, "/");
    }
}

#[tokio::test]
async fn way_back_stays_within_the_site() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        for back in [
            "//example.org",
            "https://example.org",
            "/\\example.org",
            "/%0d%0aset-cookie:x",
            "/%00",
            "/%1Bunits",
            "/units%7F",
            "/+/example.org",
            "javascript:x",
        ] {
            let form = format!("login=lan&password={}&back={back}", PASSWORD.replace(' ', "+"));
            let answer = Browser::of(&house).post("/sign-in", &form).await;
            assert_eq!(answer.location, "/", "{back}");
        }
    }
}

#[tokio::test]
async fn owner_ends_own_sessions_and_nobody_elses() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        person(&house, "minh", "18073", Role::Reporter).await;
        let (mut lan, mut other) = (Browser::of(&house), Browser::of(&house));
        let mut minh = Browser::of(&house);
        lan.sign_in("lan", PASSWORD).await;
        other.sign_in("lan", PASSWORD).await;
        minh.sign_in("minh", PASSWORD).await;
        let page = lan.get("/me").await.body;
        let mark = page.split("/me/sessions/").nth(1).unwrap().split('"').next().unwrap();
        minh.post(&format!("/me/sessions/{mark}"), "").await;
        assert_eq!(other.get("/me").await.status, StatusCode::OK, "foreign mark");
        lan.post(&format!("/me/sessions/{mark}"), "").await;
        assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(lan.get("/me").await.status, StatusCode::OK);
        assert_eq!(lan.post("/me/sessions", "").await.location, "/sign-in");
        assert_eq!(lan.get("/me").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn only_the_demonstration_lets_anybody_in() {
    for house in houses().await {
        populate(&house).await;
        let mut browser = Browser::of(&house);
        let answer = browser.post("/sign-in/as/demo.central", "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!browser.get("/sign-in").await.body.contains("demo.central"));
        assert_eq!(browser.sign_in("demo.central", "").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn nine_people_of_the_demonstration_sign_in_with_one_click() {
    let mut house = crate::tests::House::furnished().await;
    house.cookies = String::new();
    let mut browser = Browser::of(&house);
    let page = browser.get("/sign-in").await.body;
    assert_eq!(page.matches("action=\"/sign-in/as/").count(), 9);
    assert!(words_of(&page).contains("These people do not exist."));
    for login in page.split("action=\"/sign-in/as/").skip(1) {
        let login = login.split('"').next().unwrap();
        assert_eq!(browser.post(&format!("/sign-in/as/{login}"), "").await.location, "/");
        assert!(words_of(&browser.get("/me").await.body).contains(login));
    }
}

#[tokio::test]
async fn of_two_new_passwords_at_once_one_is_set_and_the_other_told_so() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let (mut here, mut there) = (Browser::of(&house), Browser::of(&house));
        here.sign_in("lan", PASSWORD).await;
        there.sign_in("lan", PASSWORD).await;
        let form = |next: &str| {
            format!("password={}&next={next}&again={next}", PASSWORD.replace(' ', "+"))
        };
        let forms = [form("sentence+of+here"), form("sentence+of+there")];
        let (one, two) = tokio::join!(
            here.post("/me/password", &forms[0]),
            there.post("/me/password", &forms[1])
        );
        let set = [one.location == "/me", two.location == "/me"];
        assert_ne!(set[0], set[1], "{} {}", one.status, two.status);
        let kept = if set[0] { "sentence of here" } else { "sentence of there" };
        assert_eq!(Browser::of(&house).sign_in("lan", kept).await.location, "/");
    }
}
