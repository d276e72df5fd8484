//! Acts name exactly the rows that stand, in a store in which much has happened.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use banyan_core::words::Moment;
use serde_json::json;

use crate::ledger::store::DAMAGE;
use crate::ledger::{Call, Column, FactTable, Facts, Finding, acts, record, verify};
use crate::panels::fact_tables;
use crate::store::StoreError;
use crate::store::tests::{migrated_facts, stores};
use crate::tests::House;
use crate::web::Actor;

/// A house in which every verb that a person has was called.
async fn lived_in(house: House) -> House {
    let draft = house.post("/directives/samples/vi", "").await.location;
    let id = draft.strip_prefix("/drafts/").unwrap().to_owned();
    for (path, form) in [
        ("/targets/R09-T09/rule".to_owned(), "rule=to-communes&reason=they+took+the+work"),
        ("/targets/R09-T09/rule".to_owned(), "rule=ended&reason=no+longer"),
        ("/tasks/CT34-K01/met".to_owned(), "unit=40&programme=R09&justification=covers+it"),
        (format!("/programmes/adopt/{id}"), ""),
        ("/day/forward".to_owned(), "to=2025-09-02"),
    ] {
        assert_eq!(house.post(&path, form).await.status, StatusCode::SEE_OTHER, "{path}");
    }
    house
}

#[tokio::test]
async fn acts_name_exactly_the_rows_that_stand() {
    for store in stores().await {
        let house = House::over(store);
        house.adopt().await;
        house.populate().await;
        let house = lived_in(house.signed_in_as("demo.central").await).await;
        let mut tx = house.site.store.read().await.unwrap();
        let acts = acts(&mut tx).await.unwrap();
        let verbs: BTreeSet<&str> = acts.iter().map(|act| act.verb.as_str()).collect();
        let expected = [
            "give_rule",
            "invite",
            "meet_by",
            "move_day",
            "record_calendar",
            "record_directive",
            "record_form",
            "record_network",
            "record_regime",
        ];
        assert_eq!(verbs, BTreeSet::from(expected));
        assert!(acts.windows(2).all(|pair| pair[0].at < pair[1].at), "moments only grow");
        let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
        assert_eq!(verified.findings, []);
        assert_eq!((verified.acts, verified.waiting), (acts.len() as u64, acts.len() as u64));
        assert!(verified.rows > 10_000);
    }
}

#[tokio::test]
async fn row_that_was_changed_or_slipped_in_is_found() {
    let house = lived_in(House::furnished().await).await;
    let store = &house.site.store;
    let acts = acts(&mut store.read().await.unwrap()).await.unwrap();
    for (number, (verb, sql)) in DAMAGE.into_iter().enumerate() {
        let act = &acts.iter().find(|act| act.verb == verb).unwrap().id;
        let touched = store.write(|tx| Box::pin(async move { tx.execute(sql, &[]).await })).await;
        assert!(touched.unwrap() > 0, "{sql}");
        let wrong = verify(store, &fact_tables(), None).await.unwrap().findings;
        let named =
            |found: &Finding| matches!(found, Finding::Rows { act: own, .. } if *own == act.0);
        assert!(wrong.iter().any(named), "{sql}: {wrong:?}");
        assert_eq!(wrong.len(), number + 1, "{sql}: {wrong:?}");
    }
}

#[test]
fn every_fact_table_is_told_with_all_its_columns() {
    let told: BTreeSet<(String, BTreeSet<String>)> = fact_tables()
        .iter()
        .map(|table| {
            let own = table.columns.iter().map(|column| column.name().to_owned());
            (table.name.to_owned(), own.chain(["act".to_owned()]).collect())
        })
        .collect();
    let migrated: BTreeSet<(String, BTreeSet<String>)> = migrated_facts()
        .into_iter()
        .filter(|(name, _)| name != "act")
        .map(|(name, columns)| (name, columns.into_iter().collect()))
        .collect();
    assert_eq!(told, migrated);
}

/// The rules of targets as they were before their levels were recorded.
const RULES_BEFORE: FactTable = FactTable {
    name: "target_rule",
    columns: &[Column::Text("target"), Column::Text("rule"), Column::Text("reason")],
    key: &["target"],
    later: &[],
};

#[tokio::test]
async fn act_that_is_older_than_a_column_still_names_its_rows() {
    for store in stores().await {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let work = store.write(|tx| {
            let call = call.clone();
            Box::pin(async move {
                let row = json!({ "target": "T", "rule": "ended", "reason": "none left" });
                let facts = Facts { table: &RULES_BEFORE, rows: vec![row] };
                record(tx, &call, "give_rule", "T", vec![facts], &[]).await
            })
        });
        let recorded: Result<_, StoreError> = work.await;
        assert!(recorded.unwrap().anew());
        let verified = verify(&store, &fact_tables(), None).await.unwrap();
        assert_eq!((verified.findings, verified.rows), (vec![], 1));
    }
}
