//! Names in words: who bore them on the day, who bore them until a reform, and what a shorter name must not be taken for.

use super::{at, day, founding, reform, text};
use crate::unit::{
    BodyDraft, Gazetteer, Level, Network, NetworkDraft, UnitNo, found_network, place_bodies,
    plan_reform,
};

/// Until 30 June 2025 the district D1 is "District Riverside" and 1 "Commune Riverside Gate"; the province has a committee
/// that texts also call by its head noun alone, and a health office.
fn named() -> Network {
    let mut draft = NetworkDraft { country_name: text("Country"), ..founding() };
    for row in &mut draft.units {
        let name = match row.code.as_str() {
            "P" => "Province Upland",
            "D1" => "District Riverside",
            "1" => "Commune Riverside Gate",
            _ => continue,
        };
        row.name = text(name);
    }
    let body = |code: &str, name: &str, aliases: &[&str]| BodyDraft {
        code: code.into(),
        kind: "committee".into(),
        level: Level::Province,
        parent_code: "P".into(),
        from: day("2025-03-01"),
        until: None,
        custodian_code: None,
        name: text(name),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    let bodies = [
        body(
            "PC",
            "Popular Assembled Committee of Upland",
            &["Popular Assembled Committee", "PAC"],
        ),
        body("HO", "Health Office", &[]),
    ];
    let mut rows = found_network(&draft).unwrap();
    rows.append(plan_reform(&Network::new(rows.clone()), &reform()).unwrap());
    rows.append(place_bodies(&Network::new(rows.clone()), &bodies, at(6)).unwrap());
    Network::new(rows)
}

/// Code and whether it is open of what words name in province P on a day.
fn check(network: &Network, on: &str, words: &str, expected: Option<(&str, bool)>) {
    let tree = network.tree_on(day(on), None).unwrap();
    let province = network.unit_on("P", day(on), None);
    let found = Gazetteer::of(network, &tree).resolve(words, province);
    let found = found.map(|found| (code(network, found.unit), found.open));
    let expected = expected.map(|(code, open)| (code.to_owned(), open));
    assert_eq!(found, expected, "{words} on {on}");
}

fn code(network: &Network, no: UnitNo) -> String {
    network.last_version(no).unwrap().code.clone()
}

#[test]
fn district_that_ended_is_named_as_ended_and_never_taken_for_the_provinces_committee() {
    let network = named();
    for words in [
        "the district Riverside",
        "Popular Assembled Committee, District Riverside",
        "Popular Assembled Committee District Riverside",
        "PAC District Riverside",
    ] {
        let alone = !words.contains(", ");
        for (on, open) in [("2025-06-30", true), ("2025-07-01", false), ("2026-01-01", false)] {
            let expected = if alone { ("D1", open) } else { ("PC", true) };
            check(&network, on, words, Some(expected));
        }
    }
}

#[test]
fn body_of_a_territory_that_nobody_knows_is_nobody() {
    let network = named();
    check(&network, "2025-07-01", "PAC district Lakeside", None);
    check(&network, "2025-07-01", "PAC", Some(("PC", true)));
    check(&network, "2025-07-01", "PAC of Upland", Some(("PC", true)));
    check(&network, "2025-07-01", "Health Office, district Lakeside", Some(("HO", true)));
    check(&network, "2025-07-01", "Health Office district Lakeside", None);
}

#[test]
fn open_bearer_of_a_name_comes_before_one_that_ended() {
    let network = named();
    // "Unit 9" is new, and "Unit 1" took the code of an ended commune; both have the names of their own day.
    check(&network, "2025-07-01", "Unit 1", Some(("1", true)));
    check(&network, "2025-07-01", "Commune Riverside Gate", Some(("1", false)));
    check(&network, "2025-06-30", "Commune Riverside Gate", Some(("1", true)));
    check(&network, "2025-06-30", "Unit 9", None);
}

#[test]
fn ended_district_lies_in_the_successors_of_its_communes_and_its_custodian_holds_its_place() {
    let network = named();
    let no = |code: &str, on: &str| network.unit_on(code, day(on), None).unwrap();
    let (first, later) = (no("D1", "2025-06-30"), day("2025-07-01"));
    assert_eq!(network.territory_on(first, later), [no("1", "2025-07-01")]);
    assert_eq!(network.holders_on(first, later), [no("P", "2025-07-01")]);
    // 3 and most of 4 became 9, 5 goes on as 8, a part of 4 went to 1.
    let mut second: Vec<String> = network
        .territory_on(no("D2", "2025-06-30"), later)
        .into_iter()
        .map(|no| network.version_on(no, later, None).unwrap().code.clone())
        .collect();
    second.sort();
    assert_eq!(second, ["1", "8", "9"]);
    let before = day("2025-06-30");
    assert_eq!(network.territory_on(first, before), [first]);
    assert_eq!(network.holders_on(first, before), [first]);
}
