//! What is wrong, over, replayed or of somebody else: a sentence each, nobody signed in, nothing recorded.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use super::provider::{Conduct, Provider};
use super::signer::{RSA, Signer, written};
use super::{Browser, begin, come_back, houses, refused, sign_in};
use crate::config::IdentitySetting;
use crate::ledger::count_acts;

const FORGED: &str = "The answer is not signed by National Identity";
const FOREIGN: &str = "is meant for another sign-in or another site";
const TIME: &str = "is out of date, or the clocks differ";
const ANSWER: &str = "did not answer as expected";
const AWAY: &str = "National Identity cannot be reached at the moment";
const NOT_BEGUN: &str = "This way back was not begun in this browser";

/// Signs in at a provider that does one thing otherwise, and expects to be refused.
async fn check(change: impl Fn(&mut Conduct), sentence: &str) {
    let provider = Provider::start().await;
    provider.set(&change);
    for house in houses(&[provider.setting()]).await {
        let acts = count_acts(&house.site.store).await.unwrap();
        let mut browser = Browser::of(&house);
        let answer = sign_in(&mut browser, &provider).await;
        refused(&answer, StatusCode::BAD_GATEWAY, sentence);
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts, "{sentence}");
        assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
    }
}

/// The same with header and claims changed before they are signed.
async fn check_token(change: fn(&mut Json, &mut Json), sentence: &str) {
    check(move |conduct| conduct.change = Some(Box::new(change)), sentence).await;
}

#[tokio::test]
async fn token_of_another_key_or_of_none_is_not_trusted() {
    // Signed by a key that the provider does not list, under the name of one that it does.
    check(|conduct| conduct.signer = Signer::es256(), FORGED).await;
    check_token(|header, _| header["kid"] = json!("unknown"), FORGED).await;
    check_token(|header, _| header["alg"] = json!("none"), FORGED).await;
    check_token(|header, _| header["alg"] = json!("RS256"), FORGED).await;
    // The public key taken for a shared secret.
    check_token(|header, _| header["alg"] = json!("HS256"), FORGED).await;
    check_token(|header, _| header["crit"] = json!(["b64"]), FORGED).await;
    check(|conduct| conduct.keys[0]["use"] = json!("enc"), FORGED).await;
    check(|conduct| conduct.keys[0]["alg"] = json!("ES384"), FORGED).await;
}

#[tokio::test]
async fn token_for_somebody_else_is_not_taken() {
    check_token(|_, claims| claims["iss"] = json!("https://other.example"), FOREIGN).await;
    check_token(|_, claims| claims["aud"] = json!("other"), FOREIGN).await;
    check_token(|_, claims| claims["aud"] = json!([]), FOREIGN).await;
    check_token(|_, claims| claims["aud"] = json!(["banyan", "other"]), FOREIGN).await;
    check_token(|_, claims| claims["azp"] = json!("other"), FOREIGN).await;
    check_token(|_, claims| claims["nonce"] = json!("another"), FOREIGN).await;
    check_token(|_, claims| claims["nonce"] = Json::Null, FOREIGN).await;
    check_token(|_, claims| claims["sub"] = json!(""), FOREIGN).await;
    check_token(|_, claims| claims["sub"] = json!("x".repeat(256)), FOREIGN).await;
    check_token(|_, claims| claims["at_hash"] = json!(written([7; 16])), FOREIGN).await;
}

#[tokio::test]
async fn token_out_of_its_time_is_not_taken() {
    fn moved(claims: &mut Json, name: &str, seconds: i64) {
        claims[name] = json!(claims["iat"].as_i64().unwrap() + seconds);
    }
    // Far from the two minutes of grace, since a busy machine may take some seconds.
    check_token(|_, claims| moved(claims, "exp", -180), TIME).await;
    check_token(|_, claims| claims["exp"] = Json::Null, TIME).await;
    check_token(|_, claims| claims["exp"] = json!("tomorrow"), TIME).await;
    check_token(|_, claims| moved(claims, "nbf", 180), TIME).await;
    check_token(|_, claims| moved(claims, "iat", 180), TIME).await;
    check_token(|_, claims| moved(claims, "iat", -180), TIME).await;
    check_token(|_, claims| claims["iat"] = Json::Null, TIME).await;
}

#[tokio::test]
async fn clocks_may_differ_by_more_than_a_minute() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        for seconds in [-90, 90] {
            provider.set(|conduct| {
                conduct.change = Some(Box::new(move |_, claims| {
                    let now = claims["iat"].as_i64().unwrap() + seconds;
                    (claims["iat"], claims["exp"]) = (json!(now), json!(now + 1));
                }));
            });
            assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        }
    }
}

