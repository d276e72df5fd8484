//! What acts say can be taken away, once, and everything else holds as before.

use banyan_core::ledger::NoteKey;
use banyan_core::words::Moment;

use super::{TABLE, recorded};
use crate::ledger::{
    ActId, Call, Content, Erasing, FactTable, LogKey, Recorded, acts, adopt_key, check_proof,
    count_acts, erase, erasure_of, prove, sequence, verify,
};
use crate::panels::fact_tables;
use crate::store::Store;
use crate::store::tests::stores;
use crate::web::{Actor, Refusal};

fn at(microseconds: i64) -> Moment {
    Moment::from_microseconds(microseconds)
}

fn call() -> Call {
    Call::new(Actor::LocalPlanner, at(1)).unwrap()
}

/// Erases all that an act wrote, or what is not named as staying.
async fn erased(
    store: &Store,
    call: &Call,
    act: &ActId,
    tables: &'static [&'static FactTable],
    stays: bool,
) -> Result<Recorded, Refusal> {
    let restating = call.beside("restated").unwrap();
    let work = store.write(|tx| {
        let (call, restating, acts) = (call.clone(), restating.clone(), [act.clone()]);
        Box::pin(async move {
            let goes = move |_: &FactTable, _: &serde_json::Value| !stays;
            let erasing = Erasing { acts: &acts, reason: "rule 7", tables, goes: &goes };
            erase(tx, &call, &restating, erasing).await
        })
    });
    work.await
}

const TABLES: &[&FactTable] = &[&TABLE];

#[tokio::test]
async fn erased_act_is_proven_without_content_and_everything_holds() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        adopt_key(&store, &key).await.unwrap();
        let (one, other) = (call(), call());
        assert!(recorded(&store, &one, "test", "subject", "row").await.unwrap().anew());
        assert!(recorded(&store, &other, "test", "subject", "row").await.unwrap().anew());
        sequence(&store, &key, "one", at(10)).await.unwrap();
        let before = prove(&store, &one.id.0, Content::Shown).await.unwrap().unwrap();
        assert!(String::from_utf8(before.extra).unwrap().contains("\"row\\\""));

        let erasing = call();
        let first = erased(&store, &erasing, &one.id, TABLES, false).await.unwrap();
        sequence(&store, &key, "one", at(10)).await.unwrap();
        let public: NoteKey = key.public().parse().unwrap();
        let proof = prove(&store, &one.id.0, Content::Shown).await.unwrap().unwrap().to_string();
        let proven = check_proof(&proof, &[public]).unwrap();
        assert!(proven.signed && proven.content.is_none() && proven.size == 3);
        let verified = verify(&store, &fact_tables(), None).await.unwrap();
        assert_eq!((verified.findings, verified.rows), (vec![], 2), "a rule and an erasure");
        let said = erasure_of(&store, &one.id.0).await.unwrap();
        assert_eq!(said, Some((erasing.id.clone(), "rule 7".to_owned())));

        let again = erased(&store, &erasing, &one.id, TABLES, false).await.unwrap();
        assert_eq!(again, Recorded::Before(first.at()));
        // The first call of the erased act, sent again, is still answered as then.
        let sent = recorded(&store, &one, "test", "subject", "row").await.unwrap();
        assert!(!sent.anew());
        assert_eq!(count_acts(&store).await.unwrap(), 3);
    }
}

#[tokio::test]
async fn what_stays_is_stated_anew_by_another_act() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        adopt_key(&store, &key).await.unwrap();
        let one = call();
        assert!(recorded(&store, &one, "test", "subject", "row").await.unwrap().anew());
        sequence(&store, &key, "one", at(10)).await.unwrap();
        assert!(erased(&store, &call(), &one.id, TABLES, true).await.unwrap().anew());
        let verified = verify(&store, &fact_tables(), None).await.unwrap();
        assert_eq!((verified.findings, verified.rows, verified.acts), (vec![], 2, 3));
        let acts = acts(&mut store.read().await.unwrap()).await.unwrap();
        let restated = acts.iter().find(|act| act.verb == "restate").unwrap();
        assert!(restated.content.as_ref().unwrap().contains("\"rule\":\"row\""));
    }
}

#[tokio::test]
async fn act_that_cannot_be_erased_is_refused_and_nothing_changes() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        adopt_key(&store, &key).await.unwrap();
        let one = call();
        assert!(recorded(&store, &one, "test", "subject", "row").await.unwrap().anew());
        let refused = async |act: &ActId, tables: &'static [&'static FactTable]| match erased(
            &store,
            &call(),
            act,
            tables,
            false,
        )
        .await
        .unwrap_err()
        {
            Refusal::Sentence { key, .. } => key,
            other => panic!("{other}"),
        };
        assert_eq!(refused(&one.id, TABLES).await, "act-waits");
        sequence(&store, &key, "one", at(10)).await.unwrap();
        assert_eq!(refused(&one.id, &[]).await, "erase-others");
        let nothing = erased(&store, &call(), &call().id, TABLES, false).await.unwrap_err();
        assert!(matches!(nothing, Refusal::NotFound), "{nothing}");
        let erasing = call();
        assert!(erased(&store, &erasing, &one.id, TABLES, false).await.unwrap().anew());
        sequence(&store, &key, "one", at(10)).await.unwrap();
        assert_eq!(refused(&one.id, TABLES).await, "erase-again");
        assert_eq!(refused(&erasing.id, TABLES).await, "erase-no-erasure");
        assert_eq!(count_acts(&store).await.unwrap(), 2);
        assert!(verify(&store, &fact_tables(), None).await.unwrap().holds());
    }
}
