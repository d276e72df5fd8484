//! Vintages and findings as they stand in the store.

use banyan_core::observation::Evidence;
use banyan_core::unit::UnitId;
use banyan_core::words::{Moment, Standing};
use serde_json::json;

use super::super::store::FINDING;
use super::super::{
    Across, Asked, EVERY_PERIOD, Page, history, list_across, list_of_unit, others, values,
};
use super::{accepted, at, call, stated};
use crate::ledger::{self, Facts};
use crate::store::Store;
use crate::store::tests::stores;

/// Value, vintage and standing of what was known of a unit's indicator at a moment, by period.
async fn known(
    store: &Store,
    unit: &str,
    known_at: Option<Moment>,
) -> Vec<(String, i64, u32, Standing)> {
    let mut tx = store.read().await.unwrap();
    let unit = UnitId(unit.to_owned());
    let asked = Asked { unit: &unit, indicators: &["files"], periods: EVERY_PERIOD };
    let page = Page { known_at, after: None, most: 100 };
    let found = list_of_unit(&mut tx, asked, page).await.unwrap();
    let shown = found.into_iter().map(|own| {
        (own.key.period.to_string(), own.vintage.value.minor(), own.vintage.number, own.standing)
    });
    shown.collect()
}

#[tokio::test]
async fn later_vintage_supersedes_and_what_was_known_can_be_asked_again() {
    for store in stores().await {
        accepted(&store, 10, "r1", &["40.1 files 2025-06 7", "40.1 files 2025-07 8"])
            .await
            .unwrap();
        accepted(&store, 20, "r2", &["40.1 files 2025-06 9", "40.1 files 2025-07 8"])
            .await
            .unwrap();
        let row =
            |period: &str, value, vintage| (period.to_owned(), value, vintage, Standing::Declared);
        let first = vec![row("2025-06", 7, 1), row("2025-07", 8, 1)];
        assert_eq!(known(&store, "40.1", Some(at(9))).await, []);
        assert_eq!(known(&store, "40.1", Some(at(10))).await, first);
        assert_eq!(known(&store, "40.1", Some(at(19))).await, first);
        // What stands already is not stated again.
        let last = vec![row("2025-06", 9, 2), row("2025-07", 8, 1)];
        assert_eq!(known(&store, "40.1", Some(at(20))).await, last);
        assert_eq!(known(&store, "40.1", None).await, last);
        assert_eq!(known(&store, "42.1", None).await, []);
    }
}

/// Attaches a finding as its verb does.
async fn found(store: &Store, second: i64, of: &str, vintage: i64, standing: Standing) {
    let key = stated(of).key;
    let row = json!({
        "unit": key.unit.0, "indicator": key.indicator, "cell": "", "method": key.method,
        "period": key.period.to_string(), "vintage": vintage, "standing": standing.key(),
        "evidence": Evidence::Inspection.key(), "name": "Round of May", "words": "Counted again",
    });
    let call = call(second);
    let work = store.write(|tx| {
        let (call, row) = (call.clone(), row.clone());
        Box::pin(async move {
            let facts = vec![Facts { table: &FINDING, rows: vec![row] }];
            ledger::record(tx, &call, "verify_observation", "files", facts, &[]).await
        })
    });
    assert!(work.await.unwrap().anew());
}

#[tokio::test]
async fn correction_is_declared_again_whatever_was_found_before() {
    for store in stores().await {
        let of = "40.1 files 2025-06 7";
        accepted(&store, 10, "r1", &[of]).await.unwrap();
        found(&store, 20, of, 1, Standing::Verified).await;
        found(&store, 30, of, 1, Standing::Contradicted).await;
        accepted(&store, 40, "r2", &["40.1 files 2025-06 9"]).await.unwrap();
        for (second, value, standing) in [
            (10, 7, Standing::Declared),
            (20, 7, Standing::Verified),
            (30, 7, Standing::Contradicted),
            (40, 9, Standing::Declared),
        ] {
            let known = known(&store, "40.1", Some(at(second))).await;
            assert_eq!((known[0].1, known[0].3), (value, standing), "{second}");
        }
        let mut tx = store.read().await.unwrap();
        let (history, origins) = history(&mut tx, &stated(of).key).await.unwrap().unwrap();
        let observed = history.known_at(None).unwrap();
        assert_eq!((observed.vintage.number, observed.standing), (2, Standing::Declared));
        assert_eq!(observed.earlier.map(|own| own.standing()), Some(Standing::Contradicted));
        let sources: Vec<&str> = origins.iter().map(|(_, source)| source.id.as_str()).collect();
        assert_eq!(sources, ["r1", "r2"]);
        // The row of the list and the history of the one say the same of every moment.
        for second in 0..=50 {
            let one = history.known_at(Some(at(second)));
            let one = one.map(|own| (own.vintage.value.minor(), own.vintage.number, own.standing));
            let row = known(&store, "40.1", Some(at(second))).await;
            assert_eq!(one, row.first().map(|own| (own.1, own.2, own.3)), "{second}");
        }
    }
}

