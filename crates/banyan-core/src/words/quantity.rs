//! A quantity: a fixed-point number with the decimals of its indicator. Never a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A fixed-point number: `minor` units of ten to the minus `decimals`. 38.3 is 383 with one decimal.
/// Documents have it as text, `"38.3"`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Debug)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity {
    minor: i64,
    decimals: u8,
}

/// Why a text is no quantity.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum QuantityError {
    #[error("`{0}` is no number; write digits, with a point before the decimals")]
    NotANumber(String),
    #[error(
        "`{0}` is too large or has too many decimals; nine decimals and eighteen digits are kept"
    )]
    OutOfRange(String),
}

impl Quantity {
    /// Most decimals that are kept.
    pub const DECIMALS_MAX: u8 = 9;

    pub const ZERO: Quantity = Quantity { minor: 0, decimals: 0 };

    /// `None` when `decimals` is over [`Quantity::DECIMALS_MAX`].
    pub fn new(minor: i64, decimals: u8) -> Option<Quantity> {
        (decimals <= Quantity::DECIMALS_MAX).then_some(Quantity { minor, decimals })
    }

    /// The number counted in units of the smallest decimal.
    pub fn minor(self) -> i64 {
        self.minor
    }

    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// The same value without zeros at the end of its decimals: 90.0 becomes 90.
    pub fn reduced(self) -> Quantity {
        let mut reduced = self;
        while reduced.decimals > 0 && reduced.minor % 10 == 0 {
            reduced = Quantity {
                minor: reduced.minor / 10,
                decimals: reduced.decimals.saturating_sub(1),
            };
        }
        reduced
    }

    /// The same value with a number of decimals; `None` where it needs more of them or more digits than are kept.
    pub fn with_decimals(self, decimals: u8) -> Option<Quantity> {
        let reduced = self.reduced();
        let by = decimals.checked_sub(reduced.decimals)?;
        let minor = reduced.minor.checked_mul(10_i64.checked_pow(u32::from(by))?)?;
        Quantity::new(minor, decimals)
    }

    /// Compares values whatever their decimals.
    pub fn compare(self, other: Quantity) -> std::cmp::Ordering {
        self.scaled(other.decimals).cmp(&other.scaled(self.decimals))
    }

    fn scaled(self, by: u8) -> i128 {
        i128::from(self.minor).saturating_mul(10_i128.saturating_pow(u32::from(by)))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!(
            "{:0>width$}",
            self.minor.unsigned_abs(),
            width = usize::from(self.decimals).saturating_add(1)
        );
        let split = digits.len().saturating_sub(usize::from(self.decimals));
        let (whole, rest) = digits.split_at(split);
        let sign = if self.minor < 0 { "-" } else { "" };
        if rest.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{rest}") }
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> String {
        quantity.to_string()
    }
}

impl TryFrom<String> for Quantity {
    type Error = QuantityError;

    fn try_from(written: String) -> Result<Quantity, QuantityError> {
        written.parse()
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    /// Digits with an optional sign and an optional point: `-12`, `38.3`.
    fn from_str(written: &str) -> Result<Quantity, QuantityError> {
        let refusal = || QuantityError::NotANumber(written.to_owned());
        let unsigned = written.strip_prefix('-').unwrap_or(written);
        let (whole, rest) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(rest) || unsigned.ends_with('.')
        {
            return Err(refusal());
        }
        let out_of_range = || QuantityError::OutOfRange(written.to_owned());
        let decimals = u8::try_from(rest.len()).map_err(|_| out_of_range())?;
        let sign = if written.starts_with('-') { "-" } else { "" };
        let minor = format!("{sign}{whole}{rest}").parse().map_err(|_| out_of_range())?;
        Quantity::new(minor, decimals).ok_or_else(out_of_range)
    }
}
