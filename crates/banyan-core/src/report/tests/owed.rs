//! What is owed, by example: the windows in which the reform of 1 July 2025 falls, levels that end, versions that follow each other.

use std::collections::BTreeSet;

use super::world::{World, day, timeline};
use crate::report::{
    Change, Obligation, Timeline, changes, next_change, obligations_on, unknown_windows,
};

fn check(changes: &[(&str, &str)], expected: &[&str]) {
    let world = World::reformed();
    let timelines = [timeline(&[("2025-03-01", changes)])];
    let owed = obligations_on(&timelines, &world.country(), day("2025-12-31"));
    assert_eq!(world.lines(&owed), expected, "{changes:?}");
}

const JULY: [(&str, &str); 3] =
    [("closes", "\"day 14\""), ("from", "\"2025-07\""), ("until", "\"2025-07\"")];
const HALF: [(&str, &str); 4] = [
    ("periodicity", "\"half_year\""),
    ("closes", "\"day 14\""),
    ("from", "\"2025-S2\""),
    ("until", "\"2025-S2\""),
];
const YEAR: [(&str, &str); 4] = [
    ("periodicity", "\"year\""),
    ("closes", "\"day 14\""),
    ("from", "\"2025\""),
    ("until", "\"2025\""),
];

#[test]
fn who_stands_on_the_last_day_owes_all_of_a_window_that_straddles_the_reform() {
    for (changes, window) in [
        (&JULY[..], "2025-06-15 2025-07-14"),
        (&HALF, "2025-06-15 2025-12-14"),
        (&YEAR, "2024-12-15 2025-12-14"),
    ] {
        let lines = ["1", "8", "9"].map(|unit| format!("{unit} whole {window}"));
        check(changes, &lines.each_ref().map(String::as_str));
    }
}

#[test]
fn split_window_is_owed_by_the_old_units_up_to_the_reform_and_by_the_new_ones_from_it() {
    for (changes, first, last) in [
        (&JULY[..], "2025-06-15", "2025-07-14"),
        (&HALF, "2025-06-15", "2025-12-14"),
        (&YEAR, "2024-12-15", "2025-12-14"),
    ] {
        let before = ["1", "2", "3", "4"].map(|unit| format!("{unit} before {first} 2025-06-30"));
        // 8 was 5: the same unit owes the whole, and once, though it becomes a ward.
        let lines = [
            format!("1 after 2025-07-01 {last}"),
            format!("8 whole {first} {last}"),
            format!("9 after 2025-07-01 {last}"),
        ];
        let lines: Vec<&str> = before.iter().chain(&lines).map(String::as_str).collect();
        check(&[changes, &[("straddle", "\"split\"")]].concat(), &lines);
    }
}

