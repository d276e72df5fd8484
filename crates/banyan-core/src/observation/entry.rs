//! Observations as files and programs hand them in, line by line. Every fault of every line is told at once; with one fault nothing
//! is taken.

use std::collections::HashMap;

use super::key::{CodeError, ObservationKey, REPORTED, check_code};
use crate::calendar::{Period, PeriodError};
use crate::form::{Notation, ProblemKind, limits, read_number};
use crate::unit::{Network, UnitId};
use crate::words::{Day, Quantity};

/// What an indicator's definition says about its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    pub decimals: u8,
    /// In the words of the definition: `count`, `percent`, `rank` …
    pub unit_of_measure: String,
}

/// One line, as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry<'t> {
    pub indicator: &'t str,
    /// Empty is the total.
    pub cell: &'t str,
    /// The code that the unit bears on the last day of the period.
    pub unit: &'t str,
    pub period: &'t str,
    /// Empty is what units report themselves.
    pub method: &'t str,
    pub value: &'t str,
}

/// A line that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entered {
    pub line: u64,
    pub key: ObservationKey,
    /// With the decimals of the indicator.
    pub value: Quantity,
}

/// A line that cannot be taken, and one reason for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misread {
    pub line: u64,
    pub fault: Fault,
}

/// Why a line cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    #[error("there is no indicator `{0}`; write the code of one that a programme defines")]
    UnknownIndicator(String),
    #[error(transparent)]
    BadCode(#[from] CodeError),
    #[error(transparent)]
    BadPeriod(#[from] PeriodError),
    #[error("the period {period} begins on {first}, after today; an observation is of what was")]
    NotBegun { period: Period, first: Day },
    #[error(
        "no unit bears the code `{unit}` on {day}, the last day of the period; look it up in the network of that day"
    )]
    NoUnit { unit: String, day: Day },
    #[error("there is no value; leave the line out where nothing is known")]
    NoValue,
    #[error("`{0}` is no number; write digits, with a point or a comma before the decimals")]
    NotANumber(String),
    #[error(
        "`{written}` can be read as {one} and as {other}; write it without a mark between thousands"
    )]
    Ambiguous { written: String, one: String, other: String },
    #[error(
        "`{written}` has more decimals than the {decimals} of the indicator; round it where it was measured"
    )]
    TooManyDecimals { written: String, decimals: u8 },
    #[error("`{0}` is too large; fifteen digits are kept")]
    TooLarge(String),
    #[error("`{0}` is below 0, and the indicator counts; correct the sign")]
    Negative(String),
    #[error(
        "line {first} states the same indicator, cell, unit, period and method; keep one of them"
    )]
    Duplicate { first: u64 },
}

impl Measure {
    /// A value as it is written, with the indicator's decimals.
    ///
    /// # Errors
    /// The [`Fault`]s of numbers.
    pub fn read(&self, written: &str, notation: Notation) -> Result<Quantity, Fault> {
        if written.trim().is_empty() {
            return Err(Fault::NoValue);
        }
        let own = || written.trim().to_owned();
        let too_many = || Fault::TooManyDecimals { written: own(), decimals: self.decimals };
        let read = match plain_digits(written) {
            Some(read) => read,
            None => read_number(written, notation).map_err(|kind| match kind {
                ProblemKind::Ambiguous { one, other } => {
                    Fault::Ambiguous { written: own(), one, other }
                }
                ProblemKind::TooManyDecimals { .. } => too_many(),
                ProblemKind::TooLarge => Fault::TooLarge(own()),
                _ => Fault::NotANumber(own()),
            })?,
        };
        let value = if read.decimals() == self.decimals {
            read
        } else {
            self.scaled(read).map_err(|scaled| match scaled {
                Scaled::TooManyDecimals => too_many(),
                Scaled::TooLarge => Fault::TooLarge(own()),
            })?
        };
        if value.minor() < 0 && self.counts() {
            return Err(Fault::Negative(own()));
        }
        if value.minor().unsigned_abs() > limits::MINOR.unsigned_abs() {
            return Err(Fault::TooLarge(own()));
        }
        Ok(value)
    }

    /// Whether what it measures cannot be less than nothing.
    fn counts(&self) -> bool {
        matches!(self.unit_of_measure.as_str(), "count" | "rank")
    }

    fn scaled(&self, read: Quantity) -> Result<Quantity, Scaled> {
        if read.reduced().decimals() > self.decimals {
            return Err(Scaled::TooManyDecimals);
        }
        read.with_decimals(self.decimals).ok_or(Scaled::TooLarge)
    }
}

enum Scaled {
    TooManyDecimals,
    TooLarge,
}

