//! What was filled in without a line: under the id of its device, once; sent, or kept as a draft where things have changed meanwhile.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::access::{Role, Subject};
use banyan_core::words::Language;
use serde_json::{Value as Json, json};

use super::super::store;
use super::{PATH, WHOLE, decision, hidden, house};
use crate::ledger::verify;
use crate::panels::fact_tables;
use crate::tests::{Answer, House};
use crate::web::FormId;

const NAME: &str = "commune_month/2025-07/17110.2";

/// What a device sends: the fields of the form as the worker reads them, under an id of its own.
fn content(house: &House) -> Json {
    let fields = WHOLE.split('&').filter_map(|pair| pair.split_once('='));
    let entries = fields.filter_map(|(name, text)| {
        Some((name.strip_prefix("e.")?.replace("%23", "#"), json!(text)))
    });
    json!({
        "command": FormId::fresh(house.site.clock.now()).unwrap().to_string(),
        "device_at": "2025-07-14T01:02:03.000Z", "form_version": 1, "based_on": 0, "draft": 0, "language": "en",
        "entries": entries.collect::<serde_json::Map<String, Json>>(),
    })
}

async fn sent(house: &House, body: &Json) -> (StatusCode, Json) {
    posted(house, &format!("/api/reports/{NAME}"), body).await
}

async fn posted(house: &House, path: &str, body: &Json) -> (StatusCode, Json) {
    let request = Request::post(path)
        .header("cookie", "lang=en")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json");
    let answer: Answer = house.answer(request.body(Body::from(body.to_string())).unwrap()).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
}

async fn commune() -> House {
    house().await.signed_in_as("demo.commune").await
}

/// How many versions of the report were sent.
async fn versions(house: &House) -> usize {
    store::list_versions(&mut house.site.store.read().await.unwrap(), NAME).await.unwrap().len()
}

/// What a kept report was kept for.
fn why(answer: &Json) -> Vec<&str> {
    answer["why"].as_array().into_iter().flatten().filter_map(Json::as_str).collect()
}

#[tokio::test]
async fn same_content_under_the_same_id_is_one_report_with_one_answer() {
    let house = commune().await;
    let body = content(&house);
    let (status, first) = sent(&house, &body).await;
    assert_eq!(status, StatusCode::OK, "{first}");
    for _ in 0..3 {
        assert_eq!(sent(&house, &body).await, (StatusCode::OK, first.clone()));
    }
    assert_eq!(versions(&house).await, 1);
    let receipt = first["receipt"].as_str().unwrap();
    let page = house.get(&format!("/receipts/{receipt}"), Language::English).await;
    assert!(page.body.contains("2025-07-14T01:02:03.000Z"), "{}", page.body);
    assert!(first["arrived_at"].as_str().unwrap().starts_with("2025-07-1"), "{first}");
    let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
}

#[tokio::test]
async fn clock_a_year_off_is_kept_beside_the_arrival() {
    let house = commune().await;
    let mut body = content(&house);
    body["device_at"] = json!("2024-07-14T01:02:03.000Z");
    let (status, answer) = sent(&house, &body).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["device_at"], "2024-07-14T01:02:03.000Z");
    assert!(answer["arrived_at"].as_str().unwrap().starts_with("2025-"), "{answer}");
    body["command"] = json!(FormId::fresh(house.site.clock.now()).unwrap().to_string());
    body["device_at"] = json!("yesterday <b>");
    body["based_on"] = json!(1);
    let (status, answer) = sent(&house, &body).await;
    assert_eq!((status, &answer["device_at"]), (StatusCode::OK, &json!("")), "{answer}");
}

#[tokio::test]
async fn other_content_under_the_same_id_is_refused_with_both() {
    let house = commune().await;
    let mut body = content(&house);
    assert_eq!(sent(&house, &body).await.0, StatusCode::OK);
    body["entries"]["teams"] = json!("4");
    let (status, answer) = sent(&house, &body).await;
    assert_eq!((status, &answer["state"]), (StatusCode::CONFLICT, &json!("other-content")));
    assert_eq!(answer["first"]["content"]["entries"]["teams"], "3");
    assert_eq!(answer["first"]["answer"]["state"], "sent");
    assert_eq!(answer["now"]["content"]["entries"]["teams"], "4");
    assert_eq!(versions(&house).await, 1);
}

