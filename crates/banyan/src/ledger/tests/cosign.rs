//! The log's side: it asks a witness, checks what comes back, and keeps only that.

use banyan_core::ledger::{KeyKind, NoteKey, NoteSigner, SignedNote};

use super::log::{acts, at};
use super::witness::TestWitness;
use crate::client::Reply;
use crate::ledger::actions::{Accepted, accept, request};
use crate::ledger::{LogKey, NotWitnessed, Witness, checkpoint, sequence};
use crate::store::Store;
use crate::store::tests::stores;

struct Asked {
    store: Store,
    key: LogKey,
    desk: TestWitness,
    witness: Witness,
}

impl Asked {
    fn of(store: Store) -> Asked {
        let key = LogKey::fresh().unwrap();
        let public: NoteKey = key.public().parse().unwrap();
        let desk = TestWitness::of(&[&public]);
        let witness = Witness::new("http://127.0.0.1:1", &desk.key.to_string()).unwrap();
        Asked { store, key, desk, witness }
    }

    async fn grow(&self, acts_more: usize) {
        acts(&self.store, acts_more).await;
        sequence(&self.store, &self.key, "one", at(10)).await.unwrap();
    }

    async fn ask(&self, seen: Option<u64>) -> Option<Result<Accepted, NotWitnessed>> {
        let (last, asked) = request(&self.store, &self.witness, seen).await.unwrap()?;
        let reply = self.desk.ask(asked.to_string()).await;
        Some(accept(&self.store, &self.witness, (&last, &asked), &reply).await)
    }

    /// Whether the witness's signature stands below the last checkpoint.
    async fn signed(&self) -> bool {
        let note: SignedNote = checkpoint(&self.store).await.unwrap().unwrap().parse().unwrap();
        note.check(&self.desk.key).is_ok()
    }
}

#[tokio::test]
async fn signature_of_a_witness_stands_below_the_checkpoint() {
    for store in stores().await {
        let asked = Asked::of(store);
        assert!(asked.ask(None).await.is_none(), "there is no checkpoint yet");
        for count in [3, 300, 1] {
            asked.grow(count).await;
            assert!(!asked.signed().await);
            assert!(matches!(asked.ask(None).await, Some(Ok(Accepted::Signed))));
            assert!(asked.signed().await);
            assert!(asked.ask(None).await.is_none(), "it is signed, there is nothing to ask");
        }
    }
}

#[tokio::test]
async fn witness_that_saw_another_size_says_from_where_to_prove() {
    for store in stores().await {
        let asked = Asked::of(store);
        asked.grow(3).await;
        let (_, first) = request(&asked.store, &asked.witness, None).await.unwrap().unwrap();
        // The answer was lost on its way.
        assert_eq!(asked.desk.ask(first.to_string()).await.status, 200);
        asked.grow(4).await;
        let answer = asked.ask(None).await.unwrap().unwrap();
        assert_eq!(answer, Accepted::From(3));
        assert!(matches!(asked.ask(Some(3)).await, Some(Ok(Accepted::Signed))));
    }
}

#[tokio::test]
async fn older_copy_and_rewritten_log_are_told_by_the_witness() {
    for (store, copy) in stores().await.into_iter().zip(stores().await) {
        let asked = Asked::of(store);
        asked.grow(9).await;
        assert!(matches!(asked.ask(None).await, Some(Ok(Accepted::Signed))));
        // Another store, signed with the same true key: first with fewer acts, then with as many, then with more.
        let forged = Asked { store: copy, ..asked };
        forged.grow(5).await;
        assert!(matches!(
            forged.ask(None).await,
            Some(Err(NotWitnessed::Ahead { seen: 9, size: 5 }))
        ));
        forged.grow(4).await;
        assert!(matches!(forged.ask(Some(9)).await, Some(Err(NotWitnessed::Rewritten(409)))));
        forged.grow(4).await;
        assert!(matches!(forged.ask(Some(9)).await, Some(Err(NotWitnessed::Rewritten(422)))));
        assert!(!forged.signed().await);
    }
}

#[tokio::test]
async fn answer_that_is_no_signature_of_the_witness_is_not_kept() {
    for store in stores().await {
        let asked = Asked::of(store);
        asked.grow(3).await;
        let (last, question) = request(&asked.store, &asked.witness, None).await.unwrap().unwrap();
        let other = NoteSigner::new("inspector.example", KeyKind::Witness, &[3; 32]).unwrap();
        let note: SignedNote = last.note.parse().unwrap();
        let foreign = other.cosign(note.text(), 5);
        let true_line = asked.desk.ask(question.to_string()).await.body;
        let late = other.cosign("another text\n", 5);
        let answers = [
            (200, String::new()),
            (200, foreign.clone()),
            (200, late),
            (200, "<html>".to_owned()),
            (200, true_line.replace('—', "-")),
            (302, String::new()),
            (404, "who?".to_owned()),
            (409, "many".to_owned()),
            (500, true_line.clone()),
        ];
        for (status, body) in answers {
            let reply = Reply { status, content_type: "text/plain".to_owned(), body };
            let answer = accept(&asked.store, &asked.witness, (&last, &question), &reply).await;
            assert!(answer.is_err(), "{reply:?}");
            assert!(!asked.signed().await);
        }
        // Of several lines only its own is kept.
        let body = format!("{foreign}{true_line}");
        let reply = Reply { status: 200, content_type: String::new(), body };
        let answer = accept(&asked.store, &asked.witness, (&last, &question), &reply).await;
        assert_eq!(answer.unwrap(), Accepted::Signed);
        let note = checkpoint(&asked.store).await.unwrap().unwrap();
        assert!(note.ends_with(&true_line) && !note.contains(&foreign));
    }
}

#[test]
fn witness_of_the_settings_has_an_address_and_a_key_of_its_kind() {
    let witness = NoteSigner::new("w", KeyKind::Witness, &[3; 32]).unwrap().public().to_string();
    let log = NoteSigner::new("l", KeyKind::Log, &[3; 32]).unwrap().public().to_string();
    assert!(Witness::new("https://witness.example/w", &witness).is_ok());
    assert!(Witness::new("https://witness.example", &log).is_err());
    assert!(Witness::new("https://witness.example", "key").is_err());
    assert!(Witness::new("witness.example", &witness).is_err());
}
