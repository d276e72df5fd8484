//! A topology as TopoJSON has it (github.com/topojson/topojson-specification): arcs that shapes share, and where they lie on
//! a flat map.

use anyhow::{Context, Result};
use serde_json::Value;

/// A place on the ground: longitude, latitude.
type Ground = (f64, f64);

/// Arcs by number, and the shapes made of them.
pub(super) struct Topology {
    pub arcs: Vec<Vec<Ground>>,
    pub shapes: Vec<Shape>,
}

/// A code with its rings; each ring is a list of arcs, `!n` for arc `n` walked backwards.
pub(super) struct Shape {
    pub code: String,
    pub rings: Vec<Vec<i64>>,
}

impl Topology {
    /// Reads a topology with one object.
    ///
    /// # Errors
    /// When a part is missing or of another shape.
    pub(super) fn read(text: &str) -> Result<Topology> {
        let file: Value = serde_json::from_str(text)?;
        let scale = pair(&file["transform"]["scale"]).context("no scale")?;
        let origin = pair(&file["transform"]["translate"]).context("no translation")?;
        let arcs = file["arcs"].as_array().context("no arcs")?;
        let arcs = arcs.iter().map(|arc| {
            let (mut x, mut y) = (0.0, 0.0);
            let points = arc.as_array().context("an arc is no list")?.iter().map(|step| {
                let (dx, dy) = pair(step).context("a step is no pair")?;
                (x, y) = (x + dx, y + dy);
                Ok((x * scale.0 + origin.0, y * scale.1 + origin.1))
            });
            points.collect::<Result<Vec<_>>>()
        });
        let arcs = arcs.collect::<Result<Vec<_>>>()?;
        let objects = file["objects"].as_object().and_then(|all| all.values().next());
        let shapes = objects.and_then(|object| object["geometries"].as_array());
        let shapes = shapes.context("no geometries")?.iter().map(shape);
        Ok(Topology { arcs, shapes: shapes.collect::<Result<_>>()? })
    }
}

fn pair(value: &Value) -> Option<(f64, f64)> {
    Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?))
}

fn shape(geometry: &Value) -> Result<Shape> {
    let code = geometry["id"].as_str().context("a geometry has no id")?.to_owned();
    let arcs = geometry["arcs"].as_array().with_context(|| format!("{code} has no arcs"))?;
    let polygons: Vec<&Value> = match geometry["type"].as_str() {
        Some("MultiPolygon") => {
            arcs.iter().flat_map(|polygon| polygon.as_array()).flatten().collect()
        }
        _ => arcs.iter().collect(),
    };
    let ring = |ring: &Value| {
        let numbers = ring.as_array().into_iter().flatten().map(Value::as_i64);
        numbers.collect::<Option<Vec<i64>>>().with_context(|| format!("a ring of {code}"))
    };
    Ok(Shape { code: code.clone(), rings: polygons.into_iter().map(ring).collect::<Result<_>>()? })
}

/// Equirectangular: degrees of longitude are as wide as they are on the middle parallel.
pub(super) struct Projection {
    west: f64,
    north: f64,
    across: f64,
    down: f64,
    south: f64,
}

impl Projection {
    /// Fits all arcs into a width.
    pub(super) fn of(topology: &Topology, width: f64) -> Projection {
        let all = || topology.arcs.iter().flatten();
        let least = |of: fn(&Ground) -> f64| all().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&Ground) -> f64| all().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (west, east) = (least(|at| at.0), most(|at| at.0));
        let (south, north) = (least(|at| at.1), most(|at| at.1));
        let across = width / (east - west);
        let down = across / f64::midpoint(south, north).to_radians().cos();
        Projection { west, north, across, down, south }
    }

    /// A place on the drawing.
    pub(super) fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        ((longitude - self.west) * self.across, (self.north - latitude) * self.down)
    }

    pub(super) fn height(&self) -> f64 {
        (self.north - self.south) * self.down
    }
}
