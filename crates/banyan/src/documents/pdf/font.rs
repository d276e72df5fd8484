//! A font as far as text needs it: which letters a code stands for and how far it moves the pen. Codes come from the
//! shown strings; letters come from the font's own table (ToUnicode), its glyph names or its encoding, in this order.

use std::collections::BTreeMap;

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::super::encoding;
use super::{DocumentError, glyph_names, unpack};

/// A sign of a string: its letters (`None` where the font does not tell), its advance in ems, and whether it is the
/// one-byte space that word spacing widens.
pub(super) struct Sign {
    pub(super) letters: Option<String>,
    pub(super) advance: f64,
    pub(super) word_space: bool,
}

pub(super) struct Font {
    to_unicode: Option<CMap>,
    codes: Codes,
    widths: BTreeMap<u32, f64>,
    width_else: Option<f64>,
    /// Advances of a Type 3 font are in its own units.
    em: f64,
    old_vietnamese: bool,
}

/// The highest number of a glyph in a composite font.
const GLYPHS: u32 = 65_535;

enum Codes {
    /// One byte a sign, and the letters of each where the encoding tells.
    Single(Vec<Option<String>>),
    /// Codes are the letters themselves, in UTF-16.
    Unicode,
    /// Codes of the font's own, two bytes each, or as its table says.
    Composite(Box<CMap>),
}

impl Font {
    pub(super) fn new(dict: &Dict<'_>) -> Result<Self, DocumentError> {
        let base = dict
            .get::<Name<'_>>("BaseFont")
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default();
        let base = base.split_once('+').map_or(base.as_str(), |(_, base)| base).to_owned();
        let composite =
            dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "Type0");
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => {
                unpack::unpacked(&stream)?.and_then(|bytes| CMap::parse(&bytes, |_| None))
            }
            None => None,
        };
        let mut font = Self {
            to_unicode,
            codes: Codes::Unicode,
            widths: BTreeMap::new(),
            width_else: None,
            em: 0.001,
            old_vietnamese: encoding::old_vietnamese_font(&base),
        };
        if composite {
            font.codes = composite_codes(dict)?;
            let descendant = dict
                .get::<Array<'_>>("DescendantFonts")
                .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
            if let Some(descendant) = descendant {
                font.width_else = Some(descendant.get::<f64>("DW").unwrap_or(1000.0));
                if let Some(widths) = descendant.get::<Array<'_>>("W") {
                    font.read_composite_widths(&widths);
                }
            }
        } else {
            font.codes = Codes::Single(single_codes(dict, &base));
            let first = dict.get::<u32>("FirstChar").unwrap_or(0).min(255);
            if let Some(widths) = dict.get::<Array<'_>>("Widths") {
                font.widths = (first..).zip(widths.iter::<f64>()).take(256).collect();
                font.width_else = Some(0.0);
            }
            if let Some(matrix) = dict.get::<Array<'_>>("FontMatrix") {
                font.em = matrix.iter::<f64>().next().unwrap_or(0.001);
            }
        }
        Ok(font)
    }

    /// `first [w w w]` or `first last w`, repeated (ISO 32000-1, 9.7.4.3).
    fn read_composite_widths(&mut self, widths: &Array<'_>) {
        let mut pending: Vec<f64> = Vec::new();
        let mut stated = 0;
        for item in widths.iter::<Object<'_>>() {
            match item {
                Object::Number(number) => pending.push(number.as_f64()),
                Object::Array(run) => {
                    let first = (pending.last().copied().unwrap_or(0.0) as u32).min(GLYPHS);
                    let before = self.widths.len();
                    self.widths.extend((first..=GLYPHS).zip(run.iter::<f64>()));
                    pending.clear();
                    stated += self.widths.len() - before;
                }
                _ => {}
            }
            if let [first, last, width] = pending[..] {
                let last = (last as u32).min(GLYPHS);
                let run = first as u32..=last;
                stated += run.clone().count();
                self.widths.extend(run.map(|code| (code, width)));
                pending.clear();
            }
            // Ranges that overlap many times over are no font's.
            if stated > 4 * GLYPHS as usize {
                return;
            }
        }
    }

    /// The signs of a shown string.
    pub(super) fn signs(&self, bytes: &[u8]) -> Vec<Sign> {
        let mut signs = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, code_len) = self.next_code(rest);
            rest = rest.get(code_len..).unwrap_or_default();
            let letters = self.letters(code, code_len);
            let advance = self.advance(code, code_len, letters.as_deref());
            signs.push(Sign { letters, advance, word_space: code_len == 1 && code == 32 });
        }
        signs
    }

    fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let value = |code_len: usize| {
            bytes.iter().take(code_len).fold(0, |code, byte| code << 8 | u32::from(*byte))
        };
        match &self.codes {
            Codes::Single(_) => (value(1), 1),
            Codes::Unicode => (value(2), 2),
            Codes::Composite(cmap) => [2_u8, 1, 3, 4]
                .into_iter()
                .filter(|code_len| usize::from(*code_len) <= bytes.len())
                .find(|code_len| {
                    cmap.lookup_cid_code(value(usize::from(*code_len)), *code_len).is_some()
                })
                .map_or((value(2), 2), |code_len| {
                    (value(usize::from(code_len)), usize::from(code_len))
                }),
        }
    }

    fn letters(&self, code: u32, code_len: usize) -> Option<String> {
        let told = match self.to_unicode.as_ref().and_then(|cmap| cmap.lookup_bf_string(code)) {
            Some(BfString::Char(letter)) => Some(letter.to_string()),
            Some(BfString::String(letters)) => Some(letters),
            None => match &self.codes {
                Codes::Single(letters) => letters.get(code as usize).cloned().flatten(),
                Codes::Unicode if code_len == 2 => char::from_u32(code).map(String::from),
                _ => None,
            },
        };
        if matches!(told.as_deref(), Some("\u{f0a7}" | "\u{f0b7}" | "\u{f0d8}" | "\u{f0fc}")) {
            // The bullets of Word's symbol fonts, which have no letters otherwise.
            return Some("•".to_owned());
        }
        let useless = |letter: char| {
            letter < ' ' || letter == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&letter)
        };
        told.filter(|letters| {
            !letters.contains(useless) && (letters.is_ascii() || !self.old_vietnamese)
        })
    }

    fn advance(&self, code: u32, code_len: usize, letters: Option<&str>) -> f64 {
        let glyph = match &self.codes {
            Codes::Composite(cmap) => cmap.lookup_cid_code(code, code_len as u8).unwrap_or(code),
            _ => code,
        };
        let width = self.widths.get(&glyph).copied().or(self.width_else);
        width.map_or_else(|| usual_width(letters), |width| width * self.em)
    }
}

