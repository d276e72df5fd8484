//! Identities at other providers: the buttons at the door, the way there and back, and the links of an account.

use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{REFRESH, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::access::AccountId;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{
    self, Arrival, Arrived, Begun, Brought, Identities, Leave, NotIdentified, Provider,
};
use super::super::store::Identity;
use super::Visitor;
use super::door::{At, Back, admitted, refused_at_door, safe};
use super::me::{self, not_own};
use super::parts::secret;
use super::person::seen;
use super::visitor::{ELSEWHERE, cookie_line};
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Argument, Refusal, Site, Visit, form_id, page};

/// How long the browser keeps the token of a way to a provider: as long as the way is open, in seconds.
const STAYS_SECONDS: i64 = 600;

/// One button for each provider.
pub(super) fn buttons(visit: &Visit, identities: &Identities, back: &str) -> Markup {
    let t = visit.words;
    html! {
        @if !identities.all().is_empty() {
            section.section {
                h2 { (t.text("sign-in-elsewhere")) }
                div.actions { @for provider in identities.all() {
                    form action={ "/sign-in/with/" (provider.rule.key) } method="post" {
                        input type="hidden" name="back" value=(safe(back));
                        button.btn type="submit" { (t.with("sign-in-with", &[("name", Argument::from(&provider.rule.name))])) }
                    }
                } }
            }
        }
    }
}

