//! One's own account: password, second factor, where one is signed in, language.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::token::Token;
use super::super::actions::{self, Change, Known, Leave, NotOwn, password};
use super::super::store::{self, Session};
use super::door::wait;
use super::factor::codes;
use super::identity::own_links;
use super::parts::{grant_line, language_choice, secret};
use super::{Visitor, no_cookies, with_cookies};
use crate::ledger::Call;
use crate::store::StoreError;
use crate::units::Networks;
use crate::web::{Argument, Receipt, Refusal, Site, Visit, form_id, page};
use axum::Extension;

pub(in crate::accounts) async fn me(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
) -> Response {
    shown(&visit, &visitor, &site, &networks, None).await
}

/// The page, with a sentence above the form that was refused.
pub(super) async fn shown(
    visit: &Visit,
    visitor: &Visitor,
    site: &Site,
    networks: &Networks,
    refused: Option<(&str, StatusCode, String)>,
) -> Response {
    let load = async {
        let known = visitor.known()?;
        let mut tx = site.store.read().await?;
        let sessions = store::list_sessions(&mut tx, &known.account.id).await?;
        let left = store::count_codes(&mut tx, &known.account.id).await?;
        let linked = store::list_identities(&mut tx, &known.account.id).await?;
        let own = store::load_credential(&mut tx, &known.account.id).await?;
        Ok::<_, Refusal>((known, sessions, left, linked, own.password.is_some()))
    };
    let (known, sessions, left, linked, password) = match load.await {
        Ok(loaded) => loaded,
        Err(refusal) => return refusal.shown(visit),
    };
    let t = visit.words;
    let alert = |form: &str| {
        let own = refused.as_ref().filter(|(own, _, _)| *own == form);
        html! { @if let Some((_, _, sentence)) = own { p.late role="alert" { (sentence) } } }
    };
    let fewest = [("n", Argument::from(password::LETTERS_MIN))];
    let main = html! {
        div.wrap {
            h1.mt-4 { bdi { (known.account.name) } }
            p.quiet { (t.text("login")) ": " bdi dir="ltr" { (known.account.login) } }
            p { a href={ "/acts?by=" (known.account.id.0) } { (t.text("acts-own")) } }
            (own_grants(visit, networks, known))
            section.section {
                h2 { (t.text("password")) }
                p.under { (t.text("password-under")) }
                (alert("password"))
                form action="/me/password" method="post" {
                    div.fields.slim {
                        (secret(t, "password", "password-present", "current-password"))
                        (secret(t, "next", "password-new", "new-password"))
                        (secret(t, "again", "password-again", "new-password"))
                    }
                    p.quiet.small { (t.with("password-rule", &fewest)) }
                    button.btn type="submit" { (t.text("password-change")) }
                }
            }
            (own_factor(visit, known, left, &alert("factor")))
            (own_links(visit, &visitor.identities, &linked, password, &alert("identities")))
            (own_sessions(visit, visitor, known, &sessions))
            p.mt-3 { a href="/me/programs" { (t.text("programs-title")) } }
            section.section {
                h2 { (t.text("language")) }
                (alert("language"))
                form action="/me/language" method="post" {
                    (form_id(visit))
                    input type="hidden" name="version" value=(known.account.version);
                    div.fields.slim { (language_choice(t, known.account.language.tag(), &[])) }
                    button.btn type="submit" { (t.text("language-keep")) }
                }
            }
        }
    };
    let status = refused.map_or(StatusCode::OK, |(_, status, _)| status);
    (status, page(visit, None, &t.text("me-title"), main)).into_response()
}

fn own_grants(visit: &Visit, networks: &Networks, known: &Known) -> Markup {
    let t = visit.words;
    html! {
        section.section {
            h2 { (t.text("grants")) }
            @if known.grants.is_empty() { p { (t.text("no-grants")) } }
            ul { @for grant in &known.grants {
                li { (grant_line(visit, networks, grant)) }
            } }
            @if !actions::administered(visit, networks).is_empty() { p { a href="/people" { (t.text("people-title")) } } }
        }
    }
}

