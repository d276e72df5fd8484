//! What programs of a person do, with a token that is limited to one grant.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::words::Language;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{PATH, hidden, house};
use crate::tests::{Answer, House};

/// A token of the person who is signed in, for the first grant on the page.
async fn token(house: &House) -> String {
    let page = house.get("/me/programs", Language::English).await;
    let grant = page.body.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("name=Loader&until=2025-09-01&grant={grant}");
    let made = house.post("/me/programs", &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let token = made.body.split("<pre dir=\"ltr\" tabindex=\"0\">").nth(1).unwrap();
    token.split('<').next().unwrap().to_owned()
}

async fn sent(house: &House, authorization: &str, path: &str, body: String) -> Answer {
    let request = Request::post(path)
        .header("authorization", authorization)
        .header("cookie", "lang=en")
        .header("content-type", "application/json");
    house.answer(request.body(Body::from(body)).unwrap()).await
}

fn values(unit: &str, value: &str) -> String {
    json!({ "dataSet": "commune_month", "period": "202507", "orgUnit": unit, "dataValues": [
        { "dataElement": "teams", "value": value },
        { "dataElement": "R09-08", "value": "95.5" },
        { "dataElement": "trained", "categoryOptionCombo": "female", "value": "4" },
    ] })
    .to_string()
}

#[tokio::test]
async fn values_of_another_system_become_the_draft_or_nothing_does() {
    let house = house().await.signed_in_as("demo.commune").await;
    let bearer = format!("Bearer {}", token(&house).await);
    let post = async |path: &str, body: String| sent(&house, &bearer, path, body).await;
    let tried = post("/api/dataValueSets?dryRun=true", values("17110", "3")).await;
    assert_eq!(tried.status, StatusCode::OK, "{}", tried.body);
    let empty = house.get(PATH, Language::English).await;
    assert_eq!(hidden(&empty, "e.teams"), "");
    let taken = post("/api/dataValueSets", values("17110.2", "3")).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
    let told: Value = serde_json::from_str(&taken.body).unwrap();
    assert_eq!(told["response"]["importCount"]["imported"], 3);
    let page = house.get(PATH, Language::English).await;
    let entries = ["e.teams", "e.files_share", "e.trained.female"].map(|own| hidden(&page, own));
    assert_eq!(entries, ["3", "95.5", "4"]);
    // One value that cannot be taken keeps all from being taken.
    for (unit, value, property) in [("17110", "many", "value"), ("18073", "5", "orgUnit")] {
        let refused = post("/api/dataValueSets", values(unit, value)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        let told: Value = serde_json::from_str(&refused.body).unwrap();
        assert_eq!(told["response"]["conflicts"][0]["property"], property, "{told}");
    }
    assert_eq!(hidden(&house.get(PATH, Language::English).await, "e.teams"), "3");
}

#[tokio::test]
async fn token_opens_what_its_grant_opens_and_nothing_when_it_is_over() {
    let house = house().await.signed_in_as("demo.commune").await;
    let token = token(&house).await;
    let basic = |login: &str| format!("Basic {}", STANDARD.encode(format!("{login}:{token}")));
    let post = async |authorization: &str| {
        sent(&house, authorization, "/api/dataValueSets", values("17110", "3")).await.status
    };
    assert_eq!(post(&basic("demo.commune")).await, StatusCode::OK);
    assert_eq!(post(&basic("demo.province")).await, StatusCode::UNAUTHORIZED);
    let other = format!("Bearer {}", token.chars().rev().collect::<String>());
    for wrong in [other.as_str(), "Bearer", "Bearer none", "Digest a", ""] {
        assert_eq!(post(wrong).await, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    // It opens no page: those are for browsers.
    let page = Request::get("/me").header("authorization", format!("Bearer {token}"));
    let service = house.service();
    let answer = tower::ServiceExt::oneshot(service, page.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.unwrap().status(), StatusCode::SEE_OTHER);
    let page = house.get("/me/programs", Language::English).await;
    let end = page.body.split("action=\"/me/programs/").nth(1).unwrap().split('"').next().unwrap();
    let ended = house.post(&format!("/me/programs/{end}"), "").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(post(&format!("Bearer {token}")).await, StatusCode::UNAUTHORIZED);
}
