//! SQL on what devices sent under ids of their own, and on the secrets that open what they keep.

use banyan_core::words::Moment;

use crate::store::{Row, StoreError, Tx};

/// What a device sent under an id, and what it was answered the first time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::reports) struct Command {
    pub id: String,
    pub account: String,
    pub report: String,
    /// SHA-256 over the content, in hexadecimal digits.
    pub hash: String,
    /// JSON.
    pub content: String,
    pub arrived_at: Moment,
    pub state: CommandState,
    /// JSON.
    pub answer: String,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::reports) enum CommandState {
    /// It is a version of the report.
    Sent,
    /// It could not be sent as things stood, and waits for a person.
    Kept,
    /// A person took it into the draft.
    Taken,
    /// A person left it; it stands here all the same.
    Left,
}

impl CommandState {
    fn key(self) -> &'static str {
        match self {
            CommandState::Sent => "sent",
            CommandState::Kept => "kept",
            CommandState::Taken => "taken",
            CommandState::Left => "left",
        }
    }
}

fn command(row: &Row) -> Result<Command, StoreError> {
    use CommandState::{Kept, Left, Sent, Taken};
    let key = row.text(6)?;
    let state = [Sent, Kept, Taken, Left].into_iter().find(|own| own.key() == key);
    Ok(Command {
        id: row.text(0)?,
        account: row.text(1)?,
        report: row.text(2)?,
        hash: row.text(3)?,
        content: row.text(4)?,
        arrived_at: Moment::from_microseconds(row.whole(5)?),
        state: state.ok_or(StoreError::Unreadable(format!("a command in the state {key}")))?,
        answer: row.text(7)?,
    })
}

pub(in crate::reports) async fn load_command(
    tx: &mut Tx,
    id: &str,
) -> Result<Option<Command>, StoreError> {
    const LOAD: &str = "
        select id, account, report, hash, content, arrived_at, state, answer
        from report_command
        where id = $1";
    tx.fetch_first(LOAD, &[id.into()]).await?.as_ref().map(command).transpose()
}

/// What waits for a person on a report, the first that arrived first; a page of it.
pub(in crate::reports) async fn list_kept(
    tx: &mut Tx,
    report: &str,
) -> Result<Vec<Command>, StoreError> {
    const KEPT: &str = "
        select id, account, report, hash, content, arrived_at, state, answer
        from report_command
        where report = $1 and state = 'kept'
        order by arrived_at, id
        limit 20";
    tx.fetch(KEPT, &[report.into()]).await?.iter().map(command).collect()
}

pub(in crate::reports) async fn insert_command(
    tx: &mut Tx,
    own: &Command,
) -> Result<(), StoreError> {
    const INSERT: &str = "
        insert into report_command (id, account, report, hash, content, arrived_at, state, answer)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let binds = [
        own.id.as_str().into(),
        own.account.as_str().into(),
        own.report.as_str().into(),
        own.hash.as_str().into(),
        own.content.as_str().into(),
        own.arrived_at.microseconds().into(),
        own.state.key().into(),
        own.answer.as_str().into(),
    ];
    tx.execute(INSERT, &binds).await.map(|_| ())
}

/// Settles what waited; answers whether it still did.
pub(in crate::reports) async fn settle_command(
    tx: &mut Tx,
    id: &str,
    state: CommandState,
) -> Result<bool, StoreError> {
    const SETTLE: &str = "update report_command set state = $2 where id = $1 and state = 'kept'";
    Ok(tx.execute(SETTLE, &[id.into(), state.key().into()]).await? > 0)
}

/// The secret of a person: the one that stands, or `fresh`, which then stands.
pub(in crate::reports) async fn secret_of(
    tx: &mut Tx,
    account: &str,
    fresh: &str,
) -> Result<String, StoreError> {
    const INSERT: &str = "
        insert into report_secret (account, secret)
        values ($1, $2)
        on conflict (account) do nothing";
    tx.execute(INSERT, &[account.into(), fresh.into()]).await?;
    load_secret(tx, account).await.map(Option::unwrap_or_default)
}

pub(in crate::reports) async fn load_secret(
    tx: &mut Tx,
    account: &str,
) -> Result<Option<String>, StoreError> {
    const LOAD: &str = "select secret from report_secret where account = $1";
    tx.fetch_first(LOAD, &[account.into()]).await?.map(|row| row.text(0)).transpose()
}
