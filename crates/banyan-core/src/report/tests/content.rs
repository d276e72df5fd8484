//! Three regimes on the network and the calendar of `content/vietnam`: they are right, their ladders find somebody, and the reform of
//! 1 July 2025 falls into their windows as it should.

use std::collections::BTreeMap;

use super::world::{World, day};
use crate::calendar::tests::content::{calendar, due_rules, windows};
use crate::report::{
    InForce, Ladder, Obligation, Part, Regime, Straddle, Timeline, obligations_on,
};
use crate::unit::{
    BodyDraft, DraftEnd, DraftTransfer, DraftUnit, Extent, Level, Network, NetworkDraft,
    ReformDraft, ReformId, Rule, found_network, place_bodies, plan_reform,
};
use crate::words::{Language, Moment, Text};

const COMMUNES: &str = include_str!("regimes/commune_month.toml");
const PROVINCES: &str = include_str!("regimes/province_half_year.toml");
const MINISTRIES: &str = include_str!("regimes/ministry_year.toml");
const TERRITORIES: &str =
    include_str!("../../../../../content/vietnam/network/territories/2025-03-01.csv");
const UNITS: &str =
    include_str!("../../../../../content/vietnam/network/reforms/2025-07-01/units.csv");
const TRANSFERS: &str =
    include_str!("../../../../../content/vietnam/network/reforms/2025-07-01/transfers.csv");
const ENDS: &str =
    include_str!("../../../../../content/vietnam/network/reforms/2025-07-01/ends.csv");
const BODIES: &str = include_str!("../../../../../content/vietnam/network/bodies.toml");

fn lines<T>(file: &str, read: impl Fn(csv::StringRecord) -> T) -> Vec<T> {
    csv::Reader::from_reader(file.as_bytes()).records().map(|line| read(line.unwrap())).collect()
}

fn text(words: &str) -> Text {
    Text::in_one(Language::Vietnamese, words)
}

fn units(file: &str) -> Vec<DraftUnit> {
    lines(file, |line| DraftUnit {
        code: line[0].into(),
        name: text(&line[1]),
        kind: line[2].into(),
        level: line[3].parse().unwrap(),
        parent_code: line[4].into(),
        line: 0,
    })
}

/// Ministries and ministry-level agencies.
fn ministries() -> Vec<BodyDraft> {
    let file: toml::Table = BODIES.parse().unwrap();
    let word =
        |body: &toml::Value, key: &str| body.get(key).map(|own| own.as_str().unwrap().to_owned());
    let bodies = file["body"].as_array().unwrap().iter();
    bodies
        .filter(|body| word(body, "kind").is_some_and(|kind| kind.starts_with("ministry")))
        .map(|body| BodyDraft {
            code: word(body, "code").unwrap(),
            kind: word(body, "kind").unwrap(),
            level: Level::Central,
            parent_code: "VN".into(),
            from: day(&word(body, "from").or(word(body, "known_from")).unwrap()),
            until: word(body, "until").map(|until| day(&until)),
            custodian_code: None,
            name: text(&word(body, "code").unwrap()),
            aliases: Vec::new(),
        })
        .collect()
}

fn network() -> Network {
    let at = Moment::from_microseconds(1);
    let founding = NetworkDraft {
        country_code: "VN".into(),
        country_name: text("Việt Nam"),
        country_kind: "Quốc gia".into(),
        country_from: day("1945-09-02"),
        known_from: day("2025-03-01"),
        units: units(TERRITORIES),
        recorded_at: at,
    };
    let reform = ReformDraft {
        id: ReformId("2025-07-01".into()),
        on: day("2025-07-01"),
        name: text("Sắp xếp"),
        decree: None,
        divided: Some(Rule::DefaultSuccessor),
        without_default: Some(Rule::Equal),
        units: units(UNITS),
        transfers: lines(TRANSFERS, |line| DraftTransfer {
            old_code: line[0].into(),
            new_code: line[1].into(),
            share: line[2].parse().ok(),
            extent: if &line[3] == "whole" { Extent::Whole } else { Extent::Part },
            default_successor: &line[4] == "1",
            line: 0,
        }),
        ends: lines(ENDS, |line| DraftEnd {
            code: line[0].into(),
            custodian_code: line[1].into(),
            line: 0,
        }),
        changes: Vec::new(),
        recorded_at: at,
    };
    let mut rows = found_network(&founding).unwrap();
    rows.append(place_bodies(&Network::new(rows.clone()), &ministries(), at).unwrap());
    rows.append(plan_reform(&Network::new(rows.clone()), &reform).unwrap());
    Network::new(rows)
}

fn world() -> World {
    World { network: network(), windows: windows(), due: due_rules(), calendar: calendar() }
}

/// A regime in force from the first known day, split at reforms or not.
fn timeline(file: &str, straddle: Straddle) -> Timeline {
    let mut document: crate::report::RegimeDocument = toml::from_str(file).unwrap();
    document.straddle = straddle;
    let regime = Regime::new(document).unwrap();
    timeline_of(regime, "2025-03-01")
}

fn timeline_of(regime: Regime, from: &str) -> Timeline {
    Timeline::new(vec![InForce { version: 1, regime, from: day(from), ended: false }]).unwrap()
}

fn of<'o>(owed: &'o [Obligation<'o>], period: &str) -> Vec<&'o Obligation<'o>> {
    owed.iter().filter(|own| own.period.to_string() == period).collect()
}

