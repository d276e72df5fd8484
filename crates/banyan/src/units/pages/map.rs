//! The map of provinces: every outline a link with a name, and a figure behind it where there is one.

use maud::{Markup, html};

use super::super::Outlines;

/// How one outline is drawn and named.
#[derive(Clone, Debug)]
pub struct MapMark {
    /// The code whose outline it is.
    pub code: String,
    /// What a reader hears and sees on it.
    pub label: String,
    pub address: String,
    /// A class of the style sheet: `k2`, `k3`, `on`, or nothing.
    pub class: &'static str,
}

/// The outlines with their marks; an outline without a mark is not drawn.
pub fn map(outlines: &Outlines, marks: &[MapMark], label: &str) -> Markup {
    // The one that is marked is drawn last, so that its line lies above its neighbours'.
    let mut order: Vec<&MapMark> = marks.iter().collect();
    order.sort_by_key(|mark| mark.class.contains("on"));
    html! {
        svg.map viewBox=(outlines.view_box) role="group" aria-label=(label) {
            @for mark in order {
                @if let Some((_, path)) = outlines.paths.iter().find(|(code, _)| *code == mark.code) {
                    a href=(mark.address) aria-label=(mark.label) {
                        path class=[(!mark.class.is_empty()).then_some(mark.class)] d=(path) { title { (mark.label) } }
                    }
                }
            }
            @for (text, x, y) in &outlines.labels {
                text x=(x) y=(y) text-anchor="middle" aria-hidden="true" { (text) }
            }
        }
    }
}
