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
    let names = level_names(t, levels);
    format!("{names}{}{}", t.text("colon"), told.join(&t.text("list-comma")))
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
    pub(super) const WIDE: Size = Size {
        class: "plot wide course",
        width: 760,
        height: 260,
        start: 56,
        end: 250,
        words: true,
    };
    /// The same on a phone.
    pub(super) const NARROW: Size =
        Size { class: "plot narrow", width: 360, height: 240, start: 44, end: 110, words: true };
    /// In a line of a table, beside the words.
    pub(super) const SMALL: Size =
        Size { class: "plot spark", width: 180, height: 32, start: 8, end: 8, words: false };
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

/// Where days and values lie on a drawing.
struct Frame {
    size: Size,
    first: Day,
    last: Day,
    /// The greatest value that is drawn, and the least, in the finest decimals.
    top: Quantity,
    least: i128,
    rtl: bool,
}

/// A value in the finest decimals, so that values of different decimals compare.
fn finest(value: Quantity) -> i128 {
    let missing = u32::from(Quantity::DECIMALS_MAX.saturating_sub(value.decimals()));
    i128::from(value.minor()).saturating_mul(10_i128.saturating_pow(missing))
}

impl Frame {
    /// A frame that holds all values; a percentage is drawn up to the hundred.
    fn of(visit: &Visit, known: &Known, all: &[Series<'_>], size: Size) -> Option<Frame> {
        let (first, last) = span(all)?;
        let targets = || all.iter().flat_map(|own| own.targets.iter());
        let baselines = targets().filter_map(|own| own.baseline.as_ref()?.value.parse().ok());
        let values: Vec<Quantity> =
            targets().filter_map(|target| target.quantity()).chain(baselines).collect();
        let greatest = values.iter().copied().max_by(|one, other| one.compare(*other))?;
        let percent = targets().any(|target| {
            let indicator = known.indicator(&target.indicator);
            indicator.is_some_and(|(_, own)| own.unit_of_measure == "percent")
        });
        let hundred = Quantity::new(100, 0).filter(|_| percent);
        let top = hundred.filter(|hundred| greatest.compare(*hundred).is_lt()).unwrap_or(greatest);
        let least = values.iter().copied().map(finest).min().unwrap_or_default().min(0);
        let rtl = visit.words.language().direction() == Direction::RightToLeft;
        Some(Frame { size, first, last, top, least, rtl })
    }

    fn head(&self) -> i64 {
        if self.size.words { 20 } else { 6 }
    }

    fn bottom(&self) -> i64 {
        self.size.height - if self.size.words { 30 } else { 6 }
    }

    /// A distance from the side where the script begins.
    fn at(&self, along: i64) -> i64 {
        if self.rtl { self.size.width - along } else { along }
    }

    fn x(&self, day: Day) -> i64 {
        let days = i64::from(self.first.days_until(self.last)).max(1);
        let room = self.size.width - self.size.start - self.size.end;
        self.at(self.size.start + i64::from(self.first.days_until(day)) * room / days)
    }

    fn y(&self, value: Quantity) -> i64 {
        let range = (finest(self.top) - self.least).max(1);
        let up = (finest(value) - self.least) * i128::from(self.bottom() - self.head()) / range;
        self.bottom() - i64::try_from(up).unwrap_or_default()
    }
}

/// The drawing; nothing where no target has a value and a day.
pub(super) fn drawing(visit: &Visit, known: &Known, all: &[Series<'_>], size: Size) -> Markup {
    let t = visit.words;
    let Some(frame) = Frame::of(visit, known, all, size) else { return html! {} };
    let drawn: Vec<(&Series<'_>, Vec<Point<'_>>)> =
        all.iter().map(|own| (own, points(own, frame.first, frame.last))).collect();
    // A lone ring says nothing that the words beside it do not.
    let lone = |points: &Vec<Point<'_>>| {
        points.len() < 2 && points.iter().all(|point| point.from.is_none())
    };
    if !size.words && drawn.iter().all(|(_, points)| lone(points)) {
        return html! {};
    }
    let told: Vec<String> = all.iter().map(|own| in_words(t, known, own)).collect();
    let label = format!("{}{}{}", t.text("target-path"), t.text("colon"), told.join("; "));
    let direction = if frame.rtl { "rtl" } else { "ltr" };
    html! {
        svg class=(size.class) viewBox={ "0 0 " (size.width) " " (size.height) } direction=(direction)
            role=[size.words.then_some("img")] aria-label=[size.words.then_some(label)] aria-hidden=[(!size.words).then_some("true")] {
            @for value in [Quantity::new(0, 0), Some(frame.top)].into_iter().flatten() {
                line.ax x1=(frame.at(size.start)) x2=(frame.at(size.width - size.end)) y1=(frame.y(value)) y2=(frame.y(value)) {}
                @if size.words { text x=(frame.at(size.start - 8)) y=(frame.y(value) + 4) text-anchor="end" { (t.quantity(value)) } }
            }
            @for (_, points) in &drawn { @for point in points { (drawn_point(&frame, point)) } }
            @if size.words { (words(visit, known, &frame, &drawn)) }
        }
    }
}

/// A ring, and the way that leads to it: the path, or where none is stated a guide from the point before.
fn drawn_point(frame: &Frame, point: &Point<'_>) -> Markup {
    let (x, y) = (frame.x(point.day), frame.y(point.value));
    html! {
        @match (point.from, point.before) {
            (Some((day, value)), _) => { line.path x1=(frame.x(day)) y1=(frame.y(value)) x2=(x) y2=(y) {} }
            (None, Some((day, value))) => { line.guide x1=(frame.x(day)) y1=(frame.y(value)) x2=(x) y2=(y) {} }
            (None, None) => {}
        }
        circle.ring cx=(x) cy=(y) r=(if frame.size.words { 5 } else { 3 }) {}
    }
}

/// The values beside their rings, and the first and last day below.
fn words(
    visit: &Visit,
    known: &Known,
    frame: &Frame,
    drawn: &[(&Series<'_>, Vec<Point<'_>>)],
) -> Markup {
    let t = visit.words;
    let last_due = drawn.iter().flat_map(|(_, points)| points.iter().map(|point| point.day)).max();
    let beside = if frame.rtl { -10 } else { 10 };
    let led_to = |day: Day| {
        let mut points = drawn.iter().flat_map(|(_, points)| points.iter());
        points.any(|point| point.day == day && (point.before.is_some() || point.from.is_some()))
    };
    html! {
        @for (day, height, words) in labels(visit, known, drawn, frame) {
            @if day == frame.last { text.s x=(frame.x(day) + beside) y=(height) { (words) } }
            // Before its ring, where no line leads to it; else above.
            @else if !led_to(day) { text.s x=(frame.x(day) - beside) y=(height) text-anchor="end" { (words) } }
            @else { text.s x=(frame.x(day)) y=(height - 13) text-anchor="middle" { (words) } }
        }
        text x=(frame.x(frame.first)) y=(frame.size.height - 8) text-anchor="start" { (t.day(frame.first)) }
        @if let Some(day) = last_due { text x=(frame.x(day)) y=(frame.size.height - 8) text-anchor="middle" { (t.day(day)) } }
    }
}

/// The least distance between two lines of words.
const LINE: i64 = 16;

/// The words beside the points, moved apart where they would lie on each other; those of the last day name their level.
fn labels(
    visit: &Visit,
    known: &Known,
    drawn: &[(&Series<'_>, Vec<Point<'_>>)],
    frame: &Frame,
) -> Vec<(Day, i64, String)> {
    let t = visit.words;
    let directives: std::collections::BTreeSet<&str> =
        drawn.iter().map(|(own, _)| own.entry.document.directive.code.as_str()).collect();
    let mut labels: Vec<(Day, i64, String)> = Vec::new();
    for (own, points) in drawn {
        for point in points {
            let mut words = asked(t, known, own.entry, point.target);
            if point.day == frame.last && frame.size.width > 400 {
                let names = level_names(t, point.target.scope.levels());
                words = format!("{words} · {names}");
                if directives.len() > 1 {
                    words = format!("{words} · {}", cited(t, own.entry));
                }
            }
            labels.push((point.day, frame.y(point.value) + 4, words));
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
