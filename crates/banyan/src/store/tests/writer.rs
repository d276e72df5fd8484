//! Verbs that wait at the same time share a transaction, and each of them is there whole or not at all.

use std::time::Duration;

use tokio::sync::oneshot;

use super::{INSERT, address, draft, stores_grouping};
use crate::store::{Conflict, Grouping, Store, StoreError, Work};

/// Every engine that is there, with groups that do not end because of the clock.
async fn patient() -> Vec<Store> {
    stores_grouping(Grouping { verbs_max: 64, open_for: Duration::from_secs(600) }).await
}

async fn kept(store: &Store) -> Vec<String> {
    let rows =
        store.read().await.unwrap().fetch("select id from draft order by id", &[]).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap()).collect()
}

async fn write(store: &Store, id: &'static str) -> Result<u64, StoreError> {
    store.write(|tx| Box::pin(async move { tx.execute(INSERT, &draft(id, 1)).await })).await
}

/// Writes and then refuses.
async fn refuse(store: &Store, id: &'static str) -> Result<(), StoreError> {
    let work = store.write(|tx| {
        Box::pin(async move {
            tx.execute(INSERT, &draft(id, 1)).await?;
            Err(StoreError::Unreadable(format!("{id} refuses")))
        })
    });
    work.await
}

/// How many drafts a verb sees, those of its group included.
async fn count(store: &Store) -> Result<usize, StoreError> {
    let work = store.write(|tx| {
        Box::pin(async move { Ok(tx.fetch("select id from draft", &[]).await?.len()) })
    });
    work.await
}

#[tokio::test]
async fn refused_verb_takes_nothing_of_its_group_with_it() {
    for store in patient().await {
        let (first, refused, seen, last) = tokio::join!(
            write(&store, "a"),
            refuse(&store, "b"),
            count(&store),
            write(&store, "c")
        );
        assert!(first.is_ok() && last.is_ok());
        assert_eq!(refused.unwrap_err().to_string(), "a stored value cannot be read: b refuses");
        assert_eq!(
            seen.unwrap(),
            1,
            "one group: what came before is seen, what was refused is not"
        );
        assert_eq!(kept(&store).await, ["a", "c"]);
    }
}

#[tokio::test]
async fn statement_that_fails_takes_nothing_of_its_group_with_it() {
    for store in patient().await {
        let (first, again, last) =
            tokio::join!(write(&store, "a"), write(&store, "a"), write(&store, "b"));
        assert!(first.is_ok() && last.is_ok());
        assert!(matches!(again, Err(StoreError::Database(_))));
        assert_eq!(kept(&store).await, ["a", "b"]);
    }
}

/// Leaves behind what only the commit finds out: a row that names an act which is not there.
async fn poison(store: &Store) -> Result<u64, StoreError> {
    const UNIT: &str = "insert into unit (id, class, aliases, act) values ('u', 'body', '', 'no')";
    let work = store.write(|tx| {
        Box::pin(async move {
            tx.execute("pragma defer_foreign_keys = on", &[]).await?;
            tx.execute(UNIT, &[]).await
        })
    });
    work.await
}

#[tokio::test]
async fn when_the_commit_fails_everyone_is_told_and_nothing_is_there() {
    // Only SQLite puts off what the keys of our tables ask for until the commit.
    for store in patient().await.into_iter().take(1) {
        let (first, poisoned, refused) =
            tokio::join!(write(&store, "a"), poison(&store), refuse(&store, "b"));
        for told in [first.map(|_| ()), poisoned.map(|_| ()), refused] {
            let refusal = told.unwrap_err();
            assert!(matches!(refusal, StoreError::NotKept(_)) && !refusal.conflict(), "{refusal}");
        }
        assert!(kept(&store).await.is_empty());
        assert!(write(&store, "c").await.is_ok(), "the next group is a new one");
        assert_eq!(kept(&store).await, ["c"]);
    }
}

/// Writes a row, says so, and never ends.
fn stuck<'t>(
    tx: &'t mut crate::store::Tx,
    id: &'static str,
    reached: &mut Option<oneshot::Sender<()>>,
) -> Work<'t, (), StoreError> {
    let reached = reached.take();
    Box::pin(async move {
        tx.execute(INSERT, &draft(id, 1)).await?;
        if let Some(reached) = reached {
            reached.send(()).unwrap();
        }
        std::future::pending().await
    })
}

#[tokio::test]
async fn verb_dropped_in_the_middle_leaves_nothing_and_blocks_nobody() {
    for store in patient().await {
        let (say, reached) = oneshot::channel();
        let mut say = Some(say);
        let dropped = async {
            tokio::select! {
                done = store.write(|tx| stuck(tx, "b", &mut say)) => panic!("it never ends: {done:?}"),
                said = reached => said.unwrap(),
            }
        };
        let (first, (), last) = tokio::join!(write(&store, "a"), dropped, write(&store, "c"));
        assert!(first.is_ok() && last.is_ok());
        assert_eq!(kept(&store).await, ["a", "c"]);
    }
}

#[tokio::test]
async fn verb_that_panics_leaves_nothing_and_blocks_nobody() {
    for store in patient().await {
        let panicking = tokio::spawn({
            let store = store.clone();
            async move {
                let work = store.write(|tx| {
                    Box::pin(async move {
                        tx.execute(INSERT, &draft("b", 1)).await?;
                        panic!("in the middle of a verb");
                        #[expect(unreachable_code, reason = "it says what the work would answer")]
                        Ok::<(), StoreError>(())
                    })
                });
                work.await
            }
        });
        let (first, panicked, last) =
            tokio::join!(write(&store, "a"), panicking, write(&store, "c"));
        assert!(first.is_ok() && last.is_ok());
        assert!(panicked.unwrap_err().is_panic());
        assert_eq!(kept(&store).await, ["a", "c"]);
    }
}

#[tokio::test]
async fn verb_dropped_while_it_waits_is_passed_over() {
    for store in patient().await {
        let mut waiting = Box::pin(write(&store, "b"));
        // Polled once, it stands in the line; then it is given up.
        std::future::poll_fn(|context| {
            assert!(waiting.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
        drop(waiting);
        assert!(write(&store, "a").await.is_ok());
        assert_eq!(kept(&store).await, ["a"]);
    }
}

#[tokio::test]
async fn closed_store_refuses_those_who_come_late() {
    for store in patient().await {
        assert!(write(&store, "a").await.is_ok());
        store.close().await;
        assert!(matches!(write(&store, "b").await, Err(StoreError::Database(_))));
    }
}

/// Writes a row after having looked at the last one, as every act does.
async fn follow(store: &Store, id: String) -> Result<u64, StoreError> {
    let work = store.write(|tx| {
        let id = id.clone();
        Box::pin(async move {
            tx.fetch("select id from draft order by id desc limit 1", &[]).await?;
            tx.execute(INSERT, &draft(&id, 1)).await
        })
    });
    work.await
}

#[tokio::test]
async fn two_programs_on_one_database_give_way_to_each_other() {
    let Some(address) = address().await else { return };
    let mut verbs = tokio::task::JoinSet::new();
    for program in 0..2 {
        let store = Store::open_address(&address).await.unwrap();
        for verb in 0..100 {
            let store = store.clone();
            verbs.spawn(async move { follow(&store, format!("{program}-{verb}")).await });
        }
    }
    for done in verbs.join_all().await {
        assert_eq!(done.unwrap(), 1);
    }
    assert_eq!(kept(&Store::open_address(&address).await.unwrap()).await.len(), 200);
}
