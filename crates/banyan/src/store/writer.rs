//! The one writer of a program: it lends one open transaction to waiting verbs, one after the other, each within a savepoint,
//! and commits for all of them at once. Nobody is told that a verb is done before that commit. SQLite has but one writer; on
//! PostgreSQL every act reads the one before it, so that verbs side by side would only undo each other.
//!
//! The transaction belongs to a task of its own. A verb has it only for its turn and hands it back when the turn ends, however
//! it ends: a verb that refuses, panics or is dropped in the middle is rolled back to its savepoint and nothing else is.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{Pool, Postgres, Sqlite};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::{StoreError, Tx, Work, dialect};

/// When a group of verbs is full; a verb that nobody waits behind commits at once.
#[derive(Clone, Copy, Debug)]
pub struct Grouping {
    pub verbs_max: usize,
    /// After this time no further verb joins.
    pub open_for: Duration,
}

impl Grouping {
    /// A transaction for each verb.
    pub const ALONE: Grouping = Grouping { verbs_max: 1, open_for: Duration::ZERO };
}

impl Default for Grouping {
    fn default() -> Grouping {
        Grouping { verbs_max: 64, open_for: Duration::from_millis(20) }
    }
}

/// Where the writer gets its transactions.
#[derive(Clone, Debug)]
pub(super) enum Begin {
    /// A pool of one connection.
    Sqlite(Pool<Sqlite>),
    Postgres(Pool<Postgres>),
}

impl Begin {
    async fn begin(&self) -> Result<Tx, StoreError> {
        match self {
            Begin::Sqlite(pool) => Ok(Tx::Sqlite(pool.begin_with(dialect::SQLITE_WRITE).await?)),
            Begin::Postgres(pool) => {
                Ok(Tx::Postgres(pool.begin_with(dialect::POSTGRES_WRITE).await?))
            }
        }
    }
}

/// The line of verbs that wait to write.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    line: mpsc::UnboundedSender<Place>,
}

/// A place in the line: where the turn is handed over, or why there is none.
type Place = oneshot::Sender<Result<Turn, StoreError>>;

/// What became of a whole group.
type Kept = Result<(), Arc<StoreError>>;

/// How a turn ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ended {
    Done,
    Undone,
}

/// The transaction, lent for one verb. Dropped, it goes back with everything undone that the verb wrote.
#[derive(Debug)]
struct Turn {
    lent: Option<(Tx, oneshot::Sender<(Tx, Ended)>)>,
    kept: Option<oneshot::Receiver<Kept>>,
}

impl Turn {
    fn hand_back(&mut self, ended: Ended) {
        if let Some((tx, back)) = self.lent.take() {
            // Nobody takes it back only when the program stops; the transaction is then rolled back as it is dropped.
            let _ = back.send((tx, ended));
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.hand_back(Ended::Undone);
    }
}

impl Writer {
    /// A writer with a task of its own, which ends with the last clone of the writer.
    pub(super) fn over(begin: Begin, grouping: Grouping) -> Writer {
        let (line, places) = mpsc::unbounded_channel();
        tokio::spawn(serve(begin, grouping, places));
        Writer { line }
    }

    /// Runs `work` when its turn comes; answers when what it wrote is on the disk, or when it is certain that nothing is.
    ///
    /// # Errors
    /// What `work` returned, with everything of it undone; or why the group was not kept.
    pub(super) async fn write<T, E: From<StoreError>>(
        &self,
        work: &mut (impl for<'t> FnMut(&'t mut Tx) -> Work<'t, T, E> + Send),
    ) -> Result<T, E> {
        let (place, turn) = oneshot::channel();
        let closed = || E::from(StoreError::Database(sqlx::Error::PoolClosed));
        self.line.send(place).map_err(|_| closed())?;
        let mut turn = turn.await.map_err(|_| closed())??;
        let Some((tx, _)) = turn.lent.as_mut() else { return Err(closed()) };
        let answer = work(tx).await;
        turn.hand_back(if answer.is_ok() { Ended::Done } else { Ended::Undone });
        // A refusal waits too: it may rest on what another verb of the group wrote.
        let Some(kept) = turn.kept.take() else { return Err(closed()) };
        match kept.await {
            Ok(Ok(())) => answer,
            Ok(Err(reason)) => Err(StoreError::NotKept(reason).into()),
            Err(_) => Err(closed()),
        }
    }
}

/// Opens a group when somebody waits, until nobody can come any more.
async fn serve(begin: Begin, grouping: Grouping, mut places: mpsc::UnboundedReceiver<Place>) {
    while let Some(first) = places.recv().await {
        match begin.begin().await {
            Ok(tx) => group(tx, first, grouping, &mut places).await,
            Err(refusal) => {
                let _ = first.send(Err(refusal));
            }
        }
    }
}

/// One transaction: turns, the commit, and then the word to everybody who had a turn.
async fn group(
    mut tx: Tx,
    first: Place,
    grouping: Grouping,
    places: &mut mpsc::UnboundedReceiver<Place>,
) {
    let opened = Instant::now();
    let mut members = Vec::new();
    let mut next = Some(first);
    while let Some(place) = next {
        match turn(tx, place, &mut members).await {
            Ok(back) => tx = back,
            // The transaction is gone, and with it what every member wrote.
            Err(reason) => return tell(members, &Err(reason)),
        }
        let full = members.len() >= grouping.verbs_max || opened.elapsed() >= grouping.open_for;
        next = if full { None } else { places.try_recv().ok() };
    }
    let kept = tx.commit().await.map_err(Arc::new);
    tell(members, &kept);
}

fn tell(members: Vec<oneshot::Sender<Kept>>, kept: &Kept) {
    for member in members {
        // A member that was dropped in the meantime does not want to know.
        let _ = member.send(kept.clone());
    }
}

/// One verb's turn, within a savepoint; answers with the transaction as the verb left it.
///
/// # Errors
/// When the savepoint cannot be made or ended: then the transaction is lost.
async fn turn(
    mut tx: Tx,
    place: Place,
    members: &mut Vec<oneshot::Sender<Kept>>,
) -> Result<Tx, Arc<StoreError>> {
    if place.is_closed() {
        return Ok(tx);
    }
    let (kept, told) = oneshot::channel();
    members.push(kept);
    if let Err(refusal) = tx.execute("savepoint verb", &[]).await {
        let reason = Arc::new(refusal);
        let _ = place.send(Err(StoreError::NotKept(reason.clone())));
        return Err(reason);
    }
    let (back, returned) = oneshot::channel();
    // Where the place was given up in the meantime, the turn is dropped and comes back undone.
    let _ = place.send(Ok(Turn { lent: Some((tx, back)), kept: Some(told) }));
    let (mut tx, ended) =
        returned.await.map_err(|_| Arc::new(StoreError::Database(sqlx::Error::PoolClosed)))?;
    if ended == Ended::Undone {
        tx.execute("rollback to verb", &[]).await?;
    }
    tx.execute("release verb", &[]).await?;
    Ok(tx)
}
