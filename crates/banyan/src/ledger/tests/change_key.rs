//! A change of key: the log goes on under its name, the old key stays listed, and an interrupted change is finished.

use std::path::PathBuf;

use banyan_core::ledger::NoteKey;

use super::log::{acts, at};
use crate::ledger::store::log::list_keys;
use crate::ledger::{
    Content, KEY_FILE, LogError, LogKey, Sequencer, adopt_key, change_key, check_proof, prove,
    sequence,
};
use crate::store::Store;
use crate::store::tests::{fresh_folder, stores};

/// A folder with a key that has signed four acts.
async fn signed(store: &Store) -> (PathBuf, LogKey, Vec<String>) {
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    let key = LogKey::in_file(&folder.join(KEY_FILE)).unwrap();
    adopt_key(store, &key).await.unwrap();
    let ids = acts(store, 4).await;
    sequence(store, &key, "one", at(10)).await.unwrap();
    (folder, key, ids)
}

async fn keys(store: &Store) -> Vec<(String, u64)> {
    list_keys(&mut store.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn log_goes_on_under_a_new_key_and_its_old_name() {
    for store in stores().await {
        let (folder, old, ids) = signed(&store).await;
        let before = prove(&store, &ids[1], Content::Shown).await.unwrap().unwrap().to_string();
        let changed = change_key(&store, &folder, at(10)).await.unwrap();
        let new = LogKey::in_file(&folder.join(KEY_FILE)).unwrap();
        assert_eq!((changed.old, changed.size), (old.public(), 4));
        assert_eq!(changed.new, new.public());
        assert_eq!(keys(&store).await, [(old.public(), 0), (new.public(), 4)]);
        assert_eq!(LogKey::in_file(changed.put_aside.as_ref()).unwrap().public(), old.public());

        acts(&store, 2).await;
        let refused = sequence(&store, &old, "one", at(10)).await;
        assert!(matches!(refused, Err(LogError::OtherKey(last)) if last == new.public()));
        assert!(Sequencer::new(store.clone(), old.clone()).await.is_err());
        assert_eq!(sequence(&store, &new, "one", at(10)).await.unwrap(), 3);
        let all = crate::ledger::acts(&mut store.read().await.unwrap()).await.unwrap();
        let of_key: Vec<_> = all.iter().filter(|act| act.verb == "change_key").collect();
        assert!(
            matches!(of_key[..], [act] if act.subject == new.public() && act.actor == "local-planner")
        );
        let after = prove(&store, &ids[1], Content::Shown).await.unwrap().unwrap().to_string();
        let [old, new]: [NoteKey; 2] = [&old, &new].map(|key| key.public().parse().unwrap());
        assert_eq!(old.name(), new.name());
        assert!(check_proof(&before, std::slice::from_ref(&old)).unwrap().signed);
        assert!(check_proof(&after, std::slice::from_ref(&new)).unwrap().signed);
        assert!(check_proof(&after, std::slice::from_ref(&old)).is_err());
        for proof in [before, after] {
            assert!(check_proof(&proof, &[old.clone(), new.clone()]).unwrap().signed);
        }
    }
}

#[tokio::test]
async fn interrupted_change_is_finished_by_the_next_one() {
    for store in stores().await {
        let (folder, old, _) = signed(&store).await;
        let next = folder.join("ledger.key.next");
        let file = folder.join(KEY_FILE);
        // Killed after the new key was listed, before the file took its place.
        let new = change_key(&store, &folder, at(10)).await.unwrap().new;
        std::fs::rename(&file, &next).unwrap();
        std::fs::rename(folder.join("ledger.key.until-4"), &file).unwrap();
        let changed = change_key(&store, &folder, at(10)).await.unwrap();
        assert_eq!((changed.old, changed.new, changed.size), (old.public(), new.clone(), 4));
        assert_eq!(keys(&store).await.len(), 2);
        assert!(!next.exists());
        assert_eq!(LogKey::in_file(&file).unwrap().public(), new);
    }
}

#[tokio::test]
async fn key_that_is_not_the_present_one_or_signed_nothing_is_not_changed() {
    for store in stores().await {
        let (folder, ..) = signed(&store).await;
        change_key(&store, &folder, at(10)).await.unwrap();
        assert!(matches!(change_key(&store, &folder, at(10)).await, Err(LogError::Unused)));
        assert!(!folder.join("ledger.key.next").exists());
        let elsewhere = fresh_folder();
        std::fs::create_dir_all(&elsewhere).unwrap();
        assert!(matches!(
            change_key(&store, &elsewhere, at(10)).await,
            Err(LogError::KeyFile { .. })
        ));
        LogKey::in_file(&elsewhere.join(KEY_FILE)).unwrap();
        assert!(matches!(change_key(&store, &elsewhere, at(10)).await, Err(LogError::OtherKey(_))));
        assert_eq!(keys(&store).await.len(), 2);
    }
}