#[tokio::test]
async fn what_follows_a_command_of_the_same_device_replaces_it() {
    let house = commune().await;
    let first = content(&house);
    let mut next = content(&house);
    next["after"] = first["command"].clone();
    next["entries"]["teams"] = json!("5");
    let mut stranger = content(&house);
    stranger["after"] = json!(FormId::fresh(house.site.clock.now()).unwrap().to_string());
    assert_eq!(sent(&house, &first).await.0, StatusCode::OK);
    let (status, answer) = sent(&house, &stranger).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["version-sent"]));
    assert_eq!(sent(&house, &next).await.0, StatusCode::OK);
    assert_eq!(versions(&house).await, 2);
}

#[tokio::test]
async fn somebody_elses_id_is_refused_and_tells_nothing_of_its_content() {
    let house = commune().await;
    let body = content(&house);
    assert_eq!(sent(&house, &body).await.0, StatusCode::OK);
    house.join(&[("demo.other", Role::Reporter, "17110", Subject::Everything)]).await;
    let house = house.signed_in_as("demo.other").await;
    let (status, answer) = sent(&house, &body).await;
    assert_eq!((status, &answer["state"]), (StatusCode::CONFLICT, &json!("other-content")));
    assert_eq!(answer["first"], Json::Null);
}

#[tokio::test]
async fn form_whose_answer_was_lost_is_answered_when_it_is_sent_again() {
    let house = commune().await;
    let body = content(&house);
    let form = format!("{WHOLE}&call={}", body["command"].as_str().unwrap());
    let by_form = house.post(&format!("{PATH}/send"), &form).await;
    assert_eq!(by_form.status, StatusCode::SEE_OTHER, "{}", by_form.body);
    let (status, answer) = sent(&house, &body).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(by_form.location, format!("/receipts/{}", answer["receipt"].as_str().unwrap()));
    assert_eq!(versions(&house).await, 1);
    // The same id with other answers is neither.
    let mut other = body.clone();
    other["entries"]["teams"] = json!("4");
    assert_eq!(sent(&house, &other).await.0, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_was_filled_in_on_an_older_form_is_kept_and_taken_into_the_draft() {
    let house = commune().await;
    let mut body = content(&house);
    body["form_version"] = json!(0);
    body["entries"]["asked_before"] = json!("12");
    let (status, first) = sent(&house, &body).await;
    assert_eq!((status, why(&first)), (StatusCode::CONFLICT, vec!["form-changed", "faulty"]));
    assert_eq!(versions(&house).await, 0);
    let lines = first["difference"].as_array().unwrap();
    let stray = lines.iter().find(|line| line["entry"] == "asked_before").unwrap();
    assert_eq!(stray["yours"], "12");
    // The first answer stands, also when somebody has typed meanwhile.
    let typed = "revision=0&e.teams=3";
    assert_eq!(house.post(&format!("{PATH}/draft"), typed).await.status, StatusCode::SEE_OTHER);
    assert_eq!(sent(&house, &body).await, (StatusCode::CONFLICT, first));
    for (language, sentence) in [
        (Language::English, "The form has changed meanwhile."),
        (Language::Vietnamese, "Biểu mẫu đã thay đổi"),
        (Language::French, "Le formulaire a changé"),
        (Language::Arabic, "تغيّرت الاستمارة"),
    ] {
        let page = house.get(PATH, language).await;
        assert!(page.body.contains(sentence), "{}", page.body);
    }
    let page = house.get(PATH, Language::English).await;
    let take = format!(
        "command={}&revision={}&to=draft",
        hidden(&page, "command"),
        hidden(&page, "revision")
    );
    let kept = format!("{PATH}/kept");
    assert_eq!(house.post(&kept, &take).await.location, PATH);
    let page = house.get(PATH, Language::English).await;
    assert!(page.body.contains("value=\"380\"") && !page.body.contains("form has changed"));
    // What is settled is settled.
    assert_eq!(house.post(&kept, &take).await.status, StatusCode::SEE_OTHER);
    let draft = store::load_draft(&mut house.site.store.read().await.unwrap(), NAME).await.unwrap();
    assert_eq!(draft.unwrap().revision, 2);
}

#[tokio::test]
async fn what_somebody_else_sent_meanwhile_stands_and_the_other_is_kept() {
    let house = commune().await;
    let mine = content(&house);
    house.join(&[("demo.other", Role::Reporter, "17110", Subject::Everything)]).await;
    let house = house.signed_in_as("demo.other").await;
    let other = WHOLE.replace("e.teams=3", "e.teams=7");
    let answer = house.post(&format!("{PATH}/send"), &other).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let house = house.signed_in_as("demo.commune").await;
    let (status, answer) = sent(&house, &mine).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["version-sent"]));
    let lines = answer["difference"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{answer}");
    assert_eq!((&lines[0]["yours"], &lines[0]["stands"]), (&json!("3"), &json!("7")));
    assert_eq!(versions(&house).await, 1);
    let page = house.get(PATH, Language::English).await;
    assert!(page.body.contains("Somebody has sent another version meanwhile."), "{}", page.body);
}

#[tokio::test]
async fn draft_of_somebody_else_is_not_sent_over() {
    let house = commune().await;
    let mine = content(&house);
    house.join(&[("demo.other", Role::Reporter, "17110", Subject::Everything)]).await;
    let house = house.signed_in_as("demo.other").await;
    let saved = house.post(&format!("{PATH}/draft"), "revision=0&e.teams=7").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let house = house.signed_in_as("demo.commune").await;
    let (status, answer) = sent(&house, &mine).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["draft-saved"]));
}

