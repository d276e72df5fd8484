//! A newer folder makes new versions, shows them first, and leaves what people made.

use axum::http::{Request, StatusCode};
use banyan_core::words::Language;

use super::check::target;
use super::{Copy, Source};
use crate::content::adopt::{By, record_steps, steps};
use crate::content::brought::Folder;
use crate::content::{self, Brought, Changes, store};
use crate::ledger::{self, Call, count_acts};
use crate::programmes::{self, Change, Origin};
use crate::store::Store;
use crate::store::tests::{sqlite, stores};
use crate::tests::{House, words_of};
use crate::web::{Actor, Mandate};

const R09: &str = "programmes/resolution-09-nghe-an.toml";
const CT34: &str = "programmes/directive-34.toml";

/// A target's value is raised, a task ends, a target begins.
pub(super) fn newer() -> Copy {
    let copy = Copy::new();
    copy.change("content.toml", "version = \"2026.1\"", "version = \"2026.2\"")
        .change(CT34, "clears = 5", "clears = 6")
        .take_out(R09, "task", "R09-K10")
        .add(
            R09,
            &target(
                "R09-T90",
                "level = \"commune\", within = \"40\", kinds = [\"Phường\"]",
                ">=",
                "25",
                "30",
            ),
        );
    copy
}

pub(super) async fn brought(house: &House, source: &Source) -> Brought {
    content::differences(source, &house.site.store).await.unwrap()
}

/// Kind, code and change of every difference.
fn told(brought: &Brought) -> Vec<(&'static str, String, Change)> {
    brought.differences.iter().map(|own| (own.kind, own.code.clone(), own.change)).collect()
}

async fn page(house: &House, path: &str) -> String {
    let answer = house.get(path, Language::English).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    words_of(&answer.body)
}

fn expected() -> Vec<(&'static str, String, Change)> {
    vec![
        ("target", "R09-T90".to_owned(), Change::New),
        ("task", "R09-K10".to_owned(), Change::Ended),
        ("directive", "CT34".to_owned(), Change::Changed),
    ]
}

#[tokio::test]
async fn same_folder_twice_changes_nothing_even_when_changes_are_asked_for() {
    let house = House::furnished().await;
    let acts = count_acts(&house.site.store).await.unwrap();
    let copy = Copy::new();
    for source in [Source::BuiltIn, copy.source()] {
        assert_eq!(told(&brought(&house, &source).await), vec![]);
        house.adopt_from(&source, Changes::Record).await;
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
    }
}

#[tokio::test]
async fn newer_folder_waits_until_it_is_asked_for_and_then_makes_versions() {
    let copy = newer();
    for store in stores().await {
        let house = House::with_content(store, &copy.source());
        house.adopt().await;
        house.populate().await;
        let house = house.signed_in_as("demo.central").await;
        let acts = count_acts(&house.site.store).await.unwrap();
        let mut differences = told(&brought(&house, &copy.source()).await);
        differences.sort_by_key(|own| own.0 == "directive");
        assert_eq!(differences, expected());
        house.adopt_from(&copy.source(), Changes::Leave).await;
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts, "nobody asked");
        assert!(page(&house, "/").await.contains("3 changes of the content wait"));

        let shown = page(&house, "/content").await;
        for words in
            ["vietnam 2026.2", "Target R09-T90 new", "Task R09-K10 ends", "directive.clears 5 6"]
        {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let digest = format!("digest={}", brought(&house, &copy.source()).await.digest);
        let adopted = house.post("/content/adopt", &digest).await;
        assert_eq!(
            (adopted.status, adopted.location.as_str()),
            (StatusCode::SEE_OTHER, "/content")
        );
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 2, "one act a directive");
        assert_eq!(told(&brought(&house, &copy.source()).await), vec![]);
        house.post("/content/adopt", &digest).await;
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 2);
        let first = page(&house, "/").await;
        assert!(first.contains("29 tasks") && first.contains("33 targets"), "{first}");
        assert!(!first.contains("of the content wait"), "{first}");
        assert!(page(&house, "/programmes/CT34").await.contains("six"));
        assert!(page(&house, "/tasks/R09-K10").await.contains("Ended on 14 July 2025"));
        assert!(page(&house, "/targets/R09-T90").await.contains("Phường"));
    }
}

