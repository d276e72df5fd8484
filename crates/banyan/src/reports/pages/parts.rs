//! What the pages of reports have in common.

use banyan_core::calendar::Window;
use banyan_core::report::{Cost, Deadline, Part, Regime, Standing, State, Timing};
use banyan_core::unit::UnitId;
use maud::{Markup, html};

use super::super::Regimes;
use super::super::store::Owed;
use crate::units::{self, Networks};
use crate::web::{Argument, Clock, Visit, Words};

/// What a regime is called.
pub(super) fn regime_name(t: Words, regimes: &Regimes, owed: &Owed) -> String {
    let versions = regimes.get(&owed.regime);
    let regime = versions.as_ref().and_then(|own| own.regime(owed.regime_version));
    regime.map_or_else(|| owed.regime.clone(), |own| own.document().name.words_in(t.language()))
}

pub(super) fn report_link(visit: &Visit, regimes: &Regimes, owed: &Owed) -> Markup {
    html! { a href={ "/reports/" (owed.id) } { (regime_name(visit.words, regimes, owed)) } }
}

pub(super) fn unit_cell(visit: &Visit, networks: &Networks, unit: &UnitId) -> Markup {
    let network = networks.network();
    html! { @if let Some(no) = network.find(unit) { (units::unit_link(visit, &network, no, visit.day)) } }
}

/// A period in words, with the part of it where a reform split it.
pub(super) fn period_words(t: Words, owed: &Owed) -> String {
    match owed.part {
        Part::Whole => t.code(&owed.period.to_string()),
        Part::Days(days) => t.with(
            "report-part",
            &[
                ("period", Argument::from(owed.period.to_string().as_str())),
                ("first", Argument::from(days.first)),
                ("last", Argument::from(days.last)),
            ],
        ),
    }
}

/// The days before the due day on which a report is due soon.
const SOON_DAYS: u16 = 5;

/// The days of an obligation, with the grace of its regime.
pub(super) fn deadline(clock: &Clock, owed: &Owed, grace_hours: u16) -> Deadline {
    Deadline {
        window: Window { first: owed.opens, last: owed.closes },
        due: owed.due,
        grace_hours,
        offset_minutes: clock.utc_offset_minutes(),
        soon_days: SOON_DAYS,
    }
}

/// The grace of the regime under which it is owed.
pub(super) fn grace_hours(regimes: &Regimes, owed: &Owed) -> u16 {
    let versions = regimes.get(&owed.regime);
    let regime = versions.as_ref().and_then(|own| own.regime(owed.regime_version));
    regime.map_or(0, Regime::grace_hours)
}

/// How an obligation stands in time: by when its first version arrived, or by now.
pub(super) fn timing(clock: &Clock, owed: &Owed, grace_hours: u16) -> Standing {
    let deadline = deadline(clock, owed, grace_hours);
    deadline.standing(owed.progress.state, owed.sent_at, clock.now())
}

/// State and time in words: `due in 3 days`, `late by 2 days`, `waits for a decision`.
pub(super) fn standing(visit: &Visit, clock: &Clock, owed: &Owed, grace_hours: u16) -> Markup {
    let t = visit.words;
    let standing = timing(clock, owed, grace_hours);
    let arrived = html! {
        @if let Timing::ArrivedLate { .. } = standing.timing { " · " span.late { (timing_words(t, standing, grace_hours)) } }
    };
    html! {
        @match owed.progress.state {
            State::Open if owed.withdrawn => { span.late { (t.text("report-withdrawn")) } }
            State::Open => { span.late[matches!(standing.timing, Timing::Late { .. } | Timing::Grace { .. })] { (timing_words(t, standing, grace_hours)) } }
            State::Returned => { span.late { (t.text("report-returned")) } }
            State::Submitted => { (t.text("report-submitted")) (arrived) }
            State::Accepted => { (t.text("report-accepted")) (arrived) }
        }
    }
}

/// The days alone, in words.
pub(super) fn timing_words(t: Words, standing: Standing, grace_hours: u16) -> String {
    let counted = |key: &str, days: u32| t.with(key, &[("n", Argument::Count(i64::from(days)))]);
    match (standing.closes_in_days, standing.timing) {
        (_, Timing::InTime) => t.text("standing-in-time"),
        (_, Timing::ArrivedLate { days }) => counted("standing-sent-late", days),
        (Some(0), _) => t.text("standing-closes-today"),
        (Some(_), _) | (None, Timing::Ahead) => t.text("standing-gathering"),
        (None, Timing::Due { days }) => counted("standing-due-in", days),
        (None, Timing::Soon { days: 0 }) => t.text("standing-due-today"),
        (None, Timing::Soon { days }) => counted("standing-soon", days),
        (None, Timing::Grace { .. }) => counted("standing-grace", u32::from(grace_hours)),
        (None, Timing::Late { days }) => counted("standing-late", days),
    }
}

/// What a rule of reporting asks for in a year: entries × periods × units, and how much of it is entered under another rule.
pub fn cost_words(t: Words, cost: &Cost) -> String {
    let count = |number: u64| Argument::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let values = [
        ("entries", Argument::from(cost.entries)),
        ("periods", count(cost.periods)),
        ("units", Argument::from(cost.units)),
        ("all", count(cost.all.a_year)),
        ("shared", count(cost.shared.a_year)),
    ];
    t.with("regime-cost-words", &values)
}
