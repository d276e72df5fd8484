//! What is wrong with the definition of a form. All flaws are listed, never just the first.

use super::expression::ExpressionError;
use super::problem::ProblemKind;

/// One thing that is wrong, and where: `field.found.kind.minimum`, `rule.balance.fires`.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Flaw {
    pub place: String,
    pub reason: Reason,
}

impl Flaw {
    pub(super) fn at(place: impl Into<String>, reason: Reason) -> Flaw {
        Flaw { place: place.into(), reason }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Reason {
    #[error("`{0}` is no code; write a small letter, then small letters, digits and _, at most 40")]
    BadCode(String),
    #[error("the code `{0}` stands more than once")]
    DuplicateCode(String),
    #[error("the code `{0}` has a meaning of its own; take another")]
    ReservedCode(String),
    #[error("versions count from 1")]
    NoVersion,
    #[error("there are no words in any language")]
    NoWords,
    #[error("the words have more than 2000 letters")]
    WordsTooLong,
    #[error("there is nothing in it")]
    Nothing,
    #[error("{count} are more than the {most} that are kept")]
    TooMany { count: usize, most: usize },
    #[error("`{0}` names no category set")]
    UnknownSet(String),
    #[error("a total is computed only where there are cells")]
    NoCells,
    #[error("a computed field has no cells, and nobody can be required to fill it in")]
    ComputedFilled,
    #[error("the least is more than the most")]
    BoundsCrossed,
    #[error("the bound has more decimals or digits than the field")]
    BadBound,
    #[error("the bound is 0 or more than {0}")]
    SizeOutOfRange(u64),
    #[error("`{0}` is no media type; write one such as application/pdf")]
    BadMediaType(String),
    #[error("`{one}` and `{other}` read alike; whoever types one may mean the other")]
    Alike { one: String, other: String },
    #[error("`{0}` is no field of the group that could tell its rows apart")]
    BadKey(String),
    #[error("{0}")]
    Expression(ExpressionError),
    #[error("no field is named")]
    RuleWithoutFields,
    #[error("a field that does not repeat can only add up the rows of a group: sum_rows(…)")]
    OutsideRows,
    #[error("it needs {decimals} decimals, more than the field has")]
    ComputedDecimals { decimals: u32 },
    #[error("it is computed from itself")]
    Circle,
    #[error("`{0}` is no number outside groups; a check looks at one")]
    BadCheckField(String),
    #[error(
        "`{0}` cannot be added up to the field: it is no number of a group, or has other decimals"
    )]
    BadParts(String),
    #[error("a limit is negative, or 0 where it would find everything odd")]
    BadLimit,
    #[error("the example cannot be read: {place}, {}", kind.key())]
    ExampleUnreadable { place: String, kind: ProblemKind },
    #[error("the example does not make it fire")]
    ExampleSilent,
}

impl Reason {
    /// A stable key, under which pages find the sentence in the reader's language.
    pub fn key(&self) -> &'static str {
        match self {
            Reason::BadCode(_) => "bad-code",
            Reason::DuplicateCode(_) => "duplicate-code",
            Reason::ReservedCode(_) => "reserved-code",
            Reason::NoVersion => "no-version",
            Reason::NoWords => "no-words",
            Reason::WordsTooLong => "words-too-long",
            Reason::Nothing => "nothing",
            Reason::TooMany { .. } => "too-many",
            Reason::UnknownSet(_) => "unknown-set",
            Reason::NoCells => "no-cells",
            Reason::ComputedFilled => "computed-filled",
            Reason::BoundsCrossed => "bounds-crossed",
            Reason::BadBound => "bad-bound",
            Reason::SizeOutOfRange(_) => "size-out-of-range",
            Reason::BadMediaType(_) => "bad-media-type",
            Reason::Alike { .. } => "alike",
            Reason::BadKey(_) => "bad-key",
            Reason::Expression(_) => "expression",
            Reason::RuleWithoutFields => "rule-without-fields",
            Reason::OutsideRows => "outside-rows",
            Reason::ComputedDecimals { .. } => "computed-decimals",
            Reason::Circle => "circle",
            Reason::BadCheckField(_) => "bad-check-field",
            Reason::BadParts(_) => "bad-parts",
            Reason::BadLimit => "bad-limit",
            Reason::ExampleUnreadable { .. } => "example-unreadable",
            Reason::ExampleSilent => "example-silent",
        }
    }
}