fn own_factor(visit: &Visit, known: &Known, left: usize, alert: &Markup) -> Markup {
    let t = visit.words;
    html! {
        section.section {
            h2 { (t.text("factor")) }
            (alert)
            @if known.factor {
                p { (t.with("factor-there", &[("n", Argument::from(left))])) }
                form action="/me/codes" method="post" {
                    div.fields.slim { (secret(t, "password", "password-present", "current-password")) }
                    div.actions {
                        button.btn type="submit" { (t.text("codes-renew")) }
                        button.btn type="submit" formaction="/me/factor" { (t.text("factor-renew")) }
                    }
                }
            } @else {
                p { (t.text("factor-not-there")) }
                p { a.btn href="/sign-in/factor" { (t.text("factor-set-up")) } }
            }
        }
    }
}

fn own_sessions(visit: &Visit, visitor: &Visitor, known: &Known, sessions: &[Session]) -> Markup {
    let t = visit.words;
    let now = visitor.door.now().microseconds();
    let minutes = |session: &Session| (now - session.seen_at.microseconds()).max(0) / 60_000_000;
    html! {
        section.section {
            h2 { (t.text("sessions")) }
            p.under { (t.text("sessions-under")) }
            table.tab {
                thead { tr { th scope="col" { (t.text("session-device")) } th scope="col" { (t.text("session-address")) } th scope="col" { (t.text("session-seen")) } th scope="col" { span.visually-hidden { (t.text("session-end")) } } } }
                tbody { @for session in sessions {
                    tr {
                        th scope="row" { @if session.device.is_empty() { (t.text("session-unknown")) } @else { bdi { (session.device) } } }
                        td { bdi dir="ltr" { (session.address) } }
                        td { (t.with("minutes-ago", &[("n", Argument::Count(minutes(session)))])) }
                        td { @if session.mark == known.session.mark { (t.text("session-this")) } @else {
                            form action={ "/me/sessions/" (session.mark) } method="post" { button.btn.lite type="submit" { (t.text("session-end")) } }
                        } }
                    }
                } }
            }
            form.mt-2 action="/me/sessions" method="post" { button.btn type="submit" { (t.text("sessions-end")) } }
        }
    }
}

#[derive(Deserialize)]
pub(in crate::accounts) struct NewPassword {
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    again: String,
}

pub(in crate::accounts) async fn change_password(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Form(typed): Form<NewPassword>,
) -> Response {
    let known = match visitor.known() {
        Ok(known) => known,
        Err(refusal) => return refusal.shown(&visit),
    };
    let account = &known.account;
    let fits = password::check(&typed.next, &typed.again, &account.login, &account.name);
    if let Err(weak) = fits {
        let fewest = [("n", Argument::from(password::LETTERS_MIN))];
        let sentence = visit.words.with(weak.key(), &fewest);
        let refused = ("password", StatusCode::UNPROCESSABLE_ENTITY, sentence);
        return shown(&visit, &visitor, &site, &networks, Some(refused)).await;
    }
    let passwords = (typed.password.as_str(), typed.next.as_str());
    let seat = visitor.seat();
    let tried =
        actions::new_password(&site.store, known, passwords, &seat, visitor.door.now()).await;
    stepped(&visit, &visitor, &site, &networks, "password", "/me", tried).await
}

/// The status and the sentence of a step that asked for the present password and was not done.
pub(super) fn not_own(visit: &Visit, refused: NotOwn) -> (StatusCode, String) {
    match refused {
        NotOwn::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, visit.words.text("password-wrong")),
        NotOwn::Missing => (StatusCode::CONFLICT, visit.words.text("password-missing")),
        NotOwn::Late => (StatusCode::CONFLICT, visit.words.text("factor-late")),
        NotOwn::Wait(seconds) => (StatusCode::TOO_MANY_REQUESTS, wait(visit, seconds)),
        NotOwn::Over => (StatusCode::CONFLICT, visit.words.text("password-over")),
    }
}

