//! The first page, the day, and what every request passes.

mod cheat;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::unit::Level;
use banyan_core::words::{Day, Language};

use crate::ledger::count_acts;
use crate::tests::{House, words_of};

const PAGES: [&str; 16] = [
    "/",
    "/units",
    "/units/VN.1",
    "/units/40.1",
    "/reforms/2025-07-01",
    "/directives",
    "/day",
    "/programmes",
    "/programmes/R09",
    "/indicators",
    "/targets",
    "/targets/R09-T05",
    "/tasks",
    "/content",
    "/indicators/R09-06",
    "/tasks/R09-K10",
];

#[tokio::test]
async fn every_page_answers_in_every_language_and_shows_no_raw_key() {
    let house = House::furnished().await;
    for language in Language::ALL {
        for path in PAGES {
            let answer = house.get(path, language).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} {language}");
            assert!(
                answer.body.contains(&format!("<html lang=\"{language}\"")),
                "{path} {language}"
            );
            assert!(!answer.body.contains("style="), "{path} carries a style");
            let words = words_of(&answer.body);
            let raw =
                words.split(' ').find(|word| word.contains('-') && crate::web::tests::is_key(word));
            assert_eq!(raw, None, "{path} {language}");
        }
    }
}

#[tokio::test]
async fn first_page_shows_two_networks() {
    let house = House::furnished().await;
    let page = words_of(&house.get("/", Language::English).await.body);
    assert!(
        page.contains("63 provinces became 34") && page.contains("10,035 communes became 3,321"),
        "{page}"
    );
}

#[tokio::test]
async fn day_moves_forward_only() {
    let house = House::furnished().await;
    assert_eq!(house.post("/day/forward", "to=2025-07-13").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.post("/day/forward", "to=2025-09-02").await.status, StatusCode::SEE_OTHER);
    let page = words_of(&house.get("/", Language::English).await.body);
    assert!(page.contains("Day: 2 September 2025"), "{page}");
}

#[tokio::test]
async fn day_is_moved_once_by_a_form_that_is_sent_twice() {
    let house = House::furnished().await;
    let page = house.get("/day", Language::English).await.body;
    let (_, rest) = page.split_once("name=\"call\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    let before = count_acts(&house.site.store).await.unwrap();
    let form = format!("to=2025-09-02&call={id}");
    for _ in 0..2 {
        let answer = house.send("/day/forward", &form).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/"));
    }
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
    let refused = house.send("/day/forward", &format!("to=2025-09-03&call={id}")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("sent before with other content"));
    assert!(refused.body.contains("value=\"2025-09-03\""), "what was typed stays");
    let without = house.send("/day/forward", "to=2025-09-03").await;
    assert_eq!(without.status, StatusCode::BAD_REQUEST);
    assert!(words_of(&without.body).contains("without its own number"));
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before + 1);
}

#[tokio::test]
async fn earlier_day_is_read_only_and_knows_no_later_act() {
    let house = House::furnished().await;
    let request = |path: &str| {
        Request::get(path).header("cookie", "lang=en; day=2025-06-10").body(Body::empty()).unwrap()
    };
    // On 10 June 2025 the reform of 1 July had not been decided.
    let page = words_of(&house.answer(request("/units?on=2025-07-02")).await.body);
    assert!(page.contains("63 provinces") && page.contains("read only"), "{page}");
    let write = Request::post("/directives/samples/vi")
        .header("cookie", "lang=en; day=2025-06-10")
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty())
        .unwrap();
    assert_eq!(house.answer(write).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn day_before_anything_was_recorded_has_empty_lists_and_no_map_that_nobody_knew() {
    let house = House::furnished().await;
    let on = |path: &'static str, day: &str| {
        let cookie = format!("lang=en; day={day}");
        house.answer(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap())
    };
    for path in ["/", "/programmes", "/indicators", "/targets", "/tasks", "/search?q=hoa"] {
        assert_eq!(on(path, "2025-02-01").await.status, StatusCode::OK, "{path}");
    }
    let said = "1 January 2024: nothing had been recorded yet";
    assert!(words_of(&on("/", "2024-01-01").await.body).contains(said));
    assert!(!words_of(&on("/", "2025-06-29").await.body).contains("nothing had been recorded yet"));
    let early = words_of(&on("/units", "2025-04-01").await.body);
    assert!(early.contains("The boundaries of 1 April 2025 are not in the data."), "{early}");
    assert!(!on("/units", "2025-04-01").await.body.contains("<svg class=\"map\""));
    assert!(on("/units", "2025-06-29").await.body.contains("<svg class=\"map\""));
}

