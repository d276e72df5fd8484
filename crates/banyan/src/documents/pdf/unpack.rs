//! Unpacking with a limit. The crate that reads PDF objects unpacks whatever a file asks for; a few kilobytes can ask
//! for gigabytes. What is unpacked at its request is measured first, what we unpack ourselves stops at the limit.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::{Filter, object::Stream};

use super::{super::UNPACKED_LIMIT_BYTES, BROKEN, DocumentError};

pub(super) const TOO_LARGE: DocumentError =
    DocumentError::TooLargeUnpacked { limit_bytes: UNPACKED_LIMIT_BYTES };

/// Streams packed in other ways than the common one are read up to this size: packed, they grow at most about
/// 1,300 times (LZW), so 64 kB × 1,300 = 83 MB.
const OTHER_PACKED_LIMIT_BYTES: usize = 64 * 1024;

/// Measures every packed stream that is not plainly a picture, since the file's index may lie in any of them.
pub(super) fn check_object_streams(bytes: &[u8]) -> Result<(), DocumentError> {
    let mut left = UNPACKED_LIMIT_BYTES as u64 * 4;
    // Streams do not overlap in a sound file: it is read through once. Each start also costs about the time of 40 bytes.
    let mut left_to_read = bytes.len() as u64 * 2;
    let mut at = 0;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| rest.windows(6).position(|window| window == b"stream"))
    {
        let start = at + found;
        at = start + 6;
        let before = bytes.get(start.saturating_sub(1024)..start).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let dict = last_object(before);
        let index = holds(dict, b"ObjStm") || holds(dict, b"XRef") || dict.contains(&b'#');
        if index
            && (holds(dict, b"LZW")
                || dict.windows(5).filter(|window| window == b"Flate").count() > 1)
        {
            return Err(BROKEN);
        }
        if !index && holds(dict, b"/Image") {
            continue;
        }
        let data = bytes.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        // Without their two-byte header, as the object reader does it: a wrong checksum stops neither.
        let packed = if data.first().is_some_and(|byte| byte & 0x0f == 8) {
            data.get(2..)
        } else {
            Some(data)
        };
        let sink = &mut std::io::sink();
        let mut counted = DeflateDecoder::new(packed.unwrap_or_default()).take(left + 1);
        let _ = std::io::copy(&mut counted, sink);
        left = counted.limit().checked_sub(1).ok_or(TOO_LARGE)?;
        left_to_read = left_to_read.checked_sub(counted.get_ref().total_in() + 40).ok_or(BROKEN)?;
    }
    Ok(())
}

/// The unpacked bytes of a stream; `None` where it is a picture or packed in a way that is not followed.
pub(super) fn unpacked(stream: &Stream<'_>) -> Result<Option<Vec<u8>>, DocumentError> {
    let filters = stream.filters();
    let raw = stream.raw_data();
    match filters.as_slice() {
        [] if !stream.dict().contains_key("Filter") && !stream.dict().contains_key("F") => {
            Ok(Some(raw.into_owned()))
        }
        [Filter::FlateDecode] if !stream.dict().contains_key("DecodeParms") => {
            // A damaged end is common and harmless: what came out before it counts.
            let mut bytes = Vec::new();
            let _ = ZlibDecoder::new(&*raw)
                .take(UNPACKED_LIMIT_BYTES as u64 + 1)
                .read_to_end(&mut bytes);
            if bytes.len() > UNPACKED_LIMIT_BYTES { Err(TOO_LARGE) } else { Ok(Some(bytes)) }
        }
        filters => {
            let grows = |filter: &&Filter| {
                !matches!(filter, Filter::Ascii85Decode | Filter::AsciiHexDecode)
            };
            if filters.iter().filter(grows).count() > 1 {
                return Err(BROKEN);
            }
            if raw.len() > OTHER_PACKED_LIMIT_BYTES {
                return Err(TOO_LARGE);
            }
            Ok(stream.decoded_data().ok().map(std::borrow::Cow::into_owned))
        }
    }
}

/// The part of the bytes that belongs to the last object begun in them.
fn last_object(before: &[u8]) -> &[u8] {
    let start = before.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
    before.get(start..).unwrap_or_default()
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
