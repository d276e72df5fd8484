//! Tokens of others and of our own against the decoder, and claims against what is expected.

use banyan_core::words::Moment;
use serde_json::{Map, Value as Json, json};

use super::claims::{Claims, Expected, NotOurs, SKEW_SECONDS};
use super::provider::{endpoint, plain};
use super::signed::{Key, NotSigned, Unchecked};
use crate::accounts::tests::identity::signer::{RSA, Signer, written};

fn checked(token: &str, keys: &[Json]) -> Result<Map<String, Json>, NotSigned> {
    let keys = Key::list(&json!({ "keys": keys }).to_string()).unwrap();
    Unchecked::read(token)?.checked(&keys)
}

#[test]
fn token_of_rfc_7515_is_read_and_any_change_of_it_is_not() {
    // Appendix A.2 of RFC 7515: header, claims, signature.
    let parts = [
        "eyJhbGciOiJSUzI1NiJ9",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    ];
    let token = parts.join(".");
    let key = json!({ "kty": "RSA", "n": RSA[0], "e": RSA[1] });
    let said = checked(&token, std::slice::from_ref(&key)).unwrap();
    assert_eq!((&said["iss"], &said["exp"]), (&json!("joe"), &json!(1_300_819_380)));
    for place in 0..token.len() {
        let mut changed = token.clone().into_bytes();
        changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(checked(&changed, std::slice::from_ref(&key)).is_err(), "{place}");
    }
    let wider = format!("{token}=");
    assert_eq!(checked(&wider, &[key]), Err(NotSigned::Form));
}

#[test]
fn only_the_key_that_signed_counts() {
    for signer in [Signer::es256(), Signer::rs256(), Signer::ps256()] {
        let header = json!({ "alg": signer.algorithm(), "kid": "a" });
        let token = signer.token(&header, &json!({ "sub": "x" }));
        let (own, other) = (signer.listed("a"), Signer::es256().listed("b"));
        assert!(checked(&token, &[other.clone(), own.clone()]).is_ok());
        assert_eq!(checked(&token, &[]), Err(NotSigned::NoKey));
        assert_eq!(checked(&token, &[signer.listed("b")]), Err(NotSigned::NoKey));
        let twice = [own.clone(), own.clone()];
        assert_eq!(checked(&token, &twice), Err(NotSigned::ManyKeys));
        let with = |name: &str, value: &str| {
            let mut key = own.clone();
            key[name] = json!(value);
            checked(&token, &[key])
        };
        assert_eq!(with("use", "enc"), Err(NotSigned::NoKey));
        assert_eq!(with("alg", "RS512"), Err(NotSigned::NoKey));
        assert_eq!(with("kty", "oct"), Err(NotSigned::NoKey));
        assert!(with("alg", signer.algorithm()).is_ok());
        let part = if signer.algorithm() == "ES256" { "x" } else { "n" };
        assert_eq!(with(part, "AAAA"), Err(NotSigned::Signature));
        assert_eq!(with(part, "not base 64!"), Err(NotSigned::Signature));
    }
    let foreign = Signer::es256().token(&json!({ "alg": "ES256" }), &json!({}));
    assert_eq!(checked(&foreign, &[Signer::es256().listed("a")]), Err(NotSigned::Signature));
}

