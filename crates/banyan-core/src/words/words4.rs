//! A text in up to four languages as documents have it: `{ vi = "…", en = "…" }`.

use serde::{Deserialize, Serialize};

use super::{Language, Text};

/// A text in up to four languages; a draft may have one, content has all.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Words4 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vi: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Words4 {
    /// Words in one language only; a draft has no others.
    pub fn in_one(language: Language, words: &str) -> Words4 {
        let mut own = Words4::default();
        let slot = match language {
            Language::Vietnamese => &mut own.vi,
            Language::French => &mut own.fr,
            Language::Arabic => &mut own.ar,
            Language::English => &mut own.en,
        };
        *slot = Some(words.to_owned());
        own
    }

    /// Every language in which there are words, in the order of [`Language::ALL`].
    pub fn pairs(&self) -> impl Iterator<Item = (Language, &str)> {
        let all = [
            (Language::Vietnamese, &self.vi),
            (Language::French, &self.fr),
            (Language::Arabic, &self.ar),
            (Language::English, &self.en),
        ];
        all.into_iter()
            .filter_map(|(language, words)| Some((language, words.as_deref()?)))
            .filter(|(_, words)| !words.trim().is_empty())
    }

    /// As a text; what has no words at all shows a dash.
    pub fn text(&self) -> Text {
        Text::from_pairs(self.pairs().map(|(language, words)| (language, words.to_owned())))
            .unwrap_or_else(|| Text::in_one(Language::English, "–"))
    }

    /// The words in a language, else in the first that there is; a dash where there are none.
    pub fn words_in(&self, language: Language) -> String {
        self.text().in_language(language).1.to_owned()
    }
}
