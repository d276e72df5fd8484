//! The approval ladder: who accepts a report, step by step. Steps are rules, so they hold through reforms; who they mean is found
//! in the tree of the day.

use std::fmt;
use std::str::FromStr;

use super::owed::holder;
use super::timeline::InForce;
use crate::unit::{Class, Network, Tree, UnitNo};
use crate::words::Level;

/// One step of a ladder, written `above`, `level province` or `unit BKHCN`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// The unit above the one that reports: for a commune its district or province, for a province the country.
    Above,
    /// The territory of that level in which the reporting unit lies. Where the branch has none, the step is left out.
    Level(Level),
    /// A unit by its code on the day from which the regime is in force, such as a line ministry.
    Unit(String),
}

/// Why a text is no step.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no step; write above, `level province` or `unit CODE`")]
pub struct StepError(pub String);

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Above => f.write_str("above"),
            Step::Level(level) => write!(f, "level {level}"),
            Step::Unit(code) => write!(f, "unit {code}"),
        }
    }
}

impl FromStr for Step {
    type Err = StepError;

    fn from_str(written: &str) -> Result<Step, StepError> {
        let refusal = || StepError(written.to_owned());
        if written == "above" {
            return Ok(Step::Above);
        }
        let (word, rest) = written.split_once(' ').ok_or_else(refusal)?;
        match word {
            "level" => rest.parse().map(Step::Level).map_err(|_| refusal()),
            "unit" if !rest.is_empty() && !rest.contains(char::is_whitespace) => {
                Ok(Step::Unit(rest.to_owned()))
            }
            _ => Err(refusal()),
        }
    }
}

/// A step that found somebody in the tree of a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Rung {
    /// Its place in the ladder, from 0.
    pub step: usize,
    /// Who accepts.
    pub unit: UnitNo,
}

/// The ladder of one report on a day.
///
/// It is asked anew on each day: where a unit of it has ended, its custodian accepts. Whoever sends the report never accepts it,
/// and nobody accepts it twice: such steps are left out. Where no step finds anybody, the unit above does.
#[derive(Clone, Copy, Debug)]
pub struct Ladder<'l> {
    pub version: &'l InForce,
    pub network: &'l Network,
    /// The tree of the day.
    pub tree: &'l Tree,
    /// The unit whose report it is.
    pub reporting: UnitNo,
}

impl InForce {
    /// The bodies that the ladder names.
    pub fn named<'v>(&'v self, network: &'v Network) -> impl Iterator<Item = UnitNo> + 'v {
        self.regime.ladder().iter().filter_map(move |step| match step {
            Step::Unit(code) => self.names(code, network),
            Step::Above | Step::Level(_) => None,
        })
    }

    fn names(&self, code: &str, network: &Network) -> Option<UnitNo> {
        network.unit_on(code, network.territories_known_from()?.max(self.from), None)
    }
}

impl Ladder<'_> {
    /// Who accepts next, behind those who have; `None` behind the last, and for the country's own report where no other unit is
    /// named.
    pub fn next(&self, passed: &[Rung]) -> Option<Rung> {
        let behind = passed.last().map_or(0, |last| last.step.saturating_add(1));
        let steps = self.version.regime.ladder().iter().enumerate();
        let found = steps.skip(behind).find_map(|(step, own)| {
            let unit = self.finds(own)?;
            (!passed.iter().any(|before| before.unit == unit)).then_some(Rung { step, unit })
        });
        let nobody = || passed.is_empty().then(|| self.above()).flatten();
        found.or_else(|| nobody().map(|unit| Rung { step: 0, unit }))
    }

    /// Everybody who accepts, were it submitted now.
    pub fn rungs(&self) -> Vec<Rung> {
        let mut rungs = Vec::new();
        while let Some(rung) = self.next(&rungs) {
            rungs.push(rung);
        }
        rungs
    }

    fn finds(&self, step: &Step) -> Option<UnitNo> {
        let sender = holder(self.tree, self.reporting);
        let unit = match step {
            Step::Above => self.above()?,
            Step::Level(level) => {
                let ancestors = self.tree.ancestors(self.tree.place(sender)?);
                let wanted = ancestors
                    .into_iter()
                    .find(|above| above.class == Class::Territory && above.level == *level);
                wanted?.unit
            }
            Step::Unit(code) => {
                let named = self.version.names(code, self.network)?;
                holder(self.tree, self.tree.place(named)?.unit)
            }
        };
        (unit != sender).then_some(unit)
    }

    /// The unit above the one that sends the report.
    fn above(&self) -> Option<UnitNo> {
        let sender = self.tree.place(holder(self.tree, self.reporting))?;
        self.tree.ancestors(sender).first().map(|above| above.unit)
    }
}
