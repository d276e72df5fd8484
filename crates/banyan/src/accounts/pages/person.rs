//! A person: what is granted, what was, and every version of the account with its act.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::access::{AccountId, Grant, GrantId};
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{
    self, Fields, Ground, Identities, Leave, Problem, permit_over, permits_over, read_change,
    read_grant,
};
use super::super::store::{self, Given, Identity};
use super::super::{Account, State as Of};
use super::identity::links;
use super::parts::{grant_fields, language_choice, line, role_name, subject_name, unit};
use super::people::{administering, opened, state_name};
use crate::ledger::{ActId, Call};
use crate::units::Networks;
use crate::web::{Argument, Receipt, Refusal, Site, Visit, Words, form_id, page};

/// A person as the page shows one.
pub(super) struct Seen {
    pub(super) account: Account,
    pub(super) grants: Vec<Given>,
    identities: Vec<Identity>,
    versions: Vec<(Account, ActId)>,
}

/// A person whom the visit's administrator reaches; everybody else is not there.
///
/// # Errors
/// [`Refusal::NotFound`], and what [`administering`] refuses.
pub(super) async fn seen(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    id: &str,
) -> Result<Seen, Refusal> {
    let keys = opened(visit, networks, &administering(visit, networks)?)?;
    let id = AccountId(id.to_owned());
    let mut tx = site.store.read().await?;
    let account = store::load_account(&mut tx, &id).await?.ok_or(Refusal::NotFound)?;
    let filed = store::list_keys(&mut tx, &id).await?;
    if !filed.iter().any(|filed| keys.iter().any(|key| key.as_str() == filed)) {
        return Err(Refusal::NotFound);
    }
    let grants = store::list_grants(&mut tx, &id).await?;
    let identities = store::list_identities(&mut tx, &id).await?;
    let versions = store::list_versions(&mut tx, &id).await?;
    Ok(Seen { account, grants, identities, versions })
}

impl Seen {
    /// The grants that have not ended, or all where all have: whoever administers these may change the account.
    pub(super) fn leave(&self, visit: &Visit, networks: &Networks) -> Result<Leave, Refusal> {
        let all = || self.grants.iter().map(|given| &given.grant);
        let open: Vec<&Grant> = all().filter(|grant| grant.is_open(visit.today)).collect();
        let over = if open.is_empty() { all().collect() } else { open };
        permits_over(visit, networks, over.into_iter()).map(Leave::Permits)
    }
}

pub(in crate::accounts) async fn person(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(identities): Extension<Identities>,
    Path(id): Path<String>,
    ground: Ground,
) -> Response {
    match seen(&visit, &site, &networks, &id).await {
        Ok(seen) => {
            let about = (&networks, &identities, &ground);
            shown(&visit, about, &seen, &Fields::default(), &[])
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

fn shown(
    visit: &Visit,
    (networks, identities, ground): (&Networks, &Identities, &Ground),
    seen: &Seen,
    typed: &Fields,
    problems: &[Problem],
) -> Response {
    let t = visit.words;
    let account = &seen.account;
    let whole = seen.leave(visit, networks).is_ok();
    let open = account.state == Of::Open;
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/people" { (t.text("people-title")) } }
            h1 { bdi { (account.name) } }
            dl.facts {
                div { dt { (t.text("login")) } " " dd { bdi dir="ltr" { (account.login) } } }
                @if let Some(email) = &account.email { div { dt { (t.text("email")) } " " dd { bdi dir="ltr" { (email) } } } }
                div { dt { (t.text("state")) } " " dd { (state_name(visit, account)) } }
            }
            p {
                a href={ "/acts?by=" (account.id.0) } { (t.text("acts-of-person")) } " · "
                a href={ "/acts?on=" (account.id.0) } { (t.text("acts-on-account")) }
            }
            (grants(visit, networks, seen))
            @if open {
                section.section {
                    h2 { (t.text("grant-give")) }
                    form action={ "/people/" (account.id.0) "/grants" } method="post" {
                        (form_id(visit))
                        div.fields { (grant_fields(t, typed, ground, problems)) }
                        button.btn type="submit" { (t.text("grant-give-do")) }
                    }
                }
            }
            @if open && whole {
                @if !seen.identities.is_empty() {
                    section.section { h2 { (t.text("identities")) } (links(visit, identities, &seen.identities, &format!("/people/{}", account.id.0))) }
                }
                (changing(visit, account, typed, problems))
            }
            @if open && !whole { p { (t.text("person-also-elsewhere")) } }
            (versions(visit, seen))
        }
    };
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page(visit, None, &account.name, main)).into_response()
}

