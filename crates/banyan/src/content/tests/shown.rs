//! What is adopted is what was shown, read once, with the hash of every file; and what is put between two known steps.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::versions::{brought, newer};
use super::{Copy, Source};
use crate::content::Changes;
use crate::content::brought::Folder;
use crate::ledger::{self, count_acts};
use crate::tests::{House, words_of};

/// The digest that the page put into its form.
async fn shown(house: &House) -> String {
    let page = house.get("/content", Language::English).await.body;
    let (_, rest) =
        page.split_once("name=\"digest\" value=\"").expect("there is something to adopt");
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn folder_that_changed_since_it_was_shown_is_shown_again() {
    let copy = newer();
    let house = House::furnished_beside(&copy.source()).await;
    let seen = shown(&house).await;
    copy.change("content.toml", "version = \"2026.2\"", "version = \"2026.3\"");
    let acts = count_acts(&house.site.store).await.unwrap();
    let refused = house.post("/content/adopt", &format!("digest={seen}")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("has changed since this page was shown"));
    assert!(words_of(&refused.body).contains("vietnam 2026.3"));
    assert_eq!(house.post("/content/adopt", "").await.status, StatusCode::CONFLICT);
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
    let again = shown(&house).await;
    assert_ne!(again, seen);
    let adopted = house.post("/content/adopt", &format!("digest={again}")).await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER);
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 2);
    let receipt = adopted.cookies.iter().find(|(name, _)| name == "receipt").unwrap();
    let acts = ledger::acts(&mut house.site.store.read().await.unwrap()).await.unwrap();
    assert_eq!(receipt.1, acts.last().unwrap().id.0, "the last act");
    let twice = house.post("/content/adopt", &format!("digest={again}")).await;
    assert_eq!((twice.location.as_str(), twice.cookies.len()), ("/content", 0), "nothing is left");
}

#[test]
fn kept_folder_answers_as_the_first_time() {
    let copy = Copy::new();
    let kept = copy.source().kept();
    let (before, list) = (kept.text("content.toml").unwrap(), kept.list("programmes"));
    assert!(!kept.has("network/later.toml"));
    copy.change("content.toml", "2026.1", "2026.9");
    std::fs::write(copy.0.join("network/later.toml"), "").unwrap();
    std::fs::remove_file(copy.0.join("programmes/plan-02.toml")).unwrap();
    assert_eq!((kept.text("content.toml").unwrap(), kept.list("programmes")), (before, list));
    assert!(!kept.has("network/later.toml"));
    assert_ne!(copy.source().text("content.toml").unwrap(), kept.text("content.toml").unwrap());
}

#[test]
fn every_file_that_the_network_is_read_from_is_bound() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let bound: BTreeSet<&str> =
        folder.network_files.iter().map(|(path, _)| path.as_str()).collect();
    let mut files = Vec::new();
    super::walk(&super::original(), "network", &mut files);
    // The words for kinds are for the pages; no row is made of them.
    let read = |path: &&str| !path.ends_with(".md") && *path != "network/kinds.toml";
    let there: BTreeSet<&str> = files.iter().map(String::as_str).filter(read).collect();
    assert!(there.len() > 15, "{there:?}");
    assert_eq!(bound, there);
}

/// A folder with a reform between two that are known: a commune of Ba Đình is renamed on 1 May 2025.
fn with_a_reform_between() -> Copy {
    let copy = Copy::new();
    copy.change(
        "network/network.toml",
        "[[reform]]\nfolder = \"reforms/2025-07-01\"",
        "[[reform]]\nfolder = \"reforms/2025-05-01\"\n[[reform]]\nfolder = \"reforms/2025-07-01\"",
    );
    let folder = copy.0.join("network/reforms/2025-05-01");
    std::fs::create_dir_all(&folder).unwrap();
    let head = "code = \"2025-05-01\"\non = \"2025-05-01\"\nrecorded_on = \"2025-05-01\"\nname = { vi = \"Đổi tên\" }\n";
    std::fs::write(folder.join("reform.toml"), head).unwrap();
    let changes = "code,name,kind\n00001,Phường Phúc Xá Mới,Phường\n";
    std::fs::write(folder.join("changes.csv"), changes).unwrap();
    copy
}

#[tokio::test]
async fn step_put_between_two_known_ones_is_the_only_one_that_is_new() {
    let (copy, house) = (with_a_reform_between(), House::furnished().await);
    let acts = count_acts(&house.site.store).await.unwrap();
    let told = brought(&house, &copy.source()).await;
    assert_eq!(told.steps, ["vietnam-network-2025-05-01"]);
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
    let network = house.caches.networks.network();
    let on = |day: &str| {
        let day = day.parse().unwrap();
        let unit = network.unit_on("00001", day, None).unwrap();
        network.version_on(unit, day, None).unwrap().name.in_language(Language::Vietnamese).1
    };
    assert_eq!((on("2025-04-30"), on("2025-05-01")), ("Phường Phúc Xá", "Phường Phúc Xá Mới"));
    assert!(brought(&house, &copy.source()).await.steps.is_empty());
}
