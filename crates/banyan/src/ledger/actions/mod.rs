//! What is done with acts: recording them, and comparing them with the rows that they name.

mod record;
#[cfg(test)]
pub(super) use record::content;
pub use record::{Recorded, Written, record, recorded_before};

mod facts;
pub use facts::{Column, FactTable, mismatches};