/// A number of digits alone, as most are: it reads the same in every notation.
fn plain_digits(written: &str) -> Option<Quantity> {
    let few = (1..=15).contains(&written.len());
    let digits = few && written.bytes().all(|byte| byte.is_ascii_digit());
    Quantity::new(digits.then(|| written.parse().ok())??, 0)
}

/// Reads lines against the network and the indicators of a moment.
#[derive(Debug)]
pub struct Reader<'n> {
    network: &'n Network,
    measures: HashMap<String, Measure>,
    notation: Notation,
    today: Day,
    /// What was looked up already: a file names few periods and units, many times.
    periods: HashMap<String, Result<Period, PeriodError>>,
    units: HashMap<String, HashMap<Period, Option<UnitId>>>,
    entered: Vec<Entered>,
    misread: Vec<Misread>,
}

impl<'n> Reader<'n> {
    /// `measures` by the codes of the indicators that the caller may state values of.
    pub fn new(
        network: &'n Network,
        measures: HashMap<String, Measure>,
        notation: Notation,
        today: Day,
    ) -> Reader<'n> {
        let (periods, units) = (HashMap::new(), HashMap::new());
        let (entered, misread) = (Vec::new(), Vec::new());
        Reader { network, measures, notation, today, periods, units, entered, misread }
    }

    /// Reads one line; its faults are kept.
    pub fn line(&mut self, line: u64, entry: &Entry<'_>) {
        let before = self.misread.len();
        let value = match self.measures.get(entry.indicator) {
            Some(measure) => self.kept(line, measure.read(entry.value, self.notation)),
            None => {
                let fault = Fault::UnknownIndicator(entry.indicator.to_owned());
                self.kept(line, Err(fault))
            }
        };
        for code in [entry.cell, entry.method] {
            self.kept(line, check_code(code).map_err(Fault::from));
        }
        let found = self
            .period(entry.period)
            .and_then(|period| Ok((period, self.unit(entry.unit, period)?)));
        let found = self.kept(line, found);
        let (Some(value), Some((period, unit))) = (value, found) else { return };
        if self.misread.len() > before {
            return;
        }
        let method = if entry.method.is_empty() { REPORTED } else { entry.method };
        let key = ObservationKey {
            unit,
            indicator: entry.indicator.to_owned(),
            cell: entry.cell.to_owned(),
            method: method.to_owned(),
            period,
        };
        self.entered.push(Entered { line, key, value });
    }

    /// Says that a line cannot be taken.
    pub fn refuse(&mut self, line: u64, fault: Fault) {
        self.misread.push(Misread { line, fault });
    }

    /// All lines in the order of their keys.
    ///
    /// # Errors
    /// Every fault, by line.
    pub fn finish(self) -> Result<Vec<Entered>, Vec<Misread>> {
        let Reader { mut entered, mut misread, .. } = self;
        entered.sort_by(|one, other| one.key.cmp(&other.key).then(one.line.cmp(&other.line)));
        let mut first: Option<&Entered> = None;
        for own in &entered {
            match first.filter(|first| first.key == own.key) {
                Some(first) => {
                    let fault = Fault::Duplicate { first: first.line };
                    misread.push(Misread { line: own.line, fault });
                }
                None => first = Some(own),
            }
        }
        misread.sort_by_key(|own| own.line);
        if misread.is_empty() { Ok(entered) } else { Err(misread) }
    }

    fn kept<T>(&mut self, line: u64, read: Result<T, Fault>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(fault) => {
                self.refuse(line, fault);
                None
            }
        }
    }

    fn period(&mut self, written: &str) -> Result<Period, Fault> {
        let period = match self.periods.get(written) {
            Some(known) => known.clone(),
            None => {
                let read: Result<Period, PeriodError> = written.parse();
                self.periods.insert(written.to_owned(), read.clone());
                read
            }
        }?;
        let first = period.first();
        if first > self.today { Err(Fault::NotBegun { period, first }) } else { Ok(period) }
    }

    fn unit(&mut self, code: &str, period: Period) -> Result<UnitId, Fault> {
        let day = period.last();
        if let Some(known) = self.units.get(code).and_then(|periods| periods.get(&period)) {
            return known.clone().ok_or_else(|| Fault::NoUnit { unit: code.to_owned(), day });
        }
        let bearer = self.network.unit_on(code, day, None);
        let unit = bearer.and_then(|no| self.network.unit(no)).map(|unit| unit.id.clone());
        self.units.entry(code.to_owned()).or_default().insert(period, unit.clone());
        unit.ok_or_else(|| Fault::NoUnit { unit: code.to_owned(), day })
    }
}
