//! How far a report is: sent, sent back, one step of the ladder on, accepted. What is accepted is never changed; a correction is a
//! new version, with a reason.

use std::fmt;
use std::str::FromStr;

/// The state of an obligation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// Nothing was sent.
    Open,
    Submitted,
    Returned,
    Accepted,
}

/// Why a text is no state.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of open, submitted, returned, accepted")]
pub struct StateError(pub String);

impl State {
    pub const ALL: [State; 4] = [State::Open, State::Submitted, State::Returned, State::Accepted];

    pub fn key(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Submitted => "submitted",
            State::Returned => "returned",
            State::Accepted => "accepted",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for State {
    type Err = StateError;

    fn from_str(key: &str) -> Result<State, StateError> {
        let state = State::ALL.into_iter().find(|state| state.key() == key);
        state.ok_or_else(|| StateError(key.to_owned()))
    }
}

/// What a step of the ladder decides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    Accepted,
    Returned,
}

impl Outcome {
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Accepted => "accepted",
            Outcome::Returned => "returned",
        }
    }
}

impl FromStr for Outcome {
    type Err = StateError;

    fn from_str(key: &str) -> Result<Outcome, StateError> {
        let outcome =
            [Outcome::Accepted, Outcome::Returned].into_iter().find(|own| own.key() == key);
        outcome.ok_or_else(|| StateError(key.to_owned()))
    }
}

/// Where a report stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Progress {
    pub state: State,
    /// The last version that was sent; 0 before the first.
    pub version: u32,
    /// The step of the ladder that a submitted version waits for, from 0.
    pub step: usize,
}

/// Why a version cannot be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSent {
    #[error("a step of the ladder has accepted it already, and the next one decides")]
    BeingDecided,
    #[error("it is accepted; a correction needs its reason")]
    NeedsReason,
}

/// Why nothing can be decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotDecided {
    #[error("nothing waits for a decision")]
    NotWaiting,
    #[error("what is sent back needs a reason")]
    NeedsReason,
}

impl Progress {
    /// Before anything was sent.
    pub const OPEN: Progress = Progress { state: State::Open, version: 0, step: 0 };

    /// One version more, waiting for the first step. What nobody has decided on is replaced by what is sent behind it.
    ///
    /// # Errors
    /// [`NotSent`].
    pub fn sent(self, with_reason: bool) -> Result<Progress, NotSent> {
        match self.state {
            State::Submitted if self.step > 0 => Err(NotSent::BeingDecided),
            State::Accepted if !with_reason => Err(NotSent::NeedsReason),
            _ => Ok(Progress { state: State::Submitted, version: self.version + 1, step: 0 }),
        }
    }

    /// One step on, accepted behind the last of `steps`, or sent back.
    ///
    /// # Errors
    /// [`NotDecided`].
    pub fn decided(
        self,
        outcome: Outcome,
        with_reason: bool,
        steps: usize,
    ) -> Result<Progress, NotDecided> {
        if self.state != State::Submitted {
            return Err(NotDecided::NotWaiting);
        }
        match outcome {
            Outcome::Returned if !with_reason => Err(NotDecided::NeedsReason),
            Outcome::Returned => Ok(Progress { state: State::Returned, step: 0, ..self }),
            Outcome::Accepted if self.step + 1 < steps => {
                Ok(Progress { step: self.step + 1, ..self })
            }
            Outcome::Accepted => Ok(Progress { state: State::Accepted, step: 0, ..self }),
        }
    }
}
