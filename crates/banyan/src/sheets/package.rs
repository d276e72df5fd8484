//! The zip file that a workbook is, looked through before anything reads it: what kind of package it is, how much it
//! unpacks to, and whether its XML is harmless. What the archive says of its own sizes is not believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::markup;
use super::problem::FileProblemKind;
use crate::documents::{UNPACKED_LIMIT_BYTES, letters_of};

/// Excel writes some ten parts and one more for each sheet and drawing.
const PARTS_MOST: usize = 1_000;

/// All parts together: 128 MB, twice what a single one may unpack to.
const UNPACKED_MOST: usize = 2 * UNPACKED_LIMIT_BYTES;

/// How many times its size a file may unpack to. Sheets of blank cells, the tightest there are, reach thirty; deflate ends
/// at a thousand.
const TIMES_MOST: usize = 200;

/// Up to here nobody minds how tightly it is packed: 4 MB.
const TIMES_FROM: usize = 4 * 1024 * 1024;

/// Looks through a package that should be an Excel workbook.
///
/// # Errors
/// The first reason not to read it.
pub(super) fn check(name: &str, bytes: &[u8]) -> Result<(), FileProblemKind> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblemKind::Broken)?;
    let parts = archive.len();
    if parts > PARTS_MOST {
        return Err(FileProblemKind::TooManyParts { parts, most: PARTS_MOST });
    }
    let mut names = Vec::new();
    for index in 0..parts {
        let part = archive.by_index_raw(index).map_err(|_| FileProblemKind::Broken)?;
        if part.encrypted() {
            return Err(FileProblemKind::Encrypted);
        }
        names.push(part.name().map_err(|_| FileProblemKind::Broken)?.to_ascii_lowercase());
    }
    kind_of(name, &names)?;
    let mut unpacked = 0_usize;
    for (index, name) in names.iter().enumerate() {
        let part = archive.by_index(index).map_err(|_| FileProblemKind::Broken)?;
        let text = name.ends_with(".xml") || name.ends_with(".rels");
        let content = unpack(part, bytes.len(), &mut unpacked, text)?;
        if text {
            let xml = letters_of(&content).map_err(|_| FileProblemKind::Broken)?;
            markup::guard(&xml)?;
        }
    }
    Ok(())
}

/// Reads a part to its end and keeps it if it is wanted.
fn unpack(
    mut part: impl Read,
    packed: usize,
    unpacked: &mut usize,
    keep: bool,
) -> Result<Vec<u8>, FileProblemKind> {
    let mut content = Vec::new();
    let mut piece = [0_u8; 16 * 1024];
    let mut own = 0_usize;
    loop {
        let count = part.read(&mut piece).map_err(|_| FileProblemKind::Broken)?;
        if count == 0 {
            return Ok(content);
        }
        own = own.saturating_add(count);
        *unpacked = unpacked.saturating_add(count);
        if own > UNPACKED_LIMIT_BYTES || *unpacked > UNPACKED_MOST {
            let megabytes = UNPACKED_LIMIT_BYTES / 1_048_576;
            return Err(FileProblemKind::TooLargeUnpacked { megabytes });
        }
        if *unpacked > TIMES_FROM && *unpacked / TIMES_MOST > packed {
            return Err(FileProblemKind::TooDense { times: TIMES_MOST });
        }
        if keep {
            content.extend_from_slice(piece.get(..count).unwrap_or_default());
        }
    }
}

/// Whether the parts are those of an Excel workbook without macros.
fn kind_of(name: &str, parts: &[String]) -> Result<(), FileProblemKind> {
    let has = |wanted: &str| parts.iter().any(|part| part == wanted);
    if parts.iter().any(|part| part.ends_with("vbaproject.bin")) {
        Err(FileProblemKind::Macros)
    } else if has("xl/workbook.xml") {
        Ok(())
    } else if has("xl/workbook.bin") {
        Err(FileProblemKind::OtherSpreadsheet { format: "XLSB" })
    } else if has("mimetype") && has("content.xml") {
        Err(FileProblemKind::OtherSpreadsheet { format: "OpenDocument" })
    } else {
        Err(FileProblemKind::UnknownFormat { name: name.to_owned() })
    }
}
