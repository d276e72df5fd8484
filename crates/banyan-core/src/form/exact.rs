//! Exact numbers of rules: an `i128` with decimals. Nothing is rounded; what does not fit is an overflow.

use std::cmp::Ordering;
use std::fmt;

use super::value::Value;
use crate::words::{Day, Quantity};

/// `minor` units of ten to the minus `decimals`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Exact {
    pub(super) minor: i128,
    pub(super) decimals: u32,
}

/// A number that does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Overflow;

impl Exact {
    /// A number, a day as days since 1 January 1970, yes as 1 and no as 0; other values are no numbers.
    pub(super) fn of(value: &Value) -> Option<Exact> {
        let whole = |minor: i64| Exact { minor: i128::from(minor), decimals: 0 };
        match value {
            Value::Number(number) => Some(Exact::from(*number)),
            Value::Day(day) => Some(whole(i64::from(Day::epoch().days_until(*day)))),
            Value::YesNo(yes) => Some(whole(i64::from(*yes))),
            _ => None,
        }
    }

    pub(super) fn zero() -> Exact {
        Exact { minor: 0, decimals: 0 }
    }

    pub(super) fn plus(self, other: Exact) -> Result<Exact, Overflow> {
        let (one, two, decimals) = self.aligned(other)?;
        Ok(Exact { minor: one.checked_add(two).ok_or(Overflow)?, decimals })
    }

    pub(super) fn times(self, other: Exact) -> Result<Exact, Overflow> {
        let minor = self.minor.checked_mul(other.minor).ok_or(Overflow)?;
        Ok(Exact { minor, decimals: self.decimals.saturating_add(other.decimals) })
    }

    pub(super) fn negative(self) -> Result<Exact, Overflow> {
        Ok(Exact { minor: self.minor.checked_neg().ok_or(Overflow)?, ..self })
    }

    pub(super) fn compare(self, other: Exact) -> Result<Ordering, Overflow> {
        let (one, two, _) = self.aligned(other)?;
        Ok(one.cmp(&two))
    }

    /// With a field's decimals, of which it needs no more; `None` over eighteen digits.
    pub(super) fn quantity(self, decimals: u8) -> Option<Quantity> {
        let by = u32::from(decimals).checked_sub(self.decimals)?;
        let minor = self.minor.checked_mul(10_i128.checked_pow(by)?)?;
        Quantity::new(i64::try_from(minor).ok()?, decimals)
    }

    fn aligned(self, other: Exact) -> Result<(i128, i128, u32), Overflow> {
        let decimals = self.decimals.max(other.decimals);
        let scaled = |number: Exact| {
            let by = 10_i128.checked_pow(decimals.saturating_sub(number.decimals));
            by.and_then(|by| number.minor.checked_mul(by)).ok_or(Overflow)
        };
        Ok((scaled(self)?, scaled(other)?, decimals))
    }
}

impl From<Quantity> for Exact {
    fn from(number: Quantity) -> Exact {
        Exact { minor: i128::from(number.minor()), decimals: u32::from(number.decimals()) }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::try_from(self.decimals).unwrap_or(usize::MAX);
        let digits =
            format!("{:0>width$}", self.minor.unsigned_abs(), width = decimals.saturating_add(1));
        let (whole, rest) = digits.split_at(digits.len().saturating_sub(decimals));
        let sign = if self.minor < 0 { "-" } else { "" };
        match rest.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            rest => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}