#[test]
fn algorithm_is_ours_to_choose() {
    let signer = Signer::rs256();
    for name in
        ["none", "None", "", "HS256", "RS1", "rs256", "ES512", "EdDSA", "PBES2-HS256+A128KW"]
    {
        let token = signer.token(&json!({ "alg": name, "kid": "a" }), &json!({ "sub": "x" }));
        let refused = checked(&token, &[signer.listed("a")]);
        assert!(matches!(refused, Err(NotSigned::Algorithm(_))), "{name}");
    }
    // No signature at all.
    let bare = format!("{}.{}.", written("{\"alg\":\"RS256\"}"), written("{}"));
    assert_eq!(checked(&bare, &[signer.listed("a")]), Err(NotSigned::Signature));
    // RSA and the other padding of it are not the same.
    let other = signer.token(&json!({ "alg": "PS256" }), &json!({}));
    assert_eq!(checked(&other, &[signer.listed("a")]), Err(NotSigned::Signature));
    let critical = signer.token(&json!({ "alg": "RS256", "crit": [] }), &json!({}));
    assert_eq!(checked(&critical, &[signer.listed("a")]), Err(NotSigned::Critical));
    let list = signer.token(&json!({ "alg": "RS256" }), &json!(["sub"]));
    assert_eq!(checked(&list, &[signer.listed("a")]), Err(NotSigned::Form));
}

#[test]
fn claims_are_checked_one_by_one() {
    let now = 1_752_454_800;
    let good = json!({
        "iss": "https://id", "aud": "banyan", "nonce": "n", "sub": "x", "iat": now, "exp": now + 300,
    });
    let check = |name: &str, value: Json| {
        let mut claims = good.as_object().unwrap().clone();
        claims.insert(name.to_owned(), value);
        let expected = Expected {
            issuer: "https://id",
            client: "banyan",
            nonce: "n",
            begun_at: Moment::from_microseconds(now * 1_000_000),
            now: Moment::from_microseconds(now * 1_000_000),
        };
        Claims::checked(claims, &expected).map(|claims| claims.subject)
    };
    assert_eq!(check("more", json!(1)), Ok("x".to_owned()));
    assert_eq!(check("aud", json!(["banyan"])), Ok("x".to_owned()));
    assert_eq!(check("azp", json!("banyan")), Ok("x".to_owned()));
    assert_eq!(check("exp", json!(1_752_454_900.75)), Ok("x".to_owned()));
    assert_eq!(check("exp", json!(now - SKEW_SECONDS)), Err(NotOurs::Over));
    assert_eq!(check("exp", json!(now - SKEW_SECONDS + 1)), Ok("x".to_owned()));
    assert_eq!(check("exp", json!(-1)), Err(NotOurs::Over));
    assert_eq!(check("iat", json!(now + SKEW_SECONDS)), Ok("x".to_owned()));
    assert_eq!(check("iat", json!(now + SKEW_SECONDS + 1)), Err(NotOurs::Future));
    assert_eq!(check("iat", json!(now - SKEW_SECONDS - 1)), Err(NotOurs::Old));
    assert_eq!(check("iat", json!(i64::MAX)), Err(NotOurs::Future));
    assert_eq!(check("iss", json!("https://id/")), Err(NotOurs::Issuer));
    assert_eq!(check("iss", json!(["https://id"])), Err(NotOurs::Issuer));
    assert_eq!(check("aud", json!({ "banyan": 1 })), Err(NotOurs::Audience));
    assert_eq!(check("aud", json!(["banyan", "other"])), Err(NotOurs::Party));
    assert_eq!(check("azp", json!(null)), Err(NotOurs::Party));
    assert_eq!(check("nonce", json!("")), Err(NotOurs::Nonce));
    assert_eq!(check("sub", json!(7)), Err(NotOurs::Subject));
    assert_eq!(check("sub", json!("a\u{0}b")), Err(NotOurs::Subject));
}

#[test]
fn secrets_go_over_tls_or_stay_on_this_computer() {
    for good in
        ["https://id.example/a?p=1", "http://127.0.0.1:1/", "http://[::1]:1/", "http://localhost/"]
    {
        assert!(endpoint(good).is_some(), "{good}");
    }
    for wrong in [
        "http://id.example/",
        "http://127.0.0.1.example/",
        "ftp://id",
        "/token",
        "",
        "http://10.0.0.1/",
    ] {
        assert!(endpoint(wrong).is_none(), "{wrong}");
    }
    assert_eq!(plain("access denied\u{202e}\n!"), "accessdenied!");
    assert_eq!(plain(&"x".repeat(99)).len(), 40);
}
