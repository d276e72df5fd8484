//! Signing in with an identity of another provider, through HTTP on both sides: a site, a browser, and a provider that lies where a
//! test says so.

mod linked;
mod people;
mod provider;
pub(in crate::accounts) mod signer;
mod wrong;

use axum::http::StatusCode;
use banyan_core::access::Role;

use self::provider::{Asked, Provider};
use super::{Browser, person, settle};
use crate::accounts::{Identities, IdentityRefused};
use crate::config::{IdentitySetting, NewAccountSetting};
use crate::ledger::{Finding, count_acts, verify};
use crate::panels::fact_tables;
use crate::store::tests::stores;
use crate::tests::{Answer, House, words_of};

/// A house on each database, which knows a provider by these settings, and the reporter `lan`.
async fn houses(settings: &[IdentitySetting]) -> Vec<House> {
    let mut houses = Vec::new();
    for store in stores().await {
        let house = House::with_identities(store, Identities::new(settings).unwrap());
        settle(&house).await;
        person(&house, "lan", "17110", Role::Reporter).await;
        houses.push(house);
    }
    houses
}

/// Where the page that goes on by itself leads to.
fn way_of(answer: &Answer) -> String {
    let refresh = answer.headers.get("refresh").map_or("", |value| value.to_str().unwrap());
    let way = refresh.strip_prefix("0; url=").unwrap_or_default().to_owned();
    assert!(answer.body.contains(&format!("href=\"{}\"", way.replace('&', "&amp;"))), "{way}");
    way
}

/// Begins at the door.
async fn begin(browser: &mut Browser<'_>) -> Asked {
    let answer = browser.post("/sign-in/with/national", "back=%2Funits").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", words_of(&answer.body));
    Asked::of(&way_of(&answer))
}

/// Comes back from the provider with what it agreed to.
async fn come_back(browser: &mut Browser<'_>, provider: &Provider, asked: &Asked) -> Answer {
    let code = provider.agree(browser.house, asked);
    let (code, state) = (crate::web::encoded(&code), asked.get("state"));
    browser.get(&format!("/sign-in/from/national?state={state}&code={code}")).await
}

async fn sign_in(browser: &mut Browser<'_>, provider: &Provider) -> Answer {
    let asked = begin(browser).await;
    come_back(browser, provider, &asked).await
}

/// Nobody came in, and the page says why.
fn refused(answer: &Answer, status: StatusCode, sentence: &str) {
    let words = words_of(&answer.body);
    assert_eq!(answer.status, status, "{words}");
    assert!(words.contains(sentence), "{sentence}: {words}");
    assert!(answer.cookies.iter().all(|(name, _)| name != "session"), "{sentence}");
}

/// Every fact against its act, once the log has all acts.
async fn wrong_facts(house: &House) -> Vec<Finding> {
    verify(&house.site.store, &fact_tables(), None).await.unwrap().findings
}

#[tokio::test]
async fn without_providers_there_are_no_buttons_and_no_addresses() {
    for house in super::houses().await {
        let mut browser = Browser::of(&house);
        let page = browser.get("/sign-in").await.body;
        assert!(!page.contains("/sign-in/with/"), "{page}");
        assert_eq!(browser.post("/sign-in/with/x", "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/sign-in/from/x").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn button_leads_to_the_provider_and_back_to_where_one_was() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        let mut browser = Browser::of(&house);
        let door = browser.get("/sign-in?back=/units").await.body;
        assert!(words_of(&door).contains("Sign in with National Identity"), "{door}");
        let acts = count_acts(&house.site.store).await.unwrap();
        let answer = sign_in(&mut browser, &provider).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/units"));
        assert!(!browser.cookies.contains_key("elsewhere"));
        let me = words_of(&browser.get("/me").await.body);
        assert!(me.contains("Person lan") && me.contains("National Identity person-1"), "{me}");
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1, "the link is an act");
        // From then on the subject counts, whatever the person is called there.
        provider.set(|conduct| conduct.person["preferred_username"] = "other".into());
        let mut again = Browser::of(&house);
        assert_eq!(sign_in(&mut again, &provider).await.location, "/units");
        assert!(words_of(&again.get("/me").await.body).contains("Person lan"));
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
        provider.set(|conduct| conduct.person["preferred_username"] = "lan".into());
    }
}

#[tokio::test]
async fn every_way_has_secrets_of_its_own_and_none_is_the_browsers() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        let mut browser = Browser::of(&house);
        let asked = begin(&mut browser).await;
        let token = browser.cookies["elsewhere"].clone();
        for name in ["state", "nonce", "code_challenge"] {
            assert_eq!(asked.get(name).len(), 43, "{name}");
            assert_ne!(asked.get(name), token, "{name}");
        }
        let second = begin(&mut browser).await;
        assert_ne!(asked.get("nonce"), second.get("nonce"));
        assert_ne!(asked.get("code_challenge"), second.get("code_challenge"));
        assert_ne!(browser.cookies["elsewhere"], token);
    }
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_refused_at_the_start() {
    let provider = Provider::start().await;
    let own = provider.setting();
    let opening = |role: &str| {
        let account = NewAccountSetting { role: role.to_owned(), unit: "commune".to_owned() };
        vec![IdentitySetting { account: Some(account), ..own.clone() }]
    };
    let with = |change: &dyn Fn(&mut IdentitySetting)| {
        let mut changed = own.clone();
        change(&mut changed);
        vec![changed]
    };
    let wrong = [
        with(&|own| own.key = "National".to_owned()),
        with(&|own| own.key = String::new()),
        with(&|own| own.name = " ".to_owned()),
        with(&|own| own.client_id = String::new()),
        with(&|own| own.issuer = "http://id.example".to_owned()),
        with(&|own| own.issuer = "https://id.example/?realm=1".to_owned()),
        with(&|own| own.issuer = "id.example".to_owned()),
        with(&|own| own.client_secret = Some("/nowhere/secret".into())),
        vec![own.clone(), own.clone()],
        opening("administrator"),
        opening("king"),
    ];
    for settings in wrong {
        let refusal: IdentityRefused = Identities::new(&settings).unwrap_err();
        assert!(!refusal.to_string().contains("s: %/"), "{refusal}");
    }
    assert!(Identities::new(&opening("reporter")).is_ok());
}
