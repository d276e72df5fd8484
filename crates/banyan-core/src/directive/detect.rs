//! Which of the four languages a text is written in, from its letters and its commonest words. It
//! looks at the beginning only, so that its cost does not grow with the text.

use unicode_normalization::UnicodeNormalization;

use crate::words::{Language, fold};

/// Bytes that are looked at: some two printed pages.
const SAMPLE: usize = 6_000;

const FRENCH: [&str; 16] = [
    "le", "la", "les", "des", "du", "et", "est", "pour", "dans", "une", "sur", "par", "aux",
    "sont", "que", "avec",
];
const ENGLISH: [&str; 16] = [
    "the", "of", "and", "to", "in", "for", "is", "by", "with", "shall", "on", "will", "be", "that",
    "at", "are",
];
const VIETNAMESE: [&str; 16] = [
    "va", "cua", "cac", "cho", "trong", "so", "duoc", "nam", "tren", "den", "tinh", "theo", "cap",
    "thuc", "hien", "dich",
];

/// The language of most of the text's first words; `None` when it shows no word of any.
pub(super) fn language_of(text: &str) -> Option<Language> {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let sample = text.get(..end).unwrap_or_default();
    let arabic = sample.chars().filter(|letter| matches!(letter, '\u{0620}'..='\u{064A}')).count();
    let latin = sample.nfc().filter(|letter| letter.is_alphabetic()).count().saturating_sub(arabic);
    if arabic > 0 && arabic * 2 >= latin {
        return Some(Language::Arabic);
    }
    // letters that only Vietnamese has, composed or not
    let vietnamese_letters = sample
        .nfc()
        .filter(|letter| {
            matches!(
                letter,
                'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă' | '\u{1EA0}'
                    ..='\u{1EF9}' | '\u{031B}' | '\u{0323}' | '\u{0309}'
            )
        })
        .count();
    let folded = fold(sample);
    let mut counts = [0_usize; 3];
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        for (count, list) in counts.iter_mut().zip([&FRENCH, &ENGLISH, &VIETNAMESE]) {
            *count += usize::from(list.contains(&word));
        }
    }
    let [french, english, vietnamese] = counts;
    if vietnamese_letters * 12 > latin {
        return Some(Language::Vietnamese);
    }
    if french.max(english).max(vietnamese) == 0 {
        return (arabic > 0)
            .then_some(Language::Arabic)
            .or((vietnamese_letters > 0).then_some(Language::Vietnamese));
    }
    if french >= english && french >= vietnamese {
        return Some(Language::French);
    }
    Some(if english >= vietnamese { Language::English } else { Language::Vietnamese })
}
