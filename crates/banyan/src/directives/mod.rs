//! Directives: a text is read into a draft, and the draft is checked line by line. Nothing is kept of it until it is
//! adopted, which the room of programmes does.
//!
//! This room owns the table of drafts, which is no evidence: it may be changed and thrown away. It offers the draft
//! itself, the names in it resolved on the directive's day and in its territory, and what the command line prints.

mod actions;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use banyan_core::words::{Language, Text};

use crate::store::{StoreError, Tx};
use crate::web::Site;

pub use actions::{Draft, Item, ItemClass, ItemState, Passage, any_unfiled, file_drafts};
pub use api::{reading_json, reading_table};
pub use pages::{ask, changed, permit_on, territory};

/// A text that was written for the demonstration.
#[derive(Clone, Debug)]
pub struct Sample {
    pub name: String,
    pub language: Language,
    /// `plan`, `decision` …
    pub kind: String,
    pub title: Text,
    pub text: String,
}

/// The samples of the content, one a language.
#[derive(Clone, Default, Debug)]
pub struct Samples(pub Arc<Vec<Sample>>);

/// A draft by its id.
///
/// # Errors
/// What the database says.
pub async fn load_draft(tx: &mut Tx, id: &str) -> Result<Option<Draft>, StoreError> {
    store::load_draft(tx, id).await
}

/// Marks a draft as adopted under a programme's code; it can no longer be changed.
///
/// # Errors
/// What the database says.
pub async fn mark_adopted(tx: &mut Tx, id: &str, programme: &str) -> Result<(), StoreError> {
    store::mark_adopted(tx, id, programme).await
}

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/directives", get(pages::list))
        .route("/directives/read", post(pages::read))
        .route("/directives/samples/{name}", post(pages::read_sample))
        .route("/drafts/{draft}", get(pages::show))
        .route("/drafts/{draft}/document", post(pages::change_document))
        .route("/drafts/{draft}/items", post(pages::add_item))
        .route("/drafts/{draft}/items/{item}", post(pages::change_item))
        .route("/drafts/{draft}/passages/{passage}", post(pages::leave_out))
}
