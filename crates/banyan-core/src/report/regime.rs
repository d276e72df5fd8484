//! A rule of reporting as data, as content files have it and as it is stored, and the same once it is checked.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::flaw::{Flaw, Flaws, Reason};
use crate::calendar::{Calendar, Closing, DueRules, Moved, Period, Periodicity, Window, Windows};
use crate::programme::Scope;
use crate::unit::{Class, Network, Place, Tree, UnitNo};
use crate::words::{Day, Level, Words4};

/// One version of a regime. Closings, due rules, periods and levels are written as the calendar writes them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct RegimeDocument {
    pub code: String,
    pub name: Words4,
    /// The text that asks for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The programme whose load it is; empty where it belongs to none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub programme: String,
    /// The code of the form that is filled in.
    pub form: String,
    pub scope: ScopeDocument,
    /// `month`, `quarter` …
    pub periodicity: String,
    /// The first period that is asked for.
    pub from: String,
    /// The last one, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// When data close, where it is not as the country has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<String>,
    /// When reports are due by level, and by `default`, where it is not as the country has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<BTreeMap<String, String>>,
    /// So many hours behind the end of the due day a report still counts as in time, if its device says that it was sent before.
    #[serde(default = "grace")]
    pub grace_hours: u16,
    #[serde(default)]
    pub straddle: Straddle,
    /// Who accepts, step by step: `above`, or `unit CODE`.
    pub ladder: Vec<String>,
}

/// Who owes it: the units of these levels within a territory.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct ScopeDocument {
    pub levels: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The code of the territory on the first day of the first period.
    pub within: String,
}

/// Hours of grace where a regime states none.
fn grace() -> u16 {
    24
}

/// What becomes of a period in whose window a reform falls.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Straddle {
    /// Who stands on the last day of the window owes all of it, on the map of that day.
    #[default]
    Whole,
    /// Who ended owes the days before the reform on the map of the day before it, who began the days from it on; who lived through
    /// it owes one report.
    Split,
}

/// One step of the ladder.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// The territory above the reporting unit: a commune's province, a province's country, a body's territory.
    Above,
    /// A unit by its code, such as a ministry.
    Unit(String),
}

/// Why a text is no step.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no step of a ladder; write `above` or `unit CODE`")]
pub struct StepError(pub String);

impl FromStr for Step {
    type Err = StepError;

    fn from_str(written: &str) -> Result<Step, StepError> {
        match written.split_once(' ') {
            None if written == "above" => Ok(Step::Above),
            Some(("unit", code)) if !code.trim().is_empty() => {
                Ok(Step::Unit(code.trim().to_owned()))
            }
            _ => Err(StepError(written.to_owned())),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Above => f.write_str("above"),
            Step::Unit(code) => write!(f, "unit {code}"),
        }
    }
}

impl Step {
    /// The open unit at which a report of `unit` waits for this step in a tree; where the unit has ended, as its holder's would.
    /// The country stands above itself. `None` where the unit or the code has no place.
    pub fn decides(&self, unit: UnitNo, network: &Network, tree: &Tree) -> Option<UnitNo> {
        match self {
            Step::Above => {
                let holder = tree.place(holder(unit, tree)?)?;
                let ancestors = tree.ancestors(holder);
                let territory = |own: &&&Place| own.class == Class::Territory;
                let above = ancestors.iter().find(territory);
                Some(above.map_or(holder.unit, |own| own.unit))
            }
            Step::Unit(code) => {
                let no = network
                    .unit_on(code, tree.day(), None)
                    .or_else(|| network.bearers(code).first().copied())?;
                holder(no, tree)
            }
        }
    }
}

/// The unit whose people do what a unit owes: the unit itself, or where it has ended its custodian, as the tree has it.
pub fn holder(unit: UnitNo, tree: &Tree) -> Option<UnitNo> {
    let place = tree.place(unit)?;
    let ancestors = tree.ancestors(place);
    let open = std::iter::once(place).chain(ancestors).find(|own| own.open);
    open.map(|own| own.unit)
}

