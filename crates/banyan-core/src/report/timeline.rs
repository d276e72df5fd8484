//! The versions of one regime, and which of them asks for a period.

use std::ops::Deref;

use super::regime::Regime;
use crate::calendar::{Period, Window, Windows};
use crate::words::Day;

/// A version of a regime and the day from which it is in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InForce {
    /// Counted from 1.
    pub version: u32,
    pub regime: Regime,
    /// Codes of the version are read on this day.
    pub from: Day,
    /// The regime ends with it: of windows that open from then on nothing is asked.
    pub ended: bool,
}

/// All versions of a regime that ever are in force, the earliest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeline {
    code: String,
    /// At least one; each is in force from a later day than the one before it.
    versions: Vec<InForce>,
}

/// Why versions make no timeline.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TimelineError {
    #[error("there is no version")]
    Nothing,
    #[error("`{one}` and `{other}` are two regimes")]
    OtherRegime { one: String, other: String },
    #[error("version {0} stands more than once")]
    Twice(u32),
}

impl Timeline {
    /// Of versions in any order. One that is in force from the same day as an earlier version, or from an earlier day, takes its
    /// place altogether.
    ///
    /// # Errors
    /// [`TimelineError`] where there are none, or they are not versions of one regime.
    pub fn new(mut versions: Vec<InForce>) -> Result<Timeline, TimelineError> {
        versions.sort_by_key(|own| own.version);
        let mut kept: Vec<InForce> = Vec::new();
        let mut last = None;
        for own in versions {
            if let Some(other) = kept.first().filter(|one| one.regime.code() != own.regime.code()) {
                let (one, other) = (other.regime.code().to_owned(), own.regime.code().to_owned());
                return Err(TimelineError::OtherRegime { one, other });
            }
            let version = own.version;
            if last.replace(version) == Some(version) {
                return Err(TimelineError::Twice(version));
            }
            while kept.last().is_some_and(|before| before.from >= own.from) {
                kept.pop();
            }
            kept.push(own);
        }
        let first = kept.first().ok_or(TimelineError::Nothing)?;
        Ok(Timeline { code: first.regime.code().to_owned(), versions: kept })
    }

    pub fn code(&self) -> &str {
        &self.code
    }

    pub fn versions(&self) -> &[InForce] {
        &self.versions
    }

    /// The version that is in force on a day; `None` before the first.
    pub fn on(&self, day: Day) -> Option<&InForce> {
        self.versions.iter().rev().find(|own| own.from <= day)
    }

    /// The version that asks for a period; `None` where none does.
    ///
    /// It is the one in force on the day on which the period's window opens, under the closing that held until then: an amendment
    /// never changes a period that opened before it, not even one that would open later under the new closing. A version with a
    /// later first period leaves those before to the one that it follows; the first version asks also for periods that opened
    /// before it was in force, where it names them and they had not closed.
    pub fn asking(&self, period: Period, country: &Windows) -> Option<&InForce> {
        let first = self.versions.first()?;
        let mut asking = first;
        for next in self.versions.iter().skip(1) {
            if asking.leaves_to(next, period, country) {
                asking = next;
            }
        }
        let asks = !asking.ended
            && asking.regime.asks(period)
            && asking.regime.window(period, country).last >= first.from;
        asks.then_some(asking)
    }

    /// The periods that one of the versions asks for and whose window opens by a day, each with its window, in their order.
    pub(super) fn asked_by<'t>(
        &'t self,
        own: &'t InForce,
        country: &'t Windows,
        day: Day,
    ) -> impl Iterator<Item = (Period, Window)> + 't {
        let from = own.regime.document().from;
        // A window opens within the year before its period at the earliest.
        Period::enumerate(from.periodicity(), from.first(), day.plus_days(366))
            .take_while(|period| own.regime.asks(*period))
            .map(|period| (period, own.regime.window(period, country)))
            .take_while(move |(_, window)| window.first <= day)
            .filter(move |(period, _)| {
                self.asking(*period, country).is_some_and(|asking| std::ptr::eq(asking, own))
            })
    }

    /// The next day after `day` on which a period opens, as far as is known now.
    pub fn next_opening(&self, country: &Windows, day: Day) -> Option<Day> {
        let mut from = day;
        for own in &self.versions {
            from = from.max(own.from).max(own.regime.document().from.first());
        }
        // Behind all that begins, the last version opens a window within two years.
        let last = from.plus_days(2 * 366);
        let openings = self.versions.iter().filter_map(|own| {
            let mut opens = self.asked_by(own, country, last).map(|(_, window)| own.opens(window));
            opens.find(|opens| *opens > day)
        });
        openings.min()
    }
}

/// A version of a regime is one.
impl Deref for InForce {
    type Target = Regime;

    fn deref(&self) -> &Regime {
        &self.regime
    }
}

impl InForce {
    /// The day on which a period with that window is asked for: its first, or the first of the version.
    pub fn opens(&self, window: Window) -> Day {
        window.first.max(self.from)
    }

    /// Whether a period opens only once the next version is in force and has begun to ask.
    fn leaves_to(&self, next: &InForce, period: Period, country: &Windows) -> bool {
        let same_length = self.regime.periodicity() == period.periodicity();
        let until_then = if same_length { &self.regime } else { &next.regime };
        next.regime.document().from.first() <= period.first()
            && next.from <= until_then.window(period, country).first
    }
}
