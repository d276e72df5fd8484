//! Reports through HTTP: from what is due to what is accepted.

mod bulk;
mod commands;
mod grace;
mod ladder;
mod offline;
mod owed;
mod programs;
mod projection;
mod reminders;
mod shared;
mod sheet;

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::ledger::verify;
use crate::panels::fact_tables;
use crate::tests::{Answer, House};

const PATH: &str = "/reports/commune_month/2025-07/17110.2";

/// A report without a fault.
const WHOLE: &str = "revision=0&e.dossiers_received=400&e.dossiers_online=380&e.dossiers_settled=390&e.dossiers_late=2\
    &e.files_opened=100&e.files_online=95&e.files_share=95&e.trained.female=5&e.trained.male=4&e.teams=3\
    &e.villages=10&e.villages_covered=9&e.villages_left=1&e.requests%231.subject=Tower";

/// A house on the closing day of July, with everything filed and owed.
async fn house() -> House {
    let house = House::furnished().await;
    house.file().await;
    house
}

/// The hidden field of a form on a page.
fn hidden(answer: &Answer, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let behind = answer.body.split(&marker).nth(1).unwrap_or_default();
    behind.split('"').next().unwrap_or_default().to_owned()
}

async fn sent(house: House) -> House {
    let house = house.signed_in_as("demo.commune").await;
    let answer = house.post(&format!("{PATH}/send"), WHOLE).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    house
}

/// What the reviewer of the province is shown, as the form sends it back.
async fn decision(house: &House, outcome: &str, more: &str) -> String {
    let page = house.get(PATH, Language::English).await;
    let field = |name: &str| hidden(&page, name);
    format!(
        "version={}&step={}&seen={}&outcome={outcome}{more}",
        field("version"),
        field("step"),
        field("seen")
    )
}

#[tokio::test]
async fn who_owes_a_report_finds_it_and_nobody_else_does() {
    let house = house().await.signed_in_as("demo.commune").await;
    let list = house.get("/reports", Language::English).await;
    assert!(list.body.contains(PATH), "{}", list.body);
    assert!(list.body.contains("closes today"));
    let house = house.signed_in_as("demo.province").await;
    assert!(!house.get("/reports", Language::English).await.body.contains(PATH));
    let of_all = house.get("/regimes/commune_month?period=2025-07", Language::English).await;
    assert!(of_all.body.contains(PATH), "{}", of_all.body);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once_and_what_was_typed_is_kept() {
    let house = house().await.signed_in_as("demo.commune").await;
    let wrong = WHOLE
        .replace("dossiers_online=380", "dossiers_online=500")
        .replace("e.teams=3", "e.teams=some");
    for (language, sentence) in [
        (Language::English, "There are more dossiers filed online than received"),
        (Language::Vietnamese, "Hồ sơ trực tuyến nhiều hơn"),
        (Language::French, "Plus de dossiers en ligne"),
        (Language::Arabic, "الملفات المقدمة عبر الشبكة أكثر"),
    ] {
        let page = house.get(PATH, language).await;
        let form = wrong.replace("revision=0", &format!("revision={}", hidden(&page, "revision")));
        let answer = house.post_in(&format!("{PATH}/send"), &form, language).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(sentence), "{language}: {}", answer.body);
        assert!(answer.body.contains("value=\"some\""));
    }
    assert!(house.get(PATH, Language::English).await.body.contains("value=\"some\""));
}

#[tokio::test]
async fn draft_that_somebody_else_saved_meanwhile_is_not_lost() {
    let house = house().await.signed_in_as("demo.commune").await;
    let save = format!("{PATH}/draft");
    assert_eq!(house.post(&save, "revision=0&e.teams=3").await.status, StatusCode::SEE_OTHER);
    let answer = house.post(&save, "revision=0&e.teams=4").await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("value=\"4\"") && answer.body.contains("meanwhile"));
    let again = format!("revision={}&e.teams=4", hidden(&answer, "revision"));
    assert_eq!(house.post(&save, &again).await.status, StatusCode::SEE_OTHER);
    assert!(house.get(PATH, Language::English).await.body.contains("value=\"4\""));
}

