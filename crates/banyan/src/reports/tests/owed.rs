//! What is owed around 1 July 2025, on the network of Viet Nam; and what becomes of it when it is owed no more.

use std::collections::BTreeMap;

use banyan_core::calendar::Window;
use banyan_core::form::Texts;
use banyan_core::report::{Country, InForce, Part, Regime, Straddle, Timeline, obligations_on};
use banyan_core::words::Day;

use super::super::store::{self, Draft};
use super::house;
use crate::tests::House;

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

/// What all communes of the country owe for a period by the country's calendar, at the end of 2025: part, days and due day of each.
fn owed(house: &House, period: &str, straddle: Straddle) -> Vec<(Part, Window, Day)> {
    let regimes = house.caches.regimes.get("commune_month").unwrap();
    let mut document = regimes.last().unwrap().0.document().clone();
    document.from = period.parse().unwrap();
    document.until = Some(document.from);
    document.periodicity = document.from.periodicity();
    document.straddle = straddle;
    document.scope.within = "VN".to_owned();
    let regime = Regime::new(document).unwrap();
    let version = InForce { version: 1, regime, from: day("2025-03-01"), ended: false };
    let timeline = Timeline::new(vec![version]).unwrap();
    let country = house.caches.calendars.now().unwrap();
    let network = house.caches.networks.network();
    let country = Country {
        network: &network,
        windows: &country.windows,
        due: &country.due,
        calendar: &country.calendar,
    };
    let owed = obligations_on(std::slice::from_ref(&timeline), &country, day("2025-12-31"));
    owed.iter().map(|own| (own.part, own.window, own.due)).collect()
}

#[tokio::test]
async fn three_windows_that_straddle_the_reform_of_2025_are_owed_by_their_rule() {
    let house = house().await;
    for (period, first, last) in [
        ("2025-07", "2025-06-15", "2025-07-14"),
        ("2025-S2", "2025-06-15", "2025-12-14"),
        ("2025", "2024-12-15", "2025-12-14"),
    ] {
        let whole = owed(&house, period, Straddle::Whole);
        assert_eq!(whole.len(), 3321, "{period}");
        assert!(whole.iter().all(|(part, days, _)| {
            *part == Part::Whole && days.first == day(first) && days.last == day(last)
        }));
        let split = owed(&house, period, Straddle::Split);
        let before = split.iter().filter(|(_, days, _)| days.first < day("2025-07-01")).count();
        let after = split.iter().filter(|(_, days, _)| days.last >= day("2025-07-01")).count();
        assert_eq!(after, 3321, "{period}");
        // A year begins before the first map that is known: who stands on its first day counts as having stood before. Five island
        // districts became special zones and owe the whole as themselves.
        assert_eq!(before, 10_035 + 5, "{period}");
        assert!(split.iter().all(|(_, days, due)| due > &days.last));
    }
}

#[tokio::test]
async fn what_is_owed_no_more_goes_unless_somebody_has_begun_to_fill_it_in() {
    let house = house().await;
    let store = house.site.store.clone();
    let rows = |store: crate::store::Store| async move {
        store::list_owed(&mut store.read().await.unwrap(), "commune_month").await.unwrap()
    };
    let before = rows(store.clone()).await;
    let model = before.iter().find(|own| own.unit.0 == "17110.1").unwrap().clone();
    // As if it had been owed by what was known before the reform was recorded.
    let one = |id: &str| {
        let mut own = model.clone();
        id.clone_into(&mut own.id);
        own.period = "2025-07".parse().unwrap();
        (own, Vec::new())
    };
    let draft = Draft {
        texts: Texts::from([("teams".parse().unwrap(), "3".to_owned())]),
        revision: 1,
        explanations: BTreeMap::new(),
        ..Draft::default()
    };
    let work = store.write(|tx| {
        let (rows, draft) = (vec![one("begun"), one("blank")], draft.clone());
        Box::pin(async move {
            store::write_owed(tx, &rows, store::Waits::Due).await?;
            store::save_draft(tx, "begun", &draft).await?;
            store::forget_known(tx).await
        })
    });
    work.await.unwrap();
    for _ in 0..2 {
        house.file().await;
        let mut after = rows(store.clone()).await;
        let kept = after.iter().position(|own| own.id == "begun").unwrap();
        assert!(after.remove(kept).withdrawn);
        assert_eq!(after, before);
        let work = store.write(|tx| Box::pin(async move { store::forget_known(tx).await }));
        work.await.unwrap();
    }
    let kept = store::load_draft(&mut store.read().await.unwrap(), "begun").await.unwrap();
    assert_eq!(kept.unwrap().texts, draft.texts);
}