/// How many owe what: all of a window, its days before the reform of 1 July 2025, those from it on.
fn parts(owed: &[&Obligation<'_>]) -> BTreeMap<&'static str, usize> {
    let mut parts = BTreeMap::new();
    for own in owed {
        let part = match own.part {
            Part::Whole => "whole",
            Part::Days(days) if days.last == day("2025-06-30") => "before",
            Part::Days(days) if days.first == day("2025-07-01") => "after",
            Part::Days(_) => "otherwise",
        };
        *parts.entry(part).or_default() += 1;
    }
    parts
}

#[test]
fn windows_that_straddle_the_first_of_july_are_owed_as_the_regime_says() {
    let world = world();
    let owed = |file: &str, straddle: Straddle, period: &str| {
        let timelines = [timeline(file, straddle)];
        let owed = obligations_on(&timelines, &world.country(), day("2025-12-31"));
        let owed = of(&owed, period);
        let days: Vec<(String, String)> = owed
            .iter()
            .map(|own| (own.window.first.to_string(), own.window.last.to_string()))
            .collect();
        assert_eq!(owed.iter().filter(|own| own.due <= own.window.last).count(), 0);
        (parts(&owed), days.iter().min().unwrap().0.clone(), days.iter().max().unwrap().1.clone())
    };
    let check = |file, straddle, period, expected: &[(&str, usize)], first: &str, last: &str| {
        let found = owed(file, straddle, period);
        let expected = (expected.iter().copied().collect(), first.to_owned(), last.to_owned());
        assert_eq!(found, expected, "{period} {straddle:?}");
    };
    let (july, half, year) = ("2025-07", "2025-S2", "2025");
    let (whole, split) = (Straddle::Whole, Straddle::Split);
    check(COMMUNES, whole, july, &[("whole", 3321)], "2025-06-15", "2025-07-14");
    check(PROVINCES, whole, half, &[("whole", 34)], "2025-06-15", "2025-12-14");
    check(MINISTRIES, whole, year, &[("whole", 17)], "2024-12-15", "2025-12-14");
    check(MINISTRIES, split, year, &[("whole", 17)], "2024-12-15", "2025-12-14");
    // 10,035 communes and 63 provinces before, of which those that nothing happened to go on as themselves.
    let communes = owed(COMMUNES, split, july).0;
    let (before, after, on) = (communes["before"], communes["after"], communes["whole"]);
    assert_eq!(after + on, 3321);
    // Five island districts became special zones: they were no communes before, and go on as themselves.
    assert_eq!(before + on - 5, 10_035);
    let provinces = owed(PROVINCES, split, half).0;
    assert_eq!(provinces["before"] + provinces["whole"], 63);
    assert_eq!(provinces["after"] + provinces["whole"], 34);
    assert_eq!(provinces["whole"], 11);
}

#[test]
fn due_days_are_those_of_the_regime_or_the_country() {
    let world = world();
    let due = |file: &str, period: &str| {
        let timelines = [timeline(file, Straddle::Whole)];
        let owed = obligations_on(&timelines, &world.country(), day("2026-12-31"));
        let days: std::collections::BTreeSet<_> =
            of(&owed, period).iter().map(|own| own.due.to_string()).collect();
        days.into_iter().collect::<Vec<_>>().join(" ")
    };
    // 14 July 2025 is a Monday; 20 December 2025 a Saturday; 14 February 2026 the eve of the long holidays of Tết.
    assert_eq!(due(COMMUNES, "2025-07"), "2025-07-17");
    assert_eq!(due(COMMUNES, "2026-02"), "2026-02-25");
    assert_eq!(due(PROVINCES, "2025-S2"), "2025-12-22");
    assert_eq!(due(MINISTRIES, "2025"), "2025-12-25");
}

#[test]
fn ladders_find_who_accepts_and_nobody_accepts_its_own() {
    let world = world();
    let tree = world.network.tree_on(day("2025-08-01"), None).unwrap();
    let ladder = |file: &str, code: &str| -> Vec<&str> {
        let timeline = timeline(file, Straddle::Whole);
        let own = &timeline.versions()[0];
        assert_eq!(own.regime.unknown(&world.network, &tree), []);
        let reporting = world.network.unit_on(code, tree.day(), None).unwrap();
        let ladder = Ladder { version: own, network: &world.network, tree: &tree, reporting };
        ladder.rungs().into_iter().map(|rung| world.code(rung.unit)).collect()
    };
    // Ba Đình lies in Hà Nội.
    assert_eq!(ladder(COMMUNES, "00004"), ["01"]);
    assert_eq!(ladder(PROVINCES, "40"), ["BKHCN", "VPCP"]);
    assert_eq!(ladder(MINISTRIES, "BCA"), ["BKHCN", "VPCP"]);
    assert_eq!(ladder(MINISTRIES, "BKHCN"), ["VPCP"]);
    assert_eq!(ladder(MINISTRIES, "VPCP"), ["BKHCN"]);
}

#[test]
fn ten_regimes_of_two_years_over_all_communes_are_one_list() {
    let world = world();
    let timelines: Vec<Timeline> = (0..10)
        .map(|number| {
            let mut document =
                timeline(COMMUNES, Straddle::Whole).versions()[0].regime.document().clone();
            document.code = format!("regime_{number}");
            let regime = Regime::new(document).unwrap();
            timeline_of(regime, "2025-06-01")
        })
        .collect();
    let owed = obligations_on(&timelines, &world.country(), day("2027-06-14"));
    assert_eq!(owed.len(), 3321 * 10 * 24);
}
