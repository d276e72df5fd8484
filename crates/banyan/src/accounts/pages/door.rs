//! Signing in and out.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::access::AccountId;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::token::Token;
use super::super::actions::{self, Standing, Tried};
use super::super::store::{self, Shown};
use super::super::{Account, State as Of};
use super::identity::buttons;
use super::parts::{grant_lines, secret};
use super::{Visitor, no_cookies, with_cookies};
use crate::store::{Store, StoreError};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Site, Visit, encoded, page};

#[derive(Deserialize)]
pub(in crate::accounts) struct Back {
    #[serde(default)]
    pub(super) back: String,
}

/// An address of ours to go back to, whatever the query says.
pub(super) fn safe(back: &str) -> &str {
    let ours = back.starts_with('/')
        && !back.starts_with("//")
        && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && !back.starts_with("/sign-");
    if ours { back } else { "/" }
}

/// The query that carries the way back to the next step.
fn query(back: &str) -> String {
    if safe(back) == "/" {
        return String::new();
    }
    format!("?back={}", encoded(safe(back)))
}

pub(in crate::accounts) async fn sign_in(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Query(back): Query<Back>,
) -> Response {
    match next_step(&visitor.standing, &back.back) {
        Some(address) => Redirect::to(&address).into_response(),
        None => {
            let door = At { visitor: &visitor, site: &site, networks: &networks };
            form(&visit, &door, ("", &back.back), None).await
        }
    }
}

/// Where one who has come so far goes on; `None` for nobody.
fn next_step(standing: &Standing, back: &str) -> Option<String> {
    match standing {
        Standing::Nobody => None,
        Standing::In(_) => Some(safe(back).to_owned()),
        Standing::Half(known) if known.factor => Some(format!("/sign-in/code{}", query(back))),
        Standing::Half(_) => Some(format!("/sign-in/factor{}", query(back))),
    }
}

/// What the page of the door is made from, besides the visit.
pub(super) struct At<'a> {
    pub(super) visitor: &'a Visitor,
    pub(super) site: &'a Site,
    pub(super) networks: &'a Networks,
}

/// The page of the door with the sentence of a refusal, so that another way in can be tried at once.
pub(super) async fn refused_at_door(
    visit: &Visit,
    at: &At<'_>,
    back: &str,
    refusal: Refusal,
) -> Response {
    let Refusal::Sentence { status, key, input } = &refusal else { return refusal.shown(visit) };
    let sentence = visit.words.with(key, &[("input", Argument::from(input))]);
    form(visit, at, ("", back), Some((*status, sentence))).await
}

/// The form, with the login that was typed and a sentence where it did not go on.
async fn form(
    visit: &Visit,
    at: &At<'_>,
    (login, back): (&str, &str),
    refused: Option<(StatusCode, String)>,
) -> Response {
    let t = visit.words;
    let people = match demonstration_people(visit, at.visitor, at.site, at.networks).await {
        Ok(people) => people,
        Err(refusal) => return Refusal::Store(refusal).shown(visit),
    };
    let title = t.text("sign-in");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            @if let Some((_, sentence)) = &refused { p.late role="alert" { (sentence) } }
            (people)
            (buttons(visit, &at.visitor.identities, back))
            section.section {
                @if visit.demonstration || !at.visitor.identities.all().is_empty() { h2 { (t.text("sign-in-with-password")) } }
                form action="/sign-in" method="post" {
                    input type="hidden" name="back" value=(safe(back));
                    div.fields.slim {
                        div.w6 {
                            label for="f-login" { (t.text("login")) }
                            input.form-control id="f-login" name="login" value=(login) autocomplete="username" autocapitalize="none" dir="ltr" required;
                        }
                        (secret(t, "password", "password", "current-password"))
                    }
                    div.actions.mt-2 { button.btn.main type="submit" { (t.text("sign-in")) } }
                }
                p.under.mt-2 { (t.text("sign-in-under")) }
            }
        }
    };
    let status = refused.map_or(StatusCode::OK, |(status, _)| status);
    (status, page(visit, None, &title, main)).into_response()
}

