//! From bytes to letters. A legacy encoding is accepted only where every letter that comes out is one of the language
//! that the encoding serves: text in the old Vietnamese fonts (TCVN3, VNI) also decodes, into nonsense, and must not
//! pass as French.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256, WINDOWS_1258};

use super::DocumentError;

/// The text of the bytes: by byte-order mark, as UTF-8, or in the one legacy encoding that fits.
pub(super) fn decode(bytes: &[u8]) -> Result<String, DocumentError> {
    if let Some((encoding, mark_len)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark_len..).unwrap_or_default());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return plain(text.to_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let text = decode_as(encoding, bytes)?;
    if text.chars().all(|letter| letter.is_ascii() || serves(encoding, letter)) {
        Ok(text)
    } else {
        Err(DocumentError::WrongEncoding)
    }
}

/// The text of the bytes in the encoding that the file names; bytes that it does not know are an error.
pub(super) fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
) -> Result<String, DocumentError> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    if malformed { Err(DocumentError::WrongEncoding) } else { plain(text.into_owned()) }
}

/// What a page says of itself, unless its bytes are UTF-8 all the same, as they are on many pages that say otherwise.
pub(super) fn decode_labelled(label: Option<&[u8]>, bytes: &[u8]) -> Result<String, DocumentError> {
    match label.and_then(Encoding::for_label).map(Encoding::output_encoding) {
        Some(encoding)
            if encoding != UTF_8
                && Encoding::for_bom(bytes).is_none()
                && std::str::from_utf8(bytes).is_err() =>
        {
            decode_as(encoding, bytes)
        }
        _ => decode(bytes),
    }
}

/// Control characters are the sign of a file that is no text; line ends, tabs and page breaks are none.
fn plain(text: String) -> Result<String, DocumentError> {
    let control = |letter: char| letter < ' ' && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}');
    if text.contains(control) { Err(DocumentError::WrongEncoding) } else { Ok(text) }
}

const MARKS: &str = "\u{a0}«»‹›‘’‚“”„–—…•·°§€†‡²³×±½¼¾©®™\u{ad}";
const FRENCH: &str = "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ";
const VIETNAMESE: &str =
    "àáâãèéêìíòóôõùúýăđơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐƠƯ₫\u{300}\u{301}\u{303}\u{309}\u{323}";

/// Whether a letter belongs to the languages for which the encoding is accepted.
fn serves(encoding: &'static Encoding, letter: char) -> bool {
    if encoding == WINDOWS_1252 {
        // ® stands for đ in TCVN3; in French it is rare enough to do without.
        letter != '®' && (MARKS.contains(letter) || FRENCH.contains(letter))
    } else if encoding == WINDOWS_1258 {
        MARKS.contains(letter) || VIETNAMESE.contains(letter)
    } else if encoding == WINDOWS_1256 {
        ('\u{600}'..='\u{6ff}').contains(&letter)
            || matches!(letter, '\u{200c}'..='\u{200f}')
            || MARKS.contains(letter)
            || FRENCH.contains(letter)
    } else {
        false
    }
}

/// Whether a font is one of those whose signs are not the letters they are stored as: TCVN3 (`.VnTime`) and VNI.
pub(super) fn old_vietnamese_font(name: &str) -> bool {
    name.starts_with(".Vn") || name.starts_with("VNI-")
}
