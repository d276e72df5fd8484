//! The directive reader: plain text in Vietnamese, French, Arabic or English becomes documents, targets,
//! tasks and baselines, each with the span of text that it came from. The text comes from a person who
//! pasted it; the drafts go to a person who checks them. It is a grammar and word lists, so the same
//! text gives the same drafts; it invents nothing: what the text does not say is left empty, and every
//! sentence with a figure, a day, a deadline word or a duty verb that yielded nothing is listed.

mod draft;
pub use draft::{
    AsOf, BaselineDraft, BodyClass, Clears, Comparator, DocumentDraft, DocumentKind, Doubt, Due,
    Frequency, Level, Named, NotTakenUp, Reading, Recurrence, Role, Sign, Span, TargetDraft,
    TaskDraft, Unit,
};

mod detect;

mod page;

mod level;
mod lexicon;

mod sheet;

mod segment;

mod number;

mod date;

mod figure;

mod flat;

mod scope;

mod clause;

mod measure;

mod body;

mod task;

mod document;

mod sentence;

mod forgotten;

mod plausible;
pub use plausible::{AsOfError, Days, Implausible, Stated};

#[cfg(test)]
mod tests;

/// Reads a text. Any text gives a reading; one in none of the four languages gives an empty one.
pub fn read(text: &str) -> Reading {
    match detect::language_of(text) {
        Some(language) => sentence::read_in(text, language),
        None => Reading::default(),
    }
}
