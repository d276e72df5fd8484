//! Programmes through HTTP, over the real network and the five directives.

mod adoptions;
mod drafts;
mod named;
mod once;
mod rules;

use axum::http::StatusCode;
use banyan_core::words::Language;

use crate::tests::{House, words_of};

async fn page(house: &House, path: &str) -> String {
    let answer = house.get(path, Language::English).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    words_of(&answer.body)
}

#[tokio::test]
async fn first_page_counts_what_is_there_and_missing() {
    let house = House::furnished().await;
    let words = page(&house, "/").await;
    for expected in [
        "5 texts, 1 of them a session record",
        "32 targets with a stated figure",
        "30 tasks, 15 of them with a due day",
        "4 baselines",
        "3,355 provinces and communes open",
        "2 targets without a holder: their level ended (district level)",
        "2 targets of which one level has no holder (district level)",
        "15 tasks without a due day",
        "10 tasks without a responsible body",
        "30 tasks with no person named: none can start",
        "1 target without a due day",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}

#[tokio::test]
async fn thread_shows_on_whom_the_targets_fall_on_two_days() {
    let house = House::furnished().await;
    let words = page(&house, "/").await;
    for expected in [
        "20 districts",
        "412 communes",
        "130 communes",
        "0 districts: no holder",
        "Standing open since 1 July 2025, 13 days",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}

#[tokio::test]
async fn duty_on_a_class_is_one_assignment_for_each_unit() {
    let house = House::furnished().await;
    let words = page(&house, "/tasks/CT34-K01").await;
    // 17 ministries and agencies of ministry level on 1 March 2025, and 63 provinces, at least.
    let counted = words.split(" units, each with a state of its own").next().unwrap();
    let count: usize = counted.rsplit(' ').next().unwrap().replace(',', "").parse().unwrap();
    assert!(count >= 80, "{count}");
    assert!(words.contains("Cannot start"), "{words}");
}

#[tokio::test]
async fn duty_of_a_unit_is_met_by_a_programme_only_with_a_justification() {
    let house = House::furnished().await;
    let met = |form: &'static str| house.post("/tasks/CT34-K01/met", form);
    assert_eq!(
        met("unit=40&programme=R09&justification=+").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        met("unit=4000&programme=R09&justification=x").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        met("unit=40&programme=R99&justification=x").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        met("unit=40&programme=R09&justification=covers+it").await.status,
        StatusCode::SEE_OTHER
    );
    let mut pages = String::new();
    for after in ["", "?after=17.1", "?after=48.1"] {
        pages += &page(&house, &format!("/tasks/CT34-K01{after}")).await;
    }
    assert!(
        pages.contains("met by R09 : covers it") || pages.contains("met by R09: covers it"),
        "{pages}"
    );
}

#[tokio::test]
async fn refused_justification_comes_back_with_what_was_typed_and_a_sentence_beside_its_field() {
    let house = House::furnished().await;
    let form = "unit=4000&programme=R09&justification=covers+it";
    let refused = house.post("/tasks/CT34-K01/met", form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words_of(&refused.body).contains("No unit bears the code “4000” today."));
    assert!(refused.body.contains("value=\"4000\"") && refused.body.contains("covers it"));
    assert!(refused.body.contains("value=\"R09\" selected"), "{}", refused.body);
    let empty = words_of(&house.post("/tasks/CT34-K01/met", "programme=R09").await.body);
    assert!(
        empty.contains("Write the code of the unit") && empty.contains("Say why the programme"),
        "every fault at once: {empty}"
    );
}

#[tokio::test]
async fn every_list_is_seen_through_sector_and_pillar_and_its_links_keep_them() {
    let house = House::furnished().await;
    for (path, all, some) in [
        ("/tasks?pillar=government", "/tasks", "Tasks shown: "),
        ("/indicators?sector=agriculture", "/indicators", "Indicators shown: "),
        ("/targets?sector=agriculture&pillar=", "/targets", "Targets shown: "),
    ] {
        let count = |words: &str| -> (usize, usize) {
            let told = words.split(some).nth(1).unwrap();
            let mut numbers = told.split(' ').filter_map(|word| word.parse::<usize>().ok());
            (numbers.next().unwrap(), numbers.next().unwrap())
        };
        let (shown, whole) = count(&page(&house, all).await);
        assert!(shown == whole && whole > 9, "{all}: {shown} of {whole}");
        let words = page(&house, path).await;
        let (few, still) = count(&words);
        assert!(few > 0 && few < whole && still == whole, "{path}: {few} of {still}");
        assert!(words.contains("Only what was chosen is shown."), "{path}: {words}");
    }
    let programmes = house.get("/programmes?sector=education", Language::English).await.body;
    assert!(programmes.contains("href=\"/targets?sector=education\""), "{programmes}");
    assert!(programmes.contains("?sector=education\"><bdi>"), "{programmes}");
    assert!(!words_of(&programmes).contains("Directive 34"), "{programmes}");
    let programme =
        house.get("/programmes/R09?pillar=society&on=2025-06-30", Language::English).await.body;
    assert!(programme.contains("name=\"on\" value=\"2025-06-30\""), "the day is kept: {programme}");
    assert!(programme.contains("name=\"pillar\" value=\"society\""), "so is the lens: {programme}");
    let owes = page(&house, "/units/40.1?pillar=society").await;
    assert!(owes.contains("Duties shown: "), "{owes}");
    let strange = page(&house, "/tasks?sector=%22%3E%3Cb%3E").await;
    assert!(strange.contains("Tasks shown: 30 of 30"), "{strange}");
}

#[tokio::test]
async fn programme_shows_objectives_under_phases_and_pillars() {
    let house = House::furnished().await;
    let words = page(&house, "/programmes/R09").await;
    let (first, second) =
        (words.find("To the end of 2025").unwrap(), words.find("To the end of 2030").unwrap());
    assert!(first < second && words.contains("until 31 December 2030"), "{words}");
    assert!(words.contains("Objective Pillar Targets Tasks"), "{words}");
}

#[tokio::test]
async fn target_path_is_drawn_and_said_in_words_for_any_unit_of_measure() {
    let house = House::furnished().await;
    let percent = house.get("/indicators/R09-08", Language::English).await.body;
    assert_eq!(percent.matches("<circle").count(), 12, "six targets, drawn wide and narrow");
    let told = "province level: 90 % by 31 December 2025, 100 % by 31 December 2030";
    assert!(percent.contains(told), "{percent}");
    assert!(words_of(&percent).contains("judged on the due day"));
    let rank = house.get("/indicators/R09-01", Language::English).await.body;
    assert!(
        rank.contains("<circle") && words_of(&rank).contains("must hold all the time"),
        "{rank}"
    );
    let programme = house.get("/programmes/R09", Language::English).await.body;
    assert!(programme.contains("plot spark") && programme.contains(told), "{programme}");
}

/// The places of the first and last label of time in the first drawing of a page.
fn ends(page: &str) -> (i64, i64) {
    let drawing = page.split("<svg class=\"plot wide course\"").nth(1).unwrap();
    let drawing = drawing.split("</svg>").next().unwrap();
    let place = |anchor: &str| -> i64 {
        let at = drawing.find(&format!("y=\"252\" text-anchor=\"{anchor}\"")).unwrap();
        let before = &drawing[..at];
        before.rsplit("x=\"").next().unwrap().split('"').next().unwrap().parse().unwrap()
    };
    (place("start"), place("middle"))
}

#[tokio::test]
async fn time_in_a_target_path_runs_with_the_script() {
    let house = House::furnished().await;
    let (first, last) = ends(&house.get("/indicators/R09-08", Language::English).await.body);
    assert!(first < last, "{first} {last}");
    let (first, last) = ends(&house.get("/indicators/R09-08", Language::Arabic).await.body);
    assert!(first > last, "{first} {last}");
}

#[tokio::test]
async fn indicators_of_almost_the_same_name_are_shown_as_an_overlap() {
    let house = House::furnished().await;
    let overlaps = |words: String| words.split("Overlaps").nth(1).unwrap().to_owned();
    let before = overlaps(page(&house, "/programmes").await);
    assert!(!before.contains("Indicators of almost the same name"), "{before}");
    let draft = house.post("/directives/samples/vi", "").await.location;
    let id = draft.strip_prefix("/drafts/").unwrap();
    house.post(&format!("/programmes/adopt/{id}"), "").await;
    let after = overlaps(page(&house, "/programmes").await);
    assert!(after.contains("Indicators of almost the same name"), "{after}");
    assert!(after.contains("( Resolution 09-NQ/TU )") && after.contains("118/KH-UBND"), "{after}");
}

#[tokio::test]
async fn number_of_a_directive_is_not_turned_round_in_arabic() {
    let house = House::furnished().await;
    let arabic = house.get("/programmes", Language::Arabic).await.body;
    assert!(arabic.contains(" \u{200e}09-NQ/TU"), "{arabic}");
    assert!(!house.get("/programmes", Language::English).await.body.contains('\u{200e}'));
}

#[tokio::test]
async fn unit_shows_what_it_owes() {
    let house = House::furnished().await;
    let words = page(&house, "/units/17110.2").await;
    assert!(
        words.contains("What it owes") && words.contains("at least 60 %") || words.contains("60 %"),
        "{words}"
    );
    assert!(words.contains("Resolution 09-NQ/TU"), "{words}");
}

#[tokio::test]
async fn session_keeps_its_parts_within_their_whole() {
    let house = House::furnished().await;
    let words = page(&house, "/programmes/S8").await;
    assert!(words.contains("1,077") && words.contains("838") && words.contains("181"), "{words}");
}

#[tokio::test]
async fn draft_is_adopted_once_and_a_second_time_compared() {
    let house = House::furnished().await;
    let draft = house.post("/directives/samples/vi", "").await.location;
    let id = draft.strip_prefix("/drafts/").unwrap();
    let adopted = house.post(&format!("/programmes/adopt/{id}"), "").await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER);
    let words = page(&house, &adopted.location).await;
    assert!(words.contains("118/KH-UBND") && words.contains("Nghe An"), "{words}");
    assert!(words.contains("missing"), "gaps are shown: {words}");
    let frozen = house.post(&format!("{draft}/items/0"), "do=drop&subject=x").await;
    assert_eq!(frozen.status, StatusCode::CONFLICT);
    let again = house.post("/directives/samples/vi", "").await.location;
    assert_ne!(again, draft);
    let refused = house
        .post(&format!("/programmes/adopt/{}", again.strip_prefix("/drafts/").unwrap()), "")
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("This directive is adopted already"));
    assert!(page(&house, "/").await.contains("6 texts"));
}

