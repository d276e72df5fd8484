//! Sheets to print and to hand over: one a person, with the link as text and as a picture.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, Link};
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

#[derive(Deserialize)]
pub(in crate::accounts) struct Wanted {
    #[serde(default)]
    call: String,
    #[serde(default)]
    accounts: String,
}

/// Makes fresh links for some people and answers with their sheets. Links that they had before open nothing any more.
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
        let (door, today) = (visitor.door.clone(), visit.today);
        let made = site.store.write(|tx| {
            let (asked, door) = (asked.clone(), door.clone());
            Box::pin(async move {
                let now = door.now();
                let (mut accounts, mut last, mut by) = (Vec::new(), None, String::new());
                for (call, leave, id) in &asked {
                    let (at, account) =
                        actions::link_again(tx, call, leave, id, false, today, now).await?;
                    accounts.push(account);
                    last = Some(at);
                    call.actor.key().clone_into(&mut by);
                }
                let links = actions::fresh_links(tx, &accounts, &by, &door.address, now).await?;
                Ok::<_, Refusal>((last, links))
            })
        });
        let (last, links) = made.await?;
        if let Some(last) = last {
            site.clock.advance(last);
        }
        let t = visit.words;
        let main = html! {
            div.wrap {
                h1.mt-4.screen { (t.text("sheets-title")) }
                p.under.screen { (t.text("link-once")) }
                @for link in &links { (sheet(&visit, &site, link)) }
            }
        };
        Ok::<_, Refusal>(page(&visit, None, &t.text("sheets-title"), main).into_response())
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}
