//! Acts are recorded in order, with content that is the same whatever the machine.

use banyan_core::words::Moment;
use serde_json::json;

use super::{Call, Written, content, last_moment, record};
use crate::store::tests::stores;
use crate::web::Actor;

#[tokio::test]
async fn act_never_stands_before_the_one_before_it() {
    for store in stores().await {
        let mut recorded = Vec::new();
        for now in [5000, 3000, 3000] {
            let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(now)).unwrap();
            let work = store.write(|tx| {
                let call = call.clone();
                Box::pin(async move { record(tx, &call, "test", "subject", &[], &[]).await })
            });
            recorded.push(work.await.unwrap().microseconds());
        }
        assert_eq!(recorded, [5000, 5001, 5002]);
        assert_eq!(last_moment(&store).await.unwrap(), Some(Moment::from_microseconds(5002)));
    }
}

#[tokio::test]
async fn same_act_twice_is_refused() {
    for store in stores().await {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let again = || {
            store.write(|tx| {
                let call = call.clone();
                Box::pin(async move { record(tx, &call, "test", "subject", &[], &[]).await })
            })
        };
        assert!(again().await.is_ok());
        assert!(again().await.is_err());
    }
}

#[test]
fn content_is_canonical() {
    let rows = vec![json!({ "b": 2, "a": "é\n" })];
    let written = [Written { table: "unit", rows }, Written { table: "empty", rows: Vec::new() }];
    assert_eq!(content(&written, &[]), "{\"written\":{\"unit\":[{\"a\":\"é\\n\",\"b\":2}]}}");
}

#[test]
fn many_rows_are_named_by_number_and_root() {
    let rows = |count: usize| (0..count).map(|number| json!({ "number": number })).collect();
    let shown = |count| content(&[Written { table: "unit", rows: rows(count) }], &[]);
    assert!(shown(1000).contains("\"number\":999"));
    let rooted = shown(1001);
    assert!(
        rooted.contains("\"rows\":1001")
            && rooted.contains("\"root\":\"")
            && !rooted.contains("\"number\"")
    );
}
