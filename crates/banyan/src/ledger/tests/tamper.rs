//! The campaign: every change that a hand on the database can make is found, in every fact table, the acts and the tree; and a log
//! that was rewritten and signed anew with the true key is found by who kept an earlier checkpoint.

use std::path::{Path, PathBuf};

use banyan_core::words::Moment;
use serde_json::{Map, Value as Json};

use crate::ledger::store::damage::{Damage, of_erased, of_facts, of_log, rewritten};
use crate::ledger::store::erased::ERASURE;
use crate::ledger::{
    Call, Column, Erasing, FactTable, Facts, Finding, LogKey, Verified, adopt_key, checkpoint,
    erase, record, sequence, verify,
};
use crate::panels::fact_tables;
use crate::store::Store;
use crate::store::tests::{change_behind, fresh_folder};
use crate::web::Actor;

/// Enough for a full tile.
const ACTS: usize = 300;

/// Acts that are erased in the end, by an act each.
const ERASED: [usize; 2] = [20, 21];

/// The fact tables in which verbs of other rooms write.
fn tables() -> Vec<&'static FactTable> {
    fact_tables().into_iter().filter(|table| table.name != ERASURE.name).collect()
}

/// A row of any fact table. All text is the same within a row, so that what one table names is there in the other.
fn row(table: &FactTable, number: usize) -> Json {
    let value = |column: &Column| match column {
        Column::Text(_) => Json::from(format!("k{number}")),
        Column::Whole(_) => Json::from(number),
        Column::Flag(_) => Json::from(number.is_multiple_of(2)),
    };
    let pairs = table.columns.iter().map(|column| (column.name().to_owned(), value(column)));
    Json::Object(pairs.collect::<Map<_, _>>())
}

/// A store with a row of every fact table in each act but those that were erased, put in order and signed.
async fn filled(folder: &Path, key: &LogKey) {
    let store = Store::open_folder(folder).await.unwrap();
    adopt_key(&store, key).await.unwrap();
    let mut erased = Vec::new();
    for number in 0..ACTS {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let work = store.write(|tx| {
            let call = call.clone();
            let facts = tables()
                .into_iter()
                .map(|table| Facts { table, rows: vec![row(table, number)] })
                .collect();
            Box::pin(async move { record(tx, &call, "test", "subject", facts, &[]).await })
        });
        assert!(work.await.unwrap().anew());
        if ERASED.contains(&number) {
            erased.push(call.id);
        }
        if number == ACTS / 2 {
            sequence(&store, key, "test", Moment::from_microseconds(1)).await.unwrap();
        }
    }
    for act in erased {
        let call = Call::new(Actor::LocalPlanner, Moment::from_microseconds(1)).unwrap();
        let restating = call.beside("restated").unwrap();
        let work = store.write(|tx| {
            let (call, restating, acts) = (call.clone(), restating.clone(), [act.clone()]);
            Box::pin(async move {
                let (reason, tables) = ("rule", &tables());
                let erasing = Erasing { acts: &acts, reason, tables, goes: &|_, _| true };
                erase(tx, &call, &restating, erasing).await
            })
        });
        assert!(work.await.unwrap().anew());
    }
    sequence(&store, key, "test", Moment::from_microseconds(1)).await.unwrap();
    store.close().await;
}

async fn verified(folder: &Path, since: Option<&str>) -> Verified {
    let store = Store::open_folder(folder).await.unwrap();
    let verified = verify(&store, &fact_tables(), since).await.unwrap();
    store.close().await;
    verified
}

/// A copy of a store, changed behind the ledger's back.
async fn changed(original: &Path, damage: &Damage) -> PathBuf {
    let folder = fresh_folder();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(original.join("banyan.db"), folder.join("banyan.db")).unwrap();
    change_behind(&folder, &damage.statements).await;
    folder
}

#[tokio::test]
async fn every_change_behind_the_ledger_is_found() {
    let original = fresh_folder();
    std::fs::create_dir_all(&original).unwrap();
    filled(&original, &LogKey::fresh().unwrap()).await;
    let whole = verified(&original, None).await;
    assert_eq!(whole.findings, []);
    let acts = (ACTS + ERASED.len()) as u64;
    assert_eq!((whole.acts, whole.checkpoints, whole.waiting), (acts, 2, 0));
    let mut campaign = of_log();
    campaign.extend(of_erased());
    campaign.extend(of_facts(&ERASURE, 0, 1));
    for table in tables() {
        campaign.extend(of_facts(table, 7, 8));
        campaign.extend(of_facts(table, ACTS - ERASED.len() - 1, 0));
    }
    let tried = campaign.len();
    let mut missed = Vec::new();
    for damage in campaign {
        let folder = changed(&original, &damage).await;
        if verified(&folder, None).await.holds() {
            missed.push(damage.what);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
    assert_eq!(missed, Vec::<String>::new(), "of {tried}");
    std::fs::remove_dir_all(original).unwrap();
}

#[tokio::test]
async fn log_that_was_signed_anew_is_found_by_who_kept_an_earlier_checkpoint() {
    let (original, key) = (fresh_folder(), LogKey::fresh().unwrap());
    std::fs::create_dir_all(&original).unwrap();
    filled(&original, &key).await;
    let store = Store::open_folder(&original).await.unwrap();
    let kept = checkpoint(&store).await.unwrap().unwrap();
    store.close().await;
    assert!(verified(&original, Some(&kept)).await.holds());
    let folder = changed(&original, &rewritten()).await;
    let store = Store::open_folder(&folder).await.unwrap();
    let all = ACTS + ERASED.len();
    assert_eq!(sequence(&store, &key, "test", Moment::from_microseconds(1)).await.unwrap(), all);
    store.close().await;
    assert_eq!(verified(&folder, None).await.findings, [], "by itself it is whole again");
    let found = verified(&folder, Some(&kept)).await.findings;
    assert!(found.contains(&Finding::Since { size: all as u64 }), "{found:?}");
    for folder in [original, folder] {
        std::fs::remove_dir_all(folder).unwrap();
    }
}
