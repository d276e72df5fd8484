//! The course of one report: submitted, accepted step by step or sent back, submitted again, corrected after its acceptance. A step
//! is decided here and recorded as a fact; the course is what the recorded steps make of it.
//!
//! What was accepted is never edited: a correction is a new version that goes up the same ladder, and the accepted one stands until
//! it arrives there. Whoever accepts or sends back says by its hash what was shown, so nothing else can be meant.

use std::str::FromStr;

use super::ladder::{Ladder, Rung};
use super::standing::{State, StateError};
use crate::ledger::Hash;
use crate::unit::UnitNo;

/// Where a report stands in its ladder. A draft is no step: before the first submission nothing has happened.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Course {
    state: State,
    /// From 1; 0 before the first submission.
    version: u32,
    content: Option<Hash>,
    passed: Vec<Rung>,
    accepted: Option<Accepted>,
}

/// The version that was accepted last, and what exactly it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Accepted {
    pub version: u32,
    pub content: Hash,
}

/// One thing that happened to a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// A version was handed in: the first, or the next after one that was sent back or accepted.
    Submitted { version: u32, content: Hash },
    /// Accepted by one of the ladder, and passed on to the next.
    Passed { rung: Rung, content: Hash },
    /// Accepted by the last of the ladder.
    Accepted { rung: Rung, content: Hash },
    /// Sent back to who reports, with reasons.
    Returned { rung: Rung, content: Hash },
}

/// What one of the ladder decides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    Accepted,
    Returned,
}

/// Where a report stands, as lists of many have it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Progress {
    pub state: State,
    /// The last version that was sent; 0 before the first.
    pub version: u32,
    /// The step of the ladder that a submitted version waits for, from 0.
    pub step: usize,
}

/// Why a step is not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    #[error(
        "version {version} is on its way up the ladder; wait until it is accepted or sent back"
    )]
    UnderReview { version: u32 },
    #[error("version {version} is accepted; correct it with a reason instead")]
    AcceptedAlready { version: u32 },
    #[error("no version is accepted yet; submit it instead of correcting it")]
    NothingAccepted,
    #[error("the correction says the same as version {version}")]
    NothingChanged { version: u32 },
    #[error("a reason is missing")]
    NoReason,
    #[error("nothing was submitted yet")]
    NothingSubmitted,
    #[error("version {version} was sent back and has not come again")]
    SentBack { version: u32 },
    #[error("the report was changed since it was shown; look at version {version}")]
    Changed { version: u32, shown: Hash, stands: Hash },
    #[error("it is another unit's turn")]
    NotYourTurn { next: UnitNo },
    #[error("nobody stands above this report")]
    NobodyReviews,
}

impl Refusal {
    /// A stable key, under which pages find the sentence in the reader's language.
    pub fn key(&self) -> &'static str {
        match self {
            Refusal::UnderReview { .. } => "under-review",
            Refusal::AcceptedAlready { .. } => "accepted-already",
            Refusal::NothingAccepted => "nothing-accepted",
            Refusal::NothingChanged { .. } => "nothing-changed",
            Refusal::NoReason => "no-reason",
            Refusal::NothingSubmitted => "nothing-submitted",
            Refusal::SentBack { .. } => "sent-back",
            Refusal::Changed { .. } => "changed",
            Refusal::NotYourTurn { .. } => "not-your-turn",
            Refusal::NobodyReviews => "nobody-reviews",
        }
    }
}

impl Outcome {
    /// `accepted`, `returned`.
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Accepted => State::Accepted.key(),
            Outcome::Returned => State::Returned.key(),
        }
    }
}

impl FromStr for Outcome {
    type Err = StateError;

    fn from_str(key: &str) -> Result<Outcome, StateError> {
        let mut all = [Outcome::Accepted, Outcome::Returned].into_iter();
        all.find(|own| own.key() == key).ok_or_else(|| StateError(key.to_owned()))
    }
}

impl Progress {
    /// Before anything was sent.
    pub const OPEN: Progress = Progress { state: State::Open, version: 0, step: 0 };
}

