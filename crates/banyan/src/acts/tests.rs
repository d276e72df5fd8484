//! The pages of the ledger: every act once, newest first; its proof holds; an earlier day knows no later act.

use axum::http::StatusCode;
use banyan_core::ledger::NoteKey;
use banyan_core::words::{Day, Language, Moment};
use serde_json::json;

use crate::ledger::{self, Call, Facts, LogKey};
use crate::panels::fact_tables;
use crate::store::tests::stores;
use crate::store::{Store, StoreError};
use crate::tests::{House, words_of};
use crate::web::Actor;

/// The first moment of a day in the zone of the tests.
fn start_of(year: i16, month: i8, day: i8) -> Moment {
    Moment::start_of(Day::new(year, month, day).unwrap(), 420)
}

async fn record(store: &Store, at: Moment, verb: &'static str, on: &str, rows: usize) -> String {
    let call = Call::new(Actor::LocalPlanner, at).unwrap();
    let work = store.write(|tx| {
        let (call, on) = (call.clone(), on.to_owned());
        // Units are everybody's to read.
        let id = call.id.0.clone();
        let row = move |number: usize| {
            let (id, code) = (format!("{id}-{number:04}"), format!("code-{number:04}"));
            json!({ "id": id, "class": "<b>Hòa</b>", "aliases": code })
        };
        let table = fact_tables().into_iter().find(|table| table.name == "unit").unwrap();
        let facts = vec![Facts { table, rows: (0..rows).map(row).collect() }];
        Box::pin(async move { ledger::record(tx, &call, verb, &on, facts, &[]).await })
    });
    let recorded: Result<_, StoreError> = work.await;
    assert!(recorded.unwrap().anew());
    call.id.0
}

async fn sequenced(store: &Store) -> NoteKey {
    let key = LogKey::fresh().unwrap();
    ledger::adopt_key(store, &key).await.unwrap();
    ledger::sequence(store, &key, "test", Moment::from_microseconds(1)).await.unwrap();
    key.public().parse().unwrap()
}

/// What follows each mark in a page, up to a quotation mark.
fn linked<'p>(page: &'p str, mark: &str) -> Vec<&'p str> {
    page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The acts of a list, page after page.
async fn walk(house: &House, first: &str) -> Vec<String> {
    let (mut ids, mut address) = (Vec::new(), first.to_owned());
    for _ in 0..20 {
        let answer = house.get(&address, Language::English).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        ids.extend(linked(&answer.body, "<a href=\"/acts/").into_iter().map(str::to_owned));
        let next = answer.body.split("rel=\"next\"").next().unwrap();
        if next.len() == answer.body.len() {
            return ids;
        }
        address =
            next.rsplit("href=\"").next().unwrap().trim_end_matches("\" ").replace("&amp;", "&");
    }
    panic!("the list does not end");
}

#[tokio::test]
async fn list_shows_every_act_once_newest_first() {
    for store in stores().await {
        let mut ids = Vec::new();
        for number in 0..120 {
            // Many at the same moment by the clock of the one who records.
            let at = start_of(2025, 7, 14).plus(number / 40);
            ids.push(record(&store, at, "move_day", "đ & c", 0).await);
        }
        ids.reverse();
        let house = House::over(store);
        assert_eq!(walk(&house, "/acts").await, ids);
        assert_eq!(walk(&house, "/acts?on=%C4%91%20%26%20c&verb=move_day").await, ids);
    }
}

#[tokio::test]
async fn list_is_narrowed_by_thing_verb_person_and_day() {
    for store in stores().await {
        let one = record(&store, start_of(2025, 7, 10), "give_rule", "target-1", 1).await;
        let two = record(&store, start_of(2025, 7, 11), "give_rule", "target-2", 1).await;
        let three = record(&store, start_of(2025, 7, 12), "move_day", "target-1", 1).await;
        let house = House::over(store);
        let all = [&three, &two, &one];
        for (query, expected) in [
            ("", &all[..]),
            ("?on=target-1", &[&three, &one]),
            ("?on=target-1&verb=give_rule", &[&one]),
            ("?verb=give_rule", &[&two, &one]),
            ("?by=local-planner", &all),
            ("?by=local-planner&verb=move_day", &[&three]),
            ("?by=local-planner&on=target-2&verb=give_rule", &[&two]),
            ("?by=nobody", &[]),
            ("?date=2025-07-11", &[&two]),
            ("?date=2025-07-11&on=target-1", &[]),
            ("?date=someday", &all),
            ("?before=nothing", &all),
        ] {
            let ids = walk(&house, &format!("/acts{query}")).await;
            assert_eq!(ids.iter().collect::<Vec<_>>(), expected, "{query}");
        }
    }
}

