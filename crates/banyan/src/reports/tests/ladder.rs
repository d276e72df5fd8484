//! Ladders of several steps: who decides next, and what the projection makes of a report that is half-way up.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::super::store;
use super::hidden;
use super::shared::{FILES, climbing, post};
use crate::tests::{House, words_of};

const REPORT: &str = "e.share=90&e.archived=7";

async fn decided(house: &House, outcome: &str) -> StatusCode {
    let page = house.get(FILES, Language::English).await;
    let field = |name: &str| hidden(&page, name);
    let (version, step, seen) = (field("version"), field("step"), field("seen"));
    let form = format!("version={version}&step={step}&seen={seen}&outcome={outcome}&why.=Because");
    house.post(&format!("{FILES}/decide"), &form).await.status
}

async fn state(house: &House) -> String {
    let words = words_of(&house.get(FILES, Language::English).await.body);
    words.replace(['\u{2068}', '\u{2069}'], "")
}

#[tokio::test]
async fn report_goes_up_step_by_step_and_nobody_accepts_it_twice() {
    // The unit above a commune is its province: the second step finds it again, and is left out.
    let house = climbing("[\"above\", \"level province\", \"level central\"]").await;
    let page = words_of(&house.get("/regimes/files_month", Language::English).await.body);
    assert!(page.contains("the level above") && page.contains("province level"), "{page}");
    let house = house.signed_in_as("demo.commune").await;
    assert_eq!(post(&house, FILES, REPORT).await.status, StatusCode::SEE_OTHER);
    // Nobody has decided on it: another version takes its place.
    let again = REPORT.replace("90", "91");
    assert_eq!(post(&house, FILES, &again).await.status, StatusCode::SEE_OTHER);
    let house = house.signed_in_as("demo.province").await;
    assert_eq!(decided(&house, "accepted").await, StatusCode::SEE_OTHER);
    let words = state(&house).await;
    assert!(
        words.contains("Waits for a decision") && words.contains("Waits at Viet Nam"),
        "{words}"
    );
    // It is on its way up: neither the province nor the commune changes anything about it now.
    assert_eq!(decided(&house, "returned").await, StatusCode::FORBIDDEN);
    let house = house.signed_in_as("demo.commune").await;
    assert_eq!(post(&house, FILES, REPORT).await.status, StatusCode::CONFLICT);
    // The projection, asked anew, finds it where it is.
    let row = |house: &House| {
        let own = house.site.store.clone();
        async move {
            let mut tx = own.read().await.unwrap();
            let id = FILES.trim_start_matches("/reports/");
            store::load_owed(&mut tx, id).await.unwrap().unwrap()
        }
    };
    let before = row(&house).await;
    assert_eq!((before.progress.version, before.progress.step), (2, 2));
    let work = house.site.store.write(|tx| Box::pin(async move { store::forget_known(tx).await }));
    work.await.unwrap();
    house.file().await;
    assert_eq!(row(&house).await, before);
}

#[tokio::test]
async fn correction_that_says_the_same_is_told_so() {
    let house = climbing("[\"level province\"]").await.signed_in_as("demo.commune").await;
    assert_eq!(post(&house, FILES, REPORT).await.status, StatusCode::SEE_OTHER);
    let house = house.signed_in_as("demo.province").await;
    assert_eq!(decided(&house, "accepted").await, StatusCode::SEE_OTHER);
    assert!(state(&house).await.contains("Accepted at step 1"));
    let house = house.signed_in_as("demo.commune").await;
    let same = post(&house, FILES, &format!("{REPORT}&reason=Counted+again")).await;
    assert_eq!(same.status, StatusCode::CONFLICT);
    assert!(words_of(&same.body).contains("says the same as the version that is accepted"));
}