#[tokio::test]
async fn provider_that_answers_nonsense_lets_nobody_in() {
    for (status, body) in [
        (StatusCode::INTERNAL_SERVER_ERROR, "oops"),
        (StatusCode::OK, "<html>"),
        (StatusCode::OK, "{\"access_token\":\"access\"}"),
        (StatusCode::FOUND, ""),
    ] {
        check(move |conduct| conduct.instead = Some((status, body.to_owned())), ANSWER).await;
    }
    for token in ["", "a", "a.b", "a.b.c", "e30.e30.", "e30=.e30.e30", &"x.".repeat(70_000)] {
        let body = json!({ "id_token": token }).to_string();
        check(move |conduct| conduct.instead = Some((StatusCode::OK, body.clone())), FORGED).await;
    }
    // What it says of the person is of another one.
    let other = |conduct: &mut Conduct| {
        conduct.person = json!({ "sub": "person-1" });
        conduct.more = json!({ "sub": "person-2", "preferred_username": "lan" });
    };
    check(other, ANSWER).await;
}

#[tokio::test]
async fn provider_that_describes_itself_wrongly_is_not_gone_to() {
    let wrong: [fn(&mut Json); 5] = [
        |says| says["issuer"] = json!("https://other.example"),
        |says| says["token_endpoint"] = json!("http://other.example/token"),
        |says| says["authorization_endpoint"] = json!("javascript:alert(1)"),
        |says| says["jwks_uri"] = Json::Null,
        |says| says["code_challenge_methods_supported"] = json!(["plain"]),
    ];
    for change in wrong {
        let provider = Provider::start().await;
        provider.set(|conduct| change(&mut conduct.describes));
        for house in houses(&[provider.setting()]).await {
            let mut browser = Browser::of(&house);
            let answer = browser.post("/sign-in/with/national", "").await;
            refused(&answer, StatusCode::BAD_GATEWAY, ANSWER);
            assert!(browser.cookies.is_empty());
        }
    }
}

#[tokio::test]
async fn way_back_counts_once_in_its_own_browser_and_for_ten_minutes() {
    let provider = Provider::start().await;
    let other = IdentitySetting { key: "other".to_owned(), ..provider.setting() };
    for house in houses(&[provider.setting(), other]).await {
        let mut browser = Browser::of(&house);
        let asked = begin(&mut browser).await;
        // Somebody else's browser, with a cookie of its own and without one; it does not end the way of the first.
        let mut stranger = Browser::of(&house);
        let answer = come_back(&mut stranger, &provider, &asked).await;
        refused(&answer, StatusCode::BAD_REQUEST, NOT_BEGUN);
        begin(&mut stranger).await;
        let answer = come_back(&mut stranger, &provider, &asked).await;
        refused(&answer, StatusCode::BAD_REQUEST, NOT_BEGUN);
        // What was begun at one provider is not finished at another.
        let mixed = format!("/sign-in/from/other?state={}&code=x", asked.get("state"));
        let cookies = browser.cookies.clone();
        refused(&browser.get(&mixed).await, StatusCode::BAD_REQUEST, NOT_BEGUN);
        browser.cookies = cookies.clone();
        assert_eq!(come_back(&mut browser, &provider, &asked).await.location, "/units");
        // The same way again, in the same browser.
        browser.cookies = cookies;
        let answer = come_back(&mut browser, &provider, &asked).await;
        refused(&answer, StatusCode::CONFLICT, "This way back has been used already");
        for state in ["", "x", &"A".repeat(43), &"A".repeat(9000), "%00"] {
            let mut browser = Browser::of(&house);
            begin(&mut browser).await;
            let answer = browser.get(&format!("/sign-in/from/national?state={state}&code=x")).await;
            refused(&answer, StatusCode::BAD_REQUEST, NOT_BEGUN);
        }
        let mut slow = Browser::of(&house);
        let asked = begin(&mut slow).await;
        house.pass(600);
        let answer = come_back(&mut slow, &provider, &asked).await;
        refused(&answer, StatusCode::GONE, "It took more than ten minutes");
    }
}

