//! Pages of acts. What several of them share: names of verbs and actors, and moments written out.

mod erase;
mod list;
mod receipt;
pub use receipt::receipts;

mod show;
mod state;

pub(super) use erase::{erase, show as erasing};
pub(super) use list::list;
pub use list::of_unit;
pub(super) use show::{proof, show};
pub(super) use state::state;

use std::collections::BTreeMap;

use banyan_core::words::Moment;
use maud::{Markup, html};

use crate::web::{Clock, Words};

/// Every verb that a list can be narrowed to: all that are recorded, each with its words.
pub(super) const VERBS: [&str; 29] = [
    "record_directive",
    "end_directive",
    "record_network",
    "record_calendar",
    "record_form",
    "record_regime",
    "follow_reform",
    "give_rule",
    "meet_by",
    "send_report",
    "accept_report",
    "return_report",
    "invite",
    "change_account",
    "close_account",
    "renew_link",
    "renew_link_and_factor",
    "link_identity",
    "unlink_identity",
    "give_grant",
    "end_grant",
    "decide_grant",
    "erase_act",
    "restate",
    "change_key",
    "move_day",
    "import_observations",
    "verify_observation",
    "contradict_observation",
];

/// A verb in words; one that has none as it was recorded.
fn verb_name(t: Words, verb: &str) -> String {
    let key = format!("verb-{verb}");
    if t.has(&key) { t.text(&key) } else { verb.to_owned() }
}

/// The names of people that a page shows, of those whom its reader knows.
type Names = BTreeMap<String, String>;

/// Somebody by name, else by identity: headers of acts hold no names.
fn called<'n>(names: &'n Names, account: &'n str) -> &'n str {
    names.get(account).map_or(account, String::as_str)
}

/// A moment on the site's clock: day and time to the second.
fn moment(t: Words, clock: &Clock, at: Moment) -> Markup {
    let day = clock.day_of(at);
    let within = at.microseconds().saturating_sub(clock.start_of(day).microseconds());
    html! { (t.day(day)) " " bdi.num { (t.time(within)) } }
}

/// The same with how far the clock is from UTC, where it stands beside what others signed.
fn zoned(t: Words, clock: &Clock, at: Moment) -> Markup {
    html! { (moment(t, clock, at)) " " bdi.num.quiet { (clock.zone()) } }
}