#[tokio::test]
async fn act_shows_its_place_and_its_proof_holds() {
    for store in stores().await {
        let first = record(&store, start_of(2025, 7, 10), "give_rule", "target-1", 2).await;
        let house = House::over(store.clone());
        let waiting = house.get(&format!("/acts/{first}"), Language::English).await;
        assert!(words_of(&waiting.body).contains("waits for its place"));
        let early = house.get(&format!("/acts/{first}/proof"), Language::English).await;
        assert_eq!(early.status, StatusCode::CONFLICT);

        record(&store, start_of(2025, 7, 11), "move_day", "2025-07-11", 0).await;
        let key = sequenced(&store).await;
        let answer = house.get(&format!("/acts/{first}"), Language::English).await;
        let words = words_of(&answer.body);
        assert!(words.contains("Entry 0 (the first is 0) of 2."), "{words}");
        assert!(words.contains("Gave a rule for a target") && words.contains("code-0001"));
        assert!(words.contains("2 rows"));
        assert!(answer.body.contains("<bdi>&lt;b&gt;Hòa") && !answer.body.contains("<b>Hòa"));
        let proof = house.get(&format!("/acts/{first}/proof"), Language::English).await;
        assert_eq!(proof.status, StatusCode::OK);
        let proven = ledger::check_proof(&proof.body, &[key]).unwrap();
        assert!(proven.header.contains(&first) && proven.signed);
    }
}

#[tokio::test]
async fn long_content_is_cut_and_counted() {
    for store in stores().await {
        let full = record(&store, start_of(2025, 7, 10), "give_rule", "target", 130).await;
        let rooted = record(&store, start_of(2025, 7, 11), "give_rule", "target", 1001).await;
        let house = House::over(store);
        let words = words_of(&house.get(&format!("/acts/{full}"), Language::English).await.body);
        assert!(words.contains("code-0099") && !words.contains("code-0100"));
        assert!(words.contains("30 more rows stand in the proof."));
        let words = words_of(&house.get(&format!("/acts/{rooted}"), Language::English).await.body);
        assert!(words.contains("1,001 rows, named by the root"), "{words}");
    }
}