/// A regime that has been checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Regime {
    document: RegimeDocument,
    scope: Scope,
    from: Period,
    until: Option<Period>,
    closing: Option<Closing>,
    due: Option<DueRules>,
    ladder: Vec<Step>,
}

impl Regime {
    /// Checks a regime.
    ///
    /// # Errors
    /// Every flaw with its place, never just the first.
    pub fn new(document: RegimeDocument) -> Result<Regime, Vec<Flaw>> {
        let mut flaws = Flaws::default();
        flaws.code("code", &document.code);
        flaws.code("form", &document.form);
        flaws.words("name", &document.name);
        let periodicity = flaws.read("periodicity", &document.periodicity);
        let from: Option<Period> = flaws.read("from", &document.from);
        let until: Option<Option<Period>> = flaws.maybe("until", document.until.as_deref());
        let closing: Option<Option<Closing>> = flaws.maybe("closes", document.closes.as_deref());
        let due = flaws.due(document.due.as_ref());
        let levels = flaws.all("scope.levels", &document.scope.levels);
        let ladder = flaws.all("ladder", &document.ladder);
        if document.scope.within.trim().is_empty() {
            flaws.add("scope.within", Reason::Nothing);
        }
        if let Some(periodicity) = periodicity {
            flaws.lengths(periodicity, from, until.flatten(), closing.flatten());
        }
        let (Some(from), Some(until), Some(closing), Some(due)) = (from, until, closing, due)
        else {
            return Err(flaws.0);
        };
        if !flaws.0.is_empty() {
            return Err(flaws.0);
        }
        let scope = Scope {
            levels,
            kinds: document.scope.kinds.clone(),
            within: document.scope.within.clone(),
            named_on: from.first(),
        };
        Ok(Regime { document, scope, from, until, closing, due, ladder })
    }

    /// What is stored.
    pub fn document(&self) -> &RegimeDocument {
        &self.document
    }

    pub fn code(&self) -> &str {
        &self.document.code
    }

    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    pub fn periodicity(&self) -> Periodicity {
        self.from.periodicity()
    }

    pub fn from(&self) -> Period {
        self.from
    }

    pub fn until(&self) -> Option<Period> {
        self.until
    }

    pub fn ladder(&self) -> &[Step] {
        &self.ladder
    }

    /// Whether it asks for a period.
    pub fn asks(&self, period: Period) -> bool {
        let begun = period.first() >= self.from.first();
        period.periodicity() == self.periodicity()
            && begun
            && self.until.is_none_or(|until| period.first() <= until.first())
    }

    /// The days whose data a period counts, by its own closing or the country's.
    pub fn window(&self, period: Period, country: &Windows) -> Window {
        let own = self.closing.and_then(|closing| closing.window(period));
        own.unwrap_or_else(|| country.window(period))
    }

    /// The day on which a unit of a level has to send what closed on `closing`, by its own rules or the country's.
    pub fn due<'c>(
        &self,
        level: Level,
        closing: Day,
        country: &DueRules,
        calendar: &'c Calendar,
    ) -> Moved<'c> {
        self.due.as_ref().unwrap_or(country).due(level, closing, calendar)
    }

    /// The bodies that its ladder names, where they have a place in the network.
    pub fn named<'r>(
        &'r self,
        network: &'r Network,
        day: Day,
    ) -> impl Iterator<Item = UnitNo> + 'r {
        self.ladder.iter().filter_map(move |step| match step {
            Step::Above => None,
            Step::Unit(code) => network.unit_on(code, day, None),
        })
    }
}

/// A version of a regime, as it was recorded.
#[derive(Clone, Debug)]
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    pub regime: Regime,
    /// The day on which it was recorded: it asks for the periods whose windows open on it or later.
    pub since: Day,
    /// Nothing is asked from then on.
    pub ended: bool,
}
