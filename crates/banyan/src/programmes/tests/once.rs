//! Forms that are sent twice, again with other words, or without their id.

use std::task::Poll;
use std::time::Duration;

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::ledger::count_acts;
use crate::tests::{House, words_of};

/// The id that a page put into its form.
fn form_id(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"call\" value=\"").expect("the form carries an id");
    rest.split('"').next().unwrap().to_owned()
}

/// Forms of pages that write: where the form stands, where it goes, what is typed, and something else that could be.
const FORMS: [(&str, &str, &str, &str); 2] = [
    (
        "/targets/R09-T09",
        "/targets/R09-T09/rule",
        "rule=to-communes&reason=they+took+the+work",
        "rule=ended&reason=quite+another",
    ),
    (
        "/tasks/CT34-K01",
        "/tasks/CT34-K01/met",
        "unit=40&programme=R09&justification=covers+it",
        "unit=40&programme=R09&justification=quite+another",
    ),
];

#[tokio::test]
async fn form_sent_twice_does_its_work_once() {
    let house = House::furnished().await;
    for (page, path, typed, _) in FORMS {
        let id = form_id(&house.get(page, Language::English).await.body);
        let before = count_acts(&house.site.store).await.unwrap();
        let form = format!("{typed}&call={id}");
        let (first, second) = tokio::join!(house.send(path, &form), house.send(path, &form));
        let later = house.send(path, &form).await;
        for answer in [first, second, later] {
            assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, page));
        }
        assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1, "{path}");
    }
}

#[tokio::test]
async fn form_sent_again_with_other_words_is_refused_and_keeps_them() {
    let house = House::furnished().await;
    for (page, path, typed, other) in FORMS {
        let id = form_id(&house.get(page, Language::English).await.body);
        assert_eq!(
            house.send(path, &format!("{typed}&call={id}")).await.status,
            StatusCode::SEE_OTHER
        );
        let before = count_acts(&house.site.store).await.unwrap();
        let refused = house.send(path, &format!("{other}&call={id}")).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{path}");
        assert!(words_of(&refused.body).contains("sent before with other content"), "{path}");
        assert!(refused.body.contains("value=\"quite another\""), "what was typed stays: {path}");
        assert_eq!(count_acts(&house.site.store).await.unwrap(), before);
        let fresh = form_id(&refused.body);
        assert_ne!(fresh, id, "the page that refuses carries an id of its own");
        assert_eq!(
            house.send(path, &format!("{other}&call={fresh}")).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
    }
}

#[tokio::test]
async fn form_without_an_id_is_refused_and_keeps_what_was_typed() {
    let house = House::furnished().await;
    let before = count_acts(&house.site.store).await.unwrap();
    // None at all, none of ours, and one of another version.
    let ids = ["", "&call=", "&call=7", "&call=6f1c2a44-6a8e-4d8f-9b3e-0c3f3b1f4a55"];
    for (_, path, _, other) in FORMS {
        for id in ids {
            let refused = house.send(path, &format!("{other}{id}")).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{path} {id}");
            assert!(words_of(&refused.body).contains("without its own number"), "{path} {id}");
            assert!(refused.body.contains("value=\"quite another\""), "{path} {id}");
        }
    }
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before);
}

#[tokio::test]
async fn draft_whose_form_is_sent_twice_is_adopted_once() {
    let house = House::furnished().await;
    let draft = house.post("/directives/samples/vi", "").await.location;
    let page = house.get(&draft, Language::English).await.body;
    let (_, adoption) = page.split_once("action=\"/programmes/adopt/").unwrap();
    let form = format!("call={}", form_id(adoption));
    let path = draft.replace("/drafts/", "/programmes/adopt/");
    assert_eq!(house.send(&path, "").await.status, StatusCode::BAD_REQUEST);
    let before = count_acts(&house.site.store).await.unwrap();
    let (first, second) = tokio::join!(house.send(&path, &form), house.send(&path, &form));
    let later = house.send(&path, &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!((second.location, later.location), (first.location.clone(), first.location));
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
    // The id stands for the adoption now; another draft cannot be adopted under it.
    let other = house.post("/directives/samples/fr", "").await.location;
    let refused = house.send(&other.replace("/drafts/", "/programmes/adopt/"), &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("sent before with other content"));
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
}

const RULE: (&str, &str) = ("/targets/R09-T09/rule", "rule=to-communes&reason=left+alone");

/// Sends a rule and goes away after so many looks whether there is an answer.
async fn send_and_go_away(house: &House, looks: usize) {
    let mut sending = Box::pin(house.post(RULE.0, RULE.1));
    let mut left = looks;
    std::future::poll_fn(|context| match sending.as_mut().poll(context) {
        Poll::Pending if left > 0 => {
            left -= 1;
            Poll::Pending
        }
        _ => Poll::Ready(()),
    })
    .await;
}

#[tokio::test]
async fn form_of_a_browser_that_goes_away_is_brought_to_its_end() {
    for looks in [0, 1, 2, 5] {
        let house = House::furnished().await;
        let before = count_acts(&house.site.store).await.unwrap();
        send_and_go_away(&house, looks).await;
        let shown = async {
            let page = || house.get("/targets/R09-T09", Language::English);
            while !words_of(&page().await.body).contains("left alone") {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), shown).await.expect("the page follows");
        assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
    }
}
