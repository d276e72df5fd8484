//! What works behind a running site: the sequencer of its log, the way to its witnesses, its letters, and the filing of
//! its acts.

use std::time::Duration;

use anyhow::Context;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::demo::folder_of;
use crate::accounts::{self, MailRoute, Post};
use crate::client::Client;
use crate::config::{Settings, WitnessSetting};
use crate::jobs::{self, machine_clock};
use crate::ledger::{self, Cosigning, LogError, LogKey, Sequencer, Witness};
use crate::panels::Filing;
use crate::store::Store;
use crate::web::Site;

/// Time between two looks into the outbox.
const LETTERS_EVERY: Duration = Duration::from_secs(5);

/// Time between two looks for acts that are not filed.
const FILED_EVERY: Duration = Duration::from_millis(200);

/// Rounds between two times at which what is over is forgotten: an hour.
const FORGOTTEN_EVERY: u32 = 720;

/// Everything that goes on until the site stops. Dropped, the sequencer still does its last work.
pub(super) struct Background {
    stop: oneshot::Sender<()>,
    sequencing: JoinHandle<()>,
}

impl Background {
    /// Starts it, with how others reach the site and the key that signs the log.
    pub(super) async fn start(
        settings: &Settings,
        site: &Site,
        address: &str,
        key: LogKey,
    ) -> anyhow::Result<Background> {
        let store = &site.store;
        let sequencer = Sequencer::new(store.clone(), key).await?;
        let (stop, stopping) = oneshot::channel::<()>();
        let stopping = async {
            let _ = stopping.await;
        };
        let sequencing = tokio::spawn(ledger::run_sequencer(sequencer, machine_clock, stopping));
        for cosigning in cosigning(store, settings)? {
            tokio::spawn(ledger::run_cosigning(cosigning, machine_clock));
        }
        send_letters(settings, store)?;
        file(site, address);
        Ok(Background { stop, sequencing })
    }

    /// Puts in order what is left.
    pub(super) async fn stop(self) -> anyhow::Result<()> {
        drop(self.stop);
        self.sequencing.await.context("the log was not continued")
    }
}

/// The log's key; it is made when it is missing, unless the log has one already.
pub(super) async fn log_key(settings: &Settings, store: &Store) -> anyhow::Result<LogKey> {
    let file = folder_of(settings).join(ledger::KEY_FILE);
    if !file.is_file()
        && let Some(present) = ledger::log_keys(store).await?.pop()
    {
        return Err(LogError::OtherKey(present).into());
    }
    Ok(LogKey::in_file(&file)?)
}

/// The witnesses of the settings, each with the way to it.
fn cosigning(store: &Store, settings: &Settings) -> anyhow::Result<Vec<Cosigning>> {
    if settings.witness.is_empty() {
        return Ok(Vec::new());
    }
    let client = Client::new()?;
    let one = |setting: &WitnessSetting| {
        let witness = Witness::new(&setting.url, &setting.key)
            .with_context(|| format!("the witness `{}` of the settings", setting.url))?;
        Ok(Cosigning::new(store.clone(), client.clone(), witness))
    };
    settings.witness.iter().map(one).collect()
}

/// Files what is recorded, so that lists find it by unit, and reminds people of what is due, again and again.
fn file(site: &Site, address: &str) {
    let mut filing = Filing::new(site).reminding(address);
    let store = site.store.clone();
    jobs::run("filing", async move {
        let mut round = tokio::time::interval(FILED_EVERY);
        round.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        while !store.closed() {
            round.tick().await;
            // A database that is away for a while must not end the filing for good.
            if let Err(refusal) = filing.catch_up().await {
                tracing::error!("acts wait to be filed: {refusal}");
            }
        }
        Ok::<(), std::convert::Infallible>(())
    });
}

/// Sends what stands in the outbox, again and again; into the folder `mail` where no server is named.
fn send_letters(settings: &Settings, store: &Store) -> anyhow::Result<()> {
    let folder = folder_of(settings);
    let route = settings
        .mail
        .clone()
        .map_or_else(|| MailRoute::Folder(folder.join("mail")), MailRoute::Smtp);
    let from = settings.mail_from.as_deref().unwrap_or("Banyan <banyan@localhost>");
    let post = Post::new(&route, from).map_err(anyhow::Error::msg)?;
    let store = store.clone();
    jobs::run("letters", async move {
        let mut round = tokio::time::interval(LETTERS_EVERY);
        let mut rounds = 0_u32;
        while !store.closed() {
            round.tick().await;
            if rounds.is_multiple_of(FORGOTTEN_EVERY)
                && let Err(refusal) = accounts::forget_what_is_over(&store, machine_clock()).await
            {
                tracing::error!("nothing is forgotten: {refusal}");
            }
            rounds = rounds.wrapping_add(1);
            // A database that is away for a while must not end the sending for good.
            if let Err(refusal) = accounts::deliver(&store, &post, machine_clock()).await {
                tracing::error!("letters wait: {refusal}");
            }
        }
        Ok::<(), std::convert::Infallible>(())
    });
    Ok(())
}
