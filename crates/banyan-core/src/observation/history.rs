//! The vintages of an observation and what was found about them.
//!
//! A finding speaks of one vintage, the one that was looked at. A correction is a new vintage and so declared again: what was found
//! about an earlier value says nothing about the new one, but it is not forgotten either. Of several findings on one vintage the
//! last one speaks.

use std::fmt;
use std::str::FromStr;

use crate::words::{Moment, Quantity, Standing};

/// One recorded value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vintage {
    /// From 1, without a gap.
    pub number: u32,
    pub value: Quantity,
    /// The id of the report or import that it came with, which has the reason for a correction.
    pub source: String,
    pub recorded_at: Moment,
}

/// By what a value was verified or contradicted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Evidence {
    Inspection,
    Document,
    Test,
}

/// Why a text is no kind of evidence.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of inspection, document, test")]
pub struct EvidenceError(pub String);

impl Evidence {
    pub const ALL: [Evidence; 3] = [Evidence::Inspection, Evidence::Document, Evidence::Test];

    /// `inspection`, `document`, `test`.
    pub fn key(self) -> &'static str {
        match self {
            Evidence::Inspection => "inspection",
            Evidence::Document => "document",
            Evidence::Test => "test",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Evidence {
    type Err = EvidenceError;

    fn from_str(key: &str) -> Result<Evidence, EvidenceError> {
        Evidence::ALL
            .into_iter()
            .find(|evidence| evidence.key() == key)
            .ok_or_else(|| EvidenceError(key.to_owned()))
    }
}

/// What a named inspection, document or test found about one vintage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    vintage: u32,
    standing: Standing,
    evidence: Evidence,
    name: String,
    words: String,
    recorded_at: Moment,
}

/// Why something is no finding.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FindingError {
    #[error("a finding verifies or contradicts; declared is what stands without one")]
    Declares,
    #[error("the inspection, document or test has no name; say which one it was")]
    Unnamed,
    #[error("the finding has no words; say what was seen")]
    Wordless,
    #[error(
        "the name or the words are too long; {NAME_LETTERS} and {WORDS_LETTERS} letters are kept"
    )]
    TooLong,
}

/// Letters of the name of what was looked at.
const NAME_LETTERS: usize = 300;
/// Letters of what was seen.
const WORDS_LETTERS: usize = 4_000;

impl Finding {
    /// A finding on a vintage. Spaces around name and words are left out.
    ///
    /// # Errors
    /// [`FindingError`] when it finds nothing, or does not say by what, or what was seen.
    pub fn new(
        vintage: u32,
        standing: Standing,
        (evidence, name): (Evidence, &str),
        words: &str,
        recorded_at: Moment,
    ) -> Result<Finding, FindingError> {
        let (name, words) = (name.trim().to_owned(), words.trim().to_owned());
        if standing == Standing::Declared {
            Err(FindingError::Declares)
        } else if name.is_empty() {
            Err(FindingError::Unnamed)
        } else if words.is_empty() {
            Err(FindingError::Wordless)
        } else if name.chars().count() > NAME_LETTERS || words.chars().count() > WORDS_LETTERS {
            Err(FindingError::TooLong)
        } else {
            Ok(Finding { vintage, standing, evidence, name, words, recorded_at })
        }
    }

    /// The vintage that was looked at.
    pub fn vintage(&self) -> u32 {
        self.vintage
    }

    /// Verified or contradicted.
    pub fn standing(&self) -> Standing {
        self.standing
    }

    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// Which inspection, document or test.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was seen.
    pub fn words(&self) -> &str {
        &self.words
    }

    pub fn recorded_at(&self) -> Moment {
        self.recorded_at
    }
}

/// All vintages of one observation and all findings about them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    vintages: Vec<Vintage>,
    findings: Vec<Finding>,
}

/// Why vintages and findings are no history.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HistoryError {
    #[error("vintage {found} stands where {expected} is expected")]
    Gap { expected: u32, found: u32 },
    #[error("vintage {0} was recorded before the one that it corrects")]
    OutOfOrder(u32),
    #[error("a finding speaks of vintage {0}, which is not there or was recorded later")]
    FindingOnNothing(u32),
}

/// What is known of an observation at a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Observed<'h> {
    pub vintage: &'h Vintage,
    pub standing: Standing,
    /// The finding that gives it that standing; none while it is declared.
    pub finding: Option<&'h Finding>,
    /// The last finding about an earlier vintage, where this one is declared.
    pub earlier: Option<&'h Finding>,
}

impl History {
    /// Vintages in the order of their numbers, findings in any order.
    ///
    /// # Errors
    /// [`HistoryError`] when a vintage is missing, the moments run backwards, or a finding precedes what it speaks of.
    pub fn new(
        vintages: Vec<Vintage>,
        mut findings: Vec<Finding>,
    ) -> Result<History, HistoryError> {
        let mut last: Option<Moment> = None;
        for (expected, vintage) in (1_u32..).zip(&vintages) {
            let found = vintage.number;
            if found != expected {
                return Err(HistoryError::Gap { expected, found });
            }
            if last.is_some_and(|last| last >= vintage.recorded_at) {
                return Err(HistoryError::OutOfOrder(found));
            }
            last = Some(vintage.recorded_at);
        }
        for finding in &findings {
            let own = vintages.iter().find(|vintage| vintage.number == finding.vintage);
            if own.is_none_or(|own| own.recorded_at > finding.recorded_at) {
                return Err(HistoryError::FindingOnNothing(finding.vintage));
            }
        }
        findings.sort_by_key(|finding| finding.recorded_at);
        Ok(History { vintages, findings })
    }

    /// The first one first.
    pub fn vintages(&self) -> &[Vintage] {
        &self.vintages
    }

    /// In the order in which they were recorded.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What was known at a moment; `None` is now. Nothing that was recorded later is looked at.
    pub fn known_at(&self, known_at: Option<Moment>) -> Option<Observed<'_>> {
        let known = |at: Moment| known_at.is_none_or(|limit| at <= limit);
        let vintage = self.vintages.iter().rev().find(|vintage| known(vintage.recorded_at))?;
        let findings = || self.findings.iter().rev().filter(|own| known(own.recorded_at));
        let finding = findings().find(|own| own.vintage == vintage.number);
        let earlier =
            findings().find(|own| own.vintage < vintage.number).filter(|_| finding.is_none());
        let standing = finding.map_or(Standing::Declared, |finding| finding.standing);
        Some(Observed { vintage, standing, finding, earlier })
    }
}
