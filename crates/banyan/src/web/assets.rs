//! Style, script and fonts, built in and served under the hash of their content, so that browsers may keep them.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use banyan_core::ledger::{hash, hex};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../assets"]
struct Assets;

/// Path under `/assets/` of a file, by its name: `banyan.css` becomes `/assets/0123456789ab/banyan.css`.
pub fn asset_path(name: &str) -> &'static str {
    paths().get(name).map_or("", String::as_str)
}

fn paths() -> &'static HashMap<String, String> {
    static PATHS: OnceLock<HashMap<String, String>> = OnceLock::new();
    PATHS.get_or_init(|| {
        // Style sheets name fonts by relative addresses, so one hash stands for the whole folder.
        let together: Vec<u8> = Assets::iter()
            .flat_map(|name| Assets::get(&name))
            .flat_map(|file| file.metadata.sha256_hash())
            .collect();
        let folder = hex(&hash(&together)).chars().take(12).collect::<String>();
        Assets::iter().map(|name| (name.to_string(), format!("/assets/{folder}/{name}"))).collect()
    })
}

/// The name of the script that works behind the pages, where there is no line. Its address is the root's, so that all pages are in its
/// scope, and never changes; its first line names the parts of a page as they are now, so that a new program is a new worker.
const WORKER: &str = "worker.js";

/// Serves the worker.
pub async fn worker() -> Response {
    let Some(file) = Assets::get(WORKER) else { return StatusCode::NOT_FOUND.into_response() };
    let part = |name: &str| {
        let kind = [".css", ".js", ".svg"].iter().any(|end| name.ends_with(end));
        kind && name != WORKER
    };
    let parts = paths().iter().filter(|(name, _)| part(name)).map(|(_, path)| path.as_str());
    let parts: BTreeSet<&str> = parts.collect();
    let script = String::from_utf8_lossy(&file.data);
    let body = format!("self.parts = {};\n{script}", serde_json::json!(parts));
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")], body)
        .into_response()
}

/// Serves one file; the hash in the path is not looked at, since only the current one is ever linked.
pub async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    let Some(file) = Assets::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], file.data)
        .into_response()
}
