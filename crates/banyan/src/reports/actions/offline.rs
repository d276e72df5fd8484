//! The verbs of what was filled in without a line: it arrives once under the id that its device gave it, and is sent, or kept as a draft
//! in conflict when things have changed meanwhile. Nothing that arrived is dropped.

use std::collections::BTreeMap;

use banyan_core::access::Permit;
use banyan_core::ledger::{hash, hex};
use banyan_core::report::{Refusal as NotSent, State};
use ring::hkdf;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::super::store::{self, Command, CommandState, Draft, Owed, Sent};
use super::ladder::Ground;
use super::send::{SEND, Sending, not_sent, send};
use crate::ledger::{self, Call};
use crate::store::{StoreError, Tx};
use crate::web::Refusal;

/// What a device sends, beside the id.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(default)]
pub(in crate::reports) struct Content {
    /// The device's time when it was sent there.
    pub device_at: String,
    /// The version of the form that was filled in.
    pub form_version: u32,
    /// The version of the report that was shown; 0 before the first.
    pub based_on: u32,
    /// The command of the same device that this one follows, where that may have been sent already; else empty.
    pub after: String,
    /// The revision of the draft that was shown; 0 where there was none.
    pub draft: i64,
    /// In which numbers and days are written; empty for a program, which writes them plainly.
    pub language: String,
    /// What was typed, by address.
    pub entries: BTreeMap<String, String>,
    /// Words of explanation by the name of a problem.
    pub explanations: BTreeMap<String, String>,
    /// Why an accepted version is corrected.
    pub reason: String,
}

/// Why what arrived is kept as a draft and not sent.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub(in crate::reports) enum Meanwhile {
    /// Another version of the form is filled in now.
    FormChanged,
    /// Somebody sent a version that the device did not know.
    VersionSent,
    /// Somebody else saved a draft that the device did not know.
    DraftSaved,
    /// A step of the ladder has accepted it, and the next one decides.
    BeingDecided,
    /// The report is accepted: the period is closed, but for a correction with its reason.
    Accepted,
    /// A reform or another rule has taken its place, or the unit is closed.
    OwedNoMore,
    /// The unit is closed, and this person fills in for it no more.
    NotYours,
    /// An entry is missing or wrong, or asks for a word of explanation.
    Faulty,
}

/// What arrives, and what was found out about it before.
#[derive(Clone, Copy, Debug)]
pub(in crate::reports) struct Arriving<'a> {
    pub content: &'a Content,
    /// Whether an error stands in the way, or a warning without a word of explanation.
    pub faulty: bool,
    /// Whether the person fills in reports of some unit: who does may have filled this one in until its unit ended.
    pub reporter: bool,
    /// What differs from what stands, as the answer says it.
    pub difference: &'a Json,
    /// What stands in the way of sending, as the answer says it.
    pub problems: &'a Json,
}

impl Content {
    /// What binds all of it, in hexadecimal digits.
    pub(in crate::reports) fn hash(&self) -> String {
        hex(&hash(json!(self).to_string().as_bytes()))
    }
}

/// Takes in what a device sent. The same id with the same content by the same person is answered as the first time.
///
/// # Errors
/// [`StoreError::OtherContent`] where the id stands for something else; [`Refusal::NotAllowed`] for who may not fill it in;
/// what the database says.
pub(in crate::reports) async fn arrive(
    tx: &mut Tx,
    call: &Call,
    permit: Option<&Permit>,
    (report, ground): (&str, Ground<'_>),
    (sending, arriving): (&Sending<'_>, Arriving<'_>),
) -> Result<Command, Refusal> {
    let hash = arriving.content.hash();
    if let Some(first) = store::load_command(tx, &call.id.0).await? {
        let same = first.account == call.actor.key() && first.report == report;
        return if same && first.hash == hash { Ok(first) } else { Err(other_content(call)) };
    }
    // A form that reached the program before its answer was lost is an act already.
    let recorded = ledger::recorded_before(tx, call, SEND, report).await?.is_some();
    let owed = store::load_owed(tx, report).await?.ok_or(Refusal::NotFound)?;
    let meanwhile = if recorded {
        Vec::new()
    } else {
        let draft = store::load_draft(tx, report).await?;
        let last = store::list_versions(tx, report).await?.pop();
        let not_sent = not_sent(tx, &owed, ground, sending).await?;
        let known = Present {
            owed: &owed,
            last: last.as_ref(),
            draft: draft.as_ref(),
            not_sent: not_sent.as_ref(),
        };
        meanwhile(call, permit, known, sending, arriving)
    };
    let mut command = Command {
        id: call.id.0.clone(),
        account: call.actor.key().to_owned(),
        report: report.to_owned(),
        hash,
        content: json!(arriving.content).to_string(),
        arrived_at: call.now,
        state: CommandState::Kept,
        answer: String::new(),
    };
    if meanwhile.is_empty() {
        let permit = permit.ok_or(Refusal::NotAllowed)?;
        let receipted = send(tx, call, permit, (report, ground), sending).await?;
        (command.state, command.arrived_at) = (CommandState::Sent, receipted.at);
        command.answer = json!({ "state": "sent", "receipt": receipted.receipt }).to_string();
    } else {
        // Whoever never filled in for the unit leaves nothing here.
        let ended = owed.holder != owed.unit || owed.withdrawn;
        if permit.is_none() && !(ended && arriving.reporter) {
            return Err(Refusal::NotAllowed);
        }
        let answer = json!({
            "state": "kept", "why": meanwhile, "difference": arriving.difference, "problems": arriving.problems,
        });
        command.answer = answer.to_string();
    }
    store::insert_command(tx, &command).await?;
    Ok(command)
}

fn other_content(call: &Call) -> Refusal {
    StoreError::OtherContent(call.id.0.clone()).into()
}

/// How a report stands when something arrives for it.
struct Present<'a> {
    owed: &'a Owed,
    last: Option<&'a Sent>,
    draft: Option<&'a Draft>,
    /// Why nothing can be sent for it, where that is so.
    not_sent: Option<&'a NotSent>,
}