impl Course {
    /// Of the steps that were recorded, in their order.
    pub fn of<'s>(steps: impl IntoIterator<Item = &'s Taken>) -> Course {
        steps.into_iter().fold(Course::default(), Course::after)
    }

    pub fn state(&self) -> State {
        self.state
    }

    /// The version that was submitted last, from 1; 0 before the first.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Where it stands, when `next` of its ladder accepts next.
    pub fn progress(&self, next: Option<Rung>) -> Progress {
        let step = next.filter(|_| self.state == State::Submitted).map_or(0, |rung| rung.step);
        Progress { state: self.state, version: self.version, step }
    }

    /// Who has accepted the version that is under way, in the order of the ladder.
    pub fn passed(&self) -> &[Rung] {
        &self.passed
    }

    /// The version that counts: the last one that was accepted, also while a correction of it is under way.
    pub fn accepted(&self) -> Option<Accepted> {
        self.accepted
    }

    /// The first version, the next after one that was sent back, or one in the place of a version that nobody has decided on.
    ///
    /// # Errors
    /// [`Refusal::UnderReview`] where one of the ladder has passed it on, and [`Refusal::AcceptedAlready`].
    pub fn submit(&self, content: Hash) -> Result<Taken, Refusal> {
        let version = self.version;
        match self.state {
            State::Open | State::Returned => Ok(self.next_version(content)),
            State::Submitted if self.passed.is_empty() => Ok(self.next_version(content)),
            State::Submitted => Err(Refusal::UnderReview { version }),
            State::Accepted => Err(Refusal::AcceptedAlready { version }),
        }
    }

    /// A new version in the place of the accepted one, with the reason for it.
    ///
    /// # Errors
    /// Nothing is accepted, another version is under way, the reason is missing, or it says the same again. A correction that was
    /// sent back comes again by [`Course::submit`].
    pub fn correct(&self, content: Hash, reason: &str) -> Result<Taken, Refusal> {
        let version = self.version;
        match (self.state, self.accepted) {
            (State::Submitted, _) => Err(Refusal::UnderReview { version }),
            (State::Accepted, Some(accepted)) if accepted.content == content => {
                Err(Refusal::NothingChanged { version })
            }
            (State::Accepted, _) if reason.trim().is_empty() => Err(Refusal::NoReason),
            (State::Accepted, _) => Ok(self.next_version(content)),
            (State::Open | State::Returned, _) => Err(Refusal::NothingAccepted),
        }
    }

    /// Acceptance by a unit of what it was shown: the last one of the ladder accepts, the others pass it on.
    ///
    /// # Errors
    /// Every [`Refusal`] of [`Course::review`].
    pub fn accept(&self, ladder: &Ladder<'_>, by: UnitNo, shown: &Hash) -> Result<Taken, Refusal> {
        let (rung, content) = self.review(ladder, by, shown)?;
        let mut passed = self.passed.clone();
        passed.push(rung);
        Ok(match ladder.next(&passed) {
            Some(_) => Taken::Passed { rung, content },
            None => Taken::Accepted { rung, content },
        })
    }

    /// Back to who reports, with what was shown and why.
    ///
    /// # Errors
    /// Every [`Refusal`] of [`Course::review`], and a missing reason.
    pub fn send_back(
        &self,
        ladder: &Ladder<'_>,
        by: UnitNo,
        shown: &Hash,
        reasons: &[&str],
    ) -> Result<Taken, Refusal> {
        let (rung, content) = self.review(ladder, by, shown)?;
        if reasons.iter().all(|reason| reason.trim().is_empty()) {
            return Err(Refusal::NoReason);
        }
        Ok(Taken::Returned { rung, content })
    }

    /// Whether it is a unit's turn to review what it was shown, and where it stands in the ladder.
    ///
    /// # Errors
    /// Nothing is under review, something else stands there now, or it is another unit's turn.
    pub fn review(
        &self,
        ladder: &Ladder<'_>,
        by: UnitNo,
        shown: &Hash,
    ) -> Result<(Rung, Hash), Refusal> {
        let version = self.version;
        let stands = match (self.state, self.content) {
            (State::Submitted, Some(content)) => content,
            (State::Accepted, _) => return Err(Refusal::AcceptedAlready { version }),
            (State::Returned, _) => return Err(Refusal::SentBack { version }),
            (State::Open | State::Submitted, _) => return Err(Refusal::NothingSubmitted),
        };
        if stands != *shown {
            return Err(Refusal::Changed { version, shown: *shown, stands });
        }
        let rung = ladder.next(&self.passed).ok_or(Refusal::NobodyReviews)?;
        if rung.unit == by {
            Ok((rung, stands))
        } else {
            Err(Refusal::NotYourTurn { next: rung.unit })
        }
    }

    /// The course once a step was recorded.
    #[must_use]
    pub fn after(mut self, step: &Taken) -> Course {
        match *step {
            Taken::Submitted { version, content } => {
                self.state = State::Submitted;
                self.version = version;
                self.content = Some(content);
                self.passed.clear();
            }
            Taken::Passed { rung, .. } => self.passed.push(rung),
            Taken::Accepted { rung, content } => {
                self.state = State::Accepted;
                self.accepted = Some(Accepted { version: self.version, content });
                self.passed.push(rung);
            }
            Taken::Returned { .. } => {
                self.state = State::Returned;
                self.passed.clear();
            }
        }
        self
    }

    fn next_version(&self, content: Hash) -> Taken {
        Taken::Submitted { version: self.version.saturating_add(1), content }
    }
}
