//! Programmes through HTTP, over the real network and the five directives.

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
        "2 targets without a holder: their level ended",
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
async fn target_of_an_ended_level_asks_for_a_rule_and_keeps_the_one_given() {
    let house = House::furnished().await;
    assert!(page(&house, "/targets/R09-T09?on=2025-06-30").await.contains("20 districts"));
    assert!(page(&house, "/targets/R09-T09").await.contains("A rule is needed"));
    let wrong = house.post("/targets/R09-T09/rule", "rule=to-mars&reason=why").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let silent = house.post("/targets/R09-T09/rule", "rule=to-communes&reason=+").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given =
        house.post("/targets/R09-T09/rule", "rule=to-communes&reason=they+took+the+work").await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    assert!(page(&house, "/targets/R09-T09").await.contains("they took the work"));
    assert!(page(&house, "/").await.contains("1 target without a holder"));
    assert!(
        page(&house, "/targets/R09-T09").await.contains("130 communes"),
        "the rule hands it to the communes"
    );
    assert!(
        page(&house, "/targets/R09-T09?on=2025-06-30").await.contains("20 districts"),
        "while there were districts they held it"
    );
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
async fn body_that_no_unit_bore_stays_in_words_and_is_a_missing_responsibility() {
    let house = House::furnished().await;
    let path = house.post("/directives/samples/vi", "").await.location;
    let id = path.strip_prefix("/drafts/").unwrap();
    let mut tx = house.site.store.read().await.unwrap();
    let draft = crate::directives::load_draft(&mut tx, id).await.unwrap().unwrap();
    drop(tx);
    let led = |item: &crate::directives::Item| {
        item.class == crate::directives::ItemClass::Task
            && item.laid_on.is_empty()
            && item.lead.contains("Sở")
    };
    let tasks: Vec<usize> =
        (0..draft.items.len()).filter(|number| led(&draft.items[*number])).collect();
    assert!(tasks.len() > 1, "{:?}", draft.items);
    let form = "do=keep&subject=Count+the+moons&lead=Sở+Thiên+văn";
    let changed = house.post(&format!("{path}/items/{}", tasks[0]), form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    let adopted = house.post(&format!("/programmes/adopt/{id}"), "").await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER);
    let known = house.caches.catalogue.known(None);
    let entry = known.entry("118-KH-UBND").unwrap();
    let named = |name: &str| {
        let own = |task: &&super::actions::Task| {
            task.lead_words.as_ref().is_some_and(|words| words.vi.as_deref() == Some(name))
        };
        entry.document.task.iter().find(own).unwrap()
    };
    let lost = named("Sở Thiên văn");
    assert!(lost.lead.is_empty() && !known.has_body(lost), "{lost:?}");
    let words = page(&house, &format!("/tasks/{}", lost.code)).await;
    assert!(
        words.contains("Sở Thiên văn") && words.contains("Responsibility missing Sở Thiên văn"),
        "{words}"
    );
    let found = named(&draft.items[tasks[1]].lead);
    assert!(found.lead.len() == 1 && known.has_body(found), "{found:?}");
    assert_eq!(known.assignments(&found.code), 1);
    let without: Vec<&str> = entry
        .document
        .task
        .iter()
        .filter(|task| !known.has_body(task))
        .map(|task| task.lead_words.as_ref().and_then(|words| words.vi.as_deref()).unwrap_or(""))
        .collect();
    // Two more of the text's own words stand for no unit: "the units concerned" and "the conference".
    assert_eq!(without, ["Sở Thiên văn", "Các đơn vị liên quan", "Hội nghị"]);
    let first = page(&house, "/").await;
    assert!(first.contains("13 tasks without a responsible body"), "{first}");
}

#[tokio::test]
async fn draft_under_the_code_of_another_directive_is_compared_and_not_lost() {
    let house = House::furnished().await;
    for number in ["R09", "r09"] {
        let path = house.post("/directives/samples/vi", "").await.location;
        let id = path.strip_prefix("/drafts/").unwrap();
        let form = format!("number={number}&issuer=x&title=y&date=2025-03-12&clears=5");
        assert_eq!(
            house.post(&format!("{path}/document"), &form).await.status,
            StatusCode::SEE_OTHER
        );
        let acts = crate::ledger::count_acts(&house.site.store).await.unwrap();
        let before = page(&house, "/programmes/R09").await;
        let refused = house.post(&format!("/programmes/adopt/{id}"), "").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(words_of(&refused.body).contains("This draft"), "{}", words_of(&refused.body));
        assert_eq!(page(&house, "/programmes/R09").await, before);
        assert_eq!(crate::ledger::count_acts(&house.site.store).await.unwrap(), acts);
        // The draft is not marked as adopted: its number can be put right.
        let form = "number=118%2Fkh-ubnd&issuer=x&title=y&date=2025-03-12&clears=5";
        assert_eq!(
            house.post(&format!("{path}/document"), form).await.status,
            StatusCode::SEE_OTHER
        );
    }
}