fn grants(visit: &Visit, networks: &Networks, seen: &Seen) -> Markup {
    let t = visit.words;
    let may_end = |given: &Given| {
        given.grant.until.is_none_or(|last| visit.today < last)
            && permit_over(visit, networks, &given.grant.unit, given.grant.from).is_ok()
    };
    html! {
        section.section {
            h2 { (t.text("grants")) }
            div.scroll tabindex="0" { table.tab {
                thead { tr {
                    th scope="col" { (t.text("role")) } th scope="col" { (t.text("unit")) } th scope="col" { (t.text("grant-subject")) }
                    th scope="col" { (t.text("grant-from")) } th scope="col" { (t.text("grant-until")) } th scope="col" { (t.text("act")) } th scope="col" { span.visually-hidden { (t.text("grant-end")) } }
                } }
                tbody { @for given in &seen.grants {
                    tr {
                        th scope="row" { (role_name(t, given.grant.role)) }
                        td { (unit(visit, networks, &given.grant.unit)) (from_reform(t, given)) }
                        td { (subject_name(t, &given.grant.subject)) }
                        td { (t.day(given.grant.from)) }
                        td { @if let Some(last) = given.grant.until { (t.day(last)) } }
                        td.small { a href={ "/acts/" (given.act.0) } { bdi dir="ltr" { (given.act.0) } } }
                        td { @if may_end(given) {
                            form.actions action={ "/people/" (seen.account.id.0) "/grants/" (given.grant.id.0) "/end" } method="post" {
                                (form_id(visit))
                                label.visually-hidden for={ "end-" (given.grant.id.0) } { (t.text("grant-last-day")) }
                                input.form-control id={ "end-" (given.grant.id.0) } type="date" name="last" value=(visit.today) min=(visit.today);
                                button.btn.lite type="submit" { (t.text("grant-end")) }
                            }
                        } }
                    }
                } }
            } }
        }
    }
}

/// Through which reform a grant came from another one.
fn from_reform(t: Words, given: &Given) -> Markup {
    html! {
        @if let Some(reform) = &given.reform {
            " " a.small href={ "/reforms/" (reform.0) } { (t.with("grant-through", &[("reform", Argument::from(&reform.0))])) }
        }
    }
}

/// What is changed of the whole account: only by who administers all that it reaches.
fn changing(visit: &Visit, account: &Account, typed: &Fields, problems: &[Problem]) -> Markup {
    let t = visit.words;
    let or = |typed: &str, own: &str| {
        if typed.is_empty() && problems.is_empty() { own.to_owned() } else { typed.to_owned() }
    };
    let email = account.email.as_deref().unwrap_or_default();
    html! {
        section.section {
            h2 { (t.text("person-details")) }
            form action={ "/people/" (account.id.0) "/details" } method="post" {
                (form_id(visit))
                input type="hidden" name="version" value=(account.version);
                div.fields {
                    (line(t, ("name", "name"), "text", &or(&typed.name, &account.name), problems))
                    (line(t, ("email", "email"), "email", &or(&typed.email, email), problems))
                    (language_choice(t, &or(&typed.language, account.language.tag()), problems))
                }
                button.btn type="submit" { (t.text("person-change")) }
            }
        }
        section.section {
            h2 { (t.text("link-title")) }
            p.under { (t.text("link-under")) }
            form action={ "/people/" (account.id.0) "/link" } method="post" {
                (form_id(visit))
                p { label { input.form-check-input type="checkbox" name="factor" value="gone"; " " (t.text("link-factor")) } }
                button.btn type="submit" { (t.text("link-make")) }
            }
        }
        section.section {
            h2 { (t.text("close-title")) }
            p { a.btn href={ "/people/" (account.id.0) "/close" } { (t.text("close-look")) } }
        }
    }
}

