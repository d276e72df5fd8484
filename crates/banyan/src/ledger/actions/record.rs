//! Recording an act. Every verb calls this in the transaction in which it writes its facts, and before it writes them: here it
//! is known whether the same call was made before.

use std::collections::BTreeMap;

use banyan_core::ledger::{Hash, hex, tree_root};
use banyan_core::words::Moment;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::FactTable;
use crate::ledger::{ActId, Call, store};
use crate::store::{StoreError, Tx};

/// The rows that a verb writes into one table, each a JSON object of its columns but `act`. Those that are left out are empty.
#[derive(Clone, Debug)]
pub struct Facts {
    pub table: &'static FactTable,
    pub rows: Vec<Json>,
}

impl Facts {
    /// Rows in the order of the table's key, every column named: the act names them so, and so they stand.
    pub(super) fn in_order(mut self) -> Facts {
        for row in self.rows.iter_mut().filter_map(Json::as_object_mut) {
            for column in self.table.columns {
                row.entry(column.name()).or_insert(Json::Null);
            }
        }
        let part = |row: &Json, column: &str| match row.get(column) {
            Some(Json::Number(number)) => (number.as_i64(), String::new()),
            other => (None, other.and_then(Json::as_str).unwrap_or_default().to_owned()),
        };
        let key = self.table.key;
        self.rows.sort_by_cached_key(|row| {
            key.iter().map(|column| part(row, column)).collect::<Vec<_>>()
        });
        self
    }
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
pub(super) const ROWS_IN_FULL: usize = 1000;

/// Records an act and writes the facts that it names, in the order given: what an act says is what stands. Answers the moment
/// under which it stands, which is later than every act before it. The same call again writes nothing and gets the first
/// answer.
///
/// # Errors
/// [`StoreError::OtherContent`] when another act has the id of the call; what the database says.
pub async fn record(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
    facts: Vec<Facts>,
    files: &[(String, Hash)],
) -> Result<Recorded, StoreError> {
    let facts: Vec<Facts> = facts.into_iter().map(Facts::in_order).collect();
    let recorded = record_content(tx, call, verb, subject, &content(&facts, files)).await?;
    if recorded.anew() {
        for own in &facts {
            store::insert_facts(tx, own.table, &own.rows, &call.id).await?;
        }
    }
    Ok(recorded)
}

/// Records an act that states anew rows which stand already, and puts all rows of the acts that stated them before under it.
///
/// # Errors
/// As [`record`].
pub(super) async fn restate(
    tx: &mut Tx,
    call: &Call,
    subject: &str,
    facts: Vec<Facts>,
    before: &[ActId],
) -> Result<(), StoreError> {
    let facts: Vec<Facts> = facts.into_iter().map(Facts::in_order).collect();
    if record_content(tx, call, "restate", subject, &content(&facts, &[])).await?.anew() {
        for own in &facts {
            for act in before {
                tx.give_rows(own.table.name, &act.0, &call.id.0).await?;
            }
        }
    }
    Ok(())
}

pub(super) async fn record_content(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
    content: &str,
) -> Result<Recorded, StoreError> {
    if let Some(at) = before(tx, call, verb, subject, Some(content)).await? {
        return Ok(Recorded::Before(at));
    }
    let last = store::load_last_moment(tx).await?;
    let at = last.map_or(call.now, |last| call.now.max(last.plus(1)));
    store::insert_act(tx, call, at, verb, subject, content).await?;
    Ok(Recorded::Now(at))
}

/// When the same call was made before. A verb asks it first whose own rules would refuse the second time what they allowed the
/// first.
///
/// # Errors
/// [`StoreError::OtherContent`] when another act has the id of the call; what the database says.
pub async fn recorded_before(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
) -> Result<Option<Moment>, StoreError> {
    before(tx, call, verb, subject, None).await
}

/// The moment of the act that has the call's id: by the same actor, with the same verb, subject and content.
async fn before(
    tx: &mut Tx,
    call: &Call,
    verb: &'static str,
    subject: &str,
    content: Option<&str>,
) -> Result<Option<Moment>, StoreError> {
    let Some(act) = store::load_act(tx, &call.id).await? else { return Ok(None) };
    // Content that was erased can be compared no more.
    let same_content = match (content, &act.content) {
        (Some(content), Some(stands)) => content == stands,
        _ => true,
    };
    let same = act.actor == call.actor.key() && act.verb == verb && act.subject == subject;
    if same && same_content {
        return Ok(Some(act.at));
    }
    Err(StoreError::OtherContent(call.id.0.clone()))
}

/// Canonical JSON: `serde_json` keeps the keys of its maps sorted, and writes no spaces; all our numbers are whole.
pub(in crate::ledger) fn content(facts: &[Facts], files: &[(String, Hash)]) -> String {
    content_with(facts, None, files)
}

/// The same with a table more, whose rows are many.
pub(super) fn content_with(
    facts: &[Facts],
    more: Option<(&'static str, Written<'_>)>,
    files: &[(String, Hash)],
) -> String {
    let files = files.iter().map(|(path, hash)| (path.clone(), Json::from(hex(hash)))).collect();
    content_of(facts, more, &files)
}

/// The content of an act. Its fields stand in the order of their bytes, as canonical JSON asks.
#[derive(Serialize)]
struct Content<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<&'a Map<String, Json>>,
    written: BTreeMap<&'static str, Written<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Written<'a> {
    Full(&'a [Json]),
    Named { root: String, rows: usize },
}

/// The same with files as an act names them.
pub(in crate::ledger) fn content_naming(facts: &[Facts], files: &Map<String, Json>) -> String {
    content_of(facts, None, files)
}

fn content_of(
    facts: &[Facts],
    more: Option<(&'static str, Written<'_>)>,
    files: &Map<String, Json>,
) -> String {
    let many = if more.is_some() { usize::MAX } else { 0 };
    let all = facts.iter().fold(many, |all, own| all.saturating_add(own.rows.len()));
    let mut written: BTreeMap<&'static str, Written<'_>> = more.into_iter().collect();
    for own in facts.iter().filter(|own| !own.rows.is_empty()) {
        let rows = if all <= ROWS_IN_FULL {
            Written::Full(&own.rows)
        } else {
            let leaves: Vec<String> = own.rows.iter().map(ToString::to_string).collect();
            let root = tree_root(leaves.iter().map(String::as_bytes));
            Written::Named { root: hex(&root), rows: own.rows.len() }
        };
        written.insert(own.table.name, rows);
    }
    let content = Content { files: Some(files).filter(|files| !files.is_empty()), written };
    // Every key is text and every number whole, so that there is nothing that could not be written.
    serde_json::to_string(&content).unwrap_or_default()
}
