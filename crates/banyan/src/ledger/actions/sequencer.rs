//! The job behind the log: it looks again and again whether acts wait, and puts them in order until none does. Asked to
//! stop, it first sequences what is left.

use std::future::Future;
use std::time::Duration;

use banyan_core::words::Moment;

use super::sequence::{LogError, LogKey, adopt_key, sequence};
use crate::ledger::store::{lease, log};
use crate::store::{Store, StoreError};

/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(100);
/// Most looks at a stop: two seconds, longer than a lease that a dead node left behind.
const LOOKS_AT_STOP: u32 = 20;

/// One who sequences; several may stand beside each other, and one at a time works.
#[derive(Debug)]
pub struct Sequencer {
    store: Store,
    key: LogKey,
    holder: String,
}

impl Sequencer {
    /// A sequencer for a store, under a name that no other one has. The key becomes that of a log without one.
    ///
    /// # Errors
    /// [`LogError::OtherKey`] when the log was last signed with another key.
    pub async fn new(store: Store, key: LogKey) -> Result<Sequencer, LogError> {
        adopt_key(&store, &key).await?;
        let mut name = [0_u8; 8];
        getrandom::fill(&mut name).map_err(|failed| LogError::Randomness(failed.to_string()))?;
        let holder = name.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Sequencer { store, key, holder })
    }

    /// Sequences until nothing waits, or another holds the lease; answers how many acts.
    ///
    /// # Errors
    /// As [`sequence`].
    pub async fn catch_up(&self, clock: impl Fn() -> Moment) -> Result<usize, LogError> {
        let mut all = 0;
        loop {
            match sequence(&self.store, &self.key, &self.holder, clock()).await? {
                0 => return Ok(all),
                some => all += some,
            }
        }
    }

    /// The last work before a stop: what is left is sequenced, by this one or by whoever holds the lease, and the lease
    /// is given back.
    ///
    /// # Errors
    /// As [`sequence`]; what waits then is sequenced after the next start.
    pub async fn finish(&self, clock: impl Fn() -> Moment) -> Result<(), LogError> {
        for look in 0..LOOKS_AT_STOP {
            if look > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            self.catch_up(&clock).await?;
            if !log::any_unsequenced(&mut self.store.read().await?).await? {
                break;
            }
        }
        self.give_back().await.map_err(LogError::from)
    }

    async fn give_back(&self) -> Result<(), StoreError> {
        self.store
            .write(|tx| {
                let holder = self.holder.clone();
                Box::pin(async move { lease::give_back_lease(tx, "sequencer", &holder).await })
            })
            .await
    }
}

/// Keeps the log going until it is asked to stop. A failure is logged once, and tried again at every look.
pub async fn run_sequencer(
    sequencer: Sequencer,
    clock: impl Fn() -> Moment,
    stop: impl Future<Output = ()>,
) {
    tokio::pin!(stop);
    let mut failing = None;
    loop {
        match sequencer.catch_up(&clock).await {
            Ok(_) => {
                if failing.take().is_some() {
                    tracing::info!("acts are sequenced again");
                }
            }
            Err(refusal) => {
                let reason = refusal.to_string();
                if failing.as_ref() != Some(&reason) {
                    tracing::error!("acts wait, the log was not continued: {reason}");
                }
                failing = Some(reason);
            }
        }
        tokio::select! {
            biased;
            () = &mut stop => break,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
    if let Err(refusal) = sequencer.finish(&clock).await {
        tracing::error!("acts wait for the next start, the log was not continued: {refusal}");
    }
}
