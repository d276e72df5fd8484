//! The verbs of reports: send one, accept it or send it back; and the projection of what is owed.

mod decide;
pub(super) use decide::{Decision, NotDecided, decide};

mod keys;

mod ladder;
pub(super) use ladder::{Ground, owners_of};

mod project;
pub use project::{Sources, project};

mod send;
pub(super) use send::{Sending, send};
