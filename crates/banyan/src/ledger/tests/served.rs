//! The log as it is served, read over HTTP by code of others: every leaf, the root, the checkpoint's signature.

use std::collections::HashMap;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use banyan_core::ledger::{Tile, TileKind, tree_root};
use signed_note::{Note, StandardVerifier, VerifierList};
use tlog_tiles::{
    Error, HashReader, TileHashReader, TileReader, record_hash, stored_hash_index, tree_hash,
};
use tower::ServiceExt;

use super::log::{acts, at};
use crate::ledger::{LogKey, sequence};
use crate::store::Store;
use crate::store::tests::stores;
use crate::tests::House;

/// What a reader downloaded: tiles by their path below `tile/`.
struct Downloaded(HashMap<String, Bytes>);

impl TileReader for Downloaded {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, Error> {
        let own = |tile: &tlog_tiles::Tile| self.0[&own_path(tile)].to_vec();
        Ok(tiles.iter().map(own).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// Their path without what stands before the level.
fn own_path(tile: &tlog_tiles::Tile) -> String {
    let path = tile.path();
    let path = path.strip_prefix("tile/").unwrap();
    path.strip_prefix("8/").unwrap_or(path).to_owned()
}

async fn fetch(house: &House, path: &str) -> (StatusCode, Bytes) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = house.service().oneshot(request).await.unwrap();
    let status = response.status();
    (status, axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap())
}

/// Every tile of a tree, partial ones too, as the other crate names them.
async fn download(house: &House, size: u64) -> Downloaded {
    let mut tiles = HashMap::new();
    for tile in tlog_tiles::Tile::new_tiles(8, 0, size) {
        let path = own_path(&tile);
        let (status, bytes) = fetch(house, &format!("/ledger/tile/{path}")).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        tiles.insert(path, bytes);
    }
    Downloaded(tiles)
}

/// The leaves of all entry bundles, each with its length in two bytes before it.
async fn entries(house: &House, size: u64) -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    for number in 0..size.div_ceil(256) {
        let width = Tile::width_in(TileKind::Entries, number, size);
        let path = Tile { kind: TileKind::Entries, number, width };
        let (status, bytes) = fetch(house, &format!("/ledger/tile/{path}")).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let mut rest = &bytes[..];
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let (entry, after) = after.split_at(usize::from(u16::from_be_bytes(*length)));
            entries.push(entry.to_vec());
            rest = after;
        }
    }
    entries
}

/// Downloads everything and checks it with the code of others; answers size and root.
async fn check(store: &Store, key: &LogKey, ids: &[String]) {
    let house = House::over(store.clone());
    let (status, note) = fetch(&house, "/ledger/checkpoint").await;
    assert_eq!(status, StatusCode::OK);
    let (_, keys) = fetch(&house, "/ledger/keys").await;
    assert_eq!(keys, format!("{}\n", key.public()));
    let verifier = StandardVerifier::new(std::str::from_utf8(&keys).unwrap().trim()).unwrap();
    let note = Note::from_bytes(&note).unwrap();
    let (signed, _) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!(signed.len(), 1);
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    let size = checkpoint.size();
    assert_eq!(size, ids.len() as u64);

    let tiles = download(&house, size).await;
    let reader = TileHashReader::new(size, *checkpoint.hash(), &tiles);
    assert_eq!(tree_hash(size, &reader).unwrap(), *checkpoint.hash());
    let entries = entries(&house, size).await;
    assert_eq!(entries.len(), ids.len());
    let places: Vec<u64> = (0..size).map(|place| stored_hash_index(0, place)).collect();
    let leaves = reader.read_hashes(&places).unwrap();
    for ((entry, leaf), id) in entries.iter().zip(&leaves).zip(ids) {
        assert_eq!(record_hash(entry), *leaf);
        let (header, _commitment) = entry.split_at(entry.len() - 32);
        let header: serde_json::Value = serde_json::from_slice(header).unwrap();
        assert_eq!(header["act"], id.as_str());
    }
    // Their reader leaves some full tiles of a large tree unchecked, so the root is made of the entries as well.
    assert_eq!(tree_root(entries.iter().map(Vec::as_slice)), checkpoint.hash().0);
    // The reader does check: one changed byte of the last tile, and it refuses.
    let last = Tile { kind: TileKind::Hashes { level: 0 }, number: (size - 1) / 256, width: 1 };
    let last = Tile { width: Tile::width_in(last.kind, last.number, size), ..last }.to_string();
    let mut changed = tiles.0;
    let mut bytes = changed[&last].to_vec();
    bytes[0] ^= 1;
    changed.insert(last, bytes.into());
    let changed = Downloaded(changed);
    let reader = TileHashReader::new(size, *checkpoint.hash(), &changed);
    assert!(reader.read_hashes(&places[places.len() - 1..]).is_err(), "{size}");
}

#[tokio::test]
async fn log_of_any_size_is_what_code_of_others_reads() {
    for store in stores().await {
        let key = LogKey::fresh().unwrap();
        crate::ledger::adopt_key(&store, &key).await.unwrap();
        let mut ids = Vec::new();
        for size in [1, 255, 256, 257, 600] {
            ids.extend(acts(&store, size - ids.len()).await);
            sequence(&store, &key, "one", at(10)).await.unwrap();
            check(&store, &key, &ids).await;
        }
        // A reader that holds an earlier checkpoint still finds the narrower tiles of its tree.
        let house = House::over(store);
        for path in ["0/000.p/1", "0/000.p/255", "0/000", "0/002.p/88", "1/000.p/1", "1/000.p/2"] {
            let (status, bytes) = fetch(&house, &format!("/ledger/tile/{path}")).await;
            let width = path.rsplit_once("p/").map_or(256, |(_, width)| width.parse().unwrap());
            assert_eq!((status, bytes.len()), (StatusCode::OK, 32 * width), "{path}");
        }
    }
}

#[tokio::test]
async fn what_the_tree_does_not_reach_is_not_there() {
    for store in stores().await {
        let house = House::over(store.clone());
        assert_eq!(fetch(&house, "/ledger/checkpoint").await.0, StatusCode::NOT_FOUND);
        assert_eq!(fetch(&house, "/ledger/tile/0/000.p/1").await.0, StatusCode::NOT_FOUND);
        acts(&store, 257).await;
        sequence(&store, &LogKey::fresh().unwrap(), "one", at(10)).await.unwrap();
        acts(&store, 1).await;
        let beyond = [
            "0/001",
            "0/001.p/2",
            "0/002.p/1",
            "0/x001/000",
            "1/000",
            "1/000.p/2",
            "2/000.p/1",
            "entries/001",
            "entries/001.p/2",
            "entries/002.p/1",
            "0/000.p/0",
            "0/000.p/256",
            "0/00",
            "8/000",
            "0/0000",
            "0/-01",
            "0/000.p/01",
            "x",
            "0/000/",
            "../checkpoint",
            "%00",
            "0/999/999",
            "0/x999/x999/x999/x999/x999/x999/999",
            "entries/",
        ];
        for path in beyond {
            let (status, _) = fetch(&house, &format!("/ledger/tile/{path}")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
