//! Reports that are filled in as files.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::bulk::another;
use super::{PATH, hidden, house};
use crate::tests::House;

const MANY: &str = "/regimes/commune_month/2025-07";

async fn template(house: &House, path: &str, format: &str) -> Vec<u8> {
    let answer = house.get(&format!("{path}/template?format={format}"), Language::English).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.bytes
}

async fn typed(house: &House, fields: &str) {
    let revision = hidden(&house.get(PATH, Language::English).await, "revision");
    let form = format!("revision={revision}&{fields}");
    let answer = house.post(&format!("{PATH}/draft"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

/// The value of an entry in the form on the page.
async fn entry(house: &House, path: &str, name: &str) -> String {
    hidden(&house.get(path, Language::English).await, name)
}

/// A text file with values for the first unit, by column.
fn filled(template: &[u8], values: &[(&str, &str)]) -> Vec<u8> {
    let text = String::from_utf8(template.to_vec()).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).unwrap();
    for (number, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let cell = |(name, own): (&str, &str)| {
            let value = values.iter().find(|(column, _)| *column == name).filter(|_| number == 0);
            value.map_or(own.to_owned(), |(_, value)| (*value).to_owned())
        };
        writer.write_record(headers.iter().zip(&record).map(cell)).unwrap();
    }
    writer.into_inner().unwrap()
}

#[tokio::test]
async fn what_a_workbook_or_a_text_file_says_becomes_the_draft() {
    let house = house().await.signed_in_as("demo.commune").await;
    typed(&house, "e.teams=3&e.villages=10&e.requests%231.subject=Tower").await;
    let workbook = template(&house, PATH, "").await;
    typed(&house, "e.teams=7&e.villages=20").await;
    let answer = house.upload_to(&format!("{PATH}/sheet"), "july.xlsx", &workbook, "").await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, PATH));
    assert_eq!(entry(&house, PATH, "e.teams").await, "3");
    assert_eq!(entry(&house, PATH, "e.requests#1.subject").await, "Tower");
    let text = template(&house, PATH, "csv").await;
    let text = filled(&text, &[("villages", "12"), ("trained.female", "4")]);
    let answer = house.upload_to(&format!("{PATH}/sheet"), "july.csv", &text, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(entry(&house, PATH, "e.villages").await, "12");
    assert_eq!(entry(&house, PATH, "e.trained.female").await, "4");
}

#[tokio::test]
async fn every_problem_of_a_file_is_told_at_once_and_nothing_is_kept() {
    let house = house().await.signed_in_as("demo.commune").await;
    typed(&house, "e.teams=3").await;
    let text = template(&house, PATH, "csv").await;
    let wrong = [("villages", "many"), ("teams", "-4"), ("files_share", "120")];
    let wrong = filled(&text, &wrong);
    let sheet = format!("{PATH}/sheet");
    let answer = house.upload_to(&sheet, "july.csv", &wrong, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body.matches("<li>").count(), 3, "{}", answer.body);
    assert!(answer.body.contains("Line 2"), "{}", answer.body);
    let workbook = template(&house, PATH, "").await;
    let (cut, _) = workbook.split_at(workbook.len() / 2);
    for (name, bytes) in
        [("cut.xlsx", cut), ("text.xlsx", b"no workbook".as_slice()), ("x.csv", b"\xff\xfe\0")]
    {
        let answer = house.upload_to(&sheet, name, bytes, "").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    // A file of another period, though it is well made.
    let june = "/reports/commune_month/2025-06/17110.1";
    let other = template(&house, june, "csv").await;
    let other = filled(&other, &[("teams", "5")]);
    let answer = house.upload_to(&sheet, "june.csv", &other, "").await;
    assert!(answer.body.contains("made for commune_month, 2025-06"), "{}", answer.body);
    assert_eq!(entry(&house, PATH, "e.teams").await, "3");
}

#[tokio::test]
async fn one_file_brings_the_drafts_of_many_units_or_of_none() {
    let (house, other) = another(house().await).await;
    let house = house.signed_in_as("demo.commune").await;
    assert!(house.get("/reports", Language::English).await.body.contains(MANY));
    let text = template(&house, MANY, "csv").await;
    let lines = String::from_utf8(text.clone()).unwrap().lines().count();
    assert_eq!(lines, 3, "a head and two units");
    let first = String::from_utf8(text.clone()).unwrap();
    let first = first.lines().nth(1).unwrap().to_owned();
    let (own, left) =
        if first.contains("17110.2") { (PATH, other.as_str()) } else { (other.as_str(), PATH) };
    let wrong = filled(&text, &[("teams", "some")]);
    let sheet = format!("{MANY}/sheet");
    let answer = house.upload_to(&sheet, "all.csv", &wrong, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert_eq!(entry(&house, own, "e.teams").await, "");
    let good = filled(&text, &[("teams", "6"), ("villages", "9")]);
    let answer = house.upload_to(&sheet, "all.csv", &good, "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.contains(own) && !answer.body.contains(left), "{}", answer.body);
    assert_eq!(entry(&house, own, "e.teams").await, "6");
    let workbook = template(&house, MANY, "").await;
    let answer = house.upload_to(&sheet, "all.xlsx", &workbook, "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is filled in");
    let house = house.signed_in_as("demo.province").await;
    let answer = house.get(&format!("{MANY}/template"), Language::English).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