#[tokio::test]
async fn earlier_day_shows_the_version_that_was_known_then() {
    let copy = newer();
    let house = House::furnished_beside(&copy.source()).await;
    house.post("/day/forward", "to=2025-09-02").await;
    house.adopt_from(&copy.source(), Changes::Record).await;
    let on = |path: &'static str, day: &str| {
        Request::get(path)
            .header("cookie", format!("lang=en; day={day}"))
            .body(axum::body::Body::empty())
            .unwrap()
    };
    let before = words_of(&house.answer(on("/programmes/CT34", "2025-08-01")).await.body);
    assert!(before.contains("five") && !before.contains("six"), "{before}");
    assert!(page(&house, "/programmes/CT34").await.contains("six"));
    let task = words_of(&house.answer(on("/tasks/R09-K10", "2025-08-01")).await.body);
    assert!(!task.contains("Ended on"), "{task}");
    assert!(task.contains("Commission for Communication"), "{task}");
    let target = house.answer(on("/targets/R09-T90", "2025-08-01")).await;
    assert_eq!(target.status, StatusCode::NOT_FOUND, "it was not asked yet");
}

#[tokio::test]
async fn what_ended_comes_back_as_a_further_version() {
    let (copy, house) = (newer(), House::furnished().await);
    house.adopt_from(&copy.source(), Changes::Record).await;
    let back = brought(&house, &Source::BuiltIn).await;
    assert!(told(&back).contains(&("task", "R09-K10".to_owned(), Change::New)), "{back:?}");
    assert!(told(&back).contains(&("target", "R09-T90".to_owned(), Change::Ended)), "{back:?}");
    house.adopt_from(&Source::BuiltIn, Changes::Record).await;
    assert!(!page(&house, "/tasks/R09-K10").await.contains("Ended on"));
    assert_eq!(told(&brought(&house, &Source::BuiltIn).await), vec![]);
}

#[tokio::test]
async fn directive_whose_file_is_gone_ends_and_stays_readable() {
    let copy = Copy::new();
    std::fs::remove_file(copy.0.join("programmes/plan-02.toml")).unwrap();
    let house = House::furnished().await;
    let acts = count_acts(&house.site.store).await.unwrap();
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
    assert!(page(&house, "/").await.contains("4 texts"));
    assert!(page(&house, "/programmes/KH02").await.contains("Ended on"));
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
    house.adopt_from(&Source::BuiltIn, Changes::Record).await;
    assert!(page(&house, "/").await.contains("5 texts"), "it came back");
}

#[tokio::test]
async fn what_people_changed_is_kept_and_listed_with_the_difference() {
    let (copy, house) = (Copy::new(), House::furnished().await);
    copy.change(R09, "name.en = \"To the end of 2025\"", "name.en = \"Until the end of 2025\"");
    let named = "Digital government to 2025";
    copy.change(R09, &format!("name.en = \"{named}\""), "name.en = \"Digital government by 2025\"");
    let call = Call::new(Actor::LocalPlanner, house.site.clock.now()).unwrap();
    house
        .site
        .store
        .write(|tx| {
            let call = call.clone();
            Box::pin(async move {
                programmes::change_by_hand(tx, &call, "objective", "R09-O2", "by a person").await
            })
        })
        .await
        .unwrap();
    let differences = brought(&house, &copy.source()).await;
    let kept = differences.differences.iter().find(|own| own.code == "R09-O2").unwrap();
    assert_eq!(kept.change, Change::Kept);
    let field = kept.fields.iter().find(|own| own.field == "name.en").unwrap();
    assert_eq!(field.recorded.as_deref(), Some("by a person"));
    assert_eq!(field.brought.as_deref(), Some("Digital government by 2025"));
    house.adopt_from(&copy.source(), Changes::Record).await;
    let after = brought(&house, &copy.source()).await;
    assert_eq!(told(&after), vec![("objective", "R09-O2".to_owned(), Change::Kept)]);
    let words = page(&house, "/programmes/R09").await;
    assert!(words.contains("by a person") && !words.contains("by 2025"), "{words}");
}

