//! The log over the acts: every act once, whoever sequences; what is served is what code of others accepts.

use banyan_core::ledger::{NoteKey, SignedNote, TreeHead, extends};
use banyan_core::words::Moment;

use crate::ledger::{
    Call, Content, LogError, LogKey, adopt_key, check_proof, checkpoint, prove, prove_growth,
    record, sequence,
};
use crate::store::Store;
use crate::store::tests::stores;
use crate::web::Actor;

pub(super) fn at(microseconds: i64) -> Moment {
    Moment::from_microseconds(microseconds)
}

/// Records acts and answers their identifiers.
pub(super) async fn acts(store: &Store, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for number in 0..count {
        let call = Call::new(Actor::LocalPlanner, at(1)).unwrap();
        ids.push(call.id.0.clone());
        let subject = format!("subject-{number}");
        let work = store.write(|tx| {
            let (call, subject) = (call.clone(), subject.clone());
            Box::pin(async move { record(tx, &call, "test", &subject, Vec::new(), &[]).await })
        });
        assert!(work.await.unwrap().anew());
    }
    ids
}

fn head(note: &str) -> TreeHead {
    let note: SignedNote = note.parse().unwrap();
    note.text().parse::<banyan_core::ledger::Checkpoint>().unwrap().head
}

#[tokio::test]
async fn every_act_stands_in_the_log_once_whoever_sequences() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        adopt_key(&store, &key).await.unwrap();
        let ids = acts(&store, 300).await;
        let one = sequence(&store, &key, "one", at(10));
        let other = sequence(&store, &key, "other", at(10));
        let (one, other) = tokio::join!(one, other);
        assert_eq!(one.unwrap() + other.unwrap(), 300);
        assert_eq!(sequence(&store, &key, "one", at(10)).await.unwrap(), 0);
        let more = acts(&store, 3).await;
        // A lease that nobody renews ends; until then the other waits.
        let taken: usize = {
            let mut taken = 0;
            for holder in ["one", "other"] {
                taken += sequence(&store, &key, holder, at(11)).await.unwrap();
            }
            taken
        };
        assert_eq!(taken, 3);
        let public: NoteKey = key.public().parse().unwrap();
        for (position, id) in ids.iter().chain(&more).enumerate() {
            let proof = prove(&store, id, Content::Shown).await.unwrap().unwrap();
            let proven = check_proof(&proof.to_string(), std::slice::from_ref(&public)).unwrap();
            assert_eq!((proven.position, proven.size), (position as u64, 303));
            assert!(proven.header.contains(id.as_str()) && proven.content.is_some());
        }
    }
}

#[tokio::test]
async fn later_checkpoint_extends_the_earlier_one() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        let mut notes = Vec::new();
        for count in [1, 4, 260, 2] {
            acts(&store, count).await;
            sequence(&store, &key, "one", at(10)).await.unwrap();
            notes.push(checkpoint(&store).await.unwrap().unwrap());
        }
        let heads: Vec<TreeHead> = notes.iter().map(|note| head(note)).collect();
        for pair in heads.windows(2) {
            let [earlier, later] = pair else { continue };
            let path = prove_growth(&store, earlier.size, later.size).await.unwrap();
            assert!(extends(later, earlier, &path));
            let forged = TreeHead { root: later.root, ..*earlier };
            assert!(!extends(later, &forged, &path));
        }
    }
}

#[tokio::test]
async fn proof_without_content_says_that_the_act_happened_and_not_what_it_did() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        let ids = acts(&store, 5).await;
        sequence(&store, &key, "one", at(10)).await.unwrap();
        let proof = prove(&store, &ids[2], Content::Withheld).await.unwrap().unwrap();
        let public: NoteKey = key.public().parse().unwrap();
        let proven = check_proof(&proof.to_string(), &[public]).unwrap();
        assert_eq!((proven.position, proven.content), (2, None));
        let other: NoteKey = LogKey::fresh().unwrap().public().parse().unwrap();
        assert!(check_proof(&proof.to_string(), &[other]).is_err(), "nobody else signed it");
        assert!(prove(&store, "no such act", Content::Shown).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn log_of_another_key_is_not_continued() {
    for store in stores().await {
        let (key, other) = (LogKey::fresh().unwrap(), LogKey::fresh().unwrap());
        adopt_key(&store, &key).await.unwrap();
        adopt_key(&store, &key).await.unwrap();
        assert!(matches!(adopt_key(&store, &other).await, Err(LogError::OtherKey(_))));
    }
}

#[test]
fn key_is_made_once_and_kept_from_others() {
    let folder = crate::store::tests::fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("ledger.key");
    let key = LogKey::in_file(&path).unwrap();
    assert_eq!(LogKey::in_file(&path).unwrap().public(), key.public());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(&path, "not a key").unwrap();
    assert!(matches!(LogKey::in_file(&path), Err(LogError::KeyFile { .. })));
    std::fs::remove_dir_all(folder).unwrap();
}