fn versions(visit: &Visit, seen: &Seen) -> Markup {
    let t = visit.words;
    html! {
        section.section {
            h2 { (t.text("versions")) }
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th.n scope="col" { (t.text("version")) } th scope="col" { (t.text("name")) } th scope="col" { (t.text("email")) } th scope="col" { (t.text("state")) } th scope="col" { (t.text("act")) } } }
                tbody { @for (account, act) in &seen.versions {
                    tr {
                        td.n { (t.number(account.version)) }
                        td { bdi { (account.name) } }
                        td { @if let Some(email) = &account.email { bdi dir="ltr" { (email) } } }
                        td { (state_name(visit, account)) }
                        td.small { a href={ "/acts/" (act.0) } { bdi dir="ltr" { (act.0) } } }
                    }
                } }
            } }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::accounts) struct Details {
    call: String,
    version: i64,
    name: String,
    email: String,
    language: String,
}

pub(in crate::accounts) async fn change_person(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(identities): Extension<Identities>,
    Path(id): Path<String>,
    ground: Ground,
    Form(details): Form<Details>,
) -> Response {
    let typed = Fields {
        name: details.name,
        email: details.email,
        language: details.language,
        ..Fields::default()
    };
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let leave = seen.leave(&visit, &networks)?;
        let change = match read_change(&typed) {
            Ok(change) => change,
            Err(problems) => {
                let about = (&networks, &identities, &ground);
                return Ok(shown(&visit, about, &seen, &typed, &problems));
            }
        };
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &details.call)?;
        let (account, version, today) = (seen.account.id.clone(), details.version, visit.today);
        let at = site.store.write(|tx| {
            let (call, leave) = (call.clone(), leave.clone());
            let (account, change) = (account.clone(), change.clone());
            Box::pin(async move {
                actions::change_account(tx, &call, &leave, &account, version, &change, today).await
            })
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, &format!("/people/{id}")))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

pub(in crate::accounts) async fn give(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(identities): Extension<Identities>,
    Path(id): Path<String>,
    mut ground: Ground,
    Form(typed): Form<Fields>,
) -> Response {
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let new = match read_grant(&typed, &visit, &networks, &mut ground) {
            Ok(new) => new,
            Err(problems) => {
                let about = (&networks, &identities, &ground);
                return Ok(shown(&visit, about, &seen, &typed, &problems));
            }
        };
        let permit = ground.permits.remove(&new.unit).ok_or(Refusal::NotAllowed)?;
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &typed.call)?;
        let network = networks.network();
        let tree = networks.tree_on(visit.today, None)?;
        let account = seen.account.id.clone();
        let at = site.store.write(|tx| {
            let (call, permit, account) = (call.clone(), permit.clone(), account.clone());
            let (new, network, tree) = (new.clone(), network.clone(), tree.clone());
            Box::pin(async move {
                actions::give_grant(tx, &call, &permit, &account, &new, &network, &tree).await
            })
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, &format!("/people/{id}")))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Ending {
    #[serde(default)]
    call: String,
    #[serde(default)]
    last: String,
}

pub(in crate::accounts) async fn end_grant(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path((id, grant)): Path<(String, String)>,
    Form(ending): Form<Ending>,
) -> Response {
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let grant = GrantId(grant);
        let given = seen.grants.iter().find(|given| given.grant.id == grant);
        let given = given.ok_or(Refusal::NotFound)?;
        let permit = permit_over(&visit, &networks, &given.grant.unit, given.grant.from)?;
        let last: Day = ending.last.parse().map_err(|_| Refusal::Sentence {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            key: "refusal-day",
            input: ending.last.chars().take(40).collect(),
        })?;
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &ending.call)?;
        let (days, network) = ((last, visit.today), networks.network());
        let at = site.store.write(|tx| {
            let (call, permit, grant) = (call.clone(), permit.clone(), grant.clone());
            let network = network.clone();
            Box::pin(
                async move { actions::end_grant(tx, &call, &permit, &grant, days, &network).await },
            )
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, &format!("/people/{id}")))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// The sentence of how many were sent a letter.
pub(super) fn sent(visit: &Visit, letters: usize) -> String {
    visit.words.with("letters-sent", &[("n", Argument::from(letters))])
}
