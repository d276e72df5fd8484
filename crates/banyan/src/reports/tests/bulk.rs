//! Accepting many reports together.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::{PATH, WHOLE, hidden, house};
use crate::ledger::verify;
use crate::panels::fact_tables;
use crate::tests::{Answer, House};

const TOGETHER: &str = "/regimes/commune_month/2025-07/decide";

/// The path of another commune's report, which the same person fills in, too.
pub(super) async fn another(house: House) -> (House, String) {
    let house = house.signed_in_as("demo.province").await;
    let list = house.get("/regimes/commune_month?period=2025-07", Language::English).await;
    let mut paths = list.body.split("href=\"").filter_map(|part| part.split('"').next());
    let other = |path: &&str| path.starts_with("/reports/commune_month/2025-07/") && *path != PATH;
    let path = paths.find(other).unwrap().to_owned();
    let unit = path.rsplit('/').next().unwrap();
    let house = house.signed_in_as("demo.administrator").await;
    let people = house.get("/people?q=demo.commune", Language::English).await;
    let people = people.body.split("href=\"/people/").skip(1);
    let person = people.filter_map(|part| part.split('"').next()).find(|part| part.len() > 20);
    let person = person.unwrap();
    let form = format!("role=reporter&unit={unit}");
    let answer = house.post(&format!("/people/{person}/grants"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    (house, path)
}

/// The fields of the page that decides together, with these reports ticked.
fn ticked(page: &Answer, paths: &[&str]) -> String {
    let field = |path: &&str| {
        let report = path.trim_start_matches("/reports/");
        format!("report={report}&seen.{report}={}", hidden(page, &format!("seen.{report}")))
    };
    let fields: Vec<String> = paths.iter().map(field).collect();
    format!("call={}&{}", hidden(page, "call"), fields.join("&"))
}

async fn both_sent() -> (House, String) {
    let (house, other) = another(house().await).await;
    let house = house.signed_in_as("demo.commune").await;
    for path in [PATH, &other] {
        let answer = house.post(&format!("{path}/send"), WHOLE).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    (house, other)
}

#[tokio::test]
async fn reports_are_accepted_together_with_every_figure_on_the_page() {
    let (house, other) = both_sent().await;
    let house = house.signed_in_as("demo.province").await;
    let inbox = house.get("/reports", Language::English).await;
    assert!(inbox.body.contains(TOGETHER), "{}", inbox.body);
    let page = house.get(TOGETHER, Language::English).await;
    for figure in ["400", "380", "390", "Tower", PATH, &other] {
        assert!(page.body.contains(figure), "{figure}: {}", page.body);
    }
    let answer = house.post(TOGETHER, "report=").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = house.post(TOGETHER, "nothing=ticked").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = ticked(&page, &[PATH, &other]);
    for _ in 0..2 {
        let answer = house.post(TOGETHER, &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    for path in [PATH, &other] {
        let page = house.get(path, Language::English).await;
        assert!(page.body.contains("Accepted at step"), "{}", page.body);
    }
    assert!(house.get(TOGETHER, Language::English).await.body.contains("Nothing of this period"));
    let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
}

#[tokio::test]
async fn when_one_has_changed_none_is_accepted_and_the_page_says_which() {
    let (house, other) = both_sent().await;
    let house = house.signed_in_as("demo.province").await;
    let form = ticked(&house.get(TOGETHER, Language::English).await, &[PATH, &other]);
    let house = house.signed_in_as("demo.commune").await;
    let changed = WHOLE.replace("dossiers_late=2", "dossiers_late=3");
    let answer = house.post(&format!("{other}/send"), &changed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let house = house.signed_in_as("demo.province").await;
    for (language, sentence) in [
        (Language::English, "Nothing was accepted"),
        (Language::Vietnamese, "Chưa chấp nhận báo cáo nào"),
        (Language::French, "Rien n’a été accepté"),
        (Language::Arabic, "لم يُقبل شيء"),
    ] {
        let answer = house.post_in(TOGETHER, &form, language).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains(sentence), "{language}: {}", answer.body);
    }
    let english = house.post(TOGETHER, &form).await;
    assert_eq!(english.body.matches("changed since it was shown<").count(), 1, "{}", english.body);
    assert!(!house.get(PATH, Language::English).await.body.contains("Accepted at step"));
}