#[tokio::test]
async fn what_comes_after_the_acceptance_is_kept_and_needs_its_reason() {
    let house = super::sent(house().await).await.signed_in_as("demo.province").await;
    let accept = decision(&house, "accepted", "").await;
    let answer = house.post(&format!("{PATH}/decide"), &accept).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let house = house.signed_in_as("demo.commune").await;
    let mut body = content(&house);
    body["entries"]["teams"] = json!("4");
    let (status, answer) = sent(&house, &body).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["version-sent", "accepted"]));
    let told = answer["sentences"].as_array().unwrap();
    assert!(told.iter().any(|own| own.as_str().unwrap().contains("period closed")), "{answer}");
    assert_eq!(versions(&house).await, 1);
    // Taken into the draft it goes on as a correction.
    let take = format!("command={}&to=draft", body["command"].as_str().unwrap());
    let taken = house.post(&format!("{PATH}/kept"), &take).await;
    assert_eq!(taken.location, format!("{PATH}?correct=1"));
}

#[tokio::test]
async fn what_is_owed_no_more_is_kept() {
    let house = commune().await;
    let mut owed =
        store::load_owed(&mut house.site.store.read().await.unwrap(), NAME).await.unwrap().unwrap();
    owed.withdrawn = true;
    let work = house.site.store.write(|tx| {
        let owed = owed.clone();
        Box::pin(async move { store::set_owed(tx, &owed).await })
    });
    work.await.unwrap();
    let (status, answer) = sent(&house, &content(&house)).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["owed-no-more"]));
}

#[tokio::test]
async fn what_another_unit_fills_in_by_now_is_kept_for_who_reports() {
    let house = commune().await;
    let mut owed =
        store::load_owed(&mut house.site.store.read().await.unwrap(), NAME).await.unwrap().unwrap();
    owed.holder = banyan_core::unit::UnitId("40.1".to_owned());
    let work = house.site.store.write(|tx| {
        let owed = owed.clone();
        Box::pin(async move { store::set_owed(tx, &owed).await })
    });
    work.await.unwrap();
    let (status, answer) = sent(&house, &content(&house)).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["not-yours"]));
    let page = house.get(PATH, Language::English).await;
    assert!(page.body.contains("another one fills in for it"), "{}", page.body);
    assert!(!page.body.contains("Put it into the draft"));
    // Who only reads leaves nothing here, and is not told of it.
    house.join(&[("demo.reader", Role::Observer, "17110", Subject::Everything)]).await;
    let house = house.signed_in_as("demo.reader").await;
    assert_eq!(sent(&house, &content(&house)).await.0, StatusCode::FORBIDDEN);
    let page = house.get(PATH, Language::English).await;
    assert!(!page.body.contains("another one fills in for it"));
}

