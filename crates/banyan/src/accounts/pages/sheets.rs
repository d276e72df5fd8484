//! Sheets to print and to hand over: one a person, with the link as text and as a picture.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, Link};
use super::super::{Account, store};
use super::Visitor;
use super::parts::picture;
use super::person::seen;
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Argument, Refusal, Site, Visit, Words, page};

/// Sheets in one answer.
const SHEETS_MAX: usize = 200;

/// One sheet, in the language of its person.
pub(super) fn sheet(visit: &Visit, site: &Site, link: &Link) -> Markup {
    let t = Words::of(link.account.language);
    let own = t.language();
    let expires = t.day(site.clock.day_of(link.expires_at));
    let direction = own.direction() == banyan_core::words::Direction::RightToLeft;
    html! {
        article.sheet lang=(own) dir=(if direction { "rtl" } else { "ltr" }) {
            h2 { bdi { (link.account.name) } }
            p { (t.with("sheet-under", &[("day", Argument::from(&expires))])) }
            (picture(visit.words, &link.address))
            p.address { bdi dir="ltr" { (link.address) } }
            p { (t.text("login")) ": " bdi dir="ltr" { (link.account.login) } }
            p.small { (t.text("sheet-alone")) }
        }
    }
}

/// The answer to a form that is sent again when its links open no more: they were used, or newer ones took their place.
pub(super) fn shown_before(visit: &Visit, accounts: &[Account]) -> Response {
    let t = visit.words;
    let title = t.text("link-title");
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/people" { (t.text("people-title")) } }
            h1 { (title) }
            p.under { (t.text("link-shown-before")) }
            ul { @for account in accounts { li { a href={ "/people/" (account.id.0) } { bdi { (account.name) } } } } }
        }
    };
    page(visit, None, &title, main).into_response()
}

#[derive(Deserialize)]
pub(in crate::accounts) struct Wanted {
    #[serde(default)]
    call: String,
    #[serde(default)]
    accounts: String,
}

/// Makes fresh links for some people and answers with their sheets. Links that they had before open nothing any more; who has a
/// password already is left out, since a sheet that lies about would open that account.
pub(in crate::accounts) async fn sheets(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Form(wanted): Form<Wanted>,
) -> Response {
    let done = async {
        visit.writing()?;
        let mut asked = Vec::new();
        for id in wanted.accounts.split_whitespace().take(SHEETS_MAX) {
            let seen = seen(&visit, &site, &networks, id).await?;
            let leave = seen.leave(&visit, &networks)?;
            let (actor, now) = (visit.actor.clone(), site.clock.now());
            let call = Call::of_form_part(actor, now, &wanted.call, id)?;
            asked.push((call, leave, seen.account.id));
        }
        if asked.is_empty() {
            return Err(Refusal::NotFound);
        }
        let (maker, now, today) = (visitor.link_maker(&visit), visitor.door.now(), visit.today);
        let made = site.store.write(|tx| {
            let (asked, maker) = (asked.clone(), maker.clone());
            Box::pin(async move {
                let (mut links, mut accounts, mut last) = (Vec::new(), Vec::new(), None);
                let mut left_out = 0_usize;
                for (call, leave, id) in &asked {
                    if store::load_credential(tx, id).await?.password.is_some() {
                        left_out += 1;
                        continue;
                    }
                    let (recorded, account) =
                        actions::link_again(tx, call, leave, id, false, today, now).await?;
                    let own = std::slice::from_ref(&account);
                    links.extend(
                        actions::links_of_call(tx, &call.id, recorded, own, &maker, now).await?,
                    );
                    accounts.push(account);
                    last = Some(recorded.at());
                }
                Ok::<_, Refusal>((last, links, accounts, left_out))
            })
        });
        let (last, links, accounts, left_out) = made.await?;
        if let Some(last) = last {
            site.clock.advance(last);
        }
        if links.is_empty() && left_out == 0 {
            return Ok(shown_before(&visit, &accounts));
        }
        Ok::<_, Refusal>(shown(&visit, &site, &links, left_out))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

fn shown(visit: &Visit, site: &Site, links: &[Link], left_out: usize) -> Response {
    let t = visit.words;
    let main = html! {
        div.wrap {
            h1.mt-4.screen { (t.text("sheets-title")) }
            @if left_out > 0 { p.screen { (t.with("sheets-left-out", &[("n", Argument::from(left_out))])) } }
            @if !links.is_empty() { p.under.screen { (t.text("link-once")) } }
            @for link in links { (sheet(visit, site, link)) }
        }
    };
    page(visit, None, &t.text("sheets-title"), main).into_response()
}
