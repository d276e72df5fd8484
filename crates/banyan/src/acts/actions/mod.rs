//! What is done with acts beside showing them: who reads what one wrote, and under which units one is found.

mod opening;
pub(super) use opening::content_is_open;

mod filing;
pub use filing::Unfiled;
pub(super) use filing::keys_within;
