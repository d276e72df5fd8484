//! Drafts that are adopted: bodies that are no unit, and codes that are taken.

use axum::http::StatusCode;

use super::page;
use crate::tests::{House, words_of};

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
    let entry = known.entry("118-KH-UBND.40").unwrap();
    let named = |name: &str| {
        let own = |task: &&super::super::actions::Task| {
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
    // One more of the text's own words stand for no unit: "the units concerned".
    assert_eq!(without, ["Sở Thiên văn", "Các đơn vị liên quan"]);
    let first = page(&house, "/").await;
    assert!(first.contains("12 tasks without a responsible body"), "{first}");
}

#[tokio::test]
async fn number_that_is_the_code_of_another_directive_is_not_taken_for_it() {
    let house = House::furnished().await;
    let path = house.post("/directives/samples/vi", "").await.location;
    let id = path.strip_prefix("/drafts/").unwrap();
    let change = async |number: &str, revision: u8| {
        let form = format!(
            "number={number}&issuer=x&title=y&date=2022-03-12&clears=5&revision={revision}"
        );
        house.post(&format!("{path}/document"), &form).await.status
    };
    let before = page(&house, "/programmes/R09").await;
    // The number of a resolution of the same year and province is that resolution.
    assert_eq!(change("09-nq%2Ftu", 0).await, StatusCode::SEE_OTHER);
    let acts = crate::ledger::count_acts(&house.site.store).await.unwrap();
    let refused = house.post(&format!("/programmes/adopt/{id}"), "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("This draft"), "{}", words_of(&refused.body));
    assert_eq!(crate::ledger::count_acts(&house.site.store).await.unwrap(), acts);
    // The draft is not marked as adopted: its number can be put right. One that reads as a code is no code.
    assert_eq!(change("r09", 1).await, StatusCode::SEE_OTHER);
    let adopted = house.post(&format!("/programmes/adopt/{id}"), "").await;
    assert_eq!(adopted.location, "/programmes/R09.40", "{}", words_of(&adopted.body));
    assert_eq!(page(&house, "/programmes/R09").await, before);
}