#[tokio::test]
async fn directive_adopted_from_a_draft_is_never_overwritten_by_content() {
    let house = House::furnished().await;
    let draft = house.post("/directives/samples/vi", "").await.location;
    let id = draft.strip_prefix("/drafts/").unwrap();
    assert_eq!(
        house.post(&format!("/programmes/adopt/{id}"), "").await.status,
        StatusCode::SEE_OTHER
    );
    let copy = Copy::new();
    // A directive of the folder under the code that the draft got.
    copy.change(
        "programmes/plan-02.toml",
        "[directive]\ncode = \"KH02\"",
        "[directive]\ncode = \"118-KH-UBND.40\"",
    );
    let acts = count_acts(&house.site.store).await.unwrap();
    let own = |brought: &Brought| {
        let all = brought.differences.iter().filter(|own| own.directive == "118-KH-UBND.40");
        all.map(|own| own.change).collect::<Vec<_>>()
    };
    let before = own(&brought(&house, &copy.source()).await);
    assert!(
        !before.is_empty() && before.iter().all(|change| *change == Change::Kept),
        "{before:?}"
    );
    let words = page(&house, "/programmes/118-KH-UBND.40").await;
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert_eq!(page(&house, "/programmes/118-KH-UBND.40").await, words);
    assert_eq!(own(&brought(&house, &copy.source()).await), before);
    // The plan itself ended: its file no longer brings it.
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
}

#[tokio::test]
async fn store_of_an_earlier_version_knows_its_content_by_the_files_of_its_acts() {
    let (copy, house) = (newer(), House::furnished().await);
    house.site.store.write(|tx| Box::pin(store::forget_sources(tx))).await.unwrap();
    let mut differences = told(&brought(&house, &copy.source()).await);
    differences.sort_by_key(|own| own.0 == "directive");
    assert_eq!(differences, expected());
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert_eq!(told(&brought(&house, &copy.source()).await), vec![]);
}

#[tokio::test]
async fn adoption_interrupted_between_any_two_steps_gives_the_same_rows() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let all = steps(&folder);
    assert!(all.len() > 5);
    let store = sqlite().await;
    for done in 1..=all.len() {
        // Each time the program starts anew over what the last one left.
        let house = House::over(store.clone());
        if let Some(last) = ledger::last_moment(&store).await.unwrap() {
            house.site.clock.advance(last);
        }
        let (package, by) = (&folder.package, By::program());
        record_steps(&all[..done], &by, package, &house.site, &house.caches).await.unwrap();
    }
    let resumed = House::over(store);
    resumed.adopt().await;
    resumed.populate().await;
    let whole = House::furnished().await;
    assert_eq!(rows(&resumed).await, rows(&whole).await);
}

/// Everything that a store holds, but the identities of acts.
async fn rows(house: &House) -> (i64, Vec<String>, String) {
    let known = house.caches.catalogue.known(None);
    let entries = known.entries().map(|entry| format!("{entry:?}")).collect();
    let assigned: Vec<(String, i64)> = known
        .entries()
        .flat_map(|entry| &entry.document.task)
        .map(|task| (task.code.clone(), known.assignments(&task.code)))
        .collect();
    let network = house.caches.networks.network();
    let mut units: Vec<String> = network
        .numbers()
        .map(|no| {
            format!("{:?} {:?} {:?}", network.unit(no), network.versions(no), network.end(no, None))
        })
        .collect();
    units.sort();
    let digest = banyan_core::ledger::hex(&ledger::file_hash(units.join("\n").as_bytes()));
    (count_acts(&house.site.store).await.unwrap(), entries, format!("{digest} {assigned:?}"))
}

