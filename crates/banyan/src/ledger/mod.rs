//! What happened: every verb records its act here, in the transaction that writes its facts and before it writes them. The same
//! call twice is recorded once.
//!
//! An act's content is canonical JSON (RFC 8785) of every fact row written; a verb that writes more than 1,000 rows
//! names, for each table, their number and the root of an RFC 6962 tree over their canonical JSON. A sequencer puts the
//! acts into a Merkle log behind the verbs; the log is served to everyone, and witnesses co-sign it.

mod actions;
mod api;
mod store;

#[cfg(test)]
pub(crate) mod tests;

use axum::Router;
use axum::routing::get;
use banyan_core::ledger::{Hash, hash};
use banyan_core::words::Moment;

use crate::store::{Store, StoreError, Tx};
use crate::web::{Actor, FormId, Refusal, Site};

pub use actions::check_derived;
#[cfg(test)]
pub(crate) use actions::take_keys;
pub use actions::{Bulk, record_bulk};
pub use actions::{
    Column, Content, Cosigning, FactTable, Facts, Finding, Later, LogError, LogKey, NotCosigned,
    NotWitnessed, Proven, Recorded, Sequencer, Unproven, Verified, Witness, WitnessDesk, adopt_key,
    check_proof, checkpoint, foreign_keys, log_keys, prove, prove_growth, record, recorded_before,
    run_cosigning, run_sequencer, sequence, sequence_all, verify,
};
pub use actions::{Erasing, erasable, erase, erased_before, erasure_of};
pub use actions::{Kept, Versioned, list_versions, record_version, version_table};
pub use actions::{KeyChanged, change_key};
pub use actions::{LogState, Witnessed, list_acts, load_act, log_state};
pub use actions::{NotRehearsed, Rehearsal};
pub use actions::{file_acts, list_unfiled, rows_of};
pub use api::witness_routes;
pub use store::derived::Derived;
pub use store::reading::{Listed, Wanted};

/// The file of the log's key, in the data folder and never in the database.
pub const KEY_FILE: &str = "ledger.key";

/// The fact tables of this room, beside the acts themselves.
pub const FACTS: &[&FactTable] = &[&store::erased::ERASURE];

/// The log, open to everyone.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ledger/checkpoint", get(api::checkpoint))
        .route("/ledger/keys", get(api::keys))
        .route("/ledger/tile/{*path}", get(api::tile))
}

/// What a verb is given beside its input: who, when, and identifiers and salt that nobody could have guessed.
#[derive(Clone, Debug)]
pub struct Call {
    pub actor: Actor,
    /// The business moment; recording moves it behind the last act when it is not later.
    pub now: Moment,
    pub id: ActId,
    pub salt: String,
}

impl Call {
    /// A fresh call, with a time-ordered identifier.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn new(actor: Actor, now: Moment) -> Result<Call, StoreError> {
        let id = FormId::fresh(now)
            .ok_or_else(|| StoreError::Unreadable("this machine gives no randomness".to_owned()))?;
        Call::under(actor, now, &id)
    }

    /// The call that a form makes, under the id that it carries: sent twice, it is one call.
    ///
    /// # Errors
    /// When the form carries none, or the machine has no randomness.
    pub fn of_form(actor: Actor, now: Moment, id: &str) -> Result<Call, Refusal> {
        Ok(Call::under(actor, now, &FormId::read(id)?)?)
    }

    /// The call that a form makes for one of several things that it does the same to.
    ///
    /// # Errors
    /// As [`Call::of_form`].
    pub fn of_form_part(actor: Actor, now: Moment, id: &str, part: &str) -> Result<Call, Refusal> {
        Ok(Call::under(actor, now, &FormId::read(id)?.of_part(part))?)
    }

    /// A call beside this one: for what follows from it by a rule, and has an act of its own.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn beside(&self, part: &str) -> Result<Call, StoreError> {
        let id = FormId::read(&self.id.0)
            .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
        Call::under(self.actor.clone(), self.now, &id.of_part(part))
    }

    fn under(actor: Actor, now: Moment, id: &FormId) -> Result<Call, StoreError> {
        let mut salt = [0_u8; 32];
        getrandom::fill(&mut salt)
            .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
        let salt = salt.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Call { actor, now, id: ActId(id.to_string()), salt })
    }
}

/// The identifier of an act, a UUID of version 7.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ActId(pub String);

/// The moment of the first act with this verb on this subject, if there is one: what may be done once looks here first.
///
/// # Errors
/// What the database says.
pub async fn recorded_at(
    tx: &mut Tx,
    verb: &str,
    subject: &str,
) -> Result<Option<Moment>, StoreError> {
    store::load_moment_of(tx, verb, subject).await
}

/// The moment of the last act, if there is one.
///
/// # Errors
/// What the database says.
pub async fn last_moment(store: &Store) -> Result<Option<Moment>, StoreError> {
    store::load_last_moment(&mut store.read().await?).await
}

/// The hash of a file's bytes, as acts name it.
pub fn file_hash(bytes: &[u8]) -> Hash {
    hash(bytes)
}

/// An act as it stands in the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    pub id: ActId,
    pub at: Moment,
    pub actor: String,
    pub verb: String,
    pub subject: String,
    /// None once it was erased.
    pub content: Option<String>,
}

/// Every act, the earliest first.
///
/// # Errors
/// What the database says.
pub async fn acts(tx: &mut Tx) -> Result<Vec<Act>, StoreError> {
    store::list_acts(tx).await
}

/// How many acts there are, for tests of what must not happen twice.
#[cfg(test)]
pub(crate) async fn count_acts(store: &Store) -> Result<i64, StoreError> {
    store::count_acts(&mut store.read().await?).await
}
