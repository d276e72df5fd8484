//! Target paths: from the baseline, or the day of the directive, over the dated targets to the last one, one line for each
//! scope. Time runs with the script. The same is said in words beside every drawing.

use std::collections::BTreeMap;

use banyan_core::programme::{Path, Trajectory};
use banyan_core::words::{Day, Direction, Quantity};
use maud::{Markup, html};

use super::super::actions::Target;
use super::super::store::{Entry, Known};
use super::{asked, cited, level_names};
use crate::web::{Argument, Visit, Words};

/// One scope's targets on an indicator, the earliest first.
pub(super) struct Series<'a> {
    entry: &'a Entry,
    targets: Vec<&'a Target>,
}

/// The targets on an indicator by directive and scope; those without a due day come last in their series.
pub(super) fn series<'a>(targets: &[(&'a Entry, &'a Target)]) -> Vec<Series<'a>> {
    let mut found: BTreeMap<(String, String, String), Series<'a>> = BTreeMap::new();
    for (entry, target) in targets {
        let levels: Vec<&str> = target.scope.levels().iter().map(|level| level.key()).collect();
        let key = (
            entry.document.directive.code.clone(),
            format!("{:?}", target.scope.levels()),
            format!("{} {}", levels.join(","), target.scope.within),
        );
        found.entry(key).or_insert(Series { entry, targets: Vec::new() }).targets.push(target);
    }
    let mut found: Vec<Series<'a>> = found.into_values().collect();
    for series in &mut found {
        series.targets.sort_by_key(|target| (target.due.is_empty(), target.due_day()));
    }
    found.sort_by_key(|series| series.targets.first().map(|target| target.scope.levels()));
    found
}

/// A series in words: "province level: 90 % by 31 December 2025, 100 % by 31 December 2030".
pub(super) fn in_words(t: Words, known: &Known, series: &Series<'_>) -> String {
    let levels = series.targets.first().map(|target| target.scope.levels()).unwrap_or_default();
    let baseline = series.targets.iter().find_map(|target| target.baseline.as_ref());
    let start = baseline.map(|from| {
        t.with(
            "path-from",
            &[("value", Argument::from(&from.value)), ("day", Argument::from(&from.as_of))],
        )
    });
    let points = series.targets.iter().map(|target| {
        let value = asked(t, known, series.entry, target);
        match target.due_day() {
            Some(day) => t.with(
                "path-by",
                &[("value", Argument::from(&value)), ("day", Argument::from(day))],
            ),
            None => value,
        }
    });
    let told: Vec<String> = start.into_iter().chain(points).collect();
    format!("{}: {}", level_names(t, levels), told.join(&t.text("list-comma")))
}

/// A drawing's size, and what it has room for.
#[derive(Clone, Copy)]
pub(super) struct Size {
    class: &'static str,
    width: i64,
    height: i64,
    /// Room at the start for the axis, and at the end for the words of the last points.
    start: i64,
    end: i64,
    words: bool,
}

impl Size {
    /// For a page of its own, on a wide window.
    pub(super) const WIDE: Size =
        Size { class: "plot wide", width: 760, height: 260, start: 56, end: 250, words: true };
    /// The same on a phone.
    pub(super) const NARROW: Size =
        Size { class: "plot narrow", width: 360, height: 240, start: 44, end: 110, words: true };
    /// In a line of a table, beside the words.
    pub(super) const SMALL: Size =
        Size { class: "plot spark", width: 180, height: 48, start: 8, end: 8, words: false };
}

/// What a drawing needs of one target: its day and its value, and the segment that leads there.
struct Point<'a> {
    target: &'a Target,
    day: Day,
    value: Quantity,
    /// Where the path comes from: a day and the value asked on it. None where the value is only judged on its day.
    from: Option<(Day, Quantity)>,
    /// The point before, for a guide where there is no path.
    before: Option<(Day, Quantity)>,
}

/// The points of a series, each with the path that leads to it.
fn points<'a>(series: &Series<'a>, first: Day, last: Day) -> Vec<Point<'a>> {
    let baseline = series.targets.iter().find_map(|target| {
        let from = target.baseline.as_ref()?;
        Some((from.as_of.parse::<Day>().ok()?, from.value.parse::<Quantity>().ok()?))
    });
    let (mut points, mut before) = (Vec::new(), baseline);
    for target in &series.targets {
        let Some(value) = target.quantity() else { continue };
        let trajectory = target.trajectory.parse().unwrap_or(Trajectory::None);
        // A value without a due day that must hold all the time holds to the end of the drawing.
        let day = target.due_day().or((trajectory == Trajectory::Step).then_some(last));
        let Some(day) = day else { continue };
        let start = match (trajectory, before) {
            (Trajectory::Step, None) => Some((first, value)),
            (_, before) => before,
        };
        let path = start.filter(|(start, _)| *start < day).map(|baseline| Path {
            trajectory,
            baseline,
            target: (day, value),
        });
        let from = path.and_then(|path| Some((path.baseline.0, path.on(path.baseline.0)?)));
        points.push(Point { target, day, value, from, before });
        before = Some((day, value));
    }
    points
}