#[tokio::test]
async fn same_directive_recorded_twice_is_one_act() {
    let store: Store = sqlite().await;
    let house = House::over(store);
    house.adopt().await;
    let document = house.caches.catalogue.known(None).entry("CT34").unwrap().document.clone();
    let network = house.caches.networks.network();
    let acts = count_acts(&house.site.store).await.unwrap();
    for _ in 0..2 {
        let call = Call::new(Actor::LocalPlanner, house.site.clock.now()).unwrap();
        let work = house.site.store.write(|tx| {
            let (call, network, document) = (call.clone(), network.clone(), document.clone());
            Box::pin(async move {
                let origin = Origin::default();
                let by = Mandate::Program;
                programmes::record_directive(tx, &call, &by, &network, &document, &origin).await
            })
        });
        assert_eq!(work.await.unwrap(), None);
    }
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
}

#[tokio::test]
async fn second_definition_stands_beside_the_first_and_targets_keep_theirs() {
    let copy = Copy::new();
    let (code, path) = ("R09-08", R09);
    let text = std::fs::read_to_string(copy.0.join(path)).unwrap();
    let begin = text.find(&format!("[[indicator]]\ncode = \"{code}\"")).unwrap();
    let end = begin + 2 + text[begin + 2..].find("\n[[").unwrap() + 1;
    let own = &text[begin..end];
    let second = own
        .replace("definition_version = 1", "definition_version = 2")
        .replace("unit_of_measure = \"percent\"", "unit_of_measure = \"count\"");
    assert_ne!(second, own);
    let superseded = "\n[indicator.superseded]\nsince = \"2025-08-01\"\n\
        by = { vi = \"Mới\", fr = \"Nouveau\", ar = \"جديد\", en = \"A newer count\" }\n\n";
    let first = format!("{}{superseded}", own.trim_end());
    std::fs::write(copy.0.join(path), text.replace(own, &format!("{first}{second}"))).unwrap();
    let house = House::furnished().await;
    let before = page(&house, "/targets/R09-T10").await;
    assert!(before.contains("60 %"), "{before}");
    house.post("/day/forward", "to=2025-09-02").await;
    house.adopt_from(&copy.source(), Changes::Record).await;
    let words = page(&house, &format!("/indicators/{code}")).await;
    for expected in ["Definitions", "2025-08-01 : A newer count", "in use", "2 September 2025"] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    let known = house.caches.catalogue.known(None);
    assert_eq!(known.indicator(code).unwrap().1.edition(), 2);
    assert_eq!(known.editions(code).len(), 2);
    let after = page(&house, "/targets/R09-T10").await;
    assert!(after.contains("60 %") && after.contains("Set under definition: 1"), "{after}");
    let acts = count_acts(&house.site.store).await.unwrap();
    house.adopt_from(&copy.source(), Changes::Record).await;
    assert_eq!(count_acts(&house.site.store).await.unwrap(), acts);
    // A folder that carries only the second definition leaves the first as it stands.
    std::fs::write(copy.0.join(path), text.replace(own, &second)).unwrap();
    assert_eq!(told(&brought(&house, &copy.source()).await), vec![]);
}

#[tokio::test]
async fn two_adoptions_at_once_record_each_step_once() {
    let whole = House::over(sqlite().await);
    whole.adopt().await;
    for store in crate::store::tests::stores().await {
        let house = House::over(store);
        tokio::join!(house.adopt(), house.adopt());
        assert_eq!(rows(&house).await, rows(&whole).await);
    }
}
