//! Laws of reporting over random networks and reforms, and the windows of Viet Nam around 1 July 2025.

mod owed;
mod progress;
mod regime;

use super::{Obligation, Part, Regime, RegimeDocument, Rules, Straddle, Version, obligations};
use crate::calendar::{Calendar, CalendarDraft, DueRules, Windows};
use crate::unit::{Network, UnitNo};
use crate::words::{Day, Language, Weekday, Words4};

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

fn words() -> Words4 {
    let mut all = Words4::default();
    (all.vi, all.fr) = (Some("Báo cáo".to_owned()), Some("Rapport".to_owned()));
    (all.ar, all.en) = (Some("تقرير".to_owned()), Some("Report".to_owned()));
    all
}

/// All communes of the country, every month, closing on the 14th.
fn document() -> RegimeDocument {
    toml::from_str(
        r#"
        code = "monthly"
        form = "commune_month"
        periodicity = "month"
        from = "2025-04"
        closes = "day 14"
        due = { default = "3 days" }
        ladder = ["above"]
        name = {}
        [scope]
        levels = ["commune"]
        within = "XX"
        "#,
    )
    .map(|own: RegimeDocument| RegimeDocument { name: words(), ..own })
    .unwrap()
}

fn of_periods(from: &str, straddle: Straddle) -> Version {
    let from: crate::calendar::Period = from.parse().unwrap();
    let document = RegimeDocument {
        from: from.to_string(),
        periodicity: from.periodicity().to_string(),
        straddle,
        ..document()
    };
    Version {
        number: 1,
        regime: Regime::new(document).unwrap(),
        since: day("2025-01-01"),
        ended: false,
    }
}

fn calendar() -> Calendar {
    Calendar::new(CalendarDraft {
        known: (day("2020-01-01"), day("2030-12-31")),
        weekend: vec![Weekday::Saturday, Weekday::Sunday],
        entries: Vec::new(),
        substitute_rule: None,
    })
    .unwrap()
}

/// What is owed on a day, with no lower bound.
fn owed_on(versions: &[Version], network: &Network, on: &str) -> Vec<Obligation> {
    let (windows, calendar) = (Windows::default(), calendar());
    let due = DueRules { default: "3 days".parse().unwrap(), by_level: Default::default() };
    let rules = Rules { windows: &windows, due: &due, calendar: &calendar };
    obligations(versions, network, rules, (day("2000-01-01"), day(on)))
}

fn code(network: &Network, unit: UnitNo) -> String {
    network.last_version(unit).unwrap().code.clone()
}

/// Period, part and code of the unit of each.
fn named(network: &Network, owed: &[Obligation]) -> Vec<(String, String, String)> {
    let name = |own: &Obligation| {
        let part = match own.part {
            Part::Whole => "whole".to_owned(),
            part => part.to_string(),
        };
        (own.period.to_string(), part, code(network, own.unit))
    };
    let mut all: Vec<_> = owed.iter().map(name).collect();
    all.sort();
    all
}

#[test]
fn languages_of_the_test_are_all() {
    assert_eq!(words().pairs().count(), Language::ALL.len());
}
