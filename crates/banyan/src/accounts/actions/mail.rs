//! Letters: written into the outbox by the verb that has something to say, sent after its commit by a job, through SMTP or into
//! a folder where no server is named. A letter that was sent is forgotten, since its link opens.

use std::path::PathBuf;

use banyan_core::words::Moment;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::super::store::{self, Letter};
use super::invitation::Link;
use super::token;
use crate::store::{Store, StoreError, Tx, private};
use crate::web::{Argument, Words};

/// Letters sent in one round.
const ROUND: i64 = 50;
/// After so many tries a letter is given up: with waits up to an hour, that is most of a day.
const TRIES_MAX: i64 = 24;
const SECOND: i64 = 1_000_000;

/// Where letters go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MailRoute {
    /// `smtps://USER:PASSWORD@HOST`, or `smtp://HOST:25` within a machine room.
    Smtp(String),
    /// Each letter becomes a file `ID.eml`.
    Folder(PathBuf),
}

/// Who carries letters.
#[derive(Clone)]
pub struct Post {
    from: Mailbox,
    carrier: Carrier,
}

#[derive(Clone)]
enum Carrier {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Post {
    /// # Errors
    /// A sentence: the address of the server or of the sender is none.
    pub fn new(route: &MailRoute, from: &str) -> Result<Post, String> {
        let wrong = |what: &str, refusal: &dyn std::fmt::Display| {
            // An address of a server may hold a password, so it is not repeated.
            format!("the setting `{what}` is wrong: {refusal}")
        };
        let from = from.parse().map_err(|refusal| wrong("mail_from", &refusal))?;
        let carrier = match route {
            MailRoute::Smtp(address) => Carrier::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
                    .map_err(|refusal| wrong("mail", &refusal))?
                    .build(),
            ),
            MailRoute::Folder(folder) => Carrier::Folder(folder.clone()),
        };
        Ok(Post { from, carrier })
    }

    async fn carry(&self, letter: &Letter) -> Result<(), String> {
        let to: Address = letter
            .to
            .parse()
            .map_err(|refusal: lettre::address::AddressError| refusal.to_string())?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|refusal| refusal.to_string())?;
        match &self.carrier {
            Carrier::Smtp(carrier) => {
                carrier.send(message).await.map(|_| ()).map_err(|refusal| refusal.to_string())
            }
            Carrier::Folder(folder) => {
                let file = folder.join(format!("{}.eml", letter.id));
                let bytes = message.formatted();
                let written =
                    private::make_folder(folder).and_then(|()| private::write_file(&file, &bytes));
                written.map_err(|refusal| format!("{}: {refusal}", file.display()))
            }
        }
    }
}

/// Sends the letters whose time has come; answers how many went. One that did not go waits longer each time, and is given up
/// after a day, whatever the server's reason was: many refuse for good what somebody then puts right.
///
/// # Errors
/// What the database says.
pub async fn deliver(store: &Store, post: &Post, now: Moment) -> Result<usize, StoreError> {
    let waiting = store::list_letters(&mut store.read().await?, now, ROUND).await?;
    let mut sent = 0;
    for letter in waiting {
        let doubled = 60_i64.saturating_mul(1 << letter.tries.clamp(0, 6));
        let next = now.plus(doubled.min(3_600).saturating_mul(SECOND));
        let claim = store.write(|tx| {
            let letter = letter.clone();
            Box::pin(async move { store::claim_letter(tx, &letter, next).await })
        });
        if !claim.await? {
            continue;
        }
        let over = match post.carry(&letter).await {
            Ok(()) => {
                sent += 1;
                true
            }
            Err(refusal) => {
                let tries = letter.tries + 1;
                let over = tries >= TRIES_MAX;
                let next = if over { "given up" } else { "tried again later" };
                tracing::warn!(letter = letter.id, tries, "not sent, {next}: {refusal}");
                over
            }
        };
        if over {
            let done = store.write(|tx| {
                let id = letter.id.clone();
                Box::pin(async move { store::delete_letter(tx, &id).await })
            });
            done.await?;
        }
    }
    Ok(sent)
}

/// What another room has to say to somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mail {
    /// An e-mail address.
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// Puts letters into the outbox, in the transaction of what they tell of.
///
/// # Errors
/// What the database says, and when the machine has no randomness.
pub async fn write_letters(tx: &mut Tx, all: &[Mail], now: Moment) -> Result<(), StoreError> {
    let letter = |mail: &Mail| {
        let Mail { to, subject, body } = mail.clone();
        Ok(Letter { id: token::mark()?, to, subject, body, tries: 0 })
    };
    let letters = all.iter().map(letter).collect::<Result<Vec<_>, StoreError>>()?;
    store::insert_letters(tx, &letters, now).await
}

/// Puts an invitation into the outbox for everybody who has an e-mail address; answers how many that are.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn write_invitations(
    tx: &mut Tx,
    links: &[Link],
    now: Moment,
) -> Result<usize, StoreError> {
    let mut letters = Vec::new();
    for link in links {
        let Some(to) = &link.account.email else { continue };
        let t = Words::of(link.account.language);
        let values = [
            ("name", Argument::from(&link.account.name)),
            ("login", Argument::from(&link.account.login)),
            ("link", Argument::from(&link.address)),
        ];
        letters.push(Letter {
            id: token::mark()?,
            to: to.clone(),
            subject: t.text("letter-invitation-subject"),
            body: t.with("letter-invitation", &values),
            tries: 0,
        });
    }
    store::insert_letters(tx, &letters, now).await?;
    Ok(letters.len())
}
