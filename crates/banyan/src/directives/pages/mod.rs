//! Pages of directives: the list of drafts, the form for a text, the draft beside its text.

mod draft;
pub(super) use draft::show;
pub use draft::{changed, permit_on, territory};

mod forms;
pub(super) use forms::{add_item, change_document, change_item, leave_out};

mod item;

mod open;

mod sent;

mod list;
pub use list::ask;
pub(super) use list::{list, read, read_sample};

mod text;
