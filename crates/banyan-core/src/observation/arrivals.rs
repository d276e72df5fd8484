//! Completeness and timeliness of reporting, as exact ratios. They are indicators themselves: each is a percentage of a unit and a
//! period, and merges upwards by adding what is counted, never by averaging percentages.

use crate::words::Quantity;

/// How many reports were expected, how many of them are accepted, and how many of those expected came in time.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Arrivals {
    expected: u64,
    accepted: u64,
    in_time: u64,
}

/// Why counts are no arrivals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ArrivalsError {
    #[error("{counted} reports are counted where {expected} are expected")]
    MoreThanExpected { counted: u64, expected: u64 },
    #[error("the sums are too large to be kept")]
    TooLarge,
}

impl Arrivals {
    /// # Errors
    /// [`ArrivalsError::MoreThanExpected`] when more were accepted, or came in time, than were expected.
    pub fn new(expected: u64, accepted: u64, in_time: u64) -> Result<Arrivals, ArrivalsError> {
        let counted = accepted.max(in_time);
        if counted > expected {
            return Err(ArrivalsError::MoreThanExpected { counted, expected });
        }
        Ok(Arrivals { expected, accepted, in_time })
    }

    pub fn expected(self) -> u64 {
        self.expected
    }

    pub fn accepted(self) -> u64 {
        self.accepted
    }

    pub fn in_time(self) -> u64 {
        self.in_time
    }

    /// Those of two units, or of two periods, together.
    ///
    /// # Errors
    /// [`ArrivalsError::TooLarge`].
    pub fn with(self, other: Arrivals) -> Result<Arrivals, ArrivalsError> {
        let sum = |one: u64, two: u64| one.checked_add(two).ok_or(ArrivalsError::TooLarge);
        Ok(Arrivals {
            expected: sum(self.expected, other.expected)?,
            accepted: sum(self.accepted, other.accepted)?,
            in_time: sum(self.in_time, other.in_time)?,
        })
    }
}

/// An indicator that the program counts itself, in percent; more is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rate {
    /// Accepted reports of those expected.
    Completeness,
    /// Reports that came by their due day, of those expected.
    Timeliness,
}

impl Rate {
    pub const ALL: [Rate; 2] = [Rate::Completeness, Rate::Timeliness];

    /// The decimals of its percentage.
    pub const DECIMALS: u8 = 1;

    /// The code of the indicator: `completeness`, `timeliness`.
    pub fn code(self) -> &'static str {
        match self {
            Rate::Completeness => "completeness",
            Rate::Timeliness => "timeliness",
        }
    }

    /// The rate of some arrivals; `None` where nothing was expected.
    pub fn of(self, arrivals: Arrivals) -> Option<Ratio> {
        let part = match self {
            Rate::Completeness => arrivals.accepted,
            Rate::Timeliness => arrivals.in_time,
        };
        (arrivals.expected > 0).then_some(Ratio { part, whole: arrivals.expected })
    }
}

/// A part of a whole that is not 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ratio {
    part: u64,
    whole: u64,
}

impl Ratio {
    pub fn part(self) -> u64 {
        self.part
    }

    pub fn whole(self) -> u64 {
        self.whole
    }

    /// Compares ratios exactly, by cross multiplication: two numbers of 64 bits fit.
    pub fn compare(self, other: Ratio) -> std::cmp::Ordering {
        let product = |one: u64, two: u64| u128::from(one).saturating_mul(u128::from(two));
        product(self.part, other.whole).cmp(&product(other.part, self.whole))
    }

    /// In percent with so many decimals, rounded once, half away from zero; `None` over nine decimals.
    pub fn percent(self, decimals: u8) -> Option<Quantity> {
        let scale = 100_u128.checked_mul(10_u128.checked_pow(u32::from(decimals))?)?;
        let (part, whole) = (u128::from(self.part), u128::from(self.whole));
        let twice = part.checked_mul(scale)?.checked_mul(2)?.checked_add(whole)?;
        let minor = twice.checked_div(whole.checked_mul(2)?)?;
        Quantity::new(i64::try_from(minor).ok()?, decimals)
    }
}
