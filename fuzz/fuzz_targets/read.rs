//! Any bytes, read as text, give a reading whose quotes stand in the text.
//!
//!     cargo +nightly fuzz run read
#![no_main]

use banyan_core::directive::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let reading = read(&text);
    assert!(reading == read(&text), "the same text gives the same reading");
    let quotes = reading.targets.iter().map(|draft| draft.span).chain(reading.tasks.iter().map(|draft| draft.span));
    for span in quotes.chain(reading.baselines.iter().map(|draft| draft.span)) {
        assert!(text.get(span.start..span.end).is_some_and(|quote| !quote.is_empty()), "{span:?} is no quote");
    }
});
