//! What happened: every verb records its act here, in the transaction that writes its facts.
//!
//! An act's content is canonical JSON (RFC 8785) of every fact row written; a verb that writes more than 1,000 rows
//! names, for each table, their number and the root of an RFC 6962 tree over their canonical JSON. The Merkle log over
//! the acts, its checkpoints and its pages come with accounts.

mod store;

#[cfg(test)]
mod tests;

use banyan_core::ledger::{Hash, hash, hex, tree_root};
use banyan_core::words::Moment;
use serde_json::{Map, Value as Json, json};

use crate::store::{Store, StoreError, Tx};
use crate::web::Actor;

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
        let mut random = [0_u8; 42];
        getrandom::fill(&mut random)
            .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
        let (id, salt) = random.split_at(10);
        let milliseconds = u64::try_from(now.microseconds() / 1000).unwrap_or_default();
        let counter = id.try_into().unwrap_or_default();
        let id = uuid::Builder::from_unix_timestamp_millis(milliseconds, &counter).into_uuid();
        Ok(Call {
            actor,
            now,
            id: ActId(id.to_string()),
            salt: salt.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }
}

/// The identifier of an act, a UUID of version 7.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ActId(pub String);

/// The rows that a verb wrote into one table, in key order, each as it stands there.
#[derive(Debug)]
pub struct Written {
    pub table: &'static str,
    pub rows: Vec<Json>,
}

/// Most rows whose content an act carries in full.
const ROWS_IN_FULL: usize = 1000;

/// Records an act; answers the moment under which it stands, which is later than every act before it.
///
/// # Errors
/// What the database says; the same act twice is refused by it.
pub async fn record(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
    written: &[Written],
    files: &[(String, Hash)],
) -> Result<Moment, StoreError> {
    let last = store::load_last_moment(tx).await?;
    let at = last.map_or(call.now, |last| call.now.max(last.plus(1)));
    store::insert_act(tx, call, at, verb, subject, &content(written, files)).await?;
    Ok(at)
}

/// The moment of the last act, if there is one.
///
/// # Errors
/// What the database says.
pub async fn last_moment(store: &Store) -> Result<Option<Moment>, StoreError> {
    store::load_last_moment(&mut store.read().await?).await
}

/// Canonical JSON: `serde_json` keeps the keys of its maps sorted, and writes no spaces; all our numbers are whole.
fn content(written: &[Written], files: &[(String, Hash)]) -> String {
    let all: usize = written.iter().map(|table| table.rows.len()).sum();
    let mut tables = Map::new();
    for table in written.iter().filter(|table| !table.rows.is_empty()) {
        let rows = if all <= ROWS_IN_FULL {
            Json::Array(table.rows.clone())
        } else {
            let leaves: Vec<String> = table.rows.iter().map(ToString::to_string).collect();
            let root = tree_root(leaves.iter().map(String::as_bytes));
            json!({ "rows": table.rows.len(), "root": hex(&root) })
        };
        tables.insert(table.table.to_owned(), rows);
    }
    let mut content = Map::from_iter([("written".to_owned(), Json::Object(tables))]);
    if !files.is_empty() {
        let files =
            files.iter().map(|(path, hash)| (path.clone(), Json::from(hex(hash)))).collect();
        content.insert("files".to_owned(), Json::Object(files));
    }
    Json::Object(content).to_string()
}

/// The hash of a file's bytes, as acts name it.
pub fn file_hash(bytes: &[u8]) -> Hash {
    hash(bytes)
}

/// How many acts there are, for tests of what must not happen twice.
#[cfg(test)]
pub(crate) async fn count_acts(store: &Store) -> Result<i64, StoreError> {
    store::count_acts(&mut store.read().await?).await
}
