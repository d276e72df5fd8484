//! The text of a Word document: paragraphs, list items, tables row by row. Left out: deleted and moved-away text,
//! page headers and footers, notes, comments, and the numbers that Word computes for lists.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{DocumentError, Format, UNPACKED_LIMIT_BYTES, encoding, extension, lines::Lines};

const BROKEN: DocumentError = DocumentError::BrokenFile(Format::Docx);

/// The text of the document's main part.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<String, DocumentError> {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) if matches!(extension(name).as_deref(), None | Some("docx" | "docm" | "dotx")) => {
            return Err(BROKEN);
        }
        Err(_) => return Err(DocumentError::UnknownFormat { name: name.to_owned() }),
    };
    let part = archive
        .file_names()
        .flatten()
        .filter(|part| part.starts_with("word/document") && part.ends_with(".xml"))
        .min()
        .map(|part| part.into_owned());
    // A package of another kind: a spreadsheet, slides, an OpenDocument text, any archive.
    let Some(part) = part else {
        return Err(DocumentError::UnknownFormat { name: name.to_owned() });
    };
    let file = archive.by_name(&part).map_err(|_| BROKEN)?;
    let mut xml = Vec::new();
    // One byte more than allowed tells "just full" from "too much"; what the archive says of its size is not believed.
    file.take(UNPACKED_LIMIT_BYTES as u64 + 1).read_to_end(&mut xml).map_err(|_| BROKEN)?;
    if xml.len() > UNPACKED_LIMIT_BYTES {
        return Err(DocumentError::TooLargeUnpacked { limit_bytes: UNPACKED_LIMIT_BYTES });
    }
    body(&encoding::decode(&xml).map_err(|_| BROKEN)?)
}

/// Elements whose content is not part of the text as it now stands. `Fallback` repeats a text box for old readers.
const LEFT_OUT: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange"];

fn body(xml: &str) -> Result<String, DocumentError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(tag) => walk.start(&tag)?,
            Event::End(tag) => walk.end(tag.local_name().as_ref()),
            Event::Text(text) => walk.text(&text)?,
            Event::CData(text) => walk.text(&text)?,
            Event::GeneralRef(name) => {
                let letter = match name.resolve_char_ref().map_err(|_| BROKEN)? {
                    Some(letter) => letter.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&name).ok_or(BROKEN)?.to_owned(),
                };
                walk.text(&letter)?;
            }
            Event::Eof if walk.open == 0 && walk.found_body => return Ok(walk.lines.finish()),
            Event::Eof => return Err(BROKEN),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk {
    lines: Lines,
    open: usize,
    /// The depth of the element that is being left out.
    left_out: Option<usize>,
    in_text: bool,
    /// Whether the run is set in a font of the time before Unicode, whose letters are not what they seem.
    old_font: bool,
    found_body: bool,
}

impl Walk {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), DocumentError> {
        self.open += 1;
        if self.left_out.is_some() {
            return Ok(());
        }
        let name = tag.local_name();
        match name.as_ref() {
            name if LEFT_OUT.contains(&name) => self.left_out = Some(self.open),
            "body" => self.found_body = true,
            // Tables first: a paragraph inside a paragraph is that of a text box.
            "tbl" => self.lines.start_table(),
            "tc" => self.lines.start_cell(),
            "p" => self.lines.end_line(),
            "r" => self.old_font = false,
            "rFonts" => self.old_font = old_font(tag)?,
            "t" => self.in_text = true,
            "tab" | "ptab" => self.lines.push_exact("\t"),
            "br" | "cr" => self.lines.end_line(),
            "noBreakHyphen" => self.lines.push_exact("\u{2011}"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if self.left_out == Some(self.open) {
            self.left_out = None;
        } else if self.left_out.is_none() {
            match name {
                "t" => self.in_text = false,
                "p" => self.lines.end_line(),
                "tr" => self.lines.end_row(),
                "tbl" => self.lines.end_table(),
                _ => {}
            }
        }
        self.open = self.open.saturating_sub(1);
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        if self.in_text && self.left_out.is_none() {
            if self.old_font && !text.is_ascii() {
                return Err(DocumentError::WrongEncoding);
            }
            self.lines.push_exact(text);
        }
        Ok(())
    }
}

/// Whether the fonts of a run are those of TCVN3 (`.VnTime`) or VNI (`VNI-Times`).
fn old_font(tag: &BytesStart<'_>) -> Result<bool, DocumentError> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| BROKEN)?;
        if matches!(attribute.key.local_name().as_ref(), "ascii" | "hAnsi")
            && encoding::old_vietnamese_font(&attribute.value)
        {
            return Ok(true);
        }
    }
    Ok(false)
}
