//! Whose account an identity is by the rule of the settings, and what the provider's word is worth as a second factor.

use axum::http::StatusCode;
use banyan_core::access::Role;
use serde_json::json;

use super::super::people::{account_of, administrator};
use super::super::{code_at, person};
use super::provider::Provider;
use super::{Browser, houses, refused, sign_in, wrong_facts};
use crate::config::IdentitySetting;
use crate::ledger::count_acts;
use crate::tests::words_of;

#[tokio::test]
async fn unknown_people_are_refused_and_get_nothing() {
    let provider = Provider::start().await;
    provider.set(|conduct| conduct.person["preferred_username"] = json!("minh"));
    for house in houses(&[provider.setting()]).await {
        let acts = count_acts(&house.site.store).await.unwrap();
        let mut browser = Browser::of(&house);
        let answer = sign_in(&mut browser, &provider).await;
        let sentence = "You are known to National Identity, but have no account here.";
        refused(&answer, StatusCode::FORBIDDEN, sentence);
        assert!(browser.cookies.is_empty());
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
    }
}

#[tokio::test]
async fn claim_that_names_an_account_has_to_be_there_and_to_be_a_login() {
    let provider = Provider::start().await;
    let email = IdentitySetting { login: Some("email".to_owned()), ..provider.setting() };
    for house in houses(&[email]).await {
        person(&house, "lan@example.org", "17110", Role::Reporter).await;
        let missing = "The provider does not say “email” about you";
        let cases = [
            (json!({ "sub": "person-1" }), missing),
            // An address that the provider has not checked may be anybody's.
            (json!({ "sub": "person-1", "email": "lan@example.org" }), missing),
            (
                json!({ "sub": "person-1", "email": "lan@example.org", "email_verified": "true" }),
                missing,
            ),
            (
                json!({ "sub": "person-1", "email": "Lan Nguyễn", "email_verified": true }),
                "“Lan Nguyễn” cannot be a login",
            ),
            (
                json!({ "sub": "person-1", "email": "demo.central", "email_verified": true }),
                "The login “demo.central” is taken",
            ),
        ];
        provider.set(|conduct| conduct.more = json!({ "sub": "person-1" }));
        for (says, sentence) in cases {
            provider.set(|conduct| conduct.person = says);
            let answer = sign_in(&mut Browser::of(&house), &provider).await;
            refused(&answer, StatusCode::FORBIDDEN, sentence);
        }
        // Said beside the token instead of in it.
        provider.set(|conduct| {
            conduct.person = json!({ "sub": "person-1" });
            conduct.more =
                json!({ "sub": "person-1", "email": "LAN@example.org", "email_verified": true });
        });
        assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
    }
}

#[tokio::test]
async fn unknown_people_get_an_account_in_the_unit_that_a_claim_names() {
    let provider = Provider::start().await;
    let says = json!({
        "sub": "9", "preferred_username": "Minh", "commune": 18073, "name": "Trần Minh", "locale": "fr-FR",
        "email": "minh@example.org", "email_verified": true,
    });
    for house in houses(&[provider.opening()]).await {
        let acts = count_acts(&house.site.store).await.unwrap();
        for (commune, sentence) in [
            (json!("99999"), "The provider places you at “99999”, which is no code of a unit"),
            (json!(null), "The provider does not say “commune” about you"),
            (json!(["18073"]), "The provider does not say “commune” about you"),
        ] {
            provider.set(|conduct| {
                conduct.person = says.clone();
                conduct.person["commune"] = commune;
            });
            let answer = sign_in(&mut Browser::of(&house), &provider).await;
            refused(&answer, StatusCode::FORBIDDEN, sentence);
        }
        provider.set(|conduct| {
            conduct.person = says.clone();
            conduct.person["name"] = json!("Minh\u{202e}nimda");
        });
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        refused(&answer, StatusCode::FORBIDDEN, "The name holds hidden signs");
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts, "nothing half done");
        provider.set(|conduct| conduct.person = says.clone());
        for _ in 0..2 {
            let mut browser = Browser::of(&house);
            let answer = sign_in(&mut browser, &provider).await;
            assert_eq!(answer.location, "/units", "{}", words_of(&answer.body));
            let mut set = answer.headers.get_all("set-cookie").iter();
            assert!(set.any(|set| set.to_str().unwrap().starts_with("lang=fr")));
            let me = words_of(&browser.get("/me").await.body);
            assert!(me.contains("Trần Minh") && me.contains("Reporter, Place 18073"), "{me}");
        }
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 2, "account and link");
        let found = wrong_facts(&house).await;
        assert!(found.is_empty(), "{found:?}");
    }
}

