//! Pages of units, and what other rooms need to show a unit: its name, a link, its kind in words, the map.

mod explore;
pub(super) use explore::explore;
pub use explore::{inside, province_map};

mod lifeline;

mod map;
pub use map::{MapMark, map};

mod reform;
pub(super) use reform::show_reform;

mod search;
pub use search::{Found, find};
pub(super) use search::{Indexed, index};

mod show;
pub use show::bearer_on;
pub(super) use show::show;

use banyan_core::unit::{Network, UnitNo, Version};
use banyan_core::words::Day;
use maud::{Markup, html};

use super::Gazette;
use crate::web::{Argument, Visit, Words};

/// How a unit is called on a version: in the reader's language where that name exists, else its own.
pub fn unit_name(words: Words, version: &Version) -> &str {
    words.of_text(&version.name)
}

/// A link to a unit as it is on a day, an ended unit under its last name; one that has ended by the reader's day says until
/// when it was.
pub fn unit_link(visit: &Visit, network: &Network, no: UnitNo, day: Day) -> Markup {
    let end = network.end(no, None).filter(|end| end.last_day < visit.day);
    html! {
        (bare_link(visit.words, network, no, day))
        @if let Some(end) = end { " " span.quiet { "(" (visit.words.with("until", &[("day", Argument::from(end.last_day))])) ")" } }
    }
}

/// The same without its end, where the page says it beside.
pub fn bare_link(words: Words, network: &Network, no: UnitNo, day: Day) -> Markup {
    let version = network.version_on(no, day, None).or_else(|| network.first_version(no));
    html! {
        @if let Some(version) = version {
            a href={ "/units/" (version.unit) } { bdi { (unit_name(words, version)) } }
        }
    }
}

/// A kind in the reader's language, such as "ward" for `Phường`; the word itself where the content has no other.
pub fn kind_name<'a>(words: Words, gazette: &'a Gazette, version: &'a Version) -> &'a str {
    gazette.kind(version).map_or(version.kind.as_str(), |kind| words.of_text(&kind.name))
}

/// The plural of a kind.
pub fn kind_names<'a>(words: Words, gazette: &'a Gazette, version: &'a Version) -> &'a str {
    gazette.kind(version).map_or(version.kind.as_str(), |kind| words.of_text(&kind.names))
}
