//! Erasing what acts say of a person who has left, and what a person was called before.

use axum::http::{Method, StatusCode};
use banyan_core::access::Role;
use banyan_core::words::Moment;

use super::people::administrator;
use super::{Browser, houses, person};
use crate::ledger::{self, adopt_key, check_proof, sequence_all, verify};
use crate::panels::fact_tables;
use crate::tests::{House, words_of};

const ROLL: &str = "login,name,email,language,unit,role,subject,from,until\n\
                    lan,Lan Secret,lan@secret.example,en,17110,reporter,,,\n\
                    minh,Minh,,en,18073,reporter,,,\n";

pub(super) async fn sequenced(house: &House) {
    let clock = || Moment::from_microseconds(1);
    sequence_all(&house.site.store, &house.key, "test", clock).await.unwrap();
}

/// Two people of two provinces, invited by one act; answers the act and their accounts.
async fn invited(browser: &mut Browser<'_>) -> (String, String, String) {
    let form = browser.house.of_a_page("");
    let act = form.rsplit_once('=').unwrap().1.to_owned();
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields = [part("text", ROLL), part("do", "invite"), part("call", &act)].concat();
    let (kind, body) = ("multipart/form-data; boundary=b", format!("{fields}--b--\r\n"));
    let done = browser.ask(Method::POST, "/people/roll", kind, body).await;
    assert_eq!(done.status, StatusCode::OK, "{}", words_of(&done.body));
    (act.clone(), format!("{act}.0"), format!("{act}.1"))
}

pub(super) fn seen_in(page: &str) -> String {
    let rest = page.split("name=\"seen\" value=\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Everything that acts and fact rows say.
pub(super) async fn told(house: &House) -> String {
    let mut tx = house.site.store.read().await.unwrap();
    let acts = ledger::acts(&mut tx).await.unwrap();
    format!("{acts:?} {:?}", super::super::store::list_all(&mut tx).await.unwrap())
}

#[tokio::test]
async fn everything_of_a_person_who_left_is_erased_and_the_log_holds() {
    for house in houses().await {
        adopt_key(&house.site.store, &house.key).await.unwrap();
        let mut browser = administrator(&house, "ad.one", "VN").await;
        person(&house, "ad.two", "VN", Role::Administrator).await;
        let mut province = administrator(&house, "ad.three", "42").await;
        let (act, lan, minh) = invited(&mut browser).await;
        let details = "version=1&name=Lan+Hidden&email=hidden@secret.example&language=en";
        browser.post(&format!("/people/{lan}/details"), details).await;
        browser.post(&format!("/people/{lan}/grants"), "role=planner&unit=40").await;
        let path = format!("/acts/{act}/erase");
        sequenced(&house).await;
        let open = browser.get(&path).await;
        assert_eq!(open.status, StatusCode::CONFLICT);
        assert!(words_of(&open.body).contains("while the account of Lan Hidden is open"));
        let closed = browser.post(&format!("/people/{lan}/close"), "version=2").await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER);
        let early = browser.get(&path).await;
        let early = browser.post(&path, &format!("seen={}&reason=x", seen_in(&early.body))).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "the closing waits for its place");
        sequenced(&house).await;

        let shown = browser.get(&path).await;
        let words = words_of(&shown.body);
        assert!(words.contains("4 acts lose their content") && words.contains("Lan Hidden"));
        assert_eq!(province.get(&path).await.status, StatusCode::FORBIDDEN);
        let seen = seen_in(&shown.body);
        let stolen = province.post(&path, &format!("seen={seen}&reason=x")).await;
        assert_eq!(stolen.status, StatusCode::FORBIDDEN);
        let bare = browser.post(&path, &format!("seen={seen}&reason=+")).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(words_of(&bare.body).contains("A reason is needed."));
        let other = browser.post(&path, "seen=00&reason=rule+7").await;
        assert_eq!(other.status, StatusCode::CONFLICT, "other acts than were shown");
        assert!(told(&house).await.contains("hidden@secret.example"));

        let form = house.of_a_page(&format!("seen={seen}&reason=rule+7"));
        let before = ledger::count_acts(&house.site.store).await.unwrap();
        for _ in 0..2 {
            let done = browser.post(&path, &form).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", words_of(&done.body));
            assert_eq!(done.location, format!("/acts/{act}"));
        }
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), before + 2);
        sequenced(&house).await;
        let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
        assert_eq!(verified.findings, []);
        let told = told(&house).await;
        for gone in ["Secret", "Hidden", "secret.example"] {
            assert!(!told.contains(gone), "{gone}: {told}");
        }
        let page = words_of(&browser.get(&format!("/acts/{act}")).await.body);
        assert!(page.contains("The content was erased") && page.contains("rule 7"), "{page}");
        let proof = browser.get(&format!("/acts/{act}/proof")).await.body;
        let public = house.key.public().parse().unwrap();
        assert!(check_proof(&proof, &[public]).unwrap().content.is_none());
        assert_eq!(browser.get(&format!("/people/{lan}")).await.status, StatusCode::NOT_FOUND);
        let stays = browser.get(&format!("/people/{minh}")).await;
        assert_eq!(stays.status, StatusCode::OK);
        assert!(words_of(&stays.body).contains("Place 18073"), "with the grant");
        let again = browser.post(&path, &format!("seen={seen}&reason=rule+7")).await;
        assert!(words_of(&again.body).contains("was erased before"), "{}", again.status);
    }
}

