//! What a dry run of a reform finds. Every finding is listed, never just the first.

use crate::words::Day;

/// One thing that is wrong with a reform or a founding network. Lines count from 1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum Inconsistency {
    #[error("line {line}: the code `{code}` names no unit on {day}")]
    DanglingOld { code: String, day: Day, line: usize },
    #[error("line {line}: the code `{code}` names no unit of the new map")]
    DanglingNew { code: String, line: usize },
    #[error("line {line}: the parent `{parent}` of `{code}` is not there on {day}")]
    DanglingParent { code: String, parent: String, day: Day, line: usize },
    #[error("line {line}: the custodian `{custodian}` of `{code}` is not there on {day}")]
    DanglingCustodian { code: String, custodian: String, day: Day, line: usize },
    #[error("line {line}: the code `{code}` stands more than once")]
    Duplicate { code: String, line: usize },
    #[error("line {line}: the transfer from `{old}` to `{new}` stands more than once")]
    DuplicateTransfer { old: String, new: String, line: usize },
    #[error("line {line}: `{code}` already changes on {other}, on or after {day}")]
    OverlappingDays { code: String, day: Day, other: Day, line: usize },
    #[error("line {line}: `{code}` stands below itself")]
    Cycle { code: String, line: usize },
    #[error("the shares of `{code}` add up to {sum} thousand-millionths, not to one")]
    SharesNotOne { code: String, sum: i64 },
    #[error("`{code}` goes whole to one successor and to others besides")]
    WholeAndMore { code: String },
    #[error("`{code}` is divided and more than one successor is marked as default")]
    ManyDefaults { code: String },
    #[error("`{code}` is divided, has no shares, and no rule says how")]
    DividedWithoutRule { code: String },
    #[error("`{code}` ends and has no custodian")]
    ClosedWithoutCustodian { code: String },
    #[error("line {line}: `{code}` is new, and no transfer says what it was made of")]
    WithoutOrigin { code: String, line: usize },
    #[error("`{code}` has a successor and is in the list of those that end without one")]
    EndsAndGoesOn { code: String },
}

impl Inconsistency {
    /// A stable key, under which pages find the sentence in the reader's language.
    pub fn key(&self) -> &'static str {
        match self {
            Inconsistency::DanglingOld { .. } => "dangling-old",
            Inconsistency::DanglingNew { .. } => "dangling-new",
            Inconsistency::DanglingParent { .. } => "dangling-parent",
            Inconsistency::DanglingCustodian { .. } => "dangling-custodian",
            Inconsistency::Duplicate { .. } => "duplicate",
            Inconsistency::DuplicateTransfer { .. } => "duplicate-transfer",
            Inconsistency::OverlappingDays { .. } => "overlapping-days",
            Inconsistency::Cycle { .. } => "cycle",
            Inconsistency::SharesNotOne { .. } => "shares-not-one",
            Inconsistency::WholeAndMore { .. } => "whole-and-more",
            Inconsistency::ManyDefaults { .. } => "many-defaults",
            Inconsistency::DividedWithoutRule { .. } => "divided-without-rule",
            Inconsistency::ClosedWithoutCustodian { .. } => "closed-without-custodian",
            Inconsistency::WithoutOrigin { .. } => "without-origin",
            Inconsistency::EndsAndGoesOn { .. } => "ends-and-goes-on",
        }
    }
}
