//! What the level above makes of accepted reports: the value of the whole, who is counted in it and who is missing. Numbers only;
//! its own words it adds itself.

use std::collections::BTreeMap;

use crate::programme::MergeRule;
use crate::unit::UnitNo;
use crate::words::{Moment, Quantity};

/// What an accepted report states for one indicator and cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stated {
    pub unit: UnitNo,
    pub value: Quantity,
    /// For [`MergeRule::Weighted`]: by what the value counts.
    pub weight: Option<Quantity>,
    pub accepted_at: Moment,
}

/// The value of a whole from those of its parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consolidated {
    /// None where nothing is counted, or where the parts make no whole ([`MergeRule::None`]).
    pub value: Option<Quantity>,
    /// Who is in it, in the order in which they are expected.
    pub counted: Vec<UnitNo>,
    /// Who is expected and not in it, in the same order.
    pub missing: Vec<UnitNo>,
}

/// Why a whole cannot be stated.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WholeError {
    #[error("a value has more than the {decimals} decimals of the indicator")]
    Decimals { unit: UnitNo, decimals: u8 },
    #[error("the whole has more digits than are kept")]
    Overflow,
}

/// The whole of one indicator and cell, with the decimals of the indicator. `expected` are those who owe a report; what another
/// unit states is left out, and of two statements of one unit the later counts. A weighted mean is rounded once, half away from
/// zero; who states no weight is missing from it.
///
/// # Errors
/// [`WholeError`]: a value that does not fit the indicator, or too large a whole.
pub fn consolidate(
    rule: MergeRule,
    decimals: u8,
    expected: &[UnitNo],
    stated: &[Stated],
) -> Result<Consolidated, WholeError> {
    let mut last: BTreeMap<UnitNo, &Stated> = BTreeMap::new();
    for own in stated.iter().filter(|own| rule != MergeRule::Weighted || own.weight.is_some()) {
        let kept = last.entry(own.unit).or_insert(own);
        if kept.accepted_at < own.accepted_at {
            *kept = own;
        }
    }
    let counts = |unit: &&UnitNo| last.contains_key(unit);
    let (counted, missing): (Vec<UnitNo>, Vec<UnitNo>) = {
        let (counted, missing): (Vec<&UnitNo>, Vec<&UnitNo>) = expected.iter().partition(counts);
        (counted.into_iter().copied().collect(), missing.into_iter().copied().collect())
    };
    let mut parts = Vec::new();
    for own in counted.iter().filter_map(|unit| last.get(unit)) {
        let value = own.value.with_decimals(decimals);
        let value = value.ok_or(WholeError::Decimals { unit: own.unit, decimals })?;
        parts.push((value.minor(), *own));
    }
    let minor = whole(rule, &parts)?;
    let value = minor.and_then(|minor| Quantity::new(minor, decimals));
    Ok(Consolidated { value, counted, missing })
}

fn whole(rule: MergeRule, parts: &[(i64, &Stated)]) -> Result<Option<i64>, WholeError> {
    let minors = parts.iter().map(|(minor, _)| *minor);
    let fits = |whole: i128| i64::try_from(whole).map(Some).map_err(|_| WholeError::Overflow);
    match rule {
        _ if parts.is_empty() => Ok(None),
        MergeRule::Sum => fits(minors.map(i128::from).sum()),
        MergeRule::Max => Ok(minors.max()),
        MergeRule::Min => Ok(minors.min()),
        MergeRule::Latest => {
            Ok(parts.iter().max_by_key(|(_, own)| own.accepted_at).map(|(minor, _)| *minor))
        }
        MergeRule::Weighted => weighted(parts)?.map_or(Ok(None), fits),
        MergeRule::None => Ok(None),
    }
}

/// The mean of values by their weights; none where these add up to nothing.
fn weighted(parts: &[(i64, &Stated)]) -> Result<Option<i128>, WholeError> {
    let weights = || parts.iter().filter_map(|(_, own)| own.weight);
    let most = weights().map(Quantity::decimals).max().unwrap_or(0);
    let (mut product, mut sum) = (0_i128, 0_i128);
    for (minor, weight) in parts.iter().map(|(minor, _)| i128::from(*minor)).zip(weights()) {
        let by = u32::from(most.saturating_sub(weight.decimals()));
        let weight = i128::from(weight.minor())
            .checked_mul(10_i128.saturating_pow(by))
            .ok_or(WholeError::Overflow)?;
        let part = minor.checked_mul(weight).ok_or(WholeError::Overflow)?;
        product = product.checked_add(part).ok_or(WholeError::Overflow)?;
        sum = sum.checked_add(weight).ok_or(WholeError::Overflow)?;
    }
    if sum == 0 {
        return Ok(None);
    }
    // Half away from zero: |2p + s| ÷ 2s, with the sign put back.
    let negative = (product < 0) != (sum < 0);
    let (product, sum) = (product.unsigned_abs(), sum.unsigned_abs());
    let rounded = product
        .checked_mul(2)
        .and_then(|twice| twice.checked_add(sum))
        .and_then(|raised| raised.checked_div(sum.checked_mul(2)?))
        .and_then(|rounded| i128::try_from(rounded).ok())
        .ok_or(WholeError::Overflow)?;
    Ok(Some(if negative { rounded.saturating_neg() } else { rounded }))
}

impl Consolidated {
    /// How many of a hundred expected units are counted, rounded down, so that 100 means all of them; none where nobody is
    /// expected.
    pub fn coverage_percent(&self) -> Option<usize> {
        let expected = self.counted.len().saturating_add(self.missing.len());
        self.counted.len().saturating_mul(100).checked_div(expected)
    }
}

/// An accepted report that a consolidated one took up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TakenUp {
    pub unit: UnitNo,
    /// The version of its report.
    pub version: u32,
}

/// What came after a consolidated report was signed: it names who is late, and changes nothing of what was signed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Supplement {
    /// Accepted since.
    pub added: Vec<UnitNo>,
    /// Corrected since.
    pub corrected: Vec<UnitNo>,
}

impl Supplement {
    /// What is accepted now beside what was taken up; units in the order of the network.
    pub fn of(taken_up: &[TakenUp], now: &[TakenUp]) -> Supplement {
        let before: BTreeMap<UnitNo, u32> =
            taken_up.iter().map(|own| (own.unit, own.version)).collect();
        let now: BTreeMap<UnitNo, u32> = now.iter().map(|own| (own.unit, own.version)).collect();
        let mut supplement = Supplement::default();
        for (unit, version) in now {
            match before.get(&unit) {
                None => supplement.added.push(unit),
                Some(before) if *before < version => supplement.corrected.push(unit),
                Some(_) => {}
            }
        }
        supplement
    }

    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.corrected.is_empty()
    }
}
