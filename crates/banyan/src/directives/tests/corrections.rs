//! Corrections of a draft: what cannot be meant is refused with what is expected, what was typed stays, a line may become
//! another class, and a figure that nobody states is a gap.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::draft;
use crate::tests::{House, words_of};

const PLAN: &str = "PLAN\n\nTARGETS BY 31 DECEMBER 2026\n\
    At least 90 % of records are kept online.\nExports grow by 12 % a year, a growth of 12 % by 31 December 2026.\n";

/// Posts a form to the first line of a plan of 12 March 2025 that asks for 90 %, and looks for a sentence beside its field.
async fn check(house: &House, path: &str, form: &str, field: &str, sentence: &str) {
    let answer = house.post(&format!("{path}/items/0"), form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    let words = words_of(&answer.body);
    assert!(words.contains(sentence), "{form}: {words}");
    assert!(answer.body.contains(&format!("id=\"fault-{field}\"")), "{form}");
    assert!(answer.body.contains(&format!("aria-describedby=\"fault-{field}\"")), "{form}");
    assert!(answer.body.contains("value=\"My own words\""), "what was typed stays: {form}");
}

#[tokio::test]
async fn nonsense_is_refused_with_what_is_expected_and_what_was_typed_stays() {
    let house = House::furnished().await;
    let path = house.upload("", b"", PLAN).await.location;
    let dated = "number=15&issuer=x&title=y&date=2025-03-12&clears=0";
    assert_eq!(house.post(&format!("{path}/document"), dated).await.status, StatusCode::SEE_OTHER);
    let own = "do=keep&subject=My+own+words&unit=%25";
    let due = "from 12 March 2025 to 31 December 2075";
    for (form, field, sentence) in [
        ("&value=abc", "value", "“abc” is no number."),
        (
            "&value=-500",
            "value",
            "“-500” is no percentage of a whole. Write a number from 0 to 100;",
        ),
        ("&value=100.5", "value", "Write a number from 0 to 100;"),
        ("&value=95&value_max=92", "value_max", "“92” is below the value where the range begins."),
        ("&value=0&unit=rank", "value", "“0” is no rank."),
        ("&value=-1&unit=count", "value", "“-1” is no count."),
        ("&due=tomorrow", "due", "“tomorrow” is no day."),
        ("&due=1926-12-31", "due", due),
        ("&due=2025-03-11", "due", due),
        ("&due=2076-01-01", "due", due),
        ("&due=0001-01-01", "due", due),
        ("&level=galaxy", "level", "“galaxy” is none of the choices."),
    ] {
        check(
            &house,
            &path,
            &format!(
                "{}{form}",
                own.replace("&unit=%25", if form.contains("unit") { "" } else { "&unit=%25" })
            ),
            field,
            sentence,
        )
        .await;
    }
    let page = house.get(&path, Language::English).await.body;
    assert!(!page.contains("My own words"), "nothing of it was kept");
    // Every fault at once, and every typed value.
    let all =
        house.post(&format!("{path}/items/0"), &format!("{own}&value=abc&due=1926-12-31")).await;
    assert!(all.body.contains("fault-value") && all.body.contains("fault-due"));
    assert!(all.body.contains("value=\"abc\"") && all.body.contains("value=\"1926-12-31\""));
}

#[tokio::test]
async fn growth_may_be_negative_and_nothing_else() {
    let house = House::furnished().await;
    let path = house.upload("", b"", PLAN).await.location;
    let page = house.get(&path, Language::English).await.body;
    let lines = page.matches("id=\"item-").count();
    let mut fallen = 0;
    for line in 0..lines {
        let form = "do=keep&subject=x&value=-3.5&unit=%25";
        let answer = house.post(&format!("{path}/items/{line}"), form).await;
        fallen += usize::from(answer.status == StatusCode::SEE_OTHER);
    }
    assert_eq!(fallen, 1, "only the line that speaks of growth");
}

#[tokio::test]
async fn day_of_the_document_lies_between_1900_and_a_few_years_ahead() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    for (date, sentence) in [
        (
            "0001-01-01",
            "“0001-01-01” cannot be the day of the document. Choose one from 1 January 1900 to 31 December 2030.",
        ),
        ("2099-01-01", "“2099-01-01” cannot be the day of the document."),
        ("soon", "“soon” is no day."),
    ] {
        let form = format!("number=Nine&issuer=x&title=y&date={date}&clears=6");
        let answer = house.post(&format!("{path}/document"), &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(words_of(&answer.body).contains(sentence), "{}", words_of(&answer.body));
        assert!(
            answer.body.contains("value=\"Nine\"")
                && answer.body.contains(&format!("value=\"{date}\""))
        );
        assert!(answer.body.contains("value=\"6\" selected"));
        assert!(answer.body.contains("<details id=\"document\" open"));
    }
    let form = "number=Nine&issuer=x&title=y&date=1975-04-30&clears=6";
    assert_eq!(house.post(&format!("{path}/document"), form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn passage_that_is_not_in_the_text_stays_in_its_form() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    let refused =
        house.post(&format!("{path}/items"), "quote=nowhere+to+be+found&class=task").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains(">nowhere to be found</textarea>"), "{}", refused.body);
    let left = house.post(&format!("{path}/passages/0"), "do=leave&reason=+").await;
    assert_eq!(left.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(left.body.contains("id=\"fault-reason\"") && left.body.contains("id=\"passage-0\""));
}

#[tokio::test]
async fn refusals_speak_all_four_languages() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    for (language, sentence) in [
        ("en", "is no percentage of a whole"),
        ("fr", "n’est pas le pourcentage d’un tout"),
        ("vi", "không phải là tỷ lệ phần trăm"),
        ("ar", "«\u{200e}-500» ليس نسبة مئوية"),
    ] {
        let form = axum::body::Body::from("do=keep&subject=x&value=-500&unit=%25");
        let request = axum::http::Request::post(format!("{path}/items/0"))
            .header("cookie", format!("lang={language}"))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
            .unwrap();
        let answer = house.answer(request).await;
        assert!(words_of(&answer.body).contains(sentence), "{}", words_of(&answer.body));
    }
}

#[tokio::test]
async fn line_becomes_another_class_and_back_without_losing_anything() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    let line = format!("{path}/items/0");
    let found = |words: &str| {
        words.split_once("Found:").unwrap().1.split_once("Sentences").unwrap().0.to_owned()
    };
    let page = words_of(&house.get(&path, Language::English).await.body);
    let before = found(&page);
    let target =
        "do=keep&subject=Villages&comparator=%3E%3D&value=91&unit=%25&due=2027-12-31&level=village";
    let to_baseline = house.post(&line, &format!("{target}&class=baseline")).await;
    assert_eq!(to_baseline.location, format!("{path}?item=0#item"), "its own fields come next");
    let form = house.get(&to_baseline.location, Language::English).await.body;
    assert!(form.contains("name=\"as_of\"") && !form.contains("name=\"comparator\""));
    assert_ne!(found(&words_of(&form)), before);
    let told = "do=keep&class=baseline&subject=Villages&value=91&unit=%25&as_of=2024&revision=1";
    assert_eq!(house.post(&line, told).await.status, StatusCode::SEE_OTHER);
    let task = "do=keep&class=task&subject=Villages&revision=2";
    assert_eq!(house.post(&line, task).await.status, StatusCode::SEE_OTHER);
    let back = "do=keep&class=target&subject=Villages&revision=3";
    assert_eq!(house.post(&line, back).await.status, StatusCode::SEE_OTHER);
    let words = words_of(&house.get(&path, Language::English).await.body);
    assert_eq!(found(&words), before);
    assert!(words.contains("Villages target · at least 91 % · 31 December 2027"), "{words}");
}

#[tokio::test]
async fn baseline_is_told_as_of_a_time_that_can_be() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    let line = format!("{path}/items/0");
    house.post(&line, "do=keep&class=baseline&subject=x").await;
    for (as_of, expected) in [
        ("2024", StatusCode::SEE_OTHER),
        ("last+year", StatusCode::UNPROCESSABLE_ENTITY),
        ("1066", StatusCode::UNPROCESSABLE_ENTITY),
        ("2024-13", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let form = format!("do=keep&subject=x&as_of={as_of}&revision=1");
        assert_eq!(house.post(&line, &form).await.status, expected, "{as_of}");
    }
}

#[tokio::test]
async fn figure_without_a_value_is_missing_before_and_after_the_adoption() {
    let house = House::furnished().await;
    let path = draft(&house, "en").await;
    for class in ["baseline", "target"] {
        let added =
            house.post(&format!("{path}/items"), &format!("quote=village&class={class}")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER);
    }
    let words = words_of(&house.get(&path, Language::English).await.body);
    assert!(words.contains("1 baseline will be adopted without a value"), "{words}");
    assert!(words.contains("1 target will be adopted without a value"), "{words}");
    assert!(words.contains("village added by hand baseline · no value"), "{words}");
    let adopted = house.post(&path.replace("/drafts/", "/programmes/adopt/"), "").await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER);
    let programme = words_of(&house.get(&adopted.location, Language::English).await.body);
    assert!(programme.contains("village no value"), "{programme}");
    let start = words_of(&house.get("/", Language::English).await.body);
    assert!(
        start.contains("1 baseline without a value") && start.contains("1 target without a value"),
        "{start}"
    );
    let listed = words_of(&house.get("/targets?missing=value", Language::English).await.body);
    assert!(listed.contains("no value"), "{listed}");
}
