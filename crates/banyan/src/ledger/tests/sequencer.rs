//! The job: nothing stays unsequenced, whoever is killed or asked to stop, and whenever.

use std::future::Future;

use banyan_core::words::Moment;

use super::log::{acts, at};
use crate::ledger::store::lease::hold_lease;
use crate::ledger::store::log::{any_unsequenced, list_entries, list_keys, load_size};
use crate::ledger::{LogError, LogKey, Sequencer, run_sequencer, sequence};
use crate::store::tests::stores;
use crate::store::{Store, StoreError};

/// How long a killed node keeps others from sequencing.
const LEASE: i64 = 800_000;

async fn waiting(store: &Store) -> bool {
    any_unsequenced(&mut store.read().await.unwrap()).await.unwrap()
}

/// The acts of the log in its order.
async fn logged(store: &Store) -> Vec<String> {
    let mut tx = store.read().await.unwrap();
    let size = load_size(&mut tx).await.unwrap();
    let entries = list_entries(&mut tx, 0..size).await.unwrap();
    entries.into_iter().map(|entry| entry.act.id).collect()
}

#[tokio::test]
async fn graceful_stop_leaves_nothing_unsequenced() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        let ids = acts(&store, 20).await;
        let sequencer = Sequencer::new(store.clone(), key.clone()).await.unwrap();
        run_sequencer(sequencer, || at(10), std::future::ready(())).await;
        assert!(!waiting(&store).await);
        assert_eq!(logged(&store).await, ids);
        // The lease was given back: at the same moment another one goes on.
        acts(&store, 1).await;
        let next = Sequencer::new(store.clone(), key).await.unwrap();
        assert_eq!(next.catch_up(|| at(10)).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn step_goes_on_until_nothing_waits() {
    for store in stores().await {
        let sequencer = Sequencer::new(store.clone(), LogKey::fresh().unwrap()).await.unwrap();
        assert_eq!(sequencer.catch_up(|| at(10)).await.unwrap(), 0);
        acts(&store, 3).await;
        assert_eq!(sequencer.catch_up(|| at(10)).await.unwrap(), 3);
        sequencer.finish(|| at(10)).await.unwrap();
        assert!(!waiting(&store).await);
    }
}

/// Runs work until it is over or has given way `turns` times; then it is dropped, as a kill would end it.
async fn cut_off<T>(work: impl Future<Output = T>, turns: u32) -> Option<T> {
    let turns = async {
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! { biased; done = work => Some(done), () = turns => None }
}

#[tokio::test]
async fn kill_at_any_point_loses_nothing_and_doubles_nothing() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        let mut ids = Vec::new();
        for (round, turns) in (0_i64..).zip([0, 1, 2, 3, 5, 8, 13, 21, 55, 144, 400, 2000]) {
            ids.extend(acts(&store, 7).await);
            let (holder, now) = (format!("node {round}"), at(round * 10 * LEASE));
            let _ = cut_off(sequence(&store, &key, &holder, now), turns).await;
        }
        sequence(&store, &key, "last", at(1000 * LEASE)).await.unwrap();
        assert!(!waiting(&store).await);
        assert_eq!(logged(&store).await, ids);
    }
}

async fn hold(store: &Store, holder: &'static str, now: Moment) -> bool {
    let held: Result<bool, StoreError> = store
        .write(|tx| {
            Box::pin(async move { hold_lease(tx, "test", holder, now, now.plus(LEASE)).await })
        })
        .await;
    held.unwrap()
}

#[tokio::test]
async fn lease_is_one_holders_until_it_ends_or_was_left_by_a_clock_ahead() {
    for store in stores().await {
        assert!(hold(&store, "one", at(10 * LEASE)).await);
        assert!(!hold(&store, "other", at(10 * LEASE)).await);
        assert!(!hold(&store, "other", at(11 * LEASE)).await);
        assert!(hold(&store, "one", at(11 * LEASE)).await);
        assert!(hold(&store, "other", at(12 * LEASE + 1)).await);
        assert!(
            !hold(&store, "one", at(12 * LEASE)).await,
            "a clock that is a little behind waits"
        );
        assert!(hold(&store, "one", at(2 * LEASE)).await, "a clock set back by hours does not");
    }
}

#[tokio::test]
async fn sequencer_with_another_key_does_not_start() {
    for store in stores().await {
        let first = LogKey::fresh().unwrap();
        Sequencer::new(store.clone(), first.clone()).await.unwrap();
        let refusal = Sequencer::new(store.clone(), LogKey::fresh().unwrap()).await;
        assert!(matches!(refusal, Err(LogError::OtherKey(_))));
        let keys = list_keys(&mut store.read().await.unwrap()).await.unwrap();
        assert_eq!(keys, [(first.public(), 0)]);
    }
}
