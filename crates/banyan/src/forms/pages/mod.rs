//! The entries of a form on a page of another room, and the pages on which a form is looked at.

mod filling;
pub use filling::{
    Filling, Given, as_typed, entries, given_place, label_at, notation, sentence, typed,
};

mod show;
pub(super) use show::{list, schema, show};
