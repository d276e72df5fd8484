//! Lines of files: every fault of every line, and nothing taken beside one.

use std::collections::HashMap;

use proptest::prelude::*;

use crate::form::Notation;
use crate::observation::{Entered, Entry, Fault, Measure, Misread, REPORTED, Reader};
use crate::unit::tests::{founding, reform};
use crate::unit::{Network, found_network, plan_reform};
use crate::words::{Day, Quantity};

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

/// Communes 1 to 5 before 1 July 2025, and 1, 8 and 9 from then on.
fn network() -> Network {
    let mut rows = found_network(&founding()).unwrap();
    rows.append(plan_reform(&Network::new(rows.clone()), &reform()).unwrap());
    Network::new(rows)
}

fn measure(unit_of_measure: &str, decimals: u8) -> Measure {
    Measure { decimals, unit_of_measure: unit_of_measure.to_owned() }
}

fn read(lines: &[&str], notation: Notation) -> Result<Vec<Entered>, Vec<Misread>> {
    let network = network();
    let measures = HashMap::from([
        ("files".to_owned(), measure("count", 0)),
        ("online".to_owned(), measure("percent", 1)),
    ]);
    let mut reader = Reader::new(&network, measures, notation, day("2025-08-10"));
    for (number, line) in (2..).zip(lines) {
        let parts: Vec<&str> = line.split(';').collect();
        let [indicator, cell, unit, period, method, value] = *parts.as_slice() else {
            panic!("{line} has six parts")
        };
        reader.line(number, &Entry { indicator, cell, unit, period, method, value });
    }
    reader.finish()
}

fn one(line: &str) -> Entered {
    let mut read = read(&[line], Notation::Unstated).unwrap();
    assert_eq!(read.len(), 1);
    read.remove(0)
}

fn check_fault(line: &str, expected: Fault) {
    let refused = read(&[line], Notation::Unstated).unwrap_err();
    assert_eq!(refused, [Misread { line: 2, fault: expected }], "{line}");
}

#[test]
fn unit_is_the_bearer_of_the_code_on_the_last_day_of_the_period() {
    let (before, after) = (one("files;;1;2025-06;;4"), one("files;;1;2025-07;;4"));
    assert_ne!(before.key.unit, after.key.unit);
    assert_eq!(one("files;;1;2025;;4").key.unit, after.key.unit);
    let unit = || "2".to_owned();
    check_fault("files;;2;2025-07;;4", Fault::NoUnit { unit: unit(), day: day("2025-07-31") });
    check_fault("files;;2;2025-S2;;4", Fault::NoUnit { unit: unit(), day: day("2025-12-31") });
    one("files;;2;2025-06;;4");
    let unit = "1".to_owned();
    check_fault("files;;1;1999-12;;4", Fault::NoUnit { unit, day: day("1999-12-31") });
}

#[test]
fn numbers_come_with_either_decimal_mark_and_the_decimals_of_the_indicator() {
    let check = |written: &str, minor: i64| {
        let value = one(&format!("online;;1;2025-07;;{written}")).value;
        assert_eq!(value, Quantity::new(minor, 1).unwrap(), "{written}");
    };
    check("38.3", 383);
    check("38,3", 383);
    check("38", 380);
    check("1.234,50", 12345);
    check("1,234.5", 12345);
    check("-2,5", -25);
    check("٣٨٫٣", 383);
    let fault = |written: &str| {
        let line = format!("online;;1;2025-07;;{written}");
        read(&[&line], Notation::Unstated).unwrap_err().remove(0).fault
    };
    let own = |written: &str| written.to_owned();
    assert_eq!(fault("38.35"), Fault::TooManyDecimals { written: own("38.35"), decimals: 1 });
    assert_eq!(fault("many"), Fault::NotANumber(own("many")));
    assert_eq!(fault("=1+2"), Fault::NotANumber(own("=1+2")));
    assert_eq!(fault("  "), Fault::NoValue);
    assert_eq!(fault("999999999999999"), Fault::TooLarge(own("999999999999999")));
    let (written, one, other) = (own("1.234"), own("1234"), own("1.234"));
    assert_eq!(fault("1.234"), Fault::Ambiguous { written, one, other });
}

