//! How far a statement is to be believed: declared is not verified.

use std::fmt;
use std::str::FromStr;

/// Whether what was stated was also looked at by somebody else, and what that found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub enum Standing {
    /// Stated by who answers for it; nobody has looked.
    #[default]
    Declared,
    /// Found to be so, by a named inspection, document or test.
    Verified,
    /// Found to be otherwise.
    Contradicted,
}

/// Why a text is no standing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of declared, verified, contradicted")]
pub struct StandingError(pub String);

impl Standing {
    pub const ALL: [Standing; 3] = [Standing::Declared, Standing::Verified, Standing::Contradicted];

    /// `declared`, `verified`, `contradicted`.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Declared => "declared",
            Standing::Verified => "verified",
            Standing::Contradicted => "contradicted",
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Standing {
    type Err = StandingError;

    fn from_str(key: &str) -> Result<Standing, StandingError> {
        Standing::ALL
            .into_iter()
            .find(|standing| standing.key() == key)
            .ok_or_else(|| StandingError(key.to_owned()))
    }
}
