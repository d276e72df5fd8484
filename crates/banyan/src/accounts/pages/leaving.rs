//! What is rarely done to an account: a new link for who cannot get in, and closing it when a person leaves.

use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use maud::html;
use serde::Deserialize;

use super::super::OpenWorks;
use super::super::actions;
use super::parts::grant_line;
use super::person::seen;
use super::sheets::{sheet, shown_before};
use super::{Visitor, person};
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Argument, Receipt, Refusal, Site, Visit, form_id, page};

#[derive(Deserialize)]
pub(in crate::accounts) struct Renewal {
    #[serde(default)]
    call: String,
    #[serde(default)]
    factor: String,
}

/// Makes a new link and shows it this once: it is the answer itself, since only its hash is kept.
pub(in crate::accounts) async fn renew_link(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
    Form(renewal): Form<Renewal>,
) -> Response {
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let leave = seen.leave(&visit, &networks)?;
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &renewal.call)?;
        let (maker, now, today) = (visitor.link_maker(&visit), visitor.door.now(), visit.today);
        let bare = renewal.factor == "gone";
        let made = site.store.write(|tx| {
            let (call, leave, maker) = (call.clone(), leave.clone(), maker.clone());
            let id = seen.account.id.clone();
            Box::pin(async move {
                let (recorded, account) =
                    actions::link_again(tx, &call, &leave, &id, bare, today, now).await?;
                let accounts = [account];
                let links =
                    actions::links_of_call(tx, &call.id, recorded, &accounts, &maker, now).await?;
                let letters = match recorded.anew() {
                    true => actions::write_invitations(tx, &links, now).await?,
                    false => 0,
                };
                Ok::<_, Refusal>((recorded.at(), links, letters))
            })
        });
        let (at, links, letters) = made.await?;
        site.clock.advance(at);
        if links.is_empty() {
            return Ok(shown_before(&visit, std::slice::from_ref(&seen.account)));
        }
        let t = visit.words;
        let main = html! {
            div.wrap {
                nav.crumbs aria-label=(t.text("place")) { a href={ "/people/" (id) } { bdi { (seen.account.name) } } }
                h1 { (t.text("link-title")) }
                (Receipt::fresh(&call.id.0).line(t))
                p.under { (t.text("link-once")) }
                @if letters > 0 { p { (person::sent(&visit, letters)) } }
                @for link in &links { (sheet(&visit, &site, link)) }
            }
        };
        Ok::<_, Refusal>(page(&visit, None, &t.text("link-title"), main).into_response())
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// What closing an account would do, before it is done.
pub(in crate::accounts) async fn leaving(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(works): Extension<OpenWorks>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    let shown = async {
        let seen = seen(&visit, &site, &networks, &id).await?;
        seen.leave(&visit, &networks)?;
        let t = visit.words;
        let open: Vec<_> = works
            .0
            .iter()
            .filter_map(|work| work(&parts.extensions, &visit, &seen.account.id))
            .collect();
        let title = t.with("close-whom", &[("name", Argument::from(&seen.account.name))]);
        let ending = seen
            .grants
            .iter()
            .filter(|given| given.grant.until.is_none_or(|last| visit.today < last));
        let main = html! {
            div.wrap {
                nav.crumbs aria-label=(t.text("place")) { a href={ "/people/" (id) } { bdi { (seen.account.name) } } }
                h1 { (title) }
                p.under { (t.text("close-under")) }
                h2.mt-4 { (t.text("close-grants")) }
                ul { @for given in ending { li { (grant_line(&visit, &networks, &given.grant)) } } }
                h2.mt-4 { (t.text("close-work")) }
                @if open.is_empty() { p { (t.text("close-no-work")) } } @else { @for work in &open { (work) } }
                form.mt-4 action={ "/people/" (id) "/close" } method="post" {
                    (form_id(&visit))
                    input type="hidden" name="version" value=(seen.account.version);
                    button.btn type="submit" { (t.text("close-do")) }
                }
            }
        };
        Ok::<_, Refusal>(page(&visit, None, &title, main).into_response())
    };
    shown.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Closing {
    #[serde(default)]
    call: String,
    #[serde(default)]
    version: i64,
}

pub(in crate::accounts) async fn close(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
    Form(closing): Form<Closing>,
) -> Response {
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let leave = seen.leave(&visit, &networks)?;
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &closing.call)?;
        let (account, today) = (seen.account.id.clone(), visit.today);
        let network = networks.network();
        let at = site.store.write(|tx| {
            let (call, leave, account) = (call.clone(), leave.clone(), account.clone());
            let network = network.clone();
            Box::pin(async move {
                let on = (today, &*network);
                actions::close_account(tx, &call, &leave, &account, closing.version, on).await
            })
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, &format!("/people/{id}")))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}
