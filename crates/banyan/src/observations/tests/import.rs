//! Imports: one act a file, once under each id, by whom a mandate covers.

use banyan_core::unit::UnitId;
use banyan_core::words::Quantity;

use super::super::{Asked, EVERY_PERIOD, Imported, Page, list_of_unit};
use super::{call, imported, importing};
use crate::ledger::{count_acts, verify};
use crate::panels::fact_tables;
use crate::store::tests::stores;
use crate::store::{Store, StoreError};
use crate::web::{Actor, Mandate, Refusal};

const PROGRAM: &[Mandate] = &[Mandate::Program];

async fn count(store: &Store, unit: &str) -> usize {
    let unit = UnitId(unit.to_owned());
    let asked = Asked { unit: &unit, indicators: &["files"], periods: EVERY_PERIOD };
    let mut tx = store.read().await.unwrap();
    list_of_unit(&mut tx, asked, Page::first(10_000)).await.unwrap().len()
}

#[tokio::test]
async fn same_file_twice_under_one_id_is_imported_once() {
    for store in stores().await {
        let call = call(10);
        let file = importing("july.csv", "", &["40.1 files 2025-07 7", "42.1 files 2025-07 8"]);
        let first = imported(&store, &call, PROGRAM, &file).await.unwrap();
        assert_eq!((first.new, first.unchanged), (2, 0));
        assert_eq!(imported(&store, &call, PROGRAM, &file).await.unwrap(), first);
        assert_eq!(count_acts(&store).await.unwrap(), 1);
        let other = importing("august.csv", "", &["40.1 files 2025-07 7"]);
        let refused = imported(&store, &call, PROGRAM, &other).await.unwrap_err();
        assert!(matches!(refused, Refusal::Store(StoreError::OtherContent(_))), "{refused}");
        // Under another id it is an act that finds everything there.
        let again = imported(&store, &super::call(20), PROGRAM, &file).await.unwrap();
        assert_eq!((again.new, again.unchanged), (0, 2));
        assert_eq!(count_acts(&store).await.unwrap(), 2);
        assert_eq!(count(&store, "40.1").await, 1);
    }
}

#[tokio::test]
async fn values_that_change_need_a_reason() {
    for store in stores().await {
        let first = importing("one.csv", "", &["40.1 files 2025-07 7"]);
        imported(&store, &call(10), PROGRAM, &first).await.unwrap();
        let change = |reason| importing("two.csv", reason, &["40.1 files 2025-07 9"]);
        let refused = imported(&store, &call(20), PROGRAM, &change(" ")).await.unwrap_err();
        let key = "observation-import-reason";
        assert!(matches!(refused, Refusal::Sentence { key: own, .. } if own == key), "{refused}");
        assert_eq!(count_acts(&store).await.unwrap(), 1);
        let done = imported(&store, &call(30), PROGRAM, &change("Two were counted twice")).await;
        assert_eq!(done.unwrap().new, 1);
    }
}

#[tokio::test]
async fn nobody_imports_without_a_mandate() {
    for store in stores().await {
        let file = importing("july.csv", "", &["40.1 files 2025-07 7"]);
        let nobody = crate::ledger::Call { actor: Actor::Nobody, ..call(10) };
        for (by, call) in [(vec![], call(10)), (vec![Mandate::Program], nobody)] {
            let refused = imported(&store, &call, &by, &file).await.unwrap_err();
            assert!(matches!(refused, Refusal::NotAllowed), "{refused}");
        }
        assert_eq!(count_acts(&store).await.unwrap(), 0);
    }
}

/// Values of many units and months, some of them there already under other sources.
fn many(rows: usize) -> Vec<String> {
    let row = |number: usize| {
        let (unit, month) = (number / 12, number % 12 + 1);
        format!("{unit:05}.1 files 2024-{month:02} {number}")
    };
    (0..rows).map(row).collect()
}

/// Acts name up to 1,000 rows in full, and the root of more; either is what verifying finds in the tables.
#[tokio::test]
async fn what_an_import_says_is_what_stands() {
    for store in stores().await {
        for (second, rows) in [(10, 999_usize), (20, 1003), (30, 2500)] {
            let rows = many(rows);
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let file = importing(&format!("{second}.csv"), "", &rows);
            let done = imported(&store, &call(second), PROGRAM, &file).await.unwrap();
            assert_eq!(done.new + done.unchanged, rows.len());
        }
        let verified = verify(&store, &fact_tables(), None).await.unwrap();
        assert!(verified.holds(), "{:?}", verified.findings);
        assert_eq!(verified.rows, 2500 + 3);
        assert_eq!(count(&store, "00003.1").await, 12);
    }
}

/// Every letter that a loader could take for something else comes back as it was, and the act still says what stands.
#[tokio::test]
async fn names_and_values_come_back_as_they_were() {
    for store in stores().await {
        let rows = many(1200);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut file = importing("a\tb\\N\r\nc.csv", "", &rows);
        let mut values = (*file.values).clone();
        for own in &mut values {
            own.key.unit = UnitId(format!("{}\t\\N\n\r\\.", own.key.unit));
            own.value = Quantity::new(-own.value.minor(), 3).unwrap();
        }
        file.values = std::sync::Arc::new(values);
        let Imported { new, .. } = imported(&store, &call(10), PROGRAM, &file).await.unwrap();
        assert_eq!(new, 1200);
        assert_eq!(count(&store, "00003.1\t\\N\n\r\\.").await, 12);
        let verified = verify(&store, &fact_tables(), None).await.unwrap();
        assert!(verified.holds(), "{:?}", verified.findings);
    }
}

#[tokio::test]
async fn rows_out_of_order_are_refused_and_leave_nothing() {
    for store in stores().await {
        let rows = many(1200);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut file = importing("wrong.csv", "", &rows);
        let mut values = (*file.values).clone();
        values.swap(500, 700);
        file.values = std::sync::Arc::new(values);
        let refused = imported(&store, &call(10), PROGRAM, &file).await.unwrap_err();
        assert!(matches!(refused, Refusal::Store(StoreError::Unreadable(_))), "{refused}");
        assert_eq!(count_acts(&store).await.unwrap(), 0);
    }
}
