//! A map is drawn from a small topology: two squares with a crooked border between them, and an islet.

use super::topology::Topology;
use super::{MAP, drawn};

/// West square of arcs 0 and 1, east square of arcs 2 and 1 backwards; arc 3 is an islet.
const SQUARES: &str = r#"{
  "type": "Topology",
  "transform": { "scale": [0.001, 0.001], "translate": [100, 0] },
  "objects": { "data": { "geometries": [
    { "type": "Polygon", "id": "01", "arcs": [[0, 1]] },
    { "type": "MultiPolygon", "id": "02", "arcs": [[[2, -2]], [[3]]] }
  ] } },
  "arcs": [
    [[5000, 0], [-5000, 0], [0, 10000], [5000, 0]],
    [[5000, 10000], [300, -3000], [-600, -3000], [300, -4000]],
    [[5000, 10000], [5000, 0], [0, -10000], [-5000, 0]],
    [[9000, 5000], [1, 0], [0, 1], [-1, -1]]
  ]
}"#;

const HEAD: &str = r#"
boundaries_of = "2025-07-01"
attribution = { en = "Outlines: somebody's" }
[[label]]
text = "The sea"
longitude = "105"
latitude = "5"
x = "0"
y = "0"
"#;

fn map() -> toml::Table {
    let topology = Topology::read(SQUARES).unwrap();
    drawn(&topology, &HEAD.parse().unwrap()).unwrap().parse().unwrap()
}

fn path(map: &toml::Table, number: usize) -> String {
    map["outline"][number]["path"].as_str().unwrap().to_owned()
}

#[test]
fn head_is_kept_and_labels_are_placed_by_their_longitude_and_latitude() {
    let map = map();
    assert_eq!(map["boundaries_of"].as_str(), Some("2025-07-01"));
    assert_eq!(map["attribution"]["en"].as_str(), Some("Outlines: somebody's"));
    assert_eq!(map["label"][0]["x"].as_str(), Some("260.0"), "half of the width");
    assert_eq!(map["view_box"].as_str(), Some("0 0 520 522"), "the middle parallel is 5 degrees");
}

#[test]
fn neighbours_share_their_border_to_the_last_tenth() {
    let map = map();
    // Down the border on the west side, up the same bends on the east side; the last step closes each ring.
    let (west, east) = (path(&map, 0), path(&map, 1));
    assert!(west.ends_with(" 15.6 156.6-31.2 156.6z"), "{west}");
    assert!(east.contains("-15.6-208.8 31.2-156.6z"), "{east}");
}

#[test]
fn islet_that_would_vanish_keeps_a_mark() {
    let east = path(&map(), 1);
    assert_eq!(east.matches('M').count(), 2, "{east}");
    assert!(east.ends_with("l.8 0 0 .8-.8 0z"), "{east}");
}

#[test]
fn another_shape_is_refused_with_what_it_lacks() {
    let refusal = Topology::read("{}").err().unwrap().to_string();
    assert_eq!(refusal, "no scale");
    let topology = Topology::read(SQUARES).unwrap();
    let headless = drawn(&topology, &toml::Table::new()).err().unwrap().to_string();
    assert_eq!(headless, format!("{MAP} lacks `boundaries_of`"));
}
