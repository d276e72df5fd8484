//! Which of the formats a file has, by how it begins.

use super::problem::FileProblemKind;
use crate::documents::FILE_LIMIT_BYTES;

/// Openings of files that are sent by mistake and are no text.
const FOREIGN: [&[u8]; 7] =
    [b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf"];

/// Old Excel files, and packages with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How a file holds its tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// An Excel workbook.
    Workbook,
    /// A text with separators.
    Text,
}

/// The format of a file.
///
/// # Errors
/// It is neither, too large, or empty.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<Format, FileProblemKind> {
    size(bytes)?;
    let unknown = || Err(FileProblemKind::UnknownFormat { name: name.to_owned() });
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Workbook);
    }
    if bytes.starts_with(COMPOUND) {
        // The name of the stream that holds an encrypted package, in UTF-16 (MS-OFFCRYPTO 2.3.2).
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(locked.len()).any(|window| window == locked);
        return Err(if locked { FileProblemKind::Encrypted } else { FileProblemKind::OldExcel });
    }
    // Web pages are saved under the names of spreadsheets, too.
    let page = bytes.trim_ascii_start().starts_with(b"<");
    if page || FOREIGN.iter().any(|mark| bytes.starts_with(mark)) {
        return unknown();
    }
    let extension = name.rsplit_once('.').map(|(_, own)| own.to_ascii_lowercase());
    match extension.as_deref() {
        Some("xlsx" | "xlsm" | "xltx") => Err(FileProblemKind::Broken),
        Some("html" | "htm" | "xml" | "json" | "docx" | "doc") => unknown(),
        _ => Ok(Format::Text),
    }
}

/// Refuses what is empty or larger than any file that is read.
pub(super) fn size(bytes: &[u8]) -> Result<(), FileProblemKind> {
    if bytes.is_empty() {
        return Err(FileProblemKind::Empty);
    }
    if bytes.len() > FILE_LIMIT_BYTES {
        return Err(FileProblemKind::TooLarge { megabytes: FILE_LIMIT_BYTES / 1_048_576 });
    }
    Ok(())
}
