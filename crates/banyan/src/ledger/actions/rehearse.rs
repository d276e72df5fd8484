//! A rehearsal of cheating: on a copy of the store, what somebody with a hand on the database could do, and somebody who has the log's
//! key too. The store itself is only read.

use std::path::{Path, PathBuf};

use banyan_core::words::Moment;

use super::cosign::request;
use super::facts::FactTable;
use super::finding::Verified;
use super::record::{Facts, content_naming};
use super::sequence::{LogError, LogKey};
use super::sequencer::Sequencer;
use super::verify::{files_of, verify};
use super::witness::{NotCosigned, WitnessDesk};
use super::{NotWitnessed, Witness, checkpoint};
use crate::ledger::store::{self, rewritten};
use crate::store::{Store, StoreError, private};

/// A copy to cheat in, and a witness who has seen the original. Both are gone with it.
#[derive(Debug)]
pub struct Rehearsal {
    copy: Store,
    desk: WitnessDesk,
    witness: Witness,
    /// The checkpoint that the witness signed, and how many acts it covers.
    seen: Option<(String, u64)>,
    _folder: Scratch,
}

/// Why there is no rehearsal.
#[derive(Debug, thiserror::Error)]
pub enum NotRehearsed {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Witness(#[from] NotWitnessed),
    #[error("the witness of the rehearsal does not sign the original: {0}")]
    NotSeen(NotCosigned),
    #[error("the copy cannot be kept: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<StoreError> for NotRehearsed {
    fn from(refusal: StoreError) -> NotRehearsed {
        NotRehearsed::Log(refusal.into())
    }
}

/// A folder that is gone when nobody needs it any longer.
#[derive(Debug)]
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(refusal) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!("the copy of a rehearsal stays in `{}`: {refusal}", self.0.display());
        }
    }
}

impl Rehearsal {
    /// Copies a store into a folder that is made for it, and lets a witness sign its last checkpoint.
    ///
    /// # Errors
    /// When the folder cannot be used, or the database refuses.
    pub async fn begin(
        store: &Store,
        folder: &Path,
        key: &LogKey,
    ) -> Result<Rehearsal, NotRehearsed> {
        private::make_new_folder(folder)?;
        let scratch = Scratch(folder.to_owned());
        store.copy_to(&folder.join(crate::store::FILE)).await?;
        let copy = Store::open_folder(folder).await?;
        let keys = vec![key.signer().public().clone()];
        let desk = WitnessDesk::open(&folder.join("witness"), "inspector.example", keys)?;
        let witness = Witness::new("http://inspector.example", &desk.public())?;
        let mut rehearsal = Rehearsal { copy, desk, witness, seen: None, _folder: scratch };
        rehearsal.show_witness().await.map_err(NotRehearsed::NotSeen)?;
        Ok(rehearsal)
    }

    /// Whether there was a checkpoint that a witness could see.
    pub fn has_history(&self) -> bool {
        self.seen.is_some()
    }

    /// The copy, to be changed.
    pub fn copy(&self) -> &Store {
        &self.copy
    }

    /// What verifying the copy finds; with the checkpoint that the witness kept, when that is asked for.
    ///
    /// # Errors
    /// What the database says.
    pub async fn verify(
        &self,
        tables: &[&'static FactTable],
        remembering: bool,
    ) -> Result<Verified, LogError> {
        let since = self.seen.as_ref().filter(|_| remembering).map(|(note, _)| note.as_str());
        verify(&self.copy, tables, since).await
    }

    /// Makes the act say what its rows now say, and the whole log anew, signed with the true key: a copy in which everything fits.
    ///
    /// # Errors
    /// What the database says.
    pub async fn sign_anew(
        &self,
        tables: &[&'static FactTable],
        act: &str,
        key: &LogKey,
        clock: impl Fn() -> Moment,
    ) -> Result<(), LogError> {
        let content = self.content_of(tables, act).await?;
        let work = self.copy.write(|tx| {
            let (act, content) = (act.to_owned(), content.clone());
            Box::pin(async move { rewritten::rewrite(tx, &act, &content).await })
        });
        work.await.map_err(|refusal: StoreError| LogError::from(refusal))?;
        Sequencer::new(self.copy.clone(), key.clone()).await?.catch_up(clock).await?;
        Ok(())
    }

    /// What an act would say if it had written the rows that stand under it.
    async fn content_of(
        &self,
        tables: &[&'static FactTable],
        act: &str,
    ) -> Result<String, StoreError> {
        let mut tx = self.copy.read().await?;
        let mut facts = Vec::new();
        for table in tables {
            let rows = store::list_facts_of(&mut tx, table, act).await?;
            if !rows.is_empty() {
                facts.push(Facts { table, rows });
            }
        }
        let stands = store::load_act(&mut tx, &crate::ledger::ActId(act.to_owned())).await?;
        let files = stands.and_then(|act| act.content).and_then(|content| files_of(&content));
        Ok(content_naming(&facts, &files.unwrap_or_default()))
    }

    /// Asks the witness to sign the last checkpoint of the copy, as the log itself asks; it remembers what it has seen.
    ///
    /// # Errors
    /// Why it does not sign.
    pub async fn show_witness(&mut self) -> Result<(), NotCosigned> {
        let state = |refusal: String| NotCosigned::State(refusal);
        let seen = self.seen.as_ref().map(|(_, size)| *size);
        let asked = request(&self.copy, &self.witness, seen)
            .await
            .map_err(|refusal| state(refusal.to_string()))?;
        let Some((last, asked)) = asked else { return Ok(()) };
        self.desk.cosign(&asked.to_string(), 0)?;
        let note = checkpoint(&self.copy).await.map_err(|refusal| state(refusal.to_string()))?;
        self.seen = note.map(|note| (note, last.size));
        Ok(())
    }
}
