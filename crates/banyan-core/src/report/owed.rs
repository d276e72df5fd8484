//! What units owe on a day: computed from the versions of a regime, the map and the calendar, and from nothing else.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::{Straddle, Version};
use crate::calendar::{Calendar, DueRules, Period, Window, Windows};
use crate::unit::{Network, Tree, UnitNo};
use crate::words::Day;

/// What a country says of windows, due days and working days.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'c> {
    pub windows: &'c Windows,
    pub due: &'c DueRules,
    pub calendar: &'c Calendar,
}

/// Which days of a window a report is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    Whole,
    /// Some of them, both included, where a reform split the window. Written `2025-06-15_2025-06-30`.
    Days(Window),
}

/// Why a text is no part.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no part of a window; write `whole`, or its first and last day with _ between")]
pub struct PartError(pub String);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Whole => f.write_str("whole"),
            Part::Days(days) => write!(f, "{}_{}", days.first, days.last),
        }
    }
}

impl FromStr for Part {
    type Err = PartError;

    fn from_str(written: &str) -> Result<Part, PartError> {
        let days = |(first, last): (&str, &str)| {
            Some(Window { first: first.parse().ok()?, last: last.parse().ok()? })
        };
        let part = match written {
            "whole" => Some(Part::Whole),
            other => other
                .split_once('_')
                .and_then(days)
                .filter(|own| own.first <= own.last)
                .map(Part::Days),
        };
        part.ok_or_else(|| PartError(written.to_owned()))
    }
}

/// What a unit owes for a period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// The number of the regime's version that asks.
    pub version: u32,
    pub period: Period,
    pub part: Part,
    pub unit: UnitNo,
    /// The days that are counted: the window, or the part of it.
    pub days: Window,
    /// The day from which it stands in the lists: the first that is counted, or the unit's own first day where that is later.
    pub opens: Day,
    pub due: Day,
    /// A day that was looked at lies where the calendar does not know.
    pub assumed: bool,
}

/// Everything that units owe under a regime on `day` or owed before it, for periods that opened from `since` on, in the order of
/// the periods and, within one, of the tree. A period is asked for by the version that was recorded last when its window opened;
/// the first version asks for all periods from its own beginning on that close on the day of its recording or later. Of days from
/// before the network is known nothing is owed.
pub fn obligations(
    versions: &[Version],
    network: &Network,
    rules: Rules<'_>,
    (since, day): (Day, Day),
) -> Vec<Obligation> {
    let Some(first) = versions.first() else { return Vec::new() };
    let mut trees = Trees { network, kept: BTreeMap::new() };
    let mut owed = Vec::new();
    let asked = std::iter::successors(Some(first.regime.from()), |period| period.next());
    for period in asked {
        let opens = first.regime.window(period, rules.windows).first;
        if opens > day {
            break;
        }
        let version = versions.iter().rev().find(|own| own.since <= opens).unwrap_or(first);
        let window = version.regime.window(period, rules.windows);
        if version.ended || !version.regime.asks(period) || window.last < first.since {
            continue;
        }
        // Whoever began within the window owes from then on: such a period is looked at as long as it is open.
        if window.last >= since {
            of_period(version, (period, window), rules, &mut trees, &mut owed);
        }
    }
    owed.retain(|own| own.opens <= day && own.opens >= since);
    owed
}

/// Trees by the first day of their span.
struct Trees<'n> {
    network: &'n Network,
    kept: BTreeMap<Day, Tree>,
}

impl Trees<'_> {
    /// The tree of a day; `None` of one that is not known.
    fn on(&mut self, day: Day) -> Option<&Tree> {
        let start = self.network.span_start(day, None)?;
        if !self.kept.contains_key(&start) {
            self.kept.insert(start, self.network.tree_on(start, None).ok()?);
        }
        self.kept.get(&start)
    }
}

fn of_period(
    version: &Version,
    (period, window): (Period, Window),
    rules: Rules<'_>,
    trees: &mut Trees<'_>,
    owed: &mut Vec<Obligation>,
) {
    let regime = &version.regime;
    let network = trees.network;
    let lives = match regime.document().straddle {
        Straddle::Whole => vec![window],
        Straddle::Split => spans(network, window),
    };
    // Each unit with the days on which it was of the scope.
    let mut days: Vec<(UnitNo, Window)> = Vec::new();
    let mut place: BTreeMap<UnitNo, usize> = BTreeMap::new();
    for span in lives {
        let Some(tree) = trees.on(span.last) else { continue };
        for unit in regime.scope().holders(network, tree) {
            let before = place.get(&unit).and_then(|at| days.get_mut(*at));
            match before.filter(|(_, own)| own.last.next() == span.first) {
                Some((_, own)) => own.last = span.last,
                None => {
                    place.insert(unit, days.len());
                    days.push((unit, span));
                }
            }
        }
    }
    for (unit, days) in days {
        let Some(tree) = trees.on(days.last) else { continue };
        let Some(level) = tree.place(unit).map(|place| place.level) else { continue };
        let moved = regime.due(level, days.last, rules.due, rules.calendar);
        let founded = network.first_version(unit).map_or(days.first, |version| version.from);
        let part = if days == window { Part::Whole } else { Part::Days(days) };
        owed.push(Obligation {
            version: version.number,
            period,
            part,
            unit,
            days,
            opens: days.first.max(founded),
            due: moved.day,
            assumed: moved.assumed,
        });
    }
}

/// The parts of a window in which the map stays as it is, the first one first.
fn spans(network: &Network, window: Window) -> Vec<Window> {
    let mut spans = Vec::new();
    let mut last = window.last;
    loop {
        let start = network.span_start(last, None).unwrap_or(window.first).max(window.first);
        spans.push(Window { first: start, last });
        if start == window.first {
            break;
        }
        last = start.previous();
    }
    spans.reverse();
    spans
}