/// The first and last day of all that is drawn; the directive's own day where nothing earlier is stated.
fn span(all: &[Series<'_>]) -> Option<(Day, Day)> {
    let dues =
        || all.iter().flat_map(|own| own.targets.iter().filter_map(|target| target.due_day()));
    let issued = all.iter().filter_map(|own| own.entry.document.directive.day());
    let baselines = all.iter().flat_map(|own| {
        own.targets.iter().filter_map(|own| own.baseline.as_ref()?.as_of.parse::<Day>().ok())
    });
    let first = issued.chain(baselines).chain(dues()).min()?;
    // A measure that only ever must hold is drawn over a year.
    let last = dues().max().unwrap_or(first.plus_days(365));
    Some((first, if last > first { last } else { first.plus_days(365) }))
}

/// The drawing; nothing where no target has a value and a day.
pub(super) fn drawing(visit: &Visit, known: &Known, all: &[Series<'_>], size: Size) -> Markup {
    let t = visit.words;
    let Some((first, last)) = span(all) else { return html! {} };
    let drawn: Vec<(&Series<'_>, Vec<Point<'_>>)> =
        all.iter().map(|own| (own, points(own, first, last))).collect();
    let scaled = |value: Quantity| {
        i128::from(value.minor())
            * 10_i128.pow(u32::from(Quantity::DECIMALS_MAX - value.decimals()))
    };
    let values = drawn.iter().flat_map(|(_, points)| {
        points.iter().flat_map(|point| [Some(point.value), point.from.map(|from| from.1)]).flatten()
    });
    let Some(greatest) = values.clone().max_by(|one, other| one.compare(*other)) else {
        return html! {};
    };
    let percent = all.iter().flat_map(|own| own.targets.iter()).any(|target| {
        known.indicator(&target.indicator).is_some_and(|(_, own)| own.unit_of_measure == "percent")
    });
    let hundred =
        Quantity::new(100, 0).filter(|hundred| percent && greatest.compare(*hundred).is_lt());
    let top = hundred.unwrap_or(greatest);
    let least = values.map(scaled).min().unwrap_or_default().min(0);
    let range = (scaled(top) - least).max(1);
    let rtl = t.language().direction() == Direction::RightToLeft;
    let (bottom, head) = if size.words { (size.height - 30, 16) } else { (size.height - 6, 6) };
    let x = |day: Day| {
        let days = i64::from(first.days_until(last)).max(1);
        let room = size.width - size.start - size.end;
        let along = size.start + i64::from(first.days_until(day)) * room / days;
        if rtl { size.width - along } else { along }
    };
    let y = |value: Quantity| {
        let up = (scaled(value) - least) * i128::from(bottom - head) / range;
        bottom - i64::try_from(up).unwrap_or_default()
    };
    let at = |along: i64| if rtl { size.width - along } else { along };
    let zero = Quantity::new(0, 0);
    let mut dues: Vec<Day> =
        drawn.iter().flat_map(|(_, points)| points.iter().map(|point| point.day)).collect();
    dues.sort();
    dues.dedup();
    let told: Vec<String> = all.iter().map(|own| in_words(t, known, own)).collect();
    let label = format!("{}: {}", t.text("target-path"), told.join("; "));
    html! {
        svg class=(size.class) viewBox={ "0 0 " (size.width) " " (size.height) } direction=(if rtl { "rtl" } else { "ltr" })
            role=[size.words.then_some("img")] aria-label=[size.words.then_some(label)] aria-hidden=[(!size.words).then_some("true")] {
            @for value in [zero, Some(top)].into_iter().flatten() {
                line.ax x1=(at(size.start)) x2=(at(size.width - size.end)) y1=(y(value)) y2=(y(value)) {}
                @if size.words { text x=(at(size.start - 8)) y=(y(value) + 4) text-anchor="end" { (t.quantity(value)) } }
            }
            @for (_, points) in &drawn { @for point in points {
                @match (point.from, point.before) {
                    (Some((day, value)), _) => { line.path x1=(x(day)) y1=(y(value)) x2=(x(point.day)) y2=(y(point.value)) {} }
                    (None, Some((day, value))) => { line.guide x1=(x(day)) y1=(y(value)) x2=(x(point.day)) y2=(y(point.value)) {} }
                    (None, None) => {}
                }
                circle.ring cx=(x(point.day)) cy=(y(point.value)) r=(if size.words { 5 } else { 3 }) {}
            } }
            @if size.words {
                @for (day, height, words) in labels(visit, known, &drawn, &y, last, size) {
                    text.s x=(if rtl { x(day) - 10 } else { x(day) + 10 }) y=(height) { (words) }
                }
                @for day in [Some(first), dues.last().copied()].into_iter().flatten() {
                    text x=(x(day)) y=(size.height - 8) text-anchor=(if day == first { "start" } else { "middle" }) { (t.day(day)) }
                }
            }
        }
    }
}

/// The least distance between two lines of words.
const LINE: i64 = 16;

/// The words beside the points, moved apart where they would lie on each other; those of the last day name their level.
fn labels(
    visit: &Visit,
    known: &Known,
    drawn: &[(&Series<'_>, Vec<Point<'_>>)],
    y: &impl Fn(Quantity) -> i64,
    last: Day,
    size: Size,
) -> Vec<(Day, i64, String)> {
    let t = visit.words;
    let directives: std::collections::BTreeSet<&str> =
        drawn.iter().map(|(own, _)| own.entry.document.directive.code.as_str()).collect();
    let mut labels: Vec<(Day, i64, String)> = Vec::new();
    for (own, points) in drawn {
        for point in points {
            let mut words = asked(t, known, own.entry, point.target);
            if point.day == last && size.width > 400 {
                let names = level_names(t, point.target.scope.levels());
                words = format!("{words} · {names}");
                if directives.len() > 1 {
                    words = format!("{words} · {}", cited(t, own.entry));
                }
            }
            labels.push((point.day, y(point.value) + 4, words));
        }
    }
    labels.sort();
    labels.dedup();
    let mut above: Option<(Day, i64)> = None;
    for (day, height, _) in &mut labels {
        if let Some((same, used)) = above
            && same == *day
            && *height < used + LINE
        {
            *height = used + LINE;
        }
        above = Some((*day, *height));
    }
    labels
}