/// What has changed since the device knew the report.
fn meanwhile(
    call: &Call,
    permit: Option<&Permit>,
    Present { owed, last, draft, not_sent }: Present<'_>,
    sending: &Sending<'_>,
    arriving: Arriving<'_>,
) -> Vec<Meanwhile> {
    let content = arriving.content;
    // What the same device sent just before is no surprise to it.
    let own = |last: &Sent| last.act == content.after && last.version == content.based_on + 1;
    let known = owed.progress.version == content.based_on || last.is_some_and(own);
    let of_others =
        |draft: &Draft| draft.revision != content.draft && draft.changed_by != call.actor.key();
    let found = [
        (content.form_version != sending.form.version(), Meanwhile::FormChanged),
        (!known, Meanwhile::VersionSent),
        (draft.is_some_and(of_others), Meanwhile::DraftSaved),
        (not_sent.is_some() && owed.progress.state == State::Submitted, Meanwhile::BeingDecided),
        (matches!(not_sent, Some(NotSent::NoReason)), Meanwhile::Accepted),
        (owed.withdrawn, Meanwhile::OwedNoMore),
        (permit.is_none(), Meanwhile::NotYours),
        (arriving.faulty, Meanwhile::Faulty),
    ];
    found.into_iter().filter(|(so, _)| *so).map(|(_, why)| why).collect()
}

/// Settles what was kept: into the draft, over the revision that stands, or left where it is. Answers whether it still waited.
///
/// # Errors
/// [`Refusal::NotFound`] where nothing of the kind is kept on the report; what the database says.
pub(in crate::reports) async fn settle(
    tx: &mut Tx,
    report: &str,
    command: &str,
    draft: Option<&Draft>,
) -> Result<bool, Refusal> {
    let kept = store::load_command(tx, command).await?.filter(|own| own.report == report);
    if kept.ok_or(Refusal::NotFound)?.state != CommandState::Kept {
        return Ok(false);
    }
    let Some(draft) = draft else {
        return Ok(store::settle_command(tx, command, CommandState::Left).await?);
    };
    if !store::save_draft(tx, report, draft).await? {
        return Ok(false);
    }
    Ok(store::settle_command(tx, command, CommandState::Taken).await?)
}

/// Bytes of a secret and of a key: 256 bits.
pub(in crate::reports) const KEY_BYTES: usize = 32;

/// A length as the derivation asks for one.
struct Length;

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

/// The key under which a device keeps what is a person's: HKDF-SHA256 (RFC 5869) of the person's secret, the device as salt.
///
/// # Errors
/// [`StoreError::Unreadable`] where it cannot be derived.
pub(in crate::reports) fn device_key(
    secret: &str,
    account: &str,
    device: &str,
) -> Result<[u8; KEY_BYTES], StoreError> {
    let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, device.as_bytes());
    let drawn = salt.extract(secret.as_bytes());
    let about = [b"banyan reports without a line 1 ".as_slice(), account.as_bytes()];
    let mut key = [0_u8; KEY_BYTES];
    let filled = drawn.expand(&about, Length).and_then(|own| own.fill(&mut key));
    filled.map_err(|_| StoreError::Unreadable("no key could be derived".to_owned()))?;
    Ok(key)
}

/// A time as a device tells it, kept as it is: `2025-07-14T08:30:00.000Z`. Empty for what is none.
pub(in crate::reports) fn device_time(told: &str) -> &str {
    let fits = |byte: u8| byte.is_ascii_digit() || b"-:.+TZ".contains(&byte);
    let told = told.trim();
    if told.len() <= 35 && told.bytes().all(fits) { told } else { "" }
}
