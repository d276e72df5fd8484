//! Accounts: who the people are, what was granted to them, and how they sign in.
//!
//! This room owns accounts and grants (facts, with their acts) and what is kept at the door: passwords, second factors,
//! sessions, invitations, throttles, letters (desk; never in an act). It offers the rooms on its right the permit of a
//! visit ([`permit`]), and the router the middleware that fills in who acts ([`recognise`]). What a person leaves behind is listed by
//! rooms on the right through [`OpenWork`]; this room does not know who they are.

mod actions;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::http::Extensions;
use axum::routing::{get, post};
use banyan_core::access::{AccountId, Key, Subject};
use banyan_core::words::{Language, fold};
use maud::Markup;

use crate::ledger::{Derived, FactTable};
use crate::store::{StoreError, Tx};
use crate::units::Networks;
use crate::web::{Site, Visit, Words};

pub use actions::{
    DemonstrationPerson, Erasable, Fate, Fates, FirstPerson, IDLE_SECONDS, Identities,
    IdentityRefused, Mail, MailRoute, Outcome, Post, Undecided, create_first, deliver, erase_act,
    follow_reforms, foreseen, forget_what_is_over, granted_by, has_administrator,
    open_demonstration, permit, permit_about, permit_of_country, permit_somewhere, reach,
    reach_for, read_reason, reads_acts_on, undecided, write_letters,
};
pub use pages::{moved, queue, recognise};
pub use store::{Contact, contacts};

/// A person's account as it is now, or was in one of its versions.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Account {
    id: AccountId,
    version: i64,
    login: String,
    name: String,
    email: Option<String>,
    language: Language,
    state: State,
}

impl Account {
    /// The name as it is searched and ordered.
    fn folded(&self) -> String {
        fold(&self.name)
    }
}

/// Whether an account can be signed in to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Open,
    Closed,
}

impl State {
    fn key(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Closed => "closed",
        }
    }

    /// What is not known to be open is closed.
    fn of(key: &str) -> State {
        if key == "open" { State::Open } else { State::Closed }
    }
}

/// What a room on the right says of work that is still open with an account, so that closing it can hand it over.
pub type OpenWork = fn(&Extensions, &Visit, &AccountId) -> Option<Markup>;

/// Every room's open work, in path order. Filled in `panels`.
#[derive(Clone, Default)]
pub struct OpenWorks(pub Vec<OpenWork>);

/// What a room on the right has that a grant can be about, as far as a reader sees it, each with its name.
pub type SubjectsOf = fn(&Extensions, &Visit) -> Vec<(Subject, String)>;

/// Every room's subjects of grants, in path order. Filled in `panels`.
#[derive(Clone, Default)]
pub struct Subjects(pub Vec<SubjectsOf>);

impl Subjects {
    /// All that a reader can give a grant about.
    fn there(&self, extensions: &Extensions, visit: &Visit) -> Vec<(Subject, String)> {
        self.0.iter().flat_map(|of| of(extensions, visit)).collect()
    }
}

/// What those are called whom acts and drafts name by identity; the program itself in the reader's words. Whoever is unknown is
/// left out.
///
/// # Errors
/// What the database says.
pub async fn names_of(
    tx: &mut Tx,
    t: Words,
    actors: &[&str],
) -> Result<BTreeMap<String, String>, StoreError> {
    Ok(with_program(store::list_names(tx, actors).await?, t, actors))
}

/// Those of [`names_of`] whom the reader knows: who is filed where the reader's grants reach, the reader, and the program itself.
///
/// # Errors
/// What the database says.
pub async fn names_known(
    tx: &mut Tx,
    visit: &Visit,
    networks: &Networks,
    actors: &[&str],
) -> Result<BTreeMap<String, String>, StoreError> {
    let reach = reach(visit, networks);
    let open: BTreeSet<&str> = reach.keys().map(Key::as_str).collect();
    let own = visit.actor.key();
    let filed = store::list_filed_names(tx, actors).await?.into_iter();
    let known = filed.filter(|(account, _, key)| account == own || open.contains(key.as_str()));
    let names = known.map(|(account, name, _)| (account, name)).collect();
    Ok(with_program(names, visit.words, actors))
}

/// Adds what the program itself is called, where it acted.
fn with_program(
    mut names: BTreeMap<String, String>,
    t: Words,
    actors: &[&str],
) -> BTreeMap<String, String> {
    for actor in actors {
        let key = format!("actor-{actor}");
        if t.has(&key) {
            names.insert((*actor).to_owned(), t.text(&key));
        }
    }
    names
}

/// Every grant that holds on a day, for tests of who gains and who loses.
#[cfg(test)]
pub(crate) async fn list_holding(
    store: &crate::store::Store,
    day: banyan_core::words::Day,
) -> Vec<banyan_core::access::Grant> {
    store::list_holding(&mut store.read().await.unwrap(), day).await.unwrap()
}

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &store::FACTS;

/// What this room derives from them.
pub const DERIVED: &[Derived] = &store::derived::DERIVED;

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/sign-in", get(pages::sign_in).post(pages::try_password))
        .route("/sign-in/as/{login}", post(pages::sign_in_as))
        .route("/sign-in/code", get(pages::code).post(pages::try_code))
        .route("/sign-in/factor", get(pages::factor).post(pages::confirm_factor))
        .route("/sign-in/with/{provider}", post(pages::go_elsewhere))
        .route("/sign-in/from/{provider}", get(pages::come_back))
        .route("/sign-out", post(pages::sign_out))
        .route("/welcome/{token}", get(pages::welcome).post(pages::accept))
        .route("/me", get(pages::me))
        .route("/me/password", post(pages::change_password))
        .route("/me/factor", post(pages::renew_factor))
        .route("/me/codes", post(pages::renew_codes))
        .route("/me/language", post(pages::change_language))
        .route("/me/sessions", post(pages::end_sessions))
        .route("/me/programs", get(pages::programs).post(pages::make_program))
        .route("/me/programs/{mark}/end", post(pages::end_program))
        .route("/me/sessions/{mark}", post(pages::end_session))
        .route("/me/identities/{identity}", post(pages::link_identity))
        .route("/me/identities/{identity}/end", post(pages::unlink_own))
        .route("/people", get(pages::people))
        .route("/people/invite", get(pages::invite).post(pages::invite_one))
        .route("/people/roll", get(pages::roll).post(pages::read_roll))
        .route("/people/sheets", post(pages::sheets))
        .route("/people/{account}", get(pages::person))
        .route("/people/{account}/details", post(pages::change_person))
        .route("/people/{account}/grants", post(pages::give))
        .route("/people/{account}/grants/{grant}/end", post(pages::end_grant))
        .route("/people/{account}/grants/{grant}/decide", post(pages::decide))
        .route("/people/{account}/identities/{identity}/end", post(pages::unlink))
        .route("/people/{account}/link", post(pages::renew_link))
        .route("/people/{account}/close", get(pages::leaving).post(pages::close))
}