/// The advance of a letter in a font that states none (the fourteen that every reader has), near enough to find spaces.
fn usual_width(letters: Option<&str>) -> f64 {
    match letters.and_then(|letters| letters.chars().next()) {
        Some('i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I') => 0.25,
        Some(' ' | 'f' | 't' | 'r' | '(' | ')' | '/' | '-') => 0.3,
        Some('m' | 'w' | 'M' | 'W' | '%' | '—') => 0.85,
        Some(letter) if letter.is_uppercase() => 0.7,
        _ => 0.53,
    }
}

fn composite_codes(dict: &Dict<'_>) -> Result<Codes, DocumentError> {
    if let Some(stream) = dict.get::<Stream<'_>>("Encoding") {
        let cmap = unpack::unpacked(&stream)?.and_then(|bytes| CMap::parse(&bytes, |_| None));
        return Ok(Codes::Composite(Box::new(cmap.unwrap_or_else(CMap::identity_h))));
    }
    let name =
        dict.get::<Name<'_>>("Encoding").map(|name| name.as_str().to_owned()).unwrap_or_default();
    Ok(if name.contains("UCS2") || name.contains("UTF16") {
        Codes::Unicode
    } else {
        Codes::Composite(Box::new(CMap::identity_h()))
    })
}

/// The letters of the 256 codes of a simple font.
fn single_codes(dict: &Dict<'_>, base: &str) -> Vec<Option<String>> {
    let encoding = dict.get::<Dict<'_>>("Encoding");
    let base_encoding = match &encoding {
        Some(encoding) => encoding.get::<Name<'_>>("BaseEncoding"),
        None => dict.get::<Name<'_>>("Encoding"),
    };
    let base_encoding = base_encoding.map(|name| name.as_str().to_owned());
    // A subset with signs of its own and no encoding: its codes are numbers, not letters.
    let symbolic = dict.get::<Dict<'_>>("FontDescriptor").is_some_and(|descriptor| {
        descriptor.get::<i32>("Flags").is_some_and(|flags| flags & 4 != 0)
            && ["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|file| descriptor.contains_key(*file))
    });
    let type3 = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_str() == "Type3");
    let foreign = type3
        || symbolic
        || ["Symbol", "ZapfDingbats", "Wingdings"].iter().any(|font| base.starts_with(font));
    let table = match base_encoding.as_deref() {
        Some("MacRomanEncoding") => Some(MACINTOSH),
        Some(_) => Some(WINDOWS_1252),
        None if foreign => None,
        None => Some(WINDOWS_1252),
    };
    let mut codes: Vec<Option<String>> = (0..=255_u8)
        .map(|code| table.map(|table| table.decode_without_bom_handling(&[code]).0.into_owned()))
        .collect();
    if let Some(differences) =
        encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences"))
    {
        let mut code = 0_usize;
        for item in differences.iter::<Object<'_>>() {
            match item {
                Object::Number(number) => code = number.as_f64() as usize,
                Object::Name(name) => {
                    if let Some(letters) = codes.get_mut(code) {
                        *letters = glyph_names::letters(name.as_str());
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    codes
}