#[tokio::test]
async fn two_values_of_one_key_are_refused_and_leave_nothing() {
    for store in stores().await {
        let twice = ["40.1 files 2025-06 7", "40.1 files 2025-06 7"];
        assert!(accepted(&store, 10, "r1", &twice).await.is_err());
        assert_eq!(known(&store, "40.1", None).await, []);
    }
}

#[tokio::test]
async fn lists_are_paged_along_their_keys() {
    for store in stores().await {
        let rows: Vec<String> = (1..=9)
            .flat_map(|month| {
                ["40.1", "42.1", "17110.1"]
                    .map(|unit| format!("{unit} files 2025-{month:02} {month}"))
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        accepted(&store, 10, "r1", &rows).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let across = Across { indicator: "files", periods: ("2025-03", "2025-08") };
        let whole = list_across(&mut tx, across, Page::first(100)).await.unwrap();
        assert_eq!(whole.len(), 18);
        let (mut paged, mut pages) = (Vec::new(), 0);
        loop {
            let page = Page { known_at: None, after: paged.last(), most: 4 };
            let found = list_across(&mut tx, across, page).await.unwrap();
            if found.is_empty() {
                break;
            }
            pages += 1;
            paged.extend(found.into_iter().map(|own| own.key));
        }
        assert_eq!(paged, whole.iter().map(|own| own.key.clone()).collect::<Vec<_>>());
        assert_eq!(pages, 5);
        let unit = UnitId("42.1".to_owned());
        let asked =
            Asked { unit: &unit, indicators: &["files", "none"], periods: ("2025-02", "2025-05") };
        let first = list_of_unit(&mut tx, asked, Page::first(3)).await.unwrap();
        let after = first.last().map(|own| &own.key);
        let page = Page { known_at: None, after, most: 3 };
        let second = list_of_unit(&mut tx, asked, page).await.unwrap();
        let periods = first.iter().chain(&second).map(|own| own.key.period.to_string());
        assert_eq!(periods.collect::<Vec<_>>(), ["2025-02", "2025-03", "2025-04", "2025-05"]);
    }
}

#[tokio::test]
async fn others_are_the_earlier_periods_and_the_peers() {
    for store in stores().await {
        let rows = [
            "40.1 files 2025-05 5",
            "40.1 files 2025-06 6",
            "40.1 files 2025-07 7",
            "40.1 files 2025-Q2 100",
            "42.1 files 2025-07 70",
            "17110.1 files 2025-07 71",
            "17110.1 files 2025-06 61",
        ];
        accepted(&store, 10, "r1", &rows).await.unwrap();
        accepted(&store, 20, "r2", &["42.1 files 2025-07 72"]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let now = stated("40.1 files 2025-07 7").key;
        let peers = ["40.1", "42.1", "17110.1"].map(|own| UnitId(own.to_owned()));
        let others = others(&mut tx, (&now.unit, now.period), &["files"], &peers).await.unwrap();
        let minor = |own: Option<&Vec<banyan_core::words::Quantity>>| -> Vec<i64> {
            own.into_iter().flatten().map(|own| own.minor()).collect()
        };
        assert_eq!(minor(others.history.get("files")), [5, 6]);
        assert_eq!(minor(others.peers.get("files")), [72, 71]);
        let last: Vec<i64> = others.last.values().map(|own| own.minor()).collect();
        assert_eq!(last, [6]);
        let absent = stated("40.1 files 2025-01 0").key;
        let found = values(&mut tx, &[now.clone(), absent]).await.unwrap();
        assert_eq!(
            found.into_iter().map(|(key, own)| (key, own.minor())).collect::<Vec<_>>(),
            [(now, 7)]
        );
    }
}
