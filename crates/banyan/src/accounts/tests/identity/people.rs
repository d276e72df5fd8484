//! Whose account an identity is by the rule of the settings, and what the provider's word is worth as a second factor.

use axum::http::StatusCode;
use banyan_core::access::Role;
use serde_json::json;

use super::super::erase::{seen_in, sequenced, told};
use super::super::people::{account_of, administrator};
use super::super::{PASSWORD, code_at, person, secret_of};
use super::provider::Provider;
use super::{Browser, houses, refused, sign_in, wrong_facts};
use crate::config::{IdentitySetting, NewAccountSetting};
use crate::ledger::{adopt_key, count_acts};
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
async fn word_of_a_provider_sets_up_no_first_factor_where_there_is_a_password() {
    let provider = Provider::start().await;
    provider.set(|conduct| {
        conduct.person = json!({ "sub": "ad-1", "preferred_username": "adm" });
        conduct.more = json!({ "sub": "ad-1" });
    });
    for house in houses(&[provider.setting()]).await {
        person(&house, "adm", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        let half = sign_in(&mut browser, &provider).await;
        assert_eq!(half.location, "/sign-in/factor?back=/units");
        let shown = browser.get("/sign-in/factor").await.body;
        assert!(words_of(&shown).contains("Present password"), "{shown}");
        let code = code_at(&house, &secret_of(&shown), 0);
        for password in ["", "&password=not+the+password+at+all"] {
            let form = format!("code={code}{password}");
            let answer = browser.post("/sign-in/factor", &form).await;
            let sentence = "The present password is wrong.";
            refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, sentence);
        }
        let form = format!("code={code}&password={}", PASSWORD.replace(' ', "+"));
        let done = browser.post("/sign-in/factor", &form).await;
        assert_eq!(done.body.matches("<li><bdi").count(), 10, "{}", done.body);
        assert_eq!(browser.get("/people").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn without_a_password_the_first_factor_asks_for_a_fresh_sign_in() {
    let provider = Provider::start().await;
    let account = NewAccountSetting { role: "reviewer".to_owned(), unit: "commune".to_owned() };
    let setting = IdentitySetting { account: Some(account), ..provider.setting() };
    minh(&provider);
    for house in houses(&[setting]).await {
        let mut browser = Browser::of(&house);
        assert_eq!(sign_in(&mut browser, &provider).await.location, "/sign-in/factor?back=/units");
        let secret = secret_of(&browser.get("/sign-in/factor").await.body);
        house.pass(600);
        let sentence = "It is more than ten minutes since you came in";
        let shown = browser.get("/sign-in/factor").await;
        refused(&shown, StatusCode::CONFLICT, sentence);
        assert!(!shown.body.contains("<svg class=\"qr\""), "nothing to set up");
        let form = format!("code={}", code_at(&house, &secret, 0));
        let answer = browser.post("/sign-in/factor", &form).await;
        refused(&answer, StatusCode::CONFLICT, sentence);
        assert_eq!(browser.post("/sign-out", "").await.location, "/");
        sign_in(&mut browser, &provider).await;
        let secret = secret_of(&browser.get("/sign-in/factor").await.body);
        let form = format!("code={}", code_at(&house, &secret, 0));
        let done = browser.post("/sign-in/factor", &form).await;
        assert_eq!(done.body.matches("<li><bdi").count(), 10, "{}", done.body);
    }
}

#[tokio::test]
async fn session_of_an_account_without_a_password_sets_no_factor_up() {
    let provider = Provider::start().await;
    minh(&provider);
    for house in houses(&[provider.opening()]).await {
        let mut browser = Browser::of(&house);
        assert_eq!(sign_in(&mut browser, &provider).await.location, "/units");
        let sentence = "Ask the administrator of your unit for a link";
        let shown = browser.get("/sign-in/factor").await;
        refused(&shown, StatusCode::CONFLICT, sentence);
        let answer = browser.post("/sign-in/factor", "code=000000").await;
        refused(&answer, StatusCode::CONFLICT, sentence);
    }
}

/// The person of the next sign-in, who has no account here.
fn minh(provider: &Provider) {
    provider.set(|conduct| {
        conduct.person = json!({
            "sub": "secret-9", "preferred_username": "minh", "commune": "18073", "name": "Person minh",
        });
        conduct.more = json!({ "sub": "secret-9" });
    });
}

/// Closes the account of that person.
async fn closed(ad: &mut Browser<'_>) -> String {
    let account = account_of(ad, "minh").await;
    let closed = ad.post(&format!("/people/{account}/close"), "version=1").await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", words_of(&closed.body));
    account
}

#[tokio::test]
async fn who_has_left_does_not_come_back_by_the_provider() {
    let provider = Provider::start().await;
    let opening = IdentitySetting { login: None, ..provider.opening() };
    let cases = [
        (provider.opening(), "is closed and does not open again by itself"),
        (opening, "and makes no new one by itself"),
    ];
    for (setting, sentence) in cases {
        minh(&provider);
        for house in houses(std::slice::from_ref(&setting)).await {
            let mut minh = Browser::of(&house);
            assert_eq!(sign_in(&mut minh, &provider).await.location, "/units");
            let mut ad = administrator(&house, "adm", "VN").await;
            closed(&mut ad).await;
            assert_eq!(minh.get("/me").await.status, StatusCode::SEE_OTHER);
            let acts = count_acts(&house.site.store).await.unwrap();
            let answer = sign_in(&mut Browser::of(&house), &provider).await;
            refused(&answer, StatusCode::FORBIDDEN, sentence);
            assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
            let found = wrong_facts(&house).await;
            assert!(found.is_empty(), "{found:?}");
        }
    }
}

#[tokio::test]
async fn identity_of_an_erased_account_makes_no_new_one_until_an_administrator_invites_again() {
    let provider = Provider::start().await;
    minh(&provider);
    for house in houses(&[provider.opening()]).await {
        adopt_key(&house.site.store, &house.key).await.unwrap();
        assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        let mut ad = administrator(&house, "adm", "VN").await;
        let account = closed(&mut ad).await;
        sequenced(&house).await;
        assert!(told(&house).await.contains("secret-9"));
        // The account is named by the act that made it, and by its number there.
        let path = format!("/acts/{}/erase", account.split_once('.').unwrap().0);
        let seen = seen_in(&ad.get(&path).await.body);
        let done = ad.post(&path, &format!("seen={seen}&reason=rule+7")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", words_of(&done.body));
        sequenced(&house).await;
        let found = wrong_facts(&house).await;
        assert!(found.is_empty(), "{found:?}");
        let told = told(&house).await;
        for gone in ["secret-9", "Person minh"] {
            assert!(!told.contains(gone), "{gone}: {told}");
        }

        let acts = count_acts(&house.site.store).await.unwrap();
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        let sentence = "Your identity of National Identity was linked with an account here before";
        refused(&answer, StatusCode::FORBIDDEN, sentence);
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
        // Somebody else of the same provider gets an account as before.
        provider.set(|conduct| {
            conduct.person["sub"] = json!("10");
            conduct.person["preferred_username"] = json!("hoa");
            conduct.more = json!({ "sub": "10" });
        });
        assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        minh(&provider);
        let invitation = "login=minh&name=Minh&language=en&role=reporter&unit=18073";
        assert_eq!(ad.post("/people/invite", invitation).await.status, StatusCode::OK);
        let mut back = Browser::of(&house);
        assert_eq!(sign_in(&mut back, &provider).await.location, "/units");
        assert!(words_of(&back.get("/me").await.body).contains("Login: minh"));
    }
}

#[tokio::test]
async fn identity_whose_link_was_taken_away_makes_no_second_account() {
    let provider = Provider::start().await;
    let setting = IdentitySetting { login: None, ..provider.opening() };
    minh(&provider);
    for house in houses(&[setting]).await {
        let mut own = Browser::of(&house);
        assert_eq!(sign_in(&mut own, &provider).await.location, "/units");
        let me = own.get("/me").await.body;
        let end = me.split("action=\"").find(|rest| rest.starts_with("/me/identities/")).unwrap();
        let ended = own.post(end.split('"').next().unwrap(), "").await;
        assert_eq!(ended.location, "/me", "{}", words_of(&ended.body));
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        refused(&answer, StatusCode::FORBIDDEN, "and makes no new one by itself");
    }
}
