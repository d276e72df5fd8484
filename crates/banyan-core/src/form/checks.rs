//! Statistical checks: what is odd about a figure beside its own history, its peers, the last period or its parts.
//!
//! All of it is exact: thresholds are compared by cross multiplication, nothing is divided or rounded. A check is not applied
//! where it lacks what it compares with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::answers::Answers;
use super::checked::Form;
use super::definition::{CheckDocument, Total};
use super::exact::{Exact, Overflow};
use super::expression::Expression;
use super::fields::{Fields, FormField};
use super::flaw::{Flaw, Reason};
use super::problem::{Oddity, Problem, ProblemKind};
use super::value::Value;
use crate::words::Quantity;

/// What a check looks for. In a document: `test = { is = "jump", percent = 50, least = "10" }`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    Outlier(OutlierLimit),
    Jump(JumpLimit),
    /// Every entered number is that of the last period, and at least so many of them are not 0.
    Copy {
        figures_least: usize,
    },
    /// The entered total is not the sum of its own cells, or of a field over the rows of a group.
    Whole {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        rows_of: String,
    },
}

impl Test {
    /// Whether its limits leave something that is not odd.
    fn sensible(&self) -> bool {
        match self {
            Test::Outlier(limit) => {
                limit.threshold.minor() > 0
                    && limit.spread_least.minor() >= 0
                    && limit.others_least > 0
            }
            Test::Jump(limit) => limit.least.minor() >= 0,
            Test::Copy { figures_least } => *figures_least > 0,
            Test::Whole { .. } => true,
        }
    }
}

/// With what an outlier is compared.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The same unit's earlier periods.
    History,
    /// Other units in the same period.
    Peers,
}

/// When a figure is an outlier, by its modified z-score (Iglewicz and Hoaglin 1993): 0.6745 × |x − median| ÷ MAD > threshold,
/// where the MAD is the median of the distances from the median. Their threshold is 3.5.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct OutlierLimit {
    pub against: Against,
    pub threshold: Quantity,
    /// With fewer figures to compare with the check is not applied.
    pub others_least: usize,
    /// The MAD counts as at least this, in the field's unit: where all figures are alike, any other would be infinitely far.
    pub spread_least: Quantity,
}

/// When a figure jumps: it differs from the last period's by more than so many percent of that and by at least `least`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct JumpLimit {
    pub percent: u32,
    /// In the field's unit.
    pub least: Quantity,
}

/// What the answers of a period are compared with.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Background {
    /// The answers of the last period.
    pub before: Option<Answers>,
    /// The unit's earlier figures, by field.
    pub history: BTreeMap<String, Vec<Quantity>>,
    /// Figures of other units in this period, by field.
    pub peers: BTreeMap<String, Vec<Quantity>>,
}

/// A check as it is applied.
#[derive(Clone, Debug)]
pub struct Check {
    document: CheckDocument,
    /// What the whole is compared with.
    parts: Option<Expression>,
}

impl Form {
    /// What is odd about answers, in the order in which the checks are declared.
    pub fn oddities(&self, answers: &Answers, background: &Background) -> Vec<Problem> {
        self.checks.iter().filter_map(|check| check.problem(self, answers, background)).collect()
    }
}

impl Check {
    pub(super) fn read(document: &CheckDocument, fields: &Fields) -> Result<Check, Flaw> {
        let place = |part: &str| format!("check.{}.{part}", document.code);
        let bad_field = || Flaw::at(place("field"), Reason::BadCheckField(document.field.clone()));
        if !document.test.sensible() {
            return Err(Flaw::at(place("test"), Reason::BadLimit));
        }
        let mut check = Check { document: document.clone(), parts: None };
        if let Test::Copy { .. } = document.test {
            return if document.field.is_empty() { Ok(check) } else { Err(bad_field()) };
        }
        let field = fields.get(&document.field).filter(|field| field.group.is_none());
        let field = field.ok_or_else(bad_field)?;
        let number = field.number().ok_or_else(bad_field)?;
        if let Test::Whole { rows_of } = &document.test {
            let bad_parts = || Flaw::at(place("test"), Reason::BadParts(rows_of.clone()));
            if number.total == Total::Computed || !number.computed.is_empty() {
                return Err(bad_field());
            }
            let parts = if rows_of.is_empty() {
                Some(Expression::sum_of_cells(field)).filter(|_| !field.cells.is_empty())
            } else {
                let part = Address::of_slot(rows_of);
                fields.get(&part.field).and_then(|field| Expression::sum_of_rows(field, &part.cell))
            };
            let parts = parts.filter(|parts| parts.decimals() <= u32::from(number.decimals));
            check.parts = Some(parts.ok_or_else(bad_parts)?);
        }
        Ok(check)
    }

