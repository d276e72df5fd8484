//! XML that others wrote, before anything is made of it: no document type definition, hence no entities of its own and no
//! other files, and no deeper than any writer of spreadsheets goes.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::problem::FileProblemKind;

/// How deep elements may stand in each other; Excel's own drawings reach about twenty.
const DEPTH_MOST: usize = 64;

/// Walks through a whole text of XML.
///
/// # Errors
/// The first reason not to read it.
pub(super) fn guard(xml: &str) -> Result<(), FileProblemKind> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| FileProblemKind::Broken)? {
            Event::DocType(_) => return Err(FileProblemKind::DocumentType),
            Event::Start(_) => {
                depth = depth.saturating_add(1);
                if depth > DEPTH_MOST {
                    return Err(FileProblemKind::TooDeep { most: DEPTH_MOST });
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err(FileProblemKind::Broken),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