#[tokio::test]
async fn refusal_of_the_provider_is_said_and_ends_the_way() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        let mut browser = Browser::of(&house);
        let asked = begin(&mut browser).await;
        let state = asked.get("state");
        let answer = browser
            .get(&format!("/sign-in/from/national?state={state}&error=access_denied%3Cscript%3E"))
            .await;
        refused(&answer, StatusCode::FORBIDDEN, "(National Identity: access_denied&lt;script&gt;)");
        // A code that the provider does not know, or no more.
        let asked = begin(&mut browser).await;
        let state = asked.get("state");
        let answer = browser.get(&format!("/sign-in/from/national?state={state}&code=old")).await;
        refused(&answer, StatusCode::FORBIDDEN, "(National Identity: invalid_grant)");
        let asked = begin(&mut browser).await;
        let answer =
            browser.get(&format!("/sign-in/from/national?state={}", asked.get("state"))).await;
        refused(&answer, StatusCode::BAD_GATEWAY, ANSWER);
    }
}

#[tokio::test]
async fn answer_that_names_another_issuer_is_of_another_provider() {
    let provider = Provider::start().await;
    provider.set(|conduct| {
        conduct.describes["authorization_response_iss_parameter_supported"] = json!(true);
    });
    for house in houses(&[provider.setting()]).await {
        for (issuer, taken) in
            [("", false), ("&iss=https%3A%2F%2Fother.example", false), ("own", true)]
        {
            let mut browser = Browser::of(&house);
            let asked = begin(&mut browser).await;
            let own = format!("&iss={}", crate::web::encoded(&provider.issuer));
            let issuer = if issuer == "own" { &own } else { issuer };
            let code = crate::web::encoded(&provider.agree(&house, &asked));
            let state = asked.get("state");
            let answer = browser
                .get(&format!("/sign-in/from/national?state={state}&code={code}{issuer}"))
                .await;
            if taken {
                assert_eq!(answer.location, "/units");
            } else {
                refused(&answer, StatusCode::BAD_GATEWAY, FOREIGN);
            }
        }
    }
}

#[tokio::test]
async fn provider_that_is_away_is_said_to_be_away() {
    let provider = Provider::start().await;
    let houses = houses(&[provider.setting()]).await;
    let mut ways = Vec::new();
    for house in &houses {
        let mut browser = Browser::of(house);
        let asked = begin(&mut browser).await;
        let code = crate::web::encoded(&provider.agree(house, &asked));
        ways.push((browser, format!("state={}&code={code}", asked.get("state"))));
    }
    provider.stop();
    for (mut browser, way) in ways {
        let answer = browser.get(&format!("/sign-in/from/national?{way}")).await;
        refused(&answer, StatusCode::BAD_GATEWAY, AWAY);
        // What it said of itself is kept for an hour, then it is asked again.
        browser.house.pass(3_600);
        let answer = browser.post("/sign-in/with/national", "").await;
        refused(&answer, StatusCode::BAD_GATEWAY, AWAY);
        assert!(browser.cookies.is_empty());
    }
}

#[tokio::test]
async fn new_key_is_read_when_it_is_met_and_an_old_one_forgotten() {
    let provider = Provider::start().await;
    for house in houses(&[provider.setting()]).await {
        let before = provider.keys_read();
        for _ in 0..2 {
            assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        }
        assert_eq!(provider.keys_read(), before + 1, "kept");
        for (kid, signer) in [("two", Signer::rs256()), ("three", Signer::ps256())] {
            provider.set(|conduct| {
                conduct.keys = vec![json!({ "kty": "unknown" }), signer.listed(kid)];
                (conduct.signer, conduct.kid) = (signer, kid.to_owned());
            });
            assert_eq!(sign_in(&mut Browser::of(&house), &provider).await.location, "/units");
        }
        assert_eq!(provider.keys_read(), before + 3);
        // Taken out of the list, a key counts for an hour at most.
        provider.set(|conduct| conduct.keys = vec![Signer::es256().listed("four")]);
        house.pass(3_600);
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        refused(&answer, StatusCode::BAD_GATEWAY, FORGED);
        // Several keys, and a token that names none.
        provider.set(|conduct| {
            conduct.keys = ["five", "six"].map(|kid| conduct.signer.listed(kid)).to_vec();
            conduct.change = Some(Box::new(|header, _| {
                header.as_object_mut().unwrap().remove("kid");
            }));
            assert_eq!(conduct.keys[0]["n"], RSA[0]);
        });
        let answer = sign_in(&mut Browser::of(&house), &provider).await;
        refused(&answer, StatusCode::BAD_GATEWAY, FORGED);
        let fresh = Signer::es256();
        provider.set(|conduct| {
            conduct.change = None;
            conduct.keys = vec![fresh.listed("one")];
            (conduct.signer, conduct.kid) = (fresh, "one".to_owned());
        });
    }
}
