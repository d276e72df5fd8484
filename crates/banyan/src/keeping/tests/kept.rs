//! Stores that earlier versions wrote, kept beside the tests as they were: each is opened, brought up to date, put into a log where
//! it had none, verified and read.

use std::io::Read;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use banyan_core::words::{Language, Moment};

use crate::ledger::{LogKey, acts, adopt_key, log_keys, sequence_all, verify};
use crate::panels::fact_tables;
use crate::store::tests::{address_with, fresh_folder};
use crate::store::{FILE, Place, Store, newest};
use crate::tests::House;

/// The folder of each kept store.
fn kept() -> Vec<PathBuf> {
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores");
    let folders = std::fs::read_dir(stores).unwrap().map(|own| own.unwrap().path());
    let mut folders: Vec<PathBuf> =
        folders.filter(|own| own.join("banyan.db.gz").is_file()).collect();
    folders.sort();
    folders
}

fn unpacked(file: &Path) -> Vec<u8> {
    let packed = std::fs::File::open(file).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).unwrap();
    bytes
}

/// A copy of a kept store on every engine that is there.
async fn places(folder: &Path) -> Vec<Place> {
    let own = fresh_folder();
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join(FILE), unpacked(&folder.join("banyan.db.gz"))).unwrap();
    let dump = String::from_utf8(unpacked(&folder.join("banyan.sql.gz"))).unwrap();
    let elsewhere = address_with(&dump).await.map(Place::Address);
    [Some(Place::Folder(own)), elsewhere].into_iter().flatten().collect()
}

#[tokio::test]
async fn kept_stores_are_upgraded_sequenced_verified_and_read() {
    let folders = kept();
    let names: Vec<_> = folders.iter().filter_map(|own| own.file_name()).collect();
    let known = ["a", "b"].map(std::ffi::OsStr::new);
    assert!(known.iter().all(|own| names.contains(own)), "{names:?}");
    for folder in folders {
        for place in places(&folder).await {
            let said = format!("{} {place:?}", folder.display());
            let before = place.versions().await.unwrap();
            assert!(before.store <= newest(), "{said}: {before:?}");
            place.try_upgrade().await.unwrap();
            assert_eq!(place.versions().await.unwrap(), before, "{said}: only tried");
            let store = Store::open(&place).await.unwrap();
            assert_eq!(place.versions().await.unwrap().pending, [], "{said}");
            sequenced(&store, &folder).await;
            let verified = verify(&store, &fact_tables(), None).await.unwrap();
            assert_eq!((verified.findings, verified.waiting), (vec![], 0), "{said}");
            assert!(verified.acts > 5 && verified.rows > 20, "{said}");
            read(store, &said).await;
        }
    }
}

/// Goes on with the log of the store, or begins one.
async fn sequenced(store: &Store, folder: &Path) {
    let file = folder.join("ledger.key");
    let begun = !log_keys(store).await.unwrap().is_empty();
    let key = match begun.then(|| LogKey::in_file(&file)) {
        Some(key) => key.unwrap(),
        None => LogKey::fresh().unwrap(),
    };
    adopt_key(store, &key).await.unwrap();
    sequence_all(store, &key, "test", || Moment::from_microseconds(1)).await.unwrap();
}

/// Every act has its page, and what was recorded stands on the pages of today.
async fn read(store: Store, said: &str) {
    let house = House::over(store);
    house.caches.renew(&house.site.store).await.unwrap();
    let last = crate::ledger::last_moment(&house.site.store).await.unwrap().unwrap();
    house.site.clock.advance(last);
    let acts = acts(&mut house.site.store.read().await.unwrap()).await.unwrap();
    let pages = acts.iter().map(|act| (format!("/acts/{}", act.id.0), "Entry "));
    let others = [
        ("/units/40.1", "Nghệ An"),
        ("/programmes/R09", "Nghệ An"),
        ("/targets/R09-T09", "they took the work"),
        ("/indicators/R09-08", "Work files processed online"),
        ("/tasks/R09-K06", "Lead in person"),
        ("/reforms/2025-07-01", "Reorganisation of units"),
        ("/ledger", "banyan witness"),
    ];
    let others = others.map(|(path, words)| (path.to_owned(), words));
    for (path, words) in pages.chain(others) {
        let page = house.get(&path, Language::English).await;
        assert_eq!(page.status, StatusCode::OK, "{said}: {path}");
        assert!(page.body.contains(words), "{said}: {path}: {}", page.body);
    }
    let target = house.get("/targets/R09-T09", Language::English).await.body;
    assert!(target.contains("85") && target.contains("80"), "{said}: both versions");
    house.site.store.close().await;
}
