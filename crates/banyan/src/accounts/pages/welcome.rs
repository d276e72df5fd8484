//! The page behind an invitation: who it is for, and the password that its owner chooses.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Deserialize;

use super::super::Account;
use super::super::actions::password;
use super::super::actions::token::Token;
use super::super::actions::{self};
use super::Visitor;
use super::door::admitted;
use super::parts::secret;
use crate::web::{Argument, Refusal, Site, Visit, page};

pub(in crate::accounts) async fn welcome(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Path(token): Path<String>,
) -> Response {
    match invited(&site, &visitor, &token).await {
        Ok(account) => form(&visit, &token, &account, None),
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn invited(site: &Site, visitor: &Visitor, token: &str) -> Result<Account, Refusal> {
    let mut tx = site.store.read().await?;
    let token = Token::given(token);
    actions::open_invitation(&mut tx, token.as_ref(), visitor.door.now()).await
}

fn form(visit: &Visit, token: &str, account: &Account, refused: Option<String>) -> Response {
    let t = visit.words;
    let name = [("name", Argument::from(&account.name))];
    let title = t.with("welcome-title", &name);
    let fewest = [("n", Argument::from(password::LETTERS_MIN))];
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.under.mt-2 { (t.text("welcome-under")) }
            @if let Some(person) = visit.actor.person().filter(|person| person.account != account.id) {
                p.late { (t.with("welcome-other", &[("name", Argument::from(&person.name))])) }
            }
            @if let Some(sentence) = &refused { p.late role="alert" { (sentence) } }
            form action={ "/welcome/" (token) } method="post" {
                div.fields {
                    div.w6 {
                        label for="f-login" { (t.text("login")) }
                        input.form-control id="f-login" name="login" value=(account.login) autocomplete="username" dir="ltr" readonly;
                    }
                    (secret(t, "password", "password-new", "new-password"))
                    (secret(t, "again", "password-again", "new-password"))
                }
                p.quiet.small { (t.with("password-rule", &fewest)) }
                div.actions.mt-2 { button.btn.main type="submit" { (t.text("welcome-do")) } }
            }
        }
    };
    let status = refused.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    (status, page(visit, None, &title, main)).into_response()
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Chosen {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

pub(in crate::accounts) async fn accept(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Path(token): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Response {
    let account = match invited(&site, &visitor, &token).await {
        Ok(account) => account,
        Err(refusal) => return refusal.shown(&visit),
    };
    let fits = password::check(&chosen.password, &chosen.again, &account.login, &account.name);
    if let Err(weak) = fits {
        let fewest = [("n", Argument::from(password::LETTERS_MIN))];
        return form(&visit, &token, &account, Some(visit.words.with(weak.key(), &fewest)));
    }
    match accepted(&site, &visitor, &token, &chosen.password).await {
        Ok(session) => admitted(&visit, &visitor, &site, &session, "/").await,
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn accepted(
    site: &Site,
    visitor: &Visitor,
    token: &str,
    chosen: &str,
) -> Result<Token, Refusal> {
    let token = Token::given(token).ok_or(Refusal::NotFound)?;
    let hash = password::hashed(chosen).await?;
    let (seat, now) = (visitor.seat(), visitor.door.now());
    let work = site.store.write(|tx| {
        let (token, hash, seat) = (token.clone(), hash.clone(), seat.clone());
        Box::pin(async move { actions::accept_invitation(tx, &token, &hash, &seat, now).await })
    });
    work.await.map(|(_, session)| session)
}