#[tokio::test]
async fn earlier_day_knows_no_later_act() {
    for store in stores().await {
        let early = record(&store, start_of(2025, 7, 1), "give_rule", "target", 1).await;
        let late = record(&store, start_of(2025, 7, 10), "give_rule", "target", 1).await;
        let house = House::over(store);
        let on = |path: String| {
            let request =
                axum::http::Request::get(path).header("cookie", "lang=en; day=2025-07-05");
            house.answer(request.body(axum::body::Body::empty()).unwrap())
        };
        let list = on("/acts".to_owned()).await.body;
        assert!(list.contains(&early) && !list.contains(&late));
        assert_eq!(on(format!("/acts/{late}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(on(format!("/acts/{late}/proof")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(on(format!("/acts/{early}")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn hostile_addresses_are_answered_calmly() {
    for store in stores().await {
        record(&store, start_of(2025, 7, 1), "give_rule", "<script>alert(1)</script>", 1).await;
        let house = House::over(store);
        let list = house.get("/acts", Language::English).await.body;
        assert!(list.contains("&lt;script&gt;") && !list.contains("<script>alert"));
        let long = "x".repeat(5000);
        for query in [
            "on=%00",
            "by=%00%07",
            "before=1-%00",
            "before=99999999999999999999-a",
            "verb=%27%3B--",
            &format!("on={long}"),
        ] {
            let answer = house.get(&format!("/acts?{query}"), Language::English).await;
            assert_eq!(answer.status, StatusCode::OK, "{query}");
        }
        for id in ["nothing", "%00", "..%2f", &long] {
            let answer = house.get(&format!("/acts/{id}"), Language::English).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
        }
    }
}

#[tokio::test]
async fn ledger_tells_an_inspector_its_state_and_the_commands() {
    for store in stores().await {
        let house = House::over(store.clone());
        let empty = house.get("/ledger", Language::English).await;
        assert!(words_of(&empty.body).contains("There is no checkpoint yet"));
        record(&store, start_of(2025, 7, 1), "give_rule", "target", 1).await;
        let key = sequenced(&store).await.to_string();
        let request =
            axum::http::Request::get("/ledger").header("host", "banyan.example:80\u{7f}'\"");
        assert!(request.body(axum::body::Body::empty()).is_err(), "no such header reaches us");
        let request = axum::http::Request::get("/ledger").header("host", "banyan.example:80';rm");
        let answer = house.answer(request.body(axum::body::Body::empty()).unwrap()).await;
        let words = words_of(&answer.body);
        assert!(words.contains(&format!("banyan witness --state DIR --name NAME --log-key {key}")));
        assert!(
            words.contains("curl --output leaves http://banyan.example:80rm/ledger/tile/0/000.p/1")
        );
        assert!(words.contains("http://banyan.example:80rm/ledger/checkpoint"));
        assert!(words.contains("No witness has signed."));
        let note = ledger::checkpoint(&store).await.unwrap().unwrap();
        assert!(answer.body.contains(note.lines().nth(2).unwrap()));
    }
}

#[tokio::test]
async fn pages_stand_in_every_language_and_are_linked_from_the_foot() {
    let house = House::over(crate::store::tests::sqlite().await);
    let id = record(&house.site.store, start_of(2025, 7, 1), "give_rule", "target", 1).await;
    sequenced(&house.site.store).await;
    for language in Language::ALL {
        for path in ["/acts".to_owned(), format!("/acts/{id}"), "/ledger".to_owned()] {
            let body = house.get(&path, language).await.body;
            assert!(body.contains("<footer") && body.contains("href=\"/ledger\""), "{path}");
            let words = words_of(&body);
            for key in ["acts-", "act-stands", "ledger-step"].into_iter().chain(super::pages::VERBS)
            {
                assert!(!words.contains(key), "{language} {path}: {key}");
            }
        }
    }
}

#[tokio::test]
async fn page_after_a_form_shows_its_receipt_once() {
    let mut house = House::furnished().await;
    let session = house.cookies.clone();
    let answer = house.post("/day/forward", "to=2025-09-02").await;
    let receipt = answer.cookies.iter().find(|(name, _)| name == "receipt").unwrap().1.clone();
    house.cookies = format!("{session}; receipt={receipt}");
    let next = house.get(&answer.location, Language::English).await;
    assert!(next.body.contains(&format!("href=\"/acts/{receipt}\"")), "{}", next.body);
    assert!(words_of(&next.body).contains("It waits for its place in the log"));
    assert!(next.cookies.contains(&("receipt".to_owned(), String::new())), "{:?}", next.cookies);
    sequenced(&house.site.store).await;
    let later = words_of(&house.get("/", Language::English).await.body);
    assert!(later.contains("of the log; the checkpoint stands at"), "{later}");
    for forged in ["none", "%00", "a-b", ""] {
        house.cookies = format!("{session}; receipt={forged}");
        let page = house.get("/", Language::English).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!words_of(&page.body).contains("Recorded as act"), "{forged}");
    }
    house.cookies = session;
    assert!(!words_of(&house.get("/", Language::English).await.body).contains("Recorded as act"));
}

#[tokio::test]
async fn acts_name_people_to_those_who_know_them_only() {
    let mut house = House::furnished().await;
    let name = "Nguyễn Thu Hà";
    for (login, known) in [
        ("", false),
        ("demo.commune", false),
        ("demo.province", false),
        ("demo.administrator", true),
        ("demo.auditor", true),
        ("demo.central", true),
    ] {
        house.cookies = String::new();
        if !login.is_empty() {
            house = house.signed_in_as(login).await;
        }
        let list = words_of(&house.get("/acts?verb=invite", Language::English).await.body);
        assert!(list.contains("Invited people"), "{login}: {list}");
        let act = list.contains(name);
        let own = list.contains(&format!("You: {name}"));
        assert_eq!(act, known || own, "{login}: {list}");
    }
}
