//! Pages of acts. What several of them share: names of verbs and actors, and moments written out.

mod list;
mod receipt;
pub use receipt::receipts;

mod show;
mod state;

pub(super) use list::list;
pub(super) use show::{proof, show};
pub(super) use state::state;

use banyan_core::words::Moment;
use maud::{Markup, html};

use crate::web::{Clock, Words};

/// A verb in words; one that has none as it was recorded.
fn verb_name(t: Words, verb: &str) -> String {
    let key = format!("verb-{verb}");
    if t.has(&key) { t.text(&key) } else { verb.to_owned() }
}

/// Who acted, in words where there are any.
fn actor_name(t: Words, actor: &str) -> String {
    let key = format!("actor-{actor}");
    if t.has(&key) { t.text(&key) } else { actor.to_owned() }
}

/// A moment on the site's clock: day and time to the second.
fn moment(t: Words, clock: &Clock, at: Moment) -> Markup {
    let day = clock.day_of(at);
    let within = at.microseconds().saturating_sub(clock.start_of(day).microseconds());
    html! { (t.day(day)) " " bdi.num { (time_of_day(within)) } }
}

/// Hours, minutes and seconds of so many microseconds after midnight.
fn time_of_day(microseconds: i64) -> String {
    let seconds = microseconds / 1_000_000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
