//! The text layer of a PDF. `hayro-syntax` reads the file's objects and operators, `hayro-cmap` the tables from codes to
//! letters; what stands here turns shown codes into placed letters ([`content`], [`font`]) and those into paragraphs
//! ([`paragraphs`]). A part that unpacks without end, nests without end or breaks the reader is refused, not followed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

use super::{DocumentError, Format};

mod unpack;

mod glyph_names;

mod matrix;

mod font;

mod content;

mod reading_order;

mod paragraphs;

const BROKEN: DocumentError = DocumentError::BrokenFile(Format::Pdf);

/// More pages than any directive has; a file with more is refused rather than cut.
const PAGES: usize = 5_000;

/// The text of the PDF, page after page.
pub(super) fn text(bytes: &[u8]) -> Result<String, DocumentError> {
    // The crates that read the file promise not to panic; an upload is no place to take them at their word.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).unwrap_or(Err(BROKEN))
}

fn read(bytes: &[u8]) -> Result<String, DocumentError> {
    unpack::check_object_streams(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => DocumentError::EncryptedPdf,
        LoadPdfError::Invalid => BROKEN,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() || pages.len() > PAGES {
        return Err(BROKEN);
    }
    let mut reading = content::Reading::default();
    let mut text = paragraphs::Paragraphs::default();
    for page in pages.iter() {
        let letters = reading.page(page)?;
        text.add_page(letters, page.media_box().y0, page.media_box().y1);
    }
    let text = text.finish();
    // One sign in ten without a letter makes a text with holes; a few are bullets and logos.
    if reading.unmapped > 0 && reading.unmapped * 10 > reading.mapped {
        return Err(DocumentError::UnmappedPdf);
    }
    if !text.contains(char::is_alphabetic) {
        return Err(DocumentError::ScannedPdf { pages: pages.len() });
    }
    Ok(text)
}
