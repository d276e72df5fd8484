//! Linking an identity with one's own account, and taking the link away: by its owner, and by who administers the account.

use axum::http::{Method, StatusCode};
use banyan_core::access::Role;
use serde_json::json;

use super::super::people::{account_of, administrator};
use super::super::{FORM, PASSWORD, person};
use super::provider::{Asked, Provider};
use super::{Browser, come_back, houses, refused, sign_in, way_of, wrong_facts};
use crate::accounts::store;
use crate::config::IdentitySetting;
use crate::ledger::count_acts;
use crate::store::StoreError;
use crate::tests::{House, words_of};

/// A provider whose people are linked by themselves only.
async fn own_links() -> (Provider, IdentitySetting) {
    let provider = Provider::start().await;
    let setting = IdentitySetting { login: None, ..provider.setting() };
    (provider, setting)
}

async fn signed_in<'h>(house: &'h House, login: &str) -> Browser<'h> {
    let mut browser = Browser::of(house);
    assert_eq!(browser.sign_in(login, PASSWORD).await.location, "/");
    browser
}

/// Begins at one's own account.
async fn begin(browser: &mut Browser<'_>) -> Asked {
    let form = format!("present={}", PASSWORD.replace(' ', "+"));
    let answer = browser.post("/me/identities/national", &form).await;
    Asked::of(&way_of(&answer))
}

