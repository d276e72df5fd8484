//! Many verbs at the same time on the embedded database: exactly those that succeeded are there, each whole, in one order.

use std::collections::BTreeSet;

use banyan_core::words::Moment;
use proptest::prelude::*;
use serde_json::json;

use crate::ledger::{Call, FactTable, Facts, acts, record, verify};
use crate::panels::fact_tables;
use crate::store::tests::fresh_folder;
use crate::store::{Store, StoreError};
use crate::web::Actor;

/// How a verb of the test ends.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fate {
    Succeeds,
    /// It refuses when its rows are written.
    Refuses,
    /// A statement of it fails.
    Fails,
    /// It is dropped after so many times that it was polled.
    Dropped(usize),
}

fn rules() -> &'static FactTable {
    fact_tables().into_iter().find(|table| table.name == "target_rule").unwrap()
}

/// A rule for a target, a fact with its act.
async fn give(store: &Store, target: String, fate: Fate) -> Result<(), StoreError> {
    let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1))?;
    let work = store.write(|tx| {
        let (call, target) = (call.clone(), target.clone());
        Box::pin(async move {
            let row = json!({ "target": target, "rule": "ended", "reason": "test" });
            let facts = Facts { table: rules(), rows: vec![row] };
            let recorded = record(tx, &call, "test", &target, vec![facts], &[]).await?;
            assert!(recorded.anew());
            let columns = &["target", "rule", "reason", "act"];
            let again = ["", "ended", "test", &call.id.0]
                .map(|text| if text.is_empty() { target.as_str().into() } else { text.into() });
            match fate {
                Fate::Refuses => Err(StoreError::Unreadable("it refuses".to_owned())),
                Fate::Fails => tx.insert_all("target_rule", columns, &[again.to_vec()]).await,
                Fate::Succeeds | Fate::Dropped(_) => Ok(()),
            }
        })
    });
    work.await
}

/// Polls a verb so many times, then drops it; answers what it said, if it was over before.
async fn given_up(
    verb: impl Future<Output = Result<(), StoreError>>,
    polls: usize,
) -> Option<Result<(), StoreError>> {
    let mut verb = Box::pin(verb);
    let mut left = polls;
    std::future::poll_fn(|context| match verb.as_mut().poll(context) {
        std::task::Poll::Ready(said) => std::task::Poll::Ready(Some(said)),
        std::task::Poll::Pending if left == 0 => std::task::Poll::Ready(None),
        std::task::Poll::Pending => {
            left -= 1;
            std::task::Poll::Pending
        }
    })
    .await
}

/// Runs all at once; answers the targets whose verb was acknowledged, and those of which nobody knows.
async fn run(store: &Store, fates: &[Fate]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut verbs = Vec::new();
    for (number, fate) in fates.iter().copied().enumerate() {
        let (store, target) = (store.clone(), format!("T{number:03}"));
        verbs.push(tokio::spawn(async move {
            let verb = give(&store, target.clone(), fate);
            let said = match fate {
                Fate::Dropped(polls) => given_up(verb, polls).await,
                _ => Some(verb.await),
            };
            (target, fate, said)
        }));
    }
    let (mut acknowledged, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for verb in verbs {
        let (target, fate, said) = verb.await.unwrap();
        match (fate, said) {
            (Fate::Succeeds | Fate::Dropped(_), Some(Ok(()))) => {
                acknowledged.insert(target);
            }
            (Fate::Dropped(_), None) => {
                unknown.insert(target);
            }
            (Fate::Refuses, Some(Err(StoreError::Unreadable(_))))
            | (Fate::Fails, Some(Err(StoreError::Database(_)))) => {}
            other => panic!("{target}: {other:?}"),
        }
    }
    (acknowledged, unknown)
}

async fn exactly_those_that_succeeded_are_there(fates: &[Fate]) {
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    let store = Store::open_folder(&folder).await.unwrap();
    let (acknowledged, unknown) = run(&store, fates).await;
    // What was dropped may still be in its turn: the next verb comes after it.
    give(&store, "last".to_owned(), Fate::Succeeds).await.unwrap();
    store.close().await;
    let store = Store::open_folder(&folder).await.unwrap();
    let mut tx = store.read().await.unwrap();
    let acts = acts(&mut tx).await.unwrap();
    assert!(acts.windows(2).all(|pair| pair[0].at < pair[1].at), "moments only grow");
    let there: BTreeSet<String> =
        acts.iter().map(|act| act.subject.clone()).filter(|subject| subject != "last").collect();
    assert_eq!(there.len() + 1, acts.len(), "no act twice");
    assert!(there.is_superset(&acknowledged), "lost: {:?}", acknowledged.difference(&there));
    let more: BTreeSet<_> = there.difference(&acknowledged).cloned().collect();
    assert!(more.is_subset(&unknown), "nobody asked for {more:?}");
    assert_eq!(
        verify(&store, &fact_tables(), None).await.unwrap().findings,
        [],
        "rows without their act"
    );
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Succeeds),
        1 => Just(Fate::Refuses),
        1 => Just(Fate::Fails),
        2 => (0_usize..12).prop_map(Fate::Dropped),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn sixty_four_at_once_leave_exactly_what_was_acknowledged(
        fates in proptest::collection::vec(fate(), 64)
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(exactly_those_that_succeeded_are_there(&fates));
    }
}
