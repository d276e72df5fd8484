//! Acts are recorded in order, with content that is the same whatever the machine.

mod change_key;
mod cosign;
mod erase;
mod laws;
mod log;
mod sequencer;
mod served;
mod tamper;
mod together;
mod witness;

use banyan_core::ledger::NoteKey;
use banyan_core::words::Moment;
use serde_json::json;

use super::actions::content;
use super::{Call, Column, FactTable, Facts, Recorded, count_acts, last_moment, record};
use crate::store::tests::stores;
use crate::store::{Store, StoreError};
use crate::web::Actor;

#[tokio::test]
async fn act_never_stands_before_the_one_before_it() {
    for store in stores().await {
        let mut recorded = Vec::new();
        for now in [5000, 3000, 3000] {
            let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(now)).unwrap();
            let work = store.write(|tx| {
                let call = call.clone();
                Box::pin(async move { record(tx, &call, "test", "subject", Vec::new(), &[]).await })
            });
            recorded.push(work.await.unwrap().at().microseconds());
        }
        assert_eq!(recorded, [5000, 5001, 5002]);
        assert_eq!(last_moment(&store).await.unwrap(), Some(Moment::from_microseconds(5002)));
    }
}

const TABLE: FactTable = FactTable {
    name: "target_rule",
    columns: &[Column::Text("target"), Column::Text("rule"), Column::Text("reason")],
    key: &["target"],
    later: &[],
};

/// Records an act with one row, as a verb would.
async fn recorded(
    store: &Store,
    call: &Call,
    verb: &'static str,
    subject: &str,
    row: &str,
) -> Result<Recorded, StoreError> {
    let work = store.write(|tx| {
        let (call, subject, row) =
            (call.clone(), subject.to_owned(), json!({ "target": "t", "rule": row, "reason": "" }));
        Box::pin(async move {
            let facts = Facts { table: &TABLE, rows: vec![row] };
            record(tx, &call, verb, &subject, vec![facts], &[]).await
        })
    });
    work.await
}

#[tokio::test]
async fn same_call_twice_is_recorded_once_and_answered_alike() {
    for store in stores().await {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let first = recorded(&store, &call, "test", "subject", "row").await.unwrap();
        // Another moment and another salt: it is the id that makes it the same call.
        let now = Moment::from_microseconds(9);
        let call = Call { id: call.id.clone(), ..Call::new(Actor::LocalPlanner, now).unwrap() };
        let again = recorded(&store, &call, "test", "subject", "row").await.unwrap();
        assert_eq!((first, again), (Recorded::Now(first.at()), Recorded::Before(first.at())));
        assert_eq!(count_acts(&store).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn id_of_a_call_stands_for_one_content_only() {
    for store in stores().await {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        assert!(recorded(&store, &call, "test", "subject", "row").await.unwrap().anew());
        for (verb, subject, row) in
            [("other", "subject", "row"), ("test", "other", "row"), ("test", "subject", "other")]
        {
            let refusal = recorded(&store, &call, verb, subject, row).await.unwrap_err();
            assert!(matches!(refusal, StoreError::OtherContent(_)), "{verb} {subject} {row}");
        }
        assert_eq!(count_acts(&store).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn same_call_from_two_sides_at_once_is_recorded_once() {
    for store in stores().await {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let one = || recorded(&store, &call, "test", "subject", "row");
        let (one, other, third) = tokio::join!(one(), one(), one());
        let at = [one.unwrap(), other.unwrap(), third.unwrap()];
        assert_eq!(at.iter().filter(|recorded| recorded.anew()).count(), 1, "{at:?}");
        assert!(at.iter().all(|recorded| recorded.at() == at[0].at()), "{at:?}");
        assert_eq!(count_acts(&store).await.unwrap(), 1);
    }
}

#[test]
fn content_is_canonical() {
    let rows = vec![json!({ "b": 2, "a": "é\n" })];
    let empty = FactTable { name: "empty", ..TABLE };
    let facts = [
        Facts { table: &TABLE, rows },
        Facts { table: Box::leak(Box::new(empty)), rows: Vec::new() },
    ];
    assert_eq!(content(&facts, &[]), "{\"written\":{\"target_rule\":[{\"a\":\"é\\n\",\"b\":2}]}}");
}

#[test]
fn many_rows_are_named_by_number_and_root() {
    let rows = |count: usize| (0..count).map(|number| json!({ "number": number })).collect();
    let shown = |count| content(&[Facts { table: &TABLE, rows: rows(count) }], &[]);
    assert!(shown(1000).contains("\"number\":999"));
    let rooted = shown(1001);
    assert!(
        rooted.contains("\"rows\":1001")
            && rooted.contains("\"root\":\"")
            && !rooted.contains("\"number\"")
    );
}

#[tokio::test]
async fn value_that_does_not_fit_its_column_is_refused_and_leaves_nothing() {
    for store in stores().await {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let work = store.write(|tx| {
            let call = call.clone();
            Box::pin(async move {
                let row = json!({ "target": "t", "rule": 7, "reason": "" });
                let facts = Facts { table: &TABLE, rows: vec![row] };
                record(tx, &call, "test", "subject", vec![facts], &[]).await
            })
        });
        assert!(matches!(work.await, Err(StoreError::Unreadable(_))));
        assert_eq!(count_acts(&store).await.unwrap(), 0);
    }
}

/// The proof of the third of five acts, and the key of its log.
pub(crate) async fn proof_of_an_act() -> (String, NoteKey) {
    let (store, key) = (crate::store::tests::sqlite().await, super::LogKey::fresh().unwrap());
    let ids = log::acts(&store, 5).await;
    super::sequence(&store, &key, "one", Moment::from_microseconds(10)).await.unwrap();
    let proof = super::prove(&store, &ids[2], super::Content::Shown).await.unwrap().unwrap();
    (proof.to_string(), key.public().parse().unwrap())
}