    /// Code, severity, limits and example.
    pub fn document(&self) -> &CheckDocument {
        &self.document
    }

    pub(super) fn fires_on(
        &self,
        form: &Form,
        now: &Answers,
        before: &Answers,
        others: &[Quantity],
    ) -> bool {
        let figures = BTreeMap::from([(self.document.field.clone(), others.to_vec())]);
        let background =
            Background { before: Some(before.clone()), history: figures.clone(), peers: figures };
        let problem = self.problem(form, now, &background);
        problem.is_some_and(|problem| matches!(problem.kind, ProblemKind::Odd { .. }))
    }

    fn problem(&self, form: &Form, answers: &Answers, background: &Background) -> Option<Problem> {
        let check = self.document.code.clone();
        let kind = match self.oddity(form, answers, background) {
            Ok(oddity) => ProblemKind::Odd { check, oddity: oddity? },
            Err(Overflow) => ProblemKind::OddOverflow { check },
        };
        let at = Address::of(&self.document.field);
        Some(Problem { at, kind, severity: self.document.severity })
    }

    fn oddity(
        &self,
        form: &Form,
        answers: &Answers,
        background: &Background,
    ) -> Result<Option<Oddity>, Overflow> {
        let code = &self.document.field;
        let before = background.before.as_ref();
        match &self.document.test {
            Test::Outlier(limit) => {
                let figures = match limit.against {
                    Against::History => &background.history,
                    Against::Peers => &background.peers,
                };
                let others = figures.get(code).map_or(&[][..], Vec::as_slice);
                let Some(value) = figure(answers, code) else { return Ok(None) };
                let median = outlier(value, others, limit)?;
                let against = limit.against;
                Ok(median.map(|median| Oddity::Outlier { against, median, others: others.len() }))
            }
            Test::Jump(limit) => {
                let pair = figure(answers, code).zip(before.and_then(|own| figure(own, code)));
                let Some((now, before)) = pair else { return Ok(None) };
                Ok(jumps(now, before, limit)?.then_some(Oddity::Jump { before }))
            }
            Test::Copy { figures_least } => {
                let figures = before.and_then(|before| copied_figures(form, answers, before));
                Ok(figures
                    .filter(|figures| figures >= figures_least)
                    .map(|figures| Oddity::Copy { figures }))
            }
            Test::Whole { .. } => {
                let sum =
                    self.parts.as_ref().map(|parts| parts.value(answers, None)).transpose()?;
                let pair = figure(answers, code).zip(sum.flatten());
                let Some((whole, sum)) = pair else { return Ok(None) };
                let sum = sum.quantity(whole.decimals()).ok_or(Overflow)?;
                Ok((sum != whole).then_some(Oddity::Whole { sum }))
            }
        }
    }
}