/// Where the forms that take a link away lead to.
fn ends(page: &str) -> Vec<String> {
    let forms = page.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    forms
        .filter(|way| way.contains("/identities/") && way.ends_with("/end"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn owner_links_an_identity_and_then_gets_in_by_it() {
    let (provider, setting) = own_links().await;
    for house in houses(&[setting]).await {
        let stranger = sign_in(&mut Browser::of(&house), &provider).await;
        refused(&stranger, StatusCode::FORBIDDEN, "but have no account here");
        let mut lan = signed_in(&house, "lan").await;
        assert!(words_of(&lan.get("/me").await.body).contains("Link National Identity"));
        let asked = begin(&mut lan).await;
        assert_eq!(come_back(&mut lan, &provider, &asked).await.location, "/me");
        let me = lan.get("/me").await.body;
        assert!(!words_of(&me).contains("Link National Identity"), "{me}");
        // The same once more changes nothing.
        let acts = count_acts(&house.site.store).await.unwrap();
        let asked = begin(&mut lan).await;
        assert_eq!(come_back(&mut lan, &provider, &asked).await.location, "/me");
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
        let mut again = Browser::of(&house);
        assert_eq!(sign_in(&mut again, &provider).await.location, "/units");
        // Taken away, by a form that is sent twice.
        let end = ends(&me).remove(0);
        let form = "call=0197f000-0000-7000-8000-000000000001";
        for _ in 0..2 {
            let ended = lan.post(&end, form).await;
            assert_eq!(ended.location, "/me", "{}", words_of(&ended.body));
        }
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
        let bare = lan.ask(Method::POST, &end, FORM, String::new()).await;
        assert_eq!(bare.status, StatusCode::BAD_REQUEST);
        let fresh = "call=0197f000-0000-7000-8000-000000000002";
        assert_eq!(lan.post(&end, fresh).await.status, StatusCode::NOT_FOUND);
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        refused(&answer, StatusCode::FORBIDDEN, "but have no account here");
        let found = wrong_facts(&house).await;
        assert!(found.is_empty(), "{found:?}");
    }
}

#[tokio::test]
async fn link_is_for_who_began_it() {
    let (provider, setting) = own_links().await;
    for house in houses(&[setting]).await {
        person(&house, "minh", "18073", Role::Reporter).await;
        let acts = count_acts(&house.site.store).await.unwrap();
        let mut nobody = Browser::of(&house);
        let answer = nobody.post("/me/identities/national", "").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        // Somebody else has signed in in the same browser meanwhile, or nobody is any more.
        let mut browser = signed_in(&house, "lan").await;
        let asked = begin(&mut browser).await;
        browser.sign_in("minh", PASSWORD).await;
        let answer = come_back(&mut browser, &provider, &asked).await;
        refused(&answer, StatusCode::BAD_REQUEST, "was not begun in this browser");
        let asked = begin(&mut browser).await;
        browser.cookies.remove("session");
        let answer = come_back(&mut browser, &provider, &asked).await;
        refused(&answer, StatusCode::BAD_REQUEST, "was not begun in this browser");
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
    }
}

#[tokio::test]
async fn one_identity_is_one_account_and_one_account_one_identity_of_a_provider() {
    let (provider, setting) = own_links().await;
    for house in houses(&[setting]).await {
        person(&house, "minh", "18073", Role::Reporter).await;
        let mut lan = signed_in(&house, "lan").await;
        let asked = begin(&mut lan).await;
        come_back(&mut lan, &provider, &asked).await;
        let acts = count_acts(&house.site.store).await.unwrap();
        let mut minh = signed_in(&house, "minh").await;
        let asked = begin(&mut minh).await;
        let answer = come_back(&mut minh, &provider, &asked).await;
        refused(&answer, StatusCode::CONFLICT, "This identity is linked with another account.");
        // Another person of the provider, for an account that has one of it.
        provider.set(|conduct| conduct.person["sub"] = json!("person-2"));
        let asked = begin(&mut lan).await;
        let answer = come_back(&mut lan, &provider, &asked).await;
        let sentence = "The account of Person lan is linked with another identity";
        refused(&answer, StatusCode::CONFLICT, sentence);
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
        provider.set(|conduct| conduct.person["sub"] = json!("person-1"));
    }
}

#[tokio::test]
async fn login_that_was_given_to_somebody_else_at_the_provider_opens_nothing() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        provider.set(|conduct| conduct.person["sub"] = json!("person-2"));
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        let sentence = "The account of Person lan is linked with another identity";
        refused(&answer, StatusCode::CONFLICT, sentence);
        provider.set(|conduct| conduct.person["sub"] = json!("person-1"));
    }
}

#[tokio::test]
async fn administrator_of_all_takes_a_link_away_and_nobody_else_does() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        person(&house, "minh", "18073", Role::Reporter).await;
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        let mut other = administrator(&house, "ad.other", "42").await;
        let account = account_of(&mut centre, "lan").await;
        let end = ends(&centre.get(&format!("/people/{account}")).await.body).remove(0);
        let form = "call=0197f000-0000-7000-8000-000000000003";
        assert_eq!(other.post(&end, form).await.status, StatusCode::NOT_FOUND);
        let mut minh = signed_in(&house, "minh").await;
        let identity = end.split("/identities/").nth(1).unwrap();
        let own = format!("/me/identities/{identity}");
        assert_eq!(minh.post(&own, form).await.status, StatusCode::NOT_FOUND);
        let mut lan = Browser::of(&house);
        assert_eq!(sign_in(&mut lan, &provider).await.location, "/units");
        assert_eq!(lan.get("/me").await.status, StatusCode::OK);
        let ended = centre.post(&end, form).await;
        assert_eq!(lan.get("/me").await.status, StatusCode::SEE_OTHER, "the session ended");
        assert_eq!(ended.location, format!("/people/{account}"), "{}", words_of(&ended.body));
        let acts = words_of(&centre.get("/acts").await.body);
        assert!(acts.contains("Took the link of an identity away"), "{acts}");
    }
}

#[tokio::test]
async fn session_left_open_links_nothing() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        let mut lan = signed_in(&house, "lan").await;
        for form in ["", "present=not+the+password+at+all"] {
            let answer = lan.post("/me/identities/national", form).await;
            assert!(!answer.headers.contains_key("refresh"));
            refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "The present password is wrong.");
        }
        // Who came by a provider and has no password is told whom to ask.
        let now = house.machine();
        let done = house.site.store.write(|tx| {
            Box::pin(async move {
                let lan = store::load_by_login(tx, "lan").await?.unwrap();
                store::put_credential(tx, &lan.id, &store::Credential::default(), now).await
            })
        });
        let done: Result<(), StoreError> = done.await;
        done.unwrap();
        let answer = lan.post("/me/identities/national", "present=x").await;
        refused(&answer, StatusCode::CONFLICT, "Ask the administrator of your unit for a link");
        assert!(!answer.body.contains("formaction=\"/me/identities/"), "{}", answer.body);
    }
}
