//! Two rules that ask the same unit for the same indicator and period: what they cost, and that it is entered once.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::{PATH, WHOLE, decision, hidden};
use crate::content::tests::Copy;
use crate::content::{self, Changes};
use crate::ledger::verify;
use crate::panels::fact_tables;
use crate::tests::{Answer, House, words_of};

/// A second rule for the communes of Nghệ An, which asks for the share of online files that the monthly report asks for, too.
const REGIME: &str = r#"
code = "files_month"
form = "files_month"
periodicity = "month"
from = "2025-06"
ladder = ["above"]
name = { vi = "Hồ sơ", fr = "Dossiers", ar = "ملفات", en = "Report on files" }
scope = { levels = ["commune"], within = "40" }
"#;

const FORM: &str = r#"
code = "files_month"
version = 1
title = { vi = "Hồ sơ", fr = "Dossiers", ar = "ملفات", en = "Files" }

[[section]]
code = "files"
title = { vi = "Hồ sơ", fr = "Dossiers", ar = "ملفات", en = "Files" }

[[section.field]]
code = "share"
label = { vi = "Tỷ lệ", fr = "Part", ar = "نسبة", en = "Share" }
required = true
kind = { is = "number", decimals = 1, maximum = "100", unit_of_measure = "percent", indicator = "R09-08" }

[[section.field]]
code = "archived"
label = { vi = "Lưu trữ", fr = "Archivés", ar = "مؤرشفة", en = "Archived" }
required = true
kind = { is = "number", unit_of_measure = "count" }
"#;

/// A folder that brings the second rule.
fn folder() -> Copy {
    folder_with(REGIME)
}

fn folder_with(regime: &str) -> Copy {
    let copy = Copy::new();
    copy.write("regimes/files_month.toml", regime).write("forms/files_month.toml", FORM);
    copy
}

/// A house in which both rules ask.
async fn both() -> House {
    adopted(&folder()).await
}

/// A house in which reports under the second rule go up another ladder.
pub(super) async fn climbing(ladder: &str) -> House {
    let regime = REGIME.replace("[\"above\"]", ladder);
    assert_ne!(regime, REGIME);
    adopted(&folder_with(&regime)).await
}

async fn adopted(folder: &Copy) -> House {
    let house = House::furnished_beside(&folder.source()).await;
    house.adopt_from(&folder.source(), Changes::Record).await;
    house.file().await;
    house
}

#[tokio::test]
async fn cost_of_a_rule_is_shown_before_it_is_adopted_and_on_its_page() {
    let folder = folder();
    let house = House::furnished_beside(&folder.source()).await;
    let brought = content::differences(&folder.source(), &house.site.store).await.unwrap();
    let costs: Vec<&str> = brought.costs.iter().map(|own| own.code.as_str()).collect();
    assert_eq!(costs, ["files_month"]);
    let cost = &brought.costs[0].cost;
    assert_eq!((cost.entries, cost.periods, cost.units), (2, 12, 130));
    assert_eq!((cost.all.a_year, cost.shared.a_year), (2 * 12 * 130, 12 * 130));
    let sentence = "2 entries × 12 periods × 130 units = 3120 entries a year; 1560 of them are entered for another rule already";
    let page = house.get("/content", Language::English).await;
    assert!(words_of(&page.body).contains(sentence), "{}", words_of(&page.body));
    house.adopt_from(&folder.source(), Changes::Record).await;
    let page = house.get("/regimes/files_month", Language::English).await;
    assert!(words_of(&page.body).contains(sentence), "{}", words_of(&page.body));
    // Nothing more is to be adopted, so nothing is to be weighed.
    let brought = content::differences(&folder.source(), &house.site.store).await.unwrap();
    assert!(brought.costs.is_empty());
}