pub(in crate::accounts) async fn go_elsewhere(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(key): Path<String>,
    Form(back): Form<Back>,
) -> Response {
    let Some(provider) = visitor.identities.find(&key) else {
        return Refusal::NotFound.shown(&visit);
    };
    let at = At { visitor: &visitor, site: &site, networks: &networks };
    let (way, language) = ((None, safe(&back.back)), visit.words.language());
    match actions::begin(&site, &visitor.door, provider, way, language).await {
        Ok(begun) => on_the_way(&visit, &visitor, provider, &begun),
        Err(refusal) => {
            let refusal = logged(provider, refusal);
            refused_at_door(&visit, &at, &back.back, refusal).await
        }
    }
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Linking {
    /// The present password.
    #[serde(default)]
    present: String,
}

/// Links an identity with one's own account: the same way, begun by whoever is signed in and knows the password, since the
/// identity opens the account from then on.
pub(in crate::accounts) async fn link_identity(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(key): Path<String>,
    Form(typed): Form<Linking>,
) -> Response {
    let Some(provider) = visitor.identities.find(&key) else {
        return Refusal::NotFound.shown(&visit);
    };
    let begun = async {
        visit.writing()?;
        let (known, now) = (visitor.known()?, visitor.door.now());
        if let Err(refused) = actions::check_own(&site.store, known, &typed.present, now).await? {
            return Ok(Err(refused));
        }
        let way = (Some(&known.account.id), "/me");
        let begun = actions::begin(&site, &visitor.door, provider, way, visit.words.language());
        begun.await.map(Ok).map_err(|refusal| logged(provider, refusal))
    };
    match begun.await {
        Ok(Ok(begun)) => on_the_way(&visit, &visitor, provider, &begun),
        Ok(Err(refused)) => {
            let (status, sentence) = not_own(&visit, refused);
            let refused = ("identities", status, sentence);
            me::shown(&visit, &visitor, &site, &networks, Some(refused)).await
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

/// A page that goes on by itself. A redirect would not do: the answer to a form of ours may not lead to another host.
fn on_the_way(visit: &Visit, visitor: &Visitor, provider: &Provider, begun: &Begun) -> Response {
    let t = visit.words;
    let title = t.with("identity-going", &[("name", Argument::from(&provider.rule.name))]);
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.mt-2 { a.btn.main href=(begun.address) { (t.text("go-on")) } }
        }
    };
    let mut response = page(visit, None, &title, main).into_response();
    let line = cookie_line(&visitor.door, ELSEWHERE, begun.browser.as_str(), Some(STAYS_SECONDS));
    let headers = response.headers_mut();
    if let (Ok(cookie), Ok(refresh)) =
        (HeaderValue::from_str(&line), HeaderValue::from_str(&format!("0; url={}", begun.address)))
    {
        headers.append(SET_COOKIE, cookie);
        headers.insert(REFRESH, refresh);
    }
    response
}

/// What the operator reads in the log, and what the person is told.
fn logged(provider: &Provider, refusal: NotIdentified) -> Refusal {
    if !matches!(refusal, NotIdentified::Refused(_)) {
        tracing::warn!(provider = provider.rule.key, "nobody came in: {refusal}");
    }
    refusal.sentence(&provider.rule.name)
}

pub(in crate::accounts) async fn come_back(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(key): Path<String>,
    Query(brought): Query<Brought>,
) -> Response {
    let Some(provider) = visitor.identities.find(&key) else {
        return Refusal::NotFound.shown(&visit);
    };
    let arrival = Arrival {
        brought,
        browser: visitor.elsewhere.as_ref(),
        present: visitor.known().ok(),
        seat: visitor.seat(),
        actor: visit.actor.clone(),
        language: visit.words.language(),
        today: visit.today,
    };
    let at = At { visitor: &visitor, site: &site, networks: &networks };
    let mut response =
        match actions::finish(&site, &networks, &visitor.door, provider, arrival).await {
            Ok(Arrived::In(token, back)) => admitted(&visit, &visitor, &site, &token, &back).await,
            Ok(Arrived::Linked) => Redirect::to("/me").into_response(),
            Err(refusal) => {
                let refusal = logged(provider, refusal);
                refused_at_door(&visit, &at, "", refusal).await
            }
        };
    let over = cookie_line(&visitor.door, ELSEWHERE, "", Some(0));
    if let Ok(over) = HeaderValue::from_str(&over) {
        response.headers_mut().append(SET_COOKIE, over);
    }
    response
}

/// The links of an account, each with the way to end it.
pub(super) fn links(
    visit: &Visit,
    identities: &Identities,
    own: &[Identity],
    below: &str,
) -> Markup {
    let t = visit.words;
    html! {
        @if !own.is_empty() {
            table.tab {
                thead { tr { th scope="col" { (t.text("identity-provider")) } th scope="col" { (t.text("identity-subject")) } th scope="col" { span.visually-hidden { (t.text("identity-end")) } } } }
                tbody { @for identity in own {
                    tr {
                        th scope="row" { bdi { (identities.name_of(&identity.issuer)) } }
                        td { bdi dir="ltr" { (identity.subject) } }
                        td { form action={ (below) "/identities/" (identity.id) "/end" } method="post" { (form_id(visit)) button.btn.lite type="submit" { (t.text("identity-end")) } } }
                    }
                } }
            }
        }
    }
}

/// The section of one's own account: what is linked, and what can be.
pub(super) fn own_links(
    visit: &Visit,
    identities: &Identities,
    own: &[Identity],
    password: bool,
    alert: &Markup,
) -> Markup {
    let t = visit.words;
    let known = |issuer: &str| own.iter().any(|identity| identity.issuer == issuer);
    let missing: Vec<&Provider> =
        identities.all().iter().filter(|provider| !known(&provider.rule.issuer)).collect();
    html! {
        @if !own.is_empty() || !identities.all().is_empty() {
            section.section {
                h2 { (t.text("identities")) }
                p.under { (t.text("identities-under")) }
                (links(visit, identities, own, "/me"))
                (alert)
                @if !missing.is_empty() && !password { p { (t.text("password-missing")) } }
                @if !missing.is_empty() && password {
                    form.mt-2 method="post" {
                        div.fields.slim { (secret(t, "present", "password-present", "current-password")) }
                        div.actions { @for provider in &missing {
                            button.btn type="submit" formaction={ "/me/identities/" (provider.rule.key) } { (t.with("identity-link", &[("name", Argument::from(&provider.rule.name))])) }
                        } }
                    }
                }
            }
        }
    }
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Sent {
    #[serde(default)]
    call: String,
}

pub(in crate::accounts) async fn unlink_own(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Path(identity): Path<String>,
    Form(sent): Form<Sent>,
) -> Response {
    let done = async {
        visit.writing()?;
        let known = visitor.known()?;
        let ended = (identity.as_str(), known.session.token.as_str());
        end(&visit, &site, Leave::Own, &known.account.id, ended, &sent.call).await
    };
    match done.await {
        Ok(()) => Redirect::to("/me").into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

pub(in crate::accounts) async fn unlink(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path((id, identity)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Response {
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let leave = seen.leave(&visit, &networks)?;
        end(&visit, &site, leave, &seen.account.id, (&identity, ""), &sent.call).await
    };
    match done.await {
        Ok(()) => Redirect::to(&format!("/people/{id}")).into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn end(
    visit: &Visit,
    site: &Site,
    leave: Leave,
    account: &AccountId,
    (identity, kept): (&str, &str),
    call: &str,
) -> Result<(), Refusal> {
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), call)?;
    let today = visit.today;
    let at = site.store.write(|tx| {
        let (call, leave) = (call.clone(), leave.clone());
        let (account, identity) = (account.clone(), identity.to_owned());
        let kept = kept.to_owned();
        Box::pin(async move {
            let identity = (identity.as_str(), kept.as_str());
            actions::end_identity(tx, &call, &leave, &account, identity, today).await
        })
    });
    site.clock.advance(at.await?);
    Ok(())
}
