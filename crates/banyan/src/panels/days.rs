//! Two days, two networks: the map of each, how many units it has, and the old provinces inside each outline.

use banyan_core::unit::Level;
use banyan_core::words::Day;
use maud::{Markup, html};

use crate::units::{self, Networks};
use crate::web::{Argument, Visit};

/// The last reform that changed how many provinces there are, on its eve and on its day.
pub(super) fn two_days(visit: &Visit, networks: &Networks) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let Some(outlines) = networks.outlines(visit) else { return html! {} };
    let day = outlines.boundaries_of;
    let eve = day.previous();
    let (Some(before), Some(after)) = (counts(visit, networks, eve), counts(visit, networks, day))
    else {
        return html! {};
    };
    let inside = units::inside(&network, day, eve);
    html! {
        section.section {
            h2 { (t.text("two-days")) }
            p.under { (t.with("two-days-under", &[("day", Argument::from(day)), ("before", Argument::from(before[0])), ("after", Argument::from(after[0])), ("communes-before", Argument::from(before[2])), ("communes-after", Argument::from(after[2]))])) }
            div.days {
                (figure(visit, networks, eve, &before, html! {
                    (t.with("boundaries-of-another-day", &[("day", Argument::from(day)), ("asked", Argument::from(eve))]))
                }))
                (figure(visit, networks, day, &after, html! { (t.with("boundaries-of", &[("day", Argument::from(day))])) }))
            }
            details {
                summary { (t.with("outlines-list", &[("outlines", Argument::from(after[0])), ("provinces", Argument::from(before[0]))])) }
                ul.cols3 {
                    @for (code, made_of) in &inside {
                        @if let Some(heir) = network.unit_on(code, day, None) {
                            li {
                                span.strong { (units::unit_link(visit, &network, heir, day)) } " "
                                span.quiet {
                                    @if made_of.as_slice() == [heir] { (t.text("as-before")) }
                                    @else { @for (number, no) in made_of.iter().enumerate() { @if number > 0 { ", " } (units::unit_link(visit, &network, *no, eve)) } }
                                }
                            }
                        }
                    }
                }
            }
            p.small.quiet.mt-2.mb-0 { (t.of_text(&outlines.attribution)) }
        }
    }
}

/// How many provinces, districts and communes a day has.
fn counts(visit: &Visit, networks: &Networks, day: Day) -> Option<[usize; 3]> {
    let tree = networks.tree_on(day, visit.known_at).ok()?;
    let root = tree.root()?;
    Some(
        [Level::Province, Level::District, Level::Commune]
            .map(|level| tree.territories(root, level).count()),
    )
}

fn figure(
    visit: &Visit,
    networks: &Networks,
    day: Day,
    counts: &[usize; 3],
    caption: Markup,
) -> Markup {
    let t = visit.words;
    let [provinces, districts, communes] = *counts;
    html! {
        figure {
            h3 {
                a href={ "/units?on=" (day) } { (t.day(day)) }
                span.num.small {
                    (t.with("count-provinces", &[("n", Argument::from(provinces))])) " · "
                    (t.with("count-districts", &[("n", Argument::from(districts))])) " · "
                    (t.with("count-communes", &[("n", Argument::from(communes))]))
                }
            }
            @if let Ok(tree) = networks.tree_on(day, visit.known_at) { (units::province_map(visit, networks, &tree, day)) }
            figcaption { (caption) }
        }
    }
}
