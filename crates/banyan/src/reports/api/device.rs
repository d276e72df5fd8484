//! The key of a device for the person who is signed in, and the addresses of what the device keeps for that person.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use banyan_core::ledger::hex;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::actions::{self, KEY_BYTES};
use super::super::pages::due;
use super::super::store;
use super::{refused, unreadable};
use crate::accounts;
use crate::store::StoreError;
use crate::units::Networks;
use crate::web::{Refusal, Site, Visit};

#[derive(Deserialize)]
pub(in crate::reports) struct Device {
    /// A UUID that the device made for itself.
    #[serde(default)]
    device: String,
}

/// Gives a session the key of its person on its device, with what is due: `{person, key, seconds, pages}`. The key is of 256 bits, in base
/// 64; it is good for so many seconds without an answer of the site.
pub(in crate::reports) async fn unlock(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    told: Result<Json<Device>, JsonRejection>,
) -> Response {
    let Ok(Json(told)) = told else { return unreadable(&visit) };
    match unlocked(&visit, &site, &networks, &told.device).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refused(&visit, &refusal),
    }
}

async fn unlocked(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    device: &str,
) -> Result<Value, Refusal> {
    let account = visit.actor.person().ok_or(Refusal::SignIn)?.account.0.clone();
    let device = uuid::Uuid::try_parse(device).map_err(|_| Refusal::FormWithoutId)?.to_string();
    let secret = match store::load_secret(&mut site.store.read().await?, &account).await? {
        Some(secret) => secret,
        None => {
            let fresh = fresh_secret()?;
            let work = site.store.write(|tx| {
                let (account, fresh) = (account.clone(), fresh.clone());
                Box::pin(async move { store::secret_of(tx, &account, &fresh).await })
            });
            work.await?
        }
    };
    let key = actions::device_key(&secret, &account, &device)?;
    let due = due(visit, site, networks).await?;
    let pages: Vec<String> = ["/offline".to_owned(), "/reports".to_owned()]
        .into_iter()
        .chain(due.iter().map(|owed| format!("/reports/{}", owed.id)))
        .collect();
    Ok(json!({
        "person": account, "key": URL_SAFE_NO_PAD.encode(key), "seconds": accounts::IDLE_SECONDS, "pages": pages,
    }))
}

fn fresh_secret() -> Result<String, StoreError> {
    let mut bytes = [0_u8; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    Ok(hex(&bytes))
}
