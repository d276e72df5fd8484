//! Pages of directives: the list of drafts, the form for a text, the draft beside its text.

mod draft;
pub(super) use draft::{add_item, change_document, change_item, leave_out, show};

mod item;

mod list;
pub(super) use list::{list, read, read_sample};
pub use list::ask;

mod text;
