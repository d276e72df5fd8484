//! Letters: one for each invitation with an address, into a folder, once; what cannot be sent waits and is not lost.

use axum::http::StatusCode;
use banyan_core::access::Role;

use super::super::{MailRoute, Post, deliver};
use super::{Browser, houses, person};
use crate::store::tests::fresh_folder;

const LAN: &str =
    "login=lan&name=Ngoc+L%C3%A2m&email=lan%40example.org&language=vi&role=reporter&unit=17110";

#[tokio::test]
async fn invitation_becomes_one_letter_in_the_folder() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        assert_eq!(browser.post("/people/invite", LAN).await.status, StatusCode::OK);
        let folder = fresh_folder();
        let route = MailRoute::Folder(folder.clone());
        let post = Post::new(&route, "Banyan <banyan@example.org>").unwrap();
        let store = &house.site.store;
        assert_eq!(deliver(store, &post, house.machine()).await.unwrap(), 1);
        assert_eq!(deliver(store, &post, house.machine().plus(1 << 50)).await.unwrap(), 0);
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().collect();
        assert_eq!(files.len(), 1);
        let letter = std::fs::read_to_string(files[0].path()).unwrap();
        assert!(letter.contains("To: lan@example.org\r\n"), "{letter}");
        assert!(
            letter.contains("From: Banyan <banyan@example.org>")
                || letter.contains("From: \"Banyan\" <banyan@example.org>"),
            "{letter}"
        );
    }
}

#[tokio::test]
async fn letter_that_does_not_go_waits_longer_and_goes_later() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        browser.post("/people/invite", LAN).await;
        let folder = fresh_folder();
        // A file stands where the folder should be.
        std::fs::write(&folder, "in the way").unwrap();
        let route = MailRoute::Folder(folder.clone());
        let post = Post::new(&route, "Banyan <banyan@example.org>").unwrap();
        let store = &house.site.store;
        let at = |seconds: i64| house.machine().plus(seconds * 1_000_000);
        assert_eq!(deliver(store, &post, at(0)).await.unwrap(), 0);
        std::fs::remove_file(&folder).unwrap();
        assert_eq!(deliver(store, &post, at(59)).await.unwrap(), 0, "it waits a minute");
        assert_eq!(deliver(store, &post, at(60)).await.unwrap(), 1);
    }
}

#[test]
fn wrong_settings_are_told_without_the_password() {
    let route = MailRoute::Smtp("nonsense://user:hidden@host".to_owned());
    let refusal = Post::new(&route, "Banyan <banyan@example.org>").err().unwrap();
    assert!(refusal.contains("`mail`") && !refusal.contains("hidden"), "{refusal}");
    let route = MailRoute::Smtp("smtps://user:hidden@host".to_owned());
    assert!(Post::new(&route, "nobody").err().unwrap().contains("`mail_from`"));
    assert!(Post::new(&route, "nobody@example.org").is_ok());
}
