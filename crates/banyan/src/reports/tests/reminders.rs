//! Letters to who fills in, before and on the due day.

use std::path::Path;

use axum::http::StatusCode;
use banyan_core::words::{Day, Language};

use super::{PATH, WHOLE, hidden, house};
use crate::accounts::{MailRoute, Post, deliver};
use crate::panels::Filing;
use crate::store::tests::fresh_folder;
use crate::tests::House;

const SITE: &str = "https://banyan.example";

/// The page of the person who fills in, with an address to write to.
async fn with_address(house: House) -> House {
    let house = house.signed_in_as("demo.administrator").await;
    let people = house.get("/people?q=demo.commune", Language::English).await;
    let people = people.body.split("href=\"/people/").skip(1);
    let person = people.filter_map(|part| part.split('"').next()).find(|part| part.len() > 20);
    let person = person.unwrap();
    let page = house.get(&format!("/people/{person}"), Language::English).await;
    let version = hidden(&page, "version");
    let form = format!("version={version}&name=Lan&email=lan@example.org&language=en");
    let answer = house.post(&format!("/people/{person}/details"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    house
}

/// Those of some days in a row on which a letter is written, when the program runs every day.
async fn days_with_letters(house: &House, folder: &Path, first: Day, days: i32) -> Vec<Day> {
    let post = Post::new(&MailRoute::Folder(folder.to_owned()), "Banyan <banyan@localhost>");
    let (post, mut found) = (post.unwrap(), Vec::new());
    let mut filing = Filing::new(&house.site).reminding(SITE);
    for day in (0..days).map(|number| first.plus_days(number)) {
        house.site.clock.advance(house.site.clock.start_of(day));
        for _ in 0..2 {
            filing.catch_up().await.unwrap();
        }
        match deliver(&house.site.store, &post, house.site.clock.now()).await.unwrap() {
            0 => {}
            1 => found.push(day),
            more => panic!("{more} letters on one day"),
        }
    }
    found
}

#[tokio::test]
async fn who_has_not_sent_is_reminded_before_and_on_the_due_day_once_each() {
    let house = with_address(house().await).await;
    let due = Day::new(2025, 7, 15).unwrap();
    let folder = fresh_folder();
    assert_eq!(days_with_letters(&house, &folder, due, 20).await, [due]);
    let written = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let written = std::fs::read_to_string(written).unwrap().replace("=\r\n", "");
    assert!(written.contains(&format!("{SITE}{PATH}")), "{written}");
    let next = Day::new(2025, 8, 15).unwrap();
    let august = Day::new(2025, 8, 8).unwrap();
    let days = days_with_letters(&house, &folder, august, 10).await;
    assert_eq!(days, [next.plus_days(-3), next]);
    let house = house.signed_in_as("demo.province").await;
    let regime = house.get("/regimes/commune_month?period=2025-07", Language::English).await;
    for said in
        ["lan@example.org", "<td class=\"nowrap\">15 July 2025</td>", "nobody has this role"]
    {
        assert!(regime.body.contains(said), "{said}: {}", regime.body);
    }
}

#[tokio::test]
async fn who_has_sent_is_left_alone() {
    let house = with_address(house().await).await.signed_in_as("demo.commune").await;
    let answer = house.post(&format!("{PATH}/send"), WHOLE).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(
        days_with_letters(&house, &fresh_folder(), Day::new(2025, 7, 15).unwrap(), 9).await,
        []
    );
}
