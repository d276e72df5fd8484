//! Lists and what they count ask the database at most twice, and as often whoever reads them; and the filter of acts by unit tells
//! nobody more than the acts themselves do.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::House;
use crate::ledger;
use crate::store::counting;

/// Who reads: nobody, a commune's focal point, a province's reviewer and planner, auditor, administrator.
const READERS: [&str; 6] =
    ["", "demo.commune", "demo.province", "demo.planner", "demo.auditor", "demo.administrator"];

/// The pages, whether everybody may open them, and how many lists stand there: people, and the grants that wait.
const LISTS: [(&str, bool, usize); 13] = [
    ("/acts", true, 1),
    ("/acts?unit=40", true, 1),
    ("/acts?unit=VN", true, 1),
    ("/acts?unit=17110&verb=invite", true, 1),
    ("/acts?unit=40&by=local-planner", true, 1),
    ("/acts?unit=40&on=R09", true, 1),
    ("/directives", true, 1),
    ("/programmes", true, 1),
    ("/targets", true, 1),
    ("/tasks", true, 1),
    ("/indicators", true, 1),
    ("/units", true, 1),
    ("/people", false, 2),
];

#[tokio::test]
async fn lists_ask_at_most_twice_and_as_often_for_every_role() {
    let mut house = House::furnished().await;
    house.file().await;
    let draft = house.post("/directives/samples/fr", "").await;
    assert!(draft.location.starts_with("/drafts/"));
    for (list, everybodys, lists) in LISTS {
        let mut asked = Vec::new();
        for login in READERS {
            house.cookies = String::new();
            if !login.is_empty() {
                house = house.signed_in_as(login).await;
            }
            // What the door asks to know who comes stands before every page.
            let (page, door) = counting(house.get("/day", Language::English)).await;
            assert_eq!(page.status, StatusCode::OK);
            let (page, all) = counting(house.get(list, Language::English)).await;
            if everybodys || page.status == StatusCode::OK {
                assert_eq!(page.status, StatusCode::OK, "{list} {login}");
                asked.push(all - door);
            }
        }
        assert!(!asked.is_empty() && asked.iter().all(|own| own == &asked[0]), "{list}: {asked:?}");
        assert!(asked[0] <= 2 * lists, "{list}: {asked:?}");
    }
    let (_, counted) = counting(house.site.store.ping()).await;
    assert_eq!(counted, 1);
}

/// Whether the list of a unit's acts has an act, for a reader.
async fn finds(house: &mut House, login: &str, unit: &str, act: &str) -> bool {
    house.cookies = String::new();
    if !login.is_empty() {
        let answer = house.post(&format!("/sign-in/as/{login}"), "").await;
        let session = answer.cookies.iter().find(|(name, _)| name == "session").unwrap();
        house.cookies = format!("session={}", session.1);
    }
    let page = house.get(&format!("/acts?unit={unit}"), Language::English).await;
    assert_eq!(page.status, StatusCode::OK);
    page.body.contains(&format!("href=\"/acts/{act}\""))
}

/// The newest act of a query.
async fn last_act(house: &House, query: &str) -> String {
    let list = house.get(&format!("/acts?{query}"), Language::English).await.body;
    let (_, rest) = list.split_once("<a href=\"/acts/").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn act_on_an_account_is_found_under_its_units_by_who_may_read_it() {
    let house = House::furnished().await;
    let mut house = house.signed_in_as("demo.administrator").await;
    let form = "login=someone&name=Someone&language=en&role=reporter&unit=17110";
    assert_eq!(house.post("/people/invite", form).await.status, StatusCode::OK);
    let act = last_act(&house, "verb=invite").await;
    assert!(!finds(&mut house, "demo.administrator", "40", &act).await, "nothing is filed yet");
    house.file().await;
    for (login, unit, found) in [
        ("demo.administrator", "17110", true),
        ("demo.administrator", "40", true),
        ("demo.administrator", "VN", true),
        ("demo.administrator", "42", false),
        ("demo.auditor", "40", true),
        ("demo.province", "40", false),
        ("demo.commune", "17110", false),
        ("demo.front", "VN", false),
        ("", "40", false),
        ("", "17110", false),
    ] {
        assert_eq!(finds(&mut house, login, unit, &act).await, found, "{login} {unit}");
    }
    // That it happened is open to everyone, as it was.
    house.cookies = String::new();
    let all = house.get("/acts?verb=invite", Language::English).await.body;
    assert!(all.contains(&act));
}

#[tokio::test]
async fn act_on_a_programme_is_found_by_whom_the_programme_is_shared_with() {
    // Found by: whom, under which unit, when it is shared upward, and when it is public or private.
    const FOUND: [(&str, &str, [bool; 3]); 9] = [
        ("demo.planner", "40", [true, true, true]),
        ("demo.province", "40", [true, true, true]),
        ("demo.commune", "40", [false, true, false]),
        ("demo.auditor", "40", [true, true, false]),
        ("demo.auditor", "VN", [true, true, false]),
        ("demo.auditor", "42", [false, false, false]),
        ("", "40", [false, true, false]),
        ("", "VN", [false, true, false]),
        ("", "NOWHERE", [false, false, false]),
    ];
    for (number, visibility) in ["upward", "public", "private"].into_iter().enumerate() {
        let house = House::furnished().await;
        let mut house = house.signed_in_as("demo.planner").await;
        let draft = house.post("/directives/samples/vi", "").await.location;
        let draft = draft.strip_prefix("/drafts/").unwrap();
        let form = format!("visibility={visibility}");
        let adopted = house.post(&format!("/programmes/adopt/{draft}"), &form).await;
        assert!(adopted.location.starts_with("/programmes/"), "{}", adopted.body);
        let act = last_act(&house, "verb=record_directive").await;
        house.file().await;
        for (login, unit, found) in FOUND {
            let own = finds(&mut house, login, unit, &act).await;
            assert_eq!(own, found[number], "{visibility} {login} {unit}");
        }
    }
}

#[tokio::test]
async fn filing_again_from_the_start_gives_the_same_rows() {
    let house = House::furnished().await;
    let house = house.signed_in_as("demo.administrator").await;
    house.file().await;
    let form = "login=someone&name=Someone&language=en&role=reporter&unit=17110";
    assert_eq!(house.post("/people/invite", form).await.status, StatusCode::OK);
    house.file().await;
    let piecemeal = ledger::take_keys(&house.site.store).await;
    assert!(piecemeal.len() > 10_000, "every unit of the network: {}", piecemeal.len());
    house.file().await;
    let again = ledger::take_keys(&house.site.store).await;
    assert!(again == piecemeal, "{} rows and {} rows", again.len(), piecemeal.len());
}

#[tokio::test]
async fn unit_and_person_lead_to_their_acts_and_the_filter_speaks_every_language() {
    let house = House::furnished().await;
    house.file().await;
    for language in Language::ALL {
        let unit = house.get("/units/40.1", language).await.body;
        assert!(unit.contains("href=\"/acts?unit=40.1\""), "{language}");
        let acts = house.get("/acts?unit=40.1", language).await.body;
        assert!(acts.contains("name=\"unit\" value=\"40.1\""), "{language}");
        assert!(acts.contains("<a href=\"/acts/"), "the network names the unit");
        assert!(!super::words_of(&acts).contains("acts-of"), "{language}");
        assert!(house.get("/me", language).await.body.contains("href=\"/acts?by="));
    }
}
