//! Whose account an identity is, by the rule of the settings; linking one, and taking a link away.

use axum::http::StatusCode;
use banyan_core::access::{AccountId, Subject};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::{Day, Language, Moment};
use serde_json::{Value as Json, json};

use super::super::fields::read_login;
use super::super::people::{record_people, refusal};
use super::super::token::digest;
use super::super::{Change, Fields, Leave, NewGrant, NewPerson, read_change};
use super::{Claims, NewAccount, Rule, was_here};
use crate::accounts::store::{self, Identity};
use crate::accounts::{Account, State};
use crate::ledger::{self, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::web::Refusal;

/// The account of an identity: the one it is linked with, else the one that the rule names, which is linked now, else a new one
/// where the rule makes some and this identity was never linked here. With the moment of the last act that was recorded.
///
/// # Errors
/// A sentence: nobody here, closed, has left, linked otherwise, a claim that is missing or names nothing.
pub(super) async fn owner(
    tx: &mut Tx,
    calls: &[Call; 2],
    rule: &Rule,
    claims: &Claims,
    place: (&Network, &Tree, Day),
    language: Language,
) -> Result<(Account, Option<Moment>), Refusal> {
    let [inviting, linking] = calls;
    let (issuer, subject) = (&rule.issuer, &claims.subject);
    if let Some(id) = store::load_identity_owner(tx, issuer, subject).await? {
        let account = store::load_account(tx, &id).await?.ok_or(Refusal::NotFound)?;
        return Ok((open(account)?, None));
    }
    let login = rule.login.as_deref().map(|name| login_of(claims, name)).transpose()?;
    if let Some(login) = &login
        && let Some(account) = store::load_by_login(tx, login).await?
    {
        let account = open(account)?;
        let at = link(tx, linking, &account, issuer, subject).await?;
        return Ok((account, at));
    }
    let Some(new) = &rule.account else {
        return Err(refusal(StatusCode::FORBIDDEN, "identity-unknown", &rule.name));
    };
    if was_here(tx, issuer, subject).await? {
        return Err(refusal(StatusCode::FORBIDDEN, "identity-left", &rule.name));
    }
    let login = login.unwrap_or_else(|| derived_login(issuer, subject));
    let (network, tree, today) = place;
    let person = new_person(new, claims, login, (network, today), language)?;
    let people = std::slice::from_ref(&person);
    let (recorded, accounts) = record_people(tx, inviting, people, network, tree, today).await?;
    let account = accounts.into_iter().next().ok_or(Refusal::NotFound)?;
    let linked = link(tx, linking, &account, issuer, subject).await?;
    Ok((account, linked.or(Some(recorded.at()))))
}

fn open(account: Account) -> Result<Account, Refusal> {
    if account.state == State::Open {
        return Ok(account);
    }
    Err(refusal(StatusCode::FORBIDDEN, "identity-closed", &account.name))
}

fn login_of(claims: &Claims, name: &str) -> Result<String, Refusal> {
    let missing = || refusal(StatusCode::FORBIDDEN, "identity-claim", name);
    let said = claims.said(name).ok_or_else(missing)?;
    read_login(&said).map_err(|problem| refusal(StatusCode::FORBIDDEN, problem.key, &problem.input))
}

/// A login that nobody types: 24 letters of a hash, always the same for an identity.
fn derived_login(issuer: &str, subject: &str) -> String {
    let letters = digest(&format!("{issuer}\n{subject}")).to_lowercase();
    format!("id.{}", letters.chars().take(24).collect::<String>())
}

fn new_person(
    new: &NewAccount,
    claims: &Claims,
    login: String,
    (network, today): (&Network, Day),
    language: Language,
) -> Result<NewPerson, Refusal> {
    let said = claims.said("locale").and_then(|tag| tag.get(..2)?.to_lowercase().parse().ok());
    let fields = Fields {
        name: claims.said("name").unwrap_or_else(|| login.clone()),
        email: claims.said("email").unwrap_or_default(),
        language: said.unwrap_or(language).tag().to_owned(),
        ..Fields::default()
    };
    let details: Change = read_change(&fields).map_err(|problems| {
        let first = problems.into_iter().next();
        let (key, input) = first
            .map_or(("problem-name-empty", String::new()), |problem| (problem.key, problem.input));
        refusal(StatusCode::FORBIDDEN, key, &input)
    })?;
    let missing = || refusal(StatusCode::FORBIDDEN, "identity-claim", &new.unit);
    let code = claims.said(&new.unit).ok_or_else(missing)?;
    let unit = network.unit_on(&code, today, None).and_then(|no| network.unit(no));
    let shown: String = code.chars().take(40).collect();
    let unit = unit.ok_or_else(|| refusal(StatusCode::FORBIDDEN, "identity-unit", &shown))?;
    let grant = NewGrant {
        role: new.role,
        unit: unit.id.clone(),
        subject: Subject::Everything,
        from: today,
        until: None,
    };
    Ok(NewPerson { login, details, grant })
}

/// Links an identity with an account. Answers the moment of the act; none when they are linked already.
///
/// # Errors
/// A sentence when the identity is another account's, or the account has another identity of the same issuer.
pub(super) async fn link(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    issuer: &str,
    subject: &str,
) -> Result<Option<Moment>, Refusal> {
    match store::load_identity_owner(tx, issuer, subject).await? {
        Some(owner) if owner == account.id => return Ok(None),
        Some(_) => return Err(refusal(StatusCode::CONFLICT, "identity-taken", "")),
        None => {}
    }
    let own = store::list_identities(tx, &account.id).await?;
    if own.iter().any(|own| own.issuer == issuer) {
        return Err(refusal(StatusCode::CONFLICT, "identity-other", &account.name));
    }
    let identity = Identity {
        id: call.id.0.clone(),
        account: account.id.clone(),
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
    };
    let row = json!({
        "id": identity.id, "account": identity.account.0, "issuer": identity.issuer, "subject": identity.subject,
    });
    let facts = vec![Facts { table: &store::ACCOUNT_IDENTITY, rows: vec![row] }];
    let at = ledger::record(tx, call, "link_identity", &account.id.0, facts, &[]).await?.at();
    store::insert_identity_now(tx, &identity).await?;
    Ok(Some(at))
}

/// Takes a link away, by its owner or by who administers everything that the account reaches. Its sessions end, but the
/// one under the hash `kept`.
///
/// # Errors
/// [`Refusal::NotAllowed`]; [`Refusal::NotFound`] when it is not linked with this account (any more).
pub(in crate::accounts) async fn end_identity(
    tx: &mut Tx,
    call: &Call,
    leave: &Leave,
    account: &AccountId,
    (identity, kept): (&str, &str),
    today: Day,
) -> Result<Moment, Refusal> {
    if !leave.covers(tx, call, account, today).await? {
        return Err(Refusal::NotAllowed);
    }
    if let Some(at) = ledger::recorded_before(tx, call, "unlink_identity", &account.0).await? {
        return Ok(at);
    }
    let own = store::list_identities(tx, account).await?;
    let own = own.into_iter().find(|own| own.id == identity).ok_or(Refusal::NotFound)?;
    let rows = vec![end_row(&own, "ended")];
    let facts = vec![Facts { table: &store::ACCOUNT_IDENTITY_END, rows }];
    let at = ledger::record(tx, call, "unlink_identity", &account.0, facts, &[]).await?.at();
    store::delete_identity_now(tx, &own.id).await?;
    store::delete_sessions(tx, account, kept).await?;
    Ok(at)
}

fn end_row(identity: &Identity, reason: &str) -> Json {
    json!({ "account_identity": identity.id, "reason": reason })
}

/// The rows by which every link of an account ends, for the act that closes it; they let nobody in from then on.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn end_rows(
    tx: &mut Tx,
    account: &AccountId,
) -> Result<Vec<Json>, StoreError> {
    let own = store::list_identities(tx, account).await?;
    Ok(own.iter().map(|own| end_row(own, "closed")).collect())
}
