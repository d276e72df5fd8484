//! Recording an act. Every verb calls this in the transaction in which it writes its facts, and before it writes them: here it
//! is known whether the same call was made before.

use banyan_core::ledger::{Hash, hex, tree_root};
use banyan_core::words::Moment;
use serde_json::{Map, Value as Json, json};

use crate::ledger::{Call, store};
use crate::store::{StoreError, Tx};

/// The rows that a verb writes into one table, in key order, each as it stands there but for its act.
#[derive(Debug)]
pub struct Written {
    pub table: &'static str,
    pub rows: Vec<Json>,
}

/// Whether a call is made for the first time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use = "what was recorded before is not written again"]
pub enum Recorded {
    /// The act is recorded now; the verb goes on and writes its facts.
    Now(Moment),
    /// The same call was made before, at this moment; there is nothing left to write.
    Before(Moment),
}

impl Recorded {
    /// The moment under which the act stands.
    pub fn at(self) -> Moment {
        match self {
            Recorded::Now(at) | Recorded::Before(at) => at,
        }
    }

    /// Whether the facts are still to be written.
    pub fn anew(self) -> bool {
        matches!(self, Recorded::Now(_))
    }
}

/// Most rows whose content an act carries in full.
const ROWS_IN_FULL: usize = 1000;

/// Records an act; answers the moment under which it stands, which is later than every act before it. The same call again
/// records nothing and gets the first answer.
///
/// # Errors
/// [`StoreError::OtherContent`] when another act has the id of the call; what the database says.
pub async fn record(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
    written: &[Written],
    files: &[(String, Hash)],
) -> Result<Recorded, StoreError> {
    if let Some(at) = recorded_before(tx, call, verb, subject, written, files).await? {
        return Ok(Recorded::Before(at));
    }
    let last = store::load_last_moment(tx).await?;
    let at = last.map_or(call.now, |last| call.now.max(last.plus(1)));
    store::insert_act(tx, call, at, verb, subject, &content(written, files)).await?;
    Ok(Recorded::Now(at))
}

/// When the same call was made before: an act of its id, by the same actor, with the same verb, subject and content. A verb
/// asks it first whose own rules would refuse the second time what they allowed the first.
///
/// # Errors
/// [`StoreError::OtherContent`] when another act has the id of the call; what the database says.
pub async fn recorded_before(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
    written: &[Written],
    files: &[(String, Hash)],
) -> Result<Option<Moment>, StoreError> {
    let Some(act) = store::load_act(tx, &call.id).await? else { return Ok(None) };
    // Content that was erased can be compared no more.
    let same_content =
        || act.content.as_ref().is_none_or(|stands| *stands == content(written, files));
    let same = act.actor == call.actor.key() && act.verb == verb && act.subject == subject;
    if same && same_content() {
        return Ok(Some(act.at));
    }
    Err(StoreError::OtherContent(call.id.0.clone()))
}

/// Canonical JSON: `serde_json` keeps the keys of its maps sorted, and writes no spaces; all our numbers are whole.
pub(in crate::ledger) fn content(written: &[Written], files: &[(String, Hash)]) -> String {
    let files = files.iter().map(|(path, hash)| (path.clone(), Json::from(hex(hash)))).collect();
    content_naming(written, files)
}

/// The same with files as an act names them.
pub(in crate::ledger) fn content_naming(written: &[Written], files: Map<String, Json>) -> String {
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
        content.insert("files".to_owned(), Json::Object(files));
    }
    Json::Object(content).to_string()
}
