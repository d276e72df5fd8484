//! The words that the reader knows, per language, and the one pass that finds them. Entries are
//! words of administration in general: no name of a place, a person or a document stands here.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::page::{Kind, Page};
use crate::words::Language;

mod arabic;
mod english;
mod french;
mod verbs;
mod vietnamese;

/// What a phrase is to the grammar. The number beside it in the tables is its value: of a number
/// word, a month, a magnitude, a level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    // figures
    /// "per cent"
    Percent,
    /// "seven", value 7
    Number,
    /// "million", value 1,000,000
    Magnitude,
    /// "half", value numerator × 100 + denominator
    Fraction,
    /// "out of"
    OutOf,
    AtLeast,
    AtMost,
    About,
    /// after the figure: "or more"
    OrMore,
    /// "top", "among the first"
    Top,
    /// "rank", "position"
    Rank,
    // time
    Month,
    MonthWord,
    YearWord,
    DayWord,
    Quarter,
    Half,
    Ordinal,
    EndOf,
    MidOf,
    StartOf,
    /// a word that makes a day a deadline
    By,
    /// the day itself, of a month the day before it starts
    Before,
    /// "in", "during": a deadline only beside a duty or an objective
    In,
    /// "within", before a duration
    Within,
    /// "since", "from": no deadline
    Since,
    /// "with a vision to"
    Vision,
    /// "of 5 August": a document's day
    Dated,
    Recurrence,
    /// "day", "week": a number of them is a duration
    Duration,
    /// "years old"
    Age,
    // bodies and duties
    /// a head noun of bodies; value 1 where it names a kind and not one body
    Body,
    Class,
    Duty,
    /// an administrative verb in the present
    WeakDuty,
    /// "asked", "assigns": the bodies follow
    Ask,
    /// "in co-operation with"
    With,
    /// a verb or verbal noun that opens an action
    Action,
    Product,
    // tense and mood
    Objective,
    Future,
    Past,
    Present,
    Growth,
    /// a heading of what is, not of what is asked
    Situation,
    Compared,
    RangeFrom,
    RangeTo,
    PartOf,
    // exclusions
    /// a word before a number that names something: "article 5"
    Label,
    /// parts of a text or a plan that are no things counted: "6 pillars"
    Structure,
    Money,
    Budget,
    /// tonnes, kilometres
    Measure,
    LegalText,
    Indicator,
    /// "by the same deadline"
    SameDay,
    /// "next", "coming": years that have no number
    Coming,
    /// "respectively"
    Respectively,
    // documents
    DocumentKind,
    NumberSign,
    /// "pursuant to"
    Pursuant,
    Issuer,
    Level,
    Clears,
    Not,
}

