//! From arcs to paths: simplified once each, rounded to tenths, stitched into rings, written as short relative steps.

use super::topology::{Projection, Shape, Topology};

/// A point of the drawing in tenths of its unit: what is written is exact from here on.
pub(super) type Tenths = (i64, i64);

/// Half the side of the mark of an islet that would vanish, in tenths.
const ISLET: i64 = 4;

/// Every arc on the drawing, simplified; its ends stay, so that arcs still meet.
pub(super) fn simplified(
    topology: &Topology,
    projection: &Projection,
    tolerance: f64,
) -> Vec<Vec<Tenths>> {
    let drawn = |arc: &Vec<(f64, f64)>| {
        let points: Vec<(f64, f64)> = arc.iter().map(|at| projection.place(at.0, at.1)).collect();
        let mut kept: Vec<Tenths> = thinned(&points, tolerance)
            .into_iter()
            .map(|(x, y)| ((x * 10.0).round() as i64, (y * 10.0).round() as i64))
            .collect();
        kept.dedup();
        kept
    };
    topology.arcs.iter().map(drawn).collect()
}

/// Douglas and Peucker (1973): points nearer to the chord than the tolerance go. A closed arc is split at its farthest point.
fn thinned(points: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let farthest = points
        .iter()
        .enumerate()
        .map(|(number, point)| (distance(*point, *first, *last), number))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    match farthest {
        Some((far, split)) if far > tolerance && split > 0 && split + 1 < points.len() => {
            let mut kept = thinned(points.get(..=split).unwrap_or_default(), tolerance);
            kept.pop();
            kept.extend(thinned(points.get(split..).unwrap_or_default(), tolerance));
            kept
        }
        _ if points.len() == 1 => vec![*first],
        _ => vec![*first, *last],
    }
}

/// From a point to a chord; to its end where the chord has no length.
fn distance(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (px, py) = (point.0 - from.0, point.1 - from.1);
    let length = dx.hypot(dy);
    if length == 0.0 { px.hypot(py) } else { (px * dy - py * dx).abs() / length }
}

/// The path of a shape: each ring its arcs in order; a ring that shrank to a line or a point keeps a small square.
pub(super) fn path(shape: &Shape, arcs: &[Vec<Tenths>]) -> String {
    let mut written = String::new();
    for ring in &shape.rings {
        let mut points: Vec<Tenths> = Vec::new();
        for number in ring {
            let backwards = *number < 0;
            let index =
                usize::try_from(if backwards { !number } else { *number }).unwrap_or_default();
            let mut arc = arcs.get(index).cloned().unwrap_or_default();
            if backwards {
                arc.reverse();
            }
            points.extend(arc);
        }
        points.dedup();
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let Some((x, y)) = points.first().copied() else { continue };
        if points.len() < 3 {
            points = vec![
                (x - ISLET, y - ISLET),
                (x + ISLET, y - ISLET),
                (x + ISLET, y + ISLET),
                (x - ISLET, y + ISLET),
            ];
        }
        write_ring(&mut written, &points);
    }
    written
}

fn write_ring(written: &mut String, points: &[Tenths]) {
    let Some(((x, y), others)) = points.split_first() else { return };
    written.push('M');
    written.push_str(&number(*x));
    join(written, *y);
    let (mut x, mut y) = (*x, *y);
    for (position, (next_x, next_y)) in others.iter().enumerate() {
        if position == 0 {
            written.push('l');
            written.push_str(&number(next_x - x));
        } else {
            join(written, next_x - x);
        }
        join(written, next_y - y);
        (x, y) = (*next_x, *next_y);
    }
    written.push('z');
}

/// A number behind another: a minus sign parts them as well as a space.
fn join(written: &mut String, tenths: i64) {
    if tenths >= 0 {
        written.push(' ');
    }
    written.push_str(&number(tenths));
}

/// Tenths as short as a path allows: `.5`, `-3`, `12.1`.
fn number(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    match (whole, part) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, part) => format!("{sign}.{part}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}
