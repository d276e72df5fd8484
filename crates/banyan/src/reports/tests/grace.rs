//! Late and in time: the moment of arrival decides, with the grace of the regime.

use banyan_core::words::{Day, Language, Moment};

use super::{PATH, WHOLE, hidden, house};
use crate::tests::House;

/// So many hours after the start of a day in Hà Nội.
fn at(house: &House, day: Day, hours: i64) -> Moment {
    house.site.clock.start_of(day).plus(hours * 60 * 60 * 1_000_000)
}

/// The due day of the report of July.
async fn due(house: &House) -> Day {
    let owed = {
        let mut tx = house.site.store.read().await.unwrap();
        super::super::store::load_owed(&mut tx, PATH.trim_start_matches("/reports/")).await
    };
    owed.unwrap().unwrap().due
}

#[tokio::test]
async fn behind_the_due_day_comes_the_grace_and_only_then_it_is_late() {
    let house = house().await.signed_in_as("demo.commune").await;
    let due = due(&house).await;
    let page = house.get(PATH, Language::English).await;
    assert!(page.body.contains("what arrives within 24 hours behind it is in time"));
    for (hours, sentence) in [
        (23, "due today"),
        (24, "within 24 hours of grace"),
        (47, "within 24 hours of grace"),
        (48, "late by 2 days"),
    ] {
        house.site.clock.advance(at(&house, due, hours));
        let list = house.get("/reports", Language::English).await;
        let row = list.body.split(PATH).nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
        assert!(row.contains(sentence), "{hours}: {row}");
    }
}

/// What the receipt says of a report that arrives so many hours after the start of its due day, and what its page says then.
async fn sent_at(hours: i64) -> (String, String) {
    let house = house().await.signed_in_as("demo.commune").await;
    house.site.clock.advance(at(&house, due(&house).await, hours));
    let page = house.get(PATH, Language::English).await;
    // The device's own clock says that it was early.
    let form =
        format!("{WHOLE}&device_at=2025-07-01T08:00:00%2B07:00&call={}", hidden(&page, "call"));
    let sent = house.post(&format!("{PATH}/send"), &form).await;
    let receipt = house.get(&sent.location, Language::English).await;
    (receipt.body, house.get(PATH, Language::English).await.body)
}

#[tokio::test]
async fn arrival_decides_and_not_what_the_device_says() {
    let (receipt, page) = sent_at(20).await;
    assert!(receipt.contains("in time") && !receipt.contains("grace"), "{receipt}");
    assert!(!page.contains("days late"));
    let (receipt, page) = sent_at(47).await;
    assert!(receipt.contains("in time, within 24 hours of grace"), "{receipt}");
    assert!(!page.contains("days late"));
    let (receipt, page) = sent_at(48).await;
    assert!(receipt.contains("sent 2 days late") && receipt.contains("2025-07-01T08:00"));
    assert!(page.contains("Waits for a decision") && page.contains("sent 2 days late"));
}
