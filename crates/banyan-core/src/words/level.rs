//! The levels of a network. A country may lack some of them, and a branch may too.

use std::fmt;
use std::str::FromStr;

/// A level of administration, from the centre to the village.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    Central,
    Province,
    District,
    Commune,
    Village,
}

/// Why a text is no level.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of central, province, district, commune, village")]
pub struct LevelError(pub String);

impl Level {
    pub const ALL: [Level; 5] =
        [Level::Central, Level::Province, Level::District, Level::Commune, Level::Village];

    /// `central`, `province`, `district`, `commune`, `village`.
    pub fn key(self) -> &'static str {
        match self {
            Level::Central => "central",
            Level::Province => "province",
            Level::District => "district",
            Level::Commune => "commune",
            Level::Village => "village",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(key: &str) -> Result<Level, LevelError> {
        Level::ALL
            .into_iter()
            .find(|level| level.key() == key)
            .ok_or_else(|| LevelError(key.to_owned()))
    }
}
