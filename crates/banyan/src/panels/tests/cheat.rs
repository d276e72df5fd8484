//! What the demonstration does to a copy of its store, and what is found of it.

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::jobs::machine_clock;
use crate::ledger::{Sequencer, acts, verify};
use crate::panels::fact_tables;
use crate::tests::{House, words_of};

async fn cheated(house: &House, means: &str) -> (String, String) {
    let answer = house.post("/ledger/cheat", &format!("means={means}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", words_of(&answer.body));
    (words_of(&answer.body), answer.body)
}

#[tokio::test]
async fn changed_figure_is_found_with_its_act_and_a_log_signed_anew_by_who_remembers() {
    let house = House::furnished().await;
    let early = house.post("/ledger/cheat", "means=hand").await;
    assert_eq!(early.status, StatusCode::CONFLICT, "there is no checkpoint yet");
    let sequencer = Sequencer::new(house.site.store.clone(), house.key.clone()).await.unwrap();
    sequencer.catch_up(machine_clock).await.unwrap();
    let all = acts(&mut house.site.store.read().await.unwrap()).await.unwrap();

    let (words, body) = cheated(&house, "hand").await;
    let named: Vec<_> =
        all.iter().filter(|act| body.contains(&format!("href=\"/acts/{}\"", act.id.0))).collect();
    assert_eq!(named.len(), 1, "the act is linked");
    let finding = format!("does not hold: act {}: the rows that carry its id", named[0].id.0);
    assert!(words.contains(&finding), "{words}");
    assert!(!words.contains("everything holds"), "{words}");

    let (words, _) = cheated(&house, "key").await;
    assert!(words.contains("Nothing found. everything holds"), "{words}");
    assert!(words.contains("is not one that this log grew out of"), "{words}");
    assert!(words.contains("It does not sign.") && words.contains("the log was rewritten"));

    let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds() && verified.waiting == 0, "{verified:?}");
    assert_eq!(acts(&mut house.site.store.read().await.unwrap()).await.unwrap(), all);
    for language in Language::ALL {
        assert_eq!(house.get("/ledger/cheat", language).await.status, StatusCode::OK);
    }
    assert!(house.get("/ledger", Language::English).await.body.contains("href=\"/ledger/cheat\""));
}

#[tokio::test]
async fn nobody_cheats_outside_the_demonstration() {
    let house = House::serving(crate::store::tests::sqlite().await);
    assert_eq!(house.get("/ledger/cheat", Language::English).await.status, StatusCode::NOT_FOUND);
    let answer = house.post("/ledger/cheat", "means=hand").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!house.get("/ledger", Language::English).await.body.contains("/ledger/cheat"));
}