/// Nine people whom anybody on this computer may be, in the demonstration only.
async fn demonstration_people(
    visit: &Visit,
    visitor: &Visitor,
    site: &Site,
    networks: &Networks,
) -> Result<Markup, StoreError> {
    if !visitor.door.demonstration {
        return Ok(html! {});
    }
    let t = visit.words;
    let mut tx = site.store.read().await?;
    let mut people = Vec::new();
    let accounts = store::list_demonstration(&mut tx).await?;
    let mut grants = actions::open_grants_of(&mut tx, &accounts, visit.today).await?;
    for account in accounts {
        let own = grants.remove(&account.id).unwrap_or_default();
        people.push((account, own));
    }
    Ok(html! {
        section.section {
            h2 { (t.text("demonstration-people")) }
            p.under { (t.text("demonstration-people-under")) }
            @if people.is_empty() { p { (t.text("demonstration-people-coming")) } }
            table.tab { tbody { @for (account, grants) in &people {
                tr {
                    th scope="row" { bdi { (account.name) } }
                    td { (grant_lines(visit, networks, grants)) }
                    td { form action={ "/sign-in/as/" (account.login) } method="post" { button.btn.lite type="submit" { (t.text("sign-in-as")) span.visually-hidden { " " (account.name) } } } }
                }
            } } }
        }
    })
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Typed {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

pub(in crate::accounts) async fn try_password(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Form(typed): Form<Typed>,
) -> Response {
    let device = (visitor.address.as_str(), visitor.device.as_ref());
    let (seat, now) = (visitor.seat(), visitor.door.now());
    let (store, login, password) = (&site.store, &typed.login, &typed.password);
    let tried = actions::try_password(store, login, password, device, &seat, now).await;
    let refused = match tried {
        Ok(Tried::In(token)) => {
            return admitted(&visit, &visitor, &site, &token, &typed.back).await;
        }
        Ok(Tried::Wrong) => (StatusCode::UNAUTHORIZED, visit.words.text("sign-in-wrong")),
        Ok(Tried::Wait(seconds)) => (StatusCode::TOO_MANY_REQUESTS, wait(&visit, seconds)),
        Err(refusal) => return Refusal::Store(refusal).shown(&visit),
    };
    let back = (typed.login.as_str(), typed.back.as_str());
    let at = At { visitor: &visitor, site: &site, networks: &networks };
    form(&visit, &at, back, Some(refused)).await
}

/// The sentence that says how long to wait.
pub(super) fn wait(visit: &Visit, seconds: i64) -> String {
    visit.words.with("sign-in-wait", &[("n", Argument::Count(seconds))])
}

/// Goes on with a session that has just begun; the browser becomes known when it is wholly in.
pub(super) async fn admitted(
    visit: &Visit,
    visitor: &Visitor,
    site: &Site,
    token: &Token,
    back: &str,
) -> Response {
    let now = visitor.door.now();
    let standing = match actions::standing(&site.store, Some(token), now, visit.today).await {
        Ok(standing) => standing,
        Err(refusal) => return Refusal::Store(refusal).shown(visit),
    };
    let device = match &standing {
        Standing::In(known) => match made_known(&site.store, visitor, &known.account).await {
            Ok(device) => Some(device),
            Err(refusal) => return Refusal::Store(refusal).shown(visit),
        },
        Standing::Half(_) | Standing::Nobody => None,
    };
    let address = next_step(&standing, back).unwrap_or_else(|| "/sign-in".to_owned());
    let mut response = Redirect::to(&address).into_response();
    if let Standing::In(known) = &standing {
        let kept = format!(
            "lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
            known.account.language
        );
        if let Ok(value) = kept.parse() {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    with_cookies(response, &visitor.door, token, device.as_ref())
}

/// Makes the browser known to an account, under the token that it has or a new one.
pub(super) async fn made_known(
    store: &Store,
    visitor: &Visitor,
    account: &Account,
) -> Result<Token, StoreError> {
    let own = match &visitor.device {
        Some(device) => {
            let there = store::device_there(&mut store.read().await?, &device.stored()).await?;
            there.then(|| device.clone())
        }
        None => None,
    };
    let device = own.map_or_else(Token::fresh, Ok)?;
    let now = visitor.door.now();
    let known = store.write(|tx| {
        let (hash, id) = (device.stored(), account.id.clone());
        Box::pin(async move { store::insert_device(tx, &hash, &id, now).await })
    });
    known.await?;
    Ok(device)
}

/// One click of the demonstration: no password, no second factor. Everywhere else there is no such address.
pub(in crate::accounts) async fn sign_in_as(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Path(login): Path<String>,
) -> Response {
    if !visitor.door.demonstration {
        return Refusal::NotFound.shown(&visit);
    }
    let (seat, now) = (visitor.seat(), visitor.door.now());
    let begun = site.store.write(|tx| {
        let (login, seat) = (login.clone(), seat.clone());
        Box::pin(async move {
            let person = match login.starts_with("demo.") {
                true => store::load_by_login(tx, &login).await?,
                false => None,
            };
            let person = person.filter(|person| person.state == Of::Open);
            let id: AccountId = person.ok_or(Refusal::NotFound)?.id;
            let shown = Shown { password: false, factor: true };
            Ok::<_, Refusal>(actions::begin_session(tx, &id, shown, &seat, now).await?)
        })
    });
    match begun.await {
        Ok(token) => with_cookies(Redirect::to("/").into_response(), &visitor.door, &token, None),
        Err(refusal) => refusal.shown(&visit),
    }
}

pub(in crate::accounts) async fn sign_out(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
) -> Response {
    if let Some(session) = visitor.seat().before {
        let ended = site.store.write(|tx| {
            let hash = session.stored();
            Box::pin(async move { store::delete_session(tx, &hash).await })
        });
        if let Err(refusal) = ended.await {
            return Refusal::Store(refusal).shown(&visit);
        }
    }
    no_cookies(Redirect::to("/").into_response(), &visitor.door)
}

/// An answer that says when to come again.
pub(super) fn later(mut response: Response, seconds: i64) -> Response {
    if let Ok(value) = seconds.to_string().parse() {
        response.headers_mut().insert(RETRY_AFTER, value);
    }
    response
}