fn figure(answers: &Answers, field: &str) -> Option<Quantity> {
    match answers.get(&Address::of(field)) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// The median of the others where a figure is an outlier among them, by the limit of its check; `None` where it is none, or
/// where there are too few others.
///
/// With all figures in the smallest decimal, m twice the median and d twice the median of |2x − m| (four MADs), the score
/// 0.6745 · |x − median| ÷ MAD is 0.6745 · 2 · |2x − m| ÷ d.
///
/// # Errors
/// Figures that are too large to be multiplied.
pub(super) fn outlier(
    value: Quantity,
    others: &[Quantity],
    limit: &OutlierLimit,
) -> Result<Option<String>, Overflow> {
    if others.len() < limit.others_least.max(1) {
        return Ok(None);
    }
    let all = others.iter().chain([&value, &limit.spread_least]);
    let decimals = all.map(|figure| figure.decimals()).max().unwrap_or(0);
    let minor = |figure: &Quantity| {
        let by = 10_i128.checked_pow(u32::from(decimals.saturating_sub(figure.decimals())));
        by.and_then(|by| by.checked_mul(i128::from(figure.minor()))).ok_or(Overflow)
    };
    let mut figures = others.iter().map(minor).collect::<Result<Vec<i128>, Overflow>>()?;
    let median_twice = twice_the_median(&mut figures)?;
    let distance = |figure: i128| {
        let twice = figure.checked_mul(2)?.checked_sub(median_twice)?;
        twice.checked_abs()
    };
    let mut distances = figures
        .iter()
        .map(|own| distance(*own).ok_or(Overflow))
        .collect::<Result<Vec<i128>, _>>()?;
    let spread = minor(&limit.spread_least)?.checked_mul(4).ok_or(Overflow)?;
    let spread = twice_the_median(&mut distances)?.max(spread);
    let score = |own: i128| {
        let scale = 10_i128.checked_pow(u32::from(limit.threshold.decimals()))?;
        own.checked_mul(6745 * 2)?.checked_mul(scale)
    };
    let score = distance(minor(&value)?).and_then(score).ok_or(Overflow)?;
    let threshold = i128::from(limit.threshold.minor()).checked_mul(10_000);
    let threshold = threshold.and_then(|own| own.checked_mul(spread)).ok_or(Overflow)?;
    if score <= threshold {
        return Ok(None);
    }
    // Half of twice the median: one decimal more holds it.
    let minor = median_twice.checked_mul(5).ok_or(Overflow)?;
    let median = Exact { minor, decimals: u32::from(decimals).saturating_add(1) };
    Ok(Some(median.to_string()))
}

/// The sum of the two figures in the middle, or of the one with itself.
fn twice_the_median(figures: &mut [i128]) -> Result<i128, Overflow> {
    figures.sort_unstable();
    let (lower, upper) = (figures.len().saturating_sub(1) / 2, figures.len() / 2);
    let pair = figures.get(lower).zip(figures.get(upper));
    pair.and_then(|(lower, upper)| lower.checked_add(*upper)).ok_or(Overflow)
}

/// Whether a figure jumps from the last period's.
///
/// # Errors
/// Figures that are too large to be multiplied.
pub(super) fn jumps(now: Quantity, before: Quantity, limit: &JumpLimit) -> Result<bool, Overflow> {
    let magnitude = |own: Exact| if own.minor < 0 { own.negative() } else { Ok(own) };
    let whole = |number: u32| Exact { minor: i128::from(number), decimals: 0 };
    let change = magnitude(Exact::from(now).plus(Exact::from(before).negative()?)?)?;
    let allowed = magnitude(Exact::from(before))?.times(whole(limit.percent))?;
    let beyond = change.times(whole(100))?.compare(allowed)?.is_gt();
    Ok(beyond && change.compare(Exact::from(limit.least))?.is_ge())
}

/// How many entered numbers are not 0, where all of them are those of the last period; `None` where one differs.
pub(super) fn copied_figures(form: &Form, now: &Answers, before: &Answers) -> Option<usize> {
    let entered = |answers: &Answers| -> BTreeMap<Address, Quantity> {
        let numbers = answers.iter().filter_map(|(at, value)| match value {
            Value::Number(number) => Some((at.clone(), *number)),
            _ => None,
        });
        let computed = |at: &Address| {
            form.field(&at.field).is_some_and(|field: &FormField| field.computed(&at.cell))
        };
        numbers.filter(|(at, _)| !computed(at)).collect()
    };
    let (now, before) = (entered(now), entered(before));
    (now == before).then(|| now.values().filter(|own| own.minor() != 0).count())
}
