//! The four languages that pages speak and the reader reads.

use std::fmt;
use std::str::FromStr;

/// A language of pages and of directives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Language {
    Vietnamese,
    French,
    Arabic,
    English,
}

/// Which way a script runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

/// Why a tag names no language of ours.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of vi, fr, ar, en")]
pub struct LanguageError(pub String);

impl Language {
    /// All four, in the order in which pages offer them.
    pub const ALL: [Language; 4] =
        [Language::Vietnamese, Language::French, Language::Arabic, Language::English];

    /// The BCP 47 tag: `vi`, `fr`, `ar`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::French => "fr",
            Language::Arabic => "ar",
            Language::English => "en",
        }
    }

    pub fn direction(self) -> Direction {
        match self {
            Language::Arabic => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(tag: &str) -> Result<Language, LanguageError> {
        Language::ALL
            .into_iter()
            .find(|language| language.tag() == tag)
            .ok_or_else(|| LanguageError(tag.to_owned()))
    }
}
