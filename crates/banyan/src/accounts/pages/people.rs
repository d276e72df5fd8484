//! The people of a unit and of all below it, searched by name, page after page.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::access::{AccountId, Action, Grant, Key, Reach};
use banyan_core::unit::UnitId;
use banyan_core::words::fold;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions;
use super::super::store::Listed;
use super::super::{Account, State as Of, store};
use super::parts::{grant_lines, unit};
use super::waiting::queue;
use crate::units::Networks;
use crate::web::{Refusal, Site, Visit, page};

/// People on one page.
const SHOWN: i64 = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::accounts) struct Asked {
    unit: String,
    q: String,
    /// Folded name and account of the last one on the page before.
    name: String,
    after: String,
}

pub(in crate::accounts) async fn people(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Query(asked): Query<Asked>,
) -> Response {
    match listed(&visit, &site, &networks, &asked).await {
        Ok(main) => page(&visit, None, &visit.words.text("people-title"), main).into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

/// The grants by which the person administers; refuses everybody who does not.
///
/// # Errors
/// [`Refusal::SignIn`], [`Refusal::NotAllowed`].
pub(super) fn administering(visit: &Visit, networks: &Networks) -> Result<Vec<Grant>, Refusal> {
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let grants = actions::administered(visit, networks);
    if grants.is_empty() { Err(Refusal::NotAllowed) } else { Ok(grants) }
}

/// The keys that grants open.
///
/// # Errors
/// When the network of today is unknown.
pub(super) fn opened(
    visit: &Visit,
    networks: &Networks,
    grants: &[Grant],
) -> Result<Vec<Key>, Refusal> {
    let tree = networks.tree_on(visit.today, None)?;
    let reach = Reach::of(grants, visit.today, &networks.network(), &tree, None);
    Ok(reach.keys().cloned().collect())
}

/// The grant through which the people of a unit are listed: the person's own, or the same on a unit below.
fn through(
    visit: &Visit,
    networks: &Networks,
    grants: &[Grant],
    asked: &str,
) -> Result<Grant, Refusal> {
    let first = grants.first().cloned().ok_or(Refusal::NotAllowed)?;
    if asked.is_empty() {
        return Ok(first);
    }
    let unit = UnitId(asked.to_owned());
    actions::permit(visit, networks, Action::Administer, &unit)?;
    Ok(Grant { unit, ..first })
}

async fn listed(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    asked: &Asked,
) -> Result<Markup, Refusal> {
    let grants = administering(visit, networks)?;
    let chosen = through(visit, networks, &grants, &asked.unit)?;
    let keys = opened(visit, networks, std::slice::from_ref(&chosen))?;
    let mut tx = site.store.read().await?;
    let search = fold(asked.q.trim());
    let after = (asked.name.as_str(), asked.after.as_str());
    let people = store::list_people(&mut tx, &keys, &search, after, SHOWN).await?;
    let accounts: Vec<&Account> = people.iter().map(|own| &own.account).collect();
    let given = actions::open_grants_of(&mut tx, accounts, visit.today).await?;
    drop(tx);
    let queue = queue(visit, site, networks).await?;
    let t = visit.words;
    Ok(html! {
        div.wrap {
            h1.mt-4 { (t.text("people-title")) }
            p.under { (unit(visit, networks, &chosen.unit)) }
            @if grants.len() > 1 {
                ul.key { @for grant in &grants { li { a href={ "/people?unit=" (grant.unit) } { (t.text("unit")) } " " (unit(visit, networks, &grant.unit)) } } }
            }
            div.actions {
                a.btn href="/people/invite" { (t.text("invite-one")) }
                a.btn href="/people/roll" { (t.text("invite-many")) }
            }
            form.actions.mt-2 action="/people" method="get" role="search" aria-label=(t.text("people-title")) {
                input type="hidden" name="unit" value=(chosen.unit);
                label for="q" { (t.text("people-search")) }
                span { input.form-control id="q" name="q" type="search" value=(asked.q) dir="auto"; }
                button.btn type="submit" { (t.text("look")) }
            }
            (queue)
            section.section {
                @if people.is_empty() { p { (t.text("people-none")) } } @else { (table(visit, networks, &people, &given)) }
                @if let (Some(last), true) = (people.last(), i64::try_from(people.len()).is_ok_and(|shown| shown == SHOWN)) {
                    form.mt-2 action="/people" method="get" {
                        input type="hidden" name="unit" value=(chosen.unit);
                        input type="hidden" name="q" value=(asked.q);
                        input type="hidden" name="name" value=(last.folded);
                        input type="hidden" name="after" value=(last.account.id.0);
                        button.btn type="submit" { (t.text("more")) }
                    }
                }
            }
        }
    })
}

fn table(
    visit: &Visit,
    networks: &Networks,
    people: &[Listed],
    given: &BTreeMap<AccountId, Vec<Grant>>,
) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab {
            thead { tr { th scope="col" { (t.text("name")) } th scope="col" { (t.text("grants")) } th scope="col" { (t.text("login")) } th scope="col" { (t.text("email")) } th scope="col" { (t.text("state")) } } }
            tbody { @for own in people { @let account = &own.account;
                tr {
                    th scope="row" { a href={ "/people/" (account.id.0) } { bdi { (account.name) } } }
                    td { @if let Some(grants) = given.get(&account.id) { (grant_lines(visit, networks, grants)) } }
                    td { bdi dir="ltr" { (account.login) } }
                    td { @if let Some(email) = &account.email { bdi dir="ltr" { (email) } } }
                    td { @if own.came || account.state == Of::Closed { (state_name(visit, account)) } @else { (t.text("account-not-come")) } }
                }
            } }
        } }
    }
}

pub(super) fn state_name(visit: &Visit, account: &Account) -> String {
    let t = visit.words;
    match account.state {
        Of::Open => t.text("account-open"),
        Of::Closed => t.text("account-closed"),
    }
}
