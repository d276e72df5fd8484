//! What is owed on a day, from regimes, the network and the calendar. A pure function: the projection of obligations is compared
//! with it.

use std::collections::HashMap;
use std::rc::Rc;

use super::document::Straddle;
use super::obligation::{Country, Obligation, Part};
use super::timeline::{InForce, Timeline};
use crate::calendar::{Period, Window};
use crate::unit::{Tree, UnitNo};
use crate::words::{Day, Level};

/// Everything that has been owed up to a day, done or not: what opened on it or before it, with who holds it on that day. By
/// regime, version and period; within a period who ended before who stands, each in tree order.
///
/// A regime that is [`Straddle::Whole`] is owed by the open units of its scope on the last day of a window, as that day's map is
/// known. One that is [`Straddle::Split`] is owed by each unit for the days on which it stood, where it was in the scope on the
/// last of them. What stood on the first day of which the network knows counts as having stood before. Nobody owes anything before
/// being there. A period that closed before the first known day is owed by nobody that is known; [`unknown_windows`] lists it.
pub fn obligations_on<'r>(
    timelines: &'r [Timeline],
    country: &Country<'_>,
    day: Day,
) -> Vec<Obligation<'r>> {
    opened(timelines, country, None, day)
}

/// Of [`obligations_on`], what opened on `first` or behind it.
pub fn obligations_since<'r>(
    timelines: &'r [Timeline],
    country: &Country<'_>,
    first: Day,
    day: Day,
) -> Vec<Obligation<'r>> {
    opened(timelines, country, Some(first), day)
}

/// The periods that are asked for by a day and closed before the first day of which the network knows, each with its regime and
/// version: a later map never answers for them.
pub fn unknown_windows<'r>(
    timelines: &'r [Timeline],
    country: &Country<'_>,
    day: Day,
) -> Vec<(&'r InForce, Period)> {
    let known_from = country.network.territories_known_from();
    let versions = timelines.iter().flat_map(|own| own.versions().iter().map(move |v| (own, v)));
    versions
        .flat_map(|(timeline, own)| {
            timeline
                .asked_by(own, country.windows, day)
                .filter(|(_, window)| own.opens(*window) <= day)
                .filter(|(_, window)| known_from.is_none_or(|first| window.last < first))
                .map(move |(period, _)| (own, period))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The next day after `day` on which something else is owed, or by somebody else, as far as is known now: a window opens, a
/// version comes into force, a unit begins or ends. `None` where nothing is to come.
pub fn next_change(timelines: &[Timeline], country: &Country<'_>, day: Day) -> Option<Day> {
    let openings = timelines.iter().filter_map(|own| own.next_opening(country.windows, day));
    let network = country.network;
    let turns = network.numbers().flat_map(|no| {
        let versions = network.versions(no).iter().map(|version| version.from);
        versions.chain(network.end(no, None).map(|end| end.last_day.next()))
    });
    openings.chain(turns.filter(|turn| *turn > day)).min()
}

fn opened<'r>(
    timelines: &'r [Timeline],
    country: &Country<'_>,
    first: Option<Day>,
    day: Day,
) -> Vec<Obligation<'r>> {
    let mut survey = Survey::new(country);
    let today = survey.tree(day);
    let mut owed = Vec::new();
    for timeline in timelines {
        for own in timeline.versions() {
            let mut ask =
                Ask { own, holders: HashMap::new(), today: today.as_deref(), owed: &mut owed };
            for (period, window) in timeline.asked_by(own, country.windows, day) {
                let last_opening = window.last.max(own.from);
                if first.is_none_or(|first| first <= last_opening) {
                    ask.period(&mut survey, period, window, first, day);
                }
            }
        }
    }
    owed
}

/// Trees and ends, each looked up once.
struct Survey<'c> {
    country: &'c Country<'c>,
    /// Every day on which the network differs from the day before, in order; between two of them there is one tree.
    turns: Vec<Day>,
    /// Every end by its last day.
    ends: Vec<(Day, UnitNo)>,
    trees: HashMap<Day, Option<Rc<Tree>>>,
}

