//! A form that is sent twice, by a double click or after a lost answer, does its work once.

use axum::http::StatusCode;
use banyan_core::access::Role;

use super::links::link_of;
use super::people::account_of;
use super::{Browser, houses, person};
use crate::ledger;
use crate::tests::{House, words_of};

#[tokio::test]
async fn forms_about_people_do_their_work_once() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        person(&house, "ad.two", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        browser
            .post(
                "/people/invite",
                "login=lan&name=Person+lan&language=en&role=reporter&unit=17110",
            )
            .await;
        let lan = account_of(&mut browser, "lan").await;
        let granted = format!("/people/{lan}/grants");
        let steps = [
            (
                "/people/invite",
                "login=minh&name=Minh&language=vi&role=reporter&unit=17110",
                "login=minh2&name=Minh&language=vi&role=reporter&unit=17110",
            ),
            (granted.as_str(), "role=planner&unit=40", "role=planner&unit=42"),
            (
                &format!("/people/{lan}/details"),
                "version=1&name=Lan&language=en",
                "version=1&name=Anh&language=en",
            ),
            (&format!("/people/{lan}/link"), "", "factor=gone"),
            ("/people/sheets", &format!("accounts={lan}"), ""),
            ("/me/language", "version=1&language=vi", "version=1&language=fr"),
            (&format!("/people/{lan}/close"), "version=2", ""),
        ];
        for (path, form, other) in steps {
            let before = ledger::count_acts(&house.site.store).await.unwrap();
            let sent = house.of_a_page(form);
            let id = sent.rsplit_once("call=").unwrap().1.to_owned();
            let first = browser.post(path, &sent).await;
            assert!(
                first.status == StatusCode::OK || first.status == StatusCode::SEE_OTHER,
                "{path}: {}",
                words_of(&first.body)
            );
            let again = browser.post(path, &sent).await;
            assert_eq!(
                (again.status, &again.location),
                (first.status, &first.location),
                "{path}: {}",
                words_of(&again.body)
            );
            assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), before + 1, "{path}");
            if !other.is_empty() {
                let otherwise = browser.post(path, &format!("{other}&call={id}")).await;
                assert_eq!(
                    otherwise.status,
                    StatusCode::CONFLICT,
                    "{path}: {}",
                    words_of(&otherwise.body)
                );
            }
            let without = browser.post(path, &format!("{form}&call=")).await;
            assert_eq!(without.status, StatusCode::BAD_REQUEST, "{path}");
            assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), before + 1, "{path}");
        }
    }
}

#[tokio::test]
async fn form_that_is_sent_twice_shows_the_same_link_and_writes_one_letter() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        browser
            .post(
                "/people/invite",
                "login=lan&name=Person+lan&language=en&role=reporter&unit=17110",
            )
            .await;
        let lan = account_of(&mut browser, "lan").await;
        let invite = "login=minh&name=Minh&email=m@example.org&language=en&role=reporter&unit=40";
        for (path, form) in [
            ("/people/invite".to_owned(), invite.to_owned()),
            (format!("/people/{lan}/link"), String::new()),
            ("/people/sheets".to_owned(), format!("accounts={lan}")),
        ] {
            let sent = house.of_a_page(&form);
            let first = link_of(&browser.post(&path, &sent).await.body);
            let letters = letters_of(&house).await;
            assert_eq!(link_of(&browser.post(&path, &sent).await.body), first, "{path}");
            assert_eq!(letters_of(&house).await, letters, "{path}");
            assert_eq!(Browser::of(&house).get(&first).await.status, StatusCode::OK, "{path}");
            let other = link_of(&browser.post(&format!("/people/{lan}/link"), "").await.body);
            assert_ne!(other, first, "another form makes another link");
            if path == "/people/invite" {
                continue;
            }
            // The first link opens no more, and the form does not bring it back.
            let again = browser.post(&path, &sent).await;
            assert!(words_of(&again.body).contains("This form was sent before."), "{path}");
            assert_eq!(Browser::of(&house).get(&other).await.status, StatusCode::OK, "{path}");
        }
    }
}

async fn letters_of(house: &House) -> usize {
    let mut tx = house.site.store.read().await.unwrap();
    let late = house.machine().plus(86_400 * 1_000_000);
    super::super::store::list_letters(&mut tx, late, 100).await.unwrap().len()
}

#[tokio::test]
async fn grant_is_ended_once() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        let lan = account_of(&mut browser, "lan").await;
        let page = browser.get(&format!("/people/{lan}")).await.body;
        let rest = page.split("/grants/").find(|rest| rest.contains("/end\"")).unwrap();
        let grant = rest.split("/end\"").next().unwrap();
        let path = format!("/people/{lan}/grants/{grant}/end");
        let before = ledger::count_acts(&house.site.store).await.unwrap();
        let sent = house.of_a_page("last=2025-07-20");
        for _ in 0..2 {
            let answer = browser.post(&path, &sent).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", words_of(&answer.body));
        }
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), before + 1);
        let fresh = browser.post(&path, "last=2025-07-21").await;
        assert_eq!(fresh.status, StatusCode::CONFLICT, "another form does it a second time");
    }
}
