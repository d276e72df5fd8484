//! From the names of glyphs to letters, for fonts whose encoding is given by names: the rules of Adobe's "Glyph names"
//! specification (`uni1EBF`, `f_i`, `a.alt`) and the names of the Latin letters that our languages use.

use unicode_normalization::UnicodeNormalization;

/// The letters that a glyph name stands for; `None` where the name tells nothing.
pub(super) fn letters(name: &str) -> Option<String> {
    // The specification allows 63 characters (AGL 2); what is longer is no name of a letter.
    let stem = name.split('.').next().filter(|stem| (1..=63).contains(&stem.len()))?;
    stem.split('_').map(part).collect()
}

fn part(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then(|| letter.to_string());
    }
    if let Ok(at) = NAMED.binary_search_by_key(&name, |(name, _)| name) {
        return NAMED.get(at).map(|(_, letters)| (*letters).to_owned());
    }
    if let Some(hex) = name.strip_prefix("uni").filter(|hex| hex.len() % 4 == 0 && hex.is_ascii()) {
        let units: Option<Vec<u16>> = hex
            .as_bytes()
            .chunks(4)
            .map(|four| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok())
            .collect();
        return String::from_utf16(&units?).ok();
    }
    if let Some(hex) = name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len()))
        && let Some(letter) = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
    {
        return Some(letter.to_string());
    }
    accented(name)
}

/// `ecircumflexacute` is an e with two marks, composed as Unicode composes it.
fn accented(name: &str) -> Option<String> {
    let (stem, mark) = MARKS.iter().find_map(|(suffix, mark)| {
        Some((name.strip_suffix(suffix)?, mark)).filter(|(stem, _)| !stem.is_empty())
    })?;
    let mut letters = part(stem)?;
    letters.push(*mark);
    Some(letters.nfc().collect())
}

const MARKS: [(&str, char); 12] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circumflex", '\u{302}'),
    ("dieresis", '\u{308}'),
    ("tilde", '\u{303}'),
    ("cedilla", '\u{327}'),
    ("caron", '\u{30c}'),
    ("breve", '\u{306}'),
    ("hookabove", '\u{309}'),
    ("dotbelow", '\u{323}'),
    ("horn", '\u{31b}'),
    ("ring", '\u{30a}'),
];

/// Sorted by name.
const NAMED: [(&str, &str); 82] = [
    ("AE", "Æ"),
    ("Dcroat", "Đ"),
    ("Euro", "€"),
    ("OE", "Œ"),
    ("Oslash", "Ø"),
    ("ae", "æ"),
    ("ampersand", "&"),
    ("asciicircum", "^"),
    ("asciitilde", "~"),
    ("asterisk", "*"),
    ("at", "@"),
    ("backslash", "\\"),
    ("bar", "|"),
    ("braceleft", "{"),
    ("braceright", "}"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("bullet", "•"),
    ("colon", ":"),
    ("comma", ","),
    ("copyright", "©"),
    ("dagger", "†"),
    ("dcroat", "đ"),
    ("degree", "°"),
    ("dollar", "$"),
    ("dong", "₫"),
    ("dotlessi", "ı"),
    ("eight", "8"),
    ("ellipsis", "…"),
    ("emdash", "—"),
    ("endash", "–"),
    ("equal", "="),
    ("exclam", "!"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("fi", "fi"),
    ("five", "5"),
    ("fl", "fl"),
    ("four", "4"),
    ("germandbls", "ß"),
    ("grave", "`"),
    ("greater", ">"),
    ("greaterequal", "≥"),
    ("guillemotleft", "«"),
    ("guillemotright", "»"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("hyphen", "-"),
    ("less", "<"),
    ("lessequal", "≤"),
    ("minus", "−"),
    ("multiply", "×"),
    ("nbspace", "\u{a0}"),
    ("nine", "9"),
    ("numbersign", "#"),
    ("oe", "œ"),
    ("one", "1"),
    ("oslash", "ø"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("percent", "%"),
    ("period", "."),
    ("periodcentered", "·"),
    ("plus", "+"),
    ("plusminus", "±"),
    ("question", "?"),
    ("quotedbl", "\""),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesingle", "'"),
    ("section", "§"),
    ("semicolon", ";"),
    ("seven", "7"),
    ("six", "6"),
    ("slash", "/"),
    ("space", " "),
    ("three", "3"),
    ("two", "2"),
    ("zero", "0"),
];
