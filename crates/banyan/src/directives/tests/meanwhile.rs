//! Two people at one draft: edits of different lines both stand; of one line, or beside an adoption, nothing is lost silently.

use std::sync::Arc;

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::draft;
use crate::directives::{Draft, ItemClass, ItemState, load_draft};
use crate::tests::{Answer, House, words_of};

async fn stored(house: &House, path: &str) -> Draft {
    let id = path.trim_start_matches("/drafts/");
    let mut tx = house.site.store.read().await.unwrap();
    load_draft(&mut tx, id).await.unwrap().unwrap()
}

/// The form of a line as a page would send it, with another subject.
fn form(subject: &str, revision: u32) -> String {
    format!("do=keep&subject={subject}&revision={revision}")
}

/// Sends every form at the same time, each from a task of its own.
async fn at_once(house: &Arc<House>, forms: Vec<(String, String)>) -> Vec<Answer> {
    let sending: Vec<_> = forms
        .into_iter()
        .map(|(path, form)| {
            let house = house.clone();
            tokio::spawn(async move { house.post(&path, &form).await })
        })
        .collect();
    let mut answers = Vec::new();
    for sent in sending {
        answers.push(sent.await.unwrap());
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn edits_of_different_lines_at_the_same_time_all_stand() {
    let house = Arc::new(House::furnished().await);
    let path = draft(&house, "vi").await;
    let lines = stored(&house, &path).await.items.len();
    let forms =
        (0..lines).map(|line| (format!("{path}/items/{line}"), form(&format!("line-{line}"), 0)));
    let document =
        (format!("{path}/document"), "number=9&issuer=x&title=y&date=&clears=5".to_owned());
    let passage = (format!("{path}/passages/0"), "do=leave&reason=no+duty".to_owned());
    for answer in at_once(&house, forms.chain([document, passage]).collect()).await {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", words_of(&answer.body));
    }
    let draft = stored(&house, &path).await;
    for (line, item) in draft.items.iter().enumerate() {
        assert_eq!((item.subject.as_str(), item.revision), (format!("line-{line}").as_str(), 1));
    }
    assert_eq!(draft.number, "9");
    assert_eq!(draft.passages[0].left_out.as_deref(), Some("no duty"));
    assert_eq!(draft.revision as usize, lines + 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_two_edits_of_a_line_stands_and_the_other_keeps_what_was_typed() {
    let house = Arc::new(House::furnished().await);
    let path = draft(&house, "vi").await;
    let line = format!("{path}/items/0");
    let words = ["mountains", "rivers"];
    let forms = words.map(|word| (line.clone(), form(word, 0))).to_vec();
    let answers = at_once(&house, forms).await;
    let lost = answers.iter().position(|answer| answer.status == StatusCode::CONFLICT).unwrap();
    let (stands, typed) = (words[1 - lost], words[lost]);
    assert_eq!(answers[1 - lost].status, StatusCode::SEE_OTHER);
    assert_eq!(stored(&house, &path).await.items[0].subject, stands);
    let refused = words_of(&answers[lost].body);
    assert!(refused.contains("This line was changed after you opened this page."), "{refused}");
    assert!(refused.contains(&format!("It now says: {stands}.")), "{refused}");
    assert!(answers[lost].body.contains(&format!("value=\"{typed}\"")));
    // The form that came back replaces what stands, knowingly.
    assert!(answers[lost].body.contains("name=\"revision\" value=\"1\""));
    assert_eq!(house.post(&line, &form(typed, 1)).await.status, StatusCode::SEE_OTHER);
    // The same form once more, as a double click sends it, changes nothing and is no conflict.
    assert_eq!(house.post(&line, &form(typed, 1)).await.status, StatusCode::SEE_OTHER);
    let item = stored(&house, &path).await.items[0].clone();
    assert_eq!((item.subject.as_str(), item.revision), (typed, 2));
}

#[tokio::test]
async fn line_that_was_dropped_meanwhile_comes_back_only_knowingly() {
    let house = House::furnished().await;
    let path = draft(&house, "vi").await;
    let line = format!("{path}/items/0");
    assert_eq!(house.post(&line, "do=drop&subject=x").await.status, StatusCode::SEE_OTHER);
    let refused = house.post(&line, &form("rivers", 0)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(words_of(&refused.body).contains("This line was dropped after you opened this page."));
    assert!(refused.body.contains("value=\"rivers\"") && refused.body.contains("id=\"item\""));
    assert_eq!(stored(&house, &path).await.items[0].state, ItemState::Dropped);
    assert_eq!(house.post(&line, &form("rivers", 1)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(stored(&house, &path).await.items[0].subject, "rivers");
}

#[tokio::test]
async fn document_and_passage_that_were_changed_meanwhile_say_so_and_keep_what_was_typed() {
    let house = House::furnished().await;
    let path = draft(&house, "vi").await;
    let document =
        |number: &str| format!("number={number}&issuer=x&title=y&date=&clears=5&revision=0");
    let address = format!("{path}/document");
    assert_eq!(house.post(&address, &document("one")).await.status, StatusCode::SEE_OTHER);
    let refused = house.post(&address, &document("two")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("value=\"two\""), "{}", refused.body);
    assert!(words_of(&refused.body).contains("It now says: one."));
    let passage = format!("{path}/passages/0");
    assert_eq!(house.post(&passage, "do=task").await.status, StatusCode::SEE_OTHER);
    let before = stored(&house, &path).await;
    let refused = house.post(&passage, "do=leave&reason=an+old+story").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let words = words_of(&refused.body);
    assert!(
        words.contains("This sentence was decided on") && words.contains("an old story"),
        "{words}"
    );
    assert_eq!(stored(&house, &path).await, before);
}

#[tokio::test]
async fn edit_of_a_draft_that_was_adopted_meanwhile_shows_what_was_typed() {
    let house = House::furnished().await;
    let path = draft(&house, "vi").await;
    let adopt = path.replace("/drafts/", "/programmes/adopt/");
    assert_eq!(house.post(&adopt, "").await.status, StatusCode::SEE_OTHER);
    for (form, typed) in [
        (format!("{path}/items/0?"), "subject=the+last+word&value=12"),
        (format!("{path}/document"), "number=7&issuer=the+last+word&title=&date=&clears=0"),
        (format!("{path}/items"), "quote=the+last+word&class=task"),
        (format!("{path}/passages/0"), "do=leave&reason=the+last+word"),
    ] {
        let refused = house.post(&form, typed).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{form}");
        let words = words_of(&refused.body);
        assert!(words.contains("This draft was adopted meanwhile"), "{form}: {words}");
        assert!(
            words.contains("What was typed:") && words.contains("the last word"),
            "{form}: {words}"
        );
    }
}

#[tokio::test]
async fn adoption_of_a_draft_that_was_changed_since_it_was_shown_is_asked_again() {
    let house = House::furnished().await;
    let path = draft(&house, "vi").await;
    let adopt = path.replace("/drafts/", "/programmes/adopt/");
    house.post(&format!("{path}/items/0"), &form("rivers", 0)).await;
    let acts = crate::ledger::count_acts(&house.site.store).await.unwrap();
    let refused = house.post(&adopt, "revision=0").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let words = words_of(&refused.body);
    assert!(
        words.contains("The draft was changed after you opened this page.")
            && words.contains("rivers"),
        "{words}"
    );
    assert_eq!(crate::ledger::count_acts(&house.site.store).await.unwrap(), acts);
    assert!(stored(&house, &path).await.adopted_as.is_none());
    assert_eq!(house.post(&adopt, "revision=1").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn edit_beside_an_adoption_is_in_the_programme_or_is_refused() {
    let house = Arc::new(House::furnished().await);
    for (sample, code) in [("vi", "118-KH-UBND.40"), ("fr", ""), ("en", ""), ("ar", "")] {
        let path = draft(&house, sample).await;
        let items = stored(&house, &path).await.items;
        let task = items.iter().position(|item| item.class == ItemClass::Task).unwrap();
        let adopt = path.replace("/drafts/", "/programmes/adopt/");
        let forms = vec![
            (format!("{path}/items/{task}"), form("count-the-rivers", 0)),
            (adopt, "revision=0".to_owned()),
        ];
        let answers = at_once(&house, forms).await;
        let kept = stored(&house, &path).await;
        match (answers[0].status, answers[1].status) {
            // The edit came first: the adoption is asked again.
            (StatusCode::SEE_OTHER, StatusCode::CONFLICT) => {
                assert!(kept.adopted_as.is_none());
                assert_eq!(kept.items[task].subject, "count-the-rivers");
            }
            // The adoption came first: the edit is refused, with its words.
            (StatusCode::CONFLICT, StatusCode::SEE_OTHER) => {
                assert!(words_of(&answers[0].body).contains("count-the-rivers"));
                assert_ne!(kept.items[task].subject, "count-the-rivers");
                let page = house.get(&answers[1].location, Language::English).await;
                assert!(page.status == StatusCode::OK && page.body.contains(code));
            }
            other => panic!("{sample}: {other:?}"),
        }
    }
}
