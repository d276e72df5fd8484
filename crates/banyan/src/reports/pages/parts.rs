//! What the pages of reports have in common.

use banyan_core::report::{Part, Standing, State, standing as standing_on};
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

/// How an obligation stands in time: by when it was sent, or by today.
pub(super) fn timing(visit: &Visit, clock: &Clock, owed: &Owed) -> Standing {
    let sent = owed.sent_at.map(|at| clock.day_of(at));
    standing_on(owed.closes, owed.due, sent, visit.today)
}

/// State and time in words: `due in 3 days`, `late by 2 days`, `waits for a decision`.
pub(super) fn standing(visit: &Visit, clock: &Clock, owed: &Owed) -> Markup {
    let t = visit.words;
    let time = timing(visit, clock, owed);
    let days = [("n", Argument::Count(i64::from(time.days())))];
    html! {
        @match owed.progress.state {
            State::Open if owed.withdrawn => { span.late { (t.text("report-withdrawn")) } }
            State::Open => { @let late = matches!(time, Standing::Late(_)); span.late[late] { (t.with(&format!("standing-{}", time.key()), &days)) } }
            State::Returned => { span.late { (t.text("report-returned")) } }
            State::Submitted => { (t.text("report-submitted")) }
            State::Accepted => { (t.text("report-accepted")) }
        }
    }
}
