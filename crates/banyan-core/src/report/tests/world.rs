//! Small countries for tests: a network with reforms, and a calendar of weekends alone.

use proptest::prelude::*;

use super::document;
use crate::calendar::{Calendar, CalendarDraft, DueRules, Window, Windows};
use crate::report::{Country, InForce, Obligation, Part, Regime, Timeline};
use crate::unit::tests::laws::{after, random};
use crate::unit::tests::{founding, reform};
use crate::unit::{
    DraftChange, Level, Network, NetworkDraft, ReformDraft, ReformId, Rows, Unknown, plan_reform,
};
use crate::words::{Day, Language, Text, Weekday};

pub(super) fn day(written: &str) -> Day {
    written.parse().unwrap()
}

/// A country that tests lend to functions.
#[derive(Debug)]
pub(super) struct World {
    pub(super) network: Network,
    pub(super) windows: Windows,
    pub(super) due: DueRules,
    pub(super) calendar: Calendar,
}

impl World {
    pub(super) fn new(network: Network) -> World {
        let calendar = CalendarDraft {
            known: (day("2025-01-01"), day("2025-12-31")),
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            entries: Vec::new(),
            substitute_rule: None,
        };
        let due = DueRules {
            default: "3 working days".parse().unwrap(),
            by_level: [(Level::Province, "day 25".parse().unwrap())].into(),
        };
        let calendar = Calendar::new(calendar).unwrap();
        World { network, windows: Windows::default(), due, calendar }
    }

    /// Before 1 July 2025 a province P of two districts and five communes; from then on without districts and with the communes
    /// 1, 9 and 8, which was 5. On 10 September the commune 8 becomes a ward.
    pub(super) fn reformed() -> World {
        let (rows, _) = after(&founding(), &reform());
        World::new(changed(rows, &[("8", "2025-09-10")]))
    }

    pub(super) fn country(&self) -> Country<'_> {
        Country {
            network: &self.network,
            windows: &self.windows,
            due: &self.due,
            calendar: &self.calendar,
        }
    }

    /// The code of a unit, as it was called last.
    pub(super) fn code(&self, own: crate::unit::UnitNo) -> &str {
        &self.network.last_version(own).unwrap().code
    }

    /// `unit part first last`, line by line; the part by what came before or after it.
    pub(super) fn lines(&self, owed: &[Obligation<'_>]) -> Vec<String> {
        let line = |own: &Obligation<'_>| {
            let Window { first, last } = own.window;
            let part = match own.part {
                Part::Whole => "whole",
                Part::Days(days) => {
                    assert_eq!(days, own.window);
                    let begun = self.network.first_version(own.unit).unwrap().from == first;
                    let ended =
                        self.network.end(own.unit, None).is_some_and(|end| end.last_day == last);
                    match (begun && first > self.known_from(), ended) {
                        (true, true) => "between",
                        (true, false) => "after",
                        (false, _) => "before",
                    }
                }
            };
            format!("{} {part} {first} {last}", self.code(own.unit))
        };
        owed.iter().map(line).collect()
    }

    pub(super) fn known_from(&self) -> Day {
        let Err(Unknown::BeforeFirstDay { first, .. }) =
            self.network.tree_on(day("1900-01-01"), None)
        else {
            panic!("there is no first day");
        };
        first
    }
}

/// The network after single units got the kind `ward`, each on its day.
fn changed(mut rows: Rows, wards: &[(&str, &str)]) -> Network {
    for (number, (code, on)) in wards.iter().enumerate() {
        let name = Text::in_one(Language::English, "Ward");
        let change = DraftChange { code: (*code).into(), name, kind: "ward".into(), line: 2 };
        let draft = ReformDraft {
            id: ReformId(format!("ward {number}")),
            on: day(on),
            units: Vec::new(),
            transfers: Vec::new(),
            ends: Vec::new(),
            changes: vec![change],
            ..reform()
        };
        // A commune that is not there on the day keeps its kind.
        if let Ok(more) = plan_reform(&Network::new(rows.clone()), &draft) {
            rows.append(more);
        }
    }
    Network::new(rows)
}

fn reformed(founding: &NetworkDraft, draft: &ReformDraft, wards: &[(usize, i32)]) -> Network {
    let communes: Vec<&str> = founding
        .units
        .iter()
        .filter(|unit| unit.level == Level::Commune)
        .map(|unit| unit.code.as_str())
        .collect();
    let days: Vec<(&str, String)> = wards
        .iter()
        .map(|(commune, after)| {
            let on = day("2025-07-02").plus_days(*after);
            (communes[commune % communes.len()], on.to_string())
        })
        .collect();
    let wards: Vec<(&str, &str)> = days.iter().map(|(code, on)| (*code, on.as_str())).collect();
    changed(after(founding, draft).0, &wards)
}

/// A random network with a reform on 1 July 2025 and some communes that become wards in the months behind it.
pub(super) fn any_world() -> impl Strategy<Value = World> {
    let wards = proptest::collection::vec((0_usize..64, 0_i32..120), 0..4);
    (random(), wards)
        .prop_map(|((founding, draft), wards)| World::new(reformed(&founding, &draft, &wards)))
}

/// Versions of one regime, each with the day from which it is in force and what differs from the document of tests.
pub(super) fn timeline(versions: &[(&str, &[(&str, &str)])]) -> Timeline {
    let mut in_force = Vec::new();
    for ((from, changes), number) in versions.iter().zip(1..) {
        let regime = Regime::new(document(changes)).unwrap();
        in_force.push(InForce { version: number, regime, from: day(from), ended: false });
    }
    Timeline::new(in_force).unwrap()
}

/// Versions of one monthly regime, each with its own days, closing and rule for reforms.
pub(super) fn any_timeline(code: &'static str) -> impl Strategy<Value = Timeline> {
    let version = (
        0_i32..300,
        1_i8..10,
        proptest::option::of(1_i8..=12),
        proptest::sample::select(vec![
            "",
            "last day",
            "day 14",
            "day 30",
            "3 days before the last",
        ]),
        any::<bool>(),
        proptest::sample::select(vec![
            r#"{ levels = ["commune"], within = "XX" }"#,
            r#"{ levels = ["commune", "province"], within = "P0" }"#,
            r#"{ levels = ["commune"], kinds = ["ward"], within = "XX" }"#,
            r#"{ levels = ["district"], within = "XX" }"#,
        ]),
        proptest::bool::weighted(0.2),
    );
    proptest::collection::vec(version, 1..4).prop_map(move |versions| {
        let versions = versions.into_iter().zip(1_u32..).map(|(own, number)| {
            let (after, from, until, closes, split, scope, ended) = own;
            let mut own = document(&[("scope", scope)]);
            own.code = code.to_owned();
            own.from = format!("2025-{from:02}").parse().unwrap();
            own.until = until
                .filter(|until| *until >= from)
                .map(|until| format!("2025-{until:02}").parse().unwrap());
            own.closes = closes.parse().ok();
            if split {
                own.straddle = crate::report::Straddle::Split;
            }
            let from = day("2025-01-20").plus_days(after);
            InForce { version: number, regime: Regime::new(own).unwrap(), from, ended }
        });
        Timeline::new(versions.collect()).unwrap()
    })
}