#[test]
fn file_of_a_program_has_points_alone() {
    let read = |value: &str| {
        let line = format!("online;;1;2025-07;;{value}");
        read(&[&line], Notation::Plain).map(|mut read| read.remove(0).value.minor())
    };
    assert_eq!(read("1234.5"), Ok(12345));
    assert!(read("38,3").is_err());
}

#[test]
fn counts_are_never_below_nothing() {
    check_fault("files;;1;2025-07;;-1", Fault::Negative("-1".to_owned()));
    assert_eq!(one("files;;1;2025-07;;-0").value.minor(), 0);
}

#[test]
fn method_that_is_left_out_is_that_of_reports() {
    assert_eq!(one("files;;1;2025-07;;4").key.method, REPORTED);
    assert_eq!(one("files;women;1;2025-07;survey;4").key.method, "survey");
}

#[test]
fn future_is_not_observed() {
    let (period, first) = ("2025-09".parse().unwrap(), day("2025-09-01"));
    check_fault("files;;1;2025-09;;4", Fault::NotBegun { period, first });
    one("files;;1;2025-08;;4");
}

#[test]
fn every_fault_of_every_line_is_told_at_once() {
    let lines = [
        "files;;1;2025-07;;4",
        "none;Cell;77;2025-07;;4",
        "files;;1;2025-13;;-4",
        "files;;1;2025-07;reported;5",
        "files;;1;2025-07;survey;5",
        "files;;1;2025-07;survey;6",
    ];
    let refused = read(&lines, Notation::Unstated).unwrap_err();
    let lines: Vec<u64> = refused.iter().map(|own| own.line).collect();
    assert_eq!(lines, [3, 3, 3, 4, 4, 5, 7]);
    let duplicates: Vec<&Fault> = refused
        .iter()
        .map(|own| &own.fault)
        .filter(|fault| matches!(fault, Fault::Duplicate { .. }))
        .collect();
    assert_eq!(duplicates, [&Fault::Duplicate { first: 2 }, &Fault::Duplicate { first: 6 }]);
}

proptest! {
    /// Lines are taken in the order of their keys as texts, whatever their order in the file.
    #[test]
    fn order_of_lines_does_not_matter(
        lines in proptest::collection::btree_set((any::<bool>(), 4..9_u8, 0..4_u8), 1..20),
        shuffle in any::<u64>(),
    ) {
        let written: Vec<String> = lines.iter().map(|(province, month, kind)| {
            let unit = if *province { "P" } else { "1" };
            let period = match kind {
                0 => "2025".to_owned(),
                1 => format!("2025-Q{}", month % 2 + 2),
                2 => format!("2025-{month:02}"),
                _ => format!("2025-W{:02}", month * 3),
            };
            format!("files;m{month};{unit};{period};;1")
        }).collect();
        let mut shuffled = written.clone();
        shuffled.sort_by_key(|line| crate::ledger::hash(format!("{shuffle}{line}").as_bytes()));
        let keys = |lines: &[String]| {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let read = read(&lines, Notation::Plain).unwrap();
            read.into_iter().map(|own| own.key).collect::<Vec<_>>()
        };
        let own = keys(&written);
        prop_assert_eq!(&own, &keys(&shuffled));
        let texts: Vec<_> = own.iter().map(|key| (
            key.unit.0.clone(), key.indicator.clone(), key.cell.clone(),
            key.method.clone(), key.period.to_string(),
        )).collect();
        prop_assert!(texts.is_sorted());
        prop_assert_eq!(texts.len(), lines.len());
    }
}