/// A row of a table: what, its value, phrases parted by `|`.
pub(super) type Row = (Tag, i64, &'static str);

/// A phrase found: tokens `first..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) tag: Tag,
    pub(super) value: i64,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// A lexicon: words to numbers, and a trie of phrases over those numbers.
pub(super) struct Lexicon {
    language: Language,
    words: HashMap<Box<str>, u32>,
    branches: HashMap<(u32, u32), u32>,
    leaves: Vec<Vec<(Tag, i64)>>,
}

/// The lexicon of a language, built at its first use.
pub(super) fn lexicon(language: Language) -> &'static Lexicon {
    static LEXICONS: [OnceLock<Lexicon>; 4] =
        [OnceLock::new(), OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let [vietnamese, french, arabic, english] = &LEXICONS;
    match language {
        Language::Vietnamese => {
            vietnamese.get_or_init(|| Lexicon::build(language, vietnamese::ROWS))
        }
        Language::French => french.get_or_init(|| Lexicon::build(language, french::ROWS)),
        Language::Arabic => arabic.get_or_init(|| Lexicon::build(language, arabic::ROWS)),
        Language::English => english.get_or_init(|| Lexicon::build(language, english::ROWS)),
    }
}

impl Lexicon {
    fn build(language: Language, rows: &[&[Row]]) -> Lexicon {
        let mut lexicon = Lexicon {
            language,
            words: HashMap::new(),
            branches: HashMap::new(),
            leaves: vec![Vec::new()],
        };
        for (tag, value, phrases) in rows.iter().copied().flatten() {
            for phrase in phrases.split('|') {
                lexicon.plant(phrase, *tag, *value);
            }
        }
        for (tag, value, form) in verbs::forms(language) {
            lexicon.plant(&form, tag, value);
        }
        lexicon
    }

    fn plant(&mut self, phrase: &str, tag: Tag, value: i64) {
        let page = Page::cut(phrase, self.language);
        let mut node = 0;
        for at in 0..page.tokens.len() {
            let word = self.word_of_phrase(&page, at);
            let fresh = u32::try_from(self.leaves.len()).unwrap_or(u32::MAX);
            node = *self.branches.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.leaves.push(Vec::new());
            }
        }
        if let Some(leaf) = usize::try_from(node)
            .ok()
            .filter(|node| *node > 0)
            .and_then(|node| self.leaves.get_mut(node))
        {
            leaf.push((tag, value));
        }
    }

    fn word_of_phrase(&mut self, page: &Page<'_>, at: usize) -> u32 {
        let mut key = String::new();
        match page.kind(at) {
            Kind::Mark(mark) => key.push(mark),
            _ if self.language == Language::Arabic => key.push_str(bare(page.key(at))),
            _ => key.push_str(page.key(at)),
        }
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX).saturating_add(1);
        *self.words.entry(key.into_boxed_str()).or_insert(next)
    }

    /// The number of a token's word; 0 when no phrase has it.
    fn word(&self, page: &Page<'_>, at: usize) -> u32 {
        match page.kind(at) {
            Kind::Word | Kind::Digits => {
                let key = page.key(at);
                let plain = if self.language == Language::Arabic {
                    None
                } else {
                    self.words.get(key).copied()
                };
                plain.or_else(|| self.arabic_stem(key)).unwrap_or(0)
            }
            Kind::Mark(mark) => {
                let mut bytes = [0; 4];
                self.words.get(&*mark.encode_utf8(&mut bytes)).copied().unwrap_or(0)
            }
            Kind::Break => 0,
        }
    }

    /// Arabic writes "and", "so", "for" and the article as one word with the noun.
    fn arabic_stem(&self, key: &str) -> Option<u32> {
        if self.language != Language::Arabic {
            return None;
        }
        let known = |word: &str| self.words.get(bare(word)).copied();
        let joined = key.strip_prefix(['و', 'ف']);
        known(key).or_else(|| joined.and_then(known)).or_else(|| {
            let noun = joined.unwrap_or(key);
            let article = ["بال", "كال"].iter().find_map(|article| noun.strip_prefix(article));
            let letter =
                noun.strip_prefix(['ل', 'ب', 'ك']).filter(|stem| stem.chars().count() >= 4);
            article.or(letter).and_then(known)
        })
    }

    /// Every phrase of the lexicon in the page, by first token; of phrases with the same tag that begin at
    /// the same token only the longest.
    pub(super) fn find(&self, page: &Page<'_>) -> Vec<Mark> {
        let words: Vec<u32> = (0..page.tokens.len()).map(|at| self.word(page, at)).collect();
        let mut marks: Vec<Mark> = Vec::with_capacity(words.len() / 4);
        for first in 0..words.len() {
            let own = marks.len();
            let mut node = 0;
            for (at, word) in words.iter().enumerate().skip(first) {
                let Some(next) = self.branches.get(&(node, *word)).filter(|_| *word > 0) else {
                    break;
                };
                node = *next;
                let leaf = usize::try_from(node).ok().and_then(|node| self.leaves.get(node));
                for (tag, value) in leaf.into_iter().flatten() {
                    let mark = Mark { tag: *tag, value: *value, first, end: at + 1 };
                    match marks.iter_mut().skip(own).find(|other| other.tag == *tag) {
                        Some(shorter) => *shorter = mark,
                        None => marks.push(mark),
                    }
                }
            }
        }
        marks
    }
}

/// An Arabic word without its article; words that only look as if they had one stay whole.
fn bare(key: &str) -> &str {
    const WHOLE: [&str; 12] = [
        "الي",
        "التي",
        "الذي",
        "الذين",
        "الان",
        "الف",
        "الاف",
        "الفا",
        "الفين",
        "الفي",
        "اليوم",
        "الا",
    ];
    if WHOLE.contains(&key) {
        return key;
    }
    let stem = key.strip_prefix("ال").or_else(|| key.strip_prefix("لل"));
    stem.filter(|stem| stem.chars().count() >= 2).unwrap_or(key)
}

/// Whether `key` opens with one of Arabic's joined words ("and", the article); what follows it.
pub(super) fn without_article(key: &str) -> Option<&str> {
    let bare = key.strip_prefix('و').unwrap_or(key);
    ["ال", "لل", "بال"]
        .iter()
        .find_map(|article| bare.strip_prefix(article))
        .filter(|stem| stem.chars().count() >= 2)
}