#[tokio::test]
async fn language_comes_from_the_browser_and_a_link_changes_it() {
    let house = House::over(crate::store::tests::sqlite().await);
    let asked = |header: &str| {
        Request::get("/day").header("accept-language", header).body(Body::empty()).unwrap()
    };
    assert!(
        house
            .answer(asked("de, ar;q=0.8, en;q=0.5"))
            .await
            .body
            .contains("lang=\"ar\" dir=\"rtl\"")
    );
    assert!(
        house.answer(asked("vi-VN,vi;q=0.9,en;q=0.8")).await.body.contains("<html lang=\"vi\"")
    );
    let answer = house.get("/units?on=2025-07-01&lang=fr", Language::English).await;
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (StatusCode::SEE_OTHER, "/units?on=2025-07-01")
    );
    let elsewhere = house.get("//example.org/?lang=fr", Language::English).await;
    assert!(!elsewhere.location.starts_with("//"), "{}", elsewhere.location);
}

#[tokio::test]
async fn write_from_another_site_is_refused() {
    let house = House::over(crate::store::tests::sqlite().await);
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://example.org"), ("accept", "*/*")]
    {
        let request = Request::post("/day/forward")
            .header(name, value)
            .body(Body::from("to=2026-01-01"))
            .unwrap();
        let answer = house.answer(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert!(words_of(&answer.body).contains("not sent from a page of ours"), "{name}");
    }
}

#[tokio::test]
async fn unknown_address_is_said_to_be_one() {
    let house = House::over(crate::store::tests::sqlite().await);
    let answer = house.get("/nowhere", Language::English).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(words_of(&answer.body).contains("There is nothing at this address"));
}

/// The sources that list routes.
const ROUTES: [&str; 4] = [
    include_str!("mod.rs"),
    include_str!("../units/mod.rs"),
    include_str!("../directives/mod.rs"),
    include_str!("../programmes/mod.rs"),
];

/// Every route that is read, with addresses of things recorded early and late.
const READ: [(&str, &[&str]); 16] = [
    ("/", &["/"]),
    ("/api/openapi.json", &["/api/openapi.json"]),
    ("/search", &["/search?q=dac+khu", "/search?q=09", "/search?q=hoa", "/search?q=chuyen+doi+so"]),
    ("/day", &["/day"]),
    ("/ledger/cheat", &["/ledger/cheat"]),
    ("/units", &["/units", "/units?on=2025-07-02"]),
    (
        "/units/{unit}",
        &[
            "/units/VN.1",
            "/units/40.1",
            "/units/40.1?on=2025-07-02",
            "/units/17110.2",
            "/units/75.2",
        ],
    ),
    ("/reforms/{reform}", &["/reforms/2025-03-01", "/reforms/2025-07-01"]),
    ("/directives", &["/directives"]),
    ("/drafts/{draft}", &["DRAFT"]),
    ("/programmes", &["/programmes"]),
    ("/programmes/{code}", &["/programmes/D1690", "/programmes/R09", "/programmes/CT34"]),
    ("/indicators", &["/indicators"]),
    ("/targets", &["/targets", "/targets?missing=holder"]),
    ("/indicators/{code}", &["/indicators/R09-08"]),
    ("/targets/{code}", &["/targets/R09-T09", "/targets/R09-T05?on=2025-07-02"]),
];
const READ_TASKS: [(&str, &[&str]); 2] = [
    ("/tasks", &["/tasks", "/tasks?missing=person"]),
    ("/tasks/{code}", &["/tasks/CT34-K01", "/tasks/R09-K01"]),
];

/// The pattern of every route that has a `get`, read from the sources.
fn patterns() -> Vec<String> {
    let lines = ROUTES.iter().flat_map(|source| source.split(".route(").skip(1));
    let read = lines.filter(|line| line.split(')').next().is_some_and(|own| own.contains("get(")));
    read.filter_map(|line| line.split('"').nth(1).map(str::to_owned)).collect()
}

/// Words that only something recorded after a moment brings, and nothing that was known by then.
fn later_words(house: &House, known_at: banyan_core::words::Moment) -> Vec<String> {
    let now = house.caches.networks.network();
    let then = house.caches.networks.network_at(Some(known_at));
    let names = |network: &banyan_core::unit::Network| -> Vec<String> {
        // Of the many communes every seventh will do.
        let versions = network.numbers().flat_map(|no| network.versions(no).iter()).enumerate();
        let versions = versions
            .filter(|(number, version)| version.level < Level::Commune || number % 7 == 0)
            .map(|(_, version)| version);
        let mut names: Vec<String> = versions
            .flat_map(|version| version.name.pairs().map(|(_, name)| name.to_owned()))
            .chain(network.reforms().iter().flat_map(|reform| {
                reform.name.pairs().map(|(_, name)| name.to_owned()).collect::<Vec<_>>()
            }))
            .collect();
        names.sort();
        names.dedup();
        names
    };
    let known = then.numbers().flat_map(|no| then.versions(no).iter());
    let known = known.flat_map(|version| version.name.pairs().map(|(_, name)| name));
    let early = known.chain(names(&then).iter().map(String::as_str)).collect::<Vec<_>>().join("\n");
    let mut words: Vec<String> =
        names(&now).into_iter().filter(|name| !early.contains(name.as_str())).collect();
    let (all, known) =
        (house.caches.catalogue.known(None), house.caches.catalogue.known(Some(known_at)));
    for entry in all.entries() {
        let document = &entry.document;
        if known.entry(&document.directive.code).is_none() {
            words.push(document.directive.number.clone());
            words.push(document.directive.code.clone());
            let texts = std::iter::once(document.directive.title.text())
                .chain(document.indicator.iter().map(|indicator| indicator.name.text()))
                .chain(document.task.iter().map(|task| task.name.text()));
            words.extend(texts.flat_map(|text| {
                text.pairs().map(|(_, words)| words.to_owned()).collect::<Vec<_>>()
            }));
            words.extend(document.target.iter().map(|target| target.code.clone()));
        }
    }
    // The titles of the samples are the product's own; a directive made of one bears the same.
    let samples = house.caches.samples.0.iter();
    let titles: Vec<String> = samples
        .flat_map(|sample| {
            sample.title.pairs().map(|(_, title)| title.to_owned()).collect::<Vec<_>>()
        })
        .collect();
    words.retain(|word| {
        word.chars().count() > 3 && !titles.iter().any(|title| title.contains(word.as_str()))
    });
    words
}

#[tokio::test]
async fn view_of_an_earlier_day_shows_nothing_that_was_recorded_later() {
    let house = House::furnished().await;
    let draft = house.post("/directives/samples/vi", "").await.location;
    let id = draft.strip_prefix("/drafts/").unwrap();
    house.post(&format!("/programmes/adopt/{id}"), "").await;
    house.post("/targets/R09-T09/rule", "rule=to-communes&reason=a+later+reason").await;
    let table: Vec<(&str, &[&str])> = READ.into_iter().chain(READ_TASKS).collect();
    for pattern in patterns() {
        assert!(table.iter().any(|(own, _)| *own == pattern), "{pattern} is not walked");
    }
    let paths: Vec<&str> = table
        .iter()
        .flat_map(|(_, paths)| {
            paths.iter().map(|path| if *path == "DRAFT" { &draft } else { *path })
        })
        .collect();
    let mut now = 0;
    for day in ["2025-03-05", "2025-04-01", "2025-06-10"] {
        let words = later_words(&house, house.site.clock.end_of(day.parse::<Day>().unwrap()));
        assert!(words.len() > 150, "{} words recorded after {day}", words.len());
        for (path, language) in paths.iter().flat_map(|path| [(path, "vi"), (path, "en")]) {
            let request = |cookie: String| {
                Request::get(*path).header("cookie", cookie).body(Body::empty()).unwrap()
            };
            let answer = house.answer(request(format!("lang={language}; day={day}"))).await;
            let fine = [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::SEE_OTHER];
            assert!(fine.contains(&answer.status), "{path} on {day}: {}", answer.status);
            let shown = words_of(&answer.body);
            let late = words.iter().find(|word| shown.contains(word.as_str()));
            assert_eq!(late, None, "{path} on {day} in {language}: {shown}");
            assert!(!shown.contains("a later reason") && !shown.contains("118/KH-UBND"), "{path}");
            if day == "2025-03-05" {
                let today = words_of(&house.answer(request(format!("lang={language}"))).await.body);
                now += usize::from(words.iter().any(|word| today.contains(word.as_str())));
            }
        }
    }
    assert!(now > 20, "the words are there on the business day: {now}");
}