impl<'c> Survey<'c> {
    fn new(country: &'c Country<'c>) -> Survey<'c> {
        let network = country.network;
        let ends = network.numbers().filter_map(|no| Some((network.end(no, None)?.last_day, no)));
        let mut ends: Vec<(Day, UnitNo)> = ends.collect();
        ends.sort();
        let versions = network.numbers().flat_map(|no| network.versions(no));
        let mut turns: Vec<Day> = versions.map(|version| version.from).collect();
        turns.extend(ends.iter().map(|(last, _)| last.next()));
        turns.sort();
        turns.dedup();
        Survey { country, turns, ends, trees: HashMap::new() }
    }

    /// The first day of the span in which a day lies.
    fn span(&self, day: Day) -> Day {
        let behind = self.turns.partition_point(|turn| *turn <= day);
        behind.checked_sub(1).and_then(|last| self.turns.get(last)).copied().unwrap_or(day)
    }

    /// The tree of a day; `None` where it is unknown.
    fn tree(&mut self, day: Day) -> Option<Rc<Tree>> {
        let span = self.span(day);
        let network = self.country.network;
        let tree = || network.tree_on(span, None).ok().map(Rc::new);
        self.trees.entry(span).or_insert_with(tree).clone()
    }

    /// The days within a window, its last one left out, that are the last of some unit.
    fn last_days(&self, window: Window) -> Vec<Day> {
        let from = self.ends.partition_point(|(last, _)| *last < window.first);
        let until = self.ends.partition_point(|(last, _)| *last < window.last);
        let mut days: Vec<Day> =
            self.ends.get(from..until).unwrap_or(&[]).iter().map(|(last, _)| *last).collect();
        days.dedup();
        days
    }
}

/// One version of a regime, asking period after period.
struct Ask<'r, 'a> {
    own: &'r InForce,
    /// Who holds the scope in each span, with their level.
    holders: HashMap<Day, Rc<Vec<(UnitNo, Level)>>>,
    /// The tree of the day that is asked about.
    today: Option<&'a Tree>,
    owed: &'a mut Vec<Obligation<'r>>,
}

impl Ask<'_, '_> {
    fn period(
        &mut self,
        survey: &mut Survey<'_>,
        period: Period,
        window: Window,
        first: Option<Day>,
        day: Day,
    ) {
        let network = survey.country.network;
        let known_from = network.territories_known_from();
        let split = self.own.regime.straddle() == Straddle::Split;
        let mut dues: Vec<(Level, Day, bool)> = Vec::new();
        let ended = if split { survey.last_days(window) } else { Vec::new() };
        for last in ended.into_iter().chain([window.last]) {
            for (unit, level) in self.holders(survey, last).iter().copied() {
                if last < window.last
                    && network.end(unit, None).is_none_or(|end| end.last_day != last)
                {
                    continue;
                }
                let stands_from = network.first_version(unit).map(|version| version.from);
                let began = stands_from
                    .filter(|from| split && *from > window.first && known_from < Some(*from));
                let window_of_part = Window { first: began.unwrap_or(window.first), last };
                let part = match window_of_part == window {
                    true => Part::Whole,
                    false => Part::Days(window_of_part),
                };
                let opens = self.own.opens(window_of_part).max(stands_from.unwrap_or(window.first));
                if opens > day || first.is_some_and(|first| opens < first) {
                    continue;
                }
                let known = dues.iter().find(|(own, _, _)| *own == level).copied();
                let (_, due, assumed) = known.unwrap_or_else(|| {
                    let country = survey.country;
                    let moved =
                        self.own.regime.due(level, window.last, country.due, country.calendar);
                    let due = (level, moved.day, moved.assumed);
                    dues.push(due);
                    due
                });
                self.owed.push(Obligation {
                    regime: self.own.regime.code(),
                    version: self.own.version,
                    unit,
                    period,
                    part,
                    window: window_of_part,
                    opens,
                    due,
                    assumed,
                    holder: self.today.map_or(unit, |today| holder(today, unit)),
                });
            }
        }
    }

    /// Who holds the scope on a day, with their level.
    fn holders(&mut self, survey: &mut Survey<'_>, day: Day) -> Rc<Vec<(UnitNo, Level)>> {
        let span = survey.span(day);
        if let Some(known) = self.holders.get(&span) {
            return Rc::clone(known);
        }
        let found = survey.tree(day).map_or_else(Vec::new, |tree| {
            let holders =
                self.own.regime.scope(self.own.from).holders(survey.country.network, &tree);
            let placed = holders.into_iter().filter_map(|no| Some((no, tree.place(no)?.level)));
            placed.collect()
        });
        let found = Rc::new(found);
        self.holders.insert(span, Rc::clone(&found));
        found
    }
}

/// Who does in a tree what a unit owes: the unit itself while it stands or has not begun, else the nearest above it that stands,
/// which is its custodian.
pub fn holder(tree: &Tree, unit: UnitNo) -> UnitNo {
    let Some(place) = tree.place(unit).filter(|place| !place.open) else { return unit };
    let above = tree.ancestors(place).into_iter().find(|above| above.open);
    above.map_or(unit, |above| above.unit)
}