#[tokio::test]
async fn earlier_day_knows_no_directive_recorded_after_it() {
    let house = House::furnished().await;
    let request = axum::http::Request::get("/programmes")
        .header("cookie", "lang=en; day=2025-06-10")
        .body(axum::body::Body::empty())
        .unwrap();
    let words = words_of(&house.answer(request).await.body);
    assert!(words.contains("09-NQ/TU") && !words.contains("02-KH"), "{words}");
}

#[tokio::test]
async fn search_finds_programmes_indicators_and_tasks() {
    let house = House::furnished().await;
    assert!(page(&house, "/search?q=work+files").await.contains("R09-08"));
    assert!(page(&house, "/search?q=ho+so+cong+viec").await.contains("R09-08"));
}

#[tokio::test]
async fn duty_is_met_by_the_unit_that_has_it_and_not_by_a_namesake() {
    let house = House::furnished().await;
    let path = "/tasks/CT34-K10/met";
    let met = house.post(path, "unit=BTC&programme=R09&justification=covers+it").await;
    assert_eq!(met.status, StatusCode::SEE_OTHER);
    let known = house.caches.catalogue.known(None);
    assert!(known.met_by("CT34-K10", "BTC.1").is_some());
    assert!(known.met_by("CT34-K10", "BTC.2").is_none());
    let refused = house.post(path, "unit=17110&programme=R09&justification=covers+it").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it has no such duty");
}
