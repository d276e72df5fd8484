//! The second step: a code, and before the first time the set-up that some roles ask for.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, Asked, Coded, Known, NotOwn, Standing};
use super::door::{Back, admitted, later, made_known, safe, wait};
use super::me::not_own;
use super::parts::{picture, secret as password_field};
use super::{Visitor, with_cookies};
use crate::web::{Argument, Refusal, Site, Visit, page};

#[derive(Deserialize)]
pub(in crate::accounts) struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

pub(in crate::accounts) async fn code(
    visit: Visit,
    visitor: Visitor,
    Query(back): Query<Back>,
) -> Response {
    match &visitor.standing {
        Standing::Half(known) if known.factor => form(&visit, &back.back, None),
        Standing::Half(_) => Redirect::to("/sign-in/factor").into_response(),
        Standing::In(_) => Redirect::to(safe(&back.back)).into_response(),
        Standing::Nobody => Redirect::to("/sign-in").into_response(),
    }
}

fn form(visit: &Visit, back: &str, refused: Option<(StatusCode, String)>) -> Response {
    let t = visit.words;
    let title = t.text("code-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.under.mt-2 { (t.text("code-under")) }
            @if let Some((_, sentence)) = &refused { p.late role="alert" { (sentence) } }
            form action="/sign-in/code" method="post" {
                input type="hidden" name="back" value=(safe(back));
                div.fields.slim { (code_field(visit)) }
                div.actions.mt-2 { button.btn.main type="submit" { (t.text("go-on")) } }
            }
        }
    };
    let status = refused.map_or(StatusCode::OK, |(status, _)| status);
    (status, page(visit, None, &title, main)).into_response()
}

fn code_field(visit: &Visit) -> Markup {
    html! {
        div.w6 {
            label for="f-code" { (visit.words.text("code")) }
            input.form-control id="f-code" name="code" inputmode="text" autocomplete="one-time-code" dir="ltr" maxlength="40" required;
        }
    }
}

pub(in crate::accounts) async fn try_code(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Form(typed): Form<Code>,
) -> Response {
    let Standing::Half(known) = &visitor.standing else {
        return Redirect::to("/sign-in").into_response();
    };
    let (seat, now) = (visitor.seat(), visitor.door.now());
    match actions::try_code(&site.store, known, &typed.code, &seat, now).await {
        Ok(Coded::In(token)) => admitted(&visit, &visitor, &site, &token, &typed.back).await,
        Ok(Coded::Wrong) => {
            let sentence = visit.words.text("code-wrong");
            form(&visit, &typed.back, Some((StatusCode::UNAUTHORIZED, sentence)))
        }
        Ok(Coded::Wait(seconds)) => {
            let sentence = wait(&visit, seconds);
            let answer = form(&visit, &typed.back, Some((StatusCode::TOO_MANY_REQUESTS, sentence)));
            later(answer, seconds)
        }
        Ok(Coded::Over) => Redirect::to("/sign-in").into_response(),
        Err(refusal) => Refusal::Store(refusal).shown(&visit),
    }
}

/// Whoever has half come in without a factor, or is in and has none yet.
fn setting_up(visitor: &Visitor) -> Option<&Known> {
    match &visitor.standing {
        Standing::Half(known) | Standing::In(known) if !known.factor => Some(known),
        Standing::Half(_) | Standing::In(_) | Standing::Nobody => None,
    }
}

pub(in crate::accounts) async fn factor(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
) -> Response {
    let Some(known) = setting_up(&visitor) else {
        return Redirect::to("/sign-in").into_response();
    };
    set_up(&visit, &visitor, &site, known, None).await
}

