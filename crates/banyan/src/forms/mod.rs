//! Forms: what reports fill in, version by version. The engine is [`banyan_core::form`]; this room keeps the definitions, and makes the
//! entries of a page from them, with what was typed and what is wrong with it.

mod pages;
pub use pages::{Filling, as_typed, entries, label_at, notation, sentence, typed};

mod store;
pub use store::Forms;

#[cfg(test)]
mod tests;

use crate::ledger::{FactTable, Versioned};

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &[&store::VERSION];

/// How versions of a form are recorded.
pub const VERSIONED: Versioned = Versioned { table: &store::VERSION, verb: "record_form" };
