//! What is wrong or odd about answers: where, what, and how grave. The sentence is made elsewhere, in the reader's language,
//! from the key and the arguments.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::address::Address;
use super::checks::Against;
use crate::words::{Day, Quantity};

/// An error blocks; a warning asks for a word of explanation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    #[default]
    Error,
    Warning,
}

impl Severity {
    pub(super) fn warning() -> Severity {
        Severity::Warning
    }
}

/// One thing that is wrong or odd, where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The entry; of a group its code; of a rule or check between fields the first of them. Rows count as they were entered.
    pub at: Address,
    pub kind: ProblemKind,
    pub severity: Severity,
}

impl Problem {
    pub(super) fn error(at: &Address, kind: ProblemKind) -> Problem {
        Problem { at: at.clone(), kind, severity: Severity::Error }
    }

    /// What an explanation is kept under: where and what, whatever the figures.
    pub fn name(&self) -> String {
        let which = match &self.kind {
            ProblemKind::Rule { code, .. } | ProblemKind::RuleOverflow { code } => code,
            ProblemKind::Odd { check, .. } | ProblemKind::OddOverflow { check } => check,
            _ => "",
        };
        format!("{}:{}:{which}", self.at, self.kind.key())
    }
}

/// The problems that stand in the way of submitting: errors, and warnings under whose name no word is given.
pub fn blocking<'p>(
    problems: &'p [Problem],
    explained: &BTreeMap<String, String>,
) -> Vec<&'p Problem> {
    let has_word = |problem: &Problem| {
        explained.get(&problem.name()).is_some_and(|words| !words.trim().is_empty())
    };
    problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error || !has_word(problem))
        .collect()
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProblemKind {
    /// The form has no such field.
    UnknownField,
    /// The field has no such cell.
    UnknownCell,
    /// The field does not repeat, or not in that group.
    NotInRows,
    /// The field stands in a group, and the entry names no row.
    RowNeeded,
    /// A value of another type than the field's, in JSON.
    WrongType,
    NotANumber,
    /// A number or day that can be read in two ways: `1.234`, `1/7/2025`.
    Ambiguous {
        one: String,
        other: String,
    },
    TooManyDecimals {
        decimals: u8,
    },
    /// More than fifteen digits.
    TooLarge,
    /// Below 0, where no lower minimum is stated.
    Negative,
    BelowMinimum {
        minimum: Quantity,
    },
    AboveMaximum {
        maximum: Quantity,
    },
    TooLong {
        letters: usize,
        length_max: u32,
    },
    LineBreak,
    ControlCharacter,
    NotADay,
    BeforeEarliest {
        earliest: Day,
    },
    AfterLatest {
        latest: Day,
    },
    NoSuchOption,
    NotYesNo,
    NotAUnitCode,
    NotAnAttachment,
    WrongMediaType {
        types: Vec<String>,
    },
    TooManyBytes {
        bytes_max: u64,
    },
    /// Nothing stands where something must.
    Missing,
    TooFewRows {
        rows: usize,
        minimum: u32,
    },
    TooManyRows {
        rows: usize,
        maximum: u32,
    },
    /// The key stands in an earlier row already.
    DuplicateRow {
        first: u32,
    },
    /// The value is computed, and another was given; `None` where its parts are not all there.
    Computed {
        computed: Option<Quantity>,
    },
    /// A computed value has more than fifteen digits.
    ComputedOverflow,
    /// A rule does not hold; both sides as numbers with a point.
    Rule {
        code: String,
        left: String,
        right: String,
    },
    /// The sides of a rule are too large to be compared.
    RuleOverflow {
        code: String,
    },
    /// A check fired.
    Odd {
        check: String,
        oddity: Oddity,
    },
    /// The figures of a check are too large to be compared.
    OddOverflow {
        check: String,
    },
}

/// What is odd about a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Oddity {
    /// Far from the median of `others` figures.
    Outlier { against: Against, median: String, others: usize },
    /// Far from the figure of the last period.
    Jump { before: Quantity },
    /// All `figures` are those of the last period.
    Copy { figures: usize },
    /// The stated whole is not the sum of its parts.
    Whole { sum: Quantity },
}