#[tokio::test]
async fn only_a_version_that_was_replaced_goes_while_the_account_is_open() {
    for house in houses().await {
        adopt_key(&house.site.store, &house.key).await.unwrap();
        let mut browser = administrator(&house, "ad.one", "VN").await;
        let (_, lan, _) = invited(&mut browser).await;
        let mut acts = Vec::new();
        for (version, name) in [(1, "Former"), (2, "Present")] {
            let form = house.of_a_page(&format!("version={version}&name={name}&language=en"));
            acts.push(form.rsplit_once('=').unwrap().1.to_owned());
            let done = browser.post(&format!("/people/{lan}/details"), &form).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", words_of(&done.body));
        }
        sequenced(&house).await;
        let last = browser.get(&format!("/acts/{}/erase", acts[1])).await;
        assert_eq!(last.status, StatusCode::CONFLICT, "the present name is in use");
        let path = format!("/acts/{}/erase", acts[0]);
        let seen = seen_in(&browser.get(&path).await.body);
        let done = browser.post(&path, &format!("seen={seen}&reason=rule+7")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", words_of(&done.body));
        sequenced(&house).await;
        assert!(verify(&house.site.store, &fact_tables(), None).await.unwrap().holds());
        assert!(!told(&house).await.contains("Former"));
        let page = words_of(&browser.get(&format!("/people/{lan}")).await.body);
        assert!(page.contains("Present") && !page.contains("Former"), "{page}");
    }
}

#[tokio::test]
async fn acts_that_are_not_about_people_are_refused_with_a_sentence() {
    for house in houses().await {
        adopt_key(&house.site.store, &house.key).await.unwrap();
        let mut browser = administrator(&house, "ad.one", "VN").await;
        sequenced(&house).await;
        let acts = ledger::acts(&mut house.site.store.read().await.unwrap()).await.unwrap();
        let network = acts.iter().find(|act| act.verb == "record_network").unwrap();
        let path = format!("/acts/{}/erase", network.id.0);
        let refused = browser.get(&path).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(words_of(&refused.body).contains("wrote what other records are built on"));
        let page = browser.get(&format!("/acts/{}", network.id.0)).await.body;
        assert!(!page.contains("/erase\""), "what cannot be done is not offered");
        for nothing in ["none", "%00"] {
            let answer = browser.get(&format!("/acts/{nothing}/erase")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
        }
        let nobody = Browser::of(&house).get(&path).await;
        assert!(nobody.location.starts_with("/sign-in"), "{}", nobody.location);
    }
}
