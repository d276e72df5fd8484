//! Folded text: what search and names compare. "Hoa" finds "Hòa" and "Hoà".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no diacritics, `đ` as `d`, Arabic letter variants as one, Eastern digits as 0 to 9; white space
/// (no-break spaces too) as single spaces. Punctuation stays.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.nfkd() {
        if is_combining_mark(letter) || letter == '\u{0640}' {
            continue;
        }
        if letter.is_whitespace() {
            gap = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            folded.push(' ');
        }
        folded.extend(plain(letter).to_lowercase().map(plain));
    }
    folded
}

/// The words of a folded text: runs of letters and digits.
pub fn fold_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn plain(letter: char) -> char {
    match letter {
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ة' => 'ه',
        'ى' => 'ي',
        'ٱ' | 'أ' | 'إ' | 'آ' => 'ا',
        '\u{0660}'..='\u{0669}' => eastern_digit(letter, 0x0660),
        '\u{06F0}'..='\u{06F9}' => eastern_digit(letter, 0x06F0),
        other => other,
    }
}

fn eastern_digit(letter: char, zero: u32) -> char {
    char::from_digit(u32::from(letter).saturating_sub(zero), 10).unwrap_or(letter)
}
