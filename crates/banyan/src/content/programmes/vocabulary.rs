//! The words that fields of a programme may have, as the guide lists them.

/// A field's name and its words.
pub(super) struct Vocabulary {
    pub(super) field: &'static str,
    pub(super) words: &'static [&'static str],
}

pub(super) const KIND: Vocabulary = Vocabulary {
    field: "kind",
    words: &["decision", "directive", "resolution", "plan", "session"],
};
pub(super) const VISIBILITY: Vocabulary =
    Vocabulary { field: "visibility", words: &["private", "subtree", "upward", "public"] };
pub(super) const PILLAR: Vocabulary = Vocabulary {
    field: "pillar",
    words: &[
        "government",
        "economy",
        "society",
        "institutions",
        "infrastructure",
        "data",
        "platforms",
        "people",
        "security",
        "finance",
    ],
};
pub(super) const UNIT_OF_MEASURE: Vocabulary =
    Vocabulary { field: "unit_of_measure", words: &["percent", "count", "rank", "other"] };
pub(super) const PERIODICITY: Vocabulary =
    Vocabulary { field: "periodicity", words: &["year", "half_year", "quarter", "month"] };
pub(super) const GRAIN: Vocabulary = Vocabulary {
    field: "grain",
    words: &["central", "ministry", "province", "district", "commune", "village"],
};
pub(super) const SOURCE: Vocabulary =
    Vocabulary { field: "source", words: &["stated", "register", "formula"] };
pub(super) const COMPARATOR: Vocabulary =
    Vocabulary { field: "comparator", words: &["=", ">=", "<=", "~"] };
pub(super) const PAGE: Vocabulary = Vocabulary {
    field: "page",
    words: &["programme", "indicator", "target", "task", "baseline", "unit", "tasks-by-due"],
};

impl Vocabulary {
    /// What is wrong with a word; one that is left out is not wrong.
    pub(super) fn fault(&self, word: &str) -> Option<String> {
        let known = word.is_empty() || self.words.contains(&word);
        (!known).then(|| self.refusal(word))
    }

    /// The same for a word that has to be there.
    pub(super) fn needed(&self, word: &str) -> Option<String> {
        (!self.words.contains(&word)).then(|| self.refusal(word))
    }

    fn refusal(&self, word: &str) -> String {
        format!("`{word}` is no {}; write one of {}", self.field, self.words.join(", "))
    }
}
