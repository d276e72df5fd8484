//! What is owed, compared with a slow model that walks from day to day and asks of every unit alone.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::world::{World, any_timeline, any_world, day, timeline};
use crate::calendar::{Period, Window};
use crate::programme::ScopeLevel;
use crate::report::{
    Change, InForce, Obligation, Straddle, Timeline, changes, next_change, obligations_on,
    obligations_since,
};
use crate::unit::UnitNo;
use crate::words::Day;

/// Which version asks for a period, found by waiting day by day until it opens.
fn asking<'t>(timeline: &'t Timeline, period: Period, world: &World) -> Option<&'t InForce> {
    let mut today = day("2024-01-01");
    loop {
        let first = timeline.versions().first();
        let in_force =
            timeline.versions().iter().rev().find(|own| {
                own.from <= today && own.regime.document().from.first() <= period.first()
            });
        let own = in_force.or(first)?;
        let window = own.regime.window(period, &world.windows);
        if window.first <= today {
            let asks = !own.ended && own.regime.asks(period) && first?.from <= window.last;
            return asks.then_some(own);
        }
        today = today.next();
    }
}

/// Whether a unit is in the scope, by its own version and the units above it.
fn in_scope(world: &World, own: &InForce, unit: UnitNo, on: Day) -> bool {
    let network = &world.network;
    let scope = &own.regime.document().scope;
    let version = network.version_on(unit, on, None).unwrap();
    let level = match version.level.key() {
        "province" => ScopeLevel::Province,
        "district" => ScopeLevel::District,
        "commune" => ScopeLevel::Commune,
        _ => return false,
    };
    let kinds = &scope.kinds;
    if !scope.levels.contains(&level) || !(kinds.is_empty() || kinds.contains(&version.kind)) {
        return false;
    }
    // The territory that the code named when the version came into force, or what became of it; there was none before it began.
    let mut within = network.unit_on(&scope.within, own.from.max(world.known_from()), None);
    while let Some(ended) =
        within.filter(|no| network.end(*no, None).is_some_and(|end| end.last_day < on))
    {
        within = network.successors(ended, None).first().map(|heir| heir.unit);
    }
    let mut at = Some(unit);
    while let Some(unit) = at {
        if Some(unit) == within {
            return true;
        }
        let version = network.version_on(unit, on, None).unwrap();
        at = version.parent.as_ref().and_then(|id| network.find(id));
    }
    false
}

/// The first and last day of a window on which a unit stands; before what is known, it stands if it did on the first known day.
fn stands(world: &World, unit: UnitNo, window: Window) -> Option<(Day, Day)> {
    let open = |on: Day| world.network.open_on(unit, on.max(world.known_from()), None);
    let days = 0..=window.first.days_until(window.last);
    let open: Vec<Day> = days.map(|by| window.first.plus_days(by)).filter(|on| open(*on)).collect();
    Some((*open.first()?, *open.last()?))
}

type Row = (String, u32, UnitNo, Period, String, Day, Day, Day, Day);

fn row(own: &Obligation<'_>) -> Row {
    let Window { first, last } = own.window;
    let (regime, version) = (own.regime.to_owned(), own.version);
    (regime, version, own.unit, own.period, own.part.to_string(), first, last, own.opens, own.due)
}

fn model(timelines: &[Timeline], world: &World, today: Day) -> BTreeSet<Row> {
    let mut rows = BTreeSet::new();
    let periods = (0..18).scan("2024-12".parse::<Period>().unwrap(), |period, _| {
        let own = *period;
        *period = period.next().unwrap();
        Some(own)
    });
    for (timeline, period) in
        periods.flat_map(|period| timelines.iter().map(move |own| (own, period)))
    {
        let Some(own) = asking(timeline, period, world) else { continue };
        let window = own.regime.window(period, &world.windows);
        for unit in world.network.numbers() {
            let Some((first, last)) = stands(world, unit, window) else { continue };
            let whole = own.regime.straddle() == Straddle::Whole;
            if last < world.known_from()
                || (whole && last < window.last)
                || !in_scope(world, own, unit, last)
            {
                continue;
            }
            let first = if whole { window.first } else { first };
            let part = match (first == window.first, last == window.last) {
                (true, true) => "whole".to_owned(),
                _ => format!("{first}_{last}"),
            };
            let level = world.network.version_on(unit, last, None).unwrap().level;
            let due = own.regime.due(level, window.last, &world.due, &world.calendar).day;
            let there = world.network.first_version(unit).unwrap().from;
            let opens = first.max(own.from).max(there);
            if opens <= today {
                let (code, version) = (timeline.code().to_owned(), own.version);
                rows.insert((code, version, unit, period, part, first, last, opens, due));
            }
        }
    }
    rows
}

