//! The verbs of reports: send one, accept it or send it back; and the projection of what is owed.

mod asking;
pub(super) use asking::Asking;

mod decide;
pub(super) use decide::{Decision, NotDecided, accepted_before, decide};

mod keys;
#[cfg(test)]
pub(super) use keys::keys_at;
pub(super) use keys::report_name;

mod ladder;
pub(super) use ladder::{Ground, owners_of};

mod offline;
pub(super) use offline::{Arriving, Content, KEY_BYTES, arrive, device_key, device_time, settle};

mod project;
pub use project::{Sources, project};

mod remind;
pub(super) use remind::fills_in;
pub use remind::remind;

mod send;
pub(super) use send::{Sending, send};