#[tokio::test]
async fn load_of_reporting_counts_by_programme_and_lists_what_two_rules_ask() {
    let house = both().await;
    let page = words_of(&house.get("/reports/load", Language::English).await.body);
    // The monthly report has 14 entries and a row of two.
    for expected in
        ["R09 16.0", "no programme 2.0", "Asked twice, entered once 1.0", "To be entered 17.0"]
    {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(
        page.contains("R09-08 commune_month , files_month") && page.contains("130 the same"),
        "{page}"
    );
    let nobody = House::furnished().await;
    let page = words_of(&nobody.get("/reports/load", Language::English).await.body);
    assert!(page.contains("No two rules ask the same unit"), "{page}");
}

const MONTHLY: &str = PATH;
pub(super) const FILES: &str = "/reports/files_month/2025-07/17110.2";

pub(super) async fn post(house: &House, path: &str, form: &str) -> Answer {
    let page = house.get(path, Language::English).await;
    let revision = hidden(&page, "revision");
    let form = form.replace("revision=0&", "");
    house.post(&format!("{path}/send"), &format!("{form}&revision={revision}")).await
}

#[tokio::test]
async fn figure_that_two_rules_ask_is_entered_once_and_both_use_it() {
    let house = both().await.signed_in_as("demo.commune").await;
    let own = house.get(FILES, Language::English).await;
    assert!(own.body.contains("name=\"e.share\"") && !own.body.contains("entered in"));
    assert_eq!(post(&house, MONTHLY, WHOLE).await.status, StatusCode::SEE_OTHER);
    // The other form shows it, says from where, and has no entry for it.
    let page = house.get(FILES, Language::English).await;
    assert!(page.body.contains("type=\"hidden\" name=\"e.share\" value=\"95.0\""), "{}", page.body);
    let words = words_of(&page.body);
    assert!(words.contains("95.0 entered in Monthly report of the communes of Nghệ An"), "{words}");
    assert!(page.body.contains(&format!("href=\"{MONTHLY}\"")));
    // It needs not be sent, and is used all the same.
    assert_eq!(post(&house, FILES, "e.archived=7").await.status, StatusCode::SEE_OTHER);
    let read = words_of(&house.get(FILES, Language::English).await.body);
    assert!(read.contains("entered in") && read.contains("95.0"), "{read}");
    // The first report is where it is entered: nothing is used there of the other.
    let first = house.get(MONTHLY, Language::English).await;
    assert!(!first.body.contains("entered in"));
    let house = accepted(accepted(house, FILES).await, MONTHLY).await;
    let observed = house.get("/observations/R09-08/17110.2/2025-07", Language::English).await;
    let said = observed.body.matches("95.0 %").count() + observed.body.matches(">95.0<").count();
    assert_eq!(said, 2, "the figure and its one vintage: {}", observed.body);
    let verified = verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
}

/// The reviewer of the province accepts what waits there.
async fn accepted(house: House, path: &str) -> House {
    let house = house.signed_in_as("demo.province").await;
    let page = house.get(path, Language::English).await;
    let field = |name: &str| hidden(&page, name);
    let (version, step, seen) = (field("version"), field("step"), field("seen"));
    let form = format!("version={version}&step={step}&seen={seen}&outcome=accepted");
    let answer = house.post(&format!("{path}/decide"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    house
}

#[tokio::test]
async fn what_is_typed_against_a_figure_that_is_stated_already_is_told_in_every_language() {
    let house = both().await.signed_in_as("demo.commune").await;
    assert_eq!(post(&house, MONTHLY, WHOLE).await.status, StatusCode::SEE_OTHER);
    for (language, sentence) in [
        (Language::English, "it says otherwise there: Share"),
        (Language::Vietnamese, "ở đó ghi khác: Tỷ lệ"),
        (Language::French, "autre chose : Part"),
        (Language::Arabic, "مختلف هناك: نسبة"),
    ] {
        let revision = hidden(&house.get(FILES, language).await, "revision");
        let form = format!("e.share=90&e.archived=7&revision={revision}");
        let answer = house.post_in(&format!("{FILES}/send"), &form, language).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = words_of(&answer.body).replace(['\u{2068}', '\u{2069}'], "");
        assert!(words.contains(sentence), "{language}: {words}");
    }
    // The next one says what stands there, and goes.
    assert_eq!(post(&house, FILES, "e.share=95&e.archived=7").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn figure_of_a_report_that_is_sent_back_is_not_used() {
    let house = both().await.signed_in_as("demo.commune").await;
    assert_eq!(post(&house, MONTHLY, WHOLE).await.status, StatusCode::SEE_OTHER);
    let house = house.signed_in_as("demo.province").await;
    let back = decision(&house, "returned", "&why.files_share=Count+again").await;
    let answer = house.post(&format!("{MONTHLY}/decide"), &back).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let house = house.signed_in_as("demo.commune").await;
    let page = house.get(FILES, Language::English).await;
    assert!(!page.body.contains("entered in"), "{}", page.body);
    assert_eq!(post(&house, FILES, "e.share=90&e.archived=7").await.status, StatusCode::SEE_OTHER);
    // The first report comes again with its own figure: the other one shows that it says otherwise by now.
    assert_eq!(post(&house, MONTHLY, WHOLE).await.status, StatusCode::SEE_OTHER);
    let read = words_of(&house.get(FILES, Language::English).await.body);
    let read = read.replace(['\u{2068}', '\u{2069}'], "");
    assert!(read.contains("stated as 95.0 in Monthly report"), "{read}");
}
