//! From the bytes of an uploaded file to plain text: one paragraph, list item or table row a line.
//!
//! What it offers is [`text_of`]. It reads no file, clock or network and never panics, whatever the bytes; what it
//! cannot read it refuses with a reason, and it never guesses: half a text is worse than none. Spans of the directive
//! reader point into the text, so letters stay as the file has them (Vietnamese is not normalised).

mod encoding;

mod lines;

mod html;

mod docx;

mod pdf;

#[cfg(test)]
mod tests;

/// The largest file that is read: 20 MB = 20 × 1024 × 1024 bytes.
pub const FILE_LIMIT_BYTES: usize = 20 * 1024 * 1024;

/// The most that one part of a packed file may unpack to: 64 MB = 64 × 1024 × 1024 bytes.
pub const UNPACKED_LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// The text of a file and the format it was read as. The only line end is `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    pub text: String,
    pub format: Format,
}

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Text,
    Html,
    Docx,
    Pdf,
}

/// Why a file gave no text. Each reason has a [`key`](DocumentError::key) for the sentence in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("The file is larger than {} MB. Split it, or paste the text.", .limit_bytes / 1_048_576)]
    TooLarge { limit_bytes: usize },
    #[error("The file unpacks to more than {} MB. Save it anew without pictures, or paste the text.", .limit_bytes / 1_048_576)]
    TooLargeUnpacked { limit_bytes: usize },
    #[error("The file holds no words. Choose the file with the text.")]
    Empty,
    #[error(
        "The PDF has {pages} pages but no text: it is a scan. Run text recognition on it, or paste the text."
    )]
    ScannedPdf { pages: usize },
    #[error("The PDF is locked with a password. Save it without one, or paste the text.")]
    EncryptedPdf,
    #[error(
        "The PDF does not say which letters its signs stand for. Upload the file it was made from, or paste the text."
    )]
    UnmappedPdf,
    #[error("The {} file is damaged. Open it, save it anew and upload it again.", .0.name())]
    BrokenFile(Format),
    #[error(
        "The letters of the file are in no encoding that we recognise. Save it as UTF-8 and upload it again."
    )]
    WrongEncoding,
    #[error(
        "“{name}” is not a text, web page (HTML), Word (DOCX) or PDF file. Save it as one of these."
    )]
    UnknownFormat { name: String },
}

impl Format {
    /// The name that people know the format by, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "TXT",
            Self::Html => "HTML",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
        }
    }
}

impl DocumentError {
    /// The stable key of the sentence in the locale files.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "document-too-large",
            Self::TooLargeUnpacked { .. } => "document-too-large-unpacked",
            Self::Empty => "document-empty",
            Self::ScannedPdf { .. } => "document-scanned-pdf",
            Self::EncryptedPdf => "document-encrypted-pdf",
            Self::UnmappedPdf => "document-unmapped-pdf",
            Self::BrokenFile(_) => "document-broken-file",
            Self::WrongEncoding => "document-wrong-encoding",
            Self::UnknownFormat { .. } => "document-unknown-format",
        }
    }
}

/// The plain text of a file, by its content first and the extension of `name` second.
///
/// # Errors
/// The first reason why there is no text that can be trusted; never a part of a text.
pub fn text_of(name: &str, bytes: &[u8]) -> Result<Extracted, DocumentError> {
    if bytes.len() > FILE_LIMIT_BYTES {
        return Err(DocumentError::TooLarge { limit_bytes: FILE_LIMIT_BYTES });
    }
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    let format = format_of(name, bytes)?;
    let text = match format {
        Format::Text => lines::with_plain_ends(&encoding::decode(bytes)?),
        Format::Html => html::text(bytes)?,
        Format::Docx => docx::text(name, bytes)?,
        Format::Pdf => pdf::text(bytes)?,
    };
    if !text.contains(char::is_alphabetic) {
        return Err(DocumentError::Empty);
    }
    Ok(Extracted { text, format })
}

/// The letters of a text file: by byte-order mark, as UTF-8, or in the one legacy encoding that fits.
///
/// # Errors
/// [`DocumentError::WrongEncoding`] where none fits, or control characters show that it is no text.
pub fn letters_of(bytes: &[u8]) -> Result<String, DocumentError> {
    encoding::decode(bytes)
}

/// Openings of files that people upload by mistake; what follows them is never text.
const FOREIGN: [&[u8]; 9] = [
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", // DOC, XLS, and DOCX with a password
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"Rar!",
    b"7z\xbc\xaf",
];

fn format_of(name: &str, bytes: &[u8]) -> Result<Format, DocumentError> {
    let unknown = || DocumentError::UnknownFormat { name: name.to_owned() };
    // Some writers put a few bytes before the mark; readers accept it within the first kilobyte.
    let start = bytes.get(..1024).unwrap_or(bytes);
    if start.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Docx);
    }
    if FOREIGN.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(unknown());
    }
    if html::opens(start) {
        return Ok(Format::Html);
    }
    match extension(name).as_deref() {
        Some("pdf") => Err(DocumentError::BrokenFile(Format::Pdf)),
        Some("docx") => Err(DocumentError::BrokenFile(Format::Docx)),
        Some("html" | "htm" | "xhtml") => Ok(Format::Html),
        None | Some("txt" | "text" | "md") => Ok(Format::Text),
        Some(_) if encoding::decode(bytes).is_ok() => Ok(Format::Text),
        Some(_) => Err(unknown()),
    }
}

/// The extension in small letters; none where the name has no dot or is nothing but an extension.
fn extension(name: &str) -> Option<String> {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => Some(extension.to_ascii_lowercase()),
        _ => None,
    }
}
