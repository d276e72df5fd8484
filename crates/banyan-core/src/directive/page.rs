//! A text cut into tokens, once: words, digits, marks and line breaks, each with its place in the
//! text and a key under which the lexicon is asked. The text itself is never changed, so that spans
//! stay true to the byte.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::words::Language;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    /// A run of digits; its key is written with 0 to 9.
    Digits,
    /// Any other sign.
    Mark(char),
    /// The end of a line.
    Break,
}

/// A token: bytes `start..end` of the text; `key` bytes of the page's keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    key: (usize, usize),
    /// No white space stands before it.
    pub(super) glued: bool,
    /// It opens with a capital letter.
    pub(super) capital: bool,
}

/// A text with its tokens.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: Vec<Token>,
    keys: String,
}

impl<'t> Page<'t> {
    /// Cuts `text` in one pass. Vietnamese keys keep their diacritics, without which its words cannot be
    /// told apart; keys of the other languages are folded.
    pub(super) fn cut(text: &'t str, language: Language) -> Page<'t> {
        let mut page = Page {
            text,
            tokens: Vec::with_capacity(text.len() / 5),
            keys: String::with_capacity(text.len()),
        };
        let mut letters = text.char_indices().peekable();
        let mut glued = false;
        while let Some((start, letter)) = letters.next() {
            if letter == '\n' {
                page.push(start, start + 1, Kind::Break, language, glued);
                glued = false;
                continue;
            }
            if letter.is_whitespace() || invisible(letter) {
                glued = glued && invisible(letter);
                continue;
            }
            let kind = kind_of(letter);
            let mut end = start + letter.len_utf8();
            if !matches!(kind, Kind::Mark(_)) {
                while let Some((at, next)) = letters.next_if(|(_, next)| continues(kind, *next)) {
                    end = at + next.len_utf8();
                }
                if let Some((at, mark)) = letters
                    .next_if(|(at, next)| elides(text.get(start..*at).unwrap_or_default(), *next))
                {
                    end = at + mark.len_utf8();
                }
            }
            page.push(start, end, kind, language, glued);
            glued = true;
        }
        page
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, language: Language, glued: bool) {
        let written = self.text.get(start..end).unwrap_or_default();
        let from = self.keys.len();
        match kind {
            Kind::Word => push_key(&mut self.keys, written, language),
            Kind::Digits => self.keys.extend(written.chars().map(western_digit)),
            Kind::Mark(_) | Kind::Break => {}
        }
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        self.tokens.push(Token { start, end, kind, key: (from, self.keys.len()), glued, capital });
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Break, |token| token.kind)
    }

    /// The key of a word or of digits; empty for marks and beyond the end.
    pub(super) fn key(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .and_then(|token| self.keys.get(token.key.0..token.key.1))
            .unwrap_or_default()
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// The words of the text from one token up to another, the last not included.
    pub(super) fn words(&self, first: usize, end: usize) -> &'t str {
        let (start, end) = self.bytes(first, end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The letters from one token up to another, counted up to `most`; marks that combine are not counted, so
    /// that both Unicode forms of a text have one length.
    pub(super) fn length(&self, first: usize, end: usize, most: usize) -> usize {
        self.words(first, end)
            .chars()
            .filter(|letter| !is_combining_mark(*letter))
            .take(most)
            .count()
    }

    /// The bytes from one token up to another, the last not included.
    pub(super) fn bytes(&self, first: usize, end: usize) -> (usize, usize) {
        let start = self.tokens.get(first).map_or(self.text.len(), |token| token.start);
        let stop = end
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |token| token.end);
        (start, stop.max(start))
    }
}

/// Signs that show nothing: zero-width and direction marks.
fn invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

fn kind_of(letter: char) -> Kind {
    match letter {
        '0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Kind::Digits,
        // "n°" and "nº" are one word
        _ if letter.is_alphabetic()
            || letter == '°'
            || letter == 'º'
            || is_combining_mark(letter) =>
        {
            Kind::Word
        }
        other => Kind::Mark(other),
    }
}

fn continues(kind: Kind, next: char) -> bool {
    match kind {
        Kind::Word => kind_of(next) == Kind::Word || next == '\u{0640}',
        Kind::Digits => kind_of(next) == Kind::Digits,
        _ => false,
    }
}

/// "d'ici", "jusqu’en": the apostrophe closes a short word.
fn elides(word: &str, next: char) -> bool {
    matches!(next, '\'' | '’')
        && word.starts_with(|letter: char| !letter.is_ascii_digit())
        && (word.len() <= 2
            || ["jusqu", "Jusqu", "lorsqu", "Lorsqu", "puisqu", "aujourd", "Aujourd"]
                .contains(&word))
}

fn western_digit(digit: char) -> char {
    let value = match digit {
        '\u{0660}'..='\u{0669}' => u32::from(digit).saturating_sub(0x0660),
        '\u{06F0}'..='\u{06F9}' => u32::from(digit).saturating_sub(0x06F0),
        _ => return digit,
    };
    char::from_digit(value, 10).unwrap_or(digit)
}

/// Writes the key of a word: what the lexicon compares.
fn push_key(keys: &mut String, word: &str, language: Language) {
    if word.is_ascii() {
        keys.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    } else if language == Language::Vietnamese {
        let from = keys.len();
        keys.extend(word.nfkc().flat_map(char::to_lowercase));
        settle_tone(keys, from);
    } else {
        keys.extend(
            word.nfkd()
                .filter(|letter| !is_combining_mark(*letter) && *letter != '\u{0640}')
                .flat_map(char::to_lowercase)
                .map(plain),
        );
    }
}

fn plain(letter: char) -> char {
    match letter {
        'đ' | 'ð' => 'd',
        'ة' => 'ه',
        'ى' => 'ي',
        'ٱ' | 'أ' | 'إ' | 'آ' => 'ا',
        '’' => '\'',
        'º' => '°',
        other => other,
    }
}

/// "hoà" and "hòa", "uỷ" and "ủy" are one word: the tone moves to the first of the two vowels.
fn settle_tone(keys: &mut String, from: usize) {
    const PAIRS: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    let word = keys.get(from..).unwrap_or_default();
    // "quý" keeps its tone: its u belongs to the q
    if word.starts_with('q') {
        return;
    }
    let settled = PAIRS
        .iter()
        .find_map(|(old, new)| word.strip_suffix(old).map(|stem| format!("{stem}{new}")));
    if let Some(settled) = settled {
        keys.truncate(from);
        keys.push_str(&settled);
    }
    if keys.ends_with('’') {
        keys.pop();
        keys.push('\'');
    }
}
