//! Lists along keys, compared with going through everything.

use std::collections::BTreeSet;

use super::super::{Shelf, Store, StoreError, Value, Window};
use super::{draft, stores};

const SHELF: Shelf = Shelf { table: "draft_key", id: "draft", test: "" };
const TESTED: Shelf = Shelf {
    test: "and exists (select 1 from draft where id = filed.draft and source = $5)",
    ..SHELF
};
const SHOW: &str = "select at, id from found order by at desc, id desc";

/// Rows filed under one to three of five keys, several at the same moment; by key, moment and name.
fn rows() -> Vec<(Vec<String>, i64, String)> {
    let row = |number: i64| {
        let keys: BTreeSet<i64> = [number % 5, number / 3 % 5, number * number % 5].into();
        let keys = keys.into_iter().map(|key| format!("in:{key}")).collect();
        (keys, number / 4, format!("d{number:03}"))
    };
    (0..200).map(row).collect()
}

async fn fill(store: &Store) {
    let work = store.write(|tx| {
        Box::pin(async move {
            for (keys, at, id) in rows() {
                let source = if at % 2 == 0 { "even" } else { "odd" };
                let [_, _, _, text, items] = draft(&id, at);
                let own = vec![id.as_str().into(), at.into(), source.into(), text, items];
                let columns = ["id", "made_at", "source", "text", "items"];
                tx.insert_all("draft", &columns, &[own]).await?;
                let keys =
                    keys.iter().map(|key| vec![key.as_str().into(), at.into(), id.as_str().into()]);
                let keys: Vec<Vec<Value>> = keys.collect();
                tx.insert_all("draft_key", &["filed_key", "at", "draft"], &keys).await?;
            }
            Ok::<_, StoreError>(())
        })
    });
    work.await.unwrap();
}

#[tokio::test]
async fn page_along_keys_is_what_a_walk_through_all_rows_finds() {
    for store in stores().await {
        fill(&store).await;
        let mut tx = store.read().await.unwrap();
        for keys in
            [&["in:0"][..], &["in:1", "in:2"], &["in:0", "in:1", "in:2", "in:3", "in:4"], &["in:9"]]
        {
            for (from, until, before) in
                [(i64::MIN, i64::MAX, ""), (10, 40, ""), (0, 40, "d162"), (45, 45, "d181")]
            {
                for (most, parity) in
                    [(1, None), (7, None), (7, Some(1)), (500, None), (500, Some(0))]
                {
                    let fits = |(own, at, id): &(Vec<String>, i64, String)| {
                        own.iter().any(|own| keys.contains(&own.as_str()))
                            && (from..=until).contains(at)
                            && (*at < until || id.as_str() < before)
                            && parity.is_none_or(|parity| at % 2 == parity)
                    };
                    let mut expected: Vec<(i64, String)> =
                        rows().into_iter().filter(fits).map(|(_, at, id)| (at, id)).collect();
                    expected.sort();
                    expected.reverse();
                    expected.truncate(usize::try_from(most).unwrap());
                    let bound: Vec<Value> = keys.iter().map(|key| (*key).into()).collect();
                    let window = Window { from, until, before, most };
                    let found = match parity {
                        None => tx.fetch_filed(SHELF, &bound, window, &[], SHOW).await,
                        Some(parity) => {
                            let tests = [if parity == 0 { "even" } else { "odd" }.into()];
                            tx.fetch_filed(TESTED, &bound, window, &tests, SHOW).await
                        }
                    };
                    let found: Vec<(i64, String)> = found
                        .unwrap()
                        .iter()
                        .map(|row| (row.whole(0).unwrap(), row.text(1).unwrap()))
                        .collect();
                    assert_eq!(found, expected, "{keys:?} {window:?} {parity:?}");
                }
            }
        }
        let all = Window { from: 0, until: 100, before: "", most: 10 };
        assert!(tx.fetch_filed(SHELF, &[], all, &[], SHOW).await.unwrap().is_empty());
        let many: Vec<Value> = (0..1200).map(|key| format!("in:{key}").into()).collect();
        assert_eq!(tx.fetch_filed(SHELF, &many, all, &[], SHOW).await.unwrap().len(), 10);
        let too_many: Vec<Value> = (0..2001).map(|key| format!("in:{key}").into()).collect();
        assert!(tx.fetch_filed(SHELF, &too_many, all, &[], SHOW).await.is_err());
    }
}
