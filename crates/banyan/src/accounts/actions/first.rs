//! People whom nobody invites: the first administrator, made by the operator's own command, and those of the demonstration.

use banyan_core::access::{Role, Subject};
use banyan_core::words::{Day, Language};

use super::super::store::{self, Credential};
use super::grants::is_administered;
use super::people::{record_people, refusal};
use super::{Change, Fields, LinkMaker, NewGrant, NewPerson, links_of_call, password, read_change};
use crate::ledger::Call;
use crate::store::{Store, StoreError};
use crate::units::Networks;
use crate::web::{Actor, Door, Refusal, Site};

/// Whether anybody administers a unit that is open on a day.
///
/// # Errors
/// What the database says.
pub async fn has_administrator(
    store: &Store,
    networks: &Networks,
    day: Day,
) -> Result<bool, StoreError> {
    is_administered(&mut store.read().await?, (day, &networks.network()), None, "").await
}

/// A person as the operator names one.
#[derive(Clone, Debug)]
pub struct FirstPerson {
    pub login: String,
    pub name: String,
    pub email: String,
    pub language: Language,
    /// A present code.
    pub unit: String,
    pub role: Role,
}

/// Makes an account by the operator's command. With a password it can be signed in to at once; without one the answer is the
/// link by which its owner sets one.
///
/// # Errors
/// A sentence for every field that is wrong.
pub async fn create_first(
    site: &Site,
    networks: &Networks,
    door: &Door,
    person: &FirstPerson,
    typed: Option<&str>,
) -> Result<Option<String>, Vec<String>> {
    let today = site.clock.today();
    let one = |sentence: String| vec![sentence];
    let new = read_first(networks, person, typed, today)?;
    let hash = match typed {
        Some(typed) => {
            Some(password::hashed(typed).await.map_err(|refusal| one(refusal.to_string()))?)
        }
        None => None,
    };
    let call = Call::new(Actor::LocalPlanner, site.clock.now())
        .map_err(|refusal| one(refusal.to_string()))?;
    let network = networks.network();
    let tree = networks.tree_on(today, None).map_err(|refusal| one(refusal.to_string()))?;
    let (address, now) = (door.address.clone(), door.now());
    let made = site.store.write(|tx| {
        let (call, new, network, tree) = (call.clone(), new.clone(), network.clone(), tree.clone());
        let (hash, address) = (hash.clone(), address.clone());
        Box::pin(async move {
            let (recorded, accounts) =
                record_people(tx, &call, std::slice::from_ref(&new), &network, &tree, today)
                    .await?;
            let at = recorded.at();
            let Some(hash) = hash else {
                let by = call.actor.key().to_owned();
                let maker = LinkMaker { by, site: address, session: None };
                let links = links_of_call(tx, &call.id, recorded, &accounts, &maker, now).await?;
                return Ok((at, links.into_iter().next().map(|link| link.address)));
            };
            for account in &accounts {
                let credential = Credential { password: Some(hash.clone()), ..Default::default() };
                store::put_credential(tx, &account.id, &credential, now).await?;
            }
            Ok::<_, Refusal>((at, None))
        })
    });
    let (at, link) = made.await.map_err(|refusal| match refusal {
        Refusal::Sentence { key: "problem-login-taken", input, .. } => {
            one(format!("the login `{input}` is taken; choose another"))
        }
        refusal => one(refusal.to_string()),
    })?;
    site.clock.advance(at);
    Ok(link)
}

/// The same checks as a form's, in the command's own words.
fn read_first(
    networks: &Networks,
    person: &FirstPerson,
    typed: Option<&str>,
    today: Day,
) -> Result<NewPerson, Vec<String>> {
    let fields = Fields {
        login: person.login.clone(),
        name: person.name.clone(),
        email: person.email.clone(),
        language: person.language.tag().to_owned(),
        ..Fields::default()
    };
    let words = crate::web::Words::of(Language::English);
    let said = |problem: super::Problem| {
        words.with(problem.key, &[("input", crate::web::Argument::from(&problem.input))])
    };
    let login = super::fields::read_login(&fields.login).map_err(|problem| vec![said(problem)]);
    let details: Result<Change, Vec<String>> =
        read_change(&fields).map_err(|problems| problems.into_iter().map(said).collect());
    let network = networks.network();
    let unit = network.unit_on(&person.unit, today, None).and_then(|no| network.unit(no));
    let unit =
        unit.ok_or_else(|| vec![format!("`{}` is no code of a unit on {today}", person.unit)]);
    let weak = typed.and_then(|typed| {
        password::check(typed, typed, &person.login, &person.name).err().map(|weak| {
            let fewest = crate::web::Argument::from(password::LETTERS_MIN);
            words.with(weak.key(), &[("n", fewest)])
        })
    });
    match (login, details, unit, weak) {
        (Ok(login), Ok(details), Ok(unit), None) => Ok(NewPerson {
            login,
            details,
            grant: NewGrant {
                role: person.role,
                unit: unit.id.clone(),
                subject: Subject::Everything,
                from: today,
                until: None,
            },
        }),
        (login, details, unit, weak) => Err([login.err(), details.err(), unit.err()]
            .into_iter()
            .flatten()
            .flatten()
            .chain(weak)
            .collect()),
    }
}

/// A person of the demonstration, as the content names one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemonstrationPerson {
    pub login: String,
    pub name: String,
    pub language: Language,
    pub role: Role,
    /// A code on the first day of the demonstration.
    pub unit: String,
    pub subject: Subject,
}

/// Makes the accounts of the demonstration that are not there yet: one act. They have no password and no link; the page of the
/// demonstration lets anybody on this computer in as any of them.
///
/// # Errors
/// What the database says, and a sentence for a unit that is not there.
pub async fn open_demonstration(
    site: &Site,
    networks: &Networks,
    people: &[DemonstrationPerson],
) -> Result<(), Refusal> {
    let today = site.clock.today();
    let logins: Vec<String> = people.iter().map(|person| person.login.clone()).collect();
    let there = store::list_taken(&mut site.store.read().await?, &logins).await?;
    let (network, tree) = (networks.network(), networks.tree_on(today, None)?);
    let mut new = Vec::new();
    for person in people.iter().filter(|person| !there.contains(&person.login)) {
        let unit = network.unit_on(&person.unit, today, None).and_then(|no| network.unit(no));
        let unit = unit.ok_or_else(|| {
            refusal(axum::http::StatusCode::UNPROCESSABLE_ENTITY, "problem-unit", &person.unit)
        })?;
        new.push(NewPerson {
            login: person.login.clone(),
            details: Change { name: person.name.clone(), email: None, language: person.language },
            grant: NewGrant {
                role: person.role,
                unit: unit.id.clone(),
                subject: person.subject.clone(),
                from: today,
                until: None,
            },
        });
    }
    if new.is_empty() {
        return Ok(());
    }
    let call = Call::new(Actor::LocalPlanner, site.clock.now())?;
    let work = site.store.write(|tx| {
        let (call, new, network, tree) = (call.clone(), new.clone(), network.clone(), tree.clone());
        Box::pin(async move { record_people(tx, &call, &new, &network, &tree, today).await })
    });
    let (recorded, _) = work.await?;
    site.clock.advance(recorded.at());
    Ok(())
}