#[tokio::test]
async fn what_is_faulty_is_kept_and_what_is_none_is_refused() {
    let house = commune().await;
    let mut body = content(&house);
    body["entries"]["dossiers_online"] = json!("five hundred");
    let (status, answer) = sent(&house, &body).await;
    assert_eq!((status, why(&answer)), (StatusCode::CONFLICT, vec!["faulty"]));
    assert_eq!(answer["difference"][0]["stands"], "");
    assert_eq!(answer["problems"][0]["entry"], "dossiers_online");
    let page = house.get(PATH, Language::English).await;
    let sentence = answer["problems"][0]["sentence"].as_str().unwrap();
    assert!(page.body.contains(&sentence.replace('"', "&quot;")), "{sentence}: {}", page.body);
    let text = answer["difference"].to_string();
    assert!(text.contains("five hundred"), "{text}");
    for (body, status) in [
        (json!("text"), StatusCode::BAD_REQUEST),
        (json!({ "command": "1" }), StatusCode::BAD_REQUEST),
        (json!({ "command": "1", "entries": [] }), StatusCode::BAD_REQUEST),
    ] {
        let (found, answer) = sent(&house, &body).await;
        assert!(found == status && answer["error"].is_string(), "{answer}");
    }
}

#[tokio::test]
async fn key_belongs_to_a_person_on_a_device_and_to_a_session() {
    let house = commune().await;
    let device = |last: u32| json!({ "device": format!("0190b3c0-0000-4000-8000-{last:012}") });
    let ask = |house: House, last: u32| async move {
        let (status, answer) = posted(&house, "/api/reports/device", &device(last)).await;
        (house, status, answer)
    };
    let (house, status, first) = ask(house, 1).await;
    assert_eq!(status, StatusCode::OK);
    let pages: Vec<&str> =
        first["pages"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
    assert!(pages.contains(&PATH) && pages.contains(&"/reports"), "{pages:?}");
    let house = house.signed_in_as("demo.commune").await;
    let (house, _, again) = ask(house, 1).await;
    assert_eq!(again["key"], first["key"]);
    let (house, _, elsewhere) = ask(house, 2).await;
    assert_ne!(elsewhere["key"], first["key"]);
    let house = house.signed_in_as("demo.province").await;
    let (mut house, _, other) = ask(house, 1).await;
    assert_ne!(other["key"], first["key"]);
    assert_eq!(posted(&house, "/api/reports/device", &json!({})).await.0, StatusCode::BAD_REQUEST);
    house.cookies = String::new();
    let (_, status, nobody) = ask(house, 1).await;
    assert_eq!((status, &nobody["key"]), (StatusCode::UNAUTHORIZED, &Json::Null));
}

#[tokio::test]
async fn every_answer_says_for_whom_it_is() {
    let mut nobody = house().await;
    nobody.cookies = String::new();
    let of = |answer: &Answer| answer.headers["banyan-person"].to_str().unwrap().to_owned();
    assert_eq!(of(&nobody.get("/sign-in", Language::English).await), "nobody");
    let house = nobody.signed_in_as("demo.commune").await;
    let own = of(&house.get("/reports", Language::English).await);
    let (_, told) = posted(
        &house,
        "/api/reports/device",
        &json!({ "device": "0190b3c0-0000-4000-8000-000000000001" }),
    )
    .await;
    assert_eq!(told["person"], own);
}

#[tokio::test]
async fn form_that_a_device_keeps_is_not_opened_yet() {
    let house = commune().await;
    let opened = async |house: &House| {
        let mut tx = house.site.store.read().await.unwrap();
        store::opened_first(&mut tx, "commune_month", "2025-07").await.unwrap().contains_key(NAME)
    };
    house.get(&format!("{PATH}?keep=1"), Language::English).await;
    assert!(!opened(&house).await);
    house.get(PATH, Language::English).await;
    assert!(opened(&house).await);
}
