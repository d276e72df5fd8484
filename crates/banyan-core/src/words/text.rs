//! A text in up to four languages: names, definitions, reasons.

use super::Language;

/// A text in each language in which it exists; at least one does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    first: (Language, String),
    others: Vec<(Language, String)>,
}

impl Text {
    /// A text in one language.
    pub fn in_one(language: Language, words: impl Into<String>) -> Text {
        Text { first: (language, words.into()), others: Vec::new() }
    }

    /// A text from pairs; empty words are left out. `None` when nothing is left.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (Language, String)>) -> Option<Text> {
        let mut kept = pairs.into_iter().filter(|(_, words)| !words.trim().is_empty());
        let first = kept.next()?;
        Some(Text { first, others: kept.collect() })
    }

    /// The words in `language`, else in the language that the text was first given in, with that language.
    pub fn in_language(&self, language: Language) -> (Language, &str) {
        self.pairs()
            .find(|(own, _)| *own == language)
            .unwrap_or((self.first.0, self.first.1.as_str()))
    }

    /// Every language in which the text exists, the first given one first.
    pub fn pairs(&self) -> impl Iterator<Item = (Language, &str)> {
        std::iter::once(&self.first)
            .chain(&self.others)
            .map(|(language, words)| (*language, words.as_str()))
    }
}