#[tokio::test]
async fn without_a_claim_for_the_login_the_new_one_is_made_from_the_identity() {
    let provider = Provider::start().await;
    let setting = IdentitySetting { login: None, ..provider.opening() };
    provider.set(|conduct| {
        conduct.person = json!({ "sub": "9", "commune": "18073", "preferred_username": "lan" });
        conduct.more = json!({ "sub": "9" });
    });
    for house in houses(&[setting]).await {
        let mut browser = Browser::of(&house);
        assert_eq!(sign_in(&mut browser, &provider).await.location, "/units");
        let me = words_of(&browser.get("/me").await.body);
        assert!(me.contains("Login: id.") && !me.contains("Person lan"), "{me}");
    }
}

#[tokio::test]
async fn strong_sign_in_of_the_provider_is_a_second_factor_and_another_is_not() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        person(&house, "adm", "VN", Role::Administrator).await;
        let mut own = Browser::of(&house);
        let secret = own.set_up("adm").await;
        let says = |extra: serde_json::Value| {
            provider.set(|conduct| {
                conduct.person = json!({ "sub": "ad-1", "preferred_username": "adm" });
                conduct.person.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            });
        };
        for (weak, step) in [(json!({}), 30), (json!({ "acr": "low", "amr": ["pwd"] }), 60)] {
            says(weak);
            let mut browser = Browser::of(&house);
            assert_eq!(
                sign_in(&mut browser, &provider).await.location,
                "/sign-in/code?back=/units"
            );
            assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER, "half way");
            house.pass(step);
            let code = code_at(&house, &secret, 0);
            let form = format!("code={code}&back=%2Funits");
            assert_eq!(browser.post("/sign-in/code", &form).await.location, "/units");
        }
        for strong in [json!({ "acr": "high" }), json!({ "amr": ["pwd", "hwk"] })] {
            says(strong);
            let mut browser = Browser::of(&house);
            assert_eq!(sign_in(&mut browser, &provider).await.location, "/units");
            assert_eq!(browser.get("/people").await.status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn who_has_left_does_not_come_back_by_the_provider() {
    let provider = Provider::start().await;
    let opening = IdentitySetting { login: None, ..provider.opening() };
    for setting in [provider.opening(), opening] {
        provider.set(|conduct| {
            conduct.person =
                json!({ "sub": "9", "preferred_username": "minh", "commune": "18073", "name": "Person minh" });
        });
        for house in houses(std::slice::from_ref(&setting)).await {
            let mut minh = Browser::of(&house);
            assert_eq!(sign_in(&mut minh, &provider).await.location, "/units");
            let mut ad = administrator(&house, "adm", "VN").await;
            let account = account_of(&mut ad, "minh").await;
            let closed = ad.post(&format!("/people/{account}/close"), "version=1").await;
            assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", words_of(&closed.body));
            assert_eq!(minh.get("/me").await.status, StatusCode::SEE_OTHER);
            let acts = count_acts(&house.site.store).await.unwrap();
            let answer = sign_in(&mut Browser::of(&house), &provider).await;
            refused(&answer, StatusCode::FORBIDDEN, "The account of this identity");
            assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
            let found = wrong_facts(&house).await;
            assert!(found.is_empty(), "{found:?}");
        }
    }
}
