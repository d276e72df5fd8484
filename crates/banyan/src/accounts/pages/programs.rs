//! The tokens of one's own programs: made, shown once, ended.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::access::GrantId;
use banyan_core::unit::UnitId;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, Known, NewProgram};
use super::super::store::{self, ProgramToken};
use super::Visitor;
use super::parts::grant_line;
use crate::units::{self, Networks};
use crate::web::{Argument, Refusal, Site, Visit, page};

/// Days for which a token opens, where nobody says otherwise.
const DAYS: i32 = 90;

pub(in crate::accounts) async fn programs(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
) -> Response {
    let shown = async {
        let known = visitor.known()?;
        let tokens = store::list_programs(&mut site.store.read().await?, &known.account.id).await?;
        Ok::<_, Refusal>((known, tokens))
    };
    match shown.await {
        Ok((known, tokens)) => {
            let t = visit.words;
            let main = html! {
                div.wrap {
                    nav.crumbs aria-label=(t.text("place")) { a href="/me" { (t.text("me-title")) } }
                    h1 { (t.text("programs-title")) }
                    p.under { (t.text("programs-under")) " " a href="/api/openapi.json" { bdi dir="ltr" { "/api/openapi.json" } } }
                    (list(&visit, &networks, known, &tokens))
                    (form(&visit, &networks, known))
                }
            };
            page(&visit, None, &t.text("programs-title"), main).into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

fn list(visit: &Visit, networks: &Networks, known: &Known, tokens: &[ProgramToken]) -> Markup {
    let t = visit.words;
    html! {
        @if tokens.is_empty() { p { (t.text("programs-none")) } } @else {
            div.scroll tabindex="0" { table.tab {
                thead { tr { th scope="col" { (t.text("name")) } th scope="col" { (t.text("grants")) } th scope="col" { (t.text("grant-until")) } th scope="col" { span.visually-hidden { (t.text("session-end")) } } } }
                tbody { @for token in tokens {
                    tr {
                        th scope="row" { bdi { (token.name) } }
                        td { @match known.grants.iter().find(|own| own.id == token.grant) { Some(grant) => { (grant_line(visit, networks, grant)) } None => { span.late { (t.text("program-grant-over")) } } } }
                        td.nowrap { span.late[token.until < visit.today] { (t.day(token.until)) } }
                        td { form action={ "/me/programs/" (token.mark) "/end" } method="post" { button.btn.lite type="submit" { (t.text("session-end")) } } }
                    }
                } }
            } }
        }
    }
}

fn form(visit: &Visit, networks: &Networks, known: &Known) -> Markup {
    let t = visit.words;
    let until = visit.today.plus_days(DAYS);
    let network = networks.network();
    let called = |unit: &UnitId| {
        let version = network.find(unit).and_then(|no| network.version_on(no, visit.today, None));
        version.map_or_else(|| unit.0.clone(), |own| units::unit_name(t, own).to_owned())
    };
    html! {
        section.section {
            h2 { (t.text("program-make")) }
            @if known.grants.is_empty() { p { (t.text("no-grants")) } } @else {
                form action="/me/programs" method="post" {
                    div.fields {
                        div.w3 { label for="f-name" { (t.text("program-name")) } input.form-control id="f-name" name="name" type="text" maxlength="80" dir="auto" required; }
                        div.w3 { label for="f-until" { (t.text("grant-until")) } input.form-control id="f-until" name="until" type="date" value=(until) min=(visit.today) max=(visit.today.plus_days(actions::DAYS_MAX)) required; }
                        div.w6 {
                            label for="f-grant" { (t.text("program-grant")) }
                            select.form-select id="f-grant" name="grant" {
                                @for grant in &known.grants { option value=(grant.id.0) { (super::parts::role_name(t, grant.role)) ", " (called(&grant.unit)) ", " (super::parts::subject_name(t, &grant.subject)) } }
                            }
                        }
                    }
                    button.btn.main type="submit" { (t.text("program-make-do")) }
                }
            }
        }
    }
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Asked {
    #[serde(default)]
    name: String,
    #[serde(default)]
    grant: String,
    #[serde(default)]
    until: String,
}

/// Makes a token, and shows it this once: it is the answer itself, since only its hash is kept.
pub(in crate::accounts) async fn make_program(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Form(asked): Form<Asked>,
) -> Response {
    let made = async {
        let known = visitor.known()?;
        let (status, key) = (StatusCode::UNPROCESSABLE_ENTITY, "program-until-wrong");
        let wrong = |_| Refusal::Sentence { status, key, input: asked.until.clone() };
        let until = asked.until.trim().parse().map_err(wrong)?;
        let new =
            NewProgram { name: asked.name.clone(), grant: GrantId(asked.grant.clone()), until };
        let (now, today) = (visitor.door.now(), visit.today);
        let work = site.store.write(|tx| {
            let (id, new) = (known.account.id.clone(), new.clone());
            Box::pin(async move { actions::make_program(tx, &id, &new, now, today).await })
        });
        work.await
    };
    match made.await {
        Ok(token) => {
            let t = visit.words;
            let main = html! {
                div.wrap {
                    nav.crumbs aria-label=(t.text("place")) { a href="/me/programs" { (t.text("programs-title")) } }
                    h1 { (t.text("program-made")) }
                    p.under { (t.text("program-made-under")) }
                    pre dir="ltr" tabindex="0" { (token.as_str()) }
                    p { (t.with("program-made-how", &[("header", Argument::from("Authorization: Bearer"))])) }
                }
            };
            page(&visit, None, &t.text("program-made"), main).into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

pub(in crate::accounts) async fn end_program(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Path(mark): Path<String>,
) -> Response {
    let done = async {
        let id = visitor.known()?.account.id.clone();
        let ended = site.store.write(|tx| {
            let (id, mark) = (id.clone(), mark.clone());
            Box::pin(async move { store::delete_program(tx, &id, &mark).await })
        });
        ended.await.map_err(Refusal::Store)
    };
    match done.await {
        Ok(()) => Redirect::to("/me/programs").into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}