fn any_day() -> impl Strategy<Value = Day> {
    (0_i32..420).prop_map(|by| day("2024-12-01").plus_days(by))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_owed_is_what_a_walk_from_day_to_day_finds(
        world in any_world(),
        one in any_timeline("one"),
        two in any_timeline("two"),
        today in any_day(),
    ) {
        let timelines = [one, two];
        let owed = obligations_on(&timelines, &world.country(), today);
        let rows: BTreeSet<Row> = owed.iter().map(row).collect();
        prop_assert_eq!(rows.len(), owed.len(), "a row stands twice");
        prop_assert_eq!(rows, model(&timelines, &world, today));
    }

    #[test]
    fn each_unit_owes_a_period_once_and_never_before_it_closed(
        world in any_world(),
        own in any_timeline("one"),
        today in any_day(),
    ) {
        let timelines = [own];
        let owed = obligations_on(&timelines, &world.country(), today);
        let keys: BTreeSet<(Period, UnitNo)> = owed.iter().map(|own| (own.period, own.unit)).collect();
        prop_assert_eq!(keys.len(), owed.len());
        for own in &owed {
            prop_assert!(own.opens <= today && own.window.first <= own.opens);
            prop_assert!(own.window.first <= own.window.last && own.window.last < own.due);
            // Someone who stands, unless the unit itself is still to come.
            prop_assert!(
                own.holder == own.unit || world.network.open_on(own.holder, today, None)
            );
            let ended = world.network.end(own.unit, None).is_some_and(|end| end.last_day < today);
            prop_assert_eq!(ended, own.holder != own.unit);
        }
    }

    #[test]
    fn parts_of_a_split_window_are_handed_over_from_day_to_day(
        world in any_world(),
        period in 1_i8..12,
    ) {
        let from = format!("\"2025-{period:02}\"");
        let timelines = [timeline(&[
            ("2025-01-01", &[("from", &from), ("until", &from), ("closes", "\"day 14\""), ("straddle", "\"split\"")]),
        ])];
        let owed = obligations_on(&timelines, &world.country(), day("2026-01-01"));
        let by_unit: BTreeMap<UnitNo, &Obligation<'_>> = owed.iter().map(|own| (own.unit, own)).collect();
        for own in &owed {
            let whole = timelines[0].versions()[0].regime.window(own.period, &world.windows);
            let successors = world.network.successors(own.unit, None);
            if own.window.last < whole.last {
                prop_assert!(!successors.is_empty());
                for heir in successors {
                    prop_assert_eq!(by_unit[&heir.unit].window.first, own.window.last.next());
                }
            }
            if own.window.first > whole.first {
                let predecessors = world.network.predecessors(own.unit, None);
                prop_assert!(!predecessors.is_empty());
                for predecessor in predecessors {
                    prop_assert_eq!(by_unit[&predecessor.unit].window.last.next(), own.window.first);
                }
            }
        }
    }

    #[test]
    fn an_amendment_moves_nothing_that_opened_before_it(
        world in any_world(),
        own in any_timeline("one"),
        amended in any_timeline("one"),
    ) {
        let mut versions = own.versions().to_vec();
        let last = versions.last().unwrap().clone();
        let amended = &amended.versions()[0];
        let from = amended.from.max(last.from.next());
        versions.push(InForce { version: last.version + 1, from, ..amended.clone() });
        let (before, after) = ([own], [Timeline::new(versions).unwrap()]);
        let opened = |timelines: &[Timeline]| -> BTreeSet<Row> {
            let owed = obligations_on(timelines, &world.country(), day("2026-12-31"));
            let opened = owed.iter().filter(|own| {
                let in_force = timelines[0].asking(own.period, &world.windows).unwrap();
                in_force.opens(in_force.regime.window(own.period, &world.windows)) < from
            });
            opened.map(row).collect()
        };
        prop_assert_eq!(opened(&before), opened(&after));
    }

    #[test]
    fn lists_of_days_add_up_and_nothing_changes_before_the_next_change(
        world in any_world(),
        own in any_timeline("one"),
        today in any_day(),
        ahead in 0_i32..40,
    ) {
        let timelines = [own];
        let country = world.country();
        let later = today.plus_days(ahead);
        let (old, new) = (obligations_on(&timelines, &country, today), obligations_on(&timelines, &country, later));
        let since = obligations_since(&timelines, &country, today.next(), later);
        let added: BTreeSet<Row> = changes(&old, &new)
            .iter()
            .filter_map(|change| match change {
                Change::Added(own) => Some(row(own)),
                // Time alone takes nothing back, and moves only who holds it.
                Change::Withdrawn(own) => panic!("{own:?}"),
                Change::Moved { before, after } => {
                    assert_eq!(row(before), row(after));
                    None
                }
            })
            .collect();
        prop_assert_eq!(since.iter().map(row).collect::<BTreeSet<Row>>(), added);
        let next = next_change(&timelines, &country, today);
        prop_assert!(next.is_none_or(|next| next > today));
        if next.is_none_or(|next| next > later) {
            prop_assert_eq!(old, new);
        }
    }
}
