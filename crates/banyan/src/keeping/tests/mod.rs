//! Backups that are restored on either engine, made while others write, damaged, of another version; upgrades that are tried.

mod kept;

use std::path::{Path, PathBuf};

use super::{KEY, KeepError, Manifest, backup, check, restore};
use crate::ledger::{Call, acts, record, verify};
use crate::panels::fact_tables;
use crate::store::tests::{address, fresh_folder, store_of_version};
use crate::store::{Place, Store, StoreError};
use crate::tests::House;
use crate::web::Actor;

/// Every act, and every row of every fact table behind its act.
async fn told(store: &Store) -> Vec<String> {
    let verified = verify(store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
    let acts = acts(&mut store.read().await.unwrap()).await.unwrap();
    assert!(acts.len() > 5);
    acts.iter().map(|act| format!("{act:?}")).collect()
}

async fn opened(place: &Place) -> Vec<String> {
    let store = Store::open(place).await.unwrap();
    let told = told(&store).await;
    store.close().await;
    told
}

/// A store with the built-in content, and the folder that it lies in.
async fn furnished() -> (House, Place) {
    let house = House::furnished().await;
    let place = Place::Folder(house.folder.clone().unwrap());
    (house, place)
}

#[tokio::test]
async fn backup_is_restored_on_either_engine_and_back() {
    let (house, place) = furnished().await;
    let original = told(&house.site.store).await;
    let (first, second) = (fresh_folder(), fresh_folder());
    backup(&place, &first, None).await.unwrap();
    let restored = Place::Folder(fresh_folder());
    restore(&first, &restored, None).await.unwrap();
    assert_eq!(opened(&restored).await, original);
    let Some(address) = address().await else { return };
    let elsewhere = Place::Address(address);
    restore(&first, &elsewhere, None).await.unwrap();
    assert_eq!(opened(&elsewhere).await, original);
    let again = restore(&first, &elsewhere, None).await.unwrap_err();
    assert!(matches!(again, KeepError::Store(StoreError::NotEmpty(_))), "{again}");
    backup(&elsewhere, &second, None).await.unwrap();
    let back = Place::Folder(fresh_folder());
    restore(&second, &back, None).await.unwrap();
    assert_eq!(opened(&back).await, original);
}

#[tokio::test]
async fn backup_while_others_write_is_the_store_at_one_moment() {
    let (house, place) = furnished().await;
    let before = told(&house.site.store).await;
    let writing = async {
        for number in 0..200 {
            let call = Call::new(Actor::LocalPlanner, house.site.clock.now()).unwrap();
            let work = house.site.store.write(|tx| {
                let call = call.clone();
                Box::pin(async move {
                    record(tx, &call, "test", &number.to_string(), Vec::new(), &[]).await
                })
            });
            let written: Result<_, StoreError> = work.await;
            assert!(written.unwrap().anew());
        }
    };
    let (out, restored) = (fresh_folder(), Place::Folder(fresh_folder()));
    let ((), made) = tokio::join!(writing, backup(&place, &out, None));
    made.unwrap();
    restore(&out, &restored, None).await.unwrap();
    let (copied, after) = (opened(&restored).await, told(&house.site.store).await);
    assert_eq!(after.len(), before.len() + 200);
    assert!(copied.len() >= before.len());
    assert_eq!(
        copied,
        after[..copied.len()],
        "what was recorded up to that moment, and nothing else"
    );
}

/// A backup of an empty store, with a key.
async fn small() -> (PathBuf, Manifest) {
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    Store::open_folder(&folder).await.unwrap().close().await;
    std::fs::write(folder.join(KEY), "secret").unwrap();
    let out = fresh_folder();
    let key = folder.join(KEY);
    let manifest = backup(&Place::Folder(folder), &out, Some(&key)).await.unwrap();
    assert!(manifest.key);
    (out, manifest)
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_reads_a_store_in_a_folder_that_is_open_to_all() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let open = || {
        let folder = fresh_folder();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        folder
    };
    let made = open();
    Store::open_folder(&made).await.unwrap().close().await;
    assert_eq!(mode(&made.join("banyan.db")), 0o600);
    let (out, restored) = (fresh_folder(), open());
    backup(&Place::Folder(made), &out, None).await.unwrap();
    assert_eq!(mode(&out.join("banyan.db")), 0o600);
    std::fs::set_permissions(out.join("banyan.db"), std::fs::Permissions::from_mode(0o644))
        .unwrap();
    restore(&out, &Place::Folder(restored.clone()), None).await.unwrap();
    assert_eq!(mode(&restored.join("banyan.db")), 0o600);
}

/// Restoring is refused with these words, and leaves no store behind.
async fn refused(backup: &Path, folder: PathBuf, words: &str) {
    let refusal = restore(backup, &Place::Folder(folder.clone()), None).await.unwrap_err();
    assert!(refusal.to_string().contains(words), "{refusal}");
    assert!(!folder.join("banyan.db").exists());
}

#[tokio::test]
async fn what_is_no_backup_or_another_one_is_refused() {
    let (out, manifest) = small().await;
    let there = backup(&Place::Folder(out.clone()), &out, None).await.unwrap_err();
    assert!(matches!(there, KeepError::Exists(_)), "{there}");
    refused(&fresh_folder(), fresh_folder(), "is no backup").await;
    let text = std::fs::read_to_string(out.join("backup.toml")).unwrap();
    let newer = text.replace(&format!("version = {}", manifest.version), "version = 99");
    std::fs::write(out.join("backup.toml"), newer).unwrap();
    refused(&out, fresh_folder(), "run the newer program").await;
    std::fs::write(out.join("backup.toml"), "version = \"x\"").unwrap();
    refused(&out, fresh_folder(), "is no backup").await;
    std::fs::write(out.join("backup.toml"), text).unwrap();
    let mut bytes = std::fs::read(out.join("banyan.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(out.join("banyan.db"), bytes).unwrap();
    assert!(matches!(check(&out), Err(KeepError::Damaged(_))));
    refused(&out, fresh_folder(), "its hash is another").await;
}

#[tokio::test]
async fn key_goes_where_it_belongs_and_never_over_another() {
    let (out, _) = small().await;
    let place = Place::Folder(fresh_folder());
    let Place::Folder(folder) = &place else { unreachable!() };
    restore(&out, &place, None).await.unwrap();
    assert_eq!(std::fs::read_to_string(folder.join(KEY)).unwrap(), "secret");
    let again = restore(&out, &place, None).await.unwrap_err();
    assert!(matches!(again, KeepError::StoreThere(_)), "{again}");
    let other = fresh_folder();
    std::fs::create_dir_all(&other).unwrap();
    std::fs::write(other.join(KEY), "another").unwrap();
    refused(&out, other.clone(), "is there already").await;
    assert_eq!(std::fs::read_to_string(other.join(KEY)).unwrap(), "another");
    // A log of changes that was left behind would be taken for the restored store's.
    let left = fresh_folder();
    std::fs::create_dir_all(&left).unwrap();
    std::fs::write(left.join("banyan.db-wal"), "x").unwrap();
    refused(&out, left, "holds a store already").await;
    let Some(address) = address().await else { return };
    let refusal = restore(&out, &Place::Address(address), None).await.unwrap_err();
    assert!(matches!(refusal, KeepError::KeyWithoutPlace), "{refusal}");
}

#[tokio::test]
async fn upgrade_is_tried_without_a_trace_and_then_done() {
    for place in store_of_version(1).await {
        let before = place.versions().await.unwrap();
        assert_eq!(before.store, 1);
        assert!(before.pending.iter().any(|(_, name)| name == "versions"), "{before:?}");
        place.try_upgrade().await.unwrap();
        assert_eq!(place.versions().await.unwrap(), before);
        if let Place::Folder(folder) = &place {
            let left = std::fs::read_dir(folder).unwrap().map(|own| own.unwrap().file_name());
            assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("trial")));
        }
        Store::open(&place).await.unwrap().close().await;
        assert_eq!(place.versions().await.unwrap().pending, []);
    }
}

#[tokio::test]
async fn newer_store_is_refused_with_a_sentence() {
    for place in store_of_version(99).await {
        for refusal in [
            Store::open(&place).await.unwrap_err(),
            place.versions().await.unwrap_err(),
            place.try_upgrade().await.unwrap_err(),
        ] {
            let said = refusal.to_string();
            assert!(
                said.starts_with("the store is of version 99 and this program knows"),
                "{said}"
            );
        }
    }
}

#[tokio::test]
async fn place_without_a_store_is_said_to_have_none() {
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("banyan.db"), "").unwrap();
    let mut places = vec![Place::Folder(folder)];
    places.extend(address().await.map(Place::Address));
    for place in places {
        let refusal = place.versions().await.unwrap_err();
        assert!(matches!(refusal, StoreError::NoStore), "{refusal}");
    }
}
