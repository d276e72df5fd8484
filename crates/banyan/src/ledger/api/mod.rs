//! The log for machines, as C2SP tlog-tiles has it: checkpoint, tiles of hashes, bundles of entries, the public keys.
//! Open to everyone: entries hold identifiers and commitments, never names or contents.

mod witness;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use banyan_core::ledger::{Tile, TileKind, act_leaf};

use crate::ledger::actions::{self, LogError};
use crate::ledger::store::log;
use crate::store::{Store, StoreError};

pub use witness::witness_routes;

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";
/// What may change at the next act.
const SHORT: &str = "no-cache";
/// What never changes.
const LONG: &str = "public, max-age=31536000, immutable";

/// The last checkpoint, as a signed note.
pub(in crate::ledger) async fn checkpoint(State(store): State<Store>) -> Response {
    match actions::checkpoint(&store).await {
        Ok(Some(note)) => ([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, SHORT)], note).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(refusal) => failed(&refusal),
    }
}

/// The public keys of the log, one a line, the present one last.
pub(in crate::ledger) async fn keys(State(store): State<Store>) -> Response {
    let keys = async { log::list_keys(&mut store.read().await?).await };
    match keys.await {
        Ok(keys) => {
            let lines: String = keys.iter().map(|(key, _)| format!("{key}\n")).collect();
            ([(CONTENT_TYPE, TEXT), (CACHE_CONTROL, SHORT)], lines).into_response()
        }
        Err(refusal) => failed(&refusal.into()),
    }
}

/// A tile or a bundle of entries; not found when the tree does not reach it.
pub(in crate::ledger) async fn tile(
    State(store): State<Store>,
    Path(path): Path<String>,
) -> Response {
    let Some(tile) = Tile::from_path(&path) else { return StatusCode::NOT_FOUND.into_response() };
    match bytes_of(&store, tile).await {
        Ok(Some(bytes)) => ([(CONTENT_TYPE, BYTES), (CACHE_CONTROL, LONG)], bytes).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(refusal) => failed(&refusal),
    }
}

async fn bytes_of(store: &Store, tile: Tile) -> Result<Option<Vec<u8>>, LogError> {
    let mut tx = store.read().await?;
    let size = log::load_size(&mut tx).await?;
    if Tile::width_in(tile.kind, tile.number, size) < tile.width {
        return Ok(None);
    }
    let places = tile.first()..tile.first() + tile.width;
    let bytes = match tile.kind {
        TileKind::Hashes { level } => {
            let hashes = log::list_hashes(&mut tx, level, places).await?;
            whole(hashes.len(), tile)?;
            hashes.concat()
        }
        TileKind::Entries => {
            let entries = log::list_entries(&mut tx, places).await?;
            whole(entries.len(), tile)?;
            let leaf = |entry: &log::Entry| {
                let leaf = act_leaf(&actions::header(&entry.act), &entry.commitment);
                // A header is a few hundred bytes; a longer one would be cut by its own length, and shows in the proof.
                let length = u16::try_from(leaf.len()).unwrap_or(u16::MAX);
                [&length.to_be_bytes()[..], &leaf[..]].concat()
            };
            entries.iter().flat_map(leaf).collect()
        }
    };
    Ok(Some(bytes))
}

/// Refuses a tile of which something is missing: readers keep what they get for ever.
fn whole(there: usize, tile: Tile) -> Result<(), StoreError> {
    if there as u64 == tile.width {
        return Ok(());
    }
    Err(StoreError::Unreadable(format!(
        "the log has {there} of the {} parts of {tile}",
        tile.width
    )))
}

fn failed(refusal: &LogError) -> Response {
    tracing::error!("the log was not read: {refusal}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
