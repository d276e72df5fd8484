//! Who owes what, when a reform falls into a window.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{code, day, named, of_periods, owed_on};
use crate::calendar::Window;
use crate::report::{Obligation, Part, Straddle};
use crate::unit::tests::laws::{after, random};
use crate::unit::tests::{founding, reform};
use crate::unit::{Class, Level, Network, UnitNo};
use crate::words::Day;

fn reformed() -> Network {
    after(&founding(), &reform()).1
}

/// The open communes of a day as the records say it, without a tree.
fn communes_slowly(network: &Network, on: Day) -> BTreeSet<UnitNo> {
    let commune = |no: &UnitNo| {
        network.unit(*no).unwrap().class == Class::Territory
            && network.version_on(*no, on, None).is_some_and(|own| own.level == Level::Commune)
            && network.open_on(*no, on, None)
    };
    network.numbers().filter(commune).collect()
}

#[test]
fn a_month_that_straddles_the_reform_is_owed_whole_by_who_stands_on_its_last_day() {
    let network = reformed();
    let owed = owed_on(&[of_periods("2025-07", Straddle::Whole)], &network, "2025-07-14");
    let units: Vec<String> = owed.iter().map(|own| code(&network, own.unit)).collect();
    assert_eq!(BTreeSet::from_iter(units), ["1", "8", "9"].map(str::to_owned).into());
    for own in &owed {
        assert_eq!(own.part, Part::Whole);
        assert_eq!((own.days.first, own.days.last), (day("2025-06-15"), day("2025-07-14")));
        // Commune 8 lived through the reform under another code; the others are new.
        let opens = if code(&network, own.unit) == "8" { "2025-06-15" } else { "2025-07-01" };
        assert_eq!((own.opens, own.due), (day(opens), day("2025-07-17")));
    }
    // Nobody owes it before being there.
    let before = owed_on(&[of_periods("2025-07", Straddle::Whole)], &network, "2025-06-30");
    assert_eq!(before.len(), 1);
}

#[test]
fn a_month_that_is_split_is_owed_by_the_old_communes_and_by_the_new_ones() {
    let network = reformed();
    let owed = owed_on(&[of_periods("2025-07", Straddle::Split)], &network, "2025-07-14");
    let before = |code: &str| ("2025-07".into(), "2025-06-15_2025-06-30".into(), code.to_owned());
    let since = |code: &str| ("2025-07".into(), "2025-07-01_2025-07-14".into(), code.to_owned());
    let mut expected: Vec<(String, String, String)> = ["1", "2", "3", "4"].map(before).into();
    expected.extend(["1", "9"].map(since));
    expected.push(("2025-07".into(), "whole".into(), "8".into()));
    expected.sort();
    assert_eq!(named(&network, &owed), expected);
    let old = owed.iter().find(|own| own.days.last == day("2025-06-30")).unwrap();
    assert_eq!((old.opens, old.due), (day("2025-06-15"), day("2025-07-03")));
}

#[test]
fn the_second_half_and_the_year_follow_the_same_rule() {
    let network = reformed();
    for (period, first, last) in
        [("2025-S2", "2025-06-15", "2025-12-14"), ("2025", "2024-12-15", "2025-12-14")]
    {
        let whole = owed_on(&[of_periods(period, Straddle::Whole)], &network, "2025-12-14");
        assert_eq!(whole.len(), 3, "{period}");
        assert!(whole.iter().all(|own| own.days.first == day(first) && own.days.last == day(last)));
        let split = owed_on(&[of_periods(period, Straddle::Split)], &network, "2025-12-14");
        assert_eq!(split.len(), 7, "{period}");
    }
}

#[test]
fn an_amendment_leaves_the_periods_that_had_opened() {
    let network = reformed();
    let mut later = of_periods("2025-04", Straddle::Whole);
    (later.number, later.since) = (2, day("2025-07-20"));
    let owed = owed_on(&[of_periods("2025-04", Straddle::Whole), later], &network, "2025-09-20");
    let versions = |period: &str| -> BTreeSet<u32> {
        let of = owed.iter().filter(|own| own.period.to_string() == period);
        of.map(|own| own.version).collect()
    };
    assert_eq!(versions("2025-08"), [1].into());
    assert_eq!(versions("2025-09"), [2].into());
}