/// Goes on after a step that asked for the present password; or shows why not, above the form.
async fn stepped(
    visit: &Visit,
    visitor: &Visitor,
    site: &Site,
    networks: &Networks,
    form: &str,
    next: &str,
    tried: Result<Result<Token, NotOwn>, StoreError>,
) -> Response {
    let refused = match tried {
        Ok(Ok(token)) => {
            return with_cookies(Redirect::to(next).into_response(), &visitor.door, &token, None);
        }
        Ok(Err(refused)) => not_own(visit, refused),
        Err(refusal) => return Refusal::Store(refusal).shown(visit),
    };
    shown(visit, visitor, site, networks, Some((form, refused.0, refused.1))).await
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Present {
    #[serde(default)]
    password: String,
}

pub(in crate::accounts) async fn renew_factor(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Form(typed): Form<Present>,
) -> Response {
    let known = match visitor.known() {
        Ok(known) => known,
        Err(refusal) => return refusal.shown(&visit),
    };
    let (seat, now) = (visitor.seat(), visitor.door.now());
    let tried = actions::renew_factor(&site.store, known, &typed.password, &seat, now).await;
    stepped(&visit, &visitor, &site, &networks, "factor", "/sign-in/factor", tried).await
}

pub(in crate::accounts) async fn renew_codes(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Form(typed): Form<Present>,
) -> Response {
    let known = match visitor.known() {
        Ok(known) => known,
        Err(refusal) => return refusal.shown(&visit),
    };
    let now = visitor.door.now();
    match actions::renew_codes(&site.store, known, &typed.password, now).await {
        Ok(Ok(fresh)) => codes(&visit, &fresh),
        Ok(Err(refused)) => {
            stepped(&visit, &visitor, &site, &networks, "factor", "/me", Ok(Err(refused))).await
        }
        Err(refusal) => Refusal::Store(refusal).shown(&visit),
    }
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Chosen {
    #[serde(default)]
    call: String,
    version: i64,
    #[serde(default)]
    language: String,
}

pub(in crate::accounts) async fn change_language(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Form(chosen): Form<Chosen>,
) -> Response {
    let done = async {
        let known = visitor.known()?;
        let language = chosen.language.parse().map_err(|_| Refusal::Sentence {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            key: "problem-language",
            input: chosen.language.chars().take(20).collect(),
        })?;
        let change = Change {
            name: known.account.name.clone(),
            email: known.account.email.clone(),
            language,
        };
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &chosen.call)?;
        let (id, version, today) = (known.account.id.clone(), chosen.version, visit.today);
        let at = site.store.write(|tx| {
            let (call, id, change) = (call.clone(), id.clone(), change.clone());
            Box::pin(async move {
                actions::change_account(tx, &call, &Leave::Own, &id, version, &change, today).await
            })
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, &format!("/me?lang={language}")))
    };
    match done.await {
        Ok(response) => response,
        Err(refusal) => refusal.shown(&visit),
    }
}

pub(in crate::accounts) async fn end_session(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Path(mark): Path<String>,
) -> Response {
    let done = async {
        let id = visitor.known()?.account.id.clone();
        let ended = site.store.write(|tx| {
            let (id, mark) = (id.clone(), mark.clone());
            Box::pin(async move { store::delete_marked(tx, &id, &mark).await })
        });
        // One that is over already is what was asked for; one of another account is not there.
        ended.await.map_err(Refusal::Store)
    };
    match done.await {
        Ok(_) => Redirect::to("/me").into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

/// Ends every session, this one too.
pub(in crate::accounts) async fn end_sessions(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
) -> Response {
    let done = async {
        let id = visitor.known()?.account.id.clone();
        let ended = site.store.write(|tx| {
            let id = id.clone();
            Box::pin(async move { store::delete_sessions(tx, &id, "").await })
        });
        ended.await.map_err(Refusal::Store)
    };
    match done.await {
        Ok(()) => no_cookies(Redirect::to("/sign-in").into_response(), &visitor.door),
        Err(refusal) => refusal.shown(&visit),
    }
}
