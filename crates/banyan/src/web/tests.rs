//! What every page shares: words in four languages, languages chosen, headers set, foreign writes refused.

use std::collections::BTreeSet;

use banyan_core::words::{Day, Language, Quantity};

use super::words::keys;
use super::{Argument, Words};

#[test]
fn every_key_is_there_in_every_language() {
    let all: BTreeSet<String> = Language::ALL.into_iter().flat_map(keys).collect();
    assert!(all.len() > 100, "the words were not found");
    for language in Language::ALL {
        let missing: Vec<_> = all.difference(&keys(language)).cloned().collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        let words = Words::of(language);
        let broken: Vec<_> = all.iter().filter(|key| !words.has(key)).collect();
        assert!(broken.is_empty(), "{language} cannot read {broken:?}");
    }
}

fn check_number(language: Language, number: i64, expected: &str) {
    assert_eq!(Words::of(language).number(number).replace(['\u{a0}', '\u{202f}'], " "), expected);
}

#[test]
fn numbers_are_written_as_each_language_does() {
    check_number(Language::Vietnamese, 3355, "3.355");
    check_number(Language::French, 10035, "10 035");
    check_number(Language::Arabic, 3355, "٣٬٣٥٥");
    check_number(Language::English, 3355, "3,355");
}

#[test]
fn days_are_written_as_each_language_does() {
    let day = Day::new(2025, 7, 1).unwrap();
    assert_eq!(Words::of(Language::English).day(day), "1 July 2025");
    assert_eq!(Words::of(Language::Arabic).day(day), "١ يوليو ٢٠٢٥");
    assert_eq!(Words::of(Language::Vietnamese).day(day), "1 tháng 7 năm 2025");
    assert_eq!(Words::of(Language::French).day(day), "1er juillet 2025");
    let written = |day| Words::of(Language::French).day(Day::new(2025, 7, day).unwrap());
    assert_eq!((written(2), written(11)), ("2 juillet 2025".into(), "11 juillet 2025".into()));
}

#[test]
fn quantities_keep_their_decimals() {
    let quantity = Quantity::new(383, 1).unwrap();
    assert_eq!(Words::of(Language::French).quantity(quantity), "38,3");
    assert_eq!(Words::of(Language::English).percent(quantity), "38.3 %");
}

#[test]
fn arabic_has_its_plural_forms() {
    let words = Words::of(Language::Arabic);
    let shown = |count: usize| words.with("count-provinces", &[("n", Argument::from(count))]);
    assert_eq!((shown(1).as_str(), shown(2).as_str()), ("محافظة واحدة", "محافظتان"));
    assert_eq!((shown(3).as_str(), shown(34).as_str()), ("٣ محافظات", "٣٤ محافظة"));
}

/// Whether a word of a page is a key that was shown instead of its sentence.
pub(crate) fn is_key(word: &str) -> bool {
    keys(Language::English).contains(word)
}