#[test]
fn what_has_ended_asks_for_nothing_that_opens_later() {
    let network = reformed();
    let mut ended = of_periods("2025-04", Straddle::Whole);
    (ended.number, ended.since, ended.ended) = (2, day("2025-07-20"), true);
    let owed = owed_on(&[of_periods("2025-04", Straddle::Whole), ended], &network, "2025-12-31");
    assert_eq!(owed.iter().map(|own| own.period.to_string()).max().unwrap(), "2025-08");
}

#[test]
fn the_first_version_asks_for_nothing_that_had_closed_before_it() {
    let network = reformed();
    let mut late = of_periods("2025-04", Straddle::Whole);
    late.since = day("2025-07-20");
    let owed = owed_on(&[late], &network, "2025-09-20");
    assert_eq!(owed.iter().map(|own| own.period.to_string()).min().unwrap(), "2025-08");
}

/// The days of a unit in a window as the records say them, day by day.
fn lived_slowly(network: &Network, unit: UnitNo, window: Window) -> Vec<Day> {
    let days = std::iter::successors(Some(window.first), |day| Some(day.next()));
    let within = days.take_while(|day| *day <= window.last);
    within.filter(|day| communes_slowly(network, *day).contains(&unit)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whole_is_owed_once_by_exactly_who_stands_on_the_last_day(
        (founding, draft) in random(), months in 0_usize..5,
    ) {
        let (_, network) = after(&founding, &draft);
        let versions = [of_periods("2025-05", Straddle::Whole)];
        let on = ["2025-05-20", "2025-06-30", "2025-07-01", "2025-07-20", "2025-09-30"][months];
        let owed = owed_on(&versions, &network, on);
        let mut seen = BTreeSet::new();
        for own in &owed {
            prop_assert!(seen.insert((own.unit, own.period.to_string())));
            prop_assert!(communes_slowly(&network, own.days.last).contains(&own.unit));
            prop_assert!(own.opens <= day(on) && own.due > own.days.last);
        }
        let mut asked = versions[0].regime.from();
        loop {
            let window = versions[0].regime.window(asked, &crate::calendar::Windows::default());
            if window.first > day(on) { break; }
            for unit in communes_slowly(&network, window.last) {
                let began = network.first_version(unit).unwrap().from;
                let listed = seen.contains(&(unit, asked.to_string()));
                prop_assert_eq!(listed, began <= day(on), "{} {}", asked, code(&network, unit));
            }
            asked = asked.next().unwrap();
        }
    }

    #[test]
    fn split_parts_are_the_days_that_a_unit_lived_and_no_other(
        (founding, draft) in random(), period in prop::sample::select(vec!["2025-07", "2025-S2"]),
    ) {
        let (_, network) = after(&founding, &draft);
        let versions = [of_periods(period, Straddle::Split)];
        let window = versions[0].regime.window(versions[0].regime.from(), &crate::calendar::Windows::default());
        let owed: Vec<Obligation> = owed_on(&versions, &network, "2025-12-31").into_iter()
            .filter(|own| own.period.to_string() == period).collect();
        for unit in network.numbers() {
            let lived = lived_slowly(&network, unit, window);
            let own: Vec<&Obligation> = owed.iter().filter(|own| own.unit == unit).collect();
            prop_assert_eq!(own.len(), usize::from(!lived.is_empty()));
            for own in own {
                prop_assert_eq!(Some(&own.days.first), lived.first());
                prop_assert_eq!(Some(&own.days.last), lived.last());
                prop_assert_eq!(own.part == Part::Whole, own.days == window);
            }
        }
    }

    #[test]
    fn asking_from_a_day_on_gives_what_opened_from_then_on(
        (founding, draft) in random(), from in 0_i32..120,
    ) {
        let (_, network) = after(&founding, &draft);
        let versions = [of_periods("2025-05", Straddle::Split)];
        let since = day("2025-05-01").plus_days(from);
        let (windows, calendar) = (crate::calendar::Windows::default(), super::calendar());
        let due = crate::calendar::DueRules { default: "3 days".parse().unwrap(), by_level: Default::default() };
        let rules = crate::report::Rules { windows: &windows, due: &due, calendar: &calendar };
        let some = crate::report::obligations(&versions, &network, rules, (since, day("2025-09-30")));
        let mut all = owed_on(&versions, &network, "2025-09-30");
        all.retain(|own| own.opens >= since);
        prop_assert_eq!(some, all);
    }
}
