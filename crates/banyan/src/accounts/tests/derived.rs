//! Tables that let people in, changed behind the program: the comparison with the facts finds it.

use banyan_core::access::{AccountId, Role};
use serde_json::json;

use super::super::store::derived::{DAMAGE, DERIVED};
use super::super::store::{ACCOUNT_IDENTITY, Identity, insert_identity_now};
use super::{Browser, houses, person};
use crate::accounts::tests::people::account_of;
use crate::ledger::{self, Call, Facts, Finding, check_derived};
use crate::store::{Store, StoreError};
use crate::tests::House;
use crate::web::Actor;

async fn differing(store: &Store) -> Vec<&'static str> {
    let findings = check_derived(store, &DERIVED).await.unwrap();
    let table = |finding: Finding| match finding {
        Finding::Derived { table, .. } => table,
        other => panic!("{other}"),
    };
    findings.into_iter().map(table).collect()
}

/// States that an identity belongs to an account, and for the time being does not let it in.
async fn state(house: &House, identity: &Identity) {
    let call = Call::new(Actor::LocalPlanner, house.site.clock.now()).unwrap();
    let work = house.site.store.write(|tx| {
        let (call, own) = (call.clone(), identity.clone());
        Box::pin(async move {
            let row = json!({ "id": own.id, "account": own.account.0, "issuer": own.issuer, "subject": own.subject });
            let facts = vec![Facts { table: &ACCOUNT_IDENTITY, rows: vec![row] }];
            ledger::record(tx, &call, "link_identity", &own.id, facts, &[]).await
        })
    });
    let recorded: Result<_, StoreError> = work.await;
    assert!(recorded.unwrap().anew());
}

#[tokio::test]
async fn what_lets_people_in_is_compared_with_the_facts() {
    for house in houses().await {
        let store = &house.site.store;
        for login in ["one", "two", "three"] {
            person(&house, login, "VN", Role::Administrator).await;
        }
        assert_eq!(differing(store).await, Vec::<&str>::new());

        let mut browser = Browser::of(&house);
        browser.set_up("one").await;
        let account = AccountId(account_of(&mut browser, "two").await);
        let (issuer, subject) = ("https://id.example".to_owned(), "two".to_owned());
        let identity = Identity { id: "an identity".to_owned(), account, issuer, subject };
        state(&house, &identity).await;
        assert_eq!(differing(store).await, ["identity_now"], "a fact that lets nobody in");
        let work = store.write(|tx| {
            let own = identity.clone();
            Box::pin(async move { insert_identity_now(tx, &own).await })
        });
        work.await.unwrap();
        assert_eq!(differing(store).await, Vec::<&str>::new());

        let mut damaged = Vec::new();
        for (table, statement) in DAMAGE {
            store.write(|tx| Box::pin(tx.execute(statement, &[]))).await.unwrap();
            damaged.push(table);
            let mut found = differing(store).await;
            found.sort_unstable();
            assert_eq!(found, damaged, "{statement}");
        }
    }
}