#[tokio::test]
async fn report_is_sent_accepted_and_corrected_and_every_step_stands_in_the_ledger() {
    let house = sent(house().await).await;
    assert!(!house.get("/reports", Language::English).await.body.contains(PATH));
    let house = house.signed_in_as("demo.province").await;
    let inbox = house.get("/reports", Language::English).await;
    assert!(inbox.body.contains(PATH), "{}", inbox.body);
    let accept = decision(&house, "accepted", "").await;
    let answer = house.post(&format!("{PATH}/decide"), &accept).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(house.get(PATH, Language::English).await.body.contains("Accepted at step"));
    // What was accepted is observed, and leads back to its act.
    let observed = house.get("/observations/R09-08/17110.2/2025-07", Language::English).await;
    assert!(observed.status == StatusCode::OK && observed.body.contains("95"), "{}", observed.body);
    // What is accepted is not edited: a correction is another version, and has its reason.
    let house = house.signed_in_as("demo.commune").await;
    let corrected = WHOLE.replace("dossiers_late=2", "dossiers_late=3");
    let answer = house.post(&format!("{PATH}/send"), &corrected).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let answer =
        house.post(&format!("{PATH}/send"), &format!("{corrected}&reason=Miscounted")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = house.get(PATH, Language::English).await;
    assert!(page.body.contains("Miscounted") && page.body.contains("Version before"));
    let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
}

#[tokio::test]
async fn report_that_is_sent_back_says_why_beside_the_entry() {
    let house = sent(house().await).await.signed_in_as("demo.province").await;
    let bare = decision(&house, "returned", "").await;
    let answer = house.post(&format!("{PATH}/decide"), &bare).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let with_reason = decision(&house, "returned", "&why.villages=Count+again").await;
    let answer = house.post(&format!("{PATH}/decide"), &with_reason).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let house = house.signed_in_as("demo.commune").await;
    let page = house.get(PATH, Language::English).await;
    assert!(page.body.contains("Villages") && page.body.contains("Count again"));
    assert!(house.get("/reports", Language::English).await.body.contains(PATH));
}

#[tokio::test]
async fn what_changed_since_it_was_shown_is_not_accepted() {
    let house = sent(house().await).await.signed_in_as("demo.province").await;
    let accept = decision(&house, "accepted", "").await;
    let house = house.signed_in_as("demo.commune").await;
    let other = WHOLE.replace("dossiers_late=2", "dossiers_late=3");
    assert_eq!(house.post(&format!("{PATH}/send"), &other).await.status, StatusCode::SEE_OTHER);
    let house = house.signed_in_as("demo.province").await;
    let answer = house.post(&format!("{PATH}/decide"), &accept).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
    assert!(answer.body.contains("has changed since it was shown"));
    let falsified = decision(&house, "accepted", "").await.replace("seen=", "seen=0");
    assert_eq!(
        house.post(&format!("{PATH}/decide"), &falsified).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn form_that_is_sent_twice_is_one_report_with_one_receipt() {
    let house = house().await.signed_in_as("demo.commune").await;
    let page = house.get(PATH, Language::English).await;
    let form = format!("call={}&{WHOLE}", hidden(&page, "call"));
    let first = house.post(&format!("{PATH}/send"), &form).await;
    let second = house.post(&format!("{PATH}/send"), &form).await;
    assert_eq!(first.location, second.location);
    let receipt = house.get(&first.location, Language::English).await;
    assert!(receipt.body.contains("Arrived on"), "{}", receipt.body);
    let other = form.replace("dossiers_late=2", "dossiers_late=3");
    assert_eq!(house.post(&format!("{PATH}/send"), &other).await.status, StatusCode::CONFLICT);
    let code = first.location.rsplit('/').next().unwrap().to_lowercase();
    let found = house.get(&format!("/receipts?code={code}"), Language::English).await;
    assert_eq!(found.location, first.location);
}

#[tokio::test]
async fn projection_run_again_changes_nothing() {
    let house = sent(house().await).await;
    let rows = |house: &House| {
        let store = house.site.store.clone();
        async move {
            super::store::list_owed(&mut store.read().await.unwrap(), "commune_month")
                .await
                .unwrap()
        }
    };
    let before = rows(&house).await;
    assert!(before.len() > 130, "{}", before.len());
    let work =
        house.site.store.write(|tx| Box::pin(async move { super::store::forget_known(tx).await }));
    work.await.unwrap();
    house.file().await;
    assert_eq!(rows(&house).await, before);
}