#[test]
fn level_that_ended_owes_only_what_closed_before_and_its_part() {
    let districts = ("scope", r#"{ levels = ["district"], within = "XX" }"#);
    check(&[&JULY[..], &[districts]].concat(), &[]);
    check(
        &[&JULY[..], &[districts, ("straddle", "\"split\"")]].concat(),
        &["D1 before 2025-06-15 2025-06-30", "D2 before 2025-06-15 2025-06-30"],
    );
    check(
        &[districts, ("from", "\"2025-06\"")],
        &["D1 whole 2025-06-01 2025-06-30", "D2 whole 2025-06-01 2025-06-30"],
    );
}

#[test]
fn unit_of_another_kind_keeps_its_identity_and_owes_by_the_kind_of_the_last_day() {
    let wards = ("scope", r#"{ levels = ["commune"], kinds = ["ward"], within = "XX" }"#);
    let september = [("from", "\"2025-08\""), ("until", "\"2025-09\""), ("straddle", "\"split\"")];
    check(&[&september[..], &[wards]].concat(), &["8 whole 2025-09-01 2025-09-30"]);
    let communes = ("scope", r#"{ levels = ["commune"], kinds = ["commune"], within = "XX" }"#);
    check(
        &[&september[..], &[communes]].concat(),
        &[
            "1 whole 2025-08-01 2025-08-31",
            "8 whole 2025-08-01 2025-08-31",
            "9 whole 2025-08-01 2025-08-31",
            "1 whole 2025-09-01 2025-09-30",
            "9 whole 2025-09-01 2025-09-30",
        ],
    );
}

#[test]
fn what_a_closed_unit_left_is_held_by_its_custodian_from_the_day_of_the_reform() {
    let world = World::reformed();
    let timelines =
        [timeline(&[("2025-03-01", &[("from", "\"2025-05\""), ("until", "\"2025-05\"")])])];
    let holders = |on: &str| -> Vec<(String, String)> {
        let owed = obligations_on(&timelines, &world.country(), day(on));
        let codes = |own: &Obligation<'_>| {
            (world.code(own.unit).to_owned(), world.code(own.holder).to_owned())
        };
        owed.iter().map(codes).collect()
    };
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let own = ["1", "2", "3", "4", "8"].map(|code| pair(code, code));
    assert_eq!(holders("2025-06-30"), own);
    let heirs = [("1", "1"), ("2", "1"), ("3", "9"), ("4", "9"), ("8", "8")];
    assert_eq!(holders("2025-07-01"), heirs.map(|(one, other)| pair(one, other)));
}

#[test]
fn who_holds_what_changes_on_the_day_of_a_reform_even_where_nothing_opens() {
    let world = World::reformed();
    let next = |on: &str| next_change(&[], &world.country(), day(on));
    assert_eq!(next("2025-06-30"), Some(day("2025-07-01")));
    assert_eq!(next("2025-07-01"), Some(day("2025-09-10")));
    assert_eq!(next("2025-09-10"), None);
}

#[test]
fn regime_that_begins_or_ends_in_mid_year_asks_for_its_own_periods_only() {
    let world = World::reformed();
    let within = [("from", "\"2025-09\""), ("until", "\"2025-10\"")];
    let timelines = [timeline(&[("2025-09-20", &within)])];
    let periods = |on: &str| -> BTreeSet<String> {
        let owed = obligations_on(&timelines, &world.country(), day(on));
        owed.iter().map(|own| own.period.to_string()).collect()
    };
    // September opened before the regime was in force, but the regime names it.
    assert_eq!(periods("2025-09-19"), [].into());
    assert_eq!(periods("2025-09-20"), ["2025-09".to_owned()].into());
    assert_eq!(periods("2026-12-31"), ["2025-09".to_owned(), "2025-10".to_owned()].into());
    assert_eq!(
        next_change(&timelines, &world.country(), day("2025-09-11")),
        Some(day("2025-09-20"))
    );
    assert_eq!(
        next_change(&timelines, &world.country(), day("2025-09-20")),
        Some(day("2025-10-01"))
    );
    assert_eq!(next_change(&timelines, &world.country(), day("2025-10-01")), None);
}

#[test]
fn amendment_is_asked_from_the_first_window_that_opens_under_it() {
    let quarterly = [("periodicity", "\"quarter\""), ("from", "\"2025-Q3\"")];
    let timeline = timeline(&[
        ("2025-01-01", &[("closes", "\"last day\"")]),
        // August opened under version 1 on the 1st; September would have on the 1st, and has under this one since 15 August.
        ("2025-08-20", &[("closes", "\"day 14\"")]),
        ("2025-10-01", &quarterly),
    ]);
    let world = World::reformed();
    let asking = |period: &str| {
        let own = timeline.asking(period.parse().unwrap(), &world.windows);
        own.map(|own| own.version)
    };
    assert_eq!(asking("2024-12"), None);
    assert_eq!(asking("2025-08"), Some(1));
    assert_eq!(asking("2025-09"), Some(2));
    // Opened on 15 September, under version 2.
    assert_eq!(asking("2025-10"), Some(2));
    assert_eq!(asking("2025-11"), None);
    // The third quarter opened before quarters were asked for.
    assert_eq!(asking("2025-Q3"), None);
    assert_eq!(asking("2025-Q4"), Some(3));
    let september =
        obligations_on(std::slice::from_ref(&timeline), &world.country(), day("2025-08-20"));
    let september = september.iter().find(|own| own.period.to_string() == "2025-09").unwrap();
    assert_eq!(
        (september.window.first, september.opens),
        (day("2025-08-15"), day("2025-08-20")),
        "nothing is asked before the version is in force"
    );
}

#[test]
fn due_days_skip_days_off_and_say_where_the_calendar_only_assumes() {
    let world = World::reformed();
    let timelines = [timeline(&[("2025-03-01", &[("from", "\"2025-11\"")])])];
    let owed = obligations_on(&timelines, &world.country(), day("2025-12-31"));
    let of = |period: &str| {
        let own = owed.iter().find(|own| own.period.to_string() == period).unwrap();
        (own.due, own.assumed)
    };
    // 30 November is a Sunday; 31 December a Wednesday, and 2026 is not known.
    assert_eq!(of("2025-11"), (day("2025-12-03"), false));
    assert_eq!(of("2025-12"), (day("2026-01-05"), true));
}

#[test]
fn periods_from_before_the_first_known_map_are_listed_and_owed_by_nobody() {
    let world = World::reformed();
    let timelines = [timeline(&[("2025-01-01", &[("until", "\"2025-03\"")])])];
    let unknown = unknown_windows(&timelines, &world.country(), day("2025-12-31"));
    let periods: Vec<String> = unknown.iter().map(|(_, period)| period.to_string()).collect();
    assert_eq!(periods, ["2025-01", "2025-02"]);
    let owed = obligations_on(&timelines, &world.country(), day("2025-12-31"));
    assert!(!owed.is_empty() && owed.iter().all(|own| own.period.to_string() == "2025-03"));
    assert!(unknown_windows(&timelines, &world.country(), day("2024-12-31")).is_empty());
}

#[test]
fn reform_that_becomes_known_moves_who_owes_an_open_window() {
    let world = World::reformed();
    let old = crate::words::Moment::from_microseconds(2_000_000);
    let before = World::new(world.network.as_known_at(old));
    let timelines = [timeline(&[("2025-03-01", &JULY)])];
    let on = day("2025-06-20");
    let lines = |world: &World| world.lines(&obligations_on(&timelines, &world.country(), on));
    assert_eq!(
        lines(&before),
        ["1", "2", "3", "4", "5"].map(|unit| format!("{unit} whole 2025-06-15 2025-07-14"))
    );
    // Commune 8 was 5 before; the two others owe it from the day on which they are there.
    assert_eq!(lines(&world), ["8 whole 2025-06-15 2025-07-14"]);
    let timelines = [timeline(&[("2025-03-01", &JULY)])];
    let owed = obligations_on(&timelines, &world.country(), day("2025-07-01"));
    assert_eq!(
        world.lines(&owed),
        ["1", "8", "9"].map(|unit| format!("{unit} whole 2025-06-15 2025-07-14"))
    );
    let opens: Vec<String> = owed.iter().map(|own| own.opens.to_string()).collect();
    assert_eq!(opens, ["2025-07-01", "2025-06-15", "2025-07-01"]);
}

#[test]
fn changes_tell_added_withdrawn_and_moved_apart() {
    let world = World::reformed();
    let country = world.country();
    let whole = [timeline(&[("2025-03-01", &JULY)])];
    let split = [timeline(&[("2025-03-01", &[&JULY[..], &[("straddle", "\"split\"")]].concat())])];
    let on = day("2025-07-01");
    let (old, new) = (obligations_on(&whole, &country, on), obligations_on(&split, &country, on));
    let told = |changes: &[Change<'_>]| -> Vec<String> {
        let word = |change: &Change<'_>| match change {
            Change::Added(own) => format!("+{}", world.lines(&[*own])[0]),
            Change::Withdrawn(own) => format!("-{}", world.lines(&[*own])[0]),
            Change::Moved { before, after } => {
                format!("{} > {}", world.lines(&[*before])[0], world.lines(&[*after])[0])
            }
        };
        changes.iter().map(word).collect()
    };
    let mut found = told(&changes(&old, &new));
    found.sort();
    assert_eq!(
        found,
        [
            "+1 before 2025-06-15 2025-06-30",
            "+2 before 2025-06-15 2025-06-30",
            "+3 before 2025-06-15 2025-06-30",
            "+4 before 2025-06-15 2025-06-30",
            "1 whole 2025-06-15 2025-07-14 > 1 after 2025-07-01 2025-07-14",
            "9 whole 2025-06-15 2025-07-14 > 9 after 2025-07-01 2025-07-14",
        ]
    );
    assert_eq!(changes(&new, &[]).len(), new.len());
    let reversed: Vec<Obligation<'_>> = new.iter().rev().copied().collect();
    assert_eq!(changes(&reversed, &new), []);
}

#[test]
fn regime_that_ended_asks_for_nothing_that_opens_later() {
    let world = World::reformed();
    let mut versions = timeline(&[("2025-03-01", &[]), ("2025-08-20", &[])]).versions().to_vec();
    versions[1].ended = true;
    let timelines = [Timeline::new(versions).unwrap()];
    let owed = obligations_on(&timelines, &world.country(), day("2025-12-31"));
    assert_eq!(owed.iter().map(|own| own.period.to_string()).max().unwrap(), "2025-08");
    assert_eq!(timelines[0].next_opening(&world.windows, day("2025-08-20")), None);
}

#[test]
fn first_version_asks_for_nothing_that_had_closed_before_it() {
    let world = World::reformed();
    let timelines = [timeline(&[("2025-07-14", &[("closes", "\"day 14\"")])])];
    let owed = obligations_on(&timelines, &world.country(), day("2025-12-31"));
    let first = owed.iter().min_by_key(|own| own.period).unwrap();
    assert_eq!((first.period.to_string().as_str(), first.opens), ("2025-07", day("2025-07-14")));
}
