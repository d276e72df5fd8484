//! A unit's life line: what it was made of, its own versions, what became of it. A drawing for wide windows, and the
//! same as a list, which is what a phone and a screen reader get.

use banyan_core::unit::{Extent, Network, Stream, UnitNo, Version};
use banyan_core::words::{Day, Direction};
use maud::{Markup, html};

use super::{unit_link, unit_name};
use crate::web::{Argument, Visit, Words};

pub(super) fn section(visit: &Visit, network: &Network, no: UnitNo, day: Day) -> Markup {
    let t = visit.words;
    let before = network.predecessors(no, visit.known_at);
    let after = network.successors(no, visit.known_at);
    let versions = network.versions(no);
    let reborn =
        network.first_version(no).map(|version| network.bearers(&version.code)).unwrap_or_default();
    let others: Vec<UnitNo> = reborn.iter().copied().filter(|bearer| *bearer != no).collect();
    html! {
        section.section {
            h2 { (t.text("life-line")) }
            p.under { (t.text("life-line-under")) }
            (drawing(visit, network, no, &before, &after))
            div.scroll tabindex="0" {
                table.tab.dense {
                    thead { tr { th scope="col" { (t.text("when")) } th scope="col" { (t.text("what-happened")) } th scope="col" { (t.text("unit")) } th scope="col" { (t.text("extent")) } } }
                    tbody {
                        @for stream in &before { (row(visit, network, stream, "made-of", day)) }
                        @for version in versions { (own(t, version)) }
                        @for stream in &after { (row(visit, network, stream, "went-to", day)) }
                        @if let (true, Some(end)) = (after.is_empty(), network.end(no, visit.known_at)) {
                            tr {
                                td.nowrap { (t.day(end.last_day)) }
                                td { (t.text("ended-without-successor")) }
                                td { @if let Some(custodian) = end.custodian.as_ref().and_then(|id| network.find(id)) { (t.text("custodian-label")) " " (unit_link(visit, network, custodian, visit.day)) } }
                                td {}
                            }
                        }
                    }
                }
            }
            @if let (Some(version), false) = (network.first_version(no), others.is_empty()) {
                div.note {
                    (t.with("code-borne-by-others", &[("code", Argument::from(&version.code))])) " "
                    @for (number, other) in others.iter().enumerate() {
                        @if number > 0 { (t.text("list-comma")) }
                        (unit_link(visit, network, *other, day))
                    }
                    ". " (t.text("code-with-day"))
                }
            }
        }
    }
}

fn row(visit: &Visit, network: &Network, stream: &Stream<'_>, key: &str, day: Day) -> Markup {
    let t = visit.words;
    let code = network.last_version(stream.unit).map_or("", |version| version.code.as_str());
    html! {
        tr {
            td.nowrap { @if let Some(reform) = stream.reform { a href={ "/reforms/" (reform.id.0) } { (t.day(reform.on)) } } }
            td { (t.text(key)) }
            th scope="row" { (unit_link(visit, network, stream.unit, day)) " " span.num.quiet { (code) } }
            td { (extent(t, stream)) }
        }
    }
}

/// Whole, in part, the share where one is known, and the default successor of a divided unit.
fn extent(t: Words, stream: &Stream<'_>) -> String {
    match (stream.transfer.extent, stream.transfer.share) {
        (Extent::Whole, _) => t.text("whole"),
        (Extent::Part, Some(share)) => {
            t.with("part-share", &[("share", Argument::from(&share.to_string()))])
        }
        (Extent::Part, None) if stream.transfer.default_successor => t.text("part-default"),
        (Extent::Part, None) => t.text("part-unknown"),
    }
}

fn own(t: Words, version: &Version) -> Markup {
    html! {
        tr.here {
            td.nowrap { (t.with("from-day", &[("day", Argument::from(version.from))])) }
            td { (t.text("this-unit")) }
            th scope="row" { bdi { (unit_name(t, version)) } " " span.num.quiet { (version.code) } }
            td {}
        }
    }
}

/// Rows that a drawing can hold; a longer line is told by the table alone.
const ROWS_DRAWN: usize = 8;
/// The width of the drawing, and of a unit's box in it.
const WIDTH: i64 = 1100;
const BOX: i64 = 400;

fn drawing(
    visit: &Visit,
    network: &Network,
    no: UnitNo,
    before: &[Stream<'_>],
    after: &[Stream<'_>],
) -> Markup {
    let t = visit.words;
    let reform = before.iter().chain(after).find_map(|stream| stream.reform);
    let (Some(reform), Some(own)) = (reform, network.last_version(no)) else { return html! {} };
    let sides = if before.is_empty() { after } else { before };
    if sides.len() > ROWS_DRAWN {
        return html! {};
    }
    let height = 48 + sides.len() * 60 + 24;
    let middle = 40 + (sides.len() * 60) / 2;
    // Time runs with the script: in Arabic it begins at the right, and so does every line of words.
    let rtl = t.language().direction() == Direction::RightToLeft;
    let at = |along: i64| if rtl { WIDTH - along } else { along };
    let edge = |along: i64| if rtl { WIDTH - along - BOX } else { along };
    let (side, own_side) = if before.is_empty() { (WIDTH - BOX, 0) } else { (0, WIDTH - BOX) };
    html! {
        svg.plot.wide viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(t.with("life-line-of", &[("name", Argument::from(unit_name(t, own)))])) direction=(if rtl { "rtl" } else { "ltr" }) {
            text.b x=(at(0)) y="16" { (t.with("until", &[("day", Argument::from(reform.on.previous()))])) }
            text.s x=(WIDTH / 2) y="16" text-anchor="middle" { (t.day(reform.on)) }
            text.b x=(at(WIDTH - BOX)) y="16" { (t.with("from-day", &[("day", Argument::from(reform.on))])) }
            line.ref x1=(WIDTH / 2) y1="26" x2=(WIDTH / 2) y2=(height - 8) {}
            @for (number, stream) in sides.iter().enumerate() {
                @let y = 34 + number * 60;
                @let centre = y + 26;
                @let flow = if stream.transfer.extent == Extent::Whole { "flow" } else { "flow off" };
                @let (from, to) = if before.is_empty() { (middle, centre) } else { (centre, middle) };
                path class=(flow) d={ "M" (at(BOX)) " " (from) "C" (at(540)) " " (from) " " (at(560)) " " (to) " " (at(WIDTH - BOX)) " " (to) } {}
                rect.box x=(edge(side)) y=(y) width=(BOX) height="50" rx="3" {}
                @if let Some(version) = network.last_version(stream.unit) {
                    text.s x=(at(side + 12)) y=(y + 21) { (unit_name(t, version)) }
                    text x=(at(side + 12)) y=(y + 40) { (version.code) " · " (extent(t, stream)) }
                }
            }
            rect.box.now x=(edge(own_side)) y=(middle - 25) width=(BOX) height="50" rx="3" {}
            text.s x=(at(own_side + 12)) y=(middle - 4) { (unit_name(t, own)) }
            text x=(at(own_side + 12)) y=(middle + 15) { (own.code) }
        }
    }
}