async fn set_up(
    visit: &Visit,
    visitor: &Visitor,
    site: &Site,
    known: &Known,
    refused: Option<(StatusCode, String)>,
) -> Response {
    let t = visit.words;
    let (seat, now) = (visitor.seat(), visitor.door.now());
    let pending = match actions::pending(&site.store, known, &seat, now).await {
        Ok(Some(pending)) => pending,
        Ok(None) => return Redirect::to("/sign-in").into_response(),
        Err(refusal) => return Refusal::Store(refusal).shown(visit),
    };
    if let Asked::Anew | Asked::Link = pending.asked {
        return closed(visit, pending.asked);
    }
    let address = match actions::factor::address(&pending.secret, &known.account.login) {
        Ok(address) => address,
        Err(refusal) => return Refusal::Store(refusal).shown(visit),
    };
    let grouped: Vec<String> = pending
        .secret
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect();
    let title = t.text("factor-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            @if known.factor_asked { p.mt-2 { (t.text("factor-asked")) } }
            ol.mt-2 {
                li { p { (t.text("factor-step-app")) } }
                li {
                    p { (t.text("factor-step-picture")) }
                    (picture(t, &address))
                    p { (t.text("factor-step-secret")) " " bdi.num dir="ltr" { (grouped.join(" ")) } }
                }
                li {
                    p { (t.text("factor-step-code")) }
                    @if let Some((_, sentence)) = &refused { p.late role="alert" { (sentence) } }
                    form action="/sign-in/factor" method="post" {
                        div.fields.slim {
                            @if pending.asked == Asked::Password { (password_field(t, "password", "password-present", "current-password")) }
                            (code_field(visit))
                        }
                        div.actions.mt-2 { button.btn.main type="submit" { (t.text("factor-confirm")) } }
                    }
                }
            }
        }
    };
    let status = refused.map_or(StatusCode::OK, |(status, _)| status);
    (status, page(visit, None, &title, main)).into_response()
}

/// What somebody is told to whom nothing is shown: the way out, and in again; or whom to ask.
fn closed(visit: &Visit, asked: Asked) -> Response {
    let t = visit.words;
    let title = t.text("factor-title");
    let anew = asked == Asked::Anew;
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.mt-2 { (t.text(if anew { "factor-late" } else { "password-missing" })) }
            @if anew { form action="/sign-out" method="post" { button.btn type="submit" { (t.text("sign-out")) } } }
        }
    };
    (StatusCode::CONFLICT, page(visit, None, &title, main)).into_response()
}

pub(in crate::accounts) async fn confirm_factor(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Form(typed): Form<Code>,
) -> Response {
    let Some(known) = setting_up(&visitor) else {
        return Redirect::to("/sign-in").into_response();
    };
    let (seat, now) = (visitor.seat(), visitor.door.now());
    let typed = (typed.password.as_str(), typed.code.as_str());
    let refused = match actions::confirm_factor(&site.store, known, typed, &seat, now).await {
        Ok(Ok(Some(passed))) => return passed_on(&visit, &visitor, &site, known, &passed).await,
        Ok(Ok(None)) => (StatusCode::UNPROCESSABLE_ENTITY, visit.words.text("code-wrong")),
        Ok(Err(NotOwn::Over)) => return Redirect::to("/sign-in").into_response(),
        Ok(Err(refused)) => not_own(&visit, refused),
        Err(refusal) => return Refusal::Store(refusal).shown(&visit),
    };
    set_up(&visit, &visitor, &site, known, Some(refused)).await
}

async fn passed_on(
    visit: &Visit,
    visitor: &Visitor,
    site: &Site,
    known: &Known,
    passed: &actions::Passed,
) -> Response {
    match made_known(&site.store, visitor, &known.account).await {
        Ok(device) => {
            let shown = codes(visit, &passed.codes);
            with_cookies(shown, &visitor.door, &passed.token, Some(&device))
        }
        Err(refusal) => Refusal::Store(refusal).shown(visit),
    }
}

/// The recovery codes, this once: they are the answer itself, since only their hashes are kept.
pub(super) fn codes(visit: &Visit, codes: &[String]) -> Response {
    let t = visit.words;
    let title = t.text("codes-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.under.mt-2 { (t.with("codes-under", &[("n", Argument::from(codes.len()))])) }
            ol.codes { @for code in codes { li { bdi.num dir="ltr" { (code) } } } }
            p { a.btn href="/me" { (t.text("codes-kept")) } }
        }
    };
    page(visit, None, &title, main).into_response()
}
