//! What is done with acts: recording them, and comparing them with the rows that they name.

mod record;
#[cfg(test)]
pub(super) use record::content;
pub use record::{Facts, Recorded, record, recorded_before};

mod facts;
pub use facts::{Column, FactTable, mismatches};