/// The arguments of a sentence: their names and values.
pub type Arguments = Vec<(&'static str, String)>;

impl ProblemKind {
    /// A stable key under which pages find the sentence.
    pub fn key(&self) -> &'static str {
        match self {
            ProblemKind::UnknownField => "unknown-field",
            ProblemKind::UnknownCell => "unknown-cell",
            ProblemKind::NotInRows => "not-in-rows",
            ProblemKind::RowNeeded => "row-needed",
            ProblemKind::WrongType => "wrong-type",
            ProblemKind::NotANumber => "not-a-number",
            ProblemKind::Ambiguous { .. } => "ambiguous",
            ProblemKind::TooManyDecimals { .. } => "too-many-decimals",
            ProblemKind::TooLarge => "too-large",
            ProblemKind::Negative => "negative",
            ProblemKind::BelowMinimum { .. } => "below-minimum",
            ProblemKind::AboveMaximum { .. } => "above-maximum",
            ProblemKind::TooLong { .. } => "too-long",
            ProblemKind::LineBreak => "line-break",
            ProblemKind::ControlCharacter => "control-character",
            ProblemKind::NotADay => "not-a-day",
            ProblemKind::BeforeEarliest { .. } => "before-earliest",
            ProblemKind::AfterLatest { .. } => "after-latest",
            ProblemKind::NoSuchOption => "no-such-option",
            ProblemKind::NotYesNo => "not-yes-no",
            ProblemKind::NotAUnitCode => "not-a-unit-code",
            ProblemKind::NotAnAttachment => "not-an-attachment",
            ProblemKind::WrongMediaType { .. } => "wrong-media-type",
            ProblemKind::TooManyBytes { .. } => "too-many-bytes",
            ProblemKind::Missing => "missing",
            ProblemKind::TooFewRows { .. } => "too-few-rows",
            ProblemKind::TooManyRows { .. } => "too-many-rows",
            ProblemKind::DuplicateRow { .. } => "duplicate-row",
            ProblemKind::Computed { computed: Some(_) } => "computed",
            ProblemKind::Computed { computed: None } => "computed-from-parts",
            ProblemKind::ComputedOverflow => "computed-overflow",
            ProblemKind::Rule { .. } => "rule",
            ProblemKind::RuleOverflow { .. } => "rule-overflow",
            ProblemKind::Odd { oddity, .. } => oddity.key(),
            ProblemKind::OddOverflow { .. } => "odd-overflow",
        }
    }

    /// Whether there is an entry that could not be taken, or could not be taken as it was written.
    pub fn unreadable(&self) -> bool {
        matches!(
            self,
            ProblemKind::UnknownField
                | ProblemKind::UnknownCell
                | ProblemKind::NotInRows
                | ProblemKind::RowNeeded
                | ProblemKind::WrongType
                | ProblemKind::NotANumber
                | ProblemKind::Ambiguous { .. }
                | ProblemKind::TooManyDecimals { .. }
                | ProblemKind::TooLarge
                | ProblemKind::NotADay
                | ProblemKind::NoSuchOption
                | ProblemKind::NotYesNo
                | ProblemKind::NotAUnitCode
                | ProblemKind::NotAnAttachment
                | ProblemKind::Computed { .. }
        )
    }

    /// What the sentence names, besides the entry and what was written there. A rule and a check go by their codes.
    pub fn arguments(&self) -> Arguments {
        match self {
            ProblemKind::Ambiguous { one, other } => {
                vec![("one", one.clone()), ("other", other.clone())]
            }
            ProblemKind::TooManyDecimals { decimals } => vec![("decimals", decimals.to_string())],
            ProblemKind::BelowMinimum { minimum } => vec![("minimum", minimum.to_string())],
            ProblemKind::AboveMaximum { maximum } => vec![("maximum", maximum.to_string())],
            ProblemKind::TooLong { letters, length_max } => {
                vec![("letters", letters.to_string()), ("most", length_max.to_string())]
            }
            ProblemKind::BeforeEarliest { earliest: day }
            | ProblemKind::AfterLatest { latest: day } => vec![("day", day.to_string())],
            ProblemKind::WrongMediaType { types } => vec![("types", types.join(", "))],
            ProblemKind::TooManyBytes { bytes_max } => vec![("most", bytes_max.to_string())],
            ProblemKind::TooFewRows { rows, minimum: bound }
            | ProblemKind::TooManyRows { rows, maximum: bound } => {
                vec![("rows", rows.to_string()), ("bound", bound.to_string())]
            }
            ProblemKind::DuplicateRow { first } => vec![("first", first.to_string())],
            ProblemKind::Computed { computed: Some(value) } => {
                vec![("computed", value.to_string())]
            }
            ProblemKind::Rule { code, left, right } => {
                vec![("rule", code.clone()), ("left", left.clone()), ("right", right.clone())]
            }
            ProblemKind::RuleOverflow { code } => vec![("rule", code.clone())],
            ProblemKind::Odd { check, oddity } => {
                let mut arguments = vec![("check", check.clone())];
                arguments.extend(oddity.arguments());
                arguments
            }
            ProblemKind::OddOverflow { check } => vec![("check", check.clone())],
            _ => Vec::new(),
        }
    }
}

impl Oddity {
    fn key(&self) -> &'static str {
        match self {
            Oddity::Outlier { against: Against::History, .. } => "outlier-history",
            Oddity::Outlier { against: Against::Peers, .. } => "outlier-peers",
            Oddity::Jump { .. } => "jump",
            Oddity::Copy { .. } => "copy",
            Oddity::Whole { .. } => "whole-differs",
        }
    }

    fn arguments(&self) -> Arguments {
        match self {
            Oddity::Outlier { median, others, .. } => {
                vec![("median", median.clone()), ("others", others.to_string())]
            }
            Oddity::Jump { before } => vec![("before", before.to_string())],
            Oddity::Copy { figures } => vec![("figures", figures.to_string())],
            Oddity::Whole { sum } => vec![("sum", sum.to_string())],
        }
    }
}
