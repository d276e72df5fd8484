//! Who may do what, where and on which day. One evaluator: lists, counts, exports and single pages ask the same rules.
//!
//! A grant is a role over a unit and all below it, for a subject, on days. Three questions are answered here: what an
//! actor may do at a place ([`may()`]), what an actor reaches ([`Reach`], keys by which stored rows are found), and what
//! becomes of a grant when its unit ends ([`follow()`]). What nobody granted is refused.

mod role;
pub use role::{Action, Role, RoleError};

mod grant;
pub use grant::{AccountId, Grant, GrantId, Subject, SubjectError};

mod reach;
pub use reach::{Filed, Key, Reach, Sharing, SharingError};

mod may;
pub use may::{Actor, Permit, Place, Refusal, gives, may};

mod follow;
pub use follow::{Followed, GivenOn, follow};

#[cfg(test)]
mod tests;
