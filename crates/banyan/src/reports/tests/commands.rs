//! What devices sent, and the secrets of persons, on both databases.

use banyan_core::words::Moment;

use super::super::store::{
    Command, CommandState, insert_command, list_kept, load_command, load_secret, secret_of,
    settle_command,
};
use crate::store::StoreError;
use crate::store::tests::stores;

fn command(id: &str, state: CommandState) -> Command {
    Command {
        id: id.to_owned(),
        account: "one".to_owned(),
        report: "a/2025-07/b".to_owned(),
        hash: "00".to_owned(),
        content: "{\"teams\":\"٣\"}".to_owned(),
        arrived_at: Moment::from_microseconds(7),
        state,
        answer: "{}".to_owned(),
    }
}

#[tokio::test]
async fn id_stands_for_ever_and_what_was_kept_is_settled_once() {
    for store in stores().await {
        let work = store.write(|tx| {
            Box::pin(async move {
                let own = [command("1", CommandState::Kept), command("2", CommandState::Sent)];
                for own in &own {
                    insert_command(tx, own).await?;
                    assert_eq!(load_command(tx, &own.id).await?.as_ref(), Some(own));
                }
                assert_eq!(list_kept(tx, "a/2025-07/b").await?, own[..1]);
                assert!(settle_command(tx, "1", CommandState::Left).await?);
                assert!(!settle_command(tx, "1", CommandState::Taken).await?);
                assert!(!settle_command(tx, "2", CommandState::Left).await?);
                assert_eq!(load_command(tx, "1").await?.unwrap().state, CommandState::Left);
                assert_eq!(list_kept(tx, "a/2025-07/b").await?, []);
                Ok::<_, StoreError>(())
            })
        });
        work.await.unwrap();
        let again = store.write(|tx| {
            Box::pin(async move { insert_command(tx, &command("2", CommandState::Kept)).await })
        });
        assert!(again.await.is_err());
    }
}

#[tokio::test]
async fn first_secret_of_a_person_stands() {
    for store in stores().await {
        let work = store.write(|tx| {
            Box::pin(async move {
                assert_eq!(load_secret(tx, "one").await?, None);
                assert_eq!(secret_of(tx, "one", "first").await?, "first");
                assert_eq!(secret_of(tx, "one", "second").await?, "first");
                assert_eq!(secret_of(tx, "other", "second").await?, "second");
                Ok::<_, StoreError>(())
            })
        });
        work.await.unwrap();
    }
}
