//! Forms: what reports fill in, version by version. The engine is [`banyan_core::form`]; this room keeps the definitions, and makes the
//! entries of a page from them, with what was typed and what is wrong with it.

mod pages;
pub use pages::{
    Filling, Given, as_typed, entries, given_place, label_at, notation, sentence, typed,
};

mod store;
pub use store::{Forms, read};

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use crate::ledger::{FactTable, Versioned};
use crate::web::Site;

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &[&store::VERSION];

/// How versions of a form are recorded.
pub const VERSIONED: Versioned = Versioned { table: &store::VERSION, verb: "record_form" };

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/forms", get(pages::list))
        .route("/forms/{form}", get(pages::show))
        .route("/forms/{form}/schema.json", get(pages::schema))
}
