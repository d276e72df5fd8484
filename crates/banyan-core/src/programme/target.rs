//! Targets: a value to be reached by a day, the path from the baseline to it, and where a directive asks less than the
//! one that it implements.

use std::str::FromStr;

use crate::words::{Day, Quantity};

/// Why a word of a definition is not one of its vocabulary.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{word}` is none of {known}")]
pub struct UnknownWord {
    pub word: String,
    pub known: &'static str,
}

/// Whether more is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Up,
    Down,
}

impl FromStr for Direction {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Direction, UnknownWord> {
        match word {
            "up" => Ok(Direction::Up),
            "down" => Ok(Direction::Down),
            _ => Err(UnknownWord { word: word.to_owned(), known: "up, down" }),
        }
    }
}

/// How values of units become the value of the unit above.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MergeRule {
    Sum,
    Weighted,
    Max,
    Min,
    Latest,
    None,
}

impl FromStr for MergeRule {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<MergeRule, UnknownWord> {
        match word {
            "sum" => Ok(MergeRule::Sum),
            "weighted" => Ok(MergeRule::Weighted),
            "max" => Ok(MergeRule::Max),
            "min" => Ok(MergeRule::Min),
            "latest" => Ok(MergeRule::Latest),
            "none" => Ok(MergeRule::None),
            _ => Err(UnknownWord {
                word: word.to_owned(),
                known: "sum, weighted, max, min, latest, none",
            }),
        }
    }
}

/// How a target is approached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trajectory {
    /// In a straight line from the baseline to the value of the due day.
    Linear,
    /// The value must hold all the time.
    Step,
    /// No path is stated: the value is judged on the due day.
    None,
}

impl FromStr for Trajectory {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Trajectory, UnknownWord> {
        match word {
            "linear" => Ok(Trajectory::Linear),
            "step" => Ok(Trajectory::Step),
            "none" => Ok(Trajectory::None),
            _ => Err(UnknownWord { word: word.to_owned(), known: "linear, step, none" }),
        }
    }
}

/// The way from a baseline to a target. Both values have the same decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Path {
    pub trajectory: Trajectory,
    pub baseline: (Day, Quantity),
    pub target: (Day, Quantity),
}

impl Path {
    /// The value that the path asks for on a day: from the due day on the target's, whatever the trajectory. Before it a step
    /// asks for the same value; a line for the baseline's until the baseline's day, and from there on days count alike,
    /// rounded once, half away from zero; where no path is stated nothing is asked yet, `None`.
    pub fn on(&self, day: Day) -> Option<Quantity> {
        let ((start, from), (due, to)) = (self.baseline, self.target);
        match self.trajectory {
            _ if day >= due => Some(to),
            Trajectory::None => None,
            Trajectory::Step => Some(to),
            Trajectory::Linear if day <= start => Some(from),
            Trajectory::Linear => {
                let whole = i128::from(start.days_until(due)).max(1);
                let gone = i128::from(start.days_until(day));
                let change = i128::from(to.minor())
                    .checked_sub(i128::from(from.minor()))?
                    .checked_mul(gone)?;
                let half = if change < 0 { whole.checked_neg()? } else { whole };
                let rounded =
                    change.checked_mul(2)?.checked_add(half)?.checked_div(whole.checked_mul(2)?)?;
                let minor = i64::try_from(i128::from(from.minor()).checked_add(rounded)?).ok()?;
                Quantity::new(minor, from.decimals())
            }
        }
    }
}

/// Whether a target asks less than the one above it: a weaker value in the indicator's direction, or the same later.
///
/// What is asked for an earlier day than the one above is a step on the way there, never less. A target without a due
/// day is compared by its value alone.
pub fn falls_below(
    own: (Option<Day>, Quantity),
    above: (Option<Day>, Quantity),
    direction: Direction,
) -> bool {
    let order = own.1.compare(above.1);
    let weaker = match direction {
        Direction::Up => order.is_lt(),
        Direction::Down => order.is_gt(),
    };
    let days = own.0.zip(above.0);
    let earlier = days.is_some_and(|(own, above)| own < above);
    let later = days.is_some_and(|(own, above)| own > above);
    (weaker && !earlier) || (later && order.is_eq())
}
